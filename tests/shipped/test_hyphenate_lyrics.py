"""The shipped plugin that hyphenates lyrics, against a model that behaves and models that don't."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postlude import Document, Host, RunResult, open_document
from tests.enigma.builders import document as made_of
from tests.shipped.conftest import KEY, PLUGINS, SCORES, Model

PLUGIN = PLUGINS / "hyphenate_lyrics.lua"
SYLLABLES = {
    "Morning": "Morn-ing",
    "over": "o-ver",
    "every": "ev-ery",
    "window": "win-dow",
    "again": "a-gain",
    "together": "to-geth-er",
    "Über": "Ü-ber",
    "Wälder": "Wäl-der",
}


def divided(text: str) -> str:
    for word, syllables in SYLLABLES.items():
        text = text.replace(word, syllables)
    return text


def hyphenate(host: Host, model: Model, document: Document, **options: Any) -> RunResult:
    return host.run(PLUGIN, document, **{**model.options, **options})


def text_changes(result: RunResult) -> dict[str, list[Any]]:
    """Old and new text by kind and number."""
    assert {change.section for change in result.changes} <= {"texts"}
    return {
        f"{change.tag} {change.key['number']}": next(iter(change.fields.values()))
        for change in result.changes
    }


def test_words_are_divided_and_nothing_else_changes(host: Host, model: Model) -> None:
    model.reply = divided
    result = hyphenate(host, model, open_document(SCORES / "lyrics.enigmaxml"))
    assert result.ok, result.message
    assert text_changes(result) == {
        "verse 1": [
            "^fontid(1)^size(12)^nfx(0)Morning ^nfx(2)over^nfx(0) wa-ter, fair & <bright>\nevery window",
            "^fontid(1)^size(12)^nfx(0)Morn-ing ^nfx(2)o-ver^nfx(0) wa-ter, fair & <bright>\nev-ery win-dow",
        ],
        "chorus 1": [
            "^fontid(2)^size(14)^nfx(1)Sing again together ^^ again",
            "^fontid(2)^size(14)^nfx(1)Sing a-gain to-geth-er ^^ a-gain",
        ],
        "section 1": [
            "^fontid(1)^size(12)^nfx(0)Über Wälder",
            "^fontid(1)^size(12)^nfx(0)Ü-ber Wäl-der",
        ],
    }
    assert result.printed.splitlines() == [
        "verse 1: 4 hyphens added",
        "chorus 1: 4 hyphens added",
        "section 1: 2 hyphens added",
    ]
    assert [(alert["kind"], alert["text"]) for alert in result.alerts] == [
        ("info", "10 hyphens added in 3 of 3 lyrics.")
    ]
    assert [block["text"] for block in result.undo if block["stored"]] == ["Hyphenate Lyrics"]


def test_the_model_sees_bare_words_and_each_text_once(host: Host, model: Model) -> None:
    texts = "".join(
        f'<verse number="{number}">^size(12){text}</verse>'
        for number, text in enumerate(
            ("Morning over", "Morning over", "", "a b c", "Eve-ning", "o^nfx(1)ver"), 1
        )
    )
    model.reply = divided
    result = hyphenate(host, model, made_of(texts=texts))
    assert model.texts == ["Morning over", "over"]
    assert [new for _, new in text_changes(result).values()] == [
        "^size(12)Morn-ing o-ver",
        "^size(12)Morn-ing o-ver",
        "^size(12)o-^nfx(1)ver",
    ]


@pytest.mark.parametrize(
    ("lyrics", "reply", "expected"),
    [
        ("Eve-ning over", "Eve-ning o-ver", "Eve-ning o-ver"),
        ("Evening o-ver", "Eve-ning over", "Eve-ning o-ver"),  # a hyphen that was there is kept
        ("to-gether", "to-geth-er", None),  # a word that was hyphenated is left alone
        ("over, ever", "o-ver-, -ev--er-", "o-ver, ev-er"),  # only between letters, and only one
        ("over\never ", "o-ver ev-er", "o-ver\nev-er "),
        ("d’amore o'er", "d’a-mo-re o'-er", "d’a-mo-re o'-er"),
    ],
)
def test_only_hyphens_between_letters_are_taken_from_a_reply(
    host: Host, model: Model, lyrics: str, reply: str, expected: str | None
) -> None:
    model.reply = lambda text: reply
    result = hyphenate(host, model, made_of(texts=f'<verse number="1">{lyrics}</verse>'))
    assert result.ok, result.message
    changed = text_changes(result)
    assert changed == ({"verse 1": [lyrics, expected]} if expected else {})


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("Mourn-ing o-ver", "another word instead of 'Morning'"),
        ("Morn-ing", "1 words instead of 2"),
        ("Here you are: Morn-ing o-ver", "5 words instead of 2"),
        ("morn-ing o-ver", "another word instead of 'Morning'"),
        ("", "0 words instead of 2"),
    ],
)
def test_a_reply_with_other_words_is_dropped_and_reported(
    host: Host, model: Model, reply: str, why: str
) -> None:
    model.reply = lambda text: reply if text == "Morning over" else divided(text)
    texts = '<verse number="1">Morning over</verse><chorus number="4">again</chorus>'
    result = hyphenate(host, model, made_of(texts=texts))
    assert text_changes(result) == {"chorus 4": ["again", "a-gain"]}
    assert "verse 1 was left as it is" in result.printed and why in result.printed
    assert result.alerts[-1]["kind"] == "error" and why in result.alerts[-1]["text"]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_request_that_fails_leaves_everything_as_it_was(host: Host, model: Model, failing: int) -> None:
    answer = model.server.routes["/v1/chat/completions"]

    def fail(handler: Any) -> None:
        if len(model.asked) == failing - 1:
            handler.answer(429, json.dumps({"error": {"message": "Rate limit reached."}}).encode())
        else:
            answer(handler)

    model.reply = divided
    model.server.routes["/v1/chat/completions"] = fail
    result = hyphenate(host, model, open_document(SCORES / "lyrics.enigmaxml"))
    assert result.changes == [] and result.ok
    assert [alert["kind"] for alert in result.alerts] == ["error"]
    which = {1: "verse 1", 2: "chorus 1"}[failing]
    assert result.alerts[0]["text"] == (
        f"Nothing was changed: the request for {which} failed: Rate limit reached."
    )


@pytest.mark.parametrize(
    "body", [b'{"choices": null}', b'{"choices": [{"message": {"content": null}}]}', b"{}"]
)
def test_a_reply_without_text_is_a_failure_too(host: Host, model: Model, body: bytes) -> None:
    model.server.route("/v1/chat/completions", 200, body)
    result = hyphenate(host, model, open_document(SCORES / "lyrics.enigmaxml"))
    assert result.ok and result.changes == []
    assert result.alerts[0]["text"].endswith("failed: the reply holds no text")


def test_without_approval_or_key_nothing_is_sent(
    host: Host, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    score = open_document(SCORES / "lyrics.enigmaxml")
    refused = hyphenate(host, model, score, approve=lambda *_: False)
    assert "not approved" in refused.alerts[0]["text"] and refused.permissions["refused"]
    monkeypatch.delenv("OPENAI_API_KEY")
    without = hyphenate(host, model, score)
    assert "there is no OpenAI key" in without.alerts[0]["text"]
    assert model.asked == [] and not score.changes()


def test_the_defaults_of_the_shipped_prefix_and_their_own(host: Host, model: Model, tmp_path: Path) -> None:
    score = made_of(texts='<verse number="1">over</verse>')
    hyphenate(host, model, score)
    assert (model.asked[0]["model"], model.asked[0]["temperature"]) == ("gpt-4o-mini", 0)
    assert "The language is" not in model.asked[0]["messages"][0]["content"]
    prefix = tmp_path / "own.lua"
    prefix.write_text(
        'hyphenate_lyrics_model = "local-model"\nhyphenate_lyrics_language = "German"\n'
        "hyphenate_lyrics_temperature = false\n",
        encoding="utf-8",
    )
    hyphenate(host, model, score, prefix=prefix)
    assert model.asked[1]["model"] == "local-model" and "temperature" not in model.asked[1]
    assert "The language is German." in model.asked[1]["messages"][0]["content"]
    hyphenate(host, model, score, prefix=False)
    assert model.asked[2]["model"] == "gpt-4o-mini"


def test_the_key_goes_to_the_server_and_nowhere_else(host: Host, model: Model) -> None:
    result = hyphenate(host, model, open_document(SCORES / "sample.musx"))
    assert model.server.seen[0].headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(result.as_json())


def test_a_score_without_lyrics_says_so(host: Host, model: Model) -> None:
    result = hyphenate(host, model, open_document(SCORES / "parts.enigmaxml"))
    assert [alert["text"] for alert in result.alerts] == ["There are no lyrics with words to hyphenate."]
    assert model.asked == []
