"""The shipped plugin that asks a language model about a score: what it sends, what it makes of the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postlude.testing.server import Reply, failure
from tests.conftest import shared_path

QUESTION = "Where is the highest note?"
PREFIX = f'ask_score_question = "{QUESTION}"\n'
SAMPLE = "../scores/sample.musx"


@pytest.fixture
def ask(run_plugin: Any) -> Callable[..., Any]:
    """Asks the question about the sample score, or another; ``more`` are further lines of the prefix."""

    def run(document: Any = SAMPLE, more: str = "", **settings: Any) -> Any:
        return run_plugin("ask_score", document, **{"prefix_text": PREFIX + more, **settings})

    return run


@pytest.fixture
def dry(ask: Callable[..., Any]) -> Callable[..., Any]:
    """A dry run without a key; a request would fail."""

    def run(document: Any = SAMPLE, more: str = "", **settings: Any) -> Any:
        ran = ask(document, more, item="dry run", system_prefix=False, **settings)
        assert ran.assert_ok().assert_unchanged().network == []
        return ran

    return run


@pytest.fixture
def described(dry: Callable[..., Any]) -> Callable[..., list[str]]:
    """The lines of the description, without the question."""

    def run(document: Any, more: str = "", **settings: Any) -> list[str]:
        request = dry(document, more, **settings).returned[0]["request"]
        text, question = request["messages"][1]["content"].rsplit("\n\n", 1)
        assert question == f"The question: {QUESTION}"
        return str(text).splitlines()

    return run


def test_the_answer_is_printed_and_returned(ask: Any, openai_replies: Any) -> None:
    model = openai_replies("  In measure 6 of the clarinet.\n")
    ran = ask().assert_ok().assert_unchanged()
    assert ran.printed == "In measure 6 of the clarinet.\n"
    (returned,) = ran.returned
    assert set(returned) == {"question", "answer", "usage"}
    assert (returned["question"], returned["answer"]) == (QUESTION, "In measure 6 of the clarinet.")
    assert model.key not in json.dumps(ran.as_json())


@pytest.mark.parametrize("usage", [{"prompt_tokens": 700, "completion_tokens": 9, "total_tokens": 709}, None])
def test_usage_is_passed_on(ask: Any, openai_replies: Any, usage: dict[str, int] | None) -> None:
    reply = {"choices": [{"message": {"role": "assistant", "content": "There."}}]}
    openai_replies(Reply(200, {**reply, "usage": usage} if usage else reply))
    assert ask().assert_ok().returned[0]["usage"] == usage


def test_what_is_sent_is_what_the_dry_run_shows_and_no_more(
    ask: Any, dry: Any, openai_replies: Any, tmp_path: Path
) -> None:
    model = openai_replies("There.")
    ask(select="m1-2:s2").assert_ok()
    shown = dry(select="m1-2:s2")
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
    secrets = (
        "sample",
        "Sample",
        "belongs to Postlude",
        "Times New Roman",
        "fontid",
        str(tmp_path),
        "prefix",
    )
    for secret in (*secrets, model.key):
        assert secret not in sent, secret
    assert "D4:4 is a quarter note" in instructions


def test_the_dry_run_as_a_menu_item_and_as_a_setting(ask: Any, openai_replies: Any) -> None:
    model = openai_replies()
    for item in ("Dry Run", "ask about the score (dry run)", 2):
        assert ask(item=item).returned[0]["dry_run"]
    assert ask(more="ask_score_dry_run = true").returned[0]["dry_run"]
    assert ask(more="ask_score_dry_run = false", item=2).returned[0]["dry_run"]
    assert model.asked == []


def test_layers_rests_ties_short_and_hidden_notes(described: Any) -> None:
    assert described("../scores/layers.enigmaxml") == [
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


def test_expressions_of_a_staff_and_of_all_but_no_hidden_ones(described: Any) -> None:
    assert described("../scores/expressions.enigmaxml") == [
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


def test_tuplets_grace_notes_chords_voices_and_marks(described: Any, score: Any) -> None:
    document = score(
        r"""
        treble 3/4 1#m: 3:2{c8 d# e} *f#16 <g b>4\mf d^"dolce"
            | c4 {v2 a,8 b,} r2 | [2/4 2b bass] d,2~ | d, | | d,2\rehearsal""
        """
    )
    assert described(document)[2:] == [
        "Staff 1: Staff 1; clef treble, key E minor, time 3/4",
        'm1: C4:8*2/3 D#4:8*2/3 E4:8*2/3 (F#4:16) [G4 B4]:4 D4:4 "mf"@2 "dolce"@3',
        "m2: C4:4 v2 A3:8 v2 B3:8 r:2",
        "m3: [clef bass] [key Bb major] [time 2/4] D3:2~",
        "m4: D3:2",
        "m5: empty",
        'm6: D3:2 "(rehearsal mark)"@1',
    ]


@pytest.mark.parametrize("dynamic", ["ppp", "pp", "p", "mp", "mf", "f", "ff", "fff", "fp", "sf", "sfz"])
def test_dynamics_of_a_font_from_before_smufl(described: Any, score: Any, dynamic: str) -> None:
    assert described(score(rf"treble: c1\{dynamic}"))[-1] == f'm1: C4:1 "{dynamic}"@1'


@pytest.mark.parametrize(
    ("signature", "key"),
    [("", "C major"), ("3b", "Eb major"), ("7#", "C# major"), ("7b", "Cb major"), ("1#m", "E minor")],
)
def test_keys_have_their_names(described: Any, score: Any, signature: str, key: str) -> None:
    assert f"key {key}," in described(score(f"treble {signature}: c4. d8 e2"))[2]


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
def test_scores_of_finale(described: Any, name: str, lines: list[str]) -> None:
    assert set(lines) <= set(described(shared_path() / "documents" / name))


def test_lyrics_can_be_left_out(described: Any) -> None:
    lyrics = "../scores/lyrics.enigmaxml"
    assert [line for line in described(lyrics) if "verse" in line]
    assert not [line for line in described(lyrics, "ask_score_lyrics = false") if "verse" in line]


def test_what_is_too_much_is_refused_before_it_is_sent(ask: Any, openai_replies: Any) -> None:
    model = openai_replies("There.")
    ran = ask(more="ask_score_limit = 600")
    ran.assert_fails("characters, more than 600: select less, such as --select m1-16:s1-4")
    assert (ran.exit_status, model.asked) == (2, [])
    ask(more="ask_score_limit = 600", select="m1-2:s2").assert_ok()


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
def test_settings_that_make_no_sense_are_named(ask: Any, openai_replies: Any, text: str, why: str) -> None:
    model = openai_replies()
    ran = ask(prefix_text=text).assert_fails(why)
    assert (ran.exit_status, model.asked) == (2, [])
    assert ran.error is None or not ran.error.traceback


def test_model_and_temperature_are_the_prefix_s(ask: Any, openai_replies: Any) -> None:
    model = openai_replies("There.")
    ask(more='ask_score_model = "local" ask_score_temperature = false ask_score_timeout = 5').assert_ok()
    assert model.asked[0]["model"] == "local" and "temperature" not in model.asked[0]


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (failure(429, "Rate limit reached."), "Rate limit reached."),
        (Reply(500, "<html>"), "500"),
        (Reply(200, "no JSON"), "JSON"),
        (Reply(200, {"choices": []}), "the reply holds no text"),
        (" ", "the reply holds no text"),
        (None, "the reply holds no text"),
    ],
)
def test_a_failure_is_one_line(ask: Any, openai_replies: Any, reply: Any, why: str) -> None:
    openai_replies(reply)
    ran = ask().assert_fails(f"there is no answer: .*{why}")
    assert (ran.exit_status, ran.printed) == (1, "") and "\n" not in ran.message


def test_a_server_that_is_too_slow(ask: Any, openai_replies: Any) -> None:
    openai_replies(Reply(200, "late", delay=30))
    ask(more="ask_score_timeout = 0.3").assert_fails("there is no answer: .*timed out")


def test_without_approval_nothing_is_sent(ask: Any, openai_replies: Any) -> None:
    model = openai_replies("never")
    assert ask(approve=False).assert_fails("not approved").permissions["refused"]
    assert model.asked == []


def test_without_a_key_nothing_is_sent(ask: Any, openai_replies: Any) -> None:
    model = openai_replies("never", key=None)
    ask().assert_fails("there is no OpenAI key")
    assert model.asked == []


def test_a_score_without_music_has_nothing_to_ask_about(ask: Any, score: Any, host: Any) -> None:
    document = score("treble: c1")
    with host.edit(document) as finale:
        staff = finale.FCStaff()
        assert staff.Load(1) and staff.DeleteData()
    assert ask(document, item=2, system_prefix=False).assert_fails("selection").exit_status == 3


def test_of_a_part_in_view_its_staves_are_described(described: Any) -> None:
    lines = described("../scores/parts.enigmaxml", part=2)
    assert [line for line in lines if line.startswith("Staff")] == [
        "Staff 2: Horn in F; clef treble, key F major, time 4/4; sounds 7 semitones lower than written"
    ]


def test_without_a_prefix_it_says_what_is_missing(run_plugin: Any) -> None:
    assert run_plugin("ask_score", SAMPLE).assert_fails("ask_score_question").exit_status == 2
