"""What the framework offers authors for looking at values: lines in the output, and messages.

Finale writes ``DebugOut`` lines to the system's debugger; here they join what the script prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.finale.arguments import method, static

if TYPE_CHECKING:
    from postlude.finale.session import Session

WORD = 0xFFFFFFFF


class Debugging:
    """The debug members of every class."""

    _session: Session

    @static
    def DebugOut(session: Session, line: str) -> None:
        session.surroundings.show(line)

    @static
    def DebugOutString(session: Session, prefix: str, text: str) -> None:
        session.surroundings.show(f"{prefix}{text}")

    @static
    def DebugOutInt(session: Session, prefix: str, number: int) -> None:
        session.surroundings.show(f"{prefix}{number}")

    @static
    def DebugOutHex(session: Session, prefix: str, number: int) -> None:
        session.surroundings.show(f"{prefix}{number & WORD:X}")

    @static
    def DebugOutBin(session: Session, prefix: str, number: int) -> None:
        session.surroundings.show(f"{prefix}{number & WORD:b}")

    @static
    def DebugOutBool(session: Session, prefix: str, state: bool) -> None:
        session.surroundings.show(f"{prefix}{str(state).lower()}")

    @static
    def DebugOutFloat(session: Session, prefix: str, number: float) -> None:
        session.surroundings.show(f"{prefix}{number:f}")

    @method
    def DebugMsg(self, message: str) -> None:
        self._session.surroundings.alert("info", message, "")

    @method
    def DebugMsgInt(self, prefix: str, number: int) -> None:
        self.DebugMsg(f"{prefix}{number}")

    @method
    def DebugMsgHex(self, prefix: str, number: int) -> None:
        self.DebugMsg(f"{prefix}{number & WORD:X}")

    @method
    def DebugMsgString(self, prefix: str, text: str) -> None:
        self.DebugMsg(f"{prefix}{text}")
