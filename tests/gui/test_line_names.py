"""The names inside a line plot: beside what they name, with nothing running through them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.jobs import messages as m
from gui.document import Document
from gui.plots import naming
from gui.plots.board import PlotBoard
from gui.plots.lines import LinePanel

BOUND = {"bounds": (2.0,), "bound_labels": ("highest weight",)}


def plot(qtbot: QtBot, *lines: m.Line, done: int = 0, total: int = 0) -> LinePanel:
    panel = LinePanel("writer", "weights")
    qtbot.addWidget(panel)
    panel.resize(420, 240)
    panel.show()
    for line in lines:
        panel.receive(line)
    if total:
        panel.set_progress(done, total)
    for _ in range(2):  # the legend may change the height once
        panel.draw()
        QApplication.processEvents()
    return panel


def weights(name: str, of: Callable[[int], float], count: int = 60) -> m.Line:
    steps = tuple(float(step) for step in range(1, count + 1))
    return m.Line("writer", "weights", name, steps, tuple(map(of, range(count))), "step", "weight", **BOUND)


def meets(place: QRectF, panel: LinePanel) -> bool:
    """Whether a line of the data goes through a place, by every pixel between its points."""
    for series in panel.series.values():
        across = np.arange(place.left(), place.right(), 0.5)
        known = (across >= series.stroke.xs[0]) & (across <= series.stroke.xs[-1])
        heights = np.interp(across[known], series.stroke.xs, series.stroke.ys)
        if ((heights >= place.top()) & (heights <= place.bottom())).any():
            return True
    return False


def test_the_name_of_the_highest_bound_stands_above_it_where_no_data_are(qtbot: QtBot) -> None:
    panel = plot(qtbot, weights("a", lambda step: 2.0 * (step % 2)), weights("b", lambda step: 1.9 * (step % 3 == 0)))
    ((height, place, words),) = panel._bound_names
    assert words == "highest weight"
    assert place.top() >= 0
    assert place.bottom() <= height
    assert not meets(place, panel)


def test_the_name_of_a_bound_among_the_data_finds_a_free_place(qtbot: QtBot) -> None:
    falling = m.Line(
        "fit", "loss", "held out", tuple(map(float, range(40))), tuple(3.0 - 0.05 * step for step in range(40)),
        "step", "loss", bounds=(2.9,), bound_labels=("the better model alone",),
    )  # fmt: skip
    panel = plot(qtbot, falling)
    ((_, place, _),) = panel._bound_names
    assert not meets(place, panel)
    assert place.left() > panel.chart.area.center().x() - place.width()


@pytest.mark.parametrize("weight", [0.0, 0.02, 1.98, 2.0])
def test_the_name_at_a_line_s_end_is_not_struck_through_by_the_axis_or_a_bound(qtbot: QtBot, weight: float) -> None:
    panel = plot(qtbot, weights("a", lambda step: weight, 20), weights("b", lambda step: 1.0, 20), done=20, total=60)
    assert len(panel._labels) == 2
    bound = panel.chart.pixel(1.0, 2.0).y()
    for place, _ in panel._labels:
        assert place.left() < panel.chart.area.right(), "the axis and the bound go on beside it"
        assert place.bottom() <= panel.chart.area.bottom()
        assert not place.top() + 1 < bound < place.bottom() - 1


def test_names_that_moved_to_the_legend_leave_their_room_to_the_plot(qtbot: QtBot) -> None:
    apart = plot(qtbot, weights("a long name", lambda step: 0.2), weights("another", lambda step: 1.8))
    together = plot(qtbot, weights("a long name", lambda step: 1.0), weights("another", lambda step: 1.01))
    assert apart._labels
    assert not together._labels
    assert together.chart.area.width() > apart.chart.area.width() + 30


def test_nothing_of_the_last_run_stays_when_a_new_one_begins(qtbot: QtBot) -> None:
    panel = plot(qtbot, weights("a", lambda step: 0.2), weights("b", lambda step: 1.8))
    assert panel._labels
    panel.clear()
    panel.draw()
    assert (panel._labels, panel._bound_names, panel.head.words()) == ([], [], "")
    assert panel.chart.nothing == "No values so far."
    panel.receive(weights("a", lambda step: 0.5))
    panel.draw()
    assert panel.chart.nothing == ""


def test_a_plot_without_a_single_number_goes_when_its_node_is_done(qtbot: QtBot) -> None:
    document = Document()
    document.add_node("generate", 0, 0)
    board = PlotBoard(document)
    qtbot.addWidget(board)
    nan = float("nan")
    board.apply(m.RunStarted("j", ("generate",)))
    board.apply(m.Line("generate", "distance", "target", (1.0, 2.0), (nan, nan)))
    board.apply(m.Line("generate", "weights", "a", (1.0, 2.0), (nan, 1.0)))
    assert len(board.shown()) == 2
    board.apply(m.NodeChanged("generate", m.NodeState.DONE, 1.0))
    assert [panel.plot for panel in board.shown()] == ["weights"]


def test_where_no_place_is_free_a_bound_s_name_stands_above_it_on_the_left() -> None:
    xs = np.arange(0.0, 400.0)
    everywhere = (xs, 100.0 + 90.0 * (-1.0) ** xs)
    place = naming.place_of_bound(100.0, 80.0, QRectF(0, 8, 400, 200), [everywhere], [])
    assert (place.left(), place.bottom()) == (4.0, 99.0)
