"""Nodes join groups and leave them: by a drag, from the menu, and by being put on an open group's frame."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from engine.graph.document import Graph, Group, Node, Wire
from gui.canvas import CanvasView
from gui.canvas.adding import NODE_MIME
from gui.document import Document
from gui.theme import theme
from gui.window import MainWindow

pytestmark = pytest.mark.usefixtures("kinds")

LEFT, PLAIN, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
PAIR = ("a_model", "a_fusion")
WRITE = Wire("a_fusion", "model", "a_writer", "model")
STEERED = Group("steered", PAIR, "Steered", closed=False)


def canvas(qtbot, monkeypatch: pytest.MonkeyPatch, *found: Group) -> CanvasView:
    """Model and fusion, on their right a writer, below a text. Scene and viewport points are the same."""
    monkeypatch.setattr(theme, "reduced_motion", True)
    nodes = [
        Node("a_model", "a_model", 40, 80),
        Node("a_fusion", "a_fusion", 280, 80),
        Node("a_writer", "a_writer", 720, 80),
        Node("a_text", "a_text", 40, 440),
    ]
    document = Document()
    document.set_graph(Graph({node.id: node for node in nodes}, [WRITE], groups=found))
    view = CanvasView(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(1000, 640)
    view.show()
    view.activateWindow()
    view.look(1.0, QPointF(499, 319))
    return view


@pytest.fixture
def view(qtbot, monkeypatch: pytest.MonkeyPatch) -> CanvasView:
    """The pair lies in an open group."""
    return canvas(qtbot, monkeypatch, STEERED)


@pytest.fixture
def closed(qtbot, monkeypatch: pytest.MonkeyPatch) -> CanvasView:
    """The pair lies in a closed group."""
    return canvas(qtbot, monkeypatch, Group("steered", PAIR, "Steered"))


def title(view: CanvasView, node: str) -> QPoint:
    return view.mapFromScene(view.canvas.faces.of(node).pos() + QPointF(60, 12))


def hold(view: CanvasView, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Drag without letting go."""
    QTest.mousePress(view.viewport(), LEFT, modifiers, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(view.viewport(), start + (end - start) * share)


def drag(view: CanvasView, start: QPoint, end: QPoint) -> None:
    hold(view, start, end)
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, end)


def members(view: CanvasView, group: str = "steered") -> set[str]:
    return next(set(one.nodes) for one in view.document.graph.groups if one.id == group)


def promise(view: CanvasView) -> str:
    """What the canvas says that a drop would do."""
    return view.drop_frame.text() if view.drop_frame.isVisible() else ""


def test_a_node_dropped_on_an_open_frame_joins_the_group_in_one_step(view: CanvasView) -> None:
    hold(view, title(view, "a_text"), QPoint(380, 200))
    frame = view.canvas.faces.frames["steered"]
    assert promise(view) == "Put into Steered"
    assert frame.contains(view.canvas.nodes["a_text"].scene_rect()), "the frame shows what it would hold"
    assert members(view) == set(PAIR), "and the document hears of it at the end"
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, QPoint(380, 200))
    assert members(view) == {*PAIR, "a_text"}
    assert promise(view) == ""
    assert view.document.undo_stack.count() == 1
    assert view.document.undo_stack.undoText() == "Put into Steered"
    view.document.undo_stack.undo()
    assert members(view) == set(PAIR)
    assert view.canvas.nodes["a_text"].pos() == QPointF(40, 440)


def test_a_node_dragged_out_of_the_frame_leaves_the_group_in_one_step(view: CanvasView) -> None:
    before = view.canvas.faces.frames["steered"]
    hold(view, title(view, "a_fusion"), QPoint(620, 500))
    assert view.canvas.faces.frames["steered"].width() < before.width(), "the frame lets go of it at once"
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, QPoint(620, 500))
    assert members(view) == {"a_model"}
    assert view.document.undo_stack.undoText() == "Take out of Steered"
    view.document.undo_stack.undo()
    assert members(view) == set(PAIR)
    assert view.canvas.faces.frames["steered"] == before


def test_within_its_frame_a_node_only_moves_and_the_frame_follows(view: CanvasView) -> None:
    drag(view, title(view, "a_fusion"), title(view, "a_fusion") + QPoint(40, 40))
    assert members(view) == set(PAIR)
    assert view.document.undo_stack.undoText() == "Move"
    assert view.canvas.faces.frames["steered"].contains(view.canvas.nodes["a_fusion"].scene_rect())


def test_arrow_keys_move_a_node_out_of_the_frame_and_it_stays_a_member(view: CanvasView) -> None:
    view.select("a_fusion")
    for _ in range(10):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert members(view) == set(PAIR)


def test_a_selection_across_the_frames_edge_can_be_moved_without_joining_or_leaving(view: CanvasView) -> None:
    view.select_many(["a_fusion", "a_writer"])
    drag(view, title(view, "a_writer"), title(view, "a_writer") + QPoint(24, 24))
    assert members(view) == set(PAIR)
    drag(view, title(view, "a_writer"), QPoint(340, 200))
    assert members(view) == {*PAIR, "a_writer"}


def test_escape_gives_up_a_drag_into_a_group(view: CanvasView) -> None:
    before = dict(view.canvas.faces.frames)
    hold(view, title(view, "a_text"), QPoint(380, 200))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert promise(view) == ""
    assert view.canvas.faces.frames == before
    assert view.document.undo_stack.count() == 0


def test_a_drag_ends_when_its_nodes_are_taken_away_meanwhile(view: CanvasView) -> None:
    node = view.add_node("a_text", QPointF(480, 440))
    view.select_many([node, "a_text"])
    hold(view, title(view, "a_text"), QPoint(380, 200))
    view.document.undo_stack.undo()
    QTest.mouseMove(view.viewport(), QPoint(300, 200))
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, QPoint(300, 200))
    assert node not in view.canvas.nodes
    assert view.canvas.nodes["a_text"].pos() == QPointF(40, 440)
    assert (members(view), promise(view)) == (set(PAIR), "")


def test_a_closed_group_lights_up_and_takes_what_is_dropped_on_it(closed: CanvasView) -> None:
    box = closed.canvas.faces.groups["steered"]
    corner = box.pos()
    hold(closed, title(closed, "a_text"), title(closed, "a_model") + QPoint(30, 50))
    assert promise(closed) == "Put into Steered"
    assert closed.drop_frame.geometry().contains(closed.mapFromScene(box.scene_rect()).boundingRect())
    QTest.mouseRelease(closed.viewport(), LEFT, PLAIN, title(closed, "a_model") + QPoint(30, 50))
    assert members(closed) == {*PAIR, "a_text"}
    assert closed.canvas.faces.of("a_text") is closed.canvas.faces.groups["steered"]
    assert closed.canvas.faces.groups["steered"].pos() == corner, "the box stays where it is"
    assert set(closed.selected_nodes) == {*PAIR, "a_text"}
    closed.arrange("open_group")
    rects = [closed.canvas.nodes[name].scene_rect() for name in (*PAIR, "a_text")]
    assert not any(one.intersects(other) for one in rects for other in rects if one is not other)
    for _ in range(2):
        closed.document.undo_stack.undo()
    assert closed.canvas.nodes["a_text"].pos() == QPointF(40, 440)
    assert members(closed) == set(PAIR)


def test_the_innermost_group_under_the_mouse_takes_it(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    around = Group("around", (*PAIR, "a_writer"), "All", closed=False)
    view = canvas(qtbot, monkeypatch, STEERED, around)
    drag(view, title(view, "a_text"), QPoint(380, 200))
    assert members(view) == {*PAIR, "a_text"}
    assert members(view, "around") == {*PAIR, "a_text", "a_writer"}
    drag(view, title(view, "a_fusion"), title(view, "a_writer") - QPoint(60, 0))
    assert members(view) == {"a_model", "a_text"}
    assert "a_fusion" in members(view, "around"), "out of the inner one, still in the outer one"


def test_a_group_is_dragged_into_a_group_by_its_title(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = canvas(qtbot, monkeypatch, STEERED, Group("words", ("a_text", "a_writer"), "Words", closed=False))
    words = view.canvas.faces.frames["words"]
    start = view.mapFromScene(view.canvas.faces.handle("steered").topLeft() + QPointF(60, 10))
    drag(view, start, view.mapFromScene(words.bottomLeft() + QPointF(60, -30)))
    assert members(view, "words") == {"a_text", "a_writer", *PAIR}
    assert members(view) == set(PAIR)
    assert view.canvas.faces.frames["words"].contains(view.canvas.faces.frames["steered"])


def test_a_node_dropped_into_a_wire_inside_the_frame_joins_and_is_wired_in_one_step(view: CanvasView) -> None:
    view.document.connect(Wire("a_model", "model", "a_fusion", "large"))
    node = view.add_node("a_fusion", QPointF(480, 400))
    steps = view.document.undo_stack.count()
    start = view.canvas.wires[view.document.graph.wires[-1]].path().pointAtPercent(0.5)
    drag(view, title(view, node), view.mapFromScene(start) + QPoint(0, -20))
    assert node in members(view)
    assert Wire("a_model", "model", node, "large") in view.document.graph.wires
    assert view.document.undo_stack.count() == steps + 1


# Without a mouse


def shown_menu(view: CanvasView) -> QMenu:
    return next(menu for menu in view.findChildren(QMenu) if menu.isVisible())


def test_a_menu_names_the_groups_to_put_the_selection_into(view: CanvasView) -> None:
    view.select("a_text")
    view.arrange("put_into")
    assert [action.text() for action in shown_menu(view).actions()] == ["Steered"]
    QTest.keyClick(shown_menu(view), Qt.Key.Key_Return)
    assert members(view) == {*PAIR, "a_text"}
    text, others = view.canvas.nodes["a_text"], [view.canvas.nodes[name] for name in PAIR]
    assert not any(text.scene_rect().intersects(other.scene_rect()) for other in others)
    assert view.canvas.faces.frames["steered"].height() < 400, "it came near"
    assert view.accessibleDescription() == "Put into Steered"
    view.document.undo_stack.undo()
    assert (members(view), text.pos()) == (set(PAIR), QPointF(40, 440))


def test_what_is_taken_out_goes_below_the_frame(view: CanvasView) -> None:
    view.select("a_model")
    view.arrange("take_out")
    assert members(view) == {"a_fusion"}
    assert view.selected_nodes == ["a_model"]
    assert not view.canvas.faces.frames["steered"].intersects(view.canvas.nodes["a_model"].scene_rect())
    view.document.undo_stack.undo()
    assert (members(view), view.canvas.nodes["a_model"].pos()) == (set(PAIR), QPointF(40, 80))


# New nodes


def test_a_node_added_on_an_open_frame_belongs_to_the_group(view: CanvasView) -> None:
    node = view.add_node("a_text", QPointF(240, 140))
    assert node in members(view)
    elsewhere = view.add_node("a_text", QPointF(480, 440))
    assert elsewhere not in members(view)
    view.document.undo_stack.undo()
    view.document.undo_stack.undo()
    assert members(view) == set(PAIR)


def test_the_copy_of_a_member_is_a_member_and_the_copy_of_all_is_a_group(view: CanvasView) -> None:
    view.select("a_fusion")
    view.duplicate()
    assert members(view) == {*PAIR, "a_fusion_2"}
    view.document.undo_stack.undo()
    view.select_many(list(PAIR))
    view.duplicate()
    assert members(view) == set(PAIR)
    assert len(view.document.graph.groups) == 2


def library_drag(view: CanvasView, at: QPoint) -> None:
    """A kind of node from the library is held over the canvas."""
    data = QMimeData()
    data.setData(NODE_MIME, b"a_text")
    view.dragMoveEvent(QDragMoveEvent(at, Qt.DropAction.CopyAction, data, LEFT, PLAIN))


def test_a_drag_from_the_library_says_which_group_it_would_go_into(view: CanvasView) -> None:
    library_drag(view, QPoint(300, 250))
    assert promise(view) == ""
    library_drag(view, QPoint(250, 120))
    assert promise(view) == "Put into Steered"


def test_a_node_of_the_library_can_be_dropped_on_a_closed_group(closed: CanvasView) -> None:
    at = title(closed, "a_model")
    library_drag(closed, at)
    assert promise(closed) == "Put into Steered"
    data = QMimeData()
    data.setData(NODE_MIME, b"a_text")
    closed.dropEvent(QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, LEFT, PLAIN, QEvent.Type.Drop))
    assert members(closed) == {*PAIR, "a_text_2"}
    assert closed.canvas.faces.groups["steered"].isSelected()
    closed.document.undo_stack.undo()
    assert members(closed) == set(PAIR)
    assert "a_text_2" not in closed.canvas.nodes


# Taking hold of several


def test_a_click_on_one_of_several_selected_nodes_chooses_it_alone_but_a_drag_takes_all(view: CanvasView) -> None:
    view.select_all()
    hold(view, title(view, "a_text"), title(view, "a_text") + QPoint(16, 16))
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, title(view, "a_text"))
    assert len(view.selected_nodes) == 4
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, title(view, "a_text"))
    assert view.selected_nodes == ["a_text"]


def test_control_adds_and_lets_go_at_a_click_and_a_drag_moves_what_is_held(view: CanvasView) -> None:
    view.select("a_text")
    QTest.mouseClick(view.viewport(), LEFT, CONTROL, title(view, "a_writer"))
    assert view.selected_nodes == ["a_writer", "a_text"]
    hold(view, title(view, "a_writer"), title(view, "a_writer") + QPoint(0, 80), CONTROL)
    QTest.mouseRelease(view.viewport(), LEFT, CONTROL, title(view, "a_writer"))
    assert view.canvas.nodes["a_writer"].pos() == QPointF(720, 160)
    assert view.selected_nodes == ["a_writer", "a_text"]
    QTest.mouseClick(view.viewport(), LEFT, CONTROL, title(view, "a_writer"))
    assert view.selected_nodes == ["a_text"]


def test_nodes_dragged_together_keep_their_places_to_each_other(view: CanvasView) -> None:
    view.document.move({"a_text": (43, 441)})
    view.select_many(["a_text", "a_writer"])
    drag(view, title(view, "a_writer"), title(view, "a_writer") + QPoint(30, 30))
    assert view.canvas.nodes["a_writer"].pos() == QPointF(752, 112), "the one in hand goes by the grid"
    assert view.canvas.nodes["a_text"].pos() == QPointF(75, 473), "the other keeps its distance"


def test_the_windows_actions_put_the_selection_into_a_group_and_take_it_out(window: MainWindow, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    workspace = window.tabs.current
    assert workspace is not None
    names = [workspace.document.add_node("a_model", 280.0 * place, 0) for place in range(3)]
    workspace.document.set_groups((Group("pair", tuple(names[:2]), "Pair", closed=False),), "Group")
    put_into, take_out = window.actions_["put_into"], window.actions_["take_out"]
    workspace.canvas.select(names[2])
    assert (put_into.isEnabled(), take_out.isEnabled()) == (True, False)
    put_into.trigger()
    (pair,) = shown_menu(workspace.canvas).actions()
    pair.trigger()
    assert members(workspace.canvas, "pair") == set(names)
    assert (put_into.isEnabled(), take_out.isEnabled()) == (False, True)
    take_out.trigger()
    assert members(workspace.canvas, "pair") == set(names[:2])
    workspace.canvas.select_many(names[:2])
    assert (put_into.isEnabled(), take_out.isEnabled()) == (False, False), "a group is not taken out of itself"
    workspace.canvas.select(None)
    assert (put_into.isEnabled(), take_out.isEnabled()) == (False, False)
