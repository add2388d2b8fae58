"""``XMLPrinter``, which writes to memory only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from postlude.tinyxml.arguments import flag, text, whole
from postlude.tinyxml.classes import ClassInfo, Members
from postlude.tinyxml.documents import Surroundings
from postlude.tinyxml.element_class import number
from postlude.tinyxml.numbers import KINDS, Kind
from postlude.tinyxml.printer import Printer

_DEEPEST = 100_000


def printer_class(surroundings: Surroundings) -> ClassInfo:
    methods: Members = {
        name: function for name, function in vars(_PrinterMethods).items() if not name.startswith("_")
    }
    for name, push in {
        "PushComment": Printer.push_comment,
        "PushDeclaration": Printer.push_declaration,
        "PushUnknown": Printer.push_unknown,
    }.items():
        methods[name] = _push(push)
    for kind in KINDS:
        methods[f"Push{kind.name}Text"] = _push_number(kind)
        if kind.name != "Float":
            methods[f"Push{kind.name}Attribute"] = _push_number_attribute(kind)

    def construct(*given: Any) -> Printer:
        """``compact, depth``; C++ has a file before them, for which nil may stand."""
        if len(given) > 1 and given[0] is None:
            given = given[1:]
        compact, depth, *_ = *given, None, None
        level = 0 if depth is None else min(max(whole(depth, 2), 0), _DEEPEST)
        return Printer(flag(compact), level, surroundings)

    return ClassInfo("XMLPrinter", "XMLVisitor", methods, construct=construct, closer="ClearBuffer")


def _push(push: Callable[[Printer, bytes], None]) -> Callable[..., Any]:
    def call(self: Printer, value: Any = None, *_: Any) -> None:
        push(self, text(value))

    return call


def _push_number(kind: Kind) -> Callable[..., Any]:
    def call(self: Printer, value: Any = None, *_: Any) -> None:
        self.push_text(kind.write(number(kind, value, 1)))

    return call


def _push_number_attribute(kind: Kind) -> Callable[..., Any]:
    def call(self: Printer, name: Any = None, value: Any = None, *_: Any) -> None:
        self.push_attribute(text(name), kind.write(number(kind, value, 2)))

    return call


class _PrinterMethods(Printer):
    """What a printer can do, numbers left out. None is ever made: its functions are called on printers."""

    def PushHeader(self, bom: Any = None, declaration: Any = None, *_: Any) -> None:
        self.push_header(flag(bom), flag(declaration))

    def OpenElement(self, name: Any = None, compact: Any = None, *_: Any) -> None:
        self.open_element(text(name), flag(compact))

    def PushAttribute(self, name: Any = None, value: Any = None, *_: Any) -> None:
        self.push_attribute(text(name), text(value, 2))

    def CloseElement(self, compact: Any = None, *_: Any) -> None:
        self.close_element(flag(compact))

    def PushText(self, value: Any = None, cdata: Any = None, *_: Any) -> None:
        self.push_text(text(value), flag(cdata))

    def CStr(self, *_: Any) -> bytes:
        return self.text

    def CStrSize(self, *_: Any) -> int:
        """Bytes, the final NUL of C counted."""
        return len(self.text) + 1

    def ClearBuffer(self, begin_anew: Any = None, *_: Any) -> None:
        self.clear(begin_anew is None or flag(begin_anew))
