"""Arranging what is selected: aligned, evenly spread, or all in tidy columns. Each is one step to undo.

A box, be it a node or a closed group, goes by the name of its first node.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from engine.graph.topology import sort
from gui.canvas.layout import snapped
from gui.canvas.tidy import Box, Link, tidy

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

Rects = dict[str, QRectF]
Places = dict[str, tuple[float, float]]


def arrange(view: CanvasView, how: str) -> None:
    """Do one of COMMANDS. Tidying takes the whole graph unless several nodes are selected, and straightens the wires
    between the nodes: their bends led around what now stands elsewhere."""
    every = view.canvas.faces.all()
    boxes = [box for box in every if box.isSelected()]
    if how == "tidy" and len(boxes) < 2:
        boxes = every
    rects = {box.names[0]: box.scene_rect() for box in boxes}
    if len(rects) < 2:
        return
    places = _tidied(view, rects) if how == "tidy" else COMMANDS[how](rects)
    moved = _of_nodes(view, rects, places)
    document = view.document
    bent = [w for w in document.graph.wires if w.bends and how == "tidy" and w.source in moved and w.target in moved]
    document.end_gesture()
    if bent:
        document.undo_stack.beginMacro(view.tr("Tidy"))
    for wire in bent:
        document.bend(wire, (), view.tr("Tidy"))
    document.move(moved)
    if bent:
        document.undo_stack.endMacro()
    document.end_gesture()
    if how == "tidy" and len(boxes) == len(every):
        view.fit()


def _of_nodes(view: CanvasView, rects: Rects, places: Places) -> Places:
    """The nodes of a closed group go where the group goes."""
    entries, found = view.document.graph.nodes, {}
    for first, (x, y) in places.items():
        dx, dy = x - rects[first].x(), y - rects[first].y()
        for name in view.canvas.faces.of(first).names:
            found[name] = (entries[name].x + dx, entries[name].y + dy)
    return found


def _tidied(view: CanvasView, rects: Rects) -> Places:
    """In columns, with the corner of all where it is."""
    scene, graph = view.canvas, view.document.graph
    done, _ = sort(graph)
    first = {name: first for first in rects for name in scene.faces.of(first).names}
    names = dict.fromkeys(first[name] for name in [*done, *graph.nodes] if name in first)
    boxes = {name: Box(rects[name].width(), rects[name].height(), rects[name].y()) for name in names}
    links = []
    for wire in graph.wires:
        source, target = first.get(wire.source), first.get(wire.target)
        if source is not None and target is not None and source != target:
            start = scene.place_of(wire.source, wire.output, False).y() - rects[source].y()
            end = scene.place_of(wire.target, wire.input, True).y() - rects[target].y()
            links.append(Link(source, start, target, end))
    left, top = snapped(_around(rects).topLeft()).toTuple()
    return {name: (left + x, top + y) for name, (x, y) in tidy(boxes, links).items()}


def _aligned(along: Callable[[QRectF, QRectF], QPointF]) -> Callable[[Rects], Places]:
    """`along(rect, all)` gives a node's new corner, from the rectangle around all of them."""

    def move(rects: Rects) -> Places:
        whole = _around(rects)
        return {name: snapped(along(rect, whole)).toTuple() for name, rect in rects.items()}

    return move


def _spread(rects: Rects, across: bool) -> Places:
    """The same gap between all; the outermost two stay."""
    order = sorted(rects, key=lambda name: rects[name].center().x() if across else rects[name].center().y())
    sizes = [rects[name].width() if across else rects[name].height() for name in order]
    first, last = rects[order[0]], rects[order[-1]]
    span = last.right() - first.left() if across else last.bottom() - first.top()
    gap = (span - sum(sizes)) / (len(order) - 1)
    at = first.left() if across else first.top()
    places: Places = {}
    for name, size in zip(order, sizes, strict=True):
        rect = rects[name]
        places[name] = snapped(QPointF(at, rect.y()) if across else QPointF(rect.x(), at)).toTuple()
        at += size + gap
    return places


def _around(rects: Rects) -> QRectF:
    whole = QRectF()
    for rect in rects.values():
        whole |= rect
    return whole


COMMANDS: dict[str, Callable[[Rects], Places]] = {
    "align_left": _aligned(lambda rect, whole: QPointF(whole.left(), rect.y())),
    "align_centre": _aligned(lambda rect, whole: QPointF(whole.center().x() - rect.width() / 2, rect.y())),
    "align_right": _aligned(lambda rect, whole: QPointF(whole.right() - rect.width(), rect.y())),
    "align_top": _aligned(lambda rect, whole: QPointF(rect.x(), whole.top())),
    "align_middle": _aligned(lambda rect, whole: QPointF(rect.x(), whole.center().y() - rect.height() / 2)),
    "align_bottom": _aligned(lambda rect, whole: QPointF(rect.x(), whole.bottom() - rect.height())),
    "spread_across": lambda rects: _spread(rects, across=True),
    "spread_down": lambda rects: _spread(rects, across=False),
}
