"""What is known of the value of an expression. Unknown wherever there is doubt: a wrong finding is worse than none.

A variable has one type for the whole file, the one that all values have that it ever gets; nil is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from postlude.checking import tree, world
from postlude.checking.uses import Resolved, Source, Variable
from postlude.checking.values import NIL, Type, annotated, joined, member_type, module_named, of_value
from postlude.finale import reference
from postlude.finale.membertypes import Value
from postlude.finale.scriptglobals import ITEM, environment, global_functions

_DEEPEST = 40
_MOST_STEPS = 5000
_PARAMETER = re.compile(r"---?\s*@param\s+(\w+)\??\s+([\w.|?]+)")
_VARIABLE = re.compile(r"---?\s*@type\s+([\w.|?]+)")


class Types:
    """The types of one file's expressions."""

    def __init__(self, resolved: Resolved, foreign: Iterable[str] = (), *, alone: bool = False) -> None:
        """``foreign`` are globals that other files set, of which nothing is known here; ``alone`` says that no
        other file calls this one's."""
        self._resolved = resolved
        self._foreign = frozenset(foreign)
        self._alone = alone
        self._variables: dict[Variable, Type | None] = {}
        self._busy: set[object] = set()
        self._depth = 0
        self._circles = 0
        """How often a type turned out to depend on itself, or on too much: what was found then isn't kept."""
        self._steps = 0

    def of(self, node: tree.Expression) -> Type | None:
        """The type of an expression; None if it isn't known."""
        return next(iter(self.results(node)), None)

    def results(self, node: tree.Expression) -> Sequence[Type | None]:
        """The types of all that an expression gives."""
        if self._depth == 0:
            self._steps = 0
        self._depth += 1
        self._steps += 1
        try:
            if self._depth < _DEEPEST and self._steps < _MOST_STEPS:
                return self._results(node)
            self._circles += 1
            return ()
        finally:
            self._depth -= 1

    def _results(self, node: tree.Expression) -> Sequence[Type | None]:
        match node:
            case tree.Literal(kind="nil"):
                return [NIL]
            case tree.Literal(kind="string"):
                return [Type("plain", "str")]
            case tree.Literal(kind="boolean"):
                return [Type("plain", "bool")]
            case tree.Literal():
                return [Type("plain", "number")]
            case tree.Name():
                return [self._name(node)]
            case tree.Index():
                return [self._member(node)]
            case tree.Call():
                return self._call(node)
            case tree.Function():
                return [Type("closure", node=node)]
            case tree.Table():
                return [Type("table", node=node)]
            case tree.Grouped():
                return self.results(node.inner)[:1]
            case tree.Binary(operator="and"):
                return [self.of(node.right)]
            case tree.Binary(operator="or"):
                left = node.left
                if isinstance(left, tree.Binary) and left.operator == "and":
                    return [joined([self.of(left.right), self.of(node.right)])]
                return [joined([self.of(left), self.of(node.right)])]
        return [None]

    # ---- variables

    def _name(self, node: tree.Name) -> Type | None:
        variable = node.variable
        if variable is None:
            return None
        if variable.is_global and not variable.sources:
            if variable.name in self._foreign or variable.assigned or self._resolved.dynamic:
                return None
            if variable.name in ("finale", "finenv") or variable.name in world.language_members():
                return Type("library", variable.name)
            return Type("function", variable.name)
        if variable.name in self._foreign and variable.is_global:
            return None
        return self.variable(variable)

    def variable(self, variable: Variable) -> Type | None:
        """The type of a variable."""
        if variable in self._variables:
            return self._variables[variable]
        for note in variable.notes:
            if found := _VARIABLE.search(note):
                self._variables[variable] = annotated(found[1])
                return self._variables[variable]
        if variable in self._busy:
            self._circles += 1
            return NIL
        circles = self._circles
        self._busy.add(variable)
        found_type = joined(self._source(source) for source in variable.sources)
        self._busy.discard(variable)
        if not self._busy or circles == self._circles:
            self._variables[variable] = found_type
        return found_type

    def _source(self, source: Source) -> Type | None:
        node, position, is_parameter = source
        if isinstance(node, tree.Loop):
            return self._looped(node, position)
        if is_parameter and isinstance(node, tree.Function):
            return self._parameter(node, position)
        found = self.results(node)
        if position and list(found) == [NIL]:
            return NIL
        return found[position] if position < len(found) else None

    def _parameter(self, node: tree.Function, position: int) -> Type | None:
        """What its annotation says, or what the calls of a function hand over that is only called."""
        wanted = node.parameters[position].name
        for note in node.notes:
            found = _PARAMETER.search(note)
            if found and found[1] == wanted:
                return annotated(found[2])
        owner = self._resolved.owners.get(node)
        if owner is None or owner.escapes or len(owner.sources) != 1 or not owner.calls or node.has_self:
            return None
        if owner.is_global and not self._alone:
            return None
        return joined(self._given(call, position) for call in owner.calls)

    def _given(self, call: tree.Call, position: int) -> Type | None:
        arguments = call.arguments
        if position < len(arguments) - 1 or (position == len(arguments) - 1 and not _is_open(arguments[-1])):
            return self.of(arguments[position])
        if arguments and _is_open(arguments[-1]):
            found = self.results(arguments[-1])
            at = position - len(arguments) + 1
            return found[at] if at < len(found) else None
        return NIL

    def _looped(self, node: tree.Loop, position: int) -> Type | None:
        if node.numeric:
            return Type("plain", "number")
        if not node.values:
            return None
        feeder = self.of(node.values[0])
        if feeder == NIL:
            return NIL
        if feeder is None or feeder.kind != "loop" or position >= len(feeder.items):
            return None
        return feeder.items[position]

    # ---- members

    def _member(self, node: tree.Index) -> Type | None:
        if node.key is None:
            return None
        owner = self.of(node.object)
        if owner == NIL:
            return NIL  # still being found out
        if owner is None or owner.kind == "table":
            return self._field(node.key, owner) if owner is not None else None
        return member_type(owner, node.key)

    def _field(self, key: str, owner: Type) -> Type | None:
        """A field of a table of the script: what all fields of that name get, whichever table they are in."""
        values = self._resolved.fields.get(key, ())
        marker = ("field", key)
        if marker in self._busy:
            self._circles += 1
            return NIL
        if not values:
            return None
        self._busy.add(marker)
        found = joined(self._source(source) for _, source in values)
        self._busy.discard(marker)
        return found

    # ---- calls

    def _call(self, node: tree.Call) -> Sequence[Type | None]:
        if node.method is not None:
            owner = self.of(node.function)
            if owner is None:
                return ()
            if owner == NIL:
                return [NIL]
            if owner.kind == "object":
                return self._method(owner, node.method)
            if owner.kind == "class":
                return self._static(owner.name, node.method)
            if owner.kind == "library":
                called = member_type(owner, node.method)
                return self._called(called, node) if called is not None else ()
            return ()
        called = self.of(node.function)
        if called == NIL:
            return [NIL]
        return self._called(called, node) if called is not None else ()

    def _called(self, called: Type, node: tree.Call) -> Sequence[Type | None]:
        if called.kind == "class":
            return [Type("object", called.name, exact=True)]
        if called.kind == "closure" and isinstance(called.node, tree.Function):
            return self._returned(called.node)
        if called.kind == "method":
            cls, _, name = called.name.partition(".")
            return self._static(cls, name)
        if called.kind != "function":
            return ()
        name, arguments = called.name, node.arguments
        if name.startswith("finenv."):
            known = environment().get(name.removeprefix("finenv."))
            return [of_value(each) for each in known.returns] if known is not None else ()
        if name == "require":
            return [module_named(arguments)]
        if name == "assert" and arguments:
            return [self.of(arguments[0])]
        if name == "pcall" and len(arguments) > 1:
            inner = self.of(arguments[0])
            if inner is not None and inner.kind == "function" and inner.name == "require":
                return [Type("plain", "bool"), module_named(arguments[1:])]
            return ()
        known_loop = global_functions().get(name)
        if known_loop is not None and known_loop.loop:
            return [Type("loop", items=tuple(self._item(each, arguments) for each in known_loop.loop))]
        return ()

    def _item(self, value: Value, arguments: Sequence[tree.Expression]) -> Type | None:
        if value.type != ITEM:
            return of_value(value)
        collection = self.of(arguments[0]) if arguments else None
        if collection is None or collection.kind != "object":
            return None
        item = reference.item_class(collection.name)
        return Type("object", item) if item is not None else None

    def _method(self, owner: Type, name: str) -> Sequence[Type | None]:
        found = world.member_of(owner.name, name, owner.exact)
        if found is None or found.kind == "property":
            return ()
        kinds = {form.returns for form in found.forms}
        return [of_value(each) for each in found.returns] if len(kinds) == 1 else ()

    def _static(self, cls: str, name: str) -> Sequence[Type | None]:
        found = reference.member(cls, name)
        return (
            [of_value(each) for each in found.returns] if found is not None and found.kind == "static" else ()
        )

    def _returned(self, function: tree.Function) -> Sequence[Type | None]:
        if function in self._busy:
            self._circles += 1
            return [NIL]
        returns = self._resolved.returns.get(function, [])
        if not returns:
            return ()
        self._busy.add(function)
        width = max(len(each.values) for each in returns)
        spread = any(
            each.values and isinstance(each.values[-1], tree.Call | tree.Vararg) and len(each.values) < width
            for each in returns
        )
        found = [
            joined(self.of(each.values[at]) if at < len(each.values) else NIL for each in returns)
            for at in range(1 if spread else width)
        ]
        if any(
            each.values and len(each.values) == 1 and isinstance(each.values[0], tree.Call)
            for each in returns
        ):
            found = found[:1]
        self._busy.discard(function)
        return found


def _is_open(node: tree.Expression) -> bool:
    """Whether it may stand for several values."""
    return isinstance(node, tree.Call | tree.Vararg)
