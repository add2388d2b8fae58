"""Data lists: rows of texts in columns, with a checkbox if the list has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.state import kept
from postlude.finale.fields import held
from postlude.finale.text.stringlists import FCStrings

if TYPE_CHECKING:
    from postlude.finale.session import Session

NOTHING = -1


@dataclass
class Column:
    """A column: its title and its width."""

    title: str
    width: float


class FCDataListRow(FCStrings):
    """A row of a data list: a text for each column, and whether it is checked."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.checked = False
        self.list: FCCtrlDataList | None = None

    Check = held("checked", bool)

    @prop
    def ConnectedList(self) -> FCCtrlDataList | None:
        """The list that it is in."""
        return self.list

    @prop
    def ConnectedLineIndex(self) -> int:
        """Its line in that list, from 0; -1 if it is in none."""
        return self.list.line_of(self) if self.list is not None else NOTHING


class FCCtrlDataList(FCControl):
    """A list with columns. Lines count from 0; -1 is none."""

    default_size = (200.0, 150.0)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.columns: list[Column] = []
        self.rows: list[FCDataListRow] = []
        self.selected: list[int] = []
        self.multiple = False
        self.checkboxes = False
        self.alternating = False
        self.expands_last = False
        self.header = True
        self.grid = False
        self.full_row_select = False
        self.font_size = 0

    AllowsMultipleSelection = held("multiple", bool)
    AlternatingBackgroundRowColors = held("alternating", bool)
    ExpandLastColumn = held("expands_last", bool)
    FontSize = kept("font_size", int)
    ShowHeader = held("header", bool)
    UseCheckboxes = held("checkboxes", bool)

    # Columns.

    @method
    def AddColumn(self, title: str, columnwidth: float) -> bool:
        self.columns.append(Column(title, columnwidth))
        return True

    @prop
    def ColumnCount(self) -> int:
        return len(self.columns)

    @method
    def GetDetailedColumnCount(self, includecheckboxcolumn: bool) -> int:
        """The columns, with that of the checkboxes if there is one and it is to be counted."""
        return len(self.columns) + (self.checkboxes and includecheckboxcolumn)

    @method
    def GetColumnWidth(self, columnindex: int) -> float:
        return self.columns[columnindex].width if 0 <= columnindex < len(self.columns) else 0.0

    @method
    def SetColumnTitle(self, columnindex: int, title: str) -> None:
        if 0 <= columnindex < len(self.columns):
            self.columns[columnindex].title = title

    @method
    def DeleteAllColumns(self) -> None:
        self.columns = []

    # Rows.

    @prop
    def Count(self) -> int:
        return len(self.rows)

    @method
    def GetItemAt(self, lineindex: int) -> FCDataListRow | None:
        return self.rows[lineindex] if 0 <= lineindex < len(self.rows) else None

    def line_of(self, row: FCDataListRow) -> int:
        return next((line for line, each in enumerate(self.rows) if each is row), NOTHING)

    @method
    def CreateRow(self) -> FCDataListRow:
        """A new row at the end, with an empty text for each column."""
        row = FCDataListRow(self._session)
        for _ in self.columns:
            row.AddCopy("")
        self.AddRow(row)
        return row

    @method
    def AddRow(self, row: FCDataListRow) -> int:
        """Add a row at the end; the line that it gets."""
        row.list = self
        self.rows.append(row)
        return len(self.rows) - 1

    @method
    def InsertRowAt(self, row: FCDataListRow, index: int) -> bool:
        """Put a row before a line; false if there is no such line."""
        if not 0 <= index <= len(self.rows):
            return False
        row.list = self
        self.rows.insert(index, row)
        self.selected = [line + (line >= index) for line in self.selected]
        return True

    @method
    def DeleteRow(self, lineindex: int) -> bool:
        if not 0 <= lineindex < len(self.rows):
            return False
        self.rows.pop(lineindex).list = None
        self.selected = [line - (line > lineindex) for line in self.selected if line != lineindex]
        return True

    @method
    def DeleteAll(self) -> None:
        for row in self.rows:
            row.list = None
        self.rows, self.selected = [], []

    @method
    def Swap(self, rowindex1: int, rowindex2: int, redraw: bool) -> bool:
        """Let two rows change places; a row that is selected stays so."""
        lines = range(len(self.rows))
        if rowindex1 not in lines or rowindex2 not in lines:
            return False
        first, second = self.rows[rowindex1], self.rows[rowindex2]
        self.rows[rowindex1], self.rows[rowindex2] = second, first
        places = {rowindex1: rowindex2, rowindex2: rowindex1}
        self.selected = sorted(places.get(line, line) for line in self.selected)
        return True

    @method
    def ReconnectAll(self) -> None:
        """Let all rows know that they are in this list."""
        for row in self.rows:
            row.list = self

    # Selection.

    @prop
    def SelectedLine(self) -> int:
        """The first line that is selected."""
        return min(self.selected, default=NOTHING)

    @method
    def SelectLine(self, lineindex: int, ensurevisible: bool = False) -> bool:
        """Select one line and no other; -1 selects none."""
        if not NOTHING <= lineindex < len(self.rows):
            return False
        self.selected = [lineindex] if lineindex != NOTHING else []
        return True

    @method
    def AddSelectedLine(self, lineindex: int, ensurevisible: bool = False) -> bool:
        """Select a line besides the others, if the list allows more than one."""
        if not self.multiple:
            return lineindex != NOTHING and self.SelectLine(lineindex)
        if not 0 <= lineindex < len(self.rows):
            return False
        self.selected = sorted({*self.selected, lineindex})
        return True

    @method
    def UnselectLine(self, lineindex: int) -> bool:
        """Whether the line was selected."""
        was = lineindex in self.selected
        self.selected = [line for line in self.selected if line != lineindex]
        return was

    @method
    def UnselectAll(self) -> bool:
        """Whether a line was selected."""
        was, self.selected = bool(self.selected), []
        return was

    @method
    def IsLineSelected(self, lineindex: int) -> bool:
        return lineindex in self.selected

    # What the user does.

    @method
    def HandleCheckChange(self, lineindex: int, state: bool) -> None:
        """Check a line or not, and tell the window."""
        row = self.GetItemAt(lineindex)
        if row is not None:
            row.checked = state
            if self.window is not None:
                self.window.HandleDataListCheck(self, lineindex, state)

    @method
    def HandleSelectChange(self, lineindex: int) -> None:
        """Select a line, and tell the window."""
        if self.SelectLine(lineindex) and self.window is not None:
            self.window.HandleDataListSelect(self, lineindex)

    @method
    def HandleDoubleClick(self) -> None:
        if self.window is not None:
            self.window.HandleListDoubleClick(self)

    # How it looks.

    @method
    def HasCheckboxes(self) -> bool:
        return self.checkboxes

    @method
    def UseAlternatingBackgroundRowColors(self) -> None:
        self.alternating = True

    @method
    def UseFullRowSelect(self) -> None:
        self.full_row_select = True

    @method
    def UseGrid(self) -> None:
        self.grid = True

    @method
    def Redraw(self) -> None:
        """Nothing is drawn here."""

    @method
    def ScrollToTop(self) -> None:
        """Nothing is scrolled here."""
