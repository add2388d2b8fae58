"""Globals: those that a function sets for itself alone, and those that nobody sets."""

from __future__ import annotations

from postlude.checking import tree
from postlude.checking.findings import Severity
from postlude.checking.script import Script
from postlude.checking.uses import Role, Variable
from postlude.finale import reference
from postlude.finale.scriptglobals import global_names


def check_globals(script: Script) -> None:
    for variable in script.file.resolved.globals.values():
        if variable.assigned:
            _check_leak(script, variable)
    _check_undefined(script)


def _check_leak(script: Script, variable: Variable) -> None:
    """A variable that is set in one function and used nowhere else was meant to be local.

    Functions, names that the file sets at its top and those that other functions read are taken to be meant.
    """
    name = variable.name
    if script.known(name) or name.startswith("_"):
        return
    places = [(node, function) for node, function, definition in variable.assigned if not definition]
    if len(places) != len(variable.assigned) or any(function is None for _, function in places):
        return
    if any(isinstance(source.node, tree.Function) for source in variable.sources):
        return
    uses = [
        use
        for use in script.file.resolved.uses
        if isinstance(use.node, tree.Name) and use.node.variable is variable
    ]
    # `dialog = dialog or create()` keeps it for the next call, or for the next run with RetainLuaState.
    if len({use.function for use in uses}) > 1 or any(use.role is Role.TESTED for use in uses):
        return
    first = min((node for node, _ in places), key=lambda node: (node.line, node.column))
    script.file.report(
        "global-leak", first, f"{name} is global, and only this function uses it: make it local"
    )


def _check_undefined(script: Script) -> None:
    if script.dynamic or not script.whole:
        return
    told: set[str] = set()
    for use in script.file.resolved.uses:
        node = use.node
        if not isinstance(node, tree.Name) or use.role in (Role.ASSIGNED, Role.TESTED) or use.guarded:
            continue
        name = node.name
        if name in told or script.known(name) or script.sets(name) or name in _asked(script):
            continue
        told.add(name)
        near = reference.near(name, _names(script)) if len(name) > 3 else None
        hint = f"; did you mean {near}?" if near else ""
        if name in script.file.resolved.locals:
            hint = "; the local variable of that name doesn't reach here"
        harmful = use.role in (Role.CALLED, Role.INDEXED, Role.OPERAND)
        script.file.report(
            "undefined-global",
            node,
            f"nothing sets the global {name}{hint}",
            Severity.ERROR if harmful else Severity.WARNING,
        )


def _asked(script: Script) -> set[str]:
    """Globals that the file asks for before it uses them."""
    return {
        use.node.name
        for use in script.file.resolved.uses
        if isinstance(use.node, tree.Name) and use.role is Role.TESTED
    }


def _names(script: Script) -> set[str]:
    """Names that may have been meant."""
    found = {name for name, variable in script.file.resolved.globals.items() if variable.assigned}
    return found | script.file.resolved.locals | global_names()
