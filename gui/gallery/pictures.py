"""The small drawings on the cards: what a recipe drew when it ran here, in small, or a diagram of what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.theme import BASELINE, theme

Data = Mapping[str, Any]
"A small plot, as tests.previews wrote it."
_ANCHORS = ("#440154", "#472D7B", "#3B528B", "#2C728E", "#21918C", "#28AE80", "#5EC962", "#ADDC30", "#FDE725")


def draw(
    painter: QPainter,
    area: QRectF,
    drawn: Sequence[Data],
    diagram: str = "",
    boxes: Sequence[tuple[float, float]] = (),
) -> None:
    """What the recipe drew first, else its diagram, else a sketch of the graph itself."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if drawn:
        PLOTS[drawn[0]["kind"]](painter, _middle(area, 236, 62), drawn[0])
    elif diagram in DIAGRAMS:
        DIAGRAMS[diagram](painter, area)
    else:
        _graph(painter, area, boxes)
    painter.restore()


def hero(painter: QPainter, area: QRectF, drawn: Sequence[Data]) -> None:
    """Two drawings below each other: the wide picture of the first card."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    upper = QRectF(area.left(), area.top() + 22, area.width(), area.height() * 0.4 - 14)
    lower = QRectF(area.left(), upper.bottom() + 16, area.width(), area.bottom() - upper.bottom() - 16)
    for part, place in zip(drawn, (upper, lower), strict=False):
        PLOTS[part["kind"]](painter, place, part)
    if drawn:
        _names(painter, QRectF(area.left(), area.top(), area.width(), 16), drawn[0].get("series", ()))
    painter.restore()


def _names(painter: QPainter, area: QRectF, series: Sequence[Data]) -> None:
    """Whose each line is."""
    painter.setFont(theme.font(11))
    x = area.left()
    for one in series:
        painter.fillRect(QRectF(x, area.center().y() - 1, 14, 2), theme.series(one["color"]))
        painter.setPen(theme.palette.text2)
        painter.drawText(area.adjusted(x - area.left() + 20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, one["name"])
        x += 40 + painter.fontMetrics().horizontalAdvance(one["name"])


def _lines(painter: QPainter, area: QRectF, data: Data) -> None:
    painter.setPen(QPen(theme.palette.line, 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    for series in data["series"]:
        points = [_place(area, x, y) for x, y in series["points"]]
        style = Qt.PenStyle.DashLine if series["dashed"] else Qt.PenStyle.SolidLine
        color = theme.series(series["color"])
        painter.setPen(QPen(color, 2, style, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))


def _bars(painter: QPainter, area: QRectF, data: Data) -> None:
    for x, share, color in _columns(area, data):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        height = share * area.height()
        painter.drawRoundedRect(QRectF(x - 12, area.bottom() - height, 24, height), 2, 2)
    painter.setPen(QPen(theme.palette.line, 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())


def _dots(painter: QPainter, area: QRectF, data: Data) -> None:
    """Values whose differences count, and not their size."""
    for x, share, color in _columns(area, data):
        painter.setPen(QPen(theme.palette.line, 1))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(_place(area, (x - area.left()) / area.width(), 0.08 + 0.84 * share), 5, 5)


def _columns(area: QRectF, data: Data) -> Iterator[tuple[float, float, QColor]]:
    """For each value the middle of its column, its share of the height, and its colour: the best one stands out."""
    width = min(40.0, area.width() / len(data["values"]))
    left = area.center().x() - (len(data["values"]) - 1) * width / 2
    for place, share in enumerate(data["values"]):
        yield left + place * width, share, theme.series(0 if place == data["best"] else BASELINE)


def _heat_map(painter: QPainter, area: QRectF, data: Data) -> None:
    """The best cell is marked, where there is one."""
    rows = data["values"]
    width = min(area.width() / len(rows[0]), 1.6 * area.height() / len(rows))
    height = area.height() / len(rows)
    left = area.center().x() - width * len(rows[0]) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    marked = QRectF()
    for row, cells in enumerate(rows):
        for column, share in enumerate(cells):
            box = QRectF(left + column * width, area.top() + row * height, width, height)
            color = theme.palette.line if share is None else _both(share) if data["both"] else _viridis(share)
            painter.setBrush(color)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
            if share == 1.0 and not data["both"]:
                marked = box
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, line in ((theme.palette.surface, 4.0), (theme.palette.text1, 2.0)):
        painter.setPen(QPen(color, line, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawRoundedRect(marked, 2, 2)


def _scatter(painter: QPainter, area: QRectF, data: Data) -> None:
    painter.setPen(QPen(theme.palette.line, 1))
    painter.drawPolyline(QPolygonF([area.topLeft(), area.bottomLeft(), area.bottomRight()]))
    painter.setPen(QPen(theme.palette.surface, 0.5))
    for x, y, color in data["dots"]:
        painter.setBrush(theme.series(color))
        painter.drawEllipse(_place(area, x, y), 2.5, 2.5)


def _tokens(painter: QPainter, area: QRectF, data: Data, px: int = 11, line: int = 20) -> None:
    """Text whose pieces are tinted by the expert that carried them; as many as there is room for."""
    painter.setFont(theme.font(px, mono=True))
    metrics = painter.fontMetrics()
    x, y = area.left(), area.top()
    for text, series, prompt in data["tokens"]:
        for place, piece in enumerate(text.split("\n")):
            advance = metrics.horizontalAdvance(piece)
            if (place and x > area.left()) or x + advance > area.right():
                x, y = area.left(), y + line
            if y + line - 4 > area.bottom() + 1:
                return
            if not piece:
                continue
            box = QRectF(x, y, advance, line - 4)
            if series is not None:
                color = QColor(theme.series(series))
                painter.fillRect(QRectF(box.left() + 0.5, box.bottom(), box.width() - 1, 2), color)
                color.setAlphaF(0.28 if theme.dark else 0.2)
                painter.fillRect(box.adjusted(0.5, 0, -0.5, 0), color)
            painter.setPen(theme.palette.text3 if prompt else theme.palette.text1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, piece)
            x += advance


def _place(area: QRectF, x: float, y: float) -> QPointF:
    return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())


def _vocabularies(painter: QPainter, area: QRectF) -> None:
    """One word in the pieces of two tokenizers, joined where their ends meet."""
    frame = _middle(area, 236, 60)
    rows = ((0, (64, 92, 80)), (1, (64, 40, 52, 80)))
    ends: list[set[int]] = []
    for row, (series, widths) in enumerate(rows):
        x = 0
        ends.append(set())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.series(series))
        for width in widths:
            painter.drawRoundedRect(QRectF(frame.left() + x, frame.top() + row * 42, width - 5, 18), 3, 3)
            x += width
            ends[row].add(x)
    painter.setPen(QPen(theme.palette.text2, 1.5, Qt.PenStyle.DotLine))
    for x in sorted(ends[0] & ends[1]):
        painter.drawLine(
            QPointF(frame.left() + x - 14, frame.top() + 21), QPointF(frame.left() + x - 14, frame.top() + 39)
        )


def _stitch(painter: QPainter, area: QRectF) -> None:
    """The front of one model over the back of another: two stacks of blocks, joined by a seam."""
    frame = _middle(area, 232, 62)
    gap, n_blocks, height = 5.0, 5, 20.0
    width = (frame.width() - gap * (n_blocks - 1)) / n_blocks
    kept = 3
    for row in range(2):
        color = QColor(theme.series(row))
        for block in range(n_blocks):
            top = frame.top() if row == 0 else frame.bottom() - height
            box = QRectF(frame.left() + block * (width + gap), top, width, height).adjusted(0.5, 0.5, -0.5, -0.5)
            used = block < kept if row == 0 else block >= kept - 1
            painter.setBrush(color if used else Qt.BrushStyle.NoBrush)
            painter.setPen(Qt.PenStyle.NoPen if used else QPen(theme.palette.edge, 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, 4, 4)
    out = QPointF(frame.left() + (kept - 0.5) * width + (kept - 1) * gap, frame.top() + height)
    into = QPointF(out.x(), frame.bottom() - height)
    color = theme.palette.text1
    painter.setPen(QPen(color, 1.5, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(out, into)
    for stitch in range(3):
        y = out.y() + (into.y() - out.y()) * (stitch + 0.5) / 3
        painter.drawLine(QPointF(out.x() - 4, y + 2), QPointF(out.x() + 4, y - 2))


def _viridis(share: float) -> QColor:
    """The colour scale of the heat maps between its anchors; the plots' own would slow the start of the window."""
    return _between(_ANCHORS, share)


def _both(share: float) -> QColor:
    """From one sign over nothing to the other, as the heat maps have it."""
    nothing = theme.palette.panel.name()
    return _between((theme.series(0).name(), nothing, theme.series(1).name()), share)


def _between(anchors: Sequence[str], share: float) -> QColor:
    place = max(0.0, min(1.0, share)) * (len(anchors) - 1)
    lower = min(int(place), len(anchors) - 2)
    here, there = QColor(anchors[lower]), QColor(anchors[lower + 1])
    parts = ((here.red(), there.red()), (here.green(), there.green()), (here.blue(), there.blue()))
    return QColor(*(round(a + (b - a) * (place - lower)) for a, b in parts))


def _graph(painter: QPainter, area: QRectF, boxes: Sequence[tuple[float, float]]) -> None:
    """The nodes' places as small boxes joined from left to right."""
    if not boxes:
        return
    frame = _middle(area, 220, 58)
    left, top = min(x for x, _ in boxes), min(y for _, y in boxes)
    width = max(max(x for x, _ in boxes) - left + 180, 1.0)
    height = max(max(y for _, y in boxes) - top + 90, 1.0)
    scale = min(frame.width() / width, frame.height() / height)
    dx = frame.center().x() - width * scale / 2
    dy = frame.center().y() - height * scale / 2
    places = sorted((dx + (x - left) * scale, dy + (y - top) * scale, 180 * scale, 90 * scale) for x, y in boxes)
    rects = [QRectF(*place) for place in places]
    painter.setPen(QPen(theme.port("model"), 1.2))
    for here, there in pairwise(rects):
        if there.left() > here.right():
            path = QPainterPath(QPointF(here.right(), here.center().y()))
            bend = (there.left() - here.right()) / 2
            start, end = path.currentPosition(), QPointF(there.left(), there.center().y())
            path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
    painter.setPen(QPen(theme.palette.edge, 1))
    painter.setBrush(theme.palette.surface)
    for rect in rects:
        painter.drawRoundedRect(rect, 2, 2)


def _middle(area: QRectF, width: float, height: float) -> QRectF:
    width = min(width, area.width() - 24)
    return QRectF(area.center().x() - width / 2, area.center().y() - height / 2, width, height)


PLOTS: dict[str, Callable[[QPainter, QRectF, Data], None]] = {
    "lines": _lines,
    "bars": _bars,
    "dots": _dots,
    "heat map": _heat_map,
    "scatter": _scatter,
    "tokens": _tokens,
}
DIAGRAMS: dict[str, Callable[[QPainter, QRectF], None]] = {"vocabularies": _vocabularies, "stitch": _stitch}
