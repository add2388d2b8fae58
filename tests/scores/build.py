"""The sample scores, all our own: ``python -m tests.scores.build`` in the checkout writes them anew."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from postlude.enigma.document import Document
from tests.scores.builder import BASS, Score, Staff

HERE = Path(__file__).resolve().parent
VOICE = "b35a14d8-c981-4b8a-a7e4-9a2f8f6be99a"
CLARINET = "a16af0c1-8df8-476d-8d74-0d6e1972846b"
HORN = "616b3bf9-58df-4b44-8339-9f66461ac910"
CELLO = "33894688-c326-4f8f-b4e2-7a08745e7bcc"
FLUTE = "2575136d-9927-47bd-a727-f554c169257e"
LYRIC_FONT = "^fontid(1)^size(12)^nfx(0)"
BOX = {"xMargin": 12, "yMargin": 12, "lineWidth": 224, "sides": 4}
ELLIPSE = {"xMargin": 18, "yMargin": 9, "lineWidth": 115, "sides": 2, "equalAspect": True}
ROUNDED = {
    "xMargin": 6,
    "yMargin": 6,
    "lineWidth": 115,
    "sides": 4,
    "roundCorners": True,
    "cornerRadius": 512,
}


def sample() -> Document:
    """A song of eight bars for soprano, clarinet in B flat and cello: a bit of everything."""
    voice = Staff("Soprano", "S.", VOICE)
    voice.layers[1] = (
        "d4/4 e4/4 f#4/4 a4/4 | b4/4. a4/8 f#4/2 | g4/4 f#4/4 e4/4 d4/4 | e4/2. r/4 "
        "| d4/4 e4/4 f#4/4 a4/4 | b4/4. d5/8 a4/2 | g4/4 e4/4 f#4/4 e4/4 | d4/1"
    )
    clarinet = Staff("Clarinet in B^flat()", "Cl.", CLARINET, transposition=(1, 2))
    clarinet.layers[1] = (
        "r/1 | f#4/8 g4/8 a4/8 b4/8 a4/2 | b4/4 a4/4 g4/4 f#4/4 | c#5/8 b4/8 a4/8 g4/8 a4/4 r/4 "
        "| r/1 | d5/4. f#5/8 d5/2 | e5/4 b4/4 d5/4 c#5/4 | a4/1"
    )
    cello = Staff("Violoncello", "Vc.", CELLO, BASS)
    cello.layers[1] = (
        "d3+a3/2~ d3+a3/2_ | g2/2 d3/2 | e3/4 d3/4 g2/4 b2/4 | a2/2 a2/2 "
        "| d3+a3/2 d3+a3/2 | g2/2 d3/2 | e3/2 a2/2 | d2+a2+d3/1"
    )
    score = Score([voice, clarinet, cello], measures=8, fifths=2)
    score.part("Soprano", [1])
    score.part("Clarinet in B flat", [2])
    score.music()
    score.lyrics("verse", 1, f"{LYRIC_FONT}Morning over silent water, every window open wide; lanterns fade.")
    score.lyrics("verse", 2, f"{LYRIC_FONT}Eve-ning ^nfx(2)over^nfx(0) silent mountain")
    score.lyrics("chorus", 1, f"{LYRIC_FONT}Sing again together")
    score.lyrics("section", 1, "^fontid(2)^size(10)^nfx(1)Interlude (humming)")
    score.sing(1, 1, 9)
    score.chord_suffix(1, "m")
    score.chord_suffix(2, "7")
    for measure, degree, suffix in ((1, 0, 0), (2, 3, 0), (3, 1, 1), (4, 4, 2), (8, 0, 0)):
        score.chord(1, measure, degree, suffix=suffix)
    score.chord(1, 2, 0, edu=2048)
    tempo = score.expression("^fontTxt(Times New Roman,4096)^size(14)^nfx(1)Andante", category=2)
    rehearsal = score.expression(
        "^fontTxt(Times New Roman,4096)^size(14)^nfx(1)^rehearsal()",
        category=6,
        enclosure=BOX,
        rehearsalMarkStyle="letters",
    )
    dolce = score.expression(
        "^fontTxt(Times New Roman,4096)^size(12)^nfx(2)dolce", category=4, enclosure=ROUNDED
    )
    score.assign(tempo, 1, 1)
    score.assign(rehearsal, 5, 1)
    score.assign(dolce, 2, 2, vertOff=-96)
    _about(score, "Sample", "A score that belongs to Postlude")
    return score.document()


def lyrics() -> Document:
    """All three kinds of lyrics, in two fonts and with commands inside words' reach; a verse without text."""
    voice = Staff("Soprano", "S.", VOICE)
    voice.layers[1] = "c4/4 d4/4 e4/4 f4/4 | g4/4 a4/4 b4/4 c5/4 | c5/4 b4/4 a4/4 g4/4"
    score = Score([voice], measures=3)
    score.music()
    score.lyrics("verse", 1, f"{LYRIC_FONT}Morning ^nfx(2)over^nfx(0) wa-ter, fair & <bright>\nevery window")
    score.lyrics("verse", 2, "")
    score.lyrics("verse", 3, f"{LYRIC_FONT}a b c")
    score.lyrics("chorus", 1, "^fontid(2)^size(14)^nfx(1)Sing again together ^^ again")
    score.lyrics("section", 1, f"{LYRIC_FONT}Über Wälder")
    score.sing(1, 1, 6)
    score.sing(1, 3, 3, first=6)
    _about(score, "Sample: lyrics", "")
    return score.document()


def expressions() -> Document:
    """Text expressions with enclosures of three shapes, assigned to staves, two of them hidden; chords."""
    flute = Staff("Flute", "Fl.", FLUTE)
    flute.layers[1] = "g4/1 | a4/1 | b4/1 | c5/1"
    cello = Staff("Violoncello", "Vc.", CELLO, BASS)
    cello.layers[1] = "c3/1 | d3/1 | e3/1 | f3/1"
    score = Score([flute, cello], measures=4)
    score.music()
    font = "^fontTxt(Times New Roman,4096)^size(12)^nfx(0)"
    boxed = score.expression(f"{font}solo", category=5, enclosure=BOX)
    round_ = score.expression(f"{font}a 2", category=5, enclosure=ELLIPSE)
    rounded = score.expression(f"{font}tutti", category=5, enclosure=ROUNDED)
    bare = score.expression(f"{font}espr.", category=4)
    score.assign(boxed, 1, 1)
    score.assign(boxed, 1, 2, hidden=True)
    score.assign(round_, 2, 1, horzEduOff=2048)
    score.assign(bare, 2, 2)
    score.assign(rounded, 3, -1, staffGroup=1, staffList=1)
    score.assign(boxed, 4, 2, vertOff=24, hidden=True)
    score.chord_suffix(1, "m7")
    for measure, degree in enumerate((0, 1, 2, 3), 1):
        score.chord(1, measure, degree, suffix=1 if degree in (1, 2) else 0)
    _about(score, "Sample: expressions", "")
    return score.document()


def layers() -> Document:
    """Four layers, and what a careful reader would stumble over: short bars, a hidden note, ties that lead
    nowhere, a 128th, notes that the instrument does not have, a staff without notes."""
    flute = Staff("Flute", "Fl.", FLUTE)
    flute.layers[1] = "g5/4 a5/4 b5/4 c6/4 | d5/2 e5/4 | e5/2~ f5/2 | a3/1 | c5/4 c5/4h c5/4 b4/4~ | c5/1_"
    flute.layers[2] = "e5/2 f5/2 | | g4/128 r/128 r/64 r/32 r/16 r/8 r/4 r/2"
    flute.layers[3] = "c5/1"
    flute.layers[4] = "g4/2 g4/2"
    empty = Staff("Violoncello", "Vc.", CELLO, BASS)
    score = Score([flute, empty], measures=6)
    score.music()
    _about(score, "Sample: layers", "")
    return score.document()


def parts() -> Document:
    """Two transposing instruments, a part for each and one for both; a part that differs from the score."""
    clarinet = Staff("Clarinet in B^flat()", "Cl.", CLARINET, transposition=(1, 2))
    clarinet.layers[1] = "bb4/4 c5/4 d5/4 eb5/4 | f5/2 bb4/2"
    horn = Staff("Horn in F", "Hn.", HORN, transposition=(4, 1))
    horn.layers[1] = "bb3/2 d4/2 | f4/4 eb4/4 d4/2"
    score = Score([clarinet, horn], measures=2, fifths=-2)
    score.part("Clarinet", [1])
    score.part("Horn", [2])
    score.part("Both", [1, 2])
    score.music()
    _about(score, "Sample: parts", "")
    return score.document()


def _about(score: Score, title: str, description: str) -> None:
    for kind, text in (("title", title), ("composer", "Postlude"), ("description", description)):
        if text:
            score.about(kind, text)


SCORES: dict[str, Callable[[], Document]] = {
    "sample.musx": sample,
    "lyrics.enigmaxml": lyrics,
    "expressions.enigmaxml": expressions,
    "layers.enigmaxml": layers,
    "parts.enigmaxml": parts,
}


def main() -> None:
    """Write the scores that differ from what is there."""
    from postlude.enigma.document import open_document

    for name, make in SCORES.items():
        path, document = HERE / name, make()
        if not path.exists() or open_document(path).to_xml() != document.to_xml():
            document.save(path)
            sys.stdout.write(f"{name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
