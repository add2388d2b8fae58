"""Globals: definitions that are kept by number in the document's options, such as the clefs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from postlude.enigma.node import Node
from postlude.finale.arguments import method
from postlude.finale.fieldmethods import font
from postlude.finale.fields import attribute, flag, integer
from postlude.finale.recordlists import DataCollection
from postlude.finale.records import NO_KEY, BaseData
from postlude.finale.text.fonts import FCFontInfo

if TYPE_CHECKING:
    from postlude.enigma.node import Key

_CLEF_FONT = 2
"""``FONTPREF_CLEF``."""


class Globals(BaseData, name="__FCGlobals", section="options"):
    """One of the numbered elements of a record in the options; loading copies it, saving puts it back."""

    element: ClassVar[str] = ""

    def _new_node(self) -> Node:
        return Node(self.element)

    def _all(self) -> Node | None:
        return self._store.load(self.section, self.tag, NO_KEY)

    def _numbers(self) -> list[int]:
        record = self._all()
        children = record.children if record is not None else []
        return [int(child.attrs.get("index") or 0) for child in children if child.tag == self.element]

    def _load_number(self, number: int) -> bool:
        record = self._all()
        for child in record.children if record is not None else []:
            if child.tag == self.element and int(child.attrs.get("index") or 0) == number:
                self._take(NO_KEY, child.copy())
                return True
        return False

    def _load(self, key: Key) -> bool:
        numbers = self._numbers()
        return bool(numbers) and self._load_number(numbers[0])

    @property
    def _number(self) -> int:
        return int(self._node.attrs.get("index") or 0)

    def _save(self, key: Key) -> bool:
        return self._replace([self._node.copy()])

    def _replace(self, elements: list[Node]) -> bool:
        """Put those in place of the element of this number; false if there is none."""
        record = self._all()
        for place, child in enumerate(record.children if record is not None else []):
            if child.tag == self.element and int(child.attrs.get("index") or 0) == self._number:
                assert record is not None
                record.children[place : place + 1] = elements
                self._store.save(self.section, self.tag, NO_KEY, record)
                return True
        return False

    def _step(self, offset: int) -> bool:
        numbers = self._numbers()
        later = [number for number in numbers if (number - self._number) * offset > 0]
        return bool(later) and self._load_number(later[0] if offset > 0 else later[-1])

    @method
    def Load(self, globalnumber: int) -> bool:
        return self._load_number(globalnumber)

    @method
    def LoadLast(self) -> bool:
        numbers = self._numbers()
        return bool(numbers) and self._load_number(numbers[-1])

    @method
    def Reload(self) -> bool:
        return self._load_number(self._number)

    @method
    def DeleteData(self) -> bool:
        """Remove the element; the others keep their numbers."""
        return self._replace([])


class GlobalCollection(DataCollection, name="__FCCollectionGlobal"):
    """A collection of such definitions."""

    @method
    def LoadAll(self) -> int:
        self._items = []
        first = self.of(self._session)
        more = first.LoadFirst()
        while more:
            self._items.append(first.CreateClone())
            more = first.LoadNext()
        return len(self._items)


class FCClefDef(Globals, tag="clefOptions"):
    """A clef. ``ClefPosition`` and ``VerticalAdjust`` are in steps: where its symbol stands from the top line,
    and where middle C is. ``Symbol`` is a code point."""

    element = "clefDef"

    BaselineOffset = integer("baseAdjust")
    ClefIndex = attribute("index")
    ClefPosition = integer("clefYDisp")
    FontInfo = font("font")
    IsShape = flag("isShape")
    ShapeID = integer("shapeID")
    Symbol = integer("clefChar")
    UseCustomFont = flag("useOwnFont")
    VerticalAdjust = integer("adjust")

    @method
    def CreateEffectiveFontInfo(self) -> FCFontInfo:
        """The font that its symbol is in: its own, if it uses it, else that of all clefs."""
        info = FCFontInfo(self._session)
        if self.UseCustomFont:
            info.take_element(self._group("font"))
        else:
            info.LoadFontPrefs(_CLEF_FONT)
        return info


class FCClefDefs(GlobalCollection, of=FCClefDef):
    """The clefs of the document, by their numbers."""
