"""One script starts another, in a Lua state of its own.

A started script runs to its end before the one that started it goes on. An item of the menu has the rights that
the user's configuration gives it, as if the user had chosen it. An ad-hoc one has no more permissions than the
script that started it, and is trusted only if its item says so and the user trusts that script.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from postlude.errors import LimitError, PluginError, PostludeError
from postlude.finale.finenv import MESSAGE_RESULT_TYPE
from postlude.launched import (
    FROM_A_SCRIPT,
    NAMELESS,
    Launched,
    items_of_file,
    items_of_menu,
    reachable,
    source_name,
)
from postlude.lua.signals import ScriptExit, Stopped
from postlude.lua.values import to_bytes, to_text
from postlude.plugins.discovery import FoundPlugin
from postlude.result import ErrorPlace

if TYPE_CHECKING:
    from postlude.finale.scriptitems import FCLuaScriptItem, ItemFacts, Outcome
    from postlude.options import RunOptions
    from postlude.result import RunResult
    from postlude.run import Run
    from postlude.stage import Stage

DEEPEST = 8
"""Scripts that start each other; each takes its part of the stack."""


@dataclass
class _Kept:
    """An ad-hoc script that retains its state, for as long as its item lives."""

    item: weakref.ref[FCLuaScriptItem]
    run: Run
    made_of: tuple[Any, ...]


class Launcher:
    """The scripts that the one on a stage can start: implements ``postlude.finale.scriptitems.Scripts``."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._kept: list[_Kept] = []
        self._active: list[tuple[FCLuaScriptItem, Run]] = []
        self._unwinding: BaseException | None = None

    def configured(self) -> list[ItemFacts]:
        return items_of_menu(self._stage)

    def of_file(self, path: str, text: str | None) -> list[ItemFacts]:
        return items_of_file(self._stage, path, text)

    # ---- running one

    def stop(self, item: FCLuaScriptItem) -> None:
        for active, run in self._active:
            if active is item:
                run.abandon(LimitError("the script was ended by the one that started it"))

    def execute(self, item: FCLuaScriptItem) -> Outcome:
        stage = self._stage
        self._tidy()
        reason = self._why_not(item)
        if reason is not None:
            return False, reason, MESSAGE_RESULT_TYPE["MISCELLANEOUS"]
        item.executing = True
        suspended = stage.undo
        if suspended is not None:
            suspended.suspend()
        try:
            self._call(item, "ExecutionWillStart", item.OnExecutionWillStart)
            outcome, line, source = self._run(item)
        finally:
            item.executing = False
            if suspended is not None:
                suspended.resume()
        if self._unwinding is not None:
            unwinding, self._unwinding = self._unwinding, None
            raise unwinding
        if stage.remaining() == 0:
            raise LimitError(f"the script ran longer than its {stage.options.timeout:g} seconds")
        success, message, kind = outcome
        told = to_text(message) if isinstance(message, bytes) else message
        kind = MESSAGE_RESULT_TYPE["SCRIPT_RESULT"] if kind is None else kind
        self._call(
            item,
            "ExecutionDidStop",
            lambda: item.OnExecutionDidStop(success, told, kind, line, source),
        )
        return outcome

    def close(self) -> None:
        """The starting script has ended: so have the ad-hoc ones that retain their state."""
        for kept in self._kept:
            kept.run.close()
        self._kept.clear()

    def interrupt(self, reason: BaseException) -> None:
        """End what runs, from any thread."""
        for _, run in self._active:
            run.state.interrupt(reason)
            run.end_waits()

    def _tidy(self) -> None:
        for kept in [kept for kept in self._kept if kept.item() is None]:
            kept.run.close()
            self._kept.remove(kept)

    def _why_not(self, item: FCLuaScriptItem) -> str | None:
        stage: Stage | None = self._stage
        if self._stage.session.undo is None:
            return "the script that wants to start it has ended"
        if item.executing:
            return f"{item.facts.menu_text!r} is running already"
        depth = 0
        while stage is not None:
            above = stage.launched
            origin = item.facts.origin
            if origin is not None and not item.is_changed and stage.is_item(*origin):
                return "a script cannot execute itself" if depth == 0 else "that script is running already"
            stage = above.by if above is not None else None
            depth += 1
        if depth > DEEPEST:
            return f"scripts start each other, more than {DEEPEST} deep"
        limit = self._stage.options.memory
        used = self._stage.state.memory_used() + sum(kept.run.state.memory_used() for kept in self._kept)
        if limit is not None and used > limit:
            return f"the scripts together use more than their {limit / 1048576:g} MB of memory"
        return None

    def _run(self, item: FCLuaScriptItem) -> tuple[Outcome, int, Any]:
        """Run it: the outcome, the line that failed or 0, and the name of the code that it stands in."""
        stage = self._stage
        launched = Launched(stage, item, item.facts.origin is None or item.is_changed, not item.facts.path)
        try:
            found, options = self._plan(launched)
            run, again = self._made(found, options, launched)
        except PostludeError as error:
            file, line = (error.file, error.line) if isinstance(error, PluginError) else (None, None)
            return self._failed(launched, error.message, error.kind, file, line)
        with self._active_as(item, run):
            try:
                result = run.invoke(options if again else None)
            except BaseException:
                run.close()
                raise
        self._take_over(run, result)
        self._keep(run, item, launched, options, found)
        if not result.ok:
            place = result.error or ErrorPlace()
            return self._failed(launched, result.message, result.kind, place.file, place.line)
        if run.said is None:
            return (True, None, None), 0, None
        return (True, run.redacted(run.said), MESSAGE_RESULT_TYPE["SCRIPT_RESULT"]), 0, None

    def _failed(
        self, launched: Launched, message: str, kind: str, file: str | None, line: int | None
    ) -> tuple[Outcome, int, str]:
        item = launched.item
        if kind == "LUA_ERROR" and "Print" in item.callbacks:
            # As RGP Lua: real consoles count on it, and print no Lua error themselves.
            self._call(item, "Print", lambda: item.callbacks["Print"](message))
        self._report(item, message)
        return (False, message, MESSAGE_RESULT_TYPE[kind]), line or 0, source_name(launched, file)

    def _plan(self, launched: Launched) -> tuple[FoundPlugin, RunOptions]:
        stage, facts = self._stage, launched.item.facts
        options = replace(
            stage.options,
            item=None,
            trust=facts.trusted and stage.user_trusted,
            timeout=stage.remaining(),
            memory=None if stage.options.memory is None else stage.options.memory // 2,
            output=stage.output.write,
            prefix=None,
            at_startup=False,
        )
        if not launched.ad_hoc:
            plugin, menu_text = facts.origin
            return plugin, replace(options, item=menu_text)
        text = None if facts.text is None else to_bytes(facts.text)
        if launched.nameless:
            file, text = stage.path.parent / NAMELESS, text or b""
        else:
            file = reachable(stage, facts.path, facts.text)
        return FoundPlugin(file.stem, "lua", FROM_A_SCRIPT, file, text=text), replace(options, prefix=False)

    def _made(self, found: FoundPlugin, options: RunOptions, launched: Launched) -> tuple[Run, bool]:
        """The run, and whether it is another one in a state that was retained."""
        from postlude.run import Run

        stage = self._stage
        if not launched.ad_hoc:
            kept = stage.retained_runs.take(found, stage.session.document, options)
            if kept is not None:
                kept.launched = launched
                return kept, True
        else:
            for each in [each for each in self._kept if each.item() is launched.item]:
                self._kept.remove(each)
                if each.made_of == self._made_of(found, options, launched):
                    each.run.launched = launched
                    return each.run, True
                each.run.close()
        made = Run(
            found,
            stage.session.document,
            options,
            stage.config,
            stage.folders,
            retained=stage.retained_runs,
            launched=launched,
        )
        return made, False

    def _made_of(self, found: FoundPlugin, options: RunOptions, launched: Launched) -> tuple[Any, ...]:
        facts = launched.item.facts
        document = self._stage.session.document
        return found.source, document, options.trust, facts.prefix, facts.load_as_string, facts.debug

    def _keep(
        self, run: Run, item: FCLuaScriptItem, launched: Launched, options: RunOptions, found: FoundPlugin
    ) -> None:
        if not run.retained:
            run.close()
        elif launched.ad_hoc:
            made_of = self._made_of(found, options, launched)
            self._kept.append(_Kept(weakref.ref(item), run, made_of))
        else:
            self._stage.retained_runs.keep(run)

    @contextmanager
    def _active_as(self, item: FCLuaScriptItem, run: Run) -> Iterator[None]:
        """While it runs: its windows and what it prints are told to the starting script."""
        stage = self._stage
        around = run.session.surroundings
        alert, dialog = around.alert, around.run_dialog

        def told(call: Any) -> Any:
            def modal(*arguments: Any) -> Any:
                self._call(item, "ModalWindowWillOpen", item.OnModalWindowWillOpen, run)
                try:
                    return call(*arguments)
                finally:
                    self._call(item, "ModalWindowDidClose", item.OnModalWindowDidClose, run)

            return modal

        around.alert, around.run_dialog = told(alert), told(dialog)
        if "Print" in item.callbacks:
            run.print_to = lambda *values: self._print(item, run, values)
        run.answers = stage.answers
        self._active.append((item, run))
        try:
            yield
        finally:
            self._active.pop()
            run.print_to = None
            around.alert, around.run_dialog = alert, dialog

    def _print(self, item: FCLuaScriptItem, run: Run, values: tuple[Any, ...]) -> None:
        callback = item.callbacks.get("Print")
        if callback is None:
            return
        plain = [
            value
            if value is None or isinstance(value, bool | int | float)
            else run.redacted(run.shown(value))
            for value in values
        ]
        self._call(item, "Print", lambda: callback(*plain), run)

    def _call(self, item: FCLuaScriptItem, event: str, call: Any, run: Run | None = None) -> None:
        """Call back into the starting script. What ends that one ends the started one first."""
        if event not in item.callbacks or self._unwinding is not None:
            return
        try:
            self._stage.callbacks.call(call)
        except (Stopped, ScriptExit, LimitError, KeyboardInterrupt) as reason:
            if run is None:
                raise
            self._unwinding = reason
            run.state.interrupt(LimitError("the script that started it has ended"))

    def _report(self, item: FCLuaScriptItem, message: str) -> None:
        shown = self._stage.answers.shown
        if item.reports_errors and not (shown and shown[-1]["text"] == message):
            self._stage.session.surroundings.alert("error", message, item.facts.menu_text)

    def _take_over(self, run: Run, result: RunResult) -> None:
        """What it did is part of what the starting script did."""
        stage = self._stage
        stage.network.attempts.extend(result.network)  # type: ignore[arg-type]
        ledger = run.permissions.ledger
        for refusal in ledger.refused:
            stage.permissions.ledger.refuse(refusal.rule, refusal.what, refusal.reason)
        for flag in ledger.used:
            stage.permissions.ledger.use(flag)
        stage.client.usage.take(result.usage)
        stage.told += [note for note in result.notes if note not in stage.told]
        if stage.undo is not None and run.undo is not None:
            stage.undo.blocks += run.undo.blocks
        stage.session.selection = copy(run.session.selection)
        stage.session.part = run.session.part
