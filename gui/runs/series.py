"""Runs of one graph with several values of one or two settings: which did best, and the numbers over the values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Any

from engine.graph.document import Graph
from engine.graph.nodes import SettingField, node_types
from engine.graph.weight import by_weight
from engine.jobs import messages as m
from engine.jobs.history import KeptRun
from gui.plots.numbers import decimals_for, number
from gui.runs.comparing import Opened, better, is_pace, letter, main_metric, tr
from gui.runs.model import outcome_words
from gui.sweeping.plan import is_number, kind_of, phrase, words_of
from gui.words import counted, listed, together

LEAST_RUNS = 3
"Two runs are compared number by number."


@dataclass(frozen=True)
class Varied:
    """A setting in which the runs differ. values: each once, numbers in their order."""

    node: str
    entry: SettingField
    values: tuple[Any, ...]

    def words(self, value: Any) -> str:
        return words_of(self.entry, value)


@dataclass(frozen=True)
class Point:
    """What the finished runs with the same values gave."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Series:
    """Runs of a graph with several values. places: the values of each run, in the order of `varied`."""

    runs: tuple[KeptRun, ...]
    varied: tuple[Varied, ...]
    places: tuple[tuple[Any, ...], ...]
    metric: str
    "By what the values are judged: “node.name”."

    def points(self) -> dict[tuple[Any, ...], Point]:
        """By values; those without a number are left out."""
        found: dict[tuple[Any, ...], list[float]] = {}
        for run, place in zip(self.runs, self.places, strict=True):
            value = run.metrics.get(self.metric)
            if run.outcome == "done" and value is not None:
                found.setdefault(place, []).append(value)
        return {place: Point(sum(them) / len(them), min(them), max(them)) for place, them in found.items()}

    @property
    def n_seeds(self) -> int:
        return len({run.seed for run in self.runs})

    def value_words(self, place: Iterable[Any]) -> str:
        """“Highest weight 0.4, Layers 2”"""
        return listed(phrase(one.entry, value) for one, value in self._pairs(place))

    def sentence(self) -> str:
        """Which values did best, or what they changed."""
        points = self.points()
        labels = listed(one.entry.label for one in self.varied)
        if not points:
            return tr("No run with several values of {setting} finished.").format(setting=labels)
        means = {place: point.mean for place, point in points.items()}
        decimals = _decimals(means.values())
        least, most = min(means.values()), max(means.values())
        metric, *of = _named(self.metric)
        if of:
            metric = tr("{metric} ({of})").format(metric=metric, of=listed(of))
        if least == most:
            words = tr("{setting} makes no difference: {metric} {value} with every value.")
            return words.format(setting=labels, metric=metric, value=number(least, decimals))
        best = self.best()
        if best is not None:
            words = tr("{values} does best: {metric} {value}.")
            return words.format(values=self.value_words(best), metric=metric, value=number(means[best], decimals))
        words = tr("{metric} goes from {low} ({first}) to {high} ({last}).")
        first, last = (pick(means, key=lambda place: means[place]) for pick in (min, max))
        return words.format(
            metric=metric[:1].upper() + metric[1:],
            low=number(least, decimals),
            high=number(most, decimals),
            first=self.value_words(first),
            last=self.value_words(last),
        )

    def facts(self) -> str:
        """How many runs, of how many seeds, and which of them gave nothing."""
        said = [counted(len(self.runs), tr("1 run"), tr("{n} runs"))]
        if self.n_seeds > 1:
            said.append(tr("mean of {n} seeds").format(n=self.n_seeds))
        failed = [place for run, place in zip(self.runs, self.places, strict=True) if run.outcome != "done"]
        unfinished = ""
        if failed:
            which = listed(dict.fromkeys(map(self.value_words, failed)))
            unfinished = tr("Not finished: {values}.").format(values=which)
        choose = tr("Choose above the table which number is shown.")
        return together(tr("{facts}.").format(facts=listed(said)), unfinished, self._beyond(), choose)

    def best(self) -> tuple[Any, ...] | None:
        """The values that did best, in the mean; None where that cannot be said."""
        means, way = {place: point.mean for place, point in self.points().items()}, better(self.metric)
        if not way or len(set(means.values())) < 2:
            return None
        return (min if way == "lower" else max)(means, key=lambda place: means[place])

    def _beyond(self) -> str:
        """Where the best number is the last one that was tried, others may do better."""
        best = self.best()
        for one, value in self._pairs(best) if best is not None else ():
            if is_number(one.entry) and len(one.values) >= LEAST_RUNS:
                bound = one.entry.about.minimum, one.entry.about.maximum
                words = {
                    one.values[0]: tr("That is the lowest {setting} tried: a lower one may do better still."),
                    one.values[-1]: tr("That is the highest {setting} tried: a higher one may do better still."),
                }.get(value)
                if words and value not in bound:
                    return words.format(setting=one.entry.label)
        return ""

    def plots(self, lettered: bool) -> list[m.PlotMessage]:
        """The metric over the values, and the table of all numbers. lettered: the runs have letters elsewhere."""
        table = self.table(lettered)
        if not self.points():
            return [table]
        if len(self.varied) == 2 and all(is_number(one.entry) for one in self.varied):
            return [self._map(), table]
        if any(is_number(one.entry) for one in self.varied):
            return [*self._lines(), table]
        return [self._bars(), table]

    def table(self, lettered: bool) -> m.Table:
        """A row a run: its values, how it went, and every number; those that differ first, the best in bold where no
        mean decides."""
        names = list(dict.fromkeys(name for run in self.runs for name in run.metrics))
        own = {f"{one.node}.{one.entry.name}" for one in self.varied}
        names = [name for name in names if name not in own and name != self.metric]
        names.sort(key=lambda name: (is_pace(name), not differs(self.runs, name)))
        names = [name for name in (self.metric, *names) if name]
        whole = {name for name in names if all(float(run.metrics.get(name) or 0).is_integer() for run in self.runs)}
        some_failed = any(run.outcome != "done" for run in self.runs)
        nodes = {name.partition(".")[0] for name in names}
        heads = [
            *([tr("Run")] if lettered else []),
            *(one.entry.label for one in self.varied),
            *([tr("Seed")] if self.n_seeds > 1 else []),
            *([tr("Outcome")] if some_failed else []),
        ]
        rows = []
        order = sorted(range(len(self.runs)), key=lambda i: (self._rank(self.places[i]), self.runs[i].seed))
        for i in order:
            run = self.runs[i]
            rows.append(
                (
                    *([letter(i)] if lettered else []),
                    *(
                        value if is_number(one.entry) else one.words(value)
                        for one, value in self._pairs(self.places[i])
                    ),
                    *([run.seed] if self.n_seeds > 1 else []),
                    *([outcome_words(run.outcome)] if some_failed else []),
                    *(_plain(run.metrics.get(name), name in whole) for name in names),
                    round(run.seconds, 3),
                )
            )
        columns = (*heads, *(metric_words(name, node=len(nodes) > 1) for name in names), tr("seconds"))
        return m.Table(self.varied[0].node, tr("All runs"), columns, tuple(rows), self._best(rows, len(heads)))

    def _best(self, rows: Sequence[tuple[Any, ...]], column: int) -> tuple[tuple[int, int], ...]:
        """Of one seed each; of more, the mean decides."""
        way = better(self.metric) if self.n_seeds == 1 else ""
        known = [row[column] for row in rows if row[column] is not None] if way else []
        if len(set(known)) < 2:
            return ()
        winner = min(known) if way == "lower" else max(known)
        return tuple((place, column) for place, row in enumerate(rows) if row[column] == winner)

    def _pairs(self, place: Iterable[Any]) -> list[tuple[Varied, Any]]:
        return list(zip(self.varied, place, strict=True))

    def _rank(self, place: tuple[Any, ...]) -> tuple[int, ...]:
        return tuple(one.values.index(value) for one, value in self._pairs(place))

    def _title(self) -> str:
        return metric_words(self.metric)

    def _map(self) -> m.HeatMap:
        across, down = self.varied
        points = self.points()
        values = tuple(
            tuple(found.mean if (found := points.get((x, y))) else None for x in across.values) for y in down.values
        )
        return m.HeatMap(
            across.node,
            self._title(),
            values,
            across.entry.label,
            down.entry.label,
            tuple(map(across.words, across.values)),
            tuple(map(down.words, down.values)),
            _named(self.metric)[0],
            better(self.metric),
        )

    def _lines(self) -> list[m.PlotMessage]:
        """The numbers across, a line for each value of the other setting."""
        along = next(i for i, one in enumerate(self.varied) if is_number(one.entry))
        axis, points = self.varied[along], self.points()
        others = self.varied[1 - along].values if len(self.varied) == 2 else (None,)
        made: list[m.PlotMessage] = []
        for other in others:
            places = [
                (value, (value,) if len(self.varied) == 1 else (value, other) if along == 0 else (other, value))
                for value in axis.values
            ]
            known = [(float(value), points[place]) for value, place in places if place in points]
            if not known:
                continue
            xs, found = zip(*known, strict=True)
            band = self.n_seeds > 1
            made.append(
                m.Line(
                    axis.node,
                    self._title(),
                    self._title() if other is None else self.varied[1 - along].words(other),
                    xs,
                    tuple(point.mean for point in found),
                    x_label=axis.entry.label,
                    y_label=_named(self.metric)[0],
                    lows=tuple(point.low for point in found) if band else (),
                    highs=tuple(point.high for point in found) if band else (),
                    band=tr("lowest to highest of {n} seeds").format(n=self.n_seeds) if band else "",
                )
            )
        return made

    def _bars(self) -> m.Bars:
        points = self.points()
        first, *rest = self.varied
        others = rest[0].values if rest else (None,)
        values = tuple(
            tuple(
                found.mean if (found := points.get((value, other) if rest else (value,))) else None for other in others
            )
            for value in first.values
        )
        names = tuple(map(rest[0].words, others)) if rest else (self._title(),)
        groups = tuple(map(first.words, first.values))
        return m.Bars(first.node, self._title(), groups, names, values, _named(self.metric)[0], better(self.metric))


def series(runs: Sequence[KeptRun], graphs: Sequence[Graph], metric: str = "") -> Series | None:
    """The runs as one series, if they are three or more of one graph that differ in one or two settings that can vary,
    and nothing else but seeds. metric: "" for the first that says how good a run is and that the values change."""
    varied = _varied(graphs) if len(runs) >= LEAST_RUNS else None
    if not varied:
        return None
    places = tuple(tuple(_value(graph, one.node, one.entry) for one in varied) for graph in graphs)
    order = {name: place for place, name in enumerate(dict.fromkeys(name for run in runs for name in run.metrics))}
    known = set(order)
    if metric not in known:
        own = {f"{one.node}.{one.entry.name}" for one in varied}
        ranks = {node: rank for rank, node in enumerate(by_weight(graphs[0]))}
        names = dict.fromkeys(
            sorted(known - own, key=lambda name: (ranks.get(name.partition(".")[0], len(ranks)), order[name]))
        )
        changed = {name: None for name in names if differs(runs, name)}
        metric = main_metric(changed) or main_metric(names)
    return Series(tuple(runs), tuple(varied), places, metric)


def differing_plots(opened: Sequence[Opened]) -> list[Opened]:
    """The runs without those plots that are the same in all of them."""
    by_run = [_by_name(one.plots) for one in opened]
    same = {name for name in by_run[0] if all(plots.get(name) == by_run[0][name] for plots in by_run)}
    return [replace(one, plots=tuple(p for p in one.plots if (p.node, p.plot) not in same)) for one in opened]


def _by_name(plots: Sequence[m.PlotMessage]) -> dict[tuple[str, str], list[m.PlotMessage]]:
    found: dict[tuple[str, str], list[m.PlotMessage]] = {}
    for plot in plots:
        found.setdefault((plot.node, plot.plot), []).append(plot)
    return found


def metric_words(metric: str, node: bool = False) -> str:
    """“compare.gap_closed.sums.fused” as a person reads it: “gap closed, sums, fused”. node: with whose it is."""
    return listed([*([metric.partition(".")[0]] if node else []), *_named(metric)])


def _named(metric: str) -> list[str]:
    """The metric's own name, then what was measured and on what."""
    return [word.replace("_", " ") for word in (metric.partition(".")[2] or metric).split(".", 2)]


def differs(runs: Sequence[KeptRun], metric: str) -> bool:
    return len({run.metrics.get(metric) for run in runs if run.outcome == "done"}) > 1


def _varied(graphs: Sequence[Graph]) -> list[Varied] | None:
    """None where the graphs differ in more than values that can vary."""
    first = graphs[0]
    if any(_shape(graph) != _shape(first) for graph in graphs):
        return None
    found: list[Varied] = []
    for node in first.nodes.values():
        kind = node_types().get(node.type)
        entries = {entry.name: entry for entry in kind.fields} if kind else {}
        names = {name for graph in graphs for name in graph.nodes[node.id].settings}
        for name in sorted(names, key=lambda name: list(entries).index(name) if name in entries else -1):
            entry = entries.get(name)
            if entry is None:
                if len({repr(graph.nodes[node.id].settings.get(name)) for graph in graphs}) > 1:
                    return None
                continue
            values = list(dict.fromkeys(_value(graph, node.id, entry) for graph in graphs))
            if len(values) > 1:
                if kind_of(entry) is None:
                    return None
                found.append(Varied(node.id, entry, tuple(sorted(values) if kind_of(entry) is not str else values)))
    return found if 1 <= len(found) <= 2 else None


def _shape(graph: Graph) -> tuple[Any, ...]:
    nodes = {name: (node.type, node.bypassed) for name, node in graph.nodes.items()}
    return nodes, {(wire.source, wire.output, wire.target, wire.input) for wire in graph.wires}


def _value(graph: Graph, node: str, entry: SettingField) -> Any:
    value = graph.nodes[node].settings.get(entry.name, entry.default)
    value = value.value if isinstance(value, Enum) else value
    return tuple(value) if isinstance(value, list) else value


def _plain(value: float | None, whole: bool) -> float | int | None:
    """Counted things have no decimals."""
    return int(value) if whole and value is not None else value


def _decimals(values: Iterable[float]) -> int:
    """As many as tell the values apart."""
    known = sorted(set(values))
    decimals = decimals_for(known)
    gaps = [b - a for a, b in pairwise(known)]
    return max(decimals, min(6, math.ceil(-math.log10(min(gaps))))) if gaps else decimals
