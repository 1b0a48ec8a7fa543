"""Kept runs of one graph with several values: which did best, and the plot that suits the settings."""

from __future__ import annotations

from typing import Any

import pytest

from engine.graph import files
from engine.graph.document import Graph, Node, Wire
from engine.jobs import messages as m
from engine.jobs.history import KeptRun
from gui.runs.comparing import Opened
from gui.runs.series import Series, differing_plots, metric_words, series

GRAPH = Graph(
    nodes={
        "task": Node("task", "regression_task", settings={"n_inputs": 3}),
        "net": Node("net", "linear_transformer", settings={"layers": 2}),
        "train": Node("train", "train_in_context"),
    },
    wires=[Wire("task", "task", "train", "task"), Wire("net", "learner", "train", "learner")],
)


def graph(**settings: Any) -> Graph:
    """The graph with other settings, as node__setting=value."""
    copy = files.from_json(files.to_json(GRAPH))
    for name, value in settings.items():
        node, _, setting = name.partition("__")
        copy.nodes[node].settings[setting] = value
    return copy


def run(seed: int = 0, outcome: str = "done", **metrics: float) -> KeptRun:
    named = {name.replace("__", "."): value for name, value in metrics.items()}
    return KeptRun(f"{seed}", 0.0, "Learning", outcome, 1.0, seed, "cpu", {}, named, (), 100)


def of_examples(losses: dict[int, float]) -> Series:
    found = series([run(0, train__loss=loss) for loss in losses.values()], [graph(task__n_examples=n) for n in losses])
    assert found is not None
    return found


def test_the_value_that_did_best_is_told_in_one_sentence() -> None:
    found = of_examples({5: 3.0, 10: 2.5, 20: 2.75})
    assert found.sentence() == "Examples in a prompt 10 does best: loss 2.500."
    assert found.facts().startswith("3 runs.")


def test_values_that_change_nothing_and_numbers_of_which_neither_way_is_better_are_told_as_such() -> None:
    assert of_examples({5: 3.0, 10: 3.0, 20: 3.0}).sentence() == (
        "Examples in a prompt makes no difference: loss 3.000 with every value."
    )
    found = series([run(train__spread=x) for x in (0.2, 0.4, 0.1)], [graph(task__n_examples=n) for n in (5, 10, 20)])
    assert found is not None
    assert found.sentence() == ("Spread goes from 0.100 (Examples in a prompt 20) to 0.400 (Examples in a prompt 10).")


def test_numbers_that_lie_close_are_told_apart() -> None:
    assert of_examples({5: 4.6221, 10: 4.6223, 20: 4.7}).sentence().endswith("loss 4.6221.")


def test_the_number_that_is_judged_by_changes_and_is_no_time() -> None:
    found = series(
        [run(train__seconds=s, task__loss=1.0, train__log_loss=x) for s, x in ((1.0, 0.3), (2.0, 0.2), (3.0, 0.1))],
        [graph(task__n_examples=n) for n in (5, 10, 20)],
    )
    assert found is not None
    assert found.metric == "train.log_loss"
    chosen = series(found.runs, [graph(task__n_examples=n) for n in (5, 10, 20)], "train.seconds")
    assert chosen is not None
    assert chosen.metric == "train.seconds", "the person may choose any"


def test_seeds_are_a_mean_with_a_band() -> None:
    cells = [(n, seed) for n in (5, 10) for seed in (0, 1)]
    losses = [3.0, 2.0, 2.0, 1.5]
    found = series(
        [run(seed, train__loss=loss) for (_, seed), loss in zip(cells, losses, strict=True)],
        [graph(task__n_examples=n) for n, _ in cells],
    )
    assert found is not None
    line, table = found.plots(lettered=True)
    assert isinstance(line, m.Line)
    assert (line.xs, line.ys, line.lows, line.highs) == ((5.0, 10.0), (2.5, 1.75), (2.0, 1.5), (3.0, 2.0))
    assert line.band == "lowest to highest of 2 seeds"
    assert isinstance(table, m.Table)
    assert table.columns == ("Run", "Examples in a prompt", "Seed", "loss", "seconds")
    assert table.rows[0] == ("A", 5, 0, 3.0, 1.0)
    assert table.best == (), "the mean decides"


def test_a_second_setting_of_numbers_makes_a_map() -> None:
    cells = [(n, layers) for n in (5, 10) for layers in (1, 2)]
    found = series(
        [run(train__loss=float(n * layers)) for n, layers in cells],
        [graph(task__n_examples=n, net__layers=layers) for n, layers in cells],
    )
    assert found is not None
    plot = found.plots(lettered=False)[0]
    assert isinstance(plot, m.HeatMap)
    table = found.plots(lettered=False)[1]
    assert isinstance(table, m.Table)
    assert table.best == ((0, 2),)
    assert (plot.x_ticks, plot.y_ticks, plot.better) == (("5", "10"), ("1", "2"), "lower")
    assert plot.values == ((5.0, 10.0), (10.0, 20.0))
    assert found.sentence() == "Examples in a prompt 5, Layers 1 does best: loss 5.00."


@pytest.mark.parametrize("first", ["numbers", "choices"])
def test_numbers_and_choices_make_a_line_for_each_choice(first: str) -> None:
    cells = [(n, rotated) for n in (5, 10) for rotated in (False, True)]
    names = ("task__n_examples", "train__optimiser") if first == "numbers" else ("net__layers", "task__rotated")
    values = [(n, "adam" if rotated else "lbfgs") if first == "numbers" else (n, rotated) for n, rotated in cells]
    found = series(
        [run(train__loss=n + rotated) for n, rotated in cells],
        [graph(**dict(zip(names, pair, strict=True))) for pair in values],
    )
    assert found is not None
    lines = [plot for plot in found.plots(lettered=False) if isinstance(plot, m.Line)]
    assert [line.ys for line in lines] == [(5.0, 10.0), (6.0, 11.0)]
    assert [line.series for line in lines] == (["L-BFGS", "Adam"] if first == "numbers" else ["off", "on"])


def test_choices_alone_are_bars() -> None:
    found = series(
        [run(train__loss=float(n)) for n in range(3)], [graph(task__inputs=kind) for kind in ("paper", "equal", "own")]
    )
    assert found is not None
    bars = found.plots(lettered=False)[0]
    assert isinstance(bars, m.Bars)
    assert len(bars.groups) == 3
    assert bars.values == ((0.0,), (1.0,), (2.0,))


def test_what_did_not_finish_is_marked_and_judged_by_nobody() -> None:
    found = series(
        [run(train__loss=3.0), run(outcome="failed", train__loss=0.1), run(train__loss=2.0)],
        [graph(task__n_examples=n) for n in (5, 10, 20)],
    )
    assert found is not None
    assert found.sentence() == "Examples in a prompt 20 does best: loss 2.000."
    assert "Not finished: Examples in a prompt 10." in found.facts()
    line, table = found.plots(lettered=False)
    assert isinstance(line, m.Line)
    assert line.xs == (5.0, 20.0)
    assert isinstance(table, m.Table)
    assert [row[1] for row in table.rows] == ["Finished", "Failed", "Finished"]


def test_runs_that_differ_in_more_are_no_series() -> None:
    other = graph(task__n_examples=10)
    other.wires.pop()
    ends = [graph(task__n_examples=5), graph(task__n_examples=20)]
    assert series([run(), run(), run()], [*ends, other]) is None
    three = [graph(task__n_examples=n, net__layers=n, train__steps=n) for n in (1, 2, 3)]
    assert series([run(), run(), run()], three) is None
    words = [graph(task__variances=text) for text in ("1", "2", "3")]
    assert series([run(), run(), run()], words) is None
    assert series([run(), run(), run(1)], [GRAPH, GRAPH, GRAPH]) is None, "seeds alone"
    assert series([run(), run()], ends) is None, "two are compared number by number"


def test_metrics_are_told_in_words() -> None:
    assert metric_words("compare.gap_closed.sums.SmolLM2-1.7B") == "gap closed, sums, SmolLM2-1.7B"
    assert metric_words("train.log_loss", node=True) == "train, log loss"


def test_a_best_value_at_the_end_of_what_was_tried_asks_for_more() -> None:
    assert (
        "highest Examples in a prompt tried: a higher one may do better"
        in of_examples({5: 3.0, 10: 2.0, 20: 1.0}).facts()
    )
    assert "lowest Examples in a prompt tried" in of_examples({5: 1.0, 10: 2.0, 20: 3.0}).facts()
    assert "tried" not in of_examples({5: 3.0, 10: 1.0, 20: 2.0}).facts()
    assert "tried" not in of_examples({1: 1.0, 10: 2.0, 20: 3.0}).facts(), "there is none below 1"


def test_plots_that_are_the_same_in_all_runs_are_left_out() -> None:
    text = m.PlainText("net", "text", "river")
    losses = [m.Line("train", "loss", "loss", (0.0,), (y,)) for y in (1.0, 2.0)]
    shown = differing_plots([Opened(run(), GRAPH, (text, loss)) for loss in losses])
    assert [one.plots for one in shown] == [(loss,) for loss in losses]
