"""Finale's own dialogs in which a user chooses an item of the document, or a symbol of a font.

Whoever answers dialogs in this run (``Surroundings.run_dialog``) writes the choice into the chooser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.constants import constant

if TYPE_CHECKING:
    from postlude.finale.session import Session

ARTICULATION = "articulation"
EXPRESSION = "expression"
SHAPE = "shape"
SYMBOL = "symbol"

_RECORDS = {ARTICULATION: "articDef", EXPRESSION: "textExprDef", SHAPE: "shapeDef"}
_LAST_CHARACTER = 0x10FFFF


class Chooser:
    """One of those dialogs while it is shown. ``number`` is what is chosen, at first what the script proposes.

    ``is_shape`` is for expressions, whose text and shape definitions are numbered apart; ``shapes_too`` says
    whether both are offered.
    """

    lua_name = "Chooser"

    def __init__(
        self, session: Session, kind: str, number: int, *, is_shape: bool = False, shapes_too: bool = False
    ) -> None:
        self._session = session
        self.kind = kind
        self.number = number
        self.is_shape = is_shape
        self.shapes_too = shapes_too

    def offers(self, number: int, is_shape: bool = False) -> bool:
        """Whether an item of that number can be chosen."""
        if self.kind == SYMBOL:
            return 0 < number <= _LAST_CHARACTER
        if is_shape and not self.shapes_too:
            return False
        tag = "shapeExprDef" if is_shape else _RECORDS[self.kind]
        document = self._session.document
        return document is not None and number > 0 and document.store.exists("others", tag, Key(number))

    def execute(self) -> bool:
        """Let an item be chosen; false if none was."""
        return self._session.surroundings.run_dialog(self) == constant("EXECMODAL_OK")


def choose(session: Session, kind: str, initial: int) -> int:
    """The number of the chosen item, 0 if none was chosen."""
    chooser = Chooser(session, kind, initial)
    return chooser.number if chooser.execute() else 0


def choose_expression(session: Session, initial: int, is_shape: bool) -> tuple[int, bool]:
    """The number of the chosen definition (0 if none was chosen), and whether it is one of a shape."""
    chooser = Chooser(session, EXPRESSION, initial, is_shape=is_shape, shapes_too=True)
    return (chooser.number, chooser.is_shape) if chooser.execute() else (0, False)
