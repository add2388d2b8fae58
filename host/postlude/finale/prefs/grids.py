"""Grids and guides, and what snaps to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import constructor, method, to_int
from postlude.finale.base import FCBase, FCCollection, Property
from postlude.finale.fieldmethods import Indexed
from postlude.finale.fields import Field, choice, flag, held, integer
from postlude.finale.prefs.base import Prefs
from postlude.finale.prefs.unseen import Unseen

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

    Some options are off in every document at hand, and none has a vertical guide
    (:mod:`postlude.finale.prefs.unseen`).
    """

    GravityZoneSize = integer("gravityZone")
    GridColorBlue = _colour("gridColorBlue")
    GridColorGreen = _colour("gridColorGreen")
    GridColorRed = _colour("gridColorRed")
    GridDistance = _both_ways("snapSizeX", "snapSizeY")
    GridLineStyle = choice("gridStyle", LINE_STYLES)
    GridShow = Unseen("", False, "Whether the grid is shown.")
    GridSnap = Unseen("", False, "Whether anything snaps to the grid.")
    GridSnapToItem = Indexed([flag(f"snapGrid{item}") for item in SNAP_ITEMS], first=1, index_first=True)
    GridStep = _both_ways("drawFreqX", "drawFreqY")
    GuideColorBlue = _colour("guideColorBlue")
    GuideColorGreen = _colour("guideColorGreen")
    GuideColorRed = Unseen("", 0, "The red part of the colour of guides.")
    GuideLineStyle = choice("guideStyle", LINE_STYLES)
    GuideShow = flag("showGuides")
    GuideSnap = Unseen("", False, "Whether anything snaps to guides.")
    GuideSnapToItem = Indexed([flag(f"snapGuide{item}") for item in SNAP_ITEMS], first=1, index_first=True)
    HorizontalGuideCount = integer("numHorzGuides")
    VerticalGuideCount = Unseen("", 0, "How many vertical guides there are.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._guides: dict[str, FCGuides] = {}
        """The lists of guides that were asked for."""

    # No properties: a real script writes all properties that `dumpproperties` gives as JSON, and would write these.

    @method
    def GetHorizontalGuides(self) -> FCGuides:
        return self._list("HorizontalGuides", [int(each.get("location") or 0) for each in self._horizontal()])

    @method
    def GetVerticalGuides(self) -> FCGuides:
        return self._list("VerticalGuides", self._unseen.get("VerticalGuides", []))

    def _horizontal(self) -> list[Node]:
        return self._node.find_all("horzGuides")

    def _list(self, name: str, positions: Sequence[int]) -> FCGuides:
        if name not in self._guides:
            made = self._guides[name] = FCGuides(self._session)
            made._owner = self
            for position in positions:
                made.AddGuide(position)
        return self._guides[name]

    @method
    def SetGridColors(self, red: int, green: int, blue: int) -> None:
        self.GridColorRed, self.GridColorGreen, self.GridColorBlue = red, green, blue

    @method
    def SetGuideColors(self, red: int, green: int, blue: int) -> None:
        self.GuideColorRed, self.GuideColorGreen, self.GuideColorBlue = red, green, blue

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self._guides = {}

    def _save(self, key: Key) -> bool:
        positions = {name: [guide.Position for guide in guides] for name, guides in self._guides.items()}
        across = positions.get("HorizontalGuides")
        if across is not None:
            for group in self._horizontal():
                self._node.remove(group)
            for position in across:
                self._node.add("horzGuides").set("location", str(position))
            self._changed["horzGuides"] = None
            self.HorizontalGuideCount = len(across)
        down = positions.get("VerticalGuides")
        if down is not None:
            self._unseen.pop("VerticalGuides", None)
            self.VerticalGuideCount = len(down)
            if down:
                self._unseen["VerticalGuides"] = down
        return super()._save(key)

    def _put_changes(self, record: Node, changed: Iterable[str]) -> None:
        super()._put_changes(record, [path for path in changed if path != "horzGuides"])
        if "horzGuides" in changed:
            for group in record.find_all("horzGuides"):
                record.remove(group)
            record.children += [group.copy() for group in self._horizontal()]
