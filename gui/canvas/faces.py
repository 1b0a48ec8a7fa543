"""Which box of the canvas shows a node: its own, or the closed group that it lies in. And the frames of open groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from engine.graph import groups
from engine.graph.document import Group
from gui.canvas import layout as L
from gui.canvas.items import Box, GroupItem
from gui.theme import theme

if TYPE_CHECKING:
    from gui.canvas.scene import CanvasScene

AROUND = 16.0
TITLE = 28.0
"Room around the nodes of an open group, and its title above them."
_REACH = 3.0


class Faces:
    """The scene's closed groups as items, its open ones as titled frames around their nodes."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self.groups: dict[str, GroupItem] = {}
        self.frames: dict[str, QRectF] = {}
        self.trial: groups.Groups | None = None
        "The groups as they would be if what is dragged were dropped now; their frames are shown."
        self._of: dict[str, GroupItem] = {}

    def of(self, node: str) -> Box:
        return self._of.get(node) or self._scene.nodes[node]

    def hides(self, node: str) -> bool:
        return node in self._of

    def all(self) -> list[Box]:
        """Every box that is seen."""
        seen: list[Box] = [item for name, item in self._scene.nodes.items() if name not in self._of]
        return seen + list(self.groups.values())

    def clear(self) -> None:
        """The scene has let go of all items."""
        self.groups, self.frames, self._of, self.trial = {}, {}, {}, None

    def show(self) -> None:
        """Show the groups that the document has now. What is selected stays selected."""
        scene, self.trial = self._scene, None
        chosen = {name for box in self.all() if box.isSelected() for name in box.names}
        hidden = {
            name: group for name, group in groups.shown_as(scene.document.graph.groups).items() if name in scene.nodes
        }
        wanted = {group.id: group for group in hidden.values()}
        for gone in [identity for identity in self.groups if identity not in wanted]:
            scene.removeItem(self.groups.pop(gone))
        for identity, group in wanted.items():
            if identity not in self.groups:
                self.groups[identity] = GroupItem(scene.document, group)
                scene.addItem(self.groups[identity])
            elif self.groups[identity].shows != group:
                self.groups[identity].show_group(group)
                self.groups[identity].measure()
        self._of = {name: self.groups[group.id] for name, group in hidden.items()}
        for name, item in scene.nodes.items():
            item.setVisible(name not in self._of)
        for box in self.all():
            box.setSelected(bool(box.names) and set(box.names) <= chosen)
        self.place(scene.nodes)

    def measure(self, nodes: Iterable[str]) -> list[Box]:
        """Lay out the groups anew that show these nodes; these groups."""
        found: list[Box] = list({id(item): item for name in nodes if (item := self._of.get(name))}.values())
        for item in found:
            item.measure()
        return found

    def place(self, nodes: Iterable[str]) -> None:
        """These nodes have moved: closed groups are where their first corner is, open ones reach around them."""
        items = self._scene.nodes
        for item in {id(item): item for name in nodes if (item := self._of.get(name))}.values():
            places = [items[name].pos() for name in item.names]
            item.setPos(min(place.x() for place in places), min(place.y() for place in places))
        old, self.frames = self.frames, {}
        for group in groups.outwards(self._present):
            if not group.closed and not self._covered(group):
                self.frames[group.id] = self.frame_of(group)
        for identity in old.keys() | self.frames.keys():
            one, other = old.get(identity), self.frames.get(identity)
            if one != other:
                self._repaint(one)
                self._repaint(other)

    def frame_of(self, group: Group) -> QRectF:
        """The frame that an open group has, or would have."""
        rect = QRectF()
        for name in group.nodes:
            rect |= (self.of(name) if not group.closed else self._scene.nodes[name]).scene_rect()
        for inner in self._present:
            if inner.id in self.frames and inner.id != group.id and set(inner.nodes) <= set(group.nodes):
                rect |= self.frames[inner.id]
        return rect.adjusted(-AROUND, -AROUND - TITLE, AROUND, AROUND)

    def title_at(self, at: QPointF) -> Group | None:
        """The open group whose title is at a place of the scene, the innermost one."""
        return next((group for group in self.opened() if self.handle(group.id).contains(at)), None)

    def opened(self) -> list[Group]:
        """The groups that are seen as frames, inner ones first."""
        return [group for group in groups.outwards(self._present) if group.id in self.frames]

    def handle(self, identity: str) -> QRectF:
        """An open group's title, by which it is moved."""
        rect = self.frames[identity]
        return QRectF(rect.x(), rect.y(), rect.width(), TITLE)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        p = theme.palette
        zoom = painter.worldTransform().m11()
        fill = QColor(p.panel)
        fill.setAlphaF(0.55)
        for group in reversed(self.opened()):
            rect = self.frames[group.id]
            if not rect.adjusted(-_REACH, -_REACH, _REACH, _REACH).intersects(area):
                continue
            painter.setBrush(fill)
            painter.setPen(QPen(p.edge, 1))
            painter.drawRoundedRect(rect, L.RADIUS, L.RADIUS)
            if zoom >= L.DETAIL_TITLE:
                self._paint_title(painter, self.handle(group.id), group.title)

    def _paint_title(self, painter: QPainter, handle: QRectF, title: str) -> None:
        icon = theme.pixmap("group", "text2", 16, 2.0)
        painter.drawPixmap(QRectF(handle.x() + 10, handle.y() + 7, 16, 16), icon, QRectF(icon.rect()))
        font = theme.font(13, 600)
        painter.setFont(font)
        painter.setPen(theme.palette.text2)
        inside = handle.adjusted(34, 2, -10, 0)
        words = QFontMetricsF(font).elidedText(title, L.ELIDE, inside.width())
        painter.drawText(inside, int(L.LEFT), words)

    @property
    def _present(self) -> groups.Groups:
        return self._scene.document.graph.groups if self.trial is None else self.trial

    def _covered(self, group: Group) -> bool:
        """Whether a larger closed group stands for all of it."""
        item = self._of.get(group.nodes[0])
        return item is not None and set(group.nodes) <= set(item.names)

    def _repaint(self, rect: QRectF | None) -> None:
        if rect is not None:
            area = rect.adjusted(-_REACH, -_REACH, _REACH, _REACH)
            self._scene.invalidate(area, self._scene.SceneLayer.BackgroundLayer)
