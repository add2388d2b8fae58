"""The files of one check, each read once, and what they require."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from postlude.checking import tree, world
from postlude.checking.parser import parse
from postlude.checking.permissions import required_name
from postlude.checking.scopes import holds_modules, resolve
from postlude.checking.script import LuaFile, Script
from postlude.checking.types import Types
from postlude.errors import LimitError, PluginError, PostludeError
from postlude.finale.scriptglobals import global_names
from postlude.lua.loader import script_text
from postlude.plugins.extract import is_bytecode
from postlude.plugins.plugindef import read_plugindef
from postlude.plugins.shipped import shipped_prefixes


class Project:
    """Files that are checked together; ``roots`` are the folders that scripts of theirs are looked for in."""

    def __init__(self, roots: Iterable[Path] = ()) -> None:
        self._roots = [root.resolve() for root in roots]
        self._files: dict[Path, LuaFile | None] = {}

    def add(self, path: Path, shown: str) -> LuaFile:
        """A file to be checked; one that Lua can't read gets the finding. Raises OSError."""
        file = self._read(path, shown)
        self._files[path.resolve()] = None if any(each.rule == "syntax" for each in file.findings) else file
        return file

    def _read(self, path: Path, shown: str) -> LuaFile:
        source = path.read_bytes()
        file = LuaFile(path, shown, source, script_text(source))
        if is_bytecode(source):
            file.report("syntax", 1, "compiled Lua has no text to check")
            return file
        problem = self.problem_in(file.text)
        if problem is not None and b"\0" in source and _loads_as_string(file):
            file.text = script_text(source, as_string=True)
            problem = self.problem_in(file.text)
        if problem is not None:
            line, message = problem
            file.report("syntax", line, message)
        return file

    def problem_in(self, text: bytes) -> tuple[int, str] | None:
        """What Lua says is wrong with a text, and on which line."""
        try:
            self._state.compile(text)
        except PluginError as error:
            line = error.line or 1
            return line, error.message.removeprefix(f"{Compiler.NAME}:{line}: ")
        except LimitError as error:
            return 1, error.message
        return None

    @cached_property
    def _state(self) -> Compiler:
        return Compiler()

    def close(self) -> None:
        if "_state" in self.__dict__:
            self._state.close()

    # ---- what is required

    def script(self, file: LuaFile) -> Script:
        """A file with all that it requires, directly or not."""
        required: dict[Path, LuaFile] = {}
        missing: list[tuple[tree.Call, str]] = []
        whole, dynamic, computed = True, False, False
        waiting = [file]
        while waiting:
            current = waiting.pop()
            dynamic = dynamic or current.resolved.dynamic
            for call, name in _requires(current):
                if name is None:
                    computed, dynamic = True, dynamic or current is file
                    continue
                if world.is_module(name) or (name in current.resolved.words and _preloads(current, name)):
                    continue
                found = self._find(name, current.path, file.path)
                if found is None:
                    whole = False
                    if current is file and not (
                        isinstance(call.function, tree.Name) and call.function.name == "pcall"
                    ):
                        missing.append((call, name))
                elif found.path.resolve() not in required and found is not file:
                    required[found.path.resolve()] = found
                    waiting.append(found)
        foreign = {
            name
            for each in required.values()
            for name, found in each.resolved.globals.items()
            if found.assigned
        }
        return Script(
            file,
            Types(file.resolved, foreign, alone=file.plugindef is not None),
            list(required.values()),
            whole,
            self._known(file),
            missing,
            dynamic,
            computed or dynamic,
        )

    def _find(self, name: str, *beside: Path) -> LuaFile | None:
        """The file of a module beside the files, or in a folder above them that is checked."""
        relative = Path(*name.split(".")) if name.strip(".") else Path(name)
        for folder in dict.fromkeys(folder for path in beside for folder in self._folders(path)):
            for candidate in (folder / f"{relative}.lua", folder / relative / "init.lua"):
                key = candidate.resolve()
                if key not in self._files:
                    if not candidate.is_file():
                        continue
                    try:
                        read = self._read(candidate, str(candidate))
                    except OSError:
                        continue
                    self._files[key] = None if read.findings else read
                if (found := self._files[key]) is not None:
                    return found
        return None

    def _folders(self, path: Path) -> Iterator[Path]:
        folder = path.resolve().parent
        yield folder
        for above in folder.parents:
            if any(above == root or root in above.parents for root in self._roots):
                yield above

    # ---- globals

    def _known(self, file: LuaFile) -> Known:
        names = set(global_names()) | world.language_members() | _shipped_prefix("system.lua", self)
        if file.is_spec:
            names |= spec_globals()
        if file.plugindef is not None:
            names |= self._set_by(file.plugindef.properties.AdditionalPrefixes.encode())
            names |= _shipped_prefix(f"scripts/{file.path.stem}.lua", self)
            names.add("socket") if file.plugindef.properties.LoadLuaSocket else None
        else:
            # A library sees what the scripts that require it set.
            names |= self._all_set
        return Known(names, file.path.stem)

    @cached_property
    def _all_set(self) -> set[str]:
        return {
            name
            for each in self._files.values()
            if each is not None
            for name, found in each.resolved.globals.items()
            if found.assigned
        }

    def _set_by(self, text: bytes) -> set[str]:
        """The globals that lines of Lua set."""
        if not text.strip():
            return set()
        return {name for name, found in resolve(parse(text)).globals.items() if found.assigned}


class Known:
    """Names of globals that are there without being set."""

    def __init__(self, names: set[str], stem: str) -> None:
        self._names = names
        self._stem = stem

    def __call__(self, name: str) -> bool:
        # What a prefix sets for a script is named after it: hyphenate_lyrics_language.
        return name in self._names or name == self._stem or name.startswith(f"{self._stem}_")


class Compiler:
    """Lua itself, to say what is wrong with a text."""

    NAME = "script"

    def __init__(self) -> None:
        from postlude.plugins.plugindef import state_alone

        self._state = state_alone()

    def compile(self, text: bytes) -> None:
        """Raises PluginError with the line, LimitError for a text that is too large."""
        self._state.compile(text, f"@{self.NAME}")

    def close(self) -> None:
        self._state.close()


def _requires(file: LuaFile) -> Iterator[tuple[tree.Call, str | None]]:
    """Calls of require, with the name where it stands there."""
    for use in file.resolved.uses:
        node = use.node
        if (
            not isinstance(node, tree.Call)
            or node.method is not None
            or not isinstance(node.function, tree.Name)
        ):
            continue
        name = required_name(node)
        if name is not None or (
            node.function.name == "require"
            and node.function.variable is not None
            and node.function.variable.is_global
        ):
            yield node, name


def _loads_as_string(file: LuaFile) -> bool:
    """Whether the script says that it ends at its first NUL."""
    try:
        return read_plugindef(file.source, file.path).properties.LoadAsString
    except PostludeError:
        return False


def _preloads(file: LuaFile, name: str) -> bool:
    """Whether a bundled script brings the module along."""
    return any(owner is not None and holds_modules(owner) for owner, _ in file.resolved.fields.get(name, ()))


def _shipped_prefix(name: str, project: Project) -> set[str]:
    path = shipped_prefixes() / name
    return project._set_by(path.read_bytes()) if path.is_file() else set()


@cache
def spec_globals() -> frozenset[str]:
    """What ``*_spec.lua`` files find besides: the table ``globals`` of the code that runs them."""
    code = files("postlude.testing").joinpath("specs.lua").read_bytes()
    chunk = parse(code)
    found = resolve(chunk)
    names = {
        name
        for name, values in found.fields.items()
        if any(isinstance(owner, tree.Name) and owner.name == "globals" for owner, _ in values)
    }
    for statement in chunk.body:
        if isinstance(statement, tree.Assignment) and isinstance(statement.targets[0], tree.Name):
            table = statement.values[0] if statement.values else None
            if statement.targets[0].name == "globals" and isinstance(table, tree.Table):
                names |= {name for name, _ in table.fields}
    return frozenset(names)
