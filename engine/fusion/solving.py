"""How far each expert may steer: alpha, solved at every decoding step (Fan et al. 2024, arXiv 2406.15480).

fused(alpha) = softmax(l + sum_t alpha_t (e_t - s)), with alpha in [0, 2] such that the fused model moves away from the
large one exactly as far, in both KL directions, as the experts moved away from the small base.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
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
NEWTON_STEPS = 5
JOINT_STEPS = 8
PRECISION = 1e-8
"Several alphas are found when a step would gain less than this part of the objective with all experts silent."
PULL = 1e-2
"How much of that objective a distance of 1 from the paper's answer costs."
TINY = 1e-13


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
    axes = _walk(tilt)
    alpha, residual = _on_grid(tilt, axes)
    if search is Search.EXACT:
        alpha, residual = _polish(tilt, axes, alpha, residual) if len(experts) == 1 else _joint(tilt, alpha, residual)
    solved = tilt.large(alpha)
    return Solution(solved, tilt.objective(tilt.large(residual)), tilt.fused(solved), tilt.targets)


class Axes(NamedTuple):
    """lz and its derivative at points of the grid, 0.0 first or a neighbour of the window: (batch, experts, points)."""

    first: int
    log_z: Any
    mean: Any


def _walk(tilt: Tilt) -> Axes:
    """Each expert alone, on as much of the grid as can hold its best point, and one point more on either side."""
    grid = torch.tensor(GRID, dtype=tilt.log_p.dtype, device=tilt.log_p.device)
    first, last = _window(tilt, grid)
    return Axes(first, *tilt.along_axes(grid[first : last + 1]))


def _window(tilt: Tilt, grid: Tensor) -> tuple[int, int]:
    """Both divergences grow with alpha. Where both are below their targets a larger alpha is better, where both are
    above a smaller one: the best point lies between. On an accelerator looking twice would mean to wait for it.
    """
    if not tilt.on_cpu or tilt.delta.numel() * len(GRID) < SMALL:
        return 0, len(GRID) - 1
    coarse = grid[STRIDE::STRIDE]
    log_z, mean = tilt.along_axes(coarse)
    forward, reverse = tilt.forward[:, None, None], tilt.reverse[:, None, None]
    x, y = tilt.small(coarse) * mean - log_z, log_z
    below = int(((x <= forward) & (y <= reverse)).sum(-1).min())
    above = int(((x >= forward) & (y >= reverse)).sum(-1).min())
    first, last = STRIDE * below, STRIDE * min(len(coarse), len(coarse) - above + 1)
    return max(0, min(first, len(GRID) - 2) - 1), min(len(GRID) - 1, last + 1)


def _on_grid(tilt: Tilt, axes: Axes) -> tuple[Any, Any]:
    """The paper's search: one expert at a time, the others at 0; ties go to the smaller alpha. (batch, experts)"""
    xp, n_experts, n_points = tilt.xp, tilt.n_experts, axes.log_z.shape[-1]
    points = _range(tilt, axes.first, axes.first + n_points) / 10
    values = tilt.residual(points * axes.mean - axes.log_z, axes.log_z)
    flat = values.swapaxes(1, 2).reshape(len(values), n_points * n_experts)
    best = flat.argmin(-1)
    residual = flat[_range(tilt, 0, len(flat)), best]
    at_zero = tilt.forward**2 + tilt.reverse**2
    moves = (residual < at_zero) & tilt.steers
    size = xp.where(moves, points[best // n_experts], 0.0)
    alpha = xp.where((best % n_experts)[:, None] == _range(tilt, 0, n_experts), size[:, None], 0.0)
    return alpha, xp.where(moves, residual, at_zero)


def _range(tilt: Tilt, first: int, last: int) -> Any:
    return np.arange(first, last) if tilt.on_cpu else torch.arange(first, last, device=tilt.log_p.device)


def _polish(tilt: Tilt, axes: Axes, start: Any, residual: Any) -> tuple[Any, Any]:
    """One expert: the minimum of the quintic through lz and its derivative at three points of the grid about the best.

    The quintic's error is of the order of 1e-9 times the sixth cumulant of D. The answer is weighed exactly and taken
    where it is better than the grid's; there is no second search over the vocabulary.
    """
    xp = tilt.xp
    rows = _range(tilt, 0, len(start))
    index = (start[:, 0] * 10).round() - axes.first
    middle = index.clip(1, axes.log_z.shape[-1] - 2)
    middle = middle.astype(np.int64) if tilt.on_cpu else middle.long()
    log_z, slopes = axes.log_z[:, 0], axes.mean[:, 0] / 10
    known = [part[rows, middle + side] for part in (log_z, slopes) for side in (-1, 0, 1)]
    center = (middle + axes.first) / 10
    arguments = (center, start[:, 0], tilt.forward, tilt.reverse, *known)
    if tilt.on_cpu:
        found = np.array([_quintic_minimum(min, max, *row) for row in np.stack(arguments, -1).tolist()])
    else:
        found = _quintic_minimum(torch.minimum, torch.maximum, *arguments)
    reverse, mean = (part[:, 0, 0] for part in tilt.along_axes(tilt.large(found)[:, None, None]))
    value = tilt.residual(found * mean - reverse, reverse)
    better = (value < residual) & tilt.steers
    return xp.where(better, found, start[:, 0])[:, None], xp.where(better, value, residual)


def _quintic_minimum(
    least: Any,
    most: Any,
    center: Any,
    alpha: Any,
    forward: Any,
    reverse: Any,
    before: Any,
    here: Any,
    after: Any,
    slope_before: Any,
    slope: Any,
    slope_after: Any,
) -> Any:
    """Newton's method on numbers or on tensors alike. Slopes are by s = (alpha - center) / 0.1."""
    even, odd = (after + before) / 2 - here, (after - before) / 2 - slope
    c4 = (slope_after - slope_before) / 4 - even
    c5 = ((slope_after + slope_before) / 2 - slope - 3 * odd) / 2
    c2, c3 = even - c4, odd - c5
    first = s = (alpha - center) * 10
    for _ in range(NEWTON_STEPS):
        y = here + s * (slope + s * (c2 + s * (c3 + s * (c4 + s * c5))))
        mean = 10 * (slope + s * (2 * c2 + s * (3 * c3 + s * (4 * c4 + s * 5 * c5))))
        variance = 100 * (2 * c2 + s * (6 * c3 + s * (12 * c4 + s * 20 * c5)))
        skew = 1000 * (6 * c3 + s * (24 * c4 + s * 60 * c5))
        a = center + s / 10
        r, q = a * mean - y - forward, y - reverse
        downhill = r * a * variance + q * mean
        flat = (a * variance) ** 2 + mean**2
        curvature = most(flat + r * (variance + a * skew) + q * variance, flat / 10 + TINY)
        s = least(most(s - 10 * downhill / curvature, first - 1), first + 1)
        s = least(most(s, -10 * center), 10 * (TOP - center))
    return center + s / 10


def _joint(tilt: Tilt, start: Any, residual: Any) -> tuple[Any, Any]:
    """Several experts: Levenberg-Marquardt from the paper's answer, bounded, taking only what is better.

    Two numbers are asked of several alphas, so the best answers form a flat valley. A slight pull towards the paper's
    answer makes one of them the answer, so that rounding in the members' logits does not choose it.
    """
    xp = tilt.xp
    best = start
    residual_best, lowest = residual, residual
    current = tilt.jointly(best)
    scale = tilt.forward**2 + tilt.reverse**2
    pull, enough = PULL * scale, PRECISION * scale
    damping = xp.full_like(lowest, 1e-3)
    for _ in range(JOINT_STEPS):
        step, gain = _damped_step(tilt, current, best, pull[:, None] * (best - start), pull, damping)
        if tilt.on_cpu and (gain <= enough).all():
            break
        alpha = (best + step).clip(0.0, TOP)
        curves = tilt.jointly(alpha)
        found = tilt.residual(curves.forward, curves.reverse)
        value = found + pull * ((alpha - start) ** 2).sum(-1)
        # a row that has found its answer rests, so that it does not depend on the rows beside it
        better = (value < lowest) & (gain > enough) & tilt.steers
        damping = damping * xp.where(lowest - value > gain, 0.1, xp.where(better, 1.0, 8.0))
        best, lowest = xp.where(better[:, None], alpha, best), xp.where(better, value, lowest)
        residual_best = xp.where(better, found, residual_best)
        current = Curves(*(_choose(xp, better, *pair) for pair in zip(curves, current, strict=True)))
    return best, residual_best


def _choose(xp: Any, where: Any, new: Any, old: Any) -> Any:
    return xp.where(where if new.ndim == 1 else where[:, None], new, old)


def _damped_step(tilt: Tilt, curves: Curves, alpha: Any, pulled: Any, pull: Any, damping: Any) -> tuple[Any, Any]:
    """-(J' J + ridge)^-1 slope, J the slopes of the two residuals, through the 2 x 2 system J J' + ridge.

    Also half of what it may gain.
    """
    forward, reverse = curves.forward - tilt.forward, curves.reverse - tilt.reverse
    slope = forward[:, None] * curves.gradient_forward + reverse[:, None] * curves.gradient_reverse + pulled
    free = ~(((alpha <= 0) & (slope > 0)) | ((alpha >= TOP) & (slope < 0)))
    slope, x, y = slope * free, curves.gradient_forward * free, curves.gradient_reverse * free
    a, b, c = (x * x).sum(-1), (x * y).sum(-1), (y * y).sum(-1)
    ridge = pull + damping * (a + c) + TINY
    a, c = a + ridge, c + ridge
    determinant = a * c - b * b
    p, q = (x * slope).sum(-1), (y * slope).sum(-1)
    first, second = (c * p - b * q) / determinant, (a * q - b * p) / determinant
    step = (first[:, None] * x + second[:, None] * y - slope) / ridge[:, None]
    return step, -(slope * step).sum(-1)
