"""``luaosutils.text``: text from one Windows code page to another."""

from __future__ import annotations

import codecs
from typing import Any

from .arguments import integer, string

UTF8 = 65001
WINDOWS_DEFAULT = 1252

_CODECS = {
    UTF8: "utf-8",
    65000: "utf-7",
    37: "cp037",
    20127: "ascii",
    932: "cp932",
    936: "gbk",
    949: "cp949",
    950: "cp950",
    1361: "johab",
    10000: "mac_roman",
    10004: "mac_arabic",
    10006: "mac_greek",
    10007: "mac_cyrillic",
    10010: "mac_romanian",
    10029: "mac_latin2",
    10079: "mac_iceland",
    10081: "mac_turkish",
    10082: "mac_croatian",
    20273: "cp273",
    20866: "koi8_r",
    20932: "euc_jp",
    20936: "gb2312",
    21866: "koi8_u",
    38598: "iso8859_8",
    50220: "iso2022_jp",
    50225: "iso2022_kr",
    51932: "euc_jp",
    51936: "gb2312",
    51949: "euc_kr",
    52936: "hz",
    54936: "gb18030",
}
_SINGLE_BYTE_WINDOWS = range(1250, 1259)


def codec_name(codepage: int) -> str | None:
    """The Python codec of a Windows code page; None for one that is unknown or, as UTF-16, not 8-bit."""
    if codepage in _CODECS:
        return _CODECS[codepage]
    if 28591 <= codepage <= 28606 and codepage != 28602:
        return f"iso8859_{codepage - 28590}"
    name = f"cp{codepage}"
    if not 0 < codepage < 1300:
        return None
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


def _undefined_byte(error: UnicodeError) -> tuple[str | bytes, int]:
    """Bytes 80 to 9F that a code page leaves undefined stand for the control characters of their numbers."""
    if isinstance(error, UnicodeDecodeError) and all(
        0x80 <= b < 0xA0 for b in error.object[error.start : error.end]
    ):
        return error.object[error.start : error.end].decode("latin-1"), error.end
    if isinstance(error, UnicodeEncodeError) and all(
        "\x80" <= c < "\xa0" for c in error.object[error.start : error.end]
    ):
        return error.object[error.start : error.end].encode("latin-1"), error.end
    raise error


codecs.register_error("postlude.undefined_byte", _undefined_byte)


def convert(data: bytes, source: int, target: int, platform: str) -> bytes | None:
    """``data`` from one code page in another; None if a code page is unknown or the text isn't valid in one.

    A character that the target lacks is "?" on Windows, and a failure on macOS, as the systems do.
    """
    decoder, encoder = codec_name(source), codec_name(target)
    if decoder is None or encoder is None:
        return None
    try:
        text = data.decode(decoder, _errors(source))
        try:
            return text.encode(encoder, _errors(target))
        except UnicodeEncodeError:
            return text.encode(encoder, "replace") if platform == "windows" else None
    except UnicodeError:
        return None


def _errors(codepage: int) -> str:
    return "postlude.undefined_byte" if codepage in _SINGLE_BYTE_WINDOWS else "strict"


def text_namespace(platform: str) -> dict[str, Any]:
    """The functions of the namespace, for what the run says its platform is."""

    def convert_encoding(data: Any = None, source: Any = None, target: Any = None, *_: Any) -> bytes | None:
        text, origin, aim = string(data, 1), integer(source, 2), integer(target, 3, UTF8)
        return text if not text else convert(text, origin, aim, platform)

    def get_default_codepage(*_: Any) -> int:
        return WINDOWS_DEFAULT if platform == "windows" else UTF8

    def get_utf8_codepage(*_: Any) -> int:
        return UTF8

    return {
        "convert_encoding": convert_encoding,
        "get_default_codepage": get_default_codepage,
        "get_utf8_codepage": get_utf8_codepage,
    }
