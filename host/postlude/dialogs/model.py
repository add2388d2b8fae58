"""What the drivers of dialogs know of windows and controls: no more than is said here.

The objects themselves are those of ``finale``; they are told apart by the names of their classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol

CLOSED, OK, CANCELLED = 0, 1, 2
"""What ``ExecuteModal`` gives: ``EXECMODAL_CLOSE``, ``EXECMODAL_OK``, ``EXECMODAL_CANCEL``."""

KINDS = {
    "FCCtrlStatic": "static",
    "FCCtrlEdit": "edit",
    "FCCtrlComboBox": "combo box",
    "FCCtrlTextEditor": "text editor",
    "FCCtrlCheckbox": "checkbox",
    "FCCtrlButton": "button",
    "FCCtrlRadioButton": "radio button",
    "FCCtrlPopup": "popup",
    "FCCtrlListBox": "list",
    "FCCtrlDataList": "data list",
    "FCCtrlTree": "tree",
    "FCCtrlSlider": "slider",
    "FCCtrlUpDown": "up-down",
    "FCCtrlSwitcher": "switcher",
    "FCCtrlImage": "image",
    "FCCtrlLine": "line",
    "FCCtrlHorizontalLine": "line",
    "FCCtrlVerticalLine": "line",
}
PASSIVE = frozenset({"static", "image", "line", "control"})
"""Kinds of controls that a user can do nothing with."""


class CantDoError(Exception):
    """A user could not do what the answers say: the text says why, and what there is."""


class Control(Protocol):
    """A control; what only some kinds have is read as it is there."""

    lua_name: str
    text: str
    enabled: bool
    visible: bool
    left: float
    top: float
    width: float
    height: float

    def __getattr__(self, name: str) -> Any: ...


class Window(Protocol):
    """A window, a list of its controls."""

    lua_name: str
    title: str
    exists: bool
    visible: bool
    closing: bool
    focus: Any
    modifiers: int
    timers: dict[int, int]

    def __iter__(self) -> Iterator[Any]: ...
    def __getattr__(self, name: str) -> Any: ...


class Surface(Protocol):
    """What the run offers: it calls the plugin, waits, and knows what a script calls its controls."""

    def call(self, function: Callable[[], Any]) -> bool:
        """Call into the plugin; its errors are reported and end only this call. Whether it went well."""
        ...

    def named(self, window: Any, name: str) -> Any:
        """The control, or the group of radio buttons, that the script gave that name; None without one."""
        ...

    def pending(self) -> bool:
        """Whether something outside, such as a request, is on its way."""
        ...

    def pump(self, seconds: float) -> None:
        """Let that time pass, and what becomes ready in it have its effect."""
        ...

    def check_time(self) -> None:
        """Raises LimitError when the run's time is over."""
        ...

    def allow(self, path: Any) -> None:
        """The user gave this path to the script."""
        ...

    def select(self, spec: str) -> None:
        """Select music in the document. Raises UsageError for what it doesn't have."""
        ...

    def redact(self, text: str) -> str:
        """A text as a person may see it."""
        ...

    def person(self) -> AbstractContextManager[None]:
        """While a person is asked."""
        ...


def kind_of(control: Any) -> str:
    """What a control is, in words."""
    return KINDS.get(control.lua_name, "control")


def is_passive(control: Any) -> bool:
    return kind_of(control) in PASSIVE


def controls_of(window: Any) -> list[Any]:
    """The controls in order of creation."""
    return list(window)


def plain_text(text: str) -> str:
    """A text as a person reads it aloud: without the mark of its shortcut, a final colon or dots, and spaces."""
    text = " ".join(text.replace("&", "").split()).casefold()
    return text.rstrip(" :.…")


def value_of(control: Any) -> Any:
    """What a control is set to, in JSON's terms; None for one that isn't set to anything."""
    kind = kind_of(control)
    if kind in ("edit", "combo box", "text editor"):
        return control.text
    if kind == "checkbox":
        return "mixed" if control.check == 2 else bool(control.check)
    if kind == "radio button":
        return bool(control.Check)
    if kind in ("popup", "list"):
        chosen = control.SelectedItem
        return control.items[chosen] if chosen >= 0 else None
    if kind == "data list":
        return [row_text(control.rows[line]) for line in control.selected if line < len(control.rows)]
    if kind == "tree":
        return control.selected.text if control.selected is not None else None
    if kind == "slider":
        return control.thumb
    if kind == "up-down":
        return control.Value
    if kind == "switcher":
        return control.pages[control.page] if control.page < len(control.pages) else None
    return None


def choices_of(control: Any) -> list[str]:
    """The texts that a control lets a user choose from."""
    kind = kind_of(control)
    if kind in ("popup", "list", "combo box"):
        return list(control.items)
    if kind == "switcher":
        return list(control.pages)
    if kind == "data list":
        return [row_text(row) for row in control.rows]
    if kind == "tree":
        return [node.text for root in control.roots for node in root.walk()]
    return []


def row_text(row: Any) -> str:
    """A row of a data list, its columns beside each other."""
    return " | ".join(string.text_value for string in row)
