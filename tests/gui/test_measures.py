"""What numbers are called, and in which order they stand."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from gui.inspector.measures import by_measure, called, spelled


def test_numbers_stand_under_what_they_measure(qapp: QApplication) -> None:
    found = by_measure({"perplexity.words.large": 96.5, "loss.words.large": 4.57, "loss.words.qwen2.5": 4.0})
    assert list(found) == ["Loss, nats a token", "Perplexity"]
    assert [name for name, _ in found["Loss, nats a token"]] == ["words, large", "words, qwen2.5"]


def test_a_number_of_its_own_has_its_whole_name(qapp: QApplication) -> None:
    assert by_measure({"tokens_per_second": 38.0, "n_tokens": 96.0}) == {
        "": [("Tokens", "96"), ("Tokens a second", "38")]
    }


def test_blocks_are_counted_and_not_spelled(qapp: QApplication) -> None:
    (rows,) = by_measure({"above.10.0": 1.0, "above.2.0": 2.0, "above.2.10": 4.0, "above.2.3": 3.0}).values()
    assert [name for name, _ in rows] == ["2, 0", "2, 3", "2, 10", "10, 0"]


def test_what_nobody_named_is_spelled_out(qapp: QApplication) -> None:
    assert called("my_own_measure") == "My own measure"


def test_a_whole_name_says_what_is_measured_and_of_what(qapp: QApplication) -> None:
    assert spelled("gap_closed.words.large") == "Share of the gap closed, words, large"
    assert spelled("n_tokens") == "Tokens"
