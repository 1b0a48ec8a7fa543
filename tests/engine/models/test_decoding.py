"""Writing text: greedy and sampled, alone and in batches, and where it ends."""

from __future__ import annotations

import pytest
import torch

from engine.errors import StitchworkError
from engine.models import load
from engine.models.decoding import Sampling, decode_batch, generate, prompt_ids
from engine.models.library import Library
from engine.models.tokenizer import TextStream
from engine.models.transformers_model import TransformersModel


@pytest.fixture(scope="module")
def model(library: Library) -> TransformersModel:
    loaded = load("llama", device="cpu", library=library)
    loaded.tokenizer.stops = frozenset()
    return loaded


def test_greedy_steps_equal_recomputing_the_whole_text(model: TransformersModel) -> None:
    ids = prompt_ids(model, "the cat sat")
    steps = list(generate(model, "the cat sat", n_tokens=12))
    for step in steps:
        log_probs = model.logits(torch.tensor([ids]))[0, -1].detach().log_softmax(dim=-1)
        assert step.token == int(log_probs.argmax())
        assert step.log_prob == pytest.approx(float(log_probs[step.token]), abs=1e-4)
        ids.append(step.token)
    assert len(steps) == 12


def test_greedy_text_equals_that_of_transformers(model: TransformersModel) -> None:
    ids = torch.tensor([prompt_ids(model, "the dog")])
    output = model.module.generate(ids, max_new_tokens=10, do_sample=False, eos_token_id=None, pad_token_id=0)
    assert [step.token for step in generate(model, "the dog", n_tokens=10)] == output[0, ids.shape[1] :].tolist()


def test_prompts_of_different_lengths_decode_as_they_do_alone(model: TransformersModel) -> None:
    prompts = ["the cat", "the", "in the beginning was the word", "a dog"]
    alone = ["".join(step.text for step in generate(model, prompt, n_tokens=8)) for prompt in prompts]
    seen: list[tuple[int, int]] = []
    assert decode_batch(model, prompts, n_tokens=8, progress=lambda *counts: seen.append(counts)) == alone
    assert seen[-1] == (4, 4)


def test_a_seed_repeats_and_another_differs(model: TransformersModel) -> None:
    def written(seed: int) -> list[int]:
        return [s.token for s in generate(model, "the", n_tokens=16, temperature=1.5, seed=seed)]

    assert written(1) == written(1)
    assert written(1) != written(2)


def test_top_k_and_top_p_leave_only_likely_tokens() -> None:
    logits = torch.tensor([[0.5, 0.3, 0.15, 0.05]]).log().repeat(400, 1)
    generator = torch.Generator().manual_seed(0)
    assert set(Sampling(1.0, top_k=2).choose(logits, generator).tolist()) == {0, 1}
    assert set(Sampling(1.0, top_p=0.79).choose(logits, generator).tolist()) == {0, 1}
    assert set(Sampling(1.0).choose(logits, generator).tolist()) == {0, 1, 2, 3}
    assert set(Sampling(0.0).choose(logits, None).tolist()) == {0}


def test_it_ends_at_the_end_of_text_token(model: TransformersModel) -> None:
    tokens = [step.token for step in generate(model, "the cat", n_tokens=8)]
    model.tokenizer.stops = frozenset([tokens[3]])
    try:
        expected = tokens[: tokens.index(tokens[3])]
        assert [step.token for step in generate(model, "the cat", n_tokens=8)] == expected
    finally:
        model.tokenizer.stops = frozenset()


def test_it_ends_at_a_stop_text(model: TransformersModel) -> None:
    text = "".join(step.text for step in generate(model, "the cat", n_tokens=20))
    stop = text[5:7]
    shorter = "".join(step.text for step in generate(model, "the cat", n_tokens=20, stop=stop))
    assert stop in shorter
    assert len(shorter) <= len(text)
    assert decode_batch(model, ["the cat"], n_tokens=20, stop=stop) == [text[: text.index(stop)]]


def test_it_ends_when_the_context_is_full(model: TransformersModel) -> None:
    n_prompt = len(prompt_ids(model, "the cat"))
    assert len(list(generate(model, "the cat", n_tokens=500))) == model.context - n_prompt + 1


def test_an_empty_prompt_begins_a_text(model: TransformersModel) -> None:
    assert prompt_ids(model, "") == [model.tokenizer.bos]
    assert len(list(generate(model, "", n_tokens=2))) == 2


def test_an_empty_prompt_without_a_begin_token_is_refused(model: TransformersModel, monkeypatch) -> None:
    monkeypatch.setattr(model.tokenizer, "bos", None)
    with pytest.raises(StitchworkError, match="prompt is empty"):
        list(generate(model, "", n_tokens=2))


def test_a_prompt_longer_than_the_context_is_refused(model: TransformersModel) -> None:
    with pytest.raises(StitchworkError, match="can read 64"):
        list(generate(model, "the cat sat on the mat " * 40, n_tokens=2))


@pytest.mark.parametrize("wrong", [{"temperature": -1.0}, {"top_p": 0.0}, {"top_k": -1}])
def test_settings_that_make_no_sense_are_refused(model: TransformersModel, wrong: dict) -> None:
    with pytest.raises(StitchworkError):
        list(generate(model, "the", n_tokens=1, **wrong))


def test_characters_of_several_tokens_come_out_whole(model: TransformersModel) -> None:
    text = "naïve 木 🌲!"
    ids = model.tokenizer.encode(text)
    stream = TextStream(model.tokenizer)
    pieces = [stream.push(token) for token in ids]
    assert "".join(pieces) == text == model.tokenizer.decode(ids)
    assert b"".join(map(model.tokenizer.piece, ids)) == text.encode()
    assert "" in pieces
    assert stream.push(ids[-5]) + stream.close() != ""
