"""What tinyxml2 makes of a text. What is expected here was checked against the C++ library, version 10.0."""

from __future__ import annotations

import pytest

from postlude.tinyxml.constants import Closing, Whitespace, XMLError
from postlude.tinyxml.documents import Document
from postlude.tinyxml.elements import Element
from postlude.tinyxml.leaves import Comment, Declaration, Text, Unknown
from postlude.tinyxml.printer import Printer


def parsed(
    data: bytes, entities: bool = True, whitespace: Whitespace = Whitespace.PRESERVE_WHITESPACE
) -> Document:
    document = Document(entities, whitespace)
    document.parse(data)
    return document


def printed(document: Document) -> bytes:
    printer = Printer(compact=True)
    printer.accept(document)
    return printer.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", b"Error=XML_ERROR_EMPTY_DOCUMENT ErrorID=13 (0xd) Line number=0"),
        (b" \n ", b"Error=XML_ERROR_EMPTY_DOCUMENT ErrorID=13 (0xd) Line number=0"),
        (b"\xef\xbb\xbf", b"Error=XML_ERROR_EMPTY_DOCUMENT ErrorID=13 (0xd) Line number=0"),
        (b"text", b"Error=XML_ERROR_PARSING_TEXT ErrorID=8 (0x8) Line number=1"),
        (b"<a>\n<b>\n</a>", b"Error=XML_ERROR_MISMATCHED_ELEMENT ErrorID=14 (0xe) Line number=2: XMLElement name=b"),
        (b"<a>", b"Error=XML_ERROR_MISMATCHED_ELEMENT ErrorID=14 (0xe) Line number=1: XMLElement name=a"),
        (b"<a> ", b"Error=XML_ERROR_PARSING ErrorID=15 (0xf) Line number=1"),
        (b"<a>x<", b"Error=XML_ERROR_PARSING ErrorID=15 (0xf) Line number=1"),
        (b"<1/>", b"Error=XML_ERROR_PARSING ErrorID=15 (0xf) Line number=1"),
        (b"<a", b"Error=XML_ERROR_PARSING_ELEMENT ErrorID=6 (0x6) Line number=1: XMLElement name=a"),
        (b"<a =''/>", b"Error=XML_ERROR_PARSING_ELEMENT ErrorID=6 (0x6) Line number=1"),
        (b"<a\nb/>", b"Error=XML_ERROR_PARSING_ATTRIBUTE ErrorID=7 (0x7) Line number=2: XMLElement name=a"),
        (b"<a b='1' b='2'/>", b"Error=XML_ERROR_PARSING_ATTRIBUTE ErrorID=7 (0x7) Line number=1: XMLElement name=a"),
        (b"<a b='1/>", b"Error=XML_ERROR_PARSING_ATTRIBUTE ErrorID=7 (0x7) Line number=1: XMLElement name=a"),
        (b"<a><![CDATA[ x", b"Error=XML_ERROR_PARSING_CDATA ErrorID=9 (0x9) Line number=1"),
        (b"\n<!-- x", b"Error=XML_ERROR_PARSING_COMMENT ErrorID=10 (0xa) Line number=2"),
        (b"<?xml", b"Error=XML_ERROR_PARSING_DECLARATION ErrorID=11 (0xb) Line number=1"),
        (b"<a/><?x?>", b"Error=XML_ERROR_PARSING_DECLARATION ErrorID=11 (0xb) Line number=1: XMLDeclaration value=x"),
        (b"<a><?x?></a>",
         b"Error=XML_ERROR_PARSING_DECLARATION ErrorID=11 (0xb) Line number=1: XMLDeclaration value=x"),
        (b"<!DOCTYPE", b"Error=XML_ERROR_PARSING_UNKNOWN ErrorID=12 (0xc) Line number=1"),
        (b"<a>" * 499 + b"</a>" * 499,
         b"Error=XML_ELEMENT_DEPTH_EXCEEDED ErrorID=18 (0x12) Line number=1: Element nesting is too deep."),
    ],
)  # fmt: skip
def test_a_wrong_text_leaves_an_empty_document_and_the_library_s_message(data: bytes, message: bytes) -> None:
    document = parsed(data)
    assert document.error_text == message
    assert b"Error=%s ErrorID=%d " % (document.error.name.encode(), document.error) in message
    assert document.first is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<a/></b><c/>", b"<a/>"),  # a closing tag with nothing open ends the parse
        (b"<a></a/></a>", b"<a><a/></a>"),  # a closing tag that closes itself is an element
        (b"< a >< / a >", None),
        (b"< a b = '1'c=\"2\"></a >", b'<a b="1" c="2"/>'),
        (b"<a>1</a><b>2</b>x<c/>", b"<a>1</a><b>2</b>x<c/>"),
        (b"<?one?><?two?><!DOCTYPE a [x]><!-- c --><a/>", b"<?one?><?two?><!DOCTYPE a [x]><!-- c --><a/>"),
        ("<é ü='ö'/>".encode(), '<é ü="ö"/>'.encode()),
        (b"<a>\xff\xfe</a>", b"<a>\xff\xfe</a>"),
        (b"<a/>\0<b", b"<a/>"),
        (b"<a>" * 498 + b"</a>" * 498, b"<a>" * 497 + b"<a/>" + b"</a>" * 497),
    ],
)
def test_what_is_lenient(data: bytes, expected: bytes | None) -> None:
    document = parsed(data)
    if expected is None:
        assert document.error is XMLError.XML_ERROR_PARSING
    else:
        assert document.error is XMLError.XML_SUCCESS
        assert printed(document) == expected


def root_text(data: bytes, **modes: object) -> bytes | None:
    root = parsed(b"<r>" + data + b"</r>", **modes).first_element()  # type: ignore[arg-type]
    assert root is not None
    return root.text()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"&lt;&gt;&amp;&quot;&apos;", b"<>&\"'"),
        (b"&amp;lt;", b"&lt;"),
        (b"&#65;&#x42;&#x20AC;&#x1F600;", "AB€😀".encode()),
        (b"&#xD800;", b"\xed\xa0\x80"),
        (b"a&#x200000;b", b"ab"),
        (b"a&#0;b", b"a"),
        (b"&#" + b"9" * 9000 + b";", b""),
        (b"a&lt;b&nbsp;c & d &#x; &", b"a<b&nbsp;c & d "),
        (b"&#12x; &lt", b"&#12x; &lt"),
        (b"1\r\n2\r3\n\r4\n5", b"1\n2\n3\n4\n5"),
        (b"<!-- c -->x", b"x"),
        (b"<b/>x", None),
        (b"<![CDATA[&lt;\r]]>", b"&lt;\n"),
        (b" ", None),
    ],
)
def test_text(data: bytes, expected: bytes | None) -> None:
    assert root_text(data) == expected


def test_references_can_be_left_as_they_are() -> None:
    document = parsed(b"<a b='&lt;'>&amp;</a>", entities=False)
    root = document.first_element()
    assert root is not None
    assert (root.text(), root.attributes and root.attributes[b"b"].value) == (b"&amp;", b"&lt;")
    assert printed(document) == b'<a b="&lt;">&amp;</a>'


def test_whitespace() -> None:
    text = b" \n a \t b\r\n "
    assert root_text(text) == b" \n a \t b\n "
    assert root_text(text, whitespace=Whitespace.COLLAPSE_WHITESPACE) == b"a b"
    pedantic = Whitespace.PEDANTIC_WHITESPACE
    assert root_text(b"  \n", whitespace=pedantic) == b"  \n"
    assert root_text(b"  <b/> ", whitespace=pedantic) is None


def test_every_node_knows_its_kind_and_line() -> None:
    document = parsed(b"<?d?>\n<!u>\n\n<a\nb='1\n'\nc='2'>\n\n t\n<!--\n--><![CDATA[x]]></a>\n")
    kinds = [(type(node), node.line) for node in document.children()]
    assert kinds == [(Declaration, 1), (Unknown, 2), (Element, 4)]
    root = document.first_element()
    assert root is not None and root.attributes is not None
    assert [(each.name, each.line) for each in root.attributes.values()] == [(b"b", 5), (b"c", 7)]
    assert [(type(node), node.line) for node in root.children()] == [(Text, 9), (Comment, 10), (Text, 11)]


def test_how_a_tag_was_closed() -> None:
    root = parsed(b"<a><b/></a>").first_element()
    assert root is not None
    child = root.first_element()
    assert child is not None
    assert (root.closing, child.closing) == (Closing.OPEN, Closing.CLOSED)


def test_a_byte_order_mark_is_kept_and_may_stand_after_space() -> None:
    document = parsed(b" \xef\xbb\xbf<a/>")
    assert document.bom
    assert printed(document) == b"\xef\xbb\xbf<a/>"
    document.parse(b"<a/>")
    assert not document.bom


def test_a_long_message_is_cut() -> None:
    assert len(parsed(b"<" + b"a" * 5000).error_text) == 999
