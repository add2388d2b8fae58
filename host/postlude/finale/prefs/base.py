"""Preferences: options of the document.

Several classes have their fields in one record (the distances, the sizes and the stems of ``stemOptions``), and
scripts load several objects before they save any. So ``Save`` writes what this object was given, and leaves what
else is in the record as the document has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from postlude.enigma import parts
from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import FCBase
from postlude.finale.fields import Field, held
from postlude.finale.prefs.unseen import keep, kept
from postlude.finale.records import NO_KEY, BaseData, put_text

if TYPE_CHECKING:
    from postlude.finale.session import Session

P = TypeVar("P", bound="Prefs")


def take_over(source: Node, target: Node, path: str) -> None:
    """Make the element at ``path`` of ``target`` what it is in ``source``."""
    element = source.find(path)
    if element is None or not element.children:
        put_text(target, path, None if element is None else element.text)
        return
    target.set(path, "")
    twin = target.find(path)
    assert twin is not None
    twin.children = element.copy().children


class Prefs(BaseData, name="__FCPrefsBase", section="options"):
    """One record a document."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._number = 1
        self._changed: dict[str, None] = {}
        """The paths that were written, in order."""
        self._new_groups: set[str] = set()
        self._unseen: dict[str, Any] = {}
        """Values that nobody knows how to store, by property (:mod:`postlude.finale.prefs.unseen`)."""

    ItemNo = held("_number", int, "What was given to ``Load``.", writable=False)

    @method
    def Load(self, prefsno: int = 1) -> bool:
        self._number = prefsno
        return self._load(self._key_of(prefsno))

    def _key_of(self, prefsno: int) -> Key:
        """The key of the record that ``Load`` means."""
        return NO_KEY

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self._changed = {}
        self._new_groups = set()
        self._unseen = dict(kept(self._session, self.lua_name))

    def _put_text(self, path: str, text: str | None) -> None:
        group = path[: path.find("]") + 1]
        is_new = bool(group) and self._node.find(group) is None
        super()._put_text(path, text)
        self._changed[path] = None
        if is_new and text is not None:
            self._new_groups.add(group)
        elif group in self._new_groups and not self._group(group).children:
            # One that was told by its attribute and that the record didn't have; any other stays, if empty.
            self._node.set(group, None)
            self._changed[group] = None

    def _put_changes(self, record: Node, changed: Iterable[str]) -> None:
        """Put what was written, at those paths, into a record."""
        for path in changed:
            take_over(self._node, record, path)

    def _save(self, key: Key) -> bool:
        keep(self._session, self.lua_name, self._unseen)
        record = parts.load_for_part(self._store, self.section, self.tag, key, self._part) or Node(self.tag)
        self._put_changes(record, self._changed)
        parts.save_for_part(self._store, self.section, self.tag, key, self._part, record)
        self._key = key
        return True

    @method
    def CreateClone(self) -> Prefs:
        clone = super().CreateClone()
        assert isinstance(clone, Prefs)
        clone._changed = dict(self._changed)
        clone._unseen = dict(self._unseen)
        return clone

    # For those that are a part of another object.

    def _copy_of(self, cls: type[P]) -> P:
        """An object of another class for the same record, as it is in this object."""
        made = cls(self._session)
        made._take(self._key, self._node.copy())
        return made

    def _take_changes(self, other: Prefs) -> bool:
        """What was written to such an object."""
        other._put_changes(self._node, other._changed)
        self._changed.update(other._changed)
        self._cache.clear()
        return True


# What follows stands in front of a class of the framework, so it isn't one itself.
if TYPE_CHECKING:
    _Prefs = Prefs
    _FCBase = FCBase
else:
    _Prefs = _FCBase = object


class SeveralRecords(_Prefs):
    """Preferences that lie in several records: a path begins with the name of the record.

    The node of such an object has the records for children. ``others`` names those that aren't options, with keys.
    """

    others: ClassVar[Mapping[str, Key]] = {}
    _found_tags: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, *, others: Mapping[str, Key] | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if others is not None:
            cls.others = others

    @classmethod
    def _tags(cls) -> tuple[str, ...]:
        """The records that the fields lie in: the first step of their paths."""
        from postlude.finale.fieldmethods import Indexed

        if "_found_tags" not in vars(cls):
            members = [member for base in cls.__mro__ for member in vars(base).values()]
            fields = [member for member in members if isinstance(member, Field)]
            fields += [field for member in members if isinstance(member, Indexed) for field in member.fields]
            cls._found_tags = tuple(dict.fromkeys(field.path.partition("/")[0] for field in fields))
        return cls._found_tags

    def _place(self, tag: str) -> tuple[str, str, Key]:
        return ("others", tag, self.others[tag]) if tag in self.others else ("options", tag, NO_KEY)

    def _load(self, key: Key) -> bool:
        node = Node("")
        for tag in self._tags():
            record = parts.load_for_part(self._store, *self._place(tag), self._part)
            if record is not None:
                node.children.append(record)
        if node.children:
            self._take(key, node)
        return bool(node.children)

    def _save(self, key: Key) -> bool:
        keep(self._session, self.lua_name, self._unseen)
        for tag in dict.fromkeys(path.partition("/")[0] for path in self._changed):
            place = self._place(tag)
            found = parts.load_for_part(self._store, *place, self._part)
            node = Node("")
            node.children = [found if found is not None else Node(tag)]
            self._put_changes(node, [path for path in self._changed if path.partition("/")[0] == tag])
            record = node.find(tag) or Node(tag)
            parts.save_for_part(self._store, *place, self._part, record)
        return True

    def _siblings(self) -> list[Key]:
        return [NO_KEY]


class InGroup(_Prefs):
    """Preferences for which a record has several groups that are alike; ``groups`` names them."""

    groups: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, *, groups: tuple[str, ...], **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.groups = groups

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._group_name = self.groups[0]

    def _load_group(self, name: str) -> bool:
        self._group_name = name
        return self._load(NO_KEY)

    def _text_at(self, path: str) -> str | None:
        return super()._text_at(f"{self._group_name}/{path}")

    def _put_text(self, path: str, text: str | None) -> None:
        super()._put_text(f"{self._group_name}/{path}", text)


class PartOf(_FCBase):
    """A group of a record as an object: its fields are read and written in the object that it was taken from.

    One that a script makes itself has a record of its own, which isn't in the document.
    """

    def __init__(self, session: Session, owner: BaseData | None = None, path: str = "") -> None:
        super().__init__(session)
        self._owner = BaseData(session) if owner is None else owner
        self._path = path

    @property
    def _cache(self) -> dict[Any, Any]:
        """What is read isn't kept: the owner may be loaded again."""
        return {}

    def _text_at(self, path: str) -> str | None:
        return self._owner._text_at(f"{self._path}/{path}" if self._path else path)

    def _put_text(self, path: str, text: str | None) -> None:
        self._owner._put_text(f"{self._path}/{path}" if self._path else path, text)
        self._owner._cache.clear()
