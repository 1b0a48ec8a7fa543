"""Putting the nodes that a cell of a heat map stands for onto the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF

from engine.graph.picks import Part, feeding
from gui.canvas.layout import FOOTER, HEADER, PADDING, ROW, SNAP, USUAL_WIDTH, snapped

if TYPE_CHECKING:
    from gui.canvas.scene import CanvasScene
    from gui.canvas.view import CanvasView

_GAP = 3 * SNAP
_STEP = 4 * SNAP
_REACH = 40
"How many steps to the right and down a place is looked for."


def add_part(view: CanvasView, node: str, part: Part) -> None:
    """Add a piece of graph near a node, fed by what feeds the node, and select its main node. One undo step."""
    document, scene = view.document, view.canvas
    area = _area(part)
    corner = _free_place(scene, scene.faces.of(node).scene_rect(), area.size()) - area.topLeft()
    document.end_gesture()
    document.undo_stack.beginMacro(view.tr("Add join"))
    names = dict(zip(part.graph.nodes, document.add_copies(part.graph, corner.x(), corner.y()), strict=True))
    for wire in feeding(document.graph, node, part, names):
        document.connect(wire)
    document.undo_stack.endMacro()
    view.select(names[part.main])
    view.ensureVisible(area.translated(corner), _GAP, _GAP)


def _area(part: Part) -> QRectF:
    """What the piece takes, with nodes of three rows."""
    size = QSizeF(USUAL_WIDTH, HEADER + 2 * PADDING + 3 * ROW + FOOTER)
    area = QRectF()
    for entry in part.graph.nodes.values():
        area |= QRectF(QPointF(entry.x, entry.y), size)
    return area


def _free_place(scene: CanvasScene, box: QRectF, size: QSizeF) -> QPointF:
    """The nearest place below or to the right of a node where an area lies over nothing, else below everything."""

    def taken(area: QRectF) -> bool:
        frames = [note.rect for note in scene.notes if note.frame] + list(scene.faces.frames.values())
        return scene.is_taken(area) or any(frame.intersects(area) for frame in frames)

    def places() -> Iterator[QPointF]:
        steps = ((right, down) for right in range(_REACH) for down in range(_REACH))
        for right, down in sorted(steps, key=sum):
            yield snapped(box.topLeft() + QPointF(right, down) * _STEP)

    def around(place: QPointF) -> QRectF:
        return QRectF(place, size).adjusted(-_GAP, -_GAP, _GAP, _GAP)

    below = snapped(QPointF(box.left(), scene.content_rect().bottom() + 2 * _GAP))
    return next((place for place in places() if not taken(around(place))), below)
