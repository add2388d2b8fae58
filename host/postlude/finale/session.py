"""What the objects of one run share: the document and part in view, the selection, the user interface.

There is no global state: every object of ``finale`` holds the session that it was made in, and a host may
run several sessions side by side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from postlude.enigma.node import Key
from postlude.enigma.parts import keys_for_part
from postlude.errors import ScriptError

if TYPE_CHECKING:
    from postlude.enigma.document import Document
    from postlude.enigma.store import Store
    from postlude.finale.opendocuments import OpenDocuments
    from postlude.finale.remember import Memory
    from postlude.finale.scriptitems import Scripts
    from postlude.finale.selection import Selection
    from postlude.finale.undo import Undo

END_OF_MEASURE = 0x7FFFFFFF
"""The measure position that stands for the right end of a measure."""


class Alerts(Protocol):
    """Answers the alerts that a script shows: ``kind`` is info, error, neutral, ok-cancel, yes-no,
    yes-no-cancel; the answer is one of ok, cancel, yes, no."""

    def __call__(self, kind: str, text: str, caption: str) -> str: ...


class Files(Protocol):
    """Decides which files a script may reach: both give the real path or raise RefusedError.

    ``what`` is the function that asks, as the script names it.
    """

    def read(self, path: str, what: str) -> Path: ...

    def write(self, path: str, what: str) -> Path: ...

    def save(self, path: str, what: str) -> Path:
        """Where a document may be written."""
        ...


class NoFiles:
    """Of a session that no host has given files: every path is refused."""

    def read(self, path: str, what: str) -> Path:
        raise ScriptError(f"{what}: this session has no files for scripts: run the script through the host")

    write = save = read


class AnyFiles:
    """Of a caller who may do anything: every path is as it is."""

    def read(self, path: str, what: str) -> Path:
        return Path(path).absolute()

    write = save = read


def _dismiss(kind: str, text: str, caption: str) -> str:
    return "no" if kind == "yes-no" else "cancel" if kind != "info" else "ok"


def _unanswered(dialog: Any) -> int:
    """Nobody can show or answer dialogs: a script that opens one fails, and doesn't hang."""
    title = " ".join(dialog.title.split()) if getattr(dialog, "title", "") else dialog.lua_name
    raise ScriptError(f"nothing answers the dialog {title!r}: dialogs can't be shown in this run")


def _never_shown(window: Any) -> bool:
    _unanswered(window)
    return False


@dataclass
class Surroundings:
    """What a session knows of the world outside the document."""

    alert: Alerts = _dismiss
    show: Callable[[str], None] = print
    """Takes a line of debug output."""
    platform: str = "mac"
    locale: str = "en_US"
    script_path: Path | None = None
    folders: Callable[[str], str] | None = None
    """The real folder for a name such as ``preferences`` or ``music``, with its trailing separator."""
    smufl_fonts: Callable[[str], bool] = field(default=lambda name: False)
    """Whether SMuFL metadata for a font of that name is installed."""
    files: Files = field(default_factory=NoFiles)
    measurement_unit: int = 1
    """The unit of ``MEASUREMENTUNIT_DEFAULT``, a setting of Finale's Edit menu: here EVPUs, which round
    nothing."""

    run_dialog: Callable[[Any], int] = _unanswered
    """Shows a dialog until it is closed: a window, or one of the system's for a file, a folder, a font. What the
    user does is done to the object; the result is an ``EXECMODAL_`` number."""
    show_modeless: Callable[[Any], bool] = _never_shown
    """Shows a window that stays while the script goes on, or ends; whether it is shown."""
    plugin_items: Callable[[], Sequence[str]] = tuple
    """The menu texts of the plugins that can be run, for Finale's Plug-ins menu."""
    scripts: Scripts | None = None
    """The scripts that this one can start; None: there are none."""
    main_window: Callable[[], Any] = field(default=lambda: None)
    """The handle of Finale's main window, where the platform has one."""


class Session:
    """One run's view of its document; :attr:`part` is the number of the part in view, 0 the score."""

    def __init__(
        self,
        document: Document | None,
        *,
        part: int = 0,
        surroundings: Surroundings | None = None,
    ) -> None:
        from postlude.finale.selection import Selection

        self.document = document
        self.part = part
        self.surroundings = surroundings or Surroundings()
        self.selection: Selection = Selection()
        self.shared: dict[str, Any] = {}
        """Objects that are one a session, such as the user interface and the selected region."""
        self.modeless: list[Any] = []
        """Windows that a script announced and shows while it goes on, in order."""
        self.displaced_frames: set[int] = set()
        """Frames that another layer pushed out of its place and that nothing refers to yet."""
        self.numbers_given: dict[str, int] = {}
        """The highest number that an entry and a frame have or had, by tag, once one was made or removed."""
        self._keys: dict[tuple[str, str, int], tuple[int, list[Key]]] = {}
        self.remembered: dict[Any, Memory] = {}
        """What :mod:`postlude.finale.remember` keeps for this session."""
        self.notes: dict[str, str] = {}
        """Lines for the user about what isn't as in Finale and is no failure, each under what it is about."""
        self.undo: Undo | None = None
        """The undo blocks of the run, once they have begun."""
        self._documents: OpenDocuments | None = None

    @property
    def documents(self) -> OpenDocuments:
        """The open documents, of which :attr:`document` is the current one."""
        if self._documents is None:
            from postlude.finale.opendocuments import OpenDocuments

            self._documents = OpenDocuments(self)
        return self._documents

    def view(self, document: Document | None) -> None:
        """Work on another document from now on, its score in view and nothing selected."""
        from postlude.finale.selection import Selection

        self.document = document
        self.part = 0
        self.selection = Selection()
        self.displaced_frames = set()
        self.numbers_given = {}
        self._keys.clear()
        self.remembered.clear()

    @property
    def store(self) -> Store:
        if self.document is None:
            raise ScriptError("no document is open: name a score on the command line")
        return self.document.store

    def keys(self, section: str, tag: str) -> list[Key]:
        """The keys that the part in view sees, in order and without the part: its own and the score's."""
        revision = self.store.revision(section, tag)
        kept = self._keys.get((section, tag, self.part))
        if kept is None or kept[0] != revision:
            keys = keys_for_part(self.store, section, tag, self.part)
            kept = self._keys[section, tag, self.part] = (revision, keys)
        return kept[1]

    def keys_of(self, section: str, tag: str, cmper1: int, cmper2: int | None = None) -> list[Key]:
        """Those keys whose cmpers are given; found by bisection, so it is cheap in a large document."""
        keys = self.keys(section, tag)
        low = (cmper1,) if cmper2 is None else (cmper1, cmper2)
        high = (*low[:-1], low[-1] + 1)
        return keys[bisect_left(keys, low) : bisect_left(keys, high)]

    @property
    def line_end(self) -> str:
        """The line end in texts that scripts see: two characters on Windows, as RGP Lua counts them there."""
        return "\r\n" if self.surroundings.platform == "windows" else "\n"

    def measure_count(self) -> int:
        return len(self.keys("others", "measSpec"))

    def one(self, name: str, make: Callable[[], Any]) -> Any:
        """The session's one object of that name, made when it is first asked for."""
        if name not in self.shared:
            self.shared[name] = make()
        return self.shared[name]
