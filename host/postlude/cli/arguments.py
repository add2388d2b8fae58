"""Values of options, each checked with a message that says what it should be."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from postlude.errors import UsageError
from postlude.https.resolve import Place, parse_resolve


def positive_seconds(text: str) -> float:
    value = _number(text)
    if not value > 0 or math.isinf(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return value


def megabytes(text: str) -> int:
    value = _number(text)
    if not 1 <= value < 1 << 20:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of megabytes from 1")
    return int(value * 1024 * 1024)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None


def part(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a part; 0 is the score")
    return int(text)


def existing_file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"{text}: there is no such file")
    return path


def ca_file(text: str) -> Path:
    path = existing_file(text)
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except (ssl.SSLError, OSError):
        raise argparse.ArgumentTypeError(f"{text}: this file has no certificate in PEM form") from None
    return path


def existing_path(text: str) -> Path:
    path = Path(text)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"{text}: there is no such file or folder")
    return path


def modifiers(text: str) -> frozenset[str]:
    from postlude.finale.finenv import MODIFIERS

    names = {name.strip().lower() for name in text.split(",") if name.strip()}
    unknown = names - set(MODIFIERS)
    if unknown:
        known = ", ".join(MODIFIERS)
        raise argparse.ArgumentTypeError(f"{sorted(unknown)[0]!r} is not a modifier key; there are {known}")
    return frozenset(names)


def dialogs(text: str) -> tuple[str | None, Path | None]:
    """``ok``, ``cancel`` or ``ask``, and the folder of ``show=FOLDER``; with a comma, both."""
    mode: str | None = None
    folder: Path | None = None
    for each in filter(None, (word.strip() for word in text.split(","))):
        if each.startswith("show=") and len(each) > len("show=") and folder is None:
            folder = Path(each.removeprefix("show="))
        elif each in ("ok", "cancel", "ask") and mode is None:
            mode = each
        else:
            raise argparse.ArgumentTypeError(
                f"{text!r} is not ok, cancel or ask, show=FOLDER, or both with a comma between them"
            )
    if folder is not None and folder.exists() and not folder.is_dir():
        raise argparse.ArgumentTypeError(f"{folder} is no folder")
    return mode, folder


def resolve(text: str) -> tuple[Place, Place]:
    """``HOST:PORT:ADDRESS[:PORT]``: where to connect instead."""
    try:
        [place] = parse_resolve([text]).items()
    except UsageError as error:
        raise argparse.ArgumentTypeError(error.message) from None
    return place
