"""A symphony for benchmarks: a generated document as large as a real one would be, always the same.

About 150,000 entries, 393,000 records, 88 MB of XML: 30 staves, 500 measures, 30 parts, records in about
the proportion of real scores. Entries are linked into frames, frames into cells, as Finale does it.
"""

from __future__ import annotations

import random
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from postlude.enigma.container import Container

STAVES, MEASURES, PARTS, PER_CELL = 30, 500, 30, 10
ENTRIES = STAVES * MEASURES * PER_CELL
_CRLF = "\r\n"


def _record(lead: str, *lines: str) -> str:
    """One record: its start tag's inside, and its lines, indented as they should be."""
    tag = lead.split(" ", 1)[0]
    return _CRLF.join(("", f"    <{lead}>", *(f"      {line}" for line in lines), f"    </{tag}>"))


def _leaves(**values: object) -> tuple[str, ...]:
    """One line each: a value, or a flag where it is True."""
    return tuple(
        f"<{name}/>" if value is True else f"<{name}>{value}</{name}>" for name, value in values.items()
    )


def _beat_charts() -> Iterator[str]:
    for measure in range(1, MEASURES + 1):
        for part in range(PARTS + 1):
            shared = f' part="{part}" shared="false"' if part else ""
            for inci in range(4):
                position = _leaves(dur=1024 * inci, pos=84 * inci, endPos=84 * inci + 84)
                yield _record(f'beatChart cmper="{measure}" inci="{inci}"{shared}', *position)


def _frames() -> Iterator[str]:
    for cell in range(STAVES * MEASURES):
        first = cell * PER_CELL + 1
        yield _record(
            f'frameSpec cmper="{cell + 1}" inci="0"',
            *_leaves(startEntry=first, endEntry=first + PER_CELL - 1),
        )


def _instruments() -> Iterator[str]:
    reach = (
        "<range>",
        *(f"  {line}" for line in _leaves(startMeas=1, startEdu=0, endMeas=32767)),
        "</range>",
    )
    for cmper in range(100):
        for staff in range(STAVES):
            where = _leaves(inst=staff + 1, trackType="staff", distFromTop=-288 * staff)
            yield _record(f'instUsed cmper="{cmper}" inci="{staff}"', *where, *reach)


def _measures() -> Iterator[str]:
    score = _leaves(
        beats=4, divbeat=1024, dispBeats=4, dispDivbeat=1024, posMode="beatchartPlusPos", hasExpr=True
    )
    for measure in range(1, MEASURES + 1):
        barline = _leaves(barline="normal", leftBarline="default")
        yield _record(f'measSpec cmper="{measure}"', *_leaves(width=600), *score, *barline)
        for part in range(1, PARTS + 1):
            yield _record(f'measSpec cmper="{measure}" part="{part}" shared="true"', *_leaves(width=368))


def _expressions(rng: random.Random) -> Iterator[str]:
    for measure in range(1, MEASURES + 1):
        for inci in range(12):
            staff = rng.randint(1, STAVES)
            place = _leaves(textExprID=rng.randint(1, 60), horzEvpuOff=-12, vertOff=84, staffAssign=staff)
            yield _record(f'measExprAssign cmper="{measure}" inci="{inci}"', *place)


def _shapes(rng: random.Random) -> Iterator[str]:
    for cmper in range(1, 9001):
        measure, staff = rng.randint(1, MEASURES), rng.randint(1, STAVES)
        lines = [*_leaves(shapeType=rng.choice(("cresc", "decresc", "slurAuto")), makeHorz=True)]
        for end in ("start", "end"):
            lines += [f"<{end}TermSeg>", "  <endPt>"]
            lines += [
                f"    {line}" for line in _leaves(inst=staff, meas=measure, edu=rng.randrange(0, 4096, 256))
            ]
            lines += ["  </endPt>", "  <endPtAdj>"]
            lines += [f"    {line}" for line in _leaves(x=6, y=-208, on=True)]
            lines += ["  </endPtAdj>", f"</{end}TermSeg>"]
        yield _record(f'smartShape cmper="{cmper}"', *lines)


def _shape_marks(rng: random.Random) -> Iterator[str]:
    for measure in range(1, MEASURES + 1):
        for inci in range(48):
            yield _record(
                f'smartShapeMeasMark cmper="{measure}" inci="{inci}"', *_leaves(shapeNum=rng.randint(1, 9000))
            )


def _systems() -> Iterator[str]:
    for system in range(1, 101):
        for part in range(PARTS + 1):
            shared = f' part="{part}" shared="false"' if part else ""
            lines = _leaves(startMeas=5 * system - 4, endMeas=5 * system + 1, ssysPercent=85, scaleVert=True)
            yield _record(f'staffSystemSpec cmper="{system}"{shared}', *lines)


def _entry_details(tag: str, every: int, *lines: str, inci: bool = True) -> Iterator[str]:
    for entry in range(every, ENTRIES + 1, every):
        yield _record(f'{tag} entnum="{entry}"' + (' inci="0"' if inci else ""), *lines)


def _fretboards() -> Iterator[str]:
    cell = [f"  {line}" for line in _leaves(string=5, fret=0, shape="open")]
    for number in range(1500):
        lines = [
            *_leaves(numFrets=4, fretNum=1, lock=True, numFretCells=5),
            *(["<cell>", *cell, "</cell>"] * 5),
        ]
        yield _record(f'fretboard cmper1="{number // 12 + 1}" cmper2="{number % 12}"', *lines)


def _cells() -> Iterator[str]:
    for staff in range(1, STAVES + 1):
        for measure in range(1, MEASURES + 1):
            frame = (staff - 1) * MEASURES + measure
            lines = _leaves(clefID=0, clefPercent=75, frame1=frame)
            yield _record(f'gfhold cmper1="{staff}" cmper2="{measure}"', *lines)


def _entries(rng: random.Random) -> Iterator[str]:
    for number in range(1, ENTRIES + 1):
        place = (number - 1) % PER_CELL
        prev, following = number - 1 if place else 0, number + 1 if place < PER_CELL - 1 else 0
        rest = rng.random() < 0.12
        notes = 0 if rest else 2 if rng.random() < 0.12 else 1
        lines = [*_leaves(dura=rng.choice((256, 512, 512, 1024)))]
        if not rest:
            lines += _leaves(
                numNotes=notes, isValid=True, isNote=True, articDetail=True, beam=True, sorted=True
            )
        else:
            lines += _leaves(isValid=True, floatRest=True, sorted=True)
        for note in range(1, notes + 1):
            lines += [f'<note id="{note}">']
            lines += [f"  {line}" for line in _leaves(harmLev=rng.randint(-7, 21), harmAlt=0, isValid=True)]
            lines += ["</note>"]
        yield _record(f'entry entnum="{number}" prev="{prev}" next="{following}"', *lines)


def symphony_xml() -> bytes:
    """The document's EnigmaXML, canonical."""
    rng = random.Random(1824)
    others = (
        _beat_charts(),
        _frames(),
        _instruments(),
        _measures(),
        _expressions(rng),
        _shapes(rng),
        _shape_marks(rng),
        _systems(),
    )
    tuplet = _leaves(symbolicNum=3, symbolicDur=256, refNum=2, refDur=256, avoidStaff=True, smartTuplet=True)
    details = (
        _entry_details("articAssign", 3, *_leaves(articDef=2, horzOff=-6, vertOff=18)),
        _entry_details("beamAltPrimDownStem", 15, *_leaves(yAdd=34, syAdd=-39, beamWidth=-1), inci=False),
        _fretboards(),
        _cells(),
        _entry_details("smartShapeEntryMark", 12, *_leaves(shapeNum=96)),
        _entry_details("stemAdjust", 40, *_leaves(upVertAdjust=12), inci=False),
        _entry_details("tupletDef", 20, *tuplet, *_leaves(leftHookLen=-12, rightHookLen=-12)),
        _entry_details("lyrDataVerse", 30, *_leaves(lyricNumber=1, syll=18)),
    )
    pieces = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '\r\n<finale version="27.4" xmlns="http://www.makemusic.com/2012/finale">',
        "\r\n  <header>\r\n    <headerData>\r\n      <wordOrder>lo-endian</wordOrder>",
        "\r\n    </headerData>\r\n  </header>",
        "\r\n  <options>\r\n    <tieOptions>\r\n      <tieTipWidth>1.000000e+00</tieTipWidth>",
        "\r\n    </tieOptions>\r\n  </options>",
    ]
    for section, tables in (("others", others), ("details", details), ("entries", (_entries(rng),))):
        pieces.append(f"\r\n  <{section}>")
        for table in tables:
            pieces.append("".join(table))
        pieces.append(f"\r\n  </{section}>")
    pieces.append('\r\n  <texts>\r\n    <verse number="1">la é la</verse>\r\n  </texts>\r\n</finale>\r\n')
    return "".join(pieces).encode()


def symphony_path() -> Path:
    """The symphony as a .musx, made once in the temporary folder of the system."""
    source = Path(__file__).read_bytes()
    path = Path(tempfile.gettempdir()) / f"postlude-symphony-{zlib.crc32(source):08x}.musx"
    if not path.exists():
        data = Container.new("27.4").with_score(symphony_xml())
        partial = path.with_suffix(".part")
        partial.write_bytes(data)
        partial.replace(path)
    return path
