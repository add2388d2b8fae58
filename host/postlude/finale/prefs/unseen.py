"""Options that no document at hand shows, wholly or at some value, so that nobody knows how they are stored.

A session keeps what is saved of them for its document, so that scripts read back what they saved; the file doesn't
get it, and a note tells the user so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from postlude.enigma import schema
from postlude.errors import ScriptError
from postlude.finale.arguments import to_bool, to_int
from postlude.finale.base import Property
from postlude.finale.session import Session


def kept(session: Session, lua_name: str) -> dict[str, Any]:
    """What a session keeps of a class for the open document, by property."""
    documents: dict[Any, Any] = session.one("options that no document shows", dict)
    classes = documents.setdefault(id(session.store), {})
    found: dict[str, Any] = classes.setdefault(lua_name, {})
    return found


def keep(session: Session, lua_name: str, values: dict[str, Any]) -> None:
    """Keep values in place of what was kept, and note them for the user."""
    before = kept(session, lua_name)
    for name in before:
        session.notes.pop(f"{lua_name}.{name}", None)
    for name, value in values.items():
        session.notes[f"{lua_name}.{name}"] = (
            f"{lua_name}.{name} = {str(value).lower()} holds for this run only: it isn't written to the document, "
            "as nobody knows how Finale stores it"
        )
    before.clear()
    before.update(values)


class Unseen(Property):
    """An option whose element has no known name: where the record has known elements only, it is ``absent``."""

    def __init__(self, record_path: str, absent: bool | int, doc: str) -> None:
        super().__init__(self._read, self._write, doc)
        self.record_path, self.absent = record_path, absent
        self.check = to_bool if isinstance(absent, bool) else to_int

    def _read(self, prefs: Any) -> Any:
        if self.name in prefs._unseen:
            return prefs._unseen[self.name]
        record = prefs._group(self.record_path) if self.record_path else prefs._node
        known = schema.child_order(prefs.section, record.tag)
        strange = [child.tag for child in record.children if child.tag not in known]
        if strange:
            raise ScriptError(
                f"cannot tell {prefs.lua_name}.{self.name}: what {record.tag}/{strange[0]} means is not known"
            )
        return self.absent

    def _write(self, prefs: Any, value: Any) -> None:
        value = self.check(value, 1)
        prefs._unseen.pop(self.name, None)
        if value != self.absent:
            prefs._unseen[self.name] = value


class PartlyUnseen(Property):
    """A field that takes some more numbers, whose word in the file isn't known."""

    def __init__(self, field: Property, numbers: Sequence[int]) -> None:
        super().__init__(self._read, self._write, field.__doc__)
        self.field, self.numbers = field, numbers

    def _read(self, prefs: Any) -> Any:
        value = prefs._unseen.get(self.name)
        return self.field.__get__(prefs) if value is None else value

    def _write(self, prefs: Any, value: Any) -> None:
        number = to_int(value)
        if number in self.numbers:
            prefs._unseen[self.name] = number
        else:
            self.field.__set__(prefs, number)
            prefs._unseen.pop(self.name, None)
