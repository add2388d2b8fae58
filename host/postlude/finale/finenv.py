"""``finenv``: what a script asks of its environment rather than of the document.

The same object serves Lua, where :mod:`postlude.lua.finenv` binds it, and Python plugins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from postlude import versions
from postlude.errors import ScriptError
from postlude.finale.arguments import expected, to_bool, to_int, to_text
from postlude.finale.constants import constant
from postlude.finale.regions.regions import FCMusicRegion
from postlude.finale.session import Session
from postlude.finale.ui import FCUI
from postlude.finale.undo import Undo

if TYPE_CHECKING:
    from postlude.finale.scriptitems import FCLuaScriptItems

MESSAGE_RESULT_TYPE: Mapping[str, int] = MappingProxyType(
    {
        "SCRIPT_RESULT": 0,
        "DOCUMENT_REQUIRED": 1,
        "SELECTION_REQUIRED": 2,
        "SCORE_REQUIRED": 3,
        "FINALE_VERSION_MISMATCH": 4,
        "LUA_PLUGIN_VERSION_MISMATCH": 5,
        "MISCELLANEOUS": 6,
        "EXTERNAL_TERMINATION": 7,
        "LUA_ERROR": 8,
    }
)
TRUSTED_MODE_TYPE: Mapping[str, int] = MappingProxyType(
    {"UNTRUSTED": 0, "USER_TRUSTED": 1, "HASH_VERIFIED": 2, "NOT_ENFORCED": 3}
)
MODIFIERS = {
    "shift": "CMDMODKEY_SHIFT",
    "alt": "CMDMODKEY_ALT",
    "control": "CMDMODKEY_CTRL",
    "command": "CMDMODKEY_COMMAND",
    "function": "CMDMODKEY_FUNCTION",
}
"""The keys of ``--modifiers`` and their constants."""


@dataclass
class ScriptFacts:
    """What is fixed about the script of a run."""

    path: str = ""
    folder: str = ""
    plugindef_text: str = ""
    trusted_mode: int = 0
    loaded_as_string: bool = False
    lua_release: str = "Lua 5.4"
    modifiers: frozenset[str] = field(default_factory=frozenset)
    debug: bool = False
    at_startup: bool = False


class Finenv:
    """Functions are methods; properties are listed in :attr:`PROPERTIES`, those that scripts can write in
    :attr:`WRITABLE`."""

    FUNCTIONS = (
        "CreateLuaScriptItems", "CreateLuaScriptItemsFromFilePath", "EndUndoBlock", "ExecuteLuaScriptItem",
        "GetFinaleMainWindow", "GetPluginDefFunction", "IsScriptActive", "QueryInitializationInProgress",
        "QueryInvokedModifierKeys", "Region", "RegisterModelessDialog", "RunningLuaFilePath",
        "RunningLuaFolderPath", "StartNewUndoBlock", "UI", "UserValueInput",
    )  # fmt: skip
    PROPERTIES = (
        "ConsoleIsAvailable", "DebugEnabled", "EmbeddedLuaOSUtils", "FinaleVersion", "IsFinaleDemo",
        "IsRGPLua", "LoadedAsString", "LuaBridgeVersion", "LuaReleaseVersion", "MajorVersion",
        "MessageResultType", "MinorVersion", "RawFinaleVersion", "RetainLuaState", "StringVersion",
        "TrustedMode", "TrustedModeType",
    )  # fmt: skip
    WRITABLE = ("RetainLuaState",)

    ConsoleIsAvailable = True
    EmbeddedLuaOSUtils = True
    FinaleVersion = versions.FINALE_VERSION
    IsFinaleDemo = False
    IsRGPLua = True
    LuaBridgeVersion = versions.LUABRIDGE_VERSION
    MajorVersion = versions.MAJOR_VERSION
    MessageResultType = MESSAGE_RESULT_TYPE
    MinorVersion = versions.MINOR_VERSION
    RawFinaleVersion = versions.RAW_FINALE_VERSION
    StringVersion = versions.STRING_VERSION
    TrustedModeType = TRUSTED_MODE_TYPE

    def __init__(self, session: Session, undo: Undo, facts: ScriptFacts) -> None:
        self._session = session
        self._undo = undo
        self._facts = facts
        self.RetainLuaState = False

    def use(self, undo: Undo) -> None:
        """Work on the undo blocks of another invocation."""
        self._undo = undo

    def invoked_with(self, modifiers: frozenset[str], *, at_startup: bool = False) -> None:
        """Another invocation, with those keys held."""
        self._facts.modifiers = modifiers
        self._facts.at_startup = at_startup

    @property
    def DebugEnabled(self) -> bool:
        return self._facts.debug

    @property
    def LoadedAsString(self) -> bool:
        return self._facts.loaded_as_string

    @property
    def LuaReleaseVersion(self) -> str:
        return self._facts.lua_release

    @property
    def TrustedMode(self) -> int:
        return self._facts.trusted_mode

    def Region(self) -> FCMusicRegion:
        """The selected region: one object a run, which changes with what a script does to it; while a modeless
        window is open, each call makes it the selected region again."""

        def make() -> FCMusicRegion:
            region = FCMusicRegion(self._session)
            region.SetCurrentSelection()
            return region

        found: FCMusicRegion = self._session.one("region", make)
        if any(window.exists for window in self._session.modeless):
            found.SetCurrentSelection()
        return found

    def UI(self) -> FCUI:
        found: FCUI = self._session.one("ui", lambda: FCUI(self._session))
        return found

    def StartNewUndoBlock(self, text: Any = "", store_previous: Any = True) -> None:
        """End the open block (stored unless the second argument says otherwise) and begin one of that name."""
        self._undo.start(to_text(text), store_previous is None or to_bool(store_previous))

    def EndUndoBlock(self, store: Any = False) -> None:
        self._undo.end(to_bool(store))

    @contextmanager
    def undo_block(self, text: str) -> Iterator[None]:
        """For Python: an undo block of that name, stored at the end and rolled back if something is raised.

        It ends the open block, which is stored, as ``StartNewUndoBlock`` does.
        """
        self._undo.start(text)
        try:
            yield
        except BaseException:
            self._undo.end(False)
            raise
        self._undo.end(True)

    def CreateLuaScriptItems(self) -> FCLuaScriptItems:
        """The items of the menu: of all Lua scripts that are configured, shipped or in one of the user's folders."""
        from postlude.finale.scriptitems import FCLuaScriptItems, scripts_of  # late: few scripts start others

        return FCLuaScriptItems.of(self._session, scripts_of(self._session).configured())

    def CreateLuaScriptItemsFromFilePath(self, path: Any = None, text: Any = None) -> FCLuaScriptItems:
        """The items of a script file, or of ``text`` in its place. Without a path they have no file."""
        from postlude.finale.scriptitems import FCLuaScriptItems, scripts_of

        name = "" if path is None else to_text(path)
        code = None if text is None else to_text(text, 2)
        return FCLuaScriptItems.of(self._session, scripts_of(self._session).of_file(name, code))

    def ExecuteLuaScriptItem(self, item: Any = None) -> tuple[Any, ...]:
        """Run another script to its end, in a Lua state of its own: success, and where there is a message, the
        message and its type (``finenv.MessageResultType``)."""
        from postlude.finale.scriptitems import FCLuaScriptItem, scripts_of

        if not isinstance(item, FCLuaScriptItem):
            raise expected(1, FCLuaScriptItem.lua_name, item)
        return scripts_of(self._session).execute(item)

    def GetFinaleMainWindow(self) -> Any:
        """The handle that ``luaosutils.menu`` takes for Finale's window: nil on macOS, where there is none."""
        return self._session.surroundings.main_window()

    def QueryInitializationInProgress(self) -> bool:
        """Whether the script runs as at Finale's start (``--at-startup``)."""
        return self._facts.at_startup

    def QueryInvokedModifierKeys(self, keys: Any = None) -> bool:
        """Whether all keys of a sum of ``CMDMODKEY_`` numbers were held."""
        wanted = to_int(keys)
        held = sum(constant(MODIFIERS[name]) for name in self._facts.modifiers)
        return wanted & held == wanted

    def RegisterModelessDialog(self, window: Any = None) -> None:
        """Announce a window that the script is going to show while it goes on: the run lasts until all of them
        are closed."""
        from postlude.finale.dialogs.luawindows import FCCustomLuaWindow  # late: most runs have no window

        if not isinstance(window, FCCustomLuaWindow):
            raise expected(1, FCCustomLuaWindow.lua_name, window)
        if not any(each is window for each in self._session.modeless):
            self._session.modeless.append(window)

    def RunningLuaFilePath(self) -> str:
        return self._facts.path

    def RunningLuaFolderPath(self) -> str:
        return self._facts.folder

    def GetPluginDefFunction(self) -> str:
        """The text of ``plugindef`` that was found in the script."""
        return self._facts.plugindef_text

    def IsScriptActive(self) -> bool:
        return True

    def UserValueInput(self) -> None:
        """RGP Lua shows an error and gives nil, and so does this."""
        self.UI().AlertError("finenv.UserValueInput is not supported. Use FCCustomLuaWindow instead.", "")

    def set(self, name: str, value: Any) -> None:
        """Write a property. Raises ScriptError for all but ``RetainLuaState``."""
        if name not in self.WRITABLE:
            raise ScriptError(f"No writable member '{name}'")
        setattr(self, name, to_bool(value))
