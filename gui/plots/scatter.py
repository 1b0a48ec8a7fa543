"""Points in the plane, with their names where there is room, and as a film where a node sends several steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEngine, QPainter, QPen, QPixmap, QPolygonF
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
NAMED_UP_TO = 1_000
"Of more points no names are written; the cursor tells them."
MOST_NAMES, MOST_LETTERS = 60, 16
"So many names at once, none of them longer."
_FRAGMENT = 10
"Numbers of a QPainter.PixmapFragment: its middle, the part of the picture, scales, rotation, opacity."


@dataclass(frozen=True)
class Frame:
    """One step, with its points as arrays. They are made when they are asked for first: playing asks for all."""

    message: Scatter

    @cached_property
    def places(self) -> NDArray[np.float64]:
        """(2, points): x and y."""
        count = min(len(self.message.xs), len(self.message.ys))
        return np.array((self.message.xs[:count], self.message.ys[:count]), float)

    @cached_property
    def finite(self) -> NDArray[np.bool_]:
        xs, ys = np.isfinite(self.places)
        return xs & ys

    @cached_property
    def colors(self) -> NDArray[np.int64]:
        found = np.zeros(self.places.shape[1], np.int64)
        given = self.message.colors[: len(found)]
        found[: len(given)] = given
        return found

    @cached_property
    def groups(self) -> list[Entry]:
        """The legend that was sent, else one entry a colour, where each colour stands for one label."""
        last = self.message
        pairs = [(color, name) for name, color in last.legend] or sorted(
            {(color, label) for color, label in zip(last.colors, last.labels, strict=False)}
        )
        return [Entry(name, color, "square") for color, name in pairs] if len(dict(pairs)) == len(pairs) else []

    @cached_property
    def extent(self) -> NDArray[np.float64]:
        """(2, 2): lowest and highest x, lowest and highest y; empty ranges where there is no point."""
        known = self.places[:, self.finite]
        if not known.size:
            return np.array(((np.inf, -np.inf),) * 2)
        return np.stack((known.min(axis=1), known.max(axis=1)), axis=1)

    def label(self, index: int) -> str:
        labels = self.message.labels
        return labels[index] if index < len(labels) else ""


@panel(Scatter)
class ScatterPanel(ChartedPanel):
    """The point under the cursor is named on the title line."""

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, Chart(), parent)
        self.frames: dict[float | None, Frame] = {}
        self.bar: StepBar | None = None
        "Built when a second step comes."
        self._index = -1
        self.dots: NDArray[np.float64] = np.empty((3, 0))
        "Pixels and colours of the points in sight, in the order in which they are painted."
        self._names: list[tuple[QRectF, str]] = []
        self.chart.paint_data = self._paint_data
        self.chart.paint_over = self._paint_over

    @property
    def data(self) -> Frame | None:
        """The step in sight."""
        frames = list(self.frames.values())
        return frames[self._index] if frames else None

    def take(self, message: Scatter) -> None:
        if message.step is None:
            self.frames.clear()
        self.frames[message.step] = Frame(message)

    def clear(self) -> None:
        self.frames.clear()
        self._index = -1
        self.dots = np.empty((3, 0))
        self._names.clear()
        if self.bar is not None:
            self.bar.stop()
            self.bar.hide()
        self.chart.show_all()
        self.mark()

    def can_log(self) -> tuple[bool, bool]:
        (left, right), (foot, head) = self._extent()
        return bool(0 < left <= right), bool(0 < foot <= head)

    def table(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        if self.data is None:
            return [], []
        last = self.data.message
        labelled = any(frame.message.labels for frame in self.frames.values())
        grouped, stepped = bool(last.legend), len(self.frames) > 1
        columns = [last.x_label or "x", last.y_label or "y", *["label"] * labelled, *["group"] * grouped]
        columns += [last.step_label] * stepped
        groups = {color: name for name, color in last.legend}
        rows: list[tuple[Any, ...]] = []
        for step, frame in self.frames.items():
            for i, (x, y, color) in enumerate(zip(*frame.places.tolist(), frame.colors.tolist(), strict=True)):
                group = [groups.get(color, "")] * grouped
                rows.append((x, y, *[frame.label(i)] * labelled, *group, *[step] * stepped))
        return columns, rows

    def draw(self) -> None:
        self._show_bar()
        frame = self.data
        self.head.set_legend(self._legend(frame) if frame else [])
        (left, right), (foot, head) = self._extent()
        if frame is None or left > right:
            return
        self.chart.name_axes(frame.message.x_label, frame.message.y_label)
        spare = 0.0 if self.chart.scale_x.log else 0.04 * (right - left or abs(left) or 1.0)
        self.chart.show_range((left - spare, right + spare), (foot, head))
        pixels = np.stack(self.chart.pixels(*frame.places))
        keep = frame.finite & np.isfinite(pixels).all(axis=0)
        order = np.flatnonzero(keep)
        self.dots = np.vstack((pixels[:, order], frame.colors[order].astype(float)))
        self._place_names(frame, order)

    def _show_bar(self) -> None:
        if len(self.frames) < 2:
            return
        if self.bar is None:
            self.bar = StepBar()
            self.bar.moved.connect(self._go_to)
            self.body.addWidget(self.bar)
        self.bar.show()
        steps = [0.0 if step is None else step for step in self.frames]
        self.bar.show_steps(steps, list(self.frames.values())[-1].message.step_label)

    def _go_to(self, index: int) -> None:
        self._index = index if index < len(self.frames) - 1 else -1
        self.mark()

    def _legend(self, frame: Frame) -> list[Entry]:
        line = frame.message.diagonal
        return [*frame.groups, Entry(line, None, "dash")] if line else frame.groups

    def _extent(self) -> list[tuple[float, float]]:
        """What the points of all steps span, so that the axes stand still while the steps are played."""
        ends = np.array([frame.extent for frame in self.frames.values()] or [Frame(Scatter("", "", (), ())).extent])
        return list(zip(ends[:, :, 0].min(axis=0).tolist(), ends[:, :, 1].max(axis=0).tolist(), strict=True))

    def _place_names(self, frame: Frame, order: NDArray[np.int64]) -> None:
        """Names right of their points, where each point has its own and it would lie over no other name or point."""
        self._names.clear()
        labels = frame.message.labels
        own = bool(frame.message.legend) or not frame.groups
        if not own or not labels or len(labels) > NAMED_UP_TO:
            return
        area, metrics = self.chart.area, QFontMetricsF(theme.font(11))
        xs, ys = self.dots[:2]
        for i, x, y in zip(order.tolist(), xs.tolist(), ys.tolist(), strict=True):
            words = frame.label(i).strip()
            if not words or len(words) > MOST_LETTERS:
                continue
            width = metrics.horizontalAdvance(words) + 2
            left = x + 7 if x + 7 + width <= area.right() else x - 7 - width
            place = QRectF(left, y - 7, width, 14)
            if not area.contains(place) or any(place.intersects(other) for other, _ in self._names):
                continue
            if not ((xs > left - 3) & (xs < left + width + 3) & (np.abs(ys - y) < 10)).any():
                self._names.append((place, words))
            if len(self._names) == MOST_NAMES:
                return

    def _paint_data(self, painter: QPainter) -> None:
        xs, ys, colors = self.dots
        self._paint_diagonal(painter)
        if len(xs) > MANY and painter.paintEngine().type() == QPaintEngine.Type.Raster:
            _stamp(painter, self.dots, painter.deviceTransform().m11())
            return
        for color in np.unique(colors).tolist():
            mine = colors == color
            points = [QPointF(x, y) for x, y in zip(xs[mine].tolist(), ys[mine].tolist(), strict=True)]
            painter.setPen(QPen(theme.series(int(color)), SIZE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoints(QPolygonF(points))

    def _paint_diagonal(self, painter: QPainter) -> None:
        """x = y; the head says what lies there."""
        words = self.data.message.diagonal if self.data else ""
        (left, right), (foot, head) = self._extent()
        low, high = max(left, foot), min(right, head)
        if not words or low >= high:
            return
        pen = QPen(theme.palette.text3, 1)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        along, up = self.chart.pixels(np.linspace(low, high, 64), np.linspace(low, high, 64))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(along.tolist(), up.tolist(), strict=True)]))

    def _paint_over(self, painter: QPainter) -> None:
        painter.setFont(theme.font(11))
        painter.setPen(theme.palette.text1)
        for place, words in self._names:
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _hover(self, point: QPointF | None) -> None:
        frame = self.data
        if point is None or frame is None or not frame.finite.any():
            self.head.set_readout(None)
            return
        xs, ys = self.chart.pixels(*frame.places)
        at = self.chart.pixel(point.x(), point.y())
        away = np.hypot(xs - at.x(), ys - at.y())
        index = int(np.argmin(np.nan_to_num(away, nan=np.inf)))
        if not away[index] <= NEAR:
            self.head.set_readout(None)
            return
        where = ", ".join(number(value) for value in frame.places[:, index].tolist())
        words = f"{frame.label(index).strip()} {where}".strip()
        self.head.set_readout([Entry(words, int(frame.colors[index]), "square", where)])


def _stamp(painter: QPainter, dots: NDArray[np.float64], ratio: float) -> None:
    """Thousands of dots in one call: the same small picture of each colour again and again."""
    xs, ys, colors = dots
    used, which = np.unique(colors, return_inverse=True)
    side = round(SIZE * ratio)
    fragments = np.zeros((len(xs), _FRAGMENT))
    fragments[:, 0], fragments[:, 1] = xs, ys
    fragments[:, 2] = which * side
    fragments[:, 4:6] = side
    fragments[:, 6:8] = SIZE / side
    fragments[:, 9] = 1.0
    first = cast(QPainter.PixmapFragment, shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment))
    painter.drawPixmapFragments(first, len(xs), _dots([int(color) for color in used], side))


def _dots(colors: list[int], side: int) -> QPixmap:
    """One dot of each colour side by side, `side` real pixels wide each."""
    picture = QPixmap(side * len(colors), side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for place, color in enumerate(colors):
        painter.setBrush(theme.series(color))
        painter.drawEllipse(QRectF(place * side, 0, side, side))
    painter.end()
    return picture
