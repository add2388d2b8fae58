"""``postlude sweep``: what it runs, what its rows say, whom it blames, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.frontdoor import PARTS, SAMPLE, WIDEN, Door, Outcome

LAYERS = PARTS.with_name("layers.enigmaxml")


def plugin(source: str, text: str = "Plugin", before: str = "") -> str:
    return f"function plugindef() {before} return '{text}' end\n{source}"


def sweep(door: Door, *arguments: object, **scripts: str) -> Outcome:
    """Sweep over scripts of those names and texts, on the small score, unless ``arguments`` name documents."""
    for name, text in scripts.items():
        door.file(f"scripts/{name}.lua", text)
    document = () if "--document" in arguments else ("--document", door.score())
    return door("sweep", "scripts", *document, *arguments)


def rows(done: Outcome) -> dict[str, Any]:
    *each, last = done.lines
    assert list(last) == ["summary"]
    return {row["script"]: row for row in each}


def missing_property() -> tuple[str, str]:
    """A class that scripts can make, and a method that the framework gives it and Postlude doesn't."""
    namespace = Namespace(Session(None))
    for name in namespace.classes():
        info = namespace.info(name)
        if info is None or not info.constructible or name in ("FCUI", "FCUserWindow"):
            continue
        for member, function in info.methods.items():
            if hasattr(function, "not_implemented"):
                try:
                    info.construct()
                except Exception:  # it wants a document or arguments
                    break
                return name, member
    pytest.skip("nothing is missing any more")


def test_each_script_is_a_row_with_what_it_did(door: Door) -> None:
    done = sweep(
        door,
        "--json",
        wide=plugin(WIDEN, "Widen", "finaleplugin.ExecuteHttpsCalls = true"),
        quiet=plugin("print('nothing')", "Quiet"),
    )
    assert done.status == 0
    assert [row["script"] for row in done.lines[:-1]] == ["quiet.lua", "wide.lua"]
    wide = rows(done)["wide.lua"]
    assert (wide["loaded"], wide["ran"], wide["blame"], wide["exit_status"]) == (True, True, None, 0)
    assert (wide["item"], wide["items"]) == ("Widen", ["Widen"])
    assert wide["permissions"] == ["ExecuteHttpsCalls"]
    assert wide["document"] == "score.enigmaxml"
    assert (wide["changed"], wide["changes"]) == (1, {"add": 0, "change": 1, "delete": 0})
    assert wide["records"] == {"measSpec": 1}
    assert rows(done)["quiet.lua"]["changed"] == 0
    summary = done.lines[-1]["summary"]
    assert (summary["scripts"], summary["documents"], summary["runs"]) == (2, 1, 2)
    assert (summary["ran"], summary["changed"], summary["missing"]) == (2, 1, [])
    assert not any(summary["blame"].values())


def test_nothing_is_written_and_no_folder_is_left(door: Door, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    door.monkeypatch.setattr("tempfile.tempdir", str(temporary))
    score = door.score()
    before = score.read_bytes()
    save = """
    local path = finale.FCString() path:SetUserOptionsPath()
    local file = assert(io.open(path.LuaString .. "settings.txt", "w")) file:write("x") file:close()
    """
    done = sweep(door, "--trust", "--json", "--document", score, wide=plugin(WIDEN), settings=plugin(save))
    assert done.status == 0, done.out
    assert all(row["ran"] for row in rows(done).values())
    assert score.read_bytes() == before
    assert list(temporary.iterdir()) == []
    assert not door.data.exists()
    assert sorted(path.name for path in door.folder.iterdir()) == ["score.enigmaxml", "scripts"]


def test_even_a_trusted_script_has_a_copy_of_the_document(door: Door) -> None:
    source = """
    local path = finale.FCString()
    finale.FCDocument():GetPath(path)
    local file = assert(io.open(path.LuaString, "w")) file:write("gone") file:close()
    error(path.LuaString)
    """
    score = door.score()
    done = sweep(door, "--trust", "--json", "--document", score, spoil=plugin(source))
    assert score.read_bytes() == PARTS.read_bytes()
    row = rows(done)["spoil.lua"]
    assert row["blame"] == "script"
    assert row["message"].endswith(": score.enigmaxml")


def test_whoever_is_to_blame_is_named(door: Door) -> None:
    name, member = missing_property()
    done = sweep(
        door,
        "--json",
        "--dialogs",
        "cancel",
        lacks=plugin(f"finale.{name}():{member}()"),
        lacks_caught=plugin(f"pcall(function() finale.{name}():{member}() end)"),
        own=plugin("local a = nil; a.b = 1"),
        syntax=plugin("this is no Lua"),
        definition="function plugindef() error('no') end",
        wants=plugin("", before="finaleplugin.MinFinaleVersion = 99999"),
        refused=plugin("os.execute('true')"),
        asked=plugin(
            "if finenv.UI():AlertYesNo('Go on?', '') ~= finale.YESRETURN then error('cancelled') end"
        ),
        good=plugin(""),
    )
    assert done.status == 1
    found = rows(done)
    assert {row["script"].removesuffix(".lua"): row["blame"] for row in found.values()} == {
        "lacks": "host",
        "lacks_caught": "host",
        "own": "script",
        "syntax": "script",
        "definition": "script",
        "wants": "requirement",
        "refused": "refusal",
        "asked": "dialog",
        "good": None,
    }
    assert {name for name, row in found.items() if row["ran"]} == {"lacks_caught.lua", "good.lua"}
    assert {name for name, row in found.items() if not row["loaded"]} == {"syntax.lua", "definition.lua"}
    assert found["lacks.lua"]["missing"] == found["lacks_caught.lua"]["missing"] == [f"{name}.{member}"]
    assert "is not implemented in Postlude" in found["lacks.lua"]["message"]
    assert found["own.lua"]["error"]["line"] == 2
    summary = done.lines[-1]["summary"]
    assert summary["missing"] == [
        {"member": f"{name}.{member}", "runs": 2, "scripts": ["lacks.lua", "lacks_caught.lua"]}
    ]
    assert summary["blame"]["host"] == 2


def test_scripts_that_fail_by_themselves_are_no_failure_of_the_sweep(door: Door) -> None:
    done = sweep(door, own=plugin("error('my own')"), good=plugin(""))
    assert done.status == 0
    assert "my own" in done.out


def test_a_process_that_dies_is_a_row(door: Door) -> None:
    kill = "import os, signal\ndef plugindef():\n    return 'X'\ndef run():\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    leave = "import os\ndef plugindef():\n    os._exit(7)\ndef run():\n    pass\n"
    door.file("scripts/kill.py", kill)
    door.file("scripts/leave.py", leave)
    done = sweep(door, "--json", good=plugin(""))
    assert done.status == 1
    found = rows(done)
    assert found["good.lua"]["ran"]
    assert "SIGKILL" in found["kill.py"]["message"] and found["kill.py"]["loaded"]
    assert "status 7" in found["leave.py"]["message"] and not found["leave.py"]["loaded"]
    for name in ("kill.py", "leave.py"):
        assert (found[name]["blame"], found[name]["exit_status"]) == ("host", 6)


def test_limits_hold_for_each_even_where_it_cant_be_stopped_from_inside(door: Door) -> None:
    done = sweep(
        door,
        "--json",
        "--timeout",
        "1",
        "--memory",
        "50",
        loops=plugin("while true do end"),
        grows=plugin("local t = {} while true do t[#t + 1] = ('x'):rep(1000000) .. #t end"),
        spins=plugin("local s = ('a'):rep(100000) .. 'b'; string.find(s, ('.-'):rep(10) .. 'c')"),
        good=plugin(""),
    )
    assert done.status == 1
    found = rows(done)
    assert {name for name, row in found.items() if row["exit_status"] == 6} == {
        "loops.lua",
        "grows.lua",
        "spins.lua",
    }
    assert {row["blame"] for name, row in found.items() if name != "good.lua"} == {"host"}
    assert found["good.lua"]["ran"]


def test_all_items_are_run_on_demand(door: Door) -> None:
    items = "finaleplugin.AdditionalMenuOptions = 'Second\\nThird' finaleplugin.AdditionalPrefixes = 'x = 2\\nx = 3'"
    several = plugin("error('item ' .. tostring(x))", "First", items.replace("\\n", "\\\\n"))
    several = several.replace("\\\\n", "\\n")
    done = sweep(door, "--json", several=several)
    (row,) = done.lines[:-1]
    assert row["items"] == ["First", "Second", "Third"]
    assert row["message"].endswith("item nil")
    done = sweep(door, "--json", "--all-items")
    assert [row["message"].split()[-1] for row in done.lines[:-1]] == ["nil", "2", "3"]
    assert [row["item"] for row in done.lines[:-1]] == ["First", "Second", "Third"]
    done = sweep(door, "--json", "--item", "third")
    assert done.lines[0]["message"].endswith("item 3")
    assert sweep(door, "--json", "--item", "fourth").lines[0]["blame"] == "usage"


def test_one_script_runs_over_an_archive_and_changed_documents_are_kept(door: Door) -> None:
    script = door.file("wide.lua", plugin("if finenv.Region().EndMeasure == 2 then " + WIDEN + " end"))
    door.score("archive/one.enigmaxml")
    door.score("archive/deep/two.enigmaxml")
    door.score("archive/other.enigmaxml", LAYERS)
    door.file("archive/bad.musx", b"not a score")
    done = door("sweep", script, "--document", "archive", "--out", "results", "--json", "--jobs", "2")
    found = {row["document"]: row for row in done.lines[:-1]}
    assert {name: (row["changed"], row["blame"]) for name, row in found.items()} == {
        "bad.musx": (0, "document"),
        "deep/two.enigmaxml": (1, None),
        "one.enigmaxml": (1, None),
        "other.enigmaxml": (0, None),
    }
    assert found["bad.musx"]["message"].startswith("bad.musx: ")
    results = door.folder / "results"
    assert sorted(path.relative_to(results).as_posix() for path in results.rglob("*.*")) == [
        "deep/two.enigmaxml",
        "one.enigmaxml",
    ]
    assert found["one.enigmaxml"]["saved"] == str(results / "one.enigmaxml")
    changed = door.run("print(finale.FCMeasure():Load(1))", results / "one.enigmaxml")
    assert changed.out == "true\n"
    assert (results / "one.enigmaxml").read_bytes() != PARTS.read_bytes()


def test_a_collections_documents_are_kept_in_a_folder_for_each_script(door: Door) -> None:
    done = sweep(door, "--out", "results", "--diff", wide=plugin(WIDEN), quiet=plugin(""))
    assert done.status == 0
    kept = [path for path in (door.folder / "results").rglob("*") if path.is_file()]
    assert kept == [door.folder / "results" / "wide.lua" / "score.enigmaxml"]
    assert "measSpec 1" in done.out


def test_the_table_has_a_line_for_each_and_the_summary_is_the_end(door: Door) -> None:
    name, member = missing_property()
    door.file("scripts/library/tools.lua", "return {}")
    done = sweep(
        door,
        lacks=plugin(f"finale.{name}():{member}()"),
        tells=plugin("finenv.UI():AlertInfo('All is\\nwell', '')", "Tell [bold]all[/bold]"),
    )
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[0].split() == [
        "script", "document", "item", "loaded", "items", "permissions", "ran", "changed", "blame", "missing",
        "message",
    ]  # fmt: skip
    assert lines[1].split()[:2] == ["lacks.lua", "score.enigmaxml"]
    assert f" host   {name}.{member}  " in lines[1]
    assert "Tell [bold]all[/bold]" in lines[2] and lines[2].endswith("All is well")
    assert lines[4] == "missing most"
    assert lines[6].split() == [f"{name}.{member}", "1", "lacks.lua"]
    assert lines[-2:] == [
        "2 runs of 2 scripts on 1 document: 1 ran (0 changed something), 1 of Postlude's making",
        "1 file without plugindef left out (--pattern takes them)",
    ]


def test_a_terminal_gets_a_progress_bar_and_a_file_of_json_none(door: Door) -> None:
    door.monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert "1/1" in sweep(door, good=plugin("")).err
    assert sweep(door, "--json").err == ""


def test_answers_and_prefixes_reach_the_scripts(door: Door) -> None:
    answers = door.file("answers.toml", '[[alert]]\ntext = "Go"\nanswer = "yes"\n')
    prefix = door.file("prefix.lua", "word = 'from the prefix'")
    ask = plugin(
        "local yes = finenv.UI():AlertYesNo('Go?', '') == finale.YESRETURN\n"
        "error(tostring(yes) .. ' ' .. tostring(word))"
    )
    options = ("--json", "--prefix", prefix, "--answers", answers)
    assert rows(sweep(door, *options, ask=ask))["ask.lua"]["message"].endswith("true from the prefix")
    row = rows(sweep(door, "--json", "--dialogs", "ok"))["ask.lua"]
    assert row["message"].endswith("true nil") and row["blame"] == "dialog"
    assert [alert["answer"] for alert in row["alerts"]] == ["yes"]


def test_nothing_is_sent_without_the_network_option(door: Door) -> None:
    get = plugin(
        "local net = require('luaosutils').internet\nerror(select(2, net.get_sync('https://localhost:1/', 5)))",
        before="finaleplugin.ExecuteHttpsCalls = true",
    )
    row = rows(sweep(door, "--json", get=get))["get.lua"]
    assert "dry run" in row["message"]
    row = rows(sweep(door, "--json", "--network"))["get.lua"]
    assert "dry run" not in row["message"] and not row["ran"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone"], "gone: there is no such folder or script"),
        (["."], "no script with a plugindef"),
        (["plugin.lua", "--document", "gone.musx"], "--document gone.musx"),
        (["plugin.lua", "--jobs", "0"], "is not a number of jobs"),
        (["plugin.lua", "--out", "results"], "there is no document to write"),
        (["plugin.lua", "--document", "score.enigmaxml", "--out", "plugin.lua"], "not a folder"),
        (["plugin.lua", "--select", "nonsense"], "nonsense"),
        (["plugin.lua", "--item", "1", "--all-items"], "not allowed with"),
    ],
)
def test_mistakes_on_the_command_line_are_told_before_anything_runs(
    door: Door, arguments: list[str], said: str
) -> None:
    door.score()
    (door.folder / "empty").mkdir()
    where = "empty" if arguments[0] == "." else arguments[0]
    door.file("plugin.lua", plugin(""))
    done = door("sweep", where, *arguments[1:])
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_scripts_run_without_a_document_if_they_need_none(door: Door) -> None:
    door.file("scripts/wants.lua", plugin(""))
    door.file("scripts/free.lua", plugin("", before="finaleplugin.RequireDocument = false"))
    done = door("sweep", "scripts", "--json")
    assert {name: row["blame"] for name, row in rows(done).items()} == {
        "free.lua": None,
        "wants.lua": "requirement",
    }
    assert rows(done)["free.lua"]["document"] is None


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent otherwise there")
def test_an_interrupt_ends_everything_and_shows_what_there_is(door: Door, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    door.file("scripts/a_quick.lua", plugin(""))
    sleep = "import os, pathlib, time\ndef plugindef():\n    return 'X'\ndef run():\n"
    sleep += f"    pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n    time.sleep(60)\n"
    door.file("scripts/b_slow.py", sleep)
    door.file("scripts/c_never.lua", plugin(""))
    command = [sys.executable, "-m", "postlude", "sweep", "scripts", "--document", str(SAMPLE), "--jobs", "1"]
    process = subprocess.Popen(
        command,
        cwd=door.folder,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    pid = tmp_path / "pid"
    until = time.monotonic() + 30
    while not (pid.exists() and pid.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == "postlude: interrupted\n"
    assert "a_quick.lua" in out and "c_never.lua" not in out
    assert out.splitlines()[-1].startswith("interrupted after 1 run of 1 script on 1 document: 1 ran")
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert list(temporary.iterdir()) == []
