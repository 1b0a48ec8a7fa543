"""Everything the engine says while it works: frozen, plain and picklable. Tensors never appear here."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

from engine.errors import Fault


class NodeState(StrEnum):
    NOT_READY = "not ready"
    READY = "ready"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CACHED = "cached"
    FAILED = "failed"
    NOT_REACHED = "not reached"


@dataclass(frozen=True)
class Job:
    """One run: a graph as its file's JSON, with a seed and a device. `targets`: run only what these nodes need.

    threads, memory_bytes: what it may use of the machine; 0: what there is.
    """

    graph: dict
    seed: int = 0
    device: str = "auto"
    folder: str | None = None
    targets: tuple[str, ...] | None = None
    id: str = ""
    threads: int = 0
    memory_bytes: int = 0


@dataclass(frozen=True)
class ImportJob:
    """Bring a model into the library: a folder, a .gguf file or a hub name (the one use of the network)."""

    source: str
    name: str = ""
    id: str = "import"


@dataclass(frozen=True)
class Message:
    """Anything that the engine says."""


@dataclass(frozen=True)
class WorkerReady(Message):
    """The worker has imported torch. `devices`: (name, words) pairs such as ("cuda:0", "NVIDIA L4, 22 GB")."""

    devices: tuple[tuple[str, str], ...]
    memory_total: int
    memory_used: int


@dataclass(frozen=True)
class WorkerDied(Message):
    words: str


@dataclass(frozen=True)
class Memory(Message):
    """Bytes that the worker uses, and that this machine or device has: in all, and free for anyone."""

    used: int
    total: int
    free: int


@dataclass(frozen=True)
class RunStarted(Message):
    """`device`: the one that was chosen, where the job left the choice open; "" where nothing was computed."""

    job: str
    nodes: tuple[str, ...]
    device: str = ""


@dataclass(frozen=True)
class RunFinished(Message):
    """`outcome`: "done", "failed" or "stopped"."""

    job: str
    outcome: str
    seconds: float
    words: str = ""


@dataclass(frozen=True)
class Imported(Message):
    """An import ended: the new entry's name, or what went wrong. Its progress comes as Progress with node ""."""

    job: str
    name: str = ""
    fault: Fault | None = None


@dataclass(frozen=True)
class Paused(Message):
    paused: bool


@dataclass(frozen=True)
class NodeChanged(Message):
    """`footer`: what stands on the right of the node's foot, such as "5.6 M, 6 layers"."""

    node: str
    state: NodeState
    seconds: float | None = None
    footer: str = ""


@dataclass(frozen=True)
class Progress(Message):
    node: str
    done: float
    total: float
    words: str = ""
    seconds_left: float | None = None


@dataclass(frozen=True)
class NodeFailed(Message):
    fault: Fault


@dataclass(frozen=True)
class Metric(Message):
    """A number of the run's result: `node.name` in result.json."""

    node: str
    name: str
    value: float


@dataclass(frozen=True)
class Sentence(Message):
    """The one plain sentence that says what came out of a node."""

    node: str
    words: str


@dataclass(frozen=True)
class PlotMessage(Message):
    """A piece of a plot. (node, plot) names the panel; `reset` panels start anew with each run."""

    node: str
    plot: str


@dataclass(frozen=True)
class Line(PlotMessage):
    """Points to append to one series of a line plot."""

    series: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    x_label: str = "step"
    y_label: str = ""
    bounds: tuple[float, ...] = ()
    "Heights of dashed reference lines."
    bound_labels: tuple[str, ...] = ()
    "What each of them is, such as 'highest weight'."
    color: int | None = None
    "Index in the theme's fixed order, so that an expert keeps its colour; None: by order of arrival."
    dashed: bool = False
    lows: tuple[float, ...] = ()
    highs: tuple[float, ...] = ()
    "A band around the line, one value a point each: how far several runs of the same series lie apart."
    band: str = ""
    "What the band spans, such as 'lowest to highest of 5 seeds'."


@dataclass(frozen=True)
class Bars(PlotMessage):
    """A whole bar chart (replaces the last): groups x series, values[group][series]."""

    groups: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    y_label: str = ""
    better: str = ""
    "'lower' or 'higher', shown in words; empty when neither is better."
    colors: tuple[int, ...] | None = None
    patterns: tuple[int, ...] | None = None
    "How the bars of each series are filled: 0 plain, others hatched, each number in another way."


@dataclass(frozen=True)
class Table(PlotMessage):
    """A whole table (replaces the last). `best`: (row, column) cells in bold."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | int | None, ...], ...]
    best: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Token:
    """One piece of text. `color` as in Line (None: not tinted); `hover`: lines of plain text, first bold."""

    text: str
    color: int | None = None
    hover: tuple[str, ...] = ()
    prompt: bool = False


@dataclass(frozen=True)
class Tokens(PlotMessage):
    """Pieces to append to a coloured text. `legend`: (label, colour) pairs."""

    tokens: tuple[Token, ...]
    legend: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class HeatMap(PlotMessage):
    """A whole heat map (replaces the last); None cells are not there yet. values[row][column]."""

    values: tuple[tuple[float | None, ...], ...]
    x_label: str = ""
    y_label: str = ""
    x_ticks: tuple[str, ...] = ()
    y_ticks: tuple[str, ...] = ()
    value_label: str = ""
    better: str = ""
    center: float | None = None
    "Where values of both signs mean opposite things: colours part here. None: from dark to bright."

    def best(self) -> tuple[int, int] | None:
        """Row and column of the best cell, where `better` says which way is better."""
        cells = ((row, column) for row, values in enumerate(self.values) for column in range(len(values)))
        known = {cell: v for cell in cells if (v := self.values[cell[0]][cell[1]]) is not None and math.isfinite(v)}
        if not self.better or not known:
            return None
        return (min if self.better == "lower" else max)(known, key=lambda cell: known[cell])


@dataclass(frozen=True)
class Scatter(PlotMessage):
    """A whole scatter plot. Replaces the last, unless it is another `step`: then both are kept, to be played.

    legend: (name, colour) pairs; then `labels` are the points' own words, shown as they are. diagonal: what a point on
    the line x = y is, which is drawn then, such as "right answer".
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    labels: tuple[str, ...] = ()
    colors: tuple[int, ...] = ()
    x_label: str = ""
    y_label: str = ""
    step: float | None = None
    step_label: str = "step"
    legend: tuple[tuple[str, int], ...] = ()
    diagonal: str = ""


@dataclass(frozen=True)
class PlainText(PlotMessage):
    """Text that a node produced (replaces the last)."""

    text: str = field(default="")
