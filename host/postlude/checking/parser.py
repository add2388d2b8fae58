"""Lua source to :mod:`postlude.checking.tree`, by way of tree-sitter's grammar of Lua."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from postlude.checking import tree
from postlude.errors import UsageError

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

DEEPEST = 250
"""Levels of nesting that are followed: what Lua accepts has at most 200."""


@cache
def _parser() -> Parser:
    try:
        import tree_sitter
        import tree_sitter_lua
    except ImportError:
        raise UsageError("check needs tree-sitter: pip install 'postlude[testing]'") from None
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_lua.language()))


def parse(source: bytes) -> tree.Chunk:
    """The tree of a source that Lua has accepted; what the grammar doesn't know is left out of it."""
    root = _parser().parse(source).root_node
    reader = _Reader(source)
    reader.comments_of(root)
    body = reader.block(root)
    code = [each for each in root.named_children if each.type not in ("comment", "hash_bang_line")]
    first = code[0].start_point[0] + 1 if code else root.end_point[0] + 2
    return tree.Chunk(body, reader.comments, first, not root.has_error and not reader.too_deep)


class _Reader:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.lines = source.split(b"\n")
        self.comments: list[tree.Comment] = []
        self.notes: dict[int, str] = {}
        self.too_deep = False
        self._depth = 0

    def text(self, node: Node) -> str:
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def at(self, node: Node) -> tuple[int, int]:
        row, column = node.start_point
        return row + 1, column + 1

    # ---- comments

    def comments_of(self, root: Node) -> None:
        """Note all comments, wherever they stand."""
        stack = [root]
        while stack:
            node = stack.pop()
            if node.type != "comment":
                stack.extend(node.named_children)
                continue
            row, column = node.start_point
            alone = not self.lines[row][:column].strip() if row < len(self.lines) else True
            for offset, line in enumerate(self.text(node).split("\n")):
                self.comments.append(tree.Comment(row + 1 + offset, line.strip(), alone or offset > 0))
                if alone or offset > 0:
                    self.notes[row + 1 + offset] = line.strip()
        self.comments.sort(key=lambda each: each.line)

    def notes_above(self, line: int) -> list[str]:
        found: list[str] = []
        while (line := line - 1) in self.notes:
            found.append(self.notes[line])
        return found[::-1]

    # ---- statements

    def block(self, node: Node | None) -> list[tree.Node]:
        found: list[tree.Node] = []
        self._depth += 1
        if self._depth > DEEPEST:
            self.too_deep = True
        elif node is not None:
            for child in node.named_children:
                read = _STATEMENTS.get(child.type)
                if read is not None:
                    statement = read(self, child)
                    if statement is not None:
                        found.append(statement)
        self._depth -= 1
        return found

    def body(self, node: Node) -> list[tree.Node]:
        return self.block(node.child_by_field_name("body"))

    def assignment(self, node: Node, local: bool = False) -> tree.Assignment:
        names, values = node.named_children[0], node.named_children[1:]
        return tree.Assignment(
            *self.at(node),
            self._listed(names),
            [value for each in values for value in self._listed(each)],
            local,
            notes=self.notes_above(self.at(node)[0]),
        )

    def _listed(self, node: Node) -> list[tree.Expression]:
        if node.type in ("variable_list", "expression_list"):
            return [
                self.expression(each)
                for each in node.named_children
                if each.type not in ("attribute", "comment")
            ]
        return [] if node.type in ("attribute", "comment") else [self.expression(node)]

    def local(self, node: Node) -> tree.Node | None:
        inner = node.named_children[0] if node.named_children else None
        if inner is None:
            return None
        if inner.type == "assignment_statement":
            return self.assignment(inner, local=True)
        return tree.Assignment(
            *self.at(node), self._listed(inner), [], True, notes=self.notes_above(self.at(node)[0])
        )

    def function_statement(self, node: Node) -> tree.Node | None:
        named = node.child_by_field_name("name")
        if named is None:
            return None
        local = any(child.type == "local" for child in node.children)
        function = self.function(node, with_self=named.type == "method_index_expression")
        return tree.Assignment(
            *self.at(node), [self.expression(named)], [function], local, local, definition=True
        )

    def call_statement(self, node: Node) -> tree.Node:
        return tree.CallStatement(*self.at(node), self.expression(node))

    def do(self, node: Node) -> tree.Node:
        return tree.Block(*self.at(node), [], [self.body(node)])

    def conditional(self, node: Node) -> tree.Node:
        condition = node.child_by_field_name("condition")
        conditions = [self.expression(condition)] if condition is not None else []
        if node.type == "repeat_statement":
            return tree.Block(*self.at(node), conditions, [self.body(node)], until=True)
        bodies = [
            self.block(node.child_by_field_name("consequence" if node.type != "while_statement" else "body"))
        ]
        for other in node.children_by_field_name("alternative"):
            condition = other.child_by_field_name("condition")
            if condition is not None:
                conditions.append(self.expression(condition))
            part = other.child_by_field_name("consequence") or other.child_by_field_name("body")
            bodies.append(self.block(part))
        return tree.Block(*self.at(node), conditions, bodies)

    def loop(self, node: Node) -> tree.Node | None:
        clause = node.child_by_field_name("clause")
        if clause is None:
            return None
        if clause.type == "for_numeric_clause":
            name, *values = clause.named_children
            names = [tree.Name(*self.at(name), self.text(name))]
            read = [self.expression(each) for each in values if each.type != "comment"]
            return tree.Loop(*self.at(node), names, read, self.body(node), numeric=True)
        lists = [each for each in clause.named_children if each.type.endswith("_list")]
        if len(lists) < 2:
            return None
        names = [
            tree.Name(*self.at(n), self.text(n)) for n in lists[0].named_children if n.type == "identifier"
        ]
        return tree.Loop(*self.at(node), names, self._listed(lists[1]), self.body(node))

    def returned(self, node: Node) -> tree.Node:
        return tree.Return(*self.at(node), [v for each in node.named_children for v in self._listed(each)])

    # ---- expressions

    def expression(self, node: Node) -> tree.Expression:
        read = _EXPRESSIONS.get(node.type)
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                self.too_deep = True
            elif read is not None:
                return read(self, node)
            return tree.Vararg(*self.at(node))
        finally:
            self._depth -= 1

    def _of(self, node: Node, name: str) -> tree.Expression:
        child = node.child_by_field_name(name)
        return self.expression(child) if child is not None else tree.Vararg(*self.at(node))

    def name(self, node: Node) -> tree.Expression:
        return tree.Name(*self.at(node), self.text(node))

    def literal(self, node: Node) -> tree.Expression:
        kind = "boolean" if node.type in ("true", "false") else node.type
        return tree.Literal(*self.at(node), kind, self.text(node))

    def string(self, node: Node) -> tree.Expression:
        content = node.child_by_field_name("content")
        return tree.Literal(*self.at(node), "string", self.text(content) if content is not None else "")

    def dotted(self, node: Node) -> tree.Expression:
        key = node.child_by_field_name("field") or node.child_by_field_name("method")
        place = self.at(key) if key is not None else self.at(node)
        return tree.Index(*place, self._of(node, "table"), self.text(key) if key is not None else None)

    def bracketed(self, node: Node) -> tree.Expression:
        computed = self._of(node, "field")
        key = computed.text if isinstance(computed, tree.Literal) and computed.kind == "string" else None
        return tree.Index(
            computed.line,
            computed.column,
            self._of(node, "table"),
            key,
            None if key is not None else computed,
        )

    def call(self, node: Node) -> tree.Expression:
        named, given = node.child_by_field_name("name"), node.child_by_field_name("arguments")
        arguments = (
            [self.expression(each) for each in given.named_children if each.type != "comment"]
            if given
            else []
        )
        if named is not None and named.type == "method_index_expression":
            method = named.child_by_field_name("method")
            place = self.at(method) if method is not None else self.at(named)
            return tree.Call(*place, self._of(named, "table"), arguments, self.text(method) if method else "")
        return tree.Call(*self.at(node), self._of(node, "name"), arguments)

    def table(self, node: Node) -> tree.Expression:
        fields: list[tuple[str, tree.Expression]] = []
        others: list[tree.Expression] = []
        for each in node.named_children:
            if each.type != "field":
                continue
            named, value = each.child_by_field_name("name"), self._of(each, "value")
            if named is None:
                others.append(value)
            elif named.type == "identifier" and each.children[0].type != "[":
                fields.append((self.text(named), value))
            else:
                key = self.expression(named)
                if isinstance(key, tree.Literal) and key.kind == "string":
                    fields.append((key.text, value))
                else:
                    others += [key, value]
        return tree.Table(*self.at(node), fields, others)

    def function(self, node: Node, with_self: bool = False) -> tree.Function:
        given = node.child_by_field_name("parameters")
        named = (
            [each for each in given.named_children if each.type == "identifier"] if given is not None else []
        )
        parameters = [tree.Name(*self.at(each), self.text(each)) for each in named]
        if with_self:
            parameters.insert(0, tree.Name(*self.at(node), "self"))
        notes = self.notes_above(self.at(node)[0])
        return tree.Function(*self.at(node), parameters, self.body(node), notes, with_self)

    def binary(self, node: Node) -> tree.Expression:
        # A chain of `..` or `or` may be thousands of operands long: it is read without recursion.
        chain = [node]
        while (
            left := chain[-1].child_by_field_name("left")
        ) is not None and left.type == "binary_expression":
            chain.append(left)
        found = self._of(chain[-1], "left")
        for each in reversed(chain):
            operator = each.child_by_field_name("operator") or next(
                (child for child in each.children if not child.is_named), None
            )
            sign = operator.type if operator is not None else ""
            place = self.at(operator) if operator is not None else self.at(each)
            found = tree.Binary(*place, sign, found, self._of(each, "right"))
        return found

    def unary(self, node: Node) -> tree.Expression:
        operator = node.children[0].type if node.children else ""
        return tree.Unary(*self.at(node), operator, self._of(node, "operand"))

    def grouped(self, node: Node) -> tree.Expression:
        inner = [each for each in node.named_children if each.type != "comment"]
        return (
            tree.Grouped(*self.at(node), self.expression(inner[0])) if inner else tree.Vararg(*self.at(node))
        )


_STATEMENTS: dict[str, Callable[[_Reader, Any], tree.Node | None]] = {
    "assignment_statement": _Reader.assignment,
    "variable_declaration": _Reader.local,
    "function_declaration": _Reader.function_statement,
    "function_call": _Reader.call_statement,
    "do_statement": _Reader.do,
    "if_statement": _Reader.conditional,
    "while_statement": _Reader.conditional,
    "repeat_statement": _Reader.conditional,
    "for_statement": _Reader.loop,
    "return_statement": _Reader.returned,
}
_EXPRESSIONS: dict[str, Callable[[_Reader, Any], tree.Expression]] = {
    "identifier": _Reader.name,
    "nil": _Reader.literal,
    "true": _Reader.literal,
    "false": _Reader.literal,
    "number": _Reader.literal,
    "string": _Reader.string,
    "dot_index_expression": _Reader.dotted,
    "method_index_expression": _Reader.dotted,
    "bracket_index_expression": _Reader.bracketed,
    "function_call": _Reader.call,
    "table_constructor": _Reader.table,
    "function_definition": _Reader.function,
    "binary_expression": _Reader.binary,
    "unary_expression": _Reader.unary,
    "parenthesized_expression": _Reader.grouped,
}
