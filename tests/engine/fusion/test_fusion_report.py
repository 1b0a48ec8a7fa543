"""What a step reports, and the two definitions of gap closure."""

from __future__ import annotations

import pytest
import torch

from engine.fusion import FusedModel, gap_closure
from engine.fusion.kl import divergence
from tests.engine.fusion.members import Fake, Letters

WORDS = Letters(tuple("abcdefgh "))
IDS = torch.tensor([[0, 1, 4, 9], [0, 5, 5, 1]])


def fused(strategy: str = "dynamic", **settings) -> FusedModel:
    members = [Fake(name, WORDS, seed) for seed, name in enumerate(["large", "base", "first", "second"])]
    return FusedModel(members[0], members[1], members[2:], strategy, **settings)


def test_a_step_tells_alpha_divergences_candidates_and_milliseconds():
    model = fused()
    state = model.start(2)
    assert state.report is None
    log_probs = model.step(IDS, state)
    report = model.last_step(state, row=1)
    assert report is not None
    log_p = model.large.logits(IDS)[1, -1].log_softmax(-1)
    assert report.token == int(log_probs[1].argmax())
    assert report.text == WORDS.piece(report.token).decode()
    assert report.reached == pytest.approx(
        (float(divergence(log_probs[1], log_p)), float(divergence(log_p, log_probs[1])))
    )
    assert len(report.alpha) == len(report.targets) == 2
    assert set(report.top) == {"large", "base", "expert 1", "expert 2", "fused"}
    for candidates in report.top.values():
        chances = [candidate.probability for candidate in candidates]
        assert len(chances) == 5
        assert chances == sorted(chances, reverse=True)
    assert set(report.milliseconds) == {"large", "base", "expert 1", "expert 2", "solve"}
    assert all(value >= 0 for value in report.milliseconds.values())
    assert model.last_step(row=0) == state.report


def test_the_carrier_is_the_expert_that_added_most_to_the_chosen_token():
    model = fused("static", alpha=[1.0, 0.5])
    state = model.start()
    model.step(IDS[:1], state)
    _, base, first, second = (m.logits(IDS[:1])[0, -1].log_softmax(-1) for m in model.members().values())
    added = torch.stack([first - base, 0.5 * (second - base)])
    carriers = []
    for token in range(WORDS.vocab_size):
        best = int(added[:, token].argmax())
        expected = f"expert {best + 1}" if added[best, token] > 0.1 else "large"
        report = model.last_step(state, token=token)
        assert report is not None
        assert report.carrier == expected
        carriers.append(expected)
    assert len(set(carriers)) == 3


@pytest.mark.parametrize("strategy", ["contrastive", "average-logits", "average-probabilities", "anti-expert"])
def test_strategies_without_alpha_report_too(strategy):
    model = fused(strategy)
    model.step(IDS, model.start(2))
    report = model.last_step()
    assert report is not None
    assert report.alpha == ()
    assert report.carrier in {"large", "expert 1", "expert 2"}


def test_both_definitions_of_gap_closure():
    paper = gap_closure(29.93, 46.09, 47.79)
    assert paper.ratio == pytest.approx(0.964, abs=1e-3)
    assert paper.closure == pytest.approx(0.905, abs=1e-3)
    assert gap_closure([3.0, 2.0], [2.5, 1.5], [2.0, 1.0]).closure == pytest.approx(0.5)
    assert gap_closure(1.0, 2.0, 1.0).closure is None
