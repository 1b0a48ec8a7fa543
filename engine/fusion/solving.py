"""How far each expert may steer: alpha, solved at every decoding step (Fan et al. 2024, arXiv 2406.15480).

fused(alpha) = softmax(l + sum_t alpha_t (e_t - s)), with alpha in [0, 2] such that the fused model moves away from the
large one exactly as far, in both KL directions, as the experts moved away from the small base.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.fusion.kl import Curves, Tilt
from engine.fusion.options import Search

GRID = tuple(step / 10 for step in range(21))
"The paper's 21 points."
STRIDE = 4
"Every 4th point of the grid is enough to know between which points the best one lies."
SMALL = 200_000
"Below this many numbers the whole grid at once is cheaper than looking twice."
MOST_NUMBERS = 1 << 24
"Positions are solved in chunks that need no more numbers than this at once."
TOP = GRID[-1]
NEWTON_STEPS = 8
JOINT_STEPS = 12
CLOSE = 1e-5
"One expert's alpha is found when Newton's next step, whose error is the square of its size, would be shorter."
PRECISION = 1e-8
"Several are when the next step would lower the objective by less than this part of it, ..."
TINY = 1e-13
"... or by less than this."


@dataclass(frozen=True)
class Solution:
    """alpha: (batch, experts). objective: (batch,). log_probs: (batch, vocab) of the fusion.

    targets: (batch, experts, 2), KL(Q_t || Q) and KL(Q || Q_t).
    """

    alpha: Tensor
    objective: Tensor
    log_probs: Tensor
    targets: Tensor


@torch.no_grad()
def solve(large: Tensor, base: Tensor, experts: Sequence[Tensor], search: str = Search.EXACT) -> Solution:
    """Solve every row of (batch, vocab) logits on its own.

    But for rounding, the exact objective is never above the paper's: the search starts from the best point of the
    grid, and only what lowers the objective is taken. Where several experts can balance each other in many ways, the
    answer is one near the paper's.
    """
    _check(large, base, experts)
    kind = Search(search)
    rows, vocab = large.shape
    step = max(1, MOST_NUMBERS // (vocab * len(experts) * len(GRID)))
    if rows <= step:
        return _solve(large, base, experts, kind)
    parts = [
        _solve(large[at : at + step], base[at : at + step], [expert[at : at + step] for expert in experts], kind)
        for at in range(0, rows, step)
    ]
    columns = ("alpha", "objective", "log_probs", "targets")
    return Solution(*(torch.cat([getattr(part, name) for part in parts]) for name in columns))


def _check(large: Tensor, base: Tensor, experts: Sequence[Tensor]) -> None:
    if not experts:
        raise StitchworkError("Dynamic fusion needs an expert.", "Connect a model to “experts”.", port="experts")
    shapes = [tuple(logits.shape) for logits in (large, base, *experts)]
    if len(shapes[0]) != 2 or any(shape != shapes[0] for shape in shapes):
        raise StitchworkError(
            f"All members must give logits of one shape (batch, vocabulary), and these differ: {shapes}.",
            "Use members with one tokenizer, or choose how to map their vocabularies.",
        )


def _solve(large: Tensor, base: Tensor, experts: Sequence[Tensor], search: Search) -> Solution:
    tilt = Tilt(large, base, experts)
    alpha, residual = _on_grid(tilt)
    if search is Search.EXACT:
        alpha, residual = (_newton if tilt.n_experts == 1 else _joint)(tilt, alpha, residual)
    solved = tilt.large(alpha)
    return Solution(solved, tilt.objective(tilt.large(residual)), tilt.fused(solved), tilt.targets)


def _on_grid(tilt: Tilt) -> tuple[Any, Any]:
    """The paper's search: one expert at a time, the others at 0; ties go to the smaller alpha. (batch, experts)"""
    xp = tilt.xp
    grid = torch.tensor(GRID, dtype=tilt.log_p.dtype, device=tilt.log_p.device)
    first, last = _window(tilt, grid)
    points = grid[first : last + 1]
    values = tilt.residual(tilt.along_axes(points))
    flat = values.swapaxes(1, 2).reshape(values.shape[0], -1)
    best = flat.argmin(-1)
    residual = flat[xp.arange(len(flat)), best] if tilt.on_cpu else flat.gather(1, best[:, None])[:, 0]
    at_zero = tilt.forward**2 + tilt.reverse**2
    moves = (residual < at_zero) & tilt.steers
    size = xp.where(moves, tilt.small(points)[best // tilt.n_experts], 0.0)
    experts = xp.arange(tilt.n_experts) if tilt.on_cpu else xp.arange(tilt.n_experts, device=grid.device)
    alpha = xp.where((best % tilt.n_experts)[:, None] == experts, size[:, None], 0.0)
    return alpha, xp.where(moves, residual, at_zero)


def _window(tilt: Tilt, grid: Tensor) -> tuple[int, int]:
    """Indices of the grid between which its best point lies, for every row and expert.

    Both divergences grow with alpha. Where both are below their targets a larger alpha is better, where both are
    above a smaller one: the best point lies between. On an accelerator looking twice would mean to wait for it.
    """
    everything = (1, len(GRID) - 1)
    if not tilt.on_cpu or tilt.delta.numel() * len(GRID) < SMALL:
        return everything
    coarse = grid[STRIDE::STRIDE]
    curves = tilt.along_axes(coarse)
    forward, reverse = tilt.forward[:, None, None], tilt.reverse[:, None, None]
    below = ((curves.forward <= forward) & (curves.reverse <= reverse)).sum(-1).min()
    above = ((curves.forward >= forward) & (curves.reverse >= reverse)).sum(-1).min()
    return max(1, STRIDE * int(below)), STRIDE * min(len(coarse), len(coarse) - int(above) + 1)


def _newton(tilt: Tilt, start: Any, residual: Any) -> tuple[Any, Any]:
    """One expert: Newton's method between the neighbours of the best grid point, halving where it would leave."""
    xp = tilt.xp
    best, lowest = start[:, 0], residual
    flattest = xp.full_like(lowest, float("inf"))
    rounding = 8 * torch.finfo(tilt.log_p.dtype).eps
    low, high = (best - GRID[1]).clip(min=0.0), (best + GRID[1]).clip(max=TOP)
    alpha = best
    for _ in range(NEWTON_STEPS):
        value, slope, curvature = tilt.on_axis(alpha)
        # values that differ by rounding alone cannot be told apart, but their slopes can
        alike = (value <= lowest * (1 + rounding)) & (abs(slope) < flattest)
        better = (alike | (value < lowest * (1 - rounding))) & tilt.steers
        best, lowest = xp.where(better, alpha, best), xp.where(better, value, lowest)
        flattest = xp.where(better, abs(slope), flattest)
        low, high = xp.where(slope < 0, alpha, low), xp.where(slope > 0, alpha, high)
        curved = curvature > TINY
        jump = alpha - slope / xp.where(curved, curvature, 1.0)
        inside = curved & (jump >= low) & (jump <= high)
        following = xp.where(inside, jump, (low + high) / 2)
        if tilt.on_cpu and (abs(following - alpha) < CLOSE).all():
            break
        alpha = following
    return best[:, None], lowest


def _joint(tilt: Tilt, start: Any, residual: Any) -> tuple[Any, Any]:
    """Several experts: Levenberg-Marquardt from the paper's answer, bounded, taking only what is better."""
    xp = tilt.xp
    best, lowest = start, residual
    alpha = best
    current = None
    damping = xp.full_like(lowest, 1e-3)
    for _ in range(JOINT_STEPS):
        curves = tilt.jointly(alpha)
        value = tilt.residual(curves)
        better = (value < lowest) & tilt.steers
        if current is None:
            current = curves
        else:
            damping = xp.where(better, damping / 10, damping * 8)
            best, lowest = xp.where(better[:, None], alpha, best), xp.where(better, value, lowest)
            current = _choose(xp, better, curves, current)
        step, gain = _damped_step(tilt, current, best, damping)
        if tilt.on_cpu and (gain <= PRECISION * lowest + TINY).all():
            break
        alpha = (best + step).clip(0.0, TOP)
    return best, lowest


def _choose(xp: Any, better: Any, new: Curves, old: Curves) -> Curves:
    return Curves(*(xp.where(better if a.ndim == 1 else better[:, None], a, b) for a, b in zip(new, old, strict=True)))


def _damped_step(tilt: Tilt, curves: Curves, alpha: Any, damping: Any) -> tuple[Any, Any]:
    """(J' J + damping)^-1 J' r of the two residuals, through the 2 x 2 system J J'; and what it hopes to gain."""
    forward, reverse = curves.forward - tilt.forward, curves.reverse - tilt.reverse
    slope = forward[:, None] * curves.gradient_forward + reverse[:, None] * curves.gradient_reverse
    free = ~(((alpha <= 0) & (slope > 0)) | ((alpha >= TOP) & (slope < 0)))
    along_forward, along_reverse = curves.gradient_forward * free, curves.gradient_reverse * free
    a = (along_forward**2).sum(-1)
    b = (along_forward * along_reverse).sum(-1)
    c = (along_reverse**2).sum(-1)
    ridge = damping * (a + c) + TINY
    a, c = a + ridge, c + ridge
    determinant = a * c - b * b
    first, second = (c * forward - b * reverse) / determinant, (a * reverse - b * forward) / determinant
    step = -(first[:, None] * along_forward + second[:, None] * along_reverse)
    return step, -(slope * step).sum(-1)
