"""Which functions need which flag of plugindef: what runs ask before they call one, and ``postlude check`` reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postlude.lua.services import Permit

_FUNCTIONS: Final[Mapping[str, str]] = {
    "ExecuteHttpsCalls": (
        "luaosutils.internet.get luaosutils.internet.post luaosutils.internet.download_url "
        "luaosutils.internet.get_sync luaosutils.internet.post_sync luaosutils.internet.download_url_sync "
        "luaosutils.internet.cancel_session luaosutils.internet.report_errors"
    ),
    "ExecuteExternalCode": "os.execute io.popen process.execute process.launch package.loadlib",
    "ModifyFinaleMenus": (
        "menu.insert_separator menu.insert_submenu menu.delete_submenu menu.move_item menu.set_item_text "
        "menu.set_title menu.redraw"
    ),
}

GATES: Final[Mapping[str, str]] = {name: flag for flag, names in _FUNCTIONS.items() for name in names.split()}
"""The flag that each function needs. Namespaces of luaosutils stand without its name, but for ``internet``."""

GATED_MODULES: Final[Mapping[str, str]] = {
    "openai": "ExecuteHttpsCalls",
    "library.openai": "ExecuteHttpsCalls",
    "socket": "LoadLuaSocket",
    "socket.core": "LoadLuaSocket",
}
"""Modules that ``require`` gives only with a flag."""


def gate(permit: Permit, name: str) -> None:
    """Ask whether a function of :data:`GATES` may be called. Raises RefusedError."""
    permit(GATES[name], name)
