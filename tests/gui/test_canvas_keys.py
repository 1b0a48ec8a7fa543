"""The canvas with keys alone: build a graph, connect it, run it; every part has its ring and its words."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QContextMenuEvent, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.graph.document import Graph, Node, Wire
from gui.canvas import CanvasView, accessible
from gui.document import Document
from gui.theme import theme
from gui.window import MainWindow
from tests.gui.fakes import FakeEngine

pytestmark = pytest.mark.usefixtures("kinds")

PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
LARGE = Wire("a_model", "model", "a_fusion", "large")


@pytest.fixture
def view(qtbot, monkeypatch: pytest.MonkeyPatch) -> CanvasView:
    """A model, a text and a fusion, not connected. Scene and viewport points are the same."""
    monkeypatch.setattr(theme, "reduced_motion", True)
    nodes = [
        Node("a_model", "a_model", 40, 40),
        Node("a_text", "a_text", 40, 200),
        Node("a_fusion", "a_fusion", 360, 80),
    ]
    document = Document()
    document.set_graph(Graph({node.id: node for node in nodes}))
    view = CanvasView(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.activateWindow()
    view.setFocus()
    view.look(1.0, QPointF(449, 299))
    return view


def keys(view: CanvasView, *pressed: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    for key in pressed:
        QTest.keyClick(view, key, held)


def add(view: CanvasView, words: str) -> None:
    keys(view, Qt.Key.Key_Insert)
    QTest.keyClicks(view.popup.field, words)
    QTest.keyClick(view.popup.field, Qt.Key.Key_Return)


def test_a_small_graph_is_built_connected_and_run(window: MainWindow, engine: FakeEngine, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    workspace = window.tabs.current
    assert workspace is not None
    view, document = workspace.canvas, workspace.document
    view.setFocus()
    add(view, "test model")
    add(view, "test writer")
    assert not view.canvas.nodes["a_model"].scene_rect().intersects(view.canvas.nodes["a_writer"].scene_rect())
    view.select(None)
    keys(view, Qt.Key.Key_Tab)
    keys(view, Qt.Key.Key_Down, held=CONTROL)
    keys(view, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert document.graph.wires == [Wire("a_model", "model", "a_writer", "model")]
    document.check_now()
    assert document.faults == {}
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert [node["id"] for node in engine.job.graph["nodes"]] == ["a_model", "a_writer"]


def test_control_and_arrows_go_through_the_ports_of_a_node_and_say_them(view: CanvasView) -> None:
    view.document.connect(LARGE)
    view.select("a_fusion")
    said = []
    for _ in range(5):
        keys(view, Qt.Key.Key_Down, held=CONTROL)
        said.append(view.accessibleDescription())
    assert said[:4] == [
        "Input large of Test fusion, connected to Test model",
        "Input base of Test fusion, not connected",
        "Input experts of Test fusion, not connected",
        "Output model of Test fusion, not connected",
    ]
    assert said[4].startswith("Test fusion"), "past the last port the node itself"
    keys(view, Qt.Key.Key_Up, held=CONTROL)
    assert view.canvas.chosen_port == ("a_fusion", "model", False)
    keys(view, Qt.Key.Key_Escape)
    assert (view.canvas.chosen_port, view.selected_nodes) == (None, ["a_fusion"])


def test_the_marked_port_has_a_ring(view: CanvasView) -> None:
    view.select("a_fusion")
    before = view.grab().toImage()
    keys(view, Qt.Key.Key_Down, held=CONTROL)
    after = view.grab().toImage()
    spot = view.canvas.spot("a_fusion", "large", True)
    assert spot is not None
    at = view.mapFromScene(view.canvas.nodes["a_fusion"].pos() + spot.at)
    ring = {after.pixel(at + QPoint(x, y)) for x in range(-12, 13) for y in range(-12, 13)}
    plain = {before.pixel(at + QPoint(x, y)) for x in range(-12, 13) for y in range(-12, 13)}
    assert ring - plain
    keys(view, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    assert view.canvas.chosen_port is None


def test_a_wire_goes_round_the_ports_that_fit_nearest_first(view: CanvasView) -> None:
    view.select("a_model")
    keys(view, Qt.Key.Key_Down, held=CONTROL)
    keys(view, Qt.Key.Key_Return)
    assert view.canvas.nodes["a_fusion"].emphasis["a_fusion", "base", True]
    assert not view.canvas.nodes["a_text"].emphasis["a_text", "text", False]
    assert view.accessibleDescription() == "Connect to Input large of Test fusion, not connected? Press Enter."
    keys(view, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert "Input base" in view.accessibleDescription()
    assert view.canvas.nodes["a_fusion"].marked == ("a_fusion", "base", True), "the ring is where the keys are"
    keys(view, Qt.Key.Key_Return)
    assert view.canvas.nodes["a_model"].marked == ("a_model", "model", False)
    assert view.document.graph.wires == [Wire("a_model", "model", "a_fusion", "base")]
    assert view.canvas.nodes["a_fusion"].emphasis == {}


def test_escape_gives_up_a_wire_and_delete_takes_one_off(view: CanvasView) -> None:
    view.select("a_fusion")
    keys(view, Qt.Key.Key_Down, held=CONTROL)
    keys(view, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert (view.document.graph.wires, view.gesture) == ([], None)
    keys(view, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert view.document.graph.wires == [LARGE]
    keys(view, Qt.Key.Key_Delete)
    assert view.document.graph.wires == []
    assert "a_fusion" in view.document.graph.nodes


def test_where_nothing_fits_nodes_that_do_are_offered(view: CanvasView) -> None:
    view.select("a_text")
    keys(view, Qt.Key.Key_Down, held=CONTROL)
    keys(view, Qt.Key.Key_Return)
    assert view.popup.isVisible()
    QTest.keyClicks(view.popup.field, "test writer")
    QTest.keyClick(view.popup.field, Qt.Key.Key_Return)
    assert view.document.graph.wires == [Wire("a_text", "text", "a_writer", "prompt")]


def test_insert_ends_a_wire_at_a_new_node(view: CanvasView) -> None:
    view.select("a_model")
    keys(view, Qt.Key.Key_Down, held=CONTROL)
    keys(view, Qt.Key.Key_Return, Qt.Key.Key_Insert)
    QTest.keyClicks(view.popup.field, "test writer")
    QTest.keyClick(view.popup.field, Qt.Key.Key_Return)
    assert view.document.graph.wires == [Wire("a_model", "model", "a_writer", "model")]


def test_control_and_sideways_follows_the_wires(view: CanvasView) -> None:
    view.document.connect(LARGE)
    view.select("a_model")
    keys(view, Qt.Key.Key_Right, held=CONTROL)
    assert view.selected_nodes == ["a_fusion"]
    keys(view, Qt.Key.Key_Right, held=CONTROL)
    assert view.selected_nodes == ["a_fusion"], "it feeds nothing"
    keys(view, Qt.Key.Key_Left, held=CONTROL)
    assert view.selected_nodes == ["a_model"]


def test_w_marks_wires_one_after_the_other_to_remove_or_bend_them(view: CanvasView) -> None:
    base = Wire("a_model", "model", "a_fusion", "base")
    for wire in (LARGE, base):
        view.document.connect(wire)
    view.select("a_model")
    keys(view, Qt.Key.Key_W)
    assert view.canvas.chosen_wire == LARGE
    assert view.accessibleDescription() == "Wire from Test model to Test fusion"
    keys(view, Qt.Key.Key_W)
    assert view.canvas.chosen_wire == base
    keys(view, Qt.Key.Key_W, Qt.Key.Key_Delete)
    assert view.document.graph.wires == [base]


def test_the_menu_key_opens_the_menu_at_what_is_selected(view: CanvasView, qtbot) -> None:
    view.select("a_fusion")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), view.mapToGlobal(QPoint(5, 5)))
    with qtbot.waitSignal(view.menu_requested) as asked:
        QApplication.sendEvent(view.viewport(), event)
    middle = view.mapFromScene(view.canvas.nodes["a_fusion"].scene_rect().center())
    assert view.viewport().mapFromGlobal(asked.args[0]) == middle
    assert view.selected_nodes == ["a_fusion"]


def test_the_focus_that_comes_by_tab_is_seen(view: CanvasView) -> None:
    QApplication.sendEvent(view, QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert view.selected_nodes == ["a_model"]
    view.select(None)
    QApplication.sendEvent(view, QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.BacktabFocusReason))
    assert view.selected_nodes == ["a_fusion"]


def test_closing_the_search_selects_nothing(view: CanvasView) -> None:
    keys(view, Qt.Key.Key_Insert)
    QTest.keyClick(view.popup.field, Qt.Key.Key_Escape)
    assert (view.hasFocus(), view.selected_nodes) == (True, [])


def test_ports_of_a_closed_group_are_reached_and_connected(view: CanvasView) -> None:
    view.document.add_node("a_writer", 640, 80)
    view.select_many(["a_model", "a_fusion"])
    keys(view, Qt.Key.Key_Escape)
    view.document.connect(LARGE)
    view.select_many(["a_model", "a_fusion"])
    view.arrange("group")
    view.setFocus()
    keys(view, Qt.Key.Key_Up, held=CONTROL)
    assert view.canvas.chosen_port == ("a_fusion", "model", False)
    keys(view, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert Wire("a_fusion", "model", "a_writer", "model") in view.document.graph.wires


def heard(view: CanvasView) -> QAccessibleInterface:
    """What a screen reader finds."""
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    return found


def test_a_screen_reader_finds_nodes_with_their_ports_and_the_widgets_over_the_canvas(view: CanvasView) -> None:
    name, description = QAccessible.Text.Name, QAccessible.Text.Description
    view.document.connect(LARGE)
    canvas = heard(view)
    parts = [canvas.child(index) for index in range(canvas.childCount())]
    assert [part.text(name) for part in parts[:3]] == ["Test model", "Test text", "Test fusion"]
    assert view.zoom_bar in [part.object() for part in parts[3:]]
    fusion = parts[2]
    assert "fed by Test model" in fusion.text(description)
    ports = [fusion.child(index) for index in range(fusion.childCount())]
    assert ports[0].text(name) == "Input large of Test fusion, connected to Test model"
    assert ports[0].parent() is fusion
    assert fusion.parent() is canvas
    box = view.canvas.nodes["a_fusion"].scene_rect().toRect()
    assert fusion.rect().size() == box.size()
    middle = fusion.rect().center()
    assert canvas.childAt(middle.x(), middle.y()) is fusion


def test_a_screen_reader_hears_where_the_keys_are(view: CanvasView) -> None:
    keys(view, Qt.Key.Key_Tab)
    first = heard(view).child(0)
    assert first.state().selected
    keys(view, Qt.Key.Key_Down, held=CONTROL)
    assert first.child(0).state().focused
    view.select_many(["a_model", "a_text"])
    view.arrange("group")
    assert heard(view).child(1).text(QAccessible.Text.Name) == "Group"


def test_what_a_screen_reader_holds_ends_with_the_canvas(qtbot) -> None:
    view = CanvasView(Document())
    view.document.add_node("a_model", 0, 0)
    canvas = heard(view)
    node = canvas.child(0)
    port = node.child(0)
    view.document.remove(["a_model"])
    assert not port.isValid()
    shiboken6.delete(view)
    assert not any(shiboken6.isValid(part) for part in (canvas, node, port))


def test_with_a_screen_reader_listening_the_keys_work_on(view: CanvasView) -> None:
    QAccessible.setActive(True)
    try:
        keys(view, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
        keys(view, Qt.Key.Key_Down, held=CONTROL)
        assert heard(view).focusChild().focusChild().text(QAccessible.Text.Name).startswith("Output text")
        view.delete_selection()
    finally:
        QAccessible.setActive(False)
    assert heard(view).focusChild() is None


def test_what_a_screen_reader_asks_of_every_part_is_answered_by_qt_itself() -> None:
    """PySide ends the program when an override of it returns None, and every reader asks."""
    for part in (accessible.CanvasAccess, accessible.BoxAccess, accessible.PortAccess):
        assert part.interface_cast is QAccessibleInterface.interface_cast
