"""One open document with its canvas, results, plots and inspector."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Signal
from PySide6.QtWidgets import QStackedWidget

from engine.files import write_bytes
from engine.graph import files, groups
from engine.graph.document import Graph
from engine.graph.embedded import embed
from engine.jobs import messages as m
from engine.jobs.result import Collector
from gui.canvas import grouping, regrouping
from gui.canvas.parts import add_part
from gui.canvas.picture import canvas_png
from gui.canvas.view import CanvasView
from gui.inspector import Inspector
from gui.language import shown
from gui.plots.board import PlotBoard
from gui.results.page import ResultsPage

if TYPE_CHECKING:
    from gui.document import Document
    from gui.library.offers import Offer

STEP = 32
"Pixels between nodes that are added one after the other without a place."


class Workspace(QObject):
    """Its widgets live in the window's stacks; this object ties them together and ends them."""

    selection_changed = Signal()
    view_changed = Signal()
    "The tab shows results instead of the canvas, or the canvas again."
    spoke = Signal(str, str)
    "What was done, for the status line, and its level."
    closed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        document.setParent(self)
        self.canvas = CanvasView(document)
        self.board = PlotBoard(document)
        self.results = ResultsPage(document)
        self.front = QStackedWidget()
        "What the tab shows: the canvas or the results."
        self.front.addWidget(self.canvas)
        self.front.addWidget(self.results)
        self.results_new = False
        "A run has ended and its results were not looked at."
        self.results_wanted = False
        "Whether the results come to the front when the run ends."
        self.inspector = Inspector(document)
        self.only_selected = False
        self.result: Collector | None = None
        "What the last run said."
        self._ran = Graph()
        self._added = 0
        self.canvas.selection_changed.connect(self._selected)
        self.canvas.canvas.mark_changed.connect(self.selection_changed)
        document.groups_changed.connect(self._selected)
        self.inspector.node_chosen.connect(self._show_member)
        document.cells.marked.connect(self._show_cell)
        document.cells.wanted.connect(self._use_cell)

    @property
    def name(self) -> str:
        """What the tab says."""
        if self.document.path is not None:
            return self.document.path.stem
        return self.document.graph.name or self.tr("Untitled")

    @property
    def results_shown(self) -> bool:
        return self.front.currentWidget() is self.results

    def show_results(self, shown: bool) -> None:
        """Results in place of the canvas, or the canvas again."""
        self.results_wanted = False
        if shown == self.results_shown:
            return
        self.front.setCurrentWidget(self.results if shown else self.canvas)
        if shown:
            self.results_new = False
            self.results.hold(self.board)
        self.view_changed.emit()

    @property
    def selected(self) -> list[str]:
        return list(self.canvas.selected_nodes)

    @property
    def anything_chosen(self) -> bool:
        """Nodes, a note or a frame: what can be copied and removed."""
        return bool(self.selected) or self.canvas.canvas.chosen_note is not None

    @property
    def wire_marked(self) -> bool:
        return self.canvas.canvas.chosen_wire is not None

    @property
    def frame_marked(self) -> bool:
        """A frame that could become a group."""
        scene = self.canvas.canvas
        return scene.chosen_note is not None and scene.notes[scene.chosen_note].frame

    @property
    def in_group(self) -> bool:
        """A group is selected, or what is selected lies in one."""
        return grouping.current(self.canvas) is not None

    @property
    def can_join(self) -> bool:
        """There is a group that what is selected could be put into."""
        return bool(regrouping.candidates(self.canvas))

    @property
    def is_held(self) -> bool:
        """What is selected lies in a group with others."""
        return groups.home(self.document.graph.groups, self.selected) is not None

    @property
    def node(self) -> str | None:
        """The node that the inspector shows: the only one that is selected."""
        chosen = self.selected
        return chosen[0] if len(chosen) == 1 else None

    def apply(self, message: m.Message, job: m.Job) -> None:
        """A message of this document's run, which may be of a variation of its graph."""
        if isinstance(message, m.RunStarted):
            self.result = Collector()
            self._ran = files.from_json(job.graph)
        if self.result is not None:
            self.result.add(message)
        said = shown.message(message)
        self.document.outcome.apply(said)
        self.document.cells.apply(said)
        self.board.apply(said)
        if isinstance(message, m.RunStarted):
            self.board.ran = job.graph

    def write_results(self, folder: Path) -> None:
        """Write what the last run gave. Only after a run."""
        if self.result is not None:
            self.result.write(folder, graph=self._ran, seed=self._ran.seed)
            write_bytes(folder / "graph.png", embed(canvas_png(self.canvas), files.to_json(self._ran)))

    def show_only_selected(self, only: bool) -> None:
        self.only_selected = only
        self.board.show_node(self.node if only else None)

    def add(self, offer: Offer) -> str:
        """Add an offer's node in the middle of what is in sight."""
        middle = self.canvas.mapToScene(self.canvas.viewport().rect().center() - QPoint(90, 60))
        shift = STEP * (self._added % 6)
        self._added += 1
        return self.canvas.add_node(offer.type, middle + QPointF(shift, shift), dict(offer.settings))

    def close(self) -> None:
        """End the widgets; nothing of the document stays."""
        self.closed.emit()
        for widget in (self.front, self.board, self.inspector):
            widget.setParent(None)
            widget.deleteLater()
        self.deleteLater()

    def _selected(self) -> None:
        self.results_wanted = False
        group = grouping.chosen(self.canvas)
        if group is not None:
            self.inspector.set_group(group)
        else:
            self.inspector.set_node(self.node, len(self.selected))
        if self.only_selected:
            self.board.show_node(self.node)
        self.selection_changed.emit()

    def _show_member(self, node: str) -> None:
        """A node of the group that is selected; in a closed one the inspector alone shows it."""
        if self.canvas.canvas.faces.hides(node):
            self.inspector.set_node(node, within=grouping.chosen(self.canvas))
        else:
            self.canvas.select(node)

    def _show_cell(self, node: str) -> None:
        """A cell of the node's heat map was marked: the inspector says what it is."""
        if self.inspector.node != node:
            self.canvas.select(node, reveal=False)
            if self.canvas.canvas.faces.hides(node):
                self._show_member(node)
        self.inspector.show_tab("results")

    def _use_cell(self, node: str) -> None:
        cell = self.document.cells.cell(node)
        if cell is not None:
            self.show_results(False)
            add_part(self.canvas, node, cell.part)
            self.inspector.show_tab("settings")
            words = self.tr("The join {row} → {column} of “{node}” is on the canvas, fed by the same nodes.")
            self.spoke.emit(words.format(row=cell.row, column=cell.column, node=self.document.title_of(node)), "done")
