"""Loss, perplexity, bits per byte and exact match against numbers computed the plain way."""

from __future__ import annotations

import math

import pytest
import torch

from engine.data.values import Corpus
from engine.errors import StitchworkError
from engine.models import load, scoring
from engine.models.library import Library
from engine.models.transformers_model import TransformersModel

SHORT = Corpus("short", ("the cat sat on the mat", "naïve café 木", "in the beginning was the word"))


@pytest.fixture(scope="module", params=["llama", "mamba"])
def model(request: pytest.FixtureRequest, library: Library) -> TransformersModel:
    return load(request.param, device="cpu", library=library)


def test_it_equals_the_plain_computation(model: TransformersModel) -> None:
    total, n_tokens = 0.0, 0
    for text in SHORT.texts:
        ids = torch.tensor([[model.tokenizer.bos, *model.tokenizer.encode(text)]])
        losses = torch.nn.functional.cross_entropy(model.logits(ids[:, :-1])[0], ids[0, 1:], reduction="none")
        total, n_tokens = total + losses.sum().item(), n_tokens + len(losses)
    n_bytes = sum(len(text.encode()) for text in SHORT.texts)
    metrics = scoring.score(model, SHORT, max_tokens=10_000).metrics
    assert metrics["loss"] == pytest.approx(total / n_tokens, rel=1e-5)
    assert metrics["perplexity"] == pytest.approx(math.exp(total / n_tokens), rel=1e-4)
    assert metrics["bits_per_byte"] == pytest.approx(total / math.log(2) / n_bytes, rel=1e-5)


def test_each_token_of_a_long_text_is_scored_once_with_context() -> None:
    stream = list(range(100))
    windows = list(scoring._cut(stream, 16))
    scored = [token for window in windows for token in window.ids[-window.n_scored :]]
    assert scored == stream[1:]
    assert all(len(window.ids) <= 17 for window in windows)
    assert all(len(window.ids) - window.n_scored >= 9 for window in windows[1:])


def test_a_limit_of_tokens_counts_the_bytes_of_just_those(library: Library) -> None:
    model = load("llama", device="cpu", library=library)
    ids = model.tokenizer.encode(SHORT.texts[0])[:3]
    begun = torch.tensor([[model.tokenizer.bos, *ids]])
    total = float(torch.nn.functional.cross_entropy(model.logits(begun[:, :-1])[0], begun[0, 1:], reduction="sum"))
    n_bytes = sum(len(model.tokenizer.piece(token)) for token in ids)
    metrics = scoring.score(model, SHORT, max_tokens=3).metrics
    assert metrics["bits_per_byte"] == pytest.approx(total / math.log(2) / n_bytes, rel=1e-5)


def test_small_batches_give_the_same_score(model: TransformersModel, monkeypatch) -> None:
    whole = scoring.score(model, SHORT).metrics
    monkeypatch.setattr(scoring, "LOGIT_BYTES", 4 * model.vocab_size * 24)
    monkeypatch.setattr(scoring, "ROWS_AT_ONCE", 5)
    calls: list[tuple[int, int]] = []
    parts = scoring.score(model, SHORT, progress=lambda *counts: calls.append(counts)).metrics
    assert parts["loss"] == pytest.approx(whole["loss"], rel=1e-5)
    assert len(calls) > 1
    assert calls[-1][0] == calls[-1][1]


def test_sums_are_answered_up_to_the_line_end(library: Library, monkeypatch) -> None:
    model = load("llama", device="cpu", library=library)
    corpus = Corpus("sums", ("12+30=42\n7+5=12", "1+1=2\nno sum here"), "sums")
    prompts: list[str] = []

    def answer(model, rows, **settings) -> list[str]:
        prompts.extend(model.tokenizer.decode(row) for row in rows)
        return ["42", " 13", "2 "]

    monkeypatch.setattr(scoring, "decode_batch", answer)
    assert scoring.score(model, corpus).metrics["exact_match"] == pytest.approx(2 / 3)
    assert prompts == ["12+30=", "7+5=", "1+1="]


def test_sums_report_progress_to_the_end(library: Library) -> None:
    model = load("llama", device="cpu", library=library)
    calls: list[tuple[int, int]] = []
    score = scoring.score(model, Corpus("s", ("1+1=2\n2+2=4",), "sums"), progress=lambda *c: calls.append(c))
    assert 0 <= score.metrics["exact_match"] <= 1
    assert calls[-1] == (3, 3)


def test_an_empty_corpus_is_refused(model: TransformersModel) -> None:
    with pytest.raises(StitchworkError, match="no text"):
        scoring.score(model, Corpus("nothing", ("",)))
