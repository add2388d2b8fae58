"""What is wrong with a script's ``plugindef``: it is called alone, as ``postlude list`` does, and nothing else."""

from __future__ import annotations

import re
from dataclasses import fields

from postlude.checking import tree
from postlude.checking.findings import Severity
from postlude.checking.script import LuaFile
from postlude.errors import PluginError, PostludeError, RequirementError
from postlude.finale import reference
from postlude.plugins.finaleplugin import FinalePlugin
from postlude.plugins.plugindef import PluginDef, read_plugindef
from postlude.plugins.requirements import check_versions

PROPERTIES = frozenset(each.name for each in fields(FinalePlugin))
_LISTS = ("AdditionalUndoText", "AdditionalDescriptions", "AdditionalPrefixes")


def check_plugindef(file: LuaFile) -> None:
    """Call it, and look at what it says."""
    for problem in file.extract.problems:
        line, message = _line_in(problem, file.extract.line)
        file.report("plugindef", line, message)
    if file.extract.text is None:
        return
    try:
        found = read_plugindef(file.source, file.path)
    except PostludeError as error:
        line = error.line if isinstance(error, PluginError) and error.line else file.extract.line
        message = error.message.removeprefix(f"{file.path}:{line}: ")
        if not any(each.rule == "syntax" for each in file.findings):
            file.report("plugindef", line, f"plugindef fails: {message}", Severity.ERROR)
        return
    file.plugindef = found
    for problem in found.problems:
        if problem not in file.extract.problems:
            said = re.match(r"finaleplugin\.(\w+)", problem)
            file.report("plugindef", place_of(file, said[1]) if said else found.line, problem)
    for name in found.raw:
        check_property(file, name)
    check_result(file, found)
    check_described(file, found)


def check_result(file: LuaFile, found: PluginDef) -> None:
    """Without a text in return the script's file name stands in the menu."""
    if found.menu_text == file.path.stem and not _returns(file):
        file.report(
            "plugindef", found.line, "plugindef returns no menu text: return text, undo text, description"
        )


def check_property(file: LuaFile, name: str) -> None:
    """An unknown name of finaleplugin; one that only differs in case is told by our own reader."""
    if name not in PROPERTIES and name.casefold() not in {each.casefold() for each in PROPERTIES}:
        near = reference.near(name, PROPERTIES)
        hint = f"; did you mean {near}?" if near else ""
        file.report("unknown-property", place_of(file, name), f"finaleplugin has no property {name}{hint}")


def check_described(file: LuaFile, found: PluginDef) -> None:
    """Versions, the address of a hash, and the lists of further menu items; for Python plugins, too."""
    own = found.properties
    try:
        check_versions(own)
    except RequirementError as error:
        text = error.message.removeprefix("the plugin sets ")
        file.report("version", place_of(file, text.partition(" ")[0]), f"finaleplugin.{text}")
    if own.HashURL and not re.fullmatch(r"https://[^\s/]+/\S+", own.HashURL):
        place = place_of(file, "HashURL")
        file.report("plugindef", place, f"finaleplugin.HashURL is not an https address: {own.HashURL}")
    options = _lines(own.AdditionalMenuOptions)
    for name in _LISTS:
        lines = _lines(getattr(own, name))
        if lines and len(lines) != len(options):
            file.report(
                "menu-items",
                place_of(file, name),
                f"finaleplugin.{name} has {_count(lines)}, AdditionalMenuOptions has {len(options)}",
            )


def _count(lines: list[str]) -> str:
    return "1 line" if len(lines) == 1 else f"{len(lines)} lines"


def _lines(text: str) -> list[str]:
    """The lines of a list, without empty ones at its ends, which are how authors write it."""
    return text.strip("\r\n\t ").splitlines() if text.strip() else []


def place_of(file: LuaFile, name: str) -> tree.Node | int:
    """Where a property of finaleplugin is set; the line of plugindef if it isn't seen."""
    if file.extract.text is not None and not any(each.rule == "syntax" for each in file.findings):
        for owner, source in file.resolved.fields.get(name, ()):
            if (
                isinstance(owner, tree.Name)
                and owner.name == "finaleplugin"
                and isinstance(source.node, tree.Node)
            ):
                return owner
    return file.extract.line


def _returns(file: LuaFile) -> bool:
    if any(each.rule == "syntax" for each in file.findings):
        return True
    for function, returns in file.resolved.returns.items():
        for value in (
            file.resolved.globals["plugindef"].sources if "plugindef" in file.resolved.globals else ()
        ):
            if value.node is function:
                return any(each.values for each in returns)
    return False


def _line_in(problem: str, line: int) -> tuple[int, str]:
    found = re.match(r"line (\d+): ", problem)
    return (int(found[1]), problem[found.end() :]) if found else (line, problem)
