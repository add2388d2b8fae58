"""What a window held, for the JSON of a run."""

from __future__ import annotations

from typing import Any

from postlude.dialogs.finding import labels_of
from postlude.dialogs.model import choices_of, is_passive, kind_of, value_of

MOST_CHOICES = 50


def report_of(window: Any) -> list[dict[str, Any]]:
    """The controls that a user can do something with, and the texts, in order of creation."""
    found = []
    for number, (control, label) in enumerate(zip(window, labels_of(window), strict=True), 1):
        kind = kind_of(control)
        if kind in ("line", "image"):
            continue
        entry: dict[str, Any] = {"number": number, "kind": kind, "text": label}
        if not is_passive(control) and kind != "button":
            entry["value"] = value_of(control)
        choices = choices_of(control)
        if choices:
            entry["choices"] = choices[:MOST_CHOICES]
        for state in ("enabled", "visible"):
            if not getattr(control, state):
                entry[state] = False
        found.append(entry)
    return found
