"""Sessions of asynchronous requests in Lua: userdata whose collection aborts the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.https.calls import CallbackSession

from ...opaque import Opaque

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

TYPE_NAME = "luaosutils_callback_session"
"""The name that luaosutils gives the type."""

_SESSIONS = Opaque(TYPE_NAME, CallbackSession)


def bind_sessions(state: LuaState) -> None:
    """Let sessions into a state; once or more often."""
    state.bind_objects(_SESSIONS)
