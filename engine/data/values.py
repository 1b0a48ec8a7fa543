"""Plain values that travel along wires. No torch."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Corpus:
    """Texts to measure on or learn from. `kind` "sums" marks texts of one sum a line, scored by exact match."""

    name: str
    texts: tuple[str, ...]
    kind: str = "text"

    def sample(self, n_texts: int) -> Corpus:
        """The first `n_texts` texts."""
        return Corpus(self.name, self.texts[:n_texts], self.kind)


@dataclass(frozen=True)
class Score:
    """What one model reached on one corpus: metric name -> value ("loss" in nats a token, "perplexity",
    "bits_per_byte", "exact_match")."""

    model: str
    corpus: str
    metrics: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class PlotData:
    """Numbers behind a plot, as a table that is saved as CSV."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | int | None, ...], ...]
