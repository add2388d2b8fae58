"""No disguise of a key passes; nothing else is touched."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlude.https.redact import Redactor

KEY = "sk-proj-Zq8wR2tYpL0vNxB4/K7+Jd9f_G~C3aE5u"

# No deadline: a long key takes a while to compile, and other work may share the machine.
relaxed = settings(deadline=None, max_examples=60)

# Keys are printable ASCII, but a prefix may hold any text.
keys = st.one_of(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=60),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=8, max_size=30),
)
surroundings = st.binary(max_size=9)


def hidden(key: str, data: bytes) -> bytes:
    return Redactor([key]).data(data)


@relaxed
@given(keys, surroundings, surroundings)
def test_plain(key: str, before: bytes, after: bytes) -> None:
    assert key.encode() not in hidden(key, before + key.encode() + after).replace(b"[redacted]", b"")


@relaxed
@given(keys)
def test_json(key: str) -> None:
    for text in (json.dumps({"k": key}), json.dumps({"k": key}, ensure_ascii=False)):
        assert hidden(key, text.encode()) == b'{"k": "[redacted]"}'
        assert b"[redacted]" in hidden(key, json.dumps(text).encode())
    escaped = json.dumps(key)[1:-1].replace("/", "\\/")
    assert hidden(key, escaped.encode()) == b"[redacted]"


@relaxed
@given(keys)
def test_every_character_as_a_json_escape(key: str) -> None:
    units = key.encode("utf-16-be").hex()
    escaped = "".join("\\u" + units[i : i + 4] for i in range(0, len(units), 4))
    assert hidden(key, escaped.encode()) == b"[redacted]"
    assert hidden(key, escaped.upper().replace("\\U", "\\u").encode()) == b"[redacted]"


@relaxed
@given(keys)
def test_percent(key: str) -> None:
    everything = "".join(f"%{byte:02X}" for byte in key.encode())
    for encoded in (quote(key), quote(key, safe=""), quote_plus(key), everything, everything.lower()):
        assert hidden(key, encoded.encode()) == b"[redacted]"
        assert b"[redacted]" in hidden(key, quote(encoded).encode())


@relaxed
@given(keys, surroundings, surroundings)
def test_base64_at_every_alignment(key: str, before: bytes, after: bytes) -> None:
    raw = before + key.encode() + after
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        encoded = encode(raw)
        redacted = hidden(key, encoded)
        assert b"[redacted]" in redacted
        # What is left is what stands before and after, and perhaps the padding.
        around = len(base64.b64encode(before)) + len(base64.b64encode(after))
        assert len(redacted.replace(b"[redacted]", b"").rstrip(b"=")) <= around
        assert b"[redacted]" in hidden(key, quote(encoded, safe="").encode())


@relaxed
@given(keys, st.integers(0, 80))
def test_base64_in_lines(key: str, before: int) -> None:
    encoded = base64.encodebytes(b"." * before + key.encode())
    assert b"[redacted]" in hidden(key, encoded)
    assert b"[redacted]" in hidden(key, json.dumps(encoded.decode()).encode())


@relaxed
@given(keys, st.text())
def test_text_is_redacted_as_bytes_are(key: str, around: str) -> None:
    redacted = Redactor([key]).text(f"{around}{key}")
    assert redacted.endswith("[redacted]") or "[redacted]" in redacted


@relaxed
@given(st.text(st.characters(), max_size=40))
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert Redactor([KEY]).text(text) == text


@relaxed
@given(st.binary(max_size=60))
def test_other_bytes_are_left_as_they_are(data: bytes) -> None:
    assert Redactor([KEY]).data(data) == data


def test_undecodable_bytes_and_half_surrogates_survive() -> None:
    redactor = Redactor([KEY])
    assert redactor.text(f"\udcff{KEY}\udc80") == "\udcff[redacted]\udc80"
    assert redactor.text(f"\ud800{KEY}") == "\ud800[redacted]"


def test_a_longer_key_goes_before_the_one_that_begins_it() -> None:
    assert Redactor(["12345678", "12345678-90"]).text("12345678-90 12345678") == "[redacted] [redacted]"


@pytest.mark.parametrize("secrets", [(), ("",), (b"",)])
def test_no_key_changes_nothing(secrets: tuple[str | bytes, ...]) -> None:
    redactor = Redactor(secrets)
    assert redactor.text("as it was") == "as it was"
    assert redactor.warnings == []


def test_a_short_key_is_warned_about_and_left() -> None:
    redactor = Redactor(["short", KEY])
    assert redactor.text(f"short {KEY}") == "short [redacted]"
    assert redactor.warnings == [
        "a key has fewer than 8 characters and will not be hidden in messages and output"
    ]
