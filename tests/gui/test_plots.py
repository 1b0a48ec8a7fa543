"""Plots show exactly what nodes said, live, in bounded time, and give it back as files."""

from __future__ import annotations

import csv
import errno
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import files
from engine.errors import StitchworkError
from engine.graph.document import Graph, Node
from engine.jobs import messages as m
from gui.document import Document
from gui.plots.bars import BarsPanel
from gui.plots.board import PlotBoard
from gui.plots.heatmap import HeatMapPanel
from gui.plots.lines import LinePanel
from gui.plots.numbers import decimals_for, nice_ticks, number, tick_words
from gui.plots.redraws import TICK_MS
from gui.plots.scatter import ScatterPanel
from gui.plots.series import Buffer, thin
from gui.plots.table import TablePanel
from gui.plots.text import TextPanel
from gui.plots.tokens import TokensPanel
from gui.theme import theme

ALPHA = "weight of each expert"


@pytest.fixture
def document(qtbot: QtBot, kinds: None) -> Document:
    document = Document()
    document.set_graph(Graph(nodes={"writer": Node("writer", "a_writer"), "other": Node("other", "a_writer")}))
    return document


@pytest.fixture
def board(qtbot: QtBot, document: Document) -> PlotBoard:
    board = PlotBoard(document)
    qtbot.addWidget(board)
    board.resize(1100, 500)
    board.show()
    qtbot.waitExposed(board)
    return board


def line(x: float, y: float, series: str = "python", **style: object) -> m.Line:
    return m.Line("writer", ALPHA, series, (x,), (y,), **style)  # type: ignore[arg-type]


def read(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.reader(stream))


def lines_of(board: PlotBoard) -> LinePanel:
    panel = board.panel("writer", ALPHA)
    assert isinstance(panel, LinePanel)
    return panel


class TestLines:
    def test_points_are_drawn_as_they_came(self, board: PlotBoard, qtbot: QtBot) -> None:
        for step, alpha in enumerate((0.5, 1.5, 1.25)):
            board.apply(line(step, alpha))
        panel = lines_of(board)
        qtbot.waitUntil(lambda: len(panel.series["python"].stroke.xs) == 3)
        stroke = panel.series["python"].stroke
        points = [panel.chart.point(QPointF(x, y)) for x, y in zip(stroke.xs, stroke.ys, strict=True)]
        np.testing.assert_allclose([(p.x(), p.y()) for p in points], [(0, 0.5), (1, 1.5), (2, 1.25)], atol=1e-9)

    def test_an_expert_keeps_its_colour_and_others_take_free_ones(self, board: PlotBoard) -> None:
        board.apply(line(0, 1, "python", color=1))
        board.apply(line(0, 1, "dictionary", color=0))
        board.apply(line(0, 1, "third"))
        colors = {name: series.color for name, series in lines_of(board).series.items()}
        assert colors == {"python": 1, "dictionary": 0, "third": 2}

    def test_the_theme_recolours_lines_at_once(self, board: PlotBoard, monkeypatch: pytest.MonkeyPatch) -> None:
        board.apply(m.Line("writer", ALPHA, "a", (0.0, 1.0), (0.0, 1.0), color=0))
        panel = lines_of(board)
        panel.draw()
        for dark in (False, True):
            monkeypatch.setattr(theme, "dark", dark)
            theme.changed.emit()
            picture = panel.chart.grab().toImage()
            colors = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
            assert theme.series(0).rgba() in colors

    def test_names_stand_at_line_ends_and_move_to_the_legend_when_they_collide(
        self, board: PlotBoard, qtbot: QtBot
    ) -> None:
        for step in range(3):
            board.apply(line(step, 0.1, "low"))
            board.apply(line(step, 2.0, "high"))
        panel = lines_of(board)
        qtbot.waitUntil(lambda: {name for _, name in panel._labels} == {"low", "high"})
        assert panel.head.words() == ""
        board.apply(line(3, 0.1, "low"))
        board.apply(line(3, 0.1, "high"))
        qtbot.waitUntil(lambda: panel.head.words() == "low  high")
        assert panel._labels == []

    def test_the_cursor_snaps_and_reads_out(self, board: PlotBoard) -> None:
        for step in range(5):
            board.apply(line(step, step / 4, "python", x_label="decoding step"))
        panel = lines_of(board)
        panel.draw()
        panel.follow_cursor(2.3)
        assert panel.head.words() == "decoding step 2  0.500"
        panel.follow_cursor(None)
        assert panel.head.words() == ""

    def test_cursors_of_one_node_are_linked(self, board: PlotBoard) -> None:
        for plot in (ALPHA, "loss"):
            board.apply(m.Line("writer", plot, "a", (0.0, 1.0), (1.0, 2.0)))
        board.apply(m.Line("other", "loss", "a", (0.0, 1.0), (1.0, 2.0)))
        lines_of(board).cursor_moved.emit(1.0)
        linked, apart = board.panel("writer", "loss"), board.panel("other", "loss")
        assert linked is not None
        assert apart is not None
        assert "2.000" in linked.head.words()
        assert apart.head.words() == ""

    def test_the_arrow_keys_move_the_cursor(self, board: PlotBoard, qtbot: QtBot) -> None:
        board.apply(m.Line("writer", ALPHA, "a", (0.0, 1.0, 2.0), (5.0, 6.0, 7.0)))
        panel = lines_of(board)
        qtbot.keyClick(panel.chart, Qt.Key.Key_Left)
        assert panel.head.words() == "step 2  7.000"
        qtbot.keyClick(panel.chart, Qt.Key.Key_Left)
        assert panel.head.words() == "step 1  6.000"

    def test_the_axis_shows_the_whole_way_while_the_node_counts_the_same_steps(self, board: PlotBoard) -> None:
        board.apply(m.Line("writer", ALPHA, "a", (1.0, 40.0), (0.0, 1.0)))
        panel = lines_of(board)
        board.apply(m.Progress("writer", 40, 96))
        panel.draw()
        assert panel.chart.seen()[0][1] == pytest.approx(96)
        board.apply(m.NodeChanged("writer", m.NodeState.DONE))
        panel.draw()
        assert panel.chart.seen()[0][1] == pytest.approx(40)

    def test_missing_values_leave_a_gap_and_the_rest_in_sight(self, board: PlotBoard) -> None:
        board.apply(m.Line("writer", ALPHA, "a", (0.0, 1.0, 2.0, 3.0), (1.0, float("nan"), float("inf"), 2.0)))
        panel = lines_of(board)
        panel.draw()
        low, high = panel.chart.seen()[1]
        assert low < 1 < 2 < high < 3
        panel.follow_cursor(1.2)
        assert panel.head.words().startswith("step 0")

    def test_a_million_points_are_thinned_without_losing_peaks(self) -> None:
        points = Buffer()
        xs = np.arange(1_000_000, dtype=float)
        ys = np.zeros_like(xs)
        ys[123_456], ys[876_543] = 5.0, -4.0
        points.append(xs, ys)  # type: ignore[arg-type]
        started = time.perf_counter()
        shown_x, shown_y = thin(points.xs, points.ys, 800)
        seconds = time.perf_counter() - started
        assert len(shown_x) < 4_000
        assert (shown_y.max(), shown_y.min()) == (5.0, -4.0)
        assert np.all(np.diff(shown_x) >= 0)
        assert (shown_x[0], shown_x[-1]) == (0.0, 999_999.0)
        assert seconds < 1.0

    def test_thousands_of_messages_are_drawn_a_few_times(
        self, board: PlotBoard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        board.apply(line(0, 0))
        panel = lines_of(board)
        drawn: list[float] = []
        draw = panel.draw
        monkeypatch.setattr(panel, "draw", lambda: (drawn.append(time.perf_counter()), draw()))
        for start in range(1, 5_001, 500):
            for step in range(start, start + 500):
                board.apply(line(step, step))
            QGuiApplication.processEvents()
        qtbot.waitUntil(lambda: len(panel.series["python"].stroke.xs) > 100)
        assert len(panel.series["python"].points) == 5_001
        assert np.diff(drawn).size == 0 or np.diff(drawn).min() > 0.5 * TICK_MS / 1000


class TestOtherPanels:
    def test_bars_say_which_way_is_better_and_skip_what_is_missing(self, qtbot: QtBot) -> None:
        panel = BarsPanel("writer", "loss")
        qtbot.addWidget(panel)
        panel.resize(500, 240)
        panel.show()
        panel.receive(m.Bars("writer", "loss", ("a", "b"), ("one", "two"), ((1.0, 2.0), (3.0, None)), "nats", "lower"))
        panel.draw()
        panel.grab()
        assert panel.chart.axis_words() == "nats, lower is better"
        assert [(group, series) for _, group, series in panel.chart._rectangles] == [(0, 0), (0, 1), (1, 0)]
        heights = [bar.height() for bar, _, _ in panel.chart._rectangles]
        assert heights[2] == pytest.approx(3 * heights[0], rel=0.02)
        assert panel.head.words() == "one  two"

    def test_tables_sort_by_size_with_missing_cells_last(self, qtbot: QtBot) -> None:
        panel = TablePanel("writer", "scores")
        qtbot.addWidget(panel)
        rows = (("a", 10.5), ("b", None), ("c", 9.25))
        panel.receive(m.Table("writer", "scores", ("Model", "Loss"), rows, best=((2, 1),)))
        panel.draw()
        view = panel.view
        for order, expected in (
            (Qt.SortOrder.AscendingOrder, ["9.25", "10.50", "–"]),
            (Qt.SortOrder.DescendingOrder, ["10.50", "9.25", "–"]),
        ):
            view.sortByColumn(1, order)
            assert [view.sorted.index(row, 1).data() for row in range(3)] == expected
        right = view.table.data(view.table.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
        assert right & Qt.AlignmentFlag.AlignRight
        assert view.table.data(view.table.index(2, 1), Qt.ItemDataRole.FontRole).weight() == 600

    def test_columns_fit_a_narrow_tile_and_say_in_tooltips_what_was_cut(self, qtbot: QtBot) -> None:
        panel = TablePanel("stitch", "loss")
        qtbot.addWidget(panel)
        columns = ("Model", "Loss (nats a token)", "Above the better model")
        rows = (("starter-small alone", 3.666, 0.0), ("Joined by a solved map, instant", 3.671, 0.005))
        panel.receive(m.Table("stitch", "loss", columns, rows))
        panel.draw()
        panel.show()
        header, headings = panel.view.horizontalHeader(), []
        for width in (900, 300, 900):
            panel.resize(width, 200)
            QApplication.processEvents()
            assert header.length() == panel.view.viewport().width()
            headings.append([panel.view.sorted.headerData(i, Qt.Orientation.Horizontal) for i in range(3)])
        assert headings == [list(columns), ["Model", "Loss", "Above the\nbetter model"], list(columns)]
        tip = panel.view.sorted.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        assert tip == "Loss (nats a token)"
        assert panel.view.selected_text().splitlines()[0] == "\t".join(columns)

    @pytest.mark.parametrize("heading", ["Above the better model", "良いほうのモデルとの損失の差（ナット）"])
    def test_a_heading_on_two_lines_is_seen_whole(self, qtbot: QtBot, heading: str) -> None:
        panel = TablePanel("stitch", "loss")
        qtbot.addWidget(panel)
        panel.receive(m.Table("stitch", "loss", ("Model", heading), (("starter-small alone", 3.666),)))
        panel.resize(190, 200)
        panel.show()
        panel.draw()
        QApplication.processEvents()
        header = panel.view.horizontalHeader()
        assert "\n" in panel.view.sorted.headerData(1, Qt.Orientation.Horizontal)
        words = panel.view.sorted.headerData(1, Qt.Orientation.Horizontal)
        needed = QFontMetrics(theme.font(12, 600)).boundingRect(QRect(0, 0, 999, 999), 0, words).height()
        assert header.height() > needed
        panel.resize(900, 200)
        QApplication.processEvents()
        assert header.height() == 28

    def test_a_short_heading_is_never_broken(self, qtbot: QtBot) -> None:
        panel = TablePanel("stitch", "loss")
        qtbot.addWidget(panel)
        panel.receive(m.Table("stitch", "loss", ("Metric of the model", "B − A"), (("a long name of a metric", 1.0),)))
        panel.resize(160, 200)
        panel.show()
        panel.draw()
        assert panel.view.table.narrow
        assert panel.view.sorted.headerData(1, Qt.Orientation.Horizontal) == "B − A"

    def test_ctrl_c_copies_the_selected_rows(self, qtbot: QtBot) -> None:
        panel = TablePanel("writer", "scores")
        qtbot.addWidget(panel)
        panel.resize(400, 200)
        panel.show()
        panel.receive(m.Table("writer", "scores", ("Model", "Loss"), (("a", 1.5), ("b", 2.5))))
        panel.draw()
        panel.view.selectRow(1)
        panel.view.copy()
        assert QGuiApplication.clipboard().text() == "Model\tLoss\nb\t2.500"

    def test_tokens_wrap_keep_their_words_and_are_counted(self, qtbot: QtBot) -> None:
        panel = TokensPanel("writer", "text")
        qtbot.addWidget(panel)
        panel.resize(300, 200)
        panel.show()
        panel.receive(m.Tokens("writer", "text", (m.Token("A stack", prompt=True),)))
        words = tuple(m.Token(f" word{i}", color=i % 2, hover=("best", "second")) for i in range(60))
        panel.receive(m.Tokens("writer", "text", (*words, m.Token("\n\tend", color=1)), (("python", 0), ("large", 1))))
        panel.draw()
        layout = panel.view.layout_of_tokens
        assert len(layout.lines) > 5
        assert all(box.x + box.width <= layout.width + 1 for placed in layout.lines for box in placed)
        shown = "".join(box.text for placed in layout.lines for box in placed)
        assert shown.replace(" ", "") == panel.text().replace(" ", "").replace("\n", "").replace("\t", "")
        assert panel.head.words() == "python 30  large 31"

    def test_hovering_a_token_shows_its_candidates(self, qtbot: QtBot) -> None:
        panel = TokensPanel("writer", "text")
        qtbot.addWidget(panel)
        panel.resize(300, 200)
        panel.show()
        panel.receive(m.Tokens("writer", "text", (m.Token("one"), m.Token("two", 0, ("two 0.6", "<b> 0.2")))))
        panel.draw()
        place = panel.view.place_of(1)
        assert place is not None
        assert panel.view.token_at(place.center()) == 1
        qtbot.keyClick(panel.view, Qt.Key.Key_Left)
        assert "two&nbsp;0.6" in panel.view.card_text()
        assert "&lt;b&gt;" in panel.view.card_text()
        qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
        assert panel.view.card_text() == ""

    def test_a_long_text_is_laid_out_over_several_ticks(self, qtbot: QtBot) -> None:
        panel = TokensPanel("writer", "text")
        qtbot.addWidget(panel)
        panel.resize(400, 200)
        panel.show()
        panel.receive(m.Tokens("writer", "text", tuple(m.Token(" x") for _ in range(10_000))))
        panel.draw()
        assert 0 < panel.view.layout_of_tokens.laid < 10_000
        while panel.view.layout_of_tokens.laid < 10_000:
            before = panel.view.layout_of_tokens.laid
            panel.draw()
            assert panel.view.layout_of_tokens.laid > before

    def test_text_is_shown_and_replaced(self, qtbot: QtBot) -> None:
        panel = TextPanel("writer", "text")
        qtbot.addWidget(panel)
        for words in ("first", "second"):
            panel.receive(m.PlainText("writer", "text", words))
            panel.draw()
            assert panel.view.toPlainText() == words

    def test_heat_maps_find_the_best_cell_and_read_cells_out(self, qtbot: QtBot) -> None:
        panel = HeatMapPanel("writer", "map")
        qtbot.addWidget(panel)
        panel.resize(500, 300)
        panel.show()
        values = ((0.5, 0.1), (None, 0.9))
        panel.receive(m.HeatMap("writer", "map", values, "cut", "entry", ("1", "2"), ("a", "b"), better="lower"))
        panel.draw()
        panel.grab()
        assert panel.chart.best() == (0, 1)
        assert panel.chart.cell_at(panel.chart._cell(0, 1).center()) == (0, 1)
        panel.chart.hovered.emit((0, 1))
        assert panel.head.words() == "cut 2  entry a  0.100"
        bright, dark = (panel.chart.color(value, 0.1, 0.9) for value in (0.1, 0.9))
        assert bright.lightness() > dark.lightness()

    def test_scatter_points_lie_where_they_should(self, qtbot: QtBot) -> None:
        panel = ScatterPanel("writer", "pairs")
        qtbot.addWidget(panel)
        panel.resize(400, 300)
        panel.show()
        panel.receive(m.Scatter("writer", "pairs", (0.0, 1.0, float("nan")), (2.0, 3.0, 1.0), ("p", "q", "r")))
        panel.draw()
        assert len(panel.dots[0]) == 2
        qtbot.mouseMove(panel.chart, panel.chart.pixel(1.0, 3.0).toPoint())
        assert panel.head.words() == "q 1.000, 3.000"

    def test_scatter_has_a_legend_where_each_colour_is_one_label(self, qtbot: QtBot) -> None:
        panel = ScatterPanel("writer", "kinds")
        qtbot.addWidget(panel)
        places = ((0.0, 1.0, 2.0), (2.0, 3.0, 4.0))
        panel.receive(m.Scatter("writer", "kinds", *places, ("verse", "code", "verse"), (0, 1, 0)))
        panel.draw()
        assert panel.head.words() == "verse  code"
        panel.receive(m.Scatter("writer", "kinds", *places, ("p", "q", "r"), (0, 1, 0)))
        panel.draw()
        assert panel.head.words() == ""


MESSAGES = [
    (m.Line("writer", "p", "s", (1.0, 2.0), (0.1, 0.2)), [["series", "step", "value"], ["s", "1.0", "0.1"],
     ["s", "2.0", "0.2"]]),
    (m.Bars("writer", "p", ("a",), ("s", "t"), ((1.5, None),)), [["group", "s", "t"], ["a", "1.5", ""]]),
    (m.Table("writer", "p", ("x", "y"), (("a", 1 / 3),)), [["x", "y"], ["a", "0.3333333333333333"]]),
    (
        m.Tokens("writer", "p", (m.Token("a", prompt=True), m.Token(", b", 1)), (("python", 1),)),
        [["position", "token", "carried by"], ["0", "a", "prompt"], ["1", ", b", "python"]],
    ),
    (m.HeatMap("writer", "p", ((1.0, None),), y_label="row"), [["row", "0", "1"], ["0", "1.0", ""]]),
    (m.Scatter("writer", "p", (1.0,), (2.0,), ("q",), x_label="u"), [["u", "y", "label"], ["1.0", "2.0", "q"]]),
    (m.PlainText("writer", "p", "two\nlines"), [["text"], ["two\nlines"]]),
]  # fmt: skip


@pytest.mark.parametrize(("message", "rows"), MESSAGES, ids=lambda value: type(value).__name__)
class TestFiles:
    def test_csv_holds_the_data(
        self, board: PlotBoard, tmp_path: Path, message: m.PlotMessage, rows: list[list[str]]
    ) -> None:
        board.apply(message)
        panel = board.panel("writer", "p")
        assert panel is not None
        panel.to_csv(tmp_path / "p.csv")
        assert read(tmp_path / "p.csv") == rows

    def test_png_is_a_picture_with_something_on_it(
        self, board: PlotBoard, tmp_path: Path, message: m.PlotMessage, rows: list[list[str]]
    ) -> None:
        board.apply(message)
        panel = board.panel("writer", "p")
        assert panel is not None
        panel.to_png(tmp_path / "p.png")
        picture = QImage(str(tmp_path / "p.png"))
        assert picture.width() > 2 * panel.width()
        assert picture.pixelColor(1, 1) == theme.palette.panel
        small = picture.scaled(200, 120)
        assert len({small.pixel(x, y) for x in range(200) for y in range(120)}) > 3


def test_a_full_disk_is_said_on_the_panel_and_leaves_no_file(
    board: PlotBoard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    board.apply(line(0, 1))
    panel = lines_of(board)
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(StitchworkError):
        panel.to_csv(tmp_path / "p.csv")
    panel.save(str(tmp_path / "p.csv"), panel.to_csv)
    assert "disk is full" in panel.notice_words()
    assert list(tmp_path.iterdir()) == []


class TestBoard:
    def test_an_empty_board_says_what_belongs_there(self, board: PlotBoard) -> None:
        assert board.shown() == []
        assert "Press Run" in board._empty.text()
        assert board._empty.isVisible()

    def test_a_run_starts_plots_anew_and_keeps_those_of_cached_nodes(self, board: PlotBoard) -> None:
        board.apply(m.RunStarted("1", ("writer", "other")))
        board.apply(line(0, 1))
        board.apply(m.PlainText("other", "text", "kept"))
        board.apply(m.RunFinished("1", "done", 1.0))
        board.apply(m.RunStarted("2", ("writer", "other")))
        board.apply(m.NodeChanged("other", m.NodeState.CACHED))
        board.apply(m.NodeChanged("writer", m.NodeState.RUNNING))
        board.apply(line(7, 3))
        assert lines_of(board).table()[1] == [("python", 7.0, 3.0)]
        kept = board.panel("other", "text")
        assert kept is not None
        assert kept.text() == "kept"

    def test_plots_that_a_new_run_did_not_draw_go_away(self, board: PlotBoard) -> None:
        board.apply(line(0, 1))
        board.apply(m.RunStarted("2", ("writer",)))
        board.apply(m.NodeChanged("writer", m.NodeState.RUNNING))
        board.apply(m.PlainText("writer", "text", "only this"))
        board.apply(m.NodeChanged("writer", m.NodeState.DONE))
        assert [panel.plot for panel in board.shown()] == ["text"]

    def test_one_node_can_be_shown_alone(self, board: PlotBoard) -> None:
        board.apply(line(0, 1))
        board.apply(m.PlainText("other", "text", "words"))
        board.show_node("other")
        assert [panel.node for panel in board.shown()] == ["other"]
        board.show_node(None)
        assert len(board.shown()) == 2

    def test_a_removed_nodes_plots_hide_and_undo_brings_them_back(self, board: PlotBoard, document: Document) -> None:
        board.apply(line(0, 1))
        document.remove(["writer"])
        assert board.shown() == []
        document.undo_stack.undo()
        assert [panel.node for panel in board.shown()] == ["writer"]

    @pytest.mark.parametrize("height", [200, 211, 267, 420])
    def test_no_plot_is_ever_cut(self, board: PlotBoard, qtbot: QtBot, height: int) -> None:
        for index in range(9):
            board.apply(m.PlainText("writer", f"plot {index}", "words"))
        board.resize(1000, height)
        board.show()
        bar, viewport = board._scroll.verticalScrollBar(), board._scroll.viewport()
        qtbot.waitUntil(lambda: bar.maximum() > 0)
        for turn in range(4):
            bar.setValue(turn * QApplication.wheelScrollLines() * bar.singleStep())
            tops = [panel.mapTo(viewport, QPoint(0, 0)).y() for panel in board.shown()]
            inside = [top >= 0 and top + board.shown()[0].height() <= viewport.height() for top in tops]
            outside = [top >= viewport.height() or top + board.shown()[0].height() <= 0 for top in tops]
            assert any(inside)
            assert all(one or other for one, other in zip(inside, outside, strict=True)), (tops, viewport.height())

    def test_columns_follow_the_width(self, board: PlotBoard, qtbot: QtBot) -> None:
        for plot in "abcd":
            board.apply(m.PlainText("writer", plot, plot))
        for width, columns in ((1400, 4), (1000, 3), (760, 2), (400, 1)):
            board.resize(width, 500)
            qtbot.waitUntil(lambda columns=columns: len({p.x() for p in board.shown()}) == columns)

    def test_no_more_plots_are_made_than_fit(self, board: PlotBoard) -> None:
        for index in range(80):
            board.apply(m.PlainText("writer", f"plot {index}", "words"))
        assert len(board.shown()) == 48
        assert not board._more.isHidden()

    def test_another_graph_clears_the_board(self, board: PlotBoard, document: Document) -> None:
        board.apply(line(0, 1))
        document.set_graph(Graph())
        assert board.panels == {}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1234567, "1,234,567"),
        (0.12345, "0.123"),
        (-2.5, "−2.500"),
        (None, "–"),
        (float("nan"), "–"),
        (12345.6, "12,346"),
    ],
)
def test_numbers_in_words(value: float | None, words: str) -> None:
    assert number(value) == words


def test_ticks_are_round_and_written_alike() -> None:
    assert nice_ticks(0, 2, 5) == [0, 0.5, 1, 1.5, 2]
    assert tick_words([0, 0.5, 1.0]) == ["0.0", "0.5", "1.0"]
    assert tick_words([0, 50_000, 100_000]) == ["0", "50 k", "100 k"]
    assert decimals_for([1.0, 250.0]) == 1
