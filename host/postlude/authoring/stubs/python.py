"""The types of ``finale``, ``finenv`` and their like for Python, from :mod:`postlude.finale.reference`.

``python -m postlude.authoring.stubs.python host/postlude/api`` writes them anew; a test keeps them current.
"""

from __future__ import annotations

import dataclasses
import keyword
import sys
from collections.abc import Iterator
from pathlib import Path

from postlude.authoring.stubs.callbacks import callback_form
from postlude.authoring.stubs.luadoc import plain
from postlude.authoring.stubs.plugindefs import DOCS
from postlude.finale import reference
from postlude.finale.membertypes import TEXT, Form, Parameter, Value
from postlude.finale.reference import ClassFacts, Member
from postlude.finale.scriptglobals import environment
from postlude.plugins.finaleplugin import FinalePlugin

_HEAD = """# Made by `python -m postlude.authoring.stubs.python`, not to be edited.
# A class may give a method of its base other arguments, as the framework does.
# mypy: disable-error-code="override, misc"
"""
_TYPES = {"table": "Any", "function": "Callable[..., Any]", "any": "Any", TEXT: "str | FCString"}
_ITEM = "_Item"
_WALKED = "__FCIteratorBase"


def python_type(kind: str, nullable: bool = False) -> str:
    found = _TYPES.get(kind, kind)
    if found.startswith("__"):
        found = found[1:]  # two underscores would be another name in a class
        if reference.describe(kind) is not None and _is_generic(kind):
            found += "[Any]"
    return f"{found} | None" if nullable and found != "Any" else found


def _value(value: Value) -> str:
    return python_type(value.type, value.nullable)


def _is_generic(cls: str) -> bool:
    """Whether a base says what it holds only through the classes derived from it."""
    return cls.startswith("__") and _WALKED in reference.bases(cls)


# ---- the classes


def classes() -> str:
    """``_classes.pyi``: what objects have."""
    lines = [
        _HEAD,
        "from collections.abc import Callable, Iterator",
        "from typing import Any, Generic, Never, Self, TypeVar",
        "",
        f'{_ITEM} = TypeVar("{_ITEM}")',
        "",
    ]
    for name in sorted(reference.class_names(), key=lambda name: (len(reference.bases(name)), name)):
        facts = reference.describe(name)
        assert facts is not None
        lines.extend(_class(facts))
    return "\n".join(lines)


def _class(facts: ClassFacts) -> Iterator[str]:
    yield f"class {facts.name.removeprefix('_')}{_base(facts)}:"
    body = [*_doc(facts.doc), *_made(facts), *_walked(facts.name)]
    for each in facts.members.values():
        body.extend(_member(each))
    yield from (f"    {line}" if line else "" for line in body or ["..."])
    yield ""


def _base(facts: ClassFacts) -> str:
    if facts.base is None:
        return ""
    base = facts.base.removeprefix("_")
    if _is_generic(facts.name):
        return f"({base}[{_ITEM}])" if _is_generic(facts.base) else f"({base}, Generic[{_ITEM}])"
    if _is_generic(facts.base):
        item = reference.item_class(facts.name)
        held = "Any" if item is None or item.startswith("__") else item
        return f"({base}[{held}])"
    return f"({base})"


def _made(facts: ClassFacts) -> Iterator[str]:
    if facts.creation is not None:
        yield f"def __init__({_arguments(facts.creation.parameters)}) -> None: ..."


def _walked(name: str) -> Iterator[str]:
    """What a list of Python's has, where the class is one and its base isn't."""
    namespaces = [facts for base in reference.bases(name) if (facts := reference.describe(base))]
    walks = [facts.name for facts in namespaces if _walks(facts.name)]
    if not walks or walks[-1] != name:
        return
    item = _ITEM if _is_generic(name) else python_type(reference.item_class(name) or "any")
    yield f"def __iter__(self) -> Iterator[{item}]: ..."
    yield "def __len__(self) -> int: ..."
    yield f"def __getitem__(self, index: int, /) -> {item}: ..."


def _walks(name: str) -> bool:
    from postlude.finale.base import class_named

    try:
        cls = class_named(name)
    except TypeError:  # a class that the framework has and the catalogue hasn't
        return False
    return hasattr(cls, "__iter__") and hasattr(cls, "__len__") and hasattr(cls, "__getitem__")


def _member(each: Member) -> Iterator[str]:
    if each.kind == "property":
        yield from _property(each)
        return
    forms = [form._replace(returns=_given(each, form)) for form in each.forms]
    # One of several forms: what any of them takes.
    form = forms[0] if len(forms) == 1 else Form(_widest(forms), forms[0].returns)
    if each.kind == "static":
        yield "@staticmethod"
    called = callback_form(each.owner, each.name)
    parameters = [
        parameter._replace(type=_callable(called)) if called and parameter.type == "function" else parameter
        for parameter in form.parameters
    ]
    arguments = _arguments(tuple(parameters), static=each.kind == "static")
    yield from _function(each.name, arguments, _returns(each, form), each.doc)


def _callable(form: Form) -> str:
    return f"Callable[[{', '.join(python_type(each.type) for each in form.parameters)}], Any]"


def _returns(each: Member, form: Form) -> str:
    if not form.returns:
        return "None"
    if each.name == "CreateClone":
        return "Self"
    given = [_ITEM + " | None" if value.type == _ITEM else _value(value) for value in form.returns]
    return given[0] if len(given) == 1 else f"tuple[{', '.join(given)}]"


def _given(each: Member, form: Form) -> tuple[Value, ...]:
    """The results; what a list gives is one of its items."""
    if form.returns and _is_generic(each.owner) and form.returns[0].type in reference.ITEMS:
        return (Value(_ITEM, True), *form.returns[1:])
    return form.returns


def _widest(forms: list[Form]) -> tuple[Parameter, ...]:
    longest = max((form.parameters for form in forms), key=len)
    least = min(len(form.parameters) for form in forms)
    return tuple(
        parameter._replace(
            type=parameter.type if all(_same(form, at, parameter.type) for form in forms) else "any",
            optional=parameter.optional or at >= least,
        )
        for at, parameter in enumerate(longest)
    )


def _same(form: Form, at: int, kind: str) -> bool:
    return at >= len(form.parameters) or form.parameters[at].type == kind


def _property(each: Member) -> Iterator[str]:
    kind = _value(each.type)
    if _is_generic(each.owner) and each.type.type in reference.ITEMS:
        kind = f"{_ITEM} | None"
    takes = python_type(each.takes, each.type.nullable)
    if each.readable and each.writable and takes == kind:
        yield f"{each.name}: {kind}"
        yield from _doc(each.doc)
        return
    yield "@property"
    yield from _function(each.name, "self", kind if each.readable else "Never", each.doc)
    if each.writable:
        yield f"@{each.name}.setter"
        yield f"def {each.name}(self, value: {takes}, /) -> None: ..."


def _function(name: str, arguments: str, returns: str, doc: str) -> Iterator[str]:
    head = f"def {name}({arguments}) -> {returns}:"
    described = list(_doc(doc))
    if not described:
        yield f"{head} ..."
        return
    yield head
    yield from (f"    {line}" if line else "" for line in described)


def _arguments(parameters: tuple[Parameter, ...], *, static: bool = False, named: bool = False) -> str:
    """Arguments are told by their place alone, unless they are ``named``."""
    given = [] if static else ["self"]
    optional = False
    for each in parameters:
        optional = optional or each.optional
        name = f"{each.name}_" if keyword.iskeyword(each.name) else each.name
        kind = python_type(each.type, optional and each.type != "bool")
        given.append(f"{name}: {kind}{' = ...' if optional else ''}")
    return ", ".join([*given, *(["/"] if parameters and not named else [])])


def _doc(text: str) -> Iterator[str]:
    if not text:
        return
    first, *others = plain(text).replace("\\", "\\\\").replace('"""', "'''").splitlines()
    if not others:
        yield f'"""{first}{" " if first.endswith(chr(34)) else ""}"""'
        return
    yield f'"""{first}'
    yield from (line.rstrip() for line in others)
    yield '"""'


# ---- what a plugin is given


def interface() -> str:
    """``__init__.pyi``: ``Finale``, ``Finenv`` and what else ``plugindef`` and ``run`` are given."""
    names = sorted(name for name in reference.class_names() if not name.startswith("__"))
    lines = [
        _HEAD,
        "from collections.abc import Iterator, Mapping",
        "from contextlib import AbstractContextManager",
        "from typing import Any, Final",
        "",
        "from postlude.api import _classes",
        *(f"from postlude.api._classes import {name} as {name}" for name in names),
        "from postlude.openai.client import OpenAIClient",
        "",
        "OpenAI = OpenAIClient",
        "Prefix = Mapping[str, Any]",
        "",
        "class Finale:",
        *(f"    {name}: type[_classes.{name}]" for name in names),
        *(f"    {each.name}: Final = {each.value!r}" for each in reference.constants().values()),
        "",
        "class Finenv:",
        *(f"    {line}" if line else "" for line in _environment()),
        "",
        "class FinalePlugin:",
        *(f"    {line}" for line in _plugin()),
        "",
        *_WALKS,
    ]
    return "\n".join(lines)


_WALKS = (
    "def each_staff(region: FCMusicRegion, *, downwards: bool = ...) -> Iterator[int]: ...",
    "def each_cell(",
    "    region: FCMusicRegion, *, forwards: bool = ..., downwards: bool = ...",
    ") -> Iterator[tuple[int, int]]: ...",
    "def each_entry(region: FCMusicRegion, layers: int = ..., *, save: bool = ...) -> Iterator[FCNoteEntry]: ...",
    "",
)


def _environment() -> Iterator[str]:
    for each in environment().values():
        if each.form is not None:
            returns = _returns(Member(each.name, "finenv", "method"), each.form)
            yield from _function(each.name, _arguments(each.form.parameters, named=True), returns, each.doc)
        elif each.writable:
            yield f"{each.name}: {_value(each.type)}"
            yield from _doc(each.doc)
        else:
            kind = "Mapping[str, int]" if each.names else _value(each.type)
            yield "@property"
            yield from _function(each.name, "self", kind, each.doc)
    yield "def undo_block(self, text: str) -> AbstractContextManager[None]:"
    yield '    """An undo block of that name: stored at the end, and rolled back if something is raised."""'


def _plugin() -> Iterator[str]:
    for field in dataclasses.fields(FinalePlugin):
        yield f"{field.name}: {str(field.type).removesuffix(' | None')}"
        yield f'"""{plain(DOCS[field.name])}"""'


FILES = {"__init__.pyi": interface, "_classes.pyi": classes}

if __name__ == "__main__":
    for file, made in FILES.items():
        Path(sys.argv[1], file).write_text(made(), encoding="utf-8")
