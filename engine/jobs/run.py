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
    notes: what the node wrote down in an earlier run of the same content that was stopped, so that it can go on.
    scratch: a folder for what should outlive even the program until the node is done, such as checkpoints; it need not
    exist yet, and None where nothing may be kept.
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
        notes: dict[str, Any] | None = None,
        scratch: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.node = node
        self.title = title or node
        self.device = device
        self.seed = seed
        self.library = library
        self.folder = folder
        self.notes = {} if notes is None else notes
        self.scratch = scratch
        self.footer = ""
        self._emit = emit
        self._gate = gate
        self._clock = clock
        self._started = clock()
        self._part = (0.0, 0.0, 0.0)
        self._kinds: dict[str, type[m.PlotMessage]] = {}

    @property
    def seconds(self) -> float:
        """How long the node has worked; the time spent paused does not count."""
        return self._clock() - self._started

    def check(self) -> None:
        """Stop here if asked to, wait here while paused. Call at every batch, token, layer and shard."""
        before = self._clock()
        self._gate()
        self._started += self._clock() - before

    def progress(self, done: float, total: float, words: str = "") -> None:
        """Say how far the node is, and check. The time left is estimated from the pace since this part of the work
        began: a new total, or going back, begins a new part."""
        self.check()
        seconds = self.seconds
        part_total, done_first, seconds_first = self._part
        if total != part_total or done < done_first:
            # Work that is already done at the first word was done since the node's start.
            fresh = part_total == 0.0
            self._part = (total, 0.0 if fresh else done, 0.0 if fresh else seconds)
            _, done_first, seconds_first = self._part
        elapsed, moved = seconds - seconds_first, done - done_first
        left = elapsed * (total - done) / moved if moved > 0 and elapsed > 0.3 else None
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
        """Append one point or many to a series of a line plot. style: see messages.Line; with `lows` and `highs`, as
        many as points, the line has a band around it."""
        edges = {name: _numbers(style.pop(name)) for name in ("lows", "highs") if name in style}
        self._draw(m.Line(self.node, plot, series, _numbers(x), _numbers(y), **edges, **style))

    def bars(
        self,
        plot: str,
        groups: Iterable[str],
        series: Iterable[str],
        values: Iterable[Sequence[float | None]],
        **style: Any,
    ) -> None:
        self._draw(m.Bars(self.node, plot, tuple(groups), tuple(series), _cells(values), **style))

    def table(self, plot: str, columns: Iterable[str], rows: Iterable[Sequence[Any]], **style: Any) -> None:
        self._draw(m.Table(self.node, plot, tuple(columns), _cells(rows), **style))

    def tokens(self, plot: str, tokens: Iterable[m.Token], legend: Iterable[tuple[str, int]] = ()) -> None:
        self._draw(m.Tokens(self.node, plot, tuple(tokens), tuple(legend)))

    def heatmap(self, plot: str, values: Iterable[Sequence[float | None]], **style: Any) -> None:
        self._draw(m.HeatMap(self.node, plot, _cells(values), **style))

    def scatter(self, plot: str, xs: Iterable[float], ys: Iterable[float], **style: Any) -> None:
        self._draw(m.Scatter(self.node, plot, _numbers(xs), _numbers(ys), **style))

    def text(self, plot: str, text: str) -> None:
        self._draw(m.PlainText(self.node, plot, text))

    def _draw(self, message: m.PlotMessage) -> None:
        """A plot keeps its kind: another one under the same name would push it off the board."""
        kind = self._kinds.setdefault(message.plot, type(message))
        if kind is not type(message):
            raise TypeError(f"“{message.plot}” is a {kind.__name__} already and cannot be a {type(message).__name__}.")
        self._emit(message)


def _plain(value: Any) -> Any:
    """Numbers of arrays and tensors as Python's own: the window's process knows nothing of theirs."""
    return value.item() if hasattr(value, "item") else value


def _numbers(values: Any) -> tuple[float, ...]:
    values = values.tolist() if hasattr(values, "tolist") else values
    return tuple(float(value) for value in values) if isinstance(values, Iterable) else (float(values),)


def _cells(rows: Iterable[Iterable[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(_plain(cell) for cell in row) for row in rows)
