"""``--json``: its shape, and that nothing else is on standard output."""

from __future__ import annotations

import json

import pytest

from tests.frontdoor import EMPTY_PERMISSIONS, WIDEN, Door

KEYS = [
    "ok", "kind", "message", "error", "plugin", "item", "document", "saved", "returned", "printed", "alerts",
    "dialogs", "changes", "network", "permissions", "undo", "seconds",
]  # fmt: skip


def test_the_shape_of_a_success(door: Door) -> None:
    result = door.run(WIDEN + "print('done')", "--json", plugindef="return 'Widen'").json
    assert list(result) == KEYS
    seconds = result.pop("seconds")
    assert isinstance(seconds, float) and 0 < seconds < 10
    (change,) = result.pop("changes")
    assert list(change) == ["op", "section", "tag", "key", "fields"]
    assert (change["op"], change["section"], change["tag"]) == ("change", "others", "measSpec")
    assert change["key"] == {"cmper": 1}
    assert list(change["fields"]) == ["width"]
    assert result == {
        "ok": True, "kind": "SCRIPT_RESULT", "message": "", "error": None, "plugin": "plugin", "item": "Widen",
        "document": str(door.folder / "score.enigmaxml"), "saved": None, "returned": [], "printed": "done\n",
        "alerts": [], "dialogs": [], "network": [], "permissions": EMPTY_PERMISSIONS,
        "undo": [{"text": "Widen", "stored": True, "records": 1}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "options", "status"),
    [("error('x')", [], 1), ("while true do end", ["--timeout", "0.1"], 6), ("os.execute('x')", [], 4),
     ("print(1)", ["--select", "m99"], 2), ("print(1)", ["--part", "99"], 2), ("print(1)", ["--item", "99"], 2),
     ("x", [], 1), ("print(1)", ["missing.musx"], 5), ("return 1", ["--select", "none"], 0)],
)  # fmt: skip
def test_every_failure_has_the_same_shape(door: Door, source: str, options: list[str], status: int) -> None:
    done = door.run(source, "--json", *options)
    assert done.status == status
    result = done.json
    assert list(result) == KEYS
    assert result["ok"] is (status == 0)
    assert set(result["permissions"]) == set(EMPTY_PERMISSIONS)
    if status in (1, 4):
        assert list(result["error"]) == ["file", "line", "traceback"]
        assert result["error"]["line"] == 1
    else:
        assert result["error"] is None
    assert result["message"] or status == 0
    assert done.err == ""


def test_one_object_a_document_one_a_line_whatever_a_plugin_prints(door: Door) -> None:
    script = door.file(
        "plugin.lua",
        """
        print('{"not": "mine"}\\n')
        io.stdout:write("x\\n")
        io.stderr:write("y\\n")
        finenv.UI():AlertInfo("alert\\nin two lines", "")
        """,
    )
    scores = [door.score(f"{name}.enigmaxml") for name in "abc"]
    done = door("run", script, *scores, "--json", "--diff")
    assert [line["document"] for line in done.lines] == [str(score) for score in scores]
    assert {line["printed"] for line in done.lines} == {'{"not": "mine"}\n\nx\ny\n'}
    assert done.err == ""


def test_a_python_plugin_s_print_is_captured_too(door: Door) -> None:
    source = """
import sys
print("while loading")
def plugindef():
    print("in plugindef")
    return "Python"
def run(finale):
    print("in run")
    sys.stdout.buffer.write(b"bytes\\xff\\n")
    print("error", file=sys.stderr)
    return 1, "two"
"""
    done = door.run(source, "--json", suffix=".py")
    assert done.json["returned"] == [1, "two"]
    assert done.json["printed"] == "while loading\nin plugindef\nin run\nbytes\\xff\nerror\n"
    assert done.err == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("nil, 1", [None, 1]), ("true, false", [True, False]), ("1.5, 2.0", [1.5, 2.0]),
        ("math.huge, -math.huge, 0/0", ["inf", "-inf", "nan"]), ("math.mininteger", [-(2**63)]),
        (r"'a\255b'", ["a\\xffb"]), (r"'\u{e9}\0'", ["\u00e9\0"]), ("{1, 2, {3}}", [[1, 2, [3]]]),
        ("{a = 1, [2] = 'x'}", [{"a": 1, "2": "x"}]), ("{[true] = 1, [1.5] = 2}", [{"true": 1, "1.5": 2}]),
        ("{}", [{}]), ("{math.huge}", [["inf"]]),
    ],
)  # fmt: skip
def test_returned_values(door: Door, value: str, shown: list[object]) -> None:
    done = door.run(f"return {value}", "--json")
    assert done.status == 0
    assert done.json["returned"] == shown


@pytest.mark.parametrize(
    ("value", "begins"),
    [("print", "function: 0x"), ("coroutine.create(print)", "thread: 0x"), ("finale.FCMeasure()", "FCMeasure: 0x"),
     ("io.stdout", "file ("),
     ("setmetatable({}, {__tostring = function() return 'mine' end}) and print", "function: ")],
)  # fmt: skip
def test_what_json_lacks_is_shown_as_tostring_shows_it(door: Door, value: str, begins: str) -> None:
    done = door.run(f"return {value}, {{{value}}}", "--json")
    alone, (within,) = done.json["returned"]
    assert alone.startswith(begins)
    assert within.startswith(begins)


def test_tables_that_are_deep_shared_or_in_circles_end(door: Door) -> None:
    source = """
        local round = {} round.me = round
        local deep = {} for i = 1, 300 do deep = {deep} end
        local shared = {} for i = 1, 60 do shared = {shared, shared} end
        return round, deep, shared
    """
    done = door.run(source, "--json")
    assert done.status == 0
    assert done.json["returned"][0] == {"me": "table"}
    assert len(done.raw) < 5_000_000


def test_numbers_are_json_numbers_and_nothing_but_json(door: Door) -> None:
    done = door.run("return {1/0, -1/0, 0/0}", "--json")
    json.loads(done.raw, parse_constant=lambda text: pytest.fail(text))


def test_a_usage_error_found_before_anything_runs_leaves_standard_output_empty(door: Door) -> None:
    done = door.run("print(1)", "--json", "--select", "nonsense")
    assert (done.status, done.out) == (2, "")


def test_undo_and_permissions_and_alerts_in_json(door: Door) -> None:
    source = """
        finenv.UI():AlertYesNo("Sure?", "Title")
        pcall(os.execute, "x")
        pcall(os.execute, "x")
        finenv.StartNewUndoBlock("Second", true)
    """
    result = door.run(
        WIDEN + source + WIDEN, "--json",
        plugindef="finaleplugin.ExecuteHttpsCalls = true finaleplugin.ExecuteExternalCode = true return 'First'",
    ).json  # fmt: skip
    assert result["undo"] == [
        {"text": "First", "stored": True, "records": 1},
        {"text": "Second", "stored": True, "records": 1},
    ]
    assert result["alerts"] == [{"kind": "yes-no", "text": "Sure?", "caption": "Title", "answer": "no"}]
    permissions = result["permissions"]
    assert sorted(permissions["requested"]) == ["ExecuteExternalCode", "ExecuteHttpsCalls"]
    assert permissions["granted"] == ["ExecuteHttpsCalls"]
    assert permissions["used"] == []
    (refused,) = permissions["refused"]
    assert (refused["rule"], refused["what"], refused["times"]) == ("ExecuteExternalCode", "os.execute", 2)
