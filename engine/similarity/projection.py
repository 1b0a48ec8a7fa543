"""A layer's states in two dimensions, and how much of them a label explains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from engine.errors import StitchworkError


class Projection(NamedTuple):
    """points: (N, k) places along the first principal components. shares: of the variance, one for each of them."""

    points: Tensor
    shares: Tensor


def project(X: Tensor, k: int = 2) -> Projection:
    """The first k principal components of X (N, d), float64. Each points to where its largest weight is positive, so
    that pictures of growing data do not flip. Raises StitchworkError where nothing varies."""
    x = X.double()
    if len(x) <= k:
        raise StitchworkError(
            f"There are {len(x):,} points, and a picture of them needs more than {k}.", "Take more texts.", port="texts"
        )
    x = x - x.mean(0)
    u, s, vt = torch.linalg.svd(x, full_matrices=False)
    total = s.square().sum()
    if float(s[0]) <= 1e-6 * float(X.double().norm()):
        raise StitchworkError("All states are the same, so there is nothing to draw.", "Take other texts.")
    signs = vt[:k].gather(1, vt[:k].abs().argmax(1, keepdim=True)).sign()[:, 0]
    return Projection(u[:, :k] * s[:k] * signs, s[:k].square() / total)


def between_share(X: Tensor, labels: Sequence[int]) -> float:
    """Share of the variance of X (N, d) that lies between the means of its labels, 0 to 1 (eta squared)."""
    x = X.double()
    x = x - x.mean(0)
    marks = torch.tensor(labels)
    total = x.square().sum()
    between = sum(
        (marks == label).sum() * x[marks == label].mean(0).square().sum() for label in sorted(set(marks.tolist()))
    )
    return float(between / total) if float(total) else 0.0
