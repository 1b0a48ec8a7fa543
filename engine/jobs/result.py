"""What a run leaves behind: its graph and numbers, plots as CSV, references, and a report that is one HTML file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from engine.files import csv_text, safe_name, write_text
from engine.graph import files
from engine.graph.document import Graph
from engine.graph.weight import by_weight
from engine.jobs import messages as m
from engine.jobs.versions import versions as installed
from engine.papers import Paper, bibliography

GRAPH_FILE = "run.stitch"
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
    device: str = ""
    "What it was computed on, such as cuda:0."
    fault: str | None = None

    def add(self, message: m.Message) -> None:
        match message:
            case m.RunStarted(device=device):
                self.device = device
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

    def sentences(self, graph: Graph) -> list[tuple[str, str]]:
        """(node, what it found), the answer to what the graph asks first."""
        told = [node for node in by_weight(graph) if node in self.nodes and self.nodes[node].sentence]
        return [(node, self.nodes[node].sentence) for node in told]

    def write(self, folder: Path, *, graph: Graph, seed: int, versions: Mapping[str, str] | None = None) -> None:
        """Write folder/result.json, plots/*.csv, report.html, references.bib and the graph with this seed, which
        gives the same again. Each is written whole or not at all.

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
        found = {**self.as_json(graph, seed, made_by), "plots": list(names.values())}
        write_text(folder / "result.json", json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
        again = replace(graph, seed=seed)
        files.save(again, folder / GRAPH_FILE)
        write_text(folder / "references.bib", bibliography(tuple(cited(graph))))
        write_text(folder / "report.html", report_html(self, again, made_by))

    def as_json(self, graph: Graph, seed: int, versions: Mapping[str, str]) -> dict[str, Any]:
        """The content of result.json. A number that is infinite or none is null, as JSON has no other word for it."""
        tables = {f"{node}.{plot}": parts[-1] for (node, plot), parts in self.plots.items()}
        return {
            "outcome": self.outcome,
            "seconds": round(self.seconds, 3),
            "seed": seed,
            "device": self.device,
            "sentences": [{"node": node, "words": words} for node, words in self.sentences(graph)],
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
            return _scatter_table([part for part in parts if isinstance(part, m.Scatter)])
        case m.PlainText(text=text):
            return ("text",), [(text,)]
        case _:
            return (), []


def _scatter_table(steps: Sequence[m.Scatter]) -> tuple[Columns, Rows]:
    """A row a point of each step: its label, its place, its group where there are several, and the step."""
    last = steps[-1]
    grouped, stepped = bool(last.legend), len(steps) > 1
    heads = ("label", last.x_label or "x", last.y_label or "y", *["group"] * grouped, *[last.step_label] * stepped)
    rows = []
    for one in steps:
        names = {color: name for name, color in one.legend}
        groups = [names.get(color, "") for color in one.colors]
        columns = [one.labels[: len(one.xs)], one.xs, one.ys, *[groups] * grouped]
        rows += [(*row, *[one.step] * stepped) for row in zip_longest(*columns, fillvalue="")]
    return heads, rows


def cited(graph: Graph) -> dict[Paper, list[str]]:
    """The papers that the nodes of a graph follow with their settings, and the titles of those nodes."""
    from engine.graph.nodes import node_types

    named, kinds = titles(graph), node_types()
    found: dict[Paper, list[str]] = {}
    for node in graph.nodes.values():
        for paper in kinds[node.type].cited(node.settings) if node.type in kinds and not node.bypassed else ():
            found.setdefault(paper, []).append(named[node.id])
    return dict(sorted(found.items(), key=lambda one: one[0].words))


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
