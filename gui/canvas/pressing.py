"""What the left mouse button takes hold of: a port, a box, a bend, a wire, a group's title, a note, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from gui.canvas import layout as L
from gui.canvas import noting
from gui.canvas.bending import PullWire
from gui.canvas.gestures import Gesture, LayWire, MoveNodes
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
        if modifiers & _ADDING:
            box.setSelected(not box.isSelected())
        elif not box.isSelected():
            view.select_many(list(box.names))
        scene.choose_wire(None)
        scene.choose_note(None)
        return MoveNodes(view, pos)
    if (hit := scene.bend_at(at)) is not None:
        return _pull(view, *hit, pos)
    if (wire := scene.wire_at(at)) is not None:
        return _pull(view, wire, None, pos)
    if (group := scene.faces.title_at(at)) is not None:
        view.select_many(list(group.nodes))
        return MoveNodes(view, pos)
    if (note := noting.press(view, at, pos)) is not None:
        return note
    scene.choose_wire(None)
    scene.choose_note(None)
    return None


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
