"""``FCDocument`` and the list of open ones.

Files are reached within the fence of the run, and written only where it allows; a new version of a document is
in memory alone until a script saves it. There are no windows: what shows a document in Finale has only its
effect on which document is current.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.errors import DocumentError
from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCBase, FCCollection, prop
from postlude.finale.records import NO_KEY
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.enigma.node import Node
    from postlude.finale.opendocuments import OpenDocument

STAGES = {"dev": 0, "alpha": 2, "beta": 3, "release": 4}
"""The stage of development in a version's number. Those of ``dev`` and ``release`` are known from RGP Lua's
tests, the others stand between them as in Apple's numbers of versions."""


class FCDocument(FCBase):
    """An open document, by default the current one. ``ID`` is its number in this session, 0 for none."""

    def __init__(self, session: Any) -> None:
        super().__init__(session)
        self._number = 0
        self._before: OpenDocument | None = None
        """What was current before this document was switched to."""

    @constructor
    def created(self, number: int = -1) -> None:
        self._number = number
        if number == -1:
            self.SetToCurrent()

    @property
    def _open(self) -> OpenDocument | None:
        return self._session.documents.find(self._number)

    @prop
    def ID(self) -> int:
        return self._number

    @method
    def SetToCurrent(self) -> bool:
        """Let this object stand for the current document; false if there is none."""
        current = self._session.documents.current
        self._number = current.number if current is not None else 0
        return current is not None

    @method
    def IsCurrent(self) -> bool:
        current = self._session.documents.current
        return current is not None and current.number == self._number

    @method
    def IsUntitled(self) -> bool:
        """Whether it has no file yet."""
        found = self._open
        return found is not None and found.path is None

    @method
    def GetPath(self, into: FCString) -> bool:
        """Its file; false, and an empty text, if it has none."""
        found = self._open
        path = found.path if found is not None else None
        into.text_value = str(path.absolute()) if path is not None else ""
        return path is not None

    @prop
    def Dirty(self) -> bool:
        """Whether it has changes that no file holds."""
        found = self._open
        return found is not None and found.dirty

    @Dirty.setter
    def _set_dirty(self, value: bool) -> None:
        found = self._open
        if found is not None:
            found.dirty = value

    # Opening and closing.

    @method
    def Open(
        self,
        path: str,
        createwindow: bool,
        undotext: str | None,
        saveedits: bool,
        addtorecents: bool,
        hidedialogs: bool,
    ) -> bool:
        """Open a file, make it current, and let this object stand for it.

        ``saveedits`` says what becomes of the open undo block of the document before, ``undotext`` names that
        of the new one. A file that can't be read gives false, and an alert unless ``hidedialogs`` is true.
        """
        from postlude.enigma.document import open_document

        documents = self._session.documents
        file = self._session.surroundings.files.read(path, "FCDocument.Open")
        found = documents.at(file)
        if found is None:
            try:
                found = documents.open(open_document(file))
            except DocumentError as error:
                if not hidedialogs:
                    self._session.surroundings.alert("error", error.message, "")
                return False
        self._before = documents.current
        documents.switch(found, stored=saveedits, text=undotext)
        self._number = found.number
        return True

    @method
    def New(self, undotext: str | None, saveedits: bool) -> bool:
        """Make a new document without a file, and make it current: a copy of the user's default document, as in
        Finale. That is ``Default.musx`` or ``Default.enigmaxml`` in the folder of templates among the scripts'
        folders; without one the answer is false, and the user is told."""
        from postlude.enigma.document import open_document

        session = self._session
        folders = session.surroundings.folders
        folder = Path(folders("templates")) if folders is not None else None
        names = [folder / f"Default{suffix}" for suffix in (".musx", ".enigmaxml")] if folder else []
        source = next((each for each in names if each.is_file()), None)
        if source is None:
            where = f": put Default.musx into {folder}" if folder else ""
            session.notes["FCDocument.New"] = f"FCDocument.New: there is no default document{where}"
            return False
        try:
            document = open_document(source)
        except DocumentError as error:
            session.surroundings.alert("error", error.message, "")
            return False
        document.path = None
        self._before = session.documents.current
        made = session.documents.open(document)
        session.documents.switch(made, stored=saveedits, text=undotext)
        self._number = made.number
        return True

    @method
    def SwitchTo(self, undotext: str | None = None, saveedits: bool = False) -> bool:
        """Make it the current document. The undo block of the one before is stored or, unless ``saveedits``
        is true, rolled back."""
        found = self._open
        if found is None:
            return False
        documents = self._session.documents
        if found is not documents.current:
            self._before = documents.current
        documents.switch(found, stored=saveedits, text=undotext)
        return True

    @method
    def SwitchBack(self, saveedits: bool) -> bool:
        """Make the document current that was so before this object opened its own or switched to it."""
        documents = self._session.documents
        before, self._before = self._before, None
        if before is None or before not in documents.all:
            return False
        documents.switch(before, stored=saveedits)
        return True

    @method
    def DisplayVisually(self) -> bool:
        """There is no window to bring to the front: whether the document is open."""
        return self._open is not None

    @method
    def Close(self, saveedits: bool = True) -> bool:
        """Close it. Changes that no file holds are lost; nobody is asked."""
        found = self._open
        if found is None:
            return False
        self._session.documents.close(found, stored=saveedits, then=self._before)
        return True

    @method
    def CloseCurrentDocumentAndWindow(self, saveedits: bool = True) -> bool:
        """Close the current document, whichever this object stands for; false if there is none."""
        documents = self._session.documents
        if documents.current is None:
            return False
        documents.close(documents.current, stored=saveedits, then=self._before)
        return True

    @method
    def Save(self, path: str | None = None) -> bool:
        """Write it to a file, by default its own, where the fence of the run allows.

        The suffix decides the format: .musx or .enigmaxml. False if it can't be written, or has no file.
        """
        found = self._open
        if found is None or (not path and found.path is None):
            return False
        name = path or str(found.path)
        file = self._session.surroundings.files.save(name, "FCDocument.Save")
        try:
            found.document.save(file)
        except DocumentError as error:
            self._session.surroundings.alert("error", error.message, "")
            return False
        found.path = file
        found.dirty = False
        self._session.notes[f"saved {file}"] = f"the plugin saved {file}"
        return True

    # What the file says of itself, as it was opened; of the current document only.

    @prop
    def CreatedDate(self) -> str:
        """Year, month and day: ``2014-08-05``."""
        return self._date("created")

    @prop
    def ModifiedDate(self) -> str:
        return self._date("modified")

    @prop
    def CreatedVersion(self) -> int:
        """The version of the program's format: a byte each for major, minor and maintenance, stage, build."""
        return self._version("created")

    @prop
    def ModifiedVersion(self) -> int:
        return self._version("modified")

    def _header(self) -> Node | None:
        if not self.IsCurrent():
            return None
        return self._session.store.load("header", "headerData", NO_KEY)

    def _date(self, which: str) -> str:
        header = self._header()
        if header is None or header.find(f"{which}/year") is None:
            return ""
        year, month, day = (int(header.get(f"{which}/{name}") or 0) for name in ("year", "month", "day"))
        return f"{year:04}-{month:02}-{day:02}"

    def _version(self, which: str) -> int:
        header = self._header()
        version = header.find(f"{which}/enigmaVersion") if header is not None else None
        if version is None:
            return 0
        major, minor, maint, build = (
            int(version.get(name) or 0) for name in ("major", "minor", "maint", "build")
        )
        stage = STAGES.get(version.get("devStatus") or "", 0)
        return major << 24 | (minor & 15) << 20 | (maint & 15) << 16 | stage << 8 | build & 255

    def _same_as(self, other: Any) -> bool:
        return bool(self._number == other._number)


class FCDocuments(FCCollection):
    """The open documents."""

    @method
    def LoadAll(self) -> int:
        self._items = [
            FCDocument.construct(self._session, each.number) for each in self._session.documents.all
        ]
        return len(self._items)

    @method
    def FindID(self, docid: int) -> FCDocument | None:
        return next((item for item in self._items if docid == item.ID), None)

    @method
    def FindCurrent(self) -> FCDocument | None:
        return next((item for item in self._items if item.IsCurrent()), None)
