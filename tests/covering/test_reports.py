"""Reports of what ran: the files that count, and the forms that other tools read."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from postlude.covering.formats import cobertura, lcov, write_report
from postlude.covering.measured import FileLines, Measured, measure
from postlude.covering.summary import percent, summary
from postlude.errors import UsageError
from postlude.lua.counting import LineCounter

LIBRARY = """local M = {}
function M.add(a, b)
  return a + b
end
M.sub = function(a, b)
  local c = b
  return a - c
end
local f, g = function() end, function() return 1 end
return M
"""


@pytest.fixture
def counter(tmp_path: Path) -> LineCounter:
    """As after a run that required the library and called ``add`` twice."""
    file = tmp_path / "lib" / "library.lua"
    file.parent.mkdir()
    file.write_text(LIBRARY)
    counter = LineCounter()
    counter.load(file, LIBRARY.encode())
    ran = b"0 1 1 0 2 1 0 4 1 0 8 1 0 9 1 0 10 1 2 3 2"
    counter.add(b"@" + str(file).encode() + b"\0" + ran, None)
    return counter


def test_a_file_is_told_with_its_functions_in_lcov(counter: LineCounter, tmp_path: Path) -> None:
    assert lcov(measure(counter, tmp_path)).splitlines() == [
        "TN:", "SF:lib/library.lua",
        "FN:2,M.add", "FN:5,M.sub", "FN:9,f", "FN:9,anonymous:9.2",
        "FNDA:2,M.add", "FNDA:0,M.sub", "FNDA:0,f", "FNDA:0,anonymous:9.2", "FNF:4", "FNH:1",
        "DA:1,1", "DA:2,1", "DA:3,2", "DA:4,1", "DA:6,0", "DA:7,0", "DA:8,1", "DA:9,1", "DA:10,1",
        "LF:9", "LH:7", "end_of_record",
    ]  # fmt: skip


def test_the_same_in_coberturas_xml(counter: LineCounter, tmp_path: Path) -> None:
    root = ElementTree.fromstring(cobertura(measure(counter, tmp_path)))
    assert (root.get("lines-covered"), root.get("lines-valid"), root.get("line-rate")) == (
        "7",
        "9",
        "0.777778",
    )
    assert root.findtext("sources/source") == str(tmp_path)
    (file,) = root.iterfind("packages/package/classes/class")
    assert (file.get("filename"), file.get("line-rate")) == ("lib/library.lua", "0.777778")
    hits = {each.get("number"): each.get("hits") for each in file.iterfind("lines/line")}
    assert hits == {
        "1": "1", "2": "1", "3": "2", "4": "1", "6": "0", "7": "0", "8": "1", "9": "1", "10": "1",
    }  # fmt: skip


def test_the_suffix_chooses_the_form(counter: LineCounter, tmp_path: Path) -> None:
    measured = measure(counter, tmp_path)
    for name, start in (("out/lcov.info", b"TN:"), ("out/coverage.xml", b"<?xml")):
        write_report(measured, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)


def test_the_table_names_the_lines_that_never_ran(counter: LineCounter, tmp_path: Path) -> None:
    assert list(summary(measure(counter, tmp_path))) == [
        "file             lines  hit   %  missed",
        "lib/library.lua      9    7  77  6-7",
        "total                9    7  77",
    ]


def test_ranges_pass_over_lines_that_can_not_run() -> None:
    lines = {1: 0, 3: 0, 4: 1, 6: 0, 8: 2, 9: 0, 10: 0}
    assert FileLines(Path("x"), "x", lines).missed == [(1, 3), (6, 6), (9, 10)]


@pytest.mark.parametrize(
    ("hit", "total", "shown"), [(0, 0, 100), (999, 1000, 99), (1, 1000, 1), (0, 9, 0), (9, 9, 100)]
)
def test_all_and_nothing_are_said_of_all_and_nothing_alone(hit: int, total: int, shown: int) -> None:
    assert percent(hit, total) == shown


def test_what_was_loaded_below_the_root_counts(counter: LineCounter, tmp_path: Path) -> None:
    names = (
        "used.lua", "a_spec.lua", "helper.lua", ".venv/lib/x.lua", "lib/site-packages/y.lua", "../away.lua", "c.luac",
    )  # fmt: skip
    for name in names:
        counter.load(tmp_path / name, b"local x = 1", spec=name == "helper.lua")
    assert names_of(measure(counter, tmp_path)) == ["lib/library.lua", "used.lua"]
    assert names_of(measure(counter, tmp_path, specs=True)) == [
        "a_spec.lua", "helper.lua", "lib/library.lua", "used.lua",
    ]  # fmt: skip


def test_sources_count_whether_they_ran_or_not(counter: LineCounter, tmp_path: Path) -> None:
    for name in ("lib/never.lua", "lib/deep/never.lua", "lib/a_spec.lua", "lib/.hidden/x.lua", "other.lua"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("\n\nlocal x = 1")
    measured = measure(counter, tmp_path, [tmp_path / "lib"])
    assert names_of(measured) == ["lib/deep/never.lua", "lib/library.lua", "lib/never.lua"]
    assert [file.lines for file in measured.files][::2] == [{3: 0}, {3: 0}]
    files = [tmp_path / "other.lua", tmp_path / "lib" / "a_spec.lua"]
    assert names_of(measure(counter, tmp_path, files)) == ["lib/a_spec.lua", "other.lua"]
    with pytest.raises(UsageError, match=r"none: no such file or folder"):
        measure(counter, tmp_path, [tmp_path / "none"])


def test_a_file_that_lua_refuses_is_named_with_the_reason(counter: LineCounter, tmp_path: Path) -> None:
    (tmp_path / "wrong.lua").write_text("local x = 1\nlocal = 2")
    measured = measure(counter, tmp_path, [tmp_path])
    assert measured.problems == ["wrong.lua:2: <name> expected near '='"]
    assert list(summary(measured))[-1] == measured.problems[0]


def test_the_lines_are_those_of_the_text_that_ran(counter: LineCounter, tmp_path: Path) -> None:
    (tmp_path / "lib" / "library.lua").unlink()
    assert measure(counter, tmp_path).total == 9


def names_of(measured: Measured) -> list[str]:
    return [file.name for file in measured.files]
