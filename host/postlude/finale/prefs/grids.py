"""Grids and guides, and what snaps to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.arguments import constructor, method, to_int
from postlude.finale.base import FCBase, FCCollection, Property, prop
from postlude.finale.fieldmethods import Indexed
from postlude.finale.fields import Field, choice, flag, held, integer
from postlude.finale.prefs.base import Prefs
from postlude.finale.prefs.unseen import unseen
from postlude.finale.records import put_text

if TYPE_CHECKING:
    from postlude.finale.session import Session

LINE_STYLES: dict[str | None, int] = {"solid": 1, "dashes": 2, "dots": 3, "crosshairs": 4}

SNAP_ITEMS = (
    "Brackets", "Chords", "ScoreExps", "Fretboards", "GraphicsMove", "GraphicsResize", "MeasNums", "Repeats",
    "SpecTools", "StaffNames", "Staffs", "TextBlocksMove", "TextBlocksResize",
)  # fmt: skip
"""``SNAPITEM_`` numbers, from 1."""


def _colour(path: str) -> Field:
    """A part of a colour from 0 to 255, stored in the upper byte."""
    return Field(
        path,
        lambda text: int(text or 0) >> 8,
        lambda value: str(value << 8) if value else None,
        to_int,
    )


def _both_ways(across: str, down: str) -> Property:
    """A number that Finale keeps for both directions, alike in every document at hand."""

    def put(prefs: Any, value: Any) -> None:
        number = to_int(value)
        for path in (across, down):
            prefs._put_text(path, str(number) if number else None)

    return Property(lambda prefs: int(prefs._text_at(across) or 0), put)


class FCGuide(FCBase):
    """A guide; its position is in EFIX."""

    Position = held("position", int)

    @constructor
    def created(self, position: int = 0) -> None:
        self.position = position


class FCGuides(FCCollection):
    """The horizontal or the vertical guides of the options that they are taken from, which save them."""

    _owner: FCGridsGuidesPrefs | None = None

    @method
    def AddGuide(self, position: int) -> FCGuide | None:
        guide = FCGuide.construct(self._session, position)
        self._items.append(guide)
        return guide

    @method
    def FindClosest(self, testposition: int, gravityzonesize: int) -> FCGuide | None:
        """The guide that is nearest, if it isn't farther away than the zone is wide."""
        near = [guide for guide in self._items if abs(guide.Position - testposition) <= gravityzonesize]
        return min(near, key=lambda guide: abs(guide.Position - testposition), default=None)

    @method
    def SaveAll(self) -> bool:
        return self._owner is not None and self._owner.Save()


class FCGridsGuidesPrefs(Prefs, tag="gridGuideOptions"):
    """The grid, the guides, and what snaps to them: distances in EFIX, colours from 0 to 255.

    Some options are off in every document at hand, and none has a vertical guide: no document can be saved with
    them.
    """

    GravityZoneSize = integer("gravityZone")
    GridColorBlue = _colour("gridColorBlue")
    GridColorGreen = _colour("gridColorGreen")
    GridColorRed = _colour("gridColorRed")
    GridDistance = _both_ways("snapSizeX", "snapSizeY")
    GridLineStyle = choice("gridStyle", LINE_STYLES)
    GridShow = unseen("", False, "Whether the grid is shown.")
    GridSnap = unseen("", False, "Whether anything snaps to the grid.")
    GridSnapToItem = Indexed([flag(f"snapGrid{item}") for item in SNAP_ITEMS], first=1, index_first=True)
    GridStep = _both_ways("drawFreqX", "drawFreqY")
    GuideColorBlue = _colour("guideColorBlue")
    GuideColorGreen = _colour("guideColorGreen")
    GuideColorRed = unseen("", 0, "The red part of the colour of guides.")
    GuideLineStyle = choice("guideStyle", LINE_STYLES)
    GuideShow = flag("showGuides")
    GuideSnap = unseen("", False, "Whether anything snaps to guides.")
    GuideSnapToItem = Indexed([flag(f"snapGuide{item}") for item in SNAP_ITEMS], first=1, index_first=True)
    HorizontalGuideCount = integer("numHorzGuides")
    VerticalGuideCount = unseen("", 0, "How many vertical guides there are.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._guides: dict[str, FCGuides] = {}
        """The lists of guides that were asked for."""

    @prop
    def HorizontalGuides(self) -> FCGuides:
        return self._list("horzGuides")

    @prop
    def VerticalGuides(self) -> FCGuides:
        return self._list("vertGuides")

    def _list(self, tag: str) -> FCGuides:
        if tag not in self._guides:
            made = self._guides[tag] = FCGuides(self._session)
            made._owner = self
            for group in self._node.find_all(tag):
                made.AddGuide(int(group.get("location") or 0))
        return self._guides[tag]

    @method
    def SetGridColors(self, red: int, green: int, blue: int) -> None:
        self.GridColorRed, self.GridColorGreen, self.GridColorBlue = red, green, blue

    @method
    def SetGuideColors(self, red: int, green: int, blue: int) -> None:
        self.GuideColorRed, self.GuideColorGreen, self.GuideColorBlue = red, green, blue

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self._guides = {}

    def _put_changes(self, record: Node, changed: Iterable[str]) -> None:
        super()._put_changes(record, changed)
        if self._guides.get("vertGuides"):
            raise ScriptError(
                "cannot save vertical guides: what stores them is not an element that Finale writes in any document "
                "at hand"
            )
        guides = self._guides.get("horzGuides")
        if guides is None:
            return
        for group in record.find_all("horzGuides"):
            record.remove(group)
        for guide in guides:
            record.add("horzGuides").set("location", str(guide.Position))
        put_text(record, "numHorzGuides", str(len(guides)) if len(guides) else None)
