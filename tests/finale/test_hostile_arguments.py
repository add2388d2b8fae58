"""Every member of every class, called as no script should call it: a script's mistake is a script's error.

Nothing but an error with one clear line may come out, soon, with a document and without one, and whatever comes back
fits into Lua.
"""

from __future__ import annotations

import time
from functools import cache

import pytest

from postlude.enigma.document import Document, open_document
from postlude.errors import PostludeError
from postlude.finale.base import declared_classes
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session, Surroundings
from tests.conftest import ROOT
from tests.finale.hostile import TABLES, VALUES, Member, argument_lists, concrete, members, objects
from tests.finale.small import small_score

NAMES = list(declared_classes())
SLOW = 2.0
"""Seconds that no single call may take."""


@cache
def score() -> Document:
    return small_score(
        {(1, 1, 1): [(512, [0, 2]), (512, [1]), (1024, []), (2048, [3])], (2, 2, 2): [(4096, [4])]}
    )


@cache
def lyrics() -> Document:
    return open_document(ROOT / "tests" / "scores" / "lyrics.enigmaxml")


def quiet(document: Document | None) -> Namespace:
    return Namespace(Session(document, surroundings=Surroundings(show=lambda line: None)))


def try_member(finale: Namespace, member: Member) -> None:
    document = finale._session.document
    for arguments in argument_lists(finale, member.kinds, VALUES + TABLES):
        targets = [None] if member.is_static else list(objects(finale, concrete(member.owner)[0]))
        for target in targets:
            mark = document.store.mark() if document is not None else 0
            begun = time.monotonic()
            try:
                result = member.call(*arguments) if member.is_static else member.call(target, *arguments)
            except PostludeError as error:
                assert "\n" not in error.message and error.message, (member, arguments)
                result = None
            assert time.monotonic() - begun < SLOW, (str(member), arguments)
            for value in result if isinstance(result, tuple) else (result,):
                assert not isinstance(value, int) or -(2**63) <= value < 2**63, (str(member), arguments)
            if document is not None:
                document.store.rollback(mark)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("document", [None, score, lyrics], ids=["no document", "a score", "lyrics"])
def test_mistakes_of_scripts_are_errors_of_scripts(name: str, document: object) -> None:
    finale = quiet(document() if callable(document) else None)
    info = finale.info(name)
    assert info is not None
    for member in members(info):
        if member.is_static or concrete(name):
            try_member(finale, member)
