"""Enigma text: splitting it and joining it back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlude.enigma import text
from postlude.enigma.text import Command, Run


def test_commands_and_runs_alternate() -> None:
    source = "^fontTxt(Times New Roman,4096)^size(12)la ^flat()lo"
    assert text.tokenise(source) == [
        Command("^fontTxt(Times New Roman,4096)", "fontTxt", ("Times New Roman", "4096")),
        Command("^size(12)", "size", ("12",)),
        Run("la "),
        Command("^flat()", "flat", ()),
        Run("lo"),
    ]
    assert text.plain(source) == "la lo"


def test_parentheses_in_arguments_are_balanced() -> None:
    (token,) = text.tokenise("^font(Font (old, bold),8192)")
    assert isinstance(token, Command)
    assert token.arguments == ("Font (old, bold)", "8192")


def test_a_double_caret_is_a_caret() -> None:
    assert text.tokenise("a^^size(3)^^") == [Run("a^^size(3)^^")]
    assert text.plain("a^^size(3)^^") == "a^size(3)^"
    assert text.plain("^^^title()") == "^"


def test_a_command_may_lack_parentheses() -> None:
    assert text.tokenise("^title x") == [Command("^title", "title", ()), Run(" x")]


@pytest.mark.parametrize("source", ["^", "^ ", "^1", "a^(b)", "^size(12", "^size((12)", "x^é"])
def test_carets_that_begin_nothing_are_text(source: str) -> None:
    assert text.tokenise(source) == [Run(source)]
    assert text.plain(source) == source


def test_an_unclosed_command_does_not_hide_the_next() -> None:
    assert text.tokenise("^size(^title()x") == [Run("^size("), Command("^title()", "title", ()), Run("x")]


def test_style_commands_are_told_from_inserts() -> None:
    kinds = {token.name: token.is_style for token in text.tokenise("^nfx(1)^tracking(2)^page(0)^flat()")}  # type: ignore[union-attr]
    assert kinds == {"nfx": True, "tracking": True, "page": False, "flat": False}


def test_empty_arguments_are_kept() -> None:
    assert text.tokenise("^font(,0)") == [Command("^font(,0)", "font", ("", "0"))]


def test_tokens_can_be_made() -> None:
    made = [text.command("fontid", 2), text.command("title"), text.run("5^3")]
    assert text.join(made) == "^fontid(2)^title()5^^3"
    assert text.tokenise(text.join(made)) == made


@given(st.text(st.sampled_from("^^^((()),,ab fontsize12é\n"), max_size=60))
def test_what_is_split_joins_back(source: str) -> None:
    tokens = text.tokenise(source)
    assert text.join(tokens) == source
    assert all(token.source for token in tokens)
    for first, second in pairwise(tokens):
        assert not (isinstance(first, Run) and isinstance(second, Run))


@given(st.text(max_size=40))
def test_escaped_text_is_shown_as_it_was(shown: str) -> None:
    assert text.plain(text.escape(shown)) == shown
    assert text.run(shown).text == shown


def test_a_hostile_text_takes_no_quadratic_time() -> None:
    assert text.plain("^a(" * 200_000) == "^a(" * 200_000
    assert len(text.tokenise("^a(" * 100_000 + ")" * 100_000)) == 1
