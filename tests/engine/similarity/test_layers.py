"""From models and texts to features: windows, what is averaged, and all blocks against all blocks."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from engine.errors import StitchworkError
from engine.models import load
from engine.similarity import (
    between_share,
    block_means,
    cka,
    layer_cka,
    project,
    token_kinds,
    token_states,
    window_texts,
)
from tests.engine.tiny import TEXTS, tiny

MANY = TEXTS * 12


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load(tiny("llama", tmp_path_factory.mktemp("models") / "first", layers=3), device="cpu")


@pytest.fixture(scope="module")
def neox(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Another architecture, width and tokenizer."""
    folder = tmp_path_factory.mktemp("models") / "second"
    return load(tiny("gpt_neox", folder, layers=2, width=24, vocabulary=280, seed=1), device="cpu")


def test_windows_hold_the_texts_in_order_and_about_as_many_tokens_as_asked(llama: Any) -> None:
    windows = window_texts(MANY, llama.tokenizer, 10, 1000)
    assert "".join(windows).startswith(TEXTS[0] + "\n\n" + TEXTS[1])
    lengths = [len(llama.tokenizer.encode(window)) for window in windows]
    assert sum(lengths) / len(lengths) == pytest.approx(10, abs=1.5)
    assert window_texts(MANY, llama.tokenizer, 10, 7) == windows[:7]


def test_windows_never_hold_half_a_character(llama: Any) -> None:
    assert not any("\ufffd" in window for window in window_texts(["木🌲é" * 90], llama.tokenizer, 5, 50))


def test_too_little_text_is_refused(llama: Any) -> None:
    with pytest.raises(StitchworkError, match="There are 0 windows"):
        window_texts(["a"], llama.tokenizer, 10, 20)


@torch.inference_mode()
def test_features_are_means_over_a_windows_own_tokens(llama: Any) -> None:
    """Neither the opening token nor the padding of shorter windows counts."""
    windows = ["the cat sat on the mat", "dog"]
    together = block_means(llama, windows, [0, 2])
    for row, window in enumerate(windows):
        ids = torch.tensor([[llama.tokenizer.eos, *llama.tokenizer.encode(window)]])
        states = llama.hidden(ids, [0, 2])
        for found, depth in zip(together, (0, 2), strict=True):
            torch.testing.assert_close(found[row], states[depth][0, 1:].mean(0), atol=1e-5, rtol=1e-4)


def test_states_of_tokens_come_with_their_texts(llama: Any) -> None:
    windows = ["the cat sat on the mat", "dog"]
    (states,), pieces = token_states(llama, windows, [1])
    assert "".join(pieces) == "".join(windows)
    assert len(states) == len(pieces)
    (mean,) = block_means(llama, windows[1:], [1])
    n_last = len(llama.tokenizer.encode("dog"))
    torch.testing.assert_close(states[-n_last:].mean(0), mean[0], atol=1e-5, rtol=1e-4)


def test_windows_longer_than_a_models_context_are_refused(llama: Any) -> None:
    with pytest.raises(StitchworkError, match="which can read 64"):
        block_means(llama, ["cat " * 200], [1])


def test_all_blocks_of_two_models_on_the_same_texts(llama: Any, neox: Any) -> None:
    heard: list[tuple[int, int]] = []
    found = layer_cka(
        llama, neox, MANY, n_windows=40, n_tokens=12, on_batch=lambda sums, done, total: heard.append((done, total))
    )
    windows = window_texts(MANY, llama.tokenizer, 12, 40)
    xs, ys = block_means(llama, windows, [1, 2, 3]), block_means(neox, windows, [1, 2])
    expected = torch.tensor([[cka(x, y) for y in ys] for x in xs], dtype=torch.float64)
    torch.testing.assert_close(found, expected, atol=1e-6, rtol=0)
    assert heard == [(16, 40), (32, 40), (40, 40)]


def test_one_model_against_itself(llama: Any) -> None:
    found = layer_cka(llama, None, MANY, n_windows=40, n_tokens=12)
    torch.testing.assert_close(found, layer_cka(llama, llama, MANY, n_windows=40, n_tokens=12), atol=1e-6, rtol=0)
    torch.testing.assert_close(found.diagonal(), torch.ones(3, dtype=torch.float64))
    assert float(found[0, 2]) < 0.999


def test_a_matrix_can_be_read_while_windows_arrive(llama: Any) -> None:
    early: list[torch.Tensor] = []
    final = layer_cka(llama, None, MANY, n_windows=60, n_tokens=12, on_batch=lambda s, *_: early.append(s.matrix()))
    torch.testing.assert_close(early[-1], final)
    assert not torch.allclose(early[0], final, atol=1e-4)


def test_principal_components_hold_what_varies_and_do_not_flip() -> None:
    axis = torch.tensor([[3.0, -4.0, 0.0]]) / 5
    places = torch.linspace(-2, 2, 41)[:, None]
    X = places @ axis + 0.01 * torch.randn(41, 3, generator=torch.Generator().manual_seed(0)) + 100
    points, shares = project(X)
    assert float(shares[0]) > 0.999
    torch.testing.assert_close(points[:, 0].float(), -places[:, 0], atol=0.05, rtol=0)
    with pytest.raises(StitchworkError, match="nothing to draw"):
        project(torch.ones(9, 3))


def test_the_share_between_labels() -> None:
    X = torch.tensor([[0.0, 0.0], [0.0, 2.0], [4.0, 0.0], [4.0, 2.0]])
    assert between_share(X, [0, 0, 1, 1]) == pytest.approx(0.8)
    assert between_share(X, [5, 5, 5, 5]) == pytest.approx(0.0)


def test_kinds_of_tokens() -> None:
    pieces = ["The", " cat", "s", ",", " 42", "\n", "run", "ning", "_", "on"]
    kinds = ["begins a word", "begins a word", "inside a word", "punctuation", "digits", "white space"]
    kinds += ["begins a word", "inside a word", "punctuation", "begins a word"]
    assert token_kinds(pieces) == kinds
