"""Grouped bars: how the methods compare."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engine.jobs.messages import Bars
from gui.plots.head import Entry
from gui.plots.numbers import decimals_for, nice_ticks, number, tick_words
from gui.plots.painted import PaintedChart, paint_upright, with_direction
from gui.plots.panel import LatestPanel, panel
from gui.theme import theme

TICKS = 20
"Height of the row of group names."


class BarChart(PaintedChart):
    """Paints one Bars message. `hovered`: (group, series)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data: Bars | None = None
        self._rectangles: list[tuple[QRectF, int, int]] = []
        self.setMinimumHeight(120)

    def sizeHint(self) -> QSize:
        return QSize(400, 190)

    def show_data(self, data: Bars | None) -> None:
        self.data = data
        self.update()

    def color(self, series: int) -> int:
        colors = self.data.colors if self.data else None
        return colors[series] if colors and series < len(colors) else series

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
        small = theme.font(11)
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        ticks = nice_ticks(min(0.0, *values), max(0.0, *values), max(3, min(6, self.height() // 36)))
        words = tick_words(ticks)
        left = max(metrics.horizontalAdvance(w) for w in words) + 10 + (18 if self.axis_words() else 0)
        area = QRectF(left, 16, self.width() - left - 4, self.height() - 16 - TICKS - 4)

        def height_of(value: float) -> float:
            return area.bottom() - (value - ticks[0]) / (ticks[-1] - ticks[0]) * area.height()

        for tick, word in zip(ticks, words, strict=True):
            y = round(height_of(tick)) + 0.5
            painter.setPen(theme.palette.grid)
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(theme.palette.text2)
            place = QRectF(0, y - 8, left - 8, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        self._paint_axis_label(painter, area)
        self._paint_groups(painter, metrics, area, height_of)
        painter.setPen(theme.palette.edge)
        zero = round(height_of(0.0)) + 0.5
        painter.drawLine(QLineF(area.left(), zero, area.right(), zero))
        painter.end()

    def _paint_axis_label(self, painter: QPainter, area: QRectF) -> None:
        words = self.axis_words()
        if self.data is not None and QFontMetricsF(painter.font()).horizontalAdvance(words) > area.height() + 24:
            words = self.data.y_label or words
        paint_upright(painter, area, words)

    def _paint_groups(self, painter: QPainter, metrics: QFontMetricsF, area: QRectF, height_of: Any) -> None:
        assert self.data is not None
        slot = area.width() / max(1, len(self.data.groups))
        n_series = max(1, len(self.data.series))
        gap = 2.0 if n_series > 1 else 0.0
        width = max(2.0, min(44.0, (slot * 0.84 - gap * (n_series - 1)) / n_series))
        values = [v for row in self.data.values for v in row if v is not None and math.isfinite(v)]
        room = width + gap + 1 if n_series > 1 else slot - 4
        decimals = decimals_for(values)
        while decimals > 1 and max(metrics.horizontalAdvance(number(v, decimals)) for v in values) > room:
            decimals -= 1
        for group, (name, row) in enumerate(zip(self.data.groups, self.data.values, strict=False)):
            middle = area.left() + slot * (group + 0.5)
            x = middle - (width * n_series + gap * (n_series - 1)) / 2
            for series, value in enumerate(row[:n_series]):
                spot = QRectF(x, 0, width, 0)
                x += width + gap
                if value is None or not math.isfinite(value):
                    continue
                top, zero = height_of(max(value, 0.0)), height_of(min(value, 0.0) if value < 0 else 0.0)
                bar = QRectF(spot.left(), top, width, max(1.0, zero - top))
                painter.fillRect(bar, theme.series(self.color(series)))
                self._rectangles.append((bar, group, series))
                self._paint_value(painter, metrics, bar, number(value, decimals), value < 0, room)
            painter.setPen(theme.palette.text2)
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, slot - 6)
            place = QRectF(middle - slot / 2, area.bottom() + 4, slot, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_value(
        self, painter: QPainter, metrics: QFontMetricsF, bar: QRectF, words: str, below: bool, room: float
    ) -> None:
        if metrics.horizontalAdvance(words) > room:
            return
        painter.setPen(QPen(theme.palette.text1))
        y = bar.bottom() + 1 if below else bar.top() - 15
        painter.drawText(QRectF(bar.center().x() - 40, y, 80, 14), Qt.AlignmentFlag.AlignCenter, words)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        hit = next(((g, s) for r, g, s in self._rectangles if r.adjusted(-1, -4, 1, 4).contains(point)), None)
        self.hovered.emit(hit)


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
        self.head.set_legend([Entry(name, self.chart.color(i), "square") for i, name in enumerate(names)])

    def _hover(self, hit: tuple[int, int] | None) -> None:
        if hit is None or self.data is None:
            self.head.set_readout(None)
            return
        group, series = hit
        value = number(self.data.values[group][series])
        name = self.data.series[series] if len(self.data.series) > 1 else ""
        entries = [Entry(self.data.groups[group]), Entry(f"{name} {value}".strip(), self.chart.color(series), "square")]
        self.head.set_readout(entries)
