"""Wires off the background while something is dragged: those that change as items, those that only go along as one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from engine.graph.document import Wire
from gui.canvas.wires import WireItem

if TYPE_CHECKING:
    from gui.canvas.scene import CanvasScene


class Lifted:
    """The wires of a scene that do not rest."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._raft: Raft | None = None
        self._stretched: list[Wire] = []

    def lift(self, nodes: Collection[str]) -> None:
        """The wires of nodes that are about to be dragged, all by the same step."""
        carried: list[WireItem] = []
        for wire in self._scene.wires_of(nodes):
            item = self._scene.wires[wire]
            item.carried = not item.inside and wire.source in nodes and wire.target in nodes
            self._set(item, not item.carried)
            if item.carried:
                item.flow(None)
                carried.append(item)
            else:
                self._stretched.append(wire)
        if carried:
            self._raft = Raft(carried)
            self._scene.addItem(self._raft)

    def carry(self, step: QPointF) -> None:
        """The dragged nodes stand a step from where they were."""
        if self._raft is not None:
            self._raft.setPos(step)
        for wire in self._stretched:
            self._scene.stretch(wire)

    def take(self, wire: Wire) -> None:
        """Show a wire no more: it is being dragged off its input."""
        item = self._scene.wires[wire]
        item.taken = True
        self._scene.repaint_below(item.area)

    def settle(self) -> None:
        """Put all back."""
        self._stretched = []
        if self._raft is not None:
            self._scene.removeItem(self._raft)
            self._raft = None
        for item in self._scene.wires.values():
            if item.isVisible() or item.taken or item.carried:
                item.taken = item.carried = False
                self._set(item, False)
                self._scene.flow.show(item)

    def forget(self) -> None:
        """The scene has let go of all items."""
        self._raft, self._stretched = None, []

    def _set(self, item: WireItem, lifted: bool) -> None:
        item.setVisible(lifted and not item.inside)
        self._scene.repaint_below(item.area)


class Raft(QGraphicsItem):
    """Wires whose ends are all dragged together, as one picture that floats along: their curves stay as they are, and
    stroking hundreds of them anew at every step is slow. (Qt's own cache strokes all that is in view at every step of
    an item that is larger than the view.)"""

    def __init__(self, wires: Sequence[WireItem]) -> None:
        super().__init__()
        self._wires = wires
        self._bounds = QRectF()
        for wire in wires:
            self._bounds |= wire.area
        self._picture, self._shows, self._sharpness = QPixmap(), QRectF(), 0.0
        self.setZValue(1)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        placed, ratio = painter.worldTransform(), painter.device().devicePixelRatio()
        seen = self._bounds
        if widget is not None:
            seen = seen & placed.inverted()[0].mapRect(QRectF(widget.rect()))
        sharpness = placed.m11() * ratio
        if sharpness != self._sharpness or not self._shows.contains(seen):
            self._sharpness = sharpness
            self._draw(seen, ratio, placed.m11())
        corner = placed.map(self._shows.topLeft())
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(corner.toPoint(), self._picture)
        painter.restore()

    def _draw(self, seen: QRectF, ratio: float, zoom: float) -> None:
        """The picture of what is in view, and half as much around it."""
        across, down = seen.width() / 2, seen.height() / 2
        self._shows = seen.adjusted(-across, -down, across, down) & self._bounds
        self._picture = QPixmap((self._shows.size() * zoom * ratio).toSize() + QSize(1, 1))
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(zoom, zoom)
        painter.translate(-self._shows.topLeft())
        for wire in self._wires:
            if wire.area.intersects(self._shows):
                wire.draw(painter)
        painter.end()
