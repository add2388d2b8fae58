"""The wheel: what is in it, and that it works on its own, from any folder."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.conftest import ROOT

DATA_SUFFIXES = {".lua", ".pyi", ".txt", ".typed", ".toml", ".pem"}


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
    """The files of a folder, without caches of tools."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part == "__pycache__" or part[0] == "." for part in path.relative_to(folder).parts)
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


@dataclass(frozen=True)
class Environment:
    """A virtual environment with the wheel installed, as an author of plugins has one."""

    folder: Path

    @property
    def programs(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def install(self, what: Path) -> None:
        """Install a wheel or a project, without the net."""
        self._run(
            [sys.executable, "-m", "pip", "--python", str(self.programs / "python"), "install", "--quiet",
             "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check", str(what)],
            self.folder,
        ).check_returncode()  # fmt: skip

    def postlude(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run([str(self.programs / "postlude"), *arguments], folder)

    def _run(self, command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        environment["XDG_DATA_HOME"] = environment["XDG_CONFIG_HOME"] = str(self.folder / "home")
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A fresh one; the libraries that Postlude needs are those of this environment."""
    if importlib.util.find_spec("pip") is None:
        pytest.skip("pip is not installed")
    made = Environment(tmp_path_factory.mktemp("environment"))
    venv.create(made.folder)
    # First of all, or pip finds the Postlude beside the libraries and leaves it at that.
    made.install(wheel)
    (packages,) = made.folder.rglob("site-packages")
    libraries = {Path(str(distribution(name).locate_file(""))) for name in ("lupa", "pytest", "hatchling")}
    (packages / "libraries.pth").write_text("".join(f"{each}\n" for each in libraries), encoding="utf-8")
    return made


def test_new_projects_are_green_and_say_where_they_are_broken(
    environment: Environment, tmp_path: Path
) -> None:
    plugins = {"lua": tmp_path / "add_octaves.lua", "python": tmp_path / "src" / "add_thirds.py"}
    assert environment.postlude(tmp_path, "new", "lua", "Add Octaves").returncode == 0
    assert environment.postlude(tmp_path, "new", "python", "Add Thirds").returncode == 0
    texts = {kind: file.read_text(encoding="utf-8") for kind, file in plugins.items()}

    tested = environment.postlude(tmp_path, "test")
    assert (tested.returncode, tested.stderr) == (0, ""), tested.stdout
    assert re.search(r"^4 passed in", tested.stdout, re.M) and "warning" not in tested.stdout
    checked = environment.postlude(tmp_path, "check", "--level", "note", ".")
    assert (checked.returncode, checked.stdout) == (0, "3 files: nothing found\n")

    for kind, file in plugins.items():
        file.write_text(texts[kind].replace("+ 7", "+ 6"), encoding="utf-8")
    tested = environment.postlude(tmp_path, "test")
    assert tested.returncode == 1
    assert tested.stdout.count("measure 2, staff 1, beat 1: expected <d d'>1, there is <d c'>1") >= 2
    for test in ("add_octaves_spec.lua", "test_add_thirds.py"):
        assert re.search(rf"tests/{test}:\d+: ", tested.stdout)

    plugins["lua"].write_text(texts["lua"].replace("CalcHighestNote(", "CalcHighNote("), encoding="utf-8")
    checked = environment.postlude(tmp_path, "check", ".")
    assert checked.returncode == 1
    assert re.match(r"add_octaves\.lua:10:\d+: error: FCNoteEntry has no member CalcHighNote", checked.stdout)


def test_a_new_python_project_installs_and_its_plugin_is_found(
    environment: Environment, tmp_path: Path
) -> None:
    environment.postlude(tmp_path, "new", "python", "Add Octaves").check_returncode()
    environment.install(tmp_path)
    (row,) = [
        row
        for row in map(json.loads, environment.postlude(tmp_path, "list", "--json").stdout.splitlines())
        if row["name"] == "add_octaves"
    ]
    assert (row["origin"], row["items"], row["problem"]) == ("package add-octaves", ["Add Octaves"], None)
    score = ROOT / "tests" / "scores" / "sample.musx"
    done = environment.postlude(
        tmp_path, "run", "add_octaves", str(score), "--select", "m1", "-o", "out.musx"
    )
    assert (done.returncode, done.stderr) == (0, "postlude: out.musx: 6 records changed\n")
