"""Working on notes and frames: adding, moving, resizing, writing, removing. Each is one step to undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from gui import commands
from gui.canvas import layout as L
from gui.canvas import notes
from gui.canvas.notes import LEAST, NEW_SIZE, TITLE, CanvasNote
from gui.theme import theme

if TYPE_CHECKING:
    from gui.canvas.scene import CanvasScene
    from gui.canvas.view import CanvasView

_AROUND = 24.0


def add_note(view: CanvasView) -> None:
    """A note in the middle of the view, open for writing."""
    corner = L.snapped(view.seen_rect().center() - QPointF(*NEW_SIZE) / 2)
    _add(view, CanvasNote(corner.x(), corner.y(), *NEW_SIZE), view.tr("Add a note"))


def add_frame(view: CanvasView) -> None:
    """A frame around the selected nodes, its title open for writing."""
    rect = QRectF()
    for name in view.selected_nodes:
        rect |= view.canvas.nodes[name].scene_rect()
    if rect.isNull():
        return
    rect = rect.adjusted(-_AROUND, -_AROUND - TITLE, _AROUND, _AROUND)
    corner = L.snapped(rect.topLeft())
    note = CanvasNote(corner.x(), corner.y(), rect.width(), rect.height(), view.tr("Frame"), frame=True)
    _add(view, note, view.tr("Add a frame"))


def press(view: CanvasView, at: QPointF, pos: QPoint) -> ShapeNote | None:
    """Take hold of the note at a place of the scene, and mark it."""
    place = view.canvas.note_at(at)
    if place is None:
        return None
    view.select(None)
    view.canvas.choose_note(place)
    return ShapeNote(view, place, pos)


def remove(scene: CanvasScene, place: int) -> None:
    left = [note for index, note in enumerate(scene.notes) if index != place]
    store(scene, left, scene.tr("Remove a note"))


def store(scene: CanvasScene, changed: list[CanvasNote], words: str) -> None:
    """Make these the document's notes."""
    document = scene.document
    if changed != notes.read(document.graph):
        document.undo_stack.push(commands.SetNotes(document, notes.as_data(document.graph, changed), words))


class ShapeNote:
    """Drag a note, or its corner. A frame takes along what lies inside it."""

    def __init__(self, view: CanvasView, place: int, start: QPoint) -> None:
        self._view, self._scene, self._place = view, view.canvas, place
        self._start = view.mapToScene(start)
        self._old = list(self._scene.notes)
        self._note = self._old[place]
        self._sizing = self._note.grip.contains(self._start)
        self._nodes: dict[str, QPointF] = {}
        self._inside: set[int] = set()
        if self._note.frame and not self._sizing:
            inside = self._note.rect
            items = self._scene.nodes
            self._nodes = {name: item.pos() for name, item in items.items() if inside.contains(item.scene_rect())}
            self._inside = {i for i, note in enumerate(self._old) if i != place and inside.contains(note.rect)}
        self._lifted = False

    def move(self, pos: QPoint, free: bool = False) -> None:
        offset = self._view.mapToScene(pos) - self._start
        if offset.manhattanLength() < 3:
            offset = QPointF()
        step = offset if free else L.snapped(offset)
        if not self._lifted:
            self._lifted = True
            self._scene.lift(self._nodes)
        changed = list(self._old)
        if self._sizing:
            width, height = self._note.width + step.x(), self._note.height + step.y()
            changed[self._place] = replace(self._note, width=max(LEAST[0], width), height=max(LEAST[1], height))
        else:
            for index in (self._place, *self._inside):
                note = self._old[index]
                changed[index] = replace(note, x=note.x + step.x(), y=note.y + step.y())
        self._show(changed, step)

    def release(self, pos: QPoint) -> None:
        self._scene.settle()
        document, changed = self._scene.document, list(self._scene.notes)
        if changed == self._old:
            return
        words = self._view.tr("Resize") if self._sizing else self._view.tr("Move")
        places = {name: self._scene.nodes[name].pos().toTuple() for name in self._nodes}
        document.undo_stack.beginMacro(words)
        store(self._scene, changed, words)
        document.move(places)
        document.undo_stack.endMacro()
        document.end_gesture()
        self._scene.choose_note(self._place)

    def cancel(self) -> None:
        self._scene.settle()
        self._show(self._old, QPointF())

    def _show(self, changed: list[CanvasNote], step: QPointF) -> None:
        self._scene.show_notes(changed)
        for name, origin in self._nodes.items():
            self._scene.nodes[name].setPos(origin + step)
            self._scene.route(name)
        self._scene.appearance_changed.emit()


class NoteEditor(QPlainTextEdit):
    """Lies over a note while it is written. Leaving it keeps the words, Escape does not; Enter ends a frame's title."""

    def __init__(self, view: CanvasView, place: int) -> None:
        super().__init__(view)
        self._scene, self._place = view.canvas, place
        self._note = note = view.canvas.notes[place]
        self._done = False
        font = theme.font(13, 600) if note.frame else theme.font(12)
        font.setPixelSize(max(8, round(font.pixelSize() * view.zoom)))
        self.setFont(font)
        self.setStyleSheet(f"QPlainTextEdit {{ font-size: {font.pixelSize()}px; }}")
        self.setAccessibleName(view.tr("Title of the frame") if note.frame else view.tr("Words of the note"))
        self.setPlainText(note.text)
        self.selectAll()
        self.setGeometry(view.mapFromScene(note.handle).boundingRect())
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._finish(keep=False)
        elif enter and (self._note.frame or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self._finish(keep=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._finish(keep=True)

    def _finish(self, keep: bool) -> None:
        if self._done:
            return
        self._done = True
        changed = list(self._scene.notes)
        if keep and self._place < len(changed) and changed[self._place] == self._note:
            changed[self._place] = self._note.with_text(self.toPlainText())
            store(self._scene, changed, self._scene.tr("Write a note"))
        self.hide()
        self.deleteLater()


def _add(view: CanvasView, note: CanvasNote, words: str) -> None:
    place = len(view.canvas.notes)
    store(view.canvas, [*view.canvas.notes, note], words)
    view.select(None)
    view.canvas.choose_note(place)
    NoteEditor(view, place)


COMMANDS = {"add_note": add_note, "add_frame": add_frame}
