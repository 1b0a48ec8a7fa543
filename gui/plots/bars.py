"""Grouped bars: how the methods compare."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from engine.jobs.messages import Bars
from gui.plots.head import Entry
from gui.plots.numbers import decimals_for, nice_ticks, number, tick_words
from gui.plots.painted import PaintedChart, fill, paint_upright, with_direction
from gui.plots.panel import LatestPanel, panel
from gui.theme import theme

TICKS = 20
"Height of the row of group names."
MOST_WIDTH, GAP = 44.0, 2.0
"Pixels of a bar, and between two of a group."
APART, LINE = 5.0, 13.0
"Pixels between two labels side by side, and that an upright one needs."
LEAST_STEP = 24.0
"Pixels between two marks of the axis."


@dataclass(frozen=True)
class Labels:
    """How the values stand at the ends of the bars. `room`: pixels that they need there; `decimals` None: they do not
    stand there, as they would touch each other."""

    room: float
    decimals: int | None = None
    upright: bool = False

    def paint(self, painter: QPainter, bar: QRectF, value: float) -> None:
        if self.decimals is None:
            return
        below, words = value < 0, number(value, self.decimals)
        painter.setPen(theme.palette.text1)
        if not self.upright:
            y = bar.bottom() + 1 if below else bar.top() - 15
            painter.drawText(QRectF(bar.center().x() - 40, y, 80, 14), Qt.AlignmentFlag.AlignCenter, words)
            return
        side = Qt.AlignmentFlag.AlignRight if below else Qt.AlignmentFlag.AlignLeft
        painter.save()
        painter.translate(bar.center().x(), bar.bottom() + 4 if below else bar.top() - 4)
        painter.rotate(-90)
        place = QRectF(-self.room if below else 0.0, -LINE / 2, self.room, LINE)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class BarChart(PaintedChart):
    """Paints one Bars message. `hovered`: (group, series)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data: Bars | None = None
        self._rectangles: list[tuple[QRectF, int, int]] = []
        self.setMinimumHeight(100)

    def sizeHint(self) -> QSize:
        return QSize(400, 190)

    def show_data(self, data: Bars | None) -> None:
        self.data = data
        self.update()

    def color(self, series: int) -> int:
        colors = self.data.colors if self.data else None
        return colors[series] if colors and series < len(colors) else series

    def pattern(self, series: int) -> int:
        patterns = self.data.patterns if self.data else None
        return patterns[series] if patterns and series < len(patterns) else 0

    def axis_words(self) -> str:
        """What the bars measure, and which way is better."""
        if self.data is None:
            return ""
        return with_direction(self.data.y_label, self.data.better)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._rectangles.clear()
        values = [v for row in self.data.values for v in row if v is not None and math.isfinite(v)] if self.data else []
        if not self.data or not values:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(11))
        metrics = QFontMetricsF(theme.font(11))
        low, high = min(0.0, *values), max(0.0, *values)
        high = high if high > low else low + 1.0
        margin = 10.0 + (18 if self.axis_words() else 0)
        left = margin + _widest(metrics, tick_words(_ticks(low, high, self.height() - TICKS)))
        labels = _labels(metrics, values, self._pitch(self.width() - left - 4))
        above, below = labels.room if high > 0 else 4.0, labels.room if low < 0 else 0.0
        height = self.height() - above - below - TICKS - 4
        ticks = _ticks(low, high, height)
        words = tick_words(ticks)
        left = max(left, margin + _widest(metrics, words))
        area = QRectF(left, above, self.width() - left - 4, height)

        def height_of(value: float) -> float:
            return area.bottom() - (value - low) / (high - low) * area.height()

        for tick, word in zip(ticks, words, strict=True):
            y = round(height_of(tick)) + 0.5
            painter.setPen(theme.palette.grid)
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(theme.palette.text2)
            place = QRectF(0, y - 8, left - 8, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        self._paint_axis_label(painter, area)
        self._paint_groups(painter, metrics, area, labels, height_of)
        painter.setPen(theme.palette.edge)
        zero = round(height_of(0.0)) + 0.5
        painter.drawLine(QLineF(area.left(), zero, area.right(), zero))
        painter.end()

    def _paint_axis_label(self, painter: QPainter, area: QRectF) -> None:
        words = self.axis_words()
        if self.data is not None and QFontMetricsF(painter.font()).horizontalAdvance(words) > area.height() + 24:
            words = self.data.y_label or words
        paint_upright(painter, area, words)

    def _pitch(self, width: float) -> float:
        """How far the middles of neighbouring bars are from each other, in a plot of this width."""
        assert self.data is not None
        slot, n_series = width / max(1, len(self.data.groups)), max(1, len(self.data.series))
        return slot if n_series == 1 else min(MOST_WIDTH, (slot * 0.84 + GAP) / n_series - GAP) + GAP

    def _paint_groups(
        self, painter: QPainter, metrics: QFontMetricsF, area: QRectF, labels: Labels, height_of: Any
    ) -> None:
        assert self.data is not None
        slot = area.width() / max(1, len(self.data.groups))
        n_series = max(1, len(self.data.series))
        pitch = self._pitch(area.width())
        width = max(2.0, pitch - GAP) if n_series > 1 else min(MOST_WIDTH, slot * 0.84)
        for group, (name, row) in enumerate(zip(self.data.groups, self.data.values, strict=False)):
            middle = area.left() + slot * (group + 0.5)
            for series, value in enumerate(row[:n_series]):
                if value is None or not math.isfinite(value):
                    continue
                at = middle + (series - (n_series - 1) / 2) * pitch
                top, foot = height_of(max(value, 0.0)), height_of(min(value, 0.0))
                bar = QRectF(at - width / 2, top, width, max(1.0, foot - top))
                fill(painter, bar, self.color(series), self.pattern(series))
                self._rectangles.append((bar, group, series))
                labels.paint(painter, bar, value)
            painter.setPen(theme.palette.text2)
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, slot - 6)
            place = QRectF(middle - slot / 2, self.height() - TICKS, slot, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        hit = next(((g, s) for r, g, s in self._rectangles if r.adjusted(-1, -4, 1, 4).contains(point)), None)
        self.hovered.emit(hit)


def _labels(metrics: QFontMetricsF, values: list[float], pitch: float) -> Labels:
    """Side by side, with a digit less if need be; else upright; else not at all."""
    most = decimals_for(values)
    fewer = max(0, most - 1)
    for decimals in (most, fewer):
        if _widest(metrics, [number(value, decimals) for value in values]) + APART <= pitch:
            return Labels(16.0, decimals)
    if pitch >= LINE:
        return Labels(_widest(metrics, [number(value, fewer) for value in values]) + 8, fewer, upright=True)
    return Labels(4.0)


def _ticks(low: float, high: float, height: float) -> list[float]:
    """Round values inside the range, as many as have room: the highest bar reaches the top of the plot."""
    found: list[float] = []
    for count in range(6, 1, -1):
        inside = [tick for tick in nice_ticks(low, high, count) if low - 1e-9 <= tick <= high * (1 + 1e-9)]
        if len(inside) > 1:
            found = inside
            if (inside[1] - inside[0]) / (high - low) * height >= LEAST_STEP:
                break
    return found or [low, high]


def _widest(metrics: QFontMetricsF, words: Iterable[str]) -> float:
    return max(map(metrics.horizontalAdvance, words))


@panel(Bars)
class BarsPanel(LatestPanel):
    """Bars with their values above them; which way is better stands on the axis, in words."""

    data: Bars | None = None

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, parent)
        self.chart = BarChart()
        self.chart.hovered.connect(self._hover)
        self.fill(self.chart)

    def table(self) -> tuple[list[str], list[list[Any]]]:
        if self.data is None:
            return [], []
        rows = [[name, *values] for name, values in zip(self.data.groups, self.data.values, strict=False)]
        return ["group", *self.data.series], rows

    def draw(self) -> None:
        self.chart.show_data(self.data)
        names = self.data.series if self.data is not None and len(self.data.series) > 1 else ()
        self.head.set_legend([self._entry(place, name) for place, name in enumerate(names)])

    def _entry(self, place: int, name: str) -> Entry:
        """Of the same model in another run only the run's letter is said."""
        chart, names = self.chart, self.data.series if self.data is not None else ()
        stem, _, letter = name.rpartition(" ")
        again = chart.pattern(place) and names[place - 1].rpartition(" ")[0] == stem
        return Entry(letter if again else name, chart.color(place), "square", pattern=chart.pattern(place))

    def _hover(self, hit: tuple[int, int] | None) -> None:
        if hit is None or self.data is None:
            self.head.set_readout(None)
            return
        group, series = hit
        value = number(self.data.values[group][series])
        name = self.data.series[series] if len(self.data.series) > 1 else ""
        entries = [Entry(self.data.groups[group]), self._value(series, f"{name} {value}".strip())]
        self.head.set_readout(entries)

    def _value(self, series: int, words: str) -> Entry:
        return Entry(words, self.chart.color(series), "square", pattern=self.chart.pattern(series))
