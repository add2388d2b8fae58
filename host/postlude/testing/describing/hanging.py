"""What hangs on entries: articulations, tuplets, syllables and all other details, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.enigma.schema import attributes
from postlude.enigma.text import plain
from postlude.finale.music.entryflags import FLAGS
from postlude.finale.text.lyrics import syllables_of
from postlude.testing.describing.fields import Fields, fields_of, flatten, quoted
from postlude.testing.describing.scene import Scene
from postlude.testing.reading import length_text

if TYPE_CHECKING:
    from postlude.enigma.store import Store

LYRICS = {"lyrDataVerse": "verse", "lyrDataChorus": "chorus", "lyrDataSection": "section"}
_LIKE_BUILDER = {
    "autoBracketStyle": "unbeamedOnly", "tupOffY": "24", "numStyle": "number", "allowHorz": "", "matchHooks": "",
    "brackStyle": "bracket", "leftHookLen": "-12", "rightHookLen": "-12",
}  # fmt: skip
_NOT_OF_EACH_TUPLET = frozenset({"tupMaxSlope", "tupLineWidth", "tupNUpstemOffset", "tupNDownstemOffset"})
Sung = tuple[tuple[tuple[str, int], int], ...]
"""The syllable that was last, by text, on one staff."""


class EntryDetails:
    """What hangs on entries, by the entry's number."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_entry: dict[int, list[tuple[str, Key]]] = defaultdict(list)
        for tag in store.tags("details"):
            if "entnum" in attributes("details", tag):
                for key in store.keys("details", tag):
                    if not key.part:
                        self._by_entry[int(key.cmper1)].append((tag, key))

    def of(self, entry: int) -> Sequence[tuple[str, Key]]:
        return self._by_entry.get(entry, ())

    def fields(self, tag: str, key: Key) -> dict[str, str]:
        return fields_of(self.raw(tag, key), self._store.newline)

    def raw(self, tag: str, key: Key) -> bytes:
        return self._store.raw("details", tag, key) or b""


class Hanging:
    """Words for what hangs on entries."""

    def __init__(self, scene: Scene, shapes: dict[int, list[int]]) -> None:
        self.scene, self.shapes = scene, shapes
        self._syllables: dict[tuple[str, int], list[str]] = {}
        self.sung: dict[int, dict[tuple[str, int], int]] = {}
        """The syllable that was last, by staff and text."""

    def fits(self, like: Hanging) -> bool:
        """Whether the same bytes mean the same in the other document."""
        return (
            self.scene.names.articulations.items() >= like.scene.names.articulations.items()
            and self._tuplets == like._tuplets
            and self._texts() == like._texts()
        )

    def _texts(self) -> list[bytes | None]:
        """All lyrics."""
        store = self.scene.store
        return [store.raw("texts", tag, key) for tag in LYRICS.values() for key in store.keys("texts", tag)]

    @cached_property
    def _tuplets(self) -> dict[str, str]:
        """How tuplets look in this document if nobody says otherwise."""
        options = self.scene.store.load("options", "tupletOptions", Key())
        if options is None:
            return _LIKE_BUILDER
        return {path: value for path, value in flatten(options).items() if path not in _NOT_OF_EACH_TUPLET}

    def words(
        self, entry: int, staff: int, details: list[tuple[str, dict[str, str]]],
        names: list[tuple[str, str, Fields]], usual: dict[str, str], sung: list[str],
    ) -> Iterator[str]:  # fmt: skip
        """Words for them; syllables go into ``sung``, since they come last."""
        others: list[str] = []
        for tag, content in details:
            if tag in FLAGS:
                usual[FLAGS[tag]] = ""
            fields = Fields(content)
            if tag == "articAssign":
                name = self.scene.names.articulation(fields.number("articDef"))
                yield name + fields.in_brackets()
            elif tag == "tupletDef":
                yield self._tuplet(fields)
            elif tag in LYRICS:
                sung.append(self._lyric(LYRICS[tag], staff, fields))
            elif tag == "smartShapeEntryMark":
                shape = fields.number("shapeNum")
                if shape not in self.shapes.get(entry, ()):
                    others.append(f"mark of a smart shape elsewhere{fields.in_brackets()}")
            else:
                note = fields.text("noteID")
                if note is not None:
                    name = next((name for identity, name, _ in names if identity == note), f"note {note}")
                    others.append(f"{tag}[{name}]{fields.in_brackets()}")
                else:
                    others.append(f"{tag}{fields.in_brackets()}")
        yield from sorted(others)

    def _tuplet(self, fields: Fields) -> str:
        count, unit, room, reference = (
            fields.number(each) for each in ("symbolicNum", "symbolicDur", "refNum", "refDur")
        )
        fields.expect(self._tuplets)
        of = length_text(unit) if unit == reference else f"{length_text(unit)}:{length_text(reference)}"
        return f"tuplet {count}:{room} of {of}{fields.in_brackets()}"

    def _lyric(self, kind: str, staff: int, fields: Fields) -> str:
        number, syllable = fields.number("lyricNumber"), fields.number("syll")
        texts = self._syllables.get((kind, number))
        if texts is None:
            texts = self._syllables[kind, number] = self._all_syllables(kind, number)
        sung = self.sung.setdefault(staff, {})
        expected = sung.get((kind, number), 0) + 1
        sung[kind, number] = syllable
        text = quoted(texts[syllable - 1]) if 0 < syllable <= len(texts) else "nothing"
        where = "" if syllable == expected else f" (syllable {syllable})"
        return f"{kind} {number}: {text}{where}{fields.in_brackets()}"

    def _all_syllables(self, kind: str, number: int) -> list[str]:
        record = self.scene.store.load("texts", kind, Key(number))
        if record is None or not plain(record.text).strip():
            return []
        found = syllables_of(record.text, underscores_part=True)
        return [
            text + ("-" if hyphen else "") for text, hyphen in zip(found.texts, found.hyphens, strict=False)
        ]
