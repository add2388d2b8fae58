"""Lines of the document's own: what belongs to a style is saved with it; texts; curves of shapes; chord suffixes."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document
from tests.finale.conftest import finale_of

LINES = (
    '<ssLineStyle cmper="1"><lineStyle>solid</lineStyle><solidParams><lineWidth>115</lineWidth></solidParams>'
    "<lineCapEndType>arrowheadPreset</lineCapEndType><lineCapEndArrowID>1</lineCapEndArrowID>"
    "<leftStartRawTextID>1</leftStartRawTextID><leftStartY>-4</leftStartY></ssLineStyle>"
)
SUFFIX = (
    '<chordSuffixPlay cmper="7">'
    + "".join(f"<data>{tone}</data>" for tone in (3, 7, 10, 0, 0, 0))
    + "</chordSuffixPlay>"
)
SHAPE = (
    '<smartShape cmper="3"><shapeType>slurAuto</shapeType><entryBased/><fullCtlPtAdj><startCtlPtX>341</startCtlPtX>'
    "<startCtlPtY>72</startCtlPtY><endCtlPtX>-341</endCtlPtX><endCtlPtY>72</endCtlPtY><on/>"
    "<contextDir>over</contextDir></fullCtlPtAdj></smartShape>"
)


@pytest.fixture
def finale() -> Namespace:
    return finale_of(
        document(
            others=SUFFIX + SHAPE + LINES,
            texts='<smartShapeText number="1">^size(12)rit.</smartShapeText>',
        )
    )


@pytest.fixture
def line(finale: Namespace) -> Any:
    found = finale.FCCustomSmartLineDef()
    assert found.Load(1)
    return found


def stored(line: Any) -> dict[str, str | None]:
    assert line.Save()
    node = line._session.store.load("others", "ssLineStyle", Key(line.ItemNo))
    return {path: child.text for path, child in node.walk() if not child.children}


def test_a_dashed_line_has_the_width_of_the_solid_one_and_its_dashes(line: Any) -> None:
    line.LineDashLength = 500
    assert "dashedParams/dashOn" not in stored(line)
    line.LineStyle = 1
    assert {path: text for path, text in stored(line).items() if path.startswith("dashed")} == {
        "dashedParams/lineWidth": "115",
        "dashedParams/dashOn": "500",
        "dashedParams/dashOff": "0",
    }
    assert "solidParams/lineWidth" not in stored(line)


def test_an_arrowhead_comes_back_with_its_kind(finale: Namespace, line: Any) -> None:
    line.EndArrowheadStyle = finale.CLENDPOINT_HOOK
    line.EndHookLength = 300
    assert "lineCapEndArrowID" not in stored(line)
    line.EndArrowheadStyle = finale.CLENDPOINT_CUSTOM
    line.EndArrowheadShapeID = 44
    assert line.EndArrowheadShapeID == 44
    found = stored(line)
    assert (found["lineCapEndType"], found["lineCapEndArrowID"]) == ("arrowheadCustom", "44")
    assert "lineCapEndHookLength" not in found
    line.EndArrowheadStyle = finale.CLENDPOINT_PRESET
    assert stored(line)["lineCapEndArrowID"] == "1"
    with pytest.raises(ScriptError, match="param 1 expected 0 to 3, got 9"):
        line.EndArrowheadStyle = 9


def test_a_new_line_is_solid_and_saved_as_real_ones_are(finale: Namespace) -> None:
    line = finale.FCCustomSmartLineDef()
    line.LineWidth = 768
    assert line.SaveNew()
    assert line.ItemNo == 2
    assert stored(line) == {"lineStyle": "solid", "solidParams/lineWidth": "768"}


def test_the_texts_of_a_line_are_read_changed_and_made(finale: Namespace, line: Any) -> None:
    start, end = finale.TEXTREF_LEFTSTART, finale.TEXTREF_RIGHTEND
    assert line.CreateTextString(start).LuaString == "^size(12)rit."
    assert (line.GetVerticalTextPos(start), line.GetHorizontalTextPos(start)) == (-4, 0)
    assert line.SaveTextString(start, "accel.")
    assert line.CreateTextString(start).LuaString == "accel."
    assert line.CreateTextString(end) is None
    assert not line.SaveTextString(end, "x")
    assert line.SaveNewTextString(end, "fine")
    assert (line.GetRawStringNumber(end), line.CreateTextString(end).LuaString) == (2, "fine")
    line.SetHorizontalTextPos(end, 9)
    assert stored(line)["rightEndX"] == "9"
    assert line.DeepDeleteData()
    assert finale._session.store.keys("texts", "smartShapeText") == []


def test_a_curve_is_left_to_the_options_again(finale: Namespace) -> None:
    shape = finale.FCSmartShape()
    assert shape.Load(3)
    curve = shape.GetCtrlPointAdjust()
    assert (curve.CustomShaped, curve.ControlPoint1OffsetX, curve.ControlPoint2OffsetY) == (True, 341, 72)
    curve.SetSlurShapeUnder()
    assert shape._text_at("fullCtlPtAdj/contextDir") == "under"
    curve.SetDefaultSlurShape()
    assert not curve.CustomShaped
    assert shape.Save()
    node = finale._session.store.load("others", "smartShape", Key(3))
    assert node is not None and node.find("fullCtlPtAdj") is None


def test_an_offset_counts_as_long_as_there_is_one(finale: Namespace) -> None:
    shape = finale.FCSmartShape()
    end = shape.TerminateSegmentRight
    end.EndpointOffsetX = 0
    assert shape._text_at("endTermSeg/endPtAdj/on") is None
    end.EndpointOffsetX = 12
    end.EndpointOffsetY = -144
    end.EndpointOffsetX = 0
    assert shape._text_at("endTermSeg/endPtAdj/on") == ""
    end.EndpointOffsetY = 0
    assert shape._text_at("endTermSeg/endPtAdj/on") is None
    end.CustomOffset = True
    assert shape._text_at("endTermSeg/endPtAdj/on") == ""


def test_the_tones_of_a_suffix_are_filled_up_as_in_real_documents(finale: Namespace) -> None:
    tones = finale.FCChordSuffixKeyNumberOffsets()
    assert tones.Load(7) and tones.ChordSuffixID == 7
    assert tones.IntTable == [3, 7, 10]
    tones.IntTable = [4, 7]
    assert tones.Save() and tones.SaveAs(8)
    node = finale._session.store.load("others", "chordSuffixPlay", Key(8))
    assert node is not None
    assert [child.text for child in node.children] == ["4", "7", "0", "0", "0", "0"]
    assert not finale.FCChordSuffixKeyNumberOffsets().Load(99)
    tones.IntTable = [1, 2, 3, 4, 5, 6, 7]
    with pytest.raises(ScriptError, match="at most 6 tones"):
        tones.Save()


def test_a_character_of_a_suffix_has_one_sign_before_it(finale: Namespace) -> None:
    element = finale.FCChordSuffixElement()
    element.PrefixFlat = True
    element.PrefixSharp = True
    assert (element.PrefixFlat, element.PrefixSharp) == (False, True)
    element.PrefixFlat = False
    assert element.PrefixSharp
    element.Symbol = 55
    assert element.SaveNew(12)
    elements = finale.FCChordSuffixElements()
    assert elements.LoadAllForItem(12) == 1
    chord = finale.FCChord()
    chord.ChordSuffixID = 12
    assert chord.CreateChordSuffixElements().GetItemAt(0).Symbol == 55
    assert chord.CalcFretboardGroupID() == 12
    chord.ChordSuffixID = 0
    assert chord.CalcFretboardGroupID() == 65534
    assert chord.CreateChordSuffixElements() is None
