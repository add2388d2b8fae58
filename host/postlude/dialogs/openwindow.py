"""A window while it is shown: what a user can do in it, and how it comes to be closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from postlude.dialogs import acting
from postlude.dialogs.answers import short
from postlude.dialogs.blocks import Step
from postlude.dialogs.finding import find
from postlude.dialogs.model import (
    CANCELLED,
    CLOSED,
    OK,
    CantDoError,
    controls_of,
    is_passive,
    kind_of,
    value_of,
)
from postlude.dialogs.reporting import report_of
from postlude.errors import UsageError

if TYPE_CHECKING:
    from postlude.dialogs.desk import Desk

T = TypeVar("T")
KEYS = {"return": 13, "enter": 13, "escape": 27, "tab": 9, "space": 32, "backspace": 8}
"""Keys with names, and the characters that they send."""


class AbortedError(Exception):
    """The window was closed because its script failed: what else was to be done in it is not."""


class OpenWindow:
    """A window that is shown, as its user has it. Controls are named as in the answers; a name that no control
    has, or what a user could not do, raises UsageError and ends the run."""

    def __init__(self, desk: Desk, window: Any, *, modal: bool) -> None:
        self._desk = desk
        self.window = window
        self.modal = modal
        self.result = CLOSED
        self.answered = True
        """Whether somebody said what happens; false where the run answered by itself."""
        self.report: dict[str, Any] = {}
        self.aborted = False
        """Whether it was closed because its script failed."""
        self._pressed: list[str] = []

    # ---- what there is

    @property
    def title(self) -> str:
        return str(self.window.title)

    @property
    def is_open(self) -> bool:
        return bool(self.window.exists)

    @property
    def controls(self) -> list[Any]:
        """The controls in order of creation."""
        return controls_of(self.window)

    def control(self, name: str) -> Any:
        """The control of that name."""
        return self._try(name, lambda: find(self.window, name, self._desk.surface.named))

    def value(self, name: str) -> Any:
        """What a control is set to."""
        return value_of(self.control(name))

    def redact(self, text: str) -> str:
        """A text as a person may see it."""
        return self._desk.surface.redact(text)

    def person(self) -> AbstractContextManager[None]:
        """While a person is asked: no clock runs, and the terminal is the host's."""
        return self._desk.surface.person()

    def catch_up(self, seconds: float) -> None:
        """Let the timers have the time that went by."""
        self._desk.waiting.wait(seconds, lambda: not self.is_open)

    # ---- what a user does

    def set(self, name: str | Mapping[str, Any], value: Any = None) -> None:
        """Set a control, or several by a dictionary, one after the other."""
        values = name if isinstance(name, Mapping) else {name: value}
        for each, wanted in values.items():
            self.do(each, partial(acting.change, self.window, self.control(each), wanted))

    def press(self, name: str, modifiers: int = 0) -> None:
        """Press a button or click a checkbox or radio button; ``modifiers`` are ``CMDMODKEY_`` keys that are held."""
        self.press_control(self.control(name), name, modifiers)

    def press_control(self, control: Any, name: str, modifiers: int = 0) -> None:
        self.window.modifiers = modifiers
        role = getattr(control, "role", "")
        if not role:
            self.do(name, lambda: acting.click(self.window, control))
            return
        self._try(name, lambda: acting.usable(control))
        handle = getattr(self.window, "HandleControlEvent", None)
        if handle is not None:
            self.call(lambda: handle(control))
        if self.is_open:
            {"ok": self._ok, "cancel": self._cancel, "close": self._leave}[role]()

    def key(self, name: str, modifiers: int = 0) -> None:
        """Press a key in the control that has the focus: a character, or return, escape, tab ..."""
        if len(name) > 1 and name.lower() not in KEYS:
            raise self._wrong(f"there is no key {name!r}: there are characters and {', '.join(KEYS)}")
        code = KEYS.get(name.lower()) or ord(name[0])
        self.window.modifiers = modifiers
        self._check_open(f"key {name}")
        control = self.window.focus or next((each for each in self.window if not is_passive(each)), None)
        handled = []
        if control is not None:
            self.call(lambda: handled.append(self.window.HandleKeyboardCommand(control, code)))
        if handled != [True] and self.is_open:
            if code == KEYS["return"]:
                self._return()
            elif code == KEYS["escape"]:
                self.escape()

    def up(self, name: str) -> None:
        """Press the upper arrow of an up-down control."""
        control = self.control(name)
        self.do(name, lambda: acting.count(self.window, control, 1))

    def down(self, name: str) -> None:
        """Press the lower arrow of an up-down control."""
        control = self.control(name)
        self.do(name, lambda: acting.count(self.window, control, -1))

    def double_click(self, name: str) -> None:
        """Click twice what is selected in a list."""
        control = self.control(name)
        self.do(name, lambda: acting.double_click(self.window, control))

    def select(self, spec: str) -> None:
        """Select music in the document, as ``--select`` does; beside a modeless window a user can."""
        self._check_open("select")
        if self.modal:
            raise self._wrong("select: the document can't be reached while a modal dialog is open")
        try:
            self._desk.surface.select(spec)
        except UsageError as error:
            raise self._wrong(f"select: {error.message}") from None

    def wait(self, seconds: float | str) -> None:
        """Let time pass for timers and requests; ``"idle"``: until there is none left."""
        self._check_open("wait")
        if isinstance(seconds, str):
            self._desk.waiting.idle(lambda: not self.is_open)
        else:
            self._desk.waiting.wait(seconds, lambda: not self.is_open)

    def close(self) -> None:
        """Close it by the button in its title."""
        self._check_open("close")
        if self.window.CanClose():
            self.finish(CANCELLED, "close")

    def escape(self) -> None:
        """What the escape key does: the cancel button, else the close button, else as the title's button."""
        for role, action in (("cancel", self._cancel), ("close", self._leave)):
            button = self.own_button(role)
            if button is not None and button.has_shortcut and button.enabled:
                action()
                return
        self.close()

    def _return(self) -> None:
        button = self.own_button("ok")
        if button is not None and button.has_shortcut and button.enabled:
            self._ok()

    def own_button(self, role: str) -> Any:
        """Its OK, cancel or close button; None if it has none that can be seen."""
        buttons = (control for control in self.window if kind_of(control) == "button" and control.visible)
        return next((button for button in buttons if button.role == role), None)

    # ---- how it is closed

    def _ok(self) -> None:
        self._note_press(self._text_of("ok"))
        self.call(self.window.OkButtonPressed)
        if self.is_open and getattr(self.window, "ok_can_close", True) and self.window.CanClose():
            self.finish(OK)

    def _cancel(self) -> None:
        self._note_press(self._text_of("cancel"))
        self.call(self.window.CancelButtonPressed)
        if self.is_open and self.window.CanClose():
            self.finish(CANCELLED)

    def _leave(self) -> None:
        self._note_press(self._text_of("close"))
        if self.window.CanClose():
            self.finish(CLOSED)

    def _note_press(self, text: str) -> None:
        self._pressed.append(text)
        self.report["pressed"] = text

    @property
    def presses(self) -> str:
        """What was pressed of the window's own buttons, for a message."""
        return " and then ".join(map(repr, self._pressed)) + " was pressed"

    def _text_of(self, role: str) -> str:
        button = self.own_button(role)
        text = button.text.replace("&", "") if button is not None else ""
        return text or role

    def finish(self, result: int, pressed: str | None = None, *, quietly: bool = False) -> None:
        """Close it: its script hears of it while it is still there, unless it is closed ``quietly``."""
        if not self.is_open:
            return
        if pressed is not None:
            self._note_press(pressed)
        self.result = result
        window = self.window
        self._desk.picture(self, "answered")
        if not quietly:
            self._desk.surface.call(lambda: window.fire("CloseWindow"))
        self.report["controls"] = report_of(window)
        window.exists = window.visible = window.closing = False
        window.timers.clear()
        self._desk.closed(self)

    # ---- calling the script

    def open(self) -> None:
        """Show it: timers that were set before do not run, as in RGP Lua."""
        window = self.window
        window.timers.clear()
        window.exists = window.visible = True
        window.modifiers = 0
        window.arrange()
        self.report.update(title=self.title, controls=[], pressed=None)
        self.call(window.InitWindow)
        if self.is_open:
            self.call(lambda: window.HandleActivate(True))
        if self.is_open:
            self._desk.picture(self, "open")

    def call(self, function: Callable[[], Any]) -> None:
        """Let the script know of something. An error ends the window; so does the script's own wish."""
        if not self._desk.surface.call(function):
            self._desk.failed()
        elif self.is_open and self.window.closing:
            self.finish(CLOSED)
        self._desk.sweep()

    def do(self, name: str, action: Callable[[], Iterable[acting.Event]]) -> None:
        """Change something, and let the events follow until the window is closed."""
        self._check_open(name)
        for event in self._try(name, action):
            if not self.is_open:
                break
            self.call(event)

    def attempt(self, action: Callable[[], Iterable[acting.Event]]) -> str | None:
        """As :meth:`do`, for a person: why it can't be done, None if it can."""
        try:
            events = list(action())
        except CantDoError as error:
            return str(error)
        self.do("", lambda: events)
        return None

    def perform(self, step: Step) -> None:
        """Do what a step of the answers says."""
        if step.action == "set":
            self.window.modifiers = step.modifiers
            self.set(step.argument)
        elif step.action == "press":
            self.press(step.argument, step.modifiers)
        elif step.action == "key":
            self.key(step.argument, step.modifiers)
        elif step.action == "close":
            self.close()
        else:
            getattr(self, step.action)(step.argument)

    def _check_open(self, what: str) -> None:
        if self.aborted:
            raise AbortedError
        if not self.is_open:
            raise self._wrong(f"{what}: it is closed already")

    def _try(self, name: str, action: Callable[[], T]) -> T:
        self._check_open(name)
        try:
            return action()
        except CantDoError as error:
            unfound = str(error).startswith(("there is no", "several"))
            raise self._wrong(str(error) if unfound else f"{name}: {error}") from None

    def _wrong(self, message: str) -> Exception:
        return self._desk.answers.wrong(f"answers for the dialog {short(self.title)!r}: {message}")
