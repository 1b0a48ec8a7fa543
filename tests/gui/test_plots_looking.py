"""Looking closer: zoom, logarithmic axes, bands, steps, pinned plots, and plots as PDF."""

from __future__ import annotations

import re
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from engine.graph.document import Graph, Node
from engine.jobs import messages as m
from gui.document import Document
from gui.plots.board import PlotBoard
from gui.plots.heatmap import HeatMapPanel
from gui.plots.lines import LinePanel
from gui.plots.panel import Panel
from gui.plots.scale import Scale
from gui.plots.scatter import ScatterPanel
from gui.plots.series import Buffer, cut
from gui.theme import theme


@pytest.fixture
def board(qtbot: QtBot, kinds: None) -> PlotBoard:
    document = Document()
    document.set_graph(Graph(nodes={"writer": Node("writer", "a_writer"), "other": Node("other", "a_writer")}))
    board = PlotBoard(document)
    qtbot.addWidget(board)
    board.resize(1100, 500)
    board.show()
    qtbot.waitExposed(board)
    return board


def shown(qtbot: QtBot, panel: Panel, message: m.PlotMessage) -> None:
    qtbot.addWidget(panel)
    panel.resize(500, 300)
    panel.receive(message)
    panel.show()
    qtbot.waitExposed(panel)
    panel.draw()


@pytest.fixture
def lines(qtbot: QtBot) -> LinePanel:
    """A straight line from (0, 1) to (100, 101)."""
    panel = LinePanel("writer", "loss")
    xs = tuple(map(float, range(101)))
    shown(qtbot, panel, m.Line("writer", "loss", "a", xs, tuple(x + 1 for x in xs)))
    return panel


def choices(panel: Panel) -> dict[str, object]:
    """The menu's actions by their words."""
    panel.tools.menu.aboutToShow.emit()
    return {action.text(): action for action in panel.tools.menu.actions() if action.text()}


class TestZoom:
    def test_a_drag_over_a_part_fills_the_plot_with_it(self, lines: LinePanel, qtbot: QtBot) -> None:
        first, last = lines.chart.pixel(20, 81).toPoint(), lines.chart.pixel(60, 41).toPoint()
        qtbot.mousePress(lines.chart, Qt.MouseButton.LeftButton, pos=first)
        qtbot.mouseMove(lines.chart, last)
        qtbot.mouseRelease(lines.chart, Qt.MouseButton.LeftButton, pos=last)
        (low, high), (bottom, top) = lines.chart.seen()
        assert (low, high, bottom, top) == pytest.approx((20, 60, 41, 81), abs=0.6)

    def test_a_flat_drag_keeps_the_height(self, lines: LinePanel, qtbot: QtBot) -> None:
        height = lines.chart.seen()[1]
        lines.chart.zoom_to(QRectF(lines.chart.pixel(20, 50), lines.chart.pixel(60, 50)).adjusted(0, -2, 0, 2))
        assert lines.chart.seen()[0] == pytest.approx((20, 60))
        assert lines.chart.seen()[1] == pytest.approx(height)

    def test_ctrl_and_the_wheel_zoom_where_the_cursor_is(self, lines: LinePanel) -> None:
        at = lines.chart.pixel(25, 26)
        before = lines.chart.point(at)
        turn = QWheelEvent(
            at, lines.chart.mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(lines.chart, turn)
        assert lines.chart.zoomed
        after = lines.chart.point(at)
        assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))

    def test_the_wheel_alone_scrolls_the_board(self, lines: LinePanel) -> None:
        turn = QWheelEvent(
            QPointF(200, 100), QPointF(200, 100), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(lines.chart, turn)
        assert not lines.chart.zoomed
        assert not turn.isAccepted()

    def test_keys_zoom_and_a_button_appears_that_shows_all_again(self, lines: LinePanel, qtbot: QtBot) -> None:
        whole = lines.chart.seen()
        assert lines.tools.whole is None
        qtbot.keyClicks(lines.chart, "++")
        assert lines.chart.zoomed
        assert lines.tools.whole is not None
        assert lines.tools.whole.isVisible()
        qtbot.mouseClick(lines.tools.whole, Qt.MouseButton.LeftButton)
        assert lines.chart.seen() == whole
        assert not lines.tools.whole.isVisible()
        qtbot.keyClicks(lines.chart, "+0")
        assert lines.chart.seen() == whole

    def test_zoom_goes_no_further_out_than_everything(self, lines: LinePanel, qtbot: QtBot) -> None:
        whole = lines.chart.seen()
        qtbot.keyClicks(lines.chart, "+---")
        assert not lines.chart.zoomed
        assert lines.chart.seen() == whole
        lines.chart.zoom(4)
        lines.chart.pan(QPointF(100_000, 0))
        assert lines.chart.seen()[0][0] == pytest.approx(whole[0][0])

    def test_a_close_look_at_many_points_shows_each(self) -> None:
        points = Buffer()
        xs = np.arange(1_000_000, dtype=float)
        points.append(xs, np.sin(xs))
        np.testing.assert_array_equal(points.between(500_000, 500_010, 400)[0], np.arange(499_999, 500_012))

    def test_many_points_keep_their_peaks_however_they_arrived(self) -> None:
        points = Buffer()
        rng = np.random.default_rng(0)
        ys = rng.normal(size=300_000)
        ys[[123_456, 250_001]] = 50.0, -40.0
        for start in range(0, len(ys), 777):
            points.append(np.arange(start, min(start + 777, len(ys)), dtype=float), ys[start : start + 777])
        started = time.perf_counter()
        xs, heights = points.between(0, 300_000, 400)
        assert time.perf_counter() - started < 0.5
        assert len(xs) < 1_000
        assert (heights.max(), heights.min()) == (50.0, -40.0)
        assert np.all(np.diff(xs) >= 0)

    def test_lines_are_cut_where_they_leave_the_plot(self) -> None:
        xs, ys = cut(np.array([0.0, 1.0, 2.0]), np.array([0.0, 100.0, -100.0]), -10.0, 10.0)
        np.testing.assert_allclose(xs, [0, 0.1, 1, 1.45, 1.55, 2])
        np.testing.assert_allclose(ys, [0, 10, 10, 10, -10, -10])


class TestLogarithmicAxes:
    def test_are_offered_where_all_values_are_above_zero(self, lines: LinePanel) -> None:
        assert choices(lines)["Logarithmic height"].isEnabled()  # type: ignore[attr-defined]
        lines.receive(m.Line("writer", "loss", "b", (1.0,), (-1.0,)))
        assert not choices(lines)["Logarithmic height"].isEnabled()  # type: ignore[attr-defined]
        assert choices(lines)["Logarithmic width"].isEnabled()  # type: ignore[attr-defined]

    def test_equal_factors_are_equal_lengths(self, lines: LinePanel) -> None:
        choices(lines)["Logarithmic height"].trigger()  # type: ignore[attr-defined]
        lines.draw()
        one, ten, hundred = (lines.chart.pixel(50, value).y() for value in (1, 10, 100))
        assert one - ten == pytest.approx(ten - hundred)
        lines.follow_cursor(9)
        assert lines.head.words() == "step 9  10.00"

    def test_marks_are_powers_of_ten_or_round_numbers_between(self) -> None:
        assert Scale(log=True).ticks(-6, 0, 6)[1] == ["10⁻⁶", "10⁻⁴", "0.01", "1"]
        assert Scale(log=True).ticks(0, 1.2, 6)[1] == ["1", "2", "5", "10"]


class TestBands:
    def test_a_band_lies_around_its_line_and_is_read_out(self, qtbot: QtBot) -> None:
        panel = LinePanel("train", "loss")
        band = m.Line(
            "train", "loss", "mean", (0.0, 1.0), (2.0, 3.0), lows=(1.0, 2.5), highs=(2.5, 4.0), band="range of 5 seeds"
        )
        shown(qtbot, panel, band)
        points = [panel.chart.point(point) for point in panel.series["mean"].band]
        found = [(round(p.x(), 6), round(p.y(), 6)) for p in points]
        assert found == [(0, 1), (1, 2.5), (1, 4), (0, 2.5)]
        assert panel.chart.x_label == "step  ·  band: range of 5 seeds"
        panel.follow_cursor(1)
        assert panel.head.words() == "step 1  3.000 (2.500…4.000)"
        assert panel.table()[1] == [("mean", 0.0, 2.0, 1.0, 2.5), ("mean", 1.0, 3.0, 2.5, 4.0)]

    def test_its_colour_is_the_lines_own_and_pale(self, qtbot: QtBot) -> None:
        panel = LinePanel("train", "loss")
        band = m.Line("train", "loss", "mean", (0.0, 1.0), (2.0, 2.0), lows=(1.0, 1.0), highs=(4.0, 4.0), color=0)
        shown(qtbot, panel, band)
        picture = panel.chart.grab().toImage()
        ratio = picture.devicePixelRatio()
        at = panel.chart.pixel(0.53, 3.3) * ratio
        inside, line = QColor(picture.pixel(at.toPoint())), theme.series(0)
        around = theme.palette.panel
        for part in ("red", "green", "blue"):
            expected = 0.82 * getattr(around, part)() + 0.18 * getattr(line, part)()
            assert getattr(inside, part)() == pytest.approx(expected, abs=12)


class TestHeatMaps:
    def test_opposite_signs_have_two_colours_around_the_centre(self, qtbot: QtBot) -> None:
        panel = HeatMapPanel("n", "map")
        shown(qtbot, panel, m.HeatMap("n", "map", ((-1.0, 0.0, 4.0),), center=0.0))
        assert panel.chart.span() == (-4.0, 4.0)
        low, middle, high = (panel.chart.color(value, -4, 4) for value in (-4, 0, 4))
        hues = {low.hue(), high.hue()}
        assert len(hues) == 2
        assert middle.saturation() < min(low.saturation(), high.saturation())

    def test_the_arrows_walk_from_the_best_cell_and_read_out(self, qtbot: QtBot) -> None:
        panel = HeatMapPanel("n", "map")
        values = ((0.5, 0.1, 0.7), (None, 0.9, 0.8))
        shown(qtbot, panel, m.HeatMap("n", "map", values, "cut", "entry", ("1", "2", "3"), ("a", "b"), better="lower"))
        panel.chart.setFocus()
        qtbot.keyClick(panel.chart, Qt.Key.Key_Right)
        assert panel.head.words() == "cut 2  entry a  0.100"
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Left):
            qtbot.keyClick(panel.chart, key)
        assert panel.head.words() == "cut 1  entry b  not available"
        qtbot.keyClick(panel.chart, Qt.Key.Key_Escape)
        assert "cut" not in panel.head.words()

    def test_missing_cells_of_a_large_map_are_hatched_not_coloured(self, qtbot: QtBot) -> None:
        panel = HeatMapPanel("n", "map")
        values = tuple(tuple(None if row < 50 else 1.0 * column for column in range(100)) for row in range(100))
        shown(qtbot, panel, m.HeatMap("n", "map", values))
        picture = panel.chart.grab().toImage()
        ratio = picture.devicePixelRatio()
        area = panel.chart._area
        upper = {
            QColor(picture.pixel(round(x * ratio), round(y * ratio))).name()
            for x in range(round(area.left()) + 2, round(area.right()) - 2)
            for y in range(round(area.top()) + 2, round(area.center().y()) - 4)
        }
        assert theme.palette.off.name() in upper
        assert len(upper) < 40


class TestSteps:
    @pytest.fixture
    def film(self, qtbot: QtBot) -> ScatterPanel:
        panel = ScatterPanel("n", "states")
        qtbot.addWidget(panel)
        panel.resize(500, 300)
        for step in range(4):
            panel.receive(m.Scatter("n", "states", (0.0, step), (1.0, 2.0 * step), ("a", "b"), step=step))
        panel.show()
        qtbot.waitExposed(panel)
        panel.draw()
        return panel

    def test_the_last_step_is_shown_and_the_slider_goes_back(self, film: ScatterPanel, qtbot: QtBot) -> None:
        assert film.data is not None
        assert film.bar is not None
        assert film.data.message.step == 3
        film.bar.slider.setFocus()
        qtbot.keyClick(film.bar.slider, Qt.Key.Key_Left)
        film.draw()
        assert film.data.message.step == 2
        assert film.bar._words.text() == "step 2"

    def test_the_axes_stand_still_while_it_plays_to_the_end(self, film: ScatterPanel, qtbot: QtBot) -> None:
        assert film.bar is not None
        whole = film.chart.seen()
        film.bar._timer.setInterval(1)
        seen: list[int] = []
        film.bar.moved.connect(seen.append)
        qtbot.mouseClick(film.bar.play, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: film.bar is not None and not film.bar.play.isChecked())
        film.draw()
        assert seen == [0, 1, 2, 3]
        assert film.chart.seen() == whole

    def test_one_step_alone_has_no_slider(self, qtbot: QtBot) -> None:
        panel = ScatterPanel("n", "states")
        shown(qtbot, panel, m.Scatter("n", "states", (0.0,), (1.0,)))
        assert panel.bar is None

    def test_names_stand_beside_their_points(self, film: ScatterPanel) -> None:
        assert [words for _, words in film._names] == ["a", "b"]


class TestCounted:
    def test_counted_things_are_marked_at_whole_numbers(self, qtbot: QtBot) -> None:
        panel = LinePanel("n", "steps")
        shown(qtbot, panel, m.Line("n", "steps", "a", (1.0, 2.0, 3.0), (1.0, 2.0, 3.0)))
        assert [words for _, words in panel.chart._along] == ["1", "2", "3"]

    def test_measured_ones_are_not(self, qtbot: QtBot) -> None:
        panel = LinePanel("n", "steps")
        shown(qtbot, panel, m.Line("n", "steps", "a", (1.0, 2.5, 3.0), (1.0, 2.0, 3.0)))
        assert "1.5" in [words for _, words in panel.chart._along]


class TestPins:
    def test_a_pinned_plot_stays_when_another_node_is_shown(self, board: PlotBoard) -> None:
        board.apply(m.Line("writer", "loss", "a", (0.0,), (1.0,)))
        board.apply(m.PlainText("other", "text", "words"))
        first = board.panel("writer", "loss")
        assert first is not None
        choices(first)["Pin: keep it in sight"].trigger()  # type: ignore[attr-defined]
        board.show_node("other")
        assert [panel.node for panel in board.shown()] == ["writer", "other"]

    def test_it_keeps_its_run_beside_the_next_one(self, board: PlotBoard, qtbot: QtBot) -> None:
        board.apply(m.RunStarted("1", ("writer",)))
        board.apply(m.Line("writer", "loss", "a", (0.0,), (1.0,)))
        board.apply(m.RunFinished("1", "done", 1.0))
        kept = board.panel("writer", "loss")
        assert kept is not None
        kept.set_pinned(True)
        board.apply(m.RunStarted("2", ("writer",)))
        board.apply(m.NodeChanged("writer", m.NodeState.RUNNING))
        board.apply(m.Line("writer", "loss", "a", (0.0,), (7.0,)))
        board.apply(m.RunFinished("2", "done", 1.0))
        assert [panel.table()[1] for panel in board.shown()] == [[("a", 0.0, 1.0)], [("a", 0.0, 7.0)]]
        assert kept.tools.pin is not None
        qtbot.mouseClick(kept.tools.pin, Qt.MouseButton.LeftButton)
        assert [panel.table()[1] for panel in board.shown()] == [[("a", 0.0, 7.0)]]

    def test_another_graph_takes_pinned_plots_away(self, board: PlotBoard) -> None:
        board.apply(m.PlainText("writer", "text", "words"))
        board.shown()[0].set_pinned(True)
        board.document.set_graph(Graph())
        assert board.shown() == []


class TestPdf:
    MESSAGES = (
        m.Line("n", "p", "s", (1.0, 2.0, 3.0), (0.1, 0.2, 0.15)),
        m.Bars("n", "p", ("a", "b"), ("s", "t"), ((1.5, 2.0), (1.0, None))),
        m.HeatMap("n", "p", ((1.0, 2.0), (None, 3.0))),
        m.Scatter("n", "p", (1.0, 2.0), (2.0, 3.0), ("q", "r")),
        m.Table("n", "p", ("x", "y"), (("a", 1 / 3),)),
        m.Tokens("n", "p", (m.Token("word", 1),)),
        m.PlainText("n", "p", "two\nlines"),
    )

    @pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
    def test_is_drawn_with_lines_and_letters_not_with_pixels(
        self, qtbot: QtBot, tmp_path: Path, message: m.PlotMessage
    ) -> None:
        from gui.plots.panel import panel_for

        kind = panel_for(message)
        assert kind is not None
        panel = kind("n", "p")
        shown(qtbot, panel, message)
        panel.to_pdf(tmp_path / "p.pdf")
        data = (tmp_path / "p.pdf").read_bytes()
        assert data.startswith(b"%PDF-1.")
        assert data.rstrip().endswith(b"%%EOF")
        size = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
        assert size is not None
        assert float(size[1]) == pytest.approx((panel.width() + 24) * 0.75, abs=1)
        if not isinstance(message, m.Table):  # the style draws a table's header as a picture
            assert b"/Subtype /Image" not in data
        assert b"/FontFile" in data
        assert _operations(data, b"Tj") + _operations(data, b"TJ") >= 1

    def test_the_buttons_are_not_on_it_and_come_back(self, lines: LinePanel, tmp_path: Path) -> None:
        lines.to_pdf(tmp_path / "p.pdf")
        assert lines.tools.isVisible()
        assert isinstance(choices(lines)["Save picture (PDF)…"].parent(), QMenu)  # type: ignore[attr-defined]


def _operations(pdf: bytes, name: bytes) -> int:
    """How often an operator stands in the page's content."""
    count = 0
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            count += zlib.decompress(stream).count(name)
        except zlib.error:
            continue
    return count
