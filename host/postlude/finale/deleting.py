"""Records that are removed, with what that does to those beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.enigma.sharing import OWN_TAGS
from postlude.finale.dependants import KNOWN, forget

if TYPE_CHECKING:
    from postlude.enigma.store import Store
    from postlude.finale.session import Session


def delete_record(session: Session, section: str, tag: str, key: Key) -> bool:
    """Remove a record with all that parts have of it, and let those of higher inci move up.

    Of what each part has a list of its own (``OWN_TAGS``), only that of the part in view goes. What refers to the
    record goes along or lets it go: `postlude.finale.dependants`.
    """
    store = session.store
    part = session.part if tag in OWN_TAGS else None
    versions = [
        each
        for each in store.keys_of(section, tag, key.cmper1, key.cmper2)
        if each.inci >= key.inci and (part is None or each.part == part)
    ]
    if not any(each.inci == key.inci for each in versions):
        return False
    for each in sorted(versions, key=lambda version: version.inci):
        node = store.load(section, tag, each)
        store.delete(section, tag, each)
        if each.inci > key.inci and node is not None:
            store.save(section, tag, each._replace(inci=each.inci - 1), node)
    if tag in KNOWN:
        forget(session, section, tag, key)
    return True


def delete_version(store: Store, section: str, tag: str, key: Key) -> None:
    """Remove one record, of the score or of a part; those of higher inci move up, those of other parts don't."""
    store.delete(section, tag, key)
    for each in store.keys_of(section, tag, key.cmper1, key.cmper2):
        if each.part == key.part and each.inci > key.inci >= 0:
            node = store.load(section, tag, each)
            assert node is not None
            store.delete(section, tag, each)
            store.save(section, tag, each._replace(inci=each.inci - 1), node)
