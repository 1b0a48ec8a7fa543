"""Writing text with any LanguageModel, one token at a time: only `start` and `step` are asked of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.models.contract import LanguageModel
from engine.models.devices import memory_guard
from engine.models.tokenizer import TextStream

MOST_ROWS = 32


@dataclass(frozen=True, slots=True)
class Step:
    """One generated token. `text`: what it adds (bytes of an unfinished character come with the token that ends it);
    `log_prob`: natural logarithm of the model's own probability; `ms`: time since the last token."""

    token: int
    text: str
    log_prob: float
    ms: float


@dataclass(frozen=True)
class Sampling:
    """How a token is chosen. `temperature` 0 takes the most probable; `top_k` 0 and `top_p` 1 leave all in."""

    temperature: float = 0.0
    top_k: int = 0
    top_p: float = 1.0

    def __post_init__(self) -> None:
        if self.temperature < 0:
            raise StitchworkError("The temperature cannot be below 0.", setting="temperature")
        if not 0 < self.top_p <= 1:
            raise StitchworkError("Top-p lies above 0 and at most at 1.", setting="top_p")
        if self.top_k < 0:
            raise StitchworkError("Top-k cannot be below 0 (0 keeps every token).", setting="top_k")

    @torch.inference_mode()
    def choose_one(self, logits: Tensor, generator: torch.Generator | None) -> tuple[int, float]:
        """(1, vocab) -> a token and its log-probability; few operations, as they add up beside a small model."""
        log_probs = logits.log_softmax(dim=-1)
        if self.temperature == 0:
            best, token = log_probs.max(dim=-1)
            return int(token.item()), best.item()
        token = int(self.choose(logits, generator).item())
        return token, log_probs[0, token].item()

    def choose(self, logits: Tensor, generator: torch.Generator | None) -> Tensor:
        """(batch, vocab) -> (batch,) tokens."""
        if self.temperature == 0:
            return logits.argmax(dim=-1)
        scaled = logits / self.temperature
        if 0 < self.top_k < scaled.shape[-1]:
            least = scaled.topk(self.top_k, dim=-1).values[..., -1:]
            scaled = scaled.masked_fill(scaled < least, -torch.inf)
        probs = scaled.softmax(dim=-1)
        if self.top_p < 1:
            ranked, order = probs.sort(dim=-1, descending=True)
            beyond = ranked.cumsum(dim=-1) - ranked >= self.top_p
            probs = probs.scatter(-1, order, ranked.masked_fill(beyond, 0.0))
        return torch.multinomial(probs, 1, generator=generator).squeeze(-1)


def generate(
    model: LanguageModel,
    prompt: str,
    *,
    n_tokens: int,
    temperature: float = 0.0,
    top_k: int = 0,
    top_p: float = 1.0,
    seed: int = 0,
    stop: str | None = None,
) -> Iterator[Step]:
    """Continue a prompt by up to `n_tokens` tokens.

    Ends earlier at the model's end-of-text token (which is not given out), once the new text holds `stop`, or when
    the model's context is full. A prompt longer than the context is an error.
    """
    sampling = Sampling(temperature, top_k, top_p)
    ids = prompt_ids(model, prompt)
    ends = _ends(model)
    generator = _generator(model, seed)
    stream = TextStream(model.tokenizer)
    written = ""
    state = model.start(1)
    began = time.perf_counter()
    with memory_guard(str(model.device), "generating"):
        for _ in range(min(n_tokens, model.context - len(ids) + 1)):
            tokens = torch.tensor([ids], device=model.device)
            token, log_prob = sampling.choose_one(model.step(tokens, state), generator)
            if token in ends:
                return
            ids = [token]
            text = stream.push(token)
            now = time.perf_counter()
            yield Step(token, text, log_prob, 1000 * (now - began))
            began = time.perf_counter()
            if stop:
                written = written[-len(stop) :] + text
                if stop in written:
                    return


def decode_batch(
    model: LanguageModel,
    prompts: Sequence[str | Sequence[int]],
    *,
    n_tokens: int,
    temperature: float = 0.0,
    top_k: int = 0,
    top_p: float = 1.0,
    seed: int = 0,
    stop: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[str]:
    """Continue many prompts (texts or tokens); gives the new texts in order, each cut before `stop`.

    Prompts of one length are read together, so no padding reaches the model and any LanguageModel will do.
    """
    sampling = Sampling(temperature, top_k, top_p)
    rows = [prompt_ids(model, p) if isinstance(p, str) else _checked(model, list(p)) for p in prompts]
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    generator = _generator(model, seed)
    texts = [""] * len(rows)
    done = 0
    while done < len(order):
        length = len(rows[order[done]])
        group = [index for index in order[done : done + MOST_ROWS] if len(rows[index]) == length]
        with torch.inference_mode(), memory_guard(str(model.device), "generating"):
            outputs = _decode_rows(model, [rows[index] for index in group], n_tokens, sampling, generator, stop)
        for index, text in zip(group, outputs, strict=True):
            texts[index] = text
        done += len(group)
        if progress:
            progress(done, len(order))
    return texts


def prompt_ids(model: LanguageModel, prompt: str) -> list[int]:
    """The tokens of a prompt; an empty one becomes the token that begins a text, where the model has it."""
    tokenizer = model.tokenizer
    ids = list(tokenizer.encode(prompt))
    if tokenizer.bos is not None and (not ids or getattr(tokenizer, "adds_bos", False)):
        ids.insert(0, tokenizer.bos)
    if not ids:
        raise StitchworkError(
            f"The prompt is empty, and {model.name} has no token that begins a text.",
            "Write at least one word.",
            setting="text",
        )
    return _checked(model, ids)


def _checked(model: LanguageModel, ids: list[int]) -> list[int]:
    if not ids:
        raise StitchworkError("A prompt is empty.", "Write at least one word.")
    if len(ids) > model.context:
        raise StitchworkError(
            f"The prompt is {len(ids):,} tokens long, and {model.name} can read {model.context:,}.",
            "Shorten the prompt, or choose a model with a longer context.",
            setting="text",
        )
    return ids


def _decode_rows(
    model: LanguageModel,
    rows: list[list[int]],
    n_tokens: int,
    sampling: Sampling,
    generator: torch.Generator | None,
    stop: str | None,
) -> list[str]:
    """Rows of one length, side by side, until each has ended."""
    ends = _ends(model)
    streams = [TextStream(model.tokenizer) for _ in rows]
    texts = [""] * len(rows)
    open_rows = set(range(len(rows)))
    state = model.start(len(rows))
    ids = torch.tensor(rows, device=model.device)
    for _ in range(min(n_tokens, model.context - len(rows[0]) + 1)):
        chosen = sampling.choose(model.step(ids, state), generator)
        for row, token in enumerate(chosen.tolist()):
            if row not in open_rows:
                continue
            if token in ends:
                open_rows.discard(row)
                continue
            texts[row] += streams[row].push(token)
            if stop and stop in texts[row]:
                texts[row] = texts[row][: texts[row].index(stop)]
                open_rows.discard(row)
        if not open_rows:
            break
        ids = chosen[:, None]
    return texts


def _ends(model: LanguageModel) -> frozenset[int]:
    eos = model.tokenizer.eos
    return getattr(model.tokenizer, "stops", frozenset() if eos is None else frozenset([eos]))


def _generator(model: LanguageModel, seed: int) -> torch.Generator:
    return torch.Generator(device=model.device).manual_seed(seed)
