"""What a part sees of a record, and what becomes of a record that is edited while a part is in view.

The score is part 0. Three ways are seen in real documents:

- the part has no record: it shares the score's;
- a record of its own (``shared="false"``): complete, the score's does not count;
- an overlay (``shared="true"``): the score's record with the children of the overlay laid over it, where
  zero is written out and a flag that is off holds ``<offInPart/>``.

Which records are of which kind, and which fields can be unlinked, is in `postlude.enigma.sharing`.
"""

from __future__ import annotations

from postlude.enigma import schema
from postlude.enigma.node import Key, Node
from postlude.enigma.schema import OFF_IN_PART
from postlude.enigma.sharing import ALTERATIONS, OWN_TAGS, WHOLE_TAGS, unlinkable
from postlude.enigma.store import Store
from postlude.errors import ScriptError

SCORE = 0

ENTRY_DETAIL = ("details", "entryPartFieldDetail")
_ENTRY_FIELDS = ("posi", "freezeStem", "upStem")


def load_for_part(store: Store, section: str, tag: str, key: Key, part: int) -> Node | None:
    """The record as the part sees it, None if it sees none. ``key.part`` is ignored."""
    score_key, part_key = key._replace(part=SCORE), key._replace(part=part)
    if part == SCORE or section not in ("others", "details", "entries"):
        return store.load(section, tag, score_key)
    if section == "entries":
        return _entry_in_part(store, tag, score_key, part)
    own = store.load(section, tag, part_key)
    if own is None:
        return None if tag in OWN_TAGS else store.load(section, tag, score_key)
    base = store.load(section, tag, score_key) if own.attrs.get("shared") == "true" else None
    if base is None:
        return own
    _lay_over(base, own)
    return base


def keys_for_part(store: Store, section: str, tag: str, part: int) -> list[Key]:
    """The keys (all with part 0) of the records that the part sees, sorted."""
    keys = store.keys(section, tag)
    if part == SCORE:
        return [key for key in keys if key.part == SCORE]
    parts = (part,) if tag in OWN_TAGS else (SCORE, part)
    return sorted({key._replace(part=SCORE) for key in keys if key.part in parts})


def save_for_part(store: Store, section: str, tag: str, key: Key, part: int, node: Node) -> None:
    """Write the record as edited while ``part`` was in view.

    What a part can have for itself is unlinked where it differs from what the part saw, and stays
    unlinked; all other fields are the score's and change there. Raises ScriptError as `Store.save` does.
    """
    score_key, part_key = key._replace(part=SCORE), key._replace(part=part)
    if part == SCORE or section not in ("others", "details", "entries") or tag == "gfhold":
        store.save(section, tag, score_key, node)
    elif section == "entries":
        _save_entry(store, tag, score_key, part, node)
    elif tag in OWN_TAGS:
        _save_whole(store, section, tag, part_key, node)
    else:
        own = store.load(section, tag, part_key)
        score = store.load(section, tag, score_key)
        overlaid = own is not None and own.attrs.get("shared") == "true"
        if own is not None and (not overlaid or score is None):
            _save_whole(store, section, tag, part_key, node, own.attrs.get("shared", "false"))
        elif score is None:
            # What is created in a part is the score's; an alteration of what was there is the part's alone.
            base = _without_alterations(tag, node)
            store.save(section, tag, score_key, base)
            if base != node:
                _save_overlay(store, section, tag, part_key, node, base, None)
        elif tag in WHOLE_TAGS:
            if node.children != score.children or node.text != score.text:
                _save_whole(store, section, tag, part_key, node)
        else:
            _save_overlay(store, section, tag, part_key, node, score, own)


def relink(store: Store, section: str, tag: str, key: Key, part: int) -> bool:
    """Delete what the part has of the record for itself; False if it had nothing."""
    if part == SCORE:
        return False
    if section == "entries":
        return store.delete(*ENTRY_DETAIL, key._replace(part=part))
    return store.delete(section, tag, key._replace(part=part))


def is_unlinked(store: Store, section: str, tag: str, key: Key, part: int) -> bool:
    """Whether the part has a record, or an overlay with anything in it, for itself."""
    if section == "entries":
        section, tag = ENTRY_DETAIL
    own = store.load(section, tag, key._replace(part=part)) if part != SCORE else None
    return own is not None and (own.attrs.get("shared") != "true" or bool(own.children))


# ---- inside -----------------------------------------------------------------------------------


def _lay_over(base: Node, overlay: Node) -> None:
    """Change ``base`` to what the overlay makes of it."""
    counts: dict[str, int] = {}
    for child in overlay.children:
        position = counts[child.tag] = counts.get(child.tag, -1) + 1
        alike = base.find_all(child.tag)
        mine = alike[position] if position < len(alike) else None
        if child.find(OFF_IN_PART) is not None:
            if mine is not None:
                base.remove(mine)
        elif mine is None:
            base.children.append(_without_marks(child))
        elif child.children:
            _lay_over(mine, child)
        else:
            mine.text = child.text
    if overlay.text:
        base.text = overlay.text


def _without_marks(node: Node) -> Node:
    """A copy without the flags that are off."""
    twin = Node(node.tag, node.text, dict(node.attrs))
    for child in node.children:
        if child.find(OFF_IN_PART) is None:
            twin.children.append(_without_marks(child))
    return twin


def _save_whole(store: Store, section: str, tag: str, key: Key, node: Node, shared: str = "false") -> None:
    node.attrs["shared"] = shared
    store.save(section, tag, key, node)


def _value(node: Node, path: str) -> str | None:
    """The text at ``path``, None for what counts as absent: zero too."""
    text = node.get(path)
    return None if text == "0" else text


def _save_overlay(
    store: Store,
    section: str,
    tag: str,
    part_key: Key,
    node: Node,
    score: Node,
    own: Node | None,
) -> None:
    overlay = own if own is not None else Node(tag)
    merged = node.copy()
    before = score.copy()
    _lay_over(before, overlay)
    for unit in unlinkable(tag):
        fields = [path for path in unit if schema.is_known(section, f"{tag}/{path}")]
        if any(_value(node, path) != _value(before, path) for path in fields):
            for path in fields:
                _state(overlay, section, tag, path, node.get(path), score.get(path))
        for path in fields:
            merged.set(path, score.get(path))
    drop_empty_groups(merged, score, section, tag)
    store.save(section, tag, part_key._replace(part=SCORE), merged)
    if own is not None or overlay.children:
        overlay.attrs["shared"] = "true"
        store.save(section, tag, part_key, overlay)


def _without_alterations(tag: str, node: Node) -> Node:
    """What the score gets of a record that is made in a part."""
    base = node.copy()
    if tag in ALTERATIONS:
        for unit in unlinkable(tag):
            for path in unit:
                base.set(path, None)
    return base


def _state(overlay: Node, section: str, tag: str, path: str, text: str | None, score: str | None) -> None:
    """Write a value into an overlay, where absence would mean "as in the score", whose value is given."""
    form = schema.form(section, f"{tag}/{path}")
    if form == "flag":
        overlay.set(path, "")
        if text is None:
            overlay.find(path).add(OFF_IN_PART)  # type: ignore[union-attr]
    elif text is not None:
        overlay.set(path, text)
    elif form in ("int", "float"):
        overlay.set(path, "0" if form == "int" else "0.000000e+00")
    elif score is None:
        overlay.set(path, None)
    else:
        raise ScriptError(
            f"cannot save {section}/{tag} in a part: the score has {path} = {score}, and no document shows how "
            "a part has none"
        )


def drop_empty_groups(merged: Node, score: Node | None, section: str, path: str) -> None:
    """Drop groups that became empty because the score does not have what they held."""
    for child in list(merged.children):
        child_path = f"{path}/{child.tag}"
        if schema.form(section, child_path) != "group":
            continue
        twin = score.find(child.tag) if score is not None else None
        drop_empty_groups(child, twin, section, child_path)
        if twin is None and not child.children and not child.attrs:
            merged.remove(child)


def _entry_in_part(store: Store, tag: str, key: Key, part: int) -> Node | None:
    """An entry never has a part's record: three of its fields may lie in a detail of the part."""
    entry = store.load("entries", tag, key)
    overlay = store.load(*ENTRY_DETAIL, key._replace(part=part))
    if entry is None or overlay is None:
        return entry
    for name in _ENTRY_FIELDS:
        stated = overlay.find(name)
        if stated is not None:
            entry.set(name, None if stated.find(OFF_IN_PART) is not None else stated.text)
    return entry


def _save_entry(store: Store, tag: str, key: Key, part: int, node: Node) -> None:
    score = store.load("entries", tag, key)
    if score is None:
        store.save("entries", tag, key, node)
        return
    own_key = key._replace(part=part)
    own = store.load(*ENTRY_DETAIL, own_key)
    overlay = own if own is not None else Node(ENTRY_DETAIL[1])
    before = _entry_in_part(store, tag, key, part) or score
    merged = node.copy()
    for unit in unlinkable(ENTRY_DETAIL[1]):
        if any(_value(node, name) != _value(before, name) for name in unit):
            for name in unit:
                _state(overlay, *ENTRY_DETAIL, name, node.get(name), score.get(name))
        for name in unit:
            merged.set(name, score.get(name))
    store.save("entries", tag, key, merged)
    if own is None and not overlay.children:
        return
    if not store.exists(*ENTRY_DETAIL, key):
        # Beside a part's detail the score has one too: a stem that is frozen, and nothing else.
        base = Node(ENTRY_DETAIL[1])
        if score.find("freezeStem") is not None:
            base.set("freezeStem", "")
            base.set("upStem", score.get("upStem"))
        store.save(*ENTRY_DETAIL, key, base)
    overlay.attrs["shared"] = "true"
    store.save(*ENTRY_DETAIL, own_key, overlay)
