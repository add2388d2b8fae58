"""Records some of whose properties have no known place in a document (:mod:`postlude.finale.prefs.unseen`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key, Node
from postlude.finale.prefs.unseen import keep, kept

if TYPE_CHECKING:
    from postlude.finale.session import Session


class UnseenFields:
    """What such a record class is made of besides its base: a session keeps the values, for each record."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)  # type: ignore[call-arg]
        self._unseen: dict[str, Any] = {}

    def _kept_as(self: Any, key: Key) -> str:
        number = f"{int(key.cmper1)}" if key.inci < 0 else f"{int(key.cmper1)},{key.inci}"
        return f"{self.lua_name}({number})"

    def _take(self: Any, key: Key, node: Node) -> None:
        super()._take(key, node)  # type: ignore[misc]
        self._unseen = dict(kept(self._session, self._kept_as(key)))

    def _save(self: Any, key: Key) -> bool:
        saved: bool = super()._save(key)  # type: ignore[misc]
        keep(self._session, self._kept_as(key), self._unseen)
        return saved
