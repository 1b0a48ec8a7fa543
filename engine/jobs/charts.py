"""Plots as shapes with places in a drawing: what the report's template turns into SVG. No markup here."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from engine.jobs import messages as m

WIDTH, HEIGHT = 640.0, 236.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, WIDTH - 8.0, 14.0, 208.0
N_COLORS = 8
MAX_POINTS = 1_000
"More points on one line than the drawing has places for would only make the file large."
MOST_STEPS = 6
"Of more steps of a scatter plot, as many are drawn, evenly chosen, with the first and the last."
ROW = 24.0
_LARGEST = 1e307
"So that the difference of two numbers is finite."


@dataclass(frozen=True)
class Mark:
    """Words at a place along an axis."""

    at: float
    words: str


@dataclass(frozen=True)
class Stroke:
    """One series of a line plot; each run of points between gaps is a line of its own."""

    name: str
    color: int
    runs: tuple[str, ...]
    dashed: bool = False
    band: str = ""
    "The outline of the band around it."


@dataclass(frozen=True)
class Box:
    """A bar or a cell. `strength`: how much of the colour, in percent. `words` at (x of the middle, `baseline`)."""

    x: float
    y: float
    width: float
    height: float
    color: int
    words: str
    baseline: float
    strength: int = 100


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    color: int
    words: str


@dataclass
class Drawing:
    """A plot as shapes. `bounds`: heights of dashed reference lines."""

    x_label: str = ""
    y_label: str = ""
    height: float = HEIGHT
    x_marks: list[Mark] = field(default_factory=list)
    y_marks: list[Mark] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    bounds: list[float] = field(default_factory=list)
    diagonal: tuple[float, float, float, float] | None = None
    "Ends of a dashed reference line: x, y and x, y."
    caption: str = ""
    "Which of several drawings of one plot it is."
    legend: list[tuple[str, int]] = field(default_factory=list)
    dashed: set[str] = field(default_factory=set)
    "Names of the legend whose lines are dashed."
    grid: bool = True


def number(value: float) -> str:
    """A number as tables and axes show it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞" if value < 0 else "not a number"
    return f"{value:,.0f}" if 1e4 <= abs(value) < 1e12 else f"{value:.4g}"


def draw(parts: Sequence[m.PlotMessage]) -> list[Drawing]:
    """The pieces of one plot as a drawing, or as several where it has steps; none for what is better read as a table
    or a text."""
    match parts[-1]:
        case m.Line():
            return [_lines([part for part in parts if isinstance(part, m.Line)])]
        case m.Bars() as bars:
            return [_bars(bars)]
        case m.HeatMap() as heat:
            return [_heat(heat)]
        case m.Scatter():
            return _scatters([part for part in parts if isinstance(part, m.Scatter)])
    return []


def _lines(parts: list[m.Line]) -> Drawing:
    series: dict[str, list[m.Line]] = {}
    for part in parts:
        series.setdefault(part.series, []).append(part)
    bounds = [bound for bound in dict.fromkeys(b for part in parts for b in part.bounds) if math.isfinite(bound)]
    x_of, x_marks = _axis((x for part in parts for x in part.xs), LEFT, RIGHT)
    heights = [y for part in parts for y in (*part.ys, *part.lows, *part.highs)]
    y_of, y_marks = _axis([*heights, *bounds], BOTTOM, TOP)
    drawing = Drawing(parts[-1].x_label, parts[-1].y_label, x_marks=x_marks, y_marks=y_marks)
    drawing.bounds = [y_of(bound) for bound in bounds]
    for index, (name, chunks) in enumerate(series.items()):
        color = chunks[0].color if chunks[0].color is not None else index
        points = [point for chunk in chunks for point in zip(chunk.xs, chunk.ys, strict=False)]
        every = max(1, len(points) // MAX_POINTS)
        thinned = [*points[:-1:every], *points[-1:]]
        runs = tuple(" ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in run) for run in _runs(thinned))
        edges = [(x, low, high) for one in chunks for x, low, high in zip(one.xs, one.lows, one.highs, strict=False)]
        edges = [edge for edge in edges[:: max(1, len(edges) // MAX_POINTS)] if all(map(math.isfinite, edge))]
        around = [(x, high) for x, _, high in edges] + [(x, low) for x, low, _ in reversed(edges)]
        band = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in around)
        dashed = chunks[0].dashed or color >= N_COLORS
        drawing.strokes.append(Stroke(name, color % N_COLORS, runs, dashed, band))
        drawing.legend.append((name, color % N_COLORS))
        drawing.dashed |= {name} if dashed else set()
    return drawing


def _runs(points: Iterable[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The points without those that are no numbers, cut where those were."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in points:
        if math.isfinite(x) and math.isfinite(y):
            runs[-1].append((x, y))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _bars(bars: m.Bars) -> Drawing:
    values = [value for row in bars.values for value in row if value is not None]
    y_of, y_marks = _axis([0.0, *values], BOTTOM, TOP)
    better = f"{bars.better} is better" if bars.better else ""
    drawing = Drawing("", ", ".join(part for part in (bars.y_label, better) if part), y_marks=y_marks)
    room = (RIGHT - LEFT) / max(len(bars.groups), 1)
    wide = room * 0.7 / max(len(bars.series), 1)
    colors = [(bars.colors or range(len(bars.series)))[i] % N_COLORS for i in range(len(bars.series))]
    for index, (group, row) in enumerate(zip(bars.groups, bars.values, strict=False)):
        drawing.x_marks.append(Mark(LEFT + room * (index + 0.5), group))
        for place, value in enumerate(row[: len(colors)]):
            if value is None or not math.isfinite(value):
                continue
            top, foot = sorted((y_of(value), y_of(0.0)))
            x = LEFT + room * (index + 0.15) + wide * place
            words = number(value)
            baseline = top - 4 if value >= 0 else foot + 12
            drawing.boxes.append(Box(x, top, max(wide - 2, 1), foot - top, colors[place], words, baseline))
    if len(bars.series) > 1:
        drawing.legend = list(zip(bars.series, colors, strict=True))
    return drawing


def _heat(heat: m.HeatMap) -> Drawing:
    """Cells as strengths of one colour, or of two where values part at a centre, with numbers where there is room."""
    n_columns = max((len(row) for row in heat.values), default=0)
    known = [value for row in heat.values for value in row if value is not None and math.isfinite(value)]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    middle = heat.center
    reach = max((abs(value - middle) for value in known), default=0.0) if middle is not None else 0.0
    wide, high_cell = (RIGHT - LEFT) / max(n_columns, 1), ROW
    foot = TOP + high_cell * len(heat.values)
    better = f"{heat.better} is better" if heat.better else ""
    labels = ", ".join(part for part in (heat.value_label, better) if part)
    down = f"down: {heat.y_label}" if heat.y_label else ""
    drawing = Drawing(heat.x_label, " — ".join(part for part in (labels, down) if part), foot + 28, grid=False)
    names = _ticks(heat.x_ticks, n_columns)
    every = max(1, math.ceil(n_columns * 34 / (RIGHT - LEFT)))
    drawing.x_marks = [Mark(LEFT + wide * (i + 0.5), names[i]) for i in range(0, n_columns, every)]
    for index, (name, row) in enumerate(zip(_ticks(heat.y_ticks, len(heat.values)), heat.values, strict=True)):
        y = TOP + high_cell * index
        drawing.y_marks.append(Mark(y + high_cell / 2, name))
        for place, value in enumerate(row):
            if value is not None and math.isfinite(value):
                color, strength = 0, round(10 + 60 * (value - low) / (high - low)) if high > low else 40
                if middle is not None:
                    color, strength = int(value < middle), round(70 * abs(value - middle) / (reach or 1.0))
                words = number(value) if wide >= 34 else ""
                cell = (LEFT + wide * place, y, wide - 1, high_cell - 1)
                drawing.boxes.append(Box(*cell, color, words, y + high_cell / 2 + 4, strength))
    return drawing


def _scatters(steps: Sequence[m.Scatter]) -> list[Drawing]:
    """The steps side by side on the same axes."""
    count = min(len(steps), MOST_STEPS)
    chosen = [steps[round(i * (len(steps) - 1) / max(1, count - 1))] for i in range(count)]
    xs = [x for one in steps for x in one.xs if math.isfinite(x)]
    ys = [y for one in steps for y in one.ys if math.isfinite(y)]
    drawings = [_scatter(one, xs, ys) for one in chosen]
    if len(steps) > 1:
        for one, drawing in zip(chosen, drawings, strict=True):
            drawing.caption = f"{one.step_label} {number(one.step or 0.0)}"
    return drawings


def _scatter(scatter: m.Scatter, all_xs: Sequence[float], all_ys: Sequence[float]) -> Drawing:
    """all_xs, all_ys: finite; what the axes have room for."""
    (x_of, x_marks), (y_of, y_marks) = _axis(all_xs, LEFT, RIGHT), _axis(all_ys, BOTTOM, TOP)
    drawing = Drawing(scatter.x_label, scatter.y_label, x_marks=x_marks, y_marks=y_marks)
    if scatter.diagonal and all_xs and all_ys:
        low, high = max(min(all_xs), min(all_ys)), min(max(all_xs), max(all_ys))
        drawing.diagonal = (x_of(low), y_of(low), x_of(high), y_of(high)) if low < high else None
    every = max(1, math.ceil(len(scatter.xs) / MAX_POINTS))
    points = list(enumerate(zip(scatter.xs, scatter.ys, strict=False)))[::every]
    for index, (x, y) in points:
        if math.isfinite(x) and math.isfinite(y):
            color = scatter.colors[index] % N_COLORS if index < len(scatter.colors) else 0
            label = scatter.labels[index] if index < len(scatter.labels) else f"{number(x)}, {number(y)}"
            drawing.dots.append(Dot(x_of(x), y_of(y), color, label))
    if scatter.legend:
        drawing.legend = [(name, color % N_COLORS) for name, color in scatter.legend]
        return drawing
    named = set(zip(scatter.labels, (color % N_COLORS for color in scatter.colors), strict=False))
    if len(named) == len({color for _, color in named}):  # each colour stands for one label
        drawing.legend = sorted(named, key=lambda one: one[1])
    return drawing


def _ticks(names: Sequence[str], count: int) -> list[str]:
    return list(names) if len(names) == count else [str(index) for index in range(count)]


def _axis(values: Iterable[float], start: float, end: float) -> tuple[Callable[[float], float], list[Mark]]:
    """A scale from values to places in the drawing, and marks at round numbers."""
    known = [value for value in values if math.isfinite(value)]
    whole = all(float(value).is_integer() for value in known)
    low, high = (max(min(known), -_LARGEST), min(max(known), _LARGEST)) if known else (0.0, 1.0)
    if low == high:
        margin = abs(low) * 0.5 or 0.5
        low, high = low - margin, high + margin

    def place(value: float) -> float:
        return start + (value - low) / (high - low) * (end - start)

    return place, [Mark(place(value), number(value)) for value in _round_numbers(low, high, whole)]


def _round_numbers(low: float, high: float, whole: bool) -> list[float]:
    """Up to eight multiples of 1, 2, 2.5 or 5 times a power of ten between the two; whole ones where all values are."""
    rough = max((high - low) / 7, 1.0) if whole and high - low > 1 else (high - low) / 7
    power = 10.0 ** math.floor(math.log10(rough))
    factors = (1, 2, 5) if whole and power == 1 else (1, 2, 2.5, 5)
    step = next((power * factor for factor in factors if power * factor >= rough), power * 10)
    return [float(f"{index * step:.12g}") for index in range(math.ceil(low / step), math.floor(high / step) + 1)]
