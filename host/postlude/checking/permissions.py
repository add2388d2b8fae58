"""Gated functions without the permission, permissions without a use, and modules that aren't there."""

from __future__ import annotations

from postlude.checking import tree
from postlude.checking.plugindefs import place_of
from postlude.checking.script import Script
from postlude.checking.uses import Role, within
from postlude.lua.gates import GATED_MODULES, GATES
from postlude.plugins.permissions import NEEDS_TRUST, requested_flags


def check_modules(script: Script) -> None:
    """``require`` of what lies neither beside the script nor in Postlude."""
    for call, name in script.missing:
        script.file.report(
            "missing-module",
            call,
            f"require finds no {name!r} beside the script; a prefix may add its folder",
        )


def check_permissions(script: Script) -> None:
    """For scripts only: a library has the permissions of the script that requires it."""
    plugindef = script.file.plugindef
    if plugindef is None:
        return
    requested = requested_flags(plugindef.properties)
    for use in script.file.resolved.uses:
        if within(script.file.resolved, use.function):
            continue  # a library's code
        if use.role is Role.CALLED and isinstance(use.node, tree.Name | tree.Index):
            called = script.types.of(use.node)
            if called is not None and called.kind == "function":
                _check_use(script, requested, called.name, use.node)
        if isinstance(use.node, tree.Call) and not use.guarded:
            name = required_name(use.node)
            if name is not None:
                flag = GATED_MODULES.get(name)
                own = any(each.path.stem == name.rpartition(".")[2] for each in script.required)
                if flag is not None and flag not in requested and not own:
                    _lacks(script, use.node, f'require "{name}"', flag)
    for flag in requested:
        if flag in _GATED_FLAGS and not script.open_ended and script.whole and not _may_use(script, flag):
            place = place_of(script.file, flag)
            script.file.report("unused-permission", place, f"nothing needs finaleplugin.{flag}: leave it out")


_GATED_FLAGS = {*GATES.values(), *GATED_MODULES.values()}


def required_name(call: tree.Call) -> str | None:
    """The name that a call of ``require`` is given; None for other calls and computed names."""
    function, arguments = call.function, call.arguments
    if call.method is not None or not isinstance(function, tree.Name) or not arguments:
        return None
    if function.name == "pcall" and len(arguments) > 1:
        function, arguments = arguments[0], arguments[1:]
    if not isinstance(function, tree.Name) or function.name != "require":
        return None
    if function.variable is not None and not function.variable.is_global:
        return None
    first = arguments[0]
    return first.text if isinstance(first, tree.Literal) and first.kind == "string" else None


def _check_use(script: Script, requested: list[str], name: str, node: tree.Expression) -> None:
    flag = GATES.get(name) or GATES.get(name.removeprefix("luaosutils."))
    if flag is not None and flag not in requested:
        _lacks(script, node, name, flag)


def _lacks(script: Script, node: tree.Expression, what: str, flag: str) -> None:
    trust = ", and a trusted run" if NEEDS_TRUST[flag] else ""
    script.file.report(
        "missing-permission", node, f"{what} needs finaleplugin.{flag} = true in plugindef{trust}"
    )


def _may_use(script: Script, flag: str) -> bool:
    """Whether the name of a function or module that needs the flag stands anywhere in the files."""
    names = {name.rpartition(".")[2] for name, each in GATES.items() if each == flag}
    names |= {name for name, each in GATED_MODULES.items() if each == flag}
    return any(names & each.resolved.words for each in script.files)
