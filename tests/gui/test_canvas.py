"""The canvas driven by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.errors import Fault, Fix
from engine.graph.document import Graph, Node, Wire
from engine.jobs import messages as m
from gui.canvas import NODE_MIME, CanvasView
from gui.canvas.fitting import Fitting
from gui.canvas.layout import MAX_WIDTH, lay_out
from gui.canvas.words import footer, spoken
from gui.document import Document
from gui.search import match_score
from gui.theme import theme

pytestmark = pytest.mark.usefixtures("kinds")

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
LARGE = Wire("a_model", "model", "a_fusion", "large")


@pytest.fixture
def view(qtbot, monkeypatch: pytest.MonkeyPatch) -> CanvasView:
    """Two models and a text on the left, a fusion on the right; scene and viewport points are the same."""
    monkeypatch.setattr(theme, "reduced_motion", True)
    nodes = [
        Node("a_model", "a_model", 40, 40),
        Node("a_model_2", "a_model", 40, 160),
        Node("a_text", "a_text", 40, 280),
        Node("a_fusion", "a_fusion", 360, 80),
    ]
    document = Document()
    document.set_graph(Graph(nodes={node.id: node for node in nodes}))
    view = CanvasView(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.look(1.0, QPointF(449, 299))
    return view


def port(view: CanvasView, node: str, name: str, is_input: bool) -> QPoint:
    item = view.canvas.nodes[node]
    spot = item.layout.spot(name, is_input)
    assert spot is not None
    return view.mapFromScene(item.pos() + spot.at)


def title(view: CanvasView, node: str) -> QPoint:
    return view.mapFromScene(view.canvas.nodes[node].pos() + QPointF(60, 12))


def drag(view: CanvasView, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT) -> None:
    QTest.mousePress(view.viewport(), button, PLAIN, start)
    hold(view, start, end)
    QTest.mouseRelease(view.viewport(), button, PLAIN, end)


def hold(view: CanvasView, start: QPoint, end: QPoint) -> None:
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(view.viewport(), start + (end - start) * step)


def place(view: CanvasView, node: str) -> tuple[float, float]:
    entry = view.document.graph.nodes[node]
    return entry.x, entry.y


def test_a_click_selects_a_node_and_says_so(view: CanvasView, qtbot) -> None:
    with qtbot.waitSignal(view.selection_changed) as told:
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, title(view, "a_fusion"))
    assert told.args == [["a_fusion"]]
    QTest.mouseClick(view.viewport(), LEFT, CONTROL, title(view, "a_model"))
    assert view.selected_nodes == ["a_model", "a_fusion"]
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, QPoint(700, 500))
    assert view.selected_nodes == []


def test_dragging_a_node_is_one_step_on_the_grid(view: CanvasView) -> None:
    view.document.connect(LARGE)
    steps = view.document.undo_stack.count()
    drag(view, title(view, "a_model"), title(view, "a_model") + QPoint(50, 21))
    assert place(view, "a_model") == (88, 64)
    assert view.document.undo_stack.count() == steps + 1
    wire = view.canvas.wires[LARGE]
    assert wire.resting
    assert view.mapFromScene(wire.path().pointAtPercent(0)) == port(view, "a_model", "model", False)
    view.document.undo_stack.undo()
    assert place(view, "a_model") == (40, 40)
    assert view.mapFromScene(wire.path().pointAtPercent(0)) == port(view, "a_model", "model", False)


def test_escape_gives_up_a_drag(view: CanvasView) -> None:
    start = title(view, "a_model")
    QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
    hold(view, start, start + QPoint(80, 80))
    assert view.canvas.nodes["a_model"].pos() == QPointF(120, 120)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, start + QPoint(80, 80))
    assert view.canvas.nodes["a_model"].pos() == QPointF(40, 40)
    assert view.document.undo_stack.count() == 0


def test_a_wire_is_laid_from_port_to_port_either_way(view: CanvasView) -> None:
    drag(view, port(view, "a_model", "model", False), port(view, "a_fusion", "large", True))
    drag(view, port(view, "a_fusion", "base", True), port(view, "a_model_2", "model", False))
    assert view.document.graph.wires == [LARGE, Wire("a_model_2", "model", "a_fusion", "base")]
    assert set(view.canvas.wires) == set(view.document.graph.wires)


def test_while_a_wire_is_dragged_ports_that_fit_grow_and_others_say_why_not(view: CanvasView) -> None:
    start, wrong = port(view, "a_text", "text", False), port(view, "a_fusion", "base", True)
    QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
    hold(view, start, wrong)
    assert view.canvas.nodes["a_fusion"].emphasis == {
        ("a_fusion", "large", True): False,
        ("a_fusion", "base", True): False,
        ("a_fusion", "experts", True): False,
        ("a_fusion", "model", False): False,
    }
    assert view._note.isVisible()
    assert len(view._note.text().split()) > 3
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, wrong)
    assert view.document.graph.wires == []
    assert view.canvas.nodes["a_fusion"].emphasis == {}

    start = port(view, "a_model", "model", False)
    QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
    hold(view, start, QPoint(700, 500))
    assert view.canvas.nodes["a_fusion"].emphasis["a_fusion", "experts", True]
    assert not view._note.isVisible()


def test_the_ports_that_light_up_are_those_that_would_take_the_wire(view: CanvasView) -> None:
    """For every port to begin at, and for every wire to be taken off."""
    document = view.document
    document.add_node("a_writer", 640, 80)
    document.add_node("a_fusion", 640, 320)
    graph = document.graph
    graph.nodes["x"] = Node("x", "from_the_future", 640, 480)
    graph.wires += [LARGE, Wire("a_fusion", "model", "a_writer", "model"), Wire("a_model", "model", "x", "thing")]
    graph.wires.append(Wire("a_fusion", "model", "a_fusion_2", "experts"))
    document.set_graph(graph)
    spots = [spot for item in view.canvas.nodes.values() for spot in item.layout.spots]
    asked = 0
    for fixed in spots:
        taken_off = [wire for wire in graph.wires if (wire.source, wire.output) == (fixed.node, fixed.name)]
        for instead_of in (None, *(taken_off if not fixed.is_input else [])):
            fitting = Fitting(document, fixed, instead_of)
            for spot in spots:
                if spot.is_input != fixed.is_input:
                    assert fitting.holds(spot) is (document.why_not(fixed.wire_to(spot), instead_of) is None)
                    asked += fitting.holds(spot)
                else:
                    assert not fitting.holds(spot)
    assert asked > 20


def test_a_wire_pulled_off_its_input_goes_or_moves(view: CanvasView) -> None:
    view.document.connect(LARGE)
    steps = view.document.undo_stack.count()
    drag(view, port(view, "a_fusion", "large", True), port(view, "a_fusion", "base", True))
    assert view.document.graph.wires == [Wire("a_model", "model", "a_fusion", "base")]
    assert view.document.undo_stack.count() == steps + 1
    drag(view, port(view, "a_fusion", "base", True), QPoint(700, 500))
    assert view.document.graph.wires == []


def test_dropping_a_wire_on_nothing_offers_fitting_nodes_and_joins_the_chosen_one(view: CanvasView) -> None:
    drag(view, port(view, "a_text", "text", False), QPoint(400, 420))
    offered = {view.popup.list.item(row).text() for row in range(view.popup.list.count())}
    assert view.popup.isVisible()
    assert "Test writer" in offered
    assert "Test model" not in offered
    QTest.keyClicks(view.popup.field, "test wri")
    QTest.keyClick(view.popup.field, Qt.Key.Key_Return)
    assert view.document.graph.wires == [Wire("a_text", "text", "a_writer", "prompt")]
    assert (port(view, "a_writer", "prompt", True) - QPoint(400, 420)).manhattanLength() <= 8
    assert view.selected_nodes == ["a_writer"]
    view.document.undo_stack.undo()
    assert "a_writer" not in view.document.graph.nodes
    assert view.document.graph.wires == []


def test_double_click_searches_and_escape_closes(view: CanvasView) -> None:
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, QPoint(500, 400))
    assert view.popup.isVisible()
    QTest.keyClick(view.popup.field, Qt.Key.Key_Escape)
    assert not view.popup.isVisible()
    assert len(view.document.graph.nodes) == 4


def test_search_ranks_titles_before_help() -> None:
    assert match_score("fus", "Test fusion", "Steer one") > match_score("steer", "Test fusion", "Steer one") > 0
    assert match_score("tfsn", "Test fusion") > 0
    assert match_score("fusion", "Test model") == 0


def test_keys_select_move_and_remove(view: CanvasView) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.selected_nodes == ["a_model"]
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.selected_nodes == ["a_model_2"]
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert place(view, "a_model_2") == (48, 200)
    assert view.document.undo_stack.count() == 1
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert len(view.selected_nodes) == 4
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.document.graph.nodes == {}
    assert view.hint.isVisible()
    view.document.undo_stack.undo()
    assert len(view.canvas.nodes) == 4
    assert not view.hint.isVisible()


def test_a_clicked_wire_is_removed_by_backspace(view: CanvasView) -> None:
    view.document.connect(LARGE)
    middle = view.mapFromScene(view.canvas.wires[LARGE].path().pointAtPercent(0.5))
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, middle)
    assert view.canvas.chosen_wire == LARGE
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert view.document.graph.wires == []


def test_enter_and_double_click_open_a_node(view: CanvasView, qtbot) -> None:
    view.select("a_fusion")
    with qtbot.waitSignal(view.node_activated):
        QTest.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.node_activated):
        QTest.mouseDClick(view.viewport(), LEFT, PLAIN, title(view, "a_model"))


def test_a_rubber_band_selects_what_it_touches(view: CanvasView) -> None:
    drag(view, QPoint(10, 10), QPoint(300, 200))
    assert view.selected_nodes == ["a_model", "a_model_2"]


def test_zoom_keeps_the_point_under_the_mouse_and_has_bounds(view: CanvasView) -> None:
    at = QPointF(200, 150)
    before = view.mapToScene(at.toPoint())
    wheel = QWheelEvent(at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CONTROL,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.zoom == pytest.approx(1.25)
    assert (view.mapToScene(at.toPoint()) - before).manhattanLength() < 3
    for _ in range(30):
        view.zoom_out()
    assert view.zoom == pytest.approx(0.1)
    assert view.zoom_bar.percent.text() == "10%"
    view.zoom_bar.percent.click()
    assert view.zoom == 1.0


def test_fit_shows_every_node(view: CanvasView) -> None:
    view.document.add_node("a_model", 4000, 3000)
    QTest.keyClick(view, Qt.Key.Key_F)
    assert view.seen_rect().contains(view.canvas.content_rect())
    assert view.zoom < 0.35


def test_everything_stays_in_view_until_the_person_moves_the_camera(view: CanvasView) -> None:
    graph = view.document.graph
    graph.nodes["far"] = Node("far", "a_model", 1400, 700)
    view.document.set_graph(graph)
    for height in (600, 320):
        view.resize(900, height)
        QApplication.processEvents()
        assert view.seen_rect().contains(view.canvas.content_rect())
        assert view.zoom < 1
    drag(view, QPoint(600, 200), QPoint(560, 170), MIDDLE)
    zoom, corner = view.zoom, view.seen_rect().topLeft()
    view.resize(900, 500)
    QApplication.processEvents()
    assert (view.zoom, view.seen_rect().topLeft()) == (zoom, corner)
    view.fit()
    view.resize(900, 300)
    QApplication.processEvents()
    assert view.seen_rect().contains(view.canvas.content_rect())


def test_a_fitted_graph_is_neither_enlarged_nor_hidden_by_the_small_widgets(view: CanvasView) -> None:
    view.fit()
    assert view.zoom == 1.0
    for size in ((500, 330), (900, 330), (480, 700)):
        view.resize(*size)
        QApplication.processEvents()
        covers = [view.zoom_bar] + ([view.minimap] if view.minimap.isVisible() else [])
        for cover in covers:
            assert not view.canvas.is_taken(view.mapToScene(cover.geometry()).boundingRect())


def test_the_middle_button_and_space_move_the_view(view: CanvasView) -> None:
    before = view.seen_rect().topLeft()
    drag(view, QPoint(600, 400), QPoint(560, 370), MIDDLE)
    assert view.seen_rect().topLeft() - before == QPointF(40, 30)
    QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, QPoint(560, 370), QPoint(600, 400))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert view.seen_rect().topLeft() == before
    assert view.selected_nodes == []


@pytest.mark.parametrize(
    ("dropped", "settings"), [("a_model", {}), ('{"type": "a_model", "settings": {"name": "big"}}', {"name": "big"})]
)
def test_a_drop_from_the_library_adds_a_node(view: CanvasView, dropped: str, settings: dict) -> None:
    data = QMimeData()
    data.setData(NODE_MIME, dropped.encode())
    event = QDropEvent(QPointF(600, 400), Qt.DropAction.CopyAction, data, LEFT, PLAIN, QEvent.Type.Drop)
    view.dropEvent(event)
    assert view.document.graph.nodes["a_model_3"].settings == settings
    assert view.canvas.node_at(view.mapToScene(QPoint(600, 400))) is view.canvas.nodes["a_model_3"]


def test_m_bypasses_the_selected_node_which_fades_and_says_so(view: CanvasView) -> None:
    view.document.check_now()
    assert view.document.faults_of("a_fusion")
    view.select("a_fusion")
    item, colors = view.canvas.nodes["a_fusion"], []
    for _ in range(2):
        area = view.mapFromScene(item.sceneBoundingRect()).boundingRect()
        picture = view.grab(area).toImage()
        colors.append({picture.pixel(x, 16) for x in range(picture.width())})
        QTest.keyClick(view, Qt.Key.Key_M)
        view.document.check_now()
    assert colors[0] != colors[1]
    assert view.document.faults_of("a_fusion")
    view.document.undo_stack.undo()
    view.document.check_now()
    assert not view.document.faults_of("a_fusion")
    assert "bypassed" in spoken(view.document, "a_fusion")


def test_copies_go_through_the_clipboard(view: CanvasView) -> None:
    view.document.connect(LARGE)
    view.select_all()
    view.copy()
    view.paste()
    assert len(view.document.graph.nodes) == 8
    assert len(view.document.graph.wires) == 2
    assert len(view.selected_nodes) == 4
    assert "a_fusion_2" in view.selected_nodes


@pytest.mark.parametrize("other", ["Other ways", "Compare with letters and pieces"])
def test_a_failed_node_says_what_is_wrong_and_offers_two_ways_out(view: CanvasView, qtbot, other: str) -> None:
    view.document.connect(LARGE)
    view.document.check_now()
    ways = ("Map the vocabularies", other, "A third way")
    fixes = tuple(Fix(words, setting="alpha", value=0.5) for words in ways)
    fault = Fault("a_fusion", "The expert reads text in other pieces.", port="large", fixes=fixes)
    view.document.outcome.apply(m.NodeFailed(fault))
    assert view.callout.isVisible()
    assert view.callout.title.text() == fault.title
    assert [button.text() for button in view.callout.buttons] == ["Map the vocabularies", other]
    assert view.canvas.wires[LARGE].wrong
    with qtbot.waitSignal(view.fix_requested) as asked:
        QTest.mouseClick(view.callout.buttons[0], LEFT)
    assert asked.args == ["a_fusion", fixes[0]]
    for button in view.callout.buttons:
        assert view.callout.rect().contains(button.geometry())
        assert button.width() >= button.sizeHint().width()
    view.document.outcome.apply(m.RunStarted("j", ("a_fusion",)))
    assert not view.callout.isVisible()
    assert not view.canvas.wires[LARGE].wrong


def test_the_box_has_room_for_all_its_buttons_when_it_goes_from_one_node_to_the_next(view: CanvasView) -> None:
    words = ("Map the vocabularies of all members", "Choose another model for it")
    fixes = tuple(Fix(one, setting="alpha", value=0.5) for one in words)
    for node in ("a_fusion", "a_writer"):
        view.callout.show_fault(Fault(node, "It reads text in other pieces.", fixes=fixes))
    height = view.callout.height()
    QApplication.processEvents()
    assert height == view.callout._column.totalHeightForWidth(view.callout.width())
    above, below = (button.geometry() for button in view.callout.buttons)
    assert above.bottom() < below.top()


def test_of_several_wires_into_a_port_only_the_one_at_fault_is_red(view: CanvasView) -> None:
    other = view.document.add_node("a_model", 0, 200)
    wires = [Wire(source, "model", "a_fusion", "experts") for source in ("a_model", other)]
    for wire in wires:
        view.document.connect(wire)
    view.document.check_now()
    for source, red in ((other, [False, True]), (None, [True, True]), ("behind a bypassed one", [True, True])):
        fault = Fault("a_fusion", "It reads text in other pieces.", port="experts", source=source)
        view.document.outcome.apply(m.NodeFailed(fault))
        assert [view.canvas.wires[wire].wrong for wire in wires] == red


def test_a_node_that_kept_a_run_from_starting_looks_failed_until_it_is_mended(view: CanvasView) -> None:
    document = view.document
    document.check_now()
    assert document.state_of("a_fusion") is m.NodeState.NOT_READY
    assert not view.callout.isVisible()
    document.outcome.refuse(["a_fusion"])
    assert view.canvas.nodes["a_fusion"].state is m.NodeState.FAILED
    assert footer(document, "a_fusion")[0] == "cannot start"
    assert view.callout.title.text() == document.faults_of("a_fusion")[0].title
    document.toggle_bypass(["a_fusion"])
    document.check_now()
    assert view.canvas.nodes["a_fusion"].state is m.NodeState.READY
    assert not view.callout.isVisible()
    document.undo_stack.undo()
    document.check_now()
    assert document.state_of("a_fusion") is m.NodeState.NOT_READY, "nobody has asked for a run since"


def test_a_running_node_shows_words_and_a_dot_on_its_wires(view: CanvasView) -> None:
    view.document.connect(LARGE)
    view.document.outcome.apply(m.RunStarted("j", ("a_model", "a_fusion")))
    assert footer(view.document, "a_fusion") == ("waiting for Test model", "")
    view.document.outcome.apply(m.NodeChanged("a_model", m.NodeState.DONE, 0.4, "1.3 M"))
    assert footer(view.document, "a_model") == ("done in 0.4 s", "1.3 M")
    view.document.outcome.apply(m.NodeChanged("a_fusion", m.NodeState.RUNNING))
    view.document.outcome.apply(m.Progress("a_fusion", 40, 96, "token 40 of 96", 2.1))
    assert footer(view.document, "a_fusion") == ("token 40 of 96", "2 s left")
    assert view.canvas.wires[LARGE].dot is not None
    view.document.outcome.apply(m.NodeChanged("a_fusion", m.NodeState.DONE, 3.0))
    assert view.canvas.wires[LARGE].dot is None


def test_screen_readers_hear_the_selected_node(view: CanvasView) -> None:
    view.document.connect(LARGE)
    view.select("a_fusion")
    assert "Test fusion" in view.accessibleDescription()
    assert "fed by Test model" in spoken(view.document, "a_fusion")
    assert all(button.accessibleName() for button, _ in view.zoom_bar._buttons)


def test_nodes_grow_with_their_words_up_to_a_bound(view: CanvasView) -> None:
    narrow = lay_out(view.document, "a_fusion").width
    view.document.rename("a_fusion", "A title with more words")
    wide = view.canvas.nodes["a_fusion"].layout.width
    view.document.rename("a_fusion", "A title " * 20)
    assert narrow < wide < view.canvas.nodes["a_fusion"].layout.width == MAX_WIDTH


def test_a_node_of_an_unknown_type_keeps_its_wires(view: CanvasView) -> None:
    graph = Graph(nodes={"a_model": Node("a_model", "a_model"), "x": Node("x", "from_the_future", 300, 0)})
    wire = Wire("a_model", "model", "x", "thing")
    graph.wires.append(wire)
    view.document.set_graph(graph)
    assert view.canvas.nodes["x"].layout.title == "from the future"
    assert view.canvas.nodes["x"].layout.spot("thing", True) is not None
    assert view.mapFromScene(view.canvas.wires[wire].path().pointAtPercent(1)) == port(view, "x", "thing", True)


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.2])
def test_every_level_of_detail_can_be_painted_in_both_modes(view: CanvasView, zoom: float) -> None:
    pictures = []
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        view.zoom_to(zoom)
        pictures.append(view.grab().toImage())
    theme.set_mode("system")
    assert pictures[0] != pictures[1]
    colors = {pictures[0].pixelColor(x, y).name() for x in range(0, 900, 3) for y in range(0, 600, 3)}
    assert len(colors) > 5


def test_tab_on_an_empty_canvas_searches_for_a_node(qtbot) -> None:
    view = CanvasView(Document())
    qtbot.addWidget(view)
    view.show()
    assert view.hint.isVisible()
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, PLAIN))
    assert view.popup.isVisible()
    QTest.keyClicks(view.popup.field, "test model")
    QTest.keyClick(view.popup.field, Qt.Key.Key_Return)
    assert list(view.document.graph.nodes) == ["a_model"]
    assert not view.hint.isVisible()


def test_what_is_dragged_to_the_edge_takes_the_view_along(view: CanvasView, qtbot) -> None:
    start, edge = title(view, "a_model"), QPoint(view.viewport().width() - 5, 300)
    seen = view.seen_rect().left()
    QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
    hold(view, start, edge)
    qtbot.waitUntil(lambda: view.seen_rect().left() > seen + 40)
    at = view.mapToScene(edge) - QPointF(60, 12)
    assert (view.canvas.nodes["a_model"].pos() - at).manhattanLength() <= 16, "it stays under the mouse"
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, edge)
    seen = view.seen_rect().left()
    QTest.qWait(60)
    assert view.seen_rect().left() == seen


def test_pasted_twice_the_second_copy_does_not_hide_the_first(view: CanvasView) -> None:
    view.select("a_model")
    view.copy()
    view.paste()
    view.paste()
    assert place(view, "a_model_2") != place(view, "a_model_3")


def test_shift_adds_to_the_selection_with_a_rubber_band_too(view: CanvasView) -> None:
    view.select("a_fusion")
    rect = view.canvas.nodes["a_model"].scene_rect()
    start = view.mapFromScene(rect.topLeft()) - QPoint(16, 16)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(view.viewport(), LEFT, shift, start)
    for step in (10, 60):
        QTest.mouseMove(view.viewport(), start + QPoint(step, step))
    QTest.mouseRelease(view.viewport(), LEFT, shift, start + QPoint(60, 60))
    assert set(view.selected_nodes) == {"a_fusion", "a_model"}
