"""Every way to turn the members' logits into one distribution, side by side; plain functions of (batch, vocab) logits.

l, s and e_t are the logits of the large model, the small base and the experts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.fusion.options import Search, Strategy
from engine.fusion.solving import solve

PLAUSIBLE = 0.1
"Contrastive decoding keeps tokens with at least this share of the likeliest token's probability (Li et al. 2023)."
RULED_OUT = -1000.0
"Log-probability of implausible tokens: finite, so that scoring a text that holds one stays a number."


@dataclass(frozen=True)
class Combined:
    """log_probs: (batch, vocab). alpha: (batch, experts), and targets as in Solution, where a strategy has them."""

    log_probs: Tensor
    alpha: Tensor | None = None
    targets: Tensor | None = None


def needs(strategy: Strategy, n_experts: int) -> tuple[bool, bool]:
    """Whether a strategy listens to the base, and to the experts."""
    if strategy is Strategy.ANTI_EXPERT:
        return n_experts == 1, True
    averages = (Strategy.AVERAGE_PROBABILITIES, Strategy.AVERAGE_LOGITS)
    return strategy not in averages, strategy is not Strategy.CONTRASTIVE


def combine(
    strategy: Strategy,
    large: Tensor,
    base: Tensor | None,
    experts: Sequence[Tensor],
    alpha: Sequence[float],
    search: Search = Search.EXACT,
) -> Combined:
    """One distribution a row. `alpha`: a fixed number for each expert, unused where alpha is solved or absent."""
    if strategy is Strategy.AVERAGE_PROBABILITIES:
        return Combined(torch.stack([large, *experts]).log_softmax(-1).logsumexp(0).log_softmax(-1))
    if strategy is Strategy.AVERAGE_LOGITS:
        return Combined(torch.stack([large, *experts]).mean(0).log_softmax(-1))
    if strategy is Strategy.ANTI_EXPERT:
        *wanted, avoided = experts
        kind = torch.stack(wanted).mean(0) if wanted else base
        assert kind is not None
        return Combined((large + alpha[-1] * (kind - avoided)).log_softmax(-1))
    assert base is not None
    if strategy is Strategy.CONTRASTIVE:
        difference = large.log_softmax(-1) - base.log_softmax(-1)
        log_p = large.log_softmax(-1)
        plausible = log_p >= log_p.amax(-1, keepdim=True) + torch.tensor(PLAUSIBLE).log().item()
        return Combined(difference.masked_fill(~plausible, RULED_OUT).log_softmax(-1))
    if strategy is Strategy.STATIC:
        steered = large
        for size, expert in zip(alpha, experts, strict=True):
            steered = steered + size * (expert - base)
        return Combined(steered.log_softmax(-1), large.new_tensor(alpha).expand(len(large), -1))
    solution = solve(large, base, experts, search)
    return Combined(solution.log_probs, solution.alpha, solution.targets)


def strategy_of(name: str) -> Strategy:
    try:
        return Strategy(name)
    except ValueError as error:
        raise StitchworkError(
            f"There is no fusion strategy “{name}”.", f"Choose one of: {', '.join(Strategy)}.", setting="strategy"
        ) from error
