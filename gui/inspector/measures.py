"""What the numbers of nodes are called for people."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from gui.actions import QT_TRANSLATE_NOOP
from gui.plots.numbers import number
from gui.words import listed

NAMES = {
    "loss": QT_TRANSLATE_NOOP("measures", "Loss, nats a token"),
    "perplexity": QT_TRANSLATE_NOOP("measures", "Perplexity"),
    "bits_per_byte": QT_TRANSLATE_NOOP("measures", "Bits a byte"),
    "exact_match": QT_TRANSLATE_NOOP("measures", "Exact match"),
    "gap_closed": QT_TRANSLATE_NOOP("measures", "Share of the gap closed"),
    "paper_ratio": QT_TRANSLATE_NOOP("measures", "Share of the fine-tuned score"),
    "above": QT_TRANSLATE_NOOP("measures", "Loss above the better model"),
    "above_better": QT_TRANSLATE_NOOP("measures", "Loss above the better model"),
    "n_tokens": QT_TRANSLATE_NOOP("measures", "Tokens"),
    "tokens_per_second": QT_TRANSLATE_NOOP("measures", "Tokens a second"),
    "ms_per_token": QT_TRANSLATE_NOOP("measures", "Milliseconds a token"),
    "carried": QT_TRANSLATE_NOOP("measures", "Tokens carried"),
    "training_seconds": QT_TRANSLATE_NOOP("measures", "Seconds of training"),
    "windows": QT_TRANSLATE_NOOP("measures", "Windows of text"),
    "points": QT_TRANSLATE_NOOP("measures", "Points"),
    "r2": QT_TRANSLATE_NOOP("measures", "Variance explained (R²)"),
    "ridge": QT_TRANSLATE_NOOP("measures", "Ridge"),
    "best": QT_TRANSLATE_NOOP("measures", "Best value"),
    "best_front": QT_TRANSLATE_NOOP("measures", "Best cut of the front"),
    "best_back": QT_TRANSLATE_NOOP("measures", "Best cut of the back"),
    "best_block": QT_TRANSLATE_NOOP("measures", "Best block"),
    "best_block_a": QT_TRANSLATE_NOOP("measures", "Best block of the first model"),
    "best_block_b": QT_TRANSLATE_NOOP("measures", "Best block of the second model"),
    "diagonal_mean": QT_TRANSLATE_NOOP("measures", "Mean at the same depth"),
    "mean": QT_TRANSLATE_NOOP("measures", "Mean"),
    "log_loss": QT_TRANSLATE_NOOP("measures", "Log loss"),
    "best_log_loss": QT_TRANSLATE_NOOP("measures", "Log loss of the best seed"),
    "log_loss_error": QT_TRANSLATE_NOOP("measures", "Standard error of the log loss"),
    "n_examples": QT_TRANSLATE_NOOP("measures", "Examples"),
    "n_inputs": QT_TRANSLATE_NOOP("measures", "Inputs"),
    "steps": QT_TRANSLATE_NOOP("measures", "Steps of descent"),
    "error": QT_TRANSLATE_NOOP("measures", "Error"),
    "distance": QT_TRANSLATE_NOOP("measures", "Distance to a multiple of the identity"),
    "multiple": QT_TRANSLATE_NOOP("measures", "Multiple of the identity"),
}


def called(name: str) -> str:
    """A measure's name in words; one that is not known here, spelled out."""
    known = NAMES.get(name)
    if known is not None:
        return QCoreApplication.translate("measures", known)
    return name[:1].upper() + name[1:].replace("_", " ")


def spelled(name: str) -> str:
    """A number's whole name in words: what it measures, and of what."""
    measure, _, rest = name.partition(".")
    return listed([called(measure), *rest.split(".", 1)] if rest else [called(measure)])


def by_measure(metrics: Mapping[str, float]) -> dict[str, list[tuple[str, str]]]:
    """(of what, number) under what they measure, in their natural order; those that stand alone under "".

    `loss.dictionary.large` is the loss of large on dictionary; the last part may have points of its own.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for name, value in sorted(metrics.items(), key=lambda item: _natural(item[0])):
        measure, _, rest = name.partition(".")
        if rest:
            found.setdefault(called(measure), []).append((listed(rest.split(".", 1)), _figure(value)))
        else:
            found.setdefault("", []).append((called(name), _figure(value)))
    return found


def _natural(name: str) -> list[tuple[int, str]]:
    """Numbers within a name count as numbers: block 2 before block 10. Measures stay in the order of `NAMES`."""
    measure, _, rest = name.partition(".")
    place = list(NAMES).index(measure) if measure in NAMES else len(NAMES)
    return [
        (place, measure),
        *((int(part or 0), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", rest)),
    ]


def _figure(value: float) -> str:
    return number(int(value)) if value.is_integer() else number(value)
