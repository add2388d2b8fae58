"""What the functions that scripts hand over are called with: handlers of windows, bodies of loops."""

from __future__ import annotations

from collections.abc import Mapping

from postlude.finale import reference
from postlude.finale.membertypes import Form, Parameter, Value

_CELL = (Parameter("measure", "int"), Parameter("staff", "int"))
_LOOPS: Mapping[str, tuple[Parameter, ...]] = {
    "ForEachCell": _CELL,
    "ForEachDocument": (Parameter("document", "FCDocument"),),
    "ForEachEntry": (Parameter("entry", "FCNoteEntry"),),
    "ForEachFile": (Parameter("document", "FCDocument"), Parameter("path", "FCString")),
    "ForEachInteger": (Parameter("integer", "int"),),
    "ForEachNote": (Parameter("note", "FCNote"),),
    "ForEachPart": (Parameter("part", "FCPart"),),
}
"""What ``FCLuaIterator`` gives to the body of a loop; those that save give the same."""


def callback_form(cls: str, member: str) -> Form | None:
    """How the function is called that a method is given; None for a method that isn't known to be given one.

    ``RegisterHandleCommand`` takes a function that gets what the window's own ``HandleCommand`` gets.
    """
    loop = _LOOPS.get(member.removesuffix("Saved"))
    if cls == "FCLuaIterator" and loop is not None:
        return Form(loop, (Value("bool", True),))
    if not member.startswith("Register"):
        return None
    event = member.removeprefix("Register")
    found = reference.member(cls, event) or reference.member(cls, event.removeprefix("Handle"))
    if found is None or found.kind != "method":
        return None
    form = found.forms[0]
    parameters = tuple(each._replace(optional=False) for each in form.parameters)
    return Form(parameters, (Value("bool", True),) if form.returns else ())
