"""Documents and sessions for the tests of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.errors import RefusedError
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from postlude.lua.services import Limits, Services
from postlude.lua.state import LuaState
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


class NoFiles:
    """A fence that lets a script reach no file at all."""

    def read(self, path: str, what: str) -> Path:
        raise RefusedError(f"{what}: no files here")

    write = read


def no_permission(flag: str, what: str) -> None:
    raise RefusedError(f"{what} needs finaleplugin.{flag}")


@pytest.fixture
def lua() -> Iterator[Callable[..., list[Any]]]:
    """Run Lua on a document: ``lua(finale, "return finale.FCMeasure().Width")`` gives the results as a list."""
    states: list[LuaState] = []

    def run(finale: Namespace, source: str, **values: Any) -> list[Any]:
        state = LuaState(Services(NoFiles(), no_permission, {}.get), Limits(seconds=20.0))
        states.append(state)
        state.bind_namespace("finale", finale)
        for name, value in values.items():
            state.set_global(name, value)
        return state.run(source.encode(), "@test.lua")

    yield run
    for state in states:
        state.close()
