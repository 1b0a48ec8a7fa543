"""Copying nodes, notes and frames: through the clipboard, within a window and between two of them, or at once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRectF
from PySide6.QtGui import QGuiApplication

from engine.errors import StitchworkError
from engine.graph import files, groups
from engine.graph.document import Graph, Group
from gui.canvas import notes, noting
from gui.canvas.layout import SNAP, USUAL_WIDTH, snapped
from gui.canvas.regrouping import group_under

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

_FAR = 9
MIME = "application/x-stitchwork-graph"


def copy(view: CanvasView) -> None:
    """Put what is selected, and the wires within it, on the clipboard."""
    part = _part(view)
    if not _holds_something(part):
        return
    text = json.dumps(files.to_json(part))
    data = QMimeData()
    data.setData(MIME, text.encode())
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def cut(view: CanvasView) -> None:
    copy(view)
    names, places = noting.taken(view)
    if not names and not places:
        return
    stack = view.document.undo_stack
    stack.beginMacro(view.tr("Cut"))
    view.document.remove(names)
    noting.remove(view.canvas, places)
    stack.endMacro()


def held() -> Graph | None:
    """The graph on the clipboard, if there is one that can be read."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(MIME):
        return None
    try:
        return files.from_json(json.loads(data.data(MIME).toStdString()))
    except (StitchworkError, ValueError):
        return None


def paste(view: CanvasView, middle: QPointF) -> None:
    """Put what the clipboard holds around a place of the canvas, and select it. On an open group's frame nodes join the
    group; a group that was copied stays one of its own."""
    part = held()
    if part is None or not _holds_something(part):
        return
    own = QRectF()
    for node in part.nodes.values():
        own |= QRectF(node.x, node.y, USUAL_WIDTH, USUAL_WIDTH / 2)
    for note in notes.read(part):
        own |= note.rect
    into = None if part.groups else group_under(view.canvas, middle)
    _put(view, part, _beside_others(view, part, snapped(middle - own.center())), view.tr("Paste"), into)


def duplicate(view: CanvasView) -> None:
    """Copy what is selected beside itself, into the same group, and select the copies."""
    part = _part(view)
    if not _holds_something(part):
        return
    frames = QRectF()
    for note in notes.read(part):
        frames |= note.rect if note.frame else QRectF()
    offset = QPointF(3 * SNAP, 3 * SNAP) if frames.isNull() else _free_place(view, frames)
    _put(view, part, offset, view.tr("Duplicate"), groups.home(view.document.graph.groups, part.nodes))


def _beside_others(view: CanvasView, part: Graph, offset: QPointF) -> QPointF:
    """How far what is pasted goes so that it does not hide what was pasted before."""
    taken = {(node.x, node.y) for node in view.document.graph.nodes.values()}
    taken |= {(note.x, note.y) for note in view.canvas.notes}
    corners = [QPointF(one.x, one.y) for one in (*part.nodes.values(), *notes.read(part))]
    while any((corner + offset).toTuple() in taken for corner in corners):
        offset += QPointF(3 * SNAP, 3 * SNAP)
    return offset


def _free_place(view: CanvasView, area: QRectF) -> QPointF:
    """How far frames have to go so that they hold nothing but their own: what lies in two belongs to both."""
    right, down = area.width() + 4 * SNAP, area.height() + 4 * SNAP
    offsets = [
        snapped(QPointF(right * dx, down * dy) * far)
        for far in range(1, _FAR)
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1))
    ]
    return next((offset for offset in offsets if not view.canvas.is_taken(area.translated(offset))), offsets[0])


def _part(view: CanvasView) -> Graph:
    graph = view.document.graph
    names, places = noting.taken(view)
    wires = [wire for wire in graph.wires if wire.source in names and wire.target in names]
    part = Graph(nodes={name: graph.nodes[name] for name in graph.nodes if name in names}, wires=wires)
    part.groups = groups.copies(graph.groups, {name: name for name in names}, ())
    part.extra[notes.FIELD] = notes.as_data(part, [view.canvas.notes[place] for place in places])
    return part


def _holds_something(part: Graph) -> bool:
    return bool(part.nodes or notes.read(part))


def _put(view: CanvasView, part: Graph, offset: QPointF, words: str, into: Group | None) -> None:
    """One step to undo. `into`: the group that takes the nodes."""
    copies = [replace(note, x=note.x + offset.x(), y=note.y + offset.y()) for note in notes.read(part)]
    stack = view.document.undo_stack
    stack.beginMacro(words)
    names = view.document.add_copies(part, offset.x(), offset.y())
    if copies:
        noting.store(view.canvas, [*view.canvas.notes, *copies], words)
    if into is not None:
        view.document.set_groups(groups.put(view.document.graph.groups, names, into), words)
    stack.endMacro()
    view.select_many(names)
    if not names:
        noting.mark(view, len(view.canvas.notes) - 1)
