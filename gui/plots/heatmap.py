"""The panel of heat maps, whose cells can mean nodes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from engine.jobs.messages import HeatMap
from gui.cells import Cells, Place
from gui.plots.head import Entry
from gui.plots.heat_chart import HeatChart
from gui.plots.numbers import number
from gui.plots.painted import with_direction
from gui.plots.panel import LatestPanel, panel


@panel(HeatMap)
class HeatMapPanel(LatestPanel):
    """Cells with their numbers where there is room, the best one framed. Cells that mean nodes can be marked and used,
    see gui.cells."""

    data: HeatMap | None = None

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, parent)
        self.chart = HeatChart()
        self.chart.hovered.connect(self._hover)
        self.fill(self.chart)
        self._cells: Cells | None = None
        self._card = False
        self.use = QPushButton(self.tr("Use this join on the canvas"))
        self.use.clicked.connect(self._use_cell)
        self.body.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self.use.hide()

    def offer_cells(self, cells: Cells) -> None:
        """Let people mark cells, while the plot shows what `cells` knows: plots of earlier runs do not."""
        self._cells = cells
        cells.changed.connect(self._cell_changed)
        self.chart.chosen.connect(self._mark_cell)
        self.chart.used.connect(self._use_cell)

    def set_card(self, card: bool) -> None:
        super().set_card(card)
        self._card = card
        self.use.setVisible(card and self.chart.can_mark)

    def fill_menu(self, menu: QMenu) -> None:
        if self.chart.can_mark:
            action = menu.addAction(self.use.text(), self._use_cell)
            action.setEnabled(self.use.isEnabled())
            menu.addSeparator()

    def hide_for_picture(self) -> Callable[[], None]:
        bring_back, shown = super().hide_for_picture(), not self.use.isHidden()
        self.use.hide()

        def both() -> None:
            bring_back()
            self.use.setVisible(shown)

        return both

    def _show_marked(self) -> None:
        cell, why = None, ""
        if self._cells is not None and self.data is not None and self._cells.map_of(self.node) is self.data:
            cell, why = self._cells.cell(self.node), self._cells.why_not(self.node)
        self.chart.show_marked(cell.place if cell else None)
        self.use.setEnabled(not why)
        self.use.setToolTip(why)
        self.use.setVisible(cell is not None and self._card)
        self.chart.setAccessibleDescription("; ".join(entry.text for entry in self._read(cell.place)) if cell else "")

    def _cell_changed(self, node: str) -> None:
        if node == self.node:
            self._show_marked()

    def _mark_cell(self, place: Place) -> None:
        if self._cells is not None:
            self._cells.mark(self.node, place)

    def _use_cell(self) -> None:
        if self._cells is not None and not self._cells.use(self.node):
            self.notice(self._cells.why_not(self.node))

    def table(self) -> tuple[list[str], list[list[Any]]]:
        if self.data is None:
            return [], []
        n_columns = max((len(row) for row in self.data.values), default=0)
        xs = [self.data.x_ticks[i] if i < len(self.data.x_ticks) else str(i) for i in range(n_columns)]
        ys = [self.data.y_ticks[i] if i < len(self.data.y_ticks) else str(i) for i in range(len(self.data.values))]
        return [self.data.y_label or "row", *xs], [[y, *row] for y, row in zip(ys, self.data.values, strict=True)]

    def draw(self) -> None:
        self.chart.show_data(self.data)
        said = with_direction(self.data.value_label, self.data.better) if self.data else ""
        self.head.set_legend([Entry(said)] if said else ())
        self._show_marked()

    def _hover(self, cell: Place | None) -> None:
        shape = self.chart.cells.shape
        if cell is None or self.data is None or cell[0] >= shape[0] or cell[1] >= shape[1]:
            self.head.set_readout(None)
            return
        self.head.set_readout(self._read(cell))

    def _read(self, cell: Place) -> list[Entry]:
        """Column, row and value of a cell, in words."""
        assert self.data is not None
        columns, rows = self.table()
        row, column = cell
        value = rows[row][column + 1] if column + 1 < len(rows[row]) else None
        words = self.tr("not available") if value is None or not math.isfinite(value) else number(value)
        return [
            Entry(f"{self.data.x_label} {columns[column + 1]}".strip()),
            Entry(f"{self.data.y_label} {rows[row][0]}".strip()),
            Entry(words),
        ]
