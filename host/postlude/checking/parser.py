"""Lua source to :mod:`postlude.checking.tree`, by way of tree-sitter's grammar of Lua."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from postlude.checking import tree
from postlude.checking.expressions import DEEPEST, ExpressionReader
from postlude.errors import UsageError

if TYPE_CHECKING:
    from tree_sitter import Node, Parser


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


class _Reader(ExpressionReader):
    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.lines = source.split(b"\n")
        self.comments: list[tree.Comment] = []
        self.notes: dict[int, str] = {}

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
        self.depth += 1
        if self.depth > DEEPEST:
            self.too_deep = True
        elif node is not None:
            for child in node.named_children:
                read = _STATEMENTS.get(child.type)
                if read is not None:
                    statement = read(self, child)
                    if statement is not None:
                        found.append(statement)
        self.depth -= 1
        return found

    def body(self, node: Node) -> list[tree.Node]:
        return self.block(node.child_by_field_name("body"))

    def assignment(self, node: Node, local: bool = False) -> tree.Assignment:
        names, values = node.named_children[0], node.named_children[1:]
        return tree.Assignment(
            *self.at(node),
            self.listed(names),
            [value for each in values for value in self.listed(each)],
            local,
            notes=self.notes_above(self.at(node)[0]),
        )

    def local(self, node: Node) -> tree.Node | None:
        inner = node.named_children[0] if node.named_children else None
        if inner is None:
            return None
        if inner.type == "assignment_statement":
            return self.assignment(inner, local=True)
        return tree.Assignment(
            *self.at(node), self.listed(inner), [], True, notes=self.notes_above(self.at(node)[0])
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
        return tree.Loop(*self.at(node), names, self.listed(lists[1]), self.body(node))

    def returned(self, node: Node) -> tree.Node:
        return tree.Return(*self.at(node), [v for each in node.named_children for v in self.listed(each)])


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
