"""What the panels with two axes share: zoom, logarithmic axes, and the words for both in the menu."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.plots.chart import Chart
from gui.plots.panel import Panel


class ChartedPanel(Panel):
    """Subclasses say in `can_log` which axes could be logarithmic, and read out in `_hover`."""

    def __init__(self, node: str, plot: str, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, parent)
        self.chart = chart
        self.chart.hovered.connect(self._hover)
        self.chart.resized.connect(self.mark)
        self.chart.moved.connect(self._moved)
        self.tools.show_all.connect(self.chart.show_all)
        self.fill(self.chart)

    def can_log(self) -> tuple[bool, bool]:
        """Along, and up: where all values are above zero. (A first step 0 is left out.)"""
        return False, False

    def painting_seconds(self) -> float:
        return self.chart.painting_seconds

    def fill_menu(self, menu: QMenu) -> None:
        whole = menu.addAction(self.tr("Show all again"), self.chart.show_all)
        whole.setEnabled(self.chart.zoomed)
        can_x, can_y = self.can_log()
        self._add_log(menu, self.tr("Logarithmic height"), self.chart.scale_y.log, can_y, "y")
        self._add_log(menu, self.tr("Logarithmic width"), self.chart.scale_x.log, can_x, "x")
        menu.addSeparator()

    def _add_log(self, menu: QMenu, words: str, on: bool, possible: bool, axis: str) -> None:
        action = QAction(words, menu, checkable=True, checked=on)
        action.setEnabled(possible or on)
        action.toggled.connect(lambda wanted: self.chart.set_log(**{axis: wanted}))
        menu.addAction(action)

    def _moved(self) -> None:
        self.tools.show_zoomed(self.chart.zoomed)
        self.mark()

    def _hover(self, point: QPointF | None) -> None:
        """The cursor is over a point of the data, or over none."""
