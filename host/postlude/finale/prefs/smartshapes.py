"""Options for smart shapes."""

from __future__ import annotations

from postlude.enigma.node import Node
from postlude.finale.arguments import approximate, method
from postlude.finale.base import FCBase
from postlude.finale.fields import choice, flag, integer, read_only, scaled
from postlude.finale.prefs.base import PartOf, Prefs
from postlude.finale.records import NO_KEY

CONNECT_STYLES = {
    1: "slurConnectStyle",
    2: "tabSlideConnectStyle",
    3: "glissandoConnectStyle",
    4: "bendCurveConnectStyle",
}
"""``SSENTCNCTSTYLETYPE_`` numbers and the elements that hold the styles."""

CONNECTIONS: dict[str | None, int] = {
    None: 0, "headLeftTop": 0, "headRightTop": 1, "headRightBottom": 2, "headLeftBottom": 3, "stemLeftTop": 4,
    "stemRightTop": 5, "stemRightBottom": 6, "stemLeftBottom": 7, "noteLeftTop": 8, "noteRightTop": 9,
    "noteRightBottom": 10, "noteLeftBottom": 11, "noteLeftCenter": 12, "noteRightCenter": 13,
    "lyricRightCenter": 14, "lyricLeftCenter": 15, "lyricRightBottom": 16, "headRightLyrBaseline": 17,
    "durationLyrBaseline": 18, "systemLeft": 19, "systemRight": 20,
}  # fmt: skip
"""``SSENTCNCTSTYLE_`` numbers: the point of an entry that a shape hangs on."""


class FCSmartShapeEntryConnectStyle(PartOf, FCBase):
    """Where on an entry a kind of smart shape begins or ends: a point of it, and an offset in EVPU."""

    ConnectionIndex = read_only(choice("connectIndex", CONNECTIONS))
    HorizontalOffset = integer("xOffset")
    VerticalOffset = integer("yOffset")


class FCSlurContourPrefs(Prefs, tag="smartShapeOptions"):
    """The contours of slurs of four lengths: spans and heights in EVPU, insets in 1024ths of the length."""

    ExtraLongHeight = integer("slurControlStyle[type=extraLongSpan]/height")
    ExtraLongInset = integer("slurControlStyle[type=extraLongSpan]/inset")
    ExtraLongSpan = integer("slurControlStyle[type=extraLongSpan]/span")
    LongHeight = integer("slurControlStyle[type=longSpan]/height")
    LongInset = integer("slurControlStyle[type=longSpan]/inset")
    LongSpan = integer("slurControlStyle[type=longSpan]/span")
    MediumHeight = integer("slurControlStyle[type=mediumSpan]/height")
    MediumInset = integer("slurControlStyle[type=mediumSpan]/inset")
    MediumSpan = integer("slurControlStyle[type=mediumSpan]/span")
    ShortHeight = integer("slurControlStyle[type=shortSpan]/height")
    ShortInset = integer("slurControlStyle[type=shortSpan]/inset")
    ShortSpan = integer("slurControlStyle[type=shortSpan]/span")

    @method
    @approximate
    def CalcHeight(self, slurlength: int) -> int:
        """The height of a slur of that length in EVPU.

        Approximated: on a straight line through the two contours around it, or the two nearest; Finale's own test
        of a long slur comes out so.
        """
        return self._between("Height", slurlength)

    @method
    @approximate
    def CalcInset(self, slurlength: int) -> int:
        """The inset of a slur of that length in 1024ths. Approximated as ``CalcHeight`` is."""
        return self._between("Inset", slurlength)

    def _between(self, name: str, length: int) -> int:
        points: list[tuple[int, int]] = [
            (getattr(self, f"{size}Span"), getattr(self, f"{size}{name}"))
            for size in ("Short", "Medium", "Long", "ExtraLong")
        ]
        at = 1
        while at < len(points) - 1 and points[at][0] < length:
            at += 1
        (span1, value1), (span2, value2) = points[at - 1], points[at]
        if span1 == span2:
            return value2
        return round(value1 + (value2 - value1) * (length - span1) / (span2 - span1))


class FCSmartShapePrefs(Prefs, tag="smartShapeOptions"):
    """Smart shapes: lengths in EVPU, widths of lines in EFIX, the tips of slurs in 10000ths of an EVPU, angles and
    percentages in 100ths."""

    ArticulationAvoidSlursBy = integer("articAvoidSlurAmt")
    CustomLineDefID = integer("ssLineStyleCmpCustom")
    EngraverSlurAccidentalSpace = integer("slurAcciPadding")
    EngraverSlurAvoidAccidentals = flag("slurAvoidAccidentals")
    EngraverSlurMaxAngle = integer("maxSlurAngle")
    EngraverSlurMaxLift = integer("maxSlurLift")
    EngraverSlurMaxStretchFixed = integer("maxSlurStretch")
    EngraverSlurMaxStretchPercent = integer("maxSlurStretchPercent")
    EngraverSlurSpaceAround = integer("slurPadding")
    EngraverSlurStretchByPercent = flag("slurStretchByPercent")
    EngraverSlurStretchFirst = flag("slurDoStretchFirst")
    EngraverSlurSymmetryPercent = integer("slurSymmetry")
    GlissandoDefID = integer("ssLineStyleCmpGlissando")
    GuitarBendAutoGenerateText = flag("guitarBendGenText")
    GuitarBendDefID = integer("ssLineStyleCmpTabBendCurve")
    GuitarBendHideNumber = flag("guitarBendHideBendTo")
    GuitarBendParentheses = flag("guitarBendUseParens")
    GuitarBendReplaceWithFull = flag("guitarBendUseFull")
    HairpinDefaultOpening = integer("crescHeight")
    HairpinDefaultShortOpening = integer("shortHairpinOpeningWidth")
    HairpinLineWidth = integer("crescLineWidth")
    HairpinMakeHorizontal = flag("crescHorizontal")
    HairpinMaxShortSpanLength = integer("maximumShortHairpinLength")
    HookLength = integer("hookLength")
    LineDashLength = integer("smartDashOn")
    LineDashSpace = integer("smartDashOff")
    LineWidth = integer("smartLineWidth")
    OctavesAsText = flag("showOctavaAsText")
    SlurBreakStaffLineAvoid = integer("slurBreakVertAdj")
    SlurBreakSystemEnd = integer("slurRightBreakHorzAdj")
    SlurBreakSystemStart = integer("slurLeftBreakHorzAdj")
    SlurThicknessHorizontalLeft = integer("slurThicknessCp1X")
    SlurThicknessHorizontalRight = integer("slurThicknessCp2X")
    SlurThicknessVerticalLeft = integer("slurThicknessCp1Y")
    SlurThicknessVerticalRight = integer("slurThicknessCp2Y")
    SlurTipAvoidStaffAmount = integer("slurAvoidStaffLinesAmt")
    SlurTipAvoidStaffUse = flag("slurAvoidStaffLines")
    SlurTipWidth = scaled("smartSlurTipWidth")
    TabSlideDefID = integer("ssLineStyleCmpTabSlide")
    UseEngraverSlurs = flag("useEngraverSlurs")

    @method
    def CreateSlurContourPrefs(self) -> FCSlurContourPrefs | None:
        return self._copy_of(FCSlurContourPrefs)

    @method
    def SaveSlurContourPrefs(self, prefs: FCSlurContourPrefs) -> bool:
        """Take over what ``CreateSlurContourPrefs`` gave; it is in the document after ``Save``."""
        return self._take_changes(prefs)

    @method
    def GetEntryConnectStyleCount(self, styletype: int) -> int:
        return len(self._styles(styletype))

    @method
    def CreateEntryConnectStyle(self, styletype: int, index: int) -> FCSmartShapeEntryConnectStyle | None:
        """A style of a kind (an ``SSENTCNCTSTYLETYPE_`` number), counted from 0 in the order of the document."""
        styles = self._styles(styletype)
        if not 0 <= index < len(styles):
            return None
        made = FCSmartShapeEntryConnectStyle(self._session)
        made._owner._take(NO_KEY, styles[index].copy())
        return made

    @method
    def SaveEntryConnectStyle(self, style: FCSmartShapeEntryConnectStyle, styletype: int, index: int) -> bool:
        """Take over what ``CreateEntryConnectStyle`` gave; it is in the document after ``Save``."""
        styles = self._styles(styletype)
        if not 0 <= index < len(styles):
            return False
        mine = styles[index]
        mine.children = style._owner._node.copy().children
        self._changed[f"{mine.tag}[type={mine.attrs['type']}]"] = None
        return True

    def _styles(self, kind: int) -> list[Node]:
        return self._node.find_all(CONNECT_STYLES[kind]) if kind in CONNECT_STYLES else []
