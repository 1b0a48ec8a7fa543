"""A stitched step against its two halves, and the closed-form solver against the forward passes that it reads."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import torch

from engine.data.corpora import Part, Source, shipped
from engine.data.windows import read_windows
from engine.models import load
from engine.stitching import instant
from engine.stitching.calibrate import batches, moments_for
from engine.stitching.solving import solve

ROUNDS = 60
WINDOWS = 96
BUDGET = {"step_ratio": 1.02, "solver_ratio": 1.2}


def measure() -> dict[str, float]:
    """`step_ratio`: a stitched decode step / the steps of its front and back alone, median of alternating rounds.
    `solver_ratio`: gathering the moments and solving / the two forward passes alone. One thread, in its own time.
    """
    torch.set_num_threads(1)
    a, b = load("starter-small", device="cpu"), load("starter-large", device="cpu")
    texts = shipped(Source.MIXED, Part.TRAIN, n_texts=2000).texts
    windows = read_windows(texts, b.tokenizer, 128, limit=WINDOWS)
    stitched, _ = instant(a, 2, b, 3, windows)
    return {**_steps(stitched), **_solver(stitched, windows)}


def _steps(stitched: Any) -> dict[str, float]:
    ids = torch.tensor([[5, 9, 7, 30]])
    whole, front, back = stitched.start(), stitched.front.start(), stitched.back.start()
    stitched.step(ids, whole)
    with torch.inference_mode():
        states = stitched.map(stitched.front.step(ids, front))
        stitched.back.step(states, back)
        states = states[:, -1:]
    ratios = []
    for number in range(ROUNDS):
        token = torch.tensor([[number + 10]])

        def halves(token: torch.Tensor = token) -> None:
            stitched.front.step(token, front)
            stitched.back.step(states, back)

        def together(token: torch.Tensor = token) -> None:
            stitched.step(token, whole)

        order = (halves, together) if number % 2 else (together, halves)
        spent = {work: _timed(work) for work in order}
        ratios.append(spent[together] / spent[halves])
    return {"step_ratio": statistics.median(ratios)}


def _solver(stitched: Any, windows: Any) -> dict[str, float]:
    cut = stitched.back.depth
    n_tokens = len(windows) * windows.length

    @torch.inference_mode()
    def forward() -> None:
        for _, ids in batches(windows):
            stitched.front(ids)
            stitched.b.hidden(ids, [cut])

    def solved() -> None:
        solve(*moments_for(stitched, windows))

    pairs = [(_timed(forward), _timed(solved)) for _ in range(5)]
    return {
        "solver_ratio": statistics.median(whole / alone for alone, whole in pairs),
        "solver_tokens_per_second": n_tokens / min(whole for _, whole in pairs),
    }


def _timed(work: Callable[[], None]) -> float:
    begun = time.thread_time()
    work()
    return time.thread_time() - begun
