"""One graph run many times: every combination of some settings and seeds, and one table of what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from engine.errors import StitchworkError
from engine.jobs.result import Collector, Columns, Rows

SEED = "seed"
TABLE = "sweep.csv"


@dataclass(frozen=True)
class Cell:
    """One run of a sweep. number: from 1. values: what is varied, by "node.setting" or SEED, in the order in which it
    was asked for."""

    number: int
    values: dict[str, Any]

    @property
    def folder(self) -> str:
        """Where in the sweep's folder its results go."""
        return f"{self.number:03d}"

    @property
    def assignments(self) -> list[str]:
        """The settings as `node.setting=value`."""
        return [f"{name}={value}" for name, value in self.values.items() if name != SEED]

    @property
    def seed(self) -> int | None:
        return int(self.values[SEED]) if SEED in self.values else None

    @property
    def words(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in self.values.items())


def cells(vary: Sequence[str]) -> list[Cell]:
    """Every combination of `node.setting=value,value,...` and `seed=0,1,...`; none where nothing is varied.

    Raises StitchworkError for what is no list of values.
    """
    axes: dict[str, list[str]] = {}
    for asked in vary:
        name, _, listed = asked.partition("=")
        values = [value.strip() for value in listed.split(",") if value.strip()]
        if not name or not values:
            raise StitchworkError(f"“{asked}” varies nothing.", "Write --vary node.setting=1,2,3 or --vary seed=0,1,2.")
        if name == SEED and not all(value.isdecimal() for value in values):
            raise StitchworkError(f"“{listed}” are not seeds.", "Seeds are whole numbers from 0.")
        axes[name] = values
    return combinations(axes)


def combinations(axes: Mapping[str, Sequence[Any]]) -> list[Cell]:
    """Every combination, the last axis changing fastest; none where nothing is varied."""
    found = product(*axes.values()) if axes else ()
    return [Cell(number, dict(zip(axes, values, strict=True))) for number, values in enumerate(found, start=1)]


def table(done: Sequence[tuple[Cell, Collector]]) -> tuple[Columns, Rows]:
    """A row a run: its folder, what was varied, how it ended, and every metric that any of the runs has."""
    varied = list(done[0][0].values) if done else []
    names = dict.fromkeys(f"{node}.{name}" for _, result in done for node, name in result.metrics)
    names = [name for name in names if name not in varied]  # a node may tell its setting as a number, too
    rows: Rows = []
    for cell, result in done:
        metrics = {f"{node}.{name}": value for (node, name), value in result.metrics.items()}
        rows.append((cell.folder, *cell.values.values(), result.outcome, *(metrics.get(name) for name in names)))
    return ("run", *varied, "outcome", *names), rows
