"""The score and its linked parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.arguments import constructor, method, static
from postlude.finale.base import FCCollection, prop
from postlude.finale.constants import constant
from postlude.finale.fields import flag, integer
from postlude.finale.partnames import part_name
from postlude.finale.records import NoInciOther
from postlude.finale.staves.staffnames import name_in, new_name, put_name
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.session import Session


class FCPart(NoInciOther, tag="partDef"):
    """A part; number 0 is the score."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._before: int | None = None

    @constructor
    def created(self, partid: int | None = None) -> None:
        current = partid is None or partid == constant("PARTID_CURRENT")
        self._key = Key(self._session.part if current else partid)

    OrderID = integer("partOrder", explicit=True)
    PrintCopies = integer("copies")
    ShouldExtract = flag("extractPart")
    ShouldPrint = flag("printPart")
    ShouldUpdateLayout = flag("needsRecalc")
    UnlinkedInstrument = flag("unlinkInsts")

    @prop
    def ID(self) -> int:
        return int(self._key.cmper1)

    @ID.setter
    def _set_id(self, value: int) -> None:
        self._key = Key(value)

    @method
    def IsScore(self) -> bool:
        return not self.ID

    @method
    def IsPart(self) -> bool:
        return bool(self.ID)

    @method
    def IsCurrent(self) -> bool:
        return bool(self._session.part == self.ID)

    @method
    def IsStaffIncluded(self, staffno: int) -> bool:
        from postlude.finale.staves.staves import scroll_view

        before, self._session.part = self._session.part, self.ID
        try:
            return staffno in scroll_view(self._session)
        finally:
            self._session.part = before

    @method
    def GetName(self, into: FCString) -> None:
        into.text_value = part_name(self._session, self.ID)

    @prop
    def DocumentID(self) -> int:
        """The number of the document that the part is in."""
        from postlude.finale.documents import FCDocument

        return int(FCDocument.construct(self._session).ID)

    @method
    def IsCurrentDocument(self) -> bool:
        """True: parts are had of the current document only."""
        return True

    # The name of its own.

    @property
    def _name_id(self) -> int:
        return int(self._text_at("nameID") or 0)

    @method
    def HasCustomText(self) -> bool:
        """Whether the part has a name of its own, and not that of its staff or group."""
        return self._store.exists("others", "textBlock", Key(self._name_id))

    @method
    def CreateCustomTextString(self) -> FCString | None:
        """The part's own name with its Enigma commands; nil without one."""
        if not self.HasCustomText():
            return None
        return FCString(self._session, name_in(self._session, self._name_id))

    @method
    def SaveCustomTextString(self, text: str) -> bool:
        """Give the part a name of its own at once."""
        if self.HasCustomText():
            return put_name(self._session, self._name_id, text)
        return self._put_name(new_name(self._session, text))

    @method
    def DeleteCustomText(self) -> bool:
        """Remove the part's own name at once; false if it has none."""
        block = self._store.load("others", "textBlock", Key(self._name_id))
        if block is None:
            return False
        self._store.delete("texts", "blockText", Key(int(block.get("textID") or 0)))
        self._store.delete("others", "textBlock", Key(self._name_id))
        return self._put_name(0)

    def _put_name(self, number: int) -> bool:
        self._put_text("nameID", str(number))
        stored = self._store.load("others", "partDef", Key(self.ID))
        if stored is not None:
            stored.set("nameID", str(number))
            self._store.save("others", "partDef", Key(self.ID), stored)
        return stored is not None

    # Removing.

    @method
    def DeleteData(self) -> bool:
        """Remove the part with all that it has for itself, and its name; false for the score. What is in view then,
        if the part was, is the score."""
        session, store = self._session, self._store
        if not self.ID or not store.exists("others", "partDef", Key(self.ID)):
            return False
        self.DeleteCustomText()
        for section in ("others", "details"):
            for tag in store.tags(section):
                for key in [key for key in store.keys(section, tag) if key.part == self.ID]:
                    store.delete(section, tag, key)
        if session.part == self.ID:
            session.part = 0
        return bool(super().DeleteData())

    # Views.

    @method
    def SwitchTo(self) -> bool:
        """Bring the part into view for what follows; false if there is no such part."""
        if not self._session.store.exists("others", "partDef", Key(self.ID)):
            return False
        self._before = self._session.part
        self._session.part = self.ID
        return True

    @method
    def SwitchBack(self) -> bool:
        """Return to the part that was in view at ``SwitchTo``."""
        if self._before is None:
            return False
        self._session.part, self._before = self._before, None
        return True

    @method
    def SetCurrent(self) -> bool:
        return self.SwitchTo()

    @method
    def ViewInDocument(self) -> bool:
        return self.SwitchTo()


class FCParts(FCCollection):
    """The score and its parts."""

    @method
    def LoadAll(self) -> int:
        self._items = []
        for key in self._session.store.keys("others", "partDef"):
            part = FCPart(self._session)
            if part._load(key):
                self._items.append(part)
        return len(self._items)

    @prop
    def Current(self) -> FCPart | None:
        return self.FindID(self._session.part)

    @prop
    def CurrentIndex(self) -> int:
        return next((i for i, part in enumerate(self._items) if part.IsCurrent()), -1)

    @prop
    def Score(self) -> FCPart | None:
        return self.FindID(0)

    @method
    def FindID(self, partid: int) -> FCPart | None:
        return next((part for part in self._items if partid == part.ID), None)

    @method
    def FindPart(self, part: FCPart) -> FCPart | None:
        """The part of the same number."""
        return self.FindID(part.ID)

    @method
    def SortByOrderID(self) -> None:
        self._items.sort(key=lambda part: part.OrderID)

    @static
    def CountPartsOnly(self) -> int:
        """How many parts there are beside the score."""
        from postlude.finale.session import Session

        assert isinstance(self, Session)
        return len([key for key in self.store.keys("others", "partDef") if key.cmper1 != 0])
