"""What holds for every control and window: each property keeps what it is given."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.finale.base import Property, class_named
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.state import held_text
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from postlude.finale.text.fonts import FCFontInfo
from postlude.finale.themes import THEMES

NAMES = [
    name
    for file, names in THEMES.items()
    if file.startswith("dialogs.")
    for name in names.split()
    if not name.startswith("__")
]
PREPARED: dict[str, list[tuple[str, tuple[Any, ...]]]] = {
    "FCCtrlComboBox": [("AddString", ("one",)), ("AddString", ("two",))],
    "FCCtrlListBox": [("AddString", ("one",)), ("AddString", ("two",))],
    "FCCtrlPopup": [("AddString", ("one",)), ("AddString", ("two",))],
    "FCCtrlSwitcher": [("AddPage", ("one",)), ("AddPage", ("two",))],
}
"""What a class needs before its properties take every value."""
OBJECTS = frozenset({"FCCtrlTree.SelectedNode", "FCFontDialog.FontInfo"})
"""Properties that hold other objects; they have tests of their own."""


@pytest.fixture
def finale() -> Namespace:
    return Namespace(Session(None))


def made(finale: Namespace, name: str) -> Any:
    found = getattr(finale, name)()
    if name == "FCCtrlRadioButtonGroup":
        for _ in range(3):
            found.Add(finale.FCCtrlRadioButton())
    for method, arguments in PREPARED.get(name, []):
        getattr(found, method)(*arguments)
    return found


def properties(name: str, kind: type[Property] = Property) -> list[str]:
    found = {
        member: declared
        for cls in reversed(class_named(name).__mro__)
        for member, declared in vars(cls).items()
        if isinstance(declared, Property)
    }
    readable = kind is Property
    return [
        member
        for member, declared in sorted(found.items())
        if isinstance(declared, kind) and declared.set and (declared.get is not None) == readable
    ]


@pytest.mark.parametrize("name", NAMES)
def test_each_property_keeps_what_it_is_given(finale: Namespace, name: str) -> None:
    for member in properties(name):
        if f"{name}.{member}" in OBJECTS:
            continue
        subject = made(finale, name)
        before = getattr(subject, member)
        value = not before if isinstance(before, bool) else 0 if before == 1 else 1
        setattr(subject, member, value)
        assert getattr(subject, member) == value, member
        assert type(getattr(subject, member)) is type(before), member
        getattr(subject, f"Set{member}")(before)
        assert getattr(subject, f"Get{member}")() == before, member


@pytest.mark.parametrize("name", [name for name in NAMES if name != "FCCtrlPopup"])  # it shows its item
def test_texts_go_in_and_out_through_strings(finale: Namespace, name: str) -> None:
    for member in properties(name, held_text):
        subject, into = made(finale, name), finale.FCString("before")
        getattr(subject, f"Get{member}")(into)
        assert into.LuaString != "before", member
        setattr(subject, member, finale.FCString("Größe\nzwei"))
        getattr(subject, f"Get{member}")(into)
        assert into.LuaString == "Größe\nzwei", member


CONTROLS = [name for name in NAMES if issubclass(class_named(name), FCControl)]


@pytest.mark.parametrize("name", CONTROLS)
def test_a_control_has_its_place_its_font_and_its_window(finale: Namespace, name: str) -> None:
    control = getattr(finale, name)(7)
    assert (control.ControlID, control.AssignedID) == (7, 7)
    assert control.Parent is None and not control.WindowExists() and not control.RedrawImmediate()
    assert (control.Enable, control.Visible) == (True, True)
    control.MoveAbsolute(10, 20)
    control.MoveRelative(5, -5)
    assert (control.Left, control.Top) == (15, 15)
    control.Width, control.Height = 50, 30
    control.ResizeRelative(10, -10)
    assert (control.Width, control.Height) == (60, 20)
    font = finale.FCFontInfo("Times New Roman", 14)
    control.Font = font
    font.Size = 20  # the control has a font of its own
    control.Bold = True
    info = control.CreateFontInfo()
    assert isinstance(info, FCFontInfo) and (info.Name, info.Size, info.Bold) == ("Times New Roman", 14, True)

    window = finale.FCResourceWindow()
    assert window.AddCtrl(control) is control and window.FindControl(7) is control
    assert (control.Parent, [*window]) == (window, [control])
    control.SetKeyboardFocus()
    assert window.focus is control


@pytest.mark.parametrize("name", NAMES)
def test_classes_know_their_names(finale: Namespace, name: str) -> None:
    assert made(finale, name).ClassName() == name
