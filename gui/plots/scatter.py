"""Points in the plane, with their names where there is room, and as a film where a node sends several steps."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEngine, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.jobs.messages import Scatter
from gui.plots.chart import Chart
from gui.plots.charted import ChartedPanel
from gui.plots.head import Entry
from gui.plots.numbers import number
from gui.plots.panel import panel
from gui.plots.steps import StepBar
from gui.theme import theme

NEAR = 16
"Pixels from the cursor within which a point is read out."
SIZE = 8
MANY = 400
"From here on dots are stamped: as circles they take five times as long."
MOST_NAMES = 60
"Of more points no names are written; the cursor tells them."


@panel(Scatter)
class ScatterPanel(ChartedPanel):
    """The point under the cursor is named on the title line."""

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, Chart(), parent)
        self.frames: dict[float | None, Scatter] = {}
        self.bar: StepBar | None = None
        "Built when a second step comes."
        self._index = -1
        self.dots: dict[int, list[QPointF]] = {}
        "Pixels of the points of each colour."
        self._names: list[tuple[QRectF, str]] = []
        self.chart.paint_data = self._paint_data
        self.chart.paint_over = self._paint_over

    @property
    def data(self) -> Scatter | None:
        """The step in sight."""
        frames = list(self.frames.values())
        return frames[self._index] if frames else None

    def take(self, message: Scatter) -> None:
        if message.step is None:
            self.frames.clear()
        self.frames[message.step] = message

    def clear(self) -> None:
        self.frames.clear()
        self._index = -1
        self.dots.clear()
        self._names.clear()
        if self.bar is not None:
            self.bar.stop()
            self.bar.hide()
        self.chart.show_all()
        self.mark()

    def can_log(self) -> tuple[bool, bool]:
        xs, ys = self._everything()
        return bool(len(xs)) and bool((xs > 0).all()), bool(len(ys)) and bool((ys > 0).all())

    def table(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        last = self.data
        if last is None:
            return [], []
        labelled = any(frame.labels for frame in self.frames.values())
        stepped = len(self.frames) > 1
        columns = [last.x_label or "x", last.y_label or "y", *["label"] * labelled, *[last.step_label] * stepped]
        rows: list[tuple[Any, ...]] = []
        for step, frame in self.frames.items():
            for i, point in enumerate(zip(frame.xs, frame.ys, strict=False)):
                rows.append((*point, *[_label(frame, i)] * labelled, *[step] * stepped))
        return columns, rows

    def draw(self) -> None:
        self._show_bar()
        self.head.set_legend(self._legend())
        xs, ys = self._everything()
        frame = self.data
        if frame is None or not len(xs):
            return
        self.chart.name_axes(frame.x_label, frame.y_label)
        spare = 0.0 if self.chart.scale_x.log else 0.04 * (float(np.ptp(xs)) or abs(float(xs[0])) or 1.0)
        x, y = (float(xs.min()) - spare, float(xs.max()) + spare), (float(ys.min()), float(ys.max()))
        self.chart.show_range(x, y)
        keep = _finite(frame)
        pixels_x, pixels_y = self.chart.pixels(np.asarray(frame.xs, float), np.asarray(frame.ys, float))
        keep &= np.isfinite(pixels_x) & np.isfinite(pixels_y)
        places: dict[int, list[QPointF]] = {}
        for i, x, y in zip(
            np.flatnonzero(keep).tolist(), pixels_x[keep].tolist(), pixels_y[keep].tolist(), strict=True
        ):
            places.setdefault(_color(frame, i), []).append(QPointF(x, y))
        self.dots = places
        self._place_names(frame, keep)

    def _show_bar(self) -> None:
        if len(self.frames) < 2:
            return
        if self.bar is None:
            self.bar = StepBar()
            self.bar.moved.connect(self._go_to)
            self.body.addWidget(self.bar)
        self.bar.show()
        steps = [0.0 if step is None else step for step in self.frames]
        self.bar.show_steps(steps, list(self.frames.values())[-1].step_label)

    def _go_to(self, index: int) -> None:
        self._index = index if index < len(self.frames) - 1 else -1
        self.mark()

    def _legend(self) -> list[Entry]:
        """One entry a colour, where each colour stands for one label."""
        if self.data is None or not self.data.colors:
            return []
        pairs = sorted({(color, label) for color, label in zip(self.data.colors, self.data.labels, strict=False)})
        named = dict(pairs)
        return [Entry(label, color, "square") for color, label in pairs] if len(named) == len(pairs) else []

    def _everything(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The points of all steps, so that the axes stand still while the steps are played."""
        kept = [(np.asarray((frame.xs, frame.ys), float)[:, _finite(frame)]) for frame in self.frames.values()]
        if not kept:
            return np.empty(0), np.empty(0)
        whole = np.concatenate(kept, axis=1)
        return whole[0], whole[1]

    def _place_names(self, frame: Scatter, keep: NDArray[np.bool_]) -> None:
        """Names right of their points, where each point has its own and it would not lie over another."""
        self._names.clear()
        if self._legend() or not frame.labels or len(frame.labels) > MOST_NAMES:
            return
        area, metrics = self.chart.area, QFontMetricsF(theme.font(11))
        for i in np.flatnonzero(keep):
            at, words = self.chart.pixel(frame.xs[i], frame.ys[i]), _label(frame, int(i))
            width = metrics.horizontalAdvance(words) + 2
            left = at.x() + 7 if at.x() + 7 + width <= area.right() else at.x() - 7 - width
            place = QRectF(left, at.y() - 7, width, 14)
            if area.contains(place) and not any(place.intersects(other) for other, _ in self._names):
                self._names.append((place, words))

    def _paint_data(self, painter: QPainter) -> None:
        many = sum(map(len, self.dots.values())) > MANY and painter.paintEngine().type() == QPaintEngine.Type.Raster
        for color, points in self.dots.items():
            if many:
                picture, half = _dot(theme.series(color), self.devicePixelRatioF()), SIZE / 2
                for point in points:
                    painter.drawPixmap(QPointF(point.x() - half, point.y() - half), picture)
            else:
                painter.setPen(QPen(theme.series(color), SIZE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawPoints(QPolygonF(points))

    def _paint_over(self, painter: QPainter) -> None:
        painter.setFont(theme.font(11))
        painter.setPen(theme.palette.text1)
        for place, words in self._names:
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _hover(self, point: QPointF | None) -> None:
        frame = self.data
        if point is None or frame is None or not frame.xs:
            self.head.set_readout(None)
            return
        xs, ys = self.chart.pixels(np.asarray(frame.xs, float), np.asarray(frame.ys, float))
        at = self.chart.pixel(point.x(), point.y())
        away = np.hypot(xs - at.x(), ys - at.y())
        index = int(np.argmin(np.nan_to_num(away, nan=np.inf)))
        if not away[index] <= NEAR:
            self.head.set_readout(None)
            return
        where = f"{number(frame.xs[index])}, {number(frame.ys[index])}"
        self.head.set_readout([Entry(f"{_label(frame, index)} {where}".strip(), _color(frame, index), "square")])


def _dot(color: QColor, ratio: float) -> QPixmap:
    picture = QPixmap(round(SIZE * ratio), round(SIZE * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QRectF(0, 0, SIZE, SIZE))
    painter.end()
    return picture


def _finite(frame: Scatter) -> NDArray[np.bool_]:
    return np.isfinite(frame.xs) & np.isfinite(frame.ys)


def _label(frame: Scatter, index: int) -> str:
    return frame.labels[index] if index < len(frame.labels) else ""


def _color(frame: Scatter, index: int) -> int:
    return frame.colors[index] if index < len(frame.colors) else 0
