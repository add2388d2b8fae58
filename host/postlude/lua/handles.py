"""Opaque handles: values that a script can keep and hand back, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from postlude.errors import ScriptError

if TYPE_CHECKING:
    from postlude.lua.state import LuaState


class WindowHandle:
    """Finale's main window, which is not there: what ``finenv.GetFinaleMainWindow`` gives on Windows."""


class _HandleClass:
    name = "window"
    parent = None
    constructible = False
    methods: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    getters: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    setters: ClassVar[Mapping[str, Callable[[Any, Any], None]]] = {}
    statics: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    closer = None

    def construct(self, *_: Any) -> Any:
        raise ScriptError("a window handle can't be constructed")


class _Handles:
    """A namespace of that one class, which no global holds."""

    def __init__(self) -> None:
        self._class = _HandleClass()

    def classes(self) -> Iterable[str]:
        return (self._class.name,)

    def info(self, name: str) -> Any:
        return self._class if name == self._class.name else None

    def constants(self) -> Mapping[str, int | float | str]:
        return {}

    def info_of(self, obj: Any) -> Any:
        return self._class if isinstance(obj, WindowHandle) else None


_HANDLES = _Handles()


def bind_handles(state: LuaState) -> None:
    """Let handles into a state; once or more often."""
    state.bind_objects(_HANDLES)
