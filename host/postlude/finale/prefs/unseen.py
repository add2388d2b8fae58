"""Options that no document at hand shows, wholly or at some value, so that nobody knows how they are stored.

They can be read and be given another value, as every property of an object in memory. An object that has such a
value can't be saved: Finale wouldn't understand what Postlude makes up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from postlude.enigma import schema
from postlude.errors import ScriptError
from postlude.finale.arguments import to_bool, to_int
from postlude.finale.base import Property
from postlude.finale.fields import Field


def unseen(record_path: str, absent: bool | int, doc: str) -> Property:
    """An option whose element has no known name: where the record has known elements only, it is ``absent``."""
    check = to_bool if isinstance(absent, bool) else to_int

    def get(prefs: Any) -> Any:
        if property.name in prefs._unstorable:
            return prefs._unstorable[property.name]
        record = prefs._group(record_path) if record_path else prefs._node
        known = schema.child_order(prefs.section, record.tag)
        strange = [child.tag for child in record.children if child.tag not in known]
        if strange:
            raise ScriptError(
                f"cannot tell {prefs.lua_name}.{property.name}: what {record.tag}/{strange[0]} means is not known"
            )
        return absent

    def put(prefs: Any, value: Any) -> None:
        value = check(value, 1)
        prefs._unstorable.pop(property.name, None)
        if value != absent:
            prefs._unstorable[property.name] = value

    property = Property(get, put, doc)
    return property


def with_unseen(field: Field, numbers: Sequence[int]) -> Property:
    """A field that takes some more numbers, whose word in the file isn't known."""

    def get(prefs: Any) -> Any:
        value = prefs._unstorable.get(property.name)
        return field.__get__(prefs) if value is None else value

    def put(prefs: Any, value: Any) -> None:
        number = to_int(value)
        prefs._unstorable.pop(property.name, None)
        if number in numbers:
            prefs._unstorable[property.name] = number
        else:
            field.__set__(prefs, value)

    property = Property(get, put, field.__doc__)
    return property
