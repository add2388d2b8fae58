"""The coverage page is made from the catalogue and the framework's documentation."""

from __future__ import annotations

from postlude.finale.coverage import coverage, covered, page, weights
from postlude.finale.framework import framework_names
from tests.conftest import ROOT


def test_a_class_that_has_everything_lacks_nothing() -> None:
    found = covered("FCTransposer")
    assert found.declared
    assert found.missing == []
    assert found.done == found.members > 5
    done, total = weights(found)
    assert done == total > 0


def test_what_is_missing_is_named_and_weighs_less() -> None:
    found = covered("FCTransposer")
    found.missing = [next(name for name, method in found.facts.methods.items() if method.uses)]
    done, total = weights(found)
    assert done < total


def test_the_page_lists_every_class_with_its_share() -> None:
    text = page(coverage())
    for name in framework_names():
        assert f"| `{name}` |" in text
    transposer = covered("FCTransposer")
    assert f"| `FCTransposer` | 13 | {transposer.members} of {transposer.members} |  |" in text
    assert "| members, weighted by use |" in text


def test_the_page_in_docs_is_current() -> None:
    assert (ROOT / "docs" / "coverage.md").read_text("utf-8") == page(coverage()), (
        "write it with: python -m postlude.finale.coverage docs/coverage.md"
    )
