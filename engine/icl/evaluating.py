"""Losses on fresh prompts with their standard errors, and how far matrices are from multiples of the identity."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.icl.attention import answers, losses
from engine.icl.laws import Law
from engine.icl.options import Attention

PROMPTS = 65_536
"Losses have heavy tails: fewer prompts would flatter deep networks."
CHUNK = 4_096


@dataclass(frozen=True)
class Estimate:
    """A mean loss in natural units. standard_error: of the mean over prompts."""

    loss: float
    standard_error: float
    n_prompts: int = PROMPTS

    @property
    def log(self) -> float:
        return math.log(self.loss) if self.loss > 0 else -math.inf

    @property
    def log_error(self) -> float:
        """Standard error of the log loss."""
        return self.standard_error / self.loss if self.loss > 0 else math.nan


def evaluate(
    a: Tensor,
    law: Law,
    b: Tensor | None = None,
    *,
    n_prompts: int = PROMPTS,
    seed: int = 1_000_003,
    attention: Attention = Attention.LINEAR,
) -> list[Estimate]:
    """Test networks a, b (runs, layers, d, d) on one set of fresh prompts: one estimate a run.

    The expectation over w is exact, with linear attention that over the query too; the rest is drawn.
    """
    a = a.to(torch.float64)
    b = None if b is None else b.to(torch.float64)
    start, root = law.weight_root[None], law.root[None]

    def linear(count: int, source: np.random.Generator) -> Tensor:
        return losses(a, law.grams(count, source)[None], start, root, b)

    def literal(count: int, source: np.random.Generator) -> Tensor:
        x, y, wanted = law.bundles(count, source)
        rows = [
            answers(x, y, law.n_examples, a[run], None if b is None else b[run], attention)
            .sub(wanted)
            .square()
            .sum(1)
            .mean(1)
            for run in range(len(a))
        ]
        return torch.stack(rows)

    return estimate(linear if attention is Attention.LINEAR else literal, n_prompts, seed)


def estimate(draw: Callable[[int, np.random.Generator], Tensor], n_prompts: int, seed: int) -> list[Estimate]:
    """Means and standard errors of losses that come in chunks: draw(count, source) -> (runs, count)."""
    source = np.random.default_rng(seed)
    parts: list[Tensor] = []
    left = n_prompts
    with torch.no_grad():
        while left > 0:
            parts.append(draw(min(CHUNK, left), source))
            left -= CHUNK
    found = torch.cat(parts, dim=1)
    spread = found.std(dim=1) / math.sqrt(max(1, found.shape[1]))
    return [
        Estimate(mean, error, n_prompts) for mean, error in zip(found.mean(1).tolist(), spread.tolist(), strict=True)
    ]


def distance(matrices: Tensor) -> Tensor:
    """Dist(M, I) = min_c |M - c I| / |M| in the Frobenius norm: (..., d, d) -> (...); 0 for multiples of I."""
    c = matrices.diagonal(dim1=-2, dim2=-1).mean(-1)
    eye = torch.eye(matrices.shape[-1], dtype=matrices.dtype, device=matrices.device)
    return (matrices - c[..., None, None] * eye).norm(dim=(-2, -1)) / matrices.norm(dim=(-2, -1))


def multiple(matrices: Tensor) -> Tensor:
    """The c of Dist: the multiple of the identity that is nearest."""
    return matrices.diagonal(dim1=-2, dim2=-1).mean(-1)


def shared_frame(a: Tensor, law: Law) -> Tensor:
    """Sigma^1/2 A Sigma^1/2: where the inputs have unit variance, and the theory's A are multiples of I."""
    root = law.root.to(a.dtype)
    return root @ a @ root


def steps_like(log_loss: float, log_losses: Sequence[float]) -> float:
    """How many steps of a method reach a log loss: log_losses[k] after k steps, falling. Between two counts on the
    straight line of the logarithms; the last count where none is low enough."""
    for k in range(1, len(log_losses)):
        before, after = log_losses[k - 1], log_losses[k]
        if log_loss >= after:
            return k - 1 + max(0.0, (before - log_loss) / (before - after)) if before > after else float(k)
    return float(len(log_losses) - 1)
