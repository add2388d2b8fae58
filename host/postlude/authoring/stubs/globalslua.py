"""The definitions of the other globals that are known from elsewhere: ``finenv``, ``finaleplugin``, the loops."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

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
    """RGP Lua's global functions; what walks through a collection has a form for each kind of collection."""
    yield from (META, "")
    for each in global_functions().values():
        yield from _loop(each) if each.loop else function(each.name, (each.form,), each.doc)


def _loop(each: GlobalFunction) -> Iterator[str]:
    names = ", ".join(argument.name for argument in each.form.parameters)
    yield from comment(each.doc)
    given = each.form.parameters
    loop = ", ".join(lua_type(value.type) for value in each.loop)
    if each.loop[0].type == ITEM:
        # Language servers differ in how they find out what a collection holds: one of the two is for each.
        yield "---@generic T"
        yield f"---@param {given[0].name} T[]|finale.items<T>"
        given, loop = given[1:], "T"
    yield from parameters(given)
    yield f"---@return fun(): {loop}"
    yield from (f"function {each.name}({names}) end", "")
