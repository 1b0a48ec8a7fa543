"""What assistive technology finds on the canvas: nodes and closed groups with their names, and in them their ports.

Qt knows nothing of what is painted on a scene. It asks for these interfaces only while a screen reader (or a test)
listens. Qt owns an interface once it has it, and ends it with the widget or when told; until then Python keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface, QColor
from PySide6.QtWidgets import QWidget

from gui.canvas import bending, noting, words
from gui.canvas import layout as L
from gui.canvas.items import Box
from gui.canvas.layout import Spot

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

_canvases: dict[int, CanvasAccess] = {}
_installed = False


def install() -> None:
    """Let Qt ask here for the interfaces of canvases."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_interface)


def tell(view: CanvasView, said: str) -> None:
    """Let a screen reader say something of the canvas."""
    view.setAccessibleDescription(said)
    QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.DescriptionChanged))
    if said and view.hasFocus():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, said))


def tell_marked(view: CanvasView) -> None:
    """Something else is selected or marked: say what."""
    note, wire, port = view.canvas.chosen_note, view.canvas.chosen_wire, view.port_keys.marked
    parts = [box.spoken() for box in view.canvas.faces.all() if box.isSelected()]
    if port is not None:
        parts = [words.port(view.document, port)]
    elif note is not None:
        parts = [noting.spoken(view.canvas, note)]
    elif wire is not None and not parts:
        parts = [bending.spoken(view, wire)]
    tell(view, "; ".join(parts))
    _tell_focus(view)


def _tell_focus(view: CanvasView) -> None:
    if QAccessible.isActive() and view.hasFocus():
        part = QAccessible.queryAccessibleInterface(view)
        while part is not None and (inner := part.focusChild()) is not None:
            part = inner
        if part is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.Focus))


def _interface(_name: str, thing: QObject) -> QAccessibleInterface | None:
    from gui.canvas.view import CanvasView

    if not isinstance(thing, CanvasView):
        return None
    key = id(thing)
    _canvases[key] = found = CanvasAccess(thing)
    thing.destroyed.connect(lambda: _forget(key))
    return found


def _forget(key: int) -> None:
    canvas = _canvases.pop(key, None)
    if canvas is not None:
        canvas.let_go()


class _Part(QAccessibleInterface):
    """What all parts of a canvas answer alike.

    `interface_cast` must stay Qt's own: an override that returns None ends the program (PySide 6.11).
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__()
        self._view = view

    def isValid(self) -> bool:
        return shiboken6.isValid(self._view)

    def object(self) -> QObject | None:
        return None

    def parent(self) -> QAccessibleInterface | None:
        return QAccessible.queryAccessibleInterface(self._view)

    def parts(self) -> list[QAccessibleInterface]:
        return []

    def childCount(self) -> int:
        return len(self.parts())

    def child(self, index: int) -> QAccessibleInterface | None:
        parts = self.parts()
        return parts[index] if 0 <= index < len(parts) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((index for index, part in enumerate(self.parts()) if part is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        return next((part for part in self.parts() if part.rect().contains(x, y)), None)

    def focusChild(self) -> QAccessibleInterface | None:
        return next((part for part in self.parts() if part.state().focused), None)

    def setText(self, text: QAccessible.Text, words: str) -> None:
        pass

    def window(self) -> None:
        return None

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()

    def _on_screen(self, area: QRectF) -> QRect:
        corner = self._view.viewport().mapToGlobal(self._view.mapFromScene(area.topLeft()))
        return QRect(corner, (area.size() * self._view.zoom).toSize())


class CanvasAccess(_Part):
    """The canvas: its boxes, and the small widgets that lie over it."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._boxes: dict[tuple[str, ...], BoxAccess] = {}

    def object(self) -> QObject:
        return self._view

    def parent(self) -> QAccessibleInterface | None:
        above = self._view.parentWidget()
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def parts(self) -> list[QAccessibleInterface]:
        view = self._view
        return [*map(self.box, view.canvas.faces.all()), *self._widgets()]

    def box(self, box: Box) -> BoxAccess:
        if box.names not in self._boxes:
            self._boxes[box.names] = BoxAccess(self._view, box)
            QAccessible.registerAccessibleInterface(self._boxes[box.names])
        return self._boxes[box.names].showing(box)

    def let_go(self) -> None:
        """The view is gone."""
        for box in self._boxes.values():
            box.let_go()
        self._boxes = {}

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Canvas

    def rect(self) -> QRect:
        return QRect(self._view.mapToGlobal(self._view.rect().topLeft()), self._view.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.focused = self._view.hasFocus()
        return state

    def text(self, text: QAccessible.Text) -> str:
        if text == QAccessible.Text.Description:
            return self._view.accessibleDescription()
        return self._view.accessibleName() if text == QAccessible.Text.Name else ""

    def _widgets(self) -> list[QAccessibleInterface]:
        children = (child for child in self._view.children() if isinstance(child, QWidget) and child.isVisible())
        found = (
            QAccessible.queryAccessibleInterface(child) for child in children if child is not self._view.viewport()
        )
        return [part for part in found if part is not None]


class BoxAccess(_Part):
    """A node or a closed group, with its ports."""

    def __init__(self, view: CanvasView, box: Box) -> None:
        super().__init__(view)
        self._box = box
        self._ports: dict[L.PortKey, PortAccess] = {}

    def showing(self, box: Box) -> BoxAccess:
        """The same nodes may have got another item."""
        self._box = box
        return self

    def isValid(self) -> bool:
        return super().isValid() and shiboken6.isValid(self._box)

    def parts(self) -> list[QAccessibleInterface]:
        return [self.port(spot) for spot in self._box.layout.spots]

    def port(self, spot: Spot) -> PortAccess:
        if spot.key not in self._ports:
            self._ports[spot.key] = PortAccess(self._view, self, spot)
            QAccessible.registerAccessibleInterface(self._ports[spot.key])
        return self._ports[spot.key].showing(spot)

    def let_go(self) -> None:
        for part in (*self._ports.values(), self):
            if shiboken6.isValid(part):
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))
        self._ports = {}

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Grouping

    def rect(self) -> QRect:
        return self._on_screen(self._box.scene_rect())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.selectable = True
        state.selected = self._box.isSelected()
        state.focused = state.selected and self._view.hasFocus()
        return state

    def text(self, text: QAccessible.Text) -> str:
        if text == QAccessible.Text.Name:
            return self._box.layout.title
        return self._box.spoken() if text == QAccessible.Text.Description else ""


class PortAccess(_Part):
    """A port of a box."""

    def __init__(self, view: CanvasView, box: BoxAccess, spot: Spot) -> None:
        super().__init__(view)
        self._on, self._spot = box, spot

    def showing(self, spot: Spot) -> PortAccess:
        self._spot = spot
        return self

    def isValid(self) -> bool:
        return self._on.isValid() and self._spot.node in self._view.canvas.nodes

    def parent(self) -> QAccessibleInterface:
        return self._on

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Button

    def rect(self) -> QRect:
        at = self._view.canvas.place_of(*self._spot.key)
        return self._on_screen(QRectF(at - QPointF(L.PORT_HIT, L.PORT_HIT) / 2, QSizeF(L.PORT_HIT, L.PORT_HIT)))

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.focused = self._view.canvas.chosen_port == self._spot.key
        return state

    def text(self, text: QAccessible.Text) -> str:
        return words.port(self._view.document, self._spot) if text == QAccessible.Text.Name else ""
