"""Lines that grow while a node works, with bands around those that stand for several runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.jobs.messages import Line
from gui.plots import naming
from gui.plots.chart import RIGHT, TOP, Chart
from gui.plots.charted import ChartedPanel
from gui.plots.head import Entry
from gui.plots.numbers import decimals_for, number
from gui.plots.panel import panel
from gui.plots.series import Buffer, Points, cut
from gui.plots.strokes import Stroke, strokes
from gui.theme import theme

LABEL_GAP = 14
"Labels at line ends that come nearer than this give way to a legend."
BOUND_ROOM = 14.0
"Pixels above the plot for the name of a bound that nothing goes beyond."
BAND_OPACITY = 0.18
OUTSIDE = 20.0
"Pixels around the plot within which lines are still followed."


@dataclass
class Series:
    """One line: its points, and how they were drawn last."""

    name: str
    color: int
    dashed: bool
    points: Buffer = field(default_factory=Buffer)
    low: Buffer = field(default_factory=Buffer)
    high: Buffer = field(default_factory=Buffer)
    "The edges of the band; both empty where there is none."
    stroke: Stroke = field(default_factory=Stroke)
    band: QPolygonF = field(default_factory=QPolygonF)

    def entry(self, words: str, short: str | None = None) -> Entry:
        return Entry(words, self.color, "dash" if self.dashed else "line", short)


@panel(Line)
class LinePanel(ChartedPanel):
    """Colour follows the message, so that an expert keeps its own; else the order of arrival."""

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, Chart(), parent)
        self.series: dict[str, Series] = {}
        self._x_label, self._y_label, self._band = "", "", ""
        self._bounds: dict[float, str] = {}
        self._x_total: float | None = None
        self._cursor_x: float | None = None
        self._labels: list[tuple[QRectF, str]] = []
        "Names at line ends."
        self._bound_names: list[tuple[float, QRectF, str]] = []
        "How high each bound is, in pixels, and where its name stands."
        self._reading: list[tuple[Series, QPointF]] = []
        "Where the cursor meets the lines."
        self.chart.paint_data = self._paint_data
        self.chart.paint_over = self._paint_over

    def take(self, message: Line) -> None:
        series = self.series.get(message.series) or self._new_series(message)
        series.points.append(message.xs, message.ys)
        if message.lows and message.highs:
            series.low.append(message.xs, message.lows)
            series.high.append(message.xs, message.highs)
        self._x_label = message.x_label or self._x_label
        self._y_label = message.y_label or self._y_label
        self._band = message.band or self._band
        names = (*message.bound_labels, *[""] * len(message.bounds))
        self._bounds.update(zip(message.bounds, names, strict=False))

    def clear(self) -> None:
        self.series.clear()
        self._bounds.clear()
        self._band = ""
        self._x_total = self._cursor_x = None
        self.chart.show_all()
        self.mark()

    def empty(self) -> bool:
        return not any(np.isfinite(series.points.low_y) for series in self.series.values())

    def can_log(self) -> tuple[bool, bool]:
        drawn = [s.points for s in self.series.values() if np.isfinite(s.points.low_y)]
        return (
            any(np.isfinite(points.least_x) for points in drawn) and all(points.low_x >= 0 for points in drawn),
            bool(drawn) and all(points.low_y > 0 for points in drawn),
        )

    def set_progress(self, done: float, total: float) -> None:
        """Show the whole way at once where the plot's steps are what the node counts."""
        reached = max((s.points.high_x for s in self.series.values()), default=-np.inf)
        fits = np.isfinite(reached) and reached <= total and abs(reached - done) <= max(1.0, 0.02 * total)
        total_now = float(total) if fits else None
        if total_now != self._x_total:
            self._x_total = total_now
            self.mark()

    def set_running(self, running: bool) -> None:
        if not running and self._x_total is not None:
            self._x_total = None
            self.mark()

    def table(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        columns = ["series", self._x_label or "x", self._y_label or "value"]
        banded = any(len(series.low) for series in self.series.values())
        rows: list[tuple[Any, ...]] = []
        for name, series in self.series.items():
            values = [series.points.xs.tolist(), series.points.ys.tolist()]
            if banded:
                none = [None] * len(series.points)
                values += [edge.ys.tolist() if len(edge) else none for edge in (series.low, series.high)]
            rows += [(name, *row) for row in zip(*values, strict=False)]
        return [*columns, "low", "high"] if banded else columns, rows

    def draw(self) -> None:
        drawn = [s for s in self.series.values() if np.isfinite(s.points.low_y)]
        band = self.tr("band: {words}").format(words=self._band) if self._band else ""
        self.chart.name_axes("  ·  ".join(part for part in (self._x_label, band) if part), self._y_label)
        self.chart.nothing = "" if drawn else self.tr("No values so far.")
        if not drawn:
            self._labels, self._bound_names, self._reading = [], [], []
            self.head.set_legend(())
            self.head.set_readout(None)
            self.chart.update()
            return
        x, y = self._ranges(drawn)
        self.chart.scale_x.whole = all(series.points.whole for series in drawn)
        self.chart.top_margin = BOUND_ROOM if self._bounds and max(self._bounds) >= y[1] else TOP
        self.chart.right_margin = RIGHT
        self.chart.show_range(x, y)
        labelled = self._can_label(drawn)
        if labelled:
            self.chart.right_margin = self._room(drawn, x)
            self.chart.show_range(x, y)
        low, high = self.chart.seen()[0]
        n_buckets = max(100, round(self.chart.area.width() / 2))
        lines = [self.chart.pixels(*series.points.between(low, high, n_buckets)) for series in drawn]
        for series, stroke in zip(drawn, strokes([self._in_sight(*line) for line in lines]), strict=True):
            series.stroke = stroke
            series.band = self._band_between(series, low, high, n_buckets)
        self._labels = self._end_names(drawn) if labelled else []
        self.head.set_legend([] if labelled or len(drawn) < 2 else [s.entry(s.name) for s in drawn])
        self._name_bounds(drawn)
        self._show_cursor()

    def _ranges(self, drawn: list[Series]) -> tuple[tuple[float, float], tuple[float, float]]:
        """What has to be in sight: everything, from zero where zero is near, to the end that the node has announced."""
        edges = [buffer for s in drawn for buffer in (s.points, s.low, s.high) if np.isfinite(buffer.low_y)]
        log_x, log_y = self.chart.scale_x.log, self.chart.scale_y.log
        low_x = min(b.least_x if log_x else b.low_x for b in edges)
        high_x = max(*(b.high_x for b in edges), self._x_total or -np.inf)
        bounds = [bound for bound in self._bounds if bound > 0 or not log_y]
        low_y = min(*(b.least_y if log_y else b.low_y for b in edges), *bounds, np.inf)
        high_y = max(*(b.high_y for b in edges), *bounds, -np.inf)
        if 0 <= low_y < 0.5 * high_y and not log_y:
            low_y = 0.0
        if 0 < low_x <= 0.1 * high_x and not log_x:
            low_x = 0.0
        return (float(low_x), float(high_x)), (float(low_y), float(high_y))

    def _new_series(self, message: Line) -> Series:
        taken = {s.color for s in self.series.values()}
        color = message.color
        if color is None:
            color = next((i for i in range(8) if i not in taken), len(self.series))
        series = self.series[message.series] = Series(message.series, color, message.dashed or color >= 8)
        return series

    def _room(self, drawn: list[Series], x: tuple[float, float]) -> float:
        """How wide the right margin must be for the names at the line ends to fit beside the plot."""
        margin = RIGHT
        low, high = (self.chart.scale_x.place(end) for end in x)
        if high > low:
            width = self.chart.area.width()
            metrics = QFontMetricsF(theme.font(11))
            for series in drawn:
                free = (high - self.chart.scale_x.place(float(series.points.xs[-1]))) / (high - low) * width
                margin = max(margin, metrics.horizontalAdvance(series.name) + 14 - free)
        return float(round(margin))

    def _in_sight(self, xs: Points, ys: Points) -> tuple[Points, Points]:
        area = self.chart.area.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
        xs, ys = cut(xs, ys, area.top(), area.bottom())
        ys, xs = cut(ys, xs, area.left(), area.right())
        return xs, ys

    def _band_between(self, series: Series, low: float, high: float, n_buckets: int) -> QPolygonF:
        around: list[QPointF] = []
        for edge, way in ((series.low, 1), (series.high, -1)) if len(series.low) else ():
            xs, ys = self._in_sight(*self.chart.pixels(*edge.between(low, high, n_buckets)))
            known = np.isfinite(xs) & np.isfinite(ys)
            around += [QPointF(x, y) for x, y in zip(xs[known][::way].tolist(), ys[known][::way].tolist(), strict=True)]
        return QPolygonF(around)

    def _can_label(self, drawn: list[Series]) -> bool:
        """Whether names have room at the line ends, each apart from the next."""
        if not 1 < len(drawn) <= 8 or self.chart.zoomed:
            return False
        heights = sorted(place.center().y() for place, _ in self._end_names(drawn))
        return all(b - a >= LABEL_GAP for a, b in pairwise(heights))

    def _end_names(self, drawn: list[Series]) -> list[tuple[QRectF, str]]:
        metrics, area = QFontMetricsF(theme.font(11)), self.chart.area
        bounds = [self.chart.pixel(1.0, height).y() for height in self._bounds]
        names: list[tuple[QRectF, str]] = []
        for series in drawn:
            last = series.points.nearest(float(series.points.xs[-1]))
            if last is not None:
                end = self.chart.pixel(series.points.xs[last], series.points.ys[last])
                height = naming.beside(end.y(), bounds, area.top(), area.bottom())
                width = metrics.horizontalAdvance(series.name) + 2
                names.append((QRectF(end.x() + 8, height - naming.HEIGHT / 2, width, naming.HEIGHT), series.name))
        return names

    def _name_bounds(self, drawn: list[Series]) -> None:
        area, metrics = self.chart.area, QFontMetricsF(theme.font(11))
        lines = [(series.stroke.xs, series.stroke.ys) for series in drawn]
        taken = [place for place, _ in self._labels]
        self._bound_names = []
        for height, words in self._bounds.items():
            y = self.chart.pixel(1.0, height).y()
            if area.top() <= y <= area.bottom():
                said = words or number(height)
                place = naming.place_of_bound(y, metrics.horizontalAdvance(said) + 2, area, lines, taken)
                taken.append(place)
                self._bound_names.append((y, place, said))

    def _paint_data(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for series in self.series.values():
            if not series.band.isEmpty():
                soft = QColor(theme.series(series.color))
                soft.setAlphaF(BAND_OPACITY)
                painter.setBrush(soft)
                painter.drawPolygon(series.band)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for series in self.series.values():
            series.stroke.paint(painter, series.color, series.dashed)

    def _paint_over(self, painter: QPainter) -> None:
        self._paint_bounds(painter)
        for place, name in self._labels:
            naming.paint_name(painter, place, name, theme.font(11), theme.palette.text1, self.ground())
        area = self.chart.area
        for place, (series, point) in enumerate(self._reading):
            if not place and area.left() <= point.x() <= area.right():
                painter.setPen(QPen(theme.palette.text2, 1))
                painter.drawLine(QLineF(point.x(), area.top(), point.x(), area.bottom()))
            if area.adjusted(-1, -1, 1, 1).contains(point):
                painter.setPen(QPen(theme.palette.panel, 1.5))
                painter.setBrush(theme.series(series.color))
                painter.drawEllipse(point, 4.5, 4.5)

    def _paint_bounds(self, painter: QPainter) -> None:
        area = self.chart.area
        pen = QPen(theme.palette.text3, 1)
        pen.setDashPattern([4, 4])
        for y, place, words in self._bound_names:
            painter.setPen(pen)
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            naming.paint_name(painter, place, words, theme.font(11), theme.palette.text3, self.ground())

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
        """A line through the nearest point, a dot on every series, and their values on the title line."""
        self._reading = []
        self.chart.update()
        found: dict[str, int] = {}
        if self._cursor_x is not None:
            nearest = {name: series.points.nearest(self._cursor_x) for name, series in self.series.items()}
            found = {name: index for name, index in nearest.items() if index is not None}
        if self._cursor_x is None or not found:
            self.head.set_readout(None)
            return
        wanted = self._cursor_x
        places = {name: float(self.series[name].points.xs[index]) for name, index in found.items()}
        snapped = min(places.values(), key=lambda x: abs(x - wanted))
        at = int(snapped) if snapped.is_integer() else snapped
        words = self._x_label.split()
        entries = [Entry(" ".join([*words, number(at)]), short=" ".join([*words[-1:], number(at)]))]
        decimals = decimals_for([float(self.series[name].points.ys[index]) for name, index in found.items()])
        for name, index in sorted(found.items(), key=lambda one: places[one[0]] != snapped):
            series = self.series[name]
            if places[name] == snapped or len(series.points) > 1:
                point = self.chart.pixel(places[name], float(series.points.ys[index]))
                self._reading.append((series, point))
        for name, index in found.items():
            if places[name] == snapped or len(self.series[name].points) > 1:
                entries.append(self._read(self.series[name], index, decimals, alone=len(found) == 1))
        self.head.set_readout(entries)

    def _read(self, series: Series, index: int, decimals: int, alone: bool) -> Entry:
        value = number(float(series.points.ys[index]), decimals)
        words = value if alone else f"{series.name} {value}"
        if index < min(len(series.low), len(series.high)):
            edges = (number(float(edge.ys[index]), decimals) for edge in (series.low, series.high))
            words += " ({}…{})".format(*edges)
        return series.entry(words, value)
