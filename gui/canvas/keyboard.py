"""The canvas without a mouse: go from node to node and to notes, move them, remove them, hear what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from gui.canvas import layout as L
from gui.canvas import noting
from gui.canvas.noting import NoteEditor

if TYPE_CHECKING:
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
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
        view.delete_selection()
    elif key == Qt.Key.Key_A and modifiers == Qt.KeyboardModifier.ControlModifier:
        view.select_all()
    elif key in _ARROWS and not modifiers & Qt.KeyboardModifier.ControlModifier:
        nudge(view, *_ARROWS[key], _LONG_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(selected) == 1:
        view.node_activated.emit(selected[0])
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and view.canvas.chosen_note is not None:
        NoteEditor(view, view.canvas.chosen_note)
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
    step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
    return step is not None and walk(view, step)


def walk(view: CanvasView, step: int) -> bool:
    """Select the next node, note or frame, from left to right; False at the end, where the focus goes on to the next
    widget. Nodes are named, notes have places."""
    scene = view.canvas
    corners: dict[str | int, tuple[float, float]] = {i: (note.x, note.y) for i, note in enumerate(scene.notes)}
    corners |= {name: (item.x(), item.y()) for name, item in scene.nodes.items()}
    order = sorted(corners, key=lambda thing: corners[thing])
    if not order:
        if step > 0:
            view.offer_nodes()
        return step > 0
    selected: list[str | int] = [*view.selected_nodes]
    if scene.chosen_note is not None:
        selected = [scene.chosen_note]
    if not selected:
        place = 0 if step > 0 else len(order) - 1
    else:
        place = order.index(selected[-1] if step > 0 else selected[0]) + step
    if not 0 <= place < len(order):
        return False
    thing = order[place]
    if isinstance(thing, int):
        noting.mark(view, thing)
    else:
        view.select(thing)
    return True


def nudge(view: CanvasView, dx: int, dy: int, steps: int) -> None:
    """Move the selected nodes, or the marked note, on the grid; with nothing selected, the view."""
    selected = view.selected_nodes
    if view.canvas.chosen_note is not None:
        noting.nudge(view, QPointF(dx, dy) * steps * L.SNAP)
        return
    if not selected:
        view.scroll_by(dx * 48, dy * 48)
        return
    distance = steps * L.SNAP
    nodes = view.document.graph.nodes
    view.document.move({n: (nodes[n].x + dx * distance, nodes[n].y + dy * distance) for n in selected})
