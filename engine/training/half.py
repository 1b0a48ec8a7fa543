"""bfloat16 where it pays: processors with bfloat16 arithmetic train twice as fast in it, others slower.

What learns stays in float32, and so do the sums of a loss: only the arithmetic on the way is rounded.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Iterable
from functools import cache

import torch
from torch import Tensor, nn

WORTH = 1.3
"How much faster products have to be before the rounding is worth it."


@cache
def pays(device: str) -> bool:
    """Whether products in bfloat16 are clearly faster on a device than in float32: tried once."""
    if device.startswith("cuda"):
        return torch.cuda.get_device_capability(torch.device(device))[0] >= 8
    if device != "cpu":
        return False
    best = {}
    for dtype in (torch.float32, torch.bfloat16):
        matrix = torch.ones(512, 512, dtype=dtype)
        best[dtype] = min(_seconds(matrix) for _ in range(4))
    return best[torch.float32] > WORTH * best[torch.bfloat16]


def _seconds(matrix: Tensor) -> float:
    begun = time.perf_counter()
    torch.mm(matrix, matrix)
    return time.perf_counter() - begun


class HalfCopy:
    """A bfloat16 copy of a model that computes the gradients of its float32 parameters.

    Only parameters are rounded: rotary angles stay exact.
    """

    def __init__(self, model: nn.Module) -> None:
        self.model = copy.deepcopy(model)
        for p in self.model.parameters():
            p.data = p.data.to(torch.bfloat16)
        self.pairs = list(zip(model.parameters(), self.model.parameters(), strict=True))

    @torch.no_grad()
    def take_up(self) -> nn.Module:
        """Copy the parameters of the model, and give the copy to compute a loss with."""
        for full, half in self.pairs:
            half.copy_(full)
        return self.model

    @torch.no_grad()
    def hand_over(self) -> None:
        """Move the gradients of the copy to the model."""
        for full, half in self.pairs:
            assert half.grad is not None
            full.grad = half.grad.float()
            half.grad = None


class Lowered:
    """Within it parameters that do not learn are in bfloat16; they are as they were behind it."""

    def __init__(self, frozen: Iterable[nn.Parameter]) -> None:
        full = [(p, p.data) for p in dict.fromkeys(frozen) if p.dtype is torch.float32]
        self._forms = [(p, whole, whole.to(torch.bfloat16)) for p, whole in full]

    def __enter__(self) -> None:
        for p, _whole, half in self._forms:
            p.data = half

    def __exit__(self, *_: object) -> None:
        for p, whole, _half in self._forms:
            p.data = whole
