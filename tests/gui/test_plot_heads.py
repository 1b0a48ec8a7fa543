"""Titles, legends and tables where there is little room."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from engine.jobs import messages as m
from gui.plots.head import LINE, Entry, Head
from gui.plots.table import TablePanel

MODELS = [Entry(name, index, "square") for index, name in enumerate(("starter-large", "fused", "small-dictionary"))]


@pytest.fixture
def head(qtbot: QtBot) -> Head:
    head = Head("Models compared")
    qtbot.addWidget(head)
    head.set_legend(MODELS)
    return head


@pytest.mark.parametrize(("width", "lines"), [(800, 0), (340, 1), (260, 2), (120, 2)])
def test_a_legend_takes_as_many_lines_as_it_needs_but_no_more_than_two(head: Head, width: int, lines: int) -> None:
    head.resize(width, LINE)
    assert len(head._legend_lines()) == lines
    assert head.sizeHint().height() == LINE + lines * (LINE - 4)


def test_nothing_is_left_out_while_there_is_room_on_the_next_line(head: Head) -> None:
    head.resize(260, LINE)
    assert [entry.text for line in head._legend_lines() for entry in line] == [entry.text for entry in MODELS]


def test_a_lone_word_is_cut_and_not_left_out(head: Head, qtbot: QtBot) -> None:
    from PySide6.QtGui import QFontMetricsF

    from gui.theme import theme

    metrics = QFontMetricsF(theme.font(12))
    (cut,) = head._fitting([Entry("nats a token, lower is better")], metrics, 90)
    assert cut.text.startswith("nats")
    assert cut.text.endswith("…")


def test_a_table_cuts_words_before_it_hides_numbers(qtbot: QtBot) -> None:
    panel = TablePanel("compare", "scores")
    qtbot.addWidget(panel)
    panel.resize(380, 240)
    panel.show()
    rows = tuple(("dictionary", f"a-model-with-a-long-name-{n}", 4.5, 96.6, 2.15) for n in range(12))
    panel.receive(m.Table("compare", "scores", ("Texts", "Model", "Loss", "Perplexity", "Bits a byte"), rows))
    panel.draw()
    widths = [panel.view.columnWidth(column) for column in range(5)]
    assert sum(widths) <= panel.view.viewport().width()
    assert not panel.view.horizontalScrollBar().isVisible()
