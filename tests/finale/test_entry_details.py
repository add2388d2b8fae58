"""Details of entries: whose record they are, what a new one holds, what the entry is told of them."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.node import Key
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

OPTIONS = (
    "<beamOptions><beamingStyle>onExtremeNote</beamingStyle></beamOptions>"
    "<tieOptions><secondsPlacement>both</secondsPlacement><afterSingleDot/></tieOptions>"
)


@pytest.fixture
def finale() -> Namespace:
    # Steps far above and far below the staff: the stems of the first two go down, those of the others up.
    return finale_of(
        small_score(
            {(1, 1, 1): [(1024, [14]), (1024, [15]), (1024, [-14, -12]), (1024, [-15])]}, options=OPTIONS
        )
    )


def entries(finale: Namespace) -> list[Any]:
    cell = finale.FCNoteEntryCell(1, 1)
    assert cell.Load()
    return [cell.GetItemAt(index) for index in range(cell.Count)]


def record(finale: Namespace, tag: str, number: int, inci: int = -1) -> Any:
    return finale._session.store.load("details", tag, Key(number, inci=inci))


def flags(finale: Namespace, number: int) -> set[str]:
    node = finale._session.store.load("entries", "entry", Key(number))
    assert node is not None
    return {child.tag for child in node.children if not child.text and not child.children}


def test_a_new_beam_has_the_document_s_thickness_and_the_mode_that_counts_now(finale: Namespace) -> None:
    beam = finale.FCBeamMod()
    beam.SetNoteEntry(entries(finale)[0])
    beam.SetDefaultMode()
    beam.LeftVerticalOffset = 12
    assert (beam.Thickness, beam.Mode) == (-1, 3)
    assert beam.SaveNew()
    saved = record(finale, "beamAltPrimDownStem", 1)
    assert [(child.tag, child.text) for child in saved.children] == [
        ("yAdd", "12"),
        ("context", "onExtremeNote"),
        ("beamWidth", "-1"),
    ]
    assert "stemDetail" in flags(finale, 1)


def test_a_connected_entry_decides_which_of_two_records_is_meant(finale: Namespace) -> None:
    down, _, up, _ = entries(finale)
    for entry, tag in ((down, "beamExtendDownStem"), (up, "beamExtendUpStem")):
        extension = finale.FCBeamExtensionMod()
        extension.SetNoteEntry(entry)
        extension.SetExtend(1, True)
        assert extension.SaveNew()
        assert record(finale, tag, entry.EntryNumber).get("do16th") == ""
    mods = finale.FCPrimaryBeamMods(up)
    beam = finale.FCBeamMod()
    beam.SetNoteEntry(up)
    beam.SaveNew()
    assert mods.LoadAll() == 1
    assert mods.GetItemAt(0).IsUpStem()


def test_secondary_beams_are_told_by_their_number(finale: Namespace) -> None:
    entry = entries(finale)[0]
    beams = finale.FCSecondaryBeamMods(entry)
    beams.LoadAll()
    assert beams.GetBeam(2) is None
    made = beams.GetOrCreateBeam(3)
    assert (made.BeamDuration, made.BeamNumber, made.IsSecondaryBeam()) == (128, 3, True)
    again = finale.FCSecondaryBeamMods(entry)
    assert again.LoadAll() == 1
    assert again.GetBeam(3).BeamNumber == 3
    found = finale.FCBeamMod(True)
    found.SetNoteEntry(entry)
    assert found.LoadForBeamNumber(3)
    assert not found.LoadForBeamNumber(2)


def test_all_secondary_beams_of_an_entry_get_a_record(finale: Namespace) -> None:
    entry = entries(finale)[0]
    entry.Duration = finale.NOTE_32ND
    beams = finale.FCSecondaryBeamMods(entry)
    assert not beams.AllBeamsDataExists()
    assert beams.AssureAllBeamsDataExists() and beams.AllBeamsDataExists()
    assert sorted(beam.BeamNumber for beam in beams) == [2, 3]
    assert not finale.FCSecondaryBeamMods().AssureAllBeamsDataExists()


def test_a_hidden_stem_is_an_empty_record_for_its_direction(finale: Namespace) -> None:
    stem = finale.FCCustomStemMod()
    stem.SetNoteEntry(entries(finale)[2])
    stem.UseUpStemData(True)
    assert not stem.LoadFirst()
    stem.ShapeID = 0
    assert stem.SaveNew()
    assert record(finale, "stemDefUp", 3).children == []
    assert record(finale, "stemDefDown", 3) is None
    assert stem.LoadFirst() and stem.ShapeID == 0


def test_a_note_has_one_record_however_it_is_saved(finale: Namespace) -> None:
    entry = entries(finale)[2]
    notes = [entry.GetItemAt(index) for index in range(entry.Count)]
    mod = finale.FCCrossStaffMod()
    mod.SetNoteEntry(entry)
    mod.Staff = 2
    for note in notes:
        assert mod.SaveAt(note)
    assert mod.SaveNew()
    mods = finale.FCCrossStaffMods(entry)
    assert mods.LoadAll() == 2
    assert [item.Staff for item in mods] == [2, 2]
    assert "crossStaff" in flags(finale, 3)
    assert mod.EraseAt(notes[0])
    assert mods.LoadAll() == 1
    assert mods.GetItemAt(0).GetNoteEntry() is entry


def test_the_dots_of_a_rest_have_a_record_without_a_note(finale: Namespace) -> None:
    entry = entries(finale)[2]
    dots = finale.FCDotMod()
    assert not dots.LoadRestDotAt(entry)
    dots.HorizontalPos = 4
    assert dots.SaveRestDotAt(entry)
    assert record(finale, "dotOffset", 3, 0).get("noteID") is None
    assert dots.SaveAt(entry.GetItemAt(0))
    assert record(finale, "dotOffset", 3, 1).get("noteID") == "1"
    assert finale.FCDotMod().LoadRestDotAt(entry)


def test_a_tie_takes_settings_over_and_gives_its_curve_up(finale: Namespace) -> None:
    entry = entries(finale)[0]
    tie = finale.FCTieMod(finale.TIEMODTYPE_TIESTART)
    assert tie.IsStartTie() and not tie.IsContourActive()
    tie.ActivateStartPoint(True, finale.TIEMODCNCT_NOTERIGHT_NOTETOP, 8, 6)
    tie.ActivateContour(400, 18, 390, 17)
    tie.LocalizeFromPreferences()
    tie.BreakForKeySignature = finale.TIEMODSEL_OFF
    tie.TieDirection = finale.TIEMODDIR_UNDER
    assert tie.SaveAt(entry.GetItemAt(0))
    saved = {child.tag: child.text for child in record(finale, "tieAlterStart", 1, 0).children}
    assert saved["stPtEntCnct"] == "noteRightNoteTop" and saved["stPtContext"] == "over"
    assert {"afterSingleDotLocal", "afterSingleDotOn", "shiftForSecondsOn", "afterMultiDotsLocal"} <= set(
        saved
    )
    assert not {"afterMultiDotsOn", "outerLocal", "breakKeyOn"} & set(saved)
    assert {"breakKeyLocal", "freeze", "down"} <= set(saved)
    assert (tie.StartConnectionCode, tie.RightInset, tie.EndConnectionCode) == (14, 390, 0)
    tie.DeactivateContour()
    tie.DeactivateStartPoint()
    assert not (tie.IsContourActive() or tie.IsStartPointActive() or tie.LeftHeight or tie.StartHorizontalPos)
    assert finale.FCEndTieMods(entry).LoadAll() == 0
    assert finale.FCStartTieMods(entry).LoadAll() == 1


def test_a_font_that_is_named_is_in_use_and_comes_into_the_document(finale: Namespace) -> None:
    mod = finale.FCNoteheadMod()
    assert (mod.Resize, mod.FontName, mod.UseCustomFont) == (100, "", False)
    mod.FontName = "Unheard Of"
    assert (mod.FontName, mod.UseCustomFont) == ("Unheard Of", True)
    note = entries(finale)[0].GetItemAt(0)
    assert mod.SaveAt(note)
    font = finale.FCFontInfo()
    font.Name = "Unheard Of"
    assert font.FontID == int(record(finale, "noteAlter", 1, 0).get("fontID"))
    again = finale.FCNoteheadMod()
    assert again.LoadAt(note) and again.FontName == "Unheard Of"
    mod.UseDefaultFont = True
    assert mod.FontName == ""


def test_an_alteration_made_in_a_part_is_that_part_s_alone(finale: Namespace) -> None:
    note = entries(finale)[0].GetItemAt(0)
    in_part = Namespace(Session(finale._session.document, part=2))
    mod = in_part.FCNoteheadMod()
    mod.EnharmonicFlip = True
    mod.Resize = 80
    assert mod.SaveAt(note)
    assert mod.Reload() and mod.EnharmonicFlip
    in_score = finale.FCNoteheadMod()
    assert in_score.LoadAt(note)
    assert (in_score.EnharmonicFlip, in_score.Resize) == (False, 80)
    assert mod.RelinkToScore()
    assert not mod.EnharmonicFlip
    mod.EnharmonicFlip = True
    assert mod.Save() and mod.RelinkToCurrentView()
    assert in_score.Reload() and in_score.EnharmonicFlip
