"""Categories of expressions: fonts and places that their expressions share."""

from __future__ import annotations

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import prop, write_only
from postlude.finale.deleting import delete_record
from postlude.finale.fields import choice, flag, integer
from postlude.finale.marks.alignments import HORIZONTAL_POINTS, JUSTIFICATIONS, VERTICAL_POINTS
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther, put_group
from postlude.finale.text.fonts import FCFontInfo
from postlude.finale.text.strings import FCString

TYPES = {
    "dynamics": 1, "tempoMarks": 2, "tempoAlts": 3, "expressiveText": 4, "techniqueText": 5,
    "rehearsalMarks": 6, "misc": 7,
}  # fmt: skip
NAMES = "markingsCategoryName"


def _get_font(record: NoInciOther, path: str, info: FCFontInfo) -> bool:
    element = record._node.find(path)
    if element is not None:
        info.take_element(element)
    return element is not None


def _put_font(record: NoInciOther, path: str, info: FCFontInfo) -> None:
    group = record._group(path)
    info.put_element(group)
    put_group(record._node, path, group)


class FCCategoryDef(NoInciOther, tag="markingsCategory"):
    """A category of expressions; offsets in EVPU. The categories of a new document have the numbers of
    ``DEFAULTCATID_``."""

    BreakMMRest = flag("breakMmRest")
    HorizontalAlignmentPoint = choice("horzAlign", HORIZONTAL_POINTS)
    HorizontalJustification = choice("justification", JUSTIFICATIONS)
    HorizontalOffset = integer("horzOffset")
    OverrideStaffList = flag("usesStaffList")
    StaffListID = integer("staffList")
    UserCreated = flag("userCreated")
    VerticalAlignmentPoint = choice("vertAlign", VERTICAL_POINTS)
    VerticalBaselineOffset = integer("vertOffsetBaseline")
    VerticalEntryOffset = integer("vertOffsetEntry")

    new_name: str | None = None
    """The name that it gets when it is saved, which a record of its own holds."""

    @prop
    def ID(self) -> int:
        return int(self.ItemNo)

    @ID.setter
    def _set_id(self, value: int) -> None:
        self.ItemNo = value

    @prop
    def Type(self) -> int:
        """The kind of default category that it is or was made from."""
        return TYPES.get(self._text_at("categoryType") or "", 0)

    @method
    def UsesTextFont(self) -> bool:
        return self._text_at("usesTextFont") is not None

    @method
    def UsesMusicFont(self) -> bool:
        return self._text_at("usesMusicFont") is not None

    @method
    def UsesNumberFont(self) -> bool:
        return self._text_at("usesNumberFont") is not None

    @method
    def UsesStaffList(self) -> bool:
        return self._text_at("usesStaffList") is not None

    @method
    def GetTextFontInfo(self, info: FCFontInfo) -> bool:
        return _get_font(self, "textFont", info)

    @method
    def GetMusicFontInfo(self, info: FCFontInfo) -> bool:
        return _get_font(self, "musicFont", info)

    @method
    def GetNumberFontInfo(self, info: FCFontInfo) -> bool:
        return _get_font(self, "numberFont", info)

    @method
    def CreateTextFontInfo(self) -> FCFontInfo | None:
        info = FCFontInfo(self._session)
        return info if self.GetTextFontInfo(info) else None

    @write_only
    def TextFontInfo(self, info: FCFontInfo) -> None:
        _put_font(self, "textFont", info)

    @write_only
    def MusicFontInfo(self, info: FCFontInfo) -> None:
        _put_font(self, "musicFont", info)

    @write_only
    def NumberFontInfo(self, info: FCFontInfo) -> None:
        _put_font(self, "numberFont", info)

    @method
    def CreateName(self) -> FCString:
        if self.new_name is not None:
            return FCString(self._session, self.new_name)
        node = self._store.load("others", NAMES, Key(self.ItemNo))
        return FCString(self._session, (node.get("name") or "") if node is not None else "")

    @method
    def GetName(self, into: FCString) -> None:
        into.text_value = self.CreateName().text_value

    @write_only
    def Name(self, text: str) -> None:
        self.new_name = text

    # Saving.

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self.new_name = None

    def _save(self, key: Key) -> bool:
        name = self.CreateName().text_value
        saved = super()._save(key)
        names = self._store.load("others", NAMES, key) or Node(NAMES)
        if names.get("name") != name:
            names.set("name", name)
            self._store.save("others", NAMES, key, names)
        self.new_name = None
        return saved

    @method
    def SaveNewWithType(self, defaulttype: int) -> bool:
        """Save it as a new category of the user's own, of one of the kinds that a new document has."""
        word = next((word for word, number in TYPES.items() if number == defaulttype), None)
        if word is None:
            return False
        self._put_text("categoryType", word)
        self.UserCreated = True
        return self.SaveNew()

    @method
    def DeleteData(self) -> bool:
        """Remove it with its name."""
        delete_record(self._session, "others", NAMES, Key(self.ItemNo))
        return super().DeleteData()

    # Which of a new document's categories it is.

    @method
    def IsDefaultDynamics(self) -> bool:
        return self._is_default("dynamics")

    @method
    def IsDefaultExpressiveText(self) -> bool:
        return self._is_default("expressiveText")

    @method
    def IsDefaultMiscellaneous(self) -> bool:
        return self._is_default("misc")

    @method
    def IsDefaultRehearsalMarks(self) -> bool:
        return self._is_default("rehearsalMarks")

    @method
    def IsDefaultTechniqueText(self) -> bool:
        return self._is_default("techniqueText")

    @method
    def IsDefaultTempoAlterations(self) -> bool:
        return self._is_default("tempoAlts")

    @method
    def IsDefaultTempoMarks(self) -> bool:
        return self._is_default("tempoMarks")

    def _is_default(self, kind: str) -> bool:
        return bool(self.ItemNo == TYPES[kind])


class FCCategoryDefs(NoInciOthers, of=FCCategoryDef):
    """All categories of expressions."""

    @method
    def FindID(self, number: int) -> FCCategoryDef | None:
        return next((item for item in self._items if item.ItemNo == number), None)

    @method
    def FindName(self, name: str) -> FCCategoryDef | None:
        return next((item for item in self._items if item.CreateName().text_value == name), None)
