"""The shipped plugin that asks a language model about a score: what it sends, what it makes of the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postlude import Document, Host, RunResult
from tests.conftest import shared_path
from tests.enigma.builders import document as made_of
from tests.https.server import silent
from tests.shipped.conftest import KEY, PLUGINS, SCORES, Model
from tests.shipped.test_staff_report import one_staff

PLUGIN = PLUGINS / "ask_score.py"
QUESTION = "Where is the highest note?"


@pytest.fixture
def prefix(tmp_path: Path) -> Path:
    path = tmp_path / "question.lua"
    path.write_text(f'ask_score_question = "{QUESTION}"\n', encoding="utf-8")
    return path


def dry(host: Host, document: Document | Path, prefix: Path, **options: Any) -> RunResult:
    """A dry run without a key; a request would fail."""
    result = host.run(PLUGIN, document, item="dry run", prefix=prefix, system_prefix=False, **options)
    assert result.ok, result.message
    assert result.changes == [] and result.as_json()["network"] == []
    return result


def described(host: Host, document: Document | Path, prefix: Path, **options: Any) -> list[str]:
    """The lines of the description, without the question."""
    request = dry(host, document, prefix, **options).returned[0]["request"]
    text, question = request["messages"][1]["content"].rsplit("\n\n", 1)
    assert question == f"The question: {QUESTION}"
    return str(text).splitlines()


def ask(host: Host, model: Model, prefix: Path | bool, **options: Any) -> RunResult:
    return host.run(PLUGIN, SCORES / "sample.musx", **{"prefix": prefix, **model.options, **options})


def test_the_answer_is_printed_and_returned(host: Host, model: Model, prefix: Path) -> None:
    model.reply = lambda text: "  In measure 6 of the clarinet.\n"
    result = ask(host, model, prefix)
    assert result.ok, result.message
    assert result.printed == "In measure 6 of the clarinet.\n"
    assert result.returned == [
        {"question": QUESTION, "answer": "In measure 6 of the clarinet.", "usage": None}
    ]
    assert result.changes == [] and KEY not in json.dumps(result.as_json())


def test_usage_is_passed_on(host: Host, model: Model, prefix: Path) -> None:
    usage = {"prompt_tokens": 700, "completion_tokens": 9, "total_tokens": 709}
    body = {"choices": [{"message": {"role": "assistant", "content": "There."}}], "usage": usage}
    model.server.route("/v1/chat/completions", 200, json.dumps(body).encode())
    assert ask(host, model, prefix).returned[0]["usage"] == usage


def test_what_is_sent_is_what_the_dry_run_shows_and_no_more(host: Host, model: Model, prefix: Path) -> None:
    result = ask(host, model, prefix, select="m1-2:s2")
    assert result.ok, result.message
    shown = dry(host, SCORES / "sample.musx", prefix, select="m1-2:s2")
    assert model.asked == [shown.returned[0]["request"]]
    assert set(model.asked[0]) == {"model", "messages", "temperature"}
    for message in model.asked[0]["messages"]:
        assert message["content"] in shown.printed
    assert "Nothing was sent" in shown.printed
    instructions, content = (message["content"] for message in model.asked[0]["messages"])
    assert content == (
        "Measures 1 to 2 of 8, 1 of the score's staves.\n"
        "\n"
        "Staff 2: Clarinet in Bb; clef treble, key E major, time 4/4; sounds 2 semitones lower than written\n"
        "m1: r:1\n"
        'm2: G#4:8 A4:8 B4:8 C#5:8 B4:2 "dolce"@1\n'
        "\n"
        "Lyrics of the whole score:\n"
        "verse 1: Morning over silent water, every window open wide; lanterns fade.\n"
        "verse 2: Eve-ning over silent mountain\n"
        "chorus 1: Sing again together\n"
        "section 1: Interlude (humming)\n"
        "\n"
        f"The question: {QUESTION}"
    )
    sent = json.dumps(model.asked)
    for secret in ("sample", "Sample", "belongs to Postlude", "Times New Roman", "fontid", str(prefix), KEY):
        assert secret not in sent, secret
    assert "D4:4 is a quarter note" in instructions


def test_the_dry_run_as_a_menu_item_and_as_a_setting(host: Host, model: Model, prefix: Path) -> None:
    document = SCORES / "sample.musx"
    for item in ("Dry Run", "ask about the score (dry run)", 2):
        assert host.run(PLUGIN, document, item=item, prefix=prefix, **model.options).returned[0]["dry_run"]
    with prefix.open("a", encoding="utf-8") as file:
        file.write("ask_score_dry_run = true\n")
    assert ask(host, model, prefix).returned[0]["dry_run"]
    with prefix.open("a", encoding="utf-8") as file:
        file.write("ask_score_dry_run = false\n")
    assert host.run(PLUGIN, document, item=2, prefix=prefix, **model.options).returned[0]["dry_run"]
    assert model.asked == []


def test_layers_rests_ties_short_and_hidden_notes(host: Host, prefix: Path) -> None:
    assert described(host, SCORES / "layers.enigmaxml", prefix) == [
        "Measures 1 to 6 of 6, 2 of the score's staves.",
        "",
        "Staff 1: Flute; clef treble, key C major, time 4/4",
        "m1: G5:4 A5:4 B5:4 C6:4 L2: E5:2 F5:2 L3: C5:1 L4: G4:2 G4:2",
        "m2: D5:2 E5:4",
        "m3: E5:2~ F5:2 L2: G4:128 r:128 r:64 r:32 r:16 r:8 r:4 r:2",
        "m4: A3:1",
        "m5: C5:4 C5:4! C5:4 B4:4~",
        "m6: C5:1",
        "",
        "Staff 2: Violoncello; clef bass, key C major, time 4/4",
        "m1-6: empty",
    ]


def test_expressions_of_a_staff_and_of_all_but_no_hidden_ones(host: Host, prefix: Path) -> None:
    assert described(host, SCORES / "expressions.enigmaxml", prefix) == [
        "Measures 1 to 4 of 4, 2 of the score's staves.",
        "",
        "For all staves:",
        'm3: "tutti"@1',
        "",
        "Staff 1: Flute; clef treble, key C major, time 4/4",
        'm1: G4:1 "solo"@1',
        'm2: A4:1 "a 2"@3',
        "m3: B4:1",
        "m4: C5:1",
        "",
        "Staff 2: Violoncello; clef bass, key C major, time 4/4",
        "m1: C3:1",
        'm2: D3:1 "espr."@1',
        "m3: E3:1",
        "m4: F3:1",
    ]


@pytest.mark.parametrize(
    ("fifths", "key"), [(0, "C major"), (-3, "Eb major"), (7, "C# major"), (-7, "Cb major")]
)
def test_keys_have_their_names(host: Host, prefix: Path, fifths: int, key: str) -> None:
    document = one_staff({1: "c4/4. d4/8 e4/2"}, fifths=fifths)
    assert f"key {key}," in described(host, document, prefix)[2]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("drumset.musx", ["m1: x:4 x:4 x:2", "m2: [clef treble] x:4 x:4 x:2"]),
        (
            "transposition.musx",
            ["Staff 2: Horn in F; clef treble, key G major, time 4/4; sounds 7 semitones lower than written"],
        ),
        (
            "v2triplet_at_end.musx",
            ["m1: [D1 D2]:2. [D1 D2]:4~ v2 r:8*2/3 v2 G2:8*2/3 v2 C3:8*2/3~"],
        ),
        ("zwei_gesange.musx", ["m14: r:4 r:8 A4:8", "m28-99: empty"]),
        ("metronome_marks.musx", ['m3: "whole = 120"@1']),
    ],
)
def test_scores_of_finale(host: Host, prefix: Path, name: str, lines: list[str]) -> None:
    assert set(lines) <= set(described(host, shared_path() / "documents" / name, prefix))


def test_lyrics_can_be_left_out(host: Host, prefix: Path) -> None:
    with prefix.open("a", encoding="utf-8") as file:
        file.write("ask_score_lyrics = false\n")
    assert not [line for line in described(host, SCORES / "lyrics.enigmaxml", prefix) if "verse" in line]


def test_what_is_too_much_is_refused_before_it_is_sent(host: Host, model: Model, prefix: Path) -> None:
    with prefix.open("a", encoding="utf-8") as file:
        file.write("ask_score_limit = 600\n")
    result = ask(host, model, prefix)
    assert (result.ok, result.exit_status, model.asked) == (False, 2, [])
    assert "characters, more than 600: select less, such as --select m1-16:s1-4" in result.message
    assert ask(host, model, prefix, select="m1-2:s2").ok


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is no question: put `ask_score_question = "),
        ('ask_score_question = "  "', "there is no question"),
        ("ask_score_question = 7", "ask_score_question must be a text, not 7"),
        ('ask_score_question = "x" ask_score_timeout = "y"', "ask_score_timeout must be a number, not 'y'"),
        ('ask_score_question = "x" ask_score_dry_run = "no"', "ask_score_dry_run must be true or false"),
    ],
)
def test_settings_that_make_no_sense_are_named(
    host: Host, model: Model, tmp_path: Path, text: str, why: str
) -> None:
    own = tmp_path / "own.lua"
    own.write_text(text, encoding="utf-8")
    result = ask(host, model, own)
    assert (result.exit_status, model.asked) == (2, []) and why in result.message
    assert result.error is None or not result.error.traceback


def test_model_and_temperature_are_the_prefix_s(host: Host, model: Model, prefix: Path) -> None:
    with prefix.open("a", encoding="utf-8") as file:
        file.write('ask_score_model = "local" ask_score_temperature = false ask_score_timeout = 5\n')
    assert ask(host, model, prefix).ok
    assert model.asked[0]["model"] == "local" and "temperature" not in model.asked[0]


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (429, b'{"error": {"message": "Rate limit reached."}}', "Rate limit reached."),
        (500, b"<html>", "500"),
        (200, b"no JSON", "JSON"),
        (200, b'{"choices": []}', "the reply holds no text"),
        (200, b'{"choices": [{"message": {"content": " "}}]}', "the reply holds no text"),
        (200, b'{"choices": [{"message": {"content": null}}]}', "the reply holds no text"),
    ],
)
def test_a_failure_is_one_line(
    host: Host, model: Model, prefix: Path, status: int, body: bytes, why: str
) -> None:
    model.server.route("/v1/chat/completions", status, body)
    result = ask(host, model, prefix)
    assert (result.ok, result.exit_status, result.printed) == (False, 1, "")
    assert "there is no answer: " in result.message and why in result.message
    assert "\n" not in result.message


def test_a_server_that_is_too_slow(host: Host, model: Model, prefix: Path) -> None:
    with prefix.open("a", encoding="utf-8") as file:
        file.write("ask_score_timeout = 0.3\n")

    model.server.routes["/v1/chat/completions"] = silent
    result = ask(host, model, prefix)
    assert not result.ok and "there is no answer: " in result.message


def test_without_approval_or_key_nothing_is_sent(
    host: Host, model: Model, prefix: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = ask(host, model, prefix, approve=lambda *_: False)
    assert not refused.ok and "not approved" in refused.message and refused.permissions["refused"]
    monkeypatch.delenv("OPENAI_API_KEY")
    without = ask(host, model, prefix)
    assert not without.ok and "there is no OpenAI key" in without.message
    assert model.asked == []


def test_a_score_without_music_has_nothing_to_ask_about(host: Host, prefix: Path) -> None:
    result = host.run(PLUGIN, made_of(), item=2, prefix=prefix, system_prefix=False)
    assert not result.ok and result.exit_status == 3


def test_of_a_part_in_view_its_staves_are_described(host: Host, prefix: Path) -> None:
    lines = described(host, SCORES / "parts.enigmaxml", prefix, part=2)
    assert [line for line in lines if line.startswith("Staff")] == [
        "Staff 2: Horn in F; clef treble, key F major, time 4/4; sounds 7 semitones lower than written"
    ]


def test_it_is_found_by_its_name(host: Host) -> None:
    result = host.run("ask_score", SCORES / "sample.musx")
    assert result.exit_status == 2 and "ask_score_question" in result.message
