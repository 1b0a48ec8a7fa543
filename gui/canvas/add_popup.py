"""Type to search for a node, and put it on the canvas."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from engine.graph.nodes import NodeType
from gui.search import Choice, SearchPanel

WIDTH = 320


class AddPopup(SearchPanel):
    """`chosen`: a type's id."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, WIDTH, self.tr("Find a node"), self.tr("No node fits. Try another word."))

    def offer(self, types: Iterable[NodeType]) -> None:
        """Open with these types."""
        ordered = sorted(types, key=lambda kind: (kind.group, kind.title))
        self.open([node_choice(kind, kind.id) for kind in ordered], self.parentWidget())


def node_choice(kind: NodeType, value: object, right: str = "") -> Choice:
    """How a node type stands in a search."""
    return Choice(kind.title, value, kind.icon, f"{kind.group} {kind.help} {right}", kind.help.split("\n\n")[0], right)
