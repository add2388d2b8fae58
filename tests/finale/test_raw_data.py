"""``FCRawData``: bytes, tags and keys in an object; nothing of it reaches a document."""

from __future__ import annotations

import pytest

from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.enigma.builders import document, measure
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

finale = Namespace(Session(None))


def test_the_tables_show_the_same_bytes() -> None:
    raw = finale.FCRawData()
    raw.ByteTable = [1, 2, 3]
    assert (raw.TwoByteTable, raw.Data, raw.ByteCount) == ([513, 3], "\1\2\3", 3)
    raw.FourByteTable = [-1, 7]
    assert raw.ByteTable == [255] * 4 + [7, 0, 0, 0]
    assert (raw.GetFourByte(4), raw.GetFourByte(5), raw.GetFourByte(-1)) == (7, 0, 0)
    assert raw.SetFourByte(0, 9) and not raw.SetFourByte(6, 9)
    raw.ClearData()
    assert raw.Data == ""


def test_any_byte_is_kept() -> None:
    raw, copy = finale.FCRawData(), finale.FCRawData()
    raw.ByteTable = list(range(256))
    copy.Data = raw.Data
    assert copy.ByteTable == list(range(256))


@pytest.mark.parametrize(
    ("table", "value"), [("ByteTable", 256), ("TwoByteTable", -1), ("FourByteTable", 1 << 31)]
)
def test_a_number_that_is_too_large_changes_nothing(table: str, value: int) -> None:
    raw = finale.FCRawData()
    raw.ByteTable = [5]
    with pytest.raises(ScriptError, match="between"):
        setattr(raw, table, [value])
    assert raw.ByteTable == [5]


def test_a_tag_knows_its_characters_and_what_it_is_of() -> None:
    raw = finale.FCRawData()
    raw.SetTargetAsDetail("RD", 17, 29, 3, 4)
    assert (raw.TagChars, raw.IncisPerStruct, raw.Tag) == ("RD", 4, finale.FCRawData.MakeDetailTag("RD", 4))
    assert len({finale.FCRawData.MakeOtherTag("RD"), finale.FCRawData.MakeDetailTag("RD"), raw.Tag}) == 3
    with pytest.raises(ScriptError):
        finale.FCRawData.MakeOtherTag("R")


def test_the_kinds_of_key_share_their_place() -> None:
    raw = finale.FCRawData()
    raw.SetDataIDAsEntryDetail(0x30002, 7)
    assert (raw.DetailCmper1, raw.DetailCmper2, raw.DetailInci, raw.OtherInci) == (2, 3, 7, 3)


def test_records_show_their_key_in_the_same_place() -> None:
    score = finale_of(small_score({(1, 1, 1): [(1024, [0])]}))
    staves = score.FCSystemStaves()
    staves.LoadAllForItem(0)
    second = staves[1]
    assert (second.RawOtherCmper, second.RawOtherInci) == (second.ItemCmper, second.ItemInci) == (0, 1)
    assert (second.RawDetailCmper1, second.RawDetailCmper2, second.RawDetailInci) == (0, 1, 0)
    assert second.RawEntryDetailEntryNumber == 0x10000
    first = finale_of(document(others=measure(7))).FCMeasure()
    assert first.LoadFirst() and (first.RawOtherCmper, first.RawOtherInci) == (7, 0)


@pytest.mark.parametrize("number", [5, 0x30002])
def test_an_entry_number_fills_both_cmpers(number: int) -> None:
    details = f'<articAssign entnum="{number}" inci="0"><articDef>1</articDef></articAssign>'
    found = finale_of(document(details=details)).FCArticulation()
    assert found.Load(number, 0)
    assert found.RawEntryDetailEntryNumber == number
    assert (found.RawDetailCmper1, found.RawDetailCmper2) == (number & 0xFFFF, number >> 16)
    assert found.RawEntryDetailInci == 0
