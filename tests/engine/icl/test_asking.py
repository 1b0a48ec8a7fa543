"""Questions one by one: drawn from the law that networks are trained on, answered as the losses say."""

from __future__ import annotations

import pytest
import torch

from engine.icl import Attention, Law, Weights, baseline, closed_form, covariance, evaluate, questions

LAW = Law(covariance((1.0, 0.5, 0.25)), 12, Weights.IDENTITY)


def test_the_errors_of_single_answers_average_to_the_loss() -> None:
    asked = questions(LAW, 20_000)
    a = -closed_form(LAW.covariance, LAW.n_examples)[None]
    single = (asked.ask(a) - asked.truth).square().mean().item()
    assert single == pytest.approx(evaluate(a[None], LAW)[0].loss, rel=0.05)


def test_steps_of_descent_answer_as_their_loss_says() -> None:
    asked = questions(LAW, 20_000)
    single = (asked.descend("gd", 3) - asked.truth).square().mean().item()
    assert single == pytest.approx(baseline("gd", LAW, 3).loss, rel=0.1)
    assert asked.descend("gd", 0).abs().max() == 0


@pytest.mark.parametrize("attention", list(Attention))
def test_every_kind_of_attention_answers(attention: Attention) -> None:
    asked = questions(LAW, 8)
    found = asked.ask(-torch.eye(3, dtype=torch.float64).expand(2, 3, 3), attention=attention)
    assert found.shape == asked.truth.shape
    assert found.isfinite().all()


def test_the_query_comes_without_its_answer() -> None:
    asked = questions(LAW, 8)
    assert asked.y[..., -1].abs().max() == 0
    assert asked.truth.abs().min() > 0
    torch.testing.assert_close(questions(LAW, 8).truth, asked.truth)
