"""The Python API: ``Host``, retained states, isolated runs."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import postlude
from postlude import Host, open_document
from postlude.errors import DocumentError, UsageError
from postlude.result import RunResult
from tests.frontdoor import PARTS, SAMPLE, WIDEN

Write = Callable[[str], Path]

SPIN = 'string.find(string.rep("a", 30), string.rep("a?", 30) .. string.rep("a", 30))'


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as made:
        yield made


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def script(source: str, name: str = "plugin.lua") -> Path:
        (tmp_path / name).write_text(source, encoding="utf-8")
        return tmp_path / name

    return script


# ---- the front door


def test_ten_lines_open_run_look_and_save(host: Host, write: Write, tmp_path: Path) -> None:
    score = host.open_document(PARTS)
    result = host.run(write(WIDEN), score, select="m1")
    assert result.ok
    assert [change.tag for change in result.changes] == ["measSpec"]
    score.save(tmp_path / "out.musx")
    again = open_document(tmp_path / "out.musx")
    assert again.to_xml() == score.to_xml()


def test_finale_without_a_plugin_changes_the_document_in_one_transaction(host: Host) -> None:
    score = host.open_document(PARTS)
    with host.edit(score) as finale:
        measure = finale.FCMeasure()
        assert measure.Load(1)
        measure.Width += 10
        measure.Save()
    [change] = score.changes()
    assert (change.op, change.tag, set(change.fields)) == ("change", "measSpec", {"width"})
    with host.edit(PARTS, part=1) as finale:
        parts = finale.FCParts()
        parts.LoadAll()
        assert parts.GetCurrent().ID == 1


def test_an_edit_that_fails_leaves_the_document_as_it_was(host: Host) -> None:
    score = host.open_document(PARTS)
    before = score.to_bytes(".enigmaxml")
    with pytest.raises(ZeroDivisionError), host.edit(score) as finale:
        finale.FCMeasures().LoadAll()
        measure = finale.FCMeasure()
        measure.Load(1)
        assert measure.DeleteData()
        raise ZeroDivisionError
    assert score.to_bytes(".enigmaxml") == before
    assert score.changes() == []


def test_a_python_plugin_has_undo_blocks_as_with_statements(host: Host, write: Write) -> None:
    plugin = write(
        """
def plugindef():
    return "Blocks", "Blocks", "Two blocks"

def widen(finale, number):
    measure = finale.FCMeasure()
    measure.Load(number)
    measure.Width += 10
    measure.Save()

def run(finale, finenv):
    with finenv.undo_block("One"):
        widen(finale, 1)
    try:
        with finenv.undo_block("Two"):
            widen(finale, 2)
            raise ValueError
    except ValueError:
        pass
""",
        "blocks.py",
    )
    score = host.open_document(PARTS)
    result = host.run(plugin, score)
    assert result.ok, result.message
    stored = [(block["text"], block["stored"]) for block in result.undo]
    assert stored == [("One", True), ("Two", False)]
    assert [change.key["cmper"] for change in score.changes()] == [1]


def test_the_package_offers_what_its_users_need() -> None:
    for name in postlude.__all__:
        assert getattr(postlude, name) is not None
    with pytest.raises(AttributeError):
        _ = postlude.nothing


def test_a_document_is_given_opened_or_by_its_path_or_not_at_all(host: Host, write: Write) -> None:
    script = write(
        "function plugindef() finaleplugin.RequireDocument = false end return finenv.Region():IsEmpty()"
    )
    assert host.run(script, PARTS).returned == [False]
    assert host.run(script, str(PARTS)).document == str(PARTS)
    assert host.run(str(script), open_document(SAMPLE)).document == str(SAMPLE)
    assert host.run(script).returned == [True]


def test_a_mistake_of_the_caller_is_raised(host: Host, write: Write) -> None:
    script = write("print(1)")
    for wrong in ({"select": "x"}, {"item": 7}, {"part": 9}, {"prefix": Path("none.lua")}, {"nonsense": 1}):
        with pytest.raises(UsageError):
            host.run(script, PARTS, **wrong)
    for plugin in ("no such", Path("none.lua"), Path("none.py"), Path("x.txt")):
        with pytest.raises(UsageError):
            host.run(plugin, PARTS)
    with pytest.raises(DocumentError):
        host.open_document("none.musx")


def test_what_plugin_or_document_do_wrong_is_in_the_result(host: Host, write: Write, tmp_path: Path) -> None:
    assert host.run(write("error('x')"), PARTS).exit_status == 1
    assert host.run(write("function plugindef() error('x') end"), PARTS).exit_status == 1
    assert host.run(write("print(1)"), tmp_path / "none.musx").exit_status == 5
    assert host.run(write("print(1)")).exit_status == 3
    failing = host.run(write("import nothing_of_that_name", "bad.py"), PARTS)
    assert (failing.exit_status, failing.kind) == (1, "LUA_ERROR")
    assert failing.error is not None
    assert failing.error.line == 1


def test_a_host_finds_plugins_by_name(host: Host, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "mine.lua").write_text("return 'mine'", encoding="utf-8")
    assert host.run("mine", PARTS).returned == ["mine"]
    assert host.run(host.find("mine"), PARTS).returned == ["mine"]


def test_output_sees_what_a_plugin_prints_as_it_comes(host: Host, write: Write) -> None:
    seen: list[bytes] = []
    source = "print('one') io.write('tw', 'o') print() io.write('three')"
    host.run(write(source), PARTS, output=seen.append)
    assert b"".join(seen) == b"one\ntwo\nthree"
    assert seen[0] == b"one\n"


def test_two_documents_in_one_host_do_not_meet(host: Host, write: Write) -> None:
    one, two = open_document(PARTS), open_document(PARTS)
    host.run(write(WIDEN), one)
    assert (len(one.changes()), len(two.changes())) == (1, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another system")
@pytest.mark.parametrize("catching", ["%s", "pcall(function() %s end)"])
def test_an_interrupt_ends_a_run_and_leaves_the_host_usable(host: Host, write: Write, catching: str) -> None:
    score = open_document(PARTS)
    script = write(
        WIDEN + "print('started') " + catching % "while true do finale.FCString('x') end" + " print('on')"
    )
    seen: list[bytes] = []

    def interrupt(data: bytes) -> None:
        seen.append(data)
        os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        host.run(script, score, output=interrupt)
    assert seen == [b"started\n"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert score.changes() == []
    assert host.run(write(WIDEN), score).ok


# ---- retained states


COUNT = "finenv.RetainLuaState = true count = (count or 0) + 1 return count"


def returned(result: RunResult) -> Any:
    assert result.ok, result.message
    return result.returned[0]


def test_a_retained_state_is_there_at_the_next_invocation(host: Host, write: Write) -> None:
    """The next time it is invoked it receives the same Lua state, all globals and required modules."""
    write("return {value = 0}", "module_.lua")
    script, score = write(COUNT + ", require 'module_'.value"), open_document(PARTS)
    bump = "local m = require 'module_' m.value = m.value + 1 "
    script = write(bump + COUNT + ", m.value")
    assert [host.run(script, score).returned for _ in range(3)] == [[1, 1], [2, 2], [3, 3]]


def test_the_value_starts_out_false_and_stays_as_the_script_left_it(host: Host, write: Write) -> None:
    """Starts out as false; a script can change the value back to false at any time."""
    script = write(
        "count = (count or 0) + 1 local was = finenv.RetainLuaState finenv.RetainLuaState = count < 3 return count, was"
    )
    score = open_document(PARTS)
    seen = [host.run(script, score).returned for _ in range(4)]
    assert seen == [[1, False], [2, True], [3, True], [1, False]]


def test_without_it_each_invocation_has_a_new_state(host: Host, write: Write) -> None:
    script, score = write("count = (count or 0) + 1 return count"), open_document(PARTS)
    assert [returned(host.run(script, score)) for _ in range(2)] == [1, 1]


@pytest.mark.parametrize("failure", ["error('x')", "os.exit(1)", "while true do end", "os.execute('x')"])
def test_an_error_drops_the_state(host: Host, write: Write, failure: str) -> None:
    """If there is an error, the Lua state is not retained, regardless of the setting."""
    script = write(f"{COUNT[: COUNT.index('return')]} if count == 2 then {failure} end return count")
    score = open_document(PARTS)
    assert returned(host.run(script, score, timeout=0.2)) == 1
    assert not host.run(script, score, timeout=0.2).ok
    assert returned(host.run(script, score, timeout=0.2)) == 1


def test_a_state_is_for_one_script_item_document_and_host(host: Host, write: Write, tmp_path: Path) -> None:
    head = 'function plugindef() finaleplugin.AdditionalMenuOptions = "Two" return "One" end '
    script, other = write(head + COUNT), write(head + COUNT, "other.lua")
    score, another = open_document(PARTS), open_document(PARTS)
    assert returned(host.run(script, score)) == 1
    assert returned(host.run(script, score, item=2)) == 1
    assert returned(host.run(other, score)) == 1
    assert returned(host.run(script, another)) == 1
    with Host(data_dir=tmp_path / "data2", config_dir=tmp_path / "config") as second:
        assert returned(second.run(script, score)) == 1
    # However the item is named, it is the same one.
    for number, item in enumerate((None, 1, "1", "one...", "ONE"), 2):
        assert returned(host.run(script, score, item=item)) == number
    assert returned(host.run(script, score, item="Two")) == 2


def test_a_changed_script_and_other_rights_start_anew(host: Host, write: Write) -> None:
    script, score = write(COUNT), open_document(PARTS)
    assert [returned(host.run(script, score)) for _ in range(2)] == [1, 2]
    assert returned(host.run(script, score, trust=True)) == 1
    assert returned(host.run(script, score)) == 3
    assert returned(host.run(script, score, platform="windows")) == 1
    write(COUNT + " -- changed")
    assert returned(host.run(script, score)) == 1


def test_the_new_invocation_s_options_count(host: Host, write: Write) -> None:
    source = """
        finenv.RetainLuaState = true
        print(finenv.Region().StartMeasure, finenv.QueryInvokedModifierKeys(finale.CMDMODKEY_SHIFT),
            finenv.UI():AlertYesNo("Sure?", "") == finale.YESRETURN, finenv.UI():IsPartView())
    """
    script, score = write(source), open_document(PARTS)
    from postlude.dialogs.answers import Answers

    seen: list[bytes] = []
    first = host.run(script, score)
    second = host.run(
        script, score, select="m2", modifiers=frozenset({"shift"}), answers=Answers(mode="ok"), part=1,
        output=seen.append,
    )  # fmt: skip
    assert first.printed.split() == ["1", "false", "false", "false"]
    assert second.printed.split() == ["2", "true", "true", "true"]
    assert b"".join(seen).decode() == second.printed
    assert [alert["answer"] for alert in second.alerts] == ["yes"]
    assert len(first.notes) == 1
    assert "Sure?" in second.notes[0]


def test_undo_permissions_and_changes_are_those_of_the_invocation(host: Host, write: Write) -> None:
    script = write("finenv.RetainLuaState = true pcall(os.execute, 'x')\n" + WIDEN)
    score = open_document(PARTS)
    for _ in range(2):
        result = host.run(script, score)
        assert [refused["times"] for refused in result.permissions["refused"]] == [1]
        assert [block["records"] for block in result.undo] == [1]
        assert len(result.changes) == 1


def test_the_time_limit_counts_anew(host: Host, write: Write) -> None:
    source = """
        finenv.RetainLuaState = true
        local now = finale.FCUI.GetHiResTimer
        local start = now()
        while now() - start < 0.3 do end
    """
    script, score = write(source), open_document(PARTS)
    for _ in range(3):
        assert host.run(script, score, timeout=0.8).ok
    assert host.run(script, score, timeout=0.05).exit_status == 6


def test_a_python_plugin_sees_what_its_menu_item_s_own_prefix_sets(
    host: Host, write: Write, tmp_path: Path
) -> None:
    plugin = write(
        "def plugindef(finaleplugin):\n"
        "    finaleplugin.AdditionalMenuOptions = 'Two'\n"
        "    finaleplugin.AdditionalPrefixes = 'interval = -7'\n"
        "    return 'One'\n"
        "def run(prefix):\n"
        "    return prefix.get('interval')\n",
        "items.py",
    )
    prefix = write("interval = 3", "prefix.lua")
    assert host.run(plugin, PARTS, item=1).returned == []
    assert host.run(plugin, PARTS, item=1, prefix=prefix).returned == [3]
    assert host.run(plugin, PARTS, item=2, prefix=prefix).returned == [-7]


@pytest.mark.parametrize("trust", [False, True])
def test_prefixes_run_at_each_invocation(host: Host, write: Write, tmp_path: Path, trust: bool) -> None:
    prefix = write("runs = (runs or 0) + 1 text = 'from prefix' list = {runs}", "prefix.lua")
    source = "finenv.RetainLuaState = true local was = text text = 'changed' return runs, was, list[1]"
    script, score = write(source), open_document(PARTS)
    for number in (1, 2, 3):
        result = host.run(script, score, prefix=prefix, trust=trust)
        assert result.returned == [number, "from prefix", number]
    write("error('in the prefix')", "prefix.lua")
    assert host.run(script, score, prefix=prefix, trust=trust).exit_status == 1


def test_a_retained_state_whose_new_options_are_wrong_is_still_there(host: Host, write: Write) -> None:
    script, score = write(COUNT), open_document(PARTS)
    assert returned(host.run(script, score)) == 1
    with pytest.raises(UsageError):
        host.run(script, score, select="m99")
    assert returned(host.run(script, score)) == 2


def test_a_requirement_that_is_not_met_leaves_the_state(host: Host, write: Write) -> None:
    script = write("function plugindef() finaleplugin.RequireSelection = true end " + COUNT)
    score = open_document(PARTS)
    assert returned(host.run(script, score)) == 1
    assert host.run(script, score, select="none").kind == "SELECTION_REQUIRED"
    assert returned(host.run(script, score)) == 2


def test_the_prefix_of_another_invocation_is_kept_from_the_script(
    host: Host, write: Write, tmp_path: Path
) -> None:
    script, score = write(COUNT + ", pcall(io.open, 'later.lua')"), open_document(PARTS)
    later = write("key = 'later'", "later.lua")
    assert host.run(script, score).returned[1] is True
    assert host.run(script, score, prefix=later).returned[:2] == [2, False]


# ---- isolated runs


def test_an_isolated_run_has_the_same_result_and_changes(host: Host, write: Write) -> None:
    others = "local t = finale.FCTextBlock() t:LoadLast() t:DeleteData() t:SaveAs(99) "
    script = write(WIDEN + others + "print('out') return 1, {2}, 'three'")
    plain_score, isolated_score = open_document(PARTS), open_document(PARTS)
    seen: list[bytes] = []
    plain = host.run(script, plain_score)
    isolated = host.run(script, isolated_score, isolate=True, output=seen.append)
    expected, found = plain.as_json(), isolated.as_json()
    expected.pop("seconds")
    found.pop("seconds")
    assert found == expected
    assert {change["op"] for change in found["changes"]} == {"add", "change", "delete"}
    assert seen == [b"out\n"]
    assert isolated_score.to_xml() == plain_score.to_xml()
    assert isolated_score.changes() == plain_score.changes()


def test_an_isolated_c_function_that_spins_is_ended_and_the_host_goes_on(host: Host, write: Write) -> None:
    score = open_document(PARTS)
    began = time.monotonic()
    result = host.run(write(WIDEN + SPIN), score, isolate=True, timeout=0.3)
    assert time.monotonic() - began < 10
    assert (result.ok, result.exit_status, result.kind) == (False, 6, "EXTERNAL_TERMINATION")
    assert score.changes() == []
    assert host.run(write(WIDEN), score).ok


def test_an_isolated_plugin_that_takes_its_process_down(host: Host, write: Write) -> None:
    script = write("import os\ndef run(finale):\n    print('x')\n    os._exit(3)\n", "plugin.py")
    result = host.run(script, PARTS, isolate=True)
    assert result.exit_status == 6
    assert "status 3" in result.message


def test_an_isolated_run_reports_failures_and_mistakes_as_a_plain_one(host: Host, write: Write) -> None:
    failing = host.run(write("error('broken')"), PARTS, isolate=True)
    assert failing.exit_status == 1
    assert failing.error is not None
    assert failing.error.line == 1
    with pytest.raises(UsageError, match="select"):
        host.run(write("print(1)"), PARTS, isolate=True, select="m99")
    with pytest.raises(UsageError, match="ask back"):
        host.run(write("print(1)"), PARTS, isolate=True, approve=lambda script, name, port: True)
    assert host.run(write("print(1)"), "none.musx", isolate=True).exit_status == 5


def test_an_isolated_run_needs_no_guard_in_the_caller_s_script(tmp_path: Path, write: Write) -> None:
    plugin = write("return 'isolated'")
    caller = write(
        f"""
from postlude import Host
with Host(data_dir={str(tmp_path / "data")!r}, config_dir={str(tmp_path / "config")!r}) as host:
    print(host.run({str(plugin)!r}, {str(PARTS)!r}, isolate=True).returned)
""",
        "caller.py",
    )
    done = subprocess.run([sys.executable, caller], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("['isolated']\n", "")


# ---- the house


def test_requests_is_imported_by_https_alone_and_late() -> None:
    code = (
        "import sys, postlude.host, postlude.run, postlude.cli.main;"
        "print([n for n in ('requests', 'rich', 'platformdirs', 'pluggy') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert ast.literal_eval(done.stdout) == []
