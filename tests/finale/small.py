"""A small score for tests: two staves, two layers, four measures of 4/4, from short lists of durations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from postlude.enigma.document import Document
from tests.enigma.builders import document, measure

Line = Sequence[tuple[int, Sequence[int]]]
"""Entries of a frame: duration in EDU and the scale steps of its notes, none for a rest."""


def small_score(
    frames: Mapping[tuple[int, int, int], Line],
    *,
    staves: int = 2,
    measures: int = 4,
    others: str = "",
    options: str = "",
    details: str = "",
    texts: str = "",
    staff_fields: str = "",
) -> Document:
    """A score with those frames, by (staff, measure, layer); entries are numbered in that order.

    ``others``, ``options``, ``details`` and ``texts`` are more records, of tags that the score has none of.
    """
    entries: dict[tuple[int, int, int], list[int]] = {}
    number = 0
    for place in sorted(frames, key=lambda place: (place[0], place[2], place[1])):
        entries[place] = [number := number + 1 for _ in frames[place]]
    links: dict[int, tuple[int, int]] = {}
    chains: dict[tuple[int, int], list[int]] = {}
    for staff, _, layer in entries:
        chains.setdefault((staff, layer), [])
    for (staff, _, layer), numbers in entries.items():
        chains[staff, layer] += numbers
    for chain in chains.values():
        for before, this, after in zip([0, *chain], chain, [*chain[1:], 0], strict=False):
            links[this] = before, after
    frame_numbers = {place: index for index, place in enumerate(entries, 1)}
    records = ""
    holds: dict[tuple[int, int], str] = {}
    specs = ""
    for place, numbers in entries.items():
        specs += (
            f'<frameSpec cmper="{frame_numbers[place]}" inci="0"><startEntry>{numbers[0]}</startEntry>'
            f"<endEntry>{numbers[-1]}</endEntry></frameSpec>"
        )
        for entnum, (duration, notes) in zip(numbers, frames[place], strict=True):
            records += _entry(entnum, *links[entnum], duration, notes)
    for staff, bar, layer in sorted(entries):
        holds[staff, bar] = holds.get((staff, bar), "") + (
            f"<frame{layer}>{frame_numbers[staff, bar, layer]}</frame{layer}>"
        )
    cells = "".join(
        f'<gfhold cmper1="{staff}" cmper2="{bar}"><clefID>0</clefID><clefPercent>75</clefPercent>{named}</gfhold>'
        for (staff, bar), named in holds.items()
    )
    used = "".join(
        f'<instUsed cmper="0" inci="{index}"><inst>{index + 1}</inst><distFromTop>{-300 * index}</distFromTop>'
        "</instUsed>"
        for index in range(staves)
    )
    specs_of_staves = "".join(
        f'<staffSpec cmper="{index + 1}">{staff_fields}<staffLines>5</staffLines></staffSpec>'
        for index in range(staves)
    )
    bars = "".join(measure(index) for index in range(1, measures + 1))
    return document(
        others=specs + used + bars + specs_of_staves + others,
        details=cells + details,
        entries=records,
        options=options,
        texts=texts,
    )


def _entry(number: int, before: int, after: int, duration: int, notes: Sequence[int]) -> str:
    head = f'<entry entnum="{number}" prev="{before}" next="{after}"><dura>{duration}</dura>'
    if not notes:
        return head + "<numNotes>0</numNotes><isValid/><floatRest/><sorted/></entry>"
    body = f"<numNotes>{len(notes)}</numNotes><isValid/><isNote/><sorted/>"
    for index, step in enumerate(notes, 1):
        body += f'<note id="{index}"><harmLev>{step}</harmLev><harmAlt>0</harmAlt><isValid/></note>'
    return head + body + "</entry>"
