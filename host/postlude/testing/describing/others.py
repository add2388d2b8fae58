"""What no line tells: definitions, options, layouts and all other records, and how they differ."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from postlude.enigma import schema
from postlude.enigma.canonical import SECTIONS
from postlude.enigma.node import Key
from postlude.testing.describing.fields import flatten, joined, whole, word
from postlude.testing.describing.naming import TEXTS, Fields
from postlude.testing.describing.scene import Scene, shown_text

RECORDS = SECTIONS[1:]
MANY = 12
"""From so many new or deleted records of a kind on, one line tells of them all."""
_REFERENCES = {
    "articAssign": {"articDef": "articulations"}, "metaArtic": {"artic": "articulations"},
    "measExprAssign": {"textExprID": "expressions"}, "metaDynam": {"number": "expressions"},
    "textExprDef": {"textIDKey": "texts"}, "staffSpec": {"fullName": "texts", "abbrvName": "texts"},
    "staffStyle": {"fullName": "texts", "abbrvName": "texts"}, "staffGroup": {"fullID": "texts", "abbrvID": "texts"},
    "partDef": {"nameID": "texts"}, "pageTextAssign": {"block": "texts"}, "measTextAssign": {"block": "texts"},
}  # fmt: skip
"""The fields that hold the number of something that has a name."""
_LISTS = "markingsDialogList"
_DEFINED = frozenset({"textBlock", "textExprDef", "articDef", "textExpressionEnclosure"})
_SHAPES = frozenset({"smartShape", "centerShape"})


class Difference(NamedTuple):
    """Something else that differs; ``fields`` has [old, new], None for what isn't there."""

    kind: str
    name: str
    fields: dict[str, tuple[str | None, str | None]]
    op: str


class Others:
    """The records of a document that have no line."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.store = scene, scene.store
        names = scene.names
        self._told = scene.told
        self._definitions = [
            ("expression", names.expressions, names.expression_contents),
            ("articulation", names.articulations, names.articulation_contents),
        ]
        self._claim(names.expression_contents)

    def _claim(self, expressions: Iterable[int]) -> None:
        """Texts are told with the blocks that show them, blocks with their expressions."""
        told, store, names = self._told, self.store, self.scene.names
        blocks_of_expressions = set()
        for number in expressions:
            told["others", "textExprDef"].add(Key(number))
            if store.exists("others", "textExpressionEnclosure", Key(number)):
                told["others", "textExpressionEnclosure"].add(Key(number))
            node = store.load("others", "textExprDef", Key(number))
            blocks_of_expressions.add(whole(node.get("textIDKey") if node is not None else None))
        for number in names.articulation_contents:
            told["others", "articDef"].add(Key(number))
        blocks: dict[int, Fields] = {}
        for number, fields in names.text_contents.items():
            told["others", "textBlock"].add(Key(number))
            node = store.load("others", "textBlock", Key(number))
            tag = TEXTS.get((node.get("textTag") if node is not None else None) or "")
            if node is not None and tag:
                told["texts", tag].add(Key(whole(node.get("textID"))))
            if number not in blocks_of_expressions:
                blocks[number] = fields
        self._definitions.append(("text", names.texts, blocks))

    def definitions(self) -> Iterator[tuple[str, str, Fields]]:
        """Kind, name and content of what is named by what it says."""
        for kind, names, contents in self._definitions:
            for number, fields in contents.items():
                name = names[number]
                yield kind, name if name.startswith(kind) else f"{kind} {name}", fields

    def keys(self, section: str, tag: str) -> list[Key]:
        """The records of a tag that have no line."""
        told = self._told.get((section, tag))
        keys = self.store.keys(section, tag)
        return [key for key in keys if key not in told] if told else list(keys)

    def name(self, section: str, tag: str, key: Key) -> str:
        """A record by its key; by its place, if it hangs on an entry."""
        part = f" in part {key.part}" if key.part else ""
        words = schema.key_attributes(section, tag, key._replace(part=0))
        inci = words.pop("inci", None)
        named = self._named(tag, int(key.cmper1)) if section in ("others", "details") else ""
        if named:
            words[next(iter(words))] = named
        entry = words.pop("entnum", None)
        if entry is not None and int(entry) in self.scene.places:
            where = [f"at {shown_text(self.scene.places[int(entry)])}"]
        else:
            where = [entry, *words.values()] if entry is not None else list(words.values())
        listed = f"[{inci}]" if inci is not None else ""
        return joined(f"{section}/{tag}", *where).rstrip() + listed + part

    def _named(self, tag: str, number: int) -> str:
        """What takes the place of a number that means nothing."""
        if tag in _SHAPES:
            shape = self.scene.shapes.get(number)
            return f"({shown_text(shape)})" if shape else ""
        if tag == "articDef":
            return self.scene.names.articulations.get(number, "")
        if tag in ("textExprDef", "textExpressionEnclosure"):
            return self.scene.names.expressions.get(number, "")
        return self.scene.names.texts.get(number, "") if tag == "textBlock" else ""

    def fields(self, section: str, tag: str, key: Key) -> Fields:
        """A record's fields, with names in place of the numbers of definitions."""
        node = self.store.load(section, tag, key)
        found = flatten(node) if node is not None else {}
        if node is not None and node.attrs.get("shared") == "true":
            found["@shared"] = "true"
        names = self.scene.names
        if tag == _LISTS:
            for path in [path for path in found if path.endswith("/cmper")]:
                if found.get(f"{path[:-6]}/tag") == "textExprDef":
                    _rename(found, path, names.expressions)
        elif tag != "metaDynam" or "isTextExpr" in found:
            for path, kind in _REFERENCES.get(tag, {}).items():
                _rename(found, path, getattr(names, kind))
        return found


def _rename(fields: Fields, path: str, names: Mapping[int, str]) -> None:
    value = fields.get(path)
    if value is not None and value.isdigit() and int(value) in names:
        fields[path] = names[int(value)]


def differences(old: Others, new: Others) -> list[Difference]:
    """How two documents differ in what has no line."""
    found = _of_definitions(old, new)
    same_names = old.scene.names.same_numbers(new.scene.names)
    same_places = old.scene.places == new.scene.places
    same_shapes = old.scene.shapes == new.scene.shapes
    for section in RECORDS:
        tags = dict.fromkeys([*old.store.tags(section), *new.store.tags(section)])
        ranks = schema.tag_ranks(section)
        for tag in sorted(tags, key=lambda tag: (ranks.get(tag, len(ranks)), tag)):
            plain = (
                (same_names or not (tag in _REFERENCES or tag in _DEFINED or tag == _LISTS))
                and (same_places or "entnum" not in schema.attributes(section, tag))
                and (same_shapes or tag not in _SHAPES)
            )
            found.extend(_of_tag(old, new, section, tag, plain))
    return found


def _of_definitions(old: Others, new: Others) -> list[Difference]:
    sides: list[dict[tuple[str, str], list[Fields]]] = []
    for side in (old, new):
        contents: dict[tuple[str, str], list[Fields]] = defaultdict(list)
        for kind, name, fields in side.definitions():
            contents[kind, name].append(fields)
        sides.append(contents)
    found: list[Difference] = []
    for kind, name in dict.fromkeys([*sides[0], *sides[1]]):
        found.extend(_between(kind, name, sides[0].get((kind, name), []), sides[1].get((kind, name), [])))
    return found


def _of_tag(old: Others, new: Others, section: str, tag: str, plain: bool) -> Iterator[Difference]:
    mine, theirs = old.keys(section, tag), new.keys(section, tag)
    if plain:
        other = set(theirs)
        same = {
            key for key in mine if key in other and old.store.raw(section, tag, key) == new.store.raw(section, tag, key)
        }  # fmt: skip
        mine, theirs = ([key for key in keys if key not in same] for keys in (mine, theirs))
    sides: list[dict[str, list[Fields]]] = []
    for side, keys in ((old, mine), (new, theirs)):
        contents: dict[str, list[Fields]] = defaultdict(list)
        for key in keys:
            contents[side.name(section, tag, key)].append(side.fields(section, tag, key))
        sides.append(contents)
    for name in dict.fromkeys([*sides[0], *sides[1]]):
        yield from _between(f"{section}/{tag}", name, sides[0].get(name, []), sides[1].get(name, []))


def _between(kind: str, name: str, old: list[Fields], new: list[Fields]) -> Iterator[Difference]:
    """The differences between records of one name, however often it occurs."""
    left = list(old)
    added = []
    for fields in new:
        if fields in left:
            left.remove(fields)
        else:
            added.append(fields)
    for at in range(max(len(left), len(added))):
        before = left[at] if at < len(left) else None
        after = added[at] if at < len(added) else None
        paths = dict.fromkeys([*(before or ()), *(after or ())])
        values = {
            path: ((before or {}).get(path), (after or {}).get(path))
            for path in paths
            if (before or {}).get(path) != (after or {}).get(path)
        }
        op = "new" if before is None else "deleted" if after is None else "changed"
        yield Difference(kind, name, values, op)


def sides(found: Iterable[Difference]) -> Iterator[tuple[str, str]]:
    """The differences as lines to take out (``-``) and to put in (``+``); many of a kind in one line."""
    for group in _grouped(found):
        first = group[0]
        if len(group) > MANY and first.op != "changed":
            yield "+" if first.op == "new" else "-", _many(group)
            continue
        for each in group:
            if each.op == "changed":
                for path, (old, new) in each.fields.items():
                    if old is not None:
                        yield "-", f"{each.name}: {word(path, old)}"
                    if new is not None:
                        yield "+", f"{each.name}: {word(path, new)}"
            else:
                yield "+" if each.op == "new" else "-", _whole(each)


def sentences(found: Iterable[Difference]) -> Iterator[str]:
    """The differences as what was done: a line for each field."""
    for group in _grouped(found):
        first = group[0]
        if len(group) > MANY and first.op != "changed":
            yield f"{first.op} {_many(group)}"
            continue
        for each in group:
            if each.op == "changed":
                for path, (old, new) in each.fields.items():
                    before, after = (
                        "nothing" if value is None else word(path, value) for value in (old, new)
                    )
                    yield f"changed {each.name}: {before} -> {after}"
            else:
                yield f"{each.op} {_whole(each)}"


def _grouped(found: Iterable[Difference]) -> Iterator[list[Difference]]:
    """All differences, those of one kind and operation together where they are many."""
    groups: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for each in found:
        groups[each.kind, each.op].append(each)
    yield from groups.values()


def _whole(each: Difference) -> str:
    values = [
        word(path, next(value for value in pair if value is not None)) for path, pair in each.fields.items()
    ]
    return joined(f"{each.name}:" if values else each.name, values)


def _many(group: list[Difference]) -> str:
    digest = hashlib.sha256("\n".join(sorted(map(_whole, group))).encode()).hexdigest()[:12]
    return f"{group[0].kind}: {len(group)} records (#{digest})"
