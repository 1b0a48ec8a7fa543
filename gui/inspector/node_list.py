"""Nodes below each other, and how each is doing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from engine.jobs.messages import NodeState
from gui.canvas.paint import draw_badge, draw_bypass
from gui.canvas.words import brief
from gui.theme import theme
from gui.words import listed

if TYPE_CHECKING:
    from gui.document import Document

_ROW = 28
_RING_STEPS = 24
"How often the ring of a running node is drawn on its way round."


class NodeList(QWidget):
    """A row a node; what did not change keeps the focus."""

    node_chosen = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.rows: list[NodeRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_nodes(self, nodes: Sequence[str]) -> None:
        """These nodes, as they are doing now."""
        if [row.node for row in self.rows] != list(nodes):
            for row in self.rows:
                row.hide()
                row.deleteLater()
            self.rows = [NodeRow(self._document, node) for node in nodes]
            for row in self.rows:
                row.clicked.connect(lambda _checked=False, node=row.node: self.node_chosen.emit(node))
                self._box.addWidget(row)
        for row in self.rows:
            row.refresh()


class NodeRow(QAbstractButton):
    """Badge, title, and how long the node took or how it is doing."""

    def __init__(self, document: Document, node: str) -> None:
        super().__init__()
        self._document, self.node = document, node
        self._title = self._right = ""
        self._shown: tuple[object, ...] = ()
        self.setFixedHeight(_ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def refresh(self) -> None:
        document, node = self._document, self.node
        if node not in document.graph.nodes:
            return
        self._title, self._right = document.title_of(node), brief(document, node)
        done = round(_RING_STEPS * (document.outcome.fraction(node) or 0.0))
        shown = self._title, self._right, document.state_of(node), document.graph.nodes[node].bypassed, done
        if shown == self._shown:
            return
        self._shown = shown
        self.setAccessibleName(listed([self._title, self._right]))
        self.setToolTip(self.tr("Show this node"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.node not in self._document.graph.nodes:
            return
        p, painter = theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(p.hover)
            painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        badge = QRectF(2, (_ROW - 16) / 2, 16, 16)
        state = self._document.state_of(self.node)
        if self._document.graph.nodes[self.node].bypassed:
            draw_bypass(painter, badge)
        else:
            draw_badge(painter, badge, state, self._document.outcome.fraction(self.node))
        inside = QRectF(26, 0, self.width() - 30, _ROW)
        painter.setFont(theme.font(12))
        painter.setPen(p.failed if state is NodeState.FAILED else p.text2)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._right)
        taken = QFontMetricsF(theme.font(12)).horizontalAdvance(self._right) + 12
        font = theme.font(12, 500)
        painter.setFont(font)
        painter.setPen(p.text1)
        title = QFontMetricsF(font).elidedText(self._title, Qt.TextElideMode.ElideRight, inside.width() - taken)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, title)
        painter.fillRect(QRectF(0, _ROW - 1, self.width(), 1), p.line)
        if self.hasFocus():
            painter.setPen(QPen(p.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.end()
