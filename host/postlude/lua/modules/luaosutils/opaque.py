"""Objects that scripts can only keep and hand back: userdata without members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from postlude.errors import ScriptError


class _OpaqueClass:
    parent = None
    constructible = False
    methods: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    getters: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    setters: ClassVar[Mapping[str, Callable[[Any, Any], None]]] = {}
    statics: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    closer = None

    def __init__(self, name: str) -> None:
        self.name = name

    def construct(self, *_: Any) -> Any:
        raise ScriptError(f"{self.name} can't be constructed")


class Opaque:
    """A namespace of one class, which no global holds, for ``LuaState.bind_objects``.

    ``name`` is what messages call the type, ``kind`` the Python type of its objects.
    """

    def __init__(self, name: str, kind: type) -> None:
        self._class = _OpaqueClass(name)
        self._kind = kind

    def classes(self) -> Iterable[str]:
        return (self._class.name,)

    def info(self, name: str) -> Any:
        return self._class if name == self._class.name else None

    def constants(self) -> Mapping[str, int | float | str]:
        return {}

    def info_of(self, obj: Any) -> Any:
        return self._class if isinstance(obj, self._kind) else None
