"""The plugins that can be run by name: shipped ones, the user's, and those of installed packages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from postlude.errors import PostludeError, RequirementError, UsageError
from postlude.plugins.config import Config, ConfiguredScript
from postlude.plugins.menu import MenuItem, menu_items, normalise
from postlude.plugins.permissions import requested_flags
from postlude.plugins.plugindef import PluginDef, read_plugindef
from postlude.plugins.requirements import check_versions
from postlude.plugins.shipped import shipped_plugins

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from postlude.plugins.python_plugin import PythonPlugin

Kind = Literal["lua", "luac", "python"]

ENTRY_POINTS = "postlude"
"""The entry point group by which packages offer plugins."""

CONFIGURED = "configured"
"""The origin of a script that is known by its configuration alone."""

_KINDS: dict[str, Kind] = {".lua": "lua", ".luac": "luac", ".py": "python"}
_NOT_PLUGINS = ("mobdebug.lua",)


@dataclass(frozen=True)
class FoundPlugin:
    """A plugin that was found, not yet read: ``path`` is its file, or it is an entry point of a package.

    ``origin`` says where it was found: ``shipped``, ``user``, ``configured``, ``file`` or ``package <name>``.
    ``text`` stands for what is in the file, ``item`` is the menu item that was asked for by its text.
    """

    name: str
    kind: Kind
    origin: str
    path: Path | None = None
    entry_point: EntryPoint | None = None
    text: bytes | None = None
    item: str | None = None

    @property
    def source(self) -> bytes:
        """The text of a Lua script. Raises :class:`UsageError` if the file can't be read."""
        assert self.path is not None
        return read_script(self.path) if self.text is None else self.text

    @property
    def where(self) -> str:
        return (
            str(self.path) if self.path else f"{self.origin} ({self.entry_point and self.entry_point.value})"
        )

    def load_python(self) -> PythonPlugin:
        """The loaded Python plugin. Raises :class:`PluginError` if it can't be loaded."""
        from postlude.plugins.python_plugin import load_entry_point, load_python_plugin

        if self.entry_point is not None:
            return load_entry_point(self.entry_point)
        assert self.path is not None
        return load_python_plugin(self.path)

    def describe(self, locale: str = "en_US") -> PluginDef:
        """What the plugin says of itself. Raises :class:`PostludeError` if it can't be read."""
        if self.kind == "python":
            return self.load_python().plugindef(locale)
        assert self.path is not None
        return read_plugindef(self.source, self.path, locale)


@dataclass(frozen=True)
class PluginRow:
    """A row of ``postlude list``: the plugin, its menu items and what it asks for, or why it can't be
    read.
    """

    plugin: FoundPlugin
    items: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str | None = None
    group: tuple[str, str] = ("", "")
    """``ScriptGroupName`` and ``ScriptGroupDescription``, which stand for all items of a script together."""


def find_plugins(config: Config) -> list[FoundPlugin]:
    """All plugins, in the order shipped, user's folders, configured scripts, packages; each file once.

    Every ``.lua``, ``.luac`` and ``.py`` file directly in a folder counts, with or without ``plugindef``, as
    RGP Lua does; names that start with ``_`` or ``.`` and folders inside do not (a script's library), nor a
    plain ``mobdebug.lua``.
    """
    found: dict[Path, FoundPlugin] = {}
    sources = [("shipped", [shipped_plugins()]), ("user", config.plugin_folders)]
    for origin, folders in sources:
        for folder in folders:
            for plugin in _in_folder(folder, origin):
                assert plugin.path is not None
                found.setdefault(plugin.path.resolve(), plugin)
    for script in config.scripts:
        if script.active and script.path.suffix.lower() in _KINDS:
            found.setdefault(script.path, plugin_at(script.path, CONFIGURED))
    return [*found.values(), *_in_packages()]


def plugin_at(path: Path, origin: str = "file") -> FoundPlugin:
    """The plugin in the file ``path``; raises :class:`UsageError` if its name isn't a plugin's."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"{path}: not a plugin: a plugin is a .lua, .luac or .py file")
    return FoundPlugin(path.stem, kind, origin, path=path)


def find_plugin(text: str, config: Config) -> FoundPlugin:
    """The plugin that ``text`` means: a file, the name of one of :func:`find_plugins` (without regard to case), or
    the text of a menu item, which is the plugin's ``item`` then.

    Raises :class:`UsageError` if there is none, or several of that name, saying where they are.
    """
    path = Path(text).expanduser()
    if path.suffix.lower() in _KINDS or path.name != text:
        if path.is_file():
            return plugin_at(path)
        if path.name != text:
            if path.suffix.lower() not in _KINDS and (shown := _by_menu_text(text, config)):
                return shown
            raise UsageError(f"{text}: no such plugin file")
    wanted = path.stem if path.suffix.lower() in _KINDS else text
    plugins = [each for each in find_plugins(config) if _named(each, wanted, path.suffix.lower())]
    exact = [each for each in plugins if each.name == wanted]
    plugins = exact or plugins
    if not plugins:
        if shown := _by_menu_text(text, config):
            return shown
        raise UsageError(f"no plugin {text!r}: give a file, or a name that `postlude list` shows")
    if len(plugins) > 1:
        places = ", ".join(each.where for each in plugins)
        raise UsageError(f"several plugins are called {text!r}, give the file: {places}")
    return plugins[0]


def _by_menu_text(text: str, config: Config) -> FoundPlugin | None:
    """The plugin with a menu item of that text; raises :class:`UsageError` if several have one."""
    import io
    from contextlib import redirect_stdout

    found = []
    for plugin in find_plugins(config):
        try:
            with redirect_stdout(io.StringIO()):  # a plugin may print while it is loaded
                plugindef = plugin.describe()
        except PostludeError:
            continue
        configured = config.scripts_at(plugin.path) if plugin.path else []
        texts = (item.text for item in menu_items(plugindef, configured))
        shown = next((each for each in texts if normalise(each) == normalise(text)), None)
        if shown is not None:
            found.append(replace(plugin, item=shown))
    if len(found) > 1:
        places = ", ".join(each.where for each in found)
        raise UsageError(f"several plugins have a menu item {text!r}, give the file and --item: {places}")
    return found[0] if found else None


def items_in_menu(
    plugin: FoundPlugin, plugindef: PluginDef, configured: Sequence[ConfiguredScript]
) -> list[MenuItem]:
    """The items of a plugin that the menu has: of a script that is only configured, those of its configurations."""
    items = [item for item in menu_items(plugindef, configured) if item.in_menu]
    if plugin.origin != CONFIGURED:
        return items
    return [item for item in items if item.configured is not None]


def left_out(plugindef: PluginDef, plugin: FoundPlugin, config: Config) -> str | None:
    """Why RGP Lua would keep a plugin out of the menu, if it would: other versions are wanted, or it asks to run at
    startup and is configured with its folder only."""
    try:
        check_versions(plugindef.properties)
    except RequirementError as error:
        return f"not in the menu: {error.message}"
    if plugin.path is None or plugin.origin == "shipped" or not plugindef.properties.ExecuteAtStartup:
        return None
    if any(each.folder is None for each in config.scripts_at(plugin.path)):
        return None
    return (
        "not in the menu: it asks to run at startup, so it must be configured by itself (postlude config add)"
    )


def list_plugins(config: Config, locale: str = "en_US") -> Iterator[PluginRow]:
    """A row for each of :func:`find_plugins`. One that can't be read says why and hinders no other."""
    for plugin in find_plugins(config):
        try:
            plugindef = plugin.describe(locale)
        except PostludeError as error:
            yield PluginRow(plugin, problem=_one_line(error))
            continue
        configured = config.scripts_at(plugin.path) if plugin.path else []
        items = [item.text for item in items_in_menu(plugin, plugindef, configured)]
        flags = requested_flags(plugindef.properties)
        notes = plugindef.problems
        if reason := left_out(plugindef, plugin, config):
            items, notes = [], (*notes, reason)
        properties = plugindef.properties
        group = (properties.ScriptGroupName, properties.ScriptGroupDescription)
        yield PluginRow(plugin, tuple(items), tuple(flags), notes=notes, group=group)


def read_script(path: Path) -> bytes:
    """The bytes of a script. Raises :class:`UsageError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: can't read this plugin: {error.strerror}") from error


def _in_folder(folder: Path, origin: str) -> Iterator[FoundPlugin]:
    try:
        files = sorted(folder.iterdir(), key=lambda path: (path.name.casefold(), path.name))
    except OSError:
        return
    for path in files:
        hidden = path.name in _NOT_PLUGINS or path.name[0] in "._"
        # A dangling link is listed, with its reason; a folder of such a name is not a plugin.
        if path.suffix.lower() in _KINDS and not hidden and not path.is_dir():
            yield plugin_at(path, origin)


def _in_packages() -> Sequence[FoundPlugin]:
    from importlib.metadata import entry_points

    return [
        FoundPlugin(each.name, "python", f"package {each.dist.name if each.dist else '?'}", entry_point=each)
        for each in sorted(entry_points(group=ENTRY_POINTS), key=lambda each: each.name)
    ]


def _named(plugin: FoundPlugin, wanted: str, suffix: str) -> bool:
    if plugin.name.casefold() != wanted.casefold():
        return False
    return not suffix or plugin.path is None or suffix not in _KINDS or plugin.path.suffix.lower() == suffix


def _one_line(error: PostludeError) -> str:
    message = error.message.splitlines()[0] if error.message else type(error).__name__
    line = getattr(error, "line", None)
    file = getattr(error, "file", None)
    if file and line is not None and f":{line}:" not in message:
        return f"{file}:{line}: {message}"
    return message
