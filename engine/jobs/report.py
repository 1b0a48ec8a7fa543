"""The report of a run: one HTML file with the graph's picture, numbers, drawings of the plots, settings, versions and
citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from engine import resources
from engine.graph.document import Graph
from engine.graph.nodes import NodeType, node_types
from engine.graph.settings import shown
from engine.jobs import charts
from engine.jobs import messages as m
from engine.jobs.graph_picture import WIDTH, draw_graph
from engine.jobs.result import NodeResult, plot_table, titles

if TYPE_CHECKING:
    from engine.jobs.result import Collector


@dataclass(frozen=True)
class Figure:
    """One plot of the report: a drawing, coloured text, plain text or a table."""

    title: str
    drawing: charts.Drawing | None = None
    tokens: tuple[m.Token, ...] = ()
    legend: Sequence[tuple[str, int]] = ()
    text: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    best: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Section:
    """What the report says of one node."""

    title: str
    result: NodeResult
    settings: list[tuple[str, str]]
    metrics: list[tuple[str, float]]
    figures: list[Figure]


def report_html(results: Collector, graph: Graph, seed: int, versions: Mapping[str, str]) -> str:
    """The whole report. Nodes that drew or measured something come first."""
    environment = Environment(
        loader=FileSystemLoader(resources.path("report")),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = cell
    names, kinds = titles(graph), node_types()
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
        sections=sorted(sections, key=lambda section: not (section.figures or section.metrics)),
        sentences=[node.sentence for node in results.nodes.values() if node.sentence],
        citations=sorted({kinds[n.type].citation for n in graph.nodes.values() if n.type in kinds} - {""}),
        versions=versions,
        seed=seed,
        chart=charts,
        picture=draw_graph(graph),
        node_width=WIDTH,
    )


def figure(title: str, parts: Sequence[m.PlotMessage]) -> Figure:
    """Draw what can be drawn; everything else is shown as text or as its table."""
    drawing = charts.draw(parts)
    if drawing is not None:
        return Figure(title, drawing, legend=drawing.legend)
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
    values = [(field, chosen.get(field.name, field.default)) for field in kind.fields]
    return [
        (field.label, field.about.labels.get(value, value) if isinstance(value, str) else shown(field, value))
        for field, value in values
    ]
