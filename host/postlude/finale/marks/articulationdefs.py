"""Definitions of articulations: their symbols, and where they are put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import Property, prop
from postlude.finale.fields import choice, flag, integer, inverted_flag
from postlude.finale.marks.articulationplayback import ATTACK, DURATION, VELOCITY, effect, in_percent
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.text.recordfonts import NewFonts, font_at, font_name

if TYPE_CHECKING:
    from postlude.finale.session import Session

SIDES: dict[str | None, int] = {
    None: 2, "autoNoteStem": 1, "stemSide": 3, "belowEntry": 4, "aboveEntry": 5, "alwaysOnStem": 6,
}  # fmt: skip
SYMBOLS = (
    "charMain", "fontMain", "sizeMain", "efxMain", "mainIsShape", "mainShape", "charAlt", "fontAlt", "sizeAlt",
    "efxAlt", "altIsShape", "altShape", "copyMode", "aboveSymbolAlt", "belowSymbolAlt", "noPrint",
)  # fmt: skip
PLAYBACK = (
    "playArtic",
    *(
        f"{kind}{note}Note{unit}"
        for kind in (ATTACK, DURATION, VELOCITY)
        for note in ("Top", "Bot")
        for unit in ("Percent", "Delta")
    ),
)
PLACES = ("xOffsetMain", "yOffsetMain", "xOffsetAlt", "yOffsetAlt", "defVertPos", "distanceFromStemEnd")
PLACING = (
    "useTopNote", "autoHorz", "outsideStaff", "insideSlur", "autoStack", "centerOnStem", "slurInteractionMode",
    "avoidStaffLines", "isStemSideWhenMultipleLayers",
)  # fmt: skip
SIDE = ("autoVert", "autoVertMode")
MANUAL = 0
"""The side of an articulation that isn't placed automatically."""


def _symbol(path: str) -> Property:
    """The character shown on one side: the main one or, if the flag at ``path`` is there, the flipped one."""

    def at(record: FCArticulationDef) -> str:
        return "charMain" if record._text_at(path) is None else "charAlt"

    def get(record: FCArticulationDef) -> int:
        return int(record._text_at(at(record)) or 0)

    def put(record: FCArticulationDef, value: object) -> None:
        integer(at(record), explicit=True).__set__(record, value)

    return Property(get, put)


class FCArticulationDef(NewFonts, NoInciOther, tag="articDef"):
    """An articulation as its definition has it. Offsets are in EVPU, sizes in points."""

    AboveSymbolChar = _symbol("aboveSymbolAlt")
    AboveUsesMain = inverted_flag("aboveSymbolAlt")
    AlwaysPlaceOutsideStaff = flag("outsideStaff")
    AttachToTopNote = flag("useTopNote")
    AttackIsPercent = in_percent(ATTACK)
    AvoidStaffLines = flag("avoidStaffLines")
    BelowSymbolChar = _symbol("belowSymbolAlt")
    BelowUsesMain = inverted_flag("belowSymbolAlt")
    BottomAttack = effect(ATTACK, "Bot")
    BottomDuration = effect(DURATION, "Bot")
    BottomVelocity = effect(VELOCITY, "Bot")
    CenterHorizontally = flag("autoHorz")
    CenterOnStemWhenStemSide = flag("centerOnStem")
    DefaultVerticalPos = integer("defVertPos")
    DurationIsPercent = in_percent(DURATION)
    FlippedHandleHorizontalOffset = integer("xOffsetAlt")
    FlippedHandleVerticalOffset = integer("yOffsetAlt")
    FlippedSymbolChar = integer("charAlt", explicit=True)
    FlippedSymbolFont = font_name("fontAlt")
    FlippedSymbolFontID = integer("fontAlt")
    FlippedSymbolFontInfo = font_at("fontAlt", "sizeAlt", "efxAlt", creates=True)
    FlippedSymbolIsShape = flag("altIsShape")
    FlippedSymbolShapeID = integer("altShape")
    FlippedSymbolSize = integer("sizeAlt", explicit=True)
    InsideSlurs = flag("insideSlur")
    MainHandleHorizontalOffset = integer("xOffsetMain")
    MainHandleVerticalOffset = integer("yOffsetMain")
    MainSymbolChar = integer("charMain", explicit=True)
    MainSymbolFont = font_name("fontMain")
    MainSymbolFontID = integer("fontMain")
    MainSymbolFontInfo = font_at("fontMain", "sizeMain", "efxMain", creates=True)
    MainSymbolIsShape = flag("mainIsShape")
    MainSymbolShapeID = integer("mainShape")
    MainSymbolSize = integer("sizeMain", explicit=True)
    OnScreenOnly = flag("noPrint")
    OnStemDistanceFromStemEnd = integer("distanceFromStemEnd")
    Playback = flag("playArtic")
    SlurInteraction = choice("slurInteractionMode", {None: 0, "insideSlur": 1, "avoidSlur": 2})
    StackAutomatically = flag("autoStack")
    StemSideWhenMultipleLayers = flag("isStemSideWhenMultipleLayers")
    TopAttack = effect(ATTACK, "Top")
    TopDuration = effect(DURATION, "Top")
    TopVelocity = effect(VELOCITY, "Top")
    VelocityIsPercent = in_percent(VELOCITY)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._copied: str | None = None
        """How the symbol was repeated before that was changed."""

    @prop
    def AutoPosSide(self) -> int:
        """Where it is put: 0 is by hand, the others are the constants ``ARTPOS_...``."""
        return MANUAL if self._text_at("autoVert") is None else SIDES.get(self._text_at("autoVertMode"), 2)

    @AutoPosSide.setter
    def _set_auto_pos_side(self, value: int) -> None:
        self._put_text("autoVert", None if value == MANUAL else "")
        if value == MANUAL:
            self._put_text("autoVertMode", None)
        else:
            choice("autoVertMode", SIDES).__set__(self, value)
        self._cache.clear()

    @prop
    def CopyMainSymbol(self) -> bool:
        """Whether the main symbol is repeated, upwards or to the side."""
        return self._text_at("copyMode") is not None

    @CopyMainSymbol.setter
    def _set_copy_main_symbol(self, value: bool) -> None:
        self._put_copy_mode((self._copied or "both") if value else None)

    @prop
    def CopyMainSymbolHorizontally(self) -> bool:
        return self._text_at("copyMode") == "horizontal"

    @CopyMainSymbolHorizontally.setter
    def _set_copy_main_symbol_horizontally(self, value: bool) -> None:
        if value != self.CopyMainSymbolHorizontally:
            self._put_copy_mode("horizontal" if value else self._copied)

    def _put_copy_mode(self, mode: str | None) -> None:
        before = self._text_at("copyMode")
        if mode != before:
            # Turned back, it is what it was.
            self._copied = before
            self._put_text("copyMode", mode)
            self._cache.clear()

    @method
    def IsShapeUsed(self) -> bool:
        return bool(self.MainSymbolIsShape or self.FlippedSymbolIsShape)

    @method
    def IsMainSymbolFont(self, name: str) -> bool:
        return bool(self.MainSymbolFont == name)

    @method
    def IsFlippedSymbolFont(self, name: str) -> bool:
        return bool(self.FlippedSymbolFont == name)

    @method
    def IsIdenticalTo(
        self,
        other: FCArticulationDef,
        playbackinfo: bool,
        positioningvalues: bool,
        positioningoptions: bool,
        defaultside: bool,
    ) -> bool:
        """Whether the symbols are the same, and what else of the definitions is asked for."""
        asked = zip(
            (True, playbackinfo, positioningvalues, positioningoptions, defaultside),
            (SYMBOLS, PLAYBACK, PLACES, PLACING, SIDE),
            strict=True,
        )
        paths = [path for wanted, group in asked if wanted for path in group]
        return all(self._node.find(path) == other._node.find(path) for path in paths)


class FCArticulationDefs(NoInciOthers, of=FCArticulationDef):
    """The definitions of articulations."""
