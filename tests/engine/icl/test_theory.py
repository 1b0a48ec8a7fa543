"""The theory's numbers: closed form, exact losses and the table of optima (Ahn et al. 2023)."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from engine.errors import StitchworkError
from engine.icl import closed_form, covariance, one_layer_loss, population_loss, population_optimum
from engine.icl.spectrum import spectrum


@pytest.mark.parametrize(("d", "n"), [(5, 20), (5, 5), (5, 2), (4, 9), (1, 3), (10, 30)])
def test_the_density_of_the_eigenvalues_has_the_known_moments(d: int, n: int) -> None:
    t, weight = spectrum(d, n)
    assert float(weight.sum()) == pytest.approx(d, rel=1e-6)
    assert float((weight * t).sum()) == pytest.approx(d, rel=1e-6)
    assert float((weight * t**2).sum()) == pytest.approx(d * (n + d + 1) / n, rel=1e-6)


def test_a_large_sample_agrees_with_the_density() -> None:
    z = np.random.default_rng(0).standard_normal((100_000, 20, 5))
    t = torch.from_numpy(np.linalg.eigvalsh(z.transpose(0, 2, 1) @ z / 20))
    q = (1 - 0.42 * t) * (1 - 0.69 * t) * (1 - 1.71 * t)
    losses = q.square().sum(1)
    error = float(losses.std()) / math.sqrt(len(losses))
    assert population_loss([0.42, 0.69, 1.71], d=5, n=20, rare=0.0) == pytest.approx(
        float(losses.mean()), abs=5 * error
    )


def test_one_layer_has_a_closed_form() -> None:
    sigma = covariance()
    best = closed_form(sigma, 20)
    assert one_layer_loss(best, sigma, 20) == pytest.approx(0.6815, abs=1e-3)
    assert one_layer_loss(1.05 * best, sigma, 20) == pytest.approx(0.688, abs=1e-3)
    assert one_layer_loss(sigma.inverse(), sigma, 20) == pytest.approx(0.993, abs=1e-3)
    eye = torch.eye(5)
    assert one_layer_loss(closed_form(eye, 20), eye, 20) == pytest.approx(30 / 26)
    assert population_loss([20 / 26], d=5, n=20, rare=0.0) == pytest.approx(30 / 26)


@pytest.mark.parametrize(
    ("layers", "kind", "equal", "log_loss", "within"),
    [
        (1, "sparse", False, 0.142, 0.002),
        (2, "sparse", False, -1.016, 0.005),
        (3, "sparse", False, -1.995, 0.03),
        (4, "sparse", False, -2.855, 0.06),
        (2, "sparse", True, -0.695, 0.005),
        (3, "sparse", True, -1.309, 0.02),
        (4, "sparse", True, -1.791, 0.03),
        (2, "full", False, -2.83, 0.04),
        (3, "full", False, -7.26, 0.06),
    ],
)
def test_the_table_of_optima(layers: int, kind: str, equal: bool, log_loss: float, within: float) -> None:
    a, b, loss = population_optimum(layers, d=5, n=20, parametrisation=kind, equal=equal)
    assert math.log(loss) == pytest.approx(log_loss, abs=within)
    assert population_loss(a, b, d=5, n=20) == pytest.approx(loss)


def test_the_multiples_at_the_optimum() -> None:
    assert population_optimum(3, d=5, n=20)[0] == pytest.approx([0.420, 0.685, 1.705], rel=0.01)
    a, b, _ = population_optimum(3, d=5, n=20, parametrisation="full")
    assert a == pytest.approx([0.38, 2.40, 9.55], rel=0.02)
    assert b is not None
    assert b[:2] == pytest.approx([0.90, 0.56], abs=0.02)


def test_prompts_that_no_sample_holds_decide_the_exact_loss_of_moved_inputs() -> None:
    """The matrices of every trained network are those of the common prompts; exactly, they are far from the best."""
    published = ([0.378, 2.409, 9.624], [0.906, 0.566])
    common = population_loss(*published, d=5, n=20)
    assert math.log(common) == pytest.approx(-7.3, abs=0.05)
    assert population_loss(*published, d=5, n=20, rare=0.0) > 10 * common


def test_fewer_examples_than_inputs_leave_directions_unseen() -> None:
    assert population_loss([0.5], d=5, n=2) > 3.0


@pytest.mark.parametrize(
    ("sigma", "words"),
    [
        (torch.ones(2, 3), "shape"),
        (torch.tensor([[1.0, 0.5], [0.0, 1.0]]), "symmetric"),
        (torch.diag(torch.tensor([1.0, -1.0])), "negative variance"),
        (torch.diag(torch.tensor([1.0, math.nan])), "not numbers"),
        (torch.zeros(2, 2), "always zero"),
    ],
)
def test_a_bad_covariance_is_refused_in_words(sigma: torch.Tensor, words: str) -> None:
    with pytest.raises(StitchworkError, match=words):
        closed_form(sigma, 20)


def test_a_singular_covariance_still_has_a_closed_form() -> None:
    assert closed_form(torch.diag(torch.tensor([1.0, 0.0])), 4).isfinite().all()


def test_multiples_must_fit_the_layers() -> None:
    with pytest.raises(StitchworkError, match="3 multiples"):
        population_loss([0.1, 0.2, 0.3], [0.1], d=5, n=20)
