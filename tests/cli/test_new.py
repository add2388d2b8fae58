"""``postlude new``: what it makes, what it refuses, and that it spoils nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.frontdoor import Door

LUA = {"octaves.lua", "tests/octaves_spec.lua", ".github/workflows/test.yml", ".gitignore", "README.md"}
PYTHON = {
    "src/octaves.py", "tests/test_octaves.py", "pyproject.toml", ".github/workflows/test.yml", ".gitignore",
    "README.md",
}  # fmt: skip


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files(folder)}


@pytest.mark.parametrize(("kind", "expected"), [("lua", LUA), ("python", PYTHON)])
def test_a_project_has_a_plugin_a_test_and_what_belongs_to_them(
    door: Door, kind: str, expected: set[str]
) -> None:
    done = door("new", kind, "octaves")
    assert (done.status, done.err) == (0, "")
    assert files(door.folder) == expected
    assert set(re.findall(r"^made   (.*)$", done.out, re.M)) == expected
    assert done.out.endswith("test with: postlude test\n")
    for text in contents(door.folder).values():
        assert b"$" not in text and b"\r" not in text
        assert str(ROOT).encode() not in text


@pytest.mark.parametrize(
    ("kind", "plugin"), [("lua", "double_the_octave.lua"), ("python", "src/double_the_octave.py")]
)
def test_the_plugin_works_under_its_title(door: Door, kind: str, plugin: str) -> None:
    door("new", kind, "Double the Octave")
    done = door("run", plugin, door.score(), "--json").json
    assert (done["ok"], done["item"], done["undo"][0]["text"]) == (
        True, "Double the Octave", "Double the Octave",
    )  # fmt: skip
    assert done["changes"]
    assert done["permissions"]["requested"] == done["permissions"]["refused"] == []


@pytest.mark.parametrize(
    ("text", "file", "title"),
    [
        ("octaves", "octaves", "Octaves"),
        ("Add Octaves", "add_octaves", "Add Octaves"),
        ("add-octaves_2", "add_octaves_2", "Add Octaves 2"),
        ("AddOctaves", "add_octaves", "Add Octaves"),
        ("MIDI-export", "midi_export", "MIDI Export"),
        ("Mark for MIDI export", "mark_for_midi_export", "Mark for MIDI export"),
    ],
)
def test_a_name_gives_files_and_titles(door: Door, text: str, file: str, title: str) -> None:
    for kind, plugin in (("lua", f"{file}.lua"), ("python", f"src/{file}.py")):
        assert door("new", kind, text, "--folder", kind).status == 0
        assert f'return "{title}", "{title}"' in (door.folder / kind / plugin).read_text(encoding="utf-8")
    content = tomllib.loads((door.folder / "python" / "pyproject.toml").read_text(encoding="utf-8"))
    assert content["project"]["name"] == file.replace("_", "-")
    assert content["project"]["entry-points"]["postlude"] == {file: file}


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("lua", "", "begins with a letter"),
        ("lua", "2nd", "begins with a letter"),
        ("lua", "Übung", "letters from a to z"),
        ("lua", "octaves.lua", "letters from a to z"),
        ("lua", "../octaves", "letters from a to z"),
        ("lua", "octaves\n", "letters from a to z"),
        ("lua", "a" * 61, "too long"),
        ("lua", "Aux", "Windows has no files called aux"),
        ("lua", "DoubleBarlines", "double_barlines is a plugin that comes with Postlude"),
        ("lua", "octaves spec", "files that end with _spec are tests"),
        ("python", "class", "class is a word of Python's own"),
        ("python", "Calendar", "there is a Python module called calendar already"),
        ("python", "postlude", "there is a Python module called postlude already"),
        ("python", "test octaves", "pytest takes files that are called so for tests"),
        ("python", "conftest", "pytest takes files that are called so for tests"),
    ],
)
def test_what_cannot_be_a_name_is_refused(door: Door, kind: str, text: str, reason: str) -> None:
    done = door("new", kind, text)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("postlude: ") and done.err.count("\n") == 1
    assert reason in done.err
    assert files(door.folder) == set()


def test_another_language_is_refused(door: Door) -> None:
    done = door("new", "perl", "octaves")
    assert done.status == 2
    assert "invalid choice: 'perl'" in done.err


@pytest.mark.parametrize(
    ("kind", "existing"),
    [("lua", "tests/octaves_spec.lua"), ("lua", "octaves.lua"), ("python", "src/octaves.py")],
)
def test_nothing_is_written_over(door: Door, kind: str, existing: str) -> None:
    door.file(existing, "mine")
    done = door("new", kind, "octaves")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        f"postlude: {existing}: is there already, and stays as it is: choose another name or --folder\n"
    )
    assert contents(door.folder) == {existing: b"mine"}


def test_a_second_plugin_leaves_the_project_as_it_is(door: Door) -> None:
    door("new", "lua", "octaves")
    door.file("README.md", "mine")
    before = contents(door.folder)
    done = door("new", "lua", "thirds")
    assert done.status == 0
    after = contents(door.folder)
    assert set(after) - set(before) == {"thirds.lua", "tests/thirds_spec.lua"}
    assert {name: after[name] for name in before} == before
    assert "kept   .github/workflows/test.yml, .gitignore, README.md\n" in done.out


def test_a_second_python_plugin_says_what_makes_it_known(door: Door) -> None:
    door("new", "python", "octaves")
    done = door("new", "python", "thirds")
    line = 'to do  pyproject.toml: below [project.entry-points.postlude], add thirds = "thirds"\n'
    assert line in done.out
    text = (door.folder / "pyproject.toml").read_text(encoding="utf-8")
    door.file(
        "pyproject.toml", text.replace('octaves = "octaves"', 'octaves = "octaves"\nfourths = "fourths"')
    )
    assert "pyproject.toml: below" not in door("new", "python", "fourths").out


def test_bare_makes_the_plugin_and_its_test_alone(door: Door) -> None:
    assert door("new", "python", "octaves", "--bare").out == (
        "made   src/octaves.py\nmade   tests/test_octaves.py\ntest with: postlude test\n"
    )
    assert files(door.folder) == {"src/octaves.py", "tests/test_octaves.py"}


def test_a_folder_is_made_where_there_is_none(door: Door) -> None:
    done = door("new", "lua", "octaves", "--folder", "my plugins/lua")
    assert files(door.folder) == {f"my plugins/lua/{name}" for name in LUA}
    assert done.out.endswith("test with: cd 'my plugins/lua' && postlude test\n")


@pytest.mark.parametrize("inside", ["tests", ".github"])
def test_it_is_all_or_nothing(door: Door, inside: str) -> None:
    door.file(inside, "a file where a folder is wanted")
    done = door("new", "lua", "octaves", "--folder", ".")
    assert done.status == 2
    assert done.err == f"postlude: {inside}: can't be made: is in the way; nothing was made\n"
    assert files(door.folder) == {inside}


def test_nothing_is_left_of_a_project_that_could_not_be_completed(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def full(self: Path, mode: str = "r", *arguments: object, **named: object) -> object:
        if mode == "x" and self.name == "README.md":
            raise OSError(28, "No space left on device", str(self))
        return real(self, mode, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    done = door("new", "lua", "octaves", "--folder", "new/folder")
    assert done.status == 2
    assert "README.md: can't be made: No space left on device; nothing was made" in done.err
    assert list(door.folder.iterdir()) == []
