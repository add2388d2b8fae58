"""Expressions of tree-sitter's grammar of Lua to :mod:`postlude.checking.tree`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from postlude.checking import tree

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST = 250
"""Levels of nesting that are followed: what Lua accepts has at most 200."""


class ExpressionReader(ABC):
    """Reads expressions; functions in them have statements, which whoever derives from it reads."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.too_deep = False
        self.depth = 0

    @abstractmethod
    def body(self, node: Node) -> list[tree.Node]: ...

    @abstractmethod
    def notes_above(self, line: int) -> list[str]: ...

    def text(self, node: Node) -> str:
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def at(self, node: Node) -> tuple[int, int]:
        row, column = node.start_point
        return row + 1, column + 1

    def listed(self, node: Node) -> list[tree.Expression]:
        if node.type in ("variable_list", "expression_list"):
            return [
                self.expression(each)
                for each in node.named_children
                if each.type not in ("attribute", "comment")
            ]
        return [] if node.type in ("attribute", "comment") else [self.expression(node)]

    def expression(self, node: Node) -> tree.Expression:
        read = _EXPRESSIONS.get(node.type)
        self.depth += 1
        try:
            if self.depth > DEEPEST:
                self.too_deep = True
            elif read is not None:
                return read(self, node)
            return tree.Vararg(*self.at(node))
        finally:
            self.depth -= 1

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


_EXPRESSIONS: dict[str, Callable[[ExpressionReader, Any], tree.Expression]] = {
    "identifier": ExpressionReader.name,
    "nil": ExpressionReader.literal,
    "true": ExpressionReader.literal,
    "false": ExpressionReader.literal,
    "number": ExpressionReader.literal,
    "string": ExpressionReader.string,
    "dot_index_expression": ExpressionReader.dotted,
    "method_index_expression": ExpressionReader.dotted,
    "bracket_index_expression": ExpressionReader.bracketed,
    "function_call": ExpressionReader.call,
    "table_constructor": ExpressionReader.table,
    "function_definition": ExpressionReader.function,
    "binary_expression": ExpressionReader.binary,
    "unary_expression": ExpressionReader.unary,
    "parenthesized_expression": ExpressionReader.grouped,
}
