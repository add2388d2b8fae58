"""Where results are written, and that nothing is written otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.enigma.node import Key
from tests.frontdoor import PARTS, SAMPLE, WIDEN, Door

EDITS = """
local m = finale.FCMeasure()
m:Load(1)
m.Width = m.Width + 10
m:Save()
m:Load(2)
m.SystemBreak = true
m:Save()
for e in eachentrysaved(finenv.Region()) do
    if e:IsNote() then e:GetItemAt(0).Displacement = e:GetItemAt(0).Displacement + 1 end
end
"""


def width(document: Document, measure: int = 1) -> int:
    node = document.store.load("others", "measSpec", Key(measure))
    assert node is not None
    return int(node.get("width") or 0)


def as_json(document: Document) -> list[Any]:
    return [change.to_json() for change in document.changes()]


def differences(before: Path, after: Path) -> list[tuple[str, str, Key]]:
    """The records that differ between two files, found by looking at all of them."""
    one, two = open_document(before).store, open_document(after).store
    found = []
    for section in ("options", "others", "details", "entries", "texts"):
        for tag in dict.fromkeys([*one.tags(section), *two.tags(section)]):
            for key in dict.fromkeys([*one.keys(section, tag), *two.keys(section, tag)]):
                if one.raw(section, tag, key) != two.raw(section, tag, key):
                    found.append((section, tag, key))
    return found


def test_without_an_option_nothing_is_written(door: Door) -> None:
    before = PARTS.read_bytes()
    done = door.run(WIDEN, "--json")
    assert (done.status, done.json["saved"], len(done.json["changes"])) == (0, None, 1)
    assert (door.folder / "score.enigmaxml").read_bytes() == before
    assert sorted(path.name for path in door.folder.iterdir()) == ["plugin.lua", "score.enigmaxml"]


@pytest.mark.parametrize("suffix", [".musx", ".enigmaxml"])
@pytest.mark.parametrize("source", [PARTS, SAMPLE])
def test_o_writes_the_format_of_its_suffix(door: Door, suffix: str, source: Path) -> None:
    score = door.score("in" + source.suffix, source)
    target = door.folder / ("new/out" + suffix)
    done = door.run(WIDEN, score, "-o", target, "--json")
    assert (done.status, done.json["saved"]) == (0, str(target))
    assert score.read_bytes() == source.read_bytes()
    assert target.read_bytes().startswith(b"PK" if suffix == ".musx" else b"<?xml")
    assert width(open_document(target)) == width(open_document(source)) + 10


def test_o_says_what_it_wrote(door: Door) -> None:
    done = door.run(WIDEN, "-o", "out.musx")
    assert (done.status, done.out, done.err) == (0, "", "postlude: out.musx: 1 record changed\n")


def test_o_wants_a_known_suffix_and_one_document_before_anything_runs(door: Door) -> None:
    for arguments in (
        ["-o", "out.xml"],
        ["-o", "out"],
        ["-o", "out.musx", door.score("a.enigmaxml"), door.score()],
    ):
        done = door.run("print(1)", *arguments)
        assert (done.status, done.out) == (2, "")


def test_in_place_writes_the_document_back(door: Door) -> None:
    done = door.run(WIDEN, "--in-place")
    assert done.status == 0
    assert width(open_document(door.folder / "score.enigmaxml")) == width(open_document(PARTS)) + 10
    assert sorted(path.name for path in door.folder.iterdir()) == ["plugin.lua", "score.enigmaxml"]


def test_in_place_wants_a_name_that_can_be_written_before_anything_runs(door: Door) -> None:
    script = door.file("plugin.lua", "print(1)")
    score = door.file("score.xml", PARTS.read_bytes())
    done = door("run", script, score, "--in-place")
    assert (done.status, done.out) == (2, "")
    assert door("run", script, score).status == 0


def test_out_writes_each_document_under_its_own_name(door: Door) -> None:
    one, two = door.score("x/one.enigmaxml"), door.score("y/two.musx", SAMPLE)
    done = door.run(WIDEN, one, two, "--out", "results")
    assert done.status == 0
    assert sorted(path.name for path in (door.folder / "results").iterdir()) == ["one.enigmaxml", "two.musx"]
    assert width(open_document(door.folder / "results/two.musx")) == width(open_document(SAMPLE)) + 10
    assert two.read_bytes() == SAMPLE.read_bytes()


def test_out_with_two_of_one_name_is_a_usage_error_at_once(door: Door) -> None:
    for other in ("y/one.enigmaxml", "y/ONE.enigmaxml"):
        done = door.run("print(1)", door.score("x/one.enigmaxml"), door.score(other), "--out", "results")
        assert (done.status, done.out) == (2, "")
        assert "same name" in done.err
    assert not (door.folder / "results").exists()


def test_out_that_is_a_file_and_targets_without_a_document_are_usage_errors(door: Door) -> None:
    assert door.run("print(1)", "--out", door.file("file", "")).status == 2
    script = door.file("plugin.lua", "function plugindef() finaleplugin.RequireDocument = false end print(1)")
    for target in (["-o", "a.musx"], ["--in-place"], ["--out", "folder"]):
        done = door("run", script, *target)
        assert (done.status, done.out) == (2, "")


@pytest.mark.parametrize(
    "ending",
    ["error('no')", "os.exit(3)", "os.execute('x')", "while true do end", "finale.FCMeasure():Nothing()"],
)
def test_nothing_is_written_when_the_plugin_failed(door: Door, ending: str) -> None:
    score = door.score()
    for target in (["--in-place"], ["-o", "out.musx"], ["--out", "results"]):
        done = door.run(WIDEN + ending, score, *target, "--timeout", "0.2", "--json")
        assert done.status in (1, 4, 6)
        assert (done.json["saved"], done.json["changes"]) == (None, [])
    assert score.read_bytes() == PARTS.read_bytes()
    assert sorted(path.name for path in door.folder.iterdir()) == ["plugin.lua", "score.enigmaxml"]


def test_stored_blocks_of_a_failed_plugin_are_reported_and_not_written(door: Door) -> None:
    done = door.run(WIDEN + "finenv.EndUndoBlock(true) error('no')", "--in-place", "--json")
    assert (done.status, done.json["saved"]) == (1, None)
    assert len(done.json["changes"]) == 1
    assert (door.folder / "score.enigmaxml").read_bytes() == PARTS.read_bytes()


def test_diff_changes_and_the_written_file_show_the_same_records(door: Door) -> None:
    score = door.score()
    changes = door.run(EDITS, score, "-o", "out.enigmaxml", "--json").json["changes"]
    printed = door.run(EDITS, score, "--diff").out.splitlines()
    written = differences(score, door.folder / "out.enigmaxml")
    assert len(changes) == len(written) > 5
    heads = [line for line in printed if not line.startswith(" ")]
    signs = {"+": "add", "~": "change", "-": "delete"}
    shown = []
    for head in heads:
        sign, record, *key = head.split(" ")
        names = dict(part.split("=") for part in key)
        shown.append((signs[sign], record, {name: int(value) for name, value in names.items()}))
    assert shown == [(c["op"], f"{c['section']}/{c['tag']}", c["key"]) for c in changes]
    for change, (section, tag, key) in zip(changes, written, strict=True):
        assert (change["section"], change["tag"]) == (section, tag)
        assert set(change["key"].values()) <= set(key)
    fields = [line for line in printed if line.startswith("    ")]
    assert len(fields) == sum(len(change["fields"]) for change in changes)
    # What the file has now is what the changes say is new.
    store = open_document(door.folder / "out.enigmaxml").store
    for change, (section, tag, key) in zip(changes, written, strict=True):
        node = store.load(section, tag, key)
        assert node is not None
        for path, (_, new) in change["fields"].items():
            if "[" not in path:
                assert node.get(path) == ("" if new is True else new)


def test_a_flag_and_an_added_and_a_deleted_record_in_the_diff(door: Door) -> None:
    source = """
        local t = finale.FCTextBlock()
        t:Load(1)
        t.ExpandSingleWord = false
        t:Save()
        t:SaveAs(7)
        t:Load(5)
        t:DeleteData()
    """
    score = door.score("layers.enigmaxml", PARTS.with_name("layers.enigmaxml"))
    done = door.run(source, score, "--json")
    assert done.status == 0, done.json
    flag, deleted, added, named = done.json["changes"]
    assert flag["fields"] == {"noExpandSingleWord": [None, True]}
    assert (deleted["op"], deleted["key"], added["op"], added["key"]) == (
        "delete", {"cmper": 5}, "add", {"cmper": 7},
    )  # fmt: skip
    assert all(new is None for _, new in deleted["fields"].values())
    assert (named["tag"], named["fields"]) == ("staffSpec", {"abbrvName": ["5", None]})
    assert all(old is None for old, _ in added["fields"].values())
    assert added["fields"]["noExpandSingleWord"] == [None, True]
    printed = door.run(source, score, "--diff").out.splitlines()
    assert [line for line in printed if line[0] != " "] == [
        "~ others/textBlock cmper=1", "- others/textBlock cmper=5", "+ others/textBlock cmper=7",
        "~ others/staffSpec cmper=2",
    ]  # fmt: skip
    assert printed[1] == "    noExpandSingleWord: (none) -> true"


def test_a_run_that_changes_nothing_writes_the_same_bytes(door: Door) -> None:
    for source in (PARTS, SAMPLE):
        score = door.score("in" + source.suffix, source)
        target = door.folder / ("out" + source.suffix)
        assert door.run("print(1)", score, "-o", target, "--json").json["changes"] == []
        assert target.read_bytes() == source.read_bytes()
