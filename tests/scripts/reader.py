"""A small reader of saved documents that shares nothing with the package: what a script did is checked with it.

It knows the container, the chain from a cell to its entries, and no more.
"""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LAYERS = (1, 2, 3, 4)
_NAMESPACE = re.compile(r"\{[^}]*\}")
_KEYS = ("cmper", "cmper1", "cmper2", "entnum", "inci", "number", "type", "part")

Fields = dict[str, str]
Key = tuple[tuple[str, str], ...]


def read_xml(path: Path) -> bytes:
    """The XML of a ``.musx`` or ``.enigmaxml`` file."""
    if path.suffix != ".musx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        data = archive.read("score.dat")
    out = bytearray(len(data))
    for index, byte in enumerate(data):
        if index % 0x20000 == 0:
            state = 0x28006D45
        state = (state * 0x41C64E6D + 0x3039) & 0xFFFFFFFF
        upper = state >> 16
        out[index] = byte ^ ((upper + upper // 255) & 0xFF)
    return gzip.decompress(bytes(out))


@dataclass
class Entry:
    """An entry as it stands in the file."""

    number: int
    before: int
    after: int
    fields: Fields
    notes: list[dict[str, str]]

    @property
    def duration(self) -> int:
        return int(self.fields["dura"])

    @property
    def pitches(self) -> list[tuple[int, int, int]]:
        """The notes in order: number, scale step, alteration."""
        return [(int(note["id"]), int(note["harmLev"]), int(note["harmAlt"])) for note in self.notes]


@dataclass
class Score:
    """The records of a file: section, tag, key, fields. Entries are taken apart as well."""

    records: dict[str, dict[str, dict[Key, Fields]]] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)

    def record(self, section: str, tag: str, **key: int | str) -> Fields | None:
        wanted = {name: str(value) for name, value in key.items()}
        for found, fields in self.records[section].get(tag, {}).items():
            if {name: value for name, value in found if name != "shared"} == wanted:
                return fields
        return None

    def others_than(self, *ignored: str) -> dict[tuple[str, str, Key], Fields]:
        """Every record but those of the tags named."""
        return {
            (section, tag, key): fields
            for section, tags in self.records.items()
            for tag, records in tags.items()
            if tag not in ignored
            for key, fields in records.items()
        }

    def frame(self, number: int) -> tuple[int, int] | None:
        """The first and last entry of a frame."""
        for inci in (0, 1):
            spec = self.record("others", "frameSpec", cmper=number, inci=inci)
            if spec and "startEntry" in spec:
                return int(spec["startEntry"]), int(spec["endEntry"])
        return None

    def cells(self) -> dict[tuple[int, int, int], list[int]]:
        """The entries of each staff, measure and layer, by following the chain."""
        found = {}
        for key, hold in self.records["details"].get("gfhold", {}).items():
            staff, measure = (int(dict(key)[name]) for name in ("cmper1", "cmper2"))
            for layer in LAYERS:
                number = int(hold.get(f"frame{layer}", 0))
                ends = self.frame(number) if number else None
                if ends is not None:
                    found[staff, measure, layer] = self._chain(*ends)
        return found

    def _chain(self, first: int, last: int) -> list[int]:
        numbers = [first]
        while numbers[-1] != last:
            following = self.entries[numbers[-1]].after
            assert following and following not in numbers, f"the chain from entry {first} misses {last}"
            numbers.append(following)
        return numbers


def flatten(element: ET.Element, prefix: str = "") -> Fields:
    """Every element below one, by its path; the second of a name is ``name[1]``, and so on."""
    fields: Fields = {}
    seen: dict[str, int] = {}
    for child in element:
        count = seen[child.tag] = seen.get(child.tag, -1) + 1
        path = f"{prefix}{child.tag}" + (f"[{count}]" if count else "")
        fields[path] = child.text or "" if len(child) == 0 else ""
        for name, value in child.attrib.items():
            fields[f"{path}@{name}"] = value
        fields.update(flatten(child, path + "/"))
    return fields


def read_score(path: Path) -> Score:
    """Read a saved document."""
    return parse_score(read_xml(path))


def parse_score(xml: bytes) -> Score:
    """Read the XML of a document."""
    root = ET.fromstring(xml)
    for element in root.iter():
        element.tag = _NAMESPACE.sub("", element.tag)
    score = Score()
    for section in root:
        if section.tag in ("mappings", "header"):
            continue
        tags = score.records.setdefault(section.tag, {})
        for record in section:
            _note_paths(record, f"{section.tag}/{record.tag}", score.paths)
            if section.tag == "entries":
                entry = _entry(record)
                score.entries[entry.number] = entry
                continue
            key = tuple((name, record.get(name, "")) for name in (*_KEYS, "shared") if name in record.attrib)
            fields = flatten(record)
            if len(record) == 0 and record.text:
                fields["."] = record.text
            assert key not in tags.setdefault(record.tag, {}), f"{record.tag} {key} is there twice"
            tags[record.tag][key] = fields
    return score


def _note_paths(element: ET.Element, path: str, paths: set[str]) -> None:
    paths.add(path)
    for child in element:
        _note_paths(child, f"{path}/{child.tag}", paths)


def _entry(record: ET.Element) -> Entry:
    notes = []
    for note in record.findall("note"):
        notes.append({"id": note.get("id", ""), **flatten(note)})
    fields = {path: text for path, text in flatten(record).items() if not path.startswith("note")}
    numbers = [int(record.get(name, 0)) for name in ("entnum", "prev", "next")]
    return Entry(*numbers, fields, notes)


def problems(score: Score) -> set[str]:
    """What is wrong with the chains of a document: ends, links, entries of two frames or of none."""
    found = set()
    owners: dict[int, Any] = {}
    for key, hold in score.records["details"].get("gfhold", {}).items():
        for layer in LAYERS:
            number = int(hold.get(f"frame{layer}", 0))
            if not number:
                continue
            ends = score.frame(number)
            if ends is None:
                if score.record("others", "frameSpec", cmper=number, inci=0) is None:
                    found.add(f"{key} names frame {number}, which is not there")
                continue
            for end in ends:
                if end not in score.entries:
                    found.add(f"frame {number} names entry {end}, which is not there")
            try:
                chain = score._chain(*ends)
            except (AssertionError, KeyError) as error:
                found.add(f"frame {number}: {error}")
                continue
            for entry in chain:
                if entry in owners:
                    found.add(f"entry {entry} is in frames {owners[entry]} and {number}")
                owners[entry] = number
    for number, entry in score.entries.items():
        if number not in owners:
            found.add(f"entry {number} is in no frame")
        for other, back in ((entry.before, "after"), (entry.after, "before")):
            if other and other not in score.entries:
                found.add(f"entry {number} points to {other}, which is not there")
            elif other and getattr(score.entries[other], back) != number:
                found.add(f"entry {number} points to {other}, which does not point back")
        if int(entry.fields.get("numNotes", 0)) != len(entry.notes):
            found.add(f"entry {number} counts {entry.fields.get('numNotes')} notes, not {len(entry.notes)}")
    for tag, records in score.records["details"].items():
        for key in records:
            entnum = int(dict(key).get("entnum", 0))
            if entnum and entnum not in score.entries:
                found.add(f"{tag} hangs on entry {entnum}, which is not there")
    return found
