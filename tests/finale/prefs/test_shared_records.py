"""Preferences whose fields lie in records that other classes have as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.errors import ScriptError
from postlude.finale.base import class_named
from postlude.finale.namespace import Namespace
from postlude.finale.prefs.base import SeveralRecords
from postlude.finale.session import Session
from tests.conftest import shared_path
from tests.enigma.builders import document
from tests.finale.conftest import finale_of
from tests.finale.test_every_class import NAMES, REFUSED, writable, write_another

SEVERAL = [name for name in NAMES if issubclass(class_named(name), SeveralRecords)]

OPTIONS = (
    "<barlineOptions><barlineWidth>115</barlineWidth><doubleBarlineSpace>640</doubleBarlineSpace></barlineOptions>"
    "<beamOptions><beamWidth>768</beamWidth></beamOptions>"
    "<pageFormatOptions>"
    "<pageFormatScore><pageHeight>3168</pageHeight><leftPageMarginTop>-180</leftPageMarginTop></pageFormatScore>"
    "<pageFormatParts><pageHeight>2376</pageHeight><leftPageMarginTop>-144</leftPageMarginTop></pageFormatParts>"
    "</pageFormatOptions>"
    "<staffOptions><namePos><horzOff>-72</horzOff><justify>right</justify></namePos>"
    "<namePosAbbrv><horzOff>-36</horzOff></namePosAbbrv>"
    "<groupNameFullPos><horzOff>-90</horzOff></groupNameFullPos>"
    "<groupNameAbbrvPos><horzOff>-18</horzOff></groupNameAbbrvPos></staffOptions>"
)


@pytest.fixture
def finale() -> Namespace:
    return finale_of(document(options=OPTIONS))


def loaded(finale: Namespace, name: str, load: str = "Load") -> Any:
    made = getattr(finale, name)()
    assert getattr(made, load)()
    return made


def test_objects_that_share_a_record_leave_each_others_changes_alone(finale: Namespace) -> None:
    distances, sizes = loaded(finale, "FCDistancePrefs"), loaded(finale, "FCSizePrefs")
    sizes.ThinBarlineThickness = 128
    distances.BarlineDoubleSpace = 700
    assert sizes.Save() and distances.Save()
    sizes, distances = loaded(finale, "FCSizePrefs"), loaded(finale, "FCDistancePrefs")
    assert (sizes.ThinBarlineThickness, distances.BarlineDoubleSpace) == (128, 700)


def test_only_records_with_a_change_are_written(finale: Namespace) -> None:
    sizes = loaded(finale, "FCSizePrefs")
    sizes.BeamThickness = 800
    assert sizes.Save()
    changes = finale._session.store.changes_since()
    assert [(change.tag, change.fields) for change in changes] == [
        ("beamOptions", {"beamWidth": ["768", "800"]})
    ]


def test_what_is_written_is_in_the_document_after_save_only(finale: Namespace) -> None:
    sizes = loaded(finale, "FCSizePrefs")
    sizes.BeamThickness = 800
    assert loaded(finale, "FCSizePrefs").BeamThickness == 768
    assert sizes.Reload() and sizes.BeamThickness == 768
    assert sizes.Save() and finale._session.store.changes_since() == []


def test_a_record_that_a_document_lacks_is_made(finale: Namespace) -> None:
    sizes = loaded(finale, "FCSizePrefs")
    assert sizes.StemLineThickness == 0
    sizes.StemLineThickness = 115
    assert sizes.Save()
    assert loaded(finale, "FCSizePrefs").StemLineThickness == 115


def test_preferences_of_which_a_document_has_nothing_are_not_loaded() -> None:
    assert not finale_of(document()).FCSizePrefs().Load(1)


def test_a_clone_has_what_was_written(finale: Namespace) -> None:
    sizes = loaded(finale, "FCSizePrefs")
    sizes.BeamThickness = 800
    assert sizes.CreateClone().Save()
    assert loaded(finale, "FCSizePrefs").BeamThickness == 800


def test_the_number_given_to_load_is_the_item_number(finale: Namespace) -> None:
    sizes = finale.FCSizePrefs()
    sizes.Load(3)
    assert sizes.ItemNo == 3


def test_the_score_and_the_parts_have_a_page_format_each(finale: Namespace) -> None:
    score = loaded(finale, "FCPageFormatPrefs", "LoadScore")
    parts = loaded(finale, "FCPageFormatPrefs", "LoadParts")
    assert (score.PageHeight, score.LeftPageTopMargin) == (3168, 180)
    assert (parts.PageHeight, parts.LeftPageTopMargin) == (2376, 144)
    score.PageHeight, parts.LeftPageTopMargin = 3000, 150
    assert score.Save() and parts.Save()
    assert score.LoadScore() and parts.LoadParts()
    assert (score.PageHeight, parts.PageHeight) == (3000, 2376)
    assert (score.LeftPageTopMargin, parts.LeftPageTopMargin) == (180, 150)


def test_names_of_staves_and_groups_have_their_positions(finale: Namespace) -> None:
    places = [
        loaded(finale, name, load)
        for name in ("FCStaffNamePositionPrefs", "FCGroupNamePositionPrefs")
        for load in ("LoadFull", "LoadAbbreviated")
    ]
    assert [place.HorizontalPos for place in places] == [-72, -36, -90, -18]
    places[2].HorizontalPos = places[0].HorizontalPos
    places[0].Justification = 2
    assert places[2].Save() and places[0].Save()
    assert loaded(finale, "FCGroupNamePositionPrefs", "LoadFull").HorizontalPos == -72
    assert loaded(finale, "FCStaffNamePositionPrefs", "LoadFull").Justification == 2


# ---- what test_every_class asks of classes with one record


@pytest.fixture(scope="module")
def score() -> Document:
    return open_document(shared_path() / "documents" / "testtemplate-fin2011format.musx")


def changed(score: Document, check: Callable[[Any, str, Any, Any], None], name: str) -> None:
    finale = Namespace(Session(score))
    for member in writable(name):
        mark = score.store.mark()
        prefs = loaded(finale, name)
        original = getattr(prefs, member)
        value = write_another(prefs, member)
        try:
            assert prefs.Save()
        except ScriptError as error:
            assert REFUSED in str(error), f"{member}: {error}"
            assert score.store.changes_since(mark) == []
        else:
            check(prefs, member, original, value)
        score.store.rollback(mark)


@pytest.mark.parametrize("name", SEVERAL)
def test_each_property_is_saved_and_read_back(score: Document, name: str) -> None:
    def check(prefs: Any, member: str, original: Any, value: Any) -> None:
        assert len(score.store.changes_since(mark)) == 1, member
        expected = pytest.approx(value) if isinstance(value, float) else value
        assert prefs.Reload() and getattr(prefs, member) == expected, member

    mark = score.store.mark()
    changed(score, check, name)


@pytest.mark.parametrize("name", SEVERAL)
def test_a_value_changed_back_leaves_the_document_as_it_was(score: Document, name: str) -> None:
    def check(prefs: Any, member: str, original: Any, value: Any) -> None:
        setattr(prefs, member, original)
        assert prefs.Save()
        assert score.to_bytes(".enigmaxml") == before, member

    before = score.to_bytes(".enigmaxml")
    changed(score, check, name)
