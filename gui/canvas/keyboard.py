"""The canvas without a mouse: go from node to node and to notes, move them, remove them, hear what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent

from gui.canvas import bending, grouping, noting
from gui.canvas import layout as L
from gui.canvas.items import Box

if TYPE_CHECKING:
    from gui.canvas.scene import CanvasScene
    from gui.canvas.view import CanvasView

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LONG_STEP = 5


def press(view: CanvasView, event: QKeyEvent) -> bool:
    """Act on a key; False if the canvas has no use for it."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    plain = modifiers == Qt.KeyboardModifier.NoModifier
    selected = view.selected_nodes
    if view.port_keys.press(event):
        return True
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
        view.delete_selection()
    elif key == Qt.Key.Key_A and modifiers == Qt.KeyboardModifier.ControlModifier:
        view.select_all()
    elif key in _ARROWS and not modifiers & Qt.KeyboardModifier.ControlModifier:
        nudge(view, *_ARROWS[key], _LONG_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (group := grouping.current(view)) and group.closed:
        grouping.open_group(view, group)
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(selected) == 1:
        view.node_activated.emit(selected[0])
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and view.canvas.chosen_note is not None:
        noting.write(view, view.canvas.chosen_note)
    elif key == Qt.Key.Key_M and plain:
        view.toggle_bypass()
    elif key == Qt.Key.Key_F and plain:
        view.fit()
    elif key == Qt.Key.Key_Insert or (key == Qt.Key.Key_Slash and plain):
        view.offer_nodes()
    elif key == Qt.Key.Key_Escape:
        view.escape()
    else:
        return False
    return True


def tab(view: CanvasView, event: QKeyEvent) -> bool:
    """Tab and its opposite go from node to node; False if the key is another, or there is none left."""
    if view.port_keys.laying:
        return view.port_keys.press(event)
    step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
    return step is not None and walk(view, step)


def enter(view: CanvasView, reason: Qt.FocusReason) -> None:
    """The focus came by keys: something is selected, so that one sees where it is."""
    step = {Qt.FocusReason.TabFocusReason: 1, Qt.FocusReason.BacktabFocusReason: -1}.get(reason)
    scene = view.canvas
    marked = view.selected_nodes or scene.chosen_note is not None or scene.chosen_wire is not None
    if step is not None and scene.faces.all() and not marked:
        walk(view, step)


def place(view: CanvasView) -> QPoint:
    """Where a menu opens that keys ask for: at what is marked or selected, else in the middle."""
    scene, names = view.canvas, view.selected_nodes
    if scene.chosen_port is not None and scene.chosen_port[0] in scene.nodes:
        at = scene.place_of(*scene.chosen_port)
    elif names:
        at = scene.faces.of(names[0]).scene_rect().center()
    elif (item := scene.chosen_wire_item) is not None:
        at = item.path().pointAtPercent(0.5)
    elif scene.chosen_note is not None:
        at = scene.notes[scene.chosen_note].rect.center()
    else:
        return view.viewport().rect().center()
    return view.mapFromScene(at)


def walk(view: CanvasView, step: int) -> bool:
    """Select the next node, group, note or frame, from left to right; False at the end, where the focus goes on to the
    next widget. Notes have places."""
    scene = view.canvas
    boxes = scene.faces.all()
    corners: list[tuple[float, float, Box | int]] = [(note.x, note.y, i) for i, note in enumerate(scene.notes)]
    corners += [(box.x(), box.y(), box) for box in boxes]
    order = [thing for _, _, thing in sorted(corners, key=lambda corner: corner[:2])]
    if not order:
        if step > 0:
            view.offer_nodes()
        return step > 0
    chosen = [place for place, thing in enumerate(order) if _is_chosen(scene, thing)]
    first = 0 if step > 0 else len(order) - 1
    place = chosen[-1 if step > 0 else 0] + step if chosen else first
    if not 0 <= place < len(order):
        return False
    thing = order[place]
    if isinstance(thing, int):
        noting.mark(view, thing)
    else:
        view.select(thing.names[0])
    return True


def _is_chosen(scene: CanvasScene, thing: Box | int) -> bool:
    return thing == scene.chosen_note if isinstance(thing, int) else thing.isSelected()


def nudge(view: CanvasView, dx: int, dy: int, steps: int) -> None:
    """Move the selected nodes, or the marked bend or note, on the grid; with nothing selected, the view."""
    selected = view.selected_nodes
    if bending.nudge(view, QPointF(dx, dy) * steps * L.SNAP):
        return
    if view.canvas.chosen_note is not None:
        noting.nudge(view, QPointF(dx, dy) * steps * L.SNAP)
        return
    if not selected:
        view.scroll_by(dx * 48, dy * 48)
        return
    distance = steps * L.SNAP
    nodes = view.document.graph.nodes
    view.document.move({n: (nodes[n].x + dx * distance, nodes[n].y + dy * distance) for n in selected})
