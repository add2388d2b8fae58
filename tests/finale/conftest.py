"""Documents and sessions for the tests of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.conftest import shared_path


@pytest.fixture(scope="session")
def score() -> Callable[[str], Namespace]:
    """The ``finale`` namespace on one of the real scores, by its name; for tests that only read."""
    opened: dict[str, Namespace] = {}

    def open_score(name: str) -> Namespace:
        if name not in opened:
            opened[name] = Namespace(Session(open_document(shared_path() / "documents" / f"{name}.musx")))
        return opened[name]

    return open_score


def finale_of(document: Document, **settings: Any) -> Namespace:
    """The ``finale`` namespace on a document."""
    return Namespace(Session(document, **settings))
