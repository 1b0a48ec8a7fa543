"""Plots under load: a million points, eight series at 30 Hz, a heat map of 200 x 200, and what a new panel costs."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

MILLION = 1_000_000
SERIES, CELLS, DOTS, ROWS = 8, 200, 5_000, 2_000
ROUNDS = 30
BUDGET = {
    "million_update_ms": 16.0,
    "million_zoom_ms": 16.0,
    "million_pan_ms": 16.0,
    "million_cursor_ms": 16.0,
    "eight_series_update_ms": 16.0,
    "heat_map_update_ms": 16.0,
    "heat_map_cursor_ms": 16.0,
    "scatter_update_ms": 16.0,
    "table_update_ms": 16.0,
    "new_panel_ms": 16.0,
    "redraws_worst_turn_ms": 50.0,
}


def measure() -> dict[str, float]:
    """Median milliseconds of this thread's work for one update and the repaint that follows, at 900 x 400 pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gui.theme import theme

    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise RuntimeError("an application without windows is running")
    theme.apply(app)
    found = _million() | _eight() | _heat_map() | _scatter() | _table()
    found["new_panel_ms"] = _median(_new_panel)
    found["redraws_worst_turn_ms"] = _board(app)
    return found


def _million() -> dict[str, float]:
    from PySide6.QtCore import QPointF

    from engine.jobs import messages as m
    from gui.plots.lines import LinePanel

    panel = LinePanel("node", "loss")
    rng = np.random.default_rng(0)
    xs = np.arange(MILLION, dtype=float)
    panel.take(m.Line("node", "loss", "noise", (0.0,), (0.0,)))
    panel.series["noise"].points.append(xs + 1, np.cumsum(rng.normal(size=MILLION)) + rng.normal(size=MILLION) * 50)
    _show(panel)
    end = [float(MILLION)]

    def update() -> None:
        new = tuple(end[0] + i for i in range(1, 1001))
        end[0] += 1000
        panel.take(m.Line("node", "loss", "noise", new, tuple(rng.normal(size=1000).tolist())))
        _paint(panel)

    def zoom() -> None:
        panel.chart.zoom(1.2, panel.chart.area.center())
        _paint(panel)

    def pan() -> None:
        panel.chart.pan(QPointF(-7, 0))
        _paint(panel)

    def cursor() -> None:
        panel.follow_cursor(float(rng.integers(MILLION)))
        panel.chart.repaint()

    found = {"million_update_ms": _median(update), "million_cursor_ms": _median(cursor)}
    panel.follow_cursor(None)
    found |= {"million_zoom_ms": _median(zoom)}
    panel.chart.show_all()
    panel.chart.zoom(4)
    return found | {"million_pan_ms": _median(pan)}


def _eight() -> dict[str, float]:
    """Each series gets 100 points a tick on top of 100,000."""
    from engine.jobs import messages as m
    from gui.plots.lines import LinePanel

    panel = LinePanel("node", "loss")
    rng = np.random.default_rng(0)
    step = [0]

    def add(count: int) -> None:
        xs = tuple(float(step[0] + i) for i in range(count))
        step[0] += count
        for index in range(SERIES):
            ys = tuple((index + rng.normal(size=count)).tolist())
            panel.take(m.Line("node", "loss", f"series {index}", xs, ys))

    add(100_000)
    _show(panel)

    def update() -> None:
        add(100)
        _paint(panel)

    return {"eight_series_update_ms": _median(update)}


def _heat_map() -> dict[str, float]:
    from PySide6.QtCore import QPointF

    from engine.jobs import messages as m
    from gui.plots.heatmap import HeatMapPanel

    panel = HeatMapPanel("node", "map")
    rng = np.random.default_rng(0)
    sent = [tuple(map(tuple, rng.normal(size=(CELLS, CELLS)).tolist())) for _ in range(4)]
    turn = [0]
    panel.take(m.HeatMap("node", "map", sent[0], "cut", "entry", better="lower"))
    _show(panel)

    def update() -> None:
        turn[0] += 1
        panel.take(m.HeatMap("node", "map", sent[turn[0] % 4], "cut", "entry", better="lower"))
        _paint(panel)

    def cursor() -> None:
        turn[0] += 1
        panel.chart.hovered.emit(panel.chart.cell_at(QPointF(100 + turn[0] * 5, 150)))
        panel.chart.repaint()

    return {"heat_map_update_ms": _median(update), "heat_map_cursor_ms": _median(cursor)}


def _scatter() -> dict[str, float]:
    from engine.jobs import messages as m
    from gui.plots.scatter import ScatterPanel

    panel = ScatterPanel("node", "map")
    rng = np.random.default_rng(0)
    colors = tuple(i % 8 for i in range(DOTS))
    sent = [m.Scatter("node", "map", *map(tuple, rng.normal(size=(2, DOTS)).tolist()), colors=colors) for _ in range(4)]
    turn = [0]
    _show(panel)

    def update() -> None:
        turn[0] += 1
        panel.take(sent[turn[0] % 4])
        _paint(panel)

    return {"scatter_update_ms": _median(update)}


def _table() -> dict[str, float]:
    from engine.jobs import messages as m
    from gui.plots.table import TablePanel

    panel = TablePanel("node", "table")
    rng = np.random.default_rng(0)
    columns = ("name", "value", "count")
    sent = [
        m.Table("node", "table", columns, tuple((f"row {i}", value, i) for i, value in enumerate(values)))
        for values in rng.normal(size=(4, ROWS)).tolist()
    ]
    turn = [0]
    _show(panel)

    def update() -> None:
        turn[0] += 1
        panel.take(sent[turn[0] % 4])
        _paint(panel)

    return {"table_update_ms": _median(update)}


def _new_panel() -> None:
    from engine.jobs import messages as m
    from gui.plots.lines import LinePanel

    panel = LinePanel("node", "loss")
    panel.take(m.Line("node", "loss", "a", (0.0, 1.0), (0.0, 1.0)))
    _show(panel)
    panel.deleteLater()


def _board(app: Any) -> float:
    """The longest turn of the event loop while twelve plots of a board change all the time."""
    from PySide6.QtCore import QEventLoop

    from engine.graph.document import Graph, Node
    from engine.jobs import messages as m
    from gui.document import Document
    from gui.plots.board import PlotBoard

    document = Document()
    document.set_graph(Graph(nodes={"node": Node("node", "model")}))
    board = PlotBoard(document)
    board.resize(1400, 900)
    board.show()
    app.processEvents()
    rng = np.random.default_rng(0)
    turns: list[float] = []
    end = time.monotonic() + 3.0
    step = 0
    while time.monotonic() < end:
        for plot in range(12):
            xs = tuple(float(step + i) for i in range(20))
            board.apply(m.Line("node", f"plot {plot}", "a", xs, tuple(rng.normal(size=20).tolist())))
        step += 20
        for _ in range(3):
            began = time.thread_time()
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            turns.append(time.thread_time() - began)
            time.sleep(0.01)
    board.close()
    return 1000 * max(turns[20:])


def _show(panel: Any) -> None:
    from PySide6.QtWidgets import QApplication

    panel.resize(900, 400)
    panel.show()
    QApplication.processEvents()
    _paint(panel)


def _paint(panel: Any) -> None:
    """Draw what is new, and paint the panel with all that lies on it, once."""
    panel.draw()
    panel.repaint()


def _median(action: Callable[[], None]) -> float:
    action()
    times = []
    for _ in range(ROUNDS):
        start = time.thread_time()
        action()
        times.append(time.thread_time() - start)
    return 1000 * statistics.median(times)
