"""Fields that scripts reach through methods only, because the framework wants an argument to read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from postlude.errors import ScriptError
from postlude.finale.arguments import expected, to_bool, to_int, to_text
from postlude.finale.base import Property
from postlude.finale.fields import Field
from postlude.finale.records import put_group
from postlude.finale.text.fonts import FCFontInfo

SCORE_OR_PARTS = ("scoreData", "partData")
"""The groups of a record that has one set of values for the score and one for the parts."""


def declare(owner: type, methods: Mapping[str, Callable[..., Any]]) -> None:
    """Give a class methods that scripts can call; they check their arguments themselves."""
    for name, function in methods.items():
        function.__name__ = name
        function.declared = "method"  # type: ignore[attr-defined]
        setattr(owner, name, function)


class Indexed:
    """Fields under one name, told by an argument: ``GetX(index)`` and ``SetX(value, index)``, or, with
    ``index_first``, ``SetX(index, value)``.

    ``first`` is the number of the first field.
    """

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        first: int = 0,
        takes: Callable[[Any, int], int] = to_int,
        index_first: bool = False,
    ) -> None:
        self.fields, self.first, self.takes, self.index_first = fields, first, takes, index_first

    def __set_name__(self, owner: type, name: str) -> None:
        def get(record: Any, index: Any = None, *_: Any) -> Any:
            return self._at(index, 1).__get__(record)

        def put(record: Any, value: Any = None, index: Any = None, *_: Any) -> None:
            self._at(index, 2).__set__(record, value)

        def put_second(record: Any, index: Any = None, value: Any = None, *_: Any) -> None:
            self._at(index, 1).__set__(record, value)

        setter = put_second if self.index_first else put
        declare(owner, {f"Get{name}": get, f"Set{name}": setter})

    def _at(self, index: Any, position: int) -> Field:
        number = self.takes(index, position)
        if not 0 <= number - self.first < len(self.fields):
            last = self.first + len(self.fields) - 1
            raise ScriptError(f"param {position} expected {self.first} to {last}, got {number}")
        return self.fields[number - self.first]


def by_parts(kind: Callable[..., Field], path: str, *arguments: Any, **settings: Any) -> Indexed:
    """A field of the group for the score or, if the last argument is true, for the parts."""
    fields = [kind(f"{group}/{path}", *arguments, **settings) for group in SCORE_OR_PARTS]
    return Indexed(fields, takes=to_bool)


class FontByParts:
    """A font for the score and one for the parts: ``GetX(font, parts)``, ``SetX(font, parts)``,
    ``CreateX(parts)``."""

    def __init__(self, path: str) -> None:
        self.paths = [f"{group}/{path}" for group in SCORE_OR_PARTS]

    def __set_name__(self, owner: type, name: str) -> None:
        def create(record: Any, parts: Any = None, *_: Any) -> FCFontInfo:
            info = FCFontInfo(record._session)
            info.take_element(record._group(self.paths[to_bool(parts)]))
            return info

        def get(record: Any, info: Any = None, parts: Any = None, *_: Any) -> None:
            self._check(info).take_element(record._group(self.paths[to_bool(parts)]))

        def put(record: Any, info: Any = None, parts: Any = None, *_: Any) -> None:
            path = self.paths[to_bool(parts)]
            group = record._group(path)
            self._check(info).put_element(group)
            put_group(record._node, path, group)

        declare(owner, {f"Create{name}": create, f"Get{name}": get, f"Set{name}": put})

    def _check(self, info: Any) -> FCFontInfo:
        if isinstance(info, FCFontInfo):
            return info
        raise expected(1, "FCFontInfo", info)


class string(Property):
    """A text that the framework hands out in an ``FCString``: ``GetX(fcstring)``; ``X`` itself can only be
    written. The empty text is absence. ``answers``: ``GetX`` and ``SetX`` give true."""

    def __init__(self, path: str, doc: str | None = None, *, answers: bool = False) -> None:
        def put(record: Any, value: Any) -> None:
            record._put_text(path, to_text(value) or None)
            record._cache.clear()

        super().__init__(None, put, doc)
        self.path, self.answers = path, answers

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)

        def get(record: Any, into: Any = None, *_: Any) -> bool | None:
            if not isinstance(getattr(into, "text_value", None), str):
                raise expected(1, "FCString", into)
            into.text_value = record._text_at(self.path) or ""
            return True if self.answers else None

        def put(record: Any, value: Any = None, *_: Any) -> bool:
            self.__set__(record, value)
            return True

        declare(owner, {f"Get{name}": get} | ({f"Set{name}": put} if self.answers else {}))


class font(Property):
    """A font group of the record: ``GetX(font)`` reads it, ``X`` itself can only be written.

    ``creates`` declares ``CreateX()`` as well, for the classes that have it; ``reads=False`` leaves out
    ``GetX``, for those that haven't.
    """

    def __init__(
        self, path: str, *, creates: bool = False, reads: bool = True, doc: str | None = None
    ) -> None:
        def put(record: Any, info: Any) -> None:
            if not isinstance(info, FCFontInfo):
                raise expected(1, "FCFontInfo", info)
            group = record._group(path)
            if info.font_id or info.size or info.styles or info.loose_name:
                info.put_element(group)
                put_group(record._node, path, group)
            else:
                # No font at all, as read where the record has none.
                record._put_text(path, None)
            record._cache.clear()

        super().__init__(None, put, doc)
        self.path, self.creates, self.reads = path, creates, reads

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)

        def get(record: Any, info: Any = None, *_: Any) -> bool:
            if not isinstance(info, FCFontInfo):
                raise expected(1, "FCFontInfo", info)
            info.take_element(record._group(self.path))
            return True

        def create(record: Any, *_: Any) -> FCFontInfo:
            info = FCFontInfo(record._session)
            info.take_element(record._group(self.path))
            return info

        declare(owner, {f"Get{name}": get} if self.reads else {})
        declare(owner, {f"Create{name}": create} if self.creates else {})
