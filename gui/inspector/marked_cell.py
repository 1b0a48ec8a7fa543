"""The marked cell of a node's heat map: the two halves that it joins, its numbers, and the button that uses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.graph import checks
from engine.graph.nodes import node_types
from engine.graph.picks import Part
from gui.inspector.halves import blocks_in_row
from gui.inspector.pages import Facts, words
from gui.language.shown import say
from gui.plots.numbers import number
from gui.theme import theme

if TYPE_CHECKING:
    from gui.document import Document

_BLOCK, _WORDS, _BETWEEN = 18.0, 18.0, 26.0


@dataclass(frozen=True)
class Half:
    """What a join takes of a model: blocks `first` to `last` (exclusive) of `count`."""

    model: str
    count: int
    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first


def halves_of(document: Document, node: str, part: Part) -> tuple[Half, Half] | None:
    """The front and the back that a piece of graph joins; None where the checks do not know the models' blocks."""
    if document.library is None:
        return None
    facts = checks.facts_into(document.graph, document.library, node)
    found: dict[str, Half] = {}
    for source, target, _ in part.feeds:
        entry, model = part.graph.nodes[target], facts.get(source)
        kind = node_types().get(entry.type)
        depth = next((one.name for one in kind.fields if one.about.widget == "depth"), None) if kind else None
        count = getattr(model, "layers", 0)
        if depth is None or model is None or not count:
            continue
        cut = entry.settings[depth]
        for wire in part.graph.wires_from(target):
            first, last = (0, cut) if wire.output == "front" else (cut, count)
            found[wire.output] = Half(model.name, count, first, last)
    return (found["front"], found["back"]) if found.keys() == {"front", "back"} else None


class JoinPicture(QWidget):
    """The blocks of two models, one under the other: those that the join takes are filled, a line leads across."""

    def __init__(self, front: Half, back: Half, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front, self.back = front, back
        self.captions = (
            self.tr("{model}, first {n} of {count} blocks").format(model=front.model, n=front.size, count=front.count),
            self.tr("{model}, last {n} of {count} blocks").format(model=back.model, n=back.size, count=back.count),
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(self.captions))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(220, round(2 * (_BLOCK + _WORDS + 2) + _BETWEEN))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        upper, lower = _WORDS + 2, _WORDS + 2 + _BLOCK + _BETWEEN
        most = max(self.front.count, self.back.count)
        starts = self._paint_row(painter, self.front, most, upper, 0)
        ends = self._paint_row(painter, self.back, most, lower, 1)
        self._paint_way(painter, starts, ends)
        painter.setFont(theme.font(11))
        painter.setPen(theme.palette.text2)
        metrics = QFontMetricsF(painter.font())
        for caption, y in zip(self.captions, (0.0, lower + _BLOCK + 2), strict=True):
            shown = metrics.elidedText(caption, Qt.TextElideMode.ElideMiddle, self.width())
            painter.drawText(QRectF(0, y, self.width(), _WORDS), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _paint_row(self, painter: QPainter, half: Half, most: int, y: float, color: int) -> list[QRectF]:
        """The blocks as drawn; those that are left out only as an outline."""
        places = [place.translated(0, y) for place in blocks_in_row(self.width() - 2, most)][: half.count]
        for index, place in enumerate(places):
            taken = half.first <= index < half.last
            pen = QPen(theme.palette.edge, 1)
            pen.setDashPattern([3, 2])
            painter.setPen(Qt.PenStyle.NoPen if taken else pen)
            painter.setBrush(theme.series(color) if taken else Qt.BrushStyle.NoBrush)
            shape = place if taken else place.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(shape, 3, 3) if place.width() > 8 else painter.drawRect(shape)
        return places

    def _paint_way(self, painter: QPainter, upper: list[QRectF], lower: list[QRectF]) -> None:
        """From the last block of the front, or from before its first, to the first block of the back, or to its end."""
        start = QPointF(
            upper[self.front.last - 1].center().x() if self.front.last else upper[0].left(), upper[0].center().y()
        )
        end = QPointF(
            lower[self.back.first].center().x() if self.back.size else lower[-1].right(), lower[0].center().y()
        )
        middle = (start.y() + end.y()) / 2
        way = QPainterPath(start)
        way.cubicTo(QPointF(start.x(), middle + 4), QPointF(end.x(), middle - 4), end)
        painter.setPen(QPen(theme.palette.text1, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(way)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.palette.text1)
        for place in (start, end):
            painter.drawEllipse(place, 3, 3)


def marked_cell(document: Document, node: str) -> QWidget | None:
    """The section of the results that says what is marked; None for nodes without such a cell."""
    cell, heat = document.cells.cell(node), document.cells.map_of(node)
    if cell is None or heat is None:
        return None
    section = QWidget()
    box = QVBoxLayout(section)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    tr = section.tr
    box.addWidget(words(tr("Marked cell"), "section"))
    halves = halves_of(document, node, cell.part)
    if halves:
        box.addWidget(JoinPicture(*halves))
    rows = [
        (say(heat.plot), number(cell.value)),
        (heat.y_label, cell.row),
        (heat.x_label, cell.column),
    ]
    models = tuple(half.model for half in halves or ())
    box.addWidget(Facts([(_titled(name, models), value) for name, value in rows]))
    use = QPushButton(tr("Use this join on the canvas"))
    use.setProperty("primary", True)
    use.clicked.connect(lambda: document.cells.use(node))
    box.addWidget(use)
    why = document.cells.why_not(node)
    use.setEnabled(not why)
    hint = tr("Adds two cuts and a stitch, fed by the same nodes. In the plot, arrows choose a cell and Enter uses it.")
    box.addWidget(words(why or hint, "hint"))
    return section


def _titled(name: str, models: tuple[str, ...]) -> str:
    """With a capital, but for names of models, which are spelled as they are."""
    return name if name.startswith(models) else name[:1].upper() + name[1:]
