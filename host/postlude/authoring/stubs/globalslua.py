"""The definitions of the other globals that are known from elsewhere: ``finenv``, ``finaleplugin``, the loops."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from postlude.authoring.stubs.finalelua import META
from postlude.authoring.stubs.luadoc import (
    comment,
    function,
    literal,
    lua_type,
    lua_value,
    parameters,
)
from postlude.authoring.stubs.plugindefs import DOCS
from postlude.finale.membertypes import Parameter
from postlude.finale.scriptglobals import ITEM, GlobalFunction, environment, global_functions
from postlude.plugins.finaleplugin import FinalePlugin


def finenv_lines() -> Iterator[str]:
    yield from (META, "", "---@class finenv")
    members = environment().values()
    for each in members:
        if each.form is None and not each.names:
            yield from comment(each.doc, *([] if each.writable else ["Read only."]))
            yield f"---@field {each.name} {lua_value(each.type)}"
    yield from ("finenv = {}", "")
    for each in members:
        if each.form is not None:
            yield from function(f"finenv.{each.name}", (each.form,), each.doc)
        elif each.names:
            yield from comment(each.doc)
            yield f"finenv.{each.name} = {{"
            yield from (f"    {name} = {literal(number)}," for name, number in each.names.items())
            yield from ("}", "")


def finaleplugin_lines() -> Iterator[str]:
    """What ``plugindef`` sets; the function itself is the script's."""
    yield from (META, "")
    yield from comment("What a plugin says of itself and asks for: set in `plugindef`.")
    yield "---@class finaleplugin"
    for field in dataclasses.fields(FinalePlugin):
        yield from comment(DOCS[field.name])
        yield f"---@field {field.name} {lua_type(str(field.type).removesuffix(' | None'))}?"
    yield from ("finaleplugin = {}", "")


def loop_lines() -> Iterator[str]:
    """RGP Lua's global functions; those that take a collection give what that holds."""
    yield from (META, "")
    for each in global_functions().values():
        kinds = [value.type for value in each.loop]
        if each.name == "coll2table":
            yield from _generic(each, "T[]")
        elif kinds == [ITEM]:
            yield from _generic(each, "fun(): T")
        elif kinds:
            gives = f"fun(): {', '.join(map(lua_type, kinds))}"
            yield from _lines(each, [], each.form.parameters, gives)
        else:
            yield from function(each.name, (each.form,), each.doc)


def _generic(each: GlobalFunction, gives: str) -> Iterator[str]:
    # Language servers differ in how they find out what a collection holds: one of the two types is for each.
    first, *others = each.form.parameters
    head = ["---@generic T", f"---@param {first.name} T[]|finale.items<T>"]
    return _lines(each, head, others, gives)


def _lines(
    each: GlobalFunction, head: Iterable[str], others: Iterable[Parameter], gives: str
) -> Iterator[str]:
    yield from comment(each.doc)
    yield from head
    yield from parameters(others)
    yield f"---@return {gives}"
    names = ", ".join(argument.name for argument in each.form.parameters)
    yield from (f"function {each.name}({names}) end", "")
