"""What a sweep comes to: how many runs went well, who is to blame for the others, and what is missing most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from postlude.sweeping.row import BLAMES, HOST, Row


@dataclass
class Summary:
    """Counts rows as they come."""

    left_out: int = 0
    """Files that were taken for libraries."""
    runs: int = 0
    ran: int = 0
    changed: int = 0
    """Runs that changed something."""
    blames: Counter[str] = field(default_factory=Counter)
    scripts: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    interrupted: bool = False
    _missing: Counter[str] = field(default_factory=Counter)
    _wanted_by: dict[str, set[str]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        self.runs += 1
        self.ran += row.ran
        self.changed += row.changed > 0
        self.scripts.add(row.script)
        if row.document is not None:
            self.documents.add(row.document)
        if row.blame is not None:
            self.blames[row.blame] += 1
        for member in row.missing:
            self._missing[member] += 1
            self._wanted_by.setdefault(member, set()).add(row.script)

    @property
    def exit_status(self) -> int:
        """1 if something was of the host's making."""
        return 1 if self.blames[HOST] else 0

    @property
    def missing(self) -> list[tuple[str, int, list[str]]]:
        """Each missing member with how many runs and which scripts met it: what most scripts want comes first."""

        def order(member: str) -> tuple[int, int, str]:
            return -len(self._wanted_by[member]), -self._missing[member], member

        return [
            (member, self._missing[member], sorted(self._wanted_by[member]))
            for member in sorted(self._missing, key=order)
        ]

    def text(self) -> str:
        """The summary in a line."""
        blames = [f"{self.blames[blame]} {said}" for blame, said in BLAMES.items() if self.blames[blame]]
        parts = ", ".join([f"{self.ran} ran ({self.changed} changed something)", *blames])
        documents = f" on {_count(len(self.documents), 'document')}" if self.documents else ""
        ended = "interrupted after " if self.interrupted else ""
        return (
            f"{ended}{_count(self.runs, 'run')} of {_count(len(self.scripts), 'script')}{documents}: {parts}"
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "scripts": len(self.scripts),
            "documents": len(self.documents),
            "runs": self.runs,
            "ran": self.ran,
            "changed": self.changed,
            "blame": {blame: self.blames[blame] for blame in BLAMES},
            "missing": [
                {"member": member, "runs": runs, "scripts": scripts} for member, runs, scripts in self.missing
            ],
            "left_out": self.left_out,
            "interrupted": self.interrupted,
        }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
