"""Sending again: only where asked for, when it may help, and never past the timeout."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest

from postlude.errors import PluginError, ScriptError
from postlude.https.replies import Reply
from postlude.openai.retrying import LONGEST_PAUSE, backoff, pause, retries_of, worth_retrying
from tests.https.server import Server
from tests.openai.conftest import MakeScript
from tests.openai.scripts import Script
from tests.openai.test_client import URL, Ask, ask, ask_lua, ask_python

__all__ = ["ask"]

NOW = datetime(2026, 11, 22, 18, 0, 0, tzinfo=UTC)


def asked(value: str, name: str = "retry-after") -> float | None:
    return pause({name: value}, 0, now=lambda: NOW, chance=lambda: 0.0)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("2", 2.0),
        ("1.5", 1.5),
        ("60", 60.0),
        ("61", None),
        ("1e9", None),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("Sun, 22 Nov 2026 18:00:05 GMT", 5.0),
        ("Sunday, 22-Nov-26 18:00:05 GMT", 5.0),
        ("Sun Nov 22 18:00:05 2026", 5.0),
        ("Sun, 22 Nov 2026 17:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 18:02:00 GMT", None),
        ("soon", 0.5),
        ("", 0.5),
        ("Sun, 99 Nov 2026 18:00:05 GMT", 0.5),
    ],
)
def test_retry_after_in_seconds_and_as_a_date(value: str, seconds: float | None) -> None:
    assert asked(value) == seconds


def test_retry_after_in_another_zone_and_in_milliseconds() -> None:
    there = (NOW + timedelta(seconds=7)).astimezone(timezone(timedelta(hours=-5)))
    assert asked(format_datetime(there)) == 7.0
    assert asked("250", "retry-after-ms") == 0.25


def test_back_off_doubles_up_to_eight_seconds_less_a_random_part() -> None:
    assert [backoff(retry, lambda: 0.0) for retry in range(6)] == [0.5, 1, 2, 4, 8, 8]
    assert [backoff(retry, lambda: 1.0) for retry in range(3)] == [0.375, 0.75, 1.5]
    assert len({backoff(0) for _ in range(20)}) > 1
    assert backoff(10**6 % 1000) <= LONGEST_PAUSE


@pytest.mark.parametrize(
    ("status", "body", "worth"),
    [
        *((status, b"", True) for status in (408, 409, 429, 500, 502, 503, 504, 529)),
        *((status, b"", False) for status in (200, 301, 400, 401, 403, 404, 422)),
        (429, b'{"error": {"code": "insufficient_quota"}}', False),
        (429, b'{"error": {"code": "rate_limit_exceeded"}}', True),
        (429, b'{"error": 5}', True),
        (429, b"[1]", True),
    ],
)
def test_what_is_worth_sending_again(status: int, body: bytes, worth: bool) -> None:
    assert worth_retrying(Reply(status, "", body)) is worth


def test_a_number_of_retries() -> None:
    assert [retries_of(value) for value in (0, 2, 10, 2.0)] == [0, 2, 10, 2]
    for value in (None, "2", b"2", True, -1, 11, 1.5, float("nan"), float("inf"), []):
        assert retries_of(value) is None


# --- over the network


def answers(server: Server, *paths: str) -> None:
    waiting = [server.routes[path] for path in paths]
    server.routes[URL] = lambda handler: waiting.pop(0)(handler)


def test_nothing_is_sent_again_unless_asked_for(script: MakeScript, https_server: Server, ask: Ask) -> None:
    https_server.routes[URL] = https_server.routes["/429"]
    assert ask(script()) == (False, "Rate limit reached.")
    assert len(https_server.seen) == 1


def test_retries_until_it_succeeds(script: MakeScript, https_server: Server, ask: Ask) -> None:
    answers(https_server, "/429", "/429", "/completion")
    made = script()
    made.client.retries = 2
    assert ask(made)[0] is True
    assert len(https_server.seen) == 3
    assert len(made.asked) == 3


def test_retries_until_there_are_no_more(script: MakeScript, https_server: Server, ask: Ask) -> None:
    answers(https_server, "/429", "/429", "/completion")
    made = script()
    made.client.retries = 1
    assert ask(made) == (False, "Rate limit reached.")
    assert len(https_server.seen) == 2


def test_a_connection_that_gives_no_answer_is_tried_again(
    script: MakeScript, https_server: Server, ask: Ask
) -> None:
    answers(https_server, "/closed", "/completion")
    made = script()
    made.client.retries = 1
    assert ask(made)[0] is True
    assert made.client.usage.requests == 2


@pytest.mark.parametrize("path", ["/401", "/cut-off", "/not-json", "/redirect-here"])
def test_what_sending_again_cannot_mend(script: MakeScript, https_server: Server, path: str) -> None:
    answers(https_server, path, "/completion")
    made = script()
    made.client.retries = 3
    assert ask_python(made)[0] is False
    assert len(https_server.seen) == 1


def test_a_server_that_cannot_be_reached_is_tried_again(script: MakeScript) -> None:
    made = script(base_url="https://127.0.0.1:1")
    made.client.retries = 1
    started = time.monotonic()
    success, message = ask_python(made)
    assert success is False
    assert message.startswith("could not connect to 127.0.0.1:1: check the connection to the network")
    assert time.monotonic() - started > 0.3
    assert made.client.usage.requests == 2


@pytest.mark.parametrize("wait", ["30", "1e9", "-1", "nan", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_retries_never_go_past_the_timeout(script: MakeScript, https_server: Server, wait: str) -> None:
    https_server.route(URL, 429, b'{"error": {"message": "later"}}', Retry_After=wait)
    made = script()
    made.client.retries = 3
    started = time.monotonic()
    assert made.client.create_completion("m", "p", 0, 2) == (False, "later")
    heard: list[Any] = []
    made.client.create_completion("m", "p", 0, lambda *answer: heard.append(answer), {"timeout": 2})
    made.wait()
    assert heard == [(False, "later")]
    assert time.monotonic() - started < 1.9
    assert len(https_server.seen) == 2


def test_a_timeout_holds_for_all_tries_together(script: MakeScript, https_server: Server) -> None:
    answers(https_server, "/429", "/drip")
    made = script()
    made.client.retries = 5
    started = time.monotonic()
    assert made.client.create_completion("m", "p", 0, 0.3) == (False, "Request timed out.")
    assert 0.25 < time.monotonic() - started < 1
    assert len(https_server.seen) == 2


def test_options_ask_for_retries_of_one_call(script: MakeScript, https_server: Server) -> None:
    answers(https_server, "/429", "/completion", "/429", "/completion", "/429")
    made = script()
    assert made.client.create_completion("m", "p", 0, 5, {"retries": 1})[0] is True
    assert made.run("return (require('openai').create_completion('m', 'p', 0, 5, {retries = 1}))") == [True]
    assert ask_lua(made)[0] is False


def test_with_options_leaves_the_client_as_it_was(script: MakeScript, https_server: Server) -> None:
    answers(https_server, "/429", "/completion", "/429")
    made = script()
    patient = made.client.with_options(retries=1)
    assert patient.create_completion("m", "p")[0] is True
    assert made.client.create_completion("m", "p")[0] is False
    assert made.client.usage.requests == 3


def test_with_options_sets_the_timeout_of_calls_that_name_none(
    script: MakeScript, https_server: Server
) -> None:
    https_server.routes[URL] = https_server.routes["/drip"]
    made = script()
    hasty = made.client.with_options(timeout=0.05)
    started = time.monotonic()
    assert hasty.create_completion("m", "p") == (False, "Request timed out.")
    heard: list[Any] = []
    hasty.create_completion("m", "p", None, lambda *answer: heard.append(answer))
    made.wait()
    assert heard == [(False, "Request timed out.")]
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("retries", [-1, 11, 1.5, "2", True])
def test_retries_that_make_no_sense(script: MakeScript, retries: Any) -> None:
    made: Script = script()
    with pytest.raises(ScriptError, match="retries must be a whole number from 0 to 10"):
        made.client.with_options(retries=retries)
    with pytest.raises(ScriptError, match="retries must be a whole number from 0 to 10"):
        made.client.create_completion("m", "p", 0, 5, {"retries": retries})


def test_retries_that_make_no_sense_in_lua(script: MakeScript) -> None:
    with pytest.raises(PluginError, match=r"^script\.lua:1: openai: retries must be a whole number"):
        script().run("local r = require('openai').create_completion('m', 'p', 0, 5, {retries = 99})")
    with pytest.raises(PluginError, match=r"^script\.lua:1: param 5 \(options\): retries expected number"):
        script().run("local r = require('openai').create_completion('m', 'p', 0, 5, {retries = '2'})")
