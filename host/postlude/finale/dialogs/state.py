"""What the classes of dialogs are declared with: texts in strings that scripts bring, sizes of texts."""

from __future__ import annotations

from typing import Any

from postlude.finale.arguments import expected, to_float, to_text
from postlude.finale.base import Property
from postlude.finale.fieldmethods import declare

_NARROW = frozenset("ijlIft.,:;'|!()[]{} ")
_WIDE = frozenset("mwMW@%—…")


def text_width(text: str) -> float:
    """About as wide as the user interface's font at its usual size shows a text (its widest line).

    Approximated: by three widths of characters.
    """

    def width(character: str) -> float:
        if character in _NARROW:
            return 3.8
        if character in _WIDE:
            return 10.5
        return 8.2 if character.isupper() else 6.8

    return max((sum(map(width, line)) for line in text.splitlines()), default=0.0)


class held_text(Property):
    """A text that lies in the object: ``GetX(fcstring)`` reads it, ``X`` itself can only be written."""

    def __init__(self, attribute: str, doc: str | None = None, *, changed: str | None = None) -> None:
        def put(owner: Any, value: Any) -> None:
            setattr(owner, attribute, to_text(value))
            if changed is not None:
                getattr(owner, changed)()

        super().__init__(None, put, doc)
        self.attribute = attribute

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)

        def get(owner: Any, into: Any = None, *_: Any) -> None:
            if not isinstance(getattr(into, "text_value", None), str):
                raise expected(1, "FCString", into)
            into.text_value = getattr(owner, self.attribute)

        declare(owner, {f"Get{name}": get})


def kept(attribute: str, kind: type, doc: str | None = None) -> Property:
    """A value that scripts can only write; whoever shows the dialog reads it from ``attribute``."""
    from postlude.finale.fields import held

    return Property(None, held(attribute, kind).set, doc)


def length(attribute: str, doc: str | None = None) -> Property:
    """A width, height or place: never below zero where it is a size."""

    def put(owner: Any, value: Any) -> None:
        setattr(owner, attribute, to_float(value))

    return Property(lambda owner: getattr(owner, attribute), put, doc)
