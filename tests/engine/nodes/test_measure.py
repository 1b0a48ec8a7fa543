"""What Compare concludes from scores."""

from __future__ import annotations

import pytest

from engine.data.values import Score
from engine.nodes.measure import Metric, _closures, _sentence


def scored(model: str, loss: float, bits: float = 1.0, **more: float) -> Score:
    return Score(model, "words", {"loss": loss, "perplexity": 2.0**loss, "bits_per_byte": bits, **more})


def test_the_gap_closed_is_the_share_of_the_way_to_the_fine_tuned_model() -> None:
    rows = [scored("large", 4.0), scored("fused", 3.25), scored("tuned", 3.0)]
    closures = _closures(rows, "large", {"words": "tuned"}, Metric.LOSS)
    assert closures == {("words", "fused"): (pytest.approx(0.75), pytest.approx(3.0 / 3.25))}
    assert _sentence(rows, closures, Metric.LOSS) == "fused closes 75% of the gap on words texts."


def test_without_a_gap_nothing_is_said_of_it() -> None:
    rows = [scored("large", 3.0), scored("fused", 3.2), scored("tuned", 3.5)]
    assert _closures(rows, "large", {"words": "tuned"}, Metric.LOSS) == {}


def test_exact_match_counts_upwards() -> None:
    rows = [scored(name, 1.0, exact_match=value) for name, value in (("large", 0.1), ("fused", 0.3), ("tuned", 0.5))]
    closures = _closures(rows, "large", {"words": "tuned"}, Metric.EXACT_MATCH)
    assert closures["words", "fused"] == (pytest.approx(0.5), pytest.approx(0.6))


def test_models_that_cut_text_differently_are_ranked_by_bits_a_byte() -> None:
    rows = [scored("few pieces", 2.0, bits=2.0), scored("many pieces", 3.0, bits=1.5)]
    assert _sentence(rows, {}, Metric.LOSS).startswith("many pieces does best on words texts")


def test_without_a_fine_tuned_model_the_winner_stands_beside_the_base() -> None:
    rows = [scored("large", 4.0, bits=2.0), scored("fused", 3.25)]
    assert _sentence(rows, {}, Metric.LOSS, "large") == "fused does best on words texts (loss 3.25, large 4.00)."
    rows = [scored("large", 3.0), scored("fused", 3.25, bits=2.0)]
    assert _sentence(rows, {}, Metric.LOSS, "large") == "large does best on words texts (loss 3.00)."
