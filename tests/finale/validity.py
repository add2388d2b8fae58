"""Whether a document holds together: what refers to what, chains, lists without gaps.

:func:`faults` says what is wrong, a line each. What it asks for holds in every real score at hand
(``test_validity.py``); where real scores differ, it doesn't ask.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from postlude.enigma.document import Document
from postlude.enigma.node import Key, Node
from postlude.enigma.parts import keys_for_part, load_for_part
from postlude.enigma.schema import attributes
from postlude.enigma.store import Store
from postlude.finale.music.entryflags import FLAGS
from tests.finale.validitytables import (
    BY_CELL,
    BY_MEASURE,
    CLICK_TRACK,
    LISTS_OF_NO_SYSTEM,
    LYRICS,
    MEASURE_FLAGS,
    MEASURES_NAMED,
    NOTE_DETAILS,
    REFERENCES,
    STAFF_LISTS,
    TEXTS,
    WHOLE_PIECE,
)


def number(node: Node | None, path: str) -> int:
    return int(node.get(path) or 0) if node is not None else 0


class Checker:
    """One document's faults; each method looks at one thing."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.measures = [int(key.cmper1) for key in store.keys("others", "measSpec") if not key.part]
        self.staves = {int(key.cmper1) for key in store.keys("others", "staffSpec")} | {CLICK_TRACK}
        self.entries = {int(key.cmper1): node for key, node in store.walk("entries", "entry")}
        self.parts = [int(key.cmper1) for key in store.keys("others", "partDef")]
        self.place_of: dict[int, tuple[int, int]] = {}
        """The staff and measure of each entry that lies in a cell."""
        self.cmpers = cache(lambda tag: {int(key.cmper1) for key in store.keys("others", tag)})

    def walk(self, section: str, tag: str) -> Iterator[tuple[Key, Node]]:
        """The records as the score and the parts see them."""
        for key, node in self.store.walk(section, tag):
            whole = (
                load_for_part(self.store, section, tag, key._replace(part=0), key.part) if key.part else node
            )
            yield key, whole if whole is not None else node

    def all(self) -> Iterator[str]:
        yield from self.measures_and_lists()
        yield from self.frames()
        yield from self.chains()
        yield from self.details()
        yield from self.references()
        yield from self.layout()
        yield from self.pages()
        yield from self.shapes()
        yield from self.flags()

    def measures_and_lists(self) -> Iterator[str]:
        if self.measures != list(range(1, len(self.measures) + 1)):
            yield f"measures are {self.measures}"
        known = set(self.measures)
        for tag in BY_MEASURE:
            for measure in sorted(self.cmpers(tag) - known):
                yield f"{tag} of measure {measure}, which isn't there"
        for tag in BY_CELL:
            for key in self.store.keys("details", tag):
                if int(key.cmper1) not in self.staves or key.cmper2 not in known:
                    yield f"{tag} of staff {key.cmper1}, measure {key.cmper2}, which isn't there"
        for section in ("others", "details"):
            for tag in self.store.tags(section):
                for key in self.store.keys(section, tag):
                    if key.part and key.part not in self.parts:
                        yield f"{tag} {key[:2]} of part {key.part}, which isn't there"
                if "inci" in attributes(section, tag):
                    yield from self.incis(section, tag)
        for section, tag, path in MEASURES_NAMED:
            for key, node in self.walk(section, tag):
                measure = number(node, path)
                if measure not in known and measure not in (0, WHOLE_PIECE):
                    yield f"{tag} {tuple(key)}: {path} is {measure}, which isn't there"

    def incis(self, section: str, tag: str) -> Iterator[str]:
        lists: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for key in self.store.keys(section, tag):
            lists[key.cmper1, key.cmper2, key.part].append(key.inci)
        for place, found in lists.items():
            whole = lists.get((place[0], place[1], 0), [])
            shared = place[2] and set(found) <= set(whole)
            if (
                not shared
                and sorted(found) != list(range(len(found)))
                and not (tag == "frameSpec" and found == [1])
            ):
                yield f"{tag} {place}: incis {sorted(found)}"

    def frames(self) -> Iterator[str]:
        used: Counter[int] = Counter()
        lists: Counter[int] = Counter()
        for key, hold in self.store.walk("details", "gfhold"):
            if (hold.get("clefID") is None) == (hold.get("clefListID") is None):
                yield f"gfhold {key[:2]} has {'no clef' if hold.get('clefID') is None else 'two clefs'}"
            if number(hold, "clefListID"):
                lists[number(hold, "clefListID")] += 1
            for layer in range(1, 5):
                if frame := number(hold, f"frame{layer}"):
                    used[frame] += 1
                    yield from self.frame(frame, (int(key.cmper1), key.cmper2))
        for frame in sorted(self.cmpers("frameSpec") ^ set(used)):
            yield f"frame {frame} is {'not there' if frame in used else 'in no cell'}"
        for clefs in sorted(self.cmpers("clefEnum") ^ set(lists)):
            yield f"list of clefs {clefs} is {'not there' if clefs in lists else 'in no cell'}"
        for what, counted in (("frame", used), ("list of clefs", lists)):
            for each, times in counted.items():
                if times > 1:
                    yield f"{what} {each} is in {times} cells"

    def frame(self, frame: int, place: tuple[int, int]) -> Iterator[str]:
        for inci in (0, 1):
            spec = self.store.load("others", "frameSpec", Key(frame, inci=inci))
            current, last = number(spec, "startEntry"), number(spec, "endEntry")
            if not current:
                continue
            for _ in range(len(self.entries)):
                if current not in self.entries:
                    yield f"frame {frame} runs to entry {current}, which isn't there"
                    return
                if current in self.place_of:
                    yield f"entry {current} is in two frames"
                self.place_of[current] = place
                if current == last:
                    return
                current = int(self.entries[current].attrs["next"])
            yield f"frame {frame} never ends"
            return

    def chains(self) -> Iterator[str]:
        for entnum, entry in self.entries.items():
            for way, back in (("prev", "next"), ("next", "prev")):
                other = int(entry.attrs[way])
                if other and (other not in self.entries or int(self.entries[other].attrs[back]) != entnum):
                    yield f"entry {entnum}: its {way} {other} isn't joined to it"
            if entnum not in self.place_of:
                yield f"entry {entnum} is in no frame"
            notes = [child for child in entry.children if child.tag == "note"]
            if number(entry, "numNotes") != len(notes):
                yield f"entry {entnum} has {len(notes)} notes, and numNotes {number(entry, 'numNotes')}"
            if len({note.attrs["id"] for note in notes}) < len(notes):
                yield f"entry {entnum}: two notes of one ID"
            steps = [number(note, "harmLev") for note in notes]
            if steps != sorted(steps):
                yield f"entry {entnum}: its notes don't rise: {steps}"
            if not notes and entry.find("isNote") is not None:
                yield f"entry {entnum} is a note, and has none"
            if not notes and entry.find("isNote") is None and entry.find("floatRest") is None:
                yield f"entry {entnum} is a rest without a place"

    def details(self) -> Iterator[str]:
        for tag in self.store.tags("details"):
            if "entnum" not in attributes("details", tag):
                continue
            for key, node in self.walk("details", tag):
                entry = self.entries.get(int(key.cmper1))
                if entry is None:
                    yield f"{tag} of entry {key.cmper1}, which isn't there"
                elif tag in NOTE_DETAILS:
                    wanted = node.get("noteID")
                    if wanted and all(child.attrs.get("id") != wanted for child in entry.children):
                        yield f"{tag} of note {wanted} of entry {key.cmper1}, which isn't there"
                if tag in LYRICS and not self.store.exists(
                    "texts", LYRICS[tag], Key(number(node, "lyricNumber"))
                ):
                    yield f"{tag} of entry {key.cmper1}: no such lyric"

    def references(self) -> Iterator[str]:
        for section, tag, path, target in REFERENCES:
            known = self.staves if target == "staffSpec" else self.cmpers(target)
            for key, node in self.walk(section, tag):
                if number(node, path) > 0 and number(node, path) not in known:
                    yield f"{tag} {tuple(key)}: {path} {number(node, path)} isn't there"
        for key, node in self.walk("others", "textBlock"):
            tag = TEXTS.get(node.get("textTag") or "")
            if (
                tag
                and number(node, "textID")
                and not self.store.exists("texts", tag, Key(number(node, "textID")))
            ):
                yield f"textBlock {key.cmper1}: its text isn't there"
        for tag in ("staffStyleAssign", "drumStaff", "namePosFull", "namePosAbbrv"):
            for staff in sorted(self.cmpers(tag) - self.staves - {0}):
                yield f"{tag} of staff {staff}, which isn't there"
        for tag in STAFF_LISTS:
            for key, node in self.store.walk("others", tag):
                for child in node.children:
                    if int(child.text) > 0 and int(child.text) not in self.staves:
                        yield f"{tag} {key.cmper1}: staff {child.text} isn't there"
        groups = {key.cmper2 for key in self.store.keys("details", "staffGroup")}
        for key, node in self.store.walk("others", "multiStaffGroupID"):
            if number(node, "staffGroupID") not in groups and key.part in (0, *self.parts):
                yield f"multiStaffGroupID {tuple(key)}: its group isn't there"

    def layout(self) -> Iterator[str]:
        for part in [0, *self.parts]:
            keys = keys_for_part(self.store, "others", "staffSystemSpec", part)
            systems = [load_for_part(self.store, "others", "staffSystemSpec", key, part) for key in keys]
            numbers = [int(key.cmper1) for key in keys]
            if numbers != list(range(1, len(numbers) + 1)):
                yield f"part {part}: systems {numbers}"
            following = 1
            for cmper, system in zip(numbers, systems, strict=True):
                start, end = number(system, "startMeas"), number(system, "endMeas")
                if (start, end) == (0, 0):
                    continue
                if start != following or end <= start:
                    yield f"part {part}: system {cmper} has measures {start} to {end}, not from {following}"
                following = end
            if following not in (1, len(self.measures) + 1):
                yield f"part {part}: systems end before measure {following} of {len(self.measures)}"
            lists: dict[int, list[int]] = defaultdict(list)
            for key in keys_for_part(self.store, "others", "instUsed", part):
                staff = load_for_part(self.store, "others", "instUsed", key, part)
                lists[int(key.cmper1)].append(number(staff, "inst"))
            for cmper, staves in lists.items():
                if len(set(staves)) < len(staves):
                    yield f"part {part}: staves of list {cmper}: {staves}"
                if 0 < cmper < LISTS_OF_NO_SYSTEM and cmper not in numbers:
                    yield f"part {part}: a list of staves for system {cmper}, which isn't there"
                if 0 < cmper < LISTS_OF_NO_SYSTEM and not set(staves) <= set(lists[0]):
                    yield f"part {part}: staves of system {cmper} that scroll view hasn't"
            for cmper, system in zip(numbers, systems, strict=True):
                if number(system, "endMeas") and lists[0] and not lists.get(cmper):
                    yield f"part {part}: system {cmper} has no staves"

    def pages(self) -> Iterator[str]:
        last = len(self.measures)
        for part in [0, *self.parts]:
            systems = len(keys_for_part(self.store, "others", "staffSystemSpec", part))
            keys = keys_for_part(self.store, "others", "pageSpec", part)
            if [int(key.cmper1) for key in keys] != list(range(1, len(keys) + 1)):
                yield f"part {part}: pages {[int(key.cmper1) for key in keys]}"
            before = 0
            for key in keys:
                page = load_for_part(self.store, "others", "pageSpec", key, part)
                first = number(page, "firstSystem")
                if first > 0 and systems and not before < first <= systems:
                    yield f"part {part}: page {key.cmper1} begins with system {first} of {systems}"
                before = first if first > 0 else before
            for key in keys_for_part(self.store, "others", "mmRest", part):
                rest = load_for_part(self.store, "others", "mmRest", key, part)
                if not int(key.cmper1) < number(rest, "nextMeas") <= last + 1:
                    yield f"part {part}: a rest of measures {key.cmper1} to {number(rest, 'nextMeas')}"
            for key in keys_for_part(self.store, "others", "lockMeas", part):
                lock = load_for_part(self.store, "others", "lockMeas", key, part)
                if not int(key.cmper1) < number(lock, "endMeas") <= last + 1:
                    yield f"part {part}: a lock of measures {key.cmper1} to {number(lock, 'endMeas')}"
        for key, node in self.store.walk("others", "beatChart"):
            if (node.find("control") is not None) != (key.inci == 0):
                yield f"beat chart {key.cmper1} of part {key.part}: its first element isn't its head"

    def shapes(self) -> Iterator[str]:
        marked: dict[int, set[int]] = defaultdict(set)
        for key, mark in self.store.walk("details", "smartShapeEntryMark"):
            marked[number(mark, "shapeNum")].add(int(key.cmper1))
        in_measures: dict[int, set[int]] = defaultdict(set)
        for key, mark in self.store.walk("others", "smartShapeMeasMark"):
            in_measures[number(mark, "shapeNum")].add(int(key.cmper1))
        for key, shape in self.store.walk("others", "smartShape"):
            if key.part:
                continue
            name = f"smart shape {key.cmper1}"
            ends: list[tuple[int, int]] = []
            entries: set[int] = set()
            for which in ("startTermSeg", "endTermSeg"):
                staff, measure, entnum = (
                    number(shape, f"{which}/endPt/{path}") for path in ("inst", "meas", "entryNum")
                )
                ends.append((staff, measure))
                if staff and staff not in self.staves:
                    yield f"{name}: {which} on staff {staff}, which isn't there"
                if entnum:
                    entries.add(entnum)
                    if entnum not in self.entries:
                        yield f"{name}: {which} at entry {entnum}, which isn't there"
                    elif self.place_of.get(entnum) != (staff, measure):
                        yield f"{name}: {which} at {staff, measure}, its entry at {self.place_of.get(entnum)}"
            first, last = (measure for _, measure in ends)
            if first > last:
                yield f"{name} ends in measure {last}, before {first}"
            if shape.find("entryBased") is not None and marked[int(key.cmper1)] != entries:
                yield f"{name}: entries {sorted(entries)}, marks at {sorted(marked[int(key.cmper1)])}"
            if (
                first
                and shape.find("entryBased") is None
                and not {first, last} <= in_measures[int(key.cmper1)]
            ):
                yield f"{name}: measures {first} to {last}, marks in {sorted(in_measures[int(key.cmper1)])}"

        for key, _ in self.store.walk("details", "centerShape"):
            shape = self.store.load("others", "smartShape", Key(key.cmper1))
            between = number(shape, "endTermSeg/endPt/meas") - number(shape, "startTermSeg/endPt/meas")
            if not 0 < key.cmper2 < between:
                yield f"smart shape {key.cmper1}: a middle {key.cmper2} of {between}"

    def flags(self) -> Iterator[str]:
        for tag, flag in FLAGS.items():
            if flag == "stemDetail":
                continue
            for entnum in sorted({int(key.cmper1) for key in self.store.keys("details", tag)}):
                if entnum in self.entries and self.entries[entnum].find(flag) is None:
                    yield f"entry {entnum} has {tag}, and no {flag}"
        for key, node in self.store.walk("others", "measSpec"):
            for flag, tags in MEASURE_FLAGS.items():
                has = any(int(key.cmper1) in self.cmpers(tag) for tag in tags)
                if not key.part and has and node.find(flag) is None:
                    yield f"measure {key.cmper1} has {' or '.join(tags)}, and no {flag}"


def faults(document: Document) -> list[str]:
    """What is wrong with a document, a line each; none if it holds together."""
    return list(Checker(document.store).all())
