"""What the mouse takes hold of, opens and chooses: ports, boxes, bends, wires, titles of groups, notes, nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from gui.canvas import bending, grouping, noting
from gui.canvas import layout as L
from gui.canvas.bending import PullWire
from gui.canvas.gestures import Gesture, LayWire, MoveNodes
from gui.canvas.items import GroupItem, NodeItem
from gui.canvas.layout import Spot
from gui.canvas.wires import WireItem

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def press(view: CanvasView, pos: QPoint, modifiers: Qt.KeyboardModifier) -> Gesture | None:
    """Select what lies there. The gesture that begins; None if nothing lies there."""
    scene, at = view.canvas, view.mapToScene(pos)
    spot = scene.spot_at(at) if view.zoom >= L.DETAIL_TITLE else None
    box = scene.box_at(at)
    if spot is not None:
        return wire_from(view, spot, pos)
    if box is not None:
        return _take(view, box.names, pos, modifiers)
    if (hit := scene.bend_at(at)) is not None:
        return _pull(view, *hit, pos)
    if (wire := scene.wire_at(at)) is not None:
        return _pull(view, wire, None, pos)
    if (group := scene.faces.title_at(at)) is not None:
        return _take(view, group.nodes, pos, modifiers)
    if (note := noting.press(view, at, pos)) is not None:
        return note
    scene.choose_wire(None)
    scene.choose_note(None)
    return None


def adding(event: QMouseEvent) -> QMouseEvent:
    """Shift adds to the selection like Ctrl, also with a rubber band, for which Qt knows Ctrl alone."""
    if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return event
    place, control = event.position(), Qt.KeyboardModifier.ControlModifier
    return QMouseEvent(event.type(), place, event.globalPosition(), event.button(), event.buttons(), control)


def press_twice(view: CanvasView, pos: QPoint, button: Qt.MouseButton) -> None:
    """Open what lies there: a group, a node, a note; take a bend out; on nothing, and on a wire, search for a node."""
    scene, at = view.canvas, view.mapToScene(pos)
    box = scene.box_at(at)
    if isinstance(box, GroupItem):
        grouping.open_group(view, box.shows)
    elif isinstance(box, NodeItem):
        view.node_activated.emit(box.node)
    elif (group := scene.faces.title_at(at)) is not None:
        grouping.close(view, group)
    elif scene.chosen_bend is not None:
        bending.remove(view)
    elif scene.chosen_note is not None:
        noting.write(view, scene.chosen_note)
    elif button == Qt.MouseButton.LeftButton:
        view.offer_nodes(pos)


def choose_at(view: CanvasView, at: QPointF) -> None:
    """Select what a menu at this place is about, unless it is selected."""
    scene = view.canvas
    box, group, note = scene.box_at(at), scene.faces.title_at(at), scene.note_at(at)
    if box is not None:
        if not box.isSelected():
            view.select_many(list(box.names))
    elif (bent := scene.bend_at(at)) is not None:
        view.select(None)
        scene.choose_wire(bent[0].wire, bent[1])
    elif (wire := scene.wire_at(at)) is not None:
        view.select(None)
        scene.choose_wire(wire.wire)
    elif group is not None:
        view.select_many(list(group.nodes))
    elif note is not None:
        noting.mark(view, note)


def _take(view: CanvasView, names: Sequence[str], pos: QPoint, modifiers: Qt.KeyboardModifier) -> MoveNodes:
    """Take hold of nodes, with all others if they are selected already. A click without a drag then chooses them alone,
    or with Ctrl or Shift lets them go."""
    chosen, adding = view.selected_nodes, bool(modifiers & _ADDING)
    there = set(names) <= set(chosen)
    if not there:
        view.select_many([*chosen, *names] if adding else list(names))
        return MoveNodes(view, pos, names)
    rest = [name for name in chosen if name not in names] if adding else list(names)
    view.select_many(chosen)
    return MoveNodes(view, pos, names, lambda: view.select_many(rest))


def _pull(view: CanvasView, item: WireItem, bend: int | None, pos: QPoint) -> PullWire:
    view.select(None)
    view.canvas.choose_wire(item.wire, bend)
    return PullWire(view, item, bend, pos)


def wire_from(view: CanvasView, spot: Spot, pos: QPoint) -> LayWire:
    """A new wire; from an input that has one already, that wire is taken off."""
    old = view.document.graph.wires_into(spot.node, spot.name) if spot.is_input else []
    if old:
        source = view.canvas.spot(old[-1].source, old[-1].output, False)
        if source is not None:
            return LayWire(view, source, pos, instead_of=old[-1])
    return LayWire(view, spot, pos)
