"""A node as it stands on the canvas, painted by the canvas itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.graph.document import Graph, Node
from engine.graph.nodes import NodeType
from gui.canvas.scene import CanvasScene
from gui.document import Document
from gui.theme import theme

ROOM = 20
"Around the node, above and below."
NAME = "shown"


class NodePicture(QWidget):
    """One node with its ports on a piece of canvas."""

    def __init__(self, kind: NodeType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The node “{title}” as it stands on the canvas").format(title=kind.title))
        document = Document(self)
        document.set_graph(Graph(nodes={NAME: Node(NAME, kind.id, 0, 0)}))
        # it is not part of a graph, so that its open inputs are no problem
        document.faults = {}
        self._scene = CanvasScene(document, self)
        self._box = self._scene.nodes[NAME].scene_rect()
        self.setFixedHeight(round(self._box.height()) + 2 * ROOM)
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(round(self._box.width()) + 4 * ROOM, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, 8, 8)
        painter.setClipPath(path)
        middle = self._box.center()
        source = QRectF(middle.x() - self.width() / 2, middle.y() - self.height() / 2, self.width(), self.height())
        self._scene.render(painter, QRectF(self.rect()), source, Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.setClipping(False)
        painter.setPen(QPen(theme.palette.line, 1))
        painter.drawPath(path)
        painter.end()

    def _restyle(self) -> None:
        for item in self._scene.items():
            item.update()
        self.update()
