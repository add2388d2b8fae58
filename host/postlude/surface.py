"""What windows need of a run: its callbacks, its time, its fence, the names that its script gave to controls."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.errors import LimitError, PluginError, UsageError
from postlude.finale.selecting import parse_selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from postlude.lua.values import LuaFunction
    from postlude.stage import Stage

NAMED = b"""
local window, name = ...
local find = window.GetControl
if type(find) ~= "function" then return nil end
return find(window, name)
"""
"""Windows of the mixin library keep the names of their controls; only their own method knows them."""


class RunSurface:
    """Implements :class:`postlude.dialogs.model.Surface` for a run."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._named: LuaFunction | None = None

    def call(self, function: Callable[[], Any]) -> bool:
        return self._stage.callbacks.call(function)

    def named(self, window: Any, name: str) -> Any:
        state = self._stage.state
        if self._stage.python is not None:
            return None
        if self._named is None:
            self._named = state.compile(NAMED, "=[postlude dialogs]")
        try:
            found = self._named(window, name)
        except PluginError:
            return None
        return found if hasattr(found, "lua_name") else None

    def pending(self) -> bool:
        loop = self._stage.callbacks.loop
        return len(loop) > 0 and not loop.stopped

    def pump(self, seconds: float) -> None:
        self._stage.callbacks.loop.pump(seconds)

    def check_time(self) -> None:
        if self._stage.remaining() == 0:
            raise LimitError(f"the script ran longer than its {self._stage.options.timeout:g} seconds")

    def allow(self, path: Path) -> None:
        self._stage.fence.allow_write(path)

    def select(self, spec: str) -> None:
        session = self._stage.session
        if session.document is None:
            raise UsageError("there is no document")
        session.selection = parse_selection(spec, session)

    def redact(self, text: str) -> str:
        return self._stage.redact(text)

    def person(self) -> AbstractContextManager[None]:
        return self._stage.person()
