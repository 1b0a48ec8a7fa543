"""Maps between the residual streams of two models, as modules: rows (..., d_in) in, rows (..., d_out) out, float32."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from engine.stitching.options import MapKind


class Affine(nn.Module):
    """x -> W x + b, with `weight` (d_out, d_in) and `bias` (d_out)."""

    kind = MapKind.AFFINE

    def __init__(self, weight: Tensor, bias: Tensor | None = None) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight.detach().float().clone())
        self.bias = nn.Parameter(weight.new_zeros(len(weight)).float() if bias is None else bias.detach().float())

    def forward(self, rows: Tensor) -> Tensor:
        return nn.functional.linear(rows.float(), self.weight, self.bias)


class Procrustes(Affine):
    """An affine map whose matrix is a multiple of one with orthonormal rows or columns; not trained."""

    kind = MapKind.PROCRUSTES

    def __init__(self, weight: Tensor, bias: Tensor | None = None) -> None:
        super().__init__(weight, bias)
        self.requires_grad_(False)


class Identity(nn.Module):
    """x -> x, for two cuts of one width."""

    kind = MapKind.IDENTITY

    def forward(self, rows: Tensor) -> Tensor:
        return rows


class LowRank(nn.Module):
    """x -> U (V x) + b, with U (d_out, rank) and V (rank, d_in)."""

    kind = MapKind.LOW_RANK

    def __init__(self, up: Tensor, down: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.up, self.down, self.bias = (nn.Parameter(part.detach().float().clone()) for part in (up, down, bias))

    def forward(self, rows: Tensor) -> Tensor:
        inner = nn.functional.linear(rows.float(), self.down)
        return nn.functional.linear(inner, self.up, self.bias)


class AlmostAffine(nn.Module):
    """x -> W x + b + U silu(V x + c): affine plus a small residual network, which begins at zero."""

    kind = MapKind.ALMOST_AFFINE

    def __init__(self, affine: Affine, hidden: int = 64, seed: int = 0) -> None:
        super().__init__()
        d_out, d_in = affine.weight.shape
        self.affine = affine
        chance = torch.Generator().manual_seed(seed)
        down = torch.randn(hidden, d_in, generator=chance) / d_in**0.5
        self.down = nn.Parameter(down.to(affine.weight.device))
        self.offset = nn.Parameter(affine.weight.new_zeros(hidden))
        self.up = nn.Parameter(affine.weight.new_zeros(d_out, hidden))

    def forward(self, rows: Tensor) -> Tensor:
        rows = rows.float()
        inner = nn.functional.silu(nn.functional.linear(rows, self.down, self.offset))
        return self.affine(rows) + nn.functional.linear(inner, self.up)


def restore(kind: MapKind, tensors: dict[str, Tensor]) -> nn.Module:
    """The map that these tensors (its state_dict) were saved from."""
    if kind is MapKind.IDENTITY:
        return Identity()
    if kind is MapKind.LOW_RANK:
        return LowRank(tensors["up"], tensors["down"], tensors["bias"])
    if kind is MapKind.ALMOST_AFFINE:
        made = AlmostAffine(Affine(tensors["affine.weight"]), hidden=len(tensors["down"]))
        made.load_state_dict(tensors)
        return made
    maker = Procrustes if kind is MapKind.PROCRUSTES else Affine
    return maker(tensors["weight"], tensors["bias"])


def parameter_count(module: nn.Module) -> int:
    """Numbers in a map."""
    return sum(p.numel() for p in module.parameters())
