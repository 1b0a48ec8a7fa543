"""Runs every recipe and keeps what it draws, in small, for the start page: `python -m tests.previews [NAME...]`.

A recipe's `picture` is a (node, plot) pair, or the name of a diagram, which needs no run.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from engine import resources
from engine.files import write_text
from engine.graph import files
from engine.jobs import messages as m
from engine.jobs.inline import run_inline
from engine.jobs.result import Collector
from engine.models.library import Library

MOST_POINTS, MOST_DOTS, MOST_TOKENS = 48, 90, 48
FILE = resources.path("recipes") / "previews.json"


def main(names: Sequence[str]) -> None:
    kept = json.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}
    found = {}
    for path in sorted(resources.path("recipes").glob("*.stitch")):
        picture = json.loads(path.read_text("utf-8"))["recipe"]["picture"]
        if isinstance(picture, str):
            continue
        if names and path.stem not in names and path.stem in kept:
            found[path.stem] = kept[path.stem]
            continue
        collected = Collector()
        job = m.Job(files.to_json(files.load(path)), seed=0, device="cpu")
        run_inline(job, Library(), collected.add)
        found[path.stem] = [reduced(collected.plots[picture[0], name]) for name in picture[1:]]
        print(path.stem, [part["kind"] for part in found[path.stem]])
    lines = (f" {json.dumps(name)}: {json.dumps(parts, ensure_ascii=False)}" for name, parts in found.items())
    write_text(FILE, "{\n" + ",\n".join(lines) + "\n}\n")


def reduced(parts: Sequence[m.PlotMessage]) -> dict[str, Any]:
    """The plot without its words, as few numbers between 0 and 1 (0: left, bottom, or the worst cell)."""
    match parts[-1]:
        case m.Line():
            return _lines([part for part in parts if isinstance(part, m.Line)])
        case m.Bars(values=values, better=better):
            return _bars([value or 0.0 for group in values for value in group], better)
        case m.HeatMap(values=values, better=better, center=center):
            return {"kind": "heat map", "values": _cells(values, better, center), "both": center is not None}
        case m.Scatter(xs=xs, ys=ys, colors=colors):
            every = max(1, len(xs) // MOST_DOTS)
            dots = zip(_shares(xs)[::every], _shares(ys)[::every], (colors or (0,) * len(xs))[::every], strict=True)
            return {"kind": "scatter", "dots": [[*dot] for dot in dots]}
        case m.Tokens():
            tokens = [token for part in parts if isinstance(part, m.Tokens) for token in part.tokens]
            return {"kind": "tokens", "tokens": [[t.text, t.color, t.prompt] for t in tokens[:MOST_TOKENS]]}
    raise SystemExit(f"{parts[-1].plot}: there is no small picture of a {type(parts[-1]).__name__}.")


def _bars(values: Sequence[float], better: str) -> dict[str, Any]:
    """Bars stand on zero; values too near each other for that are dots between the lowest and the highest."""
    best = values.index(min(values) if better == "lower" else max(values))
    if max(values) - min(values) < 0.001 * max(values):
        return {"kind": "dots", "values": [0.5] * len(values), "best": None}
    near = min(values) > 0.5 * max(values)
    shares = _shares(values) if near else [_short(value / max(values)) for value in values]
    return {"kind": "dots" if near else "bars", "values": shares, "best": best}


def _lines(parts: Iterable[m.Line]) -> dict[str, Any]:
    series: dict[str, tuple[m.Line, list[float], list[float]]] = {}
    for part in parts:
        _, xs, ys = series.setdefault(part.series, (part, [], []))
        xs += part.xs
        ys += part.ys
    places = _shares([x for _, xs, _ in series.values() for x in xs])
    heights = _shares([y for _, _, ys in series.values() for y in ys])
    found = []
    for index, (name, (first, xs, _)) in enumerate(series.items()):
        own = list(zip(places[: len(xs)], heights[: len(xs)], strict=True))
        places, heights = places[len(xs) :], heights[len(xs) :]
        every = max(1, math.ceil(len(own) / MOST_POINTS))
        color = index if first.color is None else first.color
        points = [[*point] for point in own[::every]]
        found.append({"name": name, "color": color, "dashed": first.dashed, "points": points})
    return {"kind": "lines", "series": found}


def _cells(values: Sequence[Sequence[float | None]], better: str, center: float | None) -> list[list[float | None]]:
    there = [value for row in values for value in row if value is not None]
    low, high = min(there), max(there)
    if center is not None:
        reach = max(abs(value - center) for value in there) or 1.0
        low, high = center - reach, center + reach
    if better == "lower":
        low, high = high, low
    return [[None if v is None else _short((v - low) / ((high - low) or 1.0)) for v in row] for row in values]


def _shares(values: Sequence[float]) -> list[float]:
    low, high = min(values), max(values)
    return [_short((value - low) / ((high - low) or 1.0)) for value in values]


def _short(value: float) -> float:
    return round(value, 3)


if __name__ == "__main__":
    main(sys.argv[1:])
