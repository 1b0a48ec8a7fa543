"""A fusion is a LanguageModel: caches, batches, copies, strategies, members of any kind."""

from __future__ import annotations

import pytest
import torch

from engine import resources
from engine.errors import StitchworkError
from engine.fusion import FusedModel, Strategy, solve
from engine.models.contract import LanguageModel
from tests.engine.fusion.members import Fake, Letters

WORDS = Letters(tuple("abcdefgh "))
IDS = torch.tensor([[0, 1, 4, 9, 2, 6, 3, 3, 8], [0, 5, 5, 1, 7, 9, 2, 4, 6]])


def fakes(n_experts: int) -> tuple[Fake, Fake, list[Fake]]:
    return Fake("large", WORDS, 1), Fake("base", WORDS, 2), [Fake(f"e{n}", WORDS, 3 + n) for n in range(n_experts)]


def read(model: LanguageModel, ids: torch.Tensor) -> torch.Tensor:
    state = model.start(len(ids))
    return torch.stack([model.step(column, state) for column in ids.split(1, dim=1)], dim=1)


@pytest.mark.parametrize("strategy", list(Strategy))
@pytest.mark.parametrize("n_experts", [1, 3])
def test_decoding_with_caches_equals_reading_the_whole_prefix(strategy, n_experts):
    model = FusedModel(*fakes(n_experts), strategy=strategy)
    assert isinstance(model, LanguageModel)
    torch.testing.assert_close(read(model, IDS), model.logits(IDS), rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(model.step(IDS, model.start(2)), model.logits(IDS)[:, -1], rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(model.logits(IDS).exp().sum(-1), torch.ones(IDS.shape))


def test_a_copied_state_decodes_on_without_touching_the_other():
    model = FusedModel(*fakes(2))
    state = model.start(2)
    model.step(IDS[:, :4], state)
    branch = state.copy()
    model.step(IDS[:, 7:], branch)
    torch.testing.assert_close(model.step(IDS[:, 4:], state), model.logits(IDS)[:, -1], rtol=1e-4, atol=1e-4)
    assert (state.length, branch.length) == (9, 6)


def test_strategies_are_what_they_say():
    large, base, experts = fakes(2)
    z, s, e, f = (m.logits(IDS).flatten(0, 1) for m in (large, base, *experts))

    def fused(strategy: str, **settings) -> torch.Tensor:
        return FusedModel(large, base, experts, strategy, **settings).logits(IDS).flatten(0, 1)

    expected = {
        "dynamic": solve(z, s, [e, f]).log_probs,
        "static": (z + (e - s) + (f - s)).log_softmax(-1),
        "average-logits": (z + e + f).div(3).log_softmax(-1),
        "average-probabilities": ((z.softmax(-1) + e.softmax(-1) + f.softmax(-1)) / 3).log(),
        "anti-expert": (z + e - f).log_softmax(-1),
    }
    for strategy, log_probs in expected.items():
        torch.testing.assert_close(fused(strategy), log_probs, rtol=1e-4, atol=1e-4, msg=strategy)
    torch.testing.assert_close(fused("static", alpha=[0.5, 0.0]), (z + 0.5 * (e - s)).log_softmax(-1))
    one = FusedModel(large, base, experts[:1], "anti-expert", alpha=0.5).logits(IDS).flatten(0, 1)
    torch.testing.assert_close(one, (z + 0.5 * (s - e)).log_softmax(-1))


def test_contrastive_decoding_keeps_plausible_tokens_only():
    large, base, _ = fakes(0)
    p, q = large.logits(IDS).softmax(-1), base.logits(IDS).softmax(-1)
    contrasted = FusedModel(large, base, [], "contrastive").logits(IDS)
    plausible = p >= 0.1 * p.amax(-1, keepdim=True)
    assert 0 < plausible.float().mean() < 1
    assert (contrasted[~plausible] < -100).all()
    for row, mask, ratio in zip(contrasted.flatten(0, 1), plausible.flatten(0, 1), (p / q).flatten(0, 1), strict=True):
        torch.testing.assert_close(row[mask].exp(), ratio[mask] / ratio[mask].sum())


def test_padded_vocabularies_meet_on_the_shared_part():
    _, base, experts = fakes(1)
    padded = FusedModel(Fake("large", WORDS, 1, padding_rows=6), base, experts)
    assert padded.vocab_size == WORDS.vocab_size
    assert padded.logits(IDS).shape[-1] == WORDS.vocab_size
    assert read(padded, IDS).shape[-1] == WORDS.vocab_size


def test_a_fusion_may_be_a_member():
    large, base, experts = fakes(2)
    inner = FusedModel(large, base, experts[:1])
    outer = FusedModel(inner, base, experts[1:])
    torch.testing.assert_close(read(outer, IDS), outer.logits(IDS), rtol=1e-3, atol=1e-3)
    assert list(outer.members()) == ["large", "base", "expert 1"]
    assert outer.members()["large"] is inner


def test_using_another_strategy_shares_the_members():
    model = FusedModel(*fakes(1))
    other = model.using("static", alpha=0.5)
    assert other.members() == model.members()
    assert (other.strategy, other.alpha) == ("static", [0.5])
    assert torch.equal(model.hidden(IDS, [0])[0], model.large.hidden(IDS, [0])[0])
    assert list(model.parameters_to_train()) == []


def test_what_cannot_work_is_said_before_anything_runs():
    large, base, experts = fakes(2)
    for words, arguments in {
        "needs a base": (large, None, experts),
        "at least one expert": (large, base, []),
        "no fusion strategy": (large, base, experts, "clever"),
        "2 experts and 3 values": (large, base, experts, "static", [1.0, 2.0, 3.0]),
    }.items():
        with pytest.raises(StitchworkError, match=words):
            FusedModel(*arguments)


@pytest.fixture(scope="module")
def starters() -> dict[str, LanguageModel]:
    from engine.models.loading import load

    folder = resources.path("starter", "models")
    return {
        name: load(folder / name) for name in ("starter-large", "starter-small", "small-scripture", "small-dictionary")
    }


@pytest.mark.parametrize("n_experts", [1, 2])
def test_exact_beats_the_grid_at_every_step_of_a_real_decode(starters, n_experts):
    large, base, *experts = starters.values()
    model = FusedModel(large, base, experts[:n_experts])
    opening = [large.tokenizer.bos, *large.tokenizer.encode("And the king said")]
    ids = torch.tensor([opening], device=model.device)
    state = model.start()
    fused = model.step(ids, state)
    picked = []
    for _ in range(20):
        assert model.last is not None
        kept = list(model.last.logits.values())
        exact, grid = solve(kept[0], kept[1], kept[2:]), solve(kept[0], kept[1], kept[2:], "paper")
        assert (exact.objective <= grid.objective * (1 + 1e-6) + 1e-9).all()
        picked.append(int(fused.argmax()))
        fused = model.step(torch.tensor([picked[-1:]]), state)
    whole = model.logits(torch.tensor([opening + picked]))[0, len(opening) - 1 : -1]
    assert whole.argmax(-1).tolist() == picked


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_the_device_gives_the_same_answer():
    source = torch.Generator().manual_seed(0)
    members = [torch.randn(3, 5000, generator=source) * 2 for _ in range(4)]
    here = solve(members[0], members[1], members[2:])
    there = solve(members[0].cuda(), members[1].cuda(), [m.cuda() for m in members[2:]])
    torch.testing.assert_close(there.objective.cpu(), here.objective, rtol=1e-3, atol=1e-4)
