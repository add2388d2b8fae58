"""Finds the control that an answer speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from postlude.dialogs.model import CantDoError, controls_of, is_passive, kind_of, plain_text

ROW = 12.0
"""Controls whose tops differ by less stand in one row."""
OWN_TEXT = frozenset({"button", "checkbox", "radio button"})
"""Kinds whose own text says what they are, as far as the user is concerned."""

MOST_LABELLED = 500
"""Controls of a window whose labels are looked for, which takes longer the more there are."""

Named = Callable[[Any, str], Any]


def find(window: Any, name: str, named: Named) -> Any:
    """The control of that name: one that the script gave it, its own text, the text before it, or ``#`` and its
    place in order of creation. A group of radio buttons may come from a name that the script gave.

    Raises CantDoError.
    """
    controls = controls_of(window)
    if name.startswith("#") and name[1:].isdigit():
        number = int(name[1:])
        if not 1 <= number <= len(controls):
            raise CantDoError(f"there is no control {name}: there are {_overview(window)}")
        return controls[number - 1]
    found = named(window, name)
    if found is not None:
        return found
    for texts in (_own_texts(window), _labels(window), _roles(window)):
        for same in (str, plain_text):
            fitting = [control for control, text in texts if text and same(text) == same(name)]
            usable = [control for control in fitting if control.visible and control.enabled] or fitting
            if len(usable) == 1:
                return usable[0]
            if usable:
                places = ", ".join(f"#{_place(controls, control)}" for control in usable)
                raise CantDoError(f"several controls are called {name!r}: {places}")
    raise CantDoError(f"there is no control {name!r}: there are {_overview(window)}")


def labels_of(window: Any) -> list[str]:
    """What each control is called, as far as its window shows it."""
    labels = {id(control): text for control, text in _labels(window)}
    own = OWN_TEXT | {"static"}
    return [
        str(control.text) if kind_of(control) in own else labels.get(id(control), "") for control in window
    ]


def _own_texts(window: Any) -> list[tuple[Any, str]]:
    return [(control, control.text) for control in window if kind_of(control) in OWN_TEXT]


def _roles(window: Any) -> list[tuple[Any, str]]:
    """The window's own buttons, whatever a script has them say."""
    return [(control, getattr(control, "role", "")) for control in window]


def _labels(window: Any) -> list[tuple[Any, str]]:
    """Each control with the static text that stands before it."""
    controls = controls_of(window)
    if len(controls) > MOST_LABELLED:
        return []
    labelled = [each for each in controls if not is_passive(each) and _wants_label(each)]
    found = {id(control): _beside(controls, control) for control in labelled}
    for look in (_above, _just_before):
        taken = [static for static in found.values() if static is not None]
        for control in labelled:
            if found[id(control)] is None:
                static = look(controls, control)
                if not any(static is each for each in taken):
                    found[id(control)] = static
    return [(each, static.text) for each in labelled if (static := found[id(each)]) is not None]


def _wants_label(control: Any) -> bool:
    """Whether a text beside it says what it is: not where its own text does, but for the first radio button of a
    group, which stands for the group."""
    if kind_of(control) not in OWN_TEXT or not control.text.strip():
        return True
    group = getattr(control, "group", None)
    return group is not None and group.buttons[0] is control


def _beside(controls: list[Any], control: Any) -> Any:
    """The text to the left of it in the same row, if no other control stands between them."""
    row = [
        each
        for each in controls
        if each is not control
        and abs(each.top - control.top) < ROW
        and each.left < control.left
        and each.visible == control.visible
        and kind_of(each) not in ("line", "image")
    ]
    nearest = max(row, key=lambda each: each.left, default=None)
    if nearest is None or kind_of(nearest) != "static" or not nearest.text.strip():
        return None
    return nearest


def _just_before(controls: list[Any], control: Any) -> Any:
    """The text that was made just before it."""
    at = _place(controls, control) - 1
    before = controls[at - 1] if at else None
    if before is None or kind_of(before) != "static" or not before.text.strip():
        return None
    return before


def _above(controls: list[Any], control: Any) -> Any:
    """The nearest text above it that begins where it begins."""
    over = [
        each
        for each in controls
        if abs(each.left - control.left) < ROW
        and 0 < control.top - each.top <= 3 * ROW
        and kind_of(each) not in ("line", "image")
    ]
    nearest = max(over, key=lambda each: each.top, default=None)
    if nearest is None or kind_of(nearest) != "static" or not nearest.text.strip():
        return None
    row = (each for each in controls if each is not nearest and abs(each.top - nearest.top) < ROW)
    return None if any(each.left > nearest.left and not is_passive(each) for each in row) else nearest


def _place(controls: list[Any], control: Any) -> int:
    return next(at for at, each in enumerate(controls, 1) if each is control)


def _overview(window: Any) -> str:
    """The controls that a user can do something with, for a message."""
    found = []
    for number, (control, label) in enumerate(zip(window, labels_of(window), strict=True), 1):
        if not is_passive(control):
            label = " ".join(label.split())
            found.append(f"#{number} {kind_of(control)}" + (f" {label[:40]!r}" if label else ""))
    return ", ".join(found) if found else "none"
