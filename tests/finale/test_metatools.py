"""Metatools: keys of the tools, and what they stand for."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.document import Document
from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from tests.finale.conftest import finale_of
from tests.finale.small import small_score

RECORDS = (
    '<metaArtic cmper="49"><artic>3</artic></metaArtic>'
    '<metaClef cmper="50"><clef>0</clef></metaClef>'
    '<metaDynam cmper="65"><number>7</number><isTextExpr/></metaDynam>'
    '<metaDynam cmper="66"><number>7</number></metaDynam>'
    '<metaTuplet cmper="45"><symbolicNum>3</symbolicNum><symbolicDur>512</symbolicDur><refNum>2</refNum>'
    "<refDur>512</refDur></metaTuplet>"
    '<articDef cmper="3"><charMain>46</charMain></articDef>'
    '<shapeExprDef cmper="7"><shapeDef>4</shapeDef><categoryID>7</categoryID></shapeExprDef>'
    '<textExprDef cmper="7"><textIDKey>1</textIDKey><categoryID>6</categoryID></textExprDef>'
    '<textRepeatDef cmper="2"><fontSize>12</fontSize></textRepeatDef>'
)


@pytest.fixture
def document() -> Document:
    return small_score({}, others=RECORDS)


@pytest.fixture
def finale(document: Document) -> Namespace:
    return finale_of(document)


def loaded(finale: Namespace, mode: int, key: str) -> Any:
    found = finale.FCMetatoolAssignment()
    found.Mode = mode
    assert found.Load(ord(key))
    return found


def test_a_key_stands_for_a_definition(finale: Namespace) -> None:
    articulation = loaded(finale, finale.MTOOLMODE_ARTICULATION, "1")
    assert (articulation.DefID, articulation.Keystroke) == (3, ord("1"))
    definition = articulation.CreateLinkedObject()
    assert (definition.ClassName(), definition.ItemNo) == ("FCArticulationDef", 3)
    text, shape = (loaded(finale, finale.MTOOLMODE_EXPRESSION, key) for key in "AB")
    assert (text.IsShapeExpressionDef(), shape.IsShapeExpressionDef()) == (False, True)
    assert text.CreateLinkedObject().ClassName() == "FCTextExpressionDef"
    assert shape.CreateLinkedObject().ClassName() == "FCShapeExpressionDef"
    tuplet = loaded(finale, finale.MTOOLMODE_TUPLET, "-").CreateLinkedObject()
    assert (tuplet.SymbolicNumber, tuplet.ReferenceDuration) == (3, 512)
    clone = shape.CreateClone()
    assert (clone.Mode, clone.DefID, clone.Keystroke) == (finale.MTOOLMODE_EXPRESSION, 7, ord("B"))


def test_metatools_are_found(finale: Namespace) -> None:
    tools = finale.FCMetatoolAssignments()
    assert tools.LoadAll() == 2 and tools.Mode == finale.MTOOLMODE_EXPRESSION
    text, shape = finale.FCTextExpressionDef(), finale.FCShapeExpressionDef()
    assert text.Load(7) and shape.Load(7)
    assert tools.FindTextExpressionDef(text).Keystroke == ord("A")
    assert tools.FindShapeExpressionDef(shape).Keystroke == ord("B")
    assert tools.FindKeystroke(ord("B")).DefID == 7 and tools.FindKeystroke(ord("C")) is None
    assert tools.FindDefID(7).Keystroke == ord("A")
    articulation = finale.FCArticulationDef()
    assert articulation.Load(3) and tools.FindArticulationDef(articulation) is None
    assert tools.LoadAllForMode(finale.MTOOLMODE_ARTICULATION) == 1
    assert tools.FindArticulationDef(articulation).Keystroke == ord("1")
    tools.Mode = finale.MTOOLMODE_TUPLET
    assert tools.LoadAll() == 1
    tuplet = tools.GetItemAt(0).CreateLinkedObject()
    assert tools.FindTuplet(tuplet).Keystroke == ord("-")
    tuplet.SymbolicNumber = 5
    assert tools.FindTuplet(tuplet) is None
    with pytest.raises(ScriptError, match="there is no metatool mode 99"):
        tools.Mode = 99


def test_metatools_are_made(finale: Namespace, document: Document) -> None:
    tool, repeat = finale.FCMetatoolAssignment(), finale.FCTextRepeatDef()
    assert repeat.Load(2) and tool.AssignRepeatDef(repeat) and tool.Mode == finale.MTOOLMODE_REPEAT
    assert tool.SaveNew() and tool.Keystroke == ord("1")
    assert tool.SaveNew() and tool.Keystroke == ord("2")
    assert tool.SaveAsKeystroke(ord("Z")) and tool.Keystroke == ord("Z")
    assert [key.cmper1 for key in document.store.keys("others", "metaRepeat")] == [ord(c) for c in "12Z"]
    shape = finale.FCShapeExpressionDef()
    assert shape.Load(7) and tool.AssignShapeExpressionDef(shape) and tool.IsShapeExpressionDef()
    assert tool.SaveAs(ord("Q")) and tool.Reload() and tool.IsShapeExpressionDef()
    tuplet = finale.FCTuplet()
    tuplet.SymbolicNumber, tuplet.SymbolicDuration = 5, 256
    assert tool.AssignTuplet(tuplet) and tool.SaveAs(ord("5"))
    node = document.store.load("others", "metaTuplet", Key(ord("5")))
    assert node is not None and node.get("symbolicNum") == "5" and node.get("number") is None
    assert tool.DefID == 0
