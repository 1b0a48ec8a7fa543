"""Answers one by one: what a person can look at, beside the losses that average over thousands of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.icl.attention import answers
from engine.icl.baselines import Baseline, tuned
from engine.icl.laws import Law
from engine.icl.options import Attention

N_QUESTIONS = 150


@dataclass(frozen=True)
class Questions:
    """Prompts drawn anew, each with weights of its own.

    x: (prompts, d, n + 1), y: (prompts, 1, n + 1) with 0 for the query, truth: (prompts,), its right answer.
    """

    law: Law
    x: Tensor
    y: Tensor
    truth: Tensor

    def ask(self, a: Tensor, b: Tensor | None = None, attention: Attention = Attention.LINEAR) -> Tensor:
        """The answers (prompts,) of one network, a and b (layers, d, d). Without layers it answers 0."""
        with torch.no_grad():
            moved = None if b is None else b.double()
            return answers(self.x, self.y, self.law.n_examples, a.double(), moved, attention)[:, 0, 0]

    def descend(self, kind: Baseline | str, steps: int) -> Tensor:
        """The answers (prompts,) of so many steps of a method at its best."""
        a, b = tuned(Baseline(kind), self.law, steps)
        return self.ask(a[0], None if b is None else b[0])


def questions(law: Law, count: int = N_QUESTIONS, seed: int = 2_000_003) -> Questions:
    """Draw `count` prompts that neither training nor testing has seen."""
    source = np.random.default_rng(seed)
    x = law.root @ torch.from_numpy(source.standard_normal((count, law.d, law.n_examples + 1)))
    w = torch.from_numpy(source.standard_normal((count, 1, law.d))) @ law.weight_root
    y = w @ x
    truth = y[:, 0, -1].clone()
    y[..., -1] = 0
    return Questions(law, x, y, truth)
