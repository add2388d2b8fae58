"""Evaluates facts about the framework (``../shared/reference/conformance``): see the README there for their form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from postlude.errors import ScriptError
from postlude.finale.base import FCBase
from postlude.finale.namespace import Constructor, Namespace

Fact = dict[str, Any]


class Missing(Exception):
    """The fact is about a class or member that the catalogue doesn't have, or an object it can't make."""


class Failed(Exception):
    """The fact doesn't hold."""


class NoItem(Failed):
    """A test goes on only with items of some kind, and there are none of it."""


class Evaluator:
    """Checks facts on one document, as on a Mac; ``make`` gives the namespace with a part in view."""

    def __init__(self, make: Callable[[int], Namespace], objects: dict[str, Any]) -> None:
        self._make = make
        self._objects = objects
        self._met: dict[str, list[Any]] = {}
        """The objects with a number of their own that the fact in hand has named: each is the same again."""
        self.finale = make(0)

    def check(self, fact: Fact) -> None:
        """Raises Failed, or Missing where there is nothing to check it on."""
        if any(name in fact for name in ("context", "when", "raises", "expr", "save")):
            raise Missing("changes the document or has conditions")
        if fact.get("platform", "mac") != "mac":
            raise Missing("another platform")
        self._met = {}
        self.finale = self._make(fact.get("in_part", 0))
        for obj in self._each(fact.get("object")):
            self._check_on(fact, obj)

    def check_settable(self, fact: Fact) -> None:
        """Write each value of the fact, save, overwrite it, reload, read it back."""
        special = ("context", "when", "save", "reload", "part", "expr", "readonly")
        if "property" not in fact or "try" not in fact or any(name in fact for name in special):
            raise Missing("has conditions, or no value to write")
        self._met = {}
        self.finale = self._make(0)
        name, values = fact["property"], fact["try"]
        for obj in self._each(fact.get("object")):
            original = self._member(obj, name)
            save, reload = self._member(obj, "Save"), self._member(obj, "Reload")
            for value in [not original] if values == "toggle" else values:
                wanted = self._value(value)
                setattr(obj, name, wanted)
                if not save():
                    raise Failed(f"{name} = {wanted!r} can't be saved")
                setattr(obj, name, original)
                reload()
                self._compare(f"{name} once it is saved", getattr(obj, name), "==", wanted)

    def _check_on(self, fact: Fact, obj: Any) -> None:
        if "property" in fact:
            name = fact["property"]
            found = self._member(obj, name)
        elif "method" in fact and isinstance(fact["method"], list):
            name = str(fact["method"])
            found = self._call(obj, fact["method"])
        else:
            raise Missing("only whether something exists")
        if "result" in fact:
            found = found[fact["result"] - 1]
        if isinstance(obj, FCBase) and "class" in fact and obj.lua_name != fact["class"]:
            raise Failed(f"the object is a {obj.lua_name}, not a {fact['class']}")
        if "expect" in fact:
            self._compare(name, found, fact.get("op", "=="), self._value(fact["expect"]))
        elif fact.get("nonnil"):
            if found is None:
                raise Failed(f"{name} is nil")
        elif "expect_class" in fact:
            if found is None or found.lua_name != fact["expect_class"]:
                raise Failed(f"{name} is {found!r}, not a {fact['expect_class']}")
        elif "try" not in fact:
            raise Missing("no value is stated")
        values = fact.get("try", [])
        for value in [not found] if values == "toggle" else values:
            try:
                setattr(obj, name, self._value(value))
            except (AttributeError, ScriptError) as error:
                raise Failed(f"{name} = {value!r}: {error}") from None
            self._compare(f"{name} once it is set", getattr(obj, name), "==", self._value(value))

    def _compare(self, name: str, found: Any, op: str, wanted: Any) -> None:
        if isinstance(wanted, list):
            found = [] if found == {} else as_sequence(found)
        if isinstance(wanted, float) or isinstance(found, float):
            same = found is not None and abs(found - wanted) < 1e-6
        else:
            same = type(found) is type(wanted) and found == wanted
        holds = {"==": same, "~=": not same}
        if op in (">", "<", ">=", "<="):
            holds[op] = {">": found > wanted, "<": found < wanted}.get(
                op, same or (found > wanted) == (op == ">=")
            )
        if op not in holds:
            raise Missing(f"a comparison with {op}")
        if not holds[op]:
            raise Failed(f"{name} is {found!r}, not {op} {wanted!r}")

    def _member(self, obj: Any, name: str) -> Any:
        try:
            return getattr(obj, name)
        except AttributeError:
            raise Missing(f"{getattr(obj, 'lua_name', obj)} has no {name}") from None

    def _call(self, obj: Any, call: list[Any]) -> Any:
        method = self._member(obj, call[0])
        return method(*[self._value(value) for value in call[1:]])

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(each) for each in value]
        if not isinstance(value, dict):
            return value
        if "table" in value:
            return {key: self._value(each) for key, each in value["table"]}
        if any(name in value for name in ("op", "const", "loop", "bytes", "function", "out", "self")):
            raise Missing(f"a value of the form {sorted(value)}")
        return self._one(value)

    def _one(self, form: dict[str, Any]) -> Any:
        found = list(self._each(form))
        if len(found) != 1:
            raise Missing("not one object")
        return found[0]

    def _each(self, form: dict[str, Any] | None) -> Iterator[Any]:
        if form is None:
            raise Missing("no object")
        if "ref" in form:
            if form["ref"] not in self._met:
                self._met[form["ref"]] = list(self._each(self._objects[form["ref"]]))
            yield from self._met[form["ref"]]
        elif "new" in form:
            obj = self._class(form["new"])(*[self._value(value) for value in form.get("args", [])])
            self._steps(obj, form.get("do", []))
            yield obj
        elif "static" in form:
            name, method, *arguments = form["static"]
            yield self._call(self._class(name), [method, *arguments])
        elif "of" in form:
            for owner in self._each(form["of"]):
                if owner is None:
                    raise Missing("the object's owner is nil")
                for part in self._part_of(owner, form):
                    self._steps(part, form.get("do", []))
                    yield part
        else:
            raise Missing(f"an object of the form {sorted(form)}")

    def _part_of(self, owner: Any, form: dict[str, Any]) -> Iterator[Any]:
        if "call" in form:
            found = self._call(owner, form["call"])
            if found is None:
                raise Failed(f"{form['call']} of {owner!r} is nil")
            yield found
        elif "get" in form:
            yield self._member(owner, form["get"])
        elif "each" in form or "eachentry" in form:
            items = list(owner) if "each" in form else list(each_entry(self.finale, owner))
            wanted = form.get("each", form.get("eachentry"))
            if wanted == "all":
                yield from items
            elif isinstance(wanted, int):
                if wanted >= len(items):
                    raise Failed(f"item {wanted} of {len(items)}")
                yield items[wanted]
            else:
                where = wanted["where"].items()
                found = [
                    item for item in items if all(self._member(item, name) == value for name, value in where)
                ]
                if not found:
                    raise NoItem(f"no item with {wanted['where']}")
                yield found[0]
        else:
            raise Missing(f"part of an object, of the form {sorted(form)}")

    def _steps(self, obj: Any, steps: list[Any]) -> None:
        for step in steps:
            if isinstance(step, dict):
                raise Missing("a step on a part of the object")
            if step[0] == "=":
                setattr(obj, step[1], self._value(step[2]))
            else:
                self._call(obj, step)

    def _class(self, name: str) -> Constructor:
        try:
            found: Constructor = getattr(self.finale, name)
        except AttributeError:
            raise Missing(f"no class {name}") from None
        return found


def as_sequence(value: Any) -> Any:
    """A table that counts from 1 as the facts write it: as a list."""
    if isinstance(value, dict) and list(value) == [*range(1, len(value) + 1)]:
        value = list(value.values())
    return [as_sequence(each) for each in value] if isinstance(value, list) else value


def each_entry(finale: Namespace, region: Any) -> Iterator[Any]:
    """The entries of a region, staff by staff."""
    for slot in range(region.StartSlot, region.EndSlot + 1):
        for measure in range(region.StartMeasure, region.EndMeasure + 1):
            cell = finale.FCNoteEntryCell(measure, region.CalcStaffNumber(slot))
            cell.Load()
            yield from (entry for entry in cell if region.IsEntryPosWithin(entry))
