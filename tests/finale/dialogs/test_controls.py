"""What single kinds of controls do with what they are given."""

from __future__ import annotations

import struct
from pathlib import Path
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


# ---- buttons


def test_a_checkbox_is_mixed_only_if_it_has_three_states(window: Any) -> None:
    box = window.CreateCheckbox(0, 0)
    assert box.Check == 0
    box.Check = 2
    assert box.Check == 1
    box.ThreeStatesMode = True
    box.Check = 2
    assert box.Check == 2
    box.ThreeStatesMode = False
    assert box.Check == 1
    with pytest.raises(ScriptError, match="a checkbox is 0, 1 or 2, not 3"):
        box.Check = 3


def test_radio_buttons_of_a_group_exclude_each_other(finale: Namespace, window: Any) -> None:
    group = window.CreateRadioButtonGroup(10, 20, 3)
    assert (group.Count, group.GroupID, window.Count) == (3, 1, 3)
    first, second, third = group
    assert group.SelectedItem == 0 and group.SelectedButton is first
    assert [button.Top for button in group] == sorted({button.Top for button in group})
    group.SelectedItem = 1
    assert (first.Check, second.Check, third.Check) == (False, True, False)
    third.Check = True
    assert (group.SelectedItem, group.SelectedButton, second.Check) == (2, third, False)
    third.Check = False
    assert group.SelectedItem == -1
    strings = finale.FCStrings()
    strings.CopyFromStringTable(["A", "B", "C"])
    group.Text, group.Width = strings, 80
    assert [button.text for button in group] == ["A", "B", "C"] and second.Width == 80
    group.MoveAllRelative(1, 2)
    assert (first.Left, first.Top) == (11, 22)
    assert group.GetItemAt(3) is None and group.GetItemAt(0).RadioButtonGroup is group
    assert window.CreateRadioButtonGroup(0, 0, 2).GroupID == 2


def test_a_radio_button_by_itself(finale: Namespace) -> None:
    button, group = finale.FCCtrlRadioButton(5), finale.FCCtrlRadioButtonGroup(9)
    button.Check = True
    assert button.Check and button.RadioButtonGroup is None
    group.Add(button)
    assert group.GroupID == 9 and group.SelectedButton is button
    assert finale.FCCtrlRadioButton(6, group, 1).RadioButtonGroup is group and group.Count == 2


# ---- edits


def test_an_edit_box_reads_and_writes_numbers(finale: Namespace, window: Any) -> None:
    edit = window.CreateEdit(0, 0)
    assert edit.Integer == 0
    edit.Text = "12 apples"
    assert edit.Integer == 12 and edit.GetRangeInteger(0, 10) == 10
    edit.AdjustIntegerWithin(0, 10)
    assert edit.text == "10"
    edit.AdjustIntegerWithin(0, 10)
    assert edit.text == "10"
    edit.Float = 2.5
    assert edit.GetFloat(0.0, 10.0) == 2.5 and edit.GetFloat(3.0, 10.0) == 3.0
    edit.Integer = -7
    assert edit.text == "-7"
    edit.MaxLength, edit.ReadOnly = 5, True
    assert (edit.max_length, edit.read_only) == (5, True)
    edit.SelectAll()
    edit.SetFocus()
    assert edit.all_selected and window.focus is edit


def test_an_edit_box_reads_and_writes_measurements(finale: Namespace, window: Any) -> None:
    edit = window.CreateEdit(0, 0)
    edit.SetMeasurement(288, finale.MEASUREMENTUNIT_INCHES)
    assert edit.text == "1" and edit.GetMeasurement(finale.MEASUREMENTUNIT_INCHES) == 288
    edit.Text = "2.54cm"
    assert round(edit.GetMeasurement(finale.MEASUREMENTUNIT_SPACES), 6) == 288
    assert edit.GetMeasurementInteger(finale.MEASUREMENTUNIT_EVPUS) == 288
    edit.Text = "1.6"
    assert edit.GetMeasurementInteger(finale.MEASUREMENTUNIT_EVPUS) == 2
    assert edit.GetMeasurementEfix(finale.MEASUREMENTUNIT_EVPUS) == 102
    assert edit.GetRangeMeasurement(finale.MEASUREMENTUNIT_EVPUS, 0.0, 1.5) == 1.5
    assert edit.GetRangeMeasurementInteger(finale.MEASUREMENTUNIT_EVPUS, 3, 5) == 3
    assert edit.GetRangeMeasurementEfix(finale.MEASUREMENTUNIT_EVPUS, 0.0, 64.0) == 64
    edit.Text = "-1.6"
    assert edit.GetMeasurementInteger(finale.MEASUREMENTUNIT_EVPUS) == -2
    edit.SetMeasurementInteger(23.6, finale.MEASUREMENTUNIT_SPACES)
    assert edit.text == "1"
    edit.SetMeasurementEfix(96, finale.MEASUREMENTUNIT_EVPUS)
    assert edit.text == "1.5"


def test_a_combo_box_is_what_its_text_says(finale: Namespace, window: Any) -> None:
    box = window.CreateComboBox(0, 0)
    box.AddString("one")
    box.AddString("two")
    assert (box.Count, box.SelectedItem) == (2, -1)
    box.SelectedItem = 1
    assert box.text == "two"
    box.Text = "three"
    assert box.SelectedItem == -1
    box.Text = "one"
    assert box.SelectedItem == 0
    box.Clear()
    assert (box.Count, box.SelectedItem, box.text) == (0, -1, "one")
    strings = finale.FCStrings()
    strings.CopyFromStringTable(["5", "6"])
    box.Strings = strings
    box.Text = "6"
    assert (box.SelectedItem, box.Integer) == (1, 6)


def test_up_and_down_count_what_is_in_an_edit_box(window: Any) -> None:
    arrows, edit = window.CreateUpDown(0, 0), window.CreateEdit(0, 0)
    arrows.SetRange(2, 8)
    arrows.Value = 9
    assert (arrows.Minimum, arrows.Maximum, arrows.Value, arrows.ConnectedEdit) == (2, 8, 8, None)
    assert arrows.ConnectIntegerEdit(edit, -5, 5) and arrows.ConnectedEdit is edit
    arrows.Value = -9
    assert edit.text == "-5"
    edit.Integer = 3
    assert arrows.Value == 3
    assert arrows.ConnectMeasurementEdit(edit, 0.0, 100.5)
    edit.Text = "1i"
    assert arrows.counts_measurements and arrows.range == (0.0, 100.5) and arrows.Value == -5


def test_the_thumb_of_a_slider_stays_within_its_range(window: Any) -> None:
    slider = window.CreateSlider(0, 0)
    slider.MinValue, slider.MaxValue = -10, 10
    slider.ThumbPosition = 20
    assert slider.ThumbPosition == 10
    slider.MaxValue = 5
    assert slider.ThumbPosition == 5
    slider.MinValue = 6
    assert (slider.ThumbPosition, slider.MinValue, slider.MaxValue) == (6, 6, 5)


# ---- lists


@pytest.mark.parametrize("kind", ["CreateListBox", "CreatePopup"])
def test_the_chosen_item_of_a_list_stays_the_same_item(finale: Namespace, window: Any, kind: str) -> None:
    items = getattr(window, kind)(0, 0)
    insert = items.InsertItem if kind == "CreateListBox" else items.InsertString
    items.SelectedItem = 1  # before there is one
    assert items.SelectedItem == -1
    for text in ("a", "b", "c"):
        items.AddString(finale.FCString(text))
    assert (items.Count, items.SelectedItem) == (3, 1)
    insert(0, "new")
    assert items.items == ["new", "a", "b", "c"] and items.SelectedItem == 2
    items.DeleteItem(0)
    assert items.SelectedItem == 1
    items.DeleteItem(2)
    insert(99, "last")
    assert items.items == ["a", "b", "last"] and items.SelectedItem == 1
    items.SetItemText(2, "end")
    items.SetItemText(9, "nowhere")
    items.DeleteItem(9)
    into = finale.FCString()
    items.GetItemText(2, into)
    assert into.LuaString == "end"
    items.DeleteItem(1)
    assert items.SelectedItem == -1
    items.SelectedItem = -5
    assert items.SelectedItem == -1
    strings = finale.FCStrings()
    strings.CopyFromStringTable(["x", "y"])
    items.Strings = strings
    assert items.items == ["x", "y"]
    items.Clear()
    assert items.Count == 0


def test_the_text_of_a_popup_is_that_of_its_chosen_item(finale: Namespace, window: Any) -> None:
    popup, into = window.CreatePopup(0, 0), finale.FCString()
    popup.Text = "none yet"
    popup.GetText(into)
    assert into.LuaString == "none yet"
    for text in ("Verse", "Chorus"):
        popup.AddString(text)
    popup.SelectedItem = 1
    popup.GetText(into)
    assert into.LuaString == "Chorus"


def test_lists_begin_with_their_first_item(finale: Namespace, window: Any) -> None:
    popup, box = window.CreatePopup(0, 0), window.CreateListBox(0, 0)
    assert (popup.SelectedItem, box.SelectedItem) == (-1, -1)
    for control in (popup, box):
        control.AddString("one")
        control.AddString("two")
    assert (popup.SelectedItem, box.SelectedItem) == (0, 0)
    assert box.SetSelectedLast() and box.SelectedItem == 1
    box.ClearSelection()
    assert box.SelectedItem == -1
    box.Clear()
    assert not box.SetSelectedLast() and box.SelectedItem == -1
    into = finale.FCString("kept")
    assert not popup.GetItemText(7, into) and into.LuaString == "kept"
    assert popup.GetItemText(1, into) and into.LuaString == "two"


# ---- texts, images, pages


def test_a_static_text(window: Any) -> None:
    label = window.CreateStatic(0, 0)
    label.Integer = 12
    assert label.text == "12"
    label.SetTextColor(255, 0, 7)
    assert label.colour == (255, 0, 7)
    label.Clear()
    assert label.text == ""


def test_lines(window: Any) -> None:
    across, down = window.CreateHorizontalLine(1, 2, 80), window.CreateVerticalLine(3, 4, 60)
    assert (across.Horizontal, across.Width, down.Horizontal, down.Height) == (True, 80, False, 60)


class Files:
    """Lets scripts read in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str, what: str) -> Path:
        return self.folder / path

    write = save = read


PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + struct.pack(">II", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 20, 10)
BMP = b"BM" + bytes(16) + struct.pack("<ii", 7, -9)
JPEG = b"\xff\xd8" + b"\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 33, 44) + bytes(20)


@pytest.mark.parametrize(
    ("content", "size"), [(PNG, (640, 480)), (GIF, (20, 10)), (BMP, (7, 9)), (JPEG, (44, 33))]
)
def test_an_image_brings_its_size(tmp_path: Path, content: bytes, size: tuple[int, int]) -> None:
    finale = Namespace(Session(None, surroundings=Surroundings(files=Files(tmp_path))))
    (tmp_path / "image").write_bytes(content)
    image = finale.FCCtrlImage(1)
    assert image.SetImageFromFilePath("image")
    assert image.image == content and (image.Width, image.Height) == size
    image.Width = 99
    assert image.SetImageFromFilePath("image", True) and image.Width == 99
    (tmp_path / "text").write_text("no image", encoding="utf-8")
    assert not image.SetImageFromFilePath("text") and not image.SetImageFromFilePath("missing")
    assert image.image == content


def test_a_switcher_shows_the_controls_of_one_page(window: Any) -> None:
    switcher = window.CreateSwitcher(0, 0)
    assert switcher.SelectedPage == -1
    first, second = window.CreateStatic(0, 0), window.CreateEdit(0, 0)
    switcher.AddPage("One")
    switcher.AddPage("Two")
    assert switcher.AttachControl(first, 0) and switcher.AttachControl(second, 1)
    assert not switcher.AttachControl(first, 2)
    assert (switcher.PageCount, switcher.SelectedPage, first.Visible, second.Visible) == (2, 0, True, False)
    window.HandleSwitcherSelect(switcher, 1)
    assert (switcher.SelectedPage, first.Visible, second.Visible) == (1, False, True)
    switcher.SelectedPage = 5
    assert switcher.SelectedPage == 1


# ---- data lists


@pytest.fixture
def rows(window: Any) -> Any:
    made = window.CreateDataList(0, 0)
    assert made.AddColumn("Name", 100) and made.AddColumn("Size", 50)
    for name in ("a", "b", "c", "d"):
        made.CreateRow().GetItemAt(0).LuaString = name
    return made


def names(rows: Any) -> str:
    return "".join(row.GetItemAt(0).LuaString for row in rows.rows)


def test_a_data_list_has_columns_and_rows(finale: Namespace, rows: Any) -> None:
    assert (rows.ColumnCount, rows.Count, rows.GetColumnWidth(1), rows.GetColumnWidth(2)) == (2, 4, 50, 0)
    rows.SetColumnTitle(1, "Weight")
    rows.SetColumnTitle(5, "Nowhere")
    assert [column.title for column in rows.columns] == ["Name", "Weight"]
    assert rows.GetDetailedColumnCount(True) == 2
    rows.UseCheckboxes = True
    assert rows.HasCheckboxes()
    assert (rows.GetDetailedColumnCount(True), rows.GetDetailedColumnCount(False)) == (3, 2)
    row = finale.FCDataListRow()
    row.AddCopy("e")
    assert (row.ConnectedList, row.ConnectedLineIndex) == (None, -1)
    assert rows.InsertRowAt(row, 1) and names(rows) == "aebcd"
    assert row.ConnectedList is rows and row.ConnectedLineIndex == 1
    assert not rows.InsertRowAt(row, 9)
    assert rows.AddRow(finale.FCDataListRow()) == 5 and rows.DeleteRow(5) and not rows.DeleteRow(5)
    assert rows.Swap(0, 1, False) and names(rows) == "eabcd" and not rows.Swap(0, 9, False)
    row.list = None
    rows.ReconnectAll()
    assert row.ConnectedList is rows
    assert rows.GetItemAt(9) is None and rows.GetItemAt(0) is row
    rows.DeleteAll()
    rows.DeleteAllColumns()
    assert (rows.Count, rows.ColumnCount, row.ConnectedList) == (0, 0, None)


def test_lines_of_a_data_list_are_selected(rows: Any) -> None:
    assert rows.SelectedLine == -1 and not rows.IsLineSelected(0)
    assert rows.SelectLine(2) and rows.SelectedLine == 2
    assert rows.AddSelectedLine(1) and (rows.SelectedLine, rows.IsLineSelected(2)) == (1, False)
    rows.AllowsMultipleSelection = True
    assert rows.AddSelectedLine(3) and not rows.AddSelectedLine(9)
    assert [line for line in range(4) if rows.IsLineSelected(line)] == [1, 3]
    assert rows.DeleteRow(0) and rows.selected == [0, 2]
    assert rows.Swap(0, 1, True) and rows.selected == [1, 2]
    assert rows.UnselectLine(1) and not rows.UnselectLine(1) and rows.selected == [2]
    assert rows.UnselectAll() and not rows.UnselectAll()
    assert not rows.SelectLine(9) and rows.SelectLine(-1) and rows.SelectedLine == -1


def test_what_a_user_does_in_a_data_list_is_told_to_the_window(window: Any, rows: Any) -> None:
    told: list[Any] = []
    window.RegisterHandleDataListCheck(lambda control, line, state: told.append((control, line, state)))
    window.RegisterHandleDataListSelect(lambda control, line: told.append((control, line)))
    window.RegisterHandleListDoubleClick(told.append)
    rows.HandleCheckChange(1, True)
    rows.HandleCheckChange(9, True)
    rows.HandleSelectChange(2)
    rows.HandleDoubleClick()
    assert told == [(rows, 1, True), (rows, 2), rows]
    assert rows.GetItemAt(1).Check and rows.SelectedLine == 2


def test_how_a_data_list_looks(rows: Any) -> None:
    rows.UseAlternatingBackgroundRowColors()
    rows.UseGrid()
    rows.UseFullRowSelect()
    rows.FontSize = 11
    assert rows.AlternatingBackgroundRowColors and rows.grid and rows.full_row_select and rows.font_size == 11


# ---- trees


def test_a_tree_has_nodes_below_nodes(finale: Namespace, window: Any) -> None:
    tree = window.CreateTree(0, 0)
    root, last = tree.AddNode(None, True, "root"), tree.AddNode(None, False, "last")
    leaf = tree.AddNode(root, False, "leaf")
    first = tree.InsertNodeAt(root, "first", 0)
    assert (tree.RootCount, tree.GetRootItemAt(1), tree.GetRootItemAt(2)) == (2, last, None)
    assert [node.text for node in root] == ["first", "leaf"] and root.Count == 2
    assert (leaf.Index, leaf.ParentNode, root.ParentNode, root.IsContainer) == (1, root, None, True)
    assert (tree.GetRootIndexOf(last), tree.CalcRootIndex(leaf), tree.CalcNodeIndex(leaf, root)) == (1, -1, 1)
    assert tree.IsNodeAttached(leaf, root) and tree.IsNodeAttached(leaf, None)
    assert not tree.IsNodeAttached(leaf, last) and not tree.IsNodeAttached(finale.FCTreeNode("x"), None)
    leaf.TextPtr.LuaString = "other"
    into = finale.FCString()
    leaf.GetText(into)
    assert into.LuaString == "other"
    assert tree.SwapNodes(leaf, last) and [node.text for node in root] == ["first", "last"]
    assert (leaf.ParentNode, last.ParentNode, leaf.Index) == (None, root, 1)
    assert not tree.SwapNodes(root, first)
    assert tree.SelectedNode is None and tree.SetSelectedNode(last)
    assert tree.SelectedNode is last and root.expanded
    assert not tree.SetSelectedNode(finale.FCTreeNode("elsewhere"))
    tree.CollapseNode(root)
    assert not root.expanded
    tree.ExpandNode(root)
    tree.CollapseAllContainers()
    assert not root.expanded
    tree.ExpandAllContainers()
    assert root.expanded
    assert tree.DeleteNode(root) and not tree.DeleteNode(root)
    assert tree.SelectedNode is None and first.Index == 0 and root.Index == -1
    tree.SelectedNode = leaf
    tree.Clear()
    assert (tree.RootCount, tree.SelectedNode, leaf.Index) == (0, None, -1)
