"""The divergences of dynamic logits fusion in closed form, so that no search ever builds them token by token.

With D = log Q_t - log Q shifted so that E_P[D] = 0, F_a = softmax(log P + a D) and lz(a) = log E_P[exp(a D)]:
KL(F_a || P) = a E_F[D] - lz(a) and KL(P || F_a) = lz(a). Both are 0 at a = 0 and grow with a.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

LOWEST = -1e4
"Floor of logits: a member may rule a token out with -inf, and inf - inf is no number."


def divergence(log_p: Tensor, log_q: Tensor) -> Tensor:
    """KL(P || Q) over the last axis, as it is defined."""
    return (log_p.exp() * (log_p - log_q)).sum(-1)


class Curves(NamedTuple):
    """KL(F || P) and KL(P || F), with their derivatives by alpha where those were asked for.

    Arrays are numpy on
    the CPU, where small arrays cost a third of torch's, and tensors elsewhere, where nothing may wait for the device.
    """

    forward: Any
    reverse: Any
    gradient_forward: Any = None
    gradient_reverse: Any = None


class Tilt:
    """One fusion problem for a batch of positions: where it starts (P), where it may go (D), how far (targets).

    log_p: (batch, vocab). delta: (batch, experts, vocab), each shifted to mean 0 under P. targets: (batch, experts, 2),
    KL(Q_t || Q) and KL(Q || Q_t). `forward` and `reverse` (batch,) are their means over the experts. steers: (batch,),
    False where only rounding tells the experts from the base: any alpha is as good then, and 0 the quiet choice.
    """

    def __init__(self, large: Tensor, base: Tensor, experts: Sequence[Tensor]) -> None:
        stacked = torch.stack([large, base, *experts], dim=1)
        if stacked.dtype not in (torch.float32, torch.float64):
            stacked = stacked.float()
        log_probs = stacked.clamp(min=LOWEST).log_softmax(-1)
        delta = log_probs[:, 2:] - log_probs[:, 1:2]
        means = log_probs.exp() @ delta.mT
        self.log_p = log_probs[:, 0]
        self.delta = delta.sub_(means[:, 0, :, None])
        forward = means[:, 2:].diagonal(dim1=1, dim2=2)
        self.targets = torch.stack([forward, -means[:, 1]], dim=-1)
        self.on_cpu = stacked.device.type == "cpu"
        self.xp: Any = np if self.on_cpu else torch
        small = self.small(self.targets)
        self.forward, self.reverse = small[..., 0].mean(1), small[..., 1].mean(1)
        self.steers = self.forward + self.reverse > 16 * torch.finfo(stacked.dtype).eps
        self.careful = not self.on_cpu

    @property
    def n_experts(self) -> int:
        return self.delta.shape[1]

    def small(self, tensor: Tensor) -> Any:
        return tensor.numpy().astype(np.float64) if self.on_cpu else tensor

    def large(self, array: Any) -> Tensor:
        return torch.from_numpy(array).to(self.log_p.dtype) if self.on_cpu else array

    def residual(self, forward: Any, reverse: Any) -> Any:
        """(KL(F||P) - mean target)^2 + (KL(P||F) - mean target)^2: the objective but for a factor and a constant."""
        extra = (-1, *(1,) * (forward.ndim - 1))
        return (forward - self.forward.reshape(extra)) ** 2 + (reverse - self.reverse.reshape(extra)) ** 2

    def objective(self, residual: Tensor) -> Tensor:
        """The paper's sum over experts, from the residual about the mean targets."""
        if self.n_experts == 1:
            return residual
        return self.n_experts * (residual + self.targets.var(dim=1, correction=0).sum(-1))

    def fused(self, alpha: Tensor) -> Tensor:
        """log softmax(l + sum_t alpha_t (e_t - s)), (batch, vocab)."""
        return torch.baddbmm(self.log_p[:, None], alpha[:, None], self.delta)[:, 0].log_softmax(-1)

    def along_axes(self, points: Tensor) -> tuple[Any, Any]:
        """lz and its derivative E_F[D] with one expert at a time moved: (batch, experts, points).

        points: (points,) for all, or (batch, 1, points).
        """
        tilted = torch.addcmul(self.log_p[:, None, None], self.delta[:, :, None], points[..., None])
        shift = self._exponentiate(tilted)
        total = tilted.sum(-1)
        log_z = self.small(total.log() if shift is None else total.log() + shift[..., 0])
        if not self._sound(log_z):
            return self.along_axes(points)
        mean = (tilted @ self.delta[..., None])[..., 0]
        return log_z, self.small(mean.div_(total))

    def jointly(self, alpha: Any) -> Curves:
        """Both divergences and their derivatives at alpha (batch, experts)."""
        weights = self.large(alpha)
        tilted = torch.baddbmm(self.log_p[:, None], weights[:, None], self.delta)
        shift = self._exponentiate(tilted)
        total = tilted.sum(-1, keepdim=True)
        log_z = self.small(total.log() if shift is None else total.log() + shift)[:, 0, 0]
        if not self._sound(log_z):
            return self.jointly(alpha)
        weighted = self.delta * tilted.div_(total)
        along = weights[:, None] @ self.delta
        means = self.small(weighted.sum(-1))
        mean = (alpha * means).sum(-1)
        gradient = self.small((along @ weighted.mT)[:, 0]) - means * mean[:, None]
        return Curves(mean - log_z, log_z, gradient, means)

    def _exponentiate(self, tilted: Tensor) -> Tensor | None:
        """exp in place. Under P the mean of D is 0, so the sum is at least 1 and only overflow must be watched."""
        shift = tilted.amax(-1, keepdim=True) if self.careful else None
        if shift is not None:
            tilted -= shift
        tilted.exp_()
        return shift

    def _sound(self, log_z: Any) -> bool:
        """False once, when the sums overflowed: from then on the largest exponent is taken out first."""
        if self.careful or np.isfinite(log_z).all():
            return True
        self.careful = True
        return False
