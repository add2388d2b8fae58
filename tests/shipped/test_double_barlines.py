"""The shipped plugin that puts double barlines before rehearsal marks."""

from __future__ import annotations

import pytest

from postlude import Host, open_document
from postlude.enigma.node import Key
from tests.shipped.conftest import PLUGINS, SCORES

PLUGIN = PLUGINS / "double_barlines.lua"


def barlines(host: Host, **options: object) -> list[tuple[object, object]]:
    result = host.run(PLUGIN, SCORES / "sample.musx", **options)
    assert result.ok, result.message
    return [(change.key["cmper"], change.fields) for change in result.changes]


def test_the_measure_before_a_rehearsal_mark_gets_a_double_barline(host: Host) -> None:
    assert barlines(host) == [(4, {"barline": ["normal", "double"]})]


@pytest.mark.parametrize(("select", "count"), [("m1-4", 0), ("m5-8", 1), ("m5-8:s2-3", 0)])
def test_only_rehearsal_marks_of_the_selection_count(host: Host, select: str, count: int) -> None:
    assert len(barlines(host, select=select)) == count


def test_barlines_that_are_not_plain_stay_as_they_are(host: Host) -> None:
    score = open_document(SCORES / "sample.musx")
    measure = score.store.load("others", "measSpec", Key(4))
    assert measure is not None
    measure.set("barline", "final")
    score.store.save("others", "measSpec", Key(4), measure)
    assert host.run(PLUGIN, score).changes == []


def test_a_mark_in_the_first_measure_has_nothing_before_it(host: Host) -> None:
    score = open_document(SCORES / "sample.musx")
    mark = score.store.load("others", "measExprAssign", Key(5, inci=0))
    assert mark is not None
    score.store.delete("others", "measExprAssign", Key(5, inci=0))
    score.store.save("others", "measExprAssign", Key(1, inci=1), mark)
    assert host.run(PLUGIN, score).changes == []
