"""Working on notes and frames: adding, moving, resizing, writing, removing. Each is one step to undo."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF

from gui import commands
from gui.canvas import layout as L
from gui.canvas import notes
from gui.canvas.notes import LEAST, NEW_SIZE, TITLE, CanvasNote
from gui.canvas.writing import Writing

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
        rect |= view.canvas.faces.of(name).scene_rect()
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
    mark(view, place, reveal=False)
    return ShapeNote(view, place, pos)


def mark(view: CanvasView, place: int, reveal: bool = True) -> None:
    """Choose one note or frame in place of what is selected, and bring it into view."""
    view.select(None)
    view.canvas.choose_note(place)
    rect = view.canvas.notes[place].rect
    if reveal and not view.seen_rect().contains(rect):
        view.ensureVisible(rect, 24, 24)


def inside(scene: CanvasScene, place: int) -> tuple[list[str], list[int]]:
    """The nodes, and the places of the notes, that lie within a frame; within a note lies nothing."""
    frame = scene.notes[place]
    if not frame.frame:
        return [], []
    rect = frame.rect
    names = [name for box in scene.faces.all() if rect.contains(box.scene_rect()) for name in box.names]
    return names, [i for i, note in enumerate(scene.notes) if i != place and rect.contains(note.rect)]


def taken(view: CanvasView) -> tuple[list[str], list[int]]:
    """What copying takes, as nodes and places of notes: a marked note, a marked frame with all that lies in it, or the
    selected nodes with the frames that hold none but them."""
    scene, names = view.canvas, view.selected_nodes
    if scene.chosen_note is not None:
        names, within = inside(scene, scene.chosen_note)
        return names, sorted({scene.chosen_note, *within})
    places: set[int] = set()
    for place in range(len(scene.notes)):
        held, within = inside(scene, place)
        if held and set(held) <= set(names):
            places |= {place, *within}
    return names, sorted(places)


def nudge(view: CanvasView, step: QPointF) -> None:
    """Move the marked note; a frame takes along what lies in it."""
    scene, place = view.canvas, view.canvas.chosen_note
    if place is None:
        return
    names, within = inside(scene, place)
    changed = list(scene.notes)
    for index in (place, *within):
        changed[index] = replace(changed[index], x=changed[index].x + step.x(), y=changed[index].y + step.y())
    _move(view, place, changed, {name: (scene.nodes[name].pos() + step).toTuple() for name in names}, view.tr("Move"))


def remove(scene: CanvasScene, places: Collection[int]) -> None:
    left = [note for index, note in enumerate(scene.notes) if index not in places]
    store(scene, left, scene.tr("Remove a note"))


def spoken(scene: CanvasScene, place: int) -> str:
    """A note in one sentence, for screen readers."""
    note = scene.notes[place]
    if not note.frame:
        return scene.tr("Note: {words}").format(words=note.text)
    names, _ = inside(scene, place)
    held = ", ".join(scene.document.title_of(name) for name in names)
    sentence = scene.tr("Frame {title}, around {nodes}") if held else scene.tr("Frame {title}, empty")
    return sentence.format(title=note.text, nodes=held)


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
        if not self._sizing:
            names, within = inside(self._scene, place)
            self._nodes = {name: self._scene.nodes[name].pos() for name in names}
            self._inside = set(within)
        self._lifted = False

    def move(self, pos: QPoint, free: bool = False) -> None:
        offset = self._view.mapToScene(pos) - self._start
        if offset.manhattanLength() < 3:
            offset = QPointF()
        step = offset if free else L.snapped(offset)
        if not self._lifted:
            self._lifted = True
            self._scene.lifted.lift(self._nodes)
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
        self._scene.lifted.settle()
        changed = list(self._scene.notes)
        if changed == self._old:
            return
        words = self._view.tr("Resize") if self._sizing else self._view.tr("Move")
        places = {name: self._scene.nodes[name].pos().toTuple() for name in self._nodes}
        _move(self._view, self._place, changed, places, words)

    def cancel(self) -> None:
        self._scene.lifted.settle()
        self._scene.show_notes(notes.read(self._scene.document.graph))
        self._scene.restore(self._nodes)

    def _show(self, changed: list[CanvasNote], step: QPointF) -> None:
        self._scene.show_notes(changed)
        for name, origin in self._nodes.items():
            self._scene.nodes[name].setPos(origin + step)
        self._scene.moved(self._nodes.keys(), step)
        self._scene.appearance_changed.emit()


def write(view: CanvasView, place: int) -> None:
    """Write a note, or a frame's title, where it stands."""
    scene, note = view.canvas, view.canvas.notes[place]

    def keep(words: str) -> None:
        changed = list(scene.notes)
        if place < len(changed) and changed[place] == note:
            changed[place] = note.with_text(words)
            store(scene, changed, view.tr("Write a note"))

    name = view.tr("Title of the frame") if note.frame else view.tr("Words of the note")
    Writing(view, note.handle, note.text, name, keep, title=note.frame)


def _move(
    view: CanvasView, place: int, changed: list[CanvasNote], nodes: dict[str, tuple[float, float]], words: str
) -> None:
    """Notes, and the nodes that go with them, in one step; the note stays marked."""
    document = view.document
    document.undo_stack.beginMacro(words)
    store(view.canvas, changed, words)
    document.move(nodes)
    document.undo_stack.endMacro()
    document.end_gesture()
    view.canvas.choose_note(place)


def _add(view: CanvasView, note: CanvasNote, words: str) -> None:
    place = len(view.canvas.notes)
    store(view.canvas, [*view.canvas.notes, note], words)
    mark(view, place, reveal=False)
    write(view, place)


COMMANDS = {"add_note": add_note, "add_frame": add_frame}
