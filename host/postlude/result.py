"""``RunResult``: all that happened in one run, and its JSON form."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from postlude.errors import PluginError, PostludeError

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
    permissions: dict[str, list[Any]] = field(
        default_factory=lambda: {"requested": [], "granted": [], "used": [], "refused": []}
    )
    undo: list[dict[str, Any]] = field(default_factory=list)
    usage: dict[str, int] | None = None
    """What ``openai`` was used for: ``requests``, ``prompt_tokens``, ``completion_tokens``, ``total_tokens``."""
    notes: list[str] = field(default_factory=list)
    """Warnings for the user that are no failure: a short key, an answer that was made up."""
    seconds: float = 0.0
    name: str = ""
    """The plugin's path or where it comes from, for messages."""

    def as_json(self) -> dict[str, Any]:
        """The object that ``--json`` prints."""
        content = {
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
        if self.usage is not None:
            content["usage"] = self.usage
        shown: dict[str, Any] = _visible(content)
        return shown


def fail(result: RunResult, error: PostludeError) -> None:
    """Make a result that of a failure."""
    result.ok = False
    result.kind = error.kind
    result.exit_status = error.exit_status
    result.message = error.message
    if isinstance(error, PluginError):
        result.error = ErrorPlace(error.file, error.line, error.traceback)


def internal_error(error: Exception) -> str:
    """The line for a defect of Postlude."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" in {trace.tb_frame.f_code.co_name}" if trace is not None else ""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return f"internal error: {text}{where}; this is a defect of Postlude (POSTLUDE_DEBUG=1 shows where)"


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


def visible(text: str) -> str:
    """Text as it is shown: what was no UTF-8 as ``\\xNN``."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape" if _escaped(text) else "backslashreplace").decode(
            "utf-8", "backslashreplace"
        )
    return text


def _escaped(text: str) -> bool:
    return all(not "\ud800" <= char <= "\udfff" or "\udc80" <= char <= "\udcff" for char in text)


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {_visible(key): _visible(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_visible(item) for item in value]
    return value


MOST_SHOWN = 100_000
"""Values within a returned value; what is beyond them is shown as ``...``."""


def plain(value: Any) -> Any:
    """A value as JSON has it; what JSON lacks is shown as Lua's ``tostring`` shows it."""
    return _plain(value, [], [MOST_SHOWN])


def _plain(value: Any, above: list[Any], left: list[int]) -> Any:
    left[0] -= 1
    if left[0] < 0:
        return "..."
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, (bytes, bytearray)):
        return text_of(bytes(value))
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        return "nan" if math.isnan(value) else "-inf" if value < 0 else "inf"
    if not isinstance(value, (Mapping, list, tuple)):
        return str(value)
    if len(above) >= 50 or any(each is value for each in above):
        return "table"
    above.append(value)
    try:
        if isinstance(value, Mapping):
            return {_name(key): _plain(item, above, left) for key, item in value.items()}
        return [_plain(item, above, left) for item in value]
    finally:
        above.pop()


def _name(key: Any) -> str:
    if isinstance(key, bool):
        return "true" if key else "false"
    return key if isinstance(key, str) else str(plain(key))


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
