"""Snapshots of scores, as authors of plugins meet them: through pytest and the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.testing.test_plugin import pytest_run
from tests.testing.test_specs import postlude_test

TESTS = r"""
def test_bars(run_plugin, score):
    run_plugin("double_barlines", score(r'treble: c1 | d1\rehearsal"" | f1')).assert_snapshot()

def test_scores(score, assert_snapshot):
    assert_snapshot(score("treble: c4 d e f"))
    assert_snapshot(score("treble: g1"), "the end")
    assert_snapshot(score("treble: a1"))
"""
SPEC = r"""
describe("double bars", function()
    it("stand before marks", function()
        run_plugin("double_barlines", score [[treble: c1 | d1\rehearsal"" | f1]]):assert_snapshot()
        score("treble: c4 d e f"):assert_snapshot("plain")
    end)
end)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_a.py").write_text(TESTS, encoding="utf-8")
    (folder / "b_spec.lua").write_text(SPEC, encoding="utf-8")
    return tmp_path


def kept(project: Path) -> list[str]:
    folder = project / "tests" / "snapshots"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.txt"))


def test_from_the_first_run_to_a_change(project: Path) -> None:
    first = postlude_test(project)
    assert first.returncode == 1
    assert kept(project) == []
    assert "there is no snapshot tests/snapshots/test_a/test_bars.txt yet. The state is:" in first.stdout
    assert "m1  4/4, C major, width 600, double barline" in first.stdout
    assert "keep it: postlude test tests/test_a.py::test_bars --update" in first.stdout

    made = postlude_test(project, "--update")
    assert made.returncode == 0
    assert "snapshots: 6 written, 0 removed" in made.stdout
    assert kept(project) == [
        "b_spec/double_bars.stand_before_marks-plain.txt", "b_spec/double_bars.stand_before_marks.txt",
        "test_a/test_bars.txt", "test_a/test_scores-2.txt", "test_a/test_scores-the_end.txt",
        "test_a/test_scores.txt",
    ]  # fmt: skip
    content = (project / "tests/snapshots/test_a/test_scores.txt").read_bytes()
    assert content.endswith(b"m1 s1 beat 3  e4\nm1 s1 beat 4  f4\n") and b"\r" not in content

    assert postlude_test(project).returncode == 0
    (project / "tests" / "b_spec.lua").write_text(SPEC.replace("c4 d e f", "c4 d e2"), encoding="utf-8")
    changed = postlude_test(project)
    assert changed.returncode == 1
    assert (
        "the state differs from tests/snapshots/b_spec/double_bars.stand_before_marks-plain.txt:"
        in changed.stdout
    )
    for line in ("-m1 s1 beat 3  e4", "-m1 s1 beat 4  f4", "+m1 s1 beat 3  e2"):
        assert f"E         {line}\n" in changed.stdout
    assert "b_spec.lua:5:" in changed.stdout


def test_what_no_test_uses_is_reported_and_removed(project: Path) -> None:
    postlude_test(project, "--update")
    text = TESTS.replace(', "the end"', "")
    (project / "tests" / "test_a.py").write_text(text, encoding="utf-8")
    (project / "tests" / "b_spec.lua").unlink()

    part = postlude_test(project, "-k", "bars", "--update")
    assert "snapshots" not in part.stdout
    assert len(kept(project)) == 6
    assert "snapshots" not in pytest_run(project, "tests/test_a.py::test_bars").stdout

    said = postlude_test(project)
    assert "that no test uses (2;" in said.stdout  # those of the spec file that is gone
    assert "the state differs from tests/snapshots/test_a/test_scores-2.txt" in said.stdout
    assert "test_scores-the_end.txt" not in said.stdout  # its test failed: it may not have come to it

    assert "2 written, 3 removed" in postlude_test(project, "--update").stdout
    assert kept(project) == [
        "test_a/test_bars.txt", "test_a/test_scores-2.txt", "test_a/test_scores-3.txt", "test_a/test_scores.txt",
    ]  # fmt: skip


def test_options_that_a_plugin_changes_are_in_it(tmp_path: Path) -> None:
    (tmp_path / "stems.lua").write_text(
        "local p = finale.FCSizePrefs() p:Load(1) p.NormalStemLength = 99 p:Save()", encoding="utf-8"
    )
    (tmp_path / "test_stems.py").write_text(
        "def test_stems(run_plugin, score): run_plugin('stems.lua', score('treble: c1')).assert_snapshot()\n",
        encoding="utf-8",
    )
    assert postlude_test(tmp_path, "--update").returncode == 0
    (snapshot,) = tmp_path.rglob("*.txt")
    assert snapshot.read_text(encoding="utf-8").endswith(
        "\nchanged options/stemOptions: stemLength=84 -> stemLength=99\n"
    )


def test_two_tests_of_one_name_are_told_so(tmp_path: Path) -> None:
    (tmp_path / "twice_spec.lua").write_text(
        'it("works well", function() score("treble: c1"):assert_snapshot() end)\n'
        'it("works_well", function() score("treble: c1"):assert_snapshot() end)\n'
        'it("works.", function() score("treble: c1"):assert_snapshot("again?") end)\n',
        encoding="utf-8",
    )
    said = postlude_test(tmp_path, "--update")
    assert said.returncode == 1
    assert "give the tests different names" in said.stdout
    names = [path.name for path in (tmp_path / "snapshots" / "twice_spec").iterdir()]
    assert "works_well.txt" in names and any(name.startswith("works.-again_-") for name in names)


def test_other_suites_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "snapshots" / "other").mkdir(parents=True)
    (tmp_path / "snapshots" / "other" / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "snapshots" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "snapshots" / "other" / "b.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "test_other.py").write_text("def test_it(): pass\n", encoding="utf-8")
    said = pytest_run(tmp_path, "--update-score-snapshots")
    assert said.returncode == 0 and "snapshots" not in said.stdout
    assert len(list((tmp_path / "snapshots").rglob("*.*"))) == 3
