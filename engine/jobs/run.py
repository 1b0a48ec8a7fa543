"""What a node is given to talk through while it works. Nothing else reaches the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.jobs import messages as m

if TYPE_CHECKING:
    from engine.models.library import Library

Gate = Callable[[], None]
"Raises Cancelled when the person pressed Stop; blocks while the run is paused."


class Run:
    """One node's view of the run: `run.check()` often, `run.progress(done, total)` sometimes, plots at will.

    device: a resolved name ("cpu", "cuda:0", "mps"). seed: this node's own, derived from the run's and the node's
    id, so that adding a node changes no other node's numbers. folder: where files go, if anywhere.
    """

    def __init__(
        self,
        node: str,
        emit: Callable[[m.Message], None],
        gate: Gate,
        *,
        device: str,
        seed: int,
        library: Library,
        folder: Path | None = None,
        title: str = "",
    ) -> None:
        self.node = node
        self.title = title or node
        self.device = device
        self.seed = seed
        self.library = library
        self.folder = folder
        self.footer = ""
        self._emit = emit
        self._gate = gate
        self._started = time.monotonic()

    def check(self) -> None:
        """Stop here if asked to, wait here while paused. Call at every batch, token, layer and shard."""
        self._gate()

    def progress(self, done: float, total: float, words: str = "") -> None:
        """Say how far the node is, and check. The time left is estimated from the time since its start."""
        self.check()
        elapsed = time.monotonic() - self._started
        left = elapsed * (total - done) / done if done > 0 and elapsed > 0.3 else None
        self._emit(m.Progress(self.node, done, total, words, left))

    def say(self, words: str) -> None:
        """The one plain sentence that says what came out."""
        self._emit(m.Sentence(self.node, words))

    def metric(self, name: str, value: float) -> None:
        """A number for result.json, under `node.name`."""
        self._emit(m.Metric(self.node, name, float(value)))

    def line(
        self, plot: str, series: str, x: float | Sequence[float], y: float | Sequence[float], **style: Any
    ) -> None:
        """Append one point or many to a series of a line plot. style: see messages.Line."""
        xs = tuple(x) if isinstance(x, Sequence) else (float(x),)
        ys = tuple(y) if isinstance(y, Sequence) else (float(y),)
        self._emit(m.Line(self.node, plot, series, xs, ys, **style))

    def bars(
        self,
        plot: str,
        groups: Iterable[str],
        series: Iterable[str],
        values: Iterable[Sequence[float | None]],
        **style: Any,
    ) -> None:
        rows = tuple(tuple(row) for row in values)
        self._emit(m.Bars(self.node, plot, tuple(groups), tuple(series), rows, **style))

    def table(self, plot: str, columns: Iterable[str], rows: Iterable[Sequence[Any]], **style: Any) -> None:
        self._emit(m.Table(self.node, plot, tuple(columns), tuple(tuple(row) for row in rows), **style))

    def tokens(self, plot: str, tokens: Iterable[m.Token], legend: Iterable[tuple[str, int]] = ()) -> None:
        self._emit(m.Tokens(self.node, plot, tuple(tokens), tuple(legend)))

    def heatmap(self, plot: str, values: Iterable[Sequence[float | None]], **style: Any) -> None:
        self._emit(m.HeatMap(self.node, plot, tuple(tuple(row) for row in values), **style))

    def scatter(self, plot: str, xs: Iterable[float], ys: Iterable[float], **style: Any) -> None:
        self._emit(m.Scatter(self.node, plot, tuple(xs), tuple(ys), **style))

    def text(self, plot: str, text: str) -> None:
        self._emit(m.PlainText(self.node, plot, text))
