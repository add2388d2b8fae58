"""`postlude diff`: how two scores differ, in lines, as records and as JSON."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from postlude.enigma.document import open_document
from postlude.enigma.node import Key
from postlude.testing import score
from tests.frontdoor import SAMPLE, Door


@pytest.fixture
def two(door: Door) -> tuple[Path, Path]:
    """Two scores of which one has another note and a wider measure."""
    one, other = score("treble: c4 d e f | g1 | a1"), score("treble: c4 d e f# | g1 | a1")
    node = other.store.load("others", "measSpec", Key(3))
    assert node is not None
    node.set("width", "720")
    other.store.save("others", "measSpec", Key(3), node)
    paths = door.folder / "one.musx", door.folder / "other.musx"
    one.save(paths[0])
    other.save(paths[1])
    return paths


def test_a_score_is_the_same_as_itself_whatever_file_it_is_in(door: Door) -> None:
    document = open_document(SAMPLE)
    (door.folder / "anew.musx").write_bytes(document.to_bytes(".musx", anew=True))
    document.save(door.folder / "text.enigmaxml")
    for name in ("anew.musx", "text.enigmaxml"):
        said = door("diff", SAMPLE, name)
        assert (said.status, said.out, said.err) == (0, "", "")


def test_what_differs_is_shown_with_lines_around_it(door: Door, two: tuple[Path, Path]) -> None:
    said = door("diff", "one.musx", "other.musx", "--context", 1)
    assert said.status == 1
    assert said.out.splitlines() == [
        "--- one.musx",
        "+++ other.musx",
        "@@ -8,6 +8,6 @@",
        " m1 s1 beat 3  e4",
        "-m1 s1 beat 4  f4",
        "+m1 s1 beat 4  f#4",
        " m2  4/4, C major, width 600",
        " m2 s1 beat 1  g1",
        "-m3  4/4, C major, width 600, final barline",
        "+m3  4/4, C major, width 720, final barline",
        " m3 s1 beat 1  a1",
    ]
    alone = door("diff", "one.musx", "other.musx", "--context", 0)
    assert [line[0] for line in alone.out.splitlines()] == [*"-+@-+@-+"]


def test_as_json(door: Door, two: tuple[Path, Path]) -> None:
    said = door("diff", *two, "--json")
    assert said.status == 1
    assert said.json == {
        "same": False, "documents": [str(path) for path in two], "moved": [], "renumbered": 0,
        "lines": [
            {"op": "-", "measure": 1, "text": "m1 s1 beat 4  f4"},
            {"op": "+", "measure": 1, "text": "m1 s1 beat 4  f#4"},
            {"op": "-", "measure": 3, "text": "m3  4/4, C major, width 600, final barline"},
            {"op": "+", "measure": 3, "text": "m3  4/4, C major, width 720, final barline"},
        ],
    }  # fmt: skip
    assert door("diff", two[0], two[0], "--json").json["same"] is True


def test_record_by_record(door: Door, two: tuple[Path, Path]) -> None:
    said = door("diff", *two, "--records")
    assert said.status == 1
    assert "~ others/measSpec cmper=3\n    width: 600 -> 720\n" in said.out
    assert "~ entries/entry entnum=4\n" in said.out
    assert door("diff", two[1], two[1], "--records").status == 0
    changes = door("diff", *two, "--records", "--json").json["changes"]
    assert [(change["tag"], change["op"]) for change in changes] == [
        ("measSpec", "change"),
        ("entry", "change"),
    ]


def test_options_and_unknown_things_show_too(door: Door) -> None:
    for name, length in (("a.musx", "84"), ("b.musx", "99")):
        document = score("treble: c1")
        node = document.store.load("options", "stemOptions", Key())
        assert node is not None
        node.set("stemLength", length)
        document.store.save("options", "stemOptions", Key(), node)
        document.save(door.folder / name)
    said = door("diff", "a.musx", "b.musx", "--context", 0)
    assert "-options/stemOptions: stemLength=84\n+options/stemOptions: stemLength=99\n" in said.out


def test_a_measure_that_was_put_in(door: Door) -> None:
    score("treble: c1 | d1 | e1").save(door.folder / "a.musx")
    score("treble: c1 | r1 | d1 | e1").save(door.folder / "b.musx")
    said = door("diff", "a.musx", "b.musx", "--context", 0)
    lines = said.out.splitlines()
    assert "+m2 s1 beat 1  r1" in lines
    assert not any("beat 1  d1" in line for line in lines)
    assert lines[-1] == r"\ m2 to m3 of the first score: m3 to m4 of the second"


def test_numbers_alone_are_mentioned_and_do_not_count(door: Door) -> None:
    document = score("treble: c1")
    document.save(door.folder / "a.musx")
    store = document.store
    frame = store.load("others", "frameSpec", Key(1, inci=0))
    hold = store.load("details", "gfhold", Key(1, 1))
    assert frame is not None and hold is not None
    store.delete("others", "frameSpec", Key(1, inci=0))
    store.save("others", "frameSpec", Key(7, inci=0), frame)
    hold.set("frame1", "7")
    store.save("details", "gfhold", Key(1, 1), hold)
    document.save(door.folder / "b.musx")
    said = door("diff", "a.musx", "b.musx")
    assert (said.status, said.out) == (0, "")
    assert "the scores are the same; 3 records differ in their numbers or order: see --records" in said.err
    assert door("diff", "a.musx", "b.musx", "--records").status == 1


def test_other_files_of_the_archive_count(door: Door) -> None:
    first = door.folder / "a.musx"
    score("treble: c1").save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(door.folder / "b.musx", "w") as new:
        for member in old.infolist():
            new.writestr(member, old.read(member.filename))
        new.writestr("graphics/1.png", b"a picture")
    said = door("diff", first, "b.musx")
    assert said.status == 1
    assert "+file graphics/1.png: 9 bytes (#" in said.out


def test_colours_where_they_are_wanted(door: Door, two: tuple[Path, Path]) -> None:
    assert "\x1b" not in door("diff", *two).out
    coloured = door("diff", *two, "--color", "always").out
    assert "\x1b[31m-m1 s1 beat 4  \x1b[0m\x1b[1;7;31mf4\x1b[0m" in coloured
    assert "\x1b[1;7;32mf#4\x1b[0m" in coloured


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("a.musx",), 2, "the following arguments are required: B"),
        (("a.musx", "b.musx", "--context", "x"), 2, "'x' is no number of lines: give 0 or more"),
        (("missing.musx", "missing.musx"), 5, "missing.musx: there is no such file"),
        (("broken.musx", "broken.musx"), 5, "broken.musx: "),
    ],
)
def test_mistakes(door: Door, arguments: tuple[str, ...], status: int, message: str) -> None:
    door.file("broken.musx", "this is no score")
    said = door("diff", *arguments)
    assert said.status == status
    assert message in said.err and len(said.err.splitlines()) == 1
