"""Definitions of expressions: where they stand, what they play, their texts and enclosures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method
from postlude.finale.base import Property, prop
from postlude.finale.deleting import delete_record
from postlude.finale.dependants import is_referred_to
from postlude.finale.fieldmethods import string
from postlude.finale.fields import choice, flag, integer
from postlude.finale.marks.alignments import (
    HORIZONTAL_POINTS,
    JUSTIFICATIONS,
    PLAYBACK_TYPES,
    VERTICAL_POINTS,
)
from postlude.finale.marks.enclosures import FCEnclosure
from postlude.finale.marks.rehearsalmarks import REHEARSAL_MARKS, rehearsal_mark
from postlude.finale.prefs.unseen import Unseen
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.text.strings import FCString
from postlude.finale.text.texts import shown, stored
from postlude.finale.unseenfields import UnseenFields

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.marks.categories import FCCategoryDef

TEMPO = "time"
PITCH_WHEEL_CENTRE = 8192


def _next_number(store: Store, section: str, tag: str) -> int:
    return max((int(key.cmper1) for key in store.keys(section, tag)), default=0) + 1


class ExpressionDefinition(UnseenFields):
    """What definitions of texts and of shapes have in common; offsets in EVPU."""

    BreakMMRest = flag("breakMmRest")
    CategoryID = integer("categoryID")
    Description = string("descStr")
    ExecutableShapeID = integer("execShape")
    HorizontalAlignmentPoint = choice("horzMeasExprAlign", HORIZONTAL_POINTS)
    HorizontalJustification = choice("horzExprAlign", JUSTIFICATIONS)
    HorizontalOffset = integer("measXAdjust")
    UseCategoryPos = flag("useCategoryPos")
    UseExecutableShape = Unseen("", False, "No document at hand shows one that is in use.")
    VerticalAlignmentPoint = choice("vertMeasExprAlign", VERTICAL_POINTS)
    VerticalBaselineOffset = integer("yAdjustBaseline")
    VerticalEntryOffset = integer("yAdjustEntry")

    @method
    def CreateDescription(self: Any) -> FCString:
        return FCString(self._session, self._text_at("descStr") or "")


def played(playback: str, *, path: str = "value", add: int = 0) -> Property:
    """A number that counts for one kind of playback only: it is 0 for all others, and setting it chooses
    that kind."""

    def get(definition: Any) -> int:
        if PLAYBACK_TYPES.get(definition._text_at("playType")) != PLAYBACK_TYPES[playback]:
            return 0
        return int(definition._text_at(path) or 0) + add

    def put(definition: Any, value: int) -> None:
        definition.play(playback, **{path: value - add})

    made = Property(get)
    made.setter(put)
    return made


class FCTextExpressionDef(ExpressionDefinition, NoInciOther, tag="textExprDef"):
    """The definition of a text expression; offsets in EVPU."""

    HideMeasureNumbers = flag("hideMeasureNum")
    PlaybackPass = integer("playPass")
    PlaybackType = choice("playType", PLAYBACK_TYPES)
    RehearsalMarkStyle = choice("rehearsalMarkStyle", REHEARSAL_MARKS)
    UseCategoryFont = flag("useCategoryFonts")
    UseEnclosure = flag("newEnclosure")

    PitchWheelValue = played("midiPitchwheel", add=-PITCH_WHEEL_CENTRE)
    PlaybackKeyVelocity = played("amplitude")
    PlaybackTransposition = played("transpose")

    @prop
    def TextBlockID(self) -> int:
        return int(self._text_at("textIDKey") or 0)

    @prop
    def TextID(self) -> int:
        """The text block, as the framework has it."""
        return int(self._text_at("textIDKey") or 0)

    # The text.

    @method
    def CreateTextString(self) -> FCString | None:
        """The text with its Enigma commands."""
        number = self._text_number()
        node = self._store.load("texts", "expression", Key(number)) if number else None
        return FCString(self._session, shown(node.text, self._session)) if node is not None else None

    @method
    def SaveTextString(self, text: str) -> bool:
        """Replace the text of the expression's own text block."""
        number = self._text_number()
        node = self._store.load("texts", "expression", Key(number)) if number else None
        if node is None:
            return False
        node.text = stored(text, node.text, self._session)
        self._store.save("texts", "expression", Key(number), node)
        return True

    @method
    def SaveNewTextBlock(self, text: str) -> bool:
        """Make a text block with this text, which the definition has from now on; save the definition then."""
        block = Node("textBlock")
        # What Finale writes for the text of every expression.
        for path, value in (
            ("lineSpacingPercent", "100"), ("newPos36", ""), ("showShape", ""), ("noExpandSingleWord", ""),
            ("wordWrap", ""), ("textTag", "expression"),
        ):  # fmt: skip
            block.set(path, value)
        self._save_new_block(block, stored(text, "", self._session))
        return True

    def _save_new_block(self, block: Node, text: str) -> None:
        number = _next_number(self._store, "texts", "expression")
        node = Node("expression")
        node.text = text
        self._store.save("texts", "expression", Key(number), node)
        block.set("textID", str(number))
        number = _next_number(self._store, "others", "textBlock")
        self._store.save("others", "textBlock", Key(number), block)
        self._put_text("textIDKey", str(number))
        self._cache.clear()

    @method
    def DeleteTextBlock(self) -> bool:
        """Remove the text and its block; false if it has none."""
        number = self._text_number()
        block = self.TextBlockID
        delete_record(self._session, "texts", "expression", Key(number))
        self._put_text("textIDKey", None)
        self._cache.clear()
        return delete_record(self._session, "others", "textBlock", Key(block))

    def _text_number(self) -> int:
        block = self._store.load("others", "textBlock", Key(self.TextBlockID))
        return int(block.get("textID") or 0) if block is not None else 0

    # With all that belongs to it.

    @method
    def CreateEnclosure(self) -> FCEnclosure | None:
        """The expression's enclosure as stored, nil if it has none."""
        enclosure = FCEnclosure(self._session)
        return enclosure if enclosure.Load(self.ItemNo) else None

    @method
    def DeepSaveAs(self, itemno: int) -> bool:
        """Save it under another number, with an enclosure, a text block and a text of its own."""
        enclosure = self.CreateEnclosure()
        block = self._store.load("others", "textBlock", Key(self.TextBlockID))
        text = self._store.load("texts", "expression", Key(self._text_number()))
        if block is not None and text is not None:
            self._save_new_block(block.copy(), text.text)
        if enclosure is not None:
            enclosure.SaveAs(itemno)
        return self.SaveAs(itemno)

    @method
    def DeepDeleteData(self) -> bool:
        """Remove it with its enclosure, its text block and its text, unless another definition has these too."""
        enclosure = self.CreateEnclosure()
        if enclosure is not None:
            enclosure.DeleteData()
        deleted = self.DeleteData()
        if not is_referred_to(self._store, "textBlock", self.TextBlockID):
            self.DeleteTextBlock()
        return deleted

    @method
    def AssignToCategory(self, category: FCCategoryDef) -> bool:
        """Put it into a category, and take over the category's fonts and places."""
        self.CategoryID = category.ItemNo
        self.BreakMMRest = category.BreakMMRest
        for name in (
            "HorizontalAlignmentPoint", "HorizontalJustification", "HorizontalOffset",
            "VerticalAlignmentPoint", "VerticalBaselineOffset", "VerticalEntryOffset",
        ):  # fmt: skip
            setattr(self, name, getattr(category, name))
        self.UseCategoryFont = self.UseCategoryPos = True
        return True

    # Rehearsal marks.

    @method
    def IsAutoRehearsalMark(self) -> bool:
        return self._text_at("rehearsalMarkStyle") is not None

    @method
    def MakeRehearsalMark(self, into: FCString, measure: int) -> bool:
        """Write the mark that it shows, or would show, in a measure; false if it isn't one that counts."""
        mark = rehearsal_mark(self._session, self.ItemNo, self.RehearsalMarkStyle, measure)
        into.text_value = mark or ""
        return mark is not None

    # Playback.

    def play(self, playback: str, **numbers: int) -> None:
        """Let it play something: the word for it, and the elements that it takes."""
        self._put_text("playType", playback)
        for path, number in numbers.items():
            self._put_text(path, str(number) if number else None)
        self._put_text("useAuxData", "" if "auxdata1" in numbers else None)
        self._cache.clear()

    @method
    def SetPlaybackTempo(self, duration: int, tempo: int) -> None:
        """Let it play a tempo: so many beats of a duration in EDU a minute."""
        self.play(TEMPO, value=tempo, auxdata1=duration)

    @method
    def IsPlaybackTempo(self) -> bool:
        return self._text_at("playType") == TEMPO

    @prop
    def PlaybackTempoValue(self) -> int:
        return int(self._text_at("value") or 0) if self.IsPlaybackTempo() else 0

    @prop
    def PlaybackTempoDuration(self) -> int:
        """In EDU."""
        return int(self._text_at("auxdata1") or 0) if self.IsPlaybackTempo() else 0

    @method
    def SetPlaybackController(self, controllernumber: int, value: int) -> None:
        """Let it set a MIDI controller."""
        self.play("midiController", value=value, auxdata1=controllernumber)

    @prop
    def PlaybackControllerNumber(self) -> int:
        """The MIDI controller that it sets; 0 if it sets none."""
        return int(self._text_at("auxdata1") or 0) if self._text_at("playType") == "midiController" else 0

    @prop
    def PlaybackControllerValue(self) -> int:
        return int(self._text_at("value") or 0) if self._text_at("playType") == "midiController" else 0

    @method
    def IsKeyVelocity(self) -> bool:
        return self._text_at("playType") == "amplitude"


class FCTextExpressionDefs(NoInciOthers, of=FCTextExpressionDef):
    """All definitions of text expressions."""
