"""Several documents, one after another, each on its own."""

from __future__ import annotations

import sys

from tests.frontdoor import PARTS, WIDEN, Door

LAYERS = PARTS.with_name("layers.enigmaxml")


def on_terminals(door: Door) -> None:
    for name in ("stdin", "stdout", "stderr"):
        door.monkeypatch.setattr(getattr(sys, name), "isatty", lambda: True, raising=False)


def test_each_document_is_run_with_a_state_of_its_own(door: Door) -> None:
    source = "count = (count or 0) + 1 finenv.RetainLuaState = true print(count, finenv.Region().EndMeasure)"
    done = door.run(source, door.score("a.enigmaxml"), door.score("b.enigmaxml", LAYERS))
    assert (done.status, done.out) == (0, "1\t2\n1\t6\n")


def test_one_that_fails_hinders_no_other(door: Door) -> None:
    one, two = door.score("a.enigmaxml"), door.score("c.enigmaxml", LAYERS)
    bad = door.file("b.musx", b"not a score")
    done = door.run(WIDEN + "print('ran')", one, bad, two, "--out", "results", "--json")
    assert done.status == 5
    assert [line["ok"] for line in done.lines] == [True, False, True]
    assert [line["kind"] for line in done.lines] == ["SCRIPT_RESULT", "MISCELLANEOUS", "SCRIPT_RESULT"]
    assert sorted(path.name for path in (door.folder / "results").iterdir()) == ["a.enigmaxml", "c.enigmaxml"]


def test_what_one_document_lacks_hinders_no_other(door: Door) -> None:
    one, two = door.score("a.enigmaxml"), door.score("b.enigmaxml", LAYERS)
    done = door.run("print('ran')", one, two, "--select", "m4", "--json")
    assert [(line["ok"], line["printed"]) for line in done.lines] == [(False, ""), (True, "ran\n")]
    assert done.status == 2
    done = door.run("print('ran')", one, two, "--part", "1", "--json")
    assert [line["ok"] for line in done.lines] == [True, False]


def test_the_status_is_that_of_the_first_that_failed(door: Door) -> None:
    bad, good = door.file("bad.musx", b""), door.score("a.enigmaxml")
    layers = door.score("layers.enigmaxml", LAYERS)
    source = "if finenv.Region().EndMeasure == 6 then error('six') end"
    assert door.run(source, good, layers, bad).status == 1
    assert door.run(source, bad, layers, good).status == 5
    assert door.run(source, good, good).status == 0


def test_a_table_of_what_failed_stands_at_the_end_of_standard_error(door: Door) -> None:
    bad, good = door.file("bad.musx", b""), door.score("a.enigmaxml")
    done = door.run("print('ran')", bad, good, "also-missing.musx")
    assert done.out == "ran\n"
    table = done.err[done.err.index("2 of 3 documents failed") :].splitlines()
    assert table[1].split() == ["document", "status", "message"]
    assert [line.split()[0] for line in table[2:]] == ["bad.musx", "also-missing.musx"] or [
        line.split()[0].rpartition("/")[2] for line in table[2:]
    ] == ["bad.musx", "also-missing.musx"]
    assert all("5 MISCELLANEOUS" in line for line in table[2:])
    assert "failed" not in door.run("print('ran')", good, good).err


def test_no_table_and_no_progress_with_json(door: Door) -> None:
    on_terminals(door)
    done = door.run("print('ran')", door.score("a.enigmaxml"), "missing.musx", "--json")
    assert len(done.lines) == 2
    assert done.err == ""


def test_a_progress_bar_on_a_terminal_leaves_what_is_printed(door: Door) -> None:
    on_terminals(door)
    done = door.run(
        "print('ran [bold]x[/bold]')", *[door.score(f"{name}.enigmaxml") for name in "abc"], "--diff"
    )
    assert done.status == 0
    assert "documents" in done.err
    assert (done.out + done.err).count("ran [bold]x[/bold]") == 3


def test_a_bar_on_standard_error_leaves_standard_output_alone(door: Door) -> None:
    door.monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    scores = [door.score(f"{name}.enigmaxml") for name in "abc"]
    done = door.run(WIDEN + r"io.write('ran\255\n')", *scores, "--diff")
    assert done.raw.count(b"ran\xff\n~ others/measSpec cmper=1\n    width: ") == 3
    assert b"\x1b" not in done.raw
    assert "documents" in done.err


def test_without_a_terminal_there_is_no_bar(door: Door) -> None:
    done = door.run("print('ran')", door.score("a.enigmaxml"), door.score("b.enigmaxml"))
    assert (done.out, done.err) == ("ran\nran\n", "")
