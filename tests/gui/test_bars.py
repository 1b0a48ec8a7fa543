"""Bars at every size: labels never touch, the highest bar fills the plot, runs share their colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.jobs import messages as m
from gui.plots import bars
from gui.plots.bars import BarsPanel
from gui.plots.numbers import number
from gui.runs.comparing import joined_plots
from gui.theme import theme
from tests.gui.test_runs_comparing import opened

EIGHT = (4.573, 4.755, 4.464, 5.650, 4.447, 3.58, 3.671, 4.401)


def shown(qtbot: QtBot, message: m.Bars, width: int, height: int) -> BarsPanel:
    panel = BarsPanel("compare", message.plot)
    qtbot.addWidget(panel)
    panel.receive(message)
    panel.setFixedSize(width, height)
    panel.show()
    panel.draw()
    QApplication.processEvents()
    panel.grab()
    return panel


def of(*groups: tuple[float, ...]) -> m.Bars:
    names = tuple(f"model {place}" for place in range(len(groups[0])))
    return m.Bars("compare", "Loss", tuple(f"text {n}" for n in range(len(groups))), names, groups, "nats", "lower")


@pytest.mark.parametrize("width", [180, 300, 420, 700, 1600])
@pytest.mark.parametrize("values", [EIGHT[:2], EIGHT, tuple(250 * value for value in EIGHT)])
def test_labels_of_neighbours_never_touch(qtbot: QtBot, values: tuple[float, ...], width: int) -> None:
    panel = shown(qtbot, of(values, values), width, 220)
    places = [rect for rect, group, _ in panel.chart._rectangles if group == 0]
    pitch = places[1].center().x() - places[0].center().x()
    metrics = QFontMetricsF(theme.font(11))
    labels = bars._labels(metrics, list(values), pitch)
    if labels.decimals is None:
        assert pitch < metrics.height()
    elif labels.upright:
        assert pitch >= bars.LINE
    else:
        assert max(metrics.horizontalAdvance(number(value, labels.decimals)) for value in values) < pitch - 4


def test_labels_lose_a_digit_then_stand_upright_then_go() -> None:
    metrics = QFontMetricsF(theme.font(11))
    found = [bars._labels(metrics, list(EIGHT), pitch) for pitch in (60, 33, 18, 8)]
    assert [(one.decimals, one.upright) for one in found] == [(3, False), (2, False), (2, True), (None, False)]


@pytest.mark.parametrize("height", [150, 176, 300])
@pytest.mark.parametrize("highest", [5.65, 1.01, 9.9, 0.31, 1234.0])
def test_the_highest_bar_fills_the_plot_and_the_axis_has_marks(qtbot: QtBot, highest: float, height: int) -> None:
    panel = shown(qtbot, of((highest, highest / 2)), 320, height)
    tallest = max((rect for rect, _, _ in panel.chart._rectangles), key=QRectF.height)
    room = panel.chart.height() - bars.TICKS - 4
    assert tallest.height() >= 0.7 * (room - 16)
    ticks = bars._ticks(0.0, highest, tallest.height())
    assert len(ticks) >= 2
    assert 0.4 * highest <= ticks[-1] <= highest


def test_bars_below_zero_hang_from_the_line_of_zero(qtbot: QtBot) -> None:
    panel = shown(qtbot, of((2.0, -1.0)), 320, 240)
    (up, _, _), (down, _, _) = panel.chart._rectangles
    assert up.bottom() == pytest.approx(down.top(), abs=0.01)
    assert up.height() == pytest.approx(2 * down.height(), rel=0.01)


def test_a_model_of_several_runs_keeps_its_colour_and_each_run_has_its_pattern(qtbot: QtBot) -> None:
    ours = m.Bars("n", "Scores", ("t",), ("large", "python"), ((4.0, 3.0),), colors=(7, 1))
    theirs = m.Bars("n", "Scores", ("t",), ("verse", "large"), ((2.0, 4.0),), colors=(1, 7))
    (joined,) = joined_plots([opened(ours), opened(theirs)])
    assert isinstance(joined, m.Bars)
    assert joined.series == ("large A", "large B", "python A", "verse B")
    assert joined.colors == (7, 7, 1, 0), "verse would have had the colour of python"
    assert joined.patterns == (0, 1, 0, 1)
    panel = shown(qtbot, joined, 500, 240)
    assert panel.head.words() == "large A  B  python A  verse B"
    (plain, *_), (hatched, *_) = panel.chart._rectangles[:2]
    picture = panel.chart.grab().toImage()
    colors = [
        {
            picture.pixelColor(x, round(bar.center().y())).name()
            for x in range(int(bar.left()) + 3, int(bar.right()) - 3)
        }
        for bar in (plain, hatched)
    ]
    assert colors[0] == {theme.series(7).name()}
    assert colors[0] < colors[1]
