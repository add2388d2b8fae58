"""The Lua that runs before a plugin: the system prefix, the script's prefix, the menu item's line.

System and script prefix are the user's own code: they see the whole environment and all files. They are
looked for in this order, the first found wins, and files are never chained: the option, the user's
configuration, what ships with Postlude. The menu item's line is the *plugin's* code and gets the script's
rights.

A prefix may hold a key. No message about a prefix quotes its source, or a value that it read from the
environment.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from postlude.errors import LimitError, PluginError, UsageError
from postlude.plugins.config import Config
from postlude.plugins.extract import is_bytecode
from postlude.plugins.fence import FileFence
from postlude.plugins.folders import ScriptEnvironment
from postlude.plugins.lexer import string_contents
from postlude.plugins.menu import MenuItem
from postlude.plugins.shipped import is_shipped, shipped_prefixes

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

Choice = Path | Literal[False] | None
"""A prefix file named by an option, False for none at all, None to look for one."""


@dataclass(frozen=True)
class Prefix:
    """A prefix file: ``kind`` is ``system`` or ``script``, ``source`` its text."""

    kind: str
    file: Path
    source: bytes


def find_system_prefix(option: Choice, config: Config) -> Prefix | None:
    """The system prefix: the option, the user's ``system.lua``, the shipped one. Raises
    :class:`UsageError`.
    """
    if option is False:
        return None
    shipped = shipped_prefixes() / "system.lua"
    return _read("system", option or config.system_prefix or (shipped if shipped.is_file() else None))


def find_script_prefix(option: Choice, script: Path, item: MenuItem) -> Prefix | None:
    """The script's prefix: the option, the one that the user bound to the script's path and item, the shipped
    one.

    A shipped prefix is for a shipped plugin of that name only. Raises :class:`UsageError`.
    """
    if option is False:
        return None
    if option is not None:
        return _read("script", option)
    if item.configured is not None and item.configured.prefix is not None:
        return _read("script", item.configured.prefix)
    shipped = shipped_prefixes() / "scripts" / f"{script.stem}.lua"
    return _read("script", shipped) if is_shipped(script) and shipped.is_file() else None


def run_user_prefix(
    state: LuaState, prefix: Prefix, environment: ScriptEnvironment, fence: FileFence | None = None
) -> None:
    """Run a system or script prefix. Raises :class:`PluginError` with its file and line, and no source.

    Run these first; then the host puts the placeholder in the key's place, and only then the item's line
    runs.
    """
    chunk = "@" + str(prefix.file)
    try:
        with environment.everything(), fence.lifted() if fence is not None else nullcontext():
            state.run(prefix.source, chunk)
    except PluginError as error:
        message = without_source(error.message, prefix.source, environment.read_by_prefixes)
        line = error.line if error.line is not None else _line_in(error.message)
        raise PluginError(
            f"{prefix.kind} prefix {prefix.file}:{line or '?'}: {message}",
            file=str(prefix.file),
            line=line,
            refusal=error.refusal,
        ) from None
    except LimitError as error:
        raise LimitError(f"{prefix.kind} prefix {prefix.file}: {error.message}") from None


def syntax_problem(file: Path, source: bytes) -> None:
    """Compile a prefix without running it. Raises :class:`PluginError` with its file and line, and no source."""
    from postlude.plugins.plugindef import state_alone

    state = state_alone()
    try:
        state.compile(source, f"@{file}")
    except PluginError as error:
        message = without_source(error.message, source)
        raise PluginError(f"prefix {file}:{error.line or '?'}: {message}", file=str(file)) from None
    finally:
        state.close()


def run_item_prefix(state: LuaState, item: MenuItem, script: Path) -> None:
    """Run the menu item's line of ``AdditionalPrefixes``, with the script's rights. Raises
    :class:`PluginError`.
    """
    if not item.prefix:
        return
    try:
        state.run(item.prefix.encode("utf-8", "surrogateescape"), f"=prefix of item {item.number}")
    except PluginError as error:
        raise PluginError(
            f"{script}: AdditionalPrefixes of item {item.number} {item.text!r}: {error.message}",
            file=str(script),
            traceback=error.traceback,
            refusal=error.refusal,
        ) from None


def without_source(message: str, source: bytes, secrets: Collection[str] = ()) -> str:
    """``message`` without what Lua quotes from ``source``, and without ``secrets``.

    Lua quotes the token before which a syntax error stands, constants in some messages, and names (a key that
    lacks its quotes is one); a prefix may raise an error whose text it built from a literal.
    """
    message = message.split("\n", 1)[0]
    message = re.sub(r"^(?:.*?:\d+: )", "", message)
    message = re.sub(r"\s+near\s.*$", "", message)
    message = re.sub(r"\s*\(constant '.*'\)", "", message)
    message = re.sub(r'\[string ".*?"\]', "[prefix]", message)
    message = re.sub(r"'[^']{16,}'", "'...'", message)
    literals = (content.decode("utf-8", "surrogateescape") for content in string_contents(source))
    hidden = {text for literal in literals for text in (literal, literal.strip()) if len(text) >= 4}
    for text in sorted({*hidden, *(secret for secret in secrets if len(secret) >= 4)}, key=len, reverse=True):
        message = message.replace(text, "...")
    return message


def _line_in(message: str) -> int | None:
    found = re.search(r":(\d+): ", message)
    return int(found[1]) if found else None


def _read(kind: str, file: Path | None) -> Prefix | None:
    if file is None:
        return None
    try:
        source = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: can't read this {kind} prefix: {error.strerror}") from error
    if is_bytecode(source):
        raise UsageError(f"{file}: a {kind} prefix is Lua text, not compiled Lua")
    return Prefix(kind, file, source)
