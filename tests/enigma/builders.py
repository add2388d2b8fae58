"""Small documents for tests, made from short pieces of XML."""

from __future__ import annotations

from postlude.enigma.canonical import canonicalise
from postlude.enigma.document import Document, document_from_bytes


def document_xml(
    *,
    options: str = "",
    others: str = "",
    details: str = "",
    entries: str = "",
    texts: str = "",
    version: str = "27.4",
    newline: str = "\r\n",
) -> bytes:
    """A minimal EnigmaXML document, in canonical form, with those records in its sections.

    ``others='<measSpec cmper="1"><width>600</width></measSpec>'``: any indentation will do. Records of one
    tag belong together and in order. Without any text it has an empty texts section, and so on.
    """
    sections = {"options": options, "others": others, "details": details, "entries": entries, "texts": texts}
    body = "".join(f"<{name}>{records}</{name}>" for name, records in sections.items())
    return canonicalise(
        f'<?xml version="1.0" encoding="UTF-8"?>{newline}'
        f'<finale version="{version}" xmlns="http://www.makemusic.com/2012/finale">{newline}'
        f"<header><headerData><wordOrder>lo-endian</wordOrder></headerData></header>{body}</finale>".encode()
    )


def document(**sections: str) -> Document:
    """`document_xml`, opened."""
    return document_from_bytes(document_xml(**sections))


def measure(number: int, width: int = 600) -> str:
    """A measure's record."""
    return (
        f'<measSpec cmper="{number}"><width>{width}</width><beats>4</beats><divbeat>1024</divbeat></measSpec>'
    )


def entry(number: int, prev: int = 0, following: int = 0, *notes: int, duration: int = 1024) -> str:
    """An entry's record with a note for each of the displacements ``notes``; a rest without any."""
    head = f'<entry entnum="{number}" prev="{prev}" next="{following}"><dura>{duration}</dura>'
    body = f"<numNotes>{len(notes)}</numNotes><isValid/><isNote/>" if notes else "<isValid/>"
    for index, level in enumerate(notes, 1):
        body += f'<note id="{index}"><harmLev>{level}</harmLev><harmAlt>0</harmAlt><isValid/></note>'
    return f"{head}{body}</entry>"
