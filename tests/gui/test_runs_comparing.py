"""Runs side by side: which number is better, what differs, and which plots share one picture."""

from __future__ import annotations

import pytest

from engine.graph.document import Graph, Node, Wire
from engine.jobs import messages as m
from engine.jobs.history import KeptRun
from gui.runs.comparing import Opened, better, both_graphs, differences, joined_plots, main_metric, metrics_table

LOSS_A = m.Line("fit", "Loss", "train", (0.0, 1.0), (3.0, 2.0), y_label="nats")
LOSS_B = m.Line("fit", "Loss", "train", (0.0, 1.0), (3.0, 1.5), y_label="nats")


def run(name: str = "a", seed: int = 0, device: str = "cpu", seconds: float = 2.0, **metrics: float | None) -> KeptRun:
    named = {f"fit.{metric}": value for metric, value in metrics.items()}
    return KeptRun(name, 0.0, "graph", "done", seconds, seed, device, {"torch": "2.13"}, named, (), 10)


def opened(*plots: m.PlotMessage, text: str = "river", **about: object) -> Opened:
    graph = Graph(nodes={"ask": Node("ask", "prompt", settings={"text": text}), "fit": Node("fit", "generate")})
    return Opened(run(**about), graph, plots)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("metric", "way"),
    [
        ("compare.loss.dictionary.starter-large", "lower"),
        ("train.log_loss", "lower"),
        ("map.above.3.2", "lower"),
        ("generate.ms_per_token.large", "lower"),
        ("generate.tokens_per_second", "higher"),
        ("compare.gap_closed.sums.fused", "higher"),
        ("theory.closed_form_loss", "lower"),
        ("stitch.r2", "higher"),
        ("similar.mean", ""),
        ("generate.n_tokens", ""),
    ],
)
def test_the_name_of_a_metric_says_which_way_is_better(metric: str, way: str) -> None:
    assert better(metric) == way


def test_the_main_metric_is_the_first_that_says_how_good_the_result_is() -> None:
    assert main_metric({"g.tokens_per_second": 14.0, "g.n_tokens": 17.0, "c.loss.sums": 2.0, "c.loss.verse": 3.0}) == (
        "c.loss.sums"
    )
    assert main_metric({"g.ms_per_token.large": 3.0, "g.n_tokens": 17.0}) == "g.n_tokens"
    assert main_metric({}) == ""


def test_two_runs_are_compared_by_their_difference_and_the_best_is_marked() -> None:
    table = metrics_table([run(loss=2.0, accuracy=0.5, mean=1.0), run(loss=1.5, accuracy=0.4, mean=1.0, seconds=3.0)])
    assert table.columns == ("Metric", "A", "B", "B\u00a0−\u00a0A")
    assert table.rows[0] == ("fit.loss", 2.0, 1.5, -0.5)
    assert [row[0] for row in table.rows] == ["fit.loss", "fit.accuracy", "fit.mean", "seconds"]
    assert set(table.best) == {(0, 2), (1, 1), (3, 1)}


def test_what_differs_comes_first_and_how_long_it_took_last() -> None:
    runs = [run(ms_per_token=9.0, mean=1.0, loss=2.0), run(ms_per_token=8.0, mean=1.0, loss=1.5)]
    assert [row[0] for row in metrics_table(runs).rows] == ["fit.loss", "fit.mean", "fit.ms_per_token", "seconds"]


def test_more_runs_are_compared_by_their_range_and_gaps_are_left_open() -> None:
    table = metrics_table([run(loss=2.0), run(loss=None), run(loss=1.0, extra=4.0)])
    assert table.columns == ("Metric", "A", "B", "C", "Range")
    assert table.rows[0] == ("fit.loss", 2.0, None, 1.0, None)
    assert table.rows[1] == ("fit.extra", None, None, 4.0, None)
    assert (0, 3) in table.best


def test_only_what_differs_is_listed() -> None:
    table = differences([opened(seed=1), opened(text="sea", seed=2, device="cuda:0")], ["Monday", "Tuesday"])
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Started"] == ("Monday", "Tuesday")
    assert rows["Seed"] == ("1", "2")
    assert rows["Device"] == ("CPU", "GPU 0")
    assert rows["Prompt: Text"] == ("river", "sea")
    assert "torch" not in rows
    assert len(rows) == 5


def test_what_the_runs_share_comes_after_what_differs() -> None:
    table = differences([opened(seed=1), opened(text="sea", seed=1)], ["Monday", "Tuesday"])
    assert [row[0] for row in table.rows] == ["Started", "Prompt: Text", "Graph", "Seed"]


def test_a_wire_and_a_node_that_one_run_lacks_are_listed() -> None:
    one, other = opened(), opened()
    one.graph.wires.append(Wire("ask", "text", "fit", "prompt"))
    del other.graph.nodes["ask"]
    rows = {row[0]: row[1:] for row in differences([one, other], ["", ""]).rows}
    assert rows["Prompt → Generate"] == ("wired", "–")
    assert rows["Prompt"] == ("there", "–")


def test_the_lines_of_two_runs_share_a_plot_and_a_run_has_a_colour() -> None:
    a, b = joined_plots([opened(LOSS_A), opened(LOSS_B)])
    assert isinstance(a, m.Line)
    assert isinstance(b, m.Line)
    assert (a.series, a.color, b.series, b.color) == ("A", 0, "B", 1)
    assert (a.plot, b.plot, b.ys) == ("Loss", "Loss", (3.0, 1.5))


def test_two_runs_of_several_series_keep_the_colours_and_the_second_is_dashed() -> None:
    held_out = m.Line("fit", "Loss", "held out", (0.0,), (4.0,), color=5)
    lines = [line for line in joined_plots([opened(LOSS_A, held_out)] * 2) if isinstance(line, m.Line)]
    assert [(line.series, line.color, line.dashed) for line in lines] == [
        ("train A", 0, False),
        ("held out A", 5, False),
        ("train B", 0, True),
        ("held out B", 5, True),
    ]


def test_dashes_that_have_a_meaning_keep_it() -> None:
    target = m.Line("fit", "Loss", "target", (0.0,), (4.0,), dashed=True)
    lines = [line for line in joined_plots([opened(LOSS_A, target)] * 2) if isinstance(line, m.Line)]
    assert len({line.color for line in lines}) == 4
    assert [line.dashed for line in lines] == [False, True, False, True]


def test_bars_of_the_runs_stand_beside_each_other() -> None:
    ours = m.Bars("fit", "Scores", ("sums", "verse"), ("fused",), ((1.0,), (2.0,)), "loss", "lower")
    theirs = m.Bars("fit", "Scores", ("verse", "code"), ("fused",), ((3.0,), (4.0,)), "loss", "lower")
    (bars,) = joined_plots([opened(ours), opened(theirs)])
    assert isinstance(bars, m.Bars)
    assert (bars.groups, bars.series) == (("sums", "verse", "code"), ("A", "B"))
    assert bars.values == ((1.0, None), (2.0, 3.0), (None, 4.0))
    assert (bars.y_label, bars.better) == ("loss", "lower")


def test_everything_else_is_shown_run_by_run_after_what_is_shared() -> None:
    heat = m.HeatMap("fit", "Map", ((1.0,),))
    plots = joined_plots([opened(heat, LOSS_A), opened(heat, LOSS_B)])
    assert [(type(plot).__name__, plot.plot) for plot in plots] == [
        ("Line", "Loss"),
        ("Line", "Loss"),
        ("HeatMap", "Map, A"),
        ("HeatMap", "Map, B"),
    ]


def test_plots_of_a_node_that_only_one_run_has_find_their_node() -> None:
    one, other = opened(), opened()
    other.graph.nodes["late"] = Node("late", "generate")
    assert list(both_graphs([one, other]).nodes) == ["ask", "fit", "late"]


def test_the_maps_of_two_runs_are_taken_from_each_other_around_zero() -> None:
    first = m.HeatMap("fit", "Map", ((1.0, 2.0), (None, 4.0)), better="lower")
    second = m.HeatMap("fit", "Map", ((1.5, 1.0), (3.0, 4.0)), better="lower")
    apart, *each = joined_plots([opened(first), opened(second)])
    assert isinstance(apart, m.HeatMap)
    assert (apart.values, apart.center, apart.better) == (((0.5, -1.0), (None, 0.0)), 0.0, "")
    assert [plot.plot for plot in each] == ["Map, A", "Map, B"]
    other = m.HeatMap("fit", "Map", ((1.0,),))
    assert [plot.plot for plot in joined_plots([opened(first), opened(other)])] == ["Map, A", "Map, B"]


def test_what_is_closed_of_a_gap_says_more_than_the_losses_before_it() -> None:
    assert main_metric({"compare.loss.a.large": 4.0, "compare.gap_closed.a.fused": 0.4}) == "compare.gap_closed.a.fused"
