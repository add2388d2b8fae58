"""Lua specs: how pytest collects, runs and reports them, through `postlude test` and through pytest."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.testing.test_plugin import ASK, WINDOW, pytest_run


def spec(folder: Path, text: str, name: str = "a_spec.lua") -> str:
    """What pytest says of a spec file, one line a test and the failures."""
    (folder / name).write_text(text, encoding="utf-8")
    return pytest_run(folder, "-v", "--no-header").stdout


def postlude_test(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlude", "test", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60, env={**os.environ, "COLUMNS": "150"},
    )  # fmt: skip


def test_each_it_is_a_test_named_by_what_it_stands_in(tmp_path: Path) -> None:
    said = spec(
        tmp_path,
        """
        describe("a score", function()
            it("is made", function() score("treble: c1") end)
            describe("with notes", function()
                it("has notes", function() end)
                pending("is played")
                it("is drawn")
            end)
        end)
        it("stands alone", function() pending("not today") end)
        """,
    )
    for line in (
        "a_spec.lua::a score::is made PASSED",
        "a_spec.lua::a score::with notes::has notes PASSED",
        "a_spec.lua::a score::with notes::is played SKIPPED (pending)",
        "a_spec.lua::a score::with notes::is drawn SKIPPED (pending)",
        "a_spec.lua::stands alone SKIPPED (not today)",
    ):
        assert line in said
    assert "2 passed, 3 skipped" in said


def test_what_stands_around_tests_runs_in_its_order(tmp_path: Path) -> None:
    said = spec(
        tmp_path,
        """
        local log = {}
        local function note(text) return function() log[#log + 1] = text end end
        setup(note "S0") before_each(note "b0") after_each(note "a0") teardown(note "T0")
        describe("inner", function()
            setup(note "S1") before_each(note "b1") after_each(note "a1") teardown(note "T1")
            it("one", function() finally(note "f") log[#log + 1] = "one" end)
            it("two", note "two")
        end)
        it("sees it all", function()
            assert.are.equal("S0 S1 b0 b1 one f a1 a0 b0 b1 two a1 a0 T1 b0", table.concat(log, " "))
        end)
        """,
    )
    assert "3 passed" in said, said


def test_what_stands_at_the_end_runs_after_a_failure_too(tmp_path: Path) -> None:
    said = spec(
        tmp_path,
        """
        local over = 0
        after_each(function() over = over + 1 end)
        it("fails", function() finally(function() over = over + 10 end) error("on purpose") end)
        it("is over", function() assert.are.equal(11, over) end)
        """,
    )
    assert "1 failed, 1 passed" in said and "on purpose" in said


def test_a_failure_points_into_the_lua_file(tmp_path: Path) -> None:
    said = spec(
        tmp_path,
        'describe("sums", function()\n'
        '    it("adds", function()\n'
        "        local sum = 1 + 1\n"
        "        assert.are.equal(3, sum)\n"
        "    end)\n"
        "end)\n",
    )
    assert ">    4          assert.are.equal(3, sum)" in said
    assert "E       Expected objects to be equal." in said
    assert "E       Passed in: (number) 2" in said and "E       Expected:  (number) 3" in said
    assert "a_spec.lua:4: Expected objects to be equal." in said
    assert "FAILED a_spec.lua::sums::adds - Expected objects to be equal." in said


def test_a_file_that_cannot_be_collected_says_why(tmp_path: Path) -> None:
    wrong = {
        "it('a', function()": "1: 'end' expected",
        "describe('a', function() local x = nil; x.y = 1 end)": "attempt to index a nil value",
        "it(5)": "it takes a name and a function",
        "describe('a', 5)": "describe 'a' takes a function",
        "before_each(5)": "before_each takes a function",
    }
    for at, text in enumerate(wrong):
        (tmp_path / f"{at}_spec.lua").write_text(text, encoding="utf-8")
    said = pytest_run(tmp_path).stdout
    for at, what in enumerate(wrong.values()):
        assert f"{at}_spec.lua" in said and what in said, said
    assert "5 errors" in said and "Traceback" not in said and "host/postlude" not in said


GOOD = """
assert.are.equal(1, 1) assert.are_equal(1, 1.0) assert.equals("a", "a") assert.is_not.equal(1, 2)
assert.are_not.same({}, {1})
assert.are.same({1, {a = {}}}, {1, {a = {}}}) assert.same("a", "a") assert.is_true(true) assert.is.False(false)
assert.is_nil(nil) assert.is_not_nil(0) assert.truthy(0) assert.is_falsy(nil) assert.is_not.truthy(false)
assert.is_number(1) assert.is.string("") assert.is_table({}) assert.is_function(print) assert.is_boolean(false)
assert.is_userdata(finale.FCString()) assert.is_near(1, 1.05, 0.1) assert.is_not.near(1, 2, 0.1)
assert.matches("^a.c$", "abc") assert.has_no.match("x", "abc") assert.is.unique({1, 2}) assert.is_not_unique({1, 1})
assert.has_error(function() error("no") end) assert.has_error(function() error("no") end, "no")
assert.has.errors(function() error({1}) end, {1}) assert.has_no.errors(function() end)
assert.error_matches(function() error("abc") end, "b")
assert(1 == 1, "plain") assert.are.equal(5, assert(5))
"""


def test_assertions_that_hold(tmp_path: Path) -> None:
    said = spec(tmp_path, f'it("holds", function()\n{GOOD}\nend)')
    assert "1 passed" in said, said


WRONG = [
        ("assert.are.same({a = {1, 2}}, {a = {1, 3}})", "They differ at .a[2]"),
        ("assert.is_not.equal(1, 1)", "Expected objects to not be equal."),
        ("assert.is_nil(1)", "Expected a value that is nil."),
        ("assert.is_not_nil(nil)", "Expected a value that is not nil."),
        ("assert.is_true(1)", "Expected a value that is true."),
        ("assert.has_error(function() end)", "Expected an error, there was none."),
        ("assert.has_error(function() error('a') end, 'b')", 'Caught:   (string) "a"'),
        ("assert.has_no.errors(function() error('a', 0) end)", 'Expected no error, there was: "a"'),
        ("assert.matches('b', 'a')", "Expected strings to match."),
        ("assert.is_near(1, 2, 0.5)", "Expected a value near 1 (within 0.5)."),
        ("assert.are.equal(1, 2, 'own words')", "own words"),
        ("assert(false, 'plain words')", "plain words"),
        ("assert.are.eqaul(1, 1)", "there is no assertion 'are.eqaul'"),
        ("assert.are.equal(1)", "assert.are.equal takes 2 arguments, not 1"),
        ("score('treble: c4 h')", "expected a note (c to b)"),
        ("score('treble: c1'):assert_music('treble: d1')", "measure 1, staff 1, beat 1: expected d1, there is c1"),
        ("score(5):music()", "score, line 1"),
        ("run_plugin('no_such', score('treble: c1'))", "no_such"),
        ("run_plugin('double_barlines', 5)", "a score expected, got number"),
        ("run_plugin('double_barlines', score('treble: c1')):assert_nonsense()", "there is no assert_nonsense"),
        ("openai_replies(function() end)", "in Lua a reply is a text or a table, not a function"),
        ("openai_replies(5)", "a reply is a text, openai_reply(...) or openai_failure(...)"),
        ("openai_replies({ kye = false })", "a table holds replies in their order, and key"),
        ("openai_replies({ key = 5 })", "key is a text, or false for none"),
        ("openai_reply(function() end)\topenai_replies(openai_reply(print))", "not a function"),
        ("io.open('/etc/passwd'):read('a')", "/etc/passwd"),
]  # fmt: skip


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What pytest says of each line of WRONG, in one run."""
    text = "\n".join(f'it("n{at}", function() {line} end)' for at, (line, _) in enumerate(WRONG))
    said = spec(tmp_path_factory.mktemp("wrong"), text)
    assert f"{len(WRONG)} failed" in said, said
    assert "internal error" not in said and "host/postlude" not in said
    return re.split(r"\n_+ n\d+ _+\n", said.partition("= short test summary")[0])[1:]


@pytest.mark.parametrize("at", range(len(WRONG)))
def test_assertions_that_fail_and_mistakes(failures: list[str], at: int) -> None:
    assert WRONG[at][1] in failures[at]
    assert f"a_spec.lua:{at + 1}: " in failures[at]


def test_scores_runs_answers_and_requests(tmp_path: Path) -> None:
    (tmp_path / "window.lua").write_text(WINDOW, encoding="utf-8")
    (tmp_path / "fetch.lua").write_text(
        "function plugindef() finaleplugin.ExecuteHttpsCalls = true finaleplugin.RequireDocument = false "
        'return "Fetch" end\nprint(require("luaosutils").internet.get_sync("https://example.com/a", 5))',
        encoding="utf-8",
    )
    said = spec(
        tmp_path,
        """
        it("answers windows", function()
            dialogs:alert("yes", "Really"):answer { title = "Name", set = { ["#1"] = "Ada" }, press = "OK" }
            local ran = run_plugin("window.lua")
            ran:assert_ok():assert_dialog("^Name$"):assert_printed("name:\\tAda")
            assert.are.equal("yes", ran.alerts[1].answer)
        end)
        it("has no answers of the test before", function()
            run_plugin("window.lua"):assert_printed("really:\\tfalse")
        end)
        it("answers requests", function()
            https_server:reply("https://example.com/a", { x = { 1, 2 } })
            run_plugin("fetch.lua"):assert_ok():assert_printed('"x"')
            assert.are.equal("https://example.com/a", https_server:requests()[1].url)
        end)
        it("edits a score, or leaves it alone after an error", function()
            local made = score("treble: c4 d e f")
            local width = edit(made, function()
                local measure = finale.FCMeasure()
                measure:Load(1)
                measure.Width = 5
                measure:Save()
                return measure.Width
            end)
            assert.are.equal(5, width)
            assert.has_error(function()
                edit(made, function()
                    local measure = finale.FCMeasure()
                    measure:Load(1)
                    measure.Width = 6
                    measure:Save()
                    error("stop")
                end)
            end)
            assert.are.same({ "measure 1: width 600 -> 5" }, made:changes())
            assert.are.equal("c d e f", made:music(1))
        end)
        """,
    )
    assert "4 passed" in said, said


def test_a_language_model_and_what_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "ask.lua").write_text(ASK, encoding="utf-8")
    said = spec(
        tmp_path,
        """
        local song = score "treble: c1"
        it("remembers requests", function()
            local model = openai_replies("one", openai_reply({ choices = { { message = { content = "two" } } } }))
            run_plugin("ask.lua", song):assert_printed("true\tone")
            run_plugin("ask.lua", song):assert_printed("true\ttwo")
            assert.are.same({ "hello", "hello" }, model.texts())
            local request = { model = "m", temperature = 0, messages = { { role = "user", content = "hello" } } }
            assert.are.same({ request, request }, model.asked())
            assert.are.equal("Bearer " .. model.key, https_server:requests()[2].headers.authorization)
        end)
        it("fails as servers do", function()
            openai_replies { openai_failure(429, "slow down"), openai_reply("<html>", { status = 502 }) }
            run_plugin("ask.lua", song):assert_printed("false\tslow down")
            run_plugin("ask.lua", song):assert_printed("false\t.*502")
        end)
        it("wants approval and a key", function()
            local model = openai_replies { "one", key = false }
            assert.is_nil(model.key)
            run_plugin("ask.lua", song):assert_printed("there is no OpenAI key")
            model = openai_replies { key = "sk-another-0123456789abcdef" }
            assert.are.equal("sk-another-0123456789abcdef", model.key)
            run_plugin("ask.lua", song, { approve = false }):assert_printed("not approved")
            assert.are.same({}, model.asked())
        end)
        """,
    )
    assert "3 passed" in said, said


def test_a_failure_within_edit_keeps_its_line(tmp_path: Path) -> None:
    said = spec(
        tmp_path,
        'it("edits", function()\n'
        '    local made = score "treble: c1"\n'
        "    edit(made, function()\n"
        "        assert.is_true(false)\n"
        "    end)\n"
        "end)\n",
    )
    assert "a_spec.lua:4: Expected a value that is true." in said


def test_postlude_test_runs_both_kinds_and_says_how_it_ended(tmp_path: Path) -> None:
    (tmp_path / "a_spec.lua").write_text('it("passes", function() end)', encoding="utf-8")
    (tmp_path / "test_b.py").write_text("def test_it(score): assert score('treble: c1')", encoding="utf-8")
    done = postlude_test(tmp_path)
    assert done.returncode == 0 and "2 passed" in done.stdout
    (tmp_path / "c_spec.lua").write_text(
        'it("fails", function() assert.is_true(false) end)', encoding="utf-8"
    )
    assert postlude_test(tmp_path).returncode == 1
    assert postlude_test(tmp_path, "-k", "passes", "-v").stdout.count("PASSED") == 1
    assert postlude_test(tmp_path, "nowhere").returncode == 2
