"""What docs/guide.md tells people to do works, from its first block to its last, in one folder.

```sh               a command, in the folder of the guide; `sh status=1` says how it ends
```text             behind a command: what it prints, both streams; a line `...` stands for any lines, `...` in a
                    line for any text
```lua NAME         the file NAME, which the blocks behind it use; other languages too
```text not-run     what can't run in a test
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_readme import command_environment

PAGE = ROOT / "docs" / "guide.md"
MOST_NOT_RUN = 3


@dataclass(frozen=True)
class Block:
    """A block of the page: ``kind`` is its language, ``rest`` what else stands behind the backticks."""

    line: int
    kind: str
    rest: str
    text: str

    @property
    def where(self) -> str:
        return f"{PAGE.name}:{self.line}"


def blocks() -> Iterator[Block]:
    text = PAGE.read_text(encoding="utf-8")
    for match in re.finditer(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", text, re.M):
        yield Block(text.count("\n", 0, match.start()) + 1, match[1], match[2], match[3])


def pattern(shown: str) -> str:
    """A regular expression for what a command printed, from what the page shows of it."""
    lines = [
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
        for line in shown.splitlines()
    ]
    return "".join(lines)


@pytest.mark.skipif(shutil.which("bash") is None, reason="the command blocks are for a POSIX shell")
def test_the_guide_can_be_followed_word_for_word(tmp_path: Path) -> None:
    shutil.copyfile(ROOT / "tests" / "scores" / "sample.musx", tmp_path / "score.musx")
    shutil.copytree(
        ROOT / "plugins", tmp_path / "scripts", ignore=shutil.ignore_patterns("*.py", "__pycache__")
    )
    environment = command_environment(tmp_path)
    printed = ""
    for block in blocks():
        if block.kind == "sh":
            done = subprocess.run(
                ["bash", "-ec", block.text], cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", timeout=60,
            )  # fmt: skip
            printed = done.stdout
            status = int(block.rest.removeprefix("status=") or 0)
            assert (done.returncode, "Traceback" in printed) == (status, False), f"{block.where}: {printed}"
        elif block.kind == "text":
            if not block.rest:
                shown = re.sub(r"[ \t]+$", "", printed, flags=re.M)
                assert re.fullmatch(pattern(block.text), shown), f"{block.where}: it prints\n{shown}"
        else:
            file = tmp_path / block.rest
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")


def test_every_block_of_the_guide_is_of_a_kind_that_runs() -> None:
    not_run = []
    for block in blocks():
        if block.kind == "sh":
            assert re.fullmatch(r"(status=\d)?", block.rest), block.where
        elif block.kind == "text":
            assert block.rest in ("", "not-run"), block.where
            not_run += [block.where] if block.rest else []
        else:
            assert re.fullmatch(r"[\w/.-]+\.\w+", block.rest), f"{block.where}: it has no file name"
    assert len(not_run) <= MOST_NOT_RUN
    fences = len(re.findall(r"^```", PAGE.read_text(encoding="utf-8"), re.M))
    assert fences == 2 * len(list(blocks())), "a block that is not closed, or has no language"
