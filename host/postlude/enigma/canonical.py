"""Is an EnigmaXML document well formed and canonical? If it is merely well formed, make it canonical.

Finale writes one form only: UTF-8, one element a line, two spaces a level, ``<x/>`` for empty,
five entities. One pass of a regular expression checks a whole document for exactly that form, the
matching of end tags included, in about half the time of a parse (3 s for a GB); what passes is
well-formed XML. What does not pass goes through expat, which finds the error and its line, or
yields the same document in canonical form.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple
from xml.parsers import expat

from postlude.enigma.codec import UnreadableError
from postlude.enigma.node import escape

SECTIONS = ("mappings", "header", "options", "others", "details", "entries", "texts")
"""The sections of a document in the order in which they are always written."""

_VERSION, _XMLNS = "27.4", "http://www.makemusic.com/2012/finale"  # what a root without them gets
_MAX_DEPTH = 40
_PIECE = 1 << 16


class Span(NamedTuple):
    """Where a section lies: its records are ``xml[start:end]``; ``begin`` to ``finish`` has its tags too."""

    begin: int
    start: int
    end: int
    finish: int


class Canonical(NamedTuple):
    """A document in canonical form, and what its first look told."""

    xml: bytes
    newline: str
    version: str
    sections: dict[str, Span]


# ---- the fast check ---------------------------------------------------------------------------

_NAME = r"[A-Za-z_]\w*+"
_PLAIN_TEXT = r"[^<>&'\"\x00-\x1f]++"
_VALUE = r"[^<>&'\"\x00-\x1f]*+"
_TEXT = r"(?:[^<>&'\"\x00-\x08\x0b-\x1f]++|&(?:amp|lt|gt|quot|apos);)++"
_RECORD_ATTRIBUTES = "".join(
    rf"(?: {names}=\"{_VALUE}\")?+"
    for names in ("(?:cmper|cmper1|entnum|number|type)", "cmper2", "inci", "part", "shared", "prev", "next")
)
_ONE_ATTRIBUTE = rf"(?: {_NAME}=\"{_VALUE}\")?+"


def _element(depth: int, deepest: int, newline: str) -> str:
    """One element that begins on a line of its own, with all inside it."""
    lead, name = newline + "  " * depth, f"n{depth}"
    close = f"</(?P={name})>"
    attributes = _RECORD_ATTRIBUTES if depth == 2 else _ONE_ATTRIBUTE
    inner = ""
    if depth < deepest:
        inner = f"(?:{_element(depth + 1, deepest, newline)})++{lead}{close}|"
    return rf"{lead}<(?P<{name}>{_NAME}){attributes}(?:>(?:{_PLAIN_TEXT}{close}|{inner}{_TEXT}{close})|/>)"


@cache
def _records(newline: str) -> re.Pattern[bytes]:
    return re.compile(f"(?:{_element(2, 6, newline)})++".encode())


_OPENING = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8"\?>(\r\n|\n)<finale version="([\w.]+)" xmlns="[\w:/.]+">'
)


def _is_text(xml: bytes) -> bool:
    """Whether the bytes are UTF-8 without the two non-characters that XML forbids."""
    at = 0
    while at < len(xml):
        piece = xml[at : at + _PIECE]
        if piece.isascii():
            at += len(piece)
            continue
        try:
            text, used = codecs.utf_8_decode(piece, "strict", at + len(piece) == len(xml))
        except UnicodeDecodeError:
            return False
        if "\ufffe" in text or "\uffff" in text:
            return False
        at += used
    return True


def _well_formed(xml: bytes) -> bool:
    try:
        _parser().Parse(xml, True)
    except (expat.ExpatError, UnreadableError):
        return False
    return True


def _locate(xml: bytes) -> Canonical | None:
    """Where the sections of a document lie that is in canonical form, as far as these lines tell."""
    opening = _OPENING.match(xml)
    if opening is None:
        return None
    line = opening[1]
    sections: dict[str, Span] = {}
    position = opening.end()
    for name in SECTIONS:
        tag = name.encode()
        head = line + b"  <" + tag
        if xml.startswith(head + b"/>", position):
            finish = position + len(head) + 2
            sections[name] = Span(position, finish, finish, finish)
            position = finish
        elif xml.startswith(head + b">", position):
            closing = line + b"  </" + tag + b">"
            start = position + len(head) + 1
            end = xml.find(closing, start)
            if end <= start:
                return None
            sections[name] = Span(position, start, end, end + len(closing))
            position = end + len(closing)
    if xml[position:].rstrip(b"\r\n") != line + b"</finale>":
        return None
    return Canonical(xml, line.decode(), opening[2].decode(), sections)


def recognise(xml: bytes) -> Canonical | None:
    """What the document is if it is well formed and canonical, else None."""
    found = _locate(xml)
    if found is None or not _is_text(xml):
        return None
    records = _records(found.newline)
    for name, span in found.sections.items():
        if name == "mappings" or span.start == span.end:
            continue
        match = records.match(xml, span.start, span.end)
        if match is None or match.end() != span.end:
            return None
    mappings = found.sections.get("mappings")
    prolog = xml[: mappings.finish] + b"</finale>" if mappings else b""
    return found if not prolog or _well_formed(prolog) else None


# ---- the slow way -----------------------------------------------------------------------------


def _refuse(*_: object) -> None:
    raise UnreadableError(
        "the XML declares a document type, which can hide an entity bomb",
        "Finale never writes one: remove the DOCTYPE.",
    )


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


_ATTRIBUTE_RANK = {
    name: rank
    for rank, name in enumerate(
        (
            "version",
            "xmlns",
            "cmper",
            "cmper1",
            "entnum",
            "number",
            "cmper2",
            "inci",
            "part",
            "shared",
            "prev",
            "next",
        )
    )
}


_WORD = re.compile(_NAME, re.ASCII)


class _Rewriter:
    """Collects a document's records in canonical form while expat reads it."""

    def __init__(self, parser: expat.XMLParserType, newline: str) -> None:
        self.parser = parser
        self.newline = newline
        self.version = ""
        self.xmlns = ""
        self.sections: dict[str, dict[str, list[str]]] = {}
        self.path: list[str] = []
        self.text: list[str] = []
        self.out: list[str] = []
        self.open_at = 0  # the depth of the start tag that still lacks its ">", if it is the last
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text.append
        parser.ordered_attributes = True

    def fail(self, what: str) -> UnreadableError:
        return UnreadableError(f"{what} at line {self.parser.CurrentLineNumber}")

    def start(self, tag: str, pairs: list[str]) -> None:
        depth = len(self.path)
        attrs = dict(zip(pairs[::2], pairs[1::2], strict=True))
        if depth == 0:
            if tag != "finale":
                raise self.fail(f"the root element is <{tag}>, not <finale>,")
            self.version, self.xmlns = attrs.pop("version", _VERSION), attrs.pop("xmlns", _XMLNS)
            if attrs:
                raise self.fail(f"the root element has an unknown attribute {min(attrs)!r}")
        elif depth == 1 and tag not in SECTIONS:
            raise self.fail(f"<{tag}> is not a section of EnigmaXML")
        elif depth > _MAX_DEPTH:
            raise self.fail("elements nested too deeply")
        if "".join(self.text).strip():
            raise self.fail("text beside elements")
        self.text.clear()
        if depth == 1:
            self.sections.setdefault(tag, {})
        elif depth > 1:
            if self.open_at == depth:
                self.out.append(">")
            if not all(_WORD.fullmatch(name) for name in (tag, *attrs)):
                raise self.fail(f"<{tag}> is not an element of EnigmaXML")
            names = sorted(attrs, key=lambda name: _ATTRIBUTE_RANK.get(name, 99))
            self.out.append(f"{self.newline}{'  ' * depth}<{tag}")
            self.out.extend(f' {name}="{escape(attrs[name])}"' for name in names)
            self.open_at = depth + 1
        self.path.append(tag)

    def end(self, tag: str) -> None:
        self.path.pop()
        depth = len(self.path)
        text = "".join(self.text)
        self.text.clear()
        if depth < 2 or self.open_at != depth + 1:
            if text.strip():
                raise self.fail("text beside elements")
            if depth > 1:
                self.out.append(f"{self.newline}{'  ' * depth}</{tag}>")
        else:
            self.out.append(f">{escape(text)}</{tag}>" if text else "/>")
        self.open_at = 0
        if depth == 2:
            self.sections[self.path[1]].setdefault(tag, []).append("".join(self.out))
            self.out.clear()


def canonicalise(xml: bytes) -> bytes:
    """The same document as Finale would write it; raises UnreadableError if it isn't one.

    Comments and processing instructions go; records of one tag are brought together, sections into
    their order.
    """
    parser = _parser()
    newline = "\r\n" if xml.find(b"\r\n", 0, 4096) >= 0 else "\n"
    rewriter = _Rewriter(parser, newline)
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code) or "unknown error"
        raise UnreadableError(f"malformed XML at line {error.lineno}: {what}") from None
    except (LookupError, ValueError) as error:
        raise UnreadableError(f"the XML cannot be decoded: {error}") from None
    root = f'<finale version="{escape(rewriter.version)}" xmlns="{escape(rewriter.xmlns)}">'
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', newline, root]
    for name in SECTIONS:
        tags = rewriter.sections.get(name)
        if tags is None:
            continue
        if not tags:
            parts.append(f"{newline}  <{name}/>")
            continue
        parts.append(f"{newline}  <{name}>")
        for records in tags.values():
            parts.extend(records)
        parts.append(f"{newline}  </{name}>")
    parts.append(f"{newline}</finale>{newline}")
    return "".join(parts).encode()


def read(xml: bytes) -> Canonical:
    """Check a document and give its canonical form (the very same bytes if it is in it already)."""
    known = recognise(xml)
    if known is None:
        known = _locate(canonicalise(xml))
    if known is None:
        raise UnreadableError(
            "the XML is well formed but not EnigmaXML as Finale writes it",
            "Open it in Finale and export it again.",
        )
    return known
