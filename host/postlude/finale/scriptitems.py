"""``FCLuaScriptItem``: another script, as a script sees and starts it.

What an item *is* stands here; finding scripts and running them is the host's, behind :class:`Scripts`. Items of
the menu come from ``finenv.CreateLuaScriptItems``, ad-hoc ones from ``finenv.CreateLuaScriptItemsFromFilePath``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Protocol

from postlude.errors import ScriptError
from postlude.finale.arguments import expected, method
from postlude.finale.base import FCBase, FCCollection, Property, prop
from postlude.finale.dialogs.windows import FCUserWindow
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.session import Session

Outcome = tuple[bool, str | bytes | None, int | None]
"""What came of an item: success, the message if there is one, and a number of ``finenv.MessageResultType``."""


class Scripts(Protocol):
    """The scripts that another one can start; the host has them."""

    def configured(self) -> list[ItemFacts]:
        """The items of the menu."""
        ...

    def of_file(self, path: str, text: str | None) -> list[ItemFacts]:
        """The items of a script: of a file, or of a text that stands for it. Raises ScriptError."""
        ...

    def execute(self, item: FCLuaScriptItem) -> Outcome:
        """Run it to its end."""
        ...

    def stop(self, item: FCLuaScriptItem) -> None:
        """End it, if it runs."""
        ...


def scripts_of(session: Session) -> Scripts:
    """The scripts that a session can start. Raises ScriptError if no host has given it any."""
    scripts = session.surroundings.scripts
    if scripts is None:
        raise ScriptError("scripts can't be started here: run this one through the host")
    return scripts


@dataclass
class ItemFacts:
    """What an item is made of; ``origin`` is the host's own, by which it knows an item of the menu again."""

    menu_text: str
    undo_text: str = ""
    description: str = ""
    prefix: str = ""
    path: str = ""
    index: int = 0
    text: str | None = None
    load_as_string: bool = False
    trusted: bool = False
    debug: bool = False
    compatible: bool = True
    values: Mapping[str, Any] = field(default_factory=dict)
    origin: Any = None


# What GetRequiredVersion gives for each REQVERSIONTYPE_ number, from 0.
_VERSIONS = (
    ("MinFinaleVersionRaw", 1), ("MaxFinaleVersionRaw", 1), ("MinFinaleVersion", 1), ("MaxFinaleVersion", 1),
    ("MinJWLuaVersion", 1000), ("MaxJWLuaVersion", 1000),
)  # fmt: skip


def _text(name: str, doc: str) -> Property:
    """A text of the item that can be written; nil is the empty one."""

    def get(self: FCLuaScriptItem) -> str:
        return str(getattr(self.facts, name))

    declared = Property(get, None, doc)

    @declared.setter
    def _set(self: FCLuaScriptItem, value: str | None) -> None:
        setattr(self.facts, name, value or "")

    return declared


def _flag(name: str, doc: str) -> Property:
    def get(self: FCLuaScriptItem) -> bool:
        return bool(getattr(self.facts, name))

    declared = Property(get, None, doc)

    @declared.setter
    def _set(self: FCLuaScriptItem, value: bool) -> None:
        setattr(self.facts, name, value)

    return declared


def _registers(event: str) -> Any:
    """A method that registers a function for an event; nil takes it back."""

    def register(self: FCLuaScriptItem, callback: object) -> bool:
        if callback is None:
            self.callbacks.pop(event, None)
        elif callable(callback):
            self.callbacks[event] = callback
        else:
            raise expected(1, "function", callback)
        return True

    return method(register)


class FCLuaScriptItem(FCBase):
    """A script that can be started with ``finenv.ExecuteLuaScriptItem``.

    Texts and settings are the script's own at first and can be changed. Where ``plugindef`` itself sets
    ``LoadAsString``, that holds. ``Trusted`` counts only if the script that starts it is trusted by the user.
    An item of the menu whose code is changed (by ``OptionalScriptText``, ``Prefix`` or ``LoadAsString``) is no
    longer that item: it runs as an ad-hoc script.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.facts = ItemFacts("")
        self.callbacks: dict[str, Callable[..., Any]] = {}
        """What is registered, by the name of the event; ``Print`` is the print function."""
        self.executing = False
        self.reports_errors = True
        self.window: FCUserWindow | None = None
        self._code: tuple[Any, ...] = self._now()

    def describe(self, facts: ItemFacts) -> None:
        self.facts = facts
        self._code = self._now()

    def _now(self) -> tuple[Any, ...]:
        return self.facts.prefix, self.facts.text, self.facts.load_as_string

    @property
    def is_changed(self) -> bool:
        """Whether its code is no longer what it was made with."""
        return self._now() != self._code

    MenuItemText = _text("menu_text", "its text in the menu")
    UndoText = _text("undo_text", "what its undo block is called")
    Description = _text("description", "what it does")
    Prefix = _text(
        "prefix",
        "Lua code that runs before it. The user's own prefixes, in which keys may stand, are not shown: they run "
        "before this.",
    )
    LoadAsString = _flag("load_as_string", "whether the script ends at its first NUL")
    Trusted = _flag("trusted", "whether it is to be trusted")
    Debug = _flag("debug", "what ``finenv.DebugEnabled`` is for it")

    @prop
    def OptionalScriptText(self) -> str | None:
        """Lua code that runs instead of the file's; nil for the file's own."""
        return self.facts.text

    @OptionalScriptText.setter
    def _set_text(self, value: str | None) -> None:
        self.facts.text = value

    @prop
    def FilePath(self) -> str:
        return self.facts.path

    @prop
    def FileName(self) -> str:
        return PurePath(self.facts.path).name

    @prop
    def ExecutableIndex(self) -> int:
        """0 for a script's main item; its additional ones are counted from 1."""
        return self.facts.index

    @prop
    def VersionCompatible(self) -> bool:
        """Whether the script is for these versions of Finale and RGP Lua."""
        return self.facts.compatible

    @prop
    def AutomaticallyReportErrors(self) -> bool:
        """Whether an error in the script shows an alert; true at first."""
        return self.reports_errors

    @AutomaticallyReportErrors.setter
    def _set_reports(self, value: bool) -> None:
        self.reports_errors = value

    @prop
    def ControllingWindow(self) -> FCUserWindow | None:
        """The window that the script's own windows belong to."""
        return self.window

    @ControllingWindow.setter
    def _set_window(self, value: FCUserWindow | None) -> None:
        self.window = value

    @method
    def CreateFinalePluginValue(self, fieldname: str) -> FCString | None:
        """What ``plugindef`` sets of that name in ``finaleplugin``, as text; nil if nothing."""
        value = self.facts.values.get(fieldname)
        if value is None:
            return None
        made = FCString(self._session)
        made.text_value = str(value).lower() if isinstance(value, bool) else str(value)
        return made

    @method
    def GetRequiredVersion(self, versiontype: int) -> int:
        """The version for a ``REQVERSIONTYPE_`` number, 0 if the script names none; RGP Lua's is in thousandths."""
        if not 0 <= versiontype < len(_VERSIONS):
            return 0
        name, factor = _VERSIONS[versiontype]
        value = self.facts.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return 0
        return round(value * factor)

    @method
    def IsExecuting(self) -> bool:
        return self.executing

    @method
    def StopExecuting(self) -> None:
        """End the script, from a function that is called while it runs."""
        scripts_of(self._session).stop(self)

    RegisterOnExecutionDidStop = _registers("ExecutionDidStop")
    RegisterOnExecutionWillStart = _registers("ExecutionWillStart")
    RegisterOnModalWindowDidClose = _registers("ModalWindowDidClose")
    RegisterOnModalWindowWillOpen = _registers("ModalWindowWillOpen")
    RegisterPrintFunction = _registers("Print")

    def _fire(self, event: str, *arguments: Any) -> None:
        callback = self.callbacks.get(event)
        if callback is not None:
            callback(self, *arguments)

    @method
    def OnExecutionWillStart(self) -> None:
        self._fire("ExecutionWillStart")

    @method
    def OnExecutionDidStop(
        self, success: bool, msg: str | None, msgtype: int, linenumber: int, source: str | None
    ) -> None:
        """``msg`` and ``source`` are nil where there is none; ``source`` is the code's name as Lua's own debug
        library gives it, ``linenumber`` is 0 if no line is to blame."""
        self._fire("ExecutionDidStop", success, msg, msgtype, linenumber, source)

    @method
    def OnModalWindowDidClose(self) -> None:
        self._fire("ModalWindowDidClose")

    @method
    def OnModalWindowWillOpen(self) -> None:
        self._fire("ModalWindowWillOpen")


class FCLuaScriptItems(FCCollection):
    """Items, counted from 0."""

    @classmethod
    def of(cls, session: Session, facts: list[ItemFacts]) -> FCLuaScriptItems:
        made = cls(session)
        for each in facts:
            item = FCLuaScriptItem(session)
            item.describe(each)
            made._items.append(item)
        return made

    @method
    def Add(self, pNewItem: FCLuaScriptItem) -> None:  # type: ignore[override]
        self._items.append(pNewItem)

    @method
    def GetItemAt(self, index: int) -> FCLuaScriptItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @method
    def InsertItemAt(self, pNewItem: FCLuaScriptItem, index: int) -> None:  # type: ignore[override]
        self._items.insert(max(index, 0), pNewItem)
