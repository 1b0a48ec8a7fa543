"""How a node talks: progress with the time left, and plain messages."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.jobs import messages as m
from engine.jobs.run import Run
from tests.engine.jobs.helpers import Heard


class Clock:
    """A clock that tests set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def heard() -> Heard:
    return Heard()


def talking(heard: Heard, clock: Clock, gate: Any = lambda: None) -> Run:
    library: Any = None
    return Run("n", heard.append, gate, device="cpu", seed=1, library=library, folder=Path(), clock=clock)


def lefts(heard: Heard) -> list[float | None]:
    return [progress.seconds_left for progress in heard.of(m.Progress)]


def test_the_time_left_follows_the_pace(heard: Heard, clock: Clock) -> None:
    run = talking(heard, clock)
    run.progress(0, 10)
    clock.now += 2
    run.progress(2, 10)
    clock.now += 1
    run.progress(6, 10)
    assert lefts(heard) == [None, 8.0, 2.0]


def test_a_new_part_of_the_work_has_its_own_pace(heard: Heard, clock: Clock) -> None:
    run = talking(heard, clock)
    clock.now += 10
    run.progress(1, 1, "Loading")
    run.progress(0, 100, "Reading")
    clock.now += 1
    run.progress(50, 100, "Reading")
    assert lefts(heard) == [0.0, None, 1.0]


def test_time_spent_paused_does_not_count(heard: Heard, clock: Clock) -> None:
    paused = 0.0

    def gate() -> None:
        clock.now += paused

    run = talking(heard, clock, gate)
    clock.now += 1
    paused = 3600.0
    run.check()
    paused = 0.0
    run.progress(1, 2)
    assert run.seconds == 1.0
    assert lefts(heard) == [1.0]


def test_points_come_one_or_many_at_a_time(heard: Heard, clock: Clock) -> None:
    run = talking(heard, clock)
    run.line("Loss", "train", 1, 2)
    run.line("Loss", "train", [1, 2], [3, 4], y_label="nats")
    one, many = heard.of(m.Line)
    assert (one.xs, one.ys) == ((1.0,), (2.0,))
    assert (many.xs, many.ys, many.y_label) == ((1, 2), (3, 4), "nats")


def test_numbers_of_arrays_become_plain_numbers(heard: Heard, clock: Clock) -> None:
    """Else the window's process would have to import what they come from."""
    run: Any = talking(heard, clock)
    run.line("L", "s", np.float32(1), np.array([2.0]))
    run.table("T", ["c"], np.array([[1.0]]))
    run.bars("B", ["g"], ["s"], [[np.float32(1), None]])
    assert b"numpy" not in pickle.dumps(list(heard))


def test_everything_a_node_says_carries_its_name(heard: Heard, clock: Clock) -> None:
    run = talking(heard, clock)
    run.say("Good.")
    run.metric("loss", 2)
    run.bars("B", ["g"], ["s"], [[1.0]], better="lower")
    run.table("T", ["c"], [["x"], [None]])
    run.tokens("Text", [m.Token("a")], [("expert", 1)])
    run.heatmap("H", [[1.0, None]])
    run.scatter("S", [1.0], [2.0])
    run.text("P", "words")
    assert [getattr(message, "node", None) for message in heard] == ["n"] * 8


def test_a_plot_keeps_its_kind(heard: Heard, clock: Clock) -> None:
    run = talking(heard, clock)
    run.line("loss", "large", 0, 1.5)
    with pytest.raises(TypeError, match="is a Line already"):
        run.table("loss", ["Model"], [["large"]])
