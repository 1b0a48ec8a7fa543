"""Products of very many very small matrices, kept as (..., d, d, prompts): a few long sums, three to twenty-five times
as fast as a batched product of d x d matrices."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor


class _Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, y: Tensor) -> Tensor:
        ctx.save_for_backward(x, y)
        return _sums(x, y)

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor | None, Tensor | None]:
        x, y = ctx.saved_tensors
        (slope,) = slopes
        for_x = _sums(slope, y.transpose(-3, -2)) if ctx.needs_input_grad[0] else None
        for_y = _sums(x.transpose(-3, -2), slope) if ctx.needs_input_grad[1] else None
        return for_x, for_y


def _sums(x: Tensor, y: Tensor) -> Tensor:
    total = x[..., :, 0, None, :] * y[..., None, 0, :, :]
    for inner in range(1, x.shape[-2]):
        total.addcmul_(x[..., :, inner, None, :], y[..., None, inner, :, :])
    return total


def product(x: Tensor, y: Tensor) -> Tensor:
    """x y of each prompt: (..., i, j, prompts), (..., j, k, prompts) -> (..., i, k, prompts). Where slopes are
    wanted, both have the same leading dimensions."""
    return _Product.apply(x, y)  # type: ignore[return-value]


def mix(matrix: Tensor, x: Tensor) -> Tensor:
    """One matrix (..., i, j) times x of every prompt (..., j, k, prompts) -> (..., i, k, prompts)."""
    return (matrix @ x.flatten(-2)).unflatten(-1, x.shape[-2:])
