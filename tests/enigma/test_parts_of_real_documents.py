"""Edits in the parts of real scores: what a part can have for itself never touches the score's record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from postlude.enigma import parts, schema, sharing
from postlude.enigma.document import Document, open_document
from postlude.enigma.node import Key
from tests.conftest import shared_path

A_FEW = 3
"""Records of each tag that are tried."""
VALUES = {"int": ("7", "9", "0"), "flag": ("", None, "")}


def records(document: Document, part: int) -> Iterator[tuple[str, str, Key]]:
    """A few records of each tag that parts can unlink fields of."""
    for tag in sharing.UNLINKABLE:
        section = "others" if schema.record("others", tag) is not None else "details"
        for key in parts.keys_for_part(document.store, section, tag, part)[:A_FEW]:
            yield section, tag, key


@pytest.mark.parametrize(
    "name", ["piano3staff", "zwei_gesange", "testtemplate-fin2011format", "large_orchestra"]
)
def test_what_a_part_unlinks_again_and_again_leaves_the_score_s_record_as_it_was(name: str) -> None:
    document = open_document(shared_path() / "documents" / f"{name}.musx")
    store = document.store
    numbers = [key.cmper1 for key in store.keys("others", "partDef") if key.cmper1]
    assert numbers
    edits = 0
    for section, tag, key in records(document, numbers[0]):
        mark, before = store.mark(), store.raw(section, tag, key)
        for path in [path for unit in sharing.unlinkable(tag) for path in unit]:
            form = schema.form(section, f"{tag}/{path}")
            for value in VALUES.get(form or "", ()):
                node = parts.load_for_part(store, section, tag, key, numbers[0])
                assert node is not None
                node.set(path, value)
                parts.save_for_part(store, section, tag, key, numbers[0], node)
                seen = parts.load_for_part(store, section, tag, key, numbers[0])
                assert seen is not None
                found = seen.get(path)
                assert (found or "0") == (value or "0") if form == "int" else found == value, (tag, path)
                assert store.raw(section, tag, key) == before, (tag, path, value)
                edits += 1
        store.rollback(mark)
    assert edits > 10
    assert document.changes() == []
