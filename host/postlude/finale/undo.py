"""Undo blocks: each is a transaction over the document's records, named as in Finale's Edit menu.

A run begins with an automatic block named after the menu item. What RGP Lua's manual says of the functions
holds: a block that is not stored is rolled back, blocks are not nested, and nothing is stored at all under
``finaleplugin.NoStore``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlude.finale.music.frames import purge_displaced

if TYPE_CHECKING:
    from postlude.enigma.store import Mark, Store
    from postlude.finale.session import Session


@dataclass(frozen=True)
class UndoBlock:
    """A block that has ended: its text, whether it was stored, how many records it changed."""

    text: str
    stored: bool
    records: int


class Undo:
    """The undo blocks of one run on one document."""

    def __init__(
        self, session: Session, text: str, *, no_store: bool = False, handles_undo: bool = False
    ) -> None:
        self._session = session
        self._no_store = no_store
        self._handles_undo = handles_undo
        self.blocks: list[UndoBlock] = []
        self._text = self._automatic_text = text
        self._begin: Mark | None = None
        self._own = False
        self._suspended = False
        self._firsts: list[tuple[Store, Mark]] = []
        session.undo = self
        if session.document is not None:
            self._enter()

    def _enter(self) -> None:
        """Begin a block in the document in view."""
        store = self._session.store
        self._begin = store.mark()
        if not any(known is store for known, _ in self._firsts):
            self._firsts.append((store, self._begin))

    def leave(self, *, stored: bool) -> None:
        """Another document comes into view: end the block of this one, stored or rolled back."""
        if self._begin is not None:
            # Under NoStore what a script keeps for now is rolled back at the end.
            self._close(stored=stored and not self._no_store, rolls_back=not stored)
            self._begin = None

    def enter(self, text: str | None = None) -> None:
        """That document is in view now: begin a block of that name, by default the automatic one's."""
        self._text, self._own = text or self._automatic_text, False
        self._enter()

    def start(self, text: str, store_previous: bool = True) -> None:
        """End the open block, stored or cancelled, and begin a new one. Without effect under NoStore."""
        if self._no_store or self._begin is None:
            return
        self._end(store_previous)
        self._text, self._own = text, True

    def end(self, store: bool) -> None:
        """End the open block. What follows belongs to the automatic block again, until the next begins."""
        if self._begin is None:
            return
        self._end(store and not self._no_store)
        self._text, self._own = self._automatic_text, False

    def suspend(self) -> None:
        """Another script is about to run: the open block ends as at the script's end, for there is only one.

        Under NoStore all that has changed so far is rolled back now, so that the other script's changes stay.
        """
        if self._begin is None:
            return
        self._close(stored=not self._no_store and (self._own or not self._handles_undo))
        if self._no_store:
            for store, first in self._firsts:
                store.rollback(first)
        self._firsts = []
        self._begin = None
        self._suspended = True

    def resume(self) -> None:
        """The other script has ended: what follows belongs to the automatic block."""
        if self._suspended:
            self._suspended = False
            self.enter()

    def leave_main_part(self) -> None:
        """The script's main part has ended and callbacks follow: its block ends as at the script's end.

        RGP Lua wants callbacks to begin blocks of their own. What they change outside of these belongs to a
        further automatic block.
        """
        if self._begin is None or self._no_store:
            return
        self._end(self._own or not self._handles_undo)
        self._text, self._own = self._automatic_text, False

    def describe(self, text: str, no_store: bool, handles_undo: bool) -> None:
        """What a compiled script says of itself, which is known only when it has run."""
        if not self._own:
            self._text = text
        self._automatic_text, self._no_store, self._handles_undo = text, no_store, handles_undo

    def finish(self, *, failed: bool = False) -> None:
        """The script has ended: store what is open, unless it failed or took undo into its own hands.

        A script that failed keeps the blocks that it had stored by then. One that handles undo itself keeps
        its own blocks, the one it left open too, and loses what it changed outside of them.
        """
        if self._begin is not None:
            if self._no_store:
                self._close(stored=False)
            else:
                self._end(not failed and (self._own or not self._handles_undo))
            self._begin = None
        if self._no_store:
            for store, first in self._firsts:
                store.rollback(first)
        self._firsts = []
        self._session.documents.go_home()
        self._begin = None
        self._session.undo = None

    def _end(self, stored: bool) -> None:
        self._close(stored=stored)
        self._begin = self._session.store.mark()

    def _close(self, *, stored: bool, rolls_back: bool = True) -> None:
        store = self._session.store
        assert self._begin is not None
        if stored:
            from postlude.finale.music.framehold import purge_clefs  # late: most scripts have no clefs

            purge_displaced(self._session)
            purge_clefs(self._session, self._begin)
        records = len(store.changes_since(self._begin))
        if not stored and rolls_back:
            store.rollback(self._begin)
            self._session.displaced_frames.clear()
        if records:
            # Finale keeps only blocks that changed something.
            self.blocks.append(UndoBlock(self._text, stored, records))
