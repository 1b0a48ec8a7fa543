"""A Mamba block that trains on a CPU: transformers' plain scan records every time step for the gradient."""

from __future__ import annotations

from functools import partial
from typing import Any

import torch
from torch import Tensor, nn


class Recurrence(torch.autograd.Function):
    """h[t] = a[t] * h[t-1] + u[t] over the first dimension, with the gradient as one loop backwards."""

    @staticmethod
    def forward(ctx: Any, a: Tensor, u: Tensor) -> Tensor:
        """Run the recurrence from a state of zero."""
        states = u.clone()
        for t in range(1, len(u)):
            states[t].addcmul_(a[t], states[t - 1])
        ctx.save_for_backward(a, states)
        return states

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[override]
        """Carry the gradient from the last step to the first."""
        a, states = ctx.saved_tensors
        to_u = gradient.clone()
        for t in range(len(a) - 2, -1, -1):
            to_u[t].addcmul_(a[t + 1], to_u[t + 1])
        to_a = torch.zeros_like(a)
        torch.mul(to_u[1:], states[:-1], out=to_a[1:])
        return to_a, to_u


def mixer_forward(mixer: Any, hidden: Tensor, *_: Any, **__: Any) -> Tensor:
    """Give what a MambaMixer gives without a cache, from (rows, time, width)."""
    length = hidden.shape[1]
    inner, gate = mixer.in_proj(hidden).chunk(2, dim=-1)
    inner = mixer.act(mixer.conv1d(inner.transpose(1, 2))[..., :length]).permute(2, 0, 1).contiguous()
    sizes = [mixer.time_step_rank, mixer.ssm_state_size, mixer.ssm_state_size]
    step, into, out = mixer.x_proj(inner).split(sizes, dim=-1)
    step = nn.functional.softplus(mixer.dt_proj(step))
    a = torch.exp(-torch.exp(mixer.A_log).T * step[:, :, None, :])
    states = Recurrence.apply(a, into[..., None] * (step * inner)[:, :, None, :])
    found = (out[:, :, None, :] @ states).squeeze(2) + inner * mixer.D
    return mixer.out_proj(found.transpose(0, 1) * mixer.act(gate))  # type: ignore[no-any-return]


def use_fast_scan(model: nn.Module, on: bool = True) -> None:
    """Let every Mamba block of a model use the scan above, or its own again."""
    for module in model.modules():
        if hasattr(module, "A_log"):
            if on:
                module.forward = partial(mixer_forward, module)
            else:
                module.__dict__.pop("forward", None)
