"""The marked cell of each heat map whose cells mean nodes: which one it is, and whether it can be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.graph import topology
from engine.graph.picks import Part, Pick, is_fed
from engine.jobs import messages as m

if TYPE_CHECKING:
    from gui.document import Document

Place = tuple[int, int]
"Row and column."


@dataclass(frozen=True)
class Cell:
    """A marked cell: its row's and column's names in the picture, its value (None: not there yet), and its nodes."""

    place: Place
    row: str
    column: str
    value: float | None
    part: Part


class Cells(QObject):
    """Takes in the messages of a document's runs. A person marks cells; until then the best one of each is marked."""

    changed = Signal(str)
    "The node whose marked cell is another, or has another value."
    marked = Signal(str)
    "A person marked a cell of the node's heat map."
    wanted = Signal(str)
    "The nodes of the node's marked cell shall come onto the canvas."

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self.clear()
        document.graph_reset.connect(self.clear)
        document.stepped.connect(self._edited)

    def clear(self) -> None:
        """Another graph is shown."""
        self._maps: dict[str, m.HeatMap] = {}
        self._chosen: dict[str, Place] = {}
        self._drawn_from: dict[str, Any] = {}

    def apply(self, message: m.Message) -> None:
        """Keep the heat maps of nodes whose type says what their cells mean."""
        match message:
            case m.RunStarted(nodes=nodes):
                for node in filter(self._pick, nodes):
                    self._maps.pop(node, None)
                    self._chosen.pop(node, None)
                    self._drawn_from[node] = self._before(node)
            case m.HeatMap(node=node, plot=plot):
                pick = self._pick(node)
                if pick is not None and pick.plot == plot:
                    self._maps[node] = message
                    self.changed.emit(node)
            case m.NodeChanged(node=node) if node in self._maps:
                self.changed.emit(node)

    def map_of(self, node: str) -> m.HeatMap | None:
        """The latest heat map of the node whose cells can be marked."""
        return self._maps.get(node)

    def mark(self, node: str, place: Place) -> None:
        """A person marks a cell."""
        if self._chosen.get(node) != place:
            self._chosen[node] = place
            self.changed.emit(node)
        self.marked.emit(node)

    def cell(self, node: str) -> Cell | None:
        """The marked cell; None where there is none, or the node lacks inputs that the cell's nodes would need."""
        heat, pick = self._maps.get(node), self._pick(node)
        place = self._chosen.get(node) or self._best(node)
        if heat is None or pick is None or place is None:
            return None
        row, column = place
        if row >= min(len(heat.values), len(heat.y_ticks)) or column >= min(len(heat.values[row]), len(heat.x_ticks)):
            return None
        names = heat.y_ticks[row], heat.x_ticks[column]
        part = pick.part(self._document.graph.nodes[node].settings, *names)
        if not is_fed(self._document.graph, node, part):
            return None
        return Cell(place, *names, heat.values[row][column], part)

    def why_not(self, node: str) -> str:
        """Why the marked cell cannot be used, in words; nothing if it can."""
        cell = self.cell(node)
        if cell is None or cell.value is None:
            return self.tr("This cell has no value yet.")
        if self._drawn_from.get(node) != self._before(node):
            return self.tr("The graph has changed since this was drawn. Run it again to use its joins.")
        return ""

    def use(self, node: str) -> bool:
        """Ask for the nodes of the marked cell; False, and nothing happens, where there is a reason against it."""
        usable = not self.why_not(node)
        if usable:
            self.wanted.emit(node)
        return usable

    def _edited(self) -> None:
        for node in self._maps:
            self.changed.emit(node)

    def _pick(self, node: str) -> Pick | None:
        kind = self._document.type_of(node) if node in self._document.graph.nodes else None
        return kind.pick if kind is not None else None

    def _best(self, node: str) -> Place | None:
        """The cell that the node recommends; while it is still at work, the best there is."""
        heat, pick = self._maps.get(node), self._pick(node)
        if heat is None or pick is None:
            return None
        found = self._document.outcome.metrics.get(node, {})
        row, column = (f"{found[name]:.0f}" if name in found else "" for name in pick.best)
        if row in heat.y_ticks and column in heat.x_ticks:
            return heat.y_ticks.index(row), heat.x_ticks.index(column)
        return heat.best()

    def _before(self, node: str) -> Any:
        """All that a node's heat map depends on in the graph."""
        graph = self._document.graph
        names = topology.needed(graph, [node])
        parts = {name: graph.nodes[name] for name in names}
        settings = {name: (one.type, one.bypassed, dict(one.settings)) for name, one in parts.items()}
        return settings, {wire for wire in graph.wires if wire.target in names}
