"""``luaosutils.menu``: the model of Finale's menus (:mod:`postlude.finale.menus`) for scripts.

Every script may read it and run commands; what changes it needs ``ModifyFinaleMenus`` and a trusted run. Handles
of menus are opaque userdata, the same one for the same menu. Indices count from 0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError
from postlude.finale.menus import Menu, MenuBar, MenuItem, execute, menu_bar

from ...gates import gate
from ...opaque import Opaque
from ...values import LuaValue, to_bytes, to_text
from .arguments import integer, string

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.lua.services import Permit
    from postlude.lua.state import LuaState

TYPES = {
    "ITEMTYPE_INVALID": -1,
    "ITEMTYPE_COMMAND": 0,
    "ITEMTYPE_SUBMENU": 1,
    "ITEMTYPE_SEPARATOR": 2,
}
DEEPEST = 50
"""Levels of menus that a script can make; deeper ones are not made."""
ITEM_SIZE = 1024
"""Bytes that a new item counts for in the script's memory."""

_MENUS = Opaque("menu_handle", Menu)
_LUA_TYPES = {type(None): "nil", bool: "boolean", int: "number", float: "number", bytes: "string"}


class _Menus:
    def __init__(self, state: LuaState, session: Session, permit: Permit) -> None:
        self._state = state
        self._session = session
        self._permit = permit

    @property
    def _bar(self) -> MenuBar:
        return menu_bar(self._session)

    # ---- reading, for every script

    def get_top_level_menu(self, window: Any = None, *_: Any) -> Menu:
        self._window(window, 1)
        return self._bar.menu

    def get_title(self, menu: Any = None, window: Any = None, *_: Any) -> bytes:
        given = _menu(menu, 1)
        self._window(window, 2)
        if given.holder is not None:
            return to_bytes(given.holder.text)
        return b"" if self._bar.platform == "windows" else to_bytes(given.title)

    def get_item_count(self, menu: Any = None, *_: Any) -> int:
        return len(_menu(menu, 1).items)

    def get_item_text(self, menu: Any = None, index: Any = None, *_: Any) -> bytes:
        item = _item(menu, index)
        if item is None:
            return b""
        if item.separator:
            return b"" if self._bar.platform == "windows" else b"-"
        return to_bytes(item.text)

    def get_item_type(self, menu: Any = None, index: Any = None, *_: Any) -> int:
        item = _item(menu, index)
        if item is None:
            return TYPES["ITEMTYPE_INVALID"]
        if item.submenu is not None:
            return TYPES["ITEMTYPE_SUBMENU"]
        return TYPES["ITEMTYPE_SEPARATOR" if item.separator else "ITEMTYPE_COMMAND"]

    def get_item_submenu(self, menu: Any = None, index: Any = None, *_: Any) -> Menu | None:
        item = _item(menu, index)
        return item.submenu if item is not None else None

    def get_item_command_id(self, menu: Any = None, index: Any = None, *_: Any) -> int | None:
        item = _item(menu, index)
        return (item.command or None) if item is not None else None

    def find_item(self, menu: Any = None, text: Any = None, start: Any = None, *_: Any) -> Any:
        """The menu that holds the first item which begins with a text, and the item's index; or nil."""
        given, wanted, first = _menu(menu, 1), string(text, 2), integer(start, 3, 0)
        return self._bar.find(given, to_text(wanted), first) if wanted else None

    def execute_command_id(self, command: Any = None, window: Any = None, *_: Any) -> bool:
        """Whether the command was done. False, and told to the user, for those that only Finale can do."""
        number = integer(command, 1)
        self._window(window, 2)
        item = self._bar.command(number)
        return item is not None and execute(self._session, item)

    # ---- changing, for those who may

    def insert_separator(self, menu: Any = None, index: Any = None, *_: Any) -> int:
        gate(self._permit, "menu.insert_separator")
        given, place = _menu(menu, 1), integer(index, 2, -1)
        self._state.charge(ITEM_SIZE)
        return given.add(MenuItem(separator=True), place)

    def insert_submenu(self, text: Any = None, menu: Any = None, index: Any = None, *_: Any) -> Any:
        """The new menu and the index of its item; nil for an empty text."""
        gate(self._permit, "menu.insert_submenu")
        title, given, place = string(text, 1), _menu(menu, 2), integer(index, 3, -1)
        if not title or _depth(given) >= DEEPEST:
            return None
        self._state.charge(ITEM_SIZE + len(title))
        return self._bar.insert_submenu(given, to_text(title), place)

    def delete_submenu(self, menu: Any = None, window: Any = None, *_: Any) -> bool:
        """Whether the menu was deleted: only an empty one that lies in another can be."""
        gate(self._permit, "menu.delete_submenu")
        given = None if menu is None else _menu(menu, 1)
        self._window(window, 2)
        return given is not None and self._bar.delete_submenu(given)

    def move_item(
        self, source: Any = None, index: Any = None, target: Any = None, to: Any = None, *_: Any
    ) -> Any:
        """True and the item's new index; false for an item that opens a submenu or isn't there."""
        gate(self._permit, "menu.move_item")
        origin, place = _menu(source, 1), integer(index, 2)
        moved = self._bar.move(origin, place, _menu(target, 3), integer(to, 4, -1))
        return False if moved is None else (True, moved)

    def set_item_text(self, menu: Any = None, index: Any = None, text: Any = None, *_: Any) -> bool:
        gate(self._permit, "menu.set_item_text")
        item, new = _item(menu, index), string(text, 3)
        if not new or item is None or item.separator:
            return False
        self._state.charge(len(new))
        item.text = to_text(new)
        return True

    def set_title(self, menu: Any = None, window: Any = None, text: Any = None, *_: Any) -> bool:
        gate(self._permit, "menu.set_title")
        given, new = _menu(menu, 1), string(text, 3)
        self._window(window, 2)
        if not new or (given.holder is None and self._bar.platform == "windows"):
            return False
        self._state.charge(len(new))
        given.title = to_text(new)
        if given.holder is not None:
            given.holder.text = given.title
        return True

    def redraw(self, window: Any = None, *_: Any) -> None:
        """Nothing is drawn here."""
        gate(self._permit, "menu.redraw")
        self._window(window, 1)

    def _window(self, value: Any, position: int) -> None:
        """Check the handle of the window that holds the menus: nil on macOS, needed on Windows."""
        if value is None and self._bar.platform != "windows":
            return
        _userdata(value, position)


def _userdata(value: Any, position: int) -> None:
    """Raise ScriptError for what is no userdata."""
    name = _LUA_TYPES.get(type(value))
    if name is None and isinstance(value, LuaValue):
        name = {"LuaTable": "table", "LuaFunction": "function"}.get(type(value).__name__)
    if name is not None:
        raise ScriptError(f"param {position} expected userdata, got {name}")


def _menu(value: Any, position: int) -> Menu:
    """A handle of a menu. Raises ScriptError."""
    if isinstance(value, Menu):
        return value
    _userdata(value, position)
    raise ScriptError(f"param {position} expected a menu handle, got another userdata")


def _item(menu: Any, index: Any) -> MenuItem | None:
    return _menu(menu, 1).item(integer(index, 2))


def _depth(menu: Menu) -> int:
    depth, holder = 0, menu.holder
    while holder is not None and holder.menu is not None:
        depth, holder = depth + 1, holder.menu.holder
    return depth


def menu_namespace(state: LuaState, session: Session, permit: Permit) -> dict[str, Any]:
    """The functions and constants of the namespace by name."""
    state.bind_objects(_MENUS)
    menus = _Menus(state, session, permit)
    functions: tuple[Callable[..., Any], ...] = (
        menus.delete_submenu, menus.execute_command_id, menus.find_item, menus.get_item_command_id,
        menus.get_item_count, menus.get_item_submenu, menus.get_item_text, menus.get_item_type,
        menus.get_title, menus.get_top_level_menu, menus.insert_separator, menus.insert_submenu,
        menus.move_item, menus.redraw, menus.set_item_text, menus.set_title,
    )  # fmt: skip
    return TYPES | {function.__name__: function for function in functions}
