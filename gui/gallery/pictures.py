"""The small drawings on the cards. They are illustrations of what a recipe shows, not results."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.theme import BASELINE, theme

Picture = Callable[[QPainter, QRectF], None]
_ANCHORS = ("#440154", "#472D7B", "#3B528B", "#2C728E", "#21918C", "#28AE80", "#5EC962", "#ADDC30", "#FDE725")


def draw(painter: QPainter, area: QRectF, name: str, boxes: Sequence[tuple[float, float]] = ()) -> None:
    """Draw the picture called `name` centred in `area`; unknown names give a sketch of the graph itself."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if name in PICTURES:
        PICTURES[name](painter, area)
    else:
        _graph(painter, area, boxes)
    painter.restore()


def hero(painter: QPainter, area: QRectF, names: tuple[str, str]) -> None:
    """Two experts take turns over one text: the wide drawing of the first card."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chart = QRectF(area.left(), area.top() + 14, area.width(), area.height() * 0.4)
    painter.setPen(QPen(theme.palette.line, 1))
    painter.drawLine(chart.bottomLeft(), chart.bottomRight())
    for series, points in enumerate(_turns(chart)):
        painter.setPen(QPen(theme.series(series), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))
    painter.setFont(theme.font(11))
    painter.setPen(theme.palette.text1)
    top = QRectF(area.left(), area.top() - 2, area.width(), 16)
    painter.drawText(top, Qt.AlignmentFlag.AlignLeft, names[0])
    painter.drawText(top, Qt.AlignmentFlag.AlignRight, names[1])
    _tokens(painter, area.left(), chart.bottom() + 14, area.width(), 12, 22)
    painter.restore()


def _turns(area: QRectF) -> list[list[QPointF]]:
    """Two wavy lines that cross in the middle, drawn from sines so that they are always the same."""
    lines = []
    for series in range(2):
        points = []
        for step in range(41):
            x = step / 40
            share = 1 / (1 + math.exp(-(x - 0.5) * 22))
            level = 0.08 + 0.78 * (share if series else 1 - share)
            wave = 0.05 * math.sin(step * 1.9 + series) + 0.03 * math.sin(step * 4.7)
            height = level + wave * (0.35 + level)
            points.append(QPointF(area.left() + x * area.width(), area.bottom() - height * area.height()))
        lines.append(points)
    return lines


def _lines(painter: QPainter, area: QRectF) -> None:
    frame = _middle(area, 236, 62)
    painter.setPen(QPen(theme.palette.line, 1))
    painter.drawLine(frame.bottomLeft(), frame.bottomRight())
    for series, points in enumerate(_turns(frame)):
        painter.setPen(QPen(theme.series(series), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))


def _bars(painter: QPainter, area: QRectF) -> None:
    frame = _middle(area, 236, 62)
    painter.setPen(Qt.PenStyle.NoPen)
    for index, height in enumerate((0.42, 0.58, 0.66, 0.5, 0.88)):
        color = QColor(theme.series(0 if index == 4 else BASELINE))
        if index < 4:
            color.setAlphaF(0.6)
        painter.setBrush(color)
        box = QRectF(frame.left() + 30 + index * 40, frame.bottom() - height * 60, 24, height * 60)
        painter.drawRoundedRect(box, 2, 2)
    painter.setPen(QPen(theme.palette.line, 1))
    painter.drawLine(frame.bottomLeft(), frame.bottomRight())


def _text(painter: QPainter, area: QRectF) -> None:
    frame = _middle(area, 250, 62)
    _tokens(painter, frame.left(), frame.top(), frame.width(), 11, 20)


def _tokens(painter: QPainter, left: float, top: float, width: float, px: int, line: int) -> None:
    """A few lines of text whose pieces are tinted by the expert that carried them."""
    pieces = (
        ("A stack is", None),
        (" an", 0), (" orderly", 0), (" pile", 0), (" of", 0), (" things", 0), (" ;", None), (" the", 0), (" last", 0),
        ("\n", None), ("laid", 0), (" on", 0), (" top", 0), (" is", 0), (" the", 0), (" first", 0), (" one", None),
        (" taken", 0), (" off", 0), (".", None),
        ("\n", None), ("def", 1), (" push", 1), ("(", 1), ("stack", 1), (",", 1), (" item", 1), ("):", 1),
        (" stack", 1), (".", 1), ("append", 1),
    )  # fmt: skip
    painter.setFont(theme.font(px, mono=True))
    metrics = painter.fontMetrics()
    x, y = left, top
    for text, series in pieces:
        if text == "\n":
            x, y = left, y + line
            continue
        advance = metrics.horizontalAdvance(text)
        if x + advance > left + width:
            continue
        box = QRectF(x, y, advance, line - 4)
        if series is not None:
            color = QColor(theme.series(series))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawRect(QRectF(box.left() + 0.5, box.bottom(), box.width() - 1, 2))
            color.setAlphaF(0.28 if theme.dark else 0.2)
            painter.fillRect(box.adjusted(0.5, 0, -0.5, 0), color)
        painter.setPen(theme.palette.text3 if x == left and y == top else theme.palette.text1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        x += advance


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


def _heatmap(painter: QPainter, area: QRectF) -> None:
    """Blocks against blocks: alike near the diagonal, so brightest there."""
    frame = _middle(area, 168, 66)
    rows, columns = 5, 12
    width, height = frame.width() / columns, frame.height() / rows
    painter.setPen(Qt.PenStyle.NoPen)
    highest, best = 0.0, QRectF()
    for row in range(rows):
        for column in range(columns):
            away = abs((column + 0.5) / columns - (row + 0.5) / rows)
            alike = math.exp(-6 * away * away) * (0.86 + 0.14 * math.sin(2.7 * column + 4.1 * row))
            box = QRectF(frame.left() + column * width, frame.top() + row * height, width, height)
            painter.setBrush(_viridis(alike))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
            if alike > highest:
                highest, best = alike, box
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, line in ((theme.palette.surface, 4.0), (theme.palette.text1, 2.0)):
        painter.setPen(QPen(color, line, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawRoundedRect(best, 2, 2)


def _viridis(share: float) -> QColor:
    """The colour scale of the heat maps between its anchors; the plots' own would slow the start of the window."""
    place = max(0.0, min(1.0, share)) * (len(_ANCHORS) - 1)
    lower = min(int(place), len(_ANCHORS) - 2)
    here, there = QColor(_ANCHORS[lower]), QColor(_ANCHORS[lower + 1])
    parts = ((here.red(), there.red()), (here.green(), there.green()), (here.blue(), there.blue()))
    return QColor(*(round(a + (b - a) * (place - lower)) for a, b in parts))


def _scatter(painter: QPainter, area: QRectF) -> None:
    """Examples around a line that somebody has to find."""
    frame = _middle(area, 236, 62)
    painter.setPen(QPen(theme.palette.line, 1))
    painter.drawPolyline(QPolygonF([frame.topLeft(), frame.bottomLeft(), frame.bottomRight()]))

    def place(x: float, y: float) -> QPointF:
        return QPointF(frame.left() + x * frame.width(), frame.bottom() - y * frame.height())

    painter.setPen(QPen(theme.series(1), 2, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(place(0.03, 0.12), place(0.97, 0.88))
    painter.setPen(QPen(theme.palette.surface, 1))
    painter.setBrush(theme.series(0))
    for index in range(15):
        x = 0.07 + 0.86 * index / 14
        off = 0.13 * math.sin(2.3 * index + 0.6) + 0.07 * math.sin(5.1 * index)
        painter.drawEllipse(place(x, min(0.97, max(0.06, 0.1 + 0.8 * x + off))), 3.5, 3.5)


def _steps(painter: QPainter, area: QRectF) -> None:
    """A loss that falls with every layer, beside a curve that it follows."""
    frame = _middle(area, 236, 62)
    painter.setPen(QPen(theme.palette.line, 1))
    painter.drawLine(frame.bottomLeft(), frame.bottomRight())
    n_steps = 6
    levels = [0.08 + 0.86 * math.exp(-0.62 * step) for step in range(n_steps)]
    width = frame.width() / n_steps
    stairs: list[QPointF] = []
    for step, level in enumerate(levels):
        y = frame.bottom() - level * frame.height()
        stairs += [QPointF(frame.left() + step * width, y), QPointF(frame.left() + (step + 1) * width, y)]
    curve = [
        QPointF(
            frame.left() + (x + 0.5) * width,
            frame.bottom() - (0.08 + 0.86 * math.exp(-0.62 * x)) * frame.height(),
        )
        for x in (index / 8 for index in range(8 * n_steps - 7))
    ]
    painter.setPen(QPen(theme.series(1), 1.5, Qt.PenStyle.DashLine, c=Qt.PenCapStyle.FlatCap))
    painter.drawPolyline(QPolygonF(curve))
    painter.setPen(QPen(theme.series(0), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF(stairs))


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


PICTURES: dict[str, Picture] = {
    "lines": _lines,
    "bars": _bars,
    "text": _text,
    "vocabularies": _vocabularies,
    "stitch": _stitch,
    "heatmap": _heatmap,
    "scatter": _scatter,
    "steps": _steps,
}
