"""The Runs tab, driven with keys and mouse: runs are kept by themselves, found, shown again, compared and deleted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.errors import Fault, StitchworkError
from engine.graph import files
from engine.graph.document import Graph, Node
from engine.jobs import messages as m
from engine.jobs.history import History, KeptRun
from engine.jobs.result import Collector
from gui.plots.bars import BarsPanel
from gui.plots.lines import LinePanel
from gui.runs.model import Column
from gui.runs.page import RunsPage
from gui.settings import Preferences
from gui.theme import theme
from gui.window import MainWindow
from tests.gui.fakes import FakeEngine, forget_changes, write_recipe
from tests.gui.test_window import answer

GRAPH = Graph(nodes={"prompt": Node("prompt", "prompt", settings={"text": "river"})}, name="Rivers")


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def history(tmp_path: Path) -> History:
    """The same runs as the window's."""
    return History(tmp_path / "runs")


@pytest.fixture
def window(qtbot: QtBot, engine: FakeEngine, tmp_path: Path) -> Iterator[MainWindow]:
    recipes = tmp_path / "recipes"
    recipes.mkdir()
    write_recipe(recipes, "A river", "Steer", 0)
    window = MainWindow(engine, Preferences(tmp_path / "window.ini"), recipes, tmp_path / "models")
    qtbot.addWidget(window, before_close_func=forget_changes)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.toolbar.device.count() == 3)
    yield window
    theme.set_mode("system")


def keep(history: History, name: str = "Rivers", loss: float = 2.0, seed: int = 0, outcome: str = "done") -> KeptRun:
    """A run with a line, bars, a number and a sentence."""
    result = Collector()
    for message in (
        m.RunStarted("job", ("prompt",)),
        m.NodeChanged("prompt", m.NodeState.RUNNING),
        m.Line("prompt", "Loss", "train", (0.0, 1.0), (3.0, loss)),
        m.Bars("prompt", "Scores", ("sums",), ("fused",), ((loss,),)),
        m.Metric("prompt", "loss", loss),
        m.Sentence("prompt", f"The loss of {name} is {loss:g}."),
        m.NodeChanged("prompt", m.NodeState.DONE, 1.0),
        m.RunFinished("job", outcome, 1.5),
    ):
        result.add(message)
    return history.keep(files.to_json(GRAPH), result, name=name, seed=seed, device="cpu", versions={})


def open_runs(window: MainWindow, qtbot: QtBot, count: int) -> RunsPage:
    """Press Ctrl+H and wait for the runs."""
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    page = window.runs_tab.page
    assert page is not None
    qtbot.waitUntil(lambda: len(page.runs.runs) == count)
    return page


def run_once(window: MainWindow, qtbot: QtBot, engine: FakeEngine, *said: m.Message, outcome: str = "done") -> None:
    """Run the document in front; the engine says what is given."""
    window.runs.run()
    engine.begin()
    engine.say(*said)
    engine.end(outcome)
    qtbot.waitUntil(lambda: not window.running.busy)


def kept(history: History, qtbot: QtBot, count: int) -> list[KeptRun]:
    qtbot.waitUntil(lambda: len(history.runs()) == count, timeout=10_000)
    return history.runs()


# Keeping


def test_a_run_that_ends_is_kept_with_its_graph(
    window: MainWindow, qtbot: QtBot, engine: FakeEngine, history: History
) -> None:
    workspace = window.filing.open_recipe(window.start_page.recipes[0].path)
    assert workspace is not None
    workspace.document.set_seed(7)
    run_once(window, qtbot, engine, m.Metric("prompt", "loss", 1.5), m.Sentence("prompt", "It went well."))
    (run,) = kept(history, qtbot, 1)
    assert (run.graph, run.outcome, run.seconds, run.seed) == ("A river", "done", 12.3, 7)
    assert run.metrics == {"prompt.loss": 1.5}
    assert run.sentences == ("It went well.",)
    assert history.graph(run.id).nodes["prompt"].settings == {"text": "river"}


@pytest.mark.parametrize("outcome", ["failed", "stopped"])
def test_runs_that_fail_or_are_stopped_are_kept_as_well(
    window: MainWindow, qtbot: QtBot, engine: FakeEngine, history: History, outcome: str
) -> None:
    window.filing.open_recipe(window.start_page.recipes[0].path)
    run_once(window, qtbot, engine, m.NodeFailed(Fault("prompt", "It does not fit.")), outcome=outcome)
    (run,) = kept(history, qtbot, 1)
    assert run.outcome == outcome
    assert run.sentences == ("It does not fit.",)


def test_each_run_is_kept_by_itself(window: MainWindow, qtbot: QtBot, engine: FakeEngine, history: History) -> None:
    window.filing.open_recipe(window.start_page.recipes[0].path)
    run_once(window, qtbot, engine, m.Metric("prompt", "first", 1.0))
    run_once(window, qtbot, engine, m.Metric("prompt", "second", 2.0))
    assert [dict(run.metrics) for run in kept(history, qtbot, 2)] == [{"prompt.second": 2.0}, {"prompt.first": 1.0}]


def test_a_run_that_the_end_of_the_window_stops_is_kept(
    window: MainWindow, qtbot: QtBot, engine: FakeEngine, history: History
) -> None:
    window.filing.open_recipe(window.start_page.recipes[0].path)
    window.runs.run()
    engine.begin()
    engine.say(m.Metric("prompt", "loss", 1.0))
    window.running.drain()
    answer(qtbot, "Stop and close")
    window.close()
    (run,) = history.runs()
    assert (run.outcome, dict(run.metrics)) == ("stopped", {"prompt.loss": 1.0})


def test_a_run_that_cannot_be_kept_is_told_once_and_goes_on(
    window: MainWindow, qtbot: QtBot, engine: FakeEngine, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StitchworkError("The disk is full.", "Free some space.")

    monkeypatch.setattr(History, "keep", full)
    window.filing.open_recipe(window.start_page.recipes[0].path)
    with qtbot.waitSignal(window.keeper.trouble):
        run_once(window, qtbot, engine)
    assert window.notice.isVisible()
    assert "The disk is full." in window.notice.words
    window.notice.hide()
    run_once(window, qtbot, engine)
    done: list[bool] = []
    window.keeper.ask(lambda history: history.runs(), lambda _: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert not window.notice.isVisible()
    workspace = window.tabs.current
    assert workspace is not None
    assert workspace.result is not None


def test_a_damaged_list_is_made_anew_and_told(window: MainWindow, qtbot: QtBot, history: History) -> None:
    run = keep(history)
    for end in ("", "-wal", "-shm"):
        (history.folder / f"runs.db{end}").unlink(missing_ok=True)
    (history.folder / "runs.db").write_bytes(b"no table" * 2000)
    page = open_runs(window, qtbot, 1)
    assert page.runs.runs == [run]
    qtbot.waitUntil(window.notice.isVisible)
    assert "made anew" in window.notice.words


# Finding


def test_without_runs_the_tab_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    page = open_runs(window, qtbot, 0)
    qtbot.waitUntil(page.start_button.isVisible)
    qtbot.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    assert window.start_page.isVisible()


def test_the_table_shows_all_runs_and_what_they_take(window: MainWindow, qtbot: QtBot, history: History) -> None:
    keep(history, "Rivers", 2.0)
    keep(history, "Seas", 1.0, outcome="failed")
    page = open_runs(window, qtbot, 2)
    row = [page.found.index(0, column).data() for column in Column]
    assert row[1:6] == ["Seas", "Failed", "The loss of Seas is 1.", "1.000  Loss, nats a token", "1.5 s"]
    assert page.hint.text().endswith("2 runs, 2 kB on the disk.")


def test_words_filter_the_runs(window: MainWindow, qtbot: QtBot, history: History) -> None:
    for name, outcome in (("Rivers", "done"), ("Seas", "failed"), ("Seas", "done")):
        keep(history, name, outcome=outcome)
    page = open_runs(window, qtbot, 3)
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "SEAS failed")
    assert [(run.graph, run.outcome) for run in page.found.runs()] == [("Seas", "failed")]
    assert "1 of 3 runs" in page.hint.text()
    qtbot.keyClicks(page.search, " zebra")
    assert not page.table.isVisible()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.found.rowCount() == 3


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (Column.GRAPH, ["Brooks", "lakes", "Seas"]),
        (Column.METRIC, ["Seas", "Brooks", "lakes"]),
        (Column.SEED, ["lakes", "Seas", "Brooks"]),
    ],
)
def test_a_head_sorts_the_runs(
    window: MainWindow, qtbot: QtBot, history: History, column: Column, order: list[str]
) -> None:
    for name, loss, seed in (("lakes", 10.0, 1), ("Seas", 0.9, 2), ("Brooks", 2.0, 10)):
        keep(history, name, loss, seed)
    page = open_runs(window, qtbot, 3)
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert [run.graph for run in page.found.runs()] == order
    page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert [run.graph for run in page.found.runs()] == order[::-1]


def test_the_metric_of_the_table_can_be_chosen_and_missing_ones_come_last(
    window: MainWindow, qtbot: QtBot, history: History
) -> None:
    keep(history, "Rivers")
    empty = Collector()
    empty.add(m.RunFinished("job", "stopped", 0.1))
    history.keep(files.to_json(GRAPH), empty, name="None", seed=0, device="cpu", versions={})
    page = open_runs(window, qtbot, 2)
    page.metrics.setCurrentIndex(page.metrics.findData("prompt.loss"))
    page.metrics.activated.emit(page.metrics.currentIndex())
    assert page.runs.headerData(Column.METRIC, Qt.Orientation.Horizontal) == "prompt.loss"
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        page.table.sortByColumn(Column.METRIC, order)
        assert [page.found.index(row, Column.METRIC).data() for row in (0, 1)] == ["2.000", ""]


def test_a_run_that_ends_joins_the_table_that_is_shown(
    window: MainWindow, qtbot: QtBot, engine: FakeEngine, history: History
) -> None:
    keep(history)
    page = open_runs(window, qtbot, 1)
    window.filing.open_recipe(window.start_page.recipes[0].path)
    run_once(window, qtbot, engine)
    qtbot.waitUntil(lambda: page.found.rowCount() == 2)
    assert {run.graph for run in page.found.runs()} == {"Rivers", "A river"}


# One run, and several


def test_a_selected_run_shows_its_results_again(window: MainWindow, qtbot: QtBot, history: History) -> None:
    keep(history)
    page = open_runs(window, qtbot, 1)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.isVisible())
    detail = page.detail
    assert detail is not None
    assert detail.sentence.text() == "The loss of Rivers is 2."
    assert detail.facts.text().endswith("Finished in 1.5 s, seed 0, on the CPU.")
    assert detail.numbers.table.rows == (("prompt.loss", 2.0),)
    line, bars = detail.board.shown()
    assert line.table() == (["series", "step", "value"], [("train", 0.0, 3.0), ("train", 1.0, 2.0)])
    assert isinstance(bars, BarsPanel)
    page.search.setText("zebra")  # what is filtered away is selected no longer
    qtbot.waitUntil(lambda: not detail.isVisible())


def test_the_names_of_graphs_have_room_in_a_small_window(window: MainWindow, qtbot: QtBot, history: History) -> None:
    keep(history, "Two small experts steer a larger model")
    page = open_runs(window, qtbot, 1)
    table, widths = page.table, [page.table.columnWidth(column) for column in Column]
    assert widths[Column.GRAPH] >= table.sizeHintForColumn(Column.GRAPH)
    assert widths[Column.WORDS] >= 240
    assert sum(widths) == table.viewport().width()
    window.resize(1900, 800)
    assert table.columnWidth(Column.GRAPH) == widths[Column.GRAPH]
    assert table.columnWidth(Column.WORDS) > widths[Column.WORDS] + 500
    window.resize(1280, 800)
    keep(history, "A graph with a name that goes on and on and on, and would take all the room of its neighbour")
    page.reload()
    qtbot.waitUntil(lambda: page.found.rowCount() == 2)
    assert table.columnWidth(Column.GRAPH) == pytest.approx(table.columnWidth(Column.WORDS), abs=2)


def test_two_selected_runs_are_compared_the_new_one_with_the_old_one(
    window: MainWindow, qtbot: QtBot, history: History
) -> None:
    keep(history, loss=2.0)
    keep(history, loss=1.0, seed=3)
    page = open_runs(window, qtbot, 2)
    page.table.selectAll()
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.isVisible())
    detail = page.detail
    assert detail is not None
    assert detail.sentence.text() == "2 runs compared"
    assert detail.numbers.table.rows[0] == ("prompt.loss", 2.0, 1.0, -1.0)
    assert ("Seed", "0", "3") in detail.differing.table.rows
    line, bars = detail.board.shown()
    assert isinstance(line, LinePanel)
    assert list(line.series) == ["A", "B"]
    assert bars.table() == (["group", "A", "B"], [["sums", 2.0, 1.0]])
    assert not page.open_button.isEnabled()


def test_a_run_with_damaged_files_says_so(window: MainWindow, qtbot: QtBot, history: History) -> None:
    run = keep(history)
    (history.folder / run.id / "plots.jsonl.gz").write_bytes(b"")
    (history.folder / run.id / "graph.stitch").unlink()
    page = open_runs(window, qtbot, 1)
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.isVisible())
    assert page.detail is not None
    assert "There is no file" in page.detail.sentence.text()


def test_enter_opens_the_graph_as_a_new_document(window: MainWindow, qtbot: QtBot, history: History) -> None:
    keep(history)
    page = open_runs(window, qtbot, 1)
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.tabs.current is not None)
    workspace = window.tabs.current
    assert workspace is not None
    assert (workspace.name, workspace.document.path) == ("Rivers", None)
    assert workspace.document.graph == GRAPH


def test_runs_are_deleted_only_after_a_question(window: MainWindow, qtbot: QtBot, history: History) -> None:
    keep(history, "Rivers")
    last = keep(history, "Seas")
    page = open_runs(window, qtbot, 2)
    page.table.choose([run.id for run in page.runs.runs if run.graph == "Rivers"])
    answer(qtbot, "Keep")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(history.runs()) == 2
    answer(qtbot, "Delete")
    qtbot.mouseClick(page.delete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.found.rowCount() == 1)
    assert history.runs() == page.runs.runs == [last]


def test_the_runs_that_are_found_are_saved_as_csv(
    window: MainWindow, qtbot: QtBot, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(history, "Rivers", 1 / 3)
    keep(history, "Seas")
    page = open_runs(window, qtbot, 2)
    page.search.setText("rivers")
    target = tmp_path / "table.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(page.csv_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists)
    (row,) = csv.DictReader(target.read_text("utf-8").splitlines())
    assert (row["graph"], float(row["prompt.loss"])) == ("Rivers", 1 / 3)


def test_selected_rows_are_copied(window: MainWindow, qtbot: QtBot, history: History) -> None:
    keep(history)
    page = open_runs(window, qtbot, 1)
    page.table.selectRow(0)
    page.table.copy()
    heads, row = QGuiApplication.clipboard().text().splitlines()
    assert heads.split("\t")[1] == "Graph"
    assert row.split("\t")[1:3] == ["Rivers", "Finished"]


def test_everything_can_be_reached_and_has_a_name(window: MainWindow, qtbot: QtBot, history: History) -> None:
    keep(history)
    page = open_runs(window, qtbot, 1)
    assert page.table.hasFocus()
    for widget in (page.table, page.search, page.metrics):
        assert widget.accessibleName()
    for widget in (page.table, page.search, page.metrics, page.csv_button, page.delete_button, page.open_button):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
