"""Fretted instruments and their diagrams, percussion layouts, clefs."""

from __future__ import annotations

import pytest

from postlude.enigma.document import Document
from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document as small_document
from tests.finale.conftest import finale_of

FRETBOARD = (
    '<fretboard cmper1="7" cmper2="11"><numFrets>4</numFrets><fretNum>4</fretNum><lock/>'
    "<numFretCells>1</numFretCells><numFretBarres>1</numFretBarres>"
    "<cell><string>1</string><fret>1</fret><shape>closed</shape></cell>"
    "<barre><fret>0</fret><startString>1</startString><endString>6</endString></barre></fretboard>"
    '<fretboard cmper1="7" cmper2="16"><numFrets>4</numFrets><fretNum>5</fretNum></fretboard>'
)
OTHERS = (
    '<drumLibName cmper="8"><name>Drumset</name></drumLibName>'
    '<fretInst cmper="1"><numFrets>3</numFrets><numStrings>2</numStrings><name>Dulcimer</name>'
    "<string><pitch>50</pitch></string><string><pitch>57</pitch></string>"
    "<diatonic><fret>2</fret><fret>4</fret><fret>5</fret></diatonic></fretInst>"
    '<percussionNoteInfo cmper="8" inci="0"><percNoteType>4102</percNoteType><harmLev>3</harmLev>'
    "<closedNotehead>207</closedNotehead></percussionNoteInfo>"
    '<percussionNoteInfo cmper="8" inci="1"><percNoteType>13</percNoteType></percussionNoteInfo>'
    '<playbackRoute cmper="1"><virtChannel>4</virtChannel></playbackRoute>'
    '<playbackRouteName cmper="1"><name>Piano</name></playbackRouteName>'
    '<staffPlayData cmper="1"><layer2><playbackRouteNum>1</playbackRouteNum></layer2></staffPlayData>'
    '<staffSpec cmper="1"><staffLines>6</staffLines><fretInstID>1</fretInstID></staffSpec>'
)
CLEFS = (
    '<clefOptions><clefDef index="0"><adjust>-10</adjust><clefChar>38</clefChar></clefDef>'
    '<clefDef index="1"><adjust>-4</adjust><clefChar>66</clefChar></clefDef></clefOptions>'
    '<fontOptions><font type="clef"><fontID>2</fontID><fontSize>24</fontSize></font></fontOptions>'
)


@pytest.fixture
def document() -> Document:
    return small_document(options=CLEFS, others=OTHERS, details=FRETBOARD)


@pytest.fixture
def finale(document: Document) -> Namespace:
    return finale_of(document)


def test_strings_are_tuned_one_by_one(finale: Namespace) -> None:
    dulcimer = finale.FCFretInstrumentDef()
    assert dulcimer.Load(1)
    assert [dulcimer.GetStringTuning(string) for string in (1, 2, 3)] == [50, 57, 0]
    assert not dulcimer.SetStringTuning(3, 69)
    dulcimer.StringCount = 3
    assert dulcimer.SetStringTuning(3, 69) and dulcimer.SetStringTuning(1, 52)
    assert dulcimer.Save() and dulcimer.Reload()
    assert [dulcimer.GetStringTuning(string) for string in (1, 2, 3)] == [52, 57, 69]
    name = finale.FCString()
    assert dulcimer.GetName(name) and name.LuaString == "Dulcimer"
    assert dulcimer.SetName("Zither") and dulcimer.GetName(name) and name.LuaString == "Zither"


def test_frets_that_are_no_semitones_are_told_by_their_steps(finale: Namespace) -> None:
    dulcimer, steps = finale.FCFretInstrumentDef(), finale.FCNumbers()
    assert dulcimer.Load(1) and dulcimer.IsDiatonic() and dulcimer.GetDiatonicInfo(steps)
    assert (steps.IntTable, dulcimer.DiatonicCount) == ([2, 2, 1], 3)
    steps.AddInt(2)
    assert dulcimer.SetDiatonicInfo(steps) and dulcimer.Save() and dulcimer.Reload()
    steps.ClearAll()
    assert dulcimer.GetDiatonicInfo(steps) and steps.IntTable == [2, 2, 1, 2]
    steps.ClearAll()
    assert dulcimer.SetDiatonicInfo(steps) and not dulcimer.IsDiatonic()


def test_a_diagram_has_symbols_and_barres(document: Document, finale: Namespace) -> None:
    diagram = finale.FCFretboardGroupItem()
    assert diagram.Load(7, 0, 11) and diagram.Locked and not diagram.ShowFretboardNumber
    assert (diagram.FretboardNumber, diagram.NumberOfFrets) == (4, 4)
    barre, dot = diagram.FretBarreItems.GetItemAt(0), diagram.FretItems.GetItemAt(0)
    assert (barre.LeftStringNumber, barre.RightStringNumber, barre.FretNumber) == (6, 1, 0)
    assert (dot.Symbol, dot.StringNumber, dot.FretNumber) == (finale.FRETITEM_DOT, 1, 1)
    assert barre.IsBarre() and not dot.IsBarre()
    new = finale.FCFretItem()
    new.SetupItem(finale.FRETITEM_X, 0, 6, finale.FRETFINGERING_NONE)
    assert diagram.FretItems.AddFretItem(new)
    dot.Fingering = finale.FRETFINGERING_THUMB
    assert diagram.Save() and diagram.Reload()
    assert [item.Symbol for item in diagram.FretItems] == [finale.FRETITEM_DOT, finale.FRETITEM_X]
    node = document.store.load("details", "fretboard", Key(7, 11))
    assert node is not None and (node.get("numFretCells"), node.get("cell/fingerNum")) == ("2", "5")
    with pytest.raises(ScriptError, match="no symbol"):
        dot.Symbol = 3


def test_the_diagrams_of_a_group_are_saved_as_another_and_deleted(finale: Namespace) -> None:
    group = finale.FCFretboardGroup()
    assert group.LoadAllForItem(7, 0) and group.Count == 1
    assert group.SaveAllForItem(9, 2)
    diagram = finale.FCFretboardGroupItem()
    assert diagram.Load(9, 2, 11) and diagram.FretItems.Count == 1
    assert group.DeleteDataForItem(7, 0) and not group.LoadAllForItem(7, 0)
    assert group.LoadAllForItem(7, 1) and diagram.Delete() and not diagram.Reload()


def test_a_percussion_layout_finds_its_sounds(finale: Namespace) -> None:
    layout = finale.FCPercussionLayoutNotes()
    assert layout.LoadAllForItem(8) == 2
    assert (layout.PercussionLibraryID, layout.CreateNameString().LuaString) == (8, "Drumset")
    note = layout.FindNoteType(6)
    assert (note.RawNoteType, note.OrderID, note.StaffPosition) == (4102, 1, 3)
    assert layout.FindRawNoteType(6) is None and layout.FindRawNoteType(13).NoteType == 13
    note.NoteType, note.OrderID = 7, 2
    assert note.Save() and note.Reload() and note.RawNoteType == 2 * 4096 + 7
    mapped = finale.FCPercussionMapNote(56, 4102, "Cowbell")
    assert (mapped.MidiNote, mapped.NoteType, mapped.OrderID, mapped.Name) == (56, 6, 1, "Cowbell")


def test_a_staff_knows_the_instruments_that_play_it(finale: Namespace) -> None:
    staff = finale.FCStaff()
    assert staff.Load(1)
    played = staff.CreateLayerInstrumentDef(2)
    assert (played.CreateNameString().LuaString, played.VirtualChannel) == ("Piano", 4)
    assert staff.CreateLayerInstrumentDef(1) is None
    assert staff.CreateFretInstrumentDef().FretCount == 3


def test_clefs_are_loaded_by_number_and_saved_in_their_place(document: Document, finale: Namespace) -> None:
    clef = finale.FCClefDef()
    assert clef.Load(1) and not finale.FCClefDef().Load(5)
    assert (clef.ClefIndex, clef.Symbol, clef.VerticalAdjust) == (1, 66, -4)
    clef.Symbol, clef.UseCustomFont = 67, True
    info = finale.FCFontInfo()
    info.FontID, info.Size = 9, 30
    clef.FontInfo = info
    assert clef.Save() and clef.Reload() and clef.CreateEffectiveFontInfo().FontID == 9
    clefs = finale.FCClefDefs()
    assert clefs.LoadAll() == 2
    assert [(each.ClefIndex, each.Symbol) for each in clefs] == [(0, 38), (1, 67)]
    assert clefs.GetItemAt(0).CreateEffectiveFontInfo().FontID == 2
    assert clef.LoadFirst() and clef.LoadNext() and not clef.LoadNext() and clef.ClefIndex == 1
