"""Caches of what was found in the document, which hold only as long as its records stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from postlude.finale.session import Session

P = ParamSpec("P")
R = TypeVar("R")
Finder = Callable[Concatenate["Session", P], R]


class Memory:
    """What one function found, and the state of its tables when it did."""

    __slots__ = ("answers", "state", "version")

    def __init__(self, state: list[int]) -> None:
        self.state = state
        self.version = -1
        self.answers: dict[Any, Any] = {}


def remembering(*tables: tuple[str, str]) -> Callable[[Finder[P, R]], Finder[P, R]]:
    """Remember what a function finds in those tables (section, tag) until a record of one changes.

    The function takes a session and plain numbers. What it gives back is shared between callers, so it must
    be something that nobody changes. Each part in view has answers of its own.
    """

    def decorate(find: Finder[P, R]) -> Finder[P, R]:
        def call(session: Session, *args: Any) -> Any:
            store = session.store
            kept = session.remembered.get(find)
            if kept is None or kept.version != store.version:
                state = [store.revision(section, tag) for section, tag in tables]
                if kept is None or kept.state != state:
                    kept = session.remembered[find] = Memory(state)
                kept.version = store.version
            answers = kept.answers
            key = (session.part, *args)
            try:
                return answers[key]
            except KeyError:
                found = answers[key] = find(session, *args)  # type: ignore[call-arg]
                return found

        call.__name__, call.__doc__ = find.__name__, find.__doc__
        return call  # type: ignore[return-value]

    return decorate
