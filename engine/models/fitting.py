"""Which models of the library work together, known from their files alone (no torch here)."""

from __future__ import annotations

from engine.models.cuttable import can_be_cut
from engine.models.library import Entry


def why_not_fused(one: Entry, other: Entry) -> str | None:
    """None where the scores of two models can be added piece by piece, else the reason in words."""
    if not one.tokenizer or not other.tokenizer:
        return f"It is not known how {other.name if one.tokenizer else one.name} cuts text into pieces."
    if one.tokenizer != other.tokenizer:
        return f"{one.name} and {other.name} cut text into different pieces."
    return None


def why_not_stitched(one: Entry, other: Entry) -> str | None:
    """None where the front of either can be joined to the back of the other, else the reason in words."""
    return why_not_cut(one) or why_not_cut(other)


def why_not_cut(entry: Entry) -> str | None:
    """None where a model can be cut in two, as far as its files tell, else the reason in words."""
    if entry.architecture == "fused":
        return f"{entry.name} lets several models speak at once, and only one row of blocks can be cut."
    reason = can_be_cut(entry.architecture)
    return f"{entry.name} cannot be cut: {reason}." if reason else None
