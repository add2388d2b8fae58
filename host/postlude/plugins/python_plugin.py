"""Python plugins: loading a module, calling its ``plugindef`` and its ``run`` through pluggy.

A Python plugin is trusted code. It is loaded under a name of its own, without a change of ``sys.path`` and
without files left behind, so a single-file plugin imports installed packages but not its neighbours.
"""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

from postlude.errors import PluginError, PostludeError, RefusedError
from postlude.plugins.plugindef import PluginDef, describe_plugin

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_PACKAGE = Path(__file__).resolve().parents[1]
_VARIADIC = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


class PythonPlugin:
    """One loaded plugin, the only one of its plugin manager: no other plugin's hooks are called."""

    def __init__(self, module: Any, file: Path | None, name: str) -> None:
        """Register ``module`` for its author. Raises :class:`PluginError` if its functions are not hooks."""
        from postlude.plugins import hookspecs

        self.name = name
        self.file = file
        self._manager = _manager()
        if not callable(getattr(module, "run", None)):
            raise PluginError(f"{name}: the plugin has no function `run`", file=self._shown_file)
        for hook in hookspecs.HOOKS:
            self._check_signature(getattr(module, hook, None), getattr(hookspecs, hook), hook)
        self._manager.register(module, name)

    @property
    def _shown_file(self) -> str | None:
        return str(self.file) if self.file else None

    def plugindef(self, locale: str = "en_US") -> PluginDef:
        """Call the plugin's ``plugindef``, if it has one. Raises :class:`PluginError`."""
        properties = SimpleNamespace()
        returned = self._guarded(lambda: self._manager.hook.plugindef(finaleplugin=properties, locale=locale))
        texts = returned if isinstance(returned, tuple | list) else [returned]
        return describe_plugin(self.name, list(texts), vars(properties))

    def run(self, finale: Any, finenv: Any, openai: Any, prefix: Mapping[str, Any]) -> Any:
        """Call the plugin's ``run``. Raises :class:`PluginError`, also for a refusal that it did not
        handle.
        """
        return self._guarded(
            lambda: self._manager.hook.run(finale=finale, finenv=finenv, openai=openai, prefix=prefix)
        )

    def call(self, function: Callable[[], Any]) -> Any:
        """Call one of the plugin's functions. Raises :class:`PluginError`, as :meth:`run` does."""
        return self._guarded(function)

    def _guarded(self, call: Callable[[], Any]) -> Any:
        return _guarded(call, self._shown_file)

    def _check_signature(self, function: Any, specification: Callable[..., Any], hook: str) -> None:
        if function is None:
            return
        if not callable(function):
            raise PluginError(f"{self.name}: `{hook}` is not a function", file=self._shown_file)
        line = getattr(getattr(function, "__code__", None), "co_firstlineno", None)
        known = list(inspect.signature(specification).parameters)
        for parameter in inspect.signature(function).parameters.values():
            optional = parameter.default is not parameter.empty
            if parameter.name in known and optional:
                # pluggy passes only arguments without a default.
                message = f"wants `{parameter.name}` with a default value; write it without one"
            elif parameter.name in known or optional or parameter.kind in _VARIADIC:
                continue
            else:
                message = f"wants an argument `{parameter.name}`; there are {', '.join(known)}"
            raise PluginError(f"{self.name}: `{hook}` {message}", file=self._shown_file, line=line)
        if inspect.iscoroutinefunction(function) or inspect.isgeneratorfunction(function):
            raise PluginError(
                f"{self.name}: `{hook}` is not a plain function (no async, no yield)",
                file=self._shown_file,
                line=line,
            )


def load_python_plugin(path: Path) -> PythonPlugin:
    """Load the plugin in the file ``path``. Raises :class:`PluginError` with file and line if it can't be
    loaded.
    """
    resolved = path.resolve()
    unique = hashlib.sha256(str(resolved).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    name = f"_postlude_plugin_{unique}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, resolved)
    if spec is None:
        raise PluginError(f"{path}: not a Python file", file=str(path))
    module = importlib.util.module_from_spec(spec)
    _guarded(lambda: _execute(module, resolved), str(path), "while it was loaded")
    return PythonPlugin(module, path, path.stem)


def load_entry_point(entry_point: EntryPoint) -> PythonPlugin:
    """Load the plugin that an installed package offers. Raises :class:`PluginError`."""
    where = f"entry point {entry_point.name} ({entry_point.value})"
    module = _guarded(entry_point.load, None, f"while {where} was loaded")
    file = getattr(module, "__file__", None)
    return PythonPlugin(module, Path(file) if file else None, entry_point.name)


def _execute(module: ModuleType, path: Path) -> None:
    code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    sys.modules[module.__name__] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        sys.modules.pop(module.__name__, None)
        raise


def _manager() -> Any:
    import pluggy

    from postlude.plugins import hookspecs

    class Manager(pluggy.PluginManager):
        """Takes a plugin's functions that are called like a hook for its implementations, decorated or
        not.
        """

        def parse_hookimpl_opts(self, plugin: Any, name: str) -> pluggy.HookimplOpts | None:
            options = super().parse_hookimpl_opts(plugin, name)
            if options is None and name in hookspecs.HOOKS and callable(getattr(plugin, name, None)):
                return pluggy.HookimplOpts(
                    wrapper=False,
                    hookwrapper=False,
                    optionalhook=False,
                    tryfirst=False,
                    trylast=False,
                    specname=None,
                )
            return options

    manager = Manager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def _guarded(call: Callable[[], Any], file: str | None, when: str = "") -> Any:
    """Call into a plugin; whatever it raises becomes a :class:`PluginError`. ``sys.exit()`` without a fault
    ends it.
    """
    try:
        return call()
    except SystemExit as error:
        if when or error.code not in (None, 0):
            what = f"the plugin called sys.exit({error.code!r}) {when}".rstrip()
            raise PluginError(what, file=file, line=_line(error, file)) from error
        return None
    except RefusedError as error:
        raise _plugin_error(error, error.message, file, refusal=True) from error
    except PluginError:
        raise
    except PostludeError as error:
        if error.exit_status != 1:
            raise
        raise _plugin_error(error, error.message, file) from error
    except Exception as error:
        message = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
        raise _plugin_error(error, f"{message} {when}".rstrip(), file) from error


def _plugin_error(
    error: BaseException, message: str, file: str | None, *, refusal: bool = False
) -> PluginError:
    own_file = str(error.filename) if isinstance(error, SyntaxError) and error.filename else file
    return PluginError(
        message,
        file=own_file,
        line=_line(error, file),
        traceback=_trace(error, file) or None,
        refusal=refusal,
    )


def _trace(error: BaseException, file: str | None) -> str:
    """The traceback for the author of the plugin in ``file``: without how Postlude called it, and without the inside
    of what it called last."""
    frames = traceback.extract_tb(error.__traceback__)
    own = str(Path(file).resolve()) if file else None
    at = [number for number, frame in enumerate(frames) if frame.filename == own]
    if at:
        end = len(frames)
        while end > at[-1] + 1 and Path(frames[end - 1].filename).is_relative_to(_PACKAGE):
            end -= 1
        frames = traceback.StackSummary.from_list(frames[at[0] : end])
    return "".join(frames.format())


def _line(error: BaseException, file: str | None) -> int | None:
    """The innermost line of the plugin's own file, or the line of a syntax error."""
    if isinstance(error, SyntaxError):
        return error.lineno
    own = Path(file).resolve() if file else None
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename) == own]
    return frames[-1].lineno if frames else None
