"""Lines that grow while a node works."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QGraphicsSimpleTextItem, QWidget

from engine.jobs.messages import Line
from gui.plots.chart import Chart
from gui.plots.head import Entry
from gui.plots.numbers import decimals_for, number
from gui.plots.panel import Panel, panel
from gui.plots.series import Buffer, thin
from gui.theme import theme

LABEL_GAP = 14
"Labels at line ends that come nearer than this give way to a legend."


@dataclass
class Series:
    """One line: its points and the items that show it."""

    name: str
    color: int
    dashed: bool
    curve: pg.PlotCurveItem
    dot: pg.ScatterPlotItem
    label: QGraphicsSimpleTextItem
    points: Buffer = field(default_factory=Buffer)

    def entry(self, words: str, short: str | None = None) -> Entry:
        return Entry(words, self.color, "dash" if self.dashed else "line", short)


@panel(Line)
class LinePanel(Panel):
    """Colour follows the message, so that an expert keeps its own; else the order of arrival."""

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, parent)
        self.chart = Chart()
        self.chart.hovered.connect(self._hover)
        self.chart.resized.connect(self.mark)
        self.fill(self.chart)
        self.series: dict[str, Series] = {}
        self._x_label, self._y_label = "", ""
        self._bounds: dict[float, str] = {}
        self._bound_items: list[Any] = []
        self._x_total: float | None = None
        self._cursor_x: float | None = None
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.setZValue(5)
        self._cursor.hide()
        self.chart.plot_item.addItem(self._cursor, ignoreBounds=True)
        self._recolour()
        theme.changed.connect(self._recolour)

    def take(self, message: Line) -> None:
        series = self.series.get(message.series) or self._new_series(message)
        series.points.append(message.xs, message.ys)
        self._x_label = message.x_label or self._x_label
        self._y_label = message.y_label or self._y_label
        names = (*message.bound_labels, *[""] * len(message.bounds))
        self._bounds.update(zip(message.bounds, names, strict=False))

    def clear(self) -> None:
        for series in self.series.values():
            for item in (series.curve, series.dot):
                self.chart.plot_item.removeItem(item)
            self.chart.scene().removeItem(series.label)
        self.series.clear()
        self._bounds.clear()
        self._x_total = self._cursor_x = None
        self.mark()

    def empty(self) -> bool:
        return not self.series

    def set_progress(self, done: float, total: float) -> None:
        """Show the whole way at once where the plot's steps are what the node counts."""
        reached = max((s.points.high_x for s in self.series.values()), default=-np.inf)
        fits = np.isfinite(reached) and reached <= total and abs(reached - done) <= max(1.0, 0.02 * total)
        total_now = total if fits else None
        if total_now != self._x_total:
            self._x_total = total_now
            self.mark()

    def set_running(self, running: bool) -> None:
        if not running and self._x_total is not None:
            self._x_total = None
            self.mark()

    def table(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        rows = [
            (name, x, y)
            for name, series in self.series.items()
            for x, y in zip(series.points.xs.tolist(), series.points.ys.tolist(), strict=True)
        ]
        return ["series", self._x_label or "x", self._y_label or "value"], rows

    def draw(self) -> None:
        drawn = [s for s in self.series.values() if np.isfinite(s.points.low_y)]
        self.chart.name_axes(self._x_label, self._y_label)
        if not drawn:
            self.head.set_legend(())
            return
        low_x, high_x = min(s.points.low_x for s in drawn), max(s.points.high_x for s in drawn)
        heights = [s.points.low_y for s in drawn] + [s.points.high_y for s in drawn] + list(self._bounds)
        low_y, high_y = min(heights), max(heights)
        if 0 <= low_y < 0.5 * high_y:
            low_y = 0.0
        if 0 < low_x <= 0.1 * high_x:
            low_x = 0.0
        high_x = max(high_x, self._x_total or high_x)
        labelled = 1 < len(drawn) <= 8
        self._make_room(drawn, low_x, high_x, labelled)
        self.chart.show_range((low_x, high_x), (low_y, high_y))
        n_buckets = max(100, self.chart.width())
        for series in drawn:
            series.curve.setData(*thin(series.points.xs, series.points.ys, n_buckets), connect="finite")
        self._draw_bounds(high_x)
        self._label_ends(drawn, labelled)
        self._show_cursor()

    def _new_series(self, message: Line) -> Series:
        taken = {s.color for s in self.series.values()}
        color = message.color
        if color is None:
            color = next((i for i in range(8) if i not in taken), len(self.series))
        curve = pg.PlotCurveItem(antialias=True)
        dot = pg.ScatterPlotItem(size=9, pxMode=True)
        label = QGraphicsSimpleTextItem(message.series, self.chart.plot_item)
        label.setZValue(20)
        dot.setZValue(10)
        self.chart.plot_item.addItem(curve, ignoreBounds=True)
        self.chart.plot_item.addItem(dot, ignoreBounds=True)
        series = Series(message.series, color, message.dashed or color >= 8, curve, dot, label)
        self.series[message.series] = series
        self._colour(series)
        return series

    def _make_room(self, drawn: list[Series], low: float, high: float, labelled: bool) -> None:
        """Widen the right margin so far that the labels at the line ends fit beside the plot."""
        margin = 12.0
        if labelled and high > low:
            width = self.chart.view.width() or 300.0
            for series in drawn:
                free = (high - series.points.xs[-1]) / (high - low) * width
                margin = max(margin, series.label.boundingRect().width() + 14 - free)
        self.chart.plot_item.setContentsMargins(0, 8, round(margin), 0)

    def _label_ends(self, drawn: list[Series], labelled: bool) -> None:
        ends: list[tuple[Series, QPointF]] = []
        for series in drawn:
            last = series.points.nearest(float(series.points.xs[-1]))
            if last is not None:
                ends.append((series, self.chart.pixels(series.points.xs[last], series.points.ys[last])))
        heights = sorted(point.y() for _, point in ends)
        apart = all(b - a >= LABEL_GAP for a, b in pairwise(heights))
        for series in self.series.values():
            series.label.hide()
        if labelled and apart:
            for series, point in ends:
                series.label.setPos(point.x() + 8, point.y() - series.label.boundingRect().height() / 2)
                series.label.show()
            self.head.set_legend(())
        else:
            self.head.set_legend([s.entry(s.name) for s in drawn] if len(drawn) > 1 else ())

    def _draw_bounds(self, right: float) -> None:
        for item in self._bound_items:
            self.chart.scene().removeItem(item)
        self._bound_items.clear()
        for height, words in self._bounds.items():
            pen = pg.mkPen(theme.palette.text3, width=1, dash=[4, 4])
            line = pg.InfiniteLine(pos=height, angle=0, pen=pen)
            self.chart.plot_item.addItem(line, ignoreBounds=True)
            label = QGraphicsSimpleTextItem(words or number(height), self.chart.plot_item)
            label.setFont(theme.font(11))
            label.setBrush(theme.palette.text3)
            size, point = label.boundingRect(), self.chart.pixels(right, height)
            below = point.y() - self.chart.view.geometry().top() < size.height()
            label.setPos(point.x() - size.width(), point.y() + (1 if below else -size.height() - 1))
            self._bound_items += [line, label]

    def _hover(self, point: QPointF | None) -> None:
        self.follow_cursor(None if point is None else point.x())
        self.cursor_moved.emit(self._cursor_x)

    def follow_cursor(self, x: float | None) -> None:
        self._cursor_x = x
        self._show_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the cursor from point to point; Escape takes it away."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        drawn = [s for s in self.series.values() if len(s.points)]
        if event.key() == Qt.Key.Key_Escape and self._cursor_x is not None:
            self._hover(None)
        elif step is not None and drawn:
            points = max(drawn, key=lambda s: len(s.points)).points
            now = len(points) - 1 if self._cursor_x is None else points.nearest(self._cursor_x)
            index = max(0, min(len(points) - 1, (now or 0) + (step if self._cursor_x is not None else 0)))
            self._hover(QPointF(points.xs[index], 0.0))
        else:
            super().keyPressEvent(event)

    def _show_cursor(self) -> None:
        for series in self.series.values():
            series.dot.setData([], [])
        found = []
        if self._cursor_x is not None:
            for series in self.series.values():
                index = series.points.nearest(self._cursor_x)
                if index is not None:
                    found.append((series, float(series.points.xs[index]), float(series.points.ys[index])))
        self._cursor.setVisible(bool(found))
        if self._cursor_x is None or not found:
            self.head.set_readout(None)
            return
        wanted = self._cursor_x
        snapped = min((x for _, x, _ in found), key=lambda x: abs(x - wanted))
        self._cursor.setPos(snapped)
        at = int(snapped) if float(snapped).is_integer() else snapped
        words = self._x_label.split()
        entries = [Entry(" ".join([*words, number(at)]), short=" ".join([*words[-1:], number(at)]))]
        decimals = decimals_for([y for *_, y in found])
        for series, x, y in found:
            if x == snapped or len(series.points) > 1:
                series.dot.setData([x], [y])
                value = number(y, decimals)
                entries.append(series.entry(f"{series.name} {value}" if len(found) > 1 else value, value))
        self.head.set_readout(entries)

    def _colour(self, series: Series) -> None:
        color = QColor(theme.series(series.color))
        series.curve.setPen(pg.mkPen(color, width=2, dash=[3, 2] if series.dashed else None))
        series.dot.setBrush(color)
        series.dot.setPen(pg.mkPen(theme.palette.panel, width=1.5))
        series.label.setFont(theme.font(11))
        series.label.setBrush(theme.palette.text1)

    def _recolour(self) -> None:
        self.chart.recolour()
        self._cursor.setPen(pg.mkPen(theme.palette.text2, width=1))
        for series in self.series.values():
            self._colour(series)
        self.mark()
