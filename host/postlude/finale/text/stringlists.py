"""``FCStrings``: a list of strings."""

from __future__ import annotations

from postlude.finale.arguments import method, sequence, to_text
from postlude.finale.base import FCCollection
from postlude.finale.text.strings import FCString


class FCStrings(FCCollection):
    """A list of strings."""

    @method
    def AddCopy(self, text: str) -> bool:
        self._items.append(FCString(self._session, text))
        return True

    @method
    def InsertStringAt(self, text: str, index: int) -> None:
        self._items.insert(max(index, 0), FCString(self._session, text))

    @method
    def ClearEmptyStrings(self) -> None:
        self._items = [item for item in self._items if item.text_value]

    @method
    def CopyFrom(self, source: FCStrings) -> None:
        self._items = [FCString(self._session, item.text_value) for item in source._items]

    @method
    def CopyFromStringTable(self, strings: object) -> None:
        """Take the strings of a Lua table or a Python list."""
        self._items = [FCString(self._session, to_text(value)) for value in sequence(strings)]

    @method
    def CreateString(self, separator: str | None = None) -> FCString:
        return FCString(self._session, (separator or "").join(item.text_value for item in self._items))

    @method
    def CreateRowsString(self, newline_at_end: bool) -> FCString:
        """One line each, with the platform's line ends."""
        end = self._session.line_end
        text = end.join(item.text_value for item in self._items)
        return FCString(self._session, text + end if newline_at_end else text)

    @method
    def ContainEnigmaFont(self) -> bool:
        """Whether one of them is a command that chooses a font."""
        return any(item.IsEnigmaFont() for item in self._items)

    @method
    def Find(self, text: str) -> FCString | None:
        return next((item for item in self._items if item.text_value == text), None)

    @method
    def FindNocase(self, text: str) -> FCString | None:
        wanted = text.casefold()
        return next((item for item in self._items if item.text_value.casefold() == wanted), None)

    @method
    def SortAlphabetical(self) -> None:
        self._items.sort(key=lambda item: item.text_value.casefold())

    @method
    def TrimWhitespaceAll(self) -> None:
        for item in self._items:
            item.text_value = item.text_value.strip()

    @method
    def LoadFolderFiles(self, folder: str) -> bool:
        """The names of the files in a folder that the script may read; false if there is no such folder."""
        return self._list_folder(folder, "FCStrings.LoadFolderFiles", folders=False)

    @method
    def LoadSubfolders(self, folder: str) -> bool:
        """The names of the folders in it."""
        return self._list_folder(folder, "FCStrings.LoadSubfolders", folders=True)

    def _list_folder(self, folder: str, what: str, *, folders: bool) -> bool:
        path = self._session.surroundings.files.read(folder, what)
        try:
            names = sorted(each.name for each in path.iterdir() if each.is_dir() == folders)
        except OSError:
            return False
        self._items = [FCString(self._session, name) for name in names]
        return True
