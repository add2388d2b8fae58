"""``RunResult``: all that happened in one run, and its JSON form."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlude.enigma.journal import Change


@dataclass
class ErrorPlace:
    """Where a plugin failed: a file and line, and a traceback for its author."""

    file: str | None = None
    line: int | None = None
    traceback: str | None = None


@dataclass
class RunResult:
    """What one run of one plugin on one document did. Nothing is written by a run; ``changes`` says what
    differs in the document that is in memory."""

    plugin: str = ""
    item: str = ""
    document: str | None = None
    ok: bool = True
    kind: str = "SCRIPT_RESULT"
    exit_status: int = 0
    message: str = ""
    error: ErrorPlace | None = None
    saved: str | None = None
    returned: list[Any] = field(default_factory=list)
    printed: str = ""
    alerts: list[dict[str, str]] = field(default_factory=list)
    dialogs: list[dict[str, Any]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    network: list[dict[str, Any]] = field(default_factory=list)
    permissions: dict[str, list[Any]] = field(default_factory=dict)
    undo: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Warnings for the user that are no failure: a short key, an answer that was made up."""
    seconds: float = 0.0
    name: str = ""
    """The plugin's path or where it comes from, for messages."""

    def as_json(self) -> dict[str, Any]:
        """The object that ``--json`` prints."""
        return {
            "ok": self.ok,
            "kind": self.kind,
            "message": self.message,
            "error": None if self.error is None else dict(vars(self.error)),
            "plugin": self.plugin,
            "item": self.item,
            "document": self.document,
            "saved": self.saved,
            "returned": [plain(value) for value in self.returned],
            "printed": self.printed,
            "alerts": self.alerts,
            "dialogs": self.dialogs,
            "changes": [change_json(change) for change in self.changes],
            "network": self.network,
            "permissions": self.permissions,
            "undo": self.undo,
            "seconds": round(self.seconds, 3),
        }


def change_json(change: Change) -> dict[str, Any]:
    """A change as in ``changes``."""
    return {
        "op": change.op,
        "section": change.section,
        "tag": change.tag,
        "key": change.key,
        "fields": change.fields,
    }


def text_of(data: bytes) -> str:
    """Lua's bytes for JSON: UTF-8, with bytes that aren't shown as ``\\xNN``."""
    return data.decode("utf-8", "backslashreplace")


def plain(value: Any, depth: int = 0) -> Any:
    """A value as JSON has it; what JSON lacks is shown as Lua's ``tostring`` shows it."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, bytes):
        return text_of(value)
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        return "nan" if math.isnan(value) else "-inf" if value < 0 else "inf"
    if isinstance(value, Mapping) and depth < 20:
        return {str(plain(key)): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)) and depth < 20:
        return [plain(item, depth + 1) for item in value]
    return str(value)


def redacted(result: RunResult, redact: Callable[[str], str]) -> RunResult:
    """The result with ``redact`` applied to every text in it."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return redact(value)
        if isinstance(value, bytes):
            return redact(value.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
        if isinstance(value, list):
            return [clean(item) for item in value]
        if isinstance(value, tuple) and hasattr(value, "_replace"):
            return type(value)(*(clean(item) for item in value))
        if isinstance(value, dict):
            return {clean(key): clean(item) for key, item in value.items()}
        if isinstance(value, ErrorPlace):
            return ErrorPlace(clean(value.file), value.line, clean(value.traceback))
        if is_dataclass(value) and not isinstance(value, type):
            return type(value)(**{item.name: clean(getattr(value, item.name)) for item in fields(value)})
        return value

    for item in fields(result):
        setattr(result, item.name, clean(getattr(result, item.name)))
    return result
