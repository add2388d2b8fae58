"""Text editors: texts of several lines, with fonts and colours."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from postlude.enigma.text import Command, escape, tokenise
from postlude.finale.arguments import approximate, method
from postlude.finale.base import prop, write_only
from postlude.finale.constants import constant
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.rtf import read_rtf, write_rtf
from postlude.finale.dialogs.state import kept
from postlude.finale.dialogs.styledtext import BLACK, WHITE, Colour, Look, StyledText
from postlude.finale.fields import held
from postlude.finale.fonts import STYLE_BITS, FCFontInfo
from postlude.finale.points import FCRange, FCRanges
from postlude.finale.strings import FCString
from postlude.finale.utf16 import character_bounds, spread

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.textstyles import FCEnigmaTextStyle

SHIFTS = ("baseline", "superscript", "tracking")


class FCCtrlTextEditor(FCControl):
    """A text editor. Places in the text are UTF-16 units from 0; lines count from 0 and are those of the text,
    since where words wrap isn't known here."""

    default_size = (200.0, 100.0)

    def __init__(self, session: Session) -> None:
        self.styled = StyledText(Look())
        super().__init__(session)
        self.selection = (0, 0)
        """Where the selected part begins and ends."""
        self.automatic_editing = True
        self.automatic_indent = False
        self.spaces_for_tabs = 0
        self.line_spacing = 0.0
        self.read_only = False
        self.rich = False
        self.tab_width = 0.0
        self.wraps = False
        self.scrolled = 0.0

    AutomaticEditing = held("automatic_editing", bool)
    AutomaticallyIndent = held("automatic_indent", bool)
    ConvertTabsToSpaces = held("spaces_for_tabs", int, "How many spaces stand for a tab; 0 keeps it.")
    LineSpacing = held("line_spacing", float)
    ReadOnly = held("read_only", bool)
    TabstopWidth = kept("tab_width", float)
    UseRichText = held("rich", bool)
    WordWrap = held("wraps", bool)

    @property
    def text(self) -> str:
        return self.styled.text

    @text.setter
    def text(self, value: str) -> None:
        self.styled = StyledText(self._plain_look())
        self.selection = (0, 0)
        self.styled.replace(0, 0, value)

    def _plain_look(self) -> Look:
        """The look of a text that says none: that of the control's font."""
        info: FCFontInfo | None = getattr(self, "font", None)
        return _look_of(info) if info is not None else Look()

    @write_only
    def Font(self, font_info: FCFontInfo) -> None:
        """The font of the control, and of all its text."""
        self.font = font_info.CreateCopy()
        look = self._plain_look()
        self.styled.look = look
        self.styled.change(0, len(self.styled), font=look.font, size=look.size, styles=look.styles)

    # Parts of the text.

    def _bounds(self, part: FCRange | None) -> tuple[int, int]:
        """Start and end of a part within the text; the whole text without one."""
        if part is None:
            return 0, len(self.styled)
        start = min(max(part.start, 0), len(self.styled))
        return start, min(max(part.start + part.length, start), len(self.styled))

    def _within(self, part: FCRange) -> bool:
        return 0 <= part.start <= part.start + part.length <= len(self.styled)

    def _ranges(self, found: list[tuple[int, int]]) -> FCRanges:
        ranges = FCRanges(self._session)
        for start, end in found:
            ranges.Add(FCRange.construct(self._session, start, end - start))
        return ranges

    @method
    def GetTotalTextRange(self, into: FCRange) -> bool:
        into.start, into.length = 0, len(self.styled)
        return True

    @method
    def GetTextInRange(self, into: FCString, part: FCRange) -> bool:
        into.text_value = self.styled.part(*self._bounds(part))
        return self._within(part)

    @method
    def CreateCharacterAtIndex(self, pos: int) -> FCString | None:
        """The character that stands there, of which some take two places; nil if none does."""
        bounds = character_bounds(self.styled.units, pos)
        return FCString(self._session, self.styled.part(*bounds)) if bounds is not None else None

    @method
    def AppendText(self, text: str) -> None:
        end = len(self.styled)
        self.styled.replace(end, end, text)

    @method
    def AppendTextWithFormat(self, text: str, style: FCEnigmaTextStyle) -> None:
        end = len(self.styled)
        self.styled.replace(end, end, text, self._styled_look(style))

    @method
    def ReplaceTextInRange(self, text: str, part: FCRange) -> bool:
        """Put a text in place of a part; false if the part isn't in the text."""
        return self._replace(text, part, None)

    @method
    def ReplaceTextInRangeWithFormat(self, text: str, style: FCEnigmaTextStyle, part: FCRange) -> bool:
        return self._replace(text, part, self._styled_look(style))

    def _replace(self, text: str, part: FCRange, look: Look | None) -> bool:
        if not self._within(part):
            return False
        end = self.styled.replace(*self._bounds(part), text, look)
        self.selection = (end, end)
        return True

    def _styled_look(self, style: FCEnigmaTextStyle) -> Look:
        return replace(
            _look_of(style.Font),
            baseline=style.BaselineShift,
            superscript=style.Superscript,
            tracking=style.InterletterSpacing,
        )

    # The selection.

    @method
    def GetSelection(self, into: FCRange) -> bool:
        start, end = self.selection
        into.start, into.length = start, end - start
        return True

    @method
    def SetSelection(self, part: FCRange) -> bool:
        """Select a part; false if it isn't in the text, of which as much as there is is selected then."""
        self.selection = self._bounds(part)
        return self._within(part)

    @write_only
    def Selection(self, part: FCRange) -> None:
        self.SetSelection(part)

    @method
    def SelectAll(self) -> bool:
        self.selection = (0, len(self.styled))
        return True

    @method
    def GetSelectedText(self, into: FCString) -> bool:
        """The selected text; false if nothing is selected."""
        start, end = self.selection
        into.text_value = self.styled.part(start, end)
        return end > start

    @method
    def ReplaceSelectedText(self, text: str) -> bool:
        end = self.styled.replace(*self.selection, text)
        self.selection = (end, end)
        return True

    @method
    def InsertTextAtCursor(self, text: str) -> None:
        """Put a text before what is selected, or at the cursor."""
        start, end = self.selection
        behind = self.styled.replace(start, start, text)
        self.selection = (behind, behind + end - start)

    # Lines.

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

    # Fonts.

    @method
    def CreateFontInfoAtIndex(self, index: int) -> FCFontInfo:
        look = self.styled.look_at(index)
        if not look.font:
            return self.CreateFontInfo()
        return FCFontInfo.construct(self._session, look.font, look.size, look.styles)

    def _look_in(self, part: FCRange, **values: Any) -> bool:
        self.styled.change(*self._bounds(part), **values)
        return self._within(part)

    def _selected(self) -> FCRange:
        start, end = self.selection
        return FCRange.construct(self._session, start, end - start)

    @method
    def SetFontInRange(self, font_info: FCFontInfo, part: FCRange) -> bool:
        look = _look_of(font_info)
        return self._look_in(part, font=look.font, size=look.size, styles=look.styles)

    @method
    def SetFontSizeInRange(self, size: int, part: FCRange) -> bool:
        return self._look_in(part, size=size)

    @method
    def SetFontBoldInRange(self, state: bool, part: FCRange) -> bool:
        return self._set_style("bold", state, part)

    @method
    def SetFontItalicInRange(self, state: bool, part: FCRange) -> bool:
        return self._set_style("italic", state, part)

    def _set_style(self, name: str, state: bool, part: FCRange) -> bool:
        bit = STYLE_BITS[name]
        for start, end, look in list(self.styled.runs(*self._bounds(part))):
            self.styled.change(start, end, styles=look.styles | bit if state else look.styles & ~bit)
        return self._within(part)

    @method
    def SetFontForSelection(self, font_info: FCFontInfo) -> bool:
        return self.SetFontInRange(font_info, self._selected())

    @method
    def SetFontSizeForSelection(self, size: int) -> bool:
        return self.SetFontSizeInRange(size, self._selected())

    @method
    def SetFontBoldForSelection(self, state: bool) -> bool:
        return self.SetFontBoldInRange(state, self._selected())

    @method
    def SetFontItalicForSelection(self, state: bool) -> bool:
        return self.SetFontItalicInRange(state, self._selected())

    @write_only
    def FontForSelection(self, font_info: FCFontInfo) -> None:
        self.SetFontForSelection(font_info)

    @write_only
    def FontSizeForSelection(self, size: int) -> None:
        self.SetFontSizeForSelection(size)

    @write_only
    def FontBoldForSelection(self, state: bool) -> None:
        self.SetFontBoldForSelection(state)

    @write_only
    def FontItalicForSelection(self, state: bool) -> None:
        self.SetFontItalicForSelection(state)

    # Colours.

    @method
    def GetTextColorAtIndex(self, index: int) -> tuple[int, int, int]:
        """Red, green and blue, from 0 to 255."""
        return self.styled.look_at(index).colour

    @method
    def GetBackgroundColorAtIndex(self, index: int) -> tuple[int, int, int]:
        return self.styled.look_at(index).background

    @method
    def SetTextColorInRange(self, red: int, green: int, blue: int, part: FCRange) -> bool:
        return self._look_in(part, colour=(red, green, blue))

    @method
    def SetBackgroundColorInRange(self, red: int, green: int, blue: int, part: FCRange) -> bool:
        return self._look_in(part, background=(red, green, blue))

    @method
    def ResetTextColorInRange(self, part: FCRange) -> bool:
        return self._look_in(part, colour=BLACK)

    @method
    def ResetBackgroundColorInRange(self, part: FCRange) -> bool:
        return self._look_in(part, background=WHITE)

    @method
    def ResetColors(self) -> bool:
        """Black on white, all of it."""
        self.styled.change(0, len(self.styled), colour=BLACK, background=WHITE)
        return True

    @method
    def CreateTextColorChanges(self) -> FCRanges:
        """The parts whose text isn't black."""
        return self._coloured("colour", BLACK)

    @method
    def CreateBackgroundColorChanges(self) -> FCRanges:
        """The parts whose background isn't white."""
        return self._coloured("background", WHITE)

    def _coloured(self, name: str, usual: Colour) -> FCRanges:
        found: list[tuple[int, int, Colour]] = []
        for start, end, look in self.styled.runs(0, len(self.styled)):
            colour = getattr(look, name)
            if found and found[-1][1:] == (start, colour):
                start = found.pop()[0]
            if colour != usual:
                found.append((start, end, colour))
        return self._ranges([(start, end) for start, end, _ in found])

    # Enigma text and rich text.

    @method
    def SetEnigmaString(self, text: str, rawtexttype: int = 0) -> bool:
        """Take over an Enigma text with the fonts that its commands choose; what they insert stays as it is
        written."""
        self.styled = self._from_enigma(text, self._plain_look())
        self.selection = (0, 0)
        return True

    @method
    def ReplaceTextInRangeWithEnigmaString(self, text: str, part: FCRange) -> bool:
        if not self._within(part):
            return False
        start, end = self._bounds(part)
        new = self._from_enigma(text, self.styled.look_at(start))
        self.styled.insert(start, new, end)
        self.selection = (start + len(new), start + len(new))
        return True

    def _from_enigma(self, text: str, look: Look) -> StyledText:
        result = StyledText(look)
        for token in tokenise(text):
            if isinstance(token, Command) and token.is_style:
                look = self._changed(look, token)
                continue
            end = len(result)
            result.replace(end, end, token.source if isinstance(token, Command) else token.text, look)
        if not len(result):
            result.look = look
        return result

    def _changed(self, look: Look, command: Command) -> Look:
        if command.name in SHIFTS:
            argument = command.arguments[0] if command.arguments else ""
            shift: dict[str, Any] = {command.name: int(argument) if re.fullmatch(r"-?\d+", argument) else 0}
            return replace(look, **shift)
        info = FCFontInfo.construct(self._session, look.font, look.size, look.styles)
        info.apply_command(command)
        return replace(look, font=info.Name, size=info.size, styles=info.styles)

    @method
    def CreateEnigmaString(self, part: FCRange | None = None) -> FCString:
        """The text with the commands that choose its fonts; without colours, which Enigma text has not."""
        pieces: list[str] = []
        before = Look()
        for start, end, look in self.styled.runs(*self._bounds(part)):
            pieces += self._style_commands(look, before)
            for token in tokenise(self.styled.part(start, end)):
                pieces.append(token.source if isinstance(token, Command) else escape(token.source))
            before = look
        return FCString(self._session, "".join(pieces))

    def _style_commands(self, look: Look, before: Look) -> list[str]:
        commands = []
        if look.font and (look.font, look.size, look.styles) != (before.font, before.size, before.styles):
            info = FCFontInfo.construct(self._session, look.font, look.size, look.styles)
            commands.append(info.CreateEnigmaString(None).text_value)
        for name in SHIFTS:
            if getattr(look, name) != getattr(before, name):
                commands.append(f"^{name}({getattr(look, name)})")
        return commands

    @method
    def CreateRTFString(self) -> FCString:
        return FCString(self._session, write_rtf(self.styled))

    @method
    def SetRTFString(self, text: str) -> bool:
        """Take over a rich text; false if it is none."""
        styled = read_rtf(text, self._plain_look())
        if styled is None:
            return False
        self.styled, self.selection = styled, (0, 0)
        return True

    @write_only
    def RTFString(self, text: str) -> None:
        self.SetRTFString(text)

    # The editor.

    @method
    def TextToClipboard(self) -> bool:
        """Put what is selected, or all of it, where ``FCUI.TextToClipboard`` puts texts."""
        from postlude.finale.ui import FCUI

        start, end = self.selection
        text = self.styled.part(start, end) if end > start else self.text
        return FCUI(self._session).TextToClipboard(text)

    @method
    def ResetUndoState(self) -> None:
        """What was typed can't be taken back here."""

    @prop
    def VerticalScrollPosition(self) -> float:
        return self.scrolled

    @method
    def ScrollToVerticalPosition(self, vpos: float) -> None:
        self.scrolled = max(vpos, 0.0)

    @method
    def ScrollToTop(self) -> None:
        self.scrolled = 0.0

    @method
    def ScrollToBottom(self) -> None:
        """How far down that is isn't known here."""

    @method
    def ScrollLineIntoView(self, line: int) -> None:
        """Where the line is isn't known here."""


def _look_of(info: FCFontInfo) -> Look:
    return Look(font=info.Name, size=info.size, styles=info.styles)
