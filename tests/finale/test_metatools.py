"""Metatools: what a keystroke stands for in each tool."""

from __future__ import annotations

import pytest

from postlude.enigma.document import open_document
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.conftest import shared_path
from tests.enigma.builders import document
from tests.finale.conftest import finale_of

DEFINITIONS = '<articDef cmper="3"><charMain>62</charMain></articDef>'
TOOLS = '<metaArtic cmper="49"><artic>3</artic></metaArtic>'


def test_a_keystroke_leads_to_its_definition() -> None:
    finale = finale_of(document(others=DEFINITIONS + TOOLS))
    tools = finale.FCMetatoolAssignments()
    assert tools.LoadAllForMode(finale.MTOOLMODE_ARTICULATION) == 1
    tool = tools.FindKeystroke(ord("1"))
    assert (tool.Keystroke, tool.DefID, tool.Mode) == (49, 3, finale.MTOOLMODE_ARTICULATION)
    definition = tool.CreateLinkedObject()
    assert definition.ClassName() == "FCArticulationDef" and definition.ItemNo == 3
    assert tools.FindArticulationDef(definition).Keystroke == 49
    assert tools.FindDefID(4) is None


def test_a_definition_is_put_on_a_keystroke() -> None:
    finale = finale_of(document(others=DEFINITIONS))
    definition = finale.FCArticulationDef()
    definition.Load(3)
    tool = finale.FCMetatoolAssignment()
    assert tool.AssignArticulationDef(definition) and tool.SaveAsKeystroke(ord("X"))
    [change] = finale._session.store.changes_since()
    assert (change.tag, change.key, change.fields) == ("metaArtic", {"cmper": 88}, {"artic": [None, "3"]})


def test_a_tuplet_is_kept_in_the_metatool_itself() -> None:
    finale = finale_of(document())
    tuplet = finale.FCTuplet()
    tuplet.SymbolicNumber, tuplet.SymbolicDuration = 3, 512
    tuplet.ReferenceNumber, tuplet.ReferenceDuration = 2, 512
    tool = finale.FCMetatoolAssignment()
    tool.AssignTuplet(tuplet)
    assert tool.SaveAsKeystroke(51)
    tools = finale.FCMetatoolAssignments()
    tools.LoadAllForMode(finale.MTOOLMODE_TUPLET)
    found = tools.FindTuplet(tuplet)
    assert found.Keystroke == 51 and found.CreateLinkedObject().SymbolicNumber == 3


def test_every_metatool_of_a_real_score_is_found() -> None:
    finale = Namespace(Session(open_document(shared_path() / "documents" / "zwei_gesange.musx")))
    tools = finale.FCMetatoolAssignments()
    for mode in ("EXPRESSION", "ARTICULATION", "CLEF"):
        assert tools.LoadAllForMode(getattr(finale, f"MTOOLMODE_{mode}")) > 5
        linked = [tool.CreateLinkedObject() for tool in tools]
        assert sum(each is not None for each in linked) > 5


def test_a_mode_that_is_none_is_refused() -> None:
    with pytest.raises(ScriptError, match="metatool"):
        finale_of(document()).FCMetatoolAssignment().Mode = 3
