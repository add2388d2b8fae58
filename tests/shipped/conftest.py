from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from postlude import Host
from postlude.plugins.shipped import shipped_plugins
from tests.conftest import ROOT
from tests.https.server import Handler, Server, _https_server, https_server

__all__ = ["_https_server", "https_server"]

SCORES = ROOT / "tests" / "scores"
PLUGINS = shipped_plugins()
KEY = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as made:
        yield made


@dataclass
class Model:
    """A language model on loopback: answers each text with what ``reply`` makes of it."""

    server: Server
    reply: Callable[[str], str] = lambda text: text
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.routes["/v1/chat/completions"] = self._answer

    def _answer(self, handler: Handler) -> None:
        request = json.loads(handler.body)
        self.asked.append(request)
        content = self.reply(request["messages"][-1]["content"])
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]})
        handler.answer(200, body.encode(), {"Content-Type": "application/json"})

    @property
    def texts(self) -> list[str]:
        return [request["messages"][-1]["content"] for request in self.asked]

    @property
    def options(self) -> dict[str, Any]:
        """What `Host.run` needs to reach it."""
        return {
            "resolve": self.server.resolve("api.openai.com"),
            "ca_file": self.server.ca_file,
            "approve": lambda script, name, port: (name, port) == ("api.openai.com", 443),
        }


@pytest.fixture
def model(https_server: Server, monkeypatch: pytest.MonkeyPatch) -> Model:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return Model(https_server)
