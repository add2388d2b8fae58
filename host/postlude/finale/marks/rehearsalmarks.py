"""Rehearsal marks that count themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.remember import remembering

if TYPE_CHECKING:
    from postlude.finale.session import Session

REHEARSAL_MARKS: dict[str | None, int] = {
    None: 0, "letters": 1, "letNum": 2, "lettersLc": 3, "letNumLc": 4, "numbers": 5, "measNum": 6,
}  # fmt: skip
LETTERS, LETTERS_NUMBERS, SMALL_LETTERS, SMALL_LETTERS_NUMBERS, NUMBERS, MEASURE_NUMBERS = range(1, 7)


def rehearsal_mark(session: Session, definition: int, style: int, measure: int) -> str | None:
    """What a definition shows in a measure, or would if it were there; None if its marks don't count.

    The marks of each definition are a sequence of their own, which an assignment may restart (musxdom).
    """
    if style == MEASURE_NUMBERS:
        return measure_number(session, measure)
    if not style:
        return None
    before = [place for place in _marks(session, definition) if place[0] <= measure]
    if not before:
        return mark_text(style, 1)
    last, number = before[-1]
    return mark_text(style, number if last == measure else number + 1)


def mark_text(style: int, number: int) -> str:
    """The mark of a number, which counts from 1: A to Z, then AA or A1 and so on."""
    if style == NUMBERS:
        return str(number)
    first = "A" if style in (LETTERS, LETTERS_NUMBERS) else "a"
    turn, letter = divmod(number - 1, 26)
    shown = chr(ord(first) + letter)
    if style in (LETTERS, SMALL_LETTERS):
        return shown * (turn + 1)
    return f"{shown}{turn}" if turn else shown


def measure_number(session: Session, measure: int) -> str:
    """The number that a measure shows by its region, or its place in the score if it shows none."""
    from postlude.finale.measures.measurenumbers import FCMeasureNumberRegions

    regions = FCMeasureNumberRegions(session)
    regions.LoadAll()
    region = regions.FindMeasure(measure)
    shown = region.CreateDisplayedString(measure) if region is not None else None
    return shown.text_value if shown is not None else str(measure)


@remembering(("others", "measExprAssign"))
def _marks(session: Session, definition: int) -> list[tuple[int, int]]:
    """The measures that a definition stands in, with the number of its mark there."""
    found: list[tuple[int, int]] = []
    for key in session.store.keys("others", "measExprAssign"):
        node = session.store.load("others", "measExprAssign", key) if not key.part else None
        if node is None or node.get("textExprID") != str(definition):
            continue
        measure = int(key.cmper1)
        if found and found[-1][0] == measure:
            continue
        restart = int(node.get("rehearsalMarkOffset") or 0)
        found.append((measure, restart or (found[-1][1] + 1 if found else 1)))
    return found
