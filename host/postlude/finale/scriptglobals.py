"""What tools can say of the globals of a script besides ``finale``: ``finenv``, RGP Lua's functions, all names.

:mod:`postlude.finale.reference` has the classes.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from postlude.finale.finenv import MESSAGE_RESULT_TYPE, TRUSTED_MODE_TYPE, Finenv
from postlude.finale.membertypes import ANY, TEXT, Form, Parameter, Value, results
from postlude.finale.reference import summary

ITEM = "item"
"""A type of :attr:`GlobalFunction.loop`: what the collection that is the first argument holds (``item_class``)."""


class EnvironmentMember(NamedTuple):
    """A function of ``finenv`` (with its ``form``), or a property; ``names`` are those of a property that is a
    table of numbers."""

    name: str
    form: Form | None = None
    type: Value = Value(ANY)
    writable: bool = False
    doc: str = ""
    names: Mapping[str, int] = {}

    @property
    def returns(self) -> tuple[Value, ...]:
        return self.form.returns if self.form is not None else (self.type,)


class GlobalFunction(NamedTuple):
    """A function that every script has without ``require``; ``loop`` is what a ``for`` over its result gets."""

    name: str
    form: Form
    loop: tuple[Value, ...] = ()
    doc: str = ""


# The functions of `finenv` take what comes, as Lua gives it, and convert it themselves.
_TAKEN: Mapping[str, tuple[Parameter, ...]] = {
    "CreateLuaScriptItemsFromFilePath": (Parameter("path", TEXT, True), Parameter("text", TEXT, True)),
    "EndUndoBlock": (Parameter("store", "bool", True),),
    "ExecuteLuaScriptItem": (Parameter("item", "FCLuaScriptItem"),),
    "QueryInvokedModifierKeys": (Parameter("keys", "int"),),
    "RegisterModelessDialog": (Parameter("window", "FCCustomLuaWindow"),),
    "StartNewUndoBlock": (Parameter("text", TEXT, True), Parameter("store_previous", "bool", True)),
}
_GIVEN: Mapping[str, tuple[Value, ...]] = {
    "ExecuteLuaScriptItem": (Value("bool"), Value("str", True), Value("int", True)),
    "GetFinaleMainWindow": (Value(ANY, True),),
}
_PROPERTY_DOCS: Mapping[str, str] = {
    "ConsoleIsAvailable": "Whether what is printed is seen: always here.",
    "DebugEnabled": "Whether the script is configured for debugging.",
    "EmbeddedLuaOSUtils": "Whether luaosutils is built in.",
    "FinaleVersion": "The year of the emulated Finale, and 10000.",
    "IsFinaleDemo": "Always false.",
    "IsRGPLua": "Always true.",
    "LoadedAsString": "Whether the script was cut at its first NUL.",
    "LuaBridgeVersion": "A text that names Postlude.",
    "LuaReleaseVersion": "The release of Lua, as text.",
    "MajorVersion": "Of the emulated RGP Lua.",
    "MessageResultType": "The kinds of message that ExecuteLuaScriptItem gives.",
    "MinorVersion": "Of the emulated RGP Lua.",
    "RawFinaleVersion": "The emulated Finale's version, its parts in the bytes of one number.",
    "RetainLuaState": "True keeps the state for the next invocation of the script.",
    "StringVersion": "The version of the emulated RGP Lua as text.",
    "TrustedMode": "How the script is trusted, one of TrustedModeType.",
    "TrustedModeType": "The ways in which a script is trusted.",
}
_FUNCTION_DOCS: Mapping[str, str] = {
    "EndUndoBlock": "End the open undo block: store what was done in it, or undo it.",
    "IsScriptActive": "Always true.",
    "RunningLuaFilePath": "The path of the script.",
    "RunningLuaFolderPath": "The folder of the script, with a separator at its end.",
    "UI": "The user interface: alerts, and what is known of the program.",
}
_TABLES = {"MessageResultType": MESSAGE_RESULT_TYPE, "TrustedModeType": TRUSTED_MODE_TYPE}


@cache
def environment() -> dict[str, EnvironmentMember]:
    """The members of ``finenv`` by name."""
    found = [_function(name) for name in Finenv.FUNCTIONS] + [_property(name) for name in Finenv.PROPERTIES]
    return {each.name: each for each in sorted(found)}


def _function(name: str) -> EnvironmentMember:
    function = getattr(Finenv, name)
    annotation = inspect.signature(function).return_annotation
    returns = _GIVEN.get(name) or results(annotation)
    form = Form(_TAKEN.get(name, ()), (Value(ANY),) if returns is None else returns)
    return EnvironmentMember(name, form, doc=summary(function) or _FUNCTION_DOCS.get(name, ""))


def _property(name: str) -> EnvironmentMember:
    # Data annotated in the class, a property with its annotation, or what a run fills in.
    declared = inspect.getattr_static(Finenv, name, False)
    if isinstance(declared, property):
        found = results(inspect.signature(declared.fget).return_annotation) if declared.fget else None
        kind = found[0] if found else Value(ANY)
    elif name in _TABLES:
        kind = Value("table")
    else:
        kind = Value(type(declared).__name__)
    return EnvironmentMember(
        name,
        type=kind,
        writable=name in Finenv.WRITABLE,
        doc=_PROPERTY_DOCS.get(name, ""),
        names=_TABLES.get(name, {}),
    )


_ITERATOR, _REGION = Parameter("collection", "__FCIteratorBase", True), Parameter("region", "FCMusicRegion")
_LIST = Parameter("collection", "__FCIteratorBase")
_COLLECTION, _LAYER = Parameter("collection", "__FCCollection", True), Parameter("layer", "int", True)
_OBJECT, _BASES = Parameter("object", "__FCBase"), Parameter("include_bases", "bool", True)
_MAP, _ORDER = Parameter("map", "table"), Parameter("comes_before", "function", True)
_JSON, _TAB = Parameter("json", "str"), Parameter("tab_width", "int", True)


@cache
def global_functions() -> dict[str, GlobalFunction]:
    """RGP Lua's global functions by name."""
    functions = (
        _gives("coll2table", "table", "The items of a collection as a table, counted from 1.", _LIST),
        _gives("prettyformatjson", "str", "JSON with line breaks and indentation.", _JSON, _TAB),
        GlobalFunction(
            "dumpproperties",
            Form((_OBJECT, _BASES), (Value("table", True),)),
            doc="What the properties of an object read, by name.",
        ),
        _loop("each", [ITEM], "Walks a collection that is loaded.", _ITERATOR),
        _loop("eachbackwards", [ITEM], "Walks a collection that is loaded, from its end.", _ITERATOR),
        _loop("loadall", [ITEM], "Loads a collection with LoadAll and walks it.", _COLLECTION),
        _loop(
            "loadallforregion",
            [ITEM],
            "Loads a collection with LoadAllForRegion and walks it.",
            _COLLECTION,
            _REGION,
        ),
        _loop("eachstaff", ["int"], "Walks the staves of a region by number.", _REGION),
        _loop(
            "eachcell",
            ["int", "int"],
            "Walks the cells of a region: measure and staff, staff after staff.",
            _REGION,
        ),
        _loop(
            "eachentry",
            ["FCNoteEntry"],
            "Walks the entries of a region; the layer is as for LoadLayerMode of FCNoteEntryCell.",
            _REGION,
            _LAYER,
        ),
        _loop(
            "eachentrysaved",
            ["FCNoteEntry"],
            "Walks the entries of a region and saves each frame behind its last entry; entries of duration 0 are "
            "deleted. A loop that is left early doesn't save its last frame.",
            _REGION,
            _LAYER,
        ),
        _loop("pairsbykeys", [ANY, ANY], "Walks a table in the order of its keys.", _MAP, _ORDER),
    )
    return {each.name: each for each in functions}


def _gives(name: str, kind: str, doc: str, *parameters: Parameter) -> GlobalFunction:
    return GlobalFunction(name, Form(parameters, (Value(kind),)), doc=doc)


def _loop(name: str, gets: Sequence[str], doc: str, *parameters: Parameter) -> GlobalFunction:
    # The loops over collections are nil where there is no collection.
    nullable = gets == [ITEM]
    return GlobalFunction(
        name, Form(parameters, (Value("function", nullable),)), tuple(Value(each) for each in gets), doc
    )


_LANGUAGE = (
    "_G _VERSION assert collectgarbage coroutine debug dofile error getmetatable io ipairs load loadfile math next os "
    "package pairs pcall print rawequal rawget rawlen rawset require select setmetatable string table tonumber "
    "tostring type utf8 warn xpcall"
)


@cache
def global_names() -> frozenset[str]:
    """Every global that a script finds."""
    offered = {"bit32", "finale", "finaleplugin", "finenv", "tinyxml2", "xmlattributes", "xmlelements"}
    return frozenset(offered).union(_LANGUAGE.split(), global_functions())
