"""What the README and the pages in docs tell people to type works, word for word.

A block marked as a fragment (```` ```lua fragment ````) is no whole program; other tests hold those. The guide is one
story, which test_guide.py follows.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDE = ROOT / "docs" / "guide.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
SAMPLE = "tests/scores/sample.musx"


def blocks(language: str) -> list[object]:
    """All blocks of a language, named by page and line."""
    found = []
    for page in PAGES:
        if page == GUIDE:
            continue
        text = page.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            if match[1] == language:
                line = text.count("\n", 0, match.start()) + 1
                found.append(pytest.param(match[2], id=f"{page.name}:{line}"))
    return found


def commands() -> list[object]:
    """The lines of all command blocks, without what installs and without the tests themselves."""
    found = []
    for block in blocks("sh"):
        for line in block.values[0].splitlines():  # type: ignore[attr-defined]
            rest = re.sub(r"^pip install \S+ && ", "", line)
            if rest != "pytest":
                found.append(pytest.param(rest, id=rest))
    return found


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the sample scores and the shipped plugins where they are in the checkout."""
    for folder in ("tests/scores", "plugins"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=lambda *_: {"__pycache__"})
    return tmp_path


def command_environment(folder: Path) -> dict[str, str]:
    """The environment in which a reader types commands: this Postlude, and folders of their own."""
    environment = dict(os.environ)
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
    environment["XDG_DATA_HOME"] = environment["XDG_CONFIG_HOME"] = str(folder / "home")
    for own in ("OPENAI_API_KEY", "PYTEST_ADDOPTS"):
        environment.pop(own, None)
    return environment


def run(command: list[str], folder: Path) -> str:
    """What a command prints on standard output; it must succeed and complain of nothing."""
    environment = command_environment(folder)
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def postlude(folder: Path, *arguments: str) -> str:
    return run([sys.executable, "-m", "postlude", *arguments], folder)


@pytest.mark.skipif(shutil.which("bash") is None, reason="the command blocks are for a POSIX shell")
@pytest.mark.parametrize("command", commands())
def test_a_command_works(command: str, checkout: Path) -> None:
    printed = run(["bash", "-c", command], checkout)
    assert printed or "-o" in command or "--out" in command


def test_the_first_command_changes_the_sample_score(checkout: Path) -> None:
    first = next(command.values[0] for command in commands())  # type: ignore[attr-defined]
    assert SAMPLE in first and "--diff" in first
    printed = run(["bash", "-c", first], checkout)
    assert "barline: normal -> double" in printed
    (written,) = checkout.glob("*.musx")
    assert written.read_bytes() != (checkout / SAMPLE).read_bytes()


def test_the_two_commands_that_set_up_are_there() -> None:
    text = PAGES[0].read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("pip install")]
    assert len(lines) == 2
    assert lines[0].startswith("pip install . && postlude run ")
    assert lines[1] == "pip install '.[test]' && pytest"


@pytest.mark.parametrize("source", blocks("lua"))
def test_a_lua_block_runs(source: str, checkout: Path) -> None:
    file = checkout / "block.lua"
    file.write_text(source, encoding="utf-8")
    if "function plugindef" in source:
        assert "measSpec cmper=8" in postlude(checkout, "run", str(file), SAMPLE, "--diff")
    else:
        printed = postlude(checkout, "run", "double_barlines", SAMPLE, "--diff", "--system-prefix", str(file))
        assert "barline" in printed


@pytest.mark.parametrize("source", blocks("python"))
def test_a_python_block_runs(source: str, checkout: Path) -> None:
    file = checkout / "block.py"
    file.write_text(source, encoding="utf-8")
    if "def plugindef" in source:
        assert "measSpec cmper=8" in postlude(checkout, "run", str(file), SAMPLE, "--diff")
    else:
        run([sys.executable, "-W", "error", str(file)], checkout)


@pytest.mark.parametrize("source", blocks("toml"))
def test_a_toml_block_is_answers_or_a_configuration(source: str, tmp_path: Path) -> None:
    if "[[dialog]]" in source:
        from postlude.dialogs.reading import read_answers

        file = tmp_path / "answers.toml"
        file.write_text(source, encoding="utf-8")
        assert len(read_answers(file).dialogs) == 2
    else:
        assert tomllib.loads(source)


def anchors(page: Path) -> set[str]:
    """What a link can lead to in a page: its headings, as code hosts name them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            if "://" in target:
                continue
            file, _, anchor = target.partition("#")
            there = page.parent / file if file else page
            assert there.exists() and (not anchor or anchor in anchors(there)), f"{page.name}: {target}"


def test_the_plugins_that_ship_are_documented_and_no_others() -> None:
    shipped = {path.stem for path in (ROOT / "plugins").iterdir() if path.suffix in (".lua", ".py")}
    text = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## (\w+) \((?:Lua|Python)\)$", text, re.M)) == shipped
