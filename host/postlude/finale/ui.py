"""``FCUI``: alerts, and what scripts ask of the program around the document."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from postlude.finale.arguments import method, static
from postlude.finale.base import FCBase, prop
from postlude.finale.constants import constant, constants
from postlude.finale.dialogs import choosers
from postlude.finale.music.frames import LAYERS
from postlude.finale.text.measurements import decimal_separator
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.music.midiresults import FCListenToMidiResult
    from postlude.finale.text.fonts import FCFontInfo

_RETURNS = {"ok": "OKRETURN", "cancel": "CANCELRETURN", "yes": "YESRETURN", "no": "NORETURN"}


class FCUI(FCBase):
    """The user interface. There is no window: alerts are recorded and answered, drawing does nothing."""

    _started: float | None = None
    _stopped: float | None = None

    def _alert(self, kind: str, text: str, caption: str | None) -> int:
        answer = self._session.surroundings.alert(kind, text, caption or "")
        return constant(_RETURNS[answer])

    @method
    def AlertInfo(self, message: str, title: str | None = None) -> None:
        self._alert("info", message, title)

    @method
    def AlertError(self, message: str, title: str | None = None) -> None:
        self._alert("error", message, title)

    @method
    def AlertNeutral(self, message: str, title: str | None = None) -> None:
        self._alert("neutral", message, title)

    @method
    def AlertOkCancel(self, message: str, title: str | None = None) -> int:
        return self._alert("ok-cancel", message, title)

    @method
    def AlertYesNo(self, message: str, title: str | None = None) -> int:
        return self._alert("yes-no", message, title)

    @method
    def AlertYesNoCancel(self, message: str, title: str | None = None) -> int:
        return self._alert("yes-no-cancel", message, title)

    # The same for Lua strings.

    @method
    def AlertInfoUTF8(self, message: str, title: str | None = None) -> None:
        self._alert("info", message, title)

    @method
    def AlertInfoCString(self, message: str, title: str | None = None) -> None:
        self._alert("info", message, title)

    @method
    def AlertErrorUTF8(self, message: str, title: str | None = None) -> None:
        self._alert("error", message, title)

    @method
    def AlertErrorCString(self, message: str, title: str | None = None) -> None:
        self._alert("error", message, title)

    @method
    def AlertNeutralUTF8(self, message: str, title: str | None = None) -> None:
        self._alert("neutral", message, title)

    @method
    def AlertNeutralCString(self, message: str, title: str | None = None) -> None:
        self._alert("neutral", message, title)

    @method
    def AlertOkCancelUTF8(self, message: str, title: str | None = None) -> int:
        return self._alert("ok-cancel", message, title)

    @method
    def AlertOkCancelCString(self, message: str, title: str | None = None) -> int:
        return self._alert("ok-cancel", message, title)

    @method
    def AlertYesNoUTF8(self, message: str, title: str | None = None) -> int:
        return self._alert("yes-no", message, title)

    @method
    def AlertYesNoCString(self, message: str, title: str | None = None) -> int:
        return self._alert("yes-no", message, title)

    @method
    def AlertYesNoCancelUTF8(self, message: str, title: str) -> int:
        return self._alert("yes-no-cancel", message, title)

    # Where the script runs, and what is in view.

    @method
    def IsOnMac(self) -> bool:
        return self._session.surroundings.platform == "mac"

    @method
    def IsOnWindows(self) -> bool:
        return self._session.surroundings.platform == "windows"

    @method
    def IsPartView(self) -> bool:
        return self._session.part != 0

    @method
    def IsPageView(self) -> bool:
        """Whether a menu command has chosen page view; scroll view is in view at first."""
        return bool(self._session.shared.get("page view"))

    @method
    def IsLayerVisible(self, layernum: int) -> bool:
        """Every layer is: hiding one is a matter of Finale's window."""
        return layernum in LAYERS

    @method
    def IsFontAvailable(self, fontname: str) -> bool:
        """Whether the font is installed: a file of its name where the system keeps fonts, or SMuFL metadata."""
        from postlude.finale.layout.fontfiles import is_installed

        return self._session.surroundings.smufl_fonts(fontname) or is_installed(fontname)

    @method
    def GetUserLocaleName(self, into: FCString) -> None:
        into.text_value = self._session.surroundings.locale

    @method
    def GetDecimalSeparator(self, into: FCString) -> None:
        """The separator of the locale's language: a comma where that is the custom."""
        into.text_value = decimal_separator(self._session.surroundings.locale)

    @prop
    def MaxLayers(self) -> int:
        return len(LAYERS)

    @prop
    def CurrentMeasure(self) -> int:
        return max(self._session.selection.start_measure, 1)

    @prop
    def CurrentPage(self) -> int:
        return 1

    @prop
    def ZoomLevel(self) -> int:
        return 100

    @prop
    def ScreenWidth(self) -> int:
        """Pixels. There is no screen: that of a common one, for scripts that lay out their windows."""
        return 1920

    @prop
    def ScreenHeight(self) -> int:
        return 1080

    @method
    def RedrawDocument(self) -> None:
        """Nothing is drawn here."""

    @method
    def ActivateDocumentWindow(self) -> bool:
        return self._session.document is not None

    @method
    def MoveToMeasure(self, measure: int, staffno: int = 0) -> None:
        """There is no view to move."""

    @method
    def Beep(self) -> None:
        """There is nothing to beep."""

    # Commands of menus, and what lies outside.

    @method
    def MenuCommand(self, menucmd: int) -> bool:
        """Do what a command of Finale's menus does (a ``MENUCMD_`` number), where that is possible without
        Finale: rebeaming the selection, choosing a view, drawing (nothing is to be drawn). Of any other the
        answer is false, and the user is told."""
        from postlude.finale import menus  # late: most runs ask for no menu

        action = next((action for name, action in _COMMANDS.items() if constant(name) == menucmd), None)
        if action is None:
            return self._impossible(_menu_command(menucmd))
        return menus.perform(self._session, action)

    @method
    def MenuPositionCommand(self, mainmenuidx: int, dropdownidx: int, submenuidx: int) -> bool:
        """False: how these positions count isn't known."""
        return self._impossible(f"the menu command at {mainmenuidx}, {dropdownidx}, {submenuidx}")

    @method
    def ExecuteOSMenuCommand(self, osmenucmd: int, usemacfinaleapi: bool = False) -> bool:
        """Do what an item of the menus does, by its number, where that is possible without Finale. Of any other
        the answer is false, and the user is told."""
        from postlude.finale import menus  # late: most runs ask for no menu

        item = menus.menu_bar(self._session).command(osmenucmd)
        if item is None:
            return self._impossible(f"the menu command {osmenucmd}")
        return menus.execute(self._session, item)

    @method
    def GetOSMenuCommandFromItemText(self, topmenu: str, itemtext: str) -> int:
        """The number of the first command in a menu of the menu bar that begins with a text; 0 if none does."""
        from postlude.finale import menus  # late: most runs ask for no menu

        bar = menus.menu_bar(self._session)
        top = next((item.submenu for item in bar.menu.items if item.text == topmenu), None)
        found = bar.find(top, itemtext) if top is not None and itemtext else None
        return found[0].items[found[1]].command if found is not None else 0

    @method
    def DisplayWebURL(self, url: str) -> bool:
        """False: nothing is opened; the user is told what the script wanted to show."""
        return self._impossible(f"opening {url}", "open it yourself if you trust it")

    @method
    def DisplayShellFolder(self, folder: str) -> bool:
        """False: nothing is opened; the user is told what the script wanted to show."""
        return self._impossible(f"showing the folder {folder}", "open it yourself")

    # Finale's own dialogs.

    @method
    def DisplayArticulationDialog(self, cmperinit: int = 0) -> int:
        """Let an articulation of the document be chosen: its number, 0 if none was."""
        return choosers.choose(self._session, choosers.ARTICULATION, cmperinit)

    @method
    def DisplayExpressionDialog(self, cmperinit: int = 0, isshape: bool = False) -> tuple[int, bool]:
        """Let an expression be chosen: its number (0 if none was), and whether its definition is one of a
        shape."""
        return choosers.choose_expression(self._session, cmperinit, isshape)

    @method
    def DisplayTextExpressionDialog(self, cmperinit: int = 0) -> int:
        """Let an expression of text be chosen: its number, 0 if none was."""
        return choosers.choose(self._session, choosers.EXPRESSION, cmperinit)

    @method
    def DisplayShapeDialog(self, cmperinit: int = 0) -> int:
        """Let a shape be chosen: its number, 0 if none was."""
        return choosers.choose(self._session, choosers.SHAPE, cmperinit)

    @method
    def DisplaySymbolDialog(self, pFontInfo: FCFontInfo, symbolinit: int = 0) -> int:
        """Let a character of the font be chosen: its code point, 0 if none was."""
        return choosers.choose(self._session, choosers.SYMBOL, symbolinit)

    @method
    def DisplayListenToMidiDialog(self, result: FCListenToMidiResult) -> bool:
        """False: no MIDI instrument is listened to; the user is told."""
        return self._impossible("listening to a MIDI instrument", "there is none")

    def _impossible(self, what: str, advice: str = "there is no Finale to do it") -> bool:
        self._session.notes.setdefault(f"FCUI {what}", f"{what} was left out: {advice}")
        return False

    @method
    def TextToClipboard(self, text: str) -> bool:
        """Put a text where other scripts of the session would find it; the system's clipboard is left
        alone."""
        self._session.shared["clipboard"] = text
        return True

    @method
    def TextToClipboardUTF8(self, text: str) -> bool:
        self._session.shared["clipboard"] = text
        return True

    @static
    def GetHiResTimer(self) -> float:
        """Seconds from a fixed moment."""
        return time.perf_counter()

    @method
    def StartPerformanceTimer(self) -> None:
        self._started: float = time.perf_counter()
        self._stopped: float | None = None

    @method
    def StopPerformanceTimer(self) -> None:
        self._stopped = time.perf_counter()

    @method
    def ReturnPerformanceTiming(self) -> float:
        """Seconds between the last start and stop."""
        now = time.perf_counter()
        return (self._stopped or now) - (self._started or now)


_COMMANDS = {
    "MENUCMD_REBEAM": "rebeam",
    "MENUCMD_REDRAWSCREEN": "redraw",
    "MENUCMD_VIEWPAGEVIEW": "page-view",
    "MENUCMD_VIEWSCROLLVIEW": "scroll-view",
    "MENUCMD_VIEWSTUDIOVIEW": "studio-view",
}


def _menu_command(number: int) -> str:
    names = (name for name, value in constants().items() if name.startswith("MENUCMD_") and value == number)
    return next(names, f"the menu command {number}")
