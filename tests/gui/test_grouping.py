"""Groups: closed, opened, named, moved, copied, removed; what is said of them, and where their wires go."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from engine.errors import Fault
from engine.graph import files
from engine.graph.document import Graph, Group, Node, Wire
from engine.jobs import messages as m
from gui.canvas import CanvasView, notes
from gui.canvas.grouped import fraction, state
from gui.canvas.items import GroupItem
from gui.canvas.notes import CanvasNote
from gui.canvas.writing import Writing
from gui.document import Document
from gui.theme import theme
from gui.window import MainWindow
from tests.gui.fakes import FakeEngine

pytestmark = pytest.mark.usefixtures("kinds")

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LARGE = Wire("a_model", "model", "a_fusion", "large")
WRITE = Wire("a_fusion", "model", "a_writer", "model")
PAIR = ("a_model", "a_fusion")


@pytest.fixture
def view(qtbot, monkeypatch: pytest.MonkeyPatch) -> CanvasView:
    """Model, fusion and writer in a row, a text below. Scene and viewport points are the same."""
    monkeypatch.setattr(theme, "reduced_motion", True)
    nodes = [
        Node("a_model", "a_model", 40, 80),
        Node("a_fusion", "a_fusion", 280, 120),
        Node("a_writer", "a_writer", 560, 80),
        Node("a_text", "a_text", 40, 360),
    ]
    document = Document()
    document.set_graph(Graph({node.id: node for node in nodes}, [LARGE, WRITE]))
    view = CanvasView(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(1000, 640)
    view.show()
    view.activateWindow()
    view.look(1.0, QPointF(499, 319))
    return view


def close(view: CanvasView, *names: str, title: str = "") -> GroupItem:
    """Group nodes as the action does, and write the title."""
    view.select_many(list(names))
    view.arrange("group")
    editor = writing(view)
    if title:
        QTest.keyClicks(editor, title)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    return list(view.canvas.faces.groups.values())[-1]


def writing(view: CanvasView) -> Writing:
    return next(found for found in view.findChildren(Writing) if found.isVisible())


def heading(view: CanvasView, group: str = "group") -> QPoint:
    """The title of a group, closed or open."""
    faces = view.canvas.faces
    if group in faces.groups:
        return view.mapFromScene(faces.groups[group].pos() + QPointF(60, 12))
    return view.mapFromScene(faces.handle(group).topLeft() + QPointF(60, 10))


def drag(view: CanvasView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(view.viewport(), start + (end - start) * share)
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, end)


def say(view: CanvasView, *messages: m.Message) -> None:
    for message in messages:
        view.document.outcome.apply(message)


def test_a_closed_group_shows_the_ports_that_lead_out_of_it_and_takes_their_wires(view: CanvasView) -> None:
    group = close(view, *PAIR, title="Steered")
    assert view.document.graph.groups == (Group("group", PAIR, "Steered"),)
    assert group.layout.title == "Steered"
    assert [spot.key for spot in group.layout.spots] == [
        ("a_fusion", "experts", True),
        ("a_fusion", "model", False),
    ], "the one still wants a wire, the other has one that leads out"
    assert not view.canvas.nodes["a_model"].isVisible()
    assert view.canvas.wires[LARGE].inside
    wire = view.canvas.wires[WRITE]
    assert wire.path().pointAtPercent(0) == group.pos() + group.layout.spots[1].at
    assert view.document.graph.wires == [LARGE, WRITE], "the graph itself is as it was"
    view.document.undo_stack.undo()
    view.document.undo_stack.undo()
    assert view.canvas.nodes["a_model"].isVisible()
    assert not view.canvas.wires[LARGE].inside
    assert view.canvas.faces.groups == {}


def test_wires_are_laid_to_and_taken_off_a_closed_group(view: CanvasView) -> None:
    view.document.add_node("a_model", 40, 480)
    group = close(view, *PAIR)
    experts = view.mapFromScene(group.pos() + group.layout.spots[0].at)
    model = view.canvas.nodes["a_model_2"]
    drag(view, view.mapFromScene(model.pos() + model.layout.spots[0].at), experts)
    laid = Wire("a_model_2", "model", "a_fusion", "experts")
    assert laid in view.document.graph.wires
    assert view.mapFromScene(view.canvas.wires[laid].path().pointAtPercent(1)) == experts
    output = view.mapFromScene(group.pos() + group.layout.spots[1].at)
    writer = view.canvas.nodes["a_writer"]
    drag(view, view.mapFromScene(writer.pos() + writer.layout.spots[0].at), QPoint(700, 560))
    assert WRITE not in view.document.graph.wires
    assert view.mapFromScene(group.pos() + group.layout.spots[1].at) == output, "an output that nothing takes stays"


def test_ports_of_one_name_are_told_apart_by_their_nodes(view: CanvasView) -> None:
    view.document.add_node("a_model", 40, 480)
    view.document.connect(Wire("a_model_2", "model", "a_fusion", "experts"))
    view.document.rename("a_model_2", "Expert")
    group = close(view, "a_model", "a_model_2")
    assert [spot.label for spot in group.layout.spots] == ["Test model", "Expert"]


def test_a_double_click_opens_a_group_as_a_frame_and_closes_it_by_its_title(view: CanvasView) -> None:
    close(view, *PAIR)
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, heading(view))
    assert view.canvas.faces.groups == {}
    frame = view.canvas.faces.frames["group"]
    assert all(frame.contains(view.canvas.nodes[name].scene_rect()) for name in PAIR)
    assert not frame.intersects(view.canvas.nodes["a_writer"].scene_rect()), "it moved aside"
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, heading(view))
    assert set(view.canvas.faces.groups) == {"group"}
    for _ in range(3):
        view.document.undo_stack.undo()
    assert (view.document.graph.groups, view.document.graph.nodes["a_writer"].x) == ((), 560)


@pytest.mark.parametrize("opened", [False, True])
def test_dragging_a_group_moves_its_nodes_in_one_step(view: CanvasView, opened: bool) -> None:
    close(view, *PAIR)
    if opened:
        view.arrange("open_group")
    steps, nodes = view.document.undo_stack.count(), view.document.graph.nodes
    drag(view, heading(view), heading(view) + QPoint(17, 130))
    assert [(nodes[name].x, nodes[name].y) for name in PAIR] == [(56, 208), (296, 248)]
    assert view.document.undo_stack.count() == steps + 1
    corner = view.canvas.nodes["a_model"].pos()
    faces = view.canvas.faces
    assert faces.frames["group"].contains(corner) if opened else faces.groups["group"].pos() == corner


def test_a_group_is_as_its_nodes_are(view: CanvasView) -> None:
    group = close(view, *PAIR)
    document = view.document
    assert group.look().words[0] in ("ready", "not ready")
    say(view, m.RunStarted("j", (*PAIR, "a_writer")))
    assert group.state is m.NodeState.WAITING
    say(view, m.NodeChanged("a_model", m.NodeState.DONE, 0.4))
    assert group.state is m.NodeState.RUNNING, "between two of its nodes"
    say(view, m.NodeChanged("a_fusion", m.NodeState.RUNNING), m.Progress("a_fusion", 25, 100))
    assert group.look().words == ("62% done", "Test fusion")
    assert group.look().fraction == fraction(document, PAIR) == 0.625
    say(view, m.NodeChanged("a_fusion", m.NodeState.DONE, 3.0))
    assert group.look().words[0] == "done in 3.4 s"
    say(view, m.NodeChanged("a_fusion", m.NodeState.CACHED))
    assert group.state is m.NodeState.DONE
    say(view, m.NodeChanged("a_model", m.NodeState.CACHED))
    assert (group.state, group.look().words[0]) == (m.NodeState.CACHED, "cached")
    say(view, m.NodeFailed(Fault("a_model", "The model is gone.", fix="Choose another.")))
    say(view, m.NodeChanged("a_model", m.NodeState.FAILED, 0.2))
    assert state(document, PAIR) is group.state is m.NodeState.FAILED
    assert group.look().words[0] == "failed"
    say(view, m.RunStarted("j", PAIR), m.RunFinished("j", "stopped", 1.0))
    document.outcome.refuse(["a_fusion"])
    assert (group.state, group.look().words[0]) == (m.NodeState.FAILED, "cannot start")


def test_the_problem_of_an_inner_node_is_told_at_the_group_and_leads_to_the_node_when_it_opens(
    view: CanvasView,
) -> None:
    group = close(view, *PAIR)
    fault = Fault("a_fusion", "The expert reads text in other pieces.")
    say(view, m.NodeFailed(fault))
    assert view.callout.isVisible()
    below = view.mapFromScene(group.scene_rect().bottomLeft())
    assert view.callout.pos().x() == below.x()
    assert view.callout.title.text() == "Test fusion: The expert reads text in other pieces."
    assert "Test fusion: The expert" in group.tooltip()
    view.select("a_fusion")
    assert group.isSelected()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.selected_nodes == ["a_fusion"]
    assert view.callout.pos().x() == view.mapFromScene(view.canvas.nodes["a_fusion"].scene_rect().bottomLeft()).x()


def test_removing_bypassing_and_undoing_take_the_whole_group(view: CanvasView) -> None:
    group = close(view, *PAIR)
    view.toggle_bypass()
    assert all(view.document.graph.nodes[name].bypassed for name in PAIR)
    assert group.look().words[0] == "bypassed"
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert list(view.document.graph.nodes) == ["a_writer", "a_text"]
    assert (view.document.graph.groups, view.canvas.faces.groups) == ((), {})
    view.document.undo_stack.undo()
    assert view.canvas.faces.groups["group"].names == PAIR
    assert view.document.graph.wires == [LARGE, WRITE]


def test_a_node_that_is_removed_leaves_its_open_group(view: CanvasView) -> None:
    close(view, *PAIR)
    view.arrange("open_group")
    view.document.remove(["a_model"])
    assert view.document.graph.groups[0].nodes == ("a_fusion",)
    view.document.undo_stack.undo()
    assert view.document.graph.groups[0].nodes == PAIR


def test_a_node_put_into_a_wire_of_an_open_group_joins_it(view: CanvasView) -> None:
    close(view, "a_fusion", "a_writer")
    view.arrange("open_group")
    node = view.insert_node("a_fusion", WRITE)
    assert view.document.graph.groups[0].nodes == ("a_fusion", "a_writer", node)
    assert view.canvas.faces.frames["group"].contains(view.canvas.nodes[node].scene_rect())
    view.document.undo_stack.undo()
    assert view.document.graph.groups[0].nodes == ("a_fusion", "a_writer")
    assert view.document.graph.wires == [LARGE, WRITE]


def test_a_copy_of_a_group_is_a_group(view: CanvasView, qtbot) -> None:
    close(view, *PAIR, title="Steered")
    view.copy()
    view.paste()
    first, second = view.document.graph.groups
    assert (second.title, second.nodes, second.closed) == ("Steered", ("a_model_2", "a_fusion_2"), True)
    assert view.selected_nodes == ["a_model_2", "a_fusion_2"]
    assert Wire("a_model_2", "model", "a_fusion_2", "large") in view.document.graph.wires
    view.document.undo_stack.undo()
    assert view.document.graph.groups == (first,)
    view.select_many(list(PAIR))
    view.duplicate()
    assert len(view.canvas.faces.groups) == 2


def test_groups_lie_in_groups(view: CanvasView) -> None:
    inner = close(view, *PAIR, title="Inner")
    assert inner.isSelected()
    outer = close(view, *PAIR, "a_writer", title="Outer")
    assert (outer.layout.title, list(view.canvas.faces.groups)) == ("Outer", ["group_2"])
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, heading(view, "group_2"))
    assert [item.layout.title for item in view.canvas.faces.groups.values()] == ["Inner"]
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, heading(view, "group"))
    frames = view.canvas.faces.frames
    assert frames["group_2"].contains(frames["group"])
    view.select_many(list(PAIR))
    view.arrange("ungroup")
    assert [group.title for group in view.document.graph.groups] == ["Outer"]


def test_half_of_a_group_cannot_be_grouped_with_others_and_the_canvas_says_so(view: CanvasView) -> None:
    close(view, *PAIR, title="Steered")
    view.arrange("open_group")
    view.select_many(["a_fusion", "a_writer"])
    view.arrange("group")
    assert len(view.document.graph.groups) == 1
    assert view._note.isVisible()
    assert "“Steered”" in view._note.text()


def test_grouping_an_open_group_closes_it(view: CanvasView) -> None:
    close(view, *PAIR)
    view.arrange("open_group")
    view.select_many(list(PAIR))
    view.arrange("group")
    assert [group.closed for group in view.document.graph.groups] == [True]


def test_a_frame_becomes_a_group_of_what_lies_in_it(view: CanvasView) -> None:
    graph = view.document.graph
    frame = CanvasNote(24, 40, 480, 272, "Both models", frame=True)
    graph.extra["notes"] = notes.as_data(graph, [frame])
    view.document.notes_changed.emit()
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, QPoint(60, 52))
    view.arrange("group")
    assert writing(view).toPlainText() == "Both models"
    assert (graph.groups[0].nodes, view.canvas.notes) == (PAIR, [])
    view.document.undo_stack.undo()
    assert (graph.groups, view.canvas.notes) == ((), [frame])


def test_f2_names_a_group_and_a_node_where_they_stand(view: CanvasView) -> None:
    close(view, *PAIR)
    for opened in (False, True):
        if opened:
            view.arrange("open_group")
            view.select_many(list(PAIR))
        view.arrange("rename")
        QTest.keyClicks(writing(view), f"Opened {opened}")
        QTest.keyClick(writing(view), Qt.Key.Key_Return)
        assert view.document.graph.groups[0].title == f"Opened {opened}"
    view.select("a_text")
    view.arrange("rename")
    QTest.keyClicks(writing(view), "Question")
    QTest.keyClick(writing(view), Qt.Key.Key_Escape)
    assert view.document.title_of("a_text") == "Test text"
    view.arrange("rename")
    QTest.keyClicks(writing(view), "Question")
    QTest.keyClick(writing(view), Qt.Key.Key_Return)
    assert view.document.title_of("a_text") == "Question"


def test_tab_visits_a_group_once_and_says_what_it_holds(view: CanvasView) -> None:
    close(view, *PAIR, title="Steered")
    view.select(None)
    view.setFocus()
    said = []
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Tab)
        said.append(view.accessibleDescription())
    assert said[0].startswith("Group Steered of Test model, Test fusion")
    assert [words.split(",")[0] for words in said[1:]] == ["Test text", "Test writer"]


def test_tidying_moves_a_closed_group_as_one(view: CanvasView) -> None:
    close(view, *PAIR)
    view.select(None)
    before = {name: QPointF(node.x, node.y) for name, node in view.document.graph.nodes.items()}
    view.document.move({"a_writer": (-400, 80)})
    view.arrange("tidy")
    nodes = view.document.graph.nodes
    moved = [QPointF(nodes[name].x, nodes[name].y) - before[name] for name in PAIR]
    assert moved[0] == moved[1]
    group = view.canvas.faces.groups["group"]
    assert nodes["a_writer"].x > group.scene_rect().right()


def test_every_level_of_detail_is_painted(view: CanvasView) -> None:
    group = close(view, *PAIR)
    pictures = []
    for zoom in (1.0, 0.5, 0.2):
        view.look(zoom, group.scene_rect().center())
        pictures.append(view.grab().toImage())
    view.arrange("open_group")
    pictures.append(view.grab().toImage())
    assert all(one != other for one, other in itertools.combinations(pictures, 2))


def test_files_keep_groups_and_what_newer_versions_add(view: CanvasView, tmp_path) -> None:
    close(view, *PAIR, title="Steered")
    path = tmp_path / "grouped.stitch"
    view.document.save(path)
    data = files.to_json(view.document.graph)
    data["groups"][0]["colour"] = "teal"
    other = Document()
    other.set_graph(files.from_json(data))
    assert other.graph.groups[0].extra == {"colour": "teal"}
    view.document.open(path)
    assert view.canvas.faces.groups["group"].layout.title == "Steered"


def test_the_windows_keys_group_run_up_to_open_and_ungroup(window: MainWindow, engine: FakeEngine, qtbot) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_N, control)
    workspace = window.tabs.current
    assert workspace is not None
    view, document = workspace.canvas, workspace.document
    names = [
        document.add_node(kind, 280.0 * place, 0) for place, kind in enumerate(("a_model", "a_fusion", "a_writer"))
    ]
    for wire in (LARGE, Wire("a_fusion", "model", "a_writer", "model")):
        document.connect(wire)
    document.connect(Wire("a_model", "model", "a_fusion", "experts"))
    view.setFocus()
    assert not window.actions_["group"].isEnabled()
    view.select_many(names[:2])
    assert not window.actions_["ungroup"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_G, control)
    QTest.keyClick(writing(view), Qt.Key.Key_Return)
    assert view.hasFocus()
    assert window.actions_["ungroup"].isEnabled()
    document.check_now()
    qtbot.keyClick(window, Qt.Key.Key_R, control | shift)
    assert set(engine.job.targets or ()) == {"a_model", "a_fusion"}
    qtbot.keyClick(window, Qt.Key.Key_O, control | shift)
    assert view.canvas.faces.frames.keys() == {"group"}
    qtbot.keyClick(window, Qt.Key.Key_G, control | shift)
    assert document.graph.groups == ()
    assert not window.actions_["ungroup"].isEnabled()
