"""A row of a sweep: what one script did on one document, and who is to blame if it failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

HOST = "host"
"""Of Postlude's making: a member that it lacks, an internal error, a crash, a limit."""
SCRIPT = "script"
REQUIREMENT = "requirement"
REFUSAL = "refusal"
DIALOG = "dialog"
"""The script failed after a question that nothing answered."""
DOCUMENT = "document"
USAGE = "usage"

BLAMES = {
    HOST: "of Postlude's making",
    SCRIPT: "the script's own error",
    REQUIREMENT: "requirement not met",
    REFUSAL: "refused",
    DIALOG: "question unanswered",
    DOCUMENT: "document unreadable",
    USAGE: "options don't fit",
}
"""Who or what is to blame, and how the summary says it."""


@dataclass
class Row:
    """What came of one script, item and document."""

    script: str
    document: str | None
    item: str = ""
    items: list[str] = field(default_factory=list)
    """All menu items of the script."""
    permissions: list[str] = field(default_factory=list)
    """The permissions that it asks for."""
    loaded: bool = False
    """Whether its ``plugindef`` can be read and its text compiles."""
    ran: bool = False
    """Whether it ran to its end without an error."""
    blame: str | None = None
    """One of :data:`BLAMES`; None if nothing went wrong."""
    kind: str = "SCRIPT_RESULT"
    exit_status: int = 0
    """What ``postlude run`` ends with."""
    changed: int = 0
    changes: dict[str, int] = field(default_factory=lambda: {"add": 0, "change": 0, "delete": 0})
    records: dict[str, int] = field(default_factory=dict)
    """Changed records by tag."""
    missing: list[str] = field(default_factory=list)
    """What the script wanted and Postlude lacks, in the order in which it was met."""
    message: str = ""
    error: dict[str, Any] | None = None
    alerts: list[dict[str, str]] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    """The titles of the dialogs that were shown."""
    notes: list[str] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    saved: str | None = None
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


def row_from(content: dict[str, Any]) -> Row:
    """The row that a child sent."""
    return Row(**content)
