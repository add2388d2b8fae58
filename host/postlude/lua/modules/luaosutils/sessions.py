"""Sessions of asynchronous requests in Lua: userdata whose collection aborts the request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from postlude.errors import ScriptError
from postlude.https.calls import CallbackSession

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

TYPE_NAME = "luaosutils_callback_session"
"""The name that luaosutils gives the type."""


class _SessionClass:
    """The class of sessions: scripts can keep one and hand it back, nothing else."""

    name = TYPE_NAME
    parent = None
    constructible = False
    methods: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    getters: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    setters: ClassVar[Mapping[str, Callable[[Any, Any], None]]] = {}
    statics: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    closer = None

    def construct(self, *_: Any) -> Any:
        raise ScriptError(f"{TYPE_NAME} can't be constructed")


class _Sessions:
    """A namespace of that one class, which no global holds."""

    def __init__(self) -> None:
        self._class = _SessionClass()

    def classes(self) -> Iterable[str]:
        return (TYPE_NAME,)

    def info(self, name: str) -> Any:
        return self._class if name == TYPE_NAME else None

    def constants(self) -> Mapping[str, int | float | str]:
        return {}

    def info_of(self, obj: Any) -> Any:
        return self._class if isinstance(obj, CallbackSession) else None


_SESSIONS = _Sessions()


def bind_sessions(state: LuaState) -> None:
    """Let sessions into a state; once or more often."""
    state.bind_objects(_SESSIONS)
