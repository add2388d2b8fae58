"""One run: a plugin, its prefixes and permissions, a document, and what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from postlude.errors import PluginError, PostludeError, UsageError
from postlude.finale.finenv import Finenv, ScriptFacts
from postlude.finale.namespace import Namespace
from postlude.finale.selecting import parse_selection
from postlude.finale.session import Session, Surroundings
from postlude.finale.undo import Undo
from postlude.https.access import Access
from postlude.https.key import BASE_URL_GLOBAL, KEY_GLOBAL, KeyVault
from postlude.https.redact import Redactor
from postlude.https.session import Network
from postlude.lua.finenv import bind_finenv
from postlude.lua.loader import script_text
from postlude.lua.modules import install
from postlude.lua.modules.luaosutils.internet import internet_namespace
from postlude.lua.modules.openai import install_openai
from postlude.lua.services import Output, Services
from postlude.lua.signals import ScriptExit
from postlude.lua.state import LuaState
from postlude.lua.values import LuaTable, LuaValue
from postlude.openai.client import FLAG as HTTPS_FLAG
from postlude.openai.client import OpenAIClient
from postlude.options import RunOptions
from postlude.plugins.approval import Approvals, ScriptIdentity, parse_allow_post, terminal_ask
from postlude.plugins.config import Config
from postlude.plugins.discovery import FoundPlugin, read_script
from postlude.plugins.fence import FileFence
from postlude.plugins.folders import ScriptEnvironment, ScriptFolders, smufl_folders
from postlude.plugins.menu import choose_item, menu_items
from postlude.plugins.permissions import Gated, Permissions, TrustedMode
from postlude.plugins.plugindef import PluginDef, install_plugindef, require_trust
from postlude.plugins.prefixes import (
    Prefix,
    find_script_prefix,
    find_system_prefix,
    run_item_prefix,
    run_user_prefix,
)
from postlude.plugins.requirements import check_requirements
from postlude.result import ErrorPlace, RunResult, redacted, text_of

if TYPE_CHECKING:
    from postlude.enigma.document import Document


class Run:
    """A plugin set up on a document. :meth:`invoke` runs it; a state that a script retains is run again."""

    def __init__(
        self,
        found: FoundPlugin,
        document: Document | None,
        options: RunOptions,
        config: Config,
        folders: ScriptFolders,
    ) -> None:
        self.options = options
        self.found = found
        self.document = document
        self.config = config
        self.folders = folders
        self.path = found.path.absolute() if found.path is not None else Path(found.where)
        self.python = found.load_python() if found.kind == "python" else None
        self.source = b"" if self.python is not None else read_script(self.path)
        if self.python is None:
            require_trust(self.source, self.path, options.trust)
        self.plugindef: PluginDef = (
            self.python.plugindef(options.locale)
            if self.python is not None
            else found.describe(options.locale)
        )
        self.item = choose_item(menu_items(self.plugindef, config.scripts_at(self.path)), options.item)
        self.answers = options.answers.fresh()
        self.session = self._session()
        mode = TrustedMode.USER_TRUSTED if options.trust else TrustedMode.UNTRUSTED
        self.permissions = Permissions(self.plugindef.properties, mode)
        self.environment = ScriptEnvironment(trusted=options.trust)
        self.prefixes: list[Prefix] = [
            prefix
            for prefix in (
                find_system_prefix(options.system_prefix, config),
                find_script_prefix(options.prefix, self.path, self.item),
            )
            if prefix is not None
        ]
        self.fence = self._fence()
        self.output = Output(self._emit if options.output is not None else None)
        self._line = b""
        self.network = Network(resolve=options.resolve, ca_file=options.ca_file, remaining=self._remaining)
        self.vault = KeyVault(environ={})
        self.access = Access(
            self.network,
            self.vault,
            approve=self._approver(),
            refused=self.permissions.ledger.refuse,
            platform=options.platform,
        )
        self.client = OpenAIClient(self.access, self.permissions)
        self.undo: Undo | None = None
        self.finenv: Finenv | None = None
        self.notes: list[str] = []
        self.redactor = Redactor(())
        self.state = LuaState(self._services(), options.limits, self.path.parent)
        self._prepared = False

    # ---- what the run stands on

    def _session(self) -> Session:
        options = self.options
        surroundings = Surroundings(
            alert=self._alert,
            platform=options.platform,
            locale=options.locale,
            script_path=self.path,
            folders=self._folder,
            smufl_fonts=lambda name: any(
                (folder / name / f"{name}.json").is_file() for folder in smufl_folders(self.folders.root)
            ),
        )
        session = Session(self.document, part=options.part, surroundings=surroundings)
        if self.document is not None:
            if options.part and not any(
                key.cmper1 == options.part for key in session.store.keys("others", "partDef")
            ):
                parts = [str(key.cmper1) for key in session.store.keys("others", "partDef")]
                raise UsageError(f"--part {options.part}: no such part; the document has {', '.join(parts)}")
            session.selection = parse_selection(options.select, session)
        return session

    def _alert(self, kind: str, text: str, caption: str) -> str:
        with self.state.pause_clock():
            return self.answers.alert(kind, text, caption)

    def _folder(self, name: str) -> str:
        if name == "temporary":
            return str(self.folders.run_temporary) + os.sep
        return self.folders.folder(name)

    def _fence(self) -> FileFence:
        options, document = self.options, self.document
        read = [*options.allow_read, *smufl_folders(self.folders.root)]
        documents = []
        if document is not None and document.path is not None:
            documents.append(document.path)
            read.append(document.path.absolute().parent)
        return FileFence(
            self.path.absolute().parent,
            read=read,
            write=[self.folders.root, self.folders.run_temporary, *options.allow_write],
            documents=documents,
            secret=[self.config.folder, *(prefix.file for prefix in self.prefixes)],
            trusted=options.trust,
            ledger=self.permissions.ledger,
        )

    def _services(self) -> Services:
        return Services(
            fence=self.fence,
            permit=self.permissions,
            getenv=self.environment,
            output=self.output,
            platform=self.options.platform,
            temp_folder=self.folders.run_temporary,
            trusted=self.options.trust,
        )

    def _remaining(self) -> float | None:
        return self.state.deadline() if self.python is None else self.options.timeout

    def _approver(self) -> Any:
        options = self.options
        if options.approve is not None:
            approve, name = options.approve, str(self.path)
            return lambda host, port: approve(name, host, port)
        identity = ScriptIdentity.of(self.path, self.source or _bytes_of(self.path))
        approvals = Approvals(
            self.config.folder / "approvals.toml",
            allowed=[parse_allow_post(text) for text in options.allow_post],
            ask=terminal_ask(json_output=not options.ask_posts),
            paused=lambda: self.state.pause_clock(),
        )
        return lambda host, port: approvals.approve(identity, host, port)

    def _emit(self, data: bytes) -> None:
        """Pass on what the plugin prints, line by line, so that a key in pieces is seen too."""
        lines, newline, self._line = (self._line + data).rpartition(b"\n")
        if newline and self.options.output is not None:
            self.options.output(self.redactor.data(lines + newline))

    def _flush(self) -> None:
        rest, self._line = self._line, b""
        if rest and self.options.output is not None:
            self.options.output(self.redactor.data(rest))

    # ---- running

    def invoke(self, options: RunOptions | None = None) -> RunResult:
        """Run the plugin once and say what happened. Failures of the plugin are in the result; only a
        caller's mistake and defects of Postlude are raised."""
        if options is not None:
            self._again(options)
        result = RunResult(
            plugin=self.found.name,
            item=self.item.text,
            document=str(self.document.path) if self.document is not None and self.document.path else None,
            name=str(self.path),
        )
        started = time.monotonic()
        printed = len(self.output.getvalue())
        asked = len(self.answers.shown)
        sent = len(self.network.attempts)
        begin = self.document.store.mark() if self.document is not None else None
        try:
            self._check()
            result.returned = self._run()
        except ScriptExit as exit_:
            self._finish(failed=exit_.code not in (0, None, True))
            if exit_.code not in (0, None, True):
                _fail(result, PluginError(f"the script ended itself with status {exit_.code}"))
        except PostludeError as error:
            self._finish(failed=True)
            _fail(result, error)
        else:
            self._finish(failed=False)
            result.message = self._message(result.returned)
        result.seconds = time.monotonic() - started
        result.printed = text_of(self.output.getvalue()[printed:])
        result.alerts = self.answers.shown[asked:]
        result.network = [dict(attempt) for attempt in self.network.attempts[sent:]]
        result.permissions = self.permissions.ledger.as_json()
        result.undo = [vars(block) for block in self.undo.blocks] if self.undo is not None else []
        if begin is not None and self.document is not None:
            result.changes = self.document.store.changes_since(begin)
        result.notes = list(self.notes)
        self._flush()
        return redacted(result, self.redactor.text)

    def overdue(self, error: PostludeError) -> RunResult:
        """What can be said of a run that never came back; called from another thread."""
        result = RunResult(plugin=self.found.name, item=self.item.text, name=str(self.path))
        result.document = (
            str(self.document.path) if self.document is not None and self.document.path else None
        )
        _fail(result, error)
        result.printed = text_of(self.output.getvalue())
        result.alerts = list(self.answers.shown)
        result.network = [dict(attempt) for attempt in self.network.attempts]
        result.permissions = self.permissions.ledger.as_json()
        return redacted(result, self.redactor.text)

    @property
    def retained(self) -> bool:
        """Whether the script asked for its state to be kept."""
        return bool(self.finenv is not None and self.finenv.RetainLuaState)

    def close(self) -> None:
        """Abort what is pending and let the state go."""
        self.network.close()
        self.state.close()

    def _again(self, options: RunOptions) -> None:
        self.options = options
        self.answers = options.answers.fresh()
        self.session.part = options.part
        self.session.shared.pop("region", None)
        if self.document is not None:
            self.session.selection = parse_selection(options.select, self.session)

    def _check(self) -> None:
        check_requirements(
            self.plugindef.properties,
            has_document=self.document is not None,
            has_selection=not self.session.selection.empty,
            in_part=self.session.part != 0,
        )

    def _run(self) -> list[Any]:
        properties = self.plugindef.properties
        self.undo = Undo(
            self.session,
            self.item.undo_text,
            no_store=properties.NoStore,
            handles_undo=properties.HandlesUndo,
        )
        if not self._prepared:
            self._prepare()
        assert self.finenv is not None
        self.finenv._undo = self.undo
        self._run_prefixes()
        if self.python is not None:
            value = self.python.run(self.namespace, self.finenv, self._openai(), self.prefix_values)
            return [] if value is None else list(value) if isinstance(value, tuple) else [value]
        run_item_prefix(self.state, self.item, self.path)
        as_string = properties.LoadAsString
        values = self.state.run(script_text(self.source, as_string), f"@{self.path}")
        return [value.to_python() if isinstance(value, LuaTable) else _shown(value) for value in values]

    def _prepare(self) -> None:
        self._prepared = True
        options, state, permissions = self.options, self.state, self.permissions
        self.namespace = Namespace(self.session)
        assert self.undo is not None
        self.finenv = Finenv(
            self.session,
            self.undo,
            ScriptFacts(
                path=str(self.path),
                folder=str(self.path.parent),
                plugindef_text=(self.plugindef.text or b"").decode("utf-8", "surrogateescape"),
                trusted_mode=int(permissions.mode),
                loaded_as_string=self.plugindef.properties.LoadAsString,
                lua_release=_lua_release(),
                modifiers=options.modifiers,
            ),
        )
        state.bind_namespace("finale", self.namespace)
        bind_finenv(state, self.finenv)
        install(
            state,
            namespaces={"internet": internet_namespace(self.access, permissions)},
            load_luaosutils=self.plugindef.properties.LoadLuaOSUtils,
        )
        install_openai(state, self.client, permissions)
        install_plugindef(state, self.plugindef, self.path)

    def _run_prefixes(self) -> None:
        state = self.state
        before = _simple_globals(state)
        for prefix in self.prefixes:
            run_user_prefix(state, prefix, self.environment, self.fence)
        for folder in _package_folders(state):
            self.fence.allow_read(folder)
        after = _simple_globals(state)
        added = {name: value for name, value in after.items() if before.get(name) != value}
        self.prefix_values: Mapping[str, Any] = MappingProxyType(
            {name: text_of(value) if isinstance(value, bytes) else value for name, value in added.items()}
        )
        self._keep_key(added, after.get(KEY_GLOBAL), after.get(BASE_URL_GLOBAL))

    def _keep_key(self, added: Mapping[str, Any], key: Any, base_url: Any) -> None:
        """Keep the real key here and put the placeholder in its place."""
        trusted = self.options.trust or self.python is not None
        self.vault = KeyVault(key, base_url=base_url, trusted=trusted)
        self.access.vault = self.vault
        self.redactor = Redactor(self.vault.secrets)
        self.notes = list(self.redactor.warnings)
        if trusted:
            return
        for name, value in added.items():
            if name == KEY_GLOBAL:
                self.state.set_global(name, self.vault.script_value)
            elif isinstance(value, bytes):
                covered = self.vault.cover(value)
                if covered != value:
                    self.state.set_global(name, covered)

    def _openai(self) -> Any:
        if self.permissions.granted(HTTPS_FLAG):
            return self.client
        return Gated(self.permissions, HTTPS_FLAG, "openai")

    def _finish(self, *, failed: bool) -> None:
        if self.undo is not None:
            self.undo.finish(failed=failed)
        if failed and self.finenv is not None:
            self.finenv.RetainLuaState = False

    def _message(self, returned: list[Any]) -> str:
        if self.plugindef.properties.IgnoreReturnValue or not returned or returned[0] is None:
            return ""
        value = returned[0]
        return text_of(value) if isinstance(value, bytes) else str(value)


def _fail(result: RunResult, error: PostludeError) -> None:
    result.ok = False
    result.kind = error.kind
    result.exit_status = error.exit_status
    result.message = error.message
    if isinstance(error, PluginError):
        result.error = ErrorPlace(error.file, error.line, error.traceback)


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, LuaValue) else value


def _simple_globals(state: LuaState) -> dict[str, Any]:
    found = {}
    for name, value in state.globals().items():
        if isinstance(name, bytes) and isinstance(value, (bytes, bool, int, float)):
            found[text_of(name)] = value
        elif isinstance(name, bytes) and isinstance(value, LuaTable) and name not in _LIBRARIES:
            found[text_of(name)] = value.to_python()
    return found


def _package_folders(state: LuaState) -> list[Path]:
    """The folders on ``package.path``: what stands before the first ``?`` of each template."""
    path = state.get_global("package").get("path")
    if not isinstance(path, bytes):
        return []
    folders = []
    for template in path.decode("utf-8", "surrogateescape").split(";"):
        folder = (
            template.partition("?")[0].rpartition("/")[0] or template.partition("?")[0].rpartition("\\")[0]
        )
        if folder and Path(folder).is_absolute():
            folders.append(Path(folder))
    return folders


def _lua_release() -> str:
    from lupa.lua54 import LuaRuntime

    return "Lua " + ".".join(str(number) for number in LuaRuntime().lua_version)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


_LIBRARIES = frozenset(
    {
        b"_G", b"bit32", b"coroutine", b"debug", b"finale", b"finaleplugin", b"finenv", b"io", b"lfs",
        b"math", b"os", b"package", b"string", b"table", b"tinyxml2", b"utf8",
    }
)  # fmt: skip
