"""Texts as windows of tokens: what calibration, training and similarity read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.models.contract import Tokenizer


@dataclass(frozen=True)
class Windows:
    """A stream of tokens (n), read `length` at a time; texts follow each other, each opened by its own mark."""

    stream: np.ndarray
    length: int

    def __len__(self) -> int:
        """Whole windows that do not overlap."""
        return max(0, (len(self.stream) - 1) // self.length)

    def at(self, begin: int, end: int) -> Tensor:
        """Windows number begin to end (exclusive): (rows, length + 1) ids; the last of each is only predicted."""
        rows = [self.stream[i * self.length : (i + 1) * self.length + 1] for i in range(begin, min(end, len(self)))]
        return torch.from_numpy(np.stack(rows).astype(np.int64))

    def draw(self, step: int, n_rows: int, seed: int = 0) -> Tensor:
        """(n_rows, length + 1) ids from random places; what is drawn depends on the seed and the step alone."""
        chance = np.random.default_rng((seed, step))
        starts = chance.integers(0, len(self.stream) - self.length, size=n_rows)
        rows = self.stream[starts[:, None] + np.arange(self.length + 1)]
        return torch.from_numpy(rows.astype(np.int64))

    def split(self, held_out: float = 0.125, *, least: int = 1) -> tuple[Windows, Windows]:
        """The stream in two: what to learn from, and the end of it, which is held out."""
        away = max(least, round(len(self) * held_out))
        cut = (len(self) - away) * self.length + 1
        return Windows(self.stream[:cut], self.length), Windows(self.stream[cut - 1 :], self.length)


def read_windows(
    texts: Iterable[str], tokenizer: Tokenizer, length: int, *, limit: int | None = None, least: int = 2
) -> Windows:
    """Cut texts into windows of `length` tokens, at most `limit` of them.

    Raises StitchworkError where there are fewer than `least`. Short texts share windows.
    """
    opening = tokenizer.bos if tokenizer.bos is not None else tokenizer.eos
    wanted = None if limit is None else limit * length + 1
    parts: list[int] = []
    for text in texts:
        parts.extend(([] if opening is None else [opening]) + list(tokenizer.encode(text)))
        if wanted is not None and len(parts) >= wanted:
            del parts[wanted:]
            break
    windows = Windows(np.asarray(parts, dtype=np.int32), length)
    if len(windows) < least:
        raise StitchworkError(
            f"The texts hold {len(parts):,} tokens: too few for {least:,} windows of {length:,} tokens.",
            "Take more texts, or shorter windows.",
            port="texts",
        )
    return windows
