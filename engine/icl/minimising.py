"""L-BFGS for many problems at once: one problem a row, each with its own step, memory and end.

torch's own L-BFGS knows one step length for all its parameters: of several unlike problems the steepest would hold up
the others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import torch
from torch import Tensor

Objective = Callable[[Tensor], tuple[Tensor, Tensor]]
"Points (rows, k) -> values (rows,) and slopes (rows, k)."
Watch = Callable[[int, Tensor, Tensor], bool | None]

HALVINGS = 12
SUFFICIENT = 1e-4
"Share of the decrease promised by the slope that a step has to bring (Armijo)."


def minimise(
    objective: Objective,
    start: Tensor,
    *,
    steps: int = 200,
    memory: int = 24,
    tolerance: float = 1e-9,
    settled: float = 1e-10,
    watch: Watch | None = None,
) -> tuple[Tensor, Tensor]:
    """Minimise `objective` from `start` (rows, k), each row on its own.

    A row ends when its slope falls below `tolerance`, when no step brings it further, or when its last eight steps
    together brought less than `settled`; `watch(step, points, values)` may
    return True to end all. Returns the points and their values. (Nocedal 1980; backtracking line search.)
    """
    point = start.detach().clone()
    value, slope = objective(point)
    changes: deque[tuple[Tensor, Tensor, Tensor]] = deque(maxlen=memory)
    alive = torch.isfinite(value)
    lately = deque([value], maxlen=9)
    for step in range(1, steps + 1):
        alive = alive & (slope.norm(dim=1) > tolerance)
        if not alive.any():
            break
        direction = _direction(slope, changes)
        promised = (direction * slope).sum(1)
        uphill = promised >= 0
        direction[uphill] = -slope[uphill]
        promised[uphill] = -slope[uphill].square().sum(1)
        length = torch.ones_like(value) if changes else (0.1 / slope.norm(dim=1)).clamp(max=1.0)
        found, found_value, found_slope, moved = _search(
            objective, (point, value, slope), direction, promised, torch.where(alive, length, 0.0)
        )
        shift, bend = found - point, found_slope - slope
        curvature = (shift * bend).sum(1)
        usable = moved & (curvature > 1e-12 * bend.square().sum(1))
        inverse = torch.where(usable, 1 / torch.where(usable, curvature, 1.0), 0.0)
        changes.append((shift, bend, inverse))
        alive = alive & moved
        point, value, slope = found, found_value, found_slope
        lately.append(value)
        if len(lately) == lately.maxlen:
            alive = alive & (lately[0] - value > settled)
        if watch is not None and watch(step, point, value):
            break
    return point, value


def with_autograd(values: Callable[[Tensor], Tensor]) -> Objective:
    """An objective from a function of the values alone."""

    def objective(point: Tensor) -> tuple[Tensor, Tensor]:
        with torch.enable_grad():
            point = point.detach().requires_grad_()
            value = values(point)
            (slope,) = torch.autograd.grad(value.sum(), point)
        return value.detach(), slope

    return objective


def _direction(slope: Tensor, changes: deque[tuple[Tensor, Tensor, Tensor]]) -> Tensor:
    """The two-loop recursion. Changes that a row could not use have a factor of zero and leave it as it is."""
    direction = -slope
    factors = []
    for shift, bend, inverse in reversed(changes):
        factor = inverse * (shift * direction).sum(1)
        direction = direction - factor[:, None] * bend
        factors.append(factor)
    scale = torch.ones_like(slope[:, 0])
    for _, bend, inverse in changes:
        size = (inverse * bend.square().sum(1)).reciprocal()
        scale = torch.where(inverse > 0, size, scale)
    direction = direction * scale[:, None]
    for (shift, bend, inverse), factor in zip(changes, reversed(factors), strict=True):
        direction = direction + (factor - inverse * (bend * direction).sum(1))[:, None] * shift
    return direction


def _search(
    objective: Objective,
    here: tuple[Tensor, Tensor, Tensor],
    direction: Tensor,
    promised: Tensor,
    length: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Halve each row's step until it brings enough; rows for which none does stay where they are."""
    point, value, slope = here
    best, best_value, best_slope = point.clone(), value.clone(), slope.clone()
    waiting = length > 0
    moved = torch.zeros_like(waiting)
    for _ in range(HALVINGS):
        tried = point + torch.where(waiting, length, 0.0)[:, None] * direction
        tried_value, tried_slope = objective(tried)
        enough = waiting & (tried_value <= value + SUFFICIENT * length * promised) & tried_slope.isfinite().all(1)
        best[enough], best_value[enough], best_slope[enough] = tried[enough], tried_value[enough], tried_slope[enough]
        moved |= enough
        waiting &= ~enough
        if not waiting.any():
            break
        length = torch.where(waiting, length / 2, length)
    return best, best_value, best_slope, moved
