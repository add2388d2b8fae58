"""Shapes as Finale's Shape Designer makes them: a record each, with a list of instructions and one of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key, Node
from postlude.errors import ScriptError
from postlude.finale.arguments import method
from postlude.finale.base import prop
from postlude.finale.fields import choice, read_only
from postlude.finale.marks.shapeinstructions import (
    NULL,
    FCShapeDefInstruction,
    FCShapeDefInstructions,
    tag_number,
)
from postlude.finale.recordlists import NoInciOthers
from postlude.finale.records import NoInciOther

if TYPE_CHECKING:
    from postlude.finale.session import Session
    from postlude.finale.text.fonts import FCFontInfo
    from postlude.finale.text.stringlists import FCStrings

TYPES: dict[str | None, int] = {
    None: 0, "other": 0, "articulation": 1, "barline": 2, "executable": 3, "expression": 4, "note": 5,
    "frame": 6, "arrowhead": 7, "fretboard": 8, "clef": 9,
}  # fmt: skip
"""What a shape is for, in musxdom's numbers: its articulations are ``SHAPEDEFTYPE_ARTICULATION``."""
LISTS = {"instList": "shapeList", "dataList": "shapeData"}


class FCShapeDef(NoInciOther, tag="shapeDef"):
    """A shape. Its instructions are read with ``CreateInstructions``, changed, and given back with
    ``RebuildInstructions``; saving the shape saves them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rebuilt: list[FCShapeDefInstruction] | None = None
        """Instructions that aren't in the document yet."""

    def _take(self, key: Key, node: Node) -> None:
        super()._take(key, node)
        self.rebuilt = None

    Type = read_only(choice("shapeType", TYPES))

    @property
    def instructions(self) -> list[FCShapeDefInstruction]:
        if self.rebuilt is not None:
            return self.rebuilt
        words, numbers = (self._list(path) for path in LISTS)
        values = [int(child.text) for child in numbers.find_all("data")] if numbers is not None else []
        found = []
        for child in words.find_all("instruct") if words is not None else []:
            count = int(child.get("numData") or 0)
            made = FCShapeDefInstruction(self._session)
            found.append(made.take(child.get("tag") or NULL, *values[:count]))
            values = values[count:]
        return found

    def _list(self, path: str) -> Node | None:
        number = int(self._text_at(path) or 0)
        return self._store.load("others", LISTS[path], Key(number)) if number else None

    @prop
    def InstructionsCount(self) -> int:
        return len(self.instructions)

    @prop
    def DataCount(self) -> int:
        """How many numbers its instructions have together."""
        return sum(len(instruction.numbers) for instruction in self.instructions)

    @method
    def CreateInstructions(self) -> FCShapeDefInstructions:
        collection = FCShapeDefInstructions(self._session)
        collection._items = self.instructions
        return collection

    @method
    def RebuildInstructions(self, instructions: FCShapeDefInstructions) -> bool:
        """Take over a list of instructions, up to the end that ``AddNull`` marks."""
        self.rebuilt = []
        for each in instructions:
            if each.word == NULL:
                break
            self.rebuilt.append(FCShapeDefInstruction(self._session).take(each.word, *each.numbers))
        return True

    def _at(self, index: int) -> FCShapeDefInstruction | None:
        instructions = self.instructions
        return instructions[index] if 0 <= index < len(instructions) else None

    @method
    def GetInstructionSize(self, index: int) -> int:
        """How many numbers an instruction has."""
        found = self._at(index)
        return len(found.numbers) if found is not None else 0

    @method
    def GetInstructionTag(self, index: int) -> int:
        found = self._at(index)
        return tag_number(found.word) if found is not None else 0

    @method
    def GetFontInfo(self, index: int, font: FCFontInfo) -> bool:
        """The font that an instruction sets; false if it sets none."""
        found = self._at(index)
        if found is None or found.word != "setFont" or len(found.numbers) < 3:
            return False
        font.FontID, font.Size, font.EnigmaStyles = found.numbers[:3]
        return True

    @method
    def SetFontInfo(self, index: int, font: FCFontInfo) -> bool:
        found = self._at(index)
        if found is None or found.word != "setFont":
            return False
        self.rebuilt = self.instructions
        self.rebuilt[index].take("setFont", font.FontID, font.Size, font.EnigmaStyles)
        return True

    @method
    def CreateTextStrings(self) -> FCStrings:
        """The texts that it draws; characters that follow one another are one text."""
        from postlude.finale.text.stringlists import FCStrings
        from postlude.finale.text.strings import FCString

        texts: list[str] = []
        open_text = False
        for each in self.instructions:
            if each.word == "drawChar" and each.numbers:
                if not open_text:
                    texts.append("")
                texts[-1] += chr(each.numbers[0])
            open_text = each.word == "drawChar"
        strings = FCStrings(self._session)
        strings._items = [FCString(self._session, text) for text in texts]
        return strings

    # Saving.

    @method
    def SaveWithType(self, shapedeftype: int) -> bool:
        """Save it as a shape for that purpose (a ``SHAPEDEFTYPE_`` number)."""
        self._put_type(shapedeftype)
        return bool(self.Save())

    @method
    def SaveNewWithType(self, shapedeftype: int) -> bool:
        self._put_type(shapedeftype)
        return bool(self.SaveNew())

    def _put_type(self, number: int) -> None:
        words = {value: word for word, value in reversed([*TYPES.items()])}
        if number not in words:
            raise ScriptError(f"param 1 expected one of the SHAPEDEFTYPE constants, got {number}")
        self._put_text("shapeType", words[number])
        self._cache.clear()

    @method
    def SaveNew(self) -> bool:
        """Save as a new shape, with lists of its own."""
        self.rebuilt = self.instructions
        for path in LISTS:
            self._put_text(path, None)
        return bool(super().SaveNew())

    def _save(self, key: Key) -> bool:
        if self.rebuilt is not None:
            self._save_lists(self.rebuilt)
            self.rebuilt = None
        return super()._save(key)

    def _save_lists(self, instructions: list[FCShapeDefInstruction]) -> None:
        if not instructions and self._text_at("instList") is None:
            return
        number = max(
            (int(key.cmper1) for tag in LISTS.values() for key in self._store.keys("others", tag)), default=0
        )
        for path in LISTS:
            # Both lists of a shape have one number in real documents.
            if self._text_at(path) is None:
                self._put_text(path, str(number + 1))
        words, numbers = Node("shapeList"), Node("shapeData")
        for each in instructions:
            child = words.add("instruct")
            if each.numbers:
                child.add("numData", str(len(each.numbers)))
            child.add("tag", each.word)
            for value in each.numbers:
                numbers.add("data", str(value))
        for path, node in zip(LISTS, (words, numbers), strict=True):
            self._store.save("others", LISTS[path], Key(int(self._text_at(path) or 0)), node)

    @method
    def DeleteData(self) -> bool:
        """Remove the shape with its lists."""
        for path, tag in LISTS.items():
            number = int(self._text_at(path) or 0)
            if number:
                self._store.delete("others", tag, Key(number))
        return super().DeleteData()


class FCShapeDefs(NoInciOthers, of=FCShapeDef):
    """The shapes of the document."""
