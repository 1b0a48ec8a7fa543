"""Which models go together, by their files alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.models.fitting import why_not_cut, why_not_fused, why_not_stitched
from engine.models.library import Entry, Library


@pytest.fixture(scope="module")
def large() -> Entry:
    return Library().get("starter-large")


def test_models_that_cut_text_alike_can_be_fused(large: Entry) -> None:
    assert why_not_fused(large, Library().get("starter-mamba")) is None
    assert "different pieces" in str(why_not_fused(large, Library().get("letters-small")))
    assert "not known" in str(why_not_fused(large, replace(large, tokenizer="")))


def test_models_of_different_kinds_can_be_stitched(large: Entry) -> None:
    assert why_not_stitched(large, Library().get("starter-neox")) is None
    assert why_not_stitched(Library().get("letters-small"), Library().get("starter-mamba")) is None


@pytest.mark.parametrize(
    ("architecture", "why"), [("fused", "several models"), ("bert", "both directions"), ("gemma3n", "tokens again")]
)
def test_models_that_cannot_be_cut_say_why(large: Entry, architecture: str, why: str) -> None:
    other = replace(large, architecture=architecture)
    assert why in str(why_not_cut(other))
    assert why in str(why_not_stitched(large, other))
