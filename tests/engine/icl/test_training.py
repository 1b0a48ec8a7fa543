"""General matrices, trained from random beginnings, take the form that the theory predicts."""

from __future__ import annotations

import math

import pytest
import torch

from engine.errors import StitchworkError
from engine.icl import (
    Attention,
    Law,
    Optimiser,
    Weights,
    baseline,
    closed_form,
    covariance,
    distance,
    evaluate,
    one_layer_loss,
    population_loss,
    population_optimum,
    shared_frame,
    train,
)
from engine.icl.evaluating import multiple, steps_like
from engine.icl.minimising import minimise, with_autograd


def test_one_layer_learns_the_closed_form() -> None:
    sigma = covariance()
    found = train(Law(sigma, 20, Weights.IDENTITY), 1, seeds=3, n_prompts=8_192)
    best = closed_form(sigma, 20)
    for matrix in -found.a[:, 0]:
        assert float((matrix - best).norm() / best.norm()) < 0.01
        assert one_layer_loss(matrix, sigma, 20) == pytest.approx(0.681, abs=0.002)


def test_three_layers_become_preconditioned_gradient_descent() -> None:
    law = Law(covariance(seed=0), 20)
    found = train(law, 3, seeds=5, n_prompts=8_192)
    shared = shared_frame(found.a, law)
    assert float(distance(shared).max()) < 0.02
    assert float(distance(found.a).min()) > 0.3
    wanted, _, _ = population_optimum(3, d=5, n=20)
    for row in (-multiple(shared)).sort(dim=1).values.tolist():
        assert row == pytest.approx(wanted, rel=0.02)
        assert math.log(population_loss(row, d=5, n=20)) == pytest.approx(-1.995, abs=0.03)
    for tested in evaluate(found.a, law):
        assert tested.log == pytest.approx(-1.995, abs=0.05)


def test_depths_numbers_of_examples_and_seeds_train_together_as_they_would_alone() -> None:
    laws = [Law(torch.eye(3), n) for n in (6, 12)]
    together = train(laws, [1, 2], seeds=2, n_prompts=1_024)
    assert together.a.shape == (8, 2, 3, 3)
    a, _ = together.rows(law=1, layers=2)
    wanted, _, _ = population_optimum(2, d=3, n=12)
    for row in (-multiple(a)).sort(dim=1).values.tolist():
        assert row == pytest.approx(wanted, rel=0.01)
    shallow, _ = together.rows(law=0, layers=1)
    assert float(-multiple(shallow).mean()) == pytest.approx(population_optimum(1, d=3, n=6)[0][0], rel=0.01)


def test_inputs_that_may_move_lead_to_lower_losses() -> None:
    law = Law(torch.eye(2), 10)
    sparse = train(law, 2, seeds=1, n_prompts=2_048)
    full = train(law, 2, seeds=1, n_prompts=2_048, parametrisation="full")
    assert full.b is not None
    reached = evaluate(full.a, law, full.b)[0].log
    assert reached < evaluate(sparse.a, law)[0].log - 0.5
    assert reached > math.log(population_optimum(2, d=2, n=10, parametrisation="full")[2]) - 0.1


def test_adam_finds_the_same_matrix() -> None:
    law = Law(torch.eye(3), 10)
    found = train(law, 1, seeds=1, optimiser=Optimiser.ADAM, steps=300, n_prompts=256)
    assert float(-multiple(found.a)[0, 0]) == pytest.approx(population_optimum(1, d=3, n=10)[0][0], rel=0.03)


def test_softmax_attention_trains_too() -> None:
    law = Law(torch.eye(2), 8)
    found = train(law, 1, seeds=1, attention=Attention.SOFTMAX, n_prompts=1_024, steps=20)
    assert found.log_losses[-1][0] < found.log_losses[0][0] - 0.1


def test_training_goes_on_from_given_matrices() -> None:
    law = Law(torch.eye(2), 8)
    first = train(law, 2, seeds=1, n_prompts=1_024)
    again = train(law, 2, seeds=1, n_prompts=1_024, start=(first.a, first.b))
    assert len(again.steps) <= 10
    with pytest.raises(StitchworkError, match="shape"):
        train(law, 3, seeds=1, start=(first.a, first.b))


def test_steps_that_diverge_stop_with_a_suggestion() -> None:
    with pytest.raises(StitchworkError, match=r"diverged.*smaller step size"):
        train(Law(torch.eye(3), 10), 3, seeds=1, optimiser=Optimiser.ADAM, rate=500.0, steps=20, n_prompts=64)


def test_weights_of_a_direction_that_never_varies_are_refused() -> None:
    sigma = torch.diag(torch.tensor([1.0, 0.0]))
    with pytest.raises(StitchworkError, match="singular"):
        Law(sigma, 10)
    found = train(Law(sigma, 10, Weights.IDENTITY), 1, seeds=1, n_prompts=1_024)
    assert one_layer_loss(-found.a[0, 0], sigma, 10) == pytest.approx(
        one_layer_loss(closed_form(sigma, 10), sigma, 10), rel=0.01
    )


def test_tasks_of_unlike_inputs_are_not_trained_together() -> None:
    with pytest.raises(StitchworkError, match="different numbers of inputs"):
        train([Law(torch.eye(2), 8), Law(torch.eye(3), 8)], 1)


def test_baselines_at_their_best() -> None:
    """The table's columns: plain descent by sampling, preconditioned by sampling against the exact expectation."""
    law = Law(covariance(), 20)
    for steps, wanted in ((1, 0.809), (2, 0.494)):
        assert baseline("gd", law, steps).log == pytest.approx(wanted, abs=0.03)
    for kind, equal in (("pgd", True), ("pgd-steps", False)):
        exact = math.log(population_optimum(3, d=5, n=20, equal=equal)[2])
        assert baseline(kind, law, 3).log == pytest.approx(exact, abs=0.04)
    assert baseline("gd++", law, 2).log == pytest.approx(-2.83, abs=0.1)


def test_least_squares_is_exact_once_there_are_enough_examples() -> None:
    assert baseline("least-squares", Law(torch.eye(5), 5), n_prompts=1_000).loss < 1e-9
    unseen = baseline("least-squares", Law(torch.eye(5), 2))
    assert unseen.loss == pytest.approx(3.0, abs=1e-6)
    assert baseline("ridge", Law(torch.eye(5), 20)).loss > 1e-3


def test_a_loss_is_worth_so_many_steps() -> None:
    assert steps_like(-1.5, [1.0, 0.0, -1.0, -2.0]) == pytest.approx(2.5)
    assert steps_like(-9.0, [1.0, 0.0]) == 1.0


def test_many_problems_are_minimised_each_on_its_own() -> None:
    """A steep, a flat and a curved valley (Rosenbrock's) in one call."""
    stretch = torch.tensor([1e4, 1e-2, 1.0], dtype=torch.float64)

    def values(point: torch.Tensor) -> torch.Tensor:
        x, y = point[:, 0], point[:, 1]
        bowl = stretch * ((x - 1) ** 2 + 3 * (y - 1) ** 2)
        return torch.where(torch.arange(3) == 2, (1 - x) ** 2 + 100 * (y - x**2) ** 2, bowl)

    points, found = minimise(with_autograd(values), torch.zeros(3, 2, dtype=torch.float64))
    torch.testing.assert_close(points, torch.ones_like(points), atol=1e-3, rtol=0)
    assert float(found.max()) < 1e-6
