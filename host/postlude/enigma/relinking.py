"""Relinking: what parts have of a record for themselves is given up again.

Seen from a part, relinking to the score gives up what that part has; relinking to the view makes what the
part sees the score's, and so every part's. Seen from the score, both give up what any part has.
"""

from __future__ import annotations

from postlude.enigma.node import Key
from postlude.enigma.parts import ENTRY_DETAIL, SCORE, drop_empty_groups, load_for_part, relink
from postlude.enigma.sharing import OWN_TAGS, unlinkable
from postlude.enigma.store import Store

ZEROS = ("0", "0.000000e+00")


def relink_to_score(store: Store, section: str, tag: str, key: Key, part: int) -> bool:
    """Give up what the part has of the record; False if the score has none to link to."""
    if not _linkable(store, section, tag, key):
        return False
    for each in (part,) if part != SCORE else _parts(store, section, tag, key):
        relink(store, section, tag, key, each)
    if section == "entries":
        _drop_base(store, key)
    return True


def relink_to_view(store: Store, section: str, tag: str, key: Key, part: int) -> bool:
    """Make what the part sees what the score and all parts see; False if the score has no such record."""
    if not _linkable(store, section, tag, key):
        return False
    seen = load_for_part(store, section, tag, key, part)
    assert seen is not None
    for attribute in ("part", "shared"):
        seen.attrs.pop(attribute, None)
    before = store.load(section, tag, key._replace(part=SCORE))
    assert before is not None
    for path in [path for unit in unlinkable(tag) for path in unit]:
        # An overlay writes zero out, the score's record leaves it out.
        if seen.get(path) in ZEROS and before.get(path) is None:
            seen.set(path, None)
    drop_empty_groups(seen, before, section, tag)
    relink_to_score(store, section, tag, key, SCORE)
    store.save(section, tag, key._replace(part=SCORE), seen)
    return True


def _linkable(store: Store, section: str, tag: str, key: Key) -> bool:
    return tag not in OWN_TAGS and store.exists(section, tag, key._replace(part=SCORE))


def _parts(store: Store, section: str, tag: str, key: Key) -> list[int]:
    """The parts that have something of the record for themselves."""
    if section == "entries":
        section, tag = ENTRY_DETAIL
    alike = store.keys_of(section, tag, key.cmper1, key.cmper2)
    return [each.part for each in alike if each.part != SCORE and each.inci == key.inci]


def _drop_base(store: Store, key: Key) -> None:
    """The score has a detail of an entry's fields only beside that of a part."""
    if not _parts(store, "entries", "entry", key):
        store.delete(*ENTRY_DETAIL, key._replace(part=SCORE))
