"""``postlude list`` and ``postlude info``."""

from __future__ import annotations

from tests.frontdoor import PARTS, SAMPLE, Door

LUA = """
function plugindef(locale)
    finaleplugin.ExecuteHttpsCalls = true
    finaleplugin.AdditionalMenuOptions = "Second"
    return locale == "de_DE" and "Deutsch" or "First", "Undo", "Description"
end
error("is not run to be listed")
"""


def test_list_shows_menu_texts_permissions_where_from_and_what_is_wrong(door: Door) -> None:
    door.file("../config/plugins/asks.lua", LUA)
    door.file("../config/plugins/broken.lua", "-- one\nfunction plugindef()\n  error('unfortunate')\nend")
    door.file("../config/plugins/snake.py", "print('noise')\ndef run(finale): pass\n")
    door.file("../config/plugins/bad_snake.py", "def run(finale:\n")
    done = door("list", "--json")
    assert done.status == 0
    rows = {row["name"]: row for row in done.lines if row["origin"] == "user"}
    assert set(rows) == {"asks", "broken", "snake", "bad_snake"}
    assert rows["asks"]["items"] == ["First", "Second"]
    assert rows["asks"]["permissions"] == ["ExecuteHttpsCalls"]
    assert rows["asks"]["where"].endswith("plugins/asks.lua")
    assert rows["asks"]["problem"] is None
    assert "broken.lua:3" in rows["broken"]["problem"]
    assert "unfortunate" in rows["broken"]["problem"]
    assert rows["snake"]["problem"] is None
    assert "bad_snake.py:1" in rows["bad_snake"]["problem"]
    table = door("list")
    assert table.status == 0
    (line,) = [line for line in table.out.splitlines() if line.startswith("asks")]
    assert "First" in line
    assert "ExecuteHttpsCalls" in line
    assert line.rstrip().endswith("asks.lua")
    (line,) = [line for line in table.out.splitlines() if line.startswith("broken")]
    assert "cannot be read" in line
    assert "unfortunate" in line


def test_list_takes_a_locale(door: Door) -> None:
    door.file("../config/plugins/asks.lua", LUA)
    (row,) = [row for row in door("list", "--json", "--locale", "de_DE").lines if row["name"] == "asks"]
    assert row["items"][0] == "Deutsch"


def test_what_list_shows_can_be_run_by_name(door: Door) -> None:
    door.file("../config/plugins/My Plugin.lua", "print('ran')")
    for name in ("My Plugin", "my plugin", "My Plugin.lua"):
        done = door("run", name, door.score())
        assert (done.status, done.out) == (0, "ran\n")


def test_info_shows_what_is_in_a_document(door: Door) -> None:
    facts = door("info", PARTS, "--json").json
    assert facts["document"] == str(PARTS)
    assert facts["version"] == "27.4"
    assert facts["measures"] == 2
    assert facts["file_info"]["title"] == "Sample: parts"
    assert [part["number"] for part in facts["parts"]] == [0, 1, 2, 3]
    assert [staff["number"] for staff in facts["staves"]] == [1, 2]
    assert facts["entries"] == facts["records"]["entries"] == 11
    done = door("info", SAMPLE)
    assert done.status == 0
    assert "measures" in done.out


def test_info_of_what_is_no_document_is_status_5(door: Door) -> None:
    for document in ("missing.musx", door.file("bad.musx", b"x"), door.folder):
        done = door("info", document)
        assert (done.status, done.out) == (5, "")
        assert len(done.err.splitlines()) == 1


def test_info_prints_the_score_as_lines(door: Door) -> None:
    said = door("info", SAMPLE, "--lines")
    assert said.status == 0
    assert "m4  4/4, D major, width 600" in said.out.splitlines()
    assert door("info", SAMPLE, "--lines", "--json").json["lines"] == said.out.splitlines()
