"""Script folders and the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from postlude.errors import UsageError
from postlude.plugins.folders import (
    FOLDERS,
    ScriptEnvironment,
    ScriptFolders,
    default_data_folder,
    smufl_folders,
)


def test_folders_exist_when_asked_for_and_end_with_a_separator(tmp_path: Path) -> None:
    folders = ScriptFolders(tmp_path / "data")
    assert not (tmp_path / "data").exists()
    for name in FOLDERS:
        path = folders.folder(name)
        assert path.endswith(os.sep) and not path.endswith(os.sep * 2)
        assert Path(path).is_dir() and Path(path).is_relative_to(folders.root)
    assert len({folders.folder(name) for name in FOLDERS}) == len(FOLDERS)
    with pytest.raises(ValueError, match="no script folder"):
        folders.folder("../x")


def test_settings_outlive_a_run_and_its_temporary_folder_does_not(tmp_path: Path) -> None:
    with ScriptFolders(tmp_path) as folders:
        (Path(folders.folder("preferences")) / "kept.xml").write_text("x", encoding="utf-8")
        temporary = folders.run_temporary
        assert temporary.is_dir() and temporary.is_relative_to(folders.folder("temporary"))
        assert folders.run_temporary == temporary
    assert not temporary.exists()
    assert (tmp_path / "preferences/kept.xml").is_file()


def test_two_runs_have_different_temporary_folders(tmp_path: Path) -> None:
    with ScriptFolders(tmp_path) as one, ScriptFolders(tmp_path) as two:
        assert one.run_temporary != two.run_temporary


def test_thrown_away_folders_vanish() -> None:
    with ScriptFolders.thrown_away() as folders:
        Path(folders.folder("user-options"), "x").write_text("x", encoding="utf-8")
        assert folders.run_temporary.is_dir()
    assert not folders.root.exists()


def test_a_folder_that_cannot_be_made_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="--data-dir"):
        ScriptFolders(tmp_path / "file").folder("preferences")
    with pytest.raises(UsageError, match="--data-dir"):
        _ = ScriptFolders(tmp_path / "file").run_temporary


def test_the_root_is_the_environment_s_or_the_system_s(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POSTLUDE_DATA_DIR", str(tmp_path / "d"))
    assert default_data_folder() == tmp_path / "d"
    monkeypatch.delenv("POSTLUDE_DATA_DIR")
    assert default_data_folder().name == "script-data" and default_data_folder().parent.name == "postlude"


def test_smufl_metadata_is_looked_for_where_each_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COMMONPROGRAMFILES", str(tmp_path / "common"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path}/one:relative:{tmp_path}/two")
    found = smufl_folders(tmp_path / "data")
    for base in ("common", "local", "xdg", "one", "two", "data"):
        assert tmp_path / base / "SMuFL" / "Fonts" in found
    assert Path("/Library/Application Support/SMuFL/Fonts") in found
    assert all(path.is_absolute() for path in found)


@pytest.mark.skipif(sys.platform == "win32", reason="there the variables are set")
def test_scripts_that_run_as_on_windows_find_the_folder_that_they_make_without_its_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COMMONPROGRAMFILES", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert Path("/SMuFL/Fonts") in smufl_folders()


VALUES = {"HOME": "/home/me", "LANG": "de_DE.UTF-8", "OPENAI_API_KEY": "sk-1", "PATH": "/bin", "TMPDIR": "/t"}


def test_scripts_see_the_allow_list() -> None:
    getenv = ScriptEnvironment(VALUES)
    assert (getenv("HOME"), getenv("LANG"), getenv("TMPDIR")) == ("/home/me", "de_DE.UTF-8", "/t")
    assert getenv("OPENAI_API_KEY") is None and getenv("PATH") is None and getenv("NONE") is None


@pytest.mark.parametrize(
    "name",
    ["HOME", "USERPROFILE", "TMPDIR", "TEMP", "APPDATA", "LOCALAPPDATA", "COMMONPROGRAMFILES", "LANG"],
)
def test_the_allow_list_has_what_the_contract_names(name: str) -> None:
    assert ScriptEnvironment({name: "x"})(name) == "x"


def test_prefixes_see_everything() -> None:
    getenv = ScriptEnvironment(VALUES)
    with getenv.everything():
        assert getenv("OPENAI_API_KEY") == "sk-1" and getenv("HOME") == "/home/me"
    assert getenv("OPENAI_API_KEY") is None
    assert getenv.read_by_prefixes == {"sk-1"}


def test_a_trusted_run_sees_everything() -> None:
    assert ScriptEnvironment(VALUES, trusted=True)("OPENAI_API_KEY") == "sk-1"
