"""Drops from the library: a new node, into a wire or a group, or another model for a node that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

from engine.graph import groups
from engine.graph.document import Group
from engine.graph.nodes import node_types
from gui.canvas import adding, inserting
from gui.canvas import layout as L
from gui.canvas.items import GroupItem
from gui.canvas.regrouping import group_under, put_words, room_in
from gui.theme import theme

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

ROOM = 4
"Between a node and the frame around it."


def offered(mime: QMimeData) -> tuple[str, dict[str, Any]] | None:
    """The node type and its settings that a drag carries."""
    if not mime.hasFormat(adding.NODE_MIME):
        return None
    return adding.parse_drop(bytes(mime.data(adding.NODE_MIME).data()).decode())


def drop(view: CanvasView, type_id: str, settings: dict[str, Any], pos: QPoint) -> None:
    """What was dropped at a place of the view goes there. One undo step."""
    at = view.mapToScene(pos)
    taker, under = taker_at(view, type_id, settings, pos), view.canvas.wire_at(at)
    box = view.canvas.box_at(at)
    if taker is not None:
        give(view, taker, settings)
    elif isinstance(box, GroupItem):
        _add_inside(view, type_id, settings, box.shows)
    elif under is not None and inserting.fitting_ports(node_types().get(type_id), under.kind):
        view.insert_node(type_id, under.wire, settings)
    else:
        view.add_node(type_id, at - QPointF(L.USUAL_WIDTH / 2, L.HEADER / 2), settings)


def taker_at(view: CanvasView, type_id: str, settings: dict[str, Any], pos: QPoint) -> str | None:
    """The node under the mouse, if it is of the dropped kind and takes its model."""
    item = view.canvas.node_at(view.mapToScene(pos))
    if item is None or view.document.graph.nodes[item.node].type != type_id:
        return None
    return item.node if _models(type_id, settings) else None


def promise(view: CanvasView, type_id: str, settings: dict[str, Any], pos: QPoint) -> None:
    """Say what a drop at a place of the view would do to what is there."""
    taker = taker_at(view, type_id, settings, pos)
    if taker is None:
        at = view.mapToScene(pos)
        box, into = view.canvas.box_at(at), group_under(view.canvas, at + QPointF(0, L.HEADER))
        if isinstance(box, GroupItem):
            view.drop_frame.show_around(box.scene_rect(), put_words(box.shows))
        elif into is not None:
            view.drop_frame.show_around(view.canvas.faces.frames[into.id], put_words(into))
        else:
            view.drop_frame.hide()
        return
    model = next(iter(_models(type_id, settings).values()), "")
    words = QCoreApplication.translate("canvas", "Use {0} here").format(model)
    view.drop_frame.show_around(view.canvas.nodes[taker].scene_rect(), words)


def give(view: CanvasView, node: str, settings: dict[str, Any]) -> None:
    """Let a node use the dropped model."""
    document = view.document
    document.end_gesture()
    for name, value in _models(document.graph.nodes[node].type, settings).items():
        document.set_setting(node, name, value)
    document.end_gesture()
    view.select(node, reveal=False)


def _add_inside(view: CanvasView, type_id: str, settings: dict[str, Any], into: Group) -> None:
    """A new node in a closed group, below the others."""
    document = view.document
    document.end_gesture()
    document.undo_stack.beginMacro(put_words(into))
    node = document.add_node(type_id, 0, 0, settings)
    document.move(room_in(view, into, [node]))
    document.set_groups(groups.put(document.graph.groups, [node], into), put_words(into))
    document.undo_stack.endMacro()
    document.end_gesture()
    view.select(node, reveal=False)


def _models(type_id: str, settings: dict[str, Any]) -> dict[str, Any]:
    """Those of the settings that name a model of the library."""
    kind = node_types().get(type_id)
    names = {field.name for field in kind.fields if field.about.widget == "model"} if kind else set()
    return {name: value for name, value in settings.items() if name in names}


class DropFrame(QLabel):
    """Says, while something is dragged over a node or a group, what a drop would do there."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setFont(theme.font(12, 600))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)
        self.hide()

    def show_around(self, area: QRectF, words: str) -> None:
        """Around a part of the scene."""
        box, metrics = self._view.mapFromScene(area).boundingRect(), self.fontMetrics()
        self.setText(words)
        width = max(box.width() + 2 * ROOM, metrics.horizontalAdvance(words) + 4 * ROOM)
        left = box.center().x() - width // 2
        self.setGeometry(QRect(left, box.top() - ROOM, width, box.height() + 2 * ROOM + self._tag))
        if self.isHidden():
            self.show()
            self.raise_()

    @property
    def _tag(self) -> int:
        """Height of the words' background."""
        return self.fontMetrics().height() + ROOM

    def paintEvent(self, event: QPaintEvent) -> None:
        p, painter = theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(p.accent, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), L.RADIUS + 2, L.RADIUS + 2)
        tag = QRectF(0, 0, self.fontMetrics().horizontalAdvance(self.text()) + 4 * ROOM, self._tag)
        tag.moveCenter(QRectF(self.rect()).center())
        tag.moveBottom(self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(p.accent)
        painter.drawRoundedRect(tag, L.RADIUS, L.RADIUS)
        painter.setPen(p.on_accent)
        painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()
