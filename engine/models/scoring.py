"""How well any LanguageModel predicts a corpus: loss, perplexity, bits per byte, and sums answered right."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.data.values import Corpus, Score
from engine.errors import StitchworkError
from engine.models.contract import LanguageModel
from engine.models.decoding import decode_batch
from engine.models.devices import memory_guard

LOGIT_BYTES = 128 << 20
"Most memory for one batch of logits."
LONGEST_WINDOW = 1024
ROWS_AT_ONCE = 512
MOST_SUMS = 200
ANSWER_TOKENS = 12

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Window:
    """Tokens to read at once. The last `n_scored` are scored; those before are context scored elsewhere."""

    ids: tuple[int, ...]
    n_scored: int


def score(model: LanguageModel, corpus: Corpus, *, max_tokens: int = 20_000, progress: Progress | None = None) -> Score:
    """Measure a model on the first `max_tokens` tokens of a corpus.

    Each text begins with the model's begin (or end) of text token, where there is one. Texts longer than the window
    are read with half a window of context before what is scored.
    """
    tokenizer = model.tokenizer
    prefix = tokenizer.bos if tokenizer.bos is not None else tokenizer.eos
    size = max(2, min(model.context, LONGEST_WINDOW, LOGIT_BYTES // (4 * model.vocab_size)))
    windows, n_bytes = _windows(model, corpus, prefix, size, max_tokens)
    n_scored = sum(window.n_scored for window in windows)
    if not n_scored or not n_bytes:
        raise StitchworkError(f"The corpus “{corpus.name}” has no text to measure on.", "Choose another corpus.")
    sums = _sums(corpus)[:MOST_SUMS] if corpus.kind == "sums" else []
    steps = len(windows) + len(sums)
    total, done = 0.0, 0
    for batch in _batches(windows, size, model.vocab_size):
        with torch.inference_mode(), memory_guard(str(model.device), "measuring"):
            total += _batch_loss(model, batch)
        done += len(batch)
        if progress:
            progress(done, steps)
    loss = total / n_scored
    metrics = {
        "loss": loss,
        "perplexity": math.exp(min(loss, 700.0)),
        "bits_per_byte": total / math.log(2) / n_bytes,
    }

    def answered(n_sums: int, _: int) -> None:
        if progress:
            progress(done + n_sums, steps)

    if sums:
        metrics["exact_match"] = _exact_match(model, sums, prefix, answered)
    return Score(model.name, corpus.name, metrics)


def _windows(
    model: LanguageModel, corpus: Corpus, prefix: int | None, size: int, max_tokens: int
) -> tuple[list[Window], int]:
    """Windows over the corpus and the exact number of UTF-8 bytes that their scored tokens stand for."""
    windows: list[Window] = []
    n_bytes, left = 0, max_tokens
    for text in corpus.texts:
        if left <= 0:
            break
        ids = list(model.tokenizer.encode(text))
        whole = len(ids) <= left
        ids = ids[:left]
        n_unscored = 0 if prefix is not None else 1
        if whole and prefix is not None:
            n_bytes += len(text.encode())
        else:
            n_bytes += sum(len(model.tokenizer.piece(token)) for token in ids[n_unscored:])
        left -= len(ids)
        stream = ids if prefix is None else [prefix, *ids]
        windows.extend(_cut(stream, size))
    return windows, n_bytes


def _cut(stream: list[int], size: int) -> Iterator[Window]:
    """Windows of at most `size` read tokens (and one more to predict); each token but the first is scored once."""
    scored = 1
    while scored < len(stream):
        begin = 0 if scored == 1 else scored - 1 - size // 2
        end = min(len(stream), begin + size + 1)
        yield Window(tuple(stream[begin:end]), end - scored)
        scored = end


def _batches(windows: list[Window], size: int, vocab_size: int) -> Iterator[list[Window]]:
    """Windows of like length together, as many as the memory for logits allows."""
    batch: list[Window] = []
    for window in sorted(windows, key=lambda one: -len(one.ids)):
        longest = len(batch[0].ids) if batch else len(window.ids)
        if batch and (len(batch) + 1) * longest * vocab_size * 4 > LOGIT_BYTES:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _batch_loss(model: LanguageModel, batch: list[Window]) -> float:
    """Summed loss in nats. Rows are padded at their end, where a causal model does not look back from."""
    longest = max(len(window.ids) for window in batch)
    ids = torch.tensor([window.ids + (0,) * (longest - len(window.ids)) for window in batch], device=model.device)
    places = torch.tensor(
        [
            (row, place)
            for row, window in enumerate(batch)
            for place in range(len(window.ids) - 1 - window.n_scored, len(window.ids) - 1)
        ],
        device=model.device,
    )
    logits = model.logits(ids[:, :-1])
    total = torch.zeros((), dtype=torch.float64, device="cpu")
    for part in places.split(ROWS_AT_ONCE):
        total += _part_loss(logits[part[:, 0], part[:, 1]], ids[part[:, 0], part[:, 1] + 1])
    return float(total)


def _part_loss(logits: Tensor, targets: Tensor) -> Tensor:
    losses = logits.logsumexp(dim=-1) - logits.gather(1, targets[:, None])[:, 0]
    return losses.sum().cpu().double()


def _sums(corpus: Corpus) -> list[tuple[str, str]]:
    """(prompt up to "=", answer) of every line that is a sum."""
    lines = (line.strip() for text in corpus.texts for line in text.splitlines())
    return [(f"{left}=", right.strip()) for line in lines for left, mark, right in [line.partition("=")] if mark]


def _exact_match(model: LanguageModel, sums: list[tuple[str, str]], prefix: int | None, progress: Progress) -> float:
    begin = [] if prefix is None else [prefix]
    prompts = [begin + list(model.tokenizer.encode(prompt)) for prompt, _ in sums]
    answers = decode_batch(model, prompts, n_tokens=ANSWER_TOKENS, stop="\n", progress=progress)
    right = sum(answer.strip() == wanted for answer, (_, wanted) in zip(answers, sums, strict=True))
    return right / len(sums)
