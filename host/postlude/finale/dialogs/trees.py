"""Trees of texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from postlude.finale.arguments import constructor, method
from postlude.finale.base import FCCollection, prop
from postlude.finale.dialogs.controls import FCControl
from postlude.finale.dialogs.state import held_text, kept
from postlude.finale.text.strings import FCString

if TYPE_CHECKING:
    from postlude.finale.session import Session

NOTHING = -1


class FCTreeNode(FCCollection):
    """A node of a tree, and the nodes below it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.string = FCString(session)
        self.container = False
        self.expanded = False
        self.above: FCTreeNode | None = None
        self.tree: FCCtrlTree | None = None

    @constructor
    def created(self, text: str = "") -> None:
        self.text = text

    @property
    def text(self) -> str:
        return self.string.text_value

    @text.setter
    def text(self, value: str) -> None:
        self.string.text_value = value

    Text = held_text("text")

    @prop
    def TextPtr(self) -> FCString:
        """The text itself: what is written to it is the node's."""
        return self.string

    @prop
    def IsContainer(self) -> bool:
        """Whether it can have nodes below it."""
        return self.container

    @prop
    def ParentNode(self) -> FCTreeNode | None:
        return self.above

    @prop
    def Index(self) -> int:
        """Its place among the nodes of the same parent, from 0; -1 if it is in no tree."""
        return _place(self, self.siblings())

    def siblings(self) -> list[FCTreeNode]:
        """The nodes of the same parent, itself among them."""
        if self.above is not None:
            return self.above._items
        return self.tree.roots if self.tree is not None else []

    def walk(self) -> Iterator[FCTreeNode]:
        """Itself and all nodes below it, each before those below it."""
        left = [self]
        while left:
            node = left.pop()
            yield node
            left.extend(reversed(node._items))


def _place(node: FCTreeNode, nodes: list[FCTreeNode]) -> int:
    return next((index for index, each in enumerate(nodes) if each is node), NOTHING)


class FCCtrlTree(FCControl):
    """A tree of texts of which one can be selected."""

    default_size = (200.0, 150.0)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.roots: list[FCTreeNode] = []
        self.selected: FCTreeNode | None = None
        self.font_size = 0

    FontSize = kept("font_size", int)

    @method
    def AddNode(self, parent: FCTreeNode | None, isContainer: bool, text: str) -> FCTreeNode:
        """A new node at the end of its parent's, or of the tree's if it has none."""
        node = self._new(parent, text, len(self._children(parent)))
        node.container = isContainer
        return node

    @method
    def InsertNodeAt(self, parent: FCTreeNode | None, text: str, index: int) -> FCTreeNode:
        """A new node that isn't a container, before the one at ``index``."""
        return self._new(parent, text, index)

    def _children(self, parent: FCTreeNode | None) -> list[FCTreeNode]:
        return self.roots if parent is None else parent._items

    def _new(self, parent: FCTreeNode | None, text: str, index: int) -> FCTreeNode:
        node = FCTreeNode(self._session)
        node.text, node.above, node.tree = text, parent, self
        self._children(parent).insert(max(index, 0), node)
        return node

    @method
    def DeleteNode(self, node: FCTreeNode) -> bool:
        """Remove a node with all below it; false if it isn't in this tree."""
        siblings = node.siblings()
        place = _place(node, siblings)
        if node.tree is not self or place == NOTHING:
            return False
        del siblings[place]
        if self.selected is not None and any(each is self.selected for each in node.walk()):
            self.selected = None
        for each in node.walk():
            each.tree = None
        node.above = None
        return True

    @method
    def SwapNodes(self, node1: FCTreeNode, node2: FCTreeNode) -> bool:
        """Let two nodes change places; false where one is not in the tree or is below the other."""
        if any(each.tree is not self for each in (node1, node2)) or self._nested(node1, node2):
            return False
        first, second = node1.siblings(), node2.siblings()
        at1, at2 = node1.Index, node2.Index
        first[at1], second[at2] = node2, node1
        node1.above, node2.above = node2.above, node1.above
        return True

    def _nested(self, node1: FCTreeNode, node2: FCTreeNode) -> bool:
        return any(each is node2 for each in node1.walk()) or any(each is node1 for each in node2.walk())

    @method
    def Clear(self) -> None:
        for root in self.roots:
            for node in root.walk():
                node.tree = None
        self.roots, self.selected = [], None

    # Where nodes are.

    @prop
    def RootCount(self) -> int:
        return len(self.roots)

    @method
    def GetRootItemAt(self, index: int) -> FCTreeNode | None:
        return self.roots[index] if 0 <= index < len(self.roots) else None

    @method
    def GetRootIndexOf(self, node: FCTreeNode) -> int:
        """The place of a node at the root, from 0; -1 if it isn't there."""
        return _place(node, self.roots)

    @method
    def CalcRootIndex(self, node: FCTreeNode) -> int:
        return _place(node, self.roots)

    @method
    def CalcNodeIndex(self, node: FCTreeNode, parent: FCTreeNode | None) -> int:
        """The place of a node among those of a parent, from 0; -1 if it isn't one of them."""
        return _place(node, self._children(parent))

    @method
    def IsNodeAttached(self, wanted: FCTreeNode, base: FCTreeNode | None) -> bool:
        """Whether a node is below another, or in the tree at all."""
        nodes = self.roots if base is None else [base]
        return any(each is wanted for node in nodes for each in node.walk())

    # What is seen of it.

    @prop
    def SelectedNode(self) -> FCTreeNode | None:
        return self.selected

    @SelectedNode.setter
    def _set_selected_node(self, node: FCTreeNode | None) -> None:
        self.SetSelectedNode(node)

    @method
    def SetSelectedNode(self, node: FCTreeNode | None) -> bool:
        """Select a node, and show it; false if it isn't in this tree."""
        if node is not None and node.tree is not self:
            return False
        self.selected = node
        above = node.above if node is not None else None
        while above is not None:
            above.expanded, above = True, above.above
        return True

    @method
    def ExpandNode(self, node: FCTreeNode) -> None:
        node.expanded = True

    @method
    def CollapseNode(self, node: FCTreeNode) -> None:
        node.expanded = False

    @method
    def ExpandAllContainers(self) -> None:
        self._expand(True)

    @method
    def CollapseAllContainers(self) -> None:
        self._expand(False)

    def _expand(self, state: bool) -> None:
        for root in self.roots:
            for node in root.walk():
                if node.container:
                    node.expanded = state
