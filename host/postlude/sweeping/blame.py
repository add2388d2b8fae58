"""Who is to blame for a failure: the host, which lacks something that RGP Lua has, or the script."""

from __future__ import annotations

import linecache
import re
from collections.abc import Iterable, Iterator

from postlude.finale.finenv import Finenv
from postlude.finale.framework import framework_class, framework_names
from postlude.sweeping.row import DIALOG, DOCUMENT, HOST, REFUSAL, REQUIREMENT, SCRIPT, USAGE

FINENV = frozenset(
    (
        *Finenv.FUNCTIONS,
        *Finenv.PROPERTIES,
        "CreateLuaScriptItems",
        "CreateLuaScriptItemsFromFilePath",
        "ExecuteLuaScriptItem",
        "GetFinaleMainWindow",
    )
)
"""What RGP Lua's manual documents of ``finenv``."""
MODULES = frozenset(("cjson", "cjson.safe", "lfs", "luaosutils"))
"""What ``require`` offers without a file, whatever the script's rights."""
LUAOSUTILS = frozenset(("crypto", "internet", "menu", "process", "text"))
GLOBALS = frozenset(
    (
        "coll2table", "dumpproperties", "each", "eachbackwards", "eachcell", "eachentry", "eachentrysaved",
        "eachstaff", "finale", "finenv", "loadall", "loadallforregion", "pairsbykeys", "prettyformatjson",
        "tinyxml2", "xmlattributes", "xmlelements",
    )
)  # fmt: skip
"""The global names that RGP Lua adds to Lua's."""

_REFUSED = re.compile(r"(?:finale\.)?(\w[\w.]*\w) is not implemented in Postlude")
_NIL = re.compile(r"attempt to (?:call|index) a nil value \((method|field|global) '([^']+)'\)")
_MODULE = re.compile(r"module '([^']+)' not found")
_INTERNAL = re.compile(r"\binternal error (?:in|:)|\binternal error:")


def missing_members(texts: Iterable[str], file: str | None = None, line: int | None = None) -> list[str]:
    """What Postlude lacks, as the messages in ``texts`` tell: what a script printed, showed or failed with.

    ``file`` and ``line`` say where it failed: a nil field counts if the line reads it from ``finenv``,
    ``finale`` or ``luaosutils`` and RGP Lua has it.
    """
    found: dict[str, None] = {}
    for text in texts:
        found.update(dict.fromkeys(match[1] for match in _REFUSED.finditer(text)))
        for kind, name in _NIL.findall(text):
            member = _nil(kind, name, _source(file, line))
            if member is not None:
                found[member] = None
        for name in _MODULE.findall(text):
            if name in MODULES:
                found[f"require {name!r}"] = None
    return list(found)


def is_internal(text: str) -> bool:
    """Whether a message is that of a defect of Postlude."""
    return _INTERNAL.search(text) is not None


def judge(status: int, *, missing: bool, defects: bool, unanswered: bool) -> str | None:
    """Who is to blame for a run that ended with this exit status; None if nothing went wrong.

    ``unanswered``: a question got the answer that ``--dialogs`` gives, because no answer was there for it.
    """
    if missing or defects:
        return HOST
    if status in (1, 2, 6) and unanswered:
        return DIALOG
    blames = {0: None, 1: SCRIPT, 2: USAGE, 3: REQUIREMENT, 4: REFUSAL, 5: DOCUMENT}
    return blames.get(status, HOST)


def _nil(kind: str, name: str, source: str) -> str | None:
    if kind == "global":
        return name if name in GLOBALS else None
    if kind == "method":
        owners = list(_owners(name))
        return None if not owners else f"{owners[0] if len(owners) == 1 else '*'}.{name}"
    known = {"finenv": FINENV, "luaosutils": LUAOSUTILS, "finale": frozenset(framework_names())}
    for table, names in known.items():
        if name in names and re.search(rf"\b{table}\s*\.\s*{re.escape(name)}\b", source):
            return f"{table}.{name}"
    return None


def _owners(member: str) -> Iterator[str]:
    """The classes of the framework that declare a member of that name."""
    for name in framework_names():
        facts = framework_class(name)
        if facts is not None and (member in facts.methods or member in facts.properties):
            yield name


def _source(file: str | None, line: int | None) -> str:
    return linecache.getline(file, line) if file and line else ""
