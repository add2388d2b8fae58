"""How long it takes to tell a score, and how two differ."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.enigma.node import Key
from postlude.testing import describe, score
from postlude.testing.describing.comparing import compare
from tests.benchmarks.symphony import ENTRIES, symphony_path
from tests.conftest import shared_path


@pytest.mark.benchmark(group="describing")
def test_a_score_of_a_test(benchmark: Any) -> None:
    assert benchmark(describe, score("treble 4/4 2#: c4 d e f | g1", "bass: r1 | <c, e g>2 r"))


@pytest.mark.benchmark(group="describing")
def test_a_song_of_700_entries_and_a_wider_measure(benchmark: Any) -> None:
    path = shared_path() / "documents" / "zwei_gesange.musx"
    assert not benchmark(lambda: compare(open_document(path), widened(open_document(path)))).same


@pytest.mark.benchmark(group="describing")
def test_two_symphonies_of_which_one_has_a_wider_measure(benchmark: Any) -> None:
    path = symphony_path()
    found = benchmark.pedantic(
        lambda: compare(open_document(path), widened(open_document(path))), rounds=1, iterations=1
    )
    assert len(found.lines) > ENTRIES
    assert [line.op for line in found.lines if line.op != " "] == ["-", "+"]


def widened(document: Document) -> Document:
    node = document.store.load("others", "measSpec", Key(7))
    assert node is not None
    node.set("width", "999")
    document.store.save("others", "measSpec", Key(7), node)
    return document
