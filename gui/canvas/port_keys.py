"""Ports and wires without a mouse: mark a port, lay a wire from it to one that fits, go along wires to other nodes."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent

from gui.canvas import accessible, words
from gui.canvas.gestures import LayWire
from gui.canvas.layout import PortKey, Spot

if TYPE_CHECKING:
    from engine.graph.document import Wire
    from gui.canvas.view import CanvasView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ONWARDS = (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Left)


class PortKeys:
    """The port that is marked, and the wire that is being laid from it. It is a `LayWire` as a mouse would do it: the
    keys say where the mouse would be."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._home = ""
        "The node whose wires are being gone through."
        self._laying: LayWire | None = None
        self._ends: list[Spot] = []
        self._end = 0

    @property
    def laying(self) -> bool:
        return self._laying is not None and self._view.gesture is self._laying

    @property
    def marked(self) -> Spot | None:
        key = self._view.canvas.chosen_port
        return self._view.canvas.spot(*key) if key is not None else None

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False if ports have no use for it."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.laying:
            return self._lay(key)
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                return self._step(1 if key == Qt.Key.Key_Down else -1)
            if key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
                return self._follow(forwards=key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_W and not modifiers:
            return self._next_wire()
        marked = self.marked
        if marked is None or modifiers:
            return False
        if key in _ENTER:
            self._begin(marked)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for wire in self._wires(marked.key)[-1:]:
                self._view.document.disconnect(wire)
        elif key == Qt.Key.Key_Insert or key == Qt.Key.Key_Slash:
            self._view.offer_nodes(self._place(marked), marked)
        elif key == Qt.Key.Key_Escape:
            self._view.canvas.choose_port(None)
        else:
            return False
        return True

    def _step(self, step: int) -> bool:
        """Mark the next port of the selected node; before the first and after the last, none."""
        scene = self._view.canvas
        names = self._view.selected_nodes or list(scene.nodes)[:1]
        if not names:
            return False
        box = scene.faces.of(names[0])
        if not box.isSelected():
            self._view.select(names[0])
        keys: list[PortKey | None] = [None, *(spot.key for spot in box.layout.spots)]
        here = keys.index(scene.chosen_port) if scene.chosen_port in keys else 0
        scene.choose_port(keys[(here + step) % len(keys)])
        return True

    def _follow(self, forwards: bool) -> bool:
        """Select the node that the selected one feeds, or that feeds it; along the marked port's wire if it has one."""
        view = self._view
        names = set(view.selected_nodes)
        marked = self.marked
        wires = self._wires(marked.key) if marked and marked.is_input is not forwards else []
        if not wires:
            ends = ((wire.source, wire.target) if forwards else (wire.target, wire.source) for wire in self._all())
            both = zip(self._all(), ends, strict=True)
            wires = [wire for wire, (here, there) in both if here in names and there not in names]
        if wires:
            view.select(wires[0].target if forwards else wires[0].source)
        return bool(wires)

    def _next_wire(self) -> bool:
        """Mark the next wire of the marked port or the selected node, so that it can be removed, bent or led through a
        new node."""
        scene, marked = self._view.canvas, self.marked
        names = set(self._view.selected_nodes)
        if scene.chosen_wire is not None and not names:
            names = {self._home}
        wires = self._wires(marked.key) if marked else [w for w in self._all() if {w.source, w.target} & names]
        if not wires:
            return False
        here = wires.index(scene.chosen_wire) if scene.chosen_wire in wires else -1
        self._home = next(iter(names), wires[0].source)
        self._view.select(None)
        scene.choose_wire(wires[(here + 1) % len(wires)])
        return True

    def _begin(self, marked: Spot) -> None:
        """Start a wire at a port. Where nothing on the canvas fits, nodes that do are offered at once."""
        view = self._view
        laying = LayWire(view, marked, self._place(marked))
        laying.begin()
        start = view.canvas.place_of(*marked.key)
        fitting = [
            (view.canvas.place_of(*spot.key) - start, spot)
            for box in view.canvas.faces.all()
            for spot in box.layout.spots
            if box.emphasis.get(spot.key)
        ]
        if not fitting:
            laying.cancel()
            view.offer_nodes(self._place(marked), marked)
            return
        self._ends = [spot for _, spot in sorted(fitting, key=lambda end: hypot(end[0].x(), end[0].y()))]
        self._laying = view.gesture = laying
        self._end = 0
        self._show()

    def _lay(self, key: Qt.Key) -> bool:
        view, laying = self._view, self._laying
        if laying is None:
            return False
        if any(spot.node not in view.canvas.nodes for spot in self._ends):
            key = Qt.Key.Key_Escape
        if key in _ONWARDS or key in _BACK:
            self._end = (self._end + (1 if key in _ONWARDS else -1)) % len(self._ends)
            self._show()
        elif key in _ENTER:
            view.gesture = self._laying = None
            laying.release(self._place(self._ends[self._end]))
        elif key == Qt.Key.Key_Escape:
            self._laying = None
            view.escape()
        elif key in (Qt.Key.Key_Insert, Qt.Key.Key_Slash):
            view.gesture = self._laying = None
            laying.aim(None, view.canvas.place_of(*self._ends[self._end].key))
            laying.release(self._place(self._ends[self._end]))
        if not self.laying:
            self._ring(view.canvas.chosen_port)
        return True

    def _show(self) -> None:
        """Lead the wire to the port that the keys are at."""
        spot = self._ends[self._end]
        rect = self._view.canvas.faces.of(spot.node).scene_rect()
        if not self._view.seen_rect().contains(rect):
            self._view.ensureVisible(rect, 24, 24)
        if self._laying is not None:
            self._laying.aim(spot, self._view.canvas.place_of(*spot.key))
        self._ring(spot.key)
        question = self._view.tr("Connect to {0}? Press Enter.")
        accessible.tell(self._view, question.format(words.port(self._view.document, spot)))

    def _ring(self, port: PortKey | None) -> None:
        for box in self._view.canvas.faces.all():
            box.mark(port)

    def _place(self, spot: Spot) -> QPoint:
        return self._view.mapFromScene(self._view.canvas.place_of(*spot.key))

    def _wires(self, key: PortKey) -> list[Wire]:
        node, name, is_input = key
        graph = self._view.document.graph
        return graph.wires_into(node, name) if is_input else graph.wires_from(node, name)

    def _all(self) -> list[Wire]:
        return self._view.document.graph.wires
