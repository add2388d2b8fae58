"""The constants of tinyxml2, and the names of its errors."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class XMLError(IntEnum):
    """What a document answers, by the library's own numbers."""

    XML_SUCCESS = 0
    XML_NO_ATTRIBUTE = 1
    XML_WRONG_ATTRIBUTE_TYPE = 2
    XML_ERROR_FILE_NOT_FOUND = 3
    XML_ERROR_FILE_COULD_NOT_BE_OPENED = 4
    XML_ERROR_FILE_READ_ERROR = 5
    XML_ERROR_PARSING_ELEMENT = 6
    XML_ERROR_PARSING_ATTRIBUTE = 7
    XML_ERROR_PARSING_TEXT = 8
    XML_ERROR_PARSING_CDATA = 9
    XML_ERROR_PARSING_COMMENT = 10
    XML_ERROR_PARSING_DECLARATION = 11
    XML_ERROR_PARSING_UNKNOWN = 12
    XML_ERROR_EMPTY_DOCUMENT = 13
    XML_ERROR_MISMATCHED_ELEMENT = 14
    XML_ERROR_PARSING = 15
    XML_CAN_NOT_CONVERT_TEXT = 16
    XML_NO_TEXT_NODE = 17
    XML_ELEMENT_DEPTH_EXCEEDED = 18


class Whitespace(IntEnum):
    """What becomes of whitespace in text."""

    PRESERVE_WHITESPACE = 0
    COLLAPSE_WHITESPACE = 1
    PEDANTIC_WHITESPACE = 2


class Closing(IntEnum):
    """How an element's tag was closed when it was parsed."""

    OPEN = 0
    CLOSED = 1
    CLOSING = 2


DEPTH = 500
"""How deep elements may be nested in a text that is parsed, the document itself counted."""

CONSTANTS: Mapping[str, int] = {
    **{member.name: int(member) for kind in (Closing, Whitespace, XMLError) for member in kind},
    "XML_ERROR_COUNT": len(XMLError),
}
