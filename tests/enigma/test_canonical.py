"""Well-formedness at open: what passes, what is put in order, what is refused, and where it says so."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlude.enigma import canonical
from postlude.enigma.codec import UnreadableError
from postlude.enigma.node import Key
from postlude.enigma.store import Store
from tests.enigma.builders import document_xml, entry, measure

XML = document_xml(
    options="<tieOptions><tieTipWidth>1.000000e+00</tieTipWidth></tieOptions>",
    others=measure(1) + measure(2) + '<measSpec cmper="2" part="1" shared="true"><width>3</width></measSpec>',
    details='<gfhold cmper1="1" cmper2="1"><clefID>0</clefID><frame1>1</frame1></gfhold>',
    entries=entry(1, 0, 2, 0) + entry(2, 1, 0, 3, 5),
    texts='<verse number="1">^size(12)q &amp; &quot;é&quot;&lt;\nzwei</verse><verse number="2"/>',
)


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_canonical_documents_are_taken_as_they_are(newline: str) -> None:
    xml = document_xml(others=measure(1), newline=newline)
    found = canonical.read(xml)
    assert found.xml is xml
    assert (found.newline, found.version) == (newline, "27.4")


def test_sections_are_found_with_and_without_records() -> None:
    found = canonical.read(document_xml(others=measure(1)))
    span = found.sections["others"]
    assert found.xml[span.start : span.end].startswith(b'\r\n    <measSpec cmper="1">')
    assert found.xml[span.begin : span.finish].startswith(b"\r\n  <others>")
    empty = found.sections["texts"]
    assert found.xml[empty.begin : empty.finish] == b"\r\n  <texts/>"
    assert empty.start == empty.end


VARIANTS = {
    "other indentation": XML.replace(b"\r\n  ", b"\r\n\t"),
    "no indentation": b"".join(line.strip() for line in XML.replace(b"\nzwei", b"&#10;zwei").split(b"\r\n")),
    "a comment": XML.replace(b"<others>", b"<others><!-- <measSpec/> -->"),
    "an instruction": XML.replace(b"<others>", b"<?other thing?><others>"),
    "long empties": XML.replace(b"<isNote/>", b"<isNote></isNote>"),
    "spaces in tags": XML.replace(b"<isNote/>", b"<isNote />"),
    "character references": XML.replace(b"q &amp;", b"&#113; &#x26;"),
    "a section of characters": XML.replace(b"q &amp; &quot;", b'<![CDATA[q & "]]>'),
    "attributes in another order": XML.replace(b'prev="0" next="2"', b'next="2" prev="0"').replace(
        b'cmper1="1" cmper2="1"', b'cmper2="1" cmper1="1"'
    ),
    "single quotes": XML.replace(b'cmper="1"', b"cmper='1'"),
    "a byte order mark": b"\xef\xbb\xbf" + XML,
    "another encoding": XML.replace(b"UTF-8", b"UTF-16").decode().encode("utf-16"),
    "no declaration": XML.partition(b"?>\r\n")[2],
}


@pytest.mark.parametrize("name", VARIANTS)
def test_other_forms_are_put_into_the_canonical_one(name: str) -> None:
    assert VARIANTS[name] != XML
    assert canonical.recognise(VARIANTS[name]) is None
    assert canonical.read(VARIANTS[name]).xml.replace(b"\r\n", b"\n") == XML.replace(b"\r\n", b"\n")


def test_sections_and_records_come_into_order() -> None:
    body = b"<texts/><others><a cmper='1'/><b cmper='1'/><a cmper='2'/></others>"
    xml = canonical.canonicalise(b'<finale version="27.4" xmlns="x">' + body + b"</finale>")
    assert [line.strip() for line in xml.splitlines()[2:]] == [
        b"<others>",
        b'<a cmper="1"/>',
        b'<a cmper="2"/>',
        b'<b cmper="1"/>',
        b"</others>",
        b"<texts/>",
        b"</finale>",
    ]


def test_what_the_fast_check_does_not_know_is_read_all_the_same() -> None:
    deep = "".join(f"<l{n}>" for n in range(12)) + "".join(f"</l{n}>" for n in reversed(range(12)))
    xml = document_xml(others=f'<measSpec cmper="1" odd="2"><a b="1" c="2">t</a>{deep}</measSpec>')
    assert canonical.recognise(xml) is None
    found = canonical.read(xml)
    assert found.xml == xml
    node = Store(found).load("others", "measSpec", Key(1))
    assert node is not None
    assert node.attrs == {"cmper": "1", "odd": "2"}
    assert (node.get("a"), len(list(node.walk()))) == ("t", 13)


def line_of(needle: bytes) -> int:
    return XML[: XML.index(needle)].count(b"\n") + 1


MALFORMED = {
    "cut off in the middle": (XML[: len(XML) // 2], None),
    "cut off at the end": (XML[:-12], None),
    "a start tag gone": (XML.replace(b"<clefID>", b"", 1), line_of(b"<clefID>")),
    "an end tag gone": (XML.replace(b"</headerData>", b"", 1), line_of(b"</header>")),
    "end tag of another name": (XML.replace(b"</clefID>", b"</clefIX>", 1), line_of(b"<clefID>")),
    "a bare ampersand": (XML.replace(b"q &amp;", b"q & ", 1), line_of(b"<verse")),
    "an unknown entity": (XML.replace(b"q &amp;", b"q &nope;", 1), line_of(b"<verse")),
    "an attribute twice": (XML.replace(b'prev="0"', b'prev="0" prev="0"', 1), line_of(b"<entry entnum")),
    "an attribute without quotes": (XML.replace(b'prev="0"', b"prev=0", 1), line_of(b"<entry entnum")),
    "a control character": (XML.replace(b"zwei", b"zw\x01i"), line_of(b"zwei")),
    "not UTF-8": (XML.replace("é".encode(), b"\xe9"), line_of(b"<verse")),
    "a name that begins with a digit": (XML.replace(b"clefID>", b"1clefID>"), line_of(b"<clefID>")),
    "two roots": (XML + b"<finale/>", XML.count(b"\n") + 1),
    "something behind the root": (XML + b"more", XML.count(b"\n") + 1),
    "broken header": (XML.replace(b"</wordOrder>", b"</wordOrdex>"), line_of(b"<wordOrder>")),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_xml_is_refused_with_its_line(name: str) -> None:
    xml, line = MALFORMED[name]
    with pytest.raises(UnreadableError) as caught:
        canonical.read(xml)
    assert "malformed XML at line" in caught.value.what
    if line is not None:
        assert f"at line {line}:" in caught.value.what


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (XML.replace(b"<finale ", b'<!DOCTYPE finale [<!ENTITY a "aaa">]><finale ', 1), "document type"),
        (
            XML.replace(b"<finale ", b'<!DOCTYPE finale SYSTEM "file:///etc/passwd"><finale ', 1),
            "document type",
        ),
        (b"<score-partwise><part/></score-partwise>", "<score-partwise>, not <finale>"),
        (b'<finale version="1" xmlns="x"><music/></finale>', "<music> is not a section"),
        (b'<finale version="1" xmlns="x" lang="en"/>', "unknown attribute 'lang'"),
        (b'<finale version="1" xmlns="x"><others>words</others></finale>', "text beside elements"),
        (XML.replace(b"<clefID>0", b"loose<clefID>0"), "text beside elements"),
        (
            b"<finale><others><a>" + b"<b>" * 100 + b"</b>" * 100 + b"</a></others></finale>",
            "nested too deeply",
        ),
        (b"<finale><others><x:a xmlns:x='b'/></others></finale>", "<x:a> is not an element"),
        (b"<finale><others><a b-c='d'/></others></finale>", "<a> is not an element"),
        (b'<?xml version="1.0" encoding="klingon"?><finale/>', ""),
    ],
)
def test_what_is_not_enigmaxml_is_refused(xml: bytes, what: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        canonical.read(xml)
    assert what in caught.value.what
    assert "\n" not in caught.value.what


@pytest.mark.parametrize("shift", range(4))
def test_characters_across_the_pieces_of_the_check_are_read(shift: int) -> None:
    words = "x" * shift + "é€😀" * 30_000
    xml = document_xml(texts=f'<verse number="1">{words}</verse>')
    assert canonical.recognise(xml) is not None
    for bad in (b"\xff", b"\xc3", b"\xed\xa0\x80", "\ufffe".encode(), "\uffff".encode()):
        at = xml.rindex("é".encode())
        broken = xml[:at] + bad + xml[at + 2 :]
        assert canonical.recognise(broken) is None
        with pytest.raises(UnreadableError, match="malformed XML at line"):
            canonical.read(broken)


def test_an_entity_bomb_is_refused_before_it_grows() -> None:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE finale [<!ENTITY l0 "ha">{layers}]><finale>&l11;</finale>'
    with pytest.raises(UnreadableError, match="entity bomb"):
        canonical.read(bomb.encode())


@settings(max_examples=250, deadline=None)
@given(st.integers(0, len(XML) - 1), st.integers(0, 3), st.binary(max_size=3))
def test_what_the_fast_check_accepts_is_well_formed_and_canonical(at: int, gone: int, new: bytes) -> None:
    damaged = XML[:at] + new + XML[at + gone :]
    if canonical.recognise(damaged) is not None:
        ET.fromstring(damaged)
        assert canonical.canonicalise(damaged).rstrip() == damaged.rstrip()


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 1 << 30), st.integers(0, 1 << 30), st.integers(0, 40))
def test_moved_pieces_are_never_accepted_unless_well_formed(source: int, target: int, length: int) -> None:
    pieces = XML.split(b"\r\n")
    source, target = source % len(pieces), target % len(pieces)
    moved = pieces[source : source + length % 4]
    mixed = b"\r\n".join(pieces[:target] + moved + pieces[target:])
    if canonical.recognise(mixed) is not None:
        assert ET.fromstring(mixed).tag.endswith("finale")
