"""Trying several values: which runs that makes, the dialog by keyboard, the runs one after the other, what is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.errors import Fault
from engine.graph import files
from engine.graph.document import Graph, Node, Wire
from engine.graph.nodes import SettingField, node_types
from engine.jobs import messages as m
from engine.jobs.cache import Cache
from engine.jobs.history import History, KeptRun
from engine.jobs.inline import run_inline
from engine.jobs.result import Collector
from engine.models.library import Library
from gui.settings import Preferences
from gui.sweeping.dialog import SweepDialog
from gui.sweeping.plan import Axis, Plan, candidates, numbers, seconds_each, seconds_left, usual
from gui.theme import theme
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import FakeEngine, forget_changes, write_recipe

TASK = Graph(
    nodes={
        "task": Node("task", "regression_task", settings={"n_inputs": 3}),
        "net": Node("net", "linear_transformer", 300, 0, settings={"layers": 1}),
        "train": Node("train", "train_in_context", 600, 0, settings={"n_prompts": 64, "steps": 2, "seeds": 1}),
    },
    wires=[Wire("task", "task", "train", "task"), Wire("net", "learner", "train", "learner")],
    name="Learning",
    seed=4,
)


def field(node: str, setting: str) -> SettingField:
    return next(entry for entry in node_types()[node].fields if entry.name == setting)


def examples(*values: int, n_seeds: int = 1) -> Plan:
    return Plan(TASK, (Axis("task", field("regression_task", "n_examples"), values),), n_seeds)


# Which runs it makes


@pytest.mark.parametrize(
    ("node", "setting", "now", "values"),
    [
        ("logit_fusion", "alpha", 1.0, (0.0, 0.5, 1.0, 1.5, 2.0)),
        ("linear_transformer", "layers", 3, (1, 2, 3, 4, 5)),
        ("theory", "layers", 4, (1, 2, 3, 4)),
        ("generate", "temperature", 0.0, (0.0, 0.2, 0.4, 0.6, 0.8)),
        ("train_in_context", "rate", 0.02, (0.005, 0.01, 0.02, 0.04, 0.08)),
        ("measure", "n_tokens", 4000, (1000, 2000, 4000, 8000, 16000)),
        ("stitch", "steps", 0, (0, 100, 200, 400, 800)),
    ],
)
def test_usual_values_lie_around_the_present_one(
    node: str, setting: str, now: float, values: tuple[float, ...]
) -> None:
    found = usual(field(node, setting), now)
    assert found == values
    assert {type(value) for value in found} == {type(now)}


def test_every_number_of_every_node_has_usual_values_that_fit() -> None:
    for kind in node_types().values():
        for entry in kind.fields:
            if entry.type in (int, float):
                low = entry.about.minimum if entry.about.minimum is not None else entry.default
                for now in (entry.default, low):
                    values = usual(entry, now)
                    assert len(values) >= 3, (kind.id, entry.name)
                    assert now in values
                    for value in values:
                        kind.settings.__pydantic_validator__.validate_assignment(
                            kind.settings.model_construct(), entry.name, value
                        )


def test_a_cut_stays_within_the_blocks_that_the_model_has() -> None:
    assert usual(field("cut", "depth"), 2, most=4) == (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("text", "whole", "found"),
    [
        ("1, 2, 3", True, [1, 2, 3]),
        ("0.5; 1 1.5", False, [0.5, 1.0, 1.5]),
        ("−1, -1", False, [-1.0]),
        ("1.5", True, None),
        ("one", False, None),
        (" ", False, []),
    ],
)
def test_values_are_read_as_people_write_lists(text: str, whole: bool, found: list[float] | None) -> None:
    assert numbers(text, whole) == found


def test_cells_are_every_combination_with_seeds_from_the_graphs_own_on() -> None:
    rotated = Axis("task", field("regression_task", "rotated"), (False, True))
    plan = replace(examples(5, 10, n_seeds=2), axes=(*examples(5, 10).axes, rotated))
    cells = plan.cells()
    assert plan.n_runs == len(cells) == 8
    assert [plan.words(cell) for cell in cells[:3]] == [
        "Examples in a prompt 5, Turn at random off, seed 4",
        "Examples in a prompt 5, Turn at random off, seed 5",
        "Examples in a prompt 5, Turn at random on, seed 4",
    ]
    last = plan.variation(cells[-1])
    assert last.nodes["task"].settings == {"n_inputs": 3, "n_examples": 10, "rotated": True}
    assert last.seed == 5
    assert TASK.nodes["task"].settings == {"n_inputs": 3}, "the graph stays as it is"


def test_only_settings_that_have_a_say_can_vary() -> None:
    offered = {node: [entry.name for entry in entries] for node, entries in candidates(TASK).items()}
    assert "variances" not in offered["task"], "text"
    assert "rate" not in offered["train"], "only another optimiser uses it"
    with_adam = files.from_json(files.to_json(TASK))
    with_adam.nodes["train"].settings["optimiser"] = "adam"
    assert "rate" in [entry.name for entry in candidates(with_adam)["train"]]


def test_a_run_takes_what_the_nodes_after_the_change_took_last_time() -> None:
    result = Collector()
    for node, seconds in (("task", 1.0), ("net", 50.0), ("train", 4.0)):
        result.add(m.NodeChanged(node, m.NodeState.DONE, seconds))
    assert examples(5, 10).affected() == {"task", "train"}
    assert seconds_each(result, examples(5, 10).affected()) == 5.0
    result.add(m.NodeChanged("train", m.NodeState.CACHED))
    assert seconds_each(result, examples(5, 10).affected()) is None, "what was kept does not say how long it takes"


def test_what_is_left_follows_the_runs_that_ended_but_for_the_first_which_loads() -> None:
    assert seconds_left([], None, 5, 0.0) is None
    assert seconds_left([], 3.0, 5, 1.0) == 14.0
    assert seconds_left([20.0, 2.0, 4.0], 3.0, 4, 1.0) == 11.0
    assert seconds_left([2.0], None, 2, 9.0) == 2.0, "a run that takes longer than expected is soon over"


# The dialog


@pytest.fixture
def recipes(tmp_path: Path) -> Path:
    folder = tmp_path / "recipes"
    folder.mkdir()
    write_recipe(folder, "Learning", "Learn", 0, files.to_json(TASK))
    return folder


@pytest.fixture
def learning(window: MainWindow) -> Workspace:
    workspace = window.filing.open_recipe(window.start_page.recipes[0].path)
    assert workspace is not None
    return workspace


def asked(workspace: Workspace, qtbot: QtBot, node: str | None = "task") -> SweepDialog:
    if node is not None:
        workspace.canvas.select(node)
    dialog = SweepDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_selected_node_and_usual_values_are_there_at_once(learning: Workspace, qtbot: QtBot) -> None:
    dialog = asked(learning, qtbot)
    assert dialog.first.setting == ("task", "n_examples")
    assert dialog.first.line.text() == "5, 10, 20, 40, 80"
    assert dialog.focusWidget() is dialog.first.line
    assert dialog.verdict.text() == "5 values: 5 runs. Your graph stays as it is."
    assert (dialog.start.text(), dialog.start.isEnabled()) == ("Start 5 runs", True)


def test_values_and_seeds_are_written_and_enter_starts(learning: Workspace, qtbot: QtBot) -> None:
    dialog = asked(learning, qtbot)
    dialog.first.line.selectAll()
    qtbot.keyClicks(dialog.first.line, "5, 8, 13")
    dialog.seeds.setFocus()
    qtbot.keyClick(dialog.seeds, Qt.Key.Key_Up)
    assert dialog.verdict.text().startswith("3 values, 2 seeds each: 6 runs")
    qtbot.keyClick(dialog.seeds, Qt.Key.Key_Return)
    assert dialog.result() == SweepDialog.DialogCode.Accepted
    assert dialog.plan is not None
    assert (dialog.plan.axes[0].values, dialog.plan.n_seeds) == ((5, 8, 13), 2)


def test_choices_are_ticked_with_the_space_bar(learning: Workspace, qtbot: QtBot) -> None:
    dialog = asked(learning, qtbot)
    dialog.first.names.setFocus()
    while dialog.first.setting[1] != "inputs":
        qtbot.keyClick(dialog.first.names, Qt.Key.Key_Down)
    n_choices = dialog.first.list.count()
    assert dialog.plan is not None
    assert dialog.plan.n_runs == n_choices, "all are ticked"
    dialog.first.list.setFocus()
    qtbot.keyClick(dialog.first.list, Qt.Key.Key_Space)
    assert dialog.plan.n_runs == n_choices - 1


def test_a_second_setting_makes_a_grid(learning: Workspace, qtbot: QtBot) -> None:
    dialog = asked(learning, qtbot)
    dialog.more.setFocus()
    qtbot.keyClick(dialog.more, Qt.Key.Key_Space)
    assert dialog.second.isVisible()
    assert dialog.second.setting != dialog.first.setting
    dialog.second.show_setting(("net", "layers"))
    dialog.second.line.selectAll()
    qtbot.keyClicks(dialog.second.line, "1 2")
    assert dialog.verdict.text().startswith("5 × 2 values: 10 runs")
    dialog.second.show_setting(("task", "n_examples"))
    assert dialog.verdict.text() == "Both are the same setting. Choose another one."
    assert not dialog.start.isEnabled()
    dialog.fewer.click()
    assert dialog.plan is not None
    assert dialog.plan.n_runs == 5


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("5, ten", "Write whole numbers, with commas between them."),
        ("5, 500", "500 does not fit: Give at most 200."),
        ("", "Give at least one value of “Examples in a prompt”."),
        ("7", "Give two values or more."),
        (", ".join(map(str, range(1, 103))), "That makes 102 runs; 100 at once are possible."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_can_start(
    learning: Workspace, qtbot: QtBot, written: str, words: str
) -> None:
    dialog = asked(learning, qtbot)
    dialog.first.line.selectAll()
    qtbot.keyClick(dialog.first.line, Qt.Key.Key_Delete)
    QApplication.clipboard().setText(written)
    qtbot.keyClick(dialog.first.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.verdict.text().startswith(words)
    assert not dialog.start.isEnabled()


def test_a_graph_with_a_problem_is_mended_first(learning: Workspace, qtbot: QtBot) -> None:
    learning.document.disconnect(TASK.wires[0])
    dialog = asked(learning, qtbot)
    assert dialog.verdict.text().startswith("Mend this first. Train in context")
    assert not dialog.start.isEnabled()


def test_a_value_with_which_the_graph_cannot_run_is_told_before_anything_starts(
    learning: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = asked(learning, qtbot)

    def check(graph: Graph, _library: object) -> list[Fault]:
        return [Fault("task", "That is too many.")] if graph.nodes["task"].settings["n_examples"] == 40 else []

    monkeypatch.setattr("engine.graph.checks.check", check)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.verdict.text().startswith("Examples in a prompt 40 cannot run: That is too many.")
    dialog.first.line.selectAll()
    qtbot.keyClicks(dialog.first.line, "5, 10")
    dialog.accept()
    assert dialog.result() == SweepDialog.DialogCode.Accepted


# The runs


def start(window: MainWindow, qtbot: QtBot, written: str = "5, 10, 20") -> None:
    """Ask for it from the menu, write the values, press Enter."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SweepDialog)
        dialog.first.line.selectAll()
        qtbot.keyClicks(dialog.first.line, written)
        qtbot.keyClick(dialog.first.line, Qt.Key.Key_Return)

    assert window.tabs.current is not None
    window.tabs.current.canvas.select("task")
    QTimer.singleShot(0, answer)
    window.actions_["sweep"].trigger()


def run_cell(window: MainWindow, qtbot: QtBot, engine: FakeEngine, *said: m.Message, outcome: str = "done") -> None:
    """The engine tells one run, and the next begins or all end."""
    n_jobs = len(engine.jobs)
    engine.begin()
    engine.say(*said)
    engine.end(outcome, 2.0)
    qtbot.waitUntil(lambda: len(engine.jobs) > n_jobs or not window.running.busy)


def loss(value: float) -> m.Metric:
    return m.Metric("train", "log_loss", value)


def test_the_runs_follow_each_other_and_are_shown_side_by_side(
    window: MainWindow, learning: Workspace, qtbot: QtBot, engine: FakeEngine, tmp_path: Path
) -> None:
    before = files.to_json(learning.document.graph)
    start(window, qtbot)
    assert window.status.words == "Run 1 of 3: Examples in a prompt 5."
    assert not window.actions_["run"].isEnabled()
    assert window.actions_["stop"].isEnabled()
    run_cell(window, qtbot, engine, loss(3.0))
    assert window.status.words == "Run 2 of 3: Examples in a prompt 10, about 4.0 s left."
    assert engine.job.graph["nodes"][0]["settings"]["n_examples"] == 10
    run_cell(window, qtbot, engine, loss(2.5))
    run_cell(window, qtbot, engine, loss(2.75))
    assert window.status.words == "All 3 runs finished in 6.0 s."
    assert files.to_json(learning.document.graph) == before
    assert learning.document.undo_stack.count() == 0
    assert learning.document.state_of("train") is m.NodeState.READY, "no node stands for one of the values"
    qtbot.waitUntil(lambda: window.runs_tab.page is not None and window.runs_tab.page.detail is not None)
    page = window.runs_tab.page
    assert page is not None
    assert page.detail is not None
    assert page.isVisible()
    detail = page.detail
    qtbot.waitUntil(lambda: detail.sentence.text() == "Examples in a prompt 10 does best: log loss 2.500.")
    assert {run.graph for run in page.table.chosen()} == {f"Learning – Examples in a prompt {n}" for n in (5, 10, 20)}
    assert {run.graph for run in History(tmp_path / "runs").runs()} == {run.graph for run in page.table.chosen()}


def test_the_graph_can_be_edited_meanwhile_and_all_runs_are_of_the_one_that_was_started(
    window: MainWindow, learning: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    start(window, qtbot)
    learning.document.remove(["task"])
    run_cell(window, qtbot, engine, loss(3.0))
    assert [node["id"] for node in engine.job.graph["nodes"]] == ["task", "net", "train"]
    run_cell(window, qtbot, engine, m.NodeFailed(Fault("task", "Too many.")), outcome="failed")
    run_cell(window, qtbot, engine, loss(2.0))
    assert window.status.words == "3 runs, 1 failed: Examples in a prompt 10."


def test_stop_ends_all_and_keeps_what_was_finished(
    window: MainWindow, learning: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    start(window, qtbot)
    run_cell(window, qtbot, engine, loss(3.0))
    window.actions_["stop"].trigger()
    assert engine.asked[-1] == "cancel"
    run_cell(window, qtbot, engine, outcome="stopped")
    assert len(engine.jobs) == 2
    assert window.status.words == "Stopped after 1 of 3 runs. Finished runs are kept."
    assert window.tabs.current is learning, "one run is nothing to compare"
    assert window.actions_["run"].isEnabled()


def test_stop_holds_even_if_the_run_was_just_done(
    window: MainWindow, learning: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    start(window, qtbot)
    window.actions_["stop"].trigger()
    run_cell(window, qtbot, engine, loss(3.0))
    assert len(engine.jobs) == 1
    assert not window.running.busy


def test_a_failing_run_is_told_with_its_value_and_the_others_go_on(
    window: MainWindow, learning: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    start(window, qtbot)
    run_cell(window, qtbot, engine, loss(3.0))
    run_cell(window, qtbot, engine, m.NodeFailed(Fault("train", "It grew without bound.")), outcome="failed")
    assert len(engine.jobs) == 3
    run_cell(window, qtbot, engine, loss(2.0))
    assert window.status.words == "3 runs, 1 failed: Examples in a prompt 10."
    table = window.bottom.messages.table
    told = [str(table.model().index(row, 2).data()) for row in range(table.rowCount())]
    assert "With Examples in a prompt 10: It grew without bound." in told
    qtbot.waitUntil(lambda: window.runs_tab.page is not None and window.runs_tab.page.detail is not None)
    page = window.runs_tab.page
    assert page is not None
    assert page.detail is not None
    facts = page.detail.facts
    qtbot.waitUntil(lambda: "Not finished: Examples in a prompt 10." in facts.text())


def test_pause_is_said_and_what_runs_is_said_again_after_it(
    window: MainWindow, learning: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    start(window, qtbot)
    window.actions_["pause"].trigger()
    qtbot.waitUntil(lambda: window.running.paused)
    window.sweeps.tick()
    assert window.status.words == "Paused."
    window.actions_["pause"].trigger()
    qtbot.waitUntil(lambda: not window.running.paused)
    window.sweeps.tick()
    assert window.status.words == "Run 1 of 3: Examples in a prompt 5."
    window.actions_["stop"].trigger()


def test_somebody_who_looks_at_something_else_is_offered_the_results(
    window: MainWindow, learning: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    start(window, qtbot, "5, 10")
    learning.canvas.select("net")
    run_cell(window, qtbot, engine, loss(3.0))
    run_cell(window, qtbot, engine, loss(2.0))
    qtbot.waitUntil(window.notice.isVisible)
    assert window.tabs.current is learning
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    assert window.tabs.current is None
    qtbot.waitUntil(lambda: window.runs_tab.page is not None and len(window.runs_tab.page.table.chosen()) == 2)


def test_closing_the_document_ends_it(
    window: MainWindow, learning: Workspace, qtbot: QtBot, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(window, qtbot)
    monkeypatch.setattr("gui.dialogs.ask_to_save", lambda *_: "discard")
    monkeypatch.setattr("gui.dialogs.ask_to_stop", lambda *_: True, raising=False)
    window.filing.close(learning)
    assert not window.tabs.workspaces
    engine.end("stopped")
    qtbot.waitUntil(lambda: not window.running.busy)
    assert len(engine.jobs) == 1


class InlineEngine(FakeEngine):
    """Runs each job at once, in this process, with one cache."""

    def __init__(self) -> None:
        super().__init__()
        self._cache, self._library = Cache(), Library()

    def submit(self, what: Any) -> None:
        super().submit(what)
        run_inline(what, self._library, self.say, cache=self._cache)
        self.state = "idle"


def test_a_real_graph_is_trained_with_several_values_and_only_what_changed_runs_again(
    qtbot: QtBot, recipes: Path, preferences: Preferences, tmp_path: Path
) -> None:
    window = MainWindow(InlineEngine(), preferences, recipes, tmp_path / "models")
    qtbot.addWidget(window, before_close_func=forget_changes)
    window.show()
    window.filing.open_recipe(window.start_page.recipes[0].path)
    start(window, qtbot, "2, 16, 64")
    history = History(tmp_path / "runs")
    qtbot.waitUntil(lambda: len(history.runs()) == 3, timeout=20_000)
    runs: list[KeptRun] = sorted(history.runs(), key=lambda run: run.time)
    losses = [value for run in runs if (value := run.metrics["train.log_loss"]) is not None]
    assert losses[0] > losses[1] > losses[2]
    results = [json.loads((history.folder / run.id / "result.json").read_text("utf-8")) for run in runs]
    assert [result["nodes"]["net"]["cached"] for result in results] == [False, True, True]
    assert [result["nodes"]["train"]["cached"] for result in results] == [False, False, False]
    theme.set_mode("system")
