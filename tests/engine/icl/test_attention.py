"""The short arithmetic gives what the network as written gives."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.icl import Attention, Law, Weights, covariance, evaluate, forward, residual
from engine.icl.attention import answers, losses


def matrices(layers: int, seed: int, size: float = 0.3) -> torch.Tensor:
    source = torch.Generator().manual_seed(seed)
    return size * torch.randn(layers, 3, 3, generator=source, dtype=torch.float64)


@pytest.mark.parametrize("moves", [False, True])
def test_the_residual_predicts_what_the_layers_predict(moves: bool) -> None:
    """R from the matrix S alone, against prompts run through Z + (1/n) P Z M Z' Q Z."""
    a, b = matrices(3, 0), matrices(3, 1) if moves else None
    z, target = Law(covariance((1.0, 0.5, 2.0), seed=1), 7).prompts(50, np.random.default_rng(0))
    x, y, query = z[:, :3, :7], z[:, 3, :7], z[:, :3, 7]
    w = torch.linalg.lstsq(x.mT, y[..., None]).solution[..., 0]
    grams = (x @ x.mT / 7).permute(1, 2, 0)[None]
    eye = torch.eye(3, dtype=torch.float64)[None]
    left = residual(a[None], grams, eye, None if b is None else b[None])[0].permute(2, 0, 1)
    error = -torch.einsum("pij,pj,pi->p", left, w, query)
    torch.testing.assert_close(forward(z, a, b) - target, error)


def test_the_slopes_of_the_short_arithmetic_are_right() -> None:
    law = Law(covariance((1.0, 0.5, 2.0)), 4)
    grams = law.grams(6, np.random.default_rng(0))[None]

    def loss(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        return losses(a, grams, law.weight_root[None], law.root[None], b).sum()

    a, b = matrices(3, 0)[None].requires_grad_(), matrices(3, 1)[None].requires_grad_()
    assert torch.autograd.gradcheck(loss, (a, b))


def test_gradient_descent_is_a_sparse_network() -> None:
    """P = diag(0, .., 0, 1) and A = -step I: k layers predict what k steps on the mean squared error predict."""
    z, _ = Law(covariance((1.0, 0.5, 2.0)), 6).prompts(20, np.random.default_rng(1))
    x, y, query = z[:, :3, :6], z[:, 3, :6], z[:, :3, 6]
    w = torch.zeros_like(query)
    for _ in range(4):
        w = w - 0.2 * ((w[:, None] @ x)[:, 0] - y)[:, None].mul(x).mean(2)
    eye = torch.eye(3, dtype=torch.float64)
    torch.testing.assert_close(forward(z, -0.2 * eye.repeat(4, 1, 1)), (w * query).sum(1))


def test_drawn_matrices_are_those_of_drawn_prompts() -> None:
    law = Law(covariance((1.0, 0.25), seed=3), 5)
    grams = law.grams(40_000, np.random.default_rng(0))
    z, _ = law.prompts(40_000, np.random.default_rng(1))
    direct = (z[:, :2, :5] @ z[:, :2, :5].mT / 5).permute(1, 2, 0)
    torch.testing.assert_close(grams.mean(-1), law.covariance, atol=0.02, rtol=0)
    torch.testing.assert_close(grams.var(-1), direct.var(-1), atol=0.03, rtol=0.05)


def test_balanced_samples_have_the_exact_moments_of_the_law() -> None:
    law = Law(torch.eye(3), 6)
    grams, weights = law.balanced(2_000, np.random.default_rng(0), degree=4)
    assert bool((weights > 0).all())
    s = grams.permute(2, 0, 1)
    second = (weights[:, None, None] * s @ s).mean(0)
    torch.testing.assert_close(second, (6 + 3 + 1) / 6 * torch.eye(3, dtype=torch.float64), atol=1e-6, rtol=0)


def test_relu_attention_of_one_layer() -> None:
    """Its best multiple at d = 5, n = 20 is -1.212, with a loss of 1.98."""
    law = Law(torch.eye(5), 20, Weights.IDENTITY)
    a = -torch.tensor([1.0, 1.212, 1.4])[:, None, None, None] * torch.eye(5)
    low, best, high = evaluate(a, law, attention=Attention.RELU)
    assert best.loss == pytest.approx(1.98, abs=5 * best.standard_error)
    assert best.loss < min(low.loss, high.loss)


@pytest.mark.parametrize("attention", list(Attention))
def test_bundles_answer_every_direction_and_query_as_prompts_of_their_own(attention: Attention) -> None:
    law, n, d = Law(covariance((1.0, 0.5, 2.0), seed=1), 6), 6, 3
    x, y, wanted = law.bundles(5, np.random.default_rng(2), queries=2)
    a, b = 0.3 * torch.randn(2, 2, d, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    found = answers(x, y, n, a, b, attention)
    for row in range(d):
        for query in range(2):
            places = [*range(n), n + query]
            z = torch.cat((x[..., places], y[:, row : row + 1, places]), dim=1)
            torch.testing.assert_close(forward(z, a, b, attention), found[:, row, query])
    torch.testing.assert_close(wanted, law.weight_root @ x[..., n:])
