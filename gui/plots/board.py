"""All plots of a document, in as many columns as there is room for, filled while the graph works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QScrollArea, QStackedLayout, QWidget

from engine.jobs.messages import (
    Message,
    NodeChanged,
    NodeState,
    PlotMessage,
    Progress,
    RunFinished,
    RunStarted,
    WorkerDied,
)
from gui.plots import bars, heatmap, lines, scatter, table, text, tokens
from gui.plots.panel import Panel, panel_for
from gui.plots.redraws import Redraws

if TYPE_CHECKING:
    from gui.document import Document

__all__ = ["PlotBoard", "bars", "heatmap", "lines", "scatter", "table", "text", "tokens"]


@dataclass(frozen=True)
class Arrangement:
    """How plots share the board, in pixels. `side`: beside the outer ones, `across`, `gap`: between columns, rows."""

    least_width: int
    least_height: int
    most_columns: int
    side: int
    top: int
    bottom: int
    across: int
    gap: int
    cards: bool = False


STRIP = Arrangement(288, 176, 4, side=16, top=8, bottom=12, across=32, gap=20)
PAGE = Arrangement(400, 270, 3, side=24, top=12, bottom=24, across=16, gap=16, cards=True)
MOST_HEIGHT = 440
MOST_PANELS = 48
"Beyond this many plots the rest go to the result files only."


class PlotBoard(QFrame):
    """Feed it every message of a run. A node's plots stay until the node runs again."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.panels: dict[tuple[str, str], Panel] = {}
        self.kept: list[Panel] = []
        "Pinned plots of earlier runs, which nothing fills any more."
        self._redraws = Redraws(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        "New panels come by the dozen, and are laid out together."
        self._soon.timeout.connect(self._arrange)
        self._old: set[tuple[str, str]] = set()
        "Panels that still show an earlier run."
        self.one_run = True
        "Plots of several runs beside each other carry no graph."
        self.ran: dict[str, Any] | None = None
        "The graph that the plots come from, as its file's JSON; None: the document's, as it is at the first plot."
        self._only: str | None = None
        self._order: Sequence[str] = ()
        "Whose plots come first; the others follow as they arrived."
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "body")
        self._empty.setWordWrap(True)
        self._empty_words(None)
        self._more = QLabel(self.tr("There are more plots than fit here. All are in the saved results."))
        self._more.setProperty("role", "hint")
        self._more.hide()
        self._grid_widget = QWidget()
        self._grid = QGridLayout(self._grid_widget)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._grid_widget)
        self._grid_widget.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.viewport().installEventFilter(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        self._lay_as(STRIP)
        document.graph_reset.connect(self.clear)
        document.node_changed.connect(self._name_panels)
        document.node_added.connect(self._arrange)
        document.node_removed.connect(self._arrange)

    def sizeHint(self) -> QSize:
        return QSize(720, 250)

    def apply(self, message: Message) -> None:
        """Take in a message; those of other kinds are left alone."""
        match message:
            case PlotMessage():
                self._plot(message)
            case RunStarted(nodes=nodes):
                self.ran = None
                self._old |= {key for key in self.panels if key[0] in nodes}
            case NodeChanged(node=node, state=state):
                self._node_changed(node, state)
            case Progress(node=node, done=done, total=total):
                for panel in self._of(node):
                    panel.set_progress(done, total)
            case RunFinished() | WorkerDied():
                self._run_ended()

    def clear(self) -> None:
        """Forget all plots."""
        for key in list(self.panels):
            self._drop(key)
        for panel in list(self.kept):
            self._let_go(panel)
        self._old.clear()
        self.ran = None
        self._only = None
        self._more.hide()
        self._arrange()

    def show_node(self, node: str | None) -> None:
        """Only this node's plots and those that are pinned; None: all."""
        if node != self._only:
            self._only = node
            self._arrange()

    def show_as_strip(self) -> None:
        """Under the canvas: low, side by side, in the order in which plots arrive."""
        self._order = ()
        self._lay_as(STRIP)
        self._arrange()

    def show_as_page(self, order: Sequence[str]) -> None:
        """In place of the canvas: large cards, the plots of the first nodes of `order` first."""
        self._order = order
        self._lay_as(PAGE)
        self._arrange()

    def shown(self) -> list[Panel]:
        """The panels on the board: pinned ones first, then as the arrangement wants."""
        nodes = self.document.graph.nodes
        there = [panel for panel in self.panels.values() if panel.node in nodes]
        others = [p for p in there if not p.pinned and (self._only is None or p.node == self._only)]
        ranks = {node: rank for rank, node in enumerate(self._order)}
        others.sort(key=lambda panel: ranks.get(panel.node, len(ranks)))
        return [*self.kept, *(panel for panel in there if panel.pinned), *others]

    def panel(self, node: str, plot: str) -> Panel | None:
        return self.panels.get((node, plot))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._arrange()
        return super().eventFilter(watched, event)

    def _plot(self, message: PlotMessage) -> None:
        kind = panel_for(message)
        if kind is None:
            return
        key = (message.node, message.plot)
        panel = self.panels.get(key)
        if panel is not None and key in self._old:
            panel = self._begin_anew(key, panel)
        if panel is not None and type(panel) is not kind:
            self._drop(key)
            panel = None
        if panel is None:
            panel = self._new(kind, message)
        if panel is not None:
            panel.receive(message)

    def _new(self, kind: type[Panel], message: PlotMessage) -> Panel | None:
        if len(self.panels) + len(self.kept) >= MOST_PANELS:
            self._more.show()
            return None
        panel = kind(message.node, message.plot)
        panel.graph = self._graph()
        panel.set_card(self._lay.cards)
        if isinstance(panel, heatmap.HeatMapPanel):
            panel.offer_cells(self.document.cells)
        state = self.document.outcome.states.get(message.node)
        panel.set_running(state is not None and state.state is NodeState.RUNNING)
        panel.changed.connect(lambda: self._redraws.schedule(panel))
        panel.cursor_moved.connect(lambda x: self._link_cursors(panel, x))
        panel.pin_changed.connect(lambda pinned: self._pinned(panel, pinned))
        self.panels[message.node, message.plot] = panel
        self._name_panels()
        self._soon.start()
        return panel

    def _node_changed(self, node: str, state: NodeState) -> None:
        running = state is NodeState.RUNNING
        for panel in self._of(node):
            key = (panel.node, panel.plot)
            if running and key in self._old and self._begin_anew(key, panel) is None:
                continue
            panel.set_running(running)
        if state in (NodeState.DONE, NodeState.FAILED):
            self._drop_empty(node)

    def _begin_anew(self, key: tuple[str, str], panel: Panel) -> Panel | None:
        """A new run fills the plot from the start; a pinned one keeps what it shows, and gets a neighbour."""
        self._old.discard(key)
        if not panel.pinned:
            panel.clear()
            panel.graph = self._graph()
            return panel
        self.kept.append(self.panels.pop(key))
        panel.set_running(False)
        self._name_panels()
        return None

    def _graph(self) -> dict[str, Any] | None:
        if self.ran is None and self.one_run:
            from engine.graph import files

            self.ran = files.to_json(self.document.graph)
        return self.ran if self.one_run else None

    def _pinned(self, panel: Panel, pinned: bool) -> None:
        if not pinned and panel in self.kept:
            self._let_go(panel)
        self._arrange()

    def _run_ended(self) -> None:
        for panel in self.panels.values():
            panel.set_running(False)
        self._old.clear()
        self._drop_empty(None)

    def _drop_empty(self, node: str | None) -> None:
        gone = [k for k, panel in self.panels.items() if (node is None or k[0] == node) and panel.empty()]
        for key in gone:
            self._drop(key)
        if gone:
            self._arrange()

    def _drop(self, key: tuple[str, str]) -> None:
        self._old.discard(key)
        self._end(self.panels.pop(key))

    def _let_go(self, panel: Panel) -> None:
        self.kept.remove(panel)
        self._end(panel)

    def _end(self, panel: Panel) -> None:
        self._redraws.forget(panel)
        panel.changed.disconnect()
        panel.hide()
        panel.setParent(None)
        panel.deleteLater()

    def _of(self, node: str) -> list[Panel]:
        return [panel for panel in self.panels.values() if panel.node == node]

    def _link_cursors(self, source: Panel, x: float | None) -> None:
        for panel in self._of(source.node):
            if panel is not source:
                panel.follow_cursor(x)

    def _name_panels(self, *_: object) -> None:
        for panel in self.panels.values():
            if panel.node in self.document.graph.nodes:
                panel.head.set_node(self.document.title_of(panel.node))
        for panel in self.kept:
            panel.head.set_node(self.tr("earlier run"))

    def _arrange(self, *_: object) -> None:
        """Put the panels into the grid: as many columns as are wide enough, rows sharing the height.

        Rows that do not fit are a turn of the wheel each away, so that no plot is ever cut.
        """
        shown = self.shown()
        width, height = self._scroll.viewport().width(), self._scroll.viewport().height()
        lay = self._lay
        n_columns = (width - 2 * lay.side + lay.across) // (lay.least_width + lay.across)
        n_columns = max(1, min(lay.most_columns, len(shown) or 1, n_columns))
        n_rows = -(-len(shown) // n_columns)
        room = height - lay.top - lay.bottom + lay.gap
        n_seen = max(1, min(n_rows, room // (lay.least_height + lay.gap)))
        lines = max(1, QApplication.wheelScrollLines())
        step = max(lay.least_height + lay.gap, min(MOST_HEIGHT + lay.gap, room // n_seen)) // lines
        row_height = step * lines - lay.gap
        self._scroll.verticalScrollBar().setSingleStep(step)
        while self._grid.count():
            self._grid.takeAt(0)
        for panel in (*self.panels.values(), *self.kept):
            panel.setVisible(panel in shown)
        for index, panel in enumerate(shown):
            panel.setFixedHeight(row_height)
            self._grid.addWidget(panel, index // n_columns, index % n_columns)
        for column in range(max(STRIP.most_columns, PAGE.most_columns)):
            self._grid.setColumnStretch(column, 1 if column < n_columns else 0)
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 0)
        self._grid.addWidget(self._more, n_rows, 0, 1, n_columns)
        self._grid.setRowStretch(n_rows + 1, 1)
        if shown:
            self._empty_words(None)
        else:
            self._empty_words(self._only)
        self._stack.setCurrentWidget(self._scroll if shown else self._empty)

    def _lay_as(self, lay: Arrangement) -> None:
        self._lay = lay
        self._grid.setContentsMargins(lay.side, lay.top, lay.side, lay.bottom)
        self._grid.setHorizontalSpacing(lay.across)
        self._grid.setVerticalSpacing(lay.gap)
        for panel in (*self.panels.values(), *self.kept):
            panel.set_card(lay.cards)

    def _empty_words(self, node: str | None) -> None:
        words = self.tr("Press Run: plots appear here while the graph works.")
        if not self.document.graph.nodes:
            words = self.tr("Plots of your graph appear here while it works. Add its first node to the canvas.")
        if node is not None and self.panels:
            words = self.tr("This node has drawn no plots.")
        self._empty.setText(words)
