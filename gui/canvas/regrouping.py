"""Nodes that join a group or leave it: dragged, chosen from a menu, or new on an open group's frame."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from engine.graph import groups
from engine.graph.document import Group
from gui.canvas import accessible, keyboard
from gui.canvas.faces import AROUND
from gui.canvas.layout import SNAP, snapped

if TYPE_CHECKING:
    from gui.canvas.scene import CanvasScene
    from gui.canvas.view import CanvasView

_GAP = 4 * SNAP
_THROUGH = 0.6
"How much is seen of what would go into a closed group: the group is seen through it."
Places = dict[str, tuple[float, float]]


def _tr(text: str, *arguments: object) -> str:
    return QCoreApplication.translate("canvas", text).format(*arguments)


class Regrouping:
    """Which group dragged nodes would lie in if they were dropped now: the innermost one under the mouse. Frames grow
    and shrink with what they hold; here they are where they were when the drag began, so that one can drag out of them.
    While the mouse stays in the group that it began in, nothing joins or leaves anything."""

    def __init__(self, view: CanvasView, nodes: Collection[str], held: Collection[str]) -> None:
        """`held`: those of the nodes that the mouse has taken hold of."""
        self._view, self._nodes = view, nodes
        scene, present = view.canvas, view.document.graph.groups
        others = [group for group in present if not set(group.nodes) <= set(nodes)]
        closed = [(box.scene_rect(), box.shows) for box in scene.faces.groups.values() if box.shows in others]
        opened = [(scene.faces.frames[group.id], group) for group in scene.faces.opened() if group in others]
        self._areas = closed + opened
        self._before = self.into = groups.around(others, held)

    def aim(self, at: QPointF) -> None:
        """The mouse is at a place of the scene: show what a drop would do."""
        into = next((group for area, group in self._areas if area.contains(at)), None)
        faces = self._view.canvas.faces
        if into != self.into:
            self.into = into
            for name in self._nodes:
                faces.of(name).setOpacity(_THROUGH if into is not None and into.closed else 1.0)
            faces.trial = self.result
            faces.place(())
        if into is None or into == self._before:
            self._view.drop_frame.hide()
        else:
            area = faces.groups[into.id].scene_rect() if into.closed else faces.frames[into.id]
            self._view.drop_frame.show_around(area, self.words)

    @property
    def result(self) -> groups.Groups:
        """The document's groups after a drop."""
        present = self._view.document.graph.groups
        return present if self.into == self._before else groups.put(present, self._nodes, self.into)

    @property
    def words(self) -> str:
        """What the drop does; nothing if it only moves."""
        if self.into == self._before:
            return ""
        if self.into is not None:
            return put_words(self.into)
        return _tr("Take out of {0}", self._before.title) if self._before else ""

    def end(self) -> None:
        """The drag is over: show the groups that there are."""
        faces = self._view.canvas.faces
        for name in self._view.canvas.nodes.keys() & self._nodes:
            faces.of(name).setOpacity(1.0)
        faces.trial = None
        faces.place(())
        self._view.drop_frame.hide()


def candidates(view: CanvasView) -> list[Group]:
    """The groups that what is selected could be put into."""
    names, present = view.selected_nodes, view.document.graph.groups
    around = groups.home(present, names)
    return [group for group in present if names and group != around and not set(group.nodes) <= set(names)]


def put_into(view: CanvasView) -> None:
    """Choose a group for the selected nodes from a menu."""
    menu = QMenu(view)
    menu.setAccessibleName(_tr("Put into a group"))
    for group in candidates(view):
        action = QAction(group.title, menu)
        action.triggered.connect(lambda _checked=False, group=group: put(view, group))
        menu.addAction(action)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(view.viewport().mapToGlobal(keyboard.place(view)))
    menu.setActiveAction(menu.actions()[0])


def take_out(view: CanvasView) -> None:
    """The selected nodes leave the innermost group around them, and go below its frame."""
    names, document = view.selected_nodes, view.document
    present = document.graph.groups
    left = groups.home(present, names)
    if left is None:
        return
    result = groups.put(present, names, groups.home(present, left.nodes))
    rest = next(group for group in result if group.id == left.id)
    frame, area = view.canvas.faces.frame_of(rest), _area(view.canvas, names)
    down = frame.bottom() + _GAP - area.top() if frame.intersects(area) else 0.0
    _change(view, names, result, _moved(view, names, QPointF(0, down)), _tr("Take out of {0}", left.title))


def room_in(view: CanvasView, group: Group, names: Sequence[str]) -> Places:
    """Where nodes go that join a group without having been led to a place in it: below its nodes."""
    frame, area = view.canvas.faces.frame_of(group), _area(view.canvas, names)
    corner = QPointF(frame.left() + AROUND, frame.bottom() - AROUND + _GAP)
    return _moved(view, names, corner - area.topLeft())


def join_where_it_stands(scene: CanvasScene, node: str) -> None:
    """A new node that stands on an open group's frame belongs to it. The caller makes it one step with its coming."""
    into = group_under(scene, scene.nodes[node].scene_rect().center())
    if into is not None:
        scene.document.set_groups(groups.put(scene.document.graph.groups, [node], into), put_words(into))


def group_under(scene: CanvasScene, at: QPointF) -> Group | None:
    """The innermost open group on whose frame a place is."""
    return next((group for group in scene.faces.opened() if scene.faces.frames[group.id].contains(at)), None)


def put_words(into: Group) -> str:
    return _tr("Put into {0}", into.title)


def put(view: CanvasView, into: Group) -> None:
    """Put the selected nodes into a group."""
    names = view.selected_nodes
    result = groups.put(view.document.graph.groups, names, into)
    _change(view, names, result, room_in(view, into, names), put_words(into))
    view.select_many(names)


def _change(view: CanvasView, names: Sequence[str], result: groups.Groups, places: Places, words: str) -> None:
    document = view.document
    document.end_gesture()
    document.undo_stack.beginMacro(words)
    document.set_groups(result, words)
    document.move(places)
    document.undo_stack.endMacro()
    document.end_gesture()
    area = _area(view.canvas, names)
    if not view.seen_rect().contains(area):
        view.ensureVisible(area, _GAP, _GAP)
    accessible.tell(view, words)


def _moved(view: CanvasView, names: Sequence[str], step: QPointF) -> Places:
    step, nodes = snapped(step), view.document.graph.nodes
    return {name: (nodes[name].x + step.x(), nodes[name].y + step.y()) for name in names}


def _area(scene: CanvasScene, names: Sequence[str]) -> QRectF:
    """What the boxes of these nodes take."""
    area = QRectF()
    for name in names:
        area |= scene.faces.of(name).scene_rect()
    return area


COMMANDS = {"put_into": put_into, "take_out": take_out}
