"""What a run leaves behind: result.json, plots as CSV, and a report that is one HTML file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from engine.files import csv_text, safe_name, write_text
from engine.graph.document import Graph
from engine.jobs import messages as m
from engine.jobs.versions import versions as installed

Columns = Sequence[str]
Rows = list[tuple[Any, ...]]


@dataclass
class NodeResult:
    """What is kept of one node's run."""

    state: str = m.NodeState.NOT_REACHED.value
    seconds: float | None = None
    cached: bool = False
    error: str | None = None
    sentence: str = ""


@dataclass
class Collector:
    """Listens to a run's messages and writes its results."""

    nodes: dict[str, NodeResult] = field(default_factory=dict)
    metrics: dict[tuple[str, str], float] = field(default_factory=dict)
    "By node and name."
    plots: dict[tuple[str, str], list[m.PlotMessage]] = field(default_factory=dict)
    outcome: str = ""
    seconds: float = 0.0
    fault: str | None = None

    def add(self, message: m.Message) -> None:
        match message:
            case m.NodeChanged(node, state, seconds):
                result = self._node(node)
                result.state, result.cached = state.value, state is m.NodeState.CACHED
                result.seconds = seconds if seconds is not None else result.seconds
            case m.NodeFailed(fault):
                if fault.node is None:
                    self.fault = fault.sentence()
                else:
                    self._node(fault.node).error = fault.sentence()
            case m.Metric(node, name, value):
                self.metrics[node, name] = value
            case m.Sentence(node, words):
                self._node(node).sentence = words
            case m.Line() | m.Tokens():
                self.plots.setdefault((message.node, message.plot), []).append(message)
            case m.Scatter() if message.step is not None:
                steps = self.plots.setdefault((message.node, message.plot), [])
                steps[:] = [one for one in steps if isinstance(one, m.Scatter) and one.step != message.step]
                steps.append(message)
            case m.PlotMessage():
                self.plots[message.node, message.plot] = [message]
            case m.RunFinished(_, outcome, seconds):
                self.outcome, self.seconds = outcome, seconds
            case _:
                pass

    def write(self, folder: Path, *, graph: Graph, seed: int, versions: Mapping[str, str] | None = None) -> None:
        """Write folder/result.json, folder/plots/*.csv and folder/report.html, each whole or not at all.

        Plots that an earlier run wrote here, and this one did not, are removed.
        `versions`: what made the result; by default what is installed here.
        """
        from engine.jobs.report import report_html

        made_by = installed() if versions is None else versions
        earlier = _plots_of(folder)
        names: dict[str, str] = {}
        for (node, plot), parts in self.plots.items():
            name = _unused(f"{node} - {plot}", names)
            columns, rows = plot_table(parts)
            write_text(folder / "plots" / name, csv_text(columns, rows))
        for name in earlier:
            if name.lower() not in names:
                (folder / "plots" / name).unlink(missing_ok=True)
        found = {**self.as_json(seed, made_by), "plots": list(names.values())}
        write_text(folder / "result.json", json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
        write_text(folder / "report.html", report_html(self, graph, seed, made_by))

    def as_json(self, seed: int, versions: Mapping[str, str]) -> dict[str, Any]:
        """The content of result.json. A number that is infinite or none is null, as JSON has no other word for it."""
        tables = {f"{node}.{plot}": parts[-1] for (node, plot), parts in self.plots.items()}
        return {
            "outcome": self.outcome,
            "seconds": round(self.seconds, 3),
            "seed": seed,
            "metrics": {f"{node}.{name}": _finite(value) for (node, name), value in self.metrics.items()},
            "nodes": {
                name: {
                    "state": node.state,
                    "seconds": node.seconds,
                    "cached": node.cached,
                    "error": node.error,
                    "sentence": node.sentence,
                }
                for name, node in self.nodes.items()
            },
            "tables": {
                name: {"columns": table.columns, "rows": [[_finite(value) for value in row] for row in table.rows]}
                for name, table in tables.items()
                if isinstance(table, m.Table)
            },
            "error": self.fault,
            "versions": dict(versions),
        }

    def _node(self, name: str) -> NodeResult:
        return self.nodes.setdefault(name, NodeResult())


def plot_table(parts: Sequence[m.PlotMessage]) -> tuple[Columns, Rows]:
    """The numbers behind a plot as one table."""
    last = parts[-1]
    match last:
        case m.Line():
            lines = [part for part in parts if isinstance(part, m.Line)]
            heads = ("series", last.x_label or "x", last.y_label or "y")
            if any(one.lows for one in lines):
                banded = [(one, zip_longest(one.xs, one.ys, one.lows, one.highs)) for one in lines]
                return (*heads, "low", "high"), [(one.series, *row) for one, rows in banded for row in rows]
            return heads, [(one.series, x, y) for one in lines for x, y in zip(one.xs, one.ys, strict=False)]
        case m.Tokens():
            spoken = [part for part in parts if isinstance(part, m.Tokens)]
            names = {color: label for part in spoken for label, color in part.legend}
            pieces = [token for part in spoken for token in part.tokens]
            return ("token", "label", "prompt", "notes"), [
                (t.text, names.get(t.color, "") if t.color is not None else "", t.prompt, " | ".join(t.hover))
                for t in pieces
            ]
        case m.Bars(groups=groups, series=series, values=values):
            return ("group", *series), [(group, *row) for group, row in zip(groups, values, strict=False)]
        case m.Table(columns=columns, rows=rows):
            return columns, list(rows)
        case m.HeatMap(values=values):
            heads = _names(last.x_ticks, max(map(len, values), default=0))
            corner = " / ".join(label for label in (last.y_label, last.x_label) if label)
            rows = zip(_names(last.y_ticks, len(values)), values, strict=True)
            return (corner, *heads), [(name, *row) for name, row in rows]
        case m.Scatter():
            heads = ("label", last.x_label or "x", last.y_label or "y")
            steps = [part for part in parts if isinstance(part, m.Scatter)]
            found = [(one.step, zip_longest(one.labels[: len(one.xs)], one.xs, one.ys, fillvalue="")) for one in steps]
            if len(steps) > 1:
                return (*heads, last.step_label), [(*row, step) for step, rows in found for row in rows]
            return heads, [row for _, rows in found for row in rows]
        case m.PlainText(text=text):
            return ("text",), [(text,)]
        case _:
            return (), []


def _names(ticks: Sequence[str], count: int) -> Sequence[str]:
    return ticks if len(ticks) == count else [str(index) for index in range(count)]


def _plots_of(folder: Path) -> list[str]:
    """The plots that an earlier run says it wrote here. Whatever else lies in the folder is somebody else's."""
    try:
        said = json.loads((folder / "result.json").read_text(encoding="utf-8"))["plots"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    names = [name for name in said if isinstance(name, str)] if isinstance(said, list) else []
    return [name for name in names if name.endswith(".csv") and Path(name).name == name]


def _unused(title: str, taken: dict[str, str]) -> str:
    """A file name that no other plot has, on systems that ignore case as well. `taken`: names by their lower case."""
    stem, number = safe_name(title), 1
    name = f"{stem}.csv"
    while name.lower() in taken:
        number += 1
        name = f"{stem} {number}.csv"
    taken[name.lower()] = name
    return name


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def titles(graph: Graph) -> dict[str, str]:
    """What each node is called on the canvas."""
    from engine.graph.nodes import node_types  # pydantic comes with it, which the window's start does without

    kinds = node_types()
    return {
        node.id: node.title or (kinds[node.type].title if node.type in kinds else node.type)
        for node in graph.nodes.values()
    }
