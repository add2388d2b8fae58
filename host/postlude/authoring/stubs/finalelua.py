"""The definitions of ``finale`` for the Lua language server, from :mod:`postlude.finale.reference`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from postlude.authoring.stubs.callbacks import callback_form
from postlude.authoring.stubs.luadoc import comment, function, function_type, literal, lua_value
from postlude.finale import reference
from postlude.finale.framework import framework_class
from postlude.finale.reference import ClassFacts, Form, Member

META = "---@meta _"
_CLASS = (
    "---A class as `finale` has it. What its objects have is in these tables, by name.",
    "---@class finale.class",
    "---@field __class table<string, function>",
    "---@field __propget table<string, function>",
    "---@field __propset table<string, function>",
    "---@field __static table<string, function>",
    "---@field __parent table<string, any>?",
    "",
    "---What holds objects of a class, for `each` and `loadall`.",
    "---@class finale.items<T>",
    "",
)
_LACKING = "Not in Postlude: using it raises an error."
_UNDOCUMENTED = "Not in the framework's documentation."


def finale_files() -> Iterator[tuple[str, list[str]]]:
    """The files and their lines: one of all constants, and one of the classes of each theme.

    The language server takes no files of more than half a megabyte.
    """
    yield "finale/constants.lua", [META, "", *_CLASS, "---@class finale", "finale = {}", "", *_constants()]
    themes: dict[str, list[str]] = defaultdict(list)
    for name in reference.class_names():
        documented = framework_class(name)
        facts = reference.describe(name)
        assert documented is not None and facts is not None
        themes[documented.theme].extend(class_lines(facts))
    for theme, lines in sorted(themes.items()):
        yield f"finale/{theme}.lua", [META, "", *lines]


def _constants() -> Iterator[str]:
    for name, each in reference.constants().items():
        if each.stand_in:
            yield from comment("The real value is not known: good for comparison only.")
        yield f"finale.{name} = {literal(each.value)}"


def class_lines(facts: ClassFacts) -> Iterator[str]:
    """A class: what its objects have, and what ``finale.FCName`` itself is."""
    name = facts.name
    members = _seen(facts)
    yield "do"
    yield from comment(facts.doc, *([] if facts.implemented else [_LACKING]))
    item = reference.item_class(name)
    item = None if item is None or item.startswith("__") else item
    # Releases before 3.17 of the language server read no further than a base with an argument.
    bases = [*([facts.base] if facts.base else []), *([f"finale.items<{item}>"] if item else [])]
    yield f"---@class {name}" + (f" : {', '.join(bases)}" if bases else "")
    if item:
        # What the loops go by: see globalslua.
        yield f"---@field [integer] {item} What `each` and `loadall` give; an index gives nil."
    for each in members:
        if each.kind == "property":
            yield from _field(each)
    yield "local object = {}"
    yield ""
    for each in members:
        if each.kind == "method":
            generic, forms = _with_callbacks(each)
            yield from function(f"object:{each.name}", forms, each.doc, *_notes(each), *generic, owner=name)
    yield f"---@class finale.{name} : finale.class"
    if facts.creation is not None:
        yield f"---@overload {function_type(facts.creation)}"
    yield "local class = {}"
    yield ""
    for each in members:
        if each.kind == "static":
            yield from function(f"class.{each.name}", each.forms, each.doc, *_notes(each))
    yield "---@class finale"
    yield f"---@field {name} finale.{name}"
    yield "end"
    yield ""


def _seen(facts: ClassFacts) -> list[Member]:
    """A class's own members, and those of its bases that have other types here."""
    found = dict(facts.members)
    for name, each in reference.all_members(facts.name).items():
        if name in found or each != reference.member(facts.base or "", name):
            found[name] = each
    return [found[name] for name in sorted(found)]


def _with_callbacks(each: Member) -> tuple[list[str], tuple[Form, ...]]:
    """The forms of a method, with what functions that it takes are called with."""
    called = callback_form(each.owner, each.name)
    if called is None:
        return [], each.forms
    first = each.forms[0]
    taken = {parameter.type for parameter in first.parameters} & {each.type for each in called.parameters}
    kinds = {kind: "T" for kind in taken if kind.startswith("FC")}  # the very control that is given
    parameters = tuple(
        parameter._replace(type=function_type(_renamed(called, kinds)))
        if parameter.type == "function"
        else parameter._replace(type=kinds.get(parameter.type, parameter.type))
        for parameter in first.parameters
    )
    return [f"@generic T : {kind}" for kind in kinds], (first._replace(parameters=parameters),)


def _renamed(form: Form, kinds: dict[str, str]) -> Form:
    renamed = (each._replace(type=kinds.get(each.type, each.type)) for each in form.parameters)
    return form._replace(parameters=tuple(renamed))


def _field(each: Member) -> Iterator[str]:
    access = [] if each.readable and each.writable else ["Read only." if each.readable else "Write only."]
    yield from comment(each.doc, *access, *_notes(each))
    kind = lua_value(each.type)
    if each.writable and each.type.type == "str":
        # What is read is a string; the language server knows one type for both ways.
        kind = "string"
    yield f"---@field {each.name} {kind}"


def _notes(each: Member) -> Iterator[str]:
    if not each.implemented:
        yield _LACKING
    if not each.documented and not _known_below(each):
        yield _UNDOCUMENTED


def _known_below(each: Member) -> bool:
    """Whether the documentation has the member in a base, or as the methods of a property."""
    for base in reference.bases(each.owner):
        documented = framework_class(base)
        if documented is not None and (
            each.name in documented.methods
            or each.name in documented.properties
            or (each.name[:3] in ("Get", "Set") and each.name[3:] in documented.properties)
            or f"Get{each.name}" in documented.methods
            or f"Set{each.name}" in documented.methods
        ):
            return True
    return False
