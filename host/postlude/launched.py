"""Scripts that another one starts: which there are, and how one was started."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from postlude.errors import LimitError, PluginError, PostludeError, RequirementError, ScriptError
from postlude.lua.values import to_bytes
from postlude.plugins.discovery import FoundPlugin, find_plugins, items_in_menu, left_out
from postlude.plugins.menu import MenuItem, menu_items
from postlude.plugins.plugindef import PluginDef, read_plugindef
from postlude.plugins.requirements import check_versions

if TYPE_CHECKING:
    from postlude.finale.scriptitems import FCLuaScriptItem, ItemFacts
    from postlude.stage import Stage

NAMELESS = "script.lua"
"""The name of a script that has none."""
FROM_A_SCRIPT = "script"
"""The origin of an ad-hoc script."""


@dataclass
class Launched:
    """How a script was started by another one."""

    by: Stage
    item: FCLuaScriptItem
    ad_hoc: bool
    nameless: bool = False

    @property
    def depth(self) -> int:
        above = self.by.launched
        return 1 if above is None else above.depth + 1

    @property
    def chunk(self) -> str | None:
        """What Lua calls the code: as RGP Lua, its text, where that stands for a file; None for the file."""
        text = self.item.facts.text if self.ad_hoc else None
        if text is None:
            return None
        return "=[script]" if text[:1] in ("@", "=", "") else text

    def menu_item(self, items: list[MenuItem]) -> MenuItem:
        """The menu item of an ad-hoc script: its main one, as its item describes it."""
        facts = self.item.facts
        return replace(
            items[0],
            text=facts.menu_text,
            undo_text=facts.undo_text or facts.menu_text,
            description=facts.description,
            prefix=facts.prefix or None,
            configured=None,
        )


def source_name(launched: Launched, file: str | None) -> str:
    """What Lua calls the code that an error is in, as ``debug.getinfo`` gives it in ``source``."""
    text = launched.chunk
    inside = text is not None and (file is None or file.startswith("[string ") or file == "[script]")
    if text is not None and (inside or Path(file or "").name in (NAMELESS, launched.item.FileName)):
        return launched.item.facts.text or ""
    return f"@{file or launched.item.facts.path}"


def items_of_menu(stage: Stage) -> list[ItemFacts]:
    """The Lua items of the menu, as the script on a stage sees them."""
    found = []
    for plugin in find_plugins(stage.config):
        if plugin.kind == "python" or plugin.path is None:
            continue
        try:
            plugindef = plugin.describe(stage.options.locale)
        except PostludeError:
            continue  # `postlude list` says why
        if left_out(plugindef, plugin, stage.config):
            continue
        items = items_in_menu(plugin, plugindef, stage.config.scripts_at(plugin.path))
        found += [_facts(plugin, plugindef, item, item.number - 1) for item in items]
    return found


def items_of_file(stage: Stage, path: str, text: str | None) -> list[ItemFacts]:
    """The items of a script, the main one first; of a nameless one if there is no path.

    An error in its ``plugindef`` comes when it is executed. Raises ScriptError if the file can't be read.
    """
    if not path:
        from postlude.finale.scriptitems import ItemFacts

        return [ItemFacts(menu_text="Lua script", text=text)]
    file = reachable(stage, path, text)
    code = None if text is None else to_bytes(text)
    found = FoundPlugin(file.stem, "lua", FROM_A_SCRIPT, file, text=code)
    try:
        plugindef = read_plugindef(found.source, file, stage.options.locale)
    except (PluginError, LimitError):
        plugindef = read_plugindef(b"", file)
    except PostludeError as error:
        raise ScriptError(error.message) from None
    items = sorted(
        menu_items(plugindef), key=lambda item: item.in_menu
    )  # a main one outside of the menu, too
    shown = path if Path(path).is_absolute() else str(file)
    return [
        replace(_facts(found, plugindef, item, index), text=text, path=shown)
        for index, item in enumerate(items)
    ]


def reachable(stage: Stage, path: str, text: str | None) -> Path:
    """The file of an ad-hoc script, in a folder that the starting script may read: it will read there."""
    name = "finenv.CreateLuaScriptItemsFromFilePath"
    file = stage.fence.read(path, name)
    stage.fence.read(str(file.parent), name)
    if text is None and not file.is_file():
        raise ScriptError(f"{name}: {path}: there is no such script")
    return file


def _facts(plugin: FoundPlugin, plugindef: PluginDef, item: MenuItem, index: int) -> ItemFacts:
    from postlude.finale.scriptitems import ItemFacts  # late: few scripts start others

    settings = item.configured
    explicit = plugindef.raw.get("LoadAsString")
    try:
        check_versions(plugindef.properties)
    except RequirementError:
        compatible = False
    else:
        compatible = True
    return ItemFacts(
        menu_text=item.text,
        undo_text=item.undo_text,
        description=item.description,
        prefix=item.prefix or "",
        path=str(plugin.path),
        index=index,
        load_as_string=explicit if isinstance(explicit, bool) else bool(settings and settings.load_as_string),
        trusted=bool(settings and settings.trusted),
        debug=bool(settings and settings.debug),
        compatible=compatible,
        values=plugindef.raw,
        origin=(plugin, item.text) if plugin.origin != FROM_A_SCRIPT else None,
    )
