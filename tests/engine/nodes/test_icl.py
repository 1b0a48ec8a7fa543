"""The nodes of in-context learning: what they say, draw and refuse."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.graph import checks, files
from engine.icl import population_optimum
from engine.jobs import messages as m
from engine.jobs.inline import run_inline
from engine.models.library import Library
from tests.engine.jobs.helpers import Heard, graph, job

TASK = ("regression_task", {"inputs": "equal", "n_inputs": 3, "n_examples": 8})
NETWORK = ("linear_transformer", {"layers": 2})
TRAIN = ("train_in_context", {"seeds": 2, "n_prompts": 1024})
TRAINED = ("task.task > train.task", "net.learner > train.learner")


def run(nodes: dict[str, Any], *wires: str) -> Heard:
    heard = Heard()
    run_inline(job(nodes, *wires), Library(Path("nowhere")), heard.append)
    return heard


def error(step: m.Scatter, color: int = 0) -> float:
    """Mean square between what was answered and what is right."""
    points = [(x, y) for x, y, c in zip(step.xs, step.ys, step.colors, strict=True) if c == color]
    return sum((x - y) ** 2 for x, y in points) / len(points)


def test_training_is_watched_and_tested() -> None:
    heard = run({"task": TASK, "net": NETWORK, "train": TRAIN}, *TRAINED)
    assert heard.finished.outcome == "done"
    exact = math.log(population_optimum(2, d=3, n=8)[2])
    assert heard.metric("train", "log_loss") == pytest.approx(exact, abs=0.05)
    assert heard.metric("train", "distance.A1") < 0.02
    film = [one for one in heard.of(m.Scatter) if one.plot == "Answers while it learns"]
    assert [one.step for one in film[:4]] == [0, 1, 2, 4]
    assert len(film) <= 10, "the numbers of steps are doubled"
    assert error(film[-1]) < error(film[0]) / 2, "dots fall onto the line"
    assert {one.diagonal for one in film} == {"right answer"}
    plots = {line.plot for line in heard.of(m.Line)}
    assert plots == {"Loss while training", "Distance to a multiple of the identity"}
    assert {"√Σ A1 √Σ", "√Σ A2 √Σ"} <= {picture.plot for picture in heard.of(m.HeatMap)}
    (words,) = [said.words for said in heard.of(m.Sentence) if said.node == "train"]
    left = heard.metric("train", "loss") / 3
    assert words.startswith(f"Of the error of always answering 0, {left:.2%} is left after 2 layers (log loss ")


def test_one_layer_is_measured_against_the_closed_form() -> None:
    task = ("regression_task", {"inputs": "own", "variances": "1, 0.5", "weights": "identity", "n_examples": 6})
    one = ("linear_transformer", {"layers": 1})
    heard = run({"task": task, "net": one, "train": TRAIN, "theory": ("theory", {"layers": 1})},
                *TRAINED, "task.task > theory.task")  # fmt: skip
    assert heard.metric("train", "closed_form_error") < 0.02
    assert heard.metric("train", "loss") == pytest.approx(heard.metric("theory", "closed_form_loss"), rel=0.02)


def test_curves_and_maps_of_a_trained_network() -> None:
    nodes: dict[str, Any] = {"task": TASK, "net": NETWORK, "train": TRAIN, "maps": "preconditioner_maps"}
    wires = [*TRAINED, "task.task > maps.task", "train.learner > maps.learner"]
    for against in ("layers", "examples", "inside"):
        nodes[against] = ("in_context_curve", {"against": against})
        wires += [f"task.task > {against}.task", f"train.learner > {against}.learners"]
    heard = run(nodes, *wires)
    assert heard.finished.outcome == "done"
    network = heard.metric("layers", "log_loss.transformer, labels only.2")
    assert network < heard.metric("layers", "log_loss.preconditioned descent.2") - 0.05
    assert network < heard.metric("layers", "log_loss.gradient descent.2") - 0.05
    for n in (2, 20):
        names = ("Train in context", "trained for each number")
        once, anew = (heard.metric("examples", f"log_loss.{name}.{n}") for name in names)
        assert anew < once
    assert heard.metric("inside", "steps.pgd.Train in context.2") > 2.0
    assert heard.metric("maps", "distance.√Σ A1 √Σ") < 0.02


def test_each_layer_brings_answers_nearer_to_the_right_ones_than_a_step_of_descent() -> None:
    task = ("regression_task", {"n_examples": 20})
    curve = ("in_context_curve", {"against": "inside"})
    heard = run({"task": task, "net": NETWORK, "train": TRAIN, "curve": curve},
                *TRAINED, "task.task > curve.task", "train.learner > curve.learners")  # fmt: skip
    film = [one for one in heard.of(m.Scatter) if one.plot == "Answers after each layer"]
    assert [(one.step, one.step_label) for one in film] == [(0, "layer"), (1, "layer"), (2, "layer")]
    descent, network = (color for _, color in film[0].legend)
    assert set(film[0].ys) == {0.0}, "before the first layer nobody knows anything"
    errors = [error(one, network) for one in film]
    assert errors[0] > errors[1] > errors[2]
    assert errors[2] < error(film[2], descent) / 2
    assert len({one.xs for one in film}) == 1, "the same questions after each layer"


def test_an_untrained_network_is_refused_in_words() -> None:
    heard = run({"task": TASK, "net": NETWORK, "maps": "preconditioner_maps"},
                "task.task > maps.task", "net.learner > maps.learner")  # fmt: skip
    (failed,) = heard.of(m.NodeFailed)
    assert "has not been trained" in failed.fault.title


def test_a_network_trained_on_other_inputs_is_refused_in_words() -> None:
    other = ("regression_task", {"inputs": "equal", "n_inputs": 2})
    heard = run({"task": TASK, "net": NETWORK, "train": TRAIN, "other": other, "curve": "in_context_curve"},
                *TRAINED, "other.task > curve.task", "train.learner > curve.learners")  # fmt: skip
    (failed,) = heard.of(m.NodeFailed)
    assert "trained on 3 inputs, and the task has 2" in failed.fault.title


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"variances": "1 two"}, "are not numbers"),
        ({"variances": "1 -1"}, "none of them negative"),
        ({"variances": "1 0"}, "never varies"),
    ],
)
def test_impossible_tasks_are_found_before_the_run(settings: dict[str, Any], words: str) -> None:
    built = files.from_json(graph({"task": ("regression_task", {"inputs": "own", **settings})}))
    (fault,) = checks.check(built, Library(Path("nowhere")))
    assert words in fault.sentence()


def test_a_curve_of_nothing_is_found_before_the_run() -> None:
    built = files.from_json(graph({"curve": "in_context_curve"}))
    (fault,) = checks.check(built, Library(Path("nowhere")))
    assert "nothing to draw" in fault.sentence()


def test_the_window_can_import_the_nodes_without_torch() -> None:
    code = "import sys, engine.nodes.icl, engine.nodes.icl_curves; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
