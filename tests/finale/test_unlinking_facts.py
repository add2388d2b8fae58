"""What a part may change without changing the score, as RGP Lua's own tests found it in Finale."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from postlude.enigma.document import open_document
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.conftest import shared_path
from tests.finale.facts import Evaluator, Fact, Missing

FLOOR = 240
"""So many facts hold at least. It only rises."""

MADE_BEFOREHAND = frozenset({"FCSeparateMeasureNumber"})
"""Classes whose record the tests make in the score before they begin."""

EXCLUDED = {
    "fcseparatemeasurenumber:19": "no document shows how a part writes that it has none of the score's choice",
}
"""Facts, by file and line, that cannot hold here, and why."""


class Unlinking(Evaluator):
    """Evaluates what one session sees while parts are brought into view and left again."""

    def __init__(self, session: Session, objects: dict[str, Any]) -> None:
        self.session = session
        super().__init__(lambda part: Namespace(session), objects)

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict) and "const" in value:
            return getattr(self.finale, value["const"])
        return super()._value(value)

    def _part_of(self, owner: Any, form: dict[str, Any]) -> Iterator[Any]:
        if form.get("eachbackwards") == "all":
            yield from reversed(list(owner))
        else:
            yield from super()._part_of(owner, form)

    def unlink(self, fact: Fact) -> None:
        """Change a value in a part, look at the score, and link it again, both ways."""
        if "when" in fact or "context" in fact or not isinstance(fact["part"], int):
            raise Missing("has conditions")
        loader, *arguments = fact["load"]
        notes = list(self._each(arguments[0])) if loader == "LoadAt" else [None]
        for note in notes:
            for obj in self._each(fact["object"]):
                self._unlink(fact, obj, note)

    def _unlink(self, fact: Fact, obj: Any, note: Any) -> None:
        part, name = fact["part"], fact["property"]

        def load() -> bool:
            return bool(obj.LoadAt(note) if note is not None else self._call(obj, fact["load"]))

        def save(loaded: bool) -> None:
            if note is not None:
                assert obj.SaveAt(note)
            else:
                assert obj.Save() if loaded else obj.SaveNew()

        def holder() -> Any:
            if "updater" not in fact:
                return obj
            form = self._objects[fact["updater"]["ref"]]["of"]
            assert form["of"] == "@object"
            return self._call(obj, form["call"])

        def view(number: int) -> None:
            self.session.part = number

        def unlinked() -> None:
            view(part)
            there = load()
            setattr(holder(), name, changed)
            save(there)
            assert obj.Reload() and getattr(holder(), name) == changed
            view(0)
            assert obj.Reload() and getattr(holder(), name) == original, "the score changed with the part"

        if not load() and obj.lua_name in MADE_BEFOREHAND:
            assert obj.SaveNew()
        there = load()
        original = getattr(holder(), name)
        changed = not original if isinstance(original, bool) else original + fact["increment"]
        if "unlink_first" in fact:
            view(part)
            assert load()
            before = getattr(obj, fact["unlink_first"])
            for value in (before + fact["increment"], before):
                setattr(obj, fact["unlink_first"], value)
                assert obj.Save()
            view(0)
            assert load()
        unlinked()
        view(part)
        assert obj.Reload() and getattr(holder(), name) == changed
        assert obj.RelinkToCurrentView()
        view(0)
        assert obj.Reload() and getattr(holder(), name) == changed
        setattr(holder(), name, original)
        save(there)
        unlinked()
        view(part)
        assert obj.Reload() and obj.RelinkToScore()
        assert getattr(holder(), name) == original
        view(0)


@pytest.mark.conformance
def test_what_a_part_unlinks_is_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    shared = shared_path()
    table = json.loads((shared / "reference" / "conformance" / "unlinkable.json").read_text("utf-8"))
    document = open_document(shared / "documents" / "testtemplate-fin2011format.musx")
    session = Session(document)
    evaluator = Unlinking(session, table["objects"])
    failed, passed, missing = [], 0, 0
    for fact in table["facts"]:
        where = f"{fact['file']}:{fact['line']}"
        if fact["test"] != "UnlinkableNumberPropertyTest" or where in EXCLUDED:
            continue
        mark = document.store.mark()
        try:
            evaluator.unlink(fact)
        except Missing:
            missing += 1
        except AssertionError as error:
            failed.append(f"{where} {fact['class']}.{fact['property']}: {error}")
        else:
            passed += 1
        session.part = 0
        document.store.rollback(mark)
    with capsys.disabled():
        print(f"\nunlinking: {passed} facts hold, {len(failed)} fail, {missing} not evaluated")
    assert failed == [], "\n".join(failed)
    assert passed >= FLOOR
