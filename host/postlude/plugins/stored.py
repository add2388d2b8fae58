"""Small JSON files of the configuration folder that Postlude itself writes: one list under one name.

They are for the user alone to read, and are replaced whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from postlude.errors import UsageError


def read_entries(file: Path, name: str, what: str) -> list[dict[str, Any]]:
    """The list under ``name``, each item a table; none if there is no file. ``what`` names the items in
    messages. Raises :class:`UsageError` naming file and line.
    """
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except json.JSONDecodeError as error:
        raise UsageError(f"{file}:{error.lineno}: not valid JSON: {error.msg}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: can't read the {what}: {error}") from error
    entries = values.get(name) if isinstance(values, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(f'{file}:1: not a list of {what} ({{"{name}": [...]}})')
    return entries


def write_entries(file: Path, name: str, what: str, entries: Sequence[dict[str, Any]]) -> None:
    """Replace the list. Raises :class:`UsageError` if it can't be written."""
    import tempfile

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # mkstemp makes a file that only its owner can read.
        handle, temporary = tempfile.mkstemp(prefix=f".{file.stem}-", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({name: list(entries)}, stream, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).replace(file)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{file}: can't store the {what}: {error.strerror}") from error
