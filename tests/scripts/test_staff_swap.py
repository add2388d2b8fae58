"""The unmodified ``staff_swap``: what is on the top staff is on the bottom one afterwards, and the other way.

Entries are told by where they stand, since pasted ones have new numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.conftest import shared_path
from tests.finale.oracle import of_kind, oracle
from tests.scripts.conftest import Outcome, real_score, real_script
from tests.scripts.reader import Fields, Score, problems, read_score

Run = Callable[..., Outcome]
Where = tuple[int, int, int, int]
"""Staff, measure, layer, index."""


def scroll_view(score: Score) -> list[int]:
    used = score.records["others"]["instUsed"]
    keys = [(dict(key), fields) for key, fields in used.items() if "part" not in dict(key)]
    order = {int(key["inci"]): int(fields["inst"]) for key, fields in keys if key["cmper"] == "0"}
    return [order[inci] for inci in sorted(order)]


def swapped(score: Score, select: str) -> dict[int, int]:
    """The staff that each staff's music goes to, if such slots are selected (``s2-3``, or all)."""
    staves = scroll_view(score)
    first, last = (1, len(staves)) if select == "all" else map(int, select.rpartition("s")[2].split("-"))
    top, bottom = staves[first - 1], staves[last - 1]
    return {staff: staff for staff in staves} | {top: bottom, bottom: top}


def positions(score: Score) -> dict[int, Where]:
    return {
        number: (*cell, index)
        for cell, numbers in score.cells().items()
        for index, number in enumerate(numbers)
    }


def moved(where: Where, to: dict[int, int]) -> Where:
    return (to.get(where[0], where[0]), *where[1:])


def entry_details(score: Score, to: dict[int, int], *ignored: str) -> Counter[Any]:
    """The details of entries, by where the entries go to."""
    places = positions(score)
    found: Counter[Any] = Counter()
    for tag, records in score.records["details"].items():
        for key, fields in records.items():
            facts = dict(key)
            if "entnum" in facts and tag not in ("smartShapeEntryMark", *ignored):
                number = int(facts.pop("entnum"))
                found[tag, moved(places[number], to), tuple(facts.items()), tuple(fields.items())] += 1
    return found


def shapes(score: Score, to: dict[int, int], inside: set[int]) -> Counter[Any]:
    """The shapes that begin and end on one of some staves, by where these go to."""
    places = positions(score)
    found: Counter[Any] = Counter()
    for key, fields in score.records["others"].get("smartShape", {}).items():
        ends = [fields.get(f"{end}/endPt/inst") for end in ("startTermSeg", "endTermSeg")]
        if ends[0] != ends[1] or ends[0] is None or int(ends[0]) not in inside or "part" in dict(key):
            continue
        if int(fields["endTermSeg/endPt/meas"]) > measures(score):
            continue
        changed: dict[str, Any] = dict(fields)
        for end in ("startTermSeg", "endTermSeg"):
            changed[f"{end}/endPt/inst"] = str(to[int(ends[0])])
            entry = changed.get(f"{end}/endPt/entryNum")
            if entry:
                changed[f"{end}/endPt/entryNum"] = moved(places[int(entry)], to)
        found[tuple(sorted(changed.items(), key=repr))] += 1
    return found


def expressions(score: Score, to: dict[int, int]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for key, fields in score.records["others"].get("measExprAssign", {}).items():
        changed = dict(fields)
        if "staffList" not in fields and "staffGroup" not in fields:
            staff = int(fields["staffAssign"])
            changed["staffAssign"] = str(to.get(staff, staff))
        found[dict(key)["cmper"], tuple(sorted(changed.items()))] += 1
    return found


def clefs(score: Score, to: dict[int, int]) -> dict[tuple[int, int], Any]:
    """The clefs of each cell that has a hold."""
    found: dict[tuple[int, int], Any] = {}
    for key, hold in score.records["details"]["gfhold"].items():
        staff, measure = (int(dict(key)[name]) for name in ("cmper1", "cmper2"))
        own: Fields = {name: text for name, text in hold.items() if not name.startswith("frame")}
        listed = own.pop("clefListID", None)
        changes = [
            sorted(fields.items())
            for other, fields in sorted(score.records["others"].get("clefEnum", {}).items())
            if dict(other)["cmper"] == listed
        ]
        found[to.get(staff, staff), measure] = own, changes
    return found


def chords(score: Score, to: dict[int, int]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for key, fields in score.records["details"].get("chordAssign", {}).items():
        facts = {name: int(text) for name, text in key}
        found[to.get(facts["cmper1"], facts["cmper1"]), facts["cmper2"], tuple(fields.items())] += 1
    return found


def measures(score: Score) -> int:
    return len(score.records["others"]["measSpec"])


def crossings(score: Score, to: dict[int, int]) -> Counter[Any]:
    """The notes that another staff shows, by where they go to; that staff moves as many places."""
    staves, places = scroll_view(score), positions(score)
    found: Counter[Any] = Counter()
    for key, fields in score.records["details"].get("crossStaff", {}).items():
        where = places[int(dict(key)["entnum"])]
        target = moved(where, to)
        shown = staves.index(int(fields["instrument"]))
        if target != where:
            shown += staves.index(target[0]) - staves.index(where[0])
        if 0 <= shown < len(staves):
            found[target, fields["noteID"], staves[shown]] += 1
    return found


def loose_shapes(score: Score) -> set[str]:
    """Shapes without a mark, marks without a shape, shapes at entries that are not there."""
    shapes = {
        dict(key)["cmper"]: fields for key, fields in score.records["others"].get("smartShape", {}).items()
    }
    marked: set[str] = set()
    for section, tag in (("others", "smartShapeMeasMark"), ("details", "smartShapeEntryMark")):
        marked |= {fields["shapeNum"] for fields in score.records[section].get(tag, {}).values()}
    lost = {
        number
        for number, fields in shapes.items()
        for end in ("startTermSeg", "endTermSeg")
        if int(fields.get(f"{end}/endPt/entryNum", 0)) not in {0, *score.entries}
    }
    return (shapes.keys() ^ marked) | lost


SCORES = (
    ("zwei_gesange", "all"), ("zwei_gesange", "s2-3"), ("slurs_2voices", "all"), ("tuplets_nested", "all"),
    ("testtemplate-fin2011format", "all"), ("cross_staffs", "all"),
    ("indtime_clefchange", "all"), ("voices", "all"), ("large_orchestra", "all"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "select"), SCORES)
def test_the_music_of_the_top_and_the_bottom_staff_change_places(run: Run, name: str, select: str) -> None:
    outcome = run(real_script("staff_swap"), real_score(name), select=select)
    before, after = outcome.before, outcome.after
    to = swapped(before, select)
    ends = {staff for staff, target in to.items() if staff != target}
    assert len(ends) == 2
    expected: dict[tuple[int, int, int], list[Any]] = {}
    for line in of_kind(oracle(shared_path(), name), "e"):
        cell = to.get(line["staff"], line["staff"]), line["meas"], line["layer"]
        notes = sorted((note["id"], note["lev"], note["alt"]) for note in line["notes"])
        expected.setdefault(cell, []).append((line["dura"], notes))
    staves = {line["id"] for line in of_kind(oracle(shared_path(), name), "staff")}
    found = {
        cell: [(after.entries[n].duration, sorted(after.entries[n].pitches)) for n in numbers]
        for cell, numbers in after.cells().items()
        if cell[0] in staves
    }
    assert found == expected
    assert any(cell[0] in ends for cell in expected)
    same = {staff: staff for staff in to}
    assert entry_details(after, same, "crossStaff") == entry_details(before, to, "crossStaff")
    assert crossings(after, same) == crossings(before, to)
    assert shapes(after, same, ends) == shapes(before, to, ends)
    assert loose_shapes(after) <= loose_shapes(before)
    assert expressions(after, same) == expressions(before, to)
    assert chords(after, same) == chords(before, to)
    kept, now = clefs(before, to), clefs(after, same)
    assert {cell: now[cell] for cell in kept} == kept


def test_the_scores_have_what_is_to_be_carried() -> None:
    counts: Counter[str] = Counter()
    for name, select in SCORES:
        score = read_score(real_score(name))
        to = swapped(score, select)
        ends = {staff for staff, target in to.items() if staff != target}
        counts["shapes"] += shapes(score, to, ends).total()
        counts["crossings"] += sum(where[0] in ends for where, _, _ in crossings(score, to).elements())
        counts["details"] += sum(item[1][0] in ends for item in entry_details(score, to).elements())
        counts["expressions"] += sum(
            dict(fields).get("staffAssign") in map(str, ends) for _, fields in expressions(score, to)
        )
        counts["clefs"] += sum(
            cell[0] in ends and bool(lists) for cell, (_, lists) in clefs(score, to).items()
        )
        counts["chords"] += sum(where[0] in ends for where in chords(score, to))
    assert len(counts) == 6 and all(counts.values())


@pytest.mark.parametrize("name", ["slurs_2voices", "tuplets_nested", "testtemplate-fin2011format"])
def test_two_swaps_give_back_the_music(host: Any, tmp_path: Path, name: str) -> None:
    document = host.open_document(real_score(name))
    for _ in range(2):
        assert host.run(real_script("staff_swap"), document).ok
    document.save(tmp_path / "after.enigmaxml")
    before, after = read_score(real_score(name)), read_score(tmp_path / "after.enigmaxml")
    same = {staff: staff for staff in scroll_view(before)}
    assert entry_details(after, same) == entry_details(before, same)
    assert [(c, [after.entries[n].fields for n in chain]) for c, chain in sorted(after.cells().items())] == [
        (c, [before.entries[n].fields for n in chain]) for c, chain in sorted(before.cells().items())
    ]
    assert problems(after) <= problems(before)


def test_notes_keep_their_sound_between_staves_in_different_keys(host: Any) -> None:
    name, measure = "testtemplate-fin2011format", 61
    document = host.open_document(real_score(name))
    expected: dict[int, list[list[int]]] = {1: [], 2: []}
    for line in of_kind(oracle(shared_path(), name), "e"):
        if line["meas"] == measure and line["staff"] in expected:
            expected[3 - line["staff"]].append(sorted(note["midi"] for note in line["notes"]))
    assert host.run(real_script("staff_swap"), document, select="m61:s1-2").ok
    finale = Namespace(Session(document))
    for staff, keys in expected.items():
        cell = finale.FCNoteEntryCell(measure, staff)
        cell.Load()
        assert [sorted(note.CalcMIDIKey() for note in entry) for entry in cell] == keys


def test_nothing_happens_with_one_staff_selected(run: Run) -> None:
    assert run(real_script("staff_swap"), real_score("voices"), select="s1").result.changes == []


def sounding(finale: Namespace, staff: int, measure: int) -> list[tuple[int, int, list[int]]]:
    """Layer, position and MIDI keys of the notes of a cell."""
    cell = finale.FCNoteEntryCell(measure, staff)
    cell.Load()
    return [
        (entry.LayerNumber, entry.MeasurePos, sorted(note.CalcMIDIKey() for note in entry))
        for entry in cell
        if entry.IsNote()
    ]


@pytest.mark.parametrize(
    ("name", "measure", "select", "edus"),
    [("zwei_gesange", 21, "m21b2:s1-2", range(1024, 2048)), ("voices", 1, "m1b1-m1b2:s1-2", range(2048))],
)
def test_parts_of_measures_change_places_as_well(
    host: Any, name: str, measure: int, select: str, edus: range
) -> None:
    document = host.open_document(real_score(name))
    finale = Namespace(Session(document))
    before = {staff: sounding(finale, staff, measure) for staff in (1, 2)}
    assert host.run(real_script("staff_swap"), document, select=select).ok
    for staff, other in ((1, 2), (2, 1)):
        inside = [note for note in before[other] if note[1] in edus]
        outside = [note for note in before[staff] if note[1] not in edus]
        assert inside and sorted(sounding(finale, staff, measure)) == sorted(inside + outside)
