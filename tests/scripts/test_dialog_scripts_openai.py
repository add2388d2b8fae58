"""Unmodified scripts that talk to OpenAI from a window that stays open, against a server on loopback."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude import Host
from postlude.result import RunResult
from tests.conftest import sources_path
from tests.https.server import Handler, Server, _https_server, https_server
from tests.scripts.conftest import real_score, real_script
from tests.scripts.dialogs import Desk, windows
from tests.scripts.reader import Score

__all__ = ["_https_server", "https_server"]

KEY = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"
URL = "/v1/chat/completions"
BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    with made.host:
        yield made


class Model:
    """Stands for OpenAI: answers what ``reply`` makes of the messages, after a while."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.reply: Any = lambda messages: ""
        server.routes[URL] = self._answer

    def _answer(self, handler: Handler) -> None:
        assert handler.headers["Authorization"] == f"Bearer {KEY}"
        assert not handler.owner.stopping.wait(0.3)
        text = self.reply(json.loads(handler.body)["messages"])
        message = {"role": "assistant", "content": text}
        body = {
            "object": "chat.completion",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        }
        handler.answer(200, json.dumps(body).encode())

    @property
    def asked(self) -> list[dict[str, Any]]:
        return [json.loads(seen.body) for seen in self.server.seen]


@pytest.fixture
def model(https_server: Server) -> Model:
    return Model(https_server)


@pytest.fixture
def settings(https_server: Server, tmp_path: Path) -> dict[str, Any]:
    """The key in a prefix, POSTs allowed, and the way to the server."""
    prefix = tmp_path / "prefix.lua"
    library = sources_path("lua-scripts", "src").as_posix()
    prefix.write_text(
        f'package.path = "{library}/?.lua;" .. package.path\nopenai_api_key = "{KEY}"\n', encoding="utf-8"
    )
    return {
        "resolve": https_server.resolve(), "ca_file": https_server.ca_file, "prefix": prefix,
        "allow_post": ["api.openai.com"],
    }  # fmt: skip


# ---- lyrics


def verse(score: Score) -> str:
    """The first verse without its commands."""
    text = score.record("texts", "verse", number=1)
    assert text is not None
    return re.sub(r"\^\w+\([^)]*\)", "", text["."])


def without_hyphens(messages: list[dict[str, str]]) -> str:
    return BETWEEN_LETTERS.sub("", lyrics_of(messages))


def lyrics_of(messages: list[dict[str, str]]) -> str:
    (message,) = messages
    found = re.search(r"Input:\n(.*)\nOutput:\n$", message["content"], re.S)
    assert found is not None
    return found[1]


def test_lyrics_lose_their_hyphens_and_get_them_back(
    desk: Desk, model: Model, settings: dict[str, Any]
) -> None:
    syllables: list[str] = []

    def reply(messages: list[dict[str, str]]) -> str:
        if not syllables:
            syllables.append(lyrics_of(messages))
            return without_hyphens(messages)
        assert lyrics_of(messages) == BETWEEN_LETTERS.sub("", syllables[0])
        return syllables[0].replace("Wehn", "We-hen")

    model.reply = reply
    outcome = desk.run("lyrics_openai_hyphenation", "zwei_gesange", **settings)
    assert windows(outcome.result) == [("Lyrics OpenAI Hyphenator", "Close")]
    before, after = verse(outcome.before), verse(outcome.after)
    assert before.startswith("In gold-nen A-bend-schein")
    assert after == before.replace("Wehn", "We-hen")
    assert [request["model"] for request in model.asked] == ["gpt-4o", "gpt-4o"]
    assert [block["text"] for block in outcome.result.undo if block["stored"] and block["records"]] == [
        "Update Verse 1 Lyrics",
        "Update Verse 1 Lyrics",
    ]
    assert {change.tag for change in outcome.result.changes} == {"verse"}
    assert [entry["status"] for entry in outcome.result.network] == [200, 200]
    assert KEY not in json.dumps(outcome.result.as_json())


def test_while_lyrics_are_on_their_way_a_timer_shows_it_and_the_buttons_rest(
    tmp_path: Path, model: Model, settings: dict[str, Any]
) -> None:
    model.reply = without_hyphens
    seen: list[tuple[str, bool]] = []

    def use(window: Any) -> None:
        button, progress = window.control("hyphenate"), window.control("showprogress")
        assert window.control("text").text.startswith("In gold-nen")
        assert button.enabled
        window.press("dehyphenate")
        for _ in range(4):
            window.wait(0.1)
            seen.append((progress.text, button.enabled))
        window.wait(3)
        seen.append((progress.text, button.enabled))
        assert window.control("text").text.startswith("In goldnen Abendschein")
        window.press("Close")

    score = real_score("zwei_gesange")
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        result = host.run(
            real_script("lyrics_openai_hyphenation"), host.open_document(score), answers=[use], **settings
        )
    assert result.ok, result.message
    turning = [text for text, enabled in seen if not enabled]
    assert len(turning) >= 2
    assert set(turning[1:]) <= {"|", "/", "—", "\\"}
    assert len(set(turning)) >= 2
    assert seen[-1] == ("", True)


def test_lyrics_stay_as_they_are_when_the_service_fails(
    desk: Desk, model: Model, settings: dict[str, Any], https_server: Server
) -> None:
    body = {"error": {"message": "The engine is overloaded.", "type": "server_error"}}
    https_server.route(URL, 503, json.dumps(body).encode())
    outcome = desk.run(
        "lyrics_openai_hyphenation", "zwei_gesange", "lyrics_openai_hyphenation_fails", **settings
    )
    assert verse(outcome.after) == verse(outcome.before)
    (alert,) = outcome.result.alerts
    assert (alert["kind"], alert["caption"]) == ("error", "OpenAI")
    assert outcome.result.network[0]["status"] == 503


# ---- a conversation


def test_the_chatbot_holds_a_conversation_from_start_to_end(
    desk: Desk, model: Model, settings: dict[str, Any]
) -> None:
    answers = {
        "What is a hemiola?": "Two bars of three beats that sound like three bars of two.",
        "And in one word?": "Cross-rhythm.",
        "Again: a hemiola?": "As I never said: three against two.",
    }
    model.reply = lambda messages: answers[messages[-1]["content"]]
    script = sources_path("patterson-finalelua-scripts", "src", "openai_chatbot.lua")
    result = chat(desk, script, settings)
    assert [len(request["messages"]) for request in model.asked] == [2, 4, 2]
    assert {request["model"] for request in model.asked} == {"gpt-4"}
    first, second, again = (request["messages"] for request in model.asked)
    assert second[: len(first)] == first
    assert [message["role"] for message in second] == ["system", "user", "assistant", "user"]
    assert second[2]["content"] == answers["What is a hemiola?"]
    assert [message["content"] for message in again[1:]] == ["Again: a hemiola?"]
    (copied,) = result.alerts
    assert copied["text"] == "Last response copied to clipboard."
    (window,) = result.dialogs
    assert window["pressed"] == "Close"
    # "New Chat" emptied the window: only what came after it is there.
    shown = [control["value"] for control in window["controls"] if control["kind"] == "text editor"][-1]
    assert "Again: a hemiola?" in shown and answers["Again: a hemiola?"] in shown
    assert "Cross-rhythm" not in shown
    assert KEY not in json.dumps(result.as_json())


def chat(desk: Desk, script: Path, settings: dict[str, Any]) -> RunResult:
    outcome = desk.run(script, real_score("scratch"), **settings)
    assert outcome.result.changes == []
    return outcome.result
