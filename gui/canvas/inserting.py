"""Putting a node into a wire: the wire's source feeds the node, and the node feeds what the wire fed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QPointF

from engine.graph import groups
from engine.graph.checks import downstream
from engine.graph.document import Wire
from engine.graph.nodes import NodeType, node_types
from gui.canvas.layout import snapped
from gui.canvas.scene import CanvasScene

_GAP = 48.0
"Room on both sides of a node that comes between two others."
_SAMPLES = 24

Ports = tuple[str, str]
"The input and the output by which a node would lie in a wire."


def fitting_ports(kind: NodeType | None, wire_kind: str) -> Ports | None:
    """The first input and output of a type that could lie in a wire of a kind."""
    inputs = [port.name for port in kind.inputs if str(port.kind) == wire_kind] if kind else []
    outputs = [port.name for port in kind.outputs if str(port.kind) == wire_kind] if kind else []
    return (inputs[0], outputs[0]) if inputs and outputs else None


def wire_under(scene: CanvasScene, node: str) -> Wire | None:
    """A wire that runs under a node which could lie in it: it fits, and nothing is connected to it there."""
    document = scene.document
    if document.graph.wires_from(node):
        return None
    kind, body = document.type_of(node), scene.nodes[node].scene_rect().adjusted(12, 6, -12, -6)
    for wire, item in scene.wires.items():
        if node in (wire.source, wire.target) or not item.area.intersects(body):
            continue
        ports = fitting_ports(kind, item.kind)
        if ports is None or document.graph.wires_into(node, ports[0]) or not _fits(scene, node, wire, ports):
            continue
        path = item.path()
        if any(body.contains(path.pointAtPercent(step / _SAMPLES)) for step in range(_SAMPLES + 1)):
            return wire
    return None


def insert(scene: CanvasScene, node: str, wire: Wire) -> None:
    """Lay a wire through a node that fits into it; the node joins the groups that the wire runs in. Several commands:
    the caller makes them one step."""
    ports = fitting_ports(scene.document.type_of(node), scene.wires[wire].kind)
    if ports is not None:
        before, after = _halves(node, wire, ports)
        scene.document.connect(before)
        scene.document.connect(after, instead_of=wire)
        joined = groups.joined(scene.document.graph.groups, node, (wire.source, wire.target))
        scene.document.set_groups(joined, QCoreApplication.translate("canvas", "Group"))


def insert_new(scene: CanvasScene, type_id: str, wire: Wire, settings: dict[str, Any] | None = None) -> str:
    """Add a node in the middle of a wire that it fits. What comes after moves on if there is no room. One undo step."""
    document, kind = scene.document, node_types()[type_id]
    document.undo_stack.beginMacro(QCoreApplication.translate("canvas", "Insert {0}").format(kind.title))
    node = document.add_node(type_id, 0, 0, settings)
    ports = fitting_ports(kind, scene.wires[wire].kind)
    into = scene.spot(node, ports[0], True) if ports else None
    start = scene.place_of(wire.source, wire.output, False)
    end = scene.place_of(wire.target, wire.input, True)
    width = scene.nodes[node].layout.width
    missing = width + 2 * _GAP - (end.x() - start.x())
    if missing > 0:
        step, entries = snapped(QPointF(missing + 7, 0)).x(), document.graph.nodes
        later = {name for node in downstream(document.graph, wire.target) for name in scene.faces.of(node).names}
        document.move({name: (entries[name].x + step, entries[name].y) for name in later})
        end += QPointF(step, 0)
    middle = (start + end) / 2
    corner = snapped(QPointF(middle.x() - width / 2, middle.y() - (into.at.y() if into else 0)))
    document.end_gesture()
    document.move({node: (corner.x(), corner.y())})
    insert(scene, node, wire)
    document.undo_stack.endMacro()
    document.end_gesture()
    return node


def _fits(scene: CanvasScene, node: str, wire: Wire, ports: Ports) -> bool:
    before, after = _halves(node, wire, ports)
    document = scene.document
    return document.why_not(before) is None and document.why_not(after, wire) is None


def _halves(node: str, wire: Wire, ports: Ports) -> tuple[Wire, Wire]:
    return Wire(wire.source, wire.output, node, ports[0]), Wire(node, ports[1], wire.target, wire.input)
