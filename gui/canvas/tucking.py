"""Bends of wires that lead out of a group. Those within its frame are put away while it is closed, as the nodes that
they lead around are, and come back with them; those outside stay, and so do those that come while it is closed."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from engine.graph.document import Bends, Graph, Group

if TYPE_CHECKING:
    from gui.canvas.scene import CanvasScene


def closed(scene: CanvasScene, group: Group, words: str) -> Group:
    """The group, closed, with the bends that its wires lose. Several commands: the caller makes them one step."""
    graph, inside, frame = scene.document.graph, set(group.nodes), scene.faces.frame_of(group)
    corner, kept = _corner(graph, group), []
    for wire in list(graph.wires):
        if not wire.bends or (wire.source in inside) == (wire.target in inside):
            continue
        leaves = wire.source in inside
        outwards = wire.bends if leaves else wire.bends[::-1]
        count = len(list(takewhile(lambda at: frame.contains(QPointF(*at)), outwards)))
        if count:
            cut = count if leaves else len(wire.bends) - count
            halves = wire.bends[:cut], wire.bends[cut:]
            away, stays = halves if leaves else halves[::-1]
            kept.append(replace(wire, bends=_moved(away, -corner)))
            scene.document.bend(wire, stays, words)
    return replace(group, closed=True, bends=tuple(kept))


def opened(scene: CanvasScene, group: Group, words: str) -> Group:
    """The group, open, with its wires' bends given back. Several commands: the caller makes them one step."""
    graph, corner = scene.document.graph, _corner(scene.document.graph, group)
    for kept in group.bends:
        if kept in graph.wires:
            present = graph.wires[graph.wires.index(kept)]
            back = _moved(kept.bends, corner)
            bends = back + present.bends if kept.source in group.nodes else present.bends + back
            scene.document.bend(present, bends, words)
    return replace(group, closed=False, bends=())


def _corner(graph: Graph, group: Group) -> QPointF:
    """What put away bends are measured from: a closed group can be moved."""
    nodes = [graph.nodes[name] for name in group.nodes]
    return QPointF(min(node.x for node in nodes), min(node.y for node in nodes))


def _moved(bends: Bends, step: QPointF) -> Bends:
    return tuple((x + step.x(), y + step.y()) for x, y in bends)
