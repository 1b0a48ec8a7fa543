"""What a run leaves behind: result.json, plots as CSV, and a report that is one HTML file."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.files import csv_text, safe_name, write_text
from engine.graph.document import Graph
from engine.graph.nodes import node_types
from engine.jobs import messages as m
from engine.jobs.versions import versions

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
    metrics: dict[str, float] = field(default_factory=dict)
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
                self.metrics[f"{node}.{name}"] = value
            case m.Sentence(node, words):
                self._node(node).sentence = words
            case m.Line() | m.Tokens():
                self.plots.setdefault((message.node, message.plot), []).append(message)
            case m.PlotMessage():
                self.plots[message.node, message.plot] = [message]
            case m.RunFinished(_, outcome, seconds):
                self.outcome, self.seconds = outcome, seconds
            case _:
                pass

    def write(self, folder: Path, *, graph: Graph, seed: int) -> None:
        """Write folder/result.json, folder/plots/*.csv and folder/report.html, each whole or not at all."""
        write_text(folder / "result.json", json.dumps(self.as_json(seed), indent=2, ensure_ascii=False) + "\n")
        for (node, plot), parts in self.plots.items():
            columns, rows = plot_table(parts)
            write_text(folder / "plots" / f"{safe_name(f'{node} - {plot}')}.csv", csv_text(columns, rows))
        from engine.jobs.report import report_html

        write_text(folder / "report.html", report_html(self, graph, seed))

    def as_json(self, seed: int) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "seconds": round(self.seconds, 3),
            "seed": seed,
            "metrics": {name: value if math.isfinite(value) else None for name, value in self.metrics.items()},
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
            "error": self.fault,
            "versions": versions(),
        }

    def _node(self, name: str) -> NodeResult:
        return self.nodes.setdefault(name, NodeResult())


def plot_table(parts: Sequence[m.PlotMessage]) -> tuple[Columns, Rows]:
    """The numbers behind a plot as one long table."""
    last = parts[-1]
    match last:
        case m.Line():
            lines = [part for part in parts if isinstance(part, m.Line)]
            rows = [(one.series, x, y) for one in lines for x, y in zip(one.xs, one.ys, strict=True)]
            return ("series", last.x_label or "x", last.y_label or "y"), rows
        case m.Tokens():
            pieces = [token for part in parts if isinstance(part, m.Tokens) for token in part.tokens]
            return ("token", "prompt", "notes"), [(t.text, t.prompt, " | ".join(t.hover)) for t in pieces]
        case m.Bars(groups=groups, series=series, values=values):
            return ("group", *series), [(group, *row) for group, row in zip(groups, values, strict=True)]
        case m.Table(columns=columns, rows=rows):
            return columns, list(rows)
        case m.HeatMap(values=values, x_ticks=x_ticks, y_ticks=y_ticks):
            heads = x_ticks or tuple(str(i) for i in range(len(values[0]) if values else 0))
            names = y_ticks or tuple(str(i) for i in range(len(values)))
            return ("", *heads), [(name, *row) for name, row in zip(names, values, strict=True)]
        case m.Scatter(xs=xs, ys=ys, labels=labels):
            shown = labels or ("",) * len(xs)
            return ("label", last.x_label or "x", last.y_label or "y"), list(zip(shown, xs, ys, strict=True))
        case m.PlainText(text=text):
            return ("text",), [(text,)]
        case _:
            return (), []


def titles(graph: Graph) -> dict[str, str]:
    """What each node is called on the canvas."""
    kinds = node_types()
    return {
        node.id: node.title or (kinds[node.type].title if node.type in kinds else node.type)
        for node in graph.nodes.values()
    }
