"""Regression as text: what a model is asked, how its words are read, and what the other methods make of the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from engine.errors import StitchworkError
from engine.icl.language import read_number, regression_as_text, text_prompts


class Letters:
    """A tokenizer of single characters."""

    fingerprint, vocab_size, bos, eos = "letters", 128, None, None

    def encode(self, text: str) -> list[int]:
        return [ord(letter) for letter in text]

    def decode(self, ids: Any) -> str:
        return "".join(chr(one) for one in ids)

    def piece(self, token: int) -> bytes:
        return bytes([token])


class Solver:
    """A model that reads the lines, solves them by least squares and writes the answer, letter by letter."""

    name, tokenizer, vocab_size, context = "solver", Letters(), 128, 4_000
    device = torch.device("cpu")

    def start(self, batch: int = 1) -> Any:
        return [[] for _ in range(batch)]

    def step(self, ids: torch.Tensor, state: Any) -> torch.Tensor:
        logits = torch.zeros(len(ids), 128)
        for row, new in enumerate(ids.tolist()):
            state[row] += new
            *lines, last = self.tokenizer.decode(state[row]).split("\n")
            query, answering, written = last.partition("=")
            if not answering:
                logits[row, ord("\n")] = 1
                continue
            x = np.array([[float(v) for v in line.split("=")[0].split()] for line in lines])
            y = np.array([float(line.split("=")[1]) for line in lines])
            answer = float(np.array([float(v) for v in query.split()]) @ np.linalg.lstsq(x, y, rcond=None)[0])
            logits[row, ord(f" {answer:.0f}\n"[len(written)])] = 1
        return logits


def test_a_prompt_is_lines_of_numbers_that_ends_before_the_answer() -> None:
    (prompt,) = text_prompts(1, 2, 2, np.random.default_rng(0))
    *lines, last = prompt.text.split("\n")
    assert len(lines) == 2
    assert last.endswith(" =")
    left, _, right = lines[0].partition(" = ")
    assert [float(v) for v in left.split()] == prompt.x[0].tolist()
    assert float(right) == prompt.y[0]


@pytest.mark.parametrize(("text", "value"), [(" -12\n3", -12.0), ("4.5", 4.5), (" = 3", None), ("seven", None)])
def test_an_answer_is_the_number_it_begins_with(text: str, value: float | None) -> None:
    assert read_number(text) == value


def test_a_model_that_solves_least_squares_has_its_curve() -> None:
    solver: Any = Solver()
    found = regression_as_text(solver, d=2, examples=(1, 8), n_prompts=12, gd_steps=(1, 64))
    assert found.understood == [1.0, 1.0]
    last = found.asked[-1]
    assert [float(text) for text in last.written] == last.truth.tolist()
    assert [prompt.question for prompt in last.prompts] == [prompt.text.split("\n")[-1] for prompt in last.prompts]
    assert set(last.guesses) == set(found.errors)
    own, exact = found.errors["solver"], found.errors["least squares"]
    assert own[1][0] == pytest.approx(0.0, abs=1e-9)
    assert exact[1][0] == pytest.approx(0.0, abs=1e-9)
    assert own[0][0] > 0.01
    one, many = found.errors["gradient descent, 1 steps"], found.errors["gradient descent, 64 steps"]
    assert many[1][0] < 0.1 * one[1][0]


def test_a_prompt_longer_than_the_model_reads_is_refused() -> None:
    solver: Any = Solver()
    solver.context = 20
    with pytest.raises(StitchworkError, match="reads 20"):
        regression_as_text(solver, examples=(16,))
