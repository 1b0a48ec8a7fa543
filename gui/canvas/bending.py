"""Bends of wires: pulling a wire around nodes by its middle, moving a bend, taking it out. Each is one step to undo."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF

from engine.graph.document import Bends, Wire
from gui.canvas import layout as L

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView
    from gui.canvas.wires import WireItem


def add(view: CanvasView) -> None:
    """A bend in the middle of the longest stretch of the marked wire, marked itself."""
    item = view.canvas.chosen_wire_item
    if item is not None:
        stretches = list(pairwise(item.corners()))
        start, end = max(stretches, key=lambda ends: _length(ends[1] - ends[0]))
        place = stretches.index((start, end))
        bends = _with(item.wire.bends, place, (start + end) / 2)
        view.document.bend(item.wire, bends, view.tr("Add a bend"))
        view.document.end_gesture()
        view.canvas.choose_wire(item.wire, place)


def remove(view: CanvasView) -> bool:
    """Take the marked bend out; False if none is marked."""
    item, place = view.canvas.chosen_wire_item, view.canvas.chosen_bend
    if item is None or place is None:
        return False
    bends = item.wire.bends[:place] + item.wire.bends[place + 1 :]
    view.document.bend(item.wire, bends, view.tr("Remove a bend"))
    view.canvas.choose_wire(item.wire)
    return True


def nudge(view: CanvasView, step: QPointF) -> bool:
    """Move the marked bend; False if none is marked."""
    item, place = view.canvas.chosen_wire_item, view.canvas.chosen_bend
    if item is None or place is None:
        return False
    bends = list(item.wire.bends)
    bends[place] = (QPointF(*bends[place]) + step).toTuple()
    view.document.bend(item.wire, tuple(bends), view.tr("Move a bend"))
    return True


class PullWire:
    """Drag a wire: by a bend that it has, else a new one comes where it was taken hold of."""

    def __init__(self, view: CanvasView, item: WireItem, place: int | None, start: QPoint) -> None:
        self._view, self._item, self._press = view, item, start
        self._old = item.wire.bends
        self._new = self._old
        self._place = place
        self._adds = place is None

    def move(self, pos: QPoint, free: bool = False) -> None:
        if self._new == self._old and (pos - self._press).manhattanLength() < 4:
            return
        at = self._view.mapToScene(pos)
        at = at if free else L.snapped(at)
        if self._place is None:
            self._place = _stretch_at(self._item.corners(), self._view.mapToScene(self._press))
        rest = self._old if self._adds else self._old[: self._place] + self._old[self._place + 1 :]
        self._new = _with(rest, self._place, at)
        self._view.canvas.show_bends(self._item, self._new)

    def release(self, pos: QPoint) -> None:
        wire, view = self._item.wire, self._view
        view.canvas.show_bends(self._item, None)
        if self._new != self._old:
            words = self._view.tr("Add a bend") if self._adds else self._view.tr("Move a bend")
            view.document.end_gesture()
            view.document.bend(wire, self._new, words)
            view.document.end_gesture()
            view.canvas.choose_wire(wire, self._place)

    def cancel(self) -> None:
        self._view.canvas.show_bends(self._item, None)


def spoken(view: CanvasView, wire: Wire) -> str:
    """A wire in one sentence, for screen readers."""
    document = view.document
    ends = document.title_of(wire.source), document.title_of(wire.target)
    sentence = view.tr("Wire from {0} to {1}").format(*ends)
    place = view.canvas.chosen_bend
    return sentence if place is None else view.tr("{0}, bend {1}").format(sentence, place + 1)


def _with(bends: Bends, place: int, at: QPointF) -> Bends:
    return (*bends[:place], at.toTuple(), *bends[place:])


def _stretch_at(corners: list[QPointF], at: QPointF) -> int:
    """Which stretch between two corners runs nearest to a point."""
    detours = [_length(at - one) + _length(other - at) - _length(other - one) for one, other in pairwise(corners)]
    return detours.index(min(detours))


def _length(step: QPointF) -> float:
    return hypot(step.x(), step.y())


COMMANDS = {"add_bend": add}
