"""``postlude info``: what is in a document."""

from __future__ import annotations

import argparse
import json
from typing import Any

SECTIONS = ("header", "options", "others", "details", "entries", "texts")


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "info", help="what is in a document", description="Show what is in a document."
    )
    parser.add_argument("document", metavar="DOCUMENT")
    parser.add_argument(
        "--lines", action="store_true", help="the score as text, a line an event, as diff compares it"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(handler=_info)


def _info(options: argparse.Namespace) -> int:
    from postlude.enigma.document import open_document

    document = open_document(options.document)
    lines: list[str] = []
    if options.lines:
        from postlude.testing.describing import describe as lines_of

        lines = lines_of(document)
        if not options.json:
            print("\n".join(lines))
            return 0
    facts = describe(document)
    if options.json:
        if options.lines:
            facts["lines"] = lines
        print(json.dumps(facts, ensure_ascii=False))
        return 0
    print(f"{facts['document']}: EnigmaXML {facts['version']}")
    for name, value in facts["file_info"].items():
        print(f"  {name}: {value}")
    print(f"  {facts['measures']} measures, {facts['entries']} entries")
    print(
        "  staves: " + ", ".join(f"{staff['number']} {staff['name']}".rstrip() for staff in facts["staves"])
    )
    print("  parts: " + ", ".join(f"{part['number']} {part['name']}".rstrip() for part in facts["parts"]))
    print("  records: " + ", ".join(f"{name} {count}" for name, count in facts["records"].items() if count))
    return 0


def describe(document: Any) -> dict[str, Any]:
    """The facts that ``info`` shows."""
    from postlude.enigma.text import plain
    from postlude.finale.namespace import Namespace
    from postlude.finale.partnames import part_name
    from postlude.finale.session import Session
    from postlude.finale.staves.staves import scroll_view

    session = Session(document)
    store = session.store
    finale = Namespace(session)
    staves = []
    for number in scroll_view(session):
        staff = finale.FCStaff()
        name = staff.CreateDisplayFullNameString().LuaString if staff.Load(number) else ""
        staves.append({"number": number, "name": name.replace("\n", " ")})
    info = {}
    for key in store.keys("texts", "fileInfo"):
        node = store.load("texts", "fileInfo", key)
        if node is not None and node.text:
            info[str(key.cmper1)] = plain(node.text)
    return {
        "document": str(document.path),
        "version": document.version,
        "file_info": info,
        "measures": session.measure_count(),
        "staves": staves,
        "parts": [
            {"number": int(key.cmper1), "name": part_name(session, int(key.cmper1))}
            for key in store.keys("others", "partDef")
        ],
        "entries": len(store.keys("entries", "entry")),
        "records": {name: sum(len(store.keys(name, tag)) for tag in store.tags(name)) for name in SECTIONS},
    }
