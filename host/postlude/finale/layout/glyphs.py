"""How wide and high characters are where no font file can be read: the usual sizes, in thousandths of an em.

Letters are those of Times, or of Helvetica for a font without serifs, whose widths are published (Adobe's font
metrics for the 14 standard fonts). Music characters have the sizes that SMuFL fonts agree in; four staff spaces
make an em.
"""

from __future__ import annotations

from typing import NamedTuple

EM = 1000
SPACE = EM / 4


class Glyph(NamedTuple):
    """A character's advance and its box around the origin."""

    advance: float
    left: float
    bottom: float
    right: float
    top: float


_SANS = frozenset(
    (
        "arial", "helvetica", "verdana", "tahoma", "calibri", "candara", "segoeui", "gillsans", "futura", "avenir",
        "optima", "myriad", "lucida", "frutiger", "univers", "trebuchetms", "opensans", "roboto", "lato", "inter",
        "geneva", "monaco",
    )
)  # fmt: skip

# From the blank to the tilde.
_TIMES = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722,
    611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444,
    500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722,
    500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip
_HELVETICA = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
    556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
    556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
    500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_CAPITAL, _SMALL, _TALL, _DEEP = 662, 450, 683, -217
_BOLD = 1.06
"""By how much bold letters are wider."""

# Code point: width, bottom and top in staff spaces.
_MUSIC = {
    0xE0A2: (1.69, -0.5, 0.5), 0xE0A3: (1.18, -0.5, 0.5), 0xE0A4: (1.18, -0.5, 0.5), 0xE1E7: (0.4, -0.2, 0.2),
    0xE260: (0.9, -0.7, 1.76), 0xE261: (0.67, -1.34, 1.36), 0xE262: (1.0, -1.39, 1.4), 0xE263: (0.99, -0.5, 0.51),
    0xE264: (1.64, -0.7, 1.75), 0xE4A0: (1.36, 0.0, 0.98), 0xE4A1: (1.36, -0.98, 0.0), 0xE4A2: (0.34, 0.0, 0.34),
    0xE4A3: (0.34, -0.34, 0.0), 0xE4A4: (1.35, 0.0, 0.19), 0xE4A5: (1.35, -0.19, 0.0), 0xE4AC: (0.94, 0.0, 1.16),
    0xE4AD: (0.94, -1.16, 0.0), 0xE4C0: (2.42, 0.0, 1.32), 0xE4C1: (2.42, -1.32, 0.0),
    **dict.fromkeys(range(0xE080, 0xE08A), (1.8, -1.0, 1.0)),
}  # fmt: skip


OLD_MUSIC_FONTS = frozenset(
    ("maestro", "petrucci", "engraverfontset", "jazz", "sonata", "opus", "broadwaycopyist")
)
"""Music fonts from before SMuFL, in small letters without blanks; they have their signs where letters are."""
_OLD_SIGNS = {
    35: 0xE262, 45: 0xE4A4, 46: 0xE4A2, 62: 0xE4A0, 85: 0xE4C0, 94: 0xE4AC, 98: 0xE260, 110: 0xE261,
    117: 0xE4C1, 118: 0xE4AD, 119: 0xE0A2, 207: 0xE0A4, 250: 0xE0A3,
    **{48 + digit: 0xE080 + digit for digit in range(10)},
}  # fmt: skip
"""The commonest of these signs, with the character that SMuFL has for each."""


def is_old_music_font(font: str) -> bool:
    return font.lower().replace(" ", "") in OLD_MUSIC_FONTS


def old_music_glyph(code: int) -> Glyph | None:
    """A character of a music font from before SMuFL; None for one whose size isn't known."""
    return music_glyph(_OLD_SIGNS.get(code, 0))


def is_sans(font: str) -> bool:
    plain = font.lower().replace(" ", "")
    return "sans" in plain or plain in _SANS


def music_glyph(code: int) -> Glyph | None:
    """A character of a SMuFL font; None for one whose size isn't known."""
    found = _MUSIC.get(code)
    if found is None:
        return None
    width, bottom, top = (number * SPACE for number in found)
    return Glyph(width, 0, bottom, width, top)


def letter(character: str, font: str, *, bold: bool) -> Glyph:
    """A character of a text font."""
    widths = _HELVETICA if is_sans(font) else _TIMES
    index = ord(character) - ord(" ")
    width = (widths[index] if 0 <= index < len(widths) else widths[ord("n") - ord(" ")]) * (
        _BOLD if bold else 1
    )
    if character.isspace():
        return Glyph(width, 0, 0, 0, 0)
    bottom = _DEEP if character in "gjpqyQ,;()[]{}|" else 0
    top = _SMALL if character in "acegmnopqrsuvwxyz" else _TALL if character.islower() else _CAPITAL
    if character in ".,_":
        top = 100
    return Glyph(width, 0, bottom, width, top)
