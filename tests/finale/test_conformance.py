"""Values that RGP Lua's own tests expect from their test document, on the classes that the catalogue has."""

from __future__ import annotations

import json
from typing import Any

import pytest

from postlude.enigma.document import open_document
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session, Surroundings
from tests.conftest import shared_path
from tests.finale.facts import Evaluator, Failed, Missing, NoItem
from tests.finale.test_every_class import REFUSED

SETTABLE_FLOOR = 1327
FLOOR = 3658
"""So many facts hold at least. These only rise."""

_EQUAL_CALLS = "two equal calls one after the other were recorded as one"
_CUSTOM_KEY = "key signatures with a scale of their own are not understood yet"

NOT_IMPLEMENTED = "is not implemented in Postlude"
"""What a class or member of the framework says that the catalogue lacks."""

EXCLUDED = {
    "fctransposer:24": _EQUAL_CALLS,
    "fctransposer:25": _EQUAL_CALLS,
    "fctransposer:73": _CUSTOM_KEY,
    "fctransposer:98": _CUSTOM_KEY,
}
"""Facts, by file and line, that cannot hold here, and why."""


@pytest.mark.conformance
def test_facts_about_the_test_document_hold(capsys: pytest.CaptureFixture[str]) -> None:
    shared = shared_path()
    table = json.loads((shared / "reference" / "conformance" / "file-values.json").read_text("utf-8"))
    document = open_document(shared / "documents" / "testtemplate-fin2011format.musx")
    installed = Surroundings(smufl_fonts=lambda name: name == "Finale Maestro")
    evaluator = Evaluator(
        lambda part: Namespace(Session(document, part=part, surroundings=installed)), table["objects"]
    )
    failed, passed, missing = [], 0, 0
    for fact in table["facts"]:
        where = f"{fact['file']}:{fact['line']}"
        if where in EXCLUDED:
            continue
        mark = document.store.mark()
        try:
            evaluator.check(fact)
        except Missing:
            missing += 1
        except (Failed, ScriptError) as error:
            if NOT_IMPLEMENTED in str(error):
                missing += 1
            else:
                failed.append(f"{where} {describe(fact)}: {error}")
        else:
            passed += 1
        document.store.rollback(mark)
    with capsys.disabled():
        print(f"\nconformance: {passed} facts hold, {len(failed)} fail, {missing} not evaluated")
    assert failed == [], "\n".join(failed)
    assert passed >= FLOOR


@pytest.mark.conformance
def test_values_that_the_framework_saves_are_saved(capsys: pytest.CaptureFixture[str]) -> None:
    shared = shared_path()
    table = json.loads((shared / "reference" / "conformance" / "settable.json").read_text("utf-8"))
    document = open_document(shared / "documents" / "testtemplate-fin2011format.musx")
    evaluator = Evaluator(lambda part: Namespace(Session(document, part=part)), table["objects"])
    failed, refused, passed, missing = [], [], 0, 0
    for fact in table["facts"]:
        mark = document.store.mark()
        try:
            evaluator.check_settable(fact)
        except (Missing, NoItem):
            missing += 1
        except (Failed, ScriptError) as error:
            if NOT_IMPLEMENTED in str(error):
                missing += 1
                continue
            if REFUSED in str(error):
                refused.append(describe(fact))
                continue
            failed.append(f"{fact['file']}:{fact['line']} {describe(fact)}: {error}")
        else:
            passed += 1
        document.store.rollback(mark)
    with capsys.disabled():
        print(f"\nsettable: {passed} hold, {len(failed)} fail, {missing} not evaluated, refused: {refused}")
    assert failed == [], "\n".join(failed)
    assert passed >= SETTABLE_FLOOR


def describe(fact: dict[str, Any]) -> str:
    return f"{fact.get('class', '')}.{fact.get('property') or fact.get('method')}"
