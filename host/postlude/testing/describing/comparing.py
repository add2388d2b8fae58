"""Compares two scores, measure by measure: what is in both, only in the first, only in the second.

Measures are compared by what is in them, so one that was put in makes its own lines, not those of all that follow.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from postlude.enigma.document import Document
from postlude.testing.describing import Description
from postlude.testing.describing.others import differences, sides
from postlude.testing.describing.scene import Line

Op = Literal[" ", "-", "+"]
_ABOUT_THE_FILE = frozenset({"mimetype", "META-INF/container.xml"})
Block = list[Line]


class Compared(NamedTuple):
    """A line, and whether it is in both scores or in one."""

    op: Op
    text: str
    measure: int
    """Of the score that has the line; 0 for what stands outside of the music."""


@dataclass
class Comparison:
    """Two scores side by side."""

    lines: list[Compared] = field(default_factory=list)
    moved: list[tuple[int, int, int]] = field(default_factory=list)
    """Measures that are the same or match, under other numbers: the first and last, and the first's new number."""
    renumbered: int = 0
    """How many records differ although no line does: in their numbers or their order alone."""

    @property
    def same(self) -> bool:
        return all(line.op == " " for line in self.lines)

    def unified(self, context: int) -> Iterator[Compared | str]:
        """The lines that differ with so many around them, as hunks; a text is the head of one."""
        wanted = sorted(
            {
                near
                for at, line in enumerate(self.lines)
                if line.op != " "
                for near in range(max(0, at - context), min(len(self.lines), at + context + 1))
            }
        )
        numbers = _line_numbers(self.lines)
        at = 0
        while at < len(wanted):
            end = at + 1
            while end < len(wanted) and wanted[end] == wanted[end - 1] + 1:
                end += 1
            hunk = [self.lines[place] for place in wanted[at:end]]
            old, new = numbers[wanted[at]]
            olds, news = (sum(line.op != other for line in hunk) for other in ("+", "-"))
            yield f"@@ -{old if olds else old - 1},{olds} +{new if news else new - 1},{news} @@"
            yield from hunk
            at = end


def _line_numbers(lines: Sequence[Compared]) -> list[tuple[int, int]]:
    """The number that each line has, or would have, in either text."""
    old = new = 1
    numbers = []
    for line in lines:
        numbers.append((old, new))
        old += line.op != "+"
        new += line.op != "-"
    return numbers


def compare(old: Document, new: Document) -> Comparison:
    """Compare two scores."""
    found = Comparison()
    if old.store.to_xml() != new.store.to_xml():
        mine = Description(old)
        theirs = Description(new, mine)
        _compare_lines(found, mine.lines, theirs.lines)
        found.lines.extend(
            Compared("-" if op == "-" else "+", text, 0)
            for op, text in sides(differences(mine.others, theirs.others))
        )
        if found.same:
            found.renumbered = len(new.store.changes_from(old.store))
            if not found.renumbered:
                found.lines.append(Compared("+", "the XML around the records differs", 0))
    _compare_members(found, old, new)
    return found


def _compare_members(found: Comparison, old: Document, new: Document) -> None:
    """The other files of the archives; a score without an archive has none to compare."""
    mine, theirs = old.members(), new.members()
    if not mine or not theirs:
        return
    for name in sorted({*mine, *theirs} - _ABOUT_THE_FILE):
        if mine.get(name) != theirs.get(name):
            for op, data in (("-", mine.get(name)), ("+", theirs.get(name))):
                if data is not None:
                    digest = hashlib.sha256(data).hexdigest()[:12]
                    text = f"file {name}: {len(data)} bytes (#{digest})"
                    found.lines.append(Compared("-" if op == "-" else "+", text, 0))


# ---- lines


def _blocks(lines: Sequence[Line]) -> tuple[Block, dict[int, Block]]:
    """What stands before the music, and the lines of each measure."""
    head: Block = []
    measures: dict[int, Block] = {}
    for line in lines:
        (measures.setdefault(line.measure, []) if line.measure else head).append(line)
    return head, measures


def _compare_lines(found: Comparison, old: Sequence[Line], new: Sequence[Line]) -> None:
    old_head, old_measures = _blocks(old)
    new_head, new_measures = _blocks(new)
    _compare_blocks(found, old_head, new_head)
    mine, theirs = list(old_measures.values()), list(new_measures.values())
    for left, right in _aligned(mine, theirs):
        _compare_blocks(found, left, right)
        if left and right and left[0].measure != right[0].measure:
            _note_move(found, left[0].measure, right[0].measure)


def _note_move(found: Comparison, old: int, new: int) -> None:
    if found.moved:
        first, last, start = found.moved[-1]
        if old == last + 1 and new - old == start - first:
            found.moved[-1] = (first, old, start)
            return
    found.moved.append((old, old, new))


def _aligned(old: list[Block], new: list[Block]) -> list[tuple[Block, Block]]:
    """The measures that belong together, an empty list where one has no counterpart."""
    mine, theirs = ([tuple(line.relative for line in block) for block in blocks] for blocks in (old, new))
    if len(old) == len(new):
        # Most changes move no measure; then every measure belongs to the one of its number.
        there = _cost(zip(mine, theirs, strict=True))
        if there == 0:
            return list(zip(old, new, strict=True))
        matched = _matched(mine, theirs)
        moved = _cost(
            (mine[a] if a is not None else (), theirs[b] if b is not None else ()) for a, b in matched
        )
        if there <= moved:
            return list(zip(old, new, strict=True))
    else:
        matched = _matched(mine, theirs)
    return [(old[a] if a is not None else [], new[b] if b is not None else []) for a, b in matched]


def _cost(
    pairs: Iterator[tuple[tuple[str, ...], tuple[str, ...]]] | zip[tuple[tuple[str, ...], tuple[str, ...]]],
) -> int:
    """How many lines differ if these measures are compared."""
    return sum(
        ((Counter(left) - Counter(right)).total() + (Counter(right) - Counter(left)).total())
        for left, right in pairs
        if left != right
    )


def _matched(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> list[tuple[int | None, int | None]]:
    pairs: list[tuple[int | None, int | None]] = []
    for _, a, a_end, b, b_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        both = min(a_end - a, b_end - b)
        pairs.extend((a + at, b + at) for at in range(both))
        pairs.extend((at, None) for at in range(a + both, a_end))
        pairs.extend((None, at) for at in range(b + both, b_end))
    return pairs


def _compare_blocks(found: Comparison, old: Block, new: Block) -> None:
    mine, theirs = ([line.relative for line in block] for block in (old, new))
    if mine == theirs:
        found.lines.extend(Compared(" ", line.shown, line.measure) for line in new)
        return
    for op, a, a_end, b, b_end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if op == "equal":
            found.lines.extend(Compared(" ", line.shown, line.measure) for line in new[b:b_end])
            continue
        found.lines.extend(Compared("-", line.shown, line.measure) for line in old[a:a_end])
        found.lines.extend(Compared("+", line.shown, line.measure) for line in new[b:b_end])
