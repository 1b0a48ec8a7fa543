"""From two models and a text to a stitched model: solved in one pass, then trained if wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from engine.data.windows import Windows
from engine.models import devices
from engine.models.contract import LanguageModel
from engine.stitching.maps import Identity
from engine.stitching.options import MapKind
from engine.stitching.solving import HELD_OUT_EVERY, Moments, Solution, solve
from engine.stitching.stitched import StitchedModel
from engine.training import half
from engine.training.loop import Outcome, Plan, train

TOKENS_AT_ONCE = 4096
LOGIT_BYTES = 64 << 20
LARGE = 20_000_000
"Parameters of two halves from which on their arithmetic, and not the waiting between operations, takes the time."

Progress = Callable[[float, float], None]


def instant(
    a: LanguageModel,
    k: int,
    b: LanguageModel,
    l: int,  # noqa: E741
    windows: Windows,
    kind: MapKind = MapKind.AFFINE,
    *,
    ridge: float | str = "auto",
    rank: int = 16,
    name: str = "",
    progress: Progress | None = None,
) -> tuple[StitchedModel, Solution]:
    """Stitch without training: one pass of both models over the windows (tokens of `b`), then a closed form.

    Every eighth window is held out to choose the ridge. Raises StitchworkError where the text is empty or the sums of
    two wide models would not fit into memory.
    """
    stitched = StitchedModel(a, k, b, l, Identity(), name)
    kept, held = moments_for(stitched, windows, progress)
    solution = solve(kept, held, kind, ridge=ridge, rank=rank)
    stitched.map = solution.map.to(stitched.device)
    return stitched, solution


@torch.inference_mode()
def moments_for(stitched: StitchedModel, windows: Windows, progress: Progress | None = None) -> tuple[Moments, Moments]:
    """Second moments of what crosses the cut against what B has there: to learn from, and held out."""
    d_in, d_out = stitched.front.width, stitched.back.width
    devices.check_room(16 * (d_in + d_out) * d_in, str(stitched.device), "The map between these models")
    kept = Moments(d_in, d_out, stitched.device)
    held = Moments(d_in, d_out, stitched.device)
    cut = stitched.back.depth
    for begin, rows in batches(windows):
        x = stitched.front(rows.to(stitched.device)).to(stitched.device)
        y = stitched.b.hidden(rows.to(stitched.device), [cut])[cut]
        share(kept, held, x, y, begin)
        if progress:
            progress(begin + len(rows), len(windows))
    return kept, held


def share(kept: Moments, held: Moments, x: Tensor, y: Tensor, begin: int) -> None:
    """Add states (windows, tokens, width) to what is learned from, and every eighth window, counted from `begin`, to
    what is held out."""
    away = (torch.arange(len(x)) + begin) % HELD_OUT_EVERY == HELD_OUT_EVERY - 1
    kept.add(x[~away].flatten(0, 1), y[~away].flatten(0, 1))
    if away.any():
        held.share_origin(kept)
        held.add(x[away].flatten(0, 1), y[away].flatten(0, 1))


def batches(windows: Windows, tokens: int = TOKENS_AT_ONCE) -> Iterator[tuple[int, Tensor]]:
    """(number of the first window, what is read of some windows: (rows, length))."""
    at_once = max(1, tokens // windows.length)
    for begin in range(0, len(windows), at_once):
        yield begin, windows.at(begin, begin + at_once)[:, :-1]


@torch.inference_mode()
def held_out_loss(model: LanguageModel, windows: Windows, progress: Progress | None = None) -> float:
    """Mean loss in nats a token over all windows."""
    total, seen = 0.0, 0
    at_once = max(1, min(TOKENS_AT_ONCE, LOGIT_BYTES // (4 * model.vocab_size)) // windows.length)
    for begin in range(0, len(windows), at_once):
        rows = windows.at(begin, begin + at_once).to(model.device)
        total += float(loss_of(model.logits(rows[:, :-1]), rows[:, 1:], "sum"))
        seen += rows[:, 1:].numel()
        if progress:
            progress(begin + len(rows), len(windows))
    return total / seen


def loss_of(logits: Tensor, targets: Tensor, reduction: str = "mean") -> Tensor:
    """Cross-entropy in nats of logits (batch, tokens, vocab) against ids (batch, tokens)."""
    return nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction=reduction)


def train_map(
    stitched: StitchedModel,
    learn: Windows,
    judge: Windows,
    plan: Plan,
    *,
    rows: int = 8,
    report: Callable[[int, float], None] | None = None,
    judged: Callable[[int, float], None] | None = None,
    checkpoint: Path | None = None,
) -> Outcome:
    """Train S alone on the next token, through the frozen halves; the best S on the held-out windows is kept.

    Settings of the paper: AdamW, rate 1e-3 falling linearly, decay 1e-4, 2,048 tokens a step, 10,000 steps. Large
    vocabularies are worked off in parts, so that a step needs no more memory than `LOGIT_BYTES` of logits at once. The
    halves compute in bfloat16 where that pays, but for recurrent ones; losses are measured in full precision.
    checkpoint: a file to go on from and to keep up to date, every `plan.save_every` steps.
    """
    parts = [model for model in checkpoints(stitched) if not recurrent(model)]
    weights = [p for model in parts for p in model.parameters_to_train()]
    worth = sum(p.numel() for p in weights) >= LARGE and half.pays(stitched.device.type)
    lowered = half.Lowered(weights if worth else ())
    at_once = max(1, LOGIT_BYTES // (4 * stitched.vocab_size * learn.length))

    def loss(step: int) -> Iterator[Tensor]:
        ids = learn.draw(step, rows, plan.seed).to(stitched.device)
        for part in ids.split(at_once):
            with lowered:
                with torch.no_grad():
                    states = stitched.front(part[:, :-1])
                logits = stitched.back(stitched.cross(states))
                yield loss_of(logits, part[:, 1:]) * (len(part) / len(ids))

    def measure(step: int) -> float:
        value = held_out_loss(stitched, judge)
        if judged:
            judged(step, value)
        return value

    plan = replace(plan, tokens_per_step=rows * learn.length)
    with frozen(stitched):
        return train(stitched.map, loss, plan, judge=measure, report=report, checkpoint=checkpoint)


def checkpoints(model: LanguageModel) -> list[LanguageModel]:
    """The loaded models that a model is made of, in the end."""
    return [one for part in model.members().values() for one in checkpoints(part)] or [model]


def recurrent(model: Any) -> bool:
    """Whether a model keeps a running state, which rounding would wear away."""
    return getattr(model, "cache_name", "") != "past_key_values" or any(model.start().cache.is_linear)


class frozen:
    """Within it the halves of a stitched model ask for no gradients of their own."""

    def __init__(self, stitched: StitchedModel) -> None:
        own = {id(p) for p in stitched.parameters_to_train()}
        self._asked = [p for p in _weights(stitched) if p.requires_grad and id(p) not in own]

    def __enter__(self) -> None:
        for p in self._asked:
            p.requires_grad_(False)

    def __exit__(self, *_: object) -> None:
        for p in self._asked:
            p.requires_grad_(True)


def _weights(model: LanguageModel) -> list[nn.Parameter]:
    """Everything in a model that could be trained, however deep it lies."""
    return [*model.parameters_to_train(), *(p for part in model.members().values() for p in _weights(part))]
