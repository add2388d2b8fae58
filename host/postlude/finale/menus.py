"""Finale's menus as a model: a tree that scripts read, rearrange and run items of.

``menus.txt`` holds the tree, the Plug-ins menu gets an item for each menu text of the plugins that the host finds.
Windows marks the letter of a shortcut with ``&`` in a text; the model has no such marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postlude.finale.session import Session

PLUGINS = "Plug-ins"
CONFIGURATION: Final = "RGP Lua..."
"""The item by which scripts find the menu that holds the other scripts."""

FIRST_NUMBER: Final = 40_001
"""Commands whose number no published script names are numbered from here: the model's numbers, not Finale's."""


@dataclass(eq=False)
class Menu:
    """A menu; :attr:`title` is what it was made with, and shown only where no item holds it."""

    title: str = ""
    items: list[MenuItem] = field(default_factory=list)
    holder: MenuItem | None = None
    """The item that opens it; None for the menu bar, and for a menu that was deleted."""

    def add(self, item: MenuItem, index: int = -1) -> int:
        """Put an item before that index, a negative or too large one means the end; where it is then."""
        place = len(self.items) if index < 0 else min(index, len(self.items))
        self.items.insert(place, item)
        item.menu = self
        return place

    def item(self, index: int) -> MenuItem | None:
        return self.items[index] if 0 <= index < len(self.items) else None

    def walk(self) -> Iterator[MenuItem]:
        """All items, those of a submenu behind the one that opens it."""
        for item in self.items:
            yield item
            if item.submenu is not None:
                yield from item.submenu.walk()


@dataclass(eq=False)
class MenuItem:
    """An item: a command with its number, a separator, or the way to a submenu (both without number).

    ``action`` names what can be done for a command without Finale, if anything.
    """

    text: str = ""
    command: int = 0
    action: str = ""
    submenu: Menu | None = None
    separator: bool = False
    menu: Menu | None = None

    @property
    def path(self) -> str:
        """The texts from the menu bar on: ``Edit > Select All``."""
        holder = self.menu.holder if self.menu is not None else None
        return f"{holder.path} > {self.text}" if holder is not None else self.text


class MenuBar:
    """The menu bar of one session, with what is asked of all menus."""

    def __init__(self, platform: str, plugins: Sequence[str] = ()) -> None:
        self.platform = platform
        self.menu = _read(platform)
        self._number = FIRST_NUMBER
        home = next(item.submenu for item in self.menu.items if item.text == PLUGINS)
        assert home is not None
        home.add(MenuItem(CONFIGURATION))
        for text in plugins:
            home.add(MenuItem(text, action="plugin"))
        for item in self.menu.walk():
            if not item.command and not item.separator and item.submenu is None:
                item.command, self._number = self._number, self._number + 1

    def find(self, menu: Menu, text: str, start: int = 0) -> tuple[Menu, int] | None:
        """The first item that begins with a text, and the menu that it is in. Submenus come before the item
        that opens them; ``start`` counts in ``menu`` alone. On Windows ``&`` doesn't count."""
        if self.platform == "windows":
            text = text.replace("&", "")
        for index in range(max(start, 0), len(menu.items)):
            item = menu.items[index]
            if item.submenu is not None:
                found = self.find(item.submenu, text)
                if found is not None:
                    return found
            if item.text.replace("&" if self.platform == "windows" else "\0", "").startswith(text):
                return menu, index
        return None

    def command(self, number: int) -> MenuItem | None:
        """The item of a command, wherever it was moved to."""
        return next((item for item in self.menu.walk() if item.command == number), None) if number else None

    def at(self, *places: int) -> MenuItem | None:
        """The item at positions from 0: in the menu bar, in that menu, in that submenu. Separators count."""
        menu: Menu | None = self.menu
        item = None
        for place in places:
            if menu is None:
                return None
            item = menu.item(place)
            menu = item.submenu if item is not None else None
        return item

    def insert_submenu(self, menu: Menu, text: str, index: int = -1) -> tuple[Menu, int]:
        """A new submenu, and where its item is."""
        item = MenuItem(text)
        item.submenu = Menu(text, holder=item)
        return item.submenu, menu.add(item, index)

    def delete_submenu(self, menu: Menu) -> bool:
        """Whether the menu was deleted: it must be empty, and lie in another."""
        holder = menu.holder
        if menu.items or holder is None or holder.menu is None:
            return False
        holder.menu.items.remove(holder)
        holder.menu = holder.submenu = menu.holder = None
        return True

    def move(self, source: Menu, index: int, target: Menu, to: int = -1) -> int | None:
        """Move an item that opens no submenu; its index as the system reports it, None if it can't be moved.

        Within one menu macOS counts the places while the item is still at its old one, Windows when it is
        gone.
        """
        item = source.item(index)
        if item is None or item.submenu is not None:
            return None
        if self.platform == "windows":
            del source.items[index]
            return target.add(item, to)
        copy = MenuItem(item.text, item.command, item.action, separator=item.separator)
        place = target.add(copy, to)
        source.items.remove(item)
        item.menu = None
        return place


def menu_bar(session: Session) -> MenuBar:
    """The menus of a session, made when something first asks for them."""
    surroundings = session.surroundings
    found: MenuBar = session.one("menus", lambda: MenuBar(surroundings.platform, surroundings.plugin_items()))
    return found


def execute(session: Session, item: MenuItem) -> bool:
    """Do what an item does, if that can be done without Finale; the user is told of what can't."""
    if item.action in _ACTIONS:
        return perform(session, item.action)
    advice = "run it by itself" if item.action == "plugin" else "there is no Finale to do it"
    what = f"the menu command {item.path!r}"
    session.notes.setdefault(f"FCUI {what}", f"{what} was left out: {advice}")
    return False


def perform(session: Session, action: str) -> bool:
    """Do what an item's :attr:`~MenuItem.action` names."""
    return _ACTIONS[action](session)


def _select_all(session: Session) -> bool:
    from postlude.finale.selecting import parse_selection

    if session.document is None:
        return False
    session.selection = parse_selection("all", session)
    return not session.selection.empty


def _update_layout(session: Session) -> bool:
    from postlude.finale.layout.updating import update_layout

    if session.document is None:
        return False
    update_layout(session, 1)
    return True


def _rebeam(session: Session) -> bool:
    from postlude.finale.regions.regions import FCMusicRegion

    region = FCMusicRegion(session)
    if not region.SetCurrentSelection():
        return False
    region.RebeamMusic()
    return True


def _redraw(session: Session) -> bool:
    return True  # nothing is to be drawn


def _view(page_view: bool) -> Callable[[Session], bool]:
    def change(session: Session) -> bool:
        session.shared["page view"] = page_view
        return True

    return change


_ACTIONS: dict[str, Callable[[Session], bool]] = {
    "select-all": _select_all,
    "update-layout": _update_layout,
    "rebeam": _rebeam,
    "redraw": _redraw,
    "page-view": _view(True),
    "scroll-view": _view(False),
    "studio-view": _view(False),
}


def _read(platform: str) -> Menu:
    """The tree of ``menus.txt``."""
    top = Menu()
    open_menus = [top]
    text = Path(__file__).with_name("menus.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    depths = [(len(line) - len(line.lstrip())) // 2 for line in lines]
    for line, depth, next_depth in zip(lines, depths, [*depths[1:], 0], strict=True):
        name, _, numbers = (part.strip() for part in line.partition("|"))
        del open_menus[depth + 1 :]
        item = MenuItem(name)
        if name == "-":
            item = MenuItem(separator=True)
        elif numbers:
            mac, windows, *action = numbers.split()
            item.command = int(windows if platform == "windows" else mac)
            item.action = action[0] if action else ""
        open_menus[-1].add(item)
        if next_depth > depth or depth == 0:
            item.submenu = Menu(name, holder=item)
            open_menus.append(item.submenu)
    if platform == "windows":
        del top.items[0]  # what macOS has in the application's menu is elsewhere on Windows
    return top
