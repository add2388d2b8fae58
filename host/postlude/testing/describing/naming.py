"""What definitions are called: by what they say, not by their numbers, which differ from file to file.

Definitions that say the same have one name; if only their looks differ, the second is called ``"dolce" #2``. Which is
the second is a matter of their numbers: their contents change more often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property

from postlude.enigma.node import Key, Node
from postlude.enigma.store import Store
from postlude.enigma.text import Run, tokenise
from postlude.testing.describing.fields import flatten, quoted, whole
from postlude.testing.records import ARTICULATION_CHARACTERS, CATEGORIES, CATEGORY_TYPES, DYNAMIC_CHARACTERS

TEXTS = {"block": "blockText", "expression": "expression"}
"""Where a text block's text is, by its ``textTag``."""
_KINDS = dict(zip(CATEGORY_TYPES, CATEGORIES, strict=True))
_DYNAMICS = {chr(code): name for name, code in DYNAMIC_CHARACTERS.items()}
_ARTICULATIONS = {main: name for name, (main, *_) in ARTICULATION_CHARACTERS.items()}
SMUFL = 0xE000
_SIGNS = (
    "p m f r s z n pppppp ppppp pppp ppp pp mp mf pf ff fff ffff fffff ffffff fp fz sf sfp sfpp sfz sfzp sffz rf"
    " rfz"
)
"""SMuFL's dynamics in their order."""
_SMUFL_DYNAMICS = dict(enumerate(_SIGNS.split(), 0xE520))
_SMUFL_ARTICULATIONS = {
    code: name
    for first, name in (
        (0xE4A0, "accent"), (0xE4A2, "staccato"), (0xE4A4, "tenuto"), (0xE4A6, "staccatissimo"),
        (0xE4AC, "marcato"), (0xE4C0, "fermata"),
    )
    for code in (first, first + 1)
}  # fmt: skip

Fields = dict[str, str]


def readable(text: str) -> str:
    """Enigma text without what only says how it looks."""
    return "".join(
        token.text if isinstance(token, Run) else "" if token.is_style else token.source
        for token in tokenise(text)
    )


class Names:
    """The names of the definitions of a document, and what they consist of (``contents``)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def same_numbers(self, other: Names) -> bool:
        """Whether each number is the same definition in both documents, by name."""
        return (self.texts, self.expressions, self.articulations) == (
            other.texts, other.expressions, other.articulations,
        )  # fmt: skip

    # ---- texts

    @cached_property
    def text_contents(self) -> dict[int, Fields]:
        """Each text block, with the text that it shows."""
        found = {}
        for key, node in self._store.walk("others", "textBlock"):
            if key.part:
                continue
            fields = flatten(node)
            fields.pop("textID", None)
            fields["text"] = self._text_of(node)
            found[int(key.cmper1)] = fields
        return found

    def _text_of(self, block: Node) -> str:
        tag = TEXTS.get(block.get("textTag") or "")
        number = block.get("textID") or "0"
        record = self._store.load("texts", tag, Key(whole(number))) if tag else None
        return record.text if record is not None else f"({number})"

    @cached_property
    def texts(self) -> dict[int, str]:
        return _named(
            self.text_contents,
            lambda _, fields: f"{quoted(readable(fields['text']))}",
            lambda fields: fields.get("textTag", ""),
        )

    def text(self, number: int) -> str:
        """A text block by what it says."""
        return self.texts.get(number) or f"text {number}"

    # ---- expressions

    @cached_property
    def expression_contents(self) -> dict[int, Fields]:
        """Each text expression with its text and enclosure."""
        found = {}
        for key, node in self._store.walk("others", "textExprDef"):
            number = int(key.cmper1)
            if key.part:
                continue
            fields = flatten(node)
            block = self.text_contents.get(whole(node.get("textIDKey")))
            if block is not None:
                del fields["textIDKey"]
                fields["text"] = block["text"]
                fields.update((f"block/{path}", value) for path, value in block.items() if path != "text")
            enclosure = self._store.load("others", "textExpressionEnclosure", Key(number))
            if enclosure is not None:
                fields["enclosure"] = ""
                fields.update((f"enclosure/{path}", value) for path, value in flatten(enclosure).items())
            found[number] = fields
        return found

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {
            str(key.cmper1): _KINDS.get(node.get("categoryType") or "", "expression")
            for key, node in self._store.walk("others", "markingsCategory")
        }

    def _expression(self, _: int, fields: Fields) -> str:
        kind = self._kinds.get(fields.get("categoryID", ""), "expression")
        text = readable(fields.get("text", ""))
        if kind == "dynamic":
            spelled = _DYNAMICS.get(text) or "".join(_SMUFL_DYNAMICS.get(ord(each), "?") for each in text)
            if spelled and "?" not in spelled:
                return f"{kind} {spelled}"
        return f"{kind} {quoted(text)}"

    @cached_property
    def expressions(self) -> dict[int, str]:
        return _named(self.expression_contents, self._expression)

    def expression(self, number: int) -> str:
        return self.expressions.get(number) or f"expression {number}"

    # ---- articulations

    @cached_property
    def articulation_contents(self) -> dict[int, Fields]:
        return {
            int(key.cmper1): flatten(node)
            for key, node in self._store.walk("others", "articDef")
            if not key.part
        }

    @cached_property
    def articulations(self) -> dict[int, str]:
        return _named(self.articulation_contents, _articulation)

    def articulation(self, number: int) -> str:
        return self.articulations.get(number) or f"articulation {number}"

    # ---- what keeps its number

    @cached_property
    def _others(self) -> dict[tuple[str, int], str]:
        found = {}
        for tag, path in (("staffStyle", "styleName"), ("textRepeatText", "rptText")):
            for key, node in self._store.walk("others", tag):
                if not key.part:
                    found[tag, int(key.cmper1)] = node.get(path) or ""
        return found

    def staff_style(self, number: int) -> str:
        """A staff style by its number and name."""
        return joined_number(number, self._others.get(("staffStyle", number)))

    def repeat_text(self, number: int) -> str:
        return joined_number(number, self._others.get(("textRepeatText", number)))

    def chord_suffix(self, number: int) -> str:
        keys = self._store.keys_of("others", "chordSuffix", number)
        nodes = [self._store.load("others", "chordSuffix", key) for key in keys if not key.part]
        codes = [whole(node.get("suffix")) for node in nodes if node is not None]
        signs = "".join(chr(code) for code in codes if 31 < code < 0x110000)
        return joined_number(number, signs)


def joined_number(number: int, text: str | None) -> str:
    return f"{number} {quoted(text)}" if text else str(number)


def _articulation(number: int, fields: Fields) -> str:
    if "mainIsShape" in fields:
        return f"articulation shape {fields.get('mainShape', 0)}"
    code = whole(fields.get("charMain"))
    known = _SMUFL_ARTICULATIONS if code >= SMUFL else _ARTICULATIONS
    if code in known and "fontMain" not in fields:
        return known[code]
    font = f" of font {fields['fontMain']}" if "fontMain" in fields else ""
    return f"articulation {quoted(chr(code)) if 32 < code < 0x110000 else code}{font}"


def _named(
    contents: Mapping[int, Fields],
    label: Callable[[int, Fields], str],
    kind: Callable[[Fields], str] = lambda _: "",
) -> dict[int, str]:
    """A name for each definition: what differs has different names, whatever its number is."""
    variants: dict[tuple[str, str], dict[tuple[tuple[str, str], ...], list[int]]] = defaultdict(dict)
    for number, fields in contents.items():
        content = tuple(sorted(fields.items()))
        variants[kind(fields), label(number, fields)].setdefault(content, []).append(number)
    names = {}
    for (_, name), found in variants.items():
        for place, content in enumerate(found, 1):
            for number in found[content]:
                names[number] = name if place == 1 else f"{name} #{place}"
    return names
