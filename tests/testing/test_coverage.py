"""`postlude test --coverage` and pytest's options: what is measured, written and required."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.testing.test_plugin import pytest_run
from tests.testing.test_specs import postlude_test

PLUGIN = """function plugindef()
    finaleplugin.RequireDocument = false
    return "User"
end
local library = require("library")
if library.add(1, 1) == 3 then
    print("odd")
end
"""
LIBRARY = "local M = {}\nfunction M.add(a, b)\n    return a + b\nend\nfunction M.none()\n    return 0\nend\nreturn M\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "pyproject.toml": "[tool.pytest.ini_options]\n",
        "plugins/user.lua": PLUGIN,
        "plugins/library.lua": LIBRARY,
        "plugins/never.lua": 'print("never")\n',
        "tests/prefix.lua": "wanted = true\n",
        "tests/user_spec.lua": 'it("runs", function()\n'
        '    run_plugin("plugins/user.lua", nil, { prefix = "prefix.lua" }):assert_ok()\nend)\n',
        "tests/test_user.py": "def test_it_runs(run_plugin):\n    run_plugin('plugins/user.lua').assert_ok()\n",
        "tests/test_alone.py": "from pathlib import Path\n\n\ndef test_it_runs_in_a_process_of_its_own(host):\n"
        "    assert host.run(Path('plugins/user.lua'), isolate=True).ok\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def table(said: str) -> list[str]:
    """The lines below the heading, each with one space between its columns."""
    lines = said[said.index("Lua coverage -") :].splitlines()[1:]
    end = next(at for at, line in enumerate(lines) if "===" in line or re.search(r" in [\d.]+s$", line))
    return [" ".join(line.split()) for line in lines[:end]]


def test_a_table_says_which_lines_ran(project: Path) -> None:
    done = postlude_test(project, "--coverage")
    assert (done.returncode, table(done.stdout)) == (
        0,
        [
            "file lines hit % missed",
            "plugins/library.lua 8 7 87 6",
            "plugins/user.lua 8 7 87 7",
            "total 16 14 87",
        ],
    )


def test_files_that_never_ran_count_where_a_folder_is_named_and_reports_are_written(project: Path) -> None:
    done = postlude_test(
        project, "tests/user_spec.lua", "--coverage-source", "plugins", "--coverage-fail-under", "90",
        "--coverage-report", "out/lcov.info", "--coverage-report", "coverage.xml",
    )  # fmt: skip
    assert done.returncode == 1
    assert table(done.stdout)[3:] == [
        "plugins/user.lua 8 7 87 7", "total 17 14 82", "wrote out/lcov.info", "wrote coverage.xml",
        "82.35 % of the lines ran, fewer than 90 %",
    ]  # fmt: skip
    records = (project / "out" / "lcov.info").read_text().split("end_of_record\n")
    assert [record.splitlines()[1] for record in records[:-1]] == [
        "SF:plugins/library.lua", "SF:plugins/never.lua", "SF:plugins/user.lua",
    ]  # fmt: skip
    assert "DA:3,1\n" in records[0] and "FNDA:1,M.add\n" in records[0] and "DA:1,0\n" in records[1]
    assert 'filename="plugins/never.lua" line-rate="0"' in (project / "coverage.xml").read_text()


def test_pytest_has_the_same_options_and_processes_of_their_own_count(project: Path) -> None:
    done = pytest_run(
        project, "tests/test_alone.py", "tests/user_spec.lua", "--lua-coverage", "--lua-coverage-specs", "-q"
    )
    assert done.returncode == 0
    assert table(done.stdout)[1:] == [
        "plugins/library.lua 8 7 87 6", "plugins/user.lua 8 7 87 7", "tests/user_spec.lua 3 3 100", "total 19 17 89",
    ]  # fmt: skip
    done = pytest_run(project, "tests/test_alone.py", "--lua-coverage", "-q")
    assert "plugins/library.lua 8 7 87 6" in table(done.stdout)


def test_scripts_that_scripts_start_and_retained_states_count(project: Path) -> None:
    (project / "plugins" / "starts.lua").write_text(
        "function plugindef() finaleplugin.RequireDocument = false return 'Starts' end\n"
        "finenv.RetainLuaState = true\n"
        "local folder = finenv.RunningLuaFolderPath()\n"
        "local item = finenv.CreateLuaScriptItemsFromFilePath(folder .. 'started.lua'):GetItemAt(0)\n"
        "print(finenv.ExecuteLuaScriptItem(item))\n"
    )
    (project / "plugins" / "started.lua").write_text(
        "function plugindef() finaleplugin.RequireDocument = false return 'Started' end\n"
        "if finenv.RunningLuaFilePath() == '' then\n    print('never')\nend\n"
    )
    (project / "tests" / "test_user.py").write_text(
        "def test_it_starts_another(run_plugin):\n    for _ in range(2):\n"
        "        run_plugin('plugins/starts.lua').assert_ok().assert_printed('true')\n"
    )
    done = postlude_test(project, "tests/test_user.py", "--coverage-report", "lcov.info")
    assert table(done.stdout)[1:3] == ["plugins/started.lua 4 3 75 3", "plugins/starts.lua 5 5 100"]
    assert "DA:5,2\n" in (project / "lcov.info").read_text()


def test_nothing_is_measured_unless_asked(project: Path) -> None:
    assert "coverage" not in postlude_test(project, "tests/test_user.py").stdout


def test_a_source_that_is_not_there_is_a_mistake(project: Path) -> None:
    done = postlude_test(project, "--coverage-source", "plugin")
    assert done.returncode == 2
    assert "--lua-coverage-source" in done.stderr and "plugin: no such file or folder" in done.stderr


def test_without_a_lua_file_the_table_says_so(project: Path) -> None:
    (project / "tests" / "test_user.py").write_text("def test_nothing():\n    pass\n")
    done = postlude_test(project, "tests/test_user.py", "--coverage", "--coverage-fail-under", "80")
    assert done.returncode == 0 and f"no Lua file below {project} was loaded" in done.stdout


def test_a_spec_that_can_not_be_loaded_is_a_failure(project: Path) -> None:
    (project / "tests" / "user_spec.lua").write_text("it(")
    assert postlude_test(project).returncode == 1


def test_the_options_are_there_without_entry_points_too(project: Path) -> None:
    code = "import sys; from postlude.cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "test", "--coverage", "tests/user_spec.lua"],
        cwd=project, capture_output=True, text=True, encoding="utf-8", timeout=60,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )  # fmt: skip
    assert (done.returncode, "plugins/user.lua" in done.stdout) == (0, True), done.stdout + done.stderr
