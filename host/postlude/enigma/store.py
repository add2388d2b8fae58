"""The records of a document: the bytes of the file, and over them the records that changed.

What nobody changed stays the bytes that were read. A record is parsed when somebody loads it, its place
is found when somebody asks for a record of its tag.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from postlude.enigma import schema
from postlude.enigma.canonical import SECTIONS, Canonical
from postlude.enigma.index import SectionIndex
from postlude.enigma.journal import Change, describe
from postlude.enigma.node import Key, Node, parse, serialise
from postlude.enigma.table import Table, splice
from postlude.errors import ScriptError

Mark = int
"""A point in the history of a store, as `Store.mark` gives it."""

_KEY_ATTRIBUTES = frozenset({"cmper", "cmper1", "cmper2", "entnum", "number", "type", "inci", "part"})


def _checked(section: str, tag: str, key: Key) -> Key:
    """The key with whole numbers, whatever numbers it was made of. Raises ScriptError for anything else."""
    try:
        one = str(key[0]) if (section, tag) == ("texts", "fileInfo") else int(key[0])
        return Key(one, *(int(number) for number in key[1:]))
    except (TypeError, ValueError):
        raise ScriptError(f"cannot save {section}/{tag}: {tuple(key)} is not a key") from None


_Pair = tuple[str, str, Key, bytes | None, bytes | None]


def _changes(pairs: Iterable[_Pair], old_newline: str, new_newline: str) -> list[Change]:
    """The changes among records before and after, in the order of the document."""
    changes: list[tuple[tuple[object, ...], Change]] = []
    for section, tag, key, before, after in pairs:
        if before == after:
            continue
        old = parse(before, old_newline) if before is not None else None
        new = parse(after, new_newline) if after is not None else None
        if old_newline != new_newline and old == new:
            continue
        ranks = schema.tag_ranks(section)
        place = (SECTIONS.index(section), ranks.get(tag, len(ranks)), tag, schema.sort_key(section, tag, key))
        changes.append((place, describe(section, tag, key, old, new)))
    changes.sort(key=lambda pair: pair[0])
    return [change for _, change in changes]


def _nowhere(_: Key) -> None:
    return None


class Store:
    """The records of one document.

    ``section`` is one of options, others, details, entries, texts (and header, for headerData). Keys are
    those of the records: with ``part=n`` it is a record of part n; what a part sees is for
    `postlude.enigma.parts` to say.
    """

    def __init__(self, source: Canonical) -> None:
        self._source = source
        self._xml = source.xml
        self._newline = source.newline
        self._sections: dict[str, SectionIndex | None] = {}
        self._tables: dict[tuple[str, str], Table] = {}
        self._journal: list[tuple[str, str, Key, bytes | None]] = []
        self.version = 0
        """Grows with every change of any record; see `revision`."""

    # ---- reading ----

    @property
    def newline(self) -> str:
        """The line break of the document: CR LF, in a few edited files LF."""
        return self._newline

    def tags(self, section: str) -> list[str]:
        """The tags that have records now, in writing order."""
        index = self._section(section)
        in_file = index.tags() if index else []
        tags = [
            *(tag for tag in in_file if (section, tag) not in self._tables),
            *(tag for (name, tag), table in self._tables.items() if name == section and table.keys),
        ]
        ranks = schema.tag_ranks(section)
        places = {tag: place for place, tag in enumerate(in_file)}
        return sorted(tags, key=lambda tag: (ranks.get(tag, len(ranks)), places.get(tag, 0), tag))

    def keys(self, section: str, tag: str) -> Sequence[Key]:
        """The keys of all records of a tag, sorted: a snapshot, which later changes leave alone."""
        table = self._table(section, tag)
        table.handed_out = True
        return table.keys

    def keys_of(self, section: str, tag: str, cmper1: int, cmper2: int | None = None) -> list[Key]:
        """The keys that begin so: an entry's articulations, a staff's cells, a table's incis."""
        keys = self._table(section, tag).keys
        low = (cmper1,) if cmper2 is None else (cmper1, cmper2)
        high = (*low[:-1], low[-1] + 1)
        return list(keys[bisect_left(keys, low) : bisect_left(keys, high)])

    def exists(self, section: str, tag: str, key: Key) -> bool:
        """Whether there is such a record now."""
        return self.raw(section, tag, key) is not None

    def raw(self, section: str, tag: str, key: Key) -> bytes | None:
        """The record's bytes, beginning with the line break before it."""
        table = self._tables.get((section, tag)) or self._table(section, tag)
        if key in table.changed:
            return table.changed[key]
        return self._base(table, key)

    def revision(self, section: str, tag: str) -> int:
        """A number that grows whenever a record of the tag changes, undone changes too: for caches."""
        return (self._tables.get((section, tag)) or self._table(section, tag)).revision

    def load(self, section: str, tag: str, key: Key) -> Node | None:
        """A fresh copy of the record, None if there is none."""
        record = self.raw(section, tag, key)
        return None if record is None else parse(record, self._newline)

    def walk(self, section: str, tag: str) -> Iterator[tuple[Key, Node]]:
        """All records of a tag in order, each parsed when its turn comes.

        Records added while walking are left out, deleted ones too.
        """
        newline, xml = self._newline, self._xml
        table = self._table(section, tag)
        keys = self.keys(section, tag)
        changed = table.changed
        place = table.base.span if table.base else _nowhere
        for key in keys:
            span = place(key)
            if changed and key in changed:
                record = changed[key]
                if record is not None:
                    yield key, parse(record, newline)
            elif span is not None:
                yield key, parse(xml[span[0] : span[1]], newline)

    # ---- changing ----

    def save(self, section: str, tag: str, key: Key, node: Node) -> None:
        """Write the record, new or in place of the one there; the node stays the caller's.

        Its key attributes become those of ``key``, its children come into writing order. Raises
        ScriptError for what Finale never writes (see `postlude.enigma.schema`).
        """
        key = _checked(section, tag, key)
        self._put(section, tag, key, self.encode(section, tag, key, node))

    def encode(self, section: str, tag: str, key: Key, node: Node) -> bytes:
        """The bytes that `save` would write; raises as it does."""
        known = schema.record(section, tag)
        if known is None:
            raise ScriptError(f"cannot save {section}/{tag}: Finale writes no such record")
        attrs = schema.key_attributes(section, tag, key)
        for name, value in node.attrs.items():
            if name not in _KEY_ATTRIBUTES and (name != "shared" or key.part):
                attrs[name] = value
        if key.part:
            attrs.setdefault("shared", "false")
        node.attrs = attrs
        node.tag = tag
        faults = schema.faults(node, known)
        arranged = schema.is_arranged(node, known)
        if faults or not arranged:
            record = self._base(self._table(section, tag), key)
            original = parse(record, self._newline) if record else None
            # A record that the file has in another order keeps it: what nobody touched does not move.
            if not arranged and (original is None or schema.is_arranged(original, known)):
                schema.arrange(node, known)
            kept = schema.faults(original, known) if original else []
            for fault in faults:
                if fault not in kept:
                    raise ScriptError(f"cannot save {section}/{tag}: {fault.path} {fault.what}")
        return serialise(node, self._newline)

    def delete(self, section: str, tag: str, key: Key) -> bool:
        """Remove the record; False if there was none."""
        if not self.exists(section, tag, key):
            return False
        self._put(section, tag, Key(*key), None)
        return True

    def _put(self, section: str, tag: str, key: Key, record: bytes | None) -> None:
        table = self._table(section, tag)
        before = self.raw(section, tag, key)
        if before == record:
            return
        self._journal.append((section, tag, key, before))
        self._set(table, key, before, record)

    def _set(self, table: Table, key: Key, before: bytes | None, record: bytes | None) -> None:
        table.revision += 1
        self.version += 1
        if record == self._base(table, key):
            table.changed.pop(key, None)
        else:
            table.changed[key] = record
        if before is None and record is not None:
            table.add_key(key)
        elif before is not None and record is None:
            table.drop_key(key)

    # ---- transactions ----

    @property
    def changed(self) -> bool:
        """Whether any record differs from the file."""
        return any(table.changed for table in self._tables.values())

    def mark(self) -> Mark:
        """A point to which `rollback` can return."""
        return len(self._journal)

    def rollback(self, mark: Mark) -> None:
        """Undo all changes since ``mark``, newest first; marks made since then are void."""
        while len(self._journal) > mark:
            section, tag, key, before = self._journal.pop()
            self._set(self._table(section, tag), key, self.raw(section, tag, key), before)

    def changes_since(self, mark: Mark = 0) -> list[Change]:
        """What differs from the state at ``mark``, in the order of the document."""
        first: dict[tuple[str, str, Key], bytes | None] = {}
        for section, tag, key, before in self._journal[mark:]:
            first.setdefault((section, tag, key), before)
        pairs = (
            (section, tag, key, before, self.raw(section, tag, key))
            for (section, tag, key), before in first.items()
        )
        return _changes(pairs, self._newline, self._newline)

    def changes_from(self, other: Store) -> list[Change]:
        """What makes these records out of another document's, in the order of the document."""
        return _changes(self._unlike(other), other._newline, self._newline)

    def _unlike(self, other: Store) -> Iterator[_Pair]:
        for section in SECTIONS[1:]:
            for tag in {*other.tags(section), *self.tags(section)}:
                for key in {*other.keys(section, tag), *self.keys(section, tag)}:
                    yield section, tag, key, other.raw(section, tag, key), self.raw(section, tag, key)

    # ---- the whole document ----

    def to_xml(self) -> bytes:
        """The document as it is now: the file's canonical bytes with the changed records spliced in."""
        changed = [table for table in self._tables.values() if table.changed]
        if not changed:
            return self._xml
        kept = {name: bool(self.tags(name)) for name in {table.section for table in changed}}
        return splice(self._source, changed, self._sections, kept)

    # ---- inside ----

    def _base(self, table: Table, key: Key) -> bytes | None:
        if table.base is None:
            return None
        span = table.base.span(key)
        return None if span is None else self._xml[span[0] : span[1]]

    def _section(self, section: str) -> SectionIndex | None:
        if section not in self._sections:
            if section not in SECTIONS[1:]:
                raise ValueError(f"{section!r} is not a section with records")
            span = self._source.sections.get(section)
            self._sections[section] = SectionIndex(section, self._xml, span, self._newline) if span else None
        return self._sections[section]

    def _table(self, section: str, tag: str) -> Table:
        table = self._tables.get((section, tag))
        if table is None:
            index = self._section(section)
            table = self._tables[section, tag] = Table(section, tag, index.tag(tag) if index else None)
        return table
