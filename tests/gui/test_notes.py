"""Notes and frames: written, moved, resized, removed, kept in the file; each change is one step to undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from engine.graph import files
from engine.graph.document import Graph, Node
from gui.canvas import CanvasView, notes
from gui.canvas.notes import CanvasNote
from gui.canvas.writing import Writing
from gui.document import Document
from gui.theme import theme

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
NOTE = CanvasNote(600, 400, 160, 80, "Look here first")
FRAME = CanvasNote(16, 8, 240, 160, "Models", frame=True)


@pytest.fixture
def view(qtbot, kinds, monkeypatch: pytest.MonkeyPatch) -> CanvasView:
    """A framed model, a writer outside, and a note. Scene and viewport points are the same."""
    monkeypatch.setattr(theme, "reduced_motion", True)
    nodes = [Node("a_model", "a_model", 40, 56), Node("a_writer", "a_writer", 400, 56)]
    graph = Graph(nodes={node.id: node for node in nodes})
    graph.extra["notes"] = notes.as_data(graph, [NOTE, FRAME])
    document = Document()
    document.set_graph(graph)
    view = CanvasView(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.activateWindow()
    view.look(1.0, QPointF(449, 299))
    return view


def drag(view: CanvasView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
    for share in (0.5, 1.0):
        QTest.mouseMove(view.viewport(), start + (end - start) * share)
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, end)


def editor(view: CanvasView) -> Writing:
    return next(found for found in view.findChildren(Writing) if found.isVisible())


def test_a_note_is_added_and_written_at_once(view: CanvasView) -> None:
    view.arrange("add_note")
    QTest.keyClicks(editor(view), "Half of the loss is names")
    QTest.keyClick(editor(view), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.notes[-1].text == "Half of the loss is names"
    assert view.document.modified
    view.document.undo_stack.undo()
    view.document.undo_stack.undo()
    assert view.canvas.notes == [NOTE, FRAME]
    assert not view.document.modified


def test_a_double_click_writes_on_and_escape_keeps_what_was_there(view: CanvasView) -> None:
    for key, text in ((Qt.Key.Key_Escape, NOTE.text), (Qt.Key.Key_Return, "New words")):
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, QPoint(650, 430))
        QTest.mouseDClick(view.viewport(), LEFT, PLAIN, QPoint(650, 430))
        QTest.keyClicks(editor(view), "New words")
        QTest.keyClick(editor(view), key, Qt.KeyboardModifier.ControlModifier)
        assert view.canvas.notes[0].text == text


def test_a_note_grows_with_its_words(view: CanvasView) -> None:
    assert NOTE.with_text("short").height == NOTE.height
    assert NOTE.with_text("many words " * 40).height > 3 * NOTE.height
    assert FRAME.with_text("many words " * 40).height == FRAME.height


def test_a_note_is_dragged_on_the_grid_and_made_larger_by_its_corner(view: CanvasView) -> None:
    drag(view, QPoint(640, 420), QPoint(611, 379))
    moved = view.canvas.notes[0]
    assert (moved.x, moved.y, moved.width) == (568, 360, 160)
    corner = moved.rect.bottomRight().toPoint() - QPoint(4, 4)
    drag(view, corner, corner + QPoint(40, -400))
    assert (view.canvas.notes[0].width, view.canvas.notes[0].height) == (200, 48)
    assert view.document.undo_stack.count() == 2
    view.document.undo_stack.undo()
    view.document.undo_stack.undo()
    assert view.canvas.notes == [NOTE, FRAME]


def test_a_frame_takes_along_what_lies_inside_it(view: CanvasView) -> None:
    nodes = view.document.graph.nodes
    drag(view, QPoint(60, 20), QPoint(100, 60))
    assert (nodes["a_model"].x, nodes["a_model"].y) == (80, 96)
    assert (nodes["a_writer"].x, nodes["a_writer"].y) == (400, 56)
    assert (view.canvas.notes[1].x, view.canvas.notes[0].x) == (56, 600)
    assert view.document.undo_stack.count() == 1
    view.document.undo_stack.undo()
    assert (nodes["a_model"].x, view.canvas.notes[1].x) == (40, 16)
    assert view.canvas.nodes["a_model"].pos() == QPointF(40, 56)


def test_escape_gives_up_a_drag(view: CanvasView) -> None:
    QTest.mousePress(view.viewport(), LEFT, PLAIN, QPoint(60, 20))
    QTest.mouseMove(view.viewport(), QPoint(164, 124))
    assert view.canvas.nodes["a_model"].x() == 144
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, QPoint(164, 124))
    assert view.canvas.nodes["a_model"].x() == 40
    assert view.canvas.notes == [NOTE, FRAME]


def test_inside_a_frame_nodes_are_chosen_as_ever(view: CanvasView) -> None:
    drag(view, QPoint(26, 44), QPoint(150, 120))
    assert view.selected_nodes == ["a_model"], "a rubber band, not a drag of the frame"


def test_a_frame_goes_around_the_selection(view: CanvasView) -> None:
    view.select_all()
    view.arrange("add_frame")
    QTest.keyClicks(editor(view), "Both")
    QTest.keyClick(editor(view), Qt.Key.Key_Return)
    frame = view.canvas.notes[-1]
    assert (frame.frame, frame.text) == (True, "Both")
    assert all(frame.rect.contains(item.scene_rect()) for item in view.canvas.nodes.values())


def keys(view: CanvasView, key: Qt.Key, times: int = 1, with_keys: Qt.KeyboardModifier = PLAIN) -> None:
    for _ in range(times):
        QTest.keyClick(view, key, with_keys)


def test_tab_visits_notes_and_frames_and_says_what_they_are(view: CanvasView) -> None:
    view.setFocus()
    said = []
    for _ in range(4):
        keys(view, Qt.Key.Key_Tab)
        said.append(view.accessibleDescription())
    assert said[0] == "Frame Models, around Test model"
    assert said[1].startswith("Test model")
    assert said[3] == "Note: Look here first"
    keys(view, Qt.Key.Key_Backtab, 2)
    assert (view.canvas.chosen_note, view.selected_nodes) == (None, ["a_model"])
    assert view.accessibleDescription().startswith("Test model")


def test_arrow_keys_move_the_marked_note_or_frame_with_what_it_holds(view: CanvasView) -> None:
    nodes = view.document.graph.nodes
    view.setFocus()
    keys(view, Qt.Key.Key_Tab)
    keys(view, Qt.Key.Key_Right, 2)
    assert (view.canvas.notes[1].x, nodes["a_model"].x, nodes["a_writer"].x) == (FRAME.x + 16, 56, 400)
    keys(view, Qt.Key.Key_Tab, 3)
    keys(view, Qt.Key.Key_Down, 1, Qt.KeyboardModifier.ShiftModifier)
    assert view.canvas.notes[0].y == NOTE.y + 40
    for _ in range(3):
        view.document.undo_stack.undo()
    assert view.canvas.notes == [NOTE, FRAME]
    assert nodes["a_model"].x == 40


def test_a_marked_note_is_copied_and_pasted_in_one_step(view: CanvasView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, QPoint(650, 430))
    view.copy()
    view.paste()
    first, _, copied = view.canvas.notes
    assert first == NOTE
    assert (copied.text, copied.width, copied.height) == (NOTE.text, NOTE.width, NOTE.height)
    assert view.seen_rect().contains(copied.rect)
    assert view.canvas.chosen_note == 2
    assert list(view.document.graph.nodes) == ["a_model", "a_writer"]
    view.document.undo_stack.undo()
    assert view.canvas.notes == [NOTE, FRAME]


def test_a_frame_is_duplicated_with_what_lies_in_it(view: CanvasView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, QPoint(60, 20))
    view.duplicate()
    copy = view.canvas.notes[-1]
    assert (copy.frame, copy.text, copy.x, copy.y) == (True, "Models", FRAME.x, FRAME.y + 192)
    assert view.selected_nodes == ["a_model_2"]
    assert len(view.canvas.notes) == 3, "the note lies elsewhere"
    view.duplicate()
    assert len(view.canvas.notes) == 4, "all of its nodes are selected, so the frame goes with them"
    for _ in range(2):
        view.document.undo_stack.undo()
    assert (view.canvas.notes, list(view.document.graph.nodes)) == ([NOTE, FRAME], ["a_model", "a_writer"])


def test_a_node_alone_leaves_its_frame_behind_when_others_are_in_it(view: CanvasView) -> None:
    view.document.add_node("a_text", 48, 64)
    view.select("a_model")
    view.duplicate()
    assert len(view.canvas.notes) == 2


def test_cutting_a_frame_and_pasting_it_in_another_document(view: CanvasView, qtbot) -> None:
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, QPoint(60, 20))
    view.cut()
    assert (view.canvas.notes, list(view.document.graph.nodes)) == ([NOTE], ["a_writer"])
    other = Document()
    elsewhere = CanvasView(other)
    other.setParent(elsewhere)
    qtbot.addWidget(elsewhere)
    elsewhere.paste()
    (frame,) = elsewhere.canvas.notes
    assert frame.text == "Models"
    assert frame.rect.contains(elsewhere.canvas.nodes["a_model"].scene_rect())
    view.document.undo_stack.undo()
    assert (view.canvas.notes, len(view.document.graph.nodes)) == ([NOTE, FRAME], 2)


def test_the_overview_shows_notes_and_frames(view: CanvasView) -> None:
    def overview() -> bytes:
        view.minimap.renew()
        return bytes(view.minimap.grab().toImage().constBits())

    whole = overview()
    view.canvas.show_notes([FRAME])
    frame_alone = overview()
    view.canvas.show_notes([NOTE])
    assert len({whole, frame_alone, overview()}) == 3


def test_a_canvas_with_only_a_note_is_not_called_empty(view: CanvasView) -> None:
    view.document.remove(["a_model", "a_writer"])
    assert not view.hint.isVisible()
    view.canvas.choose_note(0)
    view.cut()
    view.canvas.choose_note(0)
    view.cut()
    assert view.hint.isVisible()


def test_delete_removes_the_marked_note_and_no_node(view: CanvasView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, QPoint(650, 430))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.canvas.notes == [FRAME]
    assert len(view.document.graph.nodes) == 2
    view.document.undo_stack.undo()
    assert view.canvas.notes == [NOTE, FRAME]


def test_fit_shows_notes_too(view: CanvasView) -> None:
    view.fit()
    assert view.seen_rect().contains(NOTE.rect)


def test_files_keep_notes_and_what_newer_versions_add(view: CanvasView, tmp_path: Path) -> None:
    stranger = {"kind": "drawing", "strokes": [1, 2]}
    newer = {"kind": "note", "x": 0, "y": 0, "width": 96, "height": 48, "text": "x", "colour": "teal"}
    view.document.graph.extra["notes"] += [stranger, newer]
    view.document.notes_changed.emit()
    drag(view, QPoint(640, 420), QPoint(680, 420))
    view.document.save(tmp_path / "noted.stitch")
    kept = files.load(tmp_path / "noted.stitch")
    assert notes.read(kept) == view.canvas.notes
    assert stranger in kept.extra["notes"]
    assert kept.extra["notes"][-1]["colour"] == "teal"


@pytest.mark.parametrize("strange", [7, "words", {"kind": "note"}, [None, 3], [{"kind": "note", "x": "left"}]])
def test_a_field_that_holds_no_notes_shows_none(strange: object) -> None:
    assert notes.read(Graph(extra={"notes": strange})) == []


def test_they_are_painted_and_the_marked_one_differs(view: CanvasView) -> None:
    def middle() -> bytes:
        return bytes(view.grab(NOTE.area.toRect()).toImage().constBits())

    plain = middle()
    view.canvas.choose_note(0)
    chosen = middle()
    view.canvas.show_notes([])
    assert len({plain, chosen, middle()}) == 3


def test_the_copy_of_a_frame_goes_where_nothing_lies(view: CanvasView) -> None:
    view.document.move({"a_writer": (720, 56)})
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, QPoint(60, 20))
    view.duplicate()
    assert (view.canvas.notes[-1].x, view.canvas.notes[-1].y) == (FRAME.x + 272, FRAME.y)
