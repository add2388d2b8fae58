"""The properties that ``plugindef`` sets in the ``finaleplugin`` namespace, typed.

Names, types and defaults are RGP Lua's. A value is converted as Lua's own library would (a number where text
is wanted, a numeral where a number is); any other is a problem that is reported, and the default holds. A
permission is granted by ``true`` alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FinalePlugin:
    """What a plugin says of itself and asks for."""

    # What must be there, and how the run goes.
    RequireDocument: bool = True
    RequireSelection: bool = False
    RequireScore: bool = False
    NoStore: bool = False
    HandlesUndo: bool = False
    IgnoreReturnValue: bool = False
    IncludeInPluginMenu: bool = True
    LoadAsString: bool = False
    LoadLuaOSUtils: bool = True

    # What it may do.
    ExecuteAtStartup: bool = False
    ExecuteExternalCode: bool = False
    ExecuteHttpsCalls: bool = False
    LoadLuaSocket: bool = False
    ModifyFinaleMenus: bool = False
    HashURL: str = ""

    # Which versions it is for.
    MinFinaleVersion: float | None = None
    MaxFinaleVersion: float | None = None
    MinFinaleVersionRaw: float | None = None
    MaxFinaleVersionRaw: float | None = None
    MinJWLuaVersion: float | None = None
    MaxJWLuaVersion: float | None = None

    # Further menu items, one a line, in parallel.
    AdditionalMenuOptions: str = ""
    AdditionalUndoText: str = ""
    AdditionalDescriptions: str = ""
    AdditionalPrefixes: str = ""

    # What it says of itself.
    Author: str = ""
    AuthorEmail: str = ""
    AuthorURL: str = ""
    CategoryTags: str = ""
    Copyright: str = ""
    Date: str = ""
    Id: str = ""
    Notes: str = ""
    RevisionNotes: str = ""
    ScriptGroupDescription: str = ""
    ScriptGroupName: str = ""
    Version: str = ""

    # JW Lua's; RGP Lua ignores them.
    ParameterDescriptions: str = ""
    ParameterInitValues: str = ""
    ParameterLists: str = ""
    ParameterTypes: str = ""


_TYPES: dict[str, str] = {field.name: str(field.type) for field in dataclasses.fields(FinalePlugin)}
_BY_FOLDED_NAME = {name.casefold(): name for name in _TYPES}


def read_finaleplugin(values: Mapping[str, Any]) -> tuple[FinalePlugin, list[str]]:
    """The properties that ``values`` sets, and what is wrong with them, one line each."""
    accepted: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in values.items():
        wanted = _TYPES.get(name)
        if wanted is None:
            known = _BY_FOLDED_NAME.get(name.casefold())
            if known is not None:
                problems.append(f"finaleplugin.{name} has no effect: it is spelled {known}")
            continue
        converted = _convert(wanted, value)
        if converted is None:
            problems.append(f"finaleplugin.{name} is {_type_name(value)}, not {_WANTED[wanted]}: ignored")
        else:
            accepted[name] = converted
    return FinalePlugin(**accepted), problems


_WANTED = {"bool": "true or false", "str": "text", "float | None": "a number"}


def _convert(wanted: str, value: Any) -> bool | str | float | None:
    if wanted == "bool":
        return value if isinstance(value, bool) else None
    if isinstance(value, bool):
        return None
    if wanted == "str":
        return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else None
    if isinstance(value, str):
        return _number(value)
    return value if isinstance(value, int | float) else None


def _number(text: str) -> float | None:
    try:
        return int(text, 16) if text.strip().lower().startswith("0x") else float(text)
    except ValueError:
        return None


def _type_name(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "text"
    if isinstance(value, int | float):
        return "a number"
    return "a table" if isinstance(value, dict | list) else f"a {type(value).__name__}"
