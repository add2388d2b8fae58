"""Records: objects that are loaded from the document, changed, and saved back.

``Load`` copies a record into the object, property writes touch the object only, ``Save`` writes it back,
``Reload`` reads it again and ``DeleteData`` removes it. A class says where its records lie::

    class FCMeasure(NoInciOther, tag="measSpec"): ...

and the base class says how the arguments of ``Load`` make the key. The part in view decides which version
of a record is read and written (``reference/enigma.md``, parts).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from postlude.enigma import parts
from postlude.enigma.node import Key, Node
from postlude.enigma.relinking import relink_to_score, relink_to_view
from postlude.enigma.schema import attributes
from postlude.finale.arguments import expected, method
from postlude.finale.attachment import missing
from postlude.finale.base import FCBase, prop
from postlude.finale.deleting import delete_record
from postlude.finale.measures.measureflags import FLAGS, flag_measure
from postlude.finale.rawkeys import RawKey

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.session import Session

NO_KEY = Key()
D = TypeVar("D", bound="BaseData")


def put_text(node: Node, path: str, text: str | None) -> None:
    """Set or, with None, remove the element at ``path``; groups that are left empty go too."""
    node.set(path, text)
    while text is None and "/" in path:
        path = path.rpartition("/")[0]
        group = node.find(path)
        if group is None or group.children or group.attrs:
            return
        node.set(path, None)


def put_group(node: Node, path: str, group: Node) -> None:
    """Make ``group`` the element at ``path``; the groups around it are made where missing."""
    parent_path, _, tag = path.rpartition("/")
    parent = node
    if parent_path:
        if node.find(parent_path) is None:
            node.set(parent_path, "")
        found = node.find(parent_path)
        assert found is not None
        parent = found
    group.tag = tag
    if not any(child is group for child in parent.children):
        parent.set(tag, None)
        parent.children.append(group)


class BaseData(RawKey, FCBase, name="__FCBaseData"):
    """What has a record in the document."""

    section: ClassVar[str] = ""
    tag: ClassVar[str] = ""
    made_with: ClassVar[Mapping[str, str]] = {}
    """What a new record holds from the start: elements that each record in real documents has."""

    def __init_subclass__(
        cls,
        *,
        tag: str | None = None,
        section: str | None = None,
        made_with: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        if made_with is not None:
            cls.made_with = made_with
        if tag is not None:
            cls.tag = tag
        if section is not None:
            cls.section = section

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._key: Key = NO_KEY
        self._node: Node = self._new_node()
        self._cache: dict[Any, Any] = {}
        self._document = session.document
        self._host: tuple[BaseData, str] | None = None
        """For a piece of another record: that record and the path of the piece."""

    def _new_node(self) -> Node:
        """What a record is before anything in it is set."""
        node = Node(self.tag)
        for path, text in self.made_with.items():
            node.set(path, text)
        return node

    def _use(self, tag: str) -> None:
        """Work on records of another tag from now on, for a class that has several."""
        # The tag is the instance's own.
        self.tag = tag  # type: ignore[misc]
        self._node = self._new_node()
        self._cache = {}

    # What fields stand on.

    @property
    def _store(self) -> Store:
        return self._session.store

    @property
    def _part(self) -> int:
        return self._session.part

    def _text_at(self, path: str) -> str | None:
        return self._node.get(path)

    def _put_text(self, path: str, text: str | None) -> None:
        put_text(self._node, path, text)
        if self._host is not None:
            put_group(self._host[0]._node, self._host[1], self._node)

    def _group(self, path: str) -> Node:
        """The group of elements at ``path``; a new one, which isn't in the record yet, if it has none."""
        found = self._node.find(path)
        return found if found is not None else Node(path.rpartition("/")[2])

    def _piece(self, cls: type[D], path: str) -> D:
        """An object of a record class for a group of this record; what it is given is written here."""
        piece = cls(self._session)
        piece._node = self._group(path)
        piece._host = (self, path)
        return piece

    def _take(self, key: Key, node: Node) -> None:
        self._key = key
        self._node = node
        self._cache = {}
        self._document = self._session.document

    def _load(self, key: Key) -> bool:
        node = parts.load_for_part(self._store, self.section, self.tag, key, self._part)
        if node is None:
            return False
        self._take(key, node)
        return True

    def _save(self, key: Key) -> bool:
        """Save it there; false, with a note for the user, if what it belongs to isn't in the document."""
        gone = missing(self._store, self.section, self.tag, key)
        if gone is not None:
            self._session.notes[f"{self.lua_name} {gone}"] = (
                f"{self.lua_name} was not saved: there is no {gone}"
            )
            return False
        before = self._store.version
        parts.save_for_part(self._store, self.section, self.tag, key, self._part, self._node)
        self._key = key
        if self.tag in FLAGS and self._store.version != before:
            flag_measure(self._store, self.tag, key)
        return True

    def _keys(self) -> list[Key]:
        """The keys that the part in view sees, in order, without the part."""
        return self._session.keys(self.section, self.tag)

    def _step(self, offset: int) -> bool:
        keys = self._siblings()
        wanted = self._key._replace(part=0)
        later = [key for key in keys if key > wanted] if offset > 0 else [key for key in keys if key < wanted]
        if not later:
            return False
        return self._load(later[0] if offset > 0 else later[-1])

    def _siblings(self) -> list[Key]:
        """The records that ``LoadFirst`` and ``LoadNext`` go through."""
        return self._keys()

    # What scripts call.

    @method
    def LoadFirst(self) -> bool:
        keys = self._siblings()
        return bool(keys) and self._load(keys[0])

    @method
    def LoadLast(self) -> bool:
        keys = self._siblings()
        return bool(keys) and self._load(keys[-1])

    @method
    def LoadNext(self) -> bool:
        return self._step(1)

    @method
    def LoadPrevious(self) -> bool:
        return self._step(-1)

    @method
    def Save(self) -> bool:
        return self._save(self._key)

    @method
    def Reload(self) -> bool:
        return self._load(self._key)

    @method
    def DeleteData(self) -> bool:
        """Remove the record; incis stay without gaps, as in all real documents: those behind it move up."""
        return delete_record(self._session, self.section, self.tag, self._key)

    @method
    def DeepDeleteData(self) -> bool:
        """Remove the record and what belongs to it alone; where nothing does, the record."""
        return bool(self.DeleteData())

    @method
    def RelinkToScore(self) -> bool:
        """Give up what the part in view has of the record; in view of the score, what any part has."""
        linked = relink_to_score(self._store, self.section, self.tag, self._key, self._part)
        return linked and self._load(self._key)

    @method
    def RelinkToCurrentView(self) -> bool:
        """Make what the part in view has of the record what the score and all parts have."""
        linked = relink_to_view(self._store, self.section, self.tag, self._key, self._part)
        return linked and self._load(self._key)

    @method
    def CreateClone(self) -> BaseData:
        clone = type(self)(self._session)
        clone._take(self._key, self._node.copy())
        return clone

    @method
    def CloneMemoryFrom(self, source: BaseData) -> None:
        """Take over all that another object of the same class holds, and stay where it is saved."""
        if type(source) is not type(self):
            raise expected(1, self.lua_name, source)
        self._node = source._node.copy()
        self._cache = {}

    @prop
    def ConnectedDocID(self) -> int:
        """The document that it was loaded from or else made for, by its number in this session; 0 for none."""
        opened = self._session.documents.all
        return next((each.number for each in opened if each.document is self._document), 0)

    @method
    def VerifyConnectedDocID(self) -> bool:
        """Whether that document is the current one."""
        return self._document is self._session.document

    def _same_as(self, other: Self) -> bool:
        return self._node == other._node


class Other(BaseData, name="__FCOther", section="others"):
    """A record of the section ``others``."""


class NoInciOther(Other, name="__FCNoInciOther"):
    """One record for each cmper."""

    @prop
    def ItemNo(self) -> int:
        return int(self._key.cmper1)

    @ItemNo.setter
    def _set_item_no(self, value: int) -> None:
        self._key = self._key._replace(cmper1=value)

    @method
    def Load(self, itemno: int) -> bool:
        return self._load(Key(itemno))

    @method
    def SaveAs(self, itemno: int) -> bool:
        return self._save(Key(itemno))

    own_tags: ClassVar[tuple[str, ...]] = ()
    """Other records of its number that belong to it alone: they are copied and removed with it."""

    @method
    def DeepSaveAs(self, itemno: int) -> bool:
        """Save it under another number with what belongs to it alone."""
        for tag in self.own_tags:
            node = self._store.load(self.section, tag, Key(self.ItemNo))
            if node is not None:
                self._store.save(self.section, tag, Key(itemno), node)
        return bool(self.SaveAs(itemno))

    @method
    def DeepDeleteData(self) -> bool:
        for tag in self.own_tags:
            delete_record(self._session, self.section, tag, Key(self.ItemNo))
        return super().DeepDeleteData()

    @method
    def SaveNew(self) -> bool:
        """Save under the first number after the last one in use."""
        keys = self._store.keys(self.section, self.tag)
        return self._save(Key(max((int(key.cmper1) for key in keys), default=0) + 1))


class InciOther(Other, name="__FCInciOther"):
    """Several records for a cmper, numbered by inci from 0."""

    @prop
    def ItemCmper(self) -> int:
        return int(self._key.cmper1)

    @prop
    def ItemInci(self) -> int:
        return self._key.inci

    @method
    def Load(self, itemno: int, inci: int) -> bool:
        return self._load(Key(itemno, inci=inci))

    @method
    def Save(self) -> bool:
        """False for one that has no place in the document yet; ``SaveNew`` gives it one."""
        return self._key.inci >= 0 and self._save(self._key)

    @prop
    def Staff(self) -> int:
        """The staff, for those that stand on one."""
        return 0

    @prop
    def Measure(self) -> int:
        """The measure, for those that stand in one."""
        return 0

    @prop
    def MeasurePos(self) -> int:
        """EDU from the measure's start, for those that stand at a place in it."""
        return 0

    @method
    def HasStaffValue(self) -> bool:
        """Whether they are kept for a staff."""
        return False

    @method
    def CalcLastInci(self) -> int:
        """The highest inci of this cmper, -1 if there is none."""
        return max((key.inci for key in self._of_cmper(int(self._key.cmper1))), default=-1)

    @method
    def SaveNew(self, itemno: int) -> bool:
        last = max((key.inci for key in self._of_cmper(itemno)), default=-1)
        return self._save(Key(itemno, inci=last + 1))

    def _of_cmper(self, cmper: int) -> list[Key]:
        return [key for key in self._keys() if key.cmper1 == cmper]


class Detail(BaseData, name="__FCDetail", section="details"):
    """A record of the section ``details`` with two cmpers."""


class CellDetail(BaseData, name="__FCCellDetail", section="details"):
    """A record of a cell: cmper1 is the staff, cmper2 the measure."""

    @prop
    def Staff(self) -> int:
        return int(self._key.cmper1)

    @prop
    def Measure(self) -> int:
        return self._key.cmper2

    @prop
    def MeasurePos(self) -> int:
        """EDU from the measure's start, for those that stand at a place in it."""
        return 0

    @method
    def ConnectCell(self, cell: FCCell) -> None:
        self._key = Key(cell.Staff, cell.Measure)

    @prop
    def ConnectedCell(self) -> FCCell:
        from postlude.finale.regions.cells import FCCell

        return FCCell.construct(self._session, self._key.cmper2, int(self._key.cmper1))

    @method
    def SaveNew(self) -> bool:
        """Save behind the records that the cell has already."""
        if "inci" not in attributes(self.section, self.tag):
            return self._save(self._key._replace(inci=-1))
        last = max((key.inci for key in self._siblings()), default=-1)
        return self._save(self._key._replace(inci=last + 1))

    def _siblings(self) -> list[Key]:
        cell = self._key[:2]
        return [key for key in self._keys() if key[:2] == cell]


class NoInciCellDetail(CellDetail, name="__FCNoInciCellDetail"):
    """One record for each cell."""

    @method
    def Load(self) -> bool:
        return self._load(self._key)


if TYPE_CHECKING:
    from postlude.finale.regions.cells import FCCell
