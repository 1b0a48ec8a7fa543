"""The divergences of dynamic logits fusion in closed form, so that no search ever builds them token by token.

With D = log Q_t - log Q shifted so that E_P[D] = 0, F_a = softmax(log P + a D) and lz(a) = log E_P[exp(a D)]:
KL(F_a || P) = a E_F[D] - lz(a) and KL(P || F_a) = lz(a). Both are 0 at a = 0 and grow with a.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import fsum, log
from typing import Any, NamedTuple

import torch
from torch import Tensor

LOWEST = -1e4
"Floor of logits: a member may rule a token out with -inf, and inf - inf is no number."
GRID = tuple(step / 10 for step in range(21))
"The paper's 21 points."
STRIDE = 3
"The grid is cut into seven runs of three: exp(log p + a D) at the first of a run times exp(b D) is each of its points."
SAFE = 40.0
"While the experts' largest D add up to no more than this, no exponent within the grid overflows float32."


def divergence(log_p: Tensor, log_q: Tensor) -> Tensor:
    """KL(P || Q) over the last axis, as it is defined."""
    return (log_p.exp() * (log_p - log_q)).sum(-1)


class Curves(NamedTuple):
    """KL(F || P) and KL(P || F) of one row, with their derivatives by each expert's alpha."""

    forward: float
    reverse: float
    gradient_forward: list[float]
    gradient_reverse: list[float]


class Tilt:
    """One fusion problem for a batch of positions: where it starts (P), where it may go (D), how far (targets).

    log_p: (batch, vocab). delta: (batch, experts, vocab), each shifted to mean 0 under P. targets: for each row and
    expert KL(Q_t || Q) and KL(Q || Q_t). goals: the means of both over the experts, for each row. steers: False in
    rows where only rounding tells the experts from the base: any alpha is as good then, and 0 the quiet choice.

    What has the size of the vocabulary stays a tensor on its device. The few numbers that a search looks at are plain
    ones: beside small members, a step is made of the first touch of each operation, not of arithmetic.
    """

    def __init__(self, large: Tensor, base: Tensor, experts: Sequence[Tensor]) -> None:
        stacked = torch.stack([large, base, *experts], dim=1)
        if stacked.dtype not in (torch.float32, torch.float64):
            stacked = stacked.float()
        log_probs = stacked.clamp_(min=LOWEST).log_softmax(-1)
        probs = log_probs.exp()
        delta = log_probs[:, 2:] - log_probs[:, 1:2]
        means = probs @ delta.mT
        self.log_p, self.p = log_probs[:, :1], probs[:, :1]
        self.delta = delta.sub_(means[:, 0, :, None])
        self.targets = [[(row[2 + t][t], -row[1][t]) for t in range(len(experts))] for row in means.tolist()]
        self.goals = [(fsum(x for x, _ in row) / len(row), fsum(y for _, y in row) / len(row)) for row in self.targets]
        enough = 16 * torch.finfo(delta.dtype).eps
        self.steers = [sum(goal) > enough for goal in self.goals]
        self.careful = float(self.delta.max()) * len(experts) > SAFE

    def tensor(self, numbers: Any) -> Tensor:
        """Numbers that a search has found, where the logits are and as precise as they."""
        return torch.as_tensor(numbers, dtype=self.log_p.dtype, device=self.log_p.device)

    def fused(self, alpha: Tensor) -> Tensor:
        """log softmax(l + sum_t alpha_t (e_t - s)), (batch, vocab)."""
        return torch.baddbmm(self.log_p, alpha[:, None], self.delta)[:, 0].log_softmax(-1)

    def divergences(self, log_f: Tensor) -> list[tuple[float, float]]:
        """KL(F || P) and KL(P || F) of what `fused` gave, for each row."""
        log_f = log_f[:, None]
        sums = torch.cat([log_f.exp(), self.p], dim=1) @ (log_f - self.log_p).mT
        return [(forward, -reverse) for (forward,), (reverse,) in sums.tolist()]

    def along_axes(self) -> tuple[list[list[list[float]]], list[list[list[float]]]]:
        """lz and its derivative E_F[D] on the paper's grid, one expert at a time moved: [row][expert][point].

        The 21 sums over the vocabulary are one matrix product of nine exponentials: exp(log P + (a + b) D) factors.
        """
        log_p, delta = self.log_p[:, :, None], self.delta[:, :, None]
        points = _grid(log_p.dtype, log_p.device)
        if self.careful:
            tilted = torch.addcmul(log_p, delta, points)
            log_z = tilted.logsumexp(-1, keepdim=True)
            mean = tilted.sub_(log_z).exp_().mul_(delta).sum(-1)
            return log_z[..., 0].tolist(), mean.tolist()
        firsts = torch.addcmul(log_p, delta, points[::STRIDE]).exp_()
        steps = (delta * points[:STRIDE]).exp_()
        sums = (firsts @ torch.cat([steps, steps * delta], dim=2).mT).tolist()
        total, weighted = (
            [[[number for run in runs for number in run[part]] for runs in row] for row in sums]
            for part in (slice(STRIDE), slice(STRIDE, None))
        )
        mean = [
            [[w / z for w, z in zip(*axis, strict=True)] for axis in zip(*row, strict=True)]
            for row in zip(weighted, total, strict=True)
        ]
        return [[[log(z) for z in axis] for axis in row] for row in total], mean

    def jointly(self, alpha: Sequence[Sequence[float]]) -> list[Curves]:
        """Both divergences and their derivatives at alpha, [row][expert]."""
        steering = self.tensor(alpha)[:, None] @ self.delta
        weights = self.log_p + steering
        log_z = weights.logsumexp(-1, keepdim=True)
        weights = weights.sub_(log_z).exp_()
        sums = torch.cat([weights, weights * steering], dim=1) @ self.delta.mT
        found = []
        for sizes, ((lz,),), (means, products) in zip(alpha, log_z.tolist(), sums.tolist(), strict=True):
            mean = sum(size * here for size, here in zip(sizes, means, strict=True))
            gradient = [product - mean * here for product, here in zip(products, means, strict=True)]
            found.append(Curves(mean - lz, lz, gradient, means))
        return found


@cache
def _grid(dtype: torch.dtype, device: torch.device) -> Tensor:
    return torch.tensor(GRID, dtype=dtype, device=device)[:, None]
