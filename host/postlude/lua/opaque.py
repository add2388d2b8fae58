"""Objects of one class that scripts keep and hand back: userdata with few methods, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from postlude.errors import ScriptError

_NOTHING: Mapping[str, Callable[..., Any]] = MappingProxyType({})


class _OpaqueClass:
    parent = None
    constructible = False
    getters = _NOTHING
    setters = _NOTHING
    statics = _NOTHING

    def __init__(self, name: str, methods: Mapping[str, Callable[..., Any]], closer: str | None) -> None:
        self.name = name
        self.methods = methods
        self.closer = closer

    def construct(self, *_: Any) -> Any:
        raise ScriptError(f"{self.name} can't be constructed")


class Opaque:
    """A namespace of one class, which no global holds, for ``LuaState.bind_objects``.

    ``name`` is what messages call the type, ``kind`` the Python type of its objects; ``closer`` names the method
    that ends an object's life (``<close>``).
    """

    def __init__(
        self,
        name: str,
        kind: type,
        methods: Mapping[str, Callable[..., Any]] = _NOTHING,
        closer: str | None = None,
    ) -> None:
        self._class = _OpaqueClass(name, methods, closer)
        self._kind = kind

    def classes(self) -> Iterable[str]:
        return (self._class.name,)

    def info(self, name: str) -> Any:
        return self._class if name == self._class.name else None

    def constants(self) -> Mapping[str, int | float | str]:
        return {}

    def info_of(self, obj: Any) -> Any:
        return self._class if isinstance(obj, self._kind) else None
