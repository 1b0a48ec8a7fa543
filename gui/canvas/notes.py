"""Notes and frames: words on the canvas that no run sees. Older versions keep them in the file without showing them.

They are painted with the background, under wires and nodes, so that they cost nothing while the canvas is at rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from engine.graph.document import Graph
from gui.canvas import layout as L
from gui.theme import theme

FIELD = "notes"
TITLE = 30.0
"Height of a frame's title, the part by which it is taken hold of."
GRIP = 16.0
LEAST = (96.0, 48.0)
NEW_SIZE = (224.0, 96.0)
_PADDING = 10
_REACH = 4.0
_MOST = 1e6


@dataclass(frozen=True)
class CanvasNote:
    """Words in a box; with `frame` a titled box around nodes. Scene units. `rest`: fields of a newer version."""

    x: float
    y: float
    width: float
    height: float
    text: str = ""
    frame: bool = False
    rest: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)

    @property
    def rect(self) -> QRectF:
        return QRectF(self.x, self.y, self.width, self.height)

    @property
    def area(self) -> QRectF:
        """Where it paints."""
        return self.rect.adjusted(-_REACH, -_REACH, _REACH, _REACH)

    @property
    def handle(self) -> QRectF:
        """By which it is moved."""
        return QRectF(self.x, self.y, self.width, TITLE) if self.frame else self.rect

    @property
    def grip(self) -> QRectF:
        """By which it is made larger."""
        return QRectF(self.rect.right() - GRIP, self.rect.bottom() - GRIP, GRIP, GRIP)

    def with_text(self, text: str) -> CanvasNote:
        """Other words; a note grows to hold them."""
        if self.frame:
            return replace(self, text=text)
        room = QRect(0, 0, round(self.width) - 2 * _PADDING, 100_000)
        needed = QFontMetrics(theme.font(12)).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        height = math.ceil((needed + 2 * _PADDING) / L.SNAP) * L.SNAP
        return replace(self, text=text, height=max(self.height, float(height)))


def read(graph: Graph) -> list[CanvasNote]:
    """The notes of a document; entries that are none are left out (and kept in the file)."""
    return [note for entry in _entries(graph) if (note := _note(entry)) is not None]


def as_data(graph: Graph, notes: Iterable[CanvasNote]) -> list[Any]:
    """What the file holds when the document has these notes."""
    strange = [entry for entry in _entries(graph) if _note(entry) is None]
    return strange + [
        {
            **note.rest,
            "kind": "frame" if note.frame else "note",
            "x": note.x,
            "y": note.y,
            "width": note.width,
            "height": note.height,
            "text": note.text,
        }
        for note in notes
    ]


def paint(painter: QPainter, note: CanvasNote, chosen: bool) -> None:
    p = theme.palette
    zoom = painter.worldTransform().m11()
    fill = QColor(p.panel)
    if note.frame:
        fill.setAlphaF(0.55)
    painter.setBrush(fill)
    painter.setPen(QPen(p.accent, 2) if chosen else QPen(p.edge if note.frame else p.line, 1))
    painter.drawRoundedRect(note.rect, L.RADIUS, L.RADIUS)
    if zoom >= L.DETAIL_TITLE:
        painter.setFont(theme.font(13, 600) if note.frame else theme.font(12))
        painter.setPen(p.text2 if note.frame else p.text1)
        inside = note.handle.adjusted(_PADDING, 0, -_PADDING, 0)
        if note.frame:
            words = painter.fontMetrics().elidedText(note.text, Qt.TextElideMode.ElideRight, round(inside.width()))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        else:
            painter.save()
            painter.setClipRect(note.rect)
            flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
            painter.drawText(inside.adjusted(0, _PADDING, 0, -_PADDING), flags, note.text)
            painter.restore()
    if chosen:
        painter.setPen(QPen(p.accent, 1.5))
        corner = note.rect.bottomRight() - QPointF(4, 4)
        for reach in (4, 8):
            painter.drawLine(corner - QPointF(reach, 0), corner - QPointF(0, reach))


def _entries(graph: Graph) -> list[Any]:
    found = graph.extra.get(FIELD)
    return found if isinstance(found, list) else []


def _note(entry: Any) -> CanvasNote | None:
    if not isinstance(entry, dict) or entry.get("kind") not in ("note", "frame"):
        return None
    found = (entry.get(name) for name in ("x", "y", "width", "height"))
    numbers = [float(number) for number in found if isinstance(number, int | float) and abs(number) <= _MOST]
    text = entry.get("text", "")
    if len(numbers) < 4 or not isinstance(text, str):
        return None
    x, y, width, height = numbers
    known = ("kind", "x", "y", "width", "height", "text")
    rest = {name: value for name, value in entry.items() if name not in known}
    return CanvasNote(x, y, max(LEAST[0], width), max(LEAST[1], height), text, entry["kind"] == "frame", rest)
