"""Menu items and choosing one."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlude.errors import UsageError
from postlude.plugins.config import ConfiguredScript
from postlude.plugins.menu import MenuItem, choose_item, menu_items
from postlude.plugins.plugindef import PluginDef, describe_plugin

SCRIPT = Path("/scripts/transpose.lua")


def plugin(**properties: object) -> PluginDef:
    return describe_plugin("transpose", ["Octave Up", "Octave Up Undo", "Transposes"], properties)


THREE = plugin(
    AdditionalMenuOptions="    Octave Down\n    Third Up...\n    &Third Down\n    ",
    AdditionalUndoText="    Down an octave\n\n    Down a third\n",
    AdditionalDescriptions="    Goes down",
    AdditionalPrefixes="    interval = -7\n    interval = 2\n    interval = -2  \n    ",
)


def test_additional_items_come_from_parallel_lists() -> None:
    items = menu_items(THREE)
    assert [(i.number, i.text, i.prefix) for i in items] == [
        (1, "Octave Up", None),
        (2, "Octave Down", "interval = -7"),
        (3, "Third Up...", "interval = 2"),
        (4, "&Third Down", "interval = -2"),
    ]


def test_a_missing_undo_text_is_the_menu_text_and_a_missing_description_the_plugin_s() -> None:
    items = menu_items(THREE)
    assert [i.undo_text for i in items] == ["Octave Up Undo", "Down an octave", "Third Up...", "Down a third"]
    assert [i.description for i in items] == ["Transposes", "Goes down", "Transposes", "Transposes"]


def test_an_empty_line_keeps_the_lists_parallel() -> None:
    items = menu_items(plugin(AdditionalMenuOptions="A\n\nB\n", AdditionalPrefixes="\nno item\nb = 1"))
    assert [(i.text, i.prefix) for i in items[1:]] == [("A", None), ("B", "b = 1")]


def test_line_breaks_of_all_systems_separate_lines() -> None:
    items = menu_items(plugin(AdditionalMenuOptions="A\r\nB\rC"))
    assert [i.text for i in items[1:]] == ["A", "B", "C"]


def test_a_main_item_kept_out_of_the_menu_comes_last_and_can_still_be_chosen() -> None:
    items = menu_items(plugin(IncludeInPluginMenu=False, AdditionalMenuOptions="Shown"))
    assert [(i.number, i.text, i.in_menu) for i in items] == [(1, "Shown", True), (2, "Octave Up", False)]
    assert choose_item(items).text == "Shown"
    assert choose_item(items, "octave up").in_menu is False
    assert choose_item(menu_items(plugin(IncludeInPluginMenu=False))).text == "Octave Up"


def test_an_item_of_the_configuration_has_its_own_texts_and_no_additional_items() -> None:
    bound = ConfiguredScript(SCRIPT, menu_text="Up a Fifth", prefix=Path("/c/fifth.lua"))
    items = menu_items(THREE, [bound])
    assert (items[0].text, items[0].undo_text, items[0].description) == (
        "Up a Fifth",
        "Up a Fifth",
        "Transposes",
    )
    assert items[0].configured is bound and items[0].prefix is None
    assert [i.text for i in items[1:]] == ["Octave Up", "Octave Down", "Third Up...", "&Third Down"]


def test_a_script_may_be_configured_several_times() -> None:
    first = ConfiguredScript(SCRIPT, menu_text="First", undo_text="U", description="D")
    second = ConfiguredScript(SCRIPT, menu_text="Second")
    plain = ConfiguredScript(SCRIPT, prefix=Path("/c/plain.lua"))
    items = menu_items(plugin(AdditionalMenuOptions="More"), [first, plain, second])
    assert [i.text for i in items] == ["First", "Octave Up", "More", "Second"]
    assert (items[0].undo_text, items[0].description) == ("U", "D")
    assert [i.configured for i in items] == [first, plain, plain, second]
    assert choose_item(items, "second").configured is second


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (None, 1),
        ("1", 1),
        (4, 4),
        (" 3 ", 3),
        ("octave DOWN", 2),
        ("third up", 3),
        ("Third Up…", 3),
        ("third up ...", 3),
        ("third down", 4),
        ("T&hird Down", 4),
        ("Down a third", 4),
        ("goes down", 2),
    ],
)
def test_an_item_is_chosen_by_any_of_its_texts_or_its_number(wanted: str | int | None, number: int) -> None:
    assert choose_item(menu_items(THREE), wanted).number == number


def test_an_item_whose_text_is_a_number_is_chosen_by_it() -> None:
    assert choose_item(menu_items(plugin(AdditionalMenuOptions="Two\n1")), "1").text == "1"


@pytest.mark.parametrize("wanted", ["Octave", "0", "5", "-1", "", 0, 5])
def test_an_unknown_item_is_an_error_that_lists_the_items(wanted: str | int) -> None:
    with pytest.raises(UsageError) as caught:
        choose_item(menu_items(THREE), wanted)
    assert "1 'Octave Up', 2 'Octave Down', 3 'Third Up...', 4 '&Third Down'" in caught.value.message
    assert caught.value.exit_status == 2


def test_a_text_that_several_items_share_is_ambiguous_except_as_menu_text() -> None:
    items = [MenuItem("A", "same", "x", number=1), MenuItem("B", "same", "x", number=2)]
    with pytest.raises(UsageError, match="several menu items fit 'same': 1 'A', 2 'B'"):
        choose_item(items, "same")
    assert choose_item([MenuItem("A", "u", "", number=1), MenuItem("a", "v", "", number=2)], "a").number == 1
