"""Putting a node on the canvas: from the search, from a dropped wire, or from the library."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF

from engine.graph.nodes import NodeType, node_types
from gui.canvas.inserting import fitting_ports
from gui.canvas.layout import SNAP, USUAL_WIDTH, Spot, snapped
from gui.canvas.regrouping import join_where_it_stands
from gui.canvas.scene import CanvasScene

_ROWS = 4
NODE_MIME = "application/x-stitchwork-node"
"""What the library's rows carry: a node type's id, or JSON such as {"type": id, "settings": {...}}."""


def add_joined(
    scene: CanvasScene, type_id: str, at: QPointF, settings: dict[str, Any] | None = None, fixed: Spot | None = None
) -> str:
    """Add a node at a place of the scene. With a port its first fitting port lies there, joined. One undo step."""
    document = scene.document
    kind = node_types().get(type_id)
    port = fitting_port(kind, fixed) if kind and fixed else None
    place = snapped(at)
    words = QCoreApplication.translate("canvas", "Add {0}").format(kind.title if kind else type_id)
    document.undo_stack.beginMacro(words)
    node = document.add_node(type_id, place.x(), place.y(), settings)
    spot = scene.spot(node, port, not fixed.is_input) if fixed and port else None
    if fixed is not None and spot is not None:
        corner = snapped(at - spot.at)
        document.move({node: (corner.x(), corner.y())})
        document.connect(fixed.wire_to(spot))
    join_where_it_stands(scene, node)
    document.undo_stack.endMacro()
    document.end_gesture()
    return node


def free_place(scene: CanvasScene, at: QPointF) -> QPointF:
    """The nearest place to the right or below where a node lies over no other."""
    step, size = QPointF(USUAL_WIDTH + 3 * SNAP, 0), QSizeF(USUAL_WIDTH, USUAL_WIDTH)
    down = QPointF(0, USUAL_WIDTH + 3 * SNAP)
    places = (at + step * column + down * row for row in range(_ROWS) for column in range(_ROWS))
    return next((place for place in places if not scene.is_taken(QRectF(place, size))), at)


def fitting_port(kind: NodeType, fixed: Spot) -> str | None:
    """The first port of a type that a wire from `fixed` could end at."""
    ports = kind.outputs if fixed.is_input else kind.inputs
    return next((port.name for port in ports if str(port.kind) == fixed.kind), None)


def fitting_types(scene: CanvasScene, fixed: Spot | None) -> list[NodeType]:
    """The types to choose from: that a wire from a port could end at, or that fit into the marked wire, or all."""
    kinds = list(node_types().values())
    if fixed is not None:
        return [kind for kind in kinds if fitting_port(kind, fixed)]
    if scene.chosen_wire is not None:
        return [kind for kind in kinds if fitting_ports(kind, scene.wires[scene.chosen_wire].kind)]
    return kinds


def parse_drop(text: str) -> tuple[str, dict[str, Any]]:
    """A bare type id, or JSON with settings."""
    if text.lstrip().startswith("{"):
        data = json.loads(text)
        return str(data["type"]), dict(data.get("settings", {}))
    return text.strip(), {}
