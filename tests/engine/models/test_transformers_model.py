"""Every architecture decodes with its cache exactly as it reads whole texts, and snapshots branch."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from engine.errors import StitchworkError
from engine.models import load
from engine.models.contract import LanguageModel, State, Tokenizer
from engine.models.library import Library
from engine.models.transformers_model import TransformersModel
from tests.engine.tiny import tiny

ARCHITECTURES = ("llama", "gpt_neox", "mamba", "rwkv", "lfm2")
TOLERANCE = 1e-4


@pytest.fixture(scope="module", params=ARCHITECTURES)
def model(request: pytest.FixtureRequest, library: Library) -> TransformersModel:
    return load(request.param, device="cpu", library=library)


def _ids(rows: int, tokens: int) -> torch.Tensor:
    return torch.randint(1, 300, (rows, tokens), generator=torch.Generator().manual_seed(0))


def test_it_keeps_the_contract(model: TransformersModel) -> None:
    assert isinstance(model, LanguageModel)
    assert isinstance(model.tokenizer, Tokenizer)
    assert isinstance(model.start(), State)
    assert model.members() == {}
    assert sum(weight.numel() for weight in model.parameters_to_train()) > 1000


def test_steps_of_a_batch_equal_reading_the_whole_text(model: TransformersModel) -> None:
    ids = _ids(3, 16)
    whole = model.logits(ids)
    state = model.start(3)
    got = [model.step(ids[:, :4], state)]
    got += [model.step(ids[:, place : place + 1], state) for place in range(4, 10)]
    got.append(model.step(ids[:, 10:16], state))
    wanted = whole[:, [3, 4, 5, 6, 7, 8, 9, 15]]
    assert state.length == 16
    assert (torch.stack(got, dim=1) - wanted).abs().max() < TOLERANCE


def test_a_snapshot_decodes_on_without_touching_the_original(model: TransformersModel) -> None:
    ids = _ids(2, 12)
    state = model.start(2)
    model.step(ids[:, :6], state)
    snapshot = state.copy()
    model.step(ids[:, :1], snapshot)
    model.step(ids[:, :1], snapshot)
    assert (snapshot.length, state.length) == (8, 6)
    assert (model.step(ids[:, 6:7], state) - model.logits(ids)[:, 6]).abs().max() < TOLERANCE


def test_padding_rows_of_the_checkpoint_are_cut_off(model: TransformersModel) -> None:
    rows = model.module.get_output_embeddings().weight.shape[0]
    logits = model.step(_ids(1, 3), model.start())
    assert rows == model.vocab_size + 3
    assert logits.shape == (1, model.tokenizer.vocab_size)
    assert logits.dtype == torch.float32


def test_hidden_gives_the_residual_stream_at_each_depth(model: TransformersModel) -> None:
    ids = _ids(2, 5)
    streams = model.hidden(ids, [0, 1, 2])
    embedded = model.module.get_input_embeddings()(ids)
    assert torch.equal(streams[0], embedded)
    assert all(stream.shape == (2, 5, 32) for stream in streams.values())
    assert not torch.equal(streams[1], streams[2])
    with pytest.raises(StitchworkError, match="no depth 3"):
        model.hidden(ids, [3])


def test_gradients_reach_the_weights(model: TransformersModel) -> None:
    model.logits(_ids(1, 4)).square().mean().backward()
    assert any(weight.grad is not None for weight in model.parameters_to_train())
    model.module.zero_grad()


def test_more_tokens_than_the_context_are_refused(library: Library) -> None:
    model = load("llama", device="cpu", library=library)
    state = model.start()
    model.step(_ids(1, 60), state)
    with pytest.raises(StitchworkError, match="65 tokens long"):
        model.step(_ids(1, 5), state)
    with pytest.raises(StitchworkError, match="can read 64"):
        model.logits(_ids(1, 65))


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_it_decodes_on_a_gpu(library: Library) -> None:
    from engine.models.decoding import generate

    model = load("llama", device="cuda:0", library=library)
    assert model.device.type == "cuda"
    assert len(list(generate(model, "the cat", n_tokens=4, temperature=1.0))) <= 4


def test_an_architecture_that_takes_no_cache_but_its_own_is_refused_before_its_weights_are_read(tmp_path: Path) -> None:
    folder = tiny(
        "minimax", tmp_path / "minimax", head_dim=16, block_size=4, num_local_experts=2, num_experts_per_tok=1
    )
    with pytest.raises(StitchworkError, match="architecture “minimax”"):
        load(folder, device="cpu")
