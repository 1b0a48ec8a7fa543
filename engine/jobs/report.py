"""The report of a run: one HTML file with the graph's picture, numbers, drawings of the plots, settings, papers and
what it takes to run it again."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from engine import resources
from engine.graph import files
from engine.graph.document import Graph
from engine.graph.nodes import NodeType, node_types
from engine.graph.settings import shown
from engine.jobs import charts
from engine.jobs import messages as m
from engine.jobs.graph_picture import WIDTH, draw_graph
from engine.jobs.result import GRAPH_FILE, NodeResult, cited, plot_table, titles
from engine.papers import bibliography

if TYPE_CHECKING:
    from engine.jobs.result import Collector


@dataclass(frozen=True)
class Figure:
    """One plot of the report: drawings (several where it has steps), coloured text, plain text or a table."""

    title: str
    drawings: Sequence[charts.Drawing] = ()
    tokens: tuple[m.Token, ...] = ()
    legend: Sequence[tuple[str, int]] = ()
    dashed: Set[str] = frozenset()
    text: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    best: frozenset[tuple[int, int]] = frozenset()

    @property
    def numeric(self) -> frozenset[int]:
        """The columns of a table that hold numbers, and whose heads stand on the right as these do."""
        return frozenset(
            column
            for column in range(len(self.columns))
            if any(isinstance(row[column], int | float) for row in self.rows if column < len(row))
        )


@dataclass(frozen=True)
class Section:
    """What the report says of one node."""

    title: str
    result: NodeResult
    settings: list[tuple[str, str]]
    metrics: list[tuple[str, float]]
    figures: list[Figure]

    @property
    def tells(self) -> bool:
        """Whether there is more to say than its settings."""
        return bool(self.figures or self.metrics or self.result.error)


def report_html(results: Collector, graph: Graph, versions: Mapping[str, str]) -> str:
    """The whole report of a graph that ran with its own seed. Nodes that drew or measured nothing share a table."""
    environment = Environment(
        loader=FileSystemLoader(resources.path("report")),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = cell
    names, kinds = titles(graph), node_types()
    papers = cited(graph)
    again = json.dumps(files.to_json(graph), ensure_ascii=False, indent=2)
    sections = [
        Section(
            names[node.id],
            results.nodes.get(node.id, NodeResult()),
            _settings(kinds.get(node.type), node.settings),
            [(one, value) for (owner, one), value in results.metrics.items() if owner == node.id],
            [figure(plot, parts) for (owner, plot), parts in results.plots.items() if owner == node.id],
        )
        for node in graph.nodes.values()
    ]
    return environment.get_template("report.html").render(
        graph=graph,
        results=results,
        sections=[section for section in sections if section.tells],
        quiet=[section for section in sections if not section.tells],
        sentences=[(names[node], words) for node, words in results.sentences(graph)],
        papers=papers,
        bibtex=bibliography(tuple(papers)),
        versions=versions,
        graph_file=GRAPH_FILE,
        graph_data=base64.b64encode(again.encode()).decode(),
        chart=charts,
        picture=draw_graph(graph),
        node_width=WIDTH,
    )


def figure(title: str, parts: Sequence[m.PlotMessage]) -> Figure:
    """Draw what can be drawn; everything else is shown as text or as its table."""
    drawings = charts.draw(parts)
    if drawings:
        return Figure(title, drawings, legend=drawings[-1].legend, dashed=drawings[-1].dashed)
    match parts[-1]:
        case m.Tokens():
            spoken = [part for part in parts if isinstance(part, m.Tokens)]
            legend = next((part.legend for part in reversed(spoken) if part.legend), ())
            tokens = tuple(token for part in spoken for token in part.tokens)
            return Figure(title, tokens=tokens, legend=[(name, color % charts.N_COLORS) for name, color in legend])
        case m.PlainText(text=text):
            return Figure(title, text=text)
        case m.Table(columns=columns, rows=rows, best=best):
            return Figure(title, columns=columns, rows=rows, best=frozenset(best))
    columns, rows = plot_table(parts)
    return Figure(title, columns=columns, rows=rows)


def cell(value: Any) -> str:
    """A value as a table shows it."""
    if value is None:
        return "–"
    return charts.number(value) if isinstance(value, int | float) else str(value)


def _settings(kind: NodeType | None, chosen: Mapping[str, Any]) -> list[tuple[str, str]]:
    if kind is None:
        return [(name, str(value)) for name, value in chosen.items()]
    return [
        (field.label, field.about.labels.get(value, value) if isinstance(value, str) else shown(field, value))
        for field, value in kind.in_force(chosen)
    ]
