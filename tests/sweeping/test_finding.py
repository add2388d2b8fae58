"""Which scripts and documents a sweep takes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from postlude.errors import UsageError
from postlude.sweeping.finding import find_documents, find_scripts, targets
from tests.conftest import sources_path
from tests.frontdoor import SAMPLE

LUA = "function plugindef() return 'Menu' end\n"


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    files = {
        "b.lua": LUA,
        "a.lua": f"-- first\n{LUA}",
        "library/tools.lua": "return {}",
        "library/decoy.lua": "-- function plugindef() end\nreturn { plugindef = function() end }",
        "more/c.py": "def plugindef(finaleplugin):\n    return 'Menu'\n",
        "more/d.py": "class Tools:\n    def plugindef(self):\n        pass\n",
        "more/broken.py": "def plugindef(:\n",
        ".git/hidden.lua": LUA,
        ".hidden.lua": LUA,
        "notes.txt": LUA,
    }
    for name, text in files.items():
        path = tmp_path / "scripts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "scripts"


def test_scripts_are_what_has_a_plugindef_of_its_own(collection: Path) -> None:
    found, left_out = find_scripts(collection)
    assert [item.name for item in found] == ["a.lua", "b.lua", "more/broken.py", "more/c.py"]
    assert left_out == 3
    assert found[0].path == collection / "a.lua"


def test_a_pattern_takes_what_fits_it(collection: Path) -> None:
    assert [item.name for item in find_scripts(collection, "library/*.lua")[0]] == [
        "library/decoy.lua",
        "library/tools.lua",
    ]
    assert [item.name for item in find_scripts(collection, "*")[0]] == [".hidden.lua", "a.lua", "b.lua"]
    for pattern in ("*.txt", "/*.lua", ""):
        with pytest.raises(UsageError):
            find_scripts(collection, pattern)


def test_one_script_is_taken_whatever_is_in_it(collection: Path) -> None:
    found, left_out = find_scripts(collection / "library" / "tools.lua")
    assert ([item.name for item in found], left_out) == (["tools.lua"], 0)
    for wrong in ("notes.txt", "gone.lua", "gone"):
        with pytest.raises(UsageError, match=wrong):
            find_scripts(collection / wrong)
    with pytest.raises(UsageError, match="no script with a plugindef"):
        find_scripts(collection / "library")


def test_the_collection_of_145_scripts_is_found_without_its_libraries() -> None:
    found, left_out = find_scripts(sources_path("lua-scripts", "src"))
    assert len(found) == 145
    assert left_out > 50
    assert not any("/" in item.name for item in found)


def test_documents_are_files_folders_and_patterns_each_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.musx", "in/b.MUSX", "in/deep/c.enigmaxml", "in/deep/[d].musx", "in/text.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SAMPLE, path)
    monkeypatch.chdir(tmp_path)
    assert [item.name for item in find_documents(["in"])] == ["b.MUSX", "deep/[d].musx", "deep/c.enigmaxml"]
    assert [item.name for item in find_documents(["**/*.musx"])] == ["a.musx", "[d].musx"]
    assert [item.name for item in find_documents(["in/deep/[d].musx", "in", "a.musx"])] == [
        "[d].musx",
        "b.MUSX",
        "deep/c.enigmaxml",
        "a.musx",
    ]
    for wrong in ("gone.musx", "gone", "in/text.txt", "*.gone"):
        with pytest.raises(UsageError, match="--document"):
            find_documents([wrong])


def test_results_of_one_name_are_told_at_once(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copyfile(SAMPLE, tmp_path / folder / "score.musx")
    two = find_documents([str(tmp_path / "a"), str(tmp_path / "b" / "score.musx")])
    with pytest.raises(UsageError, match="under the same name"):
        targets(tmp_path, None, two)
    (one,) = targets(tmp_path / "out", two[0], two[:1])
    assert one == tmp_path / "out" / "score.musx" / "score.musx"
