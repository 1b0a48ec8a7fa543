"""The solve: what the paper promises, in float64, and that the exact search is never worse than the paper's."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from engine.errors import StitchworkError
from engine.fusion import Strategy, solve
from engine.fusion.kl import Tilt, divergence
from engine.fusion.solving import GRID
from engine.fusion.strategies import combine
from tests.engine.fusion.members import direct_objective, grid_loop


def logits(n_experts: int, rows: int = 24, vocab: int = 300, seed: int = 0, spread: float = 1.0):
    source = torch.Generator().manual_seed(seed)

    def random(scale: float) -> Tensor:
        return scale * torch.randn(rows, vocab, generator=source, dtype=torch.float64)

    base = random(2)
    large = base + random(1.5)
    return large, base, [base + random(spread) for _ in range(n_experts)]


def test_equal_bases_give_the_expert():
    _, base, (expert,) = logits(1)
    solution = solve(base, base, [expert])
    torch.testing.assert_close(solution.alpha, torch.ones(24, 1, dtype=torch.float64))
    torch.testing.assert_close(solution.log_probs, expert.log_softmax(-1), rtol=0, atol=1e-9)
    assert solution.objective.max() < 1e-15


@pytest.mark.parametrize("search", ["exact", "paper"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_expert_equal_to_base_changes_nothing(search, dtype):
    large, base, _ = logits(1)
    large, base = large.to(dtype), base.to(dtype)
    solution = solve(large, base, [base + 3], search)
    assert (solution.alpha == 0).all()
    torch.testing.assert_close(solution.log_probs, large.log_softmax(-1))


def test_fixed_alpha_0_is_the_large_model_and_1_is_proxy_tuning():
    large, base, (expert,) = logits(1)
    tilt = Tilt(large, base, [expert])
    none, one = torch.zeros(24, 1, dtype=torch.float64), torch.ones(24, 1, dtype=torch.float64)
    proxy = combine(Strategy.STATIC, large, base, [expert], [1.0]).log_probs
    torch.testing.assert_close(tilt.fused(none), large.log_softmax(-1), rtol=0, atol=1e-9)
    torch.testing.assert_close(tilt.fused(one), (large + expert - base).log_softmax(-1), rtol=0, atol=1e-9)
    torch.testing.assert_close(proxy, tilt.fused(one), rtol=0, atol=1e-9)


@pytest.mark.parametrize("n_experts", [1, 2])
def test_constants_change_nothing(n_experts):
    large, base, experts = logits(n_experts)
    plain = solve(large, base, experts)
    moved = solve(large + 5, base - 7, [expert + 11 for expert in experts])
    torch.testing.assert_close(moved.log_probs, plain.log_probs, rtol=0, atol=1e-6)
    torch.testing.assert_close(moved.objective, plain.objective, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("careful", [False, True])
@pytest.mark.parametrize("n_experts", [1, 3])
def test_closed_forms_equal_direct_divergences_and_grow(n_experts, careful):
    large, base, experts = logits(n_experts)
    tilt = Tilt(large, base, experts)
    tilt.careful = careful
    log_z, mean = map(np.array, tilt.along_axes())
    forward, reverse = np.array(GRID) * mean - log_z, log_z
    log_p, log_q = large.log_softmax(-1), base.log_softmax(-1)
    for t, expert in enumerate(experts):
        for k, size in enumerate(GRID):
            fused = (large + size * (expert - base)).log_softmax(-1)
            assert abs(forward[:, t, k] - divergence(fused, log_p).numpy()).max() < 1e-9
            assert abs(reverse[:, t, k] - divergence(log_p, fused).numpy()).max() < 1e-9
        q = expert.log_softmax(-1)
        expected = torch.stack([divergence(q, log_q), divergence(log_q, q)], -1)
        assert abs(np.array(tilt.targets)[:, t] - expected.numpy()).max() < 1e-9
    assert (forward[..., 1:] > forward[..., :-1]).all()
    assert (reverse[..., 1:] > reverse[..., :-1]).all()


def test_gradients_equal_finite_differences():
    tilt = Tilt(*logits(3))
    alpha = torch.linspace(0.2, 1.4, 72, dtype=torch.float64).reshape(24, 3).numpy()
    here = tilt.jointly(alpha.tolist())
    for t in range(3):
        ahead, behind = alpha.copy(), alpha.copy()
        ahead[:, t] += 1e-5
        behind[:, t] -= 1e-5
        for at, up, down in zip(here, tilt.jointly(ahead.tolist()), tilt.jointly(behind.tolist()), strict=True):
            assert abs((up.forward - down.forward) / 2e-5 - at.gradient_forward[t]) < 1e-6
            assert abs((up.reverse - down.reverse) / 2e-5 - at.gradient_reverse[t]) < 1e-6


@pytest.mark.parametrize("n_experts", [1, 2, 3])
def test_paper_search_is_the_loop_over_21_points(n_experts):
    members = logits(n_experts)
    alpha, objective = grid_loop(*members)
    solution = solve(*members, search="paper")
    torch.testing.assert_close(solution.alpha, alpha)
    torch.testing.assert_close(solution.objective, objective)


@settings(max_examples=40, deadline=None)
@given(
    n_experts=st.integers(1, 4),
    vocab=st.sampled_from([2, 7, 300, 3000]),
    spread=st.sampled_from([0.01, 0.3, 2.0, 20.0]),
    seed=st.integers(0, 10_000),
)
def test_exact_is_never_worse_than_the_paper(n_experts, vocab, spread, seed):
    members = logits(n_experts, rows=4, vocab=vocab, seed=seed, spread=spread)
    solution = solve(*members)
    torch.testing.assert_close(solution.objective, direct_objective(*members, solution.alpha), rtol=1e-6, atol=1e-9)
    assert (solution.objective <= grid_loop(*members)[1] * (1 + 1e-9) + 1e-9).all()
    assert ((solution.alpha >= 0) & (solution.alpha <= 2)).all()


def test_one_expert_reaches_the_minimum_of_a_fine_grid():
    large, base, experts = logits(1)
    fine = [direct_objective(large, base, experts, torch.full((24, 1), a / 200).double()) for a in range(401)]
    solution = solve(large, base, experts)
    assert (solution.objective <= torch.stack(fine).amin(0) + 1e-9).all()


def test_two_experts_meet_both_divergences_where_the_paper_cannot():
    members = logits(2, spread=0.5)
    exact, paper = solve(*members), solve(*members, search="paper")
    assert (exact.alpha > 0).sum() > (paper.alpha > 0).sum()
    assert exact.objective.mean() < paper.objective.mean()


def test_float32_agrees_with_float64_at_a_large_vocabulary():
    large, base, experts = logits(1, rows=2, vocab=20_000)
    precise = solve(large, base, experts)
    quick = solve(large.float(), base.float(), [experts[0].float()])
    torch.testing.assert_close(quick.objective.double(), precise.objective, rtol=0, atol=1e-6)
    torch.testing.assert_close(quick.log_probs.double(), precise.log_probs, rtol=0, atol=1e-3)


@pytest.mark.parametrize("forbidden", [float("-inf"), -1000.0])
@pytest.mark.parametrize("n_experts", [1, 2])
def test_members_may_rule_tokens_out(forbidden, n_experts):
    large, base, experts = logits(n_experts)
    experts[0][:, ::2] = forbidden
    solution = solve(large.float(), base.float(), [expert.float() for expert in experts])
    assert solution.log_probs.isfinite().all()
    torch.testing.assert_close(solution.log_probs.exp().sum(-1), torch.ones(24))


def test_long_batches_are_solved_in_chunks(monkeypatch):
    members = logits(2)
    whole = solve(*members)
    monkeypatch.setattr("engine.fusion.solving.MOST_NUMBERS", 5 * 300 * 2 * len(GRID))
    torch.testing.assert_close(solve(*members).log_probs, whole.log_probs, rtol=0, atol=1e-4)


def test_wrong_members_are_refused_in_words():
    large, base, experts = logits(1)
    with pytest.raises(StitchworkError, match="needs an expert"):
        solve(large, base, [])
    with pytest.raises(StitchworkError, match="one shape"):
        solve(large, base, [experts[0][:, :10]])
