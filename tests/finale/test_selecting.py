"""``--select``: whatever is written there is a selection of the document, or a usage error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlude.enigma.document import open_document
from postlude.errors import UsageError
from postlude.finale.selecting import check_selection, parse_selection
from postlude.finale.selection import Selection
from postlude.finale.session import END_OF_MEASURE, Session
from tests.enigma.builders import document
from tests.frontdoor import SCORES

SESSION = Session(open_document(SCORES / "layers.enigmaxml"))
MEASURES, STAVES = 6, 2

numbers = st.integers(0, 12).map(str) | st.text("0123456789\u0661", min_size=1, max_size=12)
places = st.builds("m{}{}".format, numbers, st.just("") | numbers.map("b{}".format))
spans = places | st.builds("{}-{}".format, places, places | places.map(lambda text: text[1:]))
staves = st.builds("s{}".format, numbers) | st.builds("s{}-{}".format, numbers, numbers)
likely = st.one_of(
    spans, staves, st.builds("{}:{}".format, spans, staves), st.builds("{}:{}".format, staves, spans)
)


@settings(max_examples=300, deadline=None)
@given(likely | st.text("msb0123456789-: ALln", max_size=12) | st.text(max_size=6))
def test_any_text_is_a_selection_or_a_usage_error(text: str) -> None:
    try:
        found = parse_selection(text, SESSION)
    except UsageError as error:
        assert text in error.message
        return
    check_selection(text)
    if found.empty:
        assert text.strip().lower() == "none"
        return
    assert 1 <= found.start_measure <= found.end_measure <= MEASURES
    assert 1 <= found.start_slot <= found.end_slot <= STAVES
    assert 0 <= found.start_pos < 8192
    assert found.end_pos == END_OF_MEASURE or 0 <= found.end_pos < 8192
    if found.start_measure == found.end_measure:
        assert found.start_pos <= found.end_pos


@given(st.integers(1, MEASURES), st.integers(1, MEASURES), st.integers(1, STAVES), st.integers(1, STAVES))
def test_a_range_is_what_it_says(start: int, end: int, top: int, bottom: int) -> None:
    text = f"m{start}-{end}:s{top}-{bottom}"
    if start > end or top > bottom:
        with pytest.raises(UsageError, match="is no range"):
            parse_selection(text, SESSION)
        return
    expected = Selection(start, end, 0, END_OF_MEASURE, top, bottom)
    assert parse_selection(text, SESSION) == expected
    assert parse_selection(text.upper().replace("-", "-M", 1), SESSION) == expected


def test_a_document_without_measures_has_nothing_to_select() -> None:
    session = Session(document())
    assert parse_selection("all", session).empty
    with pytest.raises(UsageError, match="there is no measure 1"):
        parse_selection("m1", session)
