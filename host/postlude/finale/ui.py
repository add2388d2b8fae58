"""``FCUI``: alerts, and what scripts ask of the program around the document."""

from __future__ import annotations

import time

from postlude.finale.arguments import method, static
from postlude.finale.base import FCBase, prop
from postlude.finale.constants import constant
from postlude.finale.frames import LAYERS
from postlude.finale.strings import FCString

_RETURNS = {"ok": "OKRETURN", "cancel": "CANCELRETURN", "yes": "YESRETURN", "no": "NORETURN"}


class FCUI(FCBase):
    """The user interface. There is no window: alerts are recorded and answered, drawing does nothing."""

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
        return False

    @method
    def IsLayerVisible(self, layernum: int) -> bool:
        """Every layer is: hiding one is a matter of Finale's window."""
        return layernum in LAYERS

    @method
    def IsFontAvailable(self, fontname: str) -> bool:
        """Whether SMuFL metadata for the font is installed; no other font is looked for."""
        return self._session.surroundings.smufl_fonts(fontname)

    @method
    def GetUserLocaleName(self, into: FCString) -> None:
        into.text_value = self._session.surroundings.locale

    @method
    def GetDecimalSeparator(self, into: FCString) -> None:
        """The separator of the locale's language: a comma where that is the custom."""
        language = self._session.surroundings.locale[:2].lower()
        into.text_value = "," if language in _COMMA_LANGUAGES else "."

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

    @static
    def GetHiResTimer(self) -> float:
        """Seconds from a fixed moment."""
        return time.perf_counter()

    @method
    def StartPerformanceTimer(self) -> None:
        self._started = time.perf_counter()
        self._stopped: float | None = None

    @method
    def StopPerformanceTimer(self) -> None:
        self._stopped = time.perf_counter()

    @method
    def ReturnPerformanceTiming(self) -> float:
        """Seconds between the last start and stop."""
        return (self._stopped or time.perf_counter()) - getattr(self, "_started", time.perf_counter())


_COMMA_LANGUAGES = frozenset(
    {
        "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "nb",
        "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "vi",
    }
)  # fmt: skip
