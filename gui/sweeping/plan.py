"""Which runs trying several values makes: settings that can vary, usual values, every combination. No widgets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from PySide6.QtCore import QCoreApplication

from engine.graph import files
from engine.graph.document import Graph
from engine.graph.nodes import SettingField, choices, node_types
from engine.graph.topology import downstream
from engine.jobs import messages as m
from engine.jobs.result import Collector
from engine.jobs.sweep import SEED, Cell, combinations
from gui.language.shown import spelled
from gui.words import listed

N_VALUES = 5
MOST_SEEDS = 10
MOST_CELLS = 100
FAR, FAR_COUNTS = 2000, 100
"Numbers, and counted things, whose bounds are so many times apart are doubled, not added to."


def tr(text: str) -> str:
    return QCoreApplication.translate("sweeping", text)


def kind_of(entry: SettingField) -> type | None:
    """int, float, bool, or str for choices and models; None where values cannot be told apart in a plot."""
    inner = [part for part in get_args(entry.type) if part is not type(None)]
    kind = inner[0] if inner else entry.type
    if choices(kind) or entry.about.widget == "model":
        return str
    return kind if kind in (int, float, bool) else None


def is_number(entry: SettingField) -> bool:
    """Whether its values have an order and distances."""
    return kind_of(entry) in (int, float)


def words_of(entry: SettingField, value: Any) -> str:
    """A value as it stands in a sentence."""
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    if isinstance(value, int | float):
        return f"{value:.10g}".replace("-", "−")
    return entry.about.labels.get(value, value if entry.about.widget == "model" else spelled(value))


def phrase(entry: SettingField, value: Any) -> str:
    """A setting with its value: Highest weight 1.5, Strategy “Fixed”."""
    words = tr("{setting} “{value}”") if isinstance(value, str) else tr("{setting} {value}")
    return words.format(setting=entry.label, value=words_of(entry, value))


def candidates(graph: Graph) -> dict[str, list[SettingField]]:
    """The settings of each node that can vary and have a say; nodes without any are left out."""
    found: dict[str, list[SettingField]] = {}
    for node in graph.nodes.values():
        kind = node_types().get(node.type)
        fields = [entry for entry, _ in kind.in_force(node.settings) if kind_of(entry)] if kind else []
        if fields and not node.bypassed:
            found[node.id] = fields
    return found


def usual(entry: SettingField, value: Any, most: float | None = None) -> tuple[float, ...]:
    """Five numbers around the present one and inside the bounds: evenly spread in whole steps of the setting, or each
    twice the one before where the bounds are far apart. `most`: an upper bound that only the graph knows."""
    whole = kind_of(entry) is int
    about = entry.about
    low = -math.inf if about.minimum is None else about.minimum
    high = min(math.inf if about.maximum is None else about.maximum, math.inf if most is None else most)
    now = min(high, max(low, float(value)))
    if _far_apart(low, high, whole):
        least = 10.0 ** (math.log10(high) // 2)
        spread = [now * 2.0**power for power in range(-2, 3)] if now else [0.0, *(least * 2**n for n in range(4))]
    else:
        gap = _gap(low, high, now, about.step or (1.0 if whole else 0.0))
        first = max(-(N_VALUES // 2), math.ceil((low - now) / gap - 1e-9) if math.isfinite(low) else -N_VALUES)
        last = min(first + N_VALUES - 1, math.floor((high - now) / gap + 1e-9) if math.isfinite(high) else N_VALUES)
        spread = [now + place * gap for place in range(last - N_VALUES + 1, last + 1)]
    inside = (one for one in spread if low - 1e-9 <= one <= high + 1e-9)
    return tuple(sorted({round(one) if whole else float(f"{one:.4g}") for one in inside}))


def _far_apart(low: float, high: float, whole: bool) -> bool:
    if not (math.isfinite(low) and math.isfinite(high)):
        return False
    return high >= FAR_COUNTS * max(low, 1) and low >= 0 if whole else low > 0 and high >= FAR * low


def _gap(low: float, high: float, now: float, step: float) -> float:
    """Between two values: as wide as the nearer bound lets it be."""
    room = high - low
    if math.isfinite(room):
        reach = min(room, 2 * (now - low), 2 * (high - now))
        reach = room / 2 if reach < max(4 * step, room / 20) else reach
    else:
        reach = abs(now) or 2.0
    gap = reach / (N_VALUES - 1)
    return max(step, math.floor(gap / step + 1e-9) * step) if step else gap


def numbers(text: str, whole: bool) -> list[float] | None:
    """The numbers of a list with commas, semicolons or spaces between them, each once; None where one is none."""
    parts = text.replace("−", "-").replace(";", " ").replace(",", " ").replace("、", " ").split()
    try:
        return list(dict.fromkeys(int(part) if whole else float(part) for part in parts))
    except ValueError:
        return None


@dataclass(frozen=True)
class Axis:
    """A setting of a node, and the values that it takes in turn."""

    node: str
    entry: SettingField
    values: tuple[Any, ...]

    @property
    def key(self) -> str:
        return f"{self.node}.{self.entry.name}"


@dataclass(frozen=True)
class Plan:
    """One or two settings, and how many seeds from the graph's own on."""

    graph: Graph
    axes: tuple[Axis, ...]
    n_seeds: int = 1

    @property
    def n_runs(self) -> int:
        return math.prod(len(axis.values) for axis in self.axes) * self.n_seeds

    def cells(self) -> list[Cell]:
        """Every combination; seeds change fastest."""
        seeds = range(self.graph.seed, self.graph.seed + self.n_seeds)
        return combinations({**{axis.key: axis.values for axis in self.axes}, SEED: seeds})

    def variation(self, cell: Cell) -> Graph:
        """A copy of the graph as the cell wants it."""
        copy = files.from_json(files.to_json(self.graph))
        for axis in self.axes:
            copy.nodes[axis.node].settings[axis.entry.name] = cell.values[axis.key]
        return replace(copy, seed=cell.values[SEED])

    def words(self, cell: Cell) -> str:
        """What tells the cell from the others: “Highest weight 1.5, seed 0”."""
        parts = [phrase(axis.entry, cell.values[axis.key]) for axis in self.axes]
        if self.n_seeds > 1:
            parts.append(tr("seed {n}").format(n=cell.values[SEED]))
        return listed(parts)

    def affected(self) -> set[str]:
        """The nodes that do not give the same in all runs."""
        first = {axis.node for axis in self.axes}
        if self.n_seeds > 1:
            kinds = node_types()
            first |= {node.id for node in self.graph.nodes.values() if node.type in kinds and not kinds[node.type].pure}
        return first.union(*(downstream(self.graph, node) for node in first))


def seconds_each(result: Collector | None, affected: Iterable[str]) -> float | None:
    """How long a run takes by what the last one says; None where it does not say."""
    if result is None:
        return None
    known = [result.nodes.get(node) for node in affected]
    computed = [one.seconds for one in known if one and one.state == m.NodeState.DONE.value and one.seconds is not None]
    return sum(computed) if computed and len(computed) == len(known) else None


def seconds_left(taken: Sequence[float], expected: float | None, n_left: int, elapsed: float) -> float | None:
    """Of a sweep, the run under way included, which began `elapsed` seconds ago. The first run often loads what the
    others find loaded, so it counts only while it is the only one."""
    known = taken[1:] or taken
    each = sum(known) / len(known) if known else expected
    return None if each is None else max(0.0, each - elapsed) + each * (n_left - 1)
