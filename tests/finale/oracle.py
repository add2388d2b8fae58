"""What another reader of the documents says is in them: ``../shared/documents/oracle``.

Positions and durations there are fractions of a whole note; a whole note is 4096 EDU.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

WHOLE_NOTE = 4096
DOCUMENTS = (
    "beamovers", "chords", "clef_changes", "cross_staffs", "drumset", "dynamics_hairpins", "enclosures", "ffz",
    "grace_beamed", "grace_indices", "harmonics_artificial", "indtime_clefchange", "keysigs_independent",
    "large_orchestra", "measnums_staffoverride", "measure_repeats", "measure_text", "metronome_marks",
    "multimeas_rests", "note_shapes", "ottavas", "pedal_custom_lines", "piano3staff", "rehearsal_marks",
    "repeats", "scratch", "slurs_2voices", "smartshape_lines", "staff_lines", "techniques", "tempo_changes",
    "tempo_varied_staves", "testtemplate-fin2011format", "tie_target_types", "timesigs_changing",
    "timesigs_composite", "transposition", "tremolos", "tuplets_nested", "v2triplet_at_end", "voiced_parts",
    "voices", "whole_rests", "zwei_gesange",
)  # fmt: skip


@cache
def oracle(shared: Path, name: str) -> list[dict[str, Any]]:
    """The lines of a document's oracle file."""
    text = (shared / "documents" / "oracle" / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def of_kind(lines: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The lines for parts (``part``), measures (``meas``), staves (``staff``) or entries (``e``)."""
    return [line for line in lines if line["t"] == kind]


def edu(fraction: list[int]) -> int:
    """A fraction of a whole note in EDU, rounded down."""
    return fraction[0] * WHOLE_NOTE // fraction[1]
