"""A plugin's description of itself: calling the extracted ``plugindef`` of a Lua script, and its result.

``plugindef`` runs alone, in a Lua state of its own: Lua's libraries without files, 2 seconds, 64 MB, the
locale as argument. What it says there is final: permissions and requirements come from this call. Afterwards
the function and ``finaleplugin`` exist in the script's own state as well, for scripts that read them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.errors import PluginError, RefusedError
from postlude.plugins.extract import Extract, extract_plugindef, is_bytecode
from postlude.plugins.finaleplugin import FinalePlugin, read_finaleplugin
from postlude.plugins.permissions import REFUSAL

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

SECONDS = 2.0
MEMORY = 64 * 1024 * 1024

_HARNESS = "=[postlude plugindef]"

Scalar = bool | int | float | str


@dataclass(frozen=True)
class PluginDef:
    """What a plugin says of itself. ``menu_text`` is its file's name without suffix if it says nothing.

    ``raw`` holds every property that it set, also those that Postlude does not know; ``problems`` what had to
    be ignored, one line each; ``text`` is the function as it stands in the script
    (``finenv.GetPluginDefFunction``), None for plugins without one, and ``line`` where it begins.
    """

    menu_text: str
    undo_text: str
    description: str
    properties: FinalePlugin = field(default_factory=FinalePlugin)
    raw: Mapping[str, Scalar] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    text: bytes | None = None
    line: int = 1


def describe_plugin(
    name: str,
    texts: Sequence[Any],
    values: Mapping[str, Any],
    *,
    problems: Sequence[str] = (),
    text: bytes | None = None,
    line: int = 1,
) -> PluginDef:
    """The description of the plugin called ``name`` from what its ``plugindef`` returned and set.

    A missing menu text is the plugin's name, a missing undo text the menu text, a missing description empty.
    """
    found = list(problems)
    shown: list[str] = []
    for position, value in enumerate(texts, 1):
        if isinstance(value, str):
            shown.append(value)
        else:
            shown.append("")
            if value is not None and value is not False:
                found.append(f"result {position} of plugindef is not text: ignored")
    if len(shown) > 3:
        found.append("plugindef returns more than three texts")
    menu_text, undo_text, description = [*shown, "", "", ""][:3]
    properties, wrong = read_finaleplugin(values)
    raw = {key: value for key, value in values.items() if isinstance(value, Scalar)}
    menu_text = menu_text.strip() or name
    return PluginDef(
        menu_text=menu_text,
        undo_text=undo_text.strip() or menu_text,
        description=description,
        properties=properties,
        raw=raw,
        problems=(*found, *wrong),
        text=text,
        line=line,
    )


def read_plugindef(source: bytes, file: Path, locale: str = "en_US") -> PluginDef:
    """The description of the Lua script ``source`` of ``file``.

    An error in its ``plugindef`` raises :class:`PluginError` with the file and the script's line, going over
    the limits :class:`LimitError`. A script without ``plugindef``, or a compiled one, gets the defaults.
    """
    extract = extract_plugindef(source)
    if extract.text is None:
        compiled = ("compiled Lua: runs only when trusted (--trust)",) if is_bytecode(source) else ()
        return describe_plugin(file.stem, (), {}, problems=(*extract.problems, *compiled))
    state = state_alone()
    try:
        results = state.run(
            _harness(), _HARNESS, b"call", *_definition(extract, file), locale.encode("utf-8")
        )
    finally:
        state.close()
    return _described(results, file.stem, extract)


def install_plugindef(state: LuaState, plugindef: PluginDef, file: Path) -> None:
    """Make ``plugindef`` and ``finaleplugin`` globals of the script's own state, before any prefix runs.

    The text is defined with no globals in reach, so that nothing of the script runs before the prefixes.
    """
    extract = Extract(plugindef.text, plugindef.line)
    values: list[Any] = []
    for key, value in plugindef.raw.items():
        values += [_encode(key), _encode(value) if isinstance(value, str) else value]
    state.run(_harness(), _HARNESS, b"install", *_definition(extract, file), *values)


def plugindef_left_by(state: LuaState, file: Path, locale: str = "en_US") -> PluginDef:
    """The description that a compiled script left in its own state after a run: it has no text to extract
    from.
    """
    results = state.run(_harness(), _HARNESS, b"left", None, None, locale.encode("utf-8"))
    return _described(results, file.stem, Extract(None))


def require_trust(source: bytes, file: Path, trusted: bool) -> None:
    """Raise :class:`PluginError`, a refusal, for compiled Lua in a run that is not trusted.

    It has no text, so nothing says beforehand what it asks for.
    """
    if is_bytecode(source) and not trusted:
        raise PluginError(
            f"{file}: compiled Lua runs only when trusted (--trust): it can't be read beforehand",
            file=str(file),
            refusal=True,
        )


def _described(results: Sequence[Any], name: str, extract: Extract) -> PluginDef:
    texts = [_decode(value) if isinstance(value, bytes) else value or None for value in results[:3]]
    problems = list(extract.problems)
    values: dict[str, Any] = {}
    for key, kind, value in zip(results[3::3], results[4::3], results[5::3], strict=True):
        if kind in (b"string", b"number", b"boolean"):
            values[_decode(key)] = _decode(value) if isinstance(value, bytes) else value
        else:
            problems.append(f"finaleplugin.{_decode(key)} is a {_decode(kind)}: ignored")
    return describe_plugin(name, texts, values, problems=problems, text=extract.text, line=extract.line)


def _definition(extract: Extract, file: Path) -> tuple[bytes | None, bytes]:
    """The text under the script's name and behind as many lines as in the script: errors have the script's
    lines.
    """
    name = b"@" + str(file).encode("utf-8", "surrogateescape")
    return (b"\n" * (extract.line - 1) + extract.text if extract.text is not None else None), name


@cache
def _harness() -> bytes:
    return Path(__file__).with_name("plugindef.lua").read_bytes()


def state_alone() -> LuaState:
    """A small Lua state without files and permissions."""
    from postlude.lua.services import Limits, Output, Services
    from postlude.lua.state import LuaState

    services = Services(
        fence=_NoFiles(), permit=_no_permission, getenv=lambda name: None, output=Output(limit=1024 * 1024)
    )
    return LuaState(services, Limits(seconds=SECONDS, memory=MEMORY))


class _NoFiles:
    def read(self, path: str, what: str) -> Path:
        raise RefusedError(f"{REFUSAL}: {what} (plugindef runs alone, without files)")

    write = read


def _no_permission(flag: str, what: str) -> None:
    raise RefusedError(f"{REFUSAL}: {what} (plugindef runs alone)")


def _decode(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def _encode(value: str) -> bytes:
    return value.encode("utf-8", "surrogateescape")
