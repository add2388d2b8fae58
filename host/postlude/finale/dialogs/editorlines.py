"""What a text editor knows of lines, and where it finds texts."""

from __future__ import annotations

import re

from postlude.finale.arguments import approximate, method
from postlude.finale.base import prop
from postlude.finale.constants import constant
from postlude.finale.dialogs.editortext import EditorText
from postlude.finale.points import FCRange, FCRanges
from postlude.finale.text.utf16 import spread


class EditorLines(EditorText):
    """Lines are those of the text, since where words wrap isn't known here; they count from 0."""

    @prop
    @approximate
    def NumberOfLines(self) -> int:
        """Approximated: lines that wrap are one."""
        return len(self.styled.lines())

    @prop
    @approximate
    def CurrentLine(self) -> int:
        """The line that the selection begins in. Approximated: lines that wrap are one."""
        return self.styled.line_at(self.selection[0])

    @method
    @approximate
    def GetLineForPosition(self, pos: int) -> int:
        """Approximated: lines that wrap are one."""
        return self.styled.line_at(pos)

    @method
    @approximate
    def GetLineRangeForLine(self, line: int, into: FCRange) -> bool:
        """Where a line begins, and how long it is without its end; false if there is no such line.
        Approximated: lines that wrap are one."""
        lines = self.styled.lines()
        if not 0 <= line < len(lines):
            return False
        start, end = lines[line]
        into.start, into.length = start, end - start
        return True

    @method
    @approximate
    def GetLineRangeForPosition(self, pos: int, into: FCRange) -> bool:
        """Approximated: lines that wrap are one."""
        return 0 <= pos <= len(self.styled) and self.GetLineRangeForLine(self.styled.line_at(pos), into)

    @method
    @approximate
    def CreateLineRanges(self, part: FCRange | None = None) -> FCRanges:
        """All lines that a part touches. Approximated: lines that wrap are one."""
        first, last = self._bounds(part)
        lines = self.styled.lines()
        return self._ranges([(start, end) for start, end in lines if start <= last and end >= first])

    @method
    def CreateRangesForString(self, search: str, options: int, part: FCRange | None = None) -> FCRanges:
        """Where a text stands; ``options`` are ``STRFINDOPT_`` bits. What is no regular expression isn't found."""
        pattern = spread(search) if options & constant("STRFINDOPT_REGEX") else re.escape(spread(search))
        if options & constant("STRFINDOPT_WHOLEWORDS"):
            pattern = rf"\b(?:{pattern})\b"
        flags = re.MULTILINE | (re.IGNORECASE if options & constant("STRFINDOPT_IGNORECASE") else 0)
        try:
            found = re.compile(pattern, flags) if search else None
        except re.error:
            found = None
        matches = found.finditer(self.styled.units, *self._bounds(part)) if found is not None else ()
        return self._ranges([match.span() for match in matches if match.end() > match.start()])
