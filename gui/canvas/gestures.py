"""What a pressed mouse button is doing: moving nodes, laying a wire, or moving the view."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QGraphicsPathItem

from engine.graph.document import Wire
from gui.canvas import inserting
from gui.canvas import layout as L
from gui.canvas.fitting import Fitting
from gui.canvas.items import HELD, RESTING
from gui.canvas.layout import Spot
from gui.canvas.regrouping import Regrouping, room_in
from gui.canvas.wires import wire_path, wire_pen

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView


class Gesture(Protocol):
    """Lives from the press of a button to its release. Positions are the viewport's. `free`: off the grid."""

    def move(self, pos: QPoint, free: bool = False) -> None: ...

    def release(self, pos: QPoint) -> None: ...

    def cancel(self) -> None:
        """Show the document again. It may have changed since the gesture began."""
        ...


class Pan:
    """Move the view with the mouse."""

    def __init__(self, view: CanvasView, start: QPoint) -> None:
        self._view, self._last = view, start

    def move(self, pos: QPoint, free: bool = False) -> None:
        step = pos - self._last
        self._last = pos
        self._view.scroll_by(-step.x(), -step.y())

    def release(self, pos: QPoint) -> None:
        self._view.update_cursor()

    def cancel(self) -> None:
        self._view.update_cursor()


class MoveNodes:
    """Drag the selected nodes on the grid, off it while Alt is held; they join the group on which they are dropped, and
    one node alone can be dropped into a wire. The document hears of it once, at the end."""

    def __init__(
        self, view: CanvasView, start: QPoint, held: Collection[str] = (), clicked: Callable[[], None] | None = None
    ) -> None:
        """`held`: the nodes that the mouse has taken hold of, else all that are selected. `clicked` is called when the
        button is let go without a movement."""
        self._view, self._clicked = view, clicked
        self._scene = view.canvas
        self._start = view.mapToScene(start)
        self._from = {name: self._scene.nodes[name].pos() for name in view.selected_nodes}
        held = [name for name in held or self._from if name in self._from]
        self._anchor = self._from[held[0]] if held else QPointF()
        self._regrouping = Regrouping(view, self._from.keys(), held)
        self._lifted = self._moved = False
        self._under: Wire | None = None

    def move(self, pos: QPoint, free: bool = False) -> None:
        at = self._view.mapToScene(pos)
        step = at - self._start
        if not self._moved and step.manhattanLength() < 3:
            return
        if not self._lifted:
            self._lifted = self._moved = True
            self._scene.lifted.lift(self._from)
            self._raise(True)
        if not free:
            step = L.snapped(self._anchor + step) - self._anchor
        self._put(step)
        self._regrouping.aim(at)
        self._under = self._wire_under()
        self._scene.choose_wire(self._under)

    def release(self, pos: QPoint) -> None:
        if not self._moved:
            if self._clicked is not None:
                self._clicked()
            return
        self._scene.lifted.settle()
        self._raise(False)
        view, document, names = self._view, self._view.document, list(self._from)
        result, words, into = self._regrouping.result, self._regrouping.words, self._regrouping.into
        self._regrouping.end()
        self._scene.choose_wire(None)
        places = {name: self._scene.nodes[name].pos().toTuple() for name in names}
        hidden = into is not None and into.closed
        if into is not None and hidden:
            self._scene.restore(names)
            places = room_in(view, into, names)
        if self._under is not None:
            words = self._view.tr("Insert {0}").format(document.title_of(names[0]))
        document.end_gesture()
        if words:
            document.undo_stack.beginMacro(words)
        document.move(places)
        document.set_groups(result, words)
        if self._under is not None:
            inserting.insert(self._scene, names[0], self._under)
        if words:
            document.undo_stack.endMacro()
        document.end_gesture()
        if hidden:
            view.select_many(names)

    def cancel(self) -> None:
        self._scene.choose_wire(None)
        self._scene.lifted.settle()
        self._raise(False)
        self._regrouping.end()
        self._scene.restore(self._from)

    def _raise(self, above: bool) -> None:
        """What is dragged is above what it is dragged over."""
        for name in self._from.keys() & self._scene.nodes.keys():
            self._scene.faces.of(name).setZValue(HELD if above else RESTING)

    def _put(self, step: QPointF) -> None:
        for name, origin in self._from.items():
            self._scene.nodes[name].setPos(origin + step)
        self._scene.moved(self._from.keys(), step)
        self._scene.appearance_changed.emit()

    def _wire_under(self) -> Wire | None:
        """The wire into which the node would go."""
        into = self._regrouping.into
        if len(self._from) > 1 or any(map(self._scene.faces.hides, self._from)) or (into is not None and into.closed):
            return None
        return inserting.wire_under(self._scene, *self._from)


@dataclass
class _Target:
    """The port under the mouse, and why the wire cannot end there (None: it can)."""

    spot: Spot
    reason: str | None


class LayWire:
    """Drag a wire from a port, or an old one off its input. Ports that fit grow, the others fade and say why."""

    def __init__(self, view: CanvasView, fixed: Spot, start: QPoint, instead_of: Wire | None = None) -> None:
        self._view = view
        self._scene = view.canvas
        self._fixed, self._instead_of = fixed, instead_of
        self._press = start
        self._begun = False
        self._target: _Target | None = None
        self._item = QGraphicsPathItem()
        self._item.setPen(wire_pen(fixed.kind))
        self._item.setZValue(3)

    def move(self, pos: QPoint, free: bool = False) -> None:
        if not self._begun:
            if (pos - self._press).manhattanLength() < 4:
                return
            self.begin()
        at = self._view.mapToScene(pos)
        self.aim(self._spot_at(at), at)

    def aim(self, spot: Spot | None, at: QPointF) -> None:
        """Lead the wire to a port, or to a place where none is."""
        self._target = _Target(spot, self._reason(spot)) if spot is not None else None
        fits = self._target is not None and self._target.reason is None
        self._item.setPath(self._path(self._scene.place_of(*spot.key) if spot is not None and fits else at))
        self._view.show_note(self._target.reason if self._target else None, self._view.mapFromScene(at))

    def release(self, pos: QPoint) -> None:
        target = self._target
        begun = self._begun
        self._finish()
        if not begun:
            return
        document = self._view.document
        if target is None:
            if self._instead_of is not None:
                document.disconnect(self._instead_of)
            else:
                self._view.offer_nodes(pos, self._fixed)
        elif target.reason is None:
            document.connect(self._fixed.wire_to(target.spot), self._instead_of)
        else:
            self._view.show_note(target.reason, pos, linger=True)

    def cancel(self) -> None:
        self._finish()

    def begin(self) -> None:
        """Show the wire, and which ports it fits."""
        self._begun = True
        self._scene.addItem(self._item)
        if self._instead_of is not None:
            self._scene.lifted.take(self._instead_of)
        fitting = Fitting(self._view.document, self._fixed, self._instead_of)
        for box in self._scene.faces.all():
            box.emphasise({s.key: fitting.holds(s) for s in box.layout.spots if s.key != self._fixed.key})

    def _finish(self) -> None:
        self._view.show_note(None, self._press)
        if not self._begun:
            return
        self._scene.removeItem(self._item)
        self._scene.lifted.settle()
        for box in self._scene.faces.all():
            box.emphasise({})

    def _reason(self, spot: Spot) -> str | None:
        """Why the wire cannot end at a port."""
        if spot.is_input == self._fixed.is_input:
            if spot.is_input:
                return self._view.tr("Both are inputs. A wire goes from an output to an input.")
            return self._view.tr("Both are outputs. A wire goes from an output to an input.")
        wire = self._fixed.wire_to(spot)
        return None if wire == self._instead_of else self._view.document.why_not(wire, self._instead_of)

    def _spot_at(self, at: QPointF) -> Spot | None:
        """A port near the mouse; over a node's body its first port that fits."""
        spot = self._scene.spot_at(at)
        if spot is not None and spot.key == self._fixed.key:
            return None
        if spot is None:
            box = self._scene.box_at(at)
            if box is None or self._fixed.node in box.names:
                return None
            spot = next((s for s in box.layout.spots if box.emphasis.get(s.key)), None)
        return spot

    def _path(self, end: QPointF):
        start = self._scene.place_of(*self._fixed.key)
        return wire_path(end, start) if self._fixed.is_input else wire_path(start, end)
