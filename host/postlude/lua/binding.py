"""Classes of the host in Lua: real userdata with one metatable a class, and the namespaces that hold them.

What is bound is described, never known here: anything that offers :class:`ClassDescription` and
:class:`ClassNamespace` will do.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from .border import CLASS_MASK, Raw
from .values import to_text

if TYPE_CHECKING:
    from .state import LuaState


class ClassDescription(Protocol):
    """A class: own members only, the parent by name.

    A method, getter or setter takes the object first. A method that is annotated to return None returns
    no value at all in Lua (not even nil).
    """

    @property
    def name(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def constructible(self) -> bool: ...
    @property
    def construct(self) -> Callable[..., Any]: ...
    @property
    def methods(self) -> Mapping[str, Callable[..., Any]]: ...
    @property
    def getters(self) -> Mapping[str, Callable[[Any], Any]]: ...
    @property
    def setters(self) -> Mapping[str, Callable[[Any, Any], None]]: ...
    @property
    def statics(self) -> Mapping[str, Callable[..., Any]]: ...
    @property
    def closer(self) -> str | None: ...


class ClassNamespace(Protocol):
    """A table of classes and constants, such as ``finale``."""

    def classes(self) -> Iterable[str]: ...

    def info(self, name: str) -> Any: ...  # a ClassDescription or None

    def constants(self) -> Mapping[str, int | float | str]: ...

    def info_of(self, obj: Any) -> Any: ...  # the ClassDescription of one of its objects


def returns_nothing(function: Callable[..., Any]) -> bool:
    """Whether a method is annotated to return None, and so returns no value in Lua."""
    declared = inspect.unwrap(function)
    return getattr(declared, "__annotations__", {}).get("return", ...) in (None, "None")


class BoundClass:
    """One class in one state."""

    def __init__(self, number: int, info: ClassDescription, parent: BoundClass | None) -> None:
        self.number = number
        self.info = info
        self.parent = parent
        self.records: dict[tuple[str, str], list[Any]] = {}


class Binding:
    """The classes that one state has bound, in the order in which scripts came to them."""

    def __init__(self, state: LuaState) -> None:
        self._state = state
        self._border = state.border
        self._namespaces: list[ClassNamespace] = []
        self._bound: list[BoundClass] = []
        self._by_name: dict[tuple[int, str], BoundClass] = {}
        self._border.objects.class_number = self._class_number

    def entry_points(self) -> tuple[Any, ...]:
        """The last arguments of ``binding.lua``."""
        make = self._state.host_function
        return (
            make(self.member, "member"),
            make(self.reflect, "reflect"),
            make(self.lookup, "lookup"),
            make(self.everything, "everything"),
        )

    def add(self, namespace: ClassNamespace) -> int:
        """Take on a namespace; its number."""
        if namespace in self._namespaces:
            return self._namespaces.index(namespace)
        self._namespaces.append(namespace)
        return len(self._namespaces) - 1

    def _class_number(self, obj: Any) -> int | None:
        # Asked once for each Python type.
        for number, namespace in enumerate(self._namespaces):
            try:
                info = namespace.info_of(obj)
            except (AttributeError, KeyError, TypeError):
                continue
            if info is not None:
                return self._bind(number, info).number
        return None

    def _bind(self, namespace: int, info: ClassDescription) -> BoundClass:
        found = self._by_name.get((namespace, info.name))
        if found is not None:
            return found
        parent = None
        if info.parent is not None:
            above = self._namespaces[namespace].info(info.parent)
            if above is None:
                raise LookupError(f"{info.name} derives from {info.parent}, which the namespace doesn't know")
            parent = self._bind(namespace, above)
        number = len(self._bound) + 1
        if number > CLASS_MASK:
            raise OverflowError("too many classes in one state")
        bound = BoundClass(number, info, parent)
        self._bound.append(bound)
        self._by_name[namespace, info.name] = bound
        closer = None
        if info.closer is not None:
            owner = self._owner(bound, "methods", info.closer)
            if owner is None:
                raise LookupError(
                    f"{info.name} names the closer {info.closer}, a method that it doesn't have"
                )
            closer = self._record(owner, "methods", info.closer)[2]
        shown = None
        if (text := getattr(info, "shown", None)) is not None:
            owner = self._owner(bound, "getters", text)
            if owner is None:
                raise LookupError(f"{info.name} is shown by {text}, a property that it doesn't have")
            shown = self._record(owner, "getters", text)[2]
        self._state.core_with(
            b"define_class", 0, (number, info.name, parent.number if parent else None, closer, shown)
        )
        return bound

    def _owner(self, bound: BoundClass | None, table: str, name: str) -> BoundClass | None:
        while bound is not None and name not in getattr(bound.info, table):
            bound = bound.parent
        return bound

    def _record(self, owner: BoundClass, table: str, name: str) -> list[Any]:
        """Number of the function, whether it returns nothing in Lua, and what Lua calls."""
        found = owner.records.get((table, name))
        if found is None:
            border = self._border
            function = getattr(owner.info, table)[name]
            label = f"{owner.info.name}.{name}"
            makers: dict[str, Callable[[Callable[..., Any], str], Raw]] = {
                "getters": border.getter,
                "setters": border.setter,
                "statics": border.free,
            }
            make = makers.get(table, border.method)
            nothing = table == "setters" or (table == "methods" and returns_nothing(function))
            found = [border.add(function, label), nothing, make(function, label)]
            owner.records[table, name] = found
        return found

    # ---- asked by binding.lua

    def member(self, number: int, key: bytes) -> Any:
        """Where a class has a member: ``"method", owner, record`` or ``"property", getter, setter, its number``."""
        bound, name = self._bound[number - 1], to_text(key)
        at: BoundClass | None = bound
        while at is not None:
            info = at.info
            if name in info.methods:
                return b"method", at.number, self._record(at, "methods", name)
            if name in info.getters or name in info.setters:
                getter = self._owner(bound, "getters", name)
                setter = self._owner(bound, "setters", name)
                writing = self._record(setter, "setters", name) if setter else (None, None, None)
                return (
                    b"property",
                    getter and self._record(getter, "getters", name)[2],
                    writing[2],
                    writing[0],
                )
            at = at.parent
        return None

    def reflect(self, number: int, key: bytes) -> Any:
        """What the tables of a class are made from: names and the records of their functions."""
        bound = self._bound[number - 1]
        info = bound.info
        if key == b"class":
            constructor = None
            if info.constructible:
                made = self._border.free(info.construct, info.name)
                constructor = [self._border.add(info.construct, info.name), False, made]
            return (
                constructor,
                info.parent,
                {name: self._record(bound, "statics", name) for name in info.statics},
            )
        table = {
            b"__class": "methods",
            b"__propget": "getters",
            b"__propset": "setters",
            b"__static": "statics",
        }[key]
        return {name: self._record(bound, table, name) for name in getattr(info, table)}

    def lookup(self, namespace: int, key: bytes) -> Any:
        """A member of a namespace: ``"class", number`` or ``"value", constant``."""
        name = to_text(key)
        info = self._namespaces[namespace].info(name)
        if info is not None:
            return b"class", self._bind(namespace, info).number
        value = self._namespaces[namespace].constants().get(name)
        return None if value is None else (b"value", value)

    def everything(self, namespace: int) -> Any:
        """All constants, and the numbers of all classes by name."""
        space = self._namespaces[namespace]
        numbers = {}
        for name in space.classes():
            info = space.info(name)
            if info is not None:
                numbers[name] = self._bind(namespace, info).number
        return dict(space.constants()), numbers
