"""Which name stands for what, and how it is used: the scopes of Lua, walked once."""

from __future__ import annotations

from collections.abc import Sequence

from postlude.checking import tree
from postlude.checking.uses import Resolved, Role, Source, Use, Variable

_DYNAMIC = {"load", "loadstring", "setfenv", "_ENV", "dofile", "loadfile"}


def resolve(chunk: tree.Chunk) -> Resolved:
    """Resolve the names of a chunk; fills in the variable of each name."""
    walker = _Walker()
    walker.block(chunk.body)
    return walker.found


class _Walker:
    def __init__(self) -> None:
        self.found = Resolved()
        self.function: tree.Function | None = None
        self.guards = 0
        self.scopes: list[dict[str, Variable]] = []

    # ---- names

    def lookup(self, name: str) -> Variable:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return self.found.globals.setdefault(name, Variable(name, True))

    def declare(self, name: tree.Name, source: Source | None, notes: Sequence[str] = ()) -> None:
        variable = Variable(name.name, False, notes=notes)
        self.found.locals.add(name.name)
        if source is not None:
            self.gives(variable, source)
        name.variable = variable
        self.scopes[-1][name.name] = variable

    def gives(self, variable: Variable, source: Source) -> None:
        variable.sources.append(source)
        if isinstance(source.node, tree.Function) and not source.parameter:
            self.found.owners[source.node] = variable

    def use(
        self, node: tree.Name | tree.Index | tree.Call, role: Role, call: tree.Call | None = None
    ) -> None:
        self.found.uses.append(Use(node, role, self.function, self.guards > 0, call))

    # ---- statements

    def block(self, body: Sequence[tree.Node], until: Sequence[tree.Expression] = ()) -> None:
        self.scopes.append({})
        for statement in body:
            self.statement(statement)
        for condition in until:
            self.visit(condition, Role.TESTED)
        self.scopes.pop()

    def statement(self, node: tree.Node) -> None:
        match node:
            case tree.Assignment():
                self.assignment(node)
            case tree.CallStatement():
                self.visit(node.call, Role.VALUE)
            case tree.Block():
                if node.until:
                    self.block(node.bodies[0], node.conditions)
                    return
                for condition in node.conditions:
                    self.visit(condition, Role.TESTED)
                for body in node.bodies:
                    self.block(body)
            case tree.Loop():
                for value in node.values:
                    self.visit(value, Role.OPERAND if node.numeric else Role.VALUE)
                self.scopes.append({})
                for position, name in enumerate(node.names):
                    self.declare(name, Source(node, position))
                self.block(node.body)
                self.scopes.pop()
            case tree.Return():
                if self.function is not None:
                    self.found.returns.setdefault(self.function, []).append(node)
                for value in node.values:
                    self.visit(value, Role.VALUE)

    def assignment(self, node: tree.Assignment) -> None:
        if node.local:
            if node.recursive and isinstance(node.targets[0], tree.Name):
                self.declare(node.targets[0], Source(node.values[0], 0))
            for value in node.values:
                self.visit(value, Role.VALUE)
            for position, target in enumerate(node.targets):
                if isinstance(target, tree.Name) and not node.recursive:
                    self.declare(target, _source(node.values, position), node.notes)
            return
        for value in node.values:
            self.visit(value, Role.VALUE)
        for position, target in enumerate(node.targets):
            source = _source(node.values, position)
            if isinstance(target, tree.Name):
                variable = target.variable = self.lookup(target.name)
                if source is not None:
                    self.gives(variable, source)
                if variable.is_global:
                    variable.assigned.append((target, self.function, node.definition))
                    self.use(target, Role.ASSIGNED)
            elif isinstance(target, tree.Index):
                self.field(target, source)

    def field(self, target: tree.Index, source: Source | None) -> None:
        self.visit(target.object, Role.INDEXED)
        self.use(target, Role.ASSIGNED)
        if target.computed is not None:
            self.visit(target.computed, Role.VALUE)
        if target.key is not None and source is not None:
            self.found.fields.setdefault(target.key, []).append((target.object, source))
        if source is not None and holds_modules(target.object):
            self.found.bundled |= _functions_in(source.node)
        if isinstance(target.object, tree.Name) and target.object.name == "_G":
            if target.key is None:
                self.found.dynamic = True
            else:
                variable = self.found.globals.setdefault(target.key, Variable(target.key, True))
                name = tree.Name(target.line, target.column, target.key, variable)
                variable.assigned.append((name, self.function, True))
                if source is not None:
                    variable.sources.append(source)

    # ---- expressions

    def visit(self, node: tree.Expression, role: Role, call: tree.Call | None = None) -> None:
        match node:
            case tree.Name():
                self.name(node, role, call)
            case tree.Index():
                self.visit(node.object, Role.INDEXED)
                if node.computed is not None:
                    self.visit(node.computed, Role.VALUE)
                if node.key is not None:
                    self.found.words.add(node.key)
                    if role is Role.TESTED:
                        self.found.tested.add(node.key)
                    if role is Role.CALLED:
                        self.found.called.add(node.key)
                self.use(node, role, call)
            case tree.Call():
                self.call(node, role)
            case tree.Function():
                self.enter(node)
            case tree.Table():
                for key, value in node.fields:
                    self.found.words.add(key)
                    self.found.fields.setdefault(key, []).append((None, Source(value, 0)))
                    self.visit(value, Role.VALUE)
                for value in node.others:
                    self.visit(value, Role.VALUE)
            case tree.Binary():
                self.binary(node, role)
            case tree.Unary():
                self.visit(node.operand, Role.TESTED if node.operator == "not" else Role.OPERAND)
            case tree.Grouped():
                self.visit(node.inner, role, call)
            case tree.Literal(kind="string"):
                self.found.words.add(node.text)

    def name(self, node: tree.Name, role: Role, call: tree.Call | None) -> None:
        node.variable = self.lookup(node.name)
        if role is Role.CALLED and call is not None:
            node.variable.calls.append(call)
        elif role is not Role.TESTED:
            node.variable.escapes = True
        if node.variable.is_global:
            self.found.words.add(node.name)
            self.use(node, role, call)
            loads = node.name in _DYNAMIC and not (call is not None and _sets_nothing(call))
            if loads or (node.name == "_G" and role is not Role.INDEXED):
                self.found.dynamic = True

    def call(self, node: tree.Call, role: Role) -> None:
        if node.method is None:
            self.visit(node.function, Role.CALLED, node)
        else:
            self.found.words.add(node.method)
            self.found.called.add(node.method)
            self.visit(node.function, Role.INDEXED)
        protected = isinstance(node.function, tree.Name) and node.function.name in ("pcall", "xpcall")
        for position, argument in enumerate(node.arguments):
            guard = protected and position == 0 and isinstance(argument, tree.Function)
            self.guards += guard
            self.visit(argument, Role.VALUE)
            self.guards -= guard
        self.use(node, role)

    def enter(self, node: tree.Function) -> None:
        outer, self.function = self.function, node
        self.found.outer[node] = outer
        self.scopes.append({})
        for position, name in enumerate(node.parameters):
            self.declare(name, Source(node, position, parameter=True))
        self.block(node.body)
        self.scopes.pop()
        self.function = outer

    def binary(self, node: tree.Binary, role: Role) -> None:
        # Chains of operators lean to the left and may be long.
        chain = [(node, role)]
        while isinstance(left := chain[-1][0].left, tree.Binary):
            chain.append((left, _left_role(*chain[-1])))
        first = chain[-1]
        self.visit(first[0].left, _left_role(*first))
        for each, outer in reversed(chain):
            self.visit(each.right, _right_role(each, outer))


def holds_modules(node: tree.Expression) -> bool:
    """Whether it is `package.preload`, `package.loaded`, or what bundlers have in their place."""
    return (isinstance(node, tree.Index) and node.key in ("preload", "loaded")) or (
        isinstance(node, tree.Name) and node.name == "__imports"
    )


def _functions_in(node: object) -> set[tree.Function]:
    """The function that an expression is, or is otherwise: `loaded or function ... end`."""
    if isinstance(node, tree.Binary):
        return _functions_in(node.right)
    return {node} if isinstance(node, tree.Function) else set()


def _sets_nothing(call: tree.Call) -> bool:
    """Whether a chunk that is loaded leaves the globals alone: it has others, or is one expression."""
    if not isinstance(call.function, tree.Name) or call.function.name != "load" or not call.arguments:
        return False
    text = call.arguments[0]
    while isinstance(text, tree.Binary) and text.operator == "..":
        text = text.left
    begins = isinstance(text, tree.Literal) and text.kind == "string" and text.text.startswith("return ")
    return begins or len(call.arguments) > 3


def _left_role(node: tree.Binary, role: Role) -> Role:
    if node.operator == "and":
        return Role.TESTED
    if node.operator == "or":
        # `condition and A or B` gives A.
        ternary = isinstance(node.left, tree.Binary) and node.left.operator == "and"
        return role if ternary else Role.TESTED
    return _operand_role(node, node.right)


def _right_role(node: tree.Binary, role: Role) -> Role:
    if node.operator == "or" and not (isinstance(node.left, tree.Binary) and node.left.operator == "and"):
        # `A or B`: what B is matters only where A isn't there.
        return Role.TESTED if role is Role.VALUE and isinstance(node.right, tree.Name) else role
    return role if node.operator in ("and", "or") else _operand_role(node, node.left)


def _operand_role(node: tree.Binary, other: tree.Expression) -> Role:
    if node.operator not in ("==", "~="):
        return Role.OPERAND
    if isinstance(other, tree.Literal):
        return Role.TESTED if other.kind == "nil" else Role.COMPARED
    return Role.VALUE


def _source(values: Sequence[tree.Expression], position: int) -> Source | None:
    """Where the target at ``position`` of an assignment gets its value; None if it gets nil."""
    if position < len(values):
        return Source(values[position], 0)
    if values and isinstance(values[-1], tree.Call | tree.Vararg):
        return Source(values[-1], position - len(values) + 1)
    return None
