"""Definitions of articulations: playback in percent or not, copies of the symbol, comparison."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.enigma.node import Key
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document
from tests.finale.conftest import finale_of

DEFINITION = (
    '<articDef cmper="1"><charMain>46</charMain><sizeMain>24</sizeMain>{0}<charAlt>46</charAlt><sizeAlt>24</sizeAlt>'
    "{1}</articDef>"
)


@pytest.fixture
def finale() -> Namespace:
    return finale_of(
        document(
            others=DEFINITION.format(
                "<copyMode>horizontal</copyMode><autoVert/><autoVertMode>aboveEntry</autoVertMode><belowSymbolAlt/>",
                "<durTopNotePercent>40</durTopNotePercent><startBotNoteDelta>-256</startBotNoteDelta>",
            )
            + '<fontName cmper="0"><name>Maestro</name></fontName>'
        )
    )


@pytest.fixture
def definition(finale: Namespace) -> Any:
    found = finale.FCArticulationDef()
    assert found.Load(1)
    return found


def stored(definition: Any) -> dict[str, str]:
    assert definition.Save()
    node = definition._session.store.load("others", "articDef", Key(1))
    return {child.tag: child.text for child in node.children if "Note" in child.tag}


def test_an_effect_is_read_from_the_element_that_is_there(definition: Any) -> None:
    assert (definition.DurationIsPercent, definition.TopDuration, definition.BottomDuration) == (True, 40, 0)
    assert (definition.AttackIsPercent, definition.TopAttack, definition.BottomAttack) == (False, 0, -256)
    assert not definition.VelocityIsPercent


def test_effects_keep_their_numbers_when_they_turn_into_percentages(definition: Any) -> None:
    definition.DurationIsPercent = False
    definition.AttackIsPercent = True
    assert stored(definition) == {"durTopNoteDelta": "40", "startBotNotePercent": "-256"}
    definition.DurationIsPercent = True
    definition.AttackIsPercent = False
    assert stored(definition) == {"durTopNotePercent": "40", "startBotNoteDelta": "-256"}


def test_a_percentage_of_nothing_is_still_one(definition: Any) -> None:
    definition.VelocityIsPercent = True
    assert stored(definition)["ampTopNotePercent"] == "0"
    assert definition.Reload() and definition.VelocityIsPercent
    definition.VelocityIsPercent = False
    assert not {name for name in stored(definition) if name.startswith("amp")}


def test_a_symbol_that_is_copied_again_is_copied_as_before(definition: Any) -> None:
    assert definition.CopyMainSymbol and definition.CopyMainSymbolHorizontally
    definition.CopyMainSymbol = False
    assert not definition.CopyMainSymbolHorizontally
    definition.CopyMainSymbol = True
    assert definition.CopyMainSymbolHorizontally


def test_fonts_are_handed_out_and_taken(finale: Namespace, definition: Any) -> None:
    assert definition.IsMainSymbolFont("Maestro")
    font = finale.FCFontInfo("Bravura", 20, 2)
    definition.FlippedSymbolFontInfo = font
    assert definition.Save() and definition.Reload()
    assert definition.IsFlippedSymbolFont("Bravura") and definition.IsMainSymbolFont("Maestro")
    taken = definition.CreateFlippedSymbolFontInfo()
    assert (taken.Name, taken.Size, taken.Italic) == ("Bravura", 20, True)
    definition.GetMainSymbolFontInfo(taken)
    assert (taken.Name, taken.Size, taken.Italic) == ("Maestro", 24, False)


def test_definitions_are_compared_in_what_is_asked_for(finale: Namespace, definition: Any) -> None:
    other = finale.FCArticulationDef()
    assert other.Load(1)
    other.TopDuration = 50
    assert definition.IsIdenticalTo(other, False, True, True, True)
    assert not definition.IsIdenticalTo(other, True, False, False, False)
    other.AutoPosSide = finale.ARTPOS_BELOW_ENTRY
    assert not definition.IsIdenticalTo(other, False, False, False, True)
    other.MainSymbolChar = 47
    assert not definition.IsIdenticalTo(other, False, False, False, False)


def test_the_flipped_symbol_is_used_on_the_side_that_has_it(finale: Namespace) -> None:
    articulation = finale.FCArticulation()
    articulation.ID = 1
    assert not articulation.CalcFlippedSymbolUsed()
    articulation.PlacementMode = finale.ARTICPLACEMENT_BELOW
    assert articulation.CalcFlippedSymbolUsed()
