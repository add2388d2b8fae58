"""What becomes of the records that refer to one which is deleted.

In real documents every reference leads somewhere. So what is nothing without the deleted record goes along, as when
Finale's own windows delete it: assignments of a definition, syllables of a text. Everything else only loses the
reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.enigma.sharing import OWN_TAGS

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.session import Session

Field = tuple[str, str, str]
"""Section, tag and path of a field that holds the number of another record."""

GO: dict[str, tuple[Field, ...]] = {
    "articDef": (("details", "articAssign", "articDef"),),
    "chorus": (("details", "lyrDataChorus", "lyricNumber"),),
    "measNumbRegion": (("details", "measNumbIndivPos", "region"),),
    "section": (("details", "lyrDataSection", "lyricNumber"),),
    "shapeExprDef": (("others", "measExprAssign", "shapeExprID"),),
    "ssLineStyle": (("others", "smartShape", "lineStyleID"),),
    "staffGroup": (("others", "multiStaffGroupID", "staffGroupID"),),
    "staffStyle": (("others", "staffStyleAssign", "style"),),
    "textExprDef": (("others", "measExprAssign", "textExprID"),),
    "textRepeatDef": (("others", "textRepeatAssign", "repnum"),),
    "verse": (("details", "lyrDataVerse", "lyricNumber"),),
}
"""For each tag what goes along with a record of it."""

SAME_NUMBER = {
    "categoryStaffListScore": ("categoryStaffListName", "categoryStaffListParts"),
    "multiStaffInstGroup": ("multiStaffGroupID",),
    "staffStyle": ("drumStaffStyle", "namePosAbbrvStyle", "namePosFullStyle"),
    "textRepeatDef": ("separatesTextRepeat",),
}
"""Records of ``others`` that belong to that of the same number, and go with it."""

LOSE: dict[str, tuple[Field, ...]] = {
    "categoryStaffListScore": (
        ("others", "markingsCategory", "staffList"),
        ("others", "measExprAssign", "staffList"),
    ),
    "chordSuffix": (("details", "chordAssign", "suffix"), ("details", "learnedChordDef", "suffix")),
    "fretStyle": (("details", "chordAssign", "fbStyleID"), ("details", "learnedChordDef", "fbStyleID")),
    "fretInst": (("others", "staffSpec", "fretInstID"), ("others", "staffStyle", "fretInstID")),
    "shapeDef": (
        ("details", "stemDefDown", "shapeDef"),
        ("details", "stemDefUp", "shapeDef"),
        ("others", "articDef", "altShape"),
        ("others", "articDef", "mainShape"),
        ("others", "execShape", "shapeID"),
        ("others", "measSpec", "customBarShape"),
        ("others", "measSpec", "customLeftBarShape"),
        ("others", "mmRest", "shapeDef"),
        ("others", "shapeExprDef", "shapeDef"),
        ("others", "ssLineStyle", "lineCapEndArrowID"),
        ("others", "ssLineStyle", "lineCapStartArrowID"),
        ("others", "textBlock", "shapeID"),
    ),
    "staffGroup": (("others", "partDef", "defaultNameGroup"),),
    "textBlock": (
        ("details", "measTextAssign", "block"),
        ("details", "staffGroup", "abbrvID"),
        ("details", "staffGroup", "fullID"),
        ("others", "pageTextAssign", "block"),
        ("others", "partDef", "nameID"),
        ("others", "staffSpec", "abbrvName"),
        ("others", "staffSpec", "fullName"),
        ("others", "staffStyle", "abbrvName"),
        ("others", "staffStyle", "fullName"),
        ("others", "textExprDef", "textIDKey"),
    ),
}
"""For each tag the fields that hold nothing any more when the record that they name is deleted."""

OF_STAVES: tuple[Field, ...] = (
    ("others", "measExprAssign", "staffAssign"),
    ("others", "separatesRepeatBack", "instno"),
    ("others", "separatesRepeatEndingLine", "instno"),
    ("others", "separatesRepeatEndingText", "instno"),
    ("others", "separatesTextRepeat", "instno"),
    ("details", "crossStaff", "instrument"),
)
"""What goes with a staff, beside its music and what has its number."""
NAMED_BY_STAVES: Field = ("others", "partDef", "defaultNameStaff")

CATEGORY = "markingsCategory"
KNOWN = GO.keys() | SAME_NUMBER.keys() | LOSE.keys() | {CATEGORY}


def forget(session: Session, section: str, tag: str, key: Key) -> None:
    """Let go of a record that was deleted, if it was the last one of its number."""
    store = session.store
    number = key.cmper2 if section == "details" else int(key.cmper1)
    part = session.part if tag in OWN_TAGS else None
    if any(part is None or each.part == part for each in store.keys_of(section, tag, key.cmper1, key.cmper2)):
        return
    for field in GO.get(tag, ()):
        for each, _ in reversed(list(_referring(store, field, number))):
            if part is None or each.part == part:
                _go(session, field, each)
    for other in SAME_NUMBER.get(tag, ()):
        for each in store.keys_of("others", other, number):
            store.delete("others", other, each)
    for field in LOSE.get(tag, ()):
        for each, node in list(_referring(store, field, number)):
            node.set(field[2], None)
            store.save(*field[:2], each, node)
    if tag == CATEGORY:
        _other_category(store, number)


def forget_staff(session: Session, staff: int) -> None:
    """Let go of a staff that is deleted."""
    for field in OF_STAVES:
        for key, _ in reversed(list(_referring(session.store, field, staff))):
            _go(session, field, key)
    for key, node in list(_referring(session.store, NAMED_BY_STAVES, staff)):
        node.set(NAMED_BY_STAVES[2], None)
        session.store.save(*NAMED_BY_STAVES[:2], key, node)


def is_referred_to(store: Store, tag: str, number: int) -> bool:
    """Whether a record of ``others`` is named by another one."""
    return any(any(_referring(store, field, number)) for field in (*GO.get(tag, ()), *LOSE.get(tag, ())))


def _referring(store: Store, field: Field, number: int) -> Iterator[tuple[Key, Node]]:
    """The records, of the score and of parts, that have a number in a field."""
    section, tag, path = field
    sought = f"<{path.rpartition('/')[2]}>{number}<".encode()
    for key in list(store.keys(section, tag)):
        if sought in (store.raw(section, tag, key) or b""):
            node = store.load(section, tag, key)
            if node is not None and node.get(path) == str(number):
                yield key, node


def _go(session: Session, field: Field, key: Key) -> None:
    from postlude.finale.deleting import delete_record, delete_version
    from postlude.finale.marks.smartshapemarks import remove_marks

    section, tag, _ = field
    if tag in OWN_TAGS:
        delete_version(session.store, section, tag, key)
        return
    if tag == "smartShape" and not key.part:
        remove_marks(session, int(key.cmper1))
    delete_record(session, section, tag, key._replace(part=0))


def _other_category(store: Store, number: int) -> None:
    """Put the expressions of a category that is gone among the miscellaneous ones, where Finale puts them too."""
    left = list(store.walk("others", CATEGORY))
    left.sort(key=lambda pair: pair[1].get("categoryType") != "misc")
    for tag in ("textExprDef", "shapeExprDef"):
        for key, node in list(_referring(store, ("others", tag, "categoryID"), number)):
            node.set("categoryID", str(left[0][0].cmper1) if left else None)
            store.save("others", tag, key, node)
