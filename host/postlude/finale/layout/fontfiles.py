"""Fonts that are installed, for those who have the extra ``fonts`` (fontTools): exact sizes of characters."""

from __future__ import annotations

import os
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from postlude.finale.layout.glyphs import EM, Glyph

_ENDINGS = (".ttf", ".otf")
_PLAIN_NAMES = ("", "regular", "roman", "book")


def folders() -> list[Path]:
    """Where the system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return [
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            Path(local) / "Microsoft/Windows/Fonts",
        ]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    data = Path(os.environ.get("XDG_DATA_HOME", home / ".local/share"))
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts", home / ".fonts"]


def _plain(name: str) -> str:
    return "".join(each for each in name.lower() if each.isalnum())


@cache
def _files() -> dict[str, Path]:
    """The font files by their names without blanks and signs."""
    found: dict[str, Path] = {}
    for folder in folders():
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.suffix.lower() in _ENDINGS:
                    found.setdefault(_plain(path.stem), path)
    return found


def _file(name: str, bold: bool, italic: bool) -> Path | None:
    style = "bold" * bold + "italic" * italic
    names = [style, style.replace("italic", "oblique")] if style else list(_PLAIN_NAMES)
    return next((path for each in names if (path := _files().get(_plain(name) + each)) is not None), None)


@cache
def _font(name: str, bold: bool, italic: bool) -> tuple[Any, Any, Any, float] | None:
    """An open font with its glyphs, its character map and its units an em."""
    try:
        from fontTools.ttLib import TTFont, TTLibError
    except ImportError:
        return None
    path = _file(name, bold, italic)
    if path is None:
        return None
    try:
        font = TTFont(BytesIO(path.read_bytes()), lazy=True)
        return font, font.getGlyphSet(), font.getBestCmap() or {}, float(font["head"].unitsPerEm)
    except (OSError, TTLibError):
        return None


def is_installed(name: str) -> bool:
    """Whether a font file of that name is where the system keeps fonts."""
    return _file(name, False, False) is not None


@cache
def glyph(name: str, code: int, *, bold: bool, italic: bool) -> Glyph | None:
    """A character of an installed font; None where the font or the character can't be had."""
    opened = _font(name, bold, italic)
    if opened is None or code not in opened[2]:
        return None
    from fontTools.pens.boundsPen import BoundsPen

    _, glyphs, characters, units = opened
    drawn = glyphs[characters[code]]
    pen = BoundsPen(glyphs)
    drawn.draw(pen)
    left, bottom, right, top = (each * EM / units for each in pen.bounds or (0, 0, 0, 0))
    return Glyph(drawn.width * EM / units, left, bottom, right, top)
