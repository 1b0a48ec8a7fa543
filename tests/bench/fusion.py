"""A fused step against its members' own steps, and the exact solve against the paper's loop over 21 points."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import torch

from engine import resources
from engine.fusion import FusedModel, solve
from tests.engine.fusion.members import grid_loop

ROUNDS = 40
SOLVES = 3
VOCABULARIES = (4_096, 49_152, 262_144)
BUDGET = {f"{size}_{n}_step_ratio": 1.05 for size in ("starter", "135m") for n in (1, 2, 4)}


def measure() -> dict[str, float]:
    """`*_step_ratio`: fused step / sum of its members' own steps, the median of rounds that alternate the two.
    All on one thread, in its own time, so that other work on the machine does not count.

    `solve_VOCAB_EXPERTS_*`: time of exact / loop, and the mean objectives of both over random logits.
    """
    torch.set_num_threads(1)
    found: dict[str, float] = {}
    for size, members in (("starter", _starters()), ("135m", _random_members())):
        for n_experts in (1, 2, 4):
            found.update(_steps(f"{size}_{n_experts}", FusedModel(members[0], members[1], members[2 : 2 + n_experts])))
    for vocab in VOCABULARIES:
        for n_experts in (1, 3):
            found.update(_solves(f"solve_{vocab}_{n_experts}", vocab, n_experts))
    return found


def _steps(name: str, fused: FusedModel) -> dict[str, float]:
    ids = torch.tensor([[5, 9, 7, 30]], device=fused.device)
    members = list(fused.members().values())
    states = [member.start() for member in members]
    state = fused.start()
    for member, own in zip(members, states, strict=True):
        member.step(ids, own)
    fused.step(ids, state)
    ratios, milliseconds = [], []
    for index in range(ROUNDS):
        token = torch.tensor([[index + 10]], device=fused.device)

        def alone(token: torch.Tensor = token) -> None:
            for member, own in zip(members, states, strict=True):
                member.step(token, own)

        def together(token: torch.Tensor = token) -> None:
            fused.step(token, state)

        order = (alone, together) if index % 2 else (together, alone)
        spent = {work: _timed(work)[0] for work in order}
        ratios.append(spent[together] / spent[alone])
        milliseconds.append(spent[together] * 1000)
    return {f"{name}_step_ratio": statistics.median(ratios), f"{name}_step_ms": statistics.median(milliseconds)}


def _solves(name: str, vocab: int, n_experts: int) -> dict[str, float]:
    source = torch.Generator().manual_seed(0)
    ratios, exact_ms, exact_objective, loop_objective = [], [], [], []
    for _ in range(SOLVES):
        base = 3 * torch.randn(1, vocab, generator=source)
        large = base + torch.randn(1, vocab, generator=source)
        experts = [base + torch.randn(1, vocab, generator=source) for _ in range(n_experts)]
        solve(large, base, experts)
        exact, solution = _timed(lambda m=(large, base, experts): solve(*m))
        loop, (_, objective) = _timed(lambda m=(large, base, experts): grid_loop(*m))
        ratios.append(exact / loop)
        exact_ms.append(exact * 1000)
        exact_objective.append(float(solution.objective))
        loop_objective.append(float(objective))
    return {
        f"{name}_time_ratio": statistics.median(ratios),
        f"{name}_ms": statistics.median(exact_ms),
        f"{name}_objective": statistics.fmean(exact_objective),
        f"{name}_loop_objective": statistics.fmean(loop_objective),
    }


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.thread_time()
    result = work()
    return time.thread_time() - started, result


def _starters() -> list[Any]:
    from engine.models.loading import load

    folder = resources.path("starter", "models")
    names = ["starter-large", "starter-small", *(f"small-{d}" for d in ("dictionary", "python", "scripture", "sums"))]
    return [load(folder / name) for name in names]


def _random_members() -> list[Any]:
    """A large model of SmolLM2-135M's shape and small ones of a tenth, with random weights."""
    from transformers import LlamaConfig, LlamaForCausalLM

    from engine.models.transformers_model import TransformersModel

    tokenizer: Any = SimpleNamespace(fingerprint="random", vocab_size=49_152, bos=0, eos=0, piece=lambda token: b"")
    shapes = [(576, 1536, 30, 9, 3), *[(192, 512, 8, 3, 3)] * 5]
    members = []
    for width, inner, layers, heads, groups in shapes:
        config = LlamaConfig(
            vocab_size=49_152,
            hidden_size=width,
            intermediate_size=inner,
            num_hidden_layers=layers,
            num_attention_heads=heads,
            num_key_value_heads=groups,
            max_position_embeddings=512,
            tie_word_embeddings=True,
        )
        members.append(TransformersModel(LlamaForCausalLM(config).eval(), tokenizer, "random", 512))
    return members
