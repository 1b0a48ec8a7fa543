"""What prompts look like: x ~ N(0, Sigma), y = <w, x> without noise, n examples and a query.

The loss of a linear network depends on a prompt only through S = (1/n) sum x x' of its examples: the expectation over
w and the query is exact. So a prompt costs d x d numbers, not n x d. Stacks of such matrices hold the prompts in the
last dimension, (d, d, prompts), because products of small matrices are then a few long sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.icl.options import Weights
from engine.icl.products import mix, product
from engine.icl.spectrum import spectrum

_NEWTON = 40
PAPER_SPECTRUM = (1.0, 1.0, 0.25, 0.0625, 1.0)


def covariance(spectrum: Sequence[float] = PAPER_SPECTRUM, seed: int | None = None) -> Tensor:
    """U diag(spectrum) U' (d, d), float64: U is a random rotation of the seed, or the identity without one."""
    values = torch.tensor(list(spectrum), dtype=torch.float64)
    if values.ndim != 1 or not len(values) or not bool((values >= 0).all()) or not bool(values.isfinite().all()):
        raise StitchworkError(
            f"The variances of the inputs are {', '.join(f'{v:g}' for v in spectrum) or 'empty'}.",
            "Give one number for each input, none of them negative.",
        )
    if seed is None:
        return torch.diag(values)
    noise = torch.randn(len(values), len(values), generator=torch.Generator().manual_seed(seed), dtype=values.dtype)
    turn, upper = torch.linalg.qr(noise)
    turn = turn * upper.diagonal().sign()
    return turn @ torch.diag(values) @ turn.T


def checked_covariance(sigma: Tensor) -> Tensor:
    """Sigma as a float64 matrix, or words on what is wrong with it."""
    sigma = torch.as_tensor(sigma, dtype=torch.float64)
    if sigma.ndim != 2 or sigma.shape[0] != sigma.shape[1] or not len(sigma):
        raise StitchworkError(
            f"The covariance of the inputs has the shape {tuple(sigma.shape)}.",
            "It has to be a square matrix with one row for each input.",
        )
    if not bool(sigma.isfinite().all()):
        raise StitchworkError("The covariance of the inputs has entries that are not numbers.", "Replace them.")
    if not torch.allclose(sigma, sigma.T, atol=1e-8 * float(sigma.abs().max())):
        raise StitchworkError("The covariance of the inputs is not symmetric.", "Use (Sigma + its transpose) / 2.")
    low = float(torch.linalg.eigvalsh(sigma)[0])
    if low < -1e-9 * float(sigma.abs().max()):
        raise StitchworkError(
            f"The covariance of the inputs has a negative variance ({low:.3g}).",
            "A covariance has none: check its entries.",
        )
    return sigma


@dataclass(frozen=True)
class Law:
    """The law of a prompt. covariance: Sigma (d, d). n_examples: n, may be below d."""

    covariance: Tensor
    n_examples: int
    weights: Weights = Weights.INVERSE

    def __post_init__(self) -> None:
        object.__setattr__(self, "covariance", checked_covariance(self.covariance))
        if self.n_examples < 1:
            raise StitchworkError(f"A prompt of {self.n_examples:,} examples teaches nothing.", "Use at least 1.")
        values = torch.linalg.eigvalsh(self.covariance)
        if self.weights is Weights.INVERSE and float(values[0]) <= 1e-12 * float(values[-1]):
            raise StitchworkError(
                "The covariance of the inputs is singular: some direction never varies, so weights drawn from its "
                "inverse would be infinite.",
                "Make all variances positive, or draw the weights from N(0, I).",
            )

    @property
    def d(self) -> int:
        return len(self.covariance)

    @property
    def root(self) -> Tensor:
        """The symmetric square root of Sigma (d, d)."""
        return _power(self.covariance, 0.5)

    @property
    def weight_root(self) -> Tensor:
        """The symmetric square root of the covariance of w (d, d)."""
        if self.weights is Weights.IDENTITY:
            return torch.eye(self.d, dtype=torch.float64)
        return _power(self.covariance, -0.5)

    @property
    def answer_variance(self) -> float:
        """E (w . x)^2: the loss of always answering 0."""
        return float((self.root @ self.weight_root).square().sum())

    def grams(self, count: int, source: np.random.Generator, dtype: torch.dtype = torch.float64) -> Tensor:
        """Draw S = (1/n) sum x x' of `count` prompts: (d, d, count).

        With n >= d by Bartlett's decomposition of the Wishart law, d (d + 1) / 2 random numbers a prompt.
        """
        d, n = self.d, self.n_examples
        if n < d:
            factor = source.standard_normal((d, n, count))
        else:
            factor = np.zeros((d, d, count))
            for row in range(d):
                factor[row, :row] = source.standard_normal((row, count))
                factor[row, row] = np.sqrt(source.chisquare(n - row, count))
        drawn = torch.from_numpy(factor).to(dtype) / n**0.5
        scaled = mix(self.root.to(dtype), drawn)
        return product(scaled, scaled.transpose(0, 1))

    def balanced(self, count: int, source: np.random.Generator, degree: int) -> tuple[Tensor, Tensor]:
        """Draw prompts as `grams` does, with weights (count,) close to 1 that take the luck out of the draw.

        In the frame where Sigma = I the expectations E S^k = m_k I are known; the weights are the nearest to 1 with
        which the sample has them too, for k up to `degree` or as far as they stay positive. A sparse network's
        slope on the theory's set is a polynomial of degree 2 layers in S: there it is exact on any such sample.
        """
        eye = torch.eye(self.d, dtype=torch.float64)
        frame = Law(eye, self.n_examples).grams(count, source)
        upper = torch.triu_indices(self.d, self.d)
        t, share = spectrum(self.d, self.n_examples)
        powers, wanted, power = [], [], frame
        for k in range(1, degree + 1):
            powers.append(power[upper[0], upper[1]])
            wanted.append((eye * ((share * t**k).sum() / self.d))[upper[0], upper[1]])
            power = product(power, frame)
        weights = torch.ones(count, dtype=torch.float64)
        size = len(upper[0])
        for k in range(degree, 0, -1):
            if k * size > count // 20:
                continue
            known = torch.cat((torch.ones(1, count, dtype=torch.float64), *powers[:k])).T
            target = torch.cat((torch.ones(1, dtype=torch.float64), *wanted[:k])) * count
            tilted = _tilted(known, target)
            if tilted is not None:
                weights = tilted
                break
        root = self.root
        return mix(root, mix(root, frame).transpose(0, 1)), weights

    def prompts(self, count: int, source: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Draw prompts as they are: Z (count, d + 1, n + 1) with the query's label 0, and that label (count,)."""
        n, d = self.n_examples, self.d
        x = self.root @ torch.from_numpy(source.standard_normal((count, d, n + 1)))
        w = torch.from_numpy(source.standard_normal((count, 1, d))) @ self.weight_root
        y = w @ x
        target = y[:, 0, n].clone()
        y[:, 0, n] = 0
        return torch.cat((x, y), dim=1), target

    def bundles(self, count: int, source: np.random.Generator, queries: int = 4) -> tuple[Tensor, Tensor, Tensor]:
        """Draw prompts that share their examples: `queries` queries, and a row of labels for each direction of w.

        Returns x (count, d, n + queries), y (count, d, n + queries) with 0 for the queries, and the labels of the
        queries (count, d, queries). Networks are linear in w: the squared errors summed over the rows are the
        expectation over w.
        """
        n = self.n_examples
        x = self.root @ torch.from_numpy(source.standard_normal((count, self.d, n + queries)))
        y = self.weight_root @ x
        wanted = y[..., n:].clone()
        y[..., n:] = 0
        return x, y, wanted


def _tilted(known: Tensor, target: Tensor) -> Tensor | None:
    """Positive weights w = exp(known c) with known' w = target, by Newton's method; None where there are none.

    known: (prompts, k), target: (k,). Of all weights that fit they are nearest to 1 in relative entropy.
    """
    basis, upper = torch.linalg.qr(known)
    target = torch.linalg.solve_triangular(upper.T, target[:, None], upper=False)[:, 0]
    factors = torch.zeros_like(target)
    for _ in range(_NEWTON):
        weights = (basis @ factors).exp()
        missing = target - basis.T @ weights
        if float(missing.abs().max()) < 1e-9 * float(target.abs().max()):
            return weights
        change = torch.linalg.solve(basis.T @ (weights[:, None] * basis), missing)
        # No weight changes by more than a factor of e in one step.
        factors = factors + change / max(1.0, float((basis @ change).abs().max()))
        if not bool(factors.isfinite().all()):
            return None
    return None


def _power(sigma: Tensor, power: float) -> Tensor:
    values, vectors = torch.linalg.eigh(sigma)
    return (vectors * values.clamp(min=0) ** power) @ vectors.T
