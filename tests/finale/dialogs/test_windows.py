"""Windows: their controls, layout, positions, timers, callbacks, and who shows them."""

from __future__ import annotations

from typing import Any

import pytest

from postlude.errors import ScriptError
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session, Surroundings


@pytest.fixture
def finale() -> Namespace:
    return Namespace(Session(None))


@pytest.fixture
def window(finale: Namespace) -> Any:
    return finale.FCCustomLuaWindow()


CREATED = (
    "Button", "Checkbox", "CloseButton", "ComboBox", "DataList", "Edit", "Image", "ListBox", "Popup",
    "RadioButton", "Slider", "Static", "Switcher", "TextEditor", "Tree", "UpDown",
)  # fmt: skip


def test_controls_are_made_at_places_with_numbers_of_their_own(window: Any) -> None:
    for kind in CREATED:
        control = getattr(window, f"Create{kind}")(11, 22)
        assert control.ClassName() == f"FCCtrl{kind.removeprefix('Close')}"
        assert (control.Left, control.Top, control.Parent) == (11, 22, window)
        assert window.FindControl(control.ControlID) is control
    ok, cancel = window.CreateOkButton(), window.CreateCancelButton()
    assert (ok.text, ok.role, cancel.text, cancel.role) == ("OK", "ok", "Cancel", "cancel")
    numbers = [control.ControlID for control in window]
    assert len(set(numbers)) == len(numbers) == window.Count == len(CREATED) + 2
    assert window.GetItemAt(0).ClassName() == "FCCtrlButton" and window.GetItemAt(99) is None
    assert window.FindControl(99) is None
    window.MoveAllControls(1, -2)
    assert (ok.Left, ok.Top, window.GetItemAt(0).Left) == (1, -2, 12)


ADDED = (
    "Button", "Checkbox", "ComboBox", "DataList", "Edit", "Image", "Line", "ListBox", "Popup", "RadioButton",
    "Slider", "Static", "TextEditor", "Tree", "UpDown",
)  # fmt: skip


def test_controls_are_added_by_number(finale: Namespace) -> None:
    window = finale.FCResourceWindow(128)
    for number, kind in enumerate(ADDED, 1):
        control = getattr(window, f"Add{kind}")(number)
        assert control.ClassName() == f"FCCtrl{kind}" and window.FindControl(number) is control
    assert window.Count == len(ADDED) and window.resource_id == 128
    assert window.AddCtrl(finale.FCCtrlStatic()).ControlID == len(ADDED) + 1


# ---- layout


def test_controls_stand_beside_each_other_by_their_texts(window: Any) -> None:
    label, edit = window.CreateStatic(10, 0), window.CreateEdit(20, 0)
    label.Text = "A label of some length"
    label.DoAutoResizeWidth(0.0)
    edit.AssureNoHorizontalOverlap(label, 5)
    assert label.Width > 100 and edit.Left == label.Left + label.Width + 5
    label.Text = "short"
    window.arrange()  # as a window does when it is shown
    assert label.Width < 60
    label.Text = "Much longer than before, and longer still"
    window.arrange()
    assert edit.Left == label.Left + label.Width + 5


def test_the_width_goes_by_the_widest_text_but_has_a_minimum(window: Any) -> None:
    popup, button = window.CreatePopup(0, 0), window.CreateButton(0, 0)
    popup.AddString("i")
    popup.DoAutoResizeWidth()
    assert popup.Width == 100  # what it had
    popup.AddString("an item that is much wider than the popup is")
    assert popup.AssureWidthForText() and not popup.AssureWidthForText() and popup.Width > 200
    button.Width = 10
    button.DoAutoResizeWidth(55.0)
    assert button.Width == 55
    button.TextAndResize = "Press this button now"
    assert button.Width > 100 and button.text == "Press this button now"


def test_controls_are_aligned(window: Any) -> None:
    first, second, third = (window.CreateStatic(left, 0) for left in (10, 50, 200))
    first.Width, second.Width, third.Width = 30, 60, 100
    second.HorizontallyAlignLeftWith(first, 3.0)
    assert second.Left == 13
    second.HorizontallyAlignRightWith(third)
    assert second.Left == 240
    first.HorizontallyAlignRightWithFurthest(-5.0)
    assert first.Left + first.Width == 295
    first.Left = 100
    first.StretchToAlignWithRight()
    assert (first.Left, first.Width) == (100, 200)


def test_a_window_is_as_large_as_its_controls_unless_a_script_says(window: Any) -> None:
    control = window.CreateStatic(100, 50)
    control.Width, control.Height = 200, 20
    assert (window.ClientWidth, window.ClientHeight) == (312, 82)
    window.Width, window.ClientHeight = 500, 300
    assert (window.ClientWidth, window.Width, window.ClientHeight) == (500, 500, 300)
    window.Height = 400
    assert window.Height == 400


def test_units_of_places_are_the_platform_s() -> None:
    for platform, points in (("mac", True), ("windows", False)):
        finale = Namespace(Session(None, surroundings=Surroundings(platform=platform)))
        window = finale.FCCustomLuaWindow()
        assert window.PointsMeasurement is window.CreateStatic(0, 0).PointsMeasurement is points


# ---- state


def test_positions_are_stored_and_restored(window: Any) -> None:
    assert not window.RestorePosition()
    window.SetRestorePositionOnlyData(30, 40)
    assert (window.StoredX, window.StoredY, window.StoredWidth) == (30, 40, 0)
    assert window.RestorePosition() and (window.x, window.y) == (30, 40)
    window.SetRestorePositionData(1, 2, 300, 200)
    assert window.RestorePosition() and (window.x, window.Width, window.Height) == (1, 300, 200)
    window.x, window.y = 70, 80
    window.StorePosition(False)
    assert (window.StoredX, window.StoredY, window.StoredWidth, window.StoredHeight) == (70, 80, 0, 0)
    window.StorePosition(True)
    assert (window.StoredWidth, window.StoredHeight) == (300, 200)


def test_what_a_window_is_like(finale: Namespace, window: Any) -> None:
    assert not window.WindowExists() and not window.IsModal() and not window.IsVisible()
    assert window.CreateChildUI().ClassName() == "FCUI" and not window.IsDarkModeAppearance()
    window.Windowshade(True)
    window.StartBufferControlMovement()
    assert window.IsWindowshade() and window.IsInBufferMode()
    assert window.EndBufferControlMovement() and not window.EndBufferControlMovement()
    window.WindowAlpha, window.Enabled = 50, False
    assert (window.alpha, window.enabled) == (50, False)
    window.exists = True
    window.ShowAndActivate()
    assert window.IsVisible()
    window.Hide()
    assert not window.IsVisible()
    window.PreventClosing = True
    assert not window.CanClose() and not window.TryToCloseWindow() and not window.closing
    window.PreventClosing = False
    assert window.TryToCloseWindow() and window.closing
    window.modifiers = finale.CMDMODKEY_SHIFT | finale.CMDMODKEY_ALT
    assert window.QueryLastCommandModifierKeys(finale.CMDMODKEY_ALT)
    assert not window.QueryLastCommandModifierKeys(finale.CMDMODKEY_CTRL)


def test_timers(window: Any) -> None:
    window.SetTimer(1, 500)
    window.SetTimer(2, 20)
    window.SetTimer(1, 100)
    window.StopTimer(2)
    window.StopTimer(3)
    assert window.timers == {1: 100}


# ---- callbacks

PLAIN = {"InitWindow": "RegisterInitWindow", "OkButtonPressed": "RegisterHandleOkButtonPressed",
         "CancelButtonPressed": "RegisterHandleCancelButtonPressed"}  # fmt: skip
ABOUT_A_CONTROL = (
    "HandleCommand", "HandleListDoubleClick", "HandleListEnterKey", "MouseTrackingStarted",
    "MouseTrackingStopped", "ScrollChanged", "TextSelectionChanged",
)  # fmt: skip
WITH_NUMBERS = {
    "HandleActivate": (True,), "DarkModeIsChanging": (True,), "HandleTimer": (3,),
    "OSMenuCommandExecuted": (5, 1),
}  # fmt: skip


def test_what_happens_calls_what_is_registered_for_it(window: Any) -> None:
    told: list[Any] = []

    def note(*given: Any) -> bool:
        told.append(given)
        return True

    control = window.CreateButton(0, 0)
    calls: list[tuple[str, str, tuple[Any, ...]]] = [
        *((event, register, ()) for event, register in PLAIN.items()),
        *((event, f"Register{event}", (control,)) for event in ABOUT_A_CONTROL),
        *((event, f"Register{event}", arguments) for event, arguments in WITH_NUMBERS.items()),
        ("HandleKeyboardCommand", "RegisterHandleKeyboardCommand", (control, 65)),
        ("HandleUpDownPressed", "RegisterHandleUpDownPressed", (control, -1)),
    ]
    for event, register, arguments in calls:
        getattr(window, event)(*arguments)
        assert told == [], event
        assert getattr(window, register)(note)
        answer = getattr(window, event)(*arguments)
        assert told == [arguments] and answer in (None, True), event
        getattr(window, register)(None)
        getattr(window, event)(*arguments)
        assert len(told) == 1, event
        told.clear()


def test_one_control_has_a_callback_of_its_own(window: Any) -> None:
    told: list[Any] = []
    first, second = window.CreateButton(0, 0), window.CreateButton(0, 0)
    assert window.RegisterHandleControlEvent(first, told.append)
    assert window.HandleControlEvent(first) and not window.HandleControlEvent(second)
    assert told == [first]
    assert not window.RegisterHandleControlEvent(None, told.append)
    assert window.RegisterHandleControlEvent(first, None) and not window.HandleControlEvent(first)


def test_only_functions_are_registered(window: Any) -> None:
    with pytest.raises(ScriptError, match="param 1 expected function, got number"):
        window.RegisterHandleCommand(5)
    with pytest.raises(ScriptError, match="param 2 expected function, got string"):
        window.RegisterHandleControlEvent(window.CreateButton(0, 0), "f")


def test_closing_is_asked_for_and_done_by_whoever_shows_the_window(window: Any) -> None:
    closed: list[str] = []
    window.RegisterCloseWindow(lambda: closed.append("closed"))
    window.CloseWindow()
    assert window.closing and closed == []
    window.fire("CloseWindow")
    assert closed == ["closed"]


# ---- who shows it


def test_a_window_that_nobody_answers_is_an_error(finale: Namespace, window: Any) -> None:
    window.Title = "Transpose\nChromatic"
    message = "nothing answers the dialog 'Transpose Chromatic': dialogs can't be shown in this run"
    with pytest.raises(ScriptError, match=message):
        window.ExecuteModal(None)
    with pytest.raises(ScriptError, match=message):
        window.ShowModeless()
    assert not window.IsModal()
    with pytest.raises(ScriptError, match="nothing answers the dialog 'FCFolderBrowseDialog'"):
        finale.FCFolderBrowseDialog(None).Execute()


def test_a_modal_window_is_handed_over_until_it_is_closed() -> None:
    shown: list[Any] = []

    def run(dialog: Any) -> int:
        shown.append((dialog, dialog.Parent, dialog.IsModal()))
        dialog.FindControl(1).text = "pressed"
        return 1

    finale = Namespace(Session(None, surroundings=Surroundings(run_dialog=run)))
    parent, window = finale.FCCustomWindow(), finale.FCCustomWindow()
    window.CreateOkButton()
    assert window.ExecuteModal(parent) == finale.EXECMODAL_OK
    assert shown == [(window, parent, True)]
    assert window.Parent is None and not window.IsModal() and window.FindControl(1).text == "pressed"


def test_a_modeless_window_is_handed_over_and_the_script_goes_on() -> None:
    shown: list[Any] = []

    def show(window: Any) -> bool:
        shown.append(window)
        return True

    finale = Namespace(Session(None, surroundings=Surroundings(show_modeless=show)))
    window, child = finale.FCCustomLuaWindow(), finale.FCCustomWindow()
    assert window.ShowModeless() and window.ShowModelessWithGrabbyFocus()
    child.ShowModeless(window)
    assert shown == [window, window, child] and child.Parent is window


# ---- the system's dialogs


def test_a_file_is_chosen() -> None:
    def run(dialog: Any) -> int:
        dialog.file_name = "notes"
        return 1 if dialog.filters == [("*.txt", "Text"), ("*.*", "All")] else 2

    finale = Namespace(Session(None, surroundings=Surroundings(run_dialog=run)))
    dialog, into = finale.FCFileSaveAsDialog(None), finale.FCString()
    assert not dialog.Execute()
    dialog.AddFilter("*.txt", "Text")
    dialog.AddFilter("*.*", "All")
    dialog.DefaultFilter = 2
    assert dialog.Execute() and dialog.default_filter == 2
    assert dialog.AssureFileExtension("txt") and not dialog.AssureFileExtension(".TXT")
    dialog.GetFileName(into)
    assert into.LuaString == "notes.txt"


def test_several_files_are_chosen(finale: Namespace) -> None:
    dialog, names = finale.FCFileOpenDialog(None), finale.FCStrings()
    dialog.MultiSelect = True
    dialog.GetFileNames(names)
    assert names.Count == 0
    dialog.FileName = "one"
    dialog.GetFileNames(names)
    assert [name.LuaString for name in names] == ["one"]
    dialog.file_names = ["one", "two"]
    dialog.GetFileNames(names)
    assert [name.LuaString for name in names] == ["one", "two"]


def test_a_font_is_chosen_into_the_font_that_was_given() -> None:
    def run(dialog: Any) -> int:
        dialog.FontInfo.Name, dialog.FontInfo.Size = "Courier", 9
        return 1

    finale = Namespace(Session(None, surroundings=Surroundings(run_dialog=run)))
    font = finale.FCFontInfo("Arial", 12)
    dialog = finale.FCFontDialog(None, font)
    assert dialog.FontInfo is font and dialog.Execute()
    assert (font.Name, font.Size) == ("Courier", 9)
    other = finale.FCFontInfo("Times", 8)
    dialog.FontInfo = other
    assert dialog.FontInfo is other
