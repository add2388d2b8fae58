"""Metatools: what a key stands for in one of the tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import class_named, prop
from postlude.finale.constants import constant
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import BaseData, NoInciOther

if TYPE_CHECKING:
    from postlude.finale.marks.articulationdefs import FCArticulationDef
    from postlude.finale.marks.expressiondefs import FCTextExpressionDef
    from postlude.finale.marks.shapeexpressions import FCShapeExpressionDef
    from postlude.finale.marks.textrepeatdefs import FCTextRepeatDef
    from postlude.finale.music.tuplets import FCTuplet
    from postlude.finale.session import Session
    from postlude.finale.staves.clefdefs import FCClefDef
    from postlude.finale.staves.staffstyledefs import FCStaffStyleDef

EXPRESSION = constant("MTOOLMODE_EXPRESSION")
ARTICULATION = constant("MTOOLMODE_ARTICULATION")
REPEAT = constant("MTOOLMODE_REPEAT")
CLEF = constant("MTOOLMODE_CLEF")
TUPLET = constant("MTOOLMODE_TUPLET")
STAFF_STYLE = constant("MTOOLMODE_STAFFSTYLE")
RECORDS = {
    EXPRESSION: ("metaDynam", "number"),
    ARTICULATION: ("metaArtic", "artic"),
    REPEAT: ("metaRepeat", "repeat"),
    CLEF: ("metaClef", "clef"),
    TUPLET: ("metaTuplet", ""),
    STAFF_STYLE: ("metaStaffStyle", "style"),
}
"""For each mode the record, and the element with the number of the definition."""
DEFINITIONS = {
    ARTICULATION: "FCArticulationDef",
    REPEAT: "FCTextRepeatDef",
    CLEF: "FCClefDef",
    STAFF_STYLE: "FCStaffStyleDef",
}
KEYS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The keys that a metatool can have; a record has the number of the character."""


class FCMetatoolAssignment(NoInciOther, tag="metaDynam"):
    """What a key stands for. ``Mode`` says in which tool, and so which record it is; it comes before loading.

    The number of the record, ``Keystroke``, is that of the key's character.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._mode = EXPRESSION

    def be(self, mode: int) -> FCMetatoolAssignment:
        """Be one of another tool. Raises ScriptError for a mode that isn't one."""
        if mode not in RECORDS:
            raise ScriptError(f"there is no metatool mode {mode}: see the MTOOLMODE_ constants")
        self._mode = mode
        # The record differs from object to object; the class only has the tag of the first mode.
        object.__setattr__(self, "tag", RECORDS[mode][0])
        self._node.tag = self.tag
        return self

    @prop
    def Mode(self) -> int:
        return self._mode

    @Mode.setter
    def _set_mode(self, value: int) -> None:
        if value != self._mode:
            self._node.children.clear()
            self._cache.clear()
            self.be(value)

    @prop
    def Keystroke(self) -> int:
        """The key, as the number of its character."""
        return int(self.ItemNo)

    @prop
    def DefID(self) -> int:
        """The number of the definition; 0 for a tuplet, which lies in the record itself."""
        path = RECORDS[self._mode][1]
        return int(self._text_at(path) or 0) if path else 0

    @method
    def IsShapeExpressionDef(self) -> bool:
        return self._mode == EXPRESSION and self._text_at("isTextExpr") is None

    @method
    def CreateClone(self) -> BaseData:
        clone = FCMetatoolAssignment(self._session).be(self._mode)
        clone._take(self._key, self._node.copy())
        return clone

    # What it stands for.

    @method
    def CreateLinkedObject(self) -> BaseData | None:
        """The definition, or the tuplet; nil if the document hasn't got it."""
        if self._mode == TUPLET:
            tuplet = class_named("FCTuplet")(self._session)
            assert isinstance(tuplet, BaseData)
            tuplet._node.children = self._node.copy().children
            return tuplet
        name = DEFINITIONS.get(self._mode)
        if name is None:
            name = "FCShapeExpressionDef" if self.IsShapeExpressionDef() else "FCTextExpressionDef"
        definition = class_named(name)(self._session)
        assert isinstance(definition, BaseData)
        loaded: bool = definition.Load(self.DefID)
        return definition if loaded else None

    def _assign(self, mode: int, number: int) -> bool:
        self._set_mode(mode)
        self._put_text(RECORDS[mode][1], str(number))
        self._cache.clear()
        return True

    @method
    def AssignArticulationDef(self, definition: FCArticulationDef) -> bool:
        return self._assign(ARTICULATION, definition.ItemNo)

    @method
    def AssignClefDef(self, definition: FCClefDef) -> bool:
        return self._assign(CLEF, definition.ClefIndex)

    @method
    def AssignRepeatDef(self, definition: FCTextRepeatDef) -> bool:
        return self._assign(REPEAT, definition.ItemNo)

    @method
    def AssignStaffStyle(self, definition: FCStaffStyleDef) -> bool:
        return self._assign(STAFF_STYLE, definition.ItemNo)

    @method
    def AssignTextExpressionDef(self, definition: FCTextExpressionDef) -> bool:
        self._assign(EXPRESSION, definition.ItemNo)
        self._put_text("isTextExpr", "")
        return True

    @method
    def AssignShapeExpressionDef(self, definition: FCShapeExpressionDef) -> bool:
        self._assign(EXPRESSION, definition.ItemNo)
        self._put_text("isTextExpr", None)
        return True

    @method
    def AssignTuplet(self, tuplet: FCTuplet) -> bool:
        """Take over a tuplet as it is."""
        self._set_mode(TUPLET)
        self._node.children = tuplet._node.copy().children
        self._cache.clear()
        return True

    # Saving.

    @method
    def SaveAsKeystroke(self, keystrokeslot: int) -> bool:
        """Save it for a key, the number of its character."""
        return self.SaveAs(keystrokeslot)

    @method
    def SaveNew(self) -> bool:
        """Save it for the first key of its tool that is free: 1 to 9, 0, A to Z; false if none is."""
        taken = {int(key.cmper1) for key in self._keys()}
        free = next((ord(key) for key in KEYS if ord(key) not in taken), None)
        return free is not None and self.SaveAs(free)


class FCMetatoolAssignments(NoInciOthers, of=FCMetatoolAssignment):
    """The metatools of one tool; ``Mode`` says of which."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._mode = EXPRESSION

    @prop
    def Mode(self) -> int:
        return self._mode

    @Mode.setter
    def _set_mode(self, value: int) -> None:
        FCMetatoolAssignment(self._session).be(value)
        self._mode = value

    @method
    def LoadAllForMode(self, mode: int) -> int:
        self._set_mode(mode)
        return self.LoadAll()

    def _all_keys(self) -> list[Key]:
        return self._session.keys("others", RECORDS[self._mode][0])

    def _fill(self, keys: list[Key]) -> int:
        self._items = []
        for key in keys:
            item = FCMetatoolAssignment(self._session).be(self._mode)
            if item._load(key):
                self._items.append(item)
        return len(self._items)

    # Finding.

    @method
    def FindKeystroke(self, keystrokeslot: int) -> FCMetatoolAssignment | None:
        return next((item for item in self._items if keystrokeslot == item.Keystroke), None)

    @method
    def FindDefID(self, defID: int) -> FCMetatoolAssignment | None:
        return next((item for item in self._items if defID == item.DefID), None)

    def _find(self, mode: int, number: int) -> FCMetatoolAssignment | None:
        return self.FindDefID(number) if mode == self._mode else None

    @method
    def FindArticulationDef(self, definition: FCArticulationDef) -> FCMetatoolAssignment | None:
        return self._find(ARTICULATION, definition.ItemNo)

    @method
    def FindClefDef(self, definition: FCClefDef) -> FCMetatoolAssignment | None:
        return self._find(CLEF, definition.ClefIndex)

    @method
    def FindRepeatDef(self, definition: FCTextRepeatDef) -> FCMetatoolAssignment | None:
        return self._find(REPEAT, definition.ItemNo)

    @method
    def FindStaffStyleDef(self, definition: FCStaffStyleDef) -> FCMetatoolAssignment | None:
        return self._find(STAFF_STYLE, definition.ItemNo)

    def _find_expression(self, number: int, *, shape: bool) -> FCMetatoolAssignment | None:
        if self._mode != EXPRESSION:
            return None
        found = (item for item in self._items if number == item.DefID)
        return next((item for item in found if item.IsShapeExpressionDef() is shape), None)

    @method
    def FindTextExpressionDef(self, definition: FCTextExpressionDef) -> FCMetatoolAssignment | None:
        return self._find_expression(definition.ItemNo, shape=False)

    @method
    def FindShapeExpressionDef(self, definition: FCShapeExpressionDef) -> FCMetatoolAssignment | None:
        return self._find_expression(definition.ItemNo, shape=True)

    @method
    def FindTuplet(self, tuplet: FCTuplet) -> FCMetatoolAssignment | None:
        """The one whose tuplet is like a tuplet."""
        if self._mode != TUPLET:
            return None
        wanted = tuplet._node.children
        return next((item for item in self._items if item._node.children == wanted), None)
