"""Fields: one line declares a property and its place in a record.

``Width = integer("width")`` says that the property ``Width`` is the text of the child ``width``, 0 if it is
absent. Paths may be nested (``keySig/key``). Zero and false are written as absence, as Finale writes them,
unless the record is a part's overlay (see ``reference/enigma.md``), where the owner decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from postlude.finale.arguments import expected, to_bool, to_float, to_int, to_text
from postlude.finale.base import Property


class Field(Property):
    """A property that is stored: ``path`` in the record, and how its text is read and written.

    ``read`` makes the value of the element's text (None: the element is absent, "" : a flag or an empty
    element); ``write`` makes the text of a value, None to leave the element out.
    """

    coarse = False
    """Whether it is stored in a larger unit than scripts write."""

    def __init__(
        self,
        path: str,
        read: Callable[[str | None], Any],
        write: Callable[[Any], str | None] | None,
        check: Callable[[Any, int], Any],
        doc: str | None = None,
    ) -> None:
        self.path = path
        self.read = read
        self.write = write

        def get(record: Any) -> Any:
            try:
                return record._cache[path_key]
            except KeyError:
                value = record._cache[path_key] = read(record._text_at(path))
                return value

        path_key = self

        def set(record: Any, value: Any) -> None:
            value = check(value, 1)
            assert write is not None
            text = write(value)
            record._put_text(path, text)
            record._cache.clear()
            if self.coarse and read(text) != value:
                record._session.notes[f"{record.lua_name}.{self.name}"] = (
                    f"{record.lua_name}.{self.name} = {value} is kept as {read(text)}: "
                    "documents have it in whole EVPUs"
                )

        super().__init__(get, set if write is not None else None, doc)


def integer(
    path: str,
    *,
    default: int = 0,
    factor: int = 1,
    add: int = 0,
    explicit: bool = False,
    doc: str | None = None,
) -> Field:
    """A number; absent is ``default`` (as stored). The value is ``stored * factor + add``.

    Zero is left out unless it is ``explicit``: where all records in real documents have the element.
    """

    def read(text: str | None) -> int:
        return (int(text) if text else default) * factor + add

    def write(value: int) -> str | None:
        stored = (value - add) // factor
        return None if stored == 0 and default == 0 and not explicit else str(stored)

    field = Field(path, read, write, to_int, doc)
    field.coarse = abs(factor) > 1
    return field


def decimal(path: str, *, default: float = 0.0, doc: str | None = None) -> Field:
    """A number with a fraction, in the form that Finale writes (``1.000000e+02``)."""
    return Field(
        path, lambda text: float(text) if text else default, lambda value: f"{value:.6e}", to_float, doc
    )


def scaled(path: str, factor: int = 10000, doc: str | None = None) -> Field:
    """A number of parts of the unit (10000ths), stored as a number with a fraction; zero is left out."""
    return Field(
        path,
        lambda text: round(float(text or 0) * factor),
        lambda value: f"{value / factor:.6e}" if value else None,
        to_int,
        doc,
    )


def flag(path: str, doc: str | None = None) -> Field:
    """True where the element is there."""
    return Field(path, lambda text: text is not None, lambda value: "" if value else None, to_bool, doc)


def inverted_flag(path: str, doc: str | None = None) -> Field:
    """False where the element is there."""
    return Field(path, lambda text: text is None, lambda value: None if value else "", to_bool, doc)


def text(path: str, doc: str | None = None) -> Field:
    """A string; the empty string is absence."""
    return Field(path, lambda stored: stored or "", lambda value: value or None, to_text, doc)


def _one_of(known: Iterable[int], value: Any, position: int = 1) -> int:
    number = to_int(value, position)
    if number not in known:
        raise expected(position, f"one of {', '.join(str(each) for each in sorted(known))}", value)
    return number


def choice(path: str, values: Mapping[str | None, int], *, doc: str | None = None) -> Field:
    """A number that is stored as a word; ``None`` stands for absence.

    Where several words give one number, the first is written.
    """
    words: dict[int, str | None] = {}
    for word, number in values.items():
        words.setdefault(number, word)
    absent = values.get(None, 0)

    return Field(
        path,
        lambda stored: absent if stored is None else values.get(stored, absent),
        lambda value: words[value],
        lambda value, position: _one_of(words, value, position),
        doc,
    )


def read_only(field: Field) -> Field:
    """The field without a way to write it: ``FullNameID = read_only(integer("fullName"))``."""
    field.set = None
    return field


def put_only(field: Field) -> Field:
    """The field without a way to read it: ``NoteID = put_only(integer("noteID"))``."""
    field.get = None
    return field


_KINDS: Mapping[type, Callable[[Any, int], Any]] = {int: to_int, bool: to_bool, float: to_float, str: to_text}


def held(name: str, kind: type, doc: str | None = None, *, writable: bool = True) -> Property:
    """A value that lies in the object itself, not in a record; ``kind`` checks what is written.

    ``name`` is its attribute, or that of something in the object (``_it.start_slot``).
    """
    check = _KINDS[kind]
    path, _, last = name.rpartition(".")
    inner = attrgetter(path) if path else None

    def set(owner: Any, value: Any) -> None:
        setattr(owner if inner is None else inner(owner), last, check(value, 1))

    return Property(attrgetter(name), set if writable else None, doc)


def attribute(name: str, doc: str | None = None) -> Property:
    """A number kept in an attribute of the record; scripts only read it."""
    return Property(lambda record: int(record._node.attrs.get(name, 0)), None, doc)


def key_part(name: str, doc: str | None = None) -> Property:
    """A number of the record's key (``cmper1``, ``cmper2``, ``inci``); scripts only read it."""
    return Property(lambda record: getattr(record._key, name), None, doc)


def is_word(path: str, word: str, *, inverted: bool = False, doc: str | None = None) -> Field:
    """True where the element holds that word (``inverted``: where it doesn't); else it is left out."""
    return Field(
        path,
        lambda stored: (stored == word) is not inverted,
        lambda value: word if value is not inverted else None,
        to_bool,
        doc,
    )


def combination(
    paths: Sequence[str], values: Mapping[tuple[bool, ...], int], *, doc: str | None = None
) -> Property:
    """A number that stands for which of several flags are there: ``{(False, True): VIEW_PAGE, ...}``."""
    flags = {number: there for there, number in reversed([*values.items()])}

    def get(record: Any) -> int:
        return values.get(tuple(record._text_at(path) is not None for path in paths), 0)

    def put(record: Any, value: Any) -> None:
        for path, there in zip(paths, flags[_one_of(flags, value)], strict=True):
            record._put_text(path, "" if there else None)
        record._cache.clear()

    return Property(get, put, doc)
