"""The window onto the scene: mouse, keys, drops, and the small widgets that lie over it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPixmapCache,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from engine.graph.document import Wire
from gui.canvas import (
    accessible,
    adding,
    arrange,
    bending,
    clipboard,
    dropping,
    grouping,
    inserting,
    keyboard,
    noting,
    pressing,
    regrouping,
)
from gui.canvas.add_popup import AddPopup
from gui.canvas.callout import Callout
from gui.canvas.camera import WORLD, Camera
from gui.canvas.edge import EdgeScroll
from gui.canvas.gestures import Gesture, Pan
from gui.canvas.layout import Spot
from gui.canvas.overlays import INSET, EmptyHint, MiniMap, Note, ZoomBar
from gui.canvas.port_keys import PortKeys
from gui.canvas.scene import CanvasScene
from gui.document import Document
from gui.theme import theme

_PICTURES_KB = 96 * 1024
"""Room for the pictures of some hundred nodes at twice the usual resolution."""


class CanvasView(Camera):
    """One document's canvas.

    `fix_requested`: node and engine.errors.Fix. `node_activated`: a node was double-clicked, or Enter pressed on it.
    `menu_requested`: global position, after the node under the mouse was selected.
    """

    selection_changed = Signal(list)
    fix_requested = Signal(str, object)
    node_activated = Signal(str)
    menu_requested = Signal(QPoint)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _PICTURES_KB))
        self.document = document
        self.canvas = CanvasScene(document, self)
        self.canvas.setSceneRect(WORLD)
        self.setScene(self.canvas)
        accessible.install()
        self.setAccessibleName(self.tr("Canvas"))
        self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.gesture: Gesture | None = None
        self.port_keys = PortKeys(self)
        self._edge = EdgeScroll(self)
        self._space = False
        self._pending: tuple[QPointF, Spot | None] = (QPointF(), None)
        self._reported: list[str] = []
        self._unseen = True
        self.zoom_bar, self.minimap = ZoomBar(self), MiniMap(self)
        self.hint, self.callout, self._note = EmptyHint(self), Callout(self), Note(self)
        self.drop_frame = dropping.DropFrame(self)
        self.popup = AddPopup(self)
        self.popup.chosen.connect(self._add_offered)
        self.callout.fix_requested.connect(self.fix_requested)
        self.zoom_changed.connect(self._zoom_changed)
        self.horizontalScrollBar().valueChanged.connect(self._place_overlays)
        self.verticalScrollBar().valueChanged.connect(self._place_overlays)
        self.canvas.selectionChanged.connect(self._selection_changed)
        self.canvas.mark_changed.connect(lambda: accessible.tell_marked(self))
        self.canvas.appearance_changed.connect(self._refresh_overlays)
        document.graph_reset.connect(self._graph_reset)
        document.undo_stack.indexChanged.connect(self._give_up)
        theme.changed.connect(self._theme_changed)
        self.centerOn(0, 0)
        self._refresh_overlays()

    # Selection

    @property
    def selected_nodes(self) -> list[str]:
        """Ids of the selected nodes, in the document's order; of a closed group all of its nodes."""
        return [name for name in self.canvas.nodes if self.canvas.faces.of(name).isSelected()]

    def select(self, node: str | None, reveal: bool = True) -> None:
        """Select one node, or the closed group it is in, and bring it into view; None selects nothing."""
        self.select_many([node] if node in self.canvas.nodes else [])
        if reveal and node in self.canvas.nodes:
            rect = self.canvas.faces.of(node).scene_rect().adjusted(-24, -24, 24, 24)
            if not self.seen_rect().contains(rect):
                self.ensureVisible(rect, 24, 24)

    def select_all(self) -> None:
        self.select_many(list(self.canvas.nodes))

    def delete_selection(self) -> None:
        """Remove the selected nodes, and the marked bend, wire or note."""
        if bending.remove(self):
            return
        wire, note = self.canvas.chosen_wire, self.canvas.chosen_note
        if note is not None:
            noting.remove(self.canvas, [note])
        self.document.remove(self.selected_nodes, [wire] if wire else [])

    def toggle_bypass(self) -> None:
        self.document.toggle_bypass(self.selected_nodes)

    def arrange(self, how: str) -> None:
        """Do one of the COMMANDS of gui.canvas.arrange, bending, grouping, noting and regrouping."""
        commands = noting.COMMANDS | grouping.COMMANDS | regrouping.COMMANDS | bending.COMMANDS
        if how in commands:
            commands[how](self)
        else:
            arrange.arrange(self, how)

    def copy(self) -> None:
        clipboard.copy(self)

    def cut(self) -> None:
        clipboard.cut(self)

    def paste(self) -> None:
        """Put what the clipboard holds into the middle of the view."""
        clipboard.paste(self, self.seen_rect().center())

    def duplicate(self) -> None:
        clipboard.duplicate(self)

    def content_rect(self) -> QRectF:
        return self.canvas.content_rect()

    def covered(self) -> list[QRect]:
        return [self.zoom_bar.geometry()]

    # Adding nodes

    def offer_nodes(self, at: QPoint | None = None, fixed: Spot | None = None) -> None:
        """Open the search for a node at a place of the viewport. With a port, or while a wire is marked, only nodes
        that fit there."""
        place = at if at is not None else self.viewport().rect().center()
        spot = self.mapToScene(place)
        self._pending = (adding.free_place(self.canvas, spot) if at is None else spot, fixed)
        types = adding.fitting_types(self.canvas, fixed)
        self.popup.offer(types)
        x = min(place.x(), self.width() - self.popup.width() - INSET)
        y = min(place.y(), self.height() - self.popup.height() - INSET)
        self.popup.move(max(INSET, x), max(INSET, y))

    def add_node(
        self, type_id: str, at: QPointF, settings: dict[str, Any] | None = None, fixed: Spot | None = None
    ) -> str:
        """Add a node at a place of the scene, joined to a port if one is given, and select it. One undo step."""
        node = adding.add_joined(self.canvas, type_id, at, settings, fixed)
        self.select(node, reveal=False)
        return node

    def insert_node(self, type_id: str, wire: Wire, settings: dict[str, Any] | None = None) -> str:
        """Add a node in the middle of a wire that it fits, and select it. One undo step."""
        node = inserting.insert_new(self.canvas, type_id, wire, settings)
        self.select(node)
        return node

    def _add_offered(self, type_id: str) -> None:
        at, fixed = self._pending
        wire = self.canvas.chosen_wire
        if wire is not None and fixed is None:
            self.insert_node(type_id, wire)
        else:
            self.add_node(type_id, at, fixed=fixed)

    # What gestures and keys ask for

    def show_note(self, text: str | None, at: QPoint, linger: bool = False) -> None:
        """Say something beside the mouse; None takes it away."""
        if text:
            self._note.say(text, QPointF(at), linger)
        else:
            self._note.hide()

    def update_cursor(self) -> None:
        held = Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor if isinstance(self.gesture, Pan) else held)

    def escape(self) -> None:
        """Give up what the mouse is doing, else the selection."""
        if not self._give_up():
            self.select(None)

    def _give_up(self) -> bool:
        """End what the mouse is doing, also when the document changes meanwhile; False if it does nothing."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.cancel()
            self.update_cursor()
        return gesture is not None

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.gesture is not None:
            return
        pos = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._space):
            self.gesture = Pan(self, pos)
            self.update_cursor()
        elif left:
            self.gesture = pressing.press(self, pos, event.modifiers())
            if self.gesture is None:
                super().mousePressEvent(pressing.adding(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pos = event.position().toPoint()
        if self.gesture is not None:
            free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.gesture.move(pos, free=free)
            if not isinstance(self.gesture, Pan):
                self._edge.follow(pos, free)
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            box = self.canvas.box_at(self.mapToScene(pos))
            self.viewport().setToolTip(box.tooltip() if box else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.gesture is None:
            super().mouseReleaseEvent(event)
            return
        gesture, self.gesture = self.gesture, None
        gesture.release(event.position().toPoint())
        self.update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        pressing.press_twice(self, event.position().toPoint(), event.button())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_requested.emit(self.viewport().mapToGlobal(keyboard.place(self)))
        else:
            pressing.choose_at(self, self.mapToScene(event.pos()))
            self.menu_requested.emit(event.globalPos())

    # Keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and keyboard.tab(self, event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._space = True
            self.update_cursor()
        elif not keyboard.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.update_cursor()
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keyboard.enter(self, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        self.update_cursor()
        super().focusOutEvent(event)

    # Drops from the library

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(dropping.offered(event.mimeData()) is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        offer = dropping.offered(event.mimeData())
        if offer is not None:
            dropping.promise(self, *offer, event.position().toPoint())
        event.setAccepted(offer is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_frame.hide()
        offer = dropping.offered(event.mimeData())
        if offer is not None:
            dropping.drop(self, *offer, event.position().toPoint())
            event.acceptProposedAction()
            self.setFocus()

    # Overlays

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_overlays()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unseen:
            self._unseen = False
            self.look_at_all()

    def _place_overlays(self) -> None:
        bottom = self.height() - INSET
        self.zoom_bar.move(INSET, bottom - self.zoom_bar.height())
        self.minimap.move(self.width() - INSET - self.minimap.width(), bottom - self.minimap.height())
        self.hint.adjustSize()
        self.hint.move((self.width() - self.hint.width()) // 2, (self.height() - self.hint.height()) // 2)
        self.callout.place()
        self.minimap.decide()

    def _refresh_overlays(self) -> None:
        self.hint.setVisible(not self.canvas.nodes and not self.canvas.notes)
        self.callout.choose()
        self.minimap.schedule()

    def _zoom_changed(self, zoom: float) -> None:
        self.canvas.set_zoom(zoom)
        self.zoom_bar.show_zoom(zoom)
        self._place_overlays()

    def _graph_reset(self) -> None:
        self._unseen = not self.isVisible()
        if not self._unseen:
            self.look_at_all()
        self._selection_changed()

    def _theme_changed(self) -> None:
        self.resetCachedContent()
        self.viewport().update()

    def select_many(self, names: list[str]) -> None:
        """Select exactly these nodes, and the whole of closed groups among them, with one signal."""
        self.canvas.blockSignals(True)
        self.canvas.clearSelection()
        for name in names:
            self.canvas.faces.of(name).setSelected(True)
        self.canvas.blockSignals(False)
        self.canvas.choose_wire(None)
        self.canvas.choose_note(None)
        self._selection_changed()

    def _selection_changed(self) -> None:
        names = self.selected_nodes
        if names == self._reported:
            return
        self._reported = names
        port = self.canvas.chosen_port
        if port is not None and port[0] not in names:
            self.canvas.choose_port(None)
        self.callout.choose()
        accessible.tell_marked(self)
        self.selection_changed.emit(names)
