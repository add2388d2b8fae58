"""One run: a plugin, its prefixes and permissions, a document, and what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from postlude.errors import PluginError, PostludeError, RequirementError, UsageError
from postlude.finale.finenv import Finenv, ScriptFacts
from postlude.finale.undo import Undo
from postlude.https.redact import Redactor
from postlude.lua.clock import Clock
from postlude.lua.counting import note_loaded
from postlude.lua.finenv import bind_finenv, lua_release
from postlude.lua.handles import bind_handles
from postlude.lua.loader import script_text
from postlude.lua.modules import install
from postlude.lua.modules.luaosutils.internet import internet_namespace
from postlude.lua.modules.openai import install_openai
from postlude.lua.signals import ScriptExit
from postlude.lua.state import LuaState
from postlude.openai.client import FLAG as HTTPS_FLAG
from postlude.openai.retrying import RETRIES_GLOBAL, retries_of
from postlude.options import RunOptions
from postlude.plugins.discovery import FoundPlugin
from postlude.plugins.extract import is_bytecode
from postlude.plugins.menu import MenuItem, choose_item, menu_items
from postlude.plugins.permissions import Gated
from postlude.plugins.plugindef import install_plugindef, plugindef_left_by
from postlude.plugins.prefixes import run_item_prefix
from postlude.plugins.requirements import check_requirements
from postlude.result import RunResult, fail, plain, redacted, text_of
from postlude.returned import shown
from postlude.stage import Stage, files_of
from postlude.verifying import check_startup

if TYPE_CHECKING:
    from postlude.enigma.document import Document


class Run(Stage):
    """A plugin on a document. :meth:`invoke` runs it; a state that a script retains is run again."""

    def invoke(self, options: RunOptions | None = None) -> RunResult:
        """Run the plugin once and say what happened; ``options`` are those of another invocation.

        Failures of the plugin are in the result; only a caller's mistake and defects of Postlude are raised.
        """
        if options is not None:
            self._again(options)
        result = RunResult(
            plugin=self.found.name,
            item=self.item.text,
            document=str(self.document.path) if self.document is not None and self.document.path else None,
            name=str(self.path),
        )
        started = time.monotonic()
        sent = len(self.network.attempts)
        self._used_before = replace(self.client.usage)
        begin = self.document.store.mark() if self.document is not None else None
        self.undo = None
        try:
            self._check()
            result.returned = self._run(again=options is not None)
        except RequirementError as error:
            fail(result, error)  # it has not run: a retained state is as it was
        except ScriptExit as exit_:
            failed = exit_.code != 0
            self._finish(failed=failed)
            if failed:
                fail(result, PluginError(f"the script ended itself with status {exit_.code}"))
        except PostludeError as error:
            self._finish(failed=True)
            fail(result, self._first(error))
        except BaseException:
            self._finish(failed=True)
            raise
        else:
            if self.answers.misfit is not None:
                # The script may have caught the error: the answers are wrong all the same.
                self._finish(failed=True)
            else:
                self._finish(failed=False)
                if self.said is not None and not self.plugindef.properties.IgnoreReturnValue:
                    result.message = text_of(self.said)
        if self.answers.raised is not None:
            raise self.answers.raised
        if self.answers.misfit is not None and result.exit_status in (0, 1):
            fail(result, UsageError(self.answers.misfit))
        result.seconds = time.monotonic() - started
        result.item = self.item.text
        self._report(result, sent)
        result.undo = [vars(block) for block in self.undo.blocks] if self.undo is not None else []
        if begin is not None and self.document is not None:
            result.changes = self.document.store.changes_since(begin)
        self._passage.flush()
        result.returned = [plain(value) for value in result.returned]
        return redacted(result, self._passage.redactor.text)

    def lost(self, error: PostludeError) -> RunResult:
        """What can be said of a run that never came back; called from another thread."""
        result = RunResult(plugin=self.found.name, item=self.item.text, name=str(self.path))
        if self.document is not None and self.document.path:
            result.document = str(self.document.path)
        fail(result, error)
        self._report(result, 0)
        self._passage.flush()
        return redacted(result, self._passage.redactor.text)

    def _report(self, result: RunResult, sent: int) -> None:
        result.printed = text_of(self.output.getvalue())
        result.alerts = list(self.answers.shown)
        result.dialogs = [dict(window) for window in self.answers.windows]
        verifying, self.verification.attempts = self.verification.attempts, []
        result.network = [dict(attempt) for attempt in (*verifying, *self.network.attempts[sent:])]
        result.permissions = self.permissions.ledger.as_json()
        result.usage = self.client.usage.since(self._used_before)
        result.notes = [
            *([self.verification.note] if self.verification.note else []),
            *self._passage.redactor.warnings,
            *self.prefixing.notes,
            *self.answers.notes,
            *self.told,
            *self.callbacks.notes,
            *self.session.notes.values(),
        ]

    @property
    def retained(self) -> bool:
        """Whether the script asked for its state to be kept."""
        return bool(self.finenv is not None and self.finenv.RetainLuaState)

    def close(self) -> None:
        """Abort what is pending and let the state go."""
        self.launcher.close()
        self.end_waits()
        self.state.close()

    def takes(self, found: FoundPlugin, document: Document | None, options: RunOptions) -> bool:
        """Whether these are another invocation of this run's item: same script text, document and rights."""
        mine = self.options
        if found.where != self.found.where or document is not self.document:
            return False
        if any(getattr(mine, name) != getattr(options, name) for name in FIXED):
            return False
        if self.python is None and found.source != self.source:
            return False
        wanted = found.item if options.item is None else options.item
        return choose_item(self.items, wanted) == self.item

    def _again(self, options: RunOptions) -> None:
        before, self.options = self.options, options
        try:
            prefixes = self._find_prefixes()
            self._look(self.session, options)
        except UsageError:
            self.options = before
            raise
        self.prefixing.prefixes = prefixes
        for file in files_of(prefixes):
            self.fence.deny(file)
        if self.launched is None:
            self.answers = options.answers.fresh()
        self.output.clear()
        self._passage.to = options.output
        self.said = None
        self.told = []
        self.permissions.ledger.clear()
        self.callbacks.notes.clear()
        self.session.notes.clear()
        self.session.shared.pop("region", None)
        self.session.displaced_frames.clear()
        self.state.renew(options.limits)
        self._clock = Clock()
        if self.finenv is not None:
            self.finenv.invoked_with(options.modifiers, at_startup=options.at_startup)

    def _first(self, error: PostludeError) -> PostludeError:
        """The error to report: that of a callback, if one failed before the plugin's main part did."""
        failure, self.callbacks.failure = self.callbacks.failure, None
        return failure if failure is not None and isinstance(error, PluginError) else error

    def _check(self) -> None:
        check_startup(self)
        check_requirements(
            self.plugindef.properties,
            has_document=self.document is not None,
            has_selection=not self.session.selection.empty,
            in_part=self.session.part != 0,
        )

    def _run(self, *, again: bool) -> list[Any]:
        properties = self.plugindef.properties
        self.undo = Undo(
            self.session,
            self.item.undo_text,
            no_store=properties.NoStore,
            handles_undo=properties.HandlesUndo,
        )
        if self.finenv is None:
            self.finenv = self._finenv(self.undo)
            self._furnish(self.state)
            self._show = self.state.get_global("tostring")
        self.finenv.use(self.undo)
        self._run_prefixes(again=again)
        if self.python is not None:
            self.prefixing.run_item(self.state, self._menu_item(), self.path)
            with self.printing.captured(), self._clock.inside():
                value = self.python.run(self.namespace, self.finenv, self._openai(), self.prefixing.values)
                self._linger(lambda: True)
            returned = list(value) if isinstance(value, tuple) else [value]
            first = None if not returned or returned[0] is None else str(returned[0])
            self.said = None if first is None else first.encode("utf-8", "surrogateescape")
            return [] if returned == [None] else returned
        run_item_prefix(self.state, self._menu_item(), self.path)
        text, chunk = script_text(self.source, self.load_as_string), self._chunk()
        if chunk.startswith("@"):
            note_loaded(self.state, self.path, text)
        values = self.state.run(text, chunk)
        if is_bytecode(self.source):
            self._describe_compiled()
        if values[:1] not in ([], [None]):
            self.said = self.shown(values[0])
        returned = [shown(value, self._tostring) for value in values]
        self._linger(lambda: self.retained)
        return returned

    def _linger(self, alive: Callable[[], bool]) -> None:
        """Use the windows that the plugin left open, and wait for what it left pending; raises the first error of a
        callback."""
        pending = self._has_windows or (len(self.callbacks.loop) and alive())
        if self._abandoned is None and pending and self.undo is not None:
            self.undo.leave_main_part()
        while True:
            if self._abandoned is None and self._has_windows:
                self.desk.use_modeless(lambda window: any(window is each for each in self.session.modeless))
            self.callbacks.linger(alive, self.remaining())
            if self._abandoned is not None or not self._has_windows:
                break  # a callback may have opened a further window
        if self._abandoned is not None:
            raise self._abandoned
        self.callbacks.check()

    @property
    def _has_windows(self) -> bool:
        return self._desk is not None and self._desk.has_modeless

    def _tostring(self, value: Any) -> str:
        return text_of(self.shown(value))

    def _chunk(self) -> str:
        own = self.launched.chunk if self.launched is not None else None
        return f"@{self.path}" if own is None else own

    def _describe_compiled(self) -> None:
        """A compiled script says what it is by the ``plugindef`` that its run leaves."""
        self.plugindef = plugindef_left_by(self.state, self.path, self.options.locale)
        self.item = choose_item(menu_items(self.plugindef, self.config.scripts_at(self.path)))
        assert self.undo is not None
        properties = self.plugindef.properties
        self.undo.describe(self.item.undo_text, properties.NoStore, properties.HandlesUndo)

    def _finenv(self, undo: Undo) -> Finenv:
        facts = ScriptFacts(
            path="" if self.launched is not None and self.launched.nameless else str(self.path),
            folder=str(self.path.parent) + os.sep,
            plugindef_text=(self.plugindef.text or b"").decode("utf-8", "surrogateescape"),
            trusted_mode=int(self.permissions.mode),
            loaded_as_string=self.load_as_string,
            lua_release=lua_release(),
            modifiers=self.options.modifiers,
            debug=self.debug,
            at_startup=self.options.at_startup,
        )
        return Finenv(self.session, undo, facts)

    def _furnish(self, state: LuaState) -> None:
        """Give a state what scripts and prefixes find in it."""
        assert self.finenv is not None
        internet = internet_namespace(
            self.access, self.permissions, callbacks=self.callbacks, launched=self._launch
        )
        state.bind_namespace("finale", self.namespace)
        bind_handles(state)
        bind_finenv(state, self.finenv)
        install(
            state,
            namespaces=lambda: {"internet": internet, "menu": self._menus(state)},
            load_luaosutils=self.plugindef.properties.LoadLuaOSUtils,
            pump=self.callbacks.loop.pump,
        )
        install_openai(state, self.client, self.permissions)
        install_plugindef(state, self.plugindef, self.path)
        self._offer_socket(state)
        if self.launched is not None:
            state.set_global("print", state.function(self._print, "print"))

    def _print(self, *values: Any) -> None:
        if self.print_to is not None:
            self.print_to(*values)
            return
        self.output.write(b"\t".join(map(self.shown, values)) + b"\n")

    def _menus(self, state: LuaState) -> dict[str, Any]:
        from postlude.lua.modules.luaosutils.menu import menu_namespace  # late: few scripts need it

        return menu_namespace(state, self.session, self.permissions)

    def _offer_socket(self, state: LuaState) -> None:
        """LuaSocket, for those who may and for trusted scripts that the user configured for debugging."""
        flag = "LoadLuaSocket"
        if self.permissions.granted(flag) or (self.debug and self.user_trusted):
            from postlude.lua.modules.socket import install_socket

            self.permissions.ledger.use(flag)
            install_socket(state, self.permissions.ledger.refuse, flat=self.permissions.granted(flag))
        elif flag in self.permissions.ledger.requested:
            state.preload("socket", lambda _: self.permissions(flag, "require 'socket'"))

    def _launch(self, url: str) -> None:
        self.told.append(f"the plugin wants to open {url}: open it yourself if you trust it")

    def _clean_state(self) -> LuaState:
        """A state like the script's own, which none of the script's code has touched."""
        state = LuaState(self._services(), self.options.limits, self.path.parent)
        self._furnish(state)
        return state

    def _run_prefixes(self, *, again: bool) -> None:
        # What prefixes print is passed on when it is known which key must not be in it.
        with self._passage.held():
            try:
                if again:
                    self.prefixing.run_again(self.state, self._clean_state)
                else:
                    self.prefixing.run(self.state)
            finally:
                self.access.vault = self.prefixing.vault
                self._passage.redactor = Redactor(self.prefixing.vault.secrets)
        # Retries are the user's to ask for: what the prefixes set counts, not what the script does.
        self.client.retries = retries_of(self.prefixing.values.get(RETRIES_GLOBAL, 0)) or 0

    def _menu_item(self) -> MenuItem:
        """The item with its line; in a dry run the line tells the plugin of it besides."""
        name = f"{self.path.stem}_dry_run"
        if not self.options.dry_run or not name.isidentifier():
            return self.item
        return replace(self.item, prefix=f"{self.item.prefix or ''} {name} = true")

    def _openai(self) -> Any:
        if self.permissions.granted(HTTPS_FLAG):
            return self.client
        return Gated(self.permissions, HTTPS_FLAG, "openai")

    def _finish(self, *, failed: bool) -> None:
        if self._desk is not None:
            self._desk.drop()
        self.callbacks.give_up("the script ended")
        if self.undo is not None:
            self.undo.finish(failed=failed)
        if failed and self.finenv is not None:
            self.finenv.RetainLuaState = False


FIXED = (
    "trust", "platform", "locale", "allow_post", "allow_read", "allow_write", "resolve", "ca_file", "memory",
    "approve", "ask_posts", "dry_run", "saves",
)  # fmt: skip
"""Options that a retained state keeps: with others the script starts anew."""
