"""Every record of every real score, through every class that declares it.

Loaded and saved it stays as it is, in the score and in parts; and whichever property of whichever record is set, that
record alone changes, the value is there when it is loaded again, and undoing gives the file back.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from postlude.enigma.document import Document, open_document
from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.base import class_named
from postlude.finale.namespace import Namespace
from postlude.finale.records import BaseData
from postlude.finale.session import Session
from tests.conftest import ROOT, shared_path
from tests.finale.test_every_class import OF_A_KIND, RECORDS, SPREAD, writable, write_another

FOLDER = ROOT.parent / "shared" / "documents"
SCORES = sorted(path.stem for path in FOLDER.glob("*.musx")) or ["any"]

KINDS = frozenset({"FCBeatChartElement"})
"""Classes whose records are of several kinds, each with properties of its own."""


@cache
def score_named(name: str) -> tuple[Document, bytes]:
    score = open_document(shared_path() / "documents" / f"{name}.musx")
    return score, score.to_bytes(".enigmaxml")


def parts_of(score: Document) -> list[int]:
    return [0, *sorted(int(key.cmper1) for key in score.store.keys("others", "partDef") if key.cmper1)][:3]


@pytest.mark.parametrize("name", SCORES)
def test_records_that_are_saved_unchanged_change_no_byte(name: str) -> None:
    score, before = score_named(name)
    saved = 0
    for part in parts_of(score):
        session = Session(score, part=part)
        finale = Namespace(session)
        for class_name in RECORDS:
            record = getattr(finale, class_name)()
            mark = score.store.mark()
            for key in session.keys(record.section, record.tag):
                if record._load(key):
                    record.Save()
                    saved += 1
            assert score.store.changes_since(mark) == [], f"{class_name} in part {part}"
    assert saved > 50
    assert score.to_bytes(".enigmaxml") == before


@cache
def candidates(name: str) -> list[tuple[str, Key]]:
    """The classes of which a score has records, each with its keys."""
    session = Session(score_named(name)[0])
    found = []
    for class_name in RECORDS:
        cls = class_named(class_name)
        assert issubclass(cls, BaseData)
        found += [(class_name, key) for key in session.keys(cls.section, cls.tag)]
    return found


@pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared (real scores) is not here")
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_setting_any_property_of_any_record_changes_that_record_alone(data: st.DataObject) -> None:
    score, before = score_named(data.draw(st.sampled_from(SCORES)))
    of_class = candidates(score.path.stem if score.path else "")
    class_name = data.draw(st.sampled_from(sorted({each for each, _ in of_class})))
    key = data.draw(st.sampled_from([each for found, each in of_class if found == class_name]))
    member = data.draw(st.sampled_from(writable(class_name) or ["none"]))
    assume(class_name not in KINDS)
    assume(class_name not in SPREAD or key.cmper1 > 1)  # major and minor are what they are
    assume(member != "none" and f"{class_name}.{member}" not in OF_A_KIND)
    finale = Namespace(Session(score))
    record = getattr(finale, class_name)()
    assert record._load(key)
    assume(isinstance(getattr(record, member), bool | int | float | str))
    mark = score.store.mark()
    try:
        value = write_another(record, member)
        assert score.store.changes_since(mark) == []
        try:
            record.Save()
        except ScriptError:  # a clear refusal; test_every_class says which there are
            assert score.store.changes_since(mark) == []
            return
        again = getattr(finale, class_name)()
        assert again._load(key)
        assert getattr(again, member) == value
        own = {"fontName", "entry"} - {record.tag}
        changed = {
            (change.tag, change.key.get("cmper"))
            for change in score.store.changes_since(mark)
            if change.tag not in own
        }
        assert len({cmper for _, cmper in changed} if class_name in SPREAD else changed) == 1
    finally:
        score.store.rollback(mark)
    assert score.to_bytes(".enigmaxml") == before
