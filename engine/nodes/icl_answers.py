"""The picture of in-context learning that needs no formula: each dot is a question, its right answer along, what was
answered up. Answers that are right lie on the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.jobs.run import Run

RIGHT = "right answer"


def show_answers(
    run: Run,
    plot: str,
    truth: Any,
    answered: Sequence[tuple[str, int, Any]],
    *,
    step: float,
    step_label: str,
    labels: Sequence[str] = (),
    y_label: str = "answer",
) -> None:
    """One step of the film. answered: name, colour and answers of each who was asked, with as many answers as `truth`
    has. labels: what each point says, those of all who were asked after each other."""
    xs = [float(value) for _ in answered for value in truth]
    ys = [float(value) for _, _, answers in answered for value in answers]
    colors = tuple(color for _, color, answers in answered for _ in answers)
    run.scatter(
        plot, xs, ys, labels=tuple(labels), colors=colors, legend=tuple((name, color) for name, color, _ in answered),
        x_label=RIGHT, y_label=y_label, step=step, step_label=step_label, diagonal=RIGHT,
    )  # fmt: skip
