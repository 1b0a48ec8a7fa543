"""The canvas with 200 nodes and 400 wires: a full repaint, and one step of dragging a node, or all of them."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

NODES, WIRES = 200, 400
ROUNDS = 30
BUDGET = {
    "repaint_ms": 10.0,
    "repaint_near_ms": 10.0,
    "drag_step_ms": 4.0,
    "drag_step_near_ms": 4.0,
    "drag_all_step_ms": 8.0,
    "drag_all_step_near_ms": 8.0,
    "drop_all_ms": 50.0,
    "take_up_wire_ms": 16.0,
    "repaint_grouped_ms": 10.0,
    "drag_step_grouped_ms": 4.0,
}


def measure() -> dict[str, float]:
    """Median milliseconds of this thread's work: everything in view, (`near`) at 100%, where a part of it is, and
    (`grouped`) with half of the nodes in closed groups."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gui.canvas import CanvasView
    from gui.document import Document
    from gui.theme import theme

    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise RuntimeError("an application without windows is running")
    theme.apply(app)
    document = Document()
    document.set_graph(large_graph())
    view = CanvasView(document)
    view.resize(1200, 800)
    view.show()
    app.processEvents()
    results: dict[str, float] = {}
    for suffix in ("", "_near"):
        if suffix:
            view.zoom_reset()
        app.processEvents()
        results[f"repaint{suffix}_ms"] = _median(lambda: _repaint(view, app))
        results[f"drag_step{suffix}_ms"] = _drag(view, app)
        results[f"drag_all_step{suffix}_ms"] = _drag(view, app, everything=True)
    results["take_up_wire_ms"] = _take_up_wire(view)
    view.look_at_all()
    document.set_groups(groups(document.graph), "Group")
    app.processEvents()
    results["repaint_grouped_ms"] = _median(lambda: _repaint(view, app))
    results["drag_step_grouped_ms"] = _drag(view, app)
    results["drop_all_ms"] = _drop_all(view, app)
    view.close()
    return results


def large_graph():
    """Columns of models, feeding columns of fusions, each with two or more wires in."""
    from engine.graph.document import Graph, Node, Wire

    graph = Graph()
    columns, rows = 20, NODES // 20
    for column in range(columns):
        for row in range(rows):
            name = f"n{column}_{row}"
            graph.nodes[name] = Node(name, "logit_fusion" if column else "model", 240.0 * column, 176.0 * row)
    for column in range(1, columns):
        for row in range(rows):
            for port, offset in (("large", 0), ("base", 3)):
                source = f"n{column - 1}_{(row + offset) % rows}"
                graph.wires.append(Wire(source, "model", f"n{column}_{row}", port))
    for row in range(WIRES - len(graph.wires)):
        graph.wires.append(Wire(f"n0_{row % rows}", "model", f"n{1 + row // rows}_{row % rows}", "experts"))
    return graph


def groups(graph):
    """Ten groups of twenty, every other one closed."""
    from engine.graph.document import Group

    names = list(graph.nodes)
    return tuple(Group(f"g{i}", tuple(names[20 * i : 20 * i + 20]), f"Group {i}", i % 2 == 0) for i in range(10))


def _take_up_wire(view) -> float:
    """From the first movement of a wire to every port knowing whether it fits."""
    from PySide6.QtCore import QPointF

    from gui.canvas.gestures import LayWire

    spot = next(iter(view.canvas.nodes.values())).layout.spots[-1]

    def once() -> None:
        wire = LayWire(view, spot, view.mapFromScene(QPointF()))
        wire.begin()
        wire.cancel()

    return _median(once)


def _repaint(view, app) -> None:
    view.viewport().repaint()


def _drag(view, app, everything: bool = False) -> float:
    """Moving one node of the middle by a step of the grid, with its wires, up to the finished picture; or with all
    others."""
    from PySide6.QtCore import QPointF

    from gui.canvas.gestures import MoveNodes

    middle = view.seen_rect().center()
    nodes = view.canvas.nodes
    near = min(nodes, key=lambda name: (nodes[name].pos() - middle).manhattanLength())
    view.select_many(list(nodes) if everything else [near])
    app.processEvents()
    start = view.mapFromScene(nodes[near].pos() + QPointF(20, 10))
    gesture = MoveNodes(view, start)
    step = [0]

    def once() -> None:
        step[0] += 1
        gesture.move(start + type(start)(9 * (step[0] % 8), 8))
        app.processEvents()

    milliseconds = _median(once)
    gesture.cancel()
    app.processEvents()
    return milliseconds


def _drop_all(view, app) -> float:
    """Letting go of all nodes: the document learns where they are now."""
    from gui.canvas.gestures import MoveNodes

    view.select_all()
    start = view.viewport().rect().center()

    def once() -> None:
        gesture = MoveNodes(view, start)
        gesture.move(start + type(start)(40, 40))
        gesture.release(start)
        app.processEvents()

    return _median(once)


def _median(action: Callable[[], None]) -> float:
    action()
    times = []
    for _ in range(ROUNDS):
        start = time.thread_time()
        action()
        times.append(time.thread_time() - start)
    return 1000 * statistics.median(times)
