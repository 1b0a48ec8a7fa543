"""Axes in the house style on a pyqtgraph plot: left and bottom, horizontal grid only, few round ticks."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.plots.numbers import nice_ticks, tick_words
from gui.theme import theme


class Chart(pg.PlotWidget):
    """A plot that always shows all of its data. `hovered` carries the cursor in data coordinates, or None."""

    hovered = Signal(object)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None, enableMenu=False)
        self.plot_item: pg.PlotItem = self.getPlotItem()
        self.view: pg.ViewBox = self.plot_item.getViewBox()
        self.view.setMouseEnabled(False, False)
        self.view.disableAutoRange()
        self.view.setDefaultPadding(0)
        self.plot_item.hideButtons()
        self.plot_item.setContentsMargins(0, 4, 8, 0)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setMinimumHeight(120)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.recolour()

    def sizeHint(self) -> QSize:
        return QSize(400, 190)

    @property
    def left(self) -> pg.AxisItem:
        return self.plot_item.getAxis("left")

    @property
    def bottom(self) -> pg.AxisItem:
        return self.plot_item.getAxis("bottom")

    def recolour(self) -> None:
        colors = theme.palette
        small = theme.font(11)
        for axis, tick in ((self.left, colors.grid), (self.bottom, colors.edge)):
            axis.setStyle(tickFont=small, tickLength=0, tickAlpha=255, autoExpandTextSpace=True)
            axis.setTextPen(colors.text2)
            axis.setTickPen(pg.mkPen(tick, width=1))
        self.left.setPen(pg.mkPen(None))
        self.left.setGrid(255)
        self.left.setZValue(-10)
        self.bottom.setPen(pg.mkPen(colors.edge, width=1))
        self.bottom.setGrid(False)
        for axis in (self.left, self.bottom):
            axis.label.setFont(small)
            axis.labelStyle = {"color": colors.text3.name(), "font-size": "11px"}
            if axis.labelText:
                axis.setLabel(axis.labelText)

    def name_axes(self, x: str, y: str) -> None:
        for axis, words in ((self.bottom, x), (self.left, y)):
            if axis.labelText != words:
                axis.setLabel(words)
                axis.showLabel(bool(words))

    def show_range(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Fit these data; the left axis grows to round ticks, the bottom one ends where the data end."""
        n_rows = max(3, min(6, self.height() // 36))
        up = nice_ticks(*y, n_rows)
        low, high = x if x[1] > x[0] else (x[0] - 0.5, x[0] + 0.5)
        along = [t for t in nice_ticks(low, high, 6) if low - 1e-9 <= t <= high + 1e-9]
        self.left.setTicks([list(zip(up, tick_words(up), strict=True))])
        self.bottom.setTicks([list(zip(along, tick_words(along), strict=True))])
        self.view.setRange(xRange=(low, high), yRange=(up[0], up[-1]), padding=0, disableAutoRange=True)

    def pixels(self, x: float, y: float) -> QPointF:
        """Where a point of the data lies, in the plot item's coordinates."""
        return self.plot_item.mapFromItem(self.view, self.view.mapFromView(QPointF(x, y)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        scene = self.mapToScene(event.position().toPoint())
        inside = self.view.sceneBoundingRect().contains(scene)
        self.hovered.emit(self.view.mapSceneToView(scene) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
