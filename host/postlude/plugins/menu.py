"""The menu items that a plugin offers, and choosing one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from postlude.errors import UsageError
from postlude.plugins.config import ConfiguredScript
from postlude.plugins.plugindef import PluginDef


@dataclass(frozen=True)
class MenuItem:
    """One item of the Plug-ins menu.

    ``prefix`` is the item's line of ``AdditionalPrefixes``, if it has one; ``configured`` the configuration
    that gave the item its own texts and prefix; ``in_menu`` is false for a main item that the plugin keeps
    out of the menu (``IncludeInPluginMenu``): it can be chosen by its text all the same. ``number`` counts
    from 1.
    """

    text: str
    undo_text: str
    description: str
    prefix: str | None = None
    configured: ConfiguredScript | None = None
    in_menu: bool = True
    number: int = 1


def menu_items(plugindef: PluginDef, configured: Sequence[ConfiguredScript] = ()) -> list[MenuItem]:
    """The items of a plugin in the order of their numbers; there is at least one.

    Each configuration of the script that has a menu text is an item, without the plugin's additional ones;
    one without menu text stands for the plugin's own items. Those come last if no configuration stands for
    them. A main item that is not in the menu comes behind those that are.
    """
    items: list[MenuItem] = []
    for configuration in configured:
        if configuration.menu_text:
            items.append(_configured_item(plugindef, configuration))
        else:
            items += _own_items(plugindef, configuration)
    if all(configuration.menu_text for configuration in configured):
        items += _own_items(plugindef, None)
    items.sort(key=lambda item: not item.in_menu)
    return [replace(item, number=number) for number, item in enumerate(items, 1)]


def choose_item(items: Sequence[MenuItem], wanted: str | int | None = None) -> MenuItem:
    """The item that ``wanted`` names: a number from 1, or one of its texts; None is the first.

    Case, ``&`` and a final ``...`` do not count. Menu texts are tried first, then undo texts, then
    descriptions, then the number. Raises :class:`UsageError`, listing the items, if none or several fit.
    """
    if wanted is None:
        return items[0]
    text = str(wanted)
    if isinstance(wanted, str):
        for kind in ("text", "undo_text", "description"):
            fitting = [item for item in items if normalise(getattr(item, kind)) == normalise(text)]
            if len(fitting) == 1 or (fitting and kind == "text"):
                return fitting[0]
            if fitting:
                raise UsageError(f"several menu items fit {text!r}: {describe_items(fitting)}")
    if re.fullmatch(r"\s*[0-9]{1,9}\s*", text) and 1 <= int(text) <= len(items):
        return items[int(text) - 1]
    raise UsageError(f"no menu item {text!r}; there are: {describe_items(items)}")


def describe_items(items: Sequence[MenuItem]) -> str:
    """The items on one line, with their numbers."""
    return ", ".join(f"{item.number} {item.text!r}" for item in items)


def normalise(text: str) -> str:
    """A menu text as it is compared: without case, ``&``, outer white space and a final ellipsis."""
    return re.sub(r"\s*(?:\.\.\.|…)\s*$", "", text.replace("&", "")).strip().casefold()


def _configured_item(plugindef: PluginDef, configured: ConfiguredScript) -> MenuItem:
    return MenuItem(
        text=configured.menu_text,
        undo_text=configured.undo_text or configured.menu_text,
        description=configured.description or plugindef.description,
        configured=configured,
    )


def _own_items(plugindef: PluginDef, configured: ConfiguredScript | None) -> list[MenuItem]:
    """The main item and the additional ones, whose lists are parallel line by line.

    White space around a line does not count. An empty line of a list means that its item has no text of that
    kind: the undo text is then the menu text, the description the plugin's own, as RGP Lua does for a missing
    list.
    """
    own = plugindef.properties
    main = MenuItem(
        text=plugindef.menu_text,
        undo_text=(configured and configured.undo_text) or plugindef.undo_text,
        description=(configured and configured.description) or plugindef.description,
        configured=configured,
        in_menu=own.IncludeInPluginMenu,
    )
    items = [main]
    undo_texts = _lines(own.AdditionalUndoText)
    descriptions = _lines(own.AdditionalDescriptions)
    prefixes = _lines(own.AdditionalPrefixes)
    for index, text in enumerate(_lines(own.AdditionalMenuOptions)):
        if text:
            items.append(
                MenuItem(
                    text=text,
                    undo_text=_line(undo_texts, index) or text,
                    description=_line(descriptions, index) or plugindef.description,
                    prefix=_line(prefixes, index) or None,
                    configured=configured,
                )
            )
    return items


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"\r\n|\n\r|\n|\r", text)]


def _line(lines: Sequence[str], index: int) -> str:
    return lines[index] if index < len(lines) else ""
