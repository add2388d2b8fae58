"""Writes ``finale/framework.txt`` from the reference data: ``python -m tests.finale.framework_text``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

FILE = ROOT / "host" / "postlude" / "finale" / "framework.txt"

_FLOATS = {"float", "double"}
_TEXTS = {
    "const char *",
    "std::string",
    "const std::string &",
    "char *",
    "const FCString *",
    "const FCString &",
}


def type_of(declared: str) -> str:
    """A type of the framework as Lua sees it.

    One of bool, int, float, str (a string or an FCString that is read), void, any (a function or a table),
    table, several, or the name of a class.
    """
    if declared in _TEXTS:
        return "str"
    plain = declared.replace("const ", "").strip(" *&")
    if plain in ("bool", "void"):
        return plain
    if plain in _FLOATS:
        return "float"
    if plain == "luabridge::LuaRef" or plain.startswith("lua_State"):
        return "any"
    if plain.startswith(("std::pair", "std::tuple")):
        return "several"
    if plain.startswith(("std::vector", "std::map", "std::set")):
        return "table"
    return plain if re.match(r"(__)?FC\w+$", plain) else "int"


def render(classes: dict[str, Any]) -> str:
    lines = [""]
    for name, facts in sorted(classes.items()):
        lines.append(f"{name} {facts.get('base') or '-'} {facts['theme']} {facts.get('usage', 0)}")
        for member, found in facts.get("properties", {}).items():
            access = ("r" if found["get"] else "") + ("w" if found["set"] else "")
            kind = {"boolean": "bool", "string": "str"}.get(found["type"], found["type"])
            kind = kind.removeprefix("object:")
            lines.append(f" .{member} {access} {kind} {found.get('usage', 0)}")
        for member, found in facts.get("methods", {}).items():
            for form in found if isinstance(found, list) else [found]:
                arguments = ",".join(
                    f"{type_of(kind)}:{label}{'?' if default else ''}"
                    for kind, label, *default in form["args"]
                )
                mark = "+" if form.get("static") else ""
                lines.append(f" {mark}{member}({arguments}){type_of(form['returns'])} {form.get('usage', 0)}")
    return "\n".join(lines) + "\n"


def classes(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "reference" / "pdk-api.json").read_text("utf-8"))["classes"]
    return found


if __name__ == "__main__":
    FILE.write_text(render(classes(ROOT.parent / "shared")), encoding="utf-8")
