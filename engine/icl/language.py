"""Does a language model do regression? Prompts of numbers as text, and its answers beside least squares and descent.

A prompt is lines of "3 -1 = 5", whole numbers, and a last line that ends after "=". What the model writes before the
next line is its answer. (Garg et al. 2022 ask this of transformers trained for it; here it is asked of any model.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.models.contract import LanguageModel
from engine.models.decoding import decode_batch

ANSWER_TOKENS = 8
_NUMBER = re.compile(r"\s*(-?\d+(?:\.\d+)?)")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class TextPrompt:
    """x: (n, d) and y: (n,) whole numbers, the query (d,) and its answer."""

    x: np.ndarray
    y: np.ndarray
    query: np.ndarray
    answer: float

    @property
    def text(self) -> str:
        lines = [f"{_numbers(x)} = {int(y)}" for x, y in zip(self.x, self.y, strict=True)]
        return "\n".join([*lines, self.question])

    @property
    def question(self) -> str:
        """Its last line."""
        return f"{_numbers(self.query)} ="


@dataclass(frozen=True)
class Asked:
    """The questions of one number of examples. written: what the model wrote. guesses: method -> (questions,) numbers,
    cut to the largest that counts."""

    prompts: list[TextPrompt]
    written: list[str]
    guesses: dict[str, np.ndarray]

    @property
    def truth(self) -> np.ndarray:
        return np.array([prompt.answer for prompt in self.prompts])


@dataclass(frozen=True)
class TextCurve:
    """Mean squared errors, relative to answering 0 always, for each number of examples.

    errors: method -> (mean, standard error) for each of `examples`. understood: share of the model's answers that were
    numbers; the others count as 0. asked: the questions and answers themselves, for each of `examples`.
    """

    examples: tuple[int, ...]
    errors: dict[str, list[tuple[float, float]]]
    understood: list[float]
    asked: list[Asked]


def text_prompts(count: int, n: int, d: int, source: np.random.Generator) -> list[TextPrompt]:
    """Prompts with inputs and weights from -5 to 5, drawn evenly."""
    x = source.integers(-5, 6, (count, n + 1, d))
    w = source.integers(-5, 6, (count, d))
    y = np.einsum("pnd,pd->pn", x, w)
    return [TextPrompt(x[i, :n], y[i, :n], x[i, n], float(y[i, n])) for i in range(count)]


def regression_as_text(
    model: LanguageModel,
    *,
    d: int = 1,
    examples: Sequence[int] = (1, 2, 4, 8, 16),
    n_prompts: int = 64,
    gd_steps: Sequence[int] = (1, 2, 4, 8),
    seed: int = 0,
    progress: Progress | None = None,
) -> TextCurve:
    """Ask a model `n_prompts` regressions for each number of examples, and solve the same ones by other methods.

    Gradient descent takes steps of n / (largest eigenvalue of sum x x'), which cannot overshoot. The model's words
    are read as a number; answers are cut to three times the largest possible one, so that one does not decide the mean.
    """
    if d < 1 or n_prompts < 2 or not examples or min(examples) < 1:
        raise StitchworkError("There is nothing to ask.", "Use at least 1 input, 1 example and 2 prompts.")
    source = np.random.default_rng(seed)
    largest = 3 * 25.0 * d
    errors: dict[str, list[tuple[float, float]]] = {}
    understood: list[float] = []
    asked: list[Asked] = []
    for done, n in enumerate(examples):
        prompts = text_prompts(n_prompts, n, d, source)
        longest = max(len(model.tokenizer.encode(prompt.text)) for prompt in prompts) + ANSWER_TOKENS
        if longest + 1 > model.context:
            raise StitchworkError(
                f"{n:,} examples take {longest:,} tokens, and {model.name} reads {model.context:,}.",
                "Ask for fewer examples or fewer inputs.",
            )
        written = decode_batch(model, [prompt.text for prompt in prompts], n_tokens=ANSWER_TOKENS, stop="\n")
        answers, share = _read(written)
        found = {model.name: answers, "least squares": _least_squares(prompts)}
        found |= {f"gradient descent, {k} steps": _descent(prompts, k) for k in gd_steps}
        asked.append(Asked(prompts, written, {name: np.clip(one, -largest, largest) for name, one in found.items()}))
        truth = asked[-1].truth
        zero = max(float(np.mean(truth**2)), 1e-9)
        for name, guess in asked[-1].guesses.items():
            squares = (guess - truth) ** 2 / zero
            errors.setdefault(name, []).append((float(squares.mean()), float(squares.std() / len(squares) ** 0.5)))
        understood.append(share)
        if progress:
            progress(done + 1, len(examples))
    return TextCurve(tuple(examples), errors, understood, asked)


def read_number(text: str) -> float | None:
    """The number that an answer begins with."""
    found = _NUMBER.match(text)
    return float(found[1]) if found else None


def _numbers(values: np.ndarray) -> str:
    return " ".join(str(int(value)) for value in values)


def _read(texts: Sequence[str]) -> tuple[np.ndarray, float]:
    """The numbers that were written, 0 for none, and the share that there were."""
    read = [read_number(text) for text in texts]
    known = sum(value is not None for value in read) / len(read)
    return np.array([0.0 if value is None else value for value in read]), known


def _least_squares(prompts: list[TextPrompt]) -> np.ndarray:
    weights = [np.linalg.lstsq(prompt.x.astype(float), prompt.y.astype(float), rcond=None)[0] for prompt in prompts]
    return np.array([float(prompt.query @ w) for prompt, w in zip(prompts, weights, strict=True)])


def _descent(prompts: list[TextPrompt], steps: int) -> np.ndarray:
    x: Tensor = torch.from_numpy(np.stack([prompt.x for prompt in prompts])).double()
    y = torch.from_numpy(np.stack([prompt.y for prompt in prompts])).double()
    query = torch.from_numpy(np.stack([prompt.query for prompt in prompts])).double()
    second = x.mT @ x
    reach = torch.linalg.eigvalsh(second)[:, -1:].clamp(min=1e-9)
    w = torch.zeros_like(query)
    for _ in range(steps):
        w = w + ((x.mT @ y[..., None])[..., 0] - (second @ w[..., None])[..., 0]) / reach
    return (w * query).sum(1).numpy()
