"""Every architecture can be cut at every depth: front and back together are the whole model, with and without cache."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.models import anatomy, back, front
from engine.models.anatomy import Back, check_cut
from engine.models.contract import State
from engine.models.cuttable import can_be_cut
from engine.models.transformers_model import TransformersModel
from tests.engine.models.families import CONTEXT, FAMILIES, LAYERS, PADDING_ROWS, VOCABULARY, WIDTH, family

TOLERANCE = 1e-5
DEPTHS = range(LAYERS + 1)
RECURRENT = ("mamba", "mamba2", "falcon_mamba", "rwkv", "lfm2", "jamba", "bamba", "granitemoehybrid", "qwen3_next")
"One by one after the first tokens; parts of the hybrids have no attention at all."


@pytest.fixture(scope="module")
def llama() -> TransformersModel:
    return family("llama")


def _ids(tokens: int = 9, rows: int = 2) -> Tensor:
    return torch.randint(1, VOCABULARY, (rows, tokens), generator=torch.Generator().manual_seed(0))


def _apart(some: Tensor, others: Tensor) -> float:
    return float((some - others).abs().max())


@pytest.mark.parametrize("architecture", FAMILIES)
def test_front_and_back_are_the_whole_at_every_depth(architecture: str) -> None:
    model = family(architecture)
    ids = _ids()
    with torch.no_grad():
        whole, streams = model.logits(ids), model.hidden(ids, DEPTHS)
    assert _apart(_decoded(model, ids), whole[:, 4:]) < TOLERANCE
    for k in DEPTHS:
        first, second = front(model, k), back(model, k)
        with torch.no_grad():
            stream = first(ids)
            assert torch.equal(stream, streams[k])
            assert stream.shape == (2, 9, WIDTH) == (2, 9, first.width)
            assert _apart(second(stream), whole) < TOLERANCE
        before, after = first.start(2), second.start(2)
        for part, place in _prefill_and_steps(ids):
            passed = first.step(part, before)
            read = stream[:, place + 1 - part.shape[1] : place + 1]
            assert _apart(passed, read) < TOLERANCE * float(stream.abs().max()), "no norm bounds the stream"
            assert _apart(second.step(passed, after), whole[:, place]) < TOLERANCE
        assert before.length == after.length == 9


def _prefill_and_steps(ids: Tensor) -> list[tuple[Tensor, int]]:
    """Five tokens, then four one by one, each with the place of its last token."""
    return list(zip(ids.split([5, 1, 1, 1, 1], dim=1), [4, 5, 6, 7, 8], strict=True))


def _decoded(model: TransformersModel, ids: Tensor) -> Tensor:
    state = model.start(len(ids))
    return torch.stack([model.step(part, state) for part, _ in _prefill_and_steps(ids)], dim=1)


@pytest.mark.parametrize("architecture", ["llama", *RECURRENT])
def test_several_tokens_after_the_first_are_read_on_correctly(architecture: str) -> None:
    model = family(architecture)
    ids = _ids(10)
    first, second = front(model, 1), back(model, 1)
    before, after = first.start(2), second.start(2)
    second.step(first.step(ids[:, :4], before), after)
    with torch.no_grad():
        assert _apart(second.step(first.step(ids[:, 4:], before), after), model.logits(ids)[:, -1]) < TOLERANCE


@pytest.mark.parametrize("architecture", ["llama", "mamba", "rwkv", "lfm2"])
def test_states_of_parts_can_be_copied(architecture: str) -> None:
    model = family(architecture)
    ids = _ids(8)
    first, second = front(model, 1), back(model, 1)
    before, after = first.start(2), second.start(2)
    assert isinstance(after, State)
    second.step(first.step(ids[:, :6], before), after)
    branch_before, branch_after = before.copy(), after.copy()
    for _ in range(2):
        second.step(first.step(ids[:, :1], branch_before), branch_after)
    with torch.no_grad():
        whole = model.logits(ids)[:, 6]
    assert _apart(second.step(first.step(ids[:, 6:7], before), after), whole) < TOLERANCE
    assert (after.length, branch_after.length) == (7, 8)


@pytest.mark.parametrize("architecture", ["gpt2", "mamba", "gemma2"])
@pytest.mark.parametrize("k", [0, 2, LAYERS])
def test_gradients_reach_the_stream_and_the_weights(architecture: str, k: int) -> None:
    model = family(architecture)
    stream = torch.randn(1, 4, WIDTH, requires_grad=True)
    back(model, k)(stream).square().mean().backward()
    assert stream.grad is not None
    assert stream.grad.abs().min() > 0
    norm, *_ = [part for name, part in model.module.named_parameters() if name.startswith(FINAL_NORM[architecture])]
    assert norm.grad is not None, "the parts train the weights of the whole"
    model.module.zero_grad()
    front(model, k)(_ids()).square().mean().backward()
    assert model.module.get_input_embeddings().weight.grad is not None


FINAL_NORM = {"gpt2": "transformer.ln_f", "mamba": "backbone.norm_f", "gemma2": "model.norm"}


def test_parts_of_frozen_models_are_frozen(llama: TransformersModel) -> None:
    second = back(llama, 1)
    llama.module.requires_grad_(False)
    try:
        stream = torch.randn(1, 4, WIDTH, requires_grad=True)
        second(stream).mean().backward()
        assert stream.grad is not None
        assert all(weight.grad is None for weight in llama.parameters_to_train())
        assert not front(llama, 1)(_ids()).requires_grad
    finally:
        llama.module.requires_grad_(True)


@pytest.mark.parametrize("architecture", ["gpt2", "rwkv", "jamba", "gemma3_text"])
def test_the_whole_model_is_left_as_it_was(architecture: str) -> None:
    model = family(architecture)
    ids = _ids()
    config, numbers, modules = model.config.to_dict(), _numbers(model), len(list(model.module.modules()))
    with torch.no_grad():
        logits = model.logits(ids)
        for k in DEPTHS:
            back(model, k)(front(model, k)(ids))
        assert torch.equal(model.logits(ids), logits)
    assert (model.config.to_dict(), _numbers(model)) == (config, numbers)
    assert len(list(model.module.modules())) == modules
    assert not any(part._forward_hooks or part._forward_pre_hooks for part in model.module.modules())


def _numbers(model: TransformersModel) -> list[int]:
    return [part.layer_idx for part in model.module.modules() if hasattr(part, "layer_idx")]


def test_parts_hold_the_tensors_of_the_whole(llama: TransformersModel) -> None:
    whole = {name: tensor.data_ptr() for name, tensor in llama.module.state_dict().items()}
    for k in DEPTHS:
        for part in (front(llama, k), back(llama, k)):
            assert {tensor.data_ptr() for tensor in part._module.state_dict().values()} <= set(whole.values())


def test_parts_tell_what_they_are(llama: TransformersModel) -> None:
    for part in (front(llama, 2), back(llama, 2)):
        assert (part.model, part.depth, part.n_layers, part.width) == (llama, 2, LAYERS, WIDTH)
        assert (part.device, part.context) == (llama.device, CONTEXT)


def test_padding_rows_are_cut_off_and_logits_are_float32() -> None:
    model = family("qwen2")
    model.module.to(torch.bfloat16)
    second = back(model, 1)
    assert model.module.get_output_embeddings().weight.shape[0] == VOCABULARY + PADDING_ROWS
    logits = second(torch.randn(1, 4, WIDTH))
    assert (logits.shape, logits.dtype) == ((1, 4, VOCABULARY), torch.float32)
    assert second.step(torch.randn(1, 4, WIDTH), second.start()).shape == (1, VOCABULARY)


def test_a_back_counts_its_own_positions(llama: TransformersModel) -> None:
    """A back may read fewer states than the front read tokens: it begins at position 0."""
    stream = torch.randn(1, 6, WIDTH)
    second = back(llama, 1)
    state = second.start()
    second.step(stream[:, :3], state)
    with torch.no_grad():
        assert _apart(second.step(stream[:, 3:], state), second(stream)[:, -1]) < TOLERANCE


@pytest.mark.parametrize("part", [front, back])
@pytest.mark.parametrize("k", [-1, LAYERS + 1])
def test_depths_that_are_not_there_are_refused(llama: TransformersModel, part, k: int) -> None:
    with pytest.raises(StitchworkError, match=f"llama has 3 blocks and cannot be cut after block {k}"):
        part(llama, k)


def test_streams_that_do_not_fit_are_refused(llama: TransformersModel) -> None:
    second = back(llama, 1)
    with pytest.raises(StitchworkError, match="reads a stream 32 wide, and got one 24 wide"):
        second(torch.randn(1, 4, 24))
    with pytest.raises(StitchworkError, match="can read 32"):
        second(torch.randn(1, CONTEXT + 1, WIDTH))
    first = front(llama, 1)
    state = first.start(2)
    first.step(_ids(CONTEXT - 1), state)
    with pytest.raises(StitchworkError, match="33 tokens long"):
        first.step(_ids(2), state)


def test_models_whose_blocks_read_more_than_the_stream_are_refused_by_name(llama: TransformersModel) -> None:
    assert can_be_cut("llama") is None
    assert can_be_cut("gemma3") is None
    for architecture in ("gemma3n", "gemma4", "zamba2"):
        assert "stream that a cut carries" in str(can_be_cut(architecture))
    assert "encoder" in str(can_be_cut("bart"))
    assert "both directions" in str(can_be_cut("roberta"))
    impostor = family("gemma")
    impostor.config.model_type = "gemma4_text"
    with pytest.raises(StitchworkError, match="gemma cannot be cut: each of its blocks reads the tokens again"):
        front(impostor, 1)


def test_a_model_whose_parts_differ_from_the_whole_is_refused() -> None:
    model = family("gpt2")
    decoder = model.module.transformer
    decoder.wte.register_forward_hook(lambda module, args, output: setattr(decoder, "embedded", output))
    decoder.ln_f.register_forward_pre_hook(lambda module, args: (args[0] + decoder.embedded,))
    with pytest.raises(StitchworkError, match="gpt2 cannot be cut: its two parts together give other logits"):
        back(model, 1)


def test_a_model_whose_parts_fail_is_refused_in_plain_words() -> None:
    model = family("gpt2")
    model.module.transformer.register_forward_pre_hook(lambda module, args: module.h[2].register_buffer("seen", None))
    model.logits(_ids())
    with pytest.raises(StitchworkError, match="gpt2 cannot be cut: its blocks need more than the stream") as refused:
        back(model, 1)
    assert refused.value.details == "index 2 is out of range"


def test_a_model_is_checked_once(llama: TransformersModel, monkeypatch: pytest.MonkeyPatch) -> None:
    check_cut(llama)
    monkeypatch.setattr(anatomy, "_difference", lambda model, k: pytest.fail("checked again"))
    check_cut(llama)
    assert isinstance(back(llama, 1), Back)


@pytest.mark.parametrize("architecture", ["llama", "gpt2", "opt", "mamba"])
def test_hidden_streams_stop_at_the_deepest_block_asked_for(architecture: str) -> None:
    model = family(architecture)
    ran: list[torch.nn.Module] = []
    for block in model.layers():
        block.register_forward_pre_hook(lambda module, args: ran.append(module))
    with torch.no_grad():
        assert set(model.hidden(_ids(), [2, 0])) == {0, 2}
    assert ran == list(model.layers())[:2]
