"""What a fused step did, told on request: nothing here runs while tokens are made.

Also the two definitions of gap closure: the paper's ratio of averages, and the true share of the gap.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import Tensor

from engine.fusion.kl import divergence
from engine.fusion.strategies import Combined

if TYPE_CHECKING:
    from engine.fusion.fused import FusedModel
    from engine.models.contract import Tokenizer

TOP = 5
CARRIES = 0.1
"Nats that an expert must add to a token's logit to have carried it."


class Stopwatch:
    """Marks moments without making the processor wait for the device; they are read when someone asks."""

    def __init__(self, device: torch.device) -> None:
        self._cuda = device.type == "cuda"
        self._labels: list[tuple[str, ...]] = []
        self._moments = [self._now()]

    def mark(self, *labels: str) -> None:
        """What has passed since the last mark belongs to these, in equal parts."""
        self._labels.append(labels)
        self._moments.append(self._now())

    def milliseconds(self) -> dict[str, float]:
        pairs = zip(self._moments, self._moments[1:], strict=False)
        if self._cuda:
            torch.cuda.synchronize()
            spans = [start.elapsed_time(end) for start, end in pairs]
        else:
            spans = [(end - start) * 1000 for start, end in pairs]
        shares = zip(self._labels, spans, strict=True)
        return {label: span / len(labels) for labels, span in shares for label in labels}

    def _now(self) -> Any:
        if not self._cuda:
            return time.perf_counter()
        event = torch.cuda.Event(enable_timing=True)
        event.record()
        return event


class Row(NamedTuple):
    """One position where tokenizers differ: the members on the support, the rule there, and the whole vocabulary."""

    met: dict[str, Tensor]
    rule: Combined
    own: Tensor
    spread: Tensor


@dataclass(frozen=True)
class Kept:
    """What a step leaves behind for a report: references only."""

    model: FusedModel
    logits: dict[str, Tensor]
    combined: Combined
    rows: list[Row] | None
    watch: Stopwatch


class Candidate(NamedTuple):
    """A token that a member would say next."""

    token: int
    text: str
    probability: float


@dataclass(frozen=True)
class StepReport:
    """One token. Divergences are pairs in nats: KL(fused || P) and KL(P || fused) reached, and for each expert the
    targets KL(Q_t || Q) and KL(Q || Q_t); empty for strategies without them.

    carrier: the role of the expert whose steering alpha_t (log Q_t - log Q) added most to the token's logit, or
    "large" where none added more than 0.1 nats. Strategies without alpha steer by log Q_t - log P.
    """

    token: int
    text: str
    alpha: tuple[float, ...]
    reached: tuple[float, float]
    targets: tuple[tuple[float, float], ...]
    top: dict[str, tuple[Candidate, ...]]
    carrier: str
    milliseconds: dict[str, float]
    "By member role, an equal part each where members read together; “solve” for everything that is not a member."


@torch.no_grad()
def describe(kept: Kept, row: int = 0, token: int | None = None) -> StepReport:
    """The report of one row; `token`: the one that was chosen, else the likeliest."""
    fused = kept.combined.log_probs[row]
    chosen = int(fused.argmax()) if token is None else token
    if kept.rows:
        place = kept.rows[row]
        met = {role: part[0] for role, part in place.met.items()}
        rule, at, position = place.rule, 0, (place.own == chosen).nonzero().flatten().tolist()
    else:
        met = {role: part[row] for role, part in kept.logits.items()}
        rule, at, position = kept.combined, row, [chosen]
    log_p = met["large"].log_softmax(-1)
    here = rule.log_probs[at]
    tokenizer = kept.model.tokenizer
    members = kept.model.members()
    top = {role: _top(part[row], members[role].tokenizer) for role, part in kept.logits.items()}
    return StepReport(
        token=chosen,
        text=_text(tokenizer, chosen),
        alpha=() if rule.alpha is None else tuple(rule.alpha[at].tolist()),
        reached=(float(divergence(here, log_p)), float(divergence(log_p, here))),
        targets=() if rule.targets is None else tuple((f, r) for f, r in rule.targets[at].tolist()),
        top={**top, "fused": _top(fused, tokenizer)},
        carrier=_carrier(met, None if rule.alpha is None else rule.alpha[at], position[0] if position else None),
        milliseconds=kept.watch.milliseconds(),
    )


def _carrier(met: dict[str, Tensor], alpha: Tensor | None, position: int | None) -> str:
    roles = [role for role in met if role.startswith("expert")]
    if position is None or not roles:
        return "large"
    log_probs = {role: float(part.log_softmax(-1)[position]) for role, part in met.items()}
    start = log_probs["large"] if alpha is None else log_probs["base"]
    sizes = [1.0] * len(roles) if alpha is None else alpha.tolist()
    added = {role: size * (log_probs[role] - start) for role, size in zip(roles, sizes, strict=True)}
    best = max(added, key=added.__getitem__)
    return best if added[best] > CARRIES else "large"


def _top(logits: Tensor, tokenizer: Tokenizer) -> tuple[Candidate, ...]:
    values, tokens = logits.softmax(-1).topk(min(TOP, logits.shape[-1]))
    pairs = zip(tokens.tolist(), values.tolist(), strict=True)
    return tuple(Candidate(token, _text(tokenizer, token), value) for token, value in pairs)


def _text(tokenizer: Tokenizer, token: int) -> str:
    return tokenizer.piece(token).decode("utf-8", "replace")


@dataclass(frozen=True)
class GapClosure:
    """How much of the way from the large base to the fine-tuned large model a fusion went.

    closure: (fused - base) / (tuned - base), the share of the gap; None where there is no gap. ratio: fused / tuned,
    what the paper reports as "96.4%", meant for scores where more is better.
    """

    closure: float | None
    ratio: float | None


def gap_closure(
    base: float | Sequence[float], fused: float | Sequence[float], tuned: float | Sequence[float]
) -> GapClosure:
    """Both definitions, from one number or the averages of several. `closure` is right for losses too."""
    start, reached, goal = _mean(base), _mean(fused), _mean(tuned)
    gap = goal - start
    return GapClosure((reached - start) / gap if gap else None, reached / goal if goal else None)


def _mean(values: float | Sequence[float]) -> float:
    return float(values) if isinstance(values, int | float) else sum(values) / len(values)
