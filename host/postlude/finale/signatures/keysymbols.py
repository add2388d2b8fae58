"""Lists of the accidentals that a custom key mode shows, by alteration."""

from __future__ import annotations

from postlude.enigma.node import Key, Node
from postlude.finale.arguments import method, static, to_int, to_text
from postlude.finale.base import FCBase, FCCollection, prop
from postlude.finale.fields import held
from postlude.finale.records import NO_KEY
from postlude.finale.session import Session
from postlude.finale.signatures.customkeytables import table
from postlude.finale.text.strings import FCString

TAG = "keySymList"
STANDARD = {-2: "keySigDblFlat", -1: "keySigFlat", 0: "keySigNatural", 1: "keySigSharp", 2: "keySigDblSharp"}


class FCCustomKeyModeSymbolList(FCBase):
    """The symbols of a custom key mode. ``List`` has a text for each alteration in chromatic steps: 0 is the
    natural. The document keeps a record for each."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._number = 0
        self._symbols: dict[int, str] = {}

    ItemNo = held("_number", int, writable=False)

    @prop
    def List(self) -> dict[int, str]:
        return dict(self._symbols)

    @List.setter
    def _set_list(self, symbols: object) -> None:
        self._symbols = {
            to_int(alteration): to_text(text)
            for alteration, text in table(symbols).items()
            if text is not None
        }

    @method
    def Load(self, itemno: int) -> bool:
        found = _load(self._session, itemno)
        if not found:
            return False
        self._number, self._symbols = itemno, found
        return True

    @method
    def LoadFirst(self) -> bool:
        numbers = list_numbers(self._session)
        return bool(numbers) and bool(self.Load(numbers[0]))

    @method
    def LoadNext(self) -> bool:
        later = [number for number in list_numbers(self._session) if number > self._number]
        return bool(later) and bool(self.Load(later[0]))

    @method
    def Save(self) -> bool:
        """Save the list; one that was never loaded or saved gets the next number."""
        number = self._number or max(list_numbers(self._session), default=0) + 1
        return bool(self.SaveAs(number))

    @method
    def SaveAs(self, itemno: int) -> bool:
        store = self._session.store
        for key in store.keys_of("details", TAG, itemno):
            if _signed(key.cmper2) not in self._symbols:
                store.delete("details", TAG, key)
        for alteration, text in self._symbols.items():
            node = Node(TAG)
            node.set("string", text)
            store.save("details", TAG, Key(itemno, alteration & 0xFFFF), node)
        self._number = itemno
        return True

    @method
    def DeleteData(self) -> bool:
        store = self._session.store
        keys = store.keys_of("details", TAG, self._number)
        for key in keys:
            store.delete("details", TAG, key)
        return bool(keys)

    @method
    def CalcIsDefaultList(self) -> bool:
        """Whether the list says what the document's music characters say anyway."""
        return {key: text for key, text in self._symbols.items() if text} == standard_symbols(self._session)

    @method
    def CreateListString(self) -> FCString:
        """The symbols from the lowest alteration to the highest, with spaces between."""
        return FCString(self._session, " ".join(text for _, text in sorted(self._symbols.items()) if text))

    @static
    def GetDefaultList(self) -> dict[int, str]:
        """The accidentals of key signatures among the document's music characters, for -2 to 2."""
        assert isinstance(self, Session)
        return standard_symbols(self)

    def _same_as(self, other: FCCustomKeyModeSymbolList) -> bool:
        return self._symbols == other._symbols


class FCCustomKeyModeSymbolLists(FCCollection):
    """The lists of symbols in the document."""

    @method
    def LoadAll(self) -> int:
        self._items = []
        for number in list_numbers(self._session):
            each = FCCustomKeyModeSymbolList(self._session)
            if each.Load(number):
                self._items.append(each)
        return len(self._items)


def list_numbers(session: Session) -> list[int]:
    """The numbers of the document's lists of symbols."""
    return sorted({int(key.cmper1) for key in session.store.keys("details", TAG)})


def standard_symbols(session: Session) -> dict[int, str]:
    """The accidentals that key signatures have without a list."""
    node = session.store.load("options", "musicSymbolOptions", NO_KEY) if session.document else None
    if node is None:
        return {}
    codes = {alteration: int(node.get(path) or 0) for alteration, path in STANDARD.items()}
    return {alteration: chr(code) for alteration, code in codes.items() if code}


def _load(session: Session, number: int) -> dict[int, str]:
    found = {}
    for key in session.store.keys_of("details", TAG, number):
        node = session.store.load("details", TAG, key)
        if node is not None:
            found[_signed(key.cmper2)] = node.get("string") or ""
    return found


def _signed(number: int) -> int:
    return number - 0x10000 if number & 0x8000 else number
