"""Members for tests: a model whose cache is a running sum, and the paper's search written out as a loop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from engine.fusion.kl import divergence
from engine.fusion.solving import GRID


@dataclass
class Letters:
    """A tokenizer that knows a list of surfaces and takes the longest that fits; token 0 opens a text."""

    surfaces: tuple[str, ...]
    fingerprint: str = ""
    bos: int | None = 0
    eos: int | None = 0

    def __post_init__(self) -> None:
        self.fingerprint = self.fingerprint or "|".join(self.surfaces)
        self.vocab_size = 1 + len(self.surfaces)

    def encode(self, text: str) -> list[int]:
        ids = []
        while text:
            best = max((s for s in self.surfaces if text.startswith(s)), key=len)
            ids.append(1 + self.surfaces.index(best))
            text = text[len(best) :]
        return ids

    def decode(self, ids: Sequence[int]) -> str:
        return b"".join(self.piece(token) for token in ids).decode("utf-8", "replace")

    def piece(self, token: int) -> bytes:
        return self.surfaces[token - 1].encode() if token else b""


@dataclass
class SumState:
    """What the fake remembers: a decaying sum of embeddings, changed in place."""

    total: Tensor
    length: int = 0

    def copy(self) -> SumState:
        return SumState(self.total.clone(), self.length)


@dataclass
class Fake:
    """A recurrent LanguageModel with random weights: every prefix has its own distribution."""

    name: str
    tokenizer: Letters
    seed: int
    padding_rows: int = 0
    context: int = 64
    blocks: int = 0
    device: torch.device = field(default_factory=lambda: torch.device("cpu"))

    def __post_init__(self) -> None:
        source = torch.Generator().manual_seed(self.seed)
        self.vocab_size = self.tokenizer.vocab_size + self.padding_rows
        self.embedding = torch.randn(self.vocab_size, 8, generator=source)
        self.head = torch.randn(8, self.vocab_size, generator=source)

    def start(self, batch: int = 1) -> SumState:
        return SumState(torch.zeros(batch, 8))

    def step(self, ids: Tensor, state: SumState) -> Tensor:
        for column in ids.T:
            state.total.mul_(0.7).add_(self.embedding[column])
            state.length += 1
        return state.total @ self.head

    def logits(self, ids: Tensor) -> Tensor:
        state = self.start(len(ids))
        return torch.stack([self.step(column[:, None], state) for column in ids.T], dim=1)

    def hidden(self, ids: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        return dict.fromkeys(depths, self.embedding[ids])

    def parameters_to_train(self) -> Iterator[torch.nn.Parameter]:
        return iter(())

    def members(self) -> dict:
        return {}


def direct_objective(large: Tensor, base: Tensor, experts: Sequence[Tensor], alpha: Tensor) -> Tensor:
    """The objective as the paper writes it, with no closed form."""
    log_p, log_q = large.log_softmax(-1), base.log_softmax(-1)
    log_qs = [expert.log_softmax(-1) for expert in experts]
    steering = sum(alpha[:, [t]] * (experts[t] - base) for t in range(len(experts)))
    fused = (large + steering).log_softmax(-1)
    return torch.stack(
        [
            (divergence(fused, log_p) - divergence(q, log_q)) ** 2
            + (divergence(log_p, fused) - divergence(log_q, q)) ** 2
            for q in log_qs
        ]
    ).sum(0)


def grid_loop(large: Tensor, base: Tensor, experts: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """The paper's search as a loop over experts and 21 points: alpha (batch, experts) and objective (batch,)."""
    alpha = torch.zeros(len(large), len(experts), dtype=large.dtype)
    lowest = direct_objective(large, base, experts, alpha)
    for size in GRID[1:]:
        for t in range(len(experts)):
            trial = torch.zeros_like(alpha)
            trial[:, t] = size
            value = direct_objective(large, base, experts, trial)
            better = value < lowest
            alpha[better], lowest[better] = trial[better], value[better]
    return alpha, lowest
