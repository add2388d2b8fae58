"""Windows on a terminal: a person moves through the controls, changes them and presses buttons.

Needs prompt_toolkit, the extra ``dialogs``. What the person does is done to the controls at once, and the script
hears of it, as on a screen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from postlude.dialogs import acting
from postlude.dialogs.answers import printable
from postlude.dialogs.finding import labels_of
from postlude.dialogs.model import choices_of, is_passive, kind_of, value_of
from postlude.errors import UsageError

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    from postlude.dialogs.openwindow import OpenWindow

HELP = "arrows, tab: move and change   enter, space: press, edit   escape: cancel"
MOST_CATCH_UP = 1.0
"""Seconds of timers that are made up for after a person has thought."""
MISSING = (
    "--dialogs ask shows windows with prompt_toolkit, which is not installed: pip install 'postlude[dialogs]'"
)
_ROWS = 8
"""Lines of a list that are seen."""

Action = Callable[[], None]


def ask_window(held: OpenWindow) -> None:
    """Let a person use a window until it is closed. Raises UsageError without prompt_toolkit."""
    with _terminal():
        form = Form(held)
        while held.is_open:
            form.turn()


def ask_path(kind: str, title: str, proposed: str) -> str:
    """Ask for a path, or for the number of an item; empty if there is none.

    Raises UsageError without prompt_toolkit.
    """
    with _terminal():
        from prompt_toolkit import prompt
        from prompt_toolkit.completion import PathCompleter

        files = {"open": "file to open", "save": "file to save", "folder": "folder"}
        what = files.get(kind, f"number of the {kind}")
        label = f"{title} ({what}, empty: cancel): " if title else f"{what} (empty: cancel): "
        completer = (
            PathCompleter(only_directories=kind == "folder", expanduser=True) if kind in files else None
        )
        try:
            return prompt(printable(label), default=proposed, completer=completer).strip()
        except EOFError:
            return ""


@contextmanager
def _terminal() -> Iterator[None]:
    """The terminal for prompts: standard error, as standard output is the plugin's."""
    try:
        from prompt_toolkit.application import create_app_session
        from prompt_toolkit.output import create_output
    except ImportError:
        raise UsageError(MISSING) from None
    if not sys.stderr.isatty():
        yield  # where the caller has a session of its own
        return
    with create_app_session(output=create_output(stdout=sys.stderr)):
        yield


class Form:
    """One window on the terminal. A turn shows it, lets the person do one thing, and does that."""

    def __init__(self, held: OpenWindow) -> None:
        self._held = held
        self._at: Any = None
        """The control that the cursor is on."""
        self._message = ""

    def turn(self) -> None:
        began = time.monotonic()
        with self._held.person():
            action = self._pick()
        self._held.catch_up(min(time.monotonic() - began, MOST_CATCH_UP))
        self._message = ""
        if self._held.is_open and action is not None:
            action()

    # ---- what is seen

    def _usable(self) -> list[Any]:
        return [
            each for each in self._held.controls if each.visible and each.enabled and not is_passive(each)
        ]

    def _pick(self) -> Action | None:
        """Show the window until a key does something; what that is."""
        from prompt_toolkit.application import Application
        from prompt_toolkit.layout import HSplit, Layout
        from prompt_toolkit.layout import Window as Pane
        from prompt_toolkit.layout.controls import FormattedTextControl

        usable = self._usable()
        if not any(each is self._at for each in usable):
            self._at = usable[0] if usable else None
        text = FormattedTextControl(self._lines, focusable=True, show_cursor=False)
        app: Application[Action | None] = Application(
            layout=Layout(HSplit([Pane(text, wrap_lines=True)])),
            key_bindings=self._keys(),
            full_screen=False,
            erase_when_done=True,
        )
        return app.run()

    def _lines(self) -> StyleAndTextTuples:
        held = self._held
        lines: StyleAndTextTuples = [("bold", self._clean(held.title) + "\n")]
        for control, label in zip(held.controls, labels_of(held.window), strict=True):
            if not control.visible or kind_of(control) in ("line", "image"):
                continue
            here = control is self._at
            style = "reverse" if here else "" if control.enabled else "fg:ansibrightblack"
            if here:
                lines.append(("[SetCursorPosition]", ""))
            lines.append((style, self._clean(describe(control, label)) + "\n"))
            if here:
                lines += [("", f"      {self._clean(row)}\n") for row in _around(control)]
        lines.append(("fg:ansibrightblack", HELP))
        if self._message:
            lines.append(("fg:ansired", f"\n{self._clean(self._message)}"))
        return lines

    def _clean(self, text: str) -> str:
        return printable(" ".join(self._held.redact(text).split("\n")))

    # ---- what keys do

    def _keys(self) -> KeyBindings:
        from prompt_toolkit.key_binding import KeyBindings

        keys = KeyBindings()

        def bind(action: Callable[[KeyPressEvent], Action | None], *names: str) -> None:
            def handle(event: KeyPressEvent) -> None:
                found = action(event)
                if found is not None:
                    event.app.exit(result=found)

            for name in names:
                keys.add(name)(handle)

        bind(lambda event: self._move(1), "down", "tab")
        bind(lambda event: self._move(-1), "up", "s-tab")
        bind(lambda event: self._step(1), "right")
        bind(lambda event: self._step(-1), "left")
        bind(lambda event: self._enter(), "enter", "space")
        bind(lambda event: self._held.escape, "escape")

        @keys.add("c-c")
        def interrupt(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt)

        return keys

    def _move(self, by: int) -> None:
        usable = self._usable()
        at = next((place for place, each in enumerate(usable) if each is self._at), 0)
        self._at = usable[(at + by) % len(usable)] if usable else None

    def _enter(self) -> Action | None:
        control = self._at
        if control is None:
            return None
        kind = kind_of(control)
        if kind == "button":
            return partial(self._held.press_control, control, control.text)
        if kind in ("checkbox", "radio button"):
            return self._doing(partial(acting.click, self._held.window, control))
        if kind in ("edit", "combo box", "text editor"):
            return partial(self._edit, control)
        if kind in ("list", "data list", "tree"):
            return self._doing(partial(acting.double_click, self._held.window, control))
        return self._step(1)

    def _step(self, by: int) -> Action | None:
        """The next or the previous value of what is chosen from."""
        control, window = self._at, self._held.window
        if control is None:
            return None
        kind = kind_of(control)
        if kind in ("checkbox", "radio button"):
            return self._doing(partial(acting.click, window, control))
        if kind == "up-down":
            return self._doing(partial(acting.count, window, control, by))
        if kind == "slider":
            return self._doing(partial(acting.change, window, control, control.thumb + by))
        choices = choices_of(control)
        if not choices:
            return None
        number = (chosen_of(control) + by) % len(choices) + 1
        value: Any = choices[number - 1] if kind == "combo box" else number
        return self._doing(partial(acting.change, window, control, value))

    def _doing(self, action: Callable[[], list[acting.Event]]) -> Action:
        def act() -> None:
            self._message = self._held.attempt(action) or ""

        return act

    def _edit(self, control: Any) -> None:
        from prompt_toolkit import prompt

        several = kind_of(control) == "text editor"
        hint = " (escape, then enter: done)" if several else ""
        with self._held.person():
            try:
                text = prompt(f"{hint}> ", default=control.text, multiline=several)
            except EOFError:
                return
        self._doing(partial(acting.change, self._held.window, control, text))()


def chosen_of(control: Any) -> int:
    """The place of what is chosen, from 0; -1 if nothing is."""
    kind = kind_of(control)
    if kind == "data list":
        return int(control.SelectedLine)
    if kind == "switcher":
        return int(control.page)
    if kind == "tree":
        nodes = [node for root in control.roots for node in root.walk()]
        return next((place for place, node in enumerate(nodes) if node is control.selected), -1)
    return int(control.SelectedItem)


def describe(control: Any, label: str) -> str:
    """A control in one line."""
    kind, value = kind_of(control), value_of(control)
    if kind == "static":
        return control.text or ""
    if kind == "button":
        return f"  [ {label} ]"
    if kind == "checkbox":
        return f"  [{'-' if value == 'mixed' else 'x' if value else ' '}] {label}"
    if kind == "radio button":
        return f"  ({'*' if value else ' '}) {label}"
    shown = ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    name = f"{label.rstrip(' :')}: " if label else ""
    return f"  {name}< {shown} >" if choices_of(control) else f"  {name}{shown or '_'}"


def _around(control: Any) -> list[str]:
    """The items of a list near the chosen one."""
    choices = choices_of(control)
    if not choices or kind_of(control) == "combo box":
        return choices[:_ROWS]
    chosen = chosen_of(control)
    start = min(max(chosen - _ROWS // 2, 0), max(len(choices) - _ROWS, 0))
    rows = range(start, min(start + _ROWS, len(choices)))
    return [f"{'>' if row == chosen else ' '} {choices[row]}" for row in rows]
