"""Copying nodes through the clipboard, within a window and between two of them."""

from __future__ import annotations

import json

from PySide6.QtCore import QMimeData, QPointF
from PySide6.QtGui import QGuiApplication

from engine.errors import StitchworkError
from engine.graph import files
from engine.graph.document import Graph
from gui.canvas.layout import USUAL_WIDTH, snapped
from gui.document import Document

MIME = "application/x-stitchwork-graph"


def copy(document: Document, ids: list[str]) -> None:
    """Put nodes, and the wires between them, on the clipboard."""
    graph = document.graph
    chosen = set(ids)
    wires = [wire for wire in graph.wires if wire.source in chosen and wire.target in chosen]
    part = Graph(nodes={name: node for name, node in graph.nodes.items() if name in chosen}, wires=wires)
    text = json.dumps(files.to_json(part))
    data = QMimeData()
    data.setData(MIME, text.encode())
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def held() -> Graph | None:
    """The graph on the clipboard, if there is one that can be read."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(MIME):
        return None
    try:
        return files.from_json(json.loads(data.data(MIME).toStdString()))
    except (StitchworkError, ValueError):
        return None


def paste(document: Document, middle: QPointF) -> list[str]:
    """Put the clipboard's nodes around a place of the canvas; their ids, none where nothing can be pasted."""
    graph = held()
    if graph is None or not graph.nodes:
        return []
    xs = [node.x for node in graph.nodes.values()]
    ys = [node.y for node in graph.nodes.values()]
    own = QPointF(min(xs) + max(xs) + USUAL_WIDTH, min(ys) + max(ys) + USUAL_WIDTH / 2) / 2
    offset = snapped(middle - own)
    return document.add_copies(graph.nodes.values(), graph.wires, offset.x(), offset.y())
