"""Runs real scripts with dialogs, each with its own answers file in ``answers``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from postlude import Host
from postlude.dialogs.answers import Answers
from postlude.dialogs.reading import read_answers
from postlude.enigma.document import Document
from postlude.result import RunResult
from tests.scripts.conftest import Outcome, real_score, real_script
from tests.scripts.reader import parse_score, problems

ANSWERS = Path(__file__).parent / "answers"


def answers_in(name: str, folder: Path, values: Mapping[str, str] | None = None) -> Answers:
    """The answers of that name; what stands in braces in the file is replaced."""
    text = (ANSWERS / f"{name}.toml").read_text("utf-8")
    for key, value in (values or {}).items():
        text = text.replace(f"{{{key}}}", value)
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return read_answers(path)


class Desk:
    """A host of its own, so that no settings of another test are there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.host = Host(data_dir=folder / "data", config_dir=folder / "config")

    def run(
        self,
        script: Path | str,
        document: Document | Path | str,
        answers: str = "",
        values: Mapping[str, str] | None = None,
        **settings: Any,
    ) -> Outcome:
        """Run a script of finale-lua with the answers of its name or of another; each window must be answered."""
        path = real_script(script) if isinstance(script, str) else script
        if isinstance(document, str):
            document = real_score(document)
        score = self.host.open_document(document) if isinstance(document, Path) else document
        before = parse_score(score.to_bytes(".enigmaxml"))
        given = answers_in(answers or path.stem, self.folder, values)
        # The answers name items of lists as scripts write them on the Mac.
        result = self.host.run(path, score, answers=given, platform="mac", **settings)
        assert result.ok, result.message
        assert result.notes == []
        after = parse_score(score.to_bytes(".enigmaxml"))
        assert problems(after) <= problems(before)
        return Outcome(before, after, result)


def windows(result: RunResult) -> list[tuple[str, str]]:
    """The windows in order: title, and what closed it."""
    return [(window["title"], window["pressed"]) for window in result.dialogs]


def shown(result: RunResult, window: int, number: int) -> Any:
    """What a control of a window was set to when it closed; both count from 1."""
    return result.dialogs[window - 1]["controls"][number - 1]["value"]
