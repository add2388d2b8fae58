"""What a user does to a control: what changes in it, and which events follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from postlude.dialogs.model import CantDoError, choices_of, kind_of, plain_text, row_text

Event = Callable[[], Any]
CHECKS = {0: 0, 1: 1, 2: 2, "mixed": 2}
"""Values for a checkbox; true and false are 1 and 0."""
GROUP = "FCCtrlRadioButtonGroup"


def change(window: Any, control: Any, value: Any) -> list[Event]:
    """Set a control as a user does; the events that follow, none where nothing changed.

    Raises CantDoError for what a user couldn't do: another value, a control that is hidden, disabled or read-only.
    """
    if control.lua_name == GROUP:
        return _choose_button(window, control.buttons, value)
    kind = kind_of(control)
    usable(control)
    if kind == "radio button" and value is not True:
        if control.group is None or isinstance(value, bool):
            raise CantDoError("a radio button is set to true, or its group to the text of another one")
        return _choose_button(window, control.group.buttons, value)
    setter = _SETTERS.get(kind)
    if setter is None:
        raise CantDoError(f"a {kind} can't be set" + ("; press it" if kind == "button" else ""))
    if kind != "static":
        window.focus = control
    return setter(window, control, value)


def click(window: Any, control: Any) -> list[Event]:
    """Click a control: a checkbox changes, a radio button is chosen, a button is pressed."""
    kind = kind_of(control)
    usable(control)
    if kind == "checkbox":
        return change(window, control, (control.check + 1) % (3 if control.three_states else 2))
    if kind == "radio button":
        return change(window, control, True)
    if kind != "button":
        raise CantDoError(f"a {kind} can't be pressed: only buttons, checkboxes and radio buttons can")
    window.focus = control
    return command(window, control)


def count(window: Any, control: Any, delta: int) -> list[Event]:
    """Press one of the arrows of an up-down control."""
    usable(control)
    if kind_of(control) != "up-down":
        raise CantDoError(f"a {kind_of(control)} has no arrows: only up-down controls have them")
    before = control.Value
    control.Value = before + delta
    events: list[Event] = [
        lambda: _control_event(window, control),
        lambda: window.HandleUpDownPressed(control, delta),
    ]
    edit = control.edit
    if edit is not None and control.Value != before:
        events += command(window, edit)
    return events


def double_click(window: Any, control: Any) -> list[Event]:
    usable(control)
    if kind_of(control) not in ("list", "data list", "tree"):
        raise CantDoError(f"a {kind_of(control)} can't be clicked twice: only lists can")
    return [lambda: window.HandleListDoubleClick(control)]


def command(window: Any, control: Any) -> list[Event]:
    """The events of a control that was used: what is registered for this control, then for all of them."""
    return [lambda: _control_event(window, control), lambda: window.HandleCommand(control)]


def _control_event(window: Any, control: Any) -> None:
    handle = getattr(window, "HandleControlEvent", None)
    if handle is not None:
        handle(control)


def usable(control: Any) -> None:
    """Raises CantDoError for a control that a user can't use now."""
    if not control.visible:
        raise CantDoError("it is hidden")
    if not control.enabled:
        raise CantDoError("it is disabled")


# Each kind of control.


def _set_text(window: Any, control: Any, value: Any) -> list[Event]:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise CantDoError(f"it takes a text or a number, not {value!r}")
    text = str(value)
    if getattr(control, "read_only", False):
        raise CantDoError("it is read-only")
    most = getattr(control, "max_length", 0)
    if most and len(text) > most:
        raise CantDoError(f"it takes at most {most} characters, not the {len(text)} of {text!r}")
    if text == control.text:
        return []
    control.text = text
    control.text_changed()
    events = command(window, control)
    if kind_of(control) == "text editor":
        end = len(text.encode("utf-16-le")) // 2
        control.selection = (end, end)
        events.append(lambda: window.TextSelectionChanged(control))
    return events


def _set_check(window: Any, control: Any, value: Any) -> list[Event]:
    if not isinstance(value, (bool, int, str)) or value not in CHECKS:
        raise CantDoError(f'a checkbox is true, false or "mixed", not {value!r}')
    check = CHECKS[value]
    if check == 2 and not control.three_states:
        raise CantDoError('this checkbox has two states: it can\'t be "mixed"')
    if check == control.check:
        return []
    control.check = check
    return command(window, control)


def _set_radio(window: Any, control: Any, value: Any) -> list[Event]:
    if control.Check:
        return []
    control.Check = True
    return command(window, control)


def _choose_button(window: Any, buttons: list[Any], value: Any) -> list[Event]:
    button = buttons[_index([button.text for button in buttons], value)]
    usable(button)
    window.focus = button
    return _set_radio(window, button, True)


def _choose(window: Any, control: Any, value: Any) -> list[Event]:
    index = _index(control.items, value)
    if control.SelectedItem == index and not control.unchosen:
        return []
    control.SelectedItem = index
    return command(window, control)


def _turn(window: Any, control: Any, value: Any) -> list[Event]:
    index = _index(control.pages, value)
    if control.page == index:
        return []
    return [lambda: window.HandleSwitcherSelect(control, index), *command(window, control)]


def _select_node(window: Any, control: Any, value: Any) -> list[Event]:
    nodes = [node for root in control.roots for node in root.walk()]
    node = nodes[_index([node.text for node in nodes], value)]
    if control.selected is node:
        return []
    control.SetSelectedNode(node)
    return command(window, control)


def _slide(window: Any, control: Any, value: Any) -> list[Event]:
    if isinstance(value, bool) or not isinstance(value, int):
        raise CantDoError(f"a slider takes a whole number, not {value!r}")
    if not control.minimum <= value <= control.maximum:
        raise CantDoError(f"the slider goes from {control.minimum} to {control.maximum}, not to {value}")
    if control.thumb == value:
        return []

    def move() -> None:
        control.thumb = value

    return [
        lambda: window.MouseTrackingStarted(control),
        move,
        *command(window, control),
        lambda: window.MouseTrackingStopped(control),
    ]


def _set_number(window: Any, control: Any, value: Any) -> list[Event]:
    if isinstance(value, bool) or not isinstance(value, int):
        raise CantDoError(f"an up-down control takes a whole number, not {value!r}")
    low, high = control.range
    if not low <= value <= high:
        raise CantDoError(f"the up-down control goes from {low:g} to {high:g}, not to {value}")
    delta = value - control.Value
    return count(window, control, delta) if delta else []


def _set_rows(window: Any, control: Any, value: Any) -> list[Event]:
    """``value`` is a row, several, or a table of ``select``, ``check`` and ``uncheck`` with rows each."""
    wanted = value if isinstance(value, Mapping) else {"select": value}
    unknown = set(wanted) - {"select", "check", "uncheck"}
    if unknown:
        raise CantDoError(f"a data list takes select, check and uncheck, not {sorted(unknown)[0]!r}")
    events: list[Event] = []
    for name, state in (("check", True), ("uncheck", False)):
        lines = _lines(control, wanted.get(name, ()))
        if lines and not control.checkboxes:
            raise CantDoError("the rows of this list have no checkboxes")
        for line in lines:
            if control.rows[line].checked is not state:
                events.append(partial(_check_row, window, control, line, state))
    if "select" in wanted:
        lines = _lines(control, wanted["select"])
        if len(lines) > 1 and not control.multiple:
            raise CantDoError("only one row of this list can be selected")
        if sorted(lines) != control.selected:
            control.selected = sorted(lines)
            events += [
                lambda: _control_event(window, control),
                lambda: window.HandleDataListSelect(control, control.SelectedLine),
            ]
    return events


def _check_row(window: Any, control: Any, line: int, state: bool) -> None:
    if line < len(control.rows):
        control.rows[line].checked = state
        _control_event(window, control)
        window.HandleDataListCheck(control, line, state)


def _lines(control: Any, rows: Any) -> list[int]:
    texts = [row_text(row) for row in control.rows]
    firsts = [next((string.text_value for string in row), "") for row in control.rows]
    several = isinstance(rows, Iterable) and not isinstance(rows, str)
    lines = []
    for row in rows if several else [rows]:
        exact = isinstance(row, str) and row in texts
        lines.append(texts.index(row) if exact else _index(firsts, row))
    return lines


def _index(items: list[str], value: Any) -> int:
    """The place of an item, from 0, that is named by its text or by its number from 1."""
    if isinstance(value, int) and not isinstance(value, bool):
        if 1 <= value <= len(items):
            return value - 1
    elif isinstance(value, str):
        for same in (str, plain_text):
            for at, item in enumerate(items):
                if same(item) == same(value):
                    return at
    there = ", ".join(repr(item) for item in items[:30]) + (", ..." if len(items) > 30 else "")
    raise CantDoError(f"it has no item {value!r}: there are {there or 'none'}")


_SETTERS: dict[str, Callable[[Any, Any, Any], list[Event]]] = {
    "edit": _set_text,
    "combo box": _set_text,
    "text editor": _set_text,
    "checkbox": _set_check,
    "radio button": _set_radio,
    "popup": _choose,
    "list": _choose,
    "switcher": _turn,
    "tree": _select_node,
    "slider": _slide,
    "up-down": _set_number,
    "data list": _set_rows,
}


def described(control: Any) -> str:
    """What a control takes, for a person."""
    choices = choices_of(control)
    return ", ".join(choices[:30]) if choices else kind_of(control)
