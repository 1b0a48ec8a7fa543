"""Scatter plots: thousands of points look as few do, and words say what a point is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from engine.jobs import messages as m
from gui.language import shown
from gui.plots.scatter import MANY, ScatterPanel
from gui.theme import theme

WORDS = ("kind of text", "north", "south")


def panel(qtbot: QtBot, *messages: m.Scatter) -> ScatterPanel:
    made = ScatterPanel("n", "States")
    qtbot.addWidget(made)
    made.resize(600, 320)
    for message in messages:
        made.receive(message)
    made.show()
    qtbot.waitExposed(made)
    made.draw()
    return made


def crowd(count: int) -> m.Scatter:
    """Half of the points lie on each other at the lower left in one colour, half at the upper right in another."""
    half = count // 2
    places = (0.0,) * half + (1.0,) * half
    return m.Scatter("n", "States", places, places, colors=(1,) * half + (2,) * half)


def picture(of: ScatterPanel, ratio: float) -> QImage:
    image = QImage(of.chart.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = QPainter(image)
    of.chart.render(painter, QPoint())
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("count", [2, 2 * MANY])
def test_few_dots_and_many_lie_at_the_same_place_in_their_colours(qtbot: QtBot, count: int, ratio: float) -> None:
    made = panel(qtbot, crowd(count))
    image = picture(made, ratio)
    for value, color in ((0.0, 1), (1.0, 2)):
        middle = made.chart.pixel(value, value) * ratio
        colours = [image.pixelColor(middle.toPoint() + QPoint(*by)) for by in ((0, 0), (1, 0), (-1, 0), (0, 1))]
        assert {one.name() for one in colours} == {theme.series(color).name()}
        beside = middle.toPoint() + QPoint(round(7 * ratio), 0)
        assert image.pixelColor(beside).name() != theme.series(color).name(), "a dot is no larger than a dot"


def test_five_thousand_points_are_drawn_point_by_point(qtbot: QtBot) -> None:
    xs = tuple(float(i) for i in range(5000))
    assert panel(qtbot, m.Scatter("n", "States", xs, xs)).dots.shape == (3, 5000)


def test_with_a_legend_each_point_has_a_name_of_its_own(qtbot: QtBot) -> None:
    sent = m.Scatter("n", "States", (1.0, 2.0), (1.5, 2.0), (" the", "of"), (0, 1), legend=(("verse", 0), ("code", 1)))
    made = panel(qtbot, sent)
    assert made.head.words() == "verse  code"
    assert [words for _, words in made._names] == ["the", "of"]
    made._hover(made.chart.point(made.chart.pixel(2.0, 2.0)))
    assert made.head.words() == "of 2.000, 2.000"
    assert made.table() == (["x", "y", "label", "group"], [(1.0, 1.5, " the", "verse"), (2.0, 2.0, "of", "code")])


def test_a_name_never_lies_over_a_point(qtbot: QtBot) -> None:
    """The second point stands where the name of the first would be; long names are left to the cursor."""
    xs, ys = (0.0, 0.03, 0.5, 0.7, 1.0), (3.0, 3.0, 2.0, 4.0, 3.5)
    words = ("hidden", "seen", "a whole sentence of a text", "above", "end")
    made = panel(qtbot, m.Scatter("n", "States", xs, ys, words))
    assert [words for _, words in made._names] == ["seen", "above", "end"]


def test_the_line_of_right_answers_is_drawn_and_named(qtbot: QtBot) -> None:
    plain = m.Scatter("n", "States", (0.0, 2.0), (2.0, 0.0))
    lined = m.Scatter("n", "States", (0.0, 2.0), (2.0, 0.0), diagonal="right answer")
    without, made = panel(qtbot, plain), panel(qtbot, lined)
    assert without.head.words() == ""
    assert made.head.words() == "right answer"
    along = [made.chart.pixel(at / 50, at / 50).toPoint() for at in range(10, 90)]
    before, after = picture(without, 1.0), picture(made, 1.0)
    changed = sum(before.pixelColor(at) != after.pixelColor(at) for at in along)
    assert changed > len(along) / 4, "dashes along x = y"


def test_pieces_of_texts_are_not_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "current", lambda: "ja")
    monkeypatch.setattr(shown, "say", lambda words: f"<{words}>")
    kind, *names = WORDS
    own = m.Scatter("n", "p", (0.0, 1.0), (0.0, 1.0), tuple(names), (0, 0), kind, legend=((kind, 0),))
    assert shown.message(own).labels == tuple(names)
    assert shown.message(own).legend == ((f"<{kind}>", 0),)
    kinds = m.Scatter("n", "p", (0.0,), (0.0,), (kind,), (0,))
    assert shown.message(kinds).labels == (f"<{kind}>",)
