"""Axes in the house style on a pyqtgraph plot: left and bottom, horizontal grid only, few round ticks."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.plots.numbers import nice_ticks, tick_words
from gui.theme import theme


class GridAxis(pg.AxisItem):
    """An axis whose first and last words may stand half outside: with a grid, pyqtgraph would leave them out."""

    def boundingRect(self) -> QRectF:
        return super().boundingRect().adjusted(0, -8, 0, 8)


class Chart(pg.PlotWidget):
    """A plot that always shows all of its data. `hovered` carries the cursor in data coordinates, or None."""

    hovered = Signal(object)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background="default", enableMenu=False, axisItems={"left": GridAxis("left")})
        self.setBackground(None)
        self.plot_item: Any = self.getPlotItem()
        self.view: Any = self.plot_item.getViewBox()
        self.view.setMouseEnabled(False, False)
        self.view.disableAutoRange()
        for axis in (self.left, self.bottom):
            axis.enableAutoSIPrefix(False)
        self.view.setDefaultPadding(0)
        self.plot_item.hideButtons()
        self.plot_item.setContentsMargins(0, 8, 12, 0)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setMinimumHeight(120)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.recolour()

    def sizeHint(self) -> QSize:
        return QSize(400, 190)

    @property
    def left(self) -> Any:
        return self.plot_item.getAxis("left")

    @property
    def bottom(self) -> Any:
        return self.plot_item.getAxis("bottom")

    def recolour(self) -> None:
        colors = theme.palette
        small = theme.font(11)
        for axis, tick in ((self.left, colors.grid), (self.bottom, colors.edge)):
            axis.setStyle(tickFont=small, tickLength=0, tickAlpha=255, hideOverlappingLabels=False)
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
        """Fit these data, with a little air above, and below unless they begin at zero."""
        air = 0.04 * (y[1] - y[0]) or 0.5 * (abs(y[1]) or 1.0)
        bottom, top = y[0] - (air if y[0] else 0.03 * air), y[1] + air
        low, high = x if x[1] > x[0] else (x[0] - 0.5, x[0] + 0.5)
        up = _ticks(bottom, top, max(3, min(6, self.height() // 36)))
        along = _ticks(low, high, 6)
        up_words = tick_words(up)
        self.left.setTicks([list(zip(up, up_words, strict=True))])
        self.bottom.setTicks([list(zip(along, tick_words(along), strict=True))])
        metrics = QFontMetricsF(theme.font(11))
        self.left.setWidth(max(map(metrics.horizontalAdvance, up_words)) + 10 + (18 if self.left.labelText else 0))
        self.bottom.setHeight(38 if self.bottom.labelText else 22)
        self.plot_item.layout.activate()
        self.view.setRange(xRange=(low, high), yRange=(bottom, top), padding=0, disableAutoRange=True)

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


def _ticks(low: float, high: float, n_ticks: int) -> list[float]:
    """Round values inside the range, at least four where the range allows it."""
    slack = 1e-9 * (high - low)
    inside: list[float] = []
    for count in range(n_ticks, n_ticks + 5):
        inside = [tick for tick in nice_ticks(low, high, count) if low - slack <= tick <= high + slack]
        if len(inside) >= 4:
            break
    return inside or [low, high]
