"""The document's default fonts: ``FCFontPrefs``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Node
from postlude.finale.arguments import method
from postlude.finale.base import write_only
from postlude.finale.prefs.base import Prefs
from postlude.finale.records import NO_KEY
from postlude.finale.text.fonts import FCFontInfo

if TYPE_CHECKING:
    from postlude.finale.session import Session

FONT_PREFS = dict(
    enumerate(
        [
            "music",
            "key",
            "clef",
            "time",
            "chord",
            "chordAcci",
            "ending",
            "tuplet",
            "textBlock",
            "lyricVerse",
            "lyricChorus",
            "lyricSection",
            "multiMeasRest",
            "tablature",
            "chordSuffix",
            "expression",
            "repeat",
            "fretboard",
            "flags",
            "accis",
            "altNotSlash",
            "altNotNum",
            "rests",
            "reptDots",
            "noteheads",
            "augDots",
            "timePlus",
            "articulation",
            "percussion",
            "smartShape8va",
            "measNumb",
            "staffNames",
            "abbrvStaffNames",
            "groupNames",
            "smartShape8vb",
            "smartShape15ma",
            "smartShape15mb",
            "smartShapeTrill",
            "smartShapeWiggle",
            "abbrvGroupNames",
            "bendCurveFull",
            "bendCurveWhole",
            "bendCurveFrac",
            "timeParts",
            "timePlusParts",
        ]
    )
)
"""``FONTPREF_`` numbers and the ``type`` of the ``font`` element in options/fontOptions."""


class FCFontPrefs(Prefs, tag="fontOptions"):
    """One of the document's default fonts, loaded by its ``FONTPREF_`` number."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._kind = ""

    @method
    def Load(self, prefsno: int = 0) -> bool:
        self._number = prefsno
        self._kind = FONT_PREFS.get(prefsno, "")
        return bool(self._kind) and self._load(NO_KEY) and self._element() is not None

    def _element(self) -> Node | None:
        return next((child for child in self._node.children if child.attrs.get("type") == self._kind), None)

    @method
    def CreateFontInfo(self) -> FCFontInfo | None:
        element = self._element()
        if element is None:
            return None
        info = FCFontInfo(self._session)
        info.take_element(element)
        return info

    @method
    def GetFontInfo(self, info: FCFontInfo) -> bool:
        element = self._element()
        if element is None:
            return False
        info.take_element(element)
        return True

    @write_only
    def FontInfo(self, info: FCFontInfo) -> None:
        self.put_font(info)

    def put_font(self, info: FCFontInfo) -> None:
        """Write a font into the element of this kind."""
        element = self._element()
        if element is None:
            return
        info.put_element(element)
        self._changed[f"font[type={self._kind}]"] = None
