"""The wheel: what is in it, and that it works on its own, from any folder."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

DATA_SUFFIXES = {".lua", ".txt", ".typed", ".toml", ".pem"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without the net."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(folder)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the contents of the wheel, as pip would lay them out."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_holds_every_module_and_every_data_file_and_what_ships(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {f"postlude/{name}" for name in files_below(ROOT / "host" / "postlude")}
    assert {Path(name).suffix for name in package} <= {".py", *DATA_SUFFIXES}
    shipped = {
        f"postlude/_shipped/{folder}/{name}"
        for folder in ("plugins", "prefix")
        for name in files_below(ROOT / folder)
    }
    rest = {name for name in names if ".dist-info/" not in name}
    assert rest == package | shipped


def postlude(installed: Path, folder: Path, *arguments: str) -> str:
    """Run the command line of the unpacked wheel, and of nothing else, in ``folder``."""
    script = (
        "import sys; from pathlib import Path; import postlude;"
        f"assert Path(postlude.__file__).is_relative_to({str(installed)!r}), postlude.__file__;"
        "from postlude.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    environment["XDG_DATA_HOME"] = environment["XDG_CONFIG_HOME"] = str(folder / "home")
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_finds_its_plugins_from_another_folder(installed: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in postlude(installed, tmp_path, "list", "--json").splitlines()]
    rows = rows[0] if len(rows) == 1 and isinstance(rows[0], list) else rows
    shipped = {row["name"]: row for row in rows if row["origin"] == "shipped"}
    assert set(shipped) == {path.stem for path in (ROOT / "plugins").glob("*.*")}
    assert all(Path(row["where"]).is_relative_to(installed) for row in shipped.values())
    assert [row["problem"] for row in shipped.values()] == [None] * len(shipped)


def test_it_runs_a_plugin_on_a_score(installed: Path, tmp_path: Path) -> None:
    score = ROOT / "tests" / "scores" / "sample.musx"
    printed = postlude(installed, tmp_path, "run", "double_barlines", str(score), "-o", "out.musx", "--diff")
    assert "barline: normal -> double" in printed
    assert (tmp_path / "out.musx").is_file()


def test_it_finds_its_prefixes(installed: Path, tmp_path: Path) -> None:
    code = "from postlude.plugins.shipped import shipped_prefixes as p; print(sorted(f.name for f in p().iterdir()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"},
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "['scripts', 'system.lua']"


def test_its_metadata_name_the_command_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (entry_points,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "postlude = postlude.cli.main:main" in archive.read(entry_points).decode()
        assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())
