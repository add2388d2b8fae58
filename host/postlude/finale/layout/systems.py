"""Staff systems: the measures and staves of each, its margins and its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method, static
from postlude.finale.base import FCBase, prop
from postlude.finale.fields import flag, integer, read_only
from postlude.finale.layout.geometry import margin_scale, own_scale
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther
from postlude.finale.staves.staves import scroll_view, system_staves
from postlude.finale.staves.systemstaves import FCSystemStaves

if TYPE_CHECKING:
    from postlude.finale.regions.regions import FCMusicRegion
    from postlude.finale.session import Session


class FCFreezeSystem(NoInciOther, tag="lockMeas"):
    """A system whose measures stay together; its number is that of its first measure."""

    NextSysMeasure = integer("endMeas")


class FCStaffSystem(NoInciOther, tag="staffSystemSpec"):
    """A staff system. Margins and spaces are in EVPU, ``StaffHeight`` in EFIX, ``Resize`` in percent and
    ``HorizontalStretch`` in hundredths of it. ``BottomMargin`` counts from the bottom staff's reference
    line; ``RightMargin`` is negative, as it is in the file."""

    BottomMargin = integer("bottom", factor=-1, explicit=True)
    FirstMeasure = integer("startMeas", explicit=True)
    HoldMargins = flag("scaleContentOnly")
    HorizontalStretch = read_only(integer("horzPercent", explicit=True))
    LeftMargin = integer("left")
    NextSysMeasure = integer("endMeas", explicit=True)
    Resize = integer("ssysPercent", explicit=True)
    ResizeVerticalSpace = flag("scaleVert")
    RightMargin = integer("right")
    SpaceAbove = integer("distanceToPrev", factor=-1)
    SpaceAfterMusic = integer("extraEndSystemSpace")
    SpaceBeforeMusic = integer("extraStartSystemSpace")
    StaffHeight = integer("staffHeight", explicit=True)
    TopMargin = integer("top", factor=-1)
    UseStaffResize = flag("hasStaffScaling")

    @method
    def DeleteData(self) -> bool:
        """Give its measures to the system before it, of the first one to the next. False for the only system."""
        from postlude.finale.layout.updating import remove_system

        return remove_system(self._session, self.ItemNo)

    @prop
    def TopStaff(self) -> int:
        staves = self._staves()
        return staves[0] if staves else 0

    @method
    def CalcTopStaff(self) -> int:
        return int(self.TopStaff)

    @method
    def CalcBottomStaff(self) -> int:
        staves = self._staves()
        return staves[-1] if staves else 0

    @method
    def CalcStavesSpan(self) -> int:
        """EVPU from the top staff's reference line to the bottom staff's, before any scaling."""
        distances = [int(each.Distance) for each in self.CreateSystemStaves()]
        return distances[-1] - distances[0] if distances else 0

    @method
    def CalcHeight(self, verticalresize: bool) -> int:
        """EVPU from the top of the system to its end, margins counted in; before any scaling, or as the system
        scales it."""
        top, rest = self.TopMargin, self.CalcStavesSpan() + self.BottomMargin
        if verticalresize:
            top *= margin_scale(self._node)
            rest *= own_scale(self._session, self.ItemNo)
        return round(float(top + rest))

    @method
    def CalcRegion(self, region: FCMusicRegion) -> bool:
        """Make a region what the system shows; false if it shows nothing yet."""
        staves = self._staves()
        if not staves or not 0 < self.FirstMeasure < self.NextSysMeasure:
            return False
        region.SetFullDocument()
        region.StartMeasure, region.EndMeasure = self.FirstMeasure, self.NextSysMeasure - 1
        region.StartStaff, region.EndStaff = staves[0], staves[-1]
        return True

    @method
    def ContainsMeasure(self, measurenumber: int) -> bool:
        return bool(self.FirstMeasure <= measurenumber < self.NextSysMeasure)

    @method
    def CreateFreezeSystem(self, force_create: bool = True) -> FCFreezeSystem | None:
        """The lock of the system's measures. Without one, a new one that isn't saved yet, or nil."""
        freeze = FCFreezeSystem(self._session)
        if not freeze.Load(self.FirstMeasure):
            if not force_create:
                return None
            freeze.ItemNo = self.FirstMeasure
            freeze.NextSysMeasure = self.NextSysMeasure
        return freeze

    @method
    def CreateSystemStaves(self) -> FCSystemStaves:
        from postlude.finale.staves.systemstaves import FCSystemStaves

        staves = FCSystemStaves(self._session)
        staves.LoadAllForItem(self.ItemNo)
        return staves

    @method
    def IsOptimized(self) -> bool:
        """Whether staves of scroll view are left out of the system."""
        return len(self._staves()) < len(scroll_view(self._session))

    def _staves(self) -> list[int]:
        return [staff for staff, _ in system_staves(self._session, self.ItemNo)]


class FCStaffSystems(NoInciOthers, of=FCStaffSystem):
    """The systems of the score, or of the part in view."""

    @method
    def FindMeasureNumber(self, measurenumber: int) -> FCStaffSystem | None:
        """The system that a measure is in."""
        return next((system for system in self._items if system.ContainsMeasure(measurenumber)), None)

    @method
    def NeedUpdateLayout(self) -> bool:
        """Whether the systems don't fit the measures, their breaks and their locks any more."""
        from postlude.finale.layout.updating import is_up_to_date

        return not is_up_to_date(self._session)

    @static
    def UpdateFullLayout(session: Session) -> None:
        """Fit all systems and pages to the measures, their breaks and their locks."""
        from postlude.finale.layout.updating import update_layout

        update_layout(session)


class FCStaffSystemsLookup(FCBase):
    """The systems of the part in view, loaded once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._systems: dict[int, FCStaffSystems] = {}

    @prop
    def CurrentPartStaffSystems(self) -> FCStaffSystems:
        part = self._session.part
        if part not in self._systems:
            self._systems[part] = FCStaffSystems(self._session)
            self._systems[part].LoadAll()
        return self._systems[part]
