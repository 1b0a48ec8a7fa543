"""The report of a run: one HTML file with the numbers, drawings of the plots, settings, versions and citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from engine import resources
from engine.graph.document import Graph
from engine.graph.nodes import NodeType, node_types
from engine.jobs import messages as m
from engine.jobs.result import plot_table, titles
from engine.jobs.versions import versions

if TYPE_CHECKING:
    from engine.jobs.result import Collector

WIDTH, HEIGHT = 640.0, 220.0
LEFT, BOTTOM, TOP = 48.0, 28.0, 10.0
BASELINE = 7


@dataclass(frozen=True)
class Mark:
    """A label beside an axis, at a place in the drawing."""

    at: float
    words: str


@dataclass(frozen=True)
class Drawing:
    """A line or bar chart as shapes: `lines` are (label, colour, points, dashed), `bars` (x, y, width, height, colour,
    words)."""

    lines: list[tuple[str, int, str, bool]]
    bars: list[tuple[float, float, float, float, int, str]]
    x_marks: list[Mark]
    y_marks: list[Mark]
    x_label: str
    y_label: str
    legend: list[tuple[str, int]]


@dataclass(frozen=True)
class Figure:
    """One plot of the report, by what it is drawn as."""

    title: str
    drawing: Drawing | None = None
    tokens: tuple[m.Token, ...] = ()
    legend: tuple[tuple[str, int], ...] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()


def report_html(results: Collector, graph: Graph, seed: int) -> str:
    """The whole report."""
    environment = Environment(
        loader=FileSystemLoader(resources.path("report")), autoescape=select_autoescape(), trim_blocks=True
    )
    environment.filters["cell"] = cell
    names = titles(graph)
    kinds = node_types()
    sections = [
        {
            "id": node.id,
            "title": names[node.id],
            "kind": kinds.get(node.type),
            "result": results.nodes.get(node.id),
            "settings": _settings(kinds.get(node.type), node.settings),
            "figures": [figure(plot, parts) for (owner, plot), parts in results.plots.items() if owner == node.id],
        }
        for node in graph.nodes.values()
    ]
    return environment.get_template("report.html").render(
        graph=graph,
        results=results,
        sections=sorted(sections, key=lambda section: not section["figures"]),
        sentences=[node.sentence for node in results.nodes.values() if node.sentence],
        citations=sorted({kinds[n.type].citation for n in graph.nodes.values() if n.type in kinds} - {""}),
        versions=versions(),
        seed=seed,
        size=(WIDTH, HEIGHT, LEFT, BOTTOM, TOP),
    )


def cell(value: Any) -> str:
    """A number as a table shows it."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1e4 else f"{value:,.0f}"
    return str(value)


def _settings(kind: NodeType | None, chosen: dict[str, Any]) -> list[tuple[str, Any]]:
    if kind is None:
        return list(chosen.items())
    return [(field.label, chosen.get(field.name, field.default)) for field in kind.fields]


def figure(title: str, parts: Sequence[m.PlotMessage]) -> Figure:
    """Draw what can be drawn; everything else is shown as its table."""
    last = parts[-1]
    if isinstance(last, m.Line):
        return Figure(title, _lines([part for part in parts if isinstance(part, m.Line)]))
    if isinstance(last, m.Bars):
        return Figure(title, _bars(last))
    if isinstance(last, m.Tokens):
        spoken = [part for part in parts if isinstance(part, m.Tokens)]
        legend = next((part.legend for part in spoken if part.legend), ())
        return Figure(title, tokens=tuple(token for part in spoken for token in part.tokens), legend=legend)
    columns, rows = plot_table(parts)
    return Figure(title, columns=columns, rows=rows)


def _lines(parts: list[m.Line]) -> Drawing:
    series: dict[str, list[m.Line]] = {}
    for part in parts:
        series.setdefault(part.series, []).append(part)
    xs = [x for part in parts for x in part.xs]
    ys = [y for part in parts for y in part.ys] + [bound for part in parts for bound in part.bounds]
    x_of, x_marks = _axis(xs, LEFT, WIDTH - 8)
    y_of, y_marks = _axis(ys, HEIGHT - BOTTOM, TOP)
    lines, legend = [], []
    for index, (name, chunks) in enumerate(series.items()):
        color = chunks[0].color if chunks[0].color is not None else index % 8
        pairs = [(x, y) for chunk in chunks for x, y in zip(chunk.xs, chunk.ys, strict=True)]
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in pairs)
        lines.append((name, color, path, chunks[0].dashed))
        legend.append((name, color))
    return Drawing(lines, [], x_marks, y_marks, parts[-1].x_label, parts[-1].y_label, legend)


def _bars(bars: m.Bars) -> Drawing:
    values = [value for row in bars.values for value in row if value is not None]
    y_of, y_marks = _axis([0.0, *values], HEIGHT - BOTTOM, TOP)
    room = (WIDTH - LEFT - 8) / max(len(bars.groups), 1)
    wide = room * 0.7 / max(len(bars.series), 1)
    shapes, marks = [], []
    for index, (group, row) in enumerate(zip(bars.groups, bars.values, strict=True)):
        begin = LEFT + room * index + room * 0.15
        marks.append(Mark(LEFT + room * (index + 0.5), group))
        for place, value in enumerate(row):
            if value is not None:
                color = bars.colors[place] if bars.colors else place % 8
                top = y_of(value)
                shapes.append((begin + wide * place, top, wide - 2, HEIGHT - BOTTOM - top, color, cell(value)))
    legend = [(name, place % 8) for place, name in enumerate(bars.series)] if len(bars.series) > 1 else []
    better = f", {bars.better} is better" if bars.better else ""
    return Drawing([], shapes, marks, y_marks, "", bars.y_label + better, legend)


def _axis(values: Sequence[float], start: float, end: float) -> tuple[Any, list[Mark]]:
    """A scale from values to places in the drawing, and five marks."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if low == high:
        low, high = low - 0.5, high + 0.5

    def place(value: float) -> float:
        return start + (value - low) / (high - low) * (end - start)

    steps = [low + (high - low) * part / 4 for part in range(5)]
    return place, [Mark(place(step), cell(step)) for step in steps]
