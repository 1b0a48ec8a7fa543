"""Members of one shape read together and say what each says alone."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import torch

from engine.models.abreast import Abreast, Alone, voices
from engine.models.transformers_model import TransformersModel
from tests.engine.models.families import family

TOGETHER = ("llama", "gpt_neox", "mistral", "qwen2", "qwen3", "phi", "olmo2", "stablelm", "starcoder2")


def siblings(name: str, count: int = 3) -> list[TransformersModel]:
    """Models of one architecture and shape with weights of their own."""
    first = family(name)
    made = [first]
    for seed in range(1, count):
        twin: Any = copy.deepcopy(first.module)
        source = torch.Generator().manual_seed(seed)
        for weight in twin.parameters():
            weight.data += 0.2 * torch.randn(weight.shape, generator=source)
        made.append(TransformersModel(twin, first.tokenizer, f"{name} {seed}", first.context))
    return made


@pytest.mark.parametrize("name", TOGETHER)
def test_members_of_one_shape_say_together_what_each_says_alone(name: str) -> None:
    models = siblings(name)
    alone = [model.start(2) for model in models]
    ((roles, voice),) = voices(dict(zip("abc", models, strict=True)))
    assert roles == ("a", "b", "c")
    assert isinstance(voice, Abreast)
    state = voice.start(2)
    for ids in (torch.tensor([[5, 9, 7, 30], [1, 2, 3, 4]]), torch.tensor([[11], [12]]), torch.tensor([[3], [40]])):
        wanted = torch.stack([model.step(ids, own) for model, own in zip(models, alone, strict=True)])
        torch.testing.assert_close(voice.step(ids, state), wanted, atol=1e-4, rtol=1e-4)


def test_a_copied_state_goes_its_own_way() -> None:
    models = siblings("llama")
    ((_, voice),) = voices(dict(zip("abc", models, strict=True)))
    state = voice.start()
    voice.step(torch.tensor([[5, 9, 7]]), state)
    branch = state.copy()
    first = voice.step(torch.tensor([[11]]), branch)
    voice.step(torch.tensor([[40]]), state)
    alone = models[1].start()
    models[1].step(torch.tensor([[5, 9, 7]]), alone)
    torch.testing.assert_close(first[1], models[1].step(torch.tensor([[11]]), alone), atol=1e-5, rtol=1e-5)


def test_weights_are_shared_with_the_members_and_never_held_twice() -> None:
    models = siblings("llama", 2)
    voices({"base": models[0], "expert": models[1]})
    one, other = (next(model.parameters_to_train()) for model in models)
    assert one.untyped_storage().data_ptr() == other.untyped_storage().data_ptr()
    head = models[1].module.get_output_embeddings().weight
    assert head.untyped_storage().nbytes() == 2 * head.numel() * head.element_size()


def test_members_that_meet_again_share_what_they_shared_before() -> None:
    models = siblings("llama", 3)
    members = dict(zip("abc", models, strict=True))
    ((_, first),) = voices(members)
    before = [weight.data_ptr() for model in models for weight in model.parameters_to_train()]
    ((_, second),) = voices(members)
    assert [weight.data_ptr() for model in models for weight in model.parameters_to_train()] == before
    ids = torch.tensor([[5, 9, 7]])
    assert torch.equal(first.step(ids, first.start()), second.step(ids, second.start()))


def test_another_shape_reads_alone() -> None:
    models = siblings("llama", 2)
    wide = family("qwen2")
    grouped = voices({"base": models[0], "large": wide, "expert": models[1]})
    assert [roles for roles, _ in grouped] == [("base", "expert"), ("large",)]
    assert isinstance(grouped[1][1], Alone)


@pytest.mark.parametrize("name", ["gpt2", "gemma", "mamba", "rwkv"])
def test_models_that_have_no_form_side_by_side_read_alone(name: str) -> None:
    models = siblings(name, 2)
    grouped = voices(dict(zip("ab", models, strict=True)))
    assert [roles for roles, _ in grouped] == [("a",), ("b",)]


def test_a_form_that_says_something_else_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    step = Abreast.step
    monkeypatch.setattr(Abreast, "step", lambda self, ids, state: step(self, ids, state) + 0.01)
    grouped = voices(dict(zip("ab", siblings("llama", 2), strict=True)))
    assert all(isinstance(voice, Alone) for _, voice in grouped)
