"""Reads whole scores in the notation for tests: what each line is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from postlude.errors import UsageError
from postlude.finale.constants import constants
from postlude.testing.notation import (
    ABOUT,
    CLEFS,
    LYRICS,
    OCTAVES,
    TRANSPOSITIONS,
    Reader,
    ScoreText,
    Signature,
    StaffText,
)
from postlude.testing.notes import MusicReader, read_signature

_WORD = re.compile(r'\s*("[^"]*"|[^\s":]+|:)')


def parse(lines: Sequence[str]) -> ScoreText:
    """A score from its lines; raises UsageError with the line and column of a mistake."""
    score = ScoreText()
    whole = [line for text in lines for line in _joined(text)]
    for number, line in enumerate(whole, 1):
        _line(score, Reader(line, number))
    if not score.staves:
        raise UsageError('score: expected a staff, such as "treble 4/4: c4 d e f"')
    return score


def _joined(text: str) -> Iterator[str]:
    """The lines of a text; one that begins with ``|`` goes on with the line before."""
    held: list[str] = []
    for line in text.splitlines() or [text]:
        if not line.strip():
            continue
        if held and not line.lstrip().startswith("|"):
            yield "\n".join(held)
            held = []
        held.append(line)
    if held:
        yield "\n".join(held)


def _line(score: ScoreText, reader: Reader) -> None:
    words: list[tuple[str, int]] = []
    while True:
        reader.skip()
        start = reader.at
        found = reader.take(_WORD)
        if found is None or "\n" in reader.text[:start]:
            reader.fail('expected ":" between what the line is and its music or text', start)
        if found[1] == ":":
            break
        words.append((found[1], start))
    first = words[0][0] if words else ""
    if first in LYRICS:
        _lyrics(score, reader, words)
    elif first == "part":
        _part(score, reader, words)
    elif first in ABOUT:
        score.about[first] = reader.text[reader.at :].strip()
    else:
        score.staves.append(_staff(score, reader, words))


def _lyrics(score: ScoreText, reader: Reader, words: list[tuple[str, int]]) -> None:
    if not score.staves:
        reader.fail("lyrics stand behind the line of the staff that sings them", 0)
    number = words[1][0] if len(words) > 1 else "1"
    if not number.isdigit() or len(words) > 2:
        reader.fail(f"expected a number behind {words[0][0]}", words[1][1])
    score.staves[-1].lyrics.append((words[0][0], int(number), reader.text[reader.at :].strip()))


def _part(score: ScoreText, reader: Reader, words: list[tuple[str, int]]) -> None:
    name = " ".join(word.strip('"') for word, _ in words[1:])
    numbers = reader.text[reader.at :].split()
    if not name or not numbers or not all(number.isdigit() for number in numbers):
        reader.fail("expected a part as in: part Flute: 1 2 (the numbers of its staves)")
    score.parts.append((name, [int(number) for number in numbers]))


def _staff(score: ScoreText, reader: Reader, words: list[tuple[str, int]]) -> StaffText:
    number = len(score.staves) + 1
    staff = StaffText(f"Staff {number}", f"St. {number}")
    rest = list(words)
    signature = Signature()
    while rest:
        word, at = rest.pop(0)
        if word.startswith('"'):
            staff.name, _, short = word.strip('"').partition("/")
            staff.short = short or staff.name
        elif word == "in":
            name, where = rest.pop(0) if rest else ("", at)
            if name not in TRANSPOSITIONS:
                reader.fail(f"expected an instrument's pitch behind in: {', '.join(TRANSPOSITIONS)}", where)
            staff.transposition = TRANSPOSITIONS[name]
        elif word == "for":
            name, where = rest.pop(0) if rest else ("", at)
            staff.uuid = _instrument(reader, name, where)
        else:
            signature = read_signature(reader, word, at, signature)
            if word in CLEFS:
                staff.clef, staff.octave = CLEFS[word], OCTAVES[word]
    MusicReader(score, reader, staff, signature).read()
    return staff


def _instrument(reader: Reader, name: str, at: int) -> str:
    """What ``finale.FFUUID_...`` of that name is."""
    prefix = "FFUUID_"
    found = constants().get(prefix + name.upper())
    if not isinstance(found, str):
        from difflib import get_close_matches

        known = [each.removeprefix(prefix).lower() for each in constants() if each.startswith(prefix)]
        near = get_close_matches(name.lower(), known) or ["flute", "clarinetbflat", "cello"]
        reader.fail(f"expected an instrument behind for, such as {', '.join(near)} (finale.FFUUID_...)", at)
    return found
