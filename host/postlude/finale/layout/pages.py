"""Pages: their sizes and margins, and the systems on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.arguments import method, static
from postlude.finale.fields import flag, integer
from postlude.finale.layout.geometry import NO_SYSTEM, last_system_of_page
from postlude.finale.layout.systems import FCStaffSystem
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther

if TYPE_CHECKING:
    from postlude.finale.session import Session


class FCPage(NoInciOther, tag="pageSpec"):
    """A page of the score or of the part in view. Sizes are in EVPU, margins too, counted inwards;
    ``Percent`` is the size of what stands on it."""

    BottomMargin = integer("margBottom", explicit=True)
    FirstSystem = integer("firstSystem", doc="Its number; -1 on a blank page.")
    Height = integer("height", explicit=True)
    HoldMargins = flag("scaleContentOnly")
    LeftMargin = integer("margLeft", explicit=True)
    Percent = integer("percent", explicit=True)
    RightMargin = integer("margRight", factor=-1, explicit=True)
    TopMargin = integer("margTop", factor=-1, explicit=True)
    Width = integer("width", explicit=True)

    @method
    def DeleteData(self) -> bool:
        """Take the page out; its systems come to the page before it, of the first one to the next. False for the
        only one with music."""
        from postlude.finale.layout.updating import remove_page

        return remove_page(self._session, self.ItemNo)

    @method
    def IsBlank(self) -> bool:
        return bool(self.FirstSystem == NO_SYSTEM)

    @method
    def IsPortrait(self) -> bool:
        return bool(self.Height >= self.Width)

    @method
    def CalcLastSystem(self) -> int:
        """The number of its last system, -1 on a blank page."""
        return last_system_of_page(self._session, self.ItemNo)

    @method
    def CalcFirstMeasure(self) -> int:
        """Its first measure, 0 on a blank page."""
        system = FCStaffSystem(self._session)
        return int(system.FirstMeasure) if not self.IsBlank() and system.Load(self.FirstSystem) else 0

    @method
    def CalcLastMeasure(self) -> int:
        """Its last measure, 0 on a blank page."""
        system = FCStaffSystem(self._session)
        last = self.CalcLastSystem()
        return int(system.NextSysMeasure) - 1 if last > 0 and system.Load(last) else 0

    @method
    def CalcInteriorHeight(self, resize: bool) -> int:
        """EVPU between the top and the bottom margin; ``resize`` measures it in EVPU of
        the music, which the page's percentage scales."""
        height = self.Height - self.TopMargin - self.BottomMargin
        return int(height * 100 / self.Percent if resize and self.Percent else height)

    @method
    def UpdateLayout(self, bunfreezemeasures: bool = False) -> None:
        """Fit the systems and pages from here on to the measures, their breaks and their locks.

        Finale would distribute the measures anew; here systems keep theirs as far as they can.
        """
        from postlude.finale.layout.updating import update_layout

        update_layout(self._session, max(self.CalcFirstMeasure(), 1), unlock=bunfreezemeasures)


class FCPages(NoInciOthers, of=FCPage):
    """The pages of the score, or of the part in view."""

    @method
    def FindMeasureNumber(self, measurenumber: int) -> FCPage | None:
        """The page that a measure is on."""
        for page in self._items:
            if page.CalcFirstMeasure() <= measurenumber <= page.CalcLastMeasure():
                found: FCPage = page
                return found
        return None

    @method
    def FindSystemNumber(self, systemnumber: int) -> FCPage | None:
        """The page that a system is on."""
        for page in self._items:
            if not page.IsBlank() and page.FirstSystem <= systemnumber <= page.CalcLastSystem():
                found: FCPage = page
                return found
        return None

    @static
    def AppendBlank(session: Session, updatelayout: bool) -> bool:
        """Put a blank page behind the last one."""
        return _insert_blank(session, len(session.keys("others", "pageSpec")) + 1)

    @static
    def InsertBlank(session: Session, beforepageno: int, updatelayout: bool) -> bool:
        """Put a blank page before another one; false if there is no such page."""
        return _insert_blank(session, beforepageno)


def _insert_blank(session: Session, number: int) -> bool:
    pages = FCPages(session)
    count = pages.LoadAll()
    if not 0 < number <= count + 1 or not count:
        return False
    blank = pages._items[min(number, count) - 1].CreateClone()
    for page in reversed(pages._items[number - 1 :]):
        page._save(Key(page.ItemNo + 1))
    blank.FirstSystem = NO_SYSTEM
    return bool(blank._save(Key(number)))
