"""What every class of ``finale`` is: declared once, described to whoever binds or documents it.

A class is declared as a Python class named as Lua knows it. Its fields (:mod:`postlude.finale.fields`),
its methods (:func:`postlude.finale.arguments.method`) and its statics are collected here into a
:class:`ClassInfo`, which is all that the Lua binding, the stubs and the coverage page look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from postlude.finale.arguments import constructor, converting, method, static, to_int
from postlude.finale.debugging import Debugging

if TYPE_CHECKING:
    from postlude.finale.session import Session


S = TypeVar("S", bound=Callable[..., None])


@dataclass
class ClassInfo:
    """A class as others see it: own members only, the parent by name."""

    name: str
    parent: str | None
    constructible: bool
    construct: Callable[..., Any]
    methods: dict[str, Callable[..., Any]] = field(default_factory=dict)
    getters: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    setters: dict[str, Callable[[Any, Any], None]] = field(default_factory=dict)
    statics: dict[str, Callable[..., Any]] = field(default_factory=dict)
    closer: str | None = None
    shown: str | None = None
    python_class: type[FCBase] | None = None


_CLASSES: dict[str, type[FCBase]] = {}


def class_named(name: str) -> type[FCBase]:
    """The class of that name, as Lua or as Python knows it. Raises TypeError if the catalogue has none."""
    from postlude.finale import themes

    if name not in _CLASSES and not themes.load(name):
        # A base that Python and Lua call differently.
        themes.load_all()
    try:
        return _CLASSES[name]
    except KeyError:
        raise TypeError(f"the catalogue has no class {name}") from None


def declared_names() -> list[str]:
    """The names of all classes of the catalogue, in a fixed order; loads none of them."""
    from postlude.finale import themes

    return list(themes.files())


def declared_classes() -> dict[str, type[FCBase]]:
    """Every class of the catalogue by its Lua name."""
    return {name: class_named(name) for name in declared_names()}


class Property:
    """A property of a class: read through ``get``, written through ``set`` if there is one.

    Scripts reach it as ``object.Name``, ``object:GetName()`` and ``object:SetName(value)``.
    """

    def __init__(
        self,
        get: Callable[[Any], Any] | None,
        set: Callable[[Any, Any], None] | None = None,
        doc: str | None = None,
    ) -> None:
        self.get = get
        self.set = set
        self.__doc__ = doc
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        if self.get is None:
            raise AttributeError(f"{self.name} can be written only")
        return self.get(instance)

    def __set__(self, instance: Any, value: Any) -> None:
        if self.set is None:
            raise AttributeError(f"No writable member '{self.name}'")
        self.set(instance, value)

    def setter(self, function: S) -> S:
        """Declare how it is written; the annotation of the value converts and checks it.

        The function stands under a name of its own (``_set_width``), which scripts don't see.
        """
        self.set = converting(function)
        return function


def prop(function: Callable[[Any], Any]) -> Property:
    """Declare a property that is computed; ``@name.setter`` makes it writable."""
    return Property(function, None, function.__doc__)


def write_only(function: Callable[[Any, Any], None]) -> Property:
    """Declare a property that can be written only."""
    declared = Property(None, None, function.__doc__)
    declared.setter(function)
    return declared


class FCBase(Debugging):
    """The root of the PDK Framework's classes (``__FCBase``)."""

    lua_name: ClassVar[str] = "__FCBase"
    constructible: ClassVar[bool] = False
    closer: ClassVar[str | None] = None
    shown: ClassVar[str | None] = None
    """The property that ``tostring`` shows in place of the class's name and a number."""

    def __init_subclass__(cls, *, name: str | None = None, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.lua_name = name or cls.__name__
        cls.constructible = not abstract and cls.lua_name.startswith("FC")
        _CLASSES[cls.lua_name] = cls
        _CLASSES.setdefault(cls.__name__, cls)

    def __init__(self, session: Session) -> None:
        self._session = session

    @classmethod
    def construct(cls, session: Session, *args: Any) -> Self:
        """Make one as ``finale.FCName(...)`` does; ``created`` sees the arguments."""
        made = cls(session)
        made.created(*args)
        return made

    @constructor
    def created(self) -> None:
        """Take the arguments of the constructor; classes that have some override it."""

    @method
    def ClassName(self) -> str:
        return self.lua_name

    @prop
    def ClassID(self) -> int:
        """A number that tells classes apart; its value is Postlude's own."""
        return 1000 + declared_names().index(self.lua_name)

    @method
    def GetBitFlag(self, flags: int, bits: int) -> bool:
        return bool(flags & bits)

    @method
    def GetBitCount(self, flags: int) -> int:
        return (flags & 0xFFFFFFFF).bit_count()

    @method
    def IsIdentical(self, other: FCBase | None) -> bool:
        return other is self or (type(other) is type(self) and self._same_as(other))

    def _same_as(self, other: Any) -> bool:
        return False

    def __getattr__(self, name: str) -> Any:
        # GetX and SetX of every property, for Python; Lua finds them in the ClassInfo.
        if name[:3] in ("Get", "Set"):
            declared = getattr(type(self), name[3:], None)
            if isinstance(declared, Property):
                if name[0] == "G" and declared.get is not None:
                    return lambda: declared.get(self)
                if name[0] == "S" and declared.set is not None:
                    return lambda value: declared.set(self, value)
        raise AttributeError(self._lacking(name, "member"))

    def __setattr__(self, name: str, value: Any) -> None:
        # Names that begin with a capital are the framework's; what begins otherwise is the object's own.
        if name < "[" and not isinstance(getattr(type(self), name, None), Property):
            raise AttributeError(self._lacking(name, "writable member"))
        object.__setattr__(self, name, value)

    def _lacking(self, name: str, what: str) -> str:
        """What to say of a member that isn't here: whether the framework has it."""
        from postlude.finale.framework import missing

        classes = (getattr(cls, "lua_name", "") for cls in type(self).__mro__)
        return missing(classes, name) or f"{self.lua_name} has no {what} '{name}'"

    def __repr__(self) -> str:
        return f"<{self.lua_name}>"


_CLASSES["__FCBase"] = FCBase
_CLASSES["FCBase"] = FCBase


class FCIteratorBase(FCBase, name="__FCIteratorBase"):
    """Whatever can be walked with ``GetItemAt``."""


class FCCollection(FCIteratorBase, name="__FCCollection"):
    """A list of objects, counted from 0; Python iterates it directly."""

    closer: ClassVar[str | None] = "ClearAll"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._items: list[Any] = []

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self._items))

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Any:
        return self._items[index]

    @prop
    def Count(self) -> int:
        return len(self._items)

    @prop
    def LastItem(self) -> FCBase | None:
        return self._items[-1] if self._items else None

    @method
    def IsEmpty(self) -> bool:
        return not self._items

    @method
    def GetItemAt(self, index: int) -> FCBase | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @method
    def GetIndexOf(self, item: FCBase | None) -> int:
        return next((i for i, each in enumerate(self._items) if each is item), -1)

    @method
    def ElementExists(self, item: FCBase | None) -> bool:
        return any(each is item for each in self._items)

    @method
    def Add(self, item: FCBase) -> None:
        self._items.append(item)

    @method
    def UniqueAdd(self, item: FCBase) -> bool:
        if any(each is item for each in self._items):
            return False
        self._items.append(item)
        return True

    @method
    def InsertItemAt(self, item: FCBase, index: int) -> None:
        self._items.insert(max(index, 0), item)

    @method
    def ClearAll(self) -> None:
        self._items.clear()

    @method
    def ClearItemAt(self, index: int) -> bool:
        if not 0 <= index < len(self._items):
            return False
        del self._items[index]
        return True

    @method
    def DetachAll(self) -> None:
        self._items.clear()

    @method
    def DetachItemAt(self, index: int) -> FCBase | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @method
    def MoveFrom(self, other: FCCollection, unique: bool = False) -> int:
        moved = [item for item in other._items if not (unique and item in self._items)]
        self._items.extend(moved)
        other._items = [item for item in other._items if item not in moved]
        return len(moved)

    @method
    def Swap(self, index1: int, index2: int) -> bool:
        items = self._items
        if not (0 <= index1 < len(items) and 0 <= index2 < len(items)):
            return False
        items[index1], items[index2] = items[index2], items[index1]
        return True


def describe(cls: type[FCBase], session: Session) -> ClassInfo:
    """The :class:`ClassInfo` of a class, its constructor bound to a session."""
    parents = [base for base in cls.__bases__ if issubclass(base, FCBase)]
    info = ClassInfo(
        name=cls.lua_name,
        parent=parents[0].lua_name if parents else None,
        constructible=cls.constructible,
        construct=lambda *args: cls.construct(session, *args),
        closer=cls.closer,
        shown=cls.shown,
        python_class=cls,
    )
    for name, member in _own_members(cls).items():
        if isinstance(member, Property):
            if member.get is not None:
                info.getters[name] = member.get
                info.methods.setdefault("Get" + name, _getter(member.get))
            if member.set is not None:
                info.setters[name] = member.set
                info.methods.setdefault("Set" + name, _setter(member.set))
        elif isinstance(member, static):
            info.statics[name] = _static(member, session)
        elif getattr(member, "declared", None) == "method" and name != "created":
            info.methods[name] = member
    return info


def _own_members(cls: type[FCBase]) -> dict[str, Any]:
    """The members of a class, with those of its bases that are no classes of ``finale``: its pieces."""
    pieces = [base for base in cls.__mro__ if base is not object and not issubclass(base, FCBase)]
    inherited = {piece for parent in cls.__bases__ if issubclass(parent, FCBase) for piece in parent.__mro__}
    members: dict[str, Any] = {}
    for piece in reversed(pieces):
        if piece not in inherited:
            members.update(vars(piece))
    members.update(vars(cls))
    return members


def _getter(get: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda self, *_: get(self)


def _static(declared: static, session: Session) -> Callable[..., Any]:
    return lambda *args: declared.call(session, *args)


def _setter(set: Callable[[Any, Any], None]) -> Callable[..., Any]:
    def call(self: Any, value: Any = None, *_: Any) -> None:
        set(self, value)

    return call


__all__ = [
    "ClassInfo",
    "FCBase",
    "FCCollection",
    "FCIteratorBase",
    "Property",
    "class_named",
    "declared_classes",
    "declared_names",
    "describe",
    "prop",
    "to_int",
    "write_only",
]
