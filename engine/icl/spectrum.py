"""The exact density of the eigenvalues of a Wishart matrix, as a quadrature rule.

With z ~ N(0, I_d), the eigenvalues of sum z z' have the joint density prod |t_i - t_j| prod t_i^alpha exp(-t_i / 2).
The expectation of a product over them is a Pfaffian of single and double integrals (de Bruijn 1955), and its
derivative is the density of one of them. No sampling: rare large eigenvalues, which decide the losses of deep networks,
have their true weight.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import torch
from numpy.polynomial import legendre
from torch import Tensor

from engine.errors import StitchworkError

_PANELS, _ORDER = 40, 12
_BEYOND = 9.0
"How far beyond the largest typical square root of an eigenvalue the rule reaches: the rest weighs below 1e-16."


@lru_cache(maxsize=128)
def spectrum(d: int, n: int, rare: float = 0.0) -> tuple[Tensor, Tensor]:
    """Eigenvalues t of (1/n) sum z z' and weights (both (nodes,), float64): E sum_i f(t_i) = sum weights f(t).

    rare: leave the largest eigenvalues out, as many as come up once in 1 / rare prompts; 0 keeps all. With n < d the
    d - n eigenvalues that are 0 are one node.
    """
    count, free = min(d, n), max(d, n)
    alpha = (free - count - 1) / 2
    # In u = sqrt(t) the density is smooth at 0, even where alpha = -1/2.
    root = math.sqrt(free) + math.sqrt(count) + _BEYOND
    nodes, weights = legendre.leggauss(_ORDER)
    half = root / (2 * _PANELS)
    starts = 2 * half * np.arange(_PANELS)[:, None]
    t = np.square(starts + half * (1 + nodes)).ravel()
    weight = np.tile(half * weights, _PANELS)
    values = _functions(t, count, alpha)
    below = _running(values.reshape(count, _PANELS, _ORDER), nodes, weights, half)
    whole = values @ weight
    sides = whole[:, None] - 2 * below
    pairs = (values * weight) @ sides.T
    pairs = (pairs - pairs.T) / 2
    if count % 2:
        pairs = np.block([[pairs, whole[:, None]], [-whole[None], np.zeros((1, 1))]])
    inverse = np.linalg.inv(pairs)
    density = -np.einsum("it,ij,jt->t", values, inverse[:count, :count], sides)
    if count % 2:
        density += inverse[count, :count] @ values
    weight = weight * density
    if not abs(weight.sum() - count) < 1e-3 * count:
        raise StitchworkError(
            f"The eigenvalues of {count:,} dimensions are more than the exact density can be worked out for.",
            "Use at most 20 inputs or at most 20 examples.",
        )
    if rare:
        keep = np.cumsum(weight[::-1])[::-1] > rare
        t, weight = t[keep], weight[keep]
    if count < d:
        t, weight = np.append(t, 0.0), np.append(weight, d - count)
    return torch.from_numpy(t / n), torch.from_numpy(weight)


def _functions(t: np.ndarray, count: int, alpha: float) -> np.ndarray:
    """t^alpha exp(-t/2) dt/du times Laguerre polynomials, scaled to keep the pairs well conditioned: (count, nodes)."""
    y = t / 2
    polynomials = [np.ones_like(y), 1 + alpha - y]
    for k in range(1, count - 1):
        polynomials.append(((2 * k + 1 + alpha - y) * polynomials[k] - (k + alpha) * polynomials[k - 1]) / (k + 1))
    log_weight = (alpha + 0.5) * np.log(t) - y - (alpha + 1) * math.log(2) - math.lgamma(alpha + 1) / 2
    scales = [math.lgamma(k + 1) / 2 - math.lgamma(k + alpha + 1) / 2 for k in range(count)]
    return np.stack([2 * polynomials[k] * np.exp(log_weight + scales[k]) for k in range(count)])


def _running(values: np.ndarray, nodes: np.ndarray, weights: np.ndarray, half: float) -> np.ndarray:
    """Integrals from 0 up to each node: (count, nodes), to the order of the rule."""
    integrals = [legendre.legval(nodes, legendre.legint(unit, lbnd=-1)) for unit in np.eye(_ORDER)]
    inside = np.stack(integrals, axis=1) @ np.linalg.inv(legendre.legvander(nodes, _ORDER - 1))
    panels = half * (values * weights).sum(-1)
    before = np.cumsum(panels, axis=1) - panels
    return (before[..., None] + half * values @ inside.T).reshape(len(values), -1)
