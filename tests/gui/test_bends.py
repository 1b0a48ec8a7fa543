"""Bends lead a wire around nodes: pulled out of it, moved, removed, copied, kept in the file; each is one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from engine.errors import StitchworkError
from engine.graph import files
from engine.graph.document import Graph, Node, Wire
from gui.canvas import CanvasView
from gui.document import Document
from gui.theme import theme

pytestmark = pytest.mark.usefixtures("kinds")

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
WIRE = Wire("a_model", "model", "a_writer", "model")


@pytest.fixture
def view(qtbot, monkeypatch: pytest.MonkeyPatch) -> CanvasView:
    """A model far left of a writer, one wire. Scene and viewport points are the same."""
    monkeypatch.setattr(theme, "reduced_motion", True)
    nodes = [Node("a_model", "a_model", 40, 80), Node("a_writer", "a_writer", 640, 80)]
    document = Document()
    document.set_graph(Graph({node.id: node for node in nodes}, [WIRE]))
    view = CanvasView(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(1000, 640)
    view.show()
    view.look(1.0, QPointF(499, 319))
    return view


def bends(view: CanvasView) -> tuple[tuple[float, float], ...]:
    return view.document.graph.wires[0].bends


def on_wire(view: CanvasView, share: float = 0.5) -> QPoint:
    return view.mapFromScene(view.canvas.wires[WIRE].path().pointAtPercent(share))


def color_at(view: CanvasView, at: QPoint) -> str:
    return view.viewport().grab().toImage().pixelColor(at).name()


def drag(view: CanvasView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(view.viewport(), start + (end - start) * share)
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, end)


def test_a_wire_is_pulled_around_by_its_middle_in_one_step(view: CanvasView) -> None:
    drag(view, on_wire(view), QPoint(402, 319))
    assert bends(view) == ((400, 320),)
    assert view.canvas.wires[WIRE].path().contains(QPointF(400, 320)) or view.canvas.wire_at(QPointF(400, 320))
    assert view.canvas.chosen_bend == 0
    assert view.document.undo_stack.count() == 1
    drag(view, on_wire(view, 0.25), QPoint(200, 400))
    assert bends(view) == ((200, 400), (400, 320)), "a second bend comes between its neighbours"
    view.document.undo_stack.undo()
    view.document.undo_stack.undo()
    assert bends(view) == ()
    assert view.canvas.chosen_bend is None


def test_a_bend_is_dragged_and_escape_gives_up(view: CanvasView) -> None:
    drag(view, on_wire(view), QPoint(400, 320))
    drag(view, QPoint(402, 318), QPoint(480, 240))
    assert bends(view) == ((480, 240),)
    QTest.mousePress(view.viewport(), LEFT, PLAIN, QPoint(480, 240))
    QTest.mouseMove(view.viewport(), QPoint(600, 500))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, QPoint(600, 500))
    assert bends(view) == ((480, 240),)
    assert view.canvas.wires[WIRE].bends == [QPointF(480, 240)]


def test_delete_takes_out_the_marked_bend_then_the_wire(view: CanvasView) -> None:
    drag(view, on_wire(view), QPoint(400, 320))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert (bends(view), view.canvas.chosen_wire) == ((), WIRE)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.document.graph.wires == []
    view.document.undo_stack.undo()
    view.document.undo_stack.undo()
    assert bends(view) == ((400, 320),)


def test_a_double_click_takes_a_bend_out(view: CanvasView) -> None:
    drag(view, on_wire(view), QPoint(400, 320))
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, QPoint(400, 320))
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, QPoint(400, 320))
    assert bends(view) == ()
    assert not view.popup.isVisible()


def test_without_a_mouse_a_bend_is_added_moved_and_spoken_of(view: CanvasView) -> None:
    view.canvas.choose_wire(WIRE)
    assert view.accessibleDescription() == "Wire from Test model to Test writer"
    view.arrange("add_bend")
    ((x, y),) = bends(view)
    assert view.accessibleDescription().endswith("bend 1")
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert bends(view) == ((x, y + 24),)
    assert view.document.undo_stack.count() == 2, "a row of arrow keys is one step"


def test_bends_go_along_with_the_nodes_at_both_ends(view: CanvasView) -> None:
    drag(view, on_wire(view), QPoint(400, 320))
    view.select_all()
    title = view.mapFromScene(view.canvas.nodes["a_model"].pos() + QPointF(60, 12))
    QTest.mousePress(view.viewport(), LEFT, PLAIN, title)
    for step in (20, 80):
        QTest.mouseMove(view.viewport(), title + QPoint(0, step))
    assert color_at(view, QPoint(400, 400)) == theme.port("model").name(), "the knot goes along while they are dragged"
    assert color_at(view, QPoint(400, 320)) != theme.port("model").name()
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, title + QPoint(0, 80))
    assert bends(view) == ((400, 400),)
    assert view.canvas.wires[WIRE].bends == [QPointF(400, 400)]
    view.document.undo_stack.undo()
    assert bends(view) == ((400, 320),)
    view.document.move({"a_model": (40, 160)})
    assert bends(view) == ((400, 320),), "one end alone bends the wire otherwise"


def test_copies_are_bent_like_the_original_and_tidying_straightens(view: CanvasView) -> None:
    drag(view, on_wire(view), QPoint(400, 320))
    view.select_all()
    view.duplicate()
    assert view.document.graph.wires[1].bends == ((424, 344),)
    view.arrange("tidy")
    view.select_all()
    view.arrange("tidy")
    assert all(wire.bends == () for wire in view.document.graph.wires)
    view.document.undo_stack.undo()
    assert bends(view) == ((400, 320),)


def test_a_bent_wire_is_the_same_wire(view: CanvasView) -> None:
    drag(view, on_wire(view), QPoint(400, 320))
    assert view.document.graph.wires == [WIRE]
    assert view.document.why_not(WIRE) == "They are connected already."
    assert view.canvas.wires[WIRE].resting


def test_the_file_keeps_bends_and_a_straight_wire_has_none(view: CanvasView) -> None:
    assert files.to_json(view.document.graph)["wires"] == [["a_model", "model", "a_writer", "model"]]
    drag(view, on_wire(view), QPoint(400, 320))
    data = files.to_json(view.document.graph)
    assert data["wires"] == [["a_model", "model", "a_writer", "model", [[400.0, 320.0]]]]
    assert files.from_json(data).wires[0].bends == ((400, 320),)


@pytest.mark.parametrize("strange", ["left", [3], [[1]], [[1, 2, 3]], [["a", 2]], [[1, 1e9]], [[0, 0]] * 101])
def test_bends_that_are_none_are_a_clear_error(view: CanvasView, strange: object) -> None:
    data = files.to_json(view.document.graph)
    data["wires"][0].append(strange)
    with pytest.raises(StitchworkError, match="bend"):
        files.from_json(data)


def test_the_knot_is_painted_and_differs_when_marked(view: CanvasView) -> None:
    plain = view.grab().toImage()
    drag(view, on_wire(view), QPoint(400, 320))
    marked = view.grab().toImage()
    view.canvas.choose_wire(None)
    assert len({picture.pixel(400, 326) for picture in (plain, marked, view.grab().toImage())}) > 1
