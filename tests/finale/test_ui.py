"""``FCUI`` where there is no window: what is answered, what is told to the user."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlude.finale.layout import fontfiles
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session, Surroundings
from tests.finale.small import small_score


def test_every_form_of_an_alert_reaches_the_answers() -> None:
    shown: list[tuple[str, str, str]] = []

    def alert(kind: str, text: str, caption: str) -> str:
        shown.append((kind, text, caption))
        return "yes" if kind.startswith("yes") else "ok"

    finale = Namespace(Session(None, surroundings=Surroundings(alert=alert)))
    ui = finale.FCUI()
    ui.AlertInfoUTF8("a", "t")
    ui.AlertErrorCString("b")
    assert ui.AlertYesNoUTF8("c") == finale.YESRETURN
    assert ui.AlertYesNoCancelUTF8("d", "t") == finale.YESRETURN
    assert ui.AlertOkCancelCString("e") == finale.OKRETURN
    assert shown == [
        ("info", "a", "t"),
        ("error", "b", ""),
        ("yes-no", "c", ""),
        ("yes-no-cancel", "d", "t"),
        ("ok-cancel", "e", ""),
    ]


def test_a_menu_command_that_only_finale_can_do_is_false_and_told() -> None:
    session = Session(small_score({(1, 1, 1): [(1024, [0])]}))
    finale = Namespace(session)
    ui = finale.FCUI()
    assert not ui.MenuCommand(finale.MENUCMD_NOTESPACING)
    assert not ui.ExecuteOSMenuCommand(12)
    assert not ui.DisplayWebURL("https://example.org")
    notes = " ".join(session.notes.values())
    assert "MENUCMD_NOTESPACING" in notes and "https://example.org" in notes
    assert len(session.notes) == 3


def test_menu_commands_that_need_no_window_are_done() -> None:
    session = Session(small_score({(1, 1, 1): [(512, [0]), (512, [1])]}))
    finale = Namespace(session)
    ui = finale.FCUI()
    assert not ui.IsPageView()
    assert ui.MenuCommand(finale.MENUCMD_VIEWPAGEVIEW) and ui.IsPageView()
    assert ui.MenuCommand(finale.MENUCMD_VIEWSCROLLVIEW) and not ui.IsPageView()
    assert ui.MenuCommand(finale.MENUCMD_REDRAWSCREEN)
    assert session.notes == {}


def test_commands_of_the_menus_run_by_their_numbers() -> None:
    session = Session(small_score({(1, 1, 1): [(512, [0]), (512, [1])]}))
    ui = Namespace(session).FCUI()
    assert session.selection.empty
    assert ui.ExecuteOSMenuCommand(ui.GetOSMenuCommandFromItemText("Edit", "Select All"))
    assert (session.selection.start_measure, session.selection.start_slot) == (1, 1)
    assert ui.ExecuteOSMenuCommand(1433422945)  # Update Layout on macOS
    assert ui.ExecuteOSMenuCommand(ui.GetOSMenuCommandFromItemText("View", "Page View")) and ui.IsPageView()
    assert session.notes == {}
    assert not ui.ExecuteOSMenuCommand(ui.GetOSMenuCommandFromItemText("Utilities", "Transpose"))
    assert list(session.notes.values()) == [
        "the menu command 'Utilities > Transpose...' was left out: there is no Finale to do it"
    ]


@pytest.mark.parametrize(
    ("top", "item"), [("Edit", "Page View"), ("Nowhere", "Undo"), ("Edit", ""), ("", "Undo")]
)
def test_a_text_that_no_item_of_a_menu_begins_with_has_no_number(top: str, item: str) -> None:
    assert Namespace(Session(None)).FCUI().GetOSMenuCommandFromItemText(top, item) == 0


def test_published_numbers_are_those_of_the_platform() -> None:
    for platform, number in (("mac", 1935764588), ("windows", 10515)):
        ui = Namespace(Session(None, surroundings=Surroundings(platform=platform))).FCUI()
        assert ui.GetOSMenuCommandFromItemText("Edit", "Select All") == number
        assert not ui.ExecuteOSMenuCommand(number)  # there is no document to select anything in


@pytest.mark.parametrize(("locale", "separator"), [("en_US", "."), ("de_DE", ","), ("fr", ",")])
def test_the_decimal_separator_is_the_locales_in_measurements_too(locale: str, separator: str) -> None:
    finale = Namespace(Session(None, surroundings=Surroundings(locale=locale)))
    text = finale.FCString()
    finale.FCUI().GetDecimalSeparator(text)
    assert text.LuaString == separator
    text.SetMeasurement(36, finale.MEASUREMENTUNIT_SPACES)
    assert text.LuaString == f"1{separator}5"
    assert text.GetMeasurement(finale.MEASUREMENTUNIT_SPACES) == 36


def test_a_font_is_available_by_its_metadata_or_by_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "LiberationSerif-Regular.ttf").touch()
    monkeypatch.setattr(fontfiles, "folders", lambda: [tmp_path])
    fontfiles._files.cache_clear()
    surroundings = Surroundings(smufl_fonts=lambda name: name == "Bravura")
    ui = Namespace(Session(None, surroundings=surroundings)).FCUI()
    try:
        assert ui.IsFontAvailable("Bravura")
        assert ui.IsFontAvailable("Liberation Serif")
        assert not ui.IsFontAvailable("Nowhere")
    finally:
        fontfiles._files.cache_clear()
