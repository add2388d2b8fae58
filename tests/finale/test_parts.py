"""Records as a part sees them: what it shares with the score, what it has for itself, what it unlinks."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from postlude.finale.staves.staves import scroll_view
from tests.conftest import ROOT
from tests.enigma.builders import document, measure

USED = (
    '<instUsed cmper="0" inci="0"><inst>1</inst></instUsed>'
    '<instUsed cmper="0" inci="0" part="1" shared="false"><inst>2</inst></instUsed>'
    '<instUsed cmper="0" inci="1"><inst>2</inst></instUsed>'
)
PARTS = (
    '<partDef cmper="0"><partOrder>0</partOrder><copies>1</copies></partDef>'
    '<partDef cmper="1"><partOrder>1</partOrder><copies>1</copies></partDef>'
)


@pytest.fixture
def score() -> Document:
    staves = '<staffSpec cmper="1"><staffLines>5</staffLines></staffSpec><staffSpec cmper="2"></staffSpec>'
    return document(others=USED + measure(1) + measure(2) + PARTS + staves)


def view(score: Document, part: int) -> Namespace:
    return Namespace(Session(score, part=part))


def width(finale: Namespace, number: int = 1) -> Any:
    found = finale.FCMeasure()
    assert found.Load(number)
    return found


def test_a_part_shares_the_score_until_it_is_edited(score: Document) -> None:
    whole, part = view(score, 0), view(score, 1)
    changed = width(whole)
    changed.Width = 500
    changed.Save()
    assert width(part).Width == 500
    changed = width(part)
    changed.Width = 321
    changed.Save()
    assert (width(whole).Width, width(part).Width) == (500, 321)
    changed = width(whole)
    changed.Width = 400
    changed.Save()
    assert (width(whole).Width, width(part).Width) == (400, 321)


def test_a_part_has_a_scroll_view_of_its_own(score: Document) -> None:
    assert scroll_view(view(score, 0)._session) == [1, 2]
    assert scroll_view(view(score, 1)._session) == [2]


def test_what_a_part_deletes_of_its_own_list_stays_in_the_score(score: Document) -> None:
    part = view(score, 1)
    used = part.FCSystemStaff()
    assert used.Load(0, 0) and used.Staff == 2
    assert used.DeleteData()
    assert scroll_view(view(score, 0)._session) == [1, 2]


def test_a_deleted_record_takes_what_parts_have_of_it_along(score: Document) -> None:
    changed = width(view(score, 1))
    changed.Width = 321
    changed.Save()
    assert [key.part for key in score.store.keys("others", "measSpec")] == [0, 1, 0]
    assert width(view(score, 0)).DeleteData()
    assert [key.part for key in score.store.keys("others", "measSpec")] == [0]


def test_switching_to_a_part_and_back(score: Document) -> None:
    finale = view(score, 0)
    part = finale.FCPart(1)
    assert part.IsPart() and not part.IsCurrent()
    assert part.SwitchTo() and part.IsCurrent()
    changed = width(finale)
    changed.Width = 321
    changed.Save()
    assert part.SwitchBack()
    assert width(finale).Width == 600
    assert finale.FCParts.CountPartsOnly() == 1
    assert finale.FCPart(2).SwitchTo() is False
    assert finale.FCPart(finale.PARTID_CURRENT).IsScore()


def test_parts_of_a_score_are_listed_in_their_order() -> None:
    finale = view(open_document(ROOT / "tests" / "scores" / "parts.enigmaxml"), 0)
    parts = finale.FCParts()
    assert parts.LoadAll() == parts.Count > 1
    assert parts.Score.IsScore() and parts.Current.IsScore() and parts.CurrentIndex == 0
    parts.SortByOrderID()
    orders = [part.OrderID for part in parts]
    assert orders == sorted(orders)
    string = finale.FCString()
    parts.GetItemAt(1).GetName(string)
    assert string.LuaString


# ---- names


def named_parts(score: Document, number: int) -> tuple[Any, Namespace]:
    finale = view(score, 0)
    part = finale.FCPart(number)
    assert part.Load(number)
    return part, finale


def test_a_part_takes_a_name_of_its_own_and_loses_it_again(score: Document) -> None:
    part, finale = named_parts(score, 1)
    string = finale.FCString()
    mark = score.store.mark()
    assert not part.HasCustomText() and part.CreateCustomTextString() is None and not part.DeleteCustomText()
    assert part.SaveCustomTextString("Oboe ^flat()") and part.HasCustomText()
    part.GetName(string)
    assert part.CreateCustomTextString().LuaString == "Oboe ^flat()"
    assert string.LuaString.startswith("Oboe")
    assert part.SaveCustomTextString("Flute")
    part.GetName(string)
    assert string.LuaString == "Flute"
    assert part.DeleteCustomText() and not part.HasCustomText()
    assert {change.tag for change in score.store.changes_since(mark)} <= {"partDef"}


def test_parts_are_found_by_another_of_the_same_number(score: Document) -> None:
    part, finale = named_parts(score, 1)
    parts = finale.FCParts()
    assert parts.LoadAll() == 2
    assert parts.FindPart(part).ID == 1 and parts.FindPart(finale.FCPart(7)) is None
