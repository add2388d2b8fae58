"""The command line in this process, with folders of its own, and scripts written on the spot."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from postlude.cli.main import main

SCORES = Path(__file__).parent / "scores"
PARTS = SCORES / "parts.enigmaxml"
"""Two measures, two staves, three parts."""
SAMPLE = SCORES / "sample.musx"

WIDEN = """
local m = finale.FCMeasure()
m:Load(1)
m.Width = m.Width + 10
m:Save()
"""
"""A script that changes one record: the first measure."""

EMPTY_PERMISSIONS = {"requested": [], "granted": [], "used": [], "refused": []}


@dataclass
class Outcome:
    """What a command did."""

    status: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode()

    @property
    def lines(self) -> list[Any]:
        """Standard output as one JSON object a line, and nothing else."""
        assert self.raw.endswith(b"\n")
        return [json.loads(line) for line in self.raw.decode().splitlines()]

    @property
    def json(self) -> Any:
        (only,) = self.lines
        return only


class Door:
    """Runs commands in a folder of its own."""

    def __init__(
        self, folder: Path, capture: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder / "work"
        self.config = folder / "config"
        self.data = folder / "data"
        self.folder.mkdir()
        self.config.mkdir()
        self._capture = capture
        monkeypatch.chdir(self.folder)
        monkeypatch.setenv("POSTLUDE_CONFIG_DIR", str(self.config))
        monkeypatch.setenv("POSTLUDE_DATA_DIR", str(self.data))
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        monkeypatch.delenv("POSTLUDE_DEBUG", raising=False)
        self.monkeypatch = monkeypatch

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def score(self, name: str = "score.enigmaxml", source: Path = PARTS) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
        return path

    def __call__(self, *arguments: object) -> Outcome:
        self._capture.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as exit_:
            status = exit_.code if isinstance(exit_.code, int) else 99
        out, err = self._capture.readouterr()
        text = err.decode()
        assert "Traceback (most recent call last)" not in text
        assert "internal error" not in text, text
        assert b"internal error" not in out, out
        return Outcome(status, out, text)

    def run(self, source: str, *arguments: object, plugindef: str = "", suffix: str = ".lua") -> Outcome:
        """Run a script of that text on the small score, unless ``arguments`` name a document."""
        head = f"function plugindef() {plugindef} end\n" if plugindef else ""
        script = self.file(f"plugin{suffix}", head + source)
        before = (None, *arguments)
        documents = [
            argument
            for argument, option in zip(arguments, before, strict=False)
            if str(argument).endswith((".enigmaxml", ".musx")) and option not in ("-o", "--output")
        ]
        return self("run", script, *([] if documents else [self.score()]), *arguments)


def requires(flags: str = "RequireDocument = false") -> str:
    return f'finaleplugin.{flags} return "Plugin"'


@pytest.fixture
def door(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Door:
    return Door(tmp_path, capsysbinary, monkeypatch)
