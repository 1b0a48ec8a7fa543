"""Two or more runs side by side: their numbers in one table, what differs in another, the same plots in one picture."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.graph.document import Graph
from engine.graph.nodes import node_types
from engine.graph.settings import shown
from engine.jobs import messages as m
from engine.jobs.history import KeptRun
from engine.jobs.result import titles
from gui.plots.numbers import NONE
from gui.words import device

MOST_RUNS = 8
"As many runs can be told apart by colour."
LOWER = {"loss", "perplexity", "error", "above", "distance", "seconds", "ms", "kl", "nats", "bits"}
HIGHER = {"closed", "accuracy", "r2", "understood"}
"Words in a metric's name that say which way is better; the last of them counts."
PACE = {"seconds", "second", "ms"}
Rows = tuple[tuple[str | float | int | None, ...], ...]


def tr(text: str) -> str:
    return QCoreApplication.translate("runs", text)


@dataclass(frozen=True)
class Opened:
    """A kept run with what lies in its folder."""

    run: KeptRun
    graph: Graph
    plots: tuple[m.PlotMessage, ...]


def letter(place: int) -> str:
    """What the run at this place of a comparison is called."""
    return string.ascii_uppercase[place]


def better(metric: str) -> str:
    """Which way a metric ("node.name...") is better: "lower", "higher", or "" where that cannot be said."""
    parts = _parts(metric)
    if parts[-2:] == ["per", "second"]:
        return "higher"
    telling = next((part for part in reversed(parts) if part in HIGHER | LOWER), "")
    return "higher" if telling in HIGHER else "lower" if telling else ""


def is_pace(metric: str) -> bool:
    """Whether it says how fast something was, not how good."""
    return bool(PACE & set(_parts(metric)))


def main_metric(metrics: Mapping[str, float | None]) -> str:
    """What of a gap is closed, else the first that says how good the result is, else the first but for times."""
    timeless = [name for name in metrics if not is_pace(name)]
    gaps = (name for name in timeless if _parts(name) == ["gap", "closed"])
    return next(gaps, next((name for name in timeless if better(name)), next(iter(timeless), "")))


def _parts(metric: str) -> list[str]:
    """The words of the metric's own name, without its node and what it was measured on."""
    return (metric.partition(".")[2].partition(".")[0] or metric).split("_")


def metrics_table(runs: Sequence[KeptRun]) -> m.Table:
    """A row a metric and a column a run, with the difference (of two) or the range (of more); the best in bold. What
    the runs have in common comes after what differs, and how long things took last."""
    names = list(dict.fromkeys(name for run in runs for name in run.metrics))
    last = tr("{b}\u00a0−\u00a0{a}").format(a=letter(0), b=letter(1)) if len(runs) == 2 else tr("Range")
    heads = (tr("Metric"), *(letter(place) for place in range(len(runs))), last)
    lines = [(name, [run.metrics.get(name) for run in runs], better(name)) for name in names]
    lines.sort(key=lambda line: (is_pace(line[0]), len(set(line[1])) == 1))
    lines.append((tr("seconds"), [run.seconds for run in runs], "lower"))
    rows, best = [], []
    for row, (name, values, way) in enumerate(lines):
        known = [value for value in values if value is not None]
        apart: float | None = None
        if len(known) == len(runs):
            apart = known[1] - known[0] if len(runs) == 2 else max(known) - min(known)
        rows.append((name, *values, apart))
        if way and len(set(known)) > 1:
            winner = min(known) if way == "lower" else max(known)
            best += [(row, place + 1) for place, value in enumerate(values) if value == winner]
    return m.Table("", "", heads, tuple(rows), tuple(best))


def differences(opened: Sequence[Opened], when: Sequence[str]) -> m.Table:
    """What each run is, and every setting, version and wire that they do not share; what they do share comes last.
    `when`: when each began."""
    runs = [one.run for one in opened]
    rows: list[tuple[str, ...]] = [
        (tr("Started"), *when),
        (tr("Graph"), *(run.graph or tr("Untitled") for run in runs)),
        (tr("Seed"), *(str(run.seed) for run in runs)),
    ]
    tables = [_particulars(one) for one in opened]
    for key in dict.fromkeys(key for table in tables for key in table):
        values = [table[key][1] if key in table else NONE for table in tables]
        if len(set(values)) > 1:
            rows.append((next(table[key][0] for table in tables if key in table), *values))
    rows.sort(key=lambda row: len(set(row[1:])) == 1)
    heads = ("", *(letter(place) for place in range(len(runs))))
    return m.Table("", "", heads, tuple(rows))


def joined_plots(opened: Sequence[Opened]) -> list[m.PlotMessage]:
    """Lines and bars that several runs have, in one plot each, and how the maps of two differ; then everything else run
    by run, with its letter."""
    found: dict[tuple[str, str, type[m.PlotMessage]], dict[int, list[m.PlotMessage]]] = {}
    for place, one in enumerate(opened):
        for plot in one.plots:
            found.setdefault((plot.node, plot.plot, type(plot)), {}).setdefault(place, []).append(plot)
    shared: list[m.PlotMessage] = []
    single: list[m.PlotMessage] = []
    for (_, _, kind), by_run in found.items():
        if kind is m.Line and len(by_run) > 1:
            shared += _lines({place: [p for p in parts if isinstance(p, m.Line)] for place, parts in by_run.items()})
        elif kind is m.Bars and len(by_run) > 1:
            shared.append(_bars({place: p for place, parts in by_run.items() if isinstance(p := parts[-1], m.Bars)}))
        else:
            if kind is m.HeatMap and len(by_run) == 2:
                shared += _difference([p for parts in by_run.values() if isinstance(p := parts[-1], m.HeatMap)])
            single += [
                replace(part, plot=f"{part.plot}, {letter(place)}") for place, parts in by_run.items() for part in parts
            ]
    return shared + single


def both_graphs(opened: Sequence[Opened]) -> Graph:
    """A graph with the nodes of all runs, so that every plot has its node. The first run's titles win."""
    nodes = {name: node for one in reversed(opened) for name, node in one.graph.nodes.items()}
    return Graph(nodes=nodes, name=opened[0].graph.name)


def _particulars(one: Opened) -> dict[str, tuple[str, str]]:
    """Everything by which a run can differ: its name and its value in words."""
    named, kinds = titles(one.graph), node_types()
    found = {"device": (tr("Device"), device(one.run.device))}
    for node in one.graph.nodes.values():
        title = named[node.id]
        found[node.id] = (title, tr("there"))
        for field in kinds[node.type].fields if node.type in kinds else ():
            value = node.settings.get(field.name, field.default)
            words = field.about.labels.get(value, value) if isinstance(value, str) else shown(field, value)
            found[f"{node.id}.{field.name}"] = (f"{title}: {field.label}", words)
    for wire in one.graph.wires:
        ends = f"{named[wire.source]} → {named[wire.target]}"
        found[f"{wire.source}.{wire.output} > {wire.target}.{wire.input}"] = (ends, tr("wired"))
    return found | {f"version {name}": (name, value) for name, value in one.run.versions.items()}


def _lines(by_run: Mapping[int, Sequence[m.Line]]) -> list[m.PlotMessage]:
    """One series: a colour a run. Several series of two runs: a colour a series, the second run dashed, unless dashes
    have a meaning already. Else every colour of every run is another."""
    names = list(dict.fromkeys(line.series for lines in by_run.values() for line in lines))
    first = min(by_run)
    plain = len(by_run) == 2 and not any(line.dashed for lines in by_run.values() for line in lines)
    colors: dict[tuple[str | int, int], int] = {}
    made: list[m.PlotMessage] = []
    for place, lines in by_run.items():
        for line in lines:
            dashed = line.dashed
            if len(names) == 1:
                color = place
            elif plain:
                color = line.color if line.color is not None else names.index(line.series)
                dashed = place != first
            else:
                own = line.series if line.color is None else line.color
                color = colors.setdefault((own, place), len(colors))
            name = letter(place) if len(names) == 1 else f"{line.series} {letter(place)}"
            made.append(replace(line, series=name, color=color, dashed=dashed))
    return made


def _difference(maps: Sequence[m.HeatMap]) -> list[m.PlotMessage]:
    """The second map less the first, cell by cell, where the two have the same cells; above zero is one colour, below
    it the other."""
    first, second = maps
    sizes = [[len(row) for row in one.values] for one in maps]
    if sizes[0] != sizes[1] or first.values == second.values:
        return []
    cells = tuple(
        tuple(None if a is None or b is None else b - a for a, b in zip(*rows, strict=True))
        for rows in zip(first.values, second.values, strict=True)
    )
    name = tr("{plot}, {b}\u00a0−\u00a0{a}").format(plot=second.plot, a=letter(0), b=letter(1))
    return [replace(second, plot=name, values=cells, better="", center=0.0)]


def _bars(by_run: Mapping[int, m.Bars]) -> m.Bars:
    """The bars of a series beside each other, run by run: in one colour, with another pattern for each run."""
    one = next(iter(by_run.values()))
    groups = tuple(dict.fromkeys(group for bars in by_run.values() for group in bars.groups))
    colors = _colors(by_run.values())
    columns = [(name, place) for name in colors for place, bars in by_run.items() if name in bars.series]
    cells: dict[tuple[str, str, int], Any] = {
        (group, name, place): value
        for place, bars in by_run.items()
        for group, row in zip(bars.groups, bars.values, strict=False)
        for name, value in zip(bars.series, row, strict=False)
    }
    alone = len(colors) == 1
    return replace(
        one,
        groups=groups,
        series=tuple(letter(place) if alone else f"{name} {letter(place)}" for name, place in columns),
        values=tuple(tuple(cells.get((group, name, place)) for name, place in columns) for group in groups),
        colors=tuple(place if alone else colors[name] for name, place in columns),
        patterns=None if alone else tuple(place for _, place in columns),
    )


def _colors(of_runs: Iterable[m.Bars]) -> dict[str, int]:
    """A colour a series, the same in all runs: that of the first run that has it, unless another series took it."""
    found: dict[str, int] = {}
    for bars in of_runs:
        own = bars.colors or range(len(bars.series))
        for name, color in zip(bars.series, own, strict=False):
            if name not in found:
                taken = set(found.values())
                free = (other for other in range(len(taken) + 1) if other not in taken)
                found[name] = next(free) if color in taken else color
    return found
