"""A score as lines of text: what they say, and that they say all of it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlude.enigma.document import Document, document_from_bytes, open_document
from postlude.enigma.node import Key, Node
from postlude.enigma.store import Store
from postlude.errors import ScriptError
from postlude.testing import describe, score
from postlude.testing.describing import Description, describe_with_changes
from postlude.testing.describing.comparing import Comparison, compare
from postlude.testing.describing.others import differences
from tests.conftest import shared_path
from tests.finale.conftest import finale_of
from tests.finale.hand import STEPS, Hand
from tests.finale.test_validity import FOLDER, SCORES, WHOLE

MUSIC = (
    '"Clarinet/Cl." treble 4/4 2# in Bb: c#4-. d\\mf^"dolce" 3:2{e8 f g} f#4~ | [3/4] f#2 r4 // c2. | '
    "<c e>2 {v2 a,4 b,} *d8 r4",
    "bass: r1 | <d a>2 r4 | [treble] c2.",
    "verse 1: Morn-ing",
    "part Clarinet: 1",
    "title: A Song",
)


def test_a_line_an_event() -> None:
    lines = describe(score(*MUSIC))
    assert lines[0] == 'title: "A Song"'
    assert 'staff 1 "Clarinet" / "Cl.": treble in Bb, distFromTop=0' in lines
    assert 'part 1 "Clarinet": staves 1, extractPart useAsSmpInst smartMusicInst=-1' in lines
    assert lines[lines.index("m1  4/4, D major, width 600") :] == [
        "m1  4/4, D major, width 600",
        "m1 s1 beat 1  c#4 staccato",
        'm1 s1 beat 2  d4 dynamic mf expressive "dolce"',
        "m1 s1 beat 3  e8 tuplet 3:2 of 8",
        "m1 s1 beat 3 1/3  f8",
        "m1 s1 beat 3 2/3  g8",
        "m1 s1 beat 4  f#4~",
        "m1 s2 beat 1  r1",
        "m2  3/4, D major, width 600",
        "m2 s1 beat 1  ~f#2 freezeStem",
        "m2 s1 beat 3  r4",
        "m2 s1 L2 beat 1  c2. freezeStem",
        'm2 s2 beat 1  <d a>2 verse 1: "Morn-"',
        "m2 s2 beat 3  r4",
        "m3  3/4, D major, width 600, final barline",
        "m3 s1 beat 1  <c e>2",
        "m3 s1 beat 1 v2  a,4",
        "m3 s1 beat 2 v2  b,4",
        "m3 s1 beat 3 grace  *d8",
        "m3 s1 beat 3  r4",
        'm3 s2 beat 1  c2. verse 1: "ing"',
        "m3 s2  treble",
    ]


def test_shapes_have_both_ends() -> None:
    document = score("treble: c4 d e f | g1")
    hand = Hand(finale_of(document))
    hand.slur(0, 0, 3)
    hand.hairpin(0, 1, 0)
    lines = describe(document)
    assert any(line.startswith("m1 s1 beat 1  slur to m2 s1 beat 1") for line in lines)
    assert any(line.startswith("m1 s1 beat 1  crescendo to m2 s1 beat 2") for line in lines)


def test_changes_of_options_stand_behind_the_state() -> None:
    document = score("treble: c1")
    before = describe(document)
    assert describe_with_changes(document) == before
    node = document.store.load("options", "stemOptions", Key())
    assert node is not None
    node.set("stemLength", "96")
    document.store.save("options", "stemOptions", Key(), node)
    assert describe_with_changes(document) == [
        *before, "changed options/stemOptions: stemLength=84 -> stemLength=96",
    ]  # fmt: skip


def test_it_is_the_same_every_time() -> None:
    assert describe(score(*MUSIC)) == describe(score(*MUSIC))


# ---- nothing is left out


def differs(old: Description, new: Description) -> bool:
    return old.lines != new.lines or bool(differences(old.others, new.others))


def changed(node: Node, rng: random.Random) -> bool:
    """Change some field of a record; False if there is none that can be."""
    leaves = [(parent, child) for parent in parents(node) for child in parent.children if not child.children]
    if not leaves:
        return False
    parent, child = rng.choice(leaves)
    if child.text.lstrip("-").isdigit():
        child.text = str(int(child.text) + 1)
    elif child.text:
        child.text += "x"
    else:
        parent.remove(child)
    return True


def parents(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from parents(child)


def records(store: Store) -> list[tuple[str, str, Key]]:
    """A record of each tag."""
    return [
        (section, tag, store.keys(section, tag)[len(store.keys(section, tag)) // 2])
        for section in ("header", "options", "others", "details", "entries", "texts")
        for tag in store.tags(section)
    ]


@pytest.mark.parametrize("name", ["clef_changes", "slurs_2voices", "timesigs_composite", "tremolos"])
def test_every_field_of_every_kind_of_record_shows(name: str) -> None:
    path = shared_path() / "documents" / f"{name}.musx"
    before, document = Description(open_document(path)), open_document(path)
    rng, hidden, tried = random.Random(name), [], 0
    for section, tag, key in records(document.store):
        node = document.store.load(section, tag, key)
        assert node is not None
        try:
            if not changed(node, rng):
                continue
            document.store.save(section, tag, key, node)
        except ScriptError:
            continue  # a value that Finale never writes
        tried += document.store.changed
        if document.store.changed and not differs(before, Description(document)):
            hidden.append((section, tag, key))
        document.store.rollback(0)
    assert hidden == []
    assert tried > 60


@pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared (real scores) is not here")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.sampled_from(STEPS), *[st.integers(0, 20)] * 3), min_size=1, max_size=3),
)
def test_whatever_is_done_to_a_score_shows(name: str, steps: list[tuple[str, int, int, int]]) -> None:
    document, opened = (open_document(FOLDER / f"{name}.musx") for _ in range(2))
    hand = Hand(finale_of(document))
    for step, *numbers in steps:
        with suppress(ScriptError):  # refused
            getattr(hand, step)(*numbers)
    changes = document.changes()
    if not compare(opened, document).same:
        assert changes
    else:
        # What was pasted over itself has other numbers, and nothing else.
        tags = {(change.section, change.tag) for change in changes}
        assert without_numbers(opened.store, tags) == without_numbers(document.store, tags)


NUMBERS = re.compile(
    rb'<(startEntry|endEntry|frame\d|entryNum|shapeNum)>\d+</\w+>| (?:cmper|entnum|prev|next|id)="\d+"'
)


def without_numbers(store: Store, tags: set[tuple[str, str]]) -> Counter[bytes]:
    """The records of these tags, with nothing for the numbers of entries, frames and shapes."""
    return Counter(
        NUMBERS.sub(b"", store.raw(section, tag, key) or b"")
        for section, tag in tags
        for key in store.keys(section, tag)
    )


@pytest.mark.parametrize("name", SCORES)
def test_all_real_scores_have_lines_and_are_the_same_as_themselves(name: str) -> None:
    path = shared_path() / "documents" / f"{name}.musx"
    document = open_document(path)
    assert len(describe(document)) > 5
    assert compare(document, open_document(path)).same


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<harmLev>2</harmLev>", b"<harmLev>99999999999</harmLev>"),
        (b"<clefID>0</clefID>", b"<clefID>treble</clefID>"),
        (b"<beats>3</beats>", b"<beats/>"),
        (b"<startEntry>1</startEntry>", b"<startEntry>2</startEntry>"),
        (b"<endEntry>6</endEntry>", b"<endEntry>4000</endEntry>"),
        (b"<textIDKey>1</textIDKey>", b"<textIDKey>x</textIDKey>"),
    ],
)
def test_what_makes_no_sense_is_shown_as_it_is(old: bytes, new: bytes) -> None:
    xml = score(*MUSIC).to_xml()
    assert old in xml
    assert not compare(document_from_bytes(xml), document_from_bytes(xml.replace(old, new, 1))).same


# ---- what does not count


def moved(document: Document, by: int) -> Document:
    """The same music with other numbers of entries and frames."""
    store = document.store
    entries = {int(key.cmper1): node for key, node in store.walk("entries", "entry")}
    for number in entries:
        store.delete("entries", "entry", Key(number))
    for number, node in entries.items():
        for name in ("prev", "next"):
            if node.attrs[name] != "0":
                node.attrs[name] = str(int(node.attrs[name]) + by)
        store.save("entries", "entry", Key(number + by), node)
    for key, frame in list(store.walk("others", "frameSpec")):
        for path in ("startEntry", "endEntry"):
            frame.set(path, str(int(frame.get(path) or 0) + by))
        store.delete("others", "frameSpec", key)
        store.save("others", "frameSpec", key._replace(cmper1=key.cmper1 + by), frame)
    for key, hold in list(store.walk("details", "gfhold")):
        for layer in range(1, 5):
            if hold.get(f"frame{layer}"):
                hold.set(f"frame{layer}", str(int(hold.get(f"frame{layer}") or 0) + by))
        store.save("details", "gfhold", key, hold)
    for tag in ("articAssign", "tupletDef", "lyrDataVerse"):
        for key, node in list(store.walk("details", tag)):
            store.delete("details", tag, key)
            store.save("details", tag, key._replace(cmper1=key.cmper1 + by), node)
    return document


def test_numbers_of_entries_and_frames_do_not_count() -> None:
    found = compare(score(*MUSIC), moved(score(*MUSIC), 1000))
    assert found.same and found.renumbered > 20


def test_numbers_of_definitions_do_not_count() -> None:
    straight, turned = score('treble: c4^"dolce" d e-. f-> | c1'), score('treble: c4^"dolce" d e-> f-. | c1')
    assert not compare(straight, turned).same
    # The same marks on the same notes now, made the other way round.
    for key, node in list(turned.store.walk("details", "articAssign")):
        node.set("articDef", {"1": "2", "2": "1"}[node.get("articDef") or ""])
        turned.store.save("details", "articAssign", key, node)
    found = compare(straight, turned)
    assert found.same and found.renumbered == 4


def shown(found: Comparison) -> list[str]:
    return [line.op + line.text for line in found.lines if line.op != " "]


def test_a_measure_that_is_put_in_is_one_difference() -> None:
    old = score("treble: c1 | d1 | e1 | f1", "bass: c1 | d1 | e1 | f1")
    new = score("treble: c1 | d1 | b1 | e1 | f1", "bass: c1 | d1 | r1 | e1 | f1")
    found = compare(old, new)
    in_music = [line for line in shown(found) if line[1:2] == "m"]
    assert in_music == ["+m3  4/4, C major, width 600", "+m3 s1 beat 1  b1", "+m3 s2 beat 1  r1"]
    assert found.moved == [(3, 4, 4)]


def test_a_note_that_is_another_is_two_lines() -> None:
    found = compare(score("treble: c4 d e f | g1"), score("treble: c4 d e f# | g1"))
    assert shown(found) == ["-m1 s1 beat 4  f4", "+m1 s1 beat 4  f#4"]
    assert not found.renumbered
