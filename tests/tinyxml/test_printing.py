"""The exact form of what tinyxml2 writes. What is expected was checked against the C++ library, version 10.0."""

from __future__ import annotations

import pytest

from postlude.errors import ScriptError
from postlude.tinyxml.documents import Document
from postlude.tinyxml.printer import Printer


def printed(data: bytes, compact: bool = False, depth: int = 0) -> bytes:
    document = Document()
    document.parse(data)
    printer = Printer(compact, depth)
    printer.accept(document)
    return printer.text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<?d?><a/>", b"<?d?>\n<a/>\n"),
        (b"<?d?>", b"<?d?>"),
        (b"<a/><b/>", b"<a/>\n\n<b/>\n"),
        (b"<a></a>", b"<a/>\n"),
        (b"<a> <b x='1' y='2'><c/></b> </a>", b'<a>\n    <b x="1" y="2">\n        <c/>\n    </b>\n</a>\n'),
        (b"<a>t<b><c/></b></a>", b"<a>t<b><c/></b></a>\n"),
        (b"<a><b/>t<c/></a>", b"<a>\n    <b/>t<c/></a>\n"),
        (b"<a>t<b>u</b><c/></a>", b"<a>t<b>u</b>\n    <c/>\n</a>\n"),
        (b"<a><!-- c --><b/></a>", b"<a>\n    <!-- c -->\n    <b/>\n</a>\n"),
        (b"<a><![CDATA[<x>]]></a>", b"<a><![CDATA[<x>]]></a>\n"),
        (b"<!DOCTYPE x><a/>", b"<!DOCTYPE x>\n<a/>\n"),
        (b"<a b='&quot;&apos;&lt;&gt;&amp;'>\"'&lt;></a>",
         b'<a b="&quot;&apos;&lt;&gt;&amp;">"\'&lt;&gt;</a>\n'),
    ],
)  # fmt: skip
def test_documents(data: bytes, expected: bytes) -> None:
    assert printed(data) == expected


def test_compact() -> None:
    assert printed(b"<?d?>\n<a>\n <b/> <!-- c -->\n</a>\n", compact=True) == b"<?d?><a><b/><!-- c --></a>"


def test_a_depth_to_begin_at() -> None:
    assert printed(b"<a><b/></a>", depth=2) == b"        <a>\n            <b/>\n        </a>"


def test_piece_by_piece() -> None:
    printer = Printer()
    printer.push_header(bom=True, declaration=True)
    printer.push_comment(b" c ")
    printer.open_element(b"a")
    printer.push_attribute(b"x", b"1 < 2")
    printer.open_element(b"b", compact=True)
    printer.push_text(b"t&u")
    printer.push_text(b"<x>", cdata=True)
    printer.close_element()
    printer.push_unknown(b"U")
    printer.close_element()
    assert printer.text == (
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- c -->\n'
        b'<a x="1 &lt; 2"><b>t&amp;u<![CDATA[<x>]]></b>\n    <!U>\n</a>\n'
    )


def test_closing_what_is_not_open_is_an_error() -> None:
    printer = Printer()
    with pytest.raises(ScriptError, match="no element is open"):
        printer.close_element()


def test_a_cleared_buffer_begins_anew_or_goes_on() -> None:
    printer = Printer()
    printer.push_comment(b"1")
    printer.clear()
    printer.push_comment(b"2")
    assert printer.text == b"<!--2-->"
    printer.clear(begin_anew=False)
    printer.push_comment(b"3")
    assert printer.text == b"\n<!--3-->"
