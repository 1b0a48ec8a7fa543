"""How far each expert may steer: alpha, solved at every decoding step (Fan et al. 2024, arXiv 2406.15480).

fused(alpha) = softmax(l + sum_t alpha_t (e_t - s)), with alpha in [0, 2] such that the fused model moves away from the
large one exactly as far, in both KL directions, as the experts moved away from the small base.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.fusion.kl import GRID, Curves, Tilt
from engine.fusion.options import Search

MOST_NUMBERS = 1 << 24
"Positions are solved in chunks that need no more numbers than this at once."
TOP = GRID[-1]
NEWTON_STEPS = 5
JOINT_STEPS = 8
PRECISION = 1e-6
"Several alphas are found when a step would gain less than this part of the objective with all experts silent."
PULL = 1e-2
"How much of that objective a distance of 1 from the paper's answer costs."
TINY = 1e-13


Pair = tuple[float, float]
"KL(F || P) and KL(P || F), or what they should be."
Lines = list[list[float]]


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
    log_z, mean = tilt.along_axes()
    starts = [_on_grid(*row) for row in zip(tilt.goals, tilt.steers, log_z, mean, strict=True)]
    n_experts, log_probs = len(experts), None
    alpha: Lines = [[GRID[point] if t == expert else 0.0 for t in range(n_experts)] for point, expert, _ in starts]
    residual = [left for *_, left in starts]
    if search is Search.EXACT and n_experts > 1:
        alpha, residual = _joint(tilt, alpha, residual)
    elif search is Search.EXACT:
        alpha, residual, log_probs = _polish(tilt, alpha, residual, log_z, mean)
    solved, targets = tilt.tensor(alpha), tilt.tensor(tilt.targets)
    objective = tilt.tensor(residual)
    if n_experts > 1:
        # the paper's sum over experts, from the residual about their mean
        objective = n_experts * (objective + targets.var(dim=1, correction=0).sum(-1))
    return Solution(solved, objective, tilt.fused(solved) if log_probs is None else log_probs, targets)


def _residual(goal: Pair, pair: Pair) -> float:
    """(KL(F||P) - mean target)^2 + (KL(P||F) - mean target)^2: the objective but for a factor and a constant."""
    return (pair[0] - goal[0]) ** 2 + (pair[1] - goal[1]) ** 2


def _on_grid(goal: Pair, steers: bool, log_z: Lines, mean: Lines) -> tuple[int, int, float]:
    """The paper's search: one expert at a time, the others at 0; ties go to the smaller alpha.

    The point of the grid, the expert, and the residual.
    """
    at_zero = _residual(goal, (0.0, 0.0))
    left, point, expert = min(
        (_residual(goal, (GRID[k] * mean[t][k] - log_z[t][k], log_z[t][k])), k, t)
        for t in range(len(log_z))
        for k in range(len(GRID))
    )
    return (point, expert, left) if left < at_zero and steers else (0, 0, at_zero)


def _polish(
    tilt: Tilt, alpha: Lines, residual: list[float], log_z: list[Lines], mean: list[Lines]
) -> tuple[Lines, list[float], Tensor | None]:
    """One expert: the best point of the grid moved to where a curve through it and its neighbours is lowest.

    The answer is weighed exactly and taken where it is better than the grid's; there is no second search over the
    vocabulary. Also the fusion, where the answer is better in every row.
    """
    rows = zip(tilt.goals, alpha, log_z, mean, strict=True)
    found = [[_quintic_minimum(goal, start[0], z[0], slope[0])] for goal, start, z, slope in rows]
    log_probs = tilt.fused(tilt.tensor(found))
    values = [_residual(*pair) for pair in zip(tilt.goals, tilt.divergences(log_probs), strict=True)]
    better = [new < old and steers for new, old, steers in zip(values, residual, tilt.steers, strict=True)]
    if all(better):
        return found, values, log_probs
    chosen = [new if yes else old for yes, new, old in zip(better, found, alpha, strict=True)]
    return chosen, [new if yes else old for yes, new, old in zip(better, values, residual, strict=True)], None


def _quintic_minimum(goal: Pair, start: float, log_z: list[float], mean: list[float]) -> float:
    """Newton's method on the quintic through lz and its derivative at three points of the grid about the best.

    Its error is of the order of 1e-9 times the sixth cumulant of D. Slopes are by s = (alpha - center) / 0.1.
    """
    middle = min(max(round(start * 10), 1), len(GRID) - 2)
    before, here, after = log_z[middle - 1 : middle + 2]
    slope_before, slope, slope_after = (value / 10 for value in mean[middle - 1 : middle + 2])
    even, odd = (after + before) / 2 - here, (after - before) / 2 - slope
    c4 = (slope_after - slope_before) / 4 - even
    c5 = ((slope_after + slope_before) / 2 - slope - 3 * odd) / 2
    c2, c3 = even - c4, odd - c5
    center = GRID[middle]
    first = s = (start - center) * 10
    for _ in range(NEWTON_STEPS):
        y = here + s * (slope + s * (c2 + s * (c3 + s * (c4 + s * c5))))
        tilted = 10 * (slope + s * (2 * c2 + s * (3 * c3 + s * (4 * c4 + s * 5 * c5))))
        variance = 100 * (2 * c2 + s * (6 * c3 + s * (12 * c4 + s * 20 * c5)))
        skew = 1000 * (6 * c3 + s * (24 * c4 + s * 60 * c5))
        a = center + s / 10
        r, q = a * tilted - y - goal[0], y - goal[1]
        downhill = r * a * variance + q * tilted
        flat = (a * variance) ** 2 + tilted**2
        curvature = max(flat + r * (variance + a * skew) + q * variance, flat / 10 + TINY)
        s = min(max(s - 10 * downhill / curvature, first - 1, -10 * center), first + 1, 10 * (TOP - center))
    return center + s / 10


def _joint(tilt: Tilt, alpha: Lines, residual: list[float]) -> tuple[Lines, list[float]]:
    """Several experts: every row walks down on its own from the paper's answer; only the curves are found together."""
    rows = zip(tilt.goals, tilt.steers, alpha, residual, tilt.jointly(alpha), strict=True)
    walks = [Walk(*row) for row in rows]
    for _ in range(JOINT_STEPS):
        trials = [walk.propose() for walk in walks]
        if all(walk.rests for walk in walks):
            break
        for walk, trial, curves in zip(walks, trials, tilt.jointly(trials), strict=True):
            walk.weigh(trial, curves)
    return [walk.best for walk in walks], [walk.residual for walk in walks]


class Walk:
    """Levenberg-Marquardt in one row, bounded, taking only what is better.

    Two numbers are asked of several alphas, so the best answers form a flat valley. A slight pull towards the paper's
    answer makes one of them the answer, so that rounding in the members' logits does not choose it.
    """

    def __init__(self, goal: Pair, steers: bool, start: list[float], residual: float, curves: Curves) -> None:
        self.goal, self.rests = goal, not steers
        self.start = self.best = start
        self.residual = self.lowest = residual
        scale = _residual(goal, (0.0, 0.0))
        self.pull, self.enough = PULL * scale, PRECISION * scale
        self.damping, self.gain = 1e-3, 0.0
        self.curves = curves

    def propose(self) -> list[float]:
        """Where to look next: -(J'J + ridge)^-1 slope, J the slopes of the residuals, through JJ' + ridge (2 x 2)."""
        if self.rests:
            return self.best
        forward, reverse, x, y = self.curves
        forward, reverse = forward - self.goal[0], reverse - self.goal[1]
        slope = [
            forward * fx + reverse * ry + self.pull * (here - start)
            for fx, ry, here, start in zip(x, y, self.best, self.start, strict=True)
        ]
        free = [(here > 0 or way <= 0) and (here < TOP or way >= 0) for here, way in zip(self.best, slope, strict=True)]
        slope, x, y = ([value * moves for value, moves in zip(part, free, strict=True)] for part in (slope, x, y))
        a, b, c = _dot(x, x), _dot(x, y), _dot(y, y)
        ridge = self.pull + self.damping * (a + c) + TINY
        a, c = a + ridge, c + ridge
        p, q, determinant = _dot(x, slope), _dot(y, slope), a * c - b * b
        first, second = (c * p - b * q) / determinant, (a * q - b * p) / determinant
        step = [(first * fx + second * ry - way) / ridge for fx, ry, way in zip(x, y, slope, strict=True)]
        self.gain = -_dot(slope, step)
        self.rests = self.gain <= self.enough
        return [min(max(here + by, 0.0), TOP) for here, by in zip(self.best, step, strict=True)]

    def weigh(self, trial: list[float], curves: Curves) -> None:
        """Take what was found at the last proposal where it is better, and trust the slopes more or less for it."""
        if self.rests:
            return
        found = _residual(self.goal, (curves.forward, curves.reverse))
        value = found + self.pull * sum((here - start) ** 2 for here, start in zip(trial, self.start, strict=True))
        saved = self.lowest - value
        self.damping *= 0.1 if saved > self.gain else 1.0 if saved > 0 else 8.0
        if saved > 0:
            self.best, self.lowest, self.residual, self.curves = trial, value, found, curves


def _dot(left: list[float], right: list[float]) -> float:
    return sum(x * y for x, y in zip(left, right, strict=True))
