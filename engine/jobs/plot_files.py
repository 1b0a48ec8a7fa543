"""The data of plots on disk, complete: what was drawn once can be drawn again. One message a line, JSON, compressed."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from engine.errors import StitchworkError
from engine.jobs import messages as m

KINDS: dict[str, type[m.PlotMessage]] = {
    kind.__name__: kind for kind in (m.Line, m.Bars, m.Table, m.Tokens, m.HeatMap, m.Scatter, m.PlainText)
}
POINTS = 4096
"As many points of a line go into one message: writing a long one must not hold up the other threads."
_MAX_LINE = 64 * 1024 * 1024


def write_plots(path: Path, plots: Iterable[Sequence[m.PlotMessage]]) -> None:
    """Write the messages of some plots. Numbers that are infinite or none are kept. Raises OSError."""
    with path.open("wb") as file:
        with gzip.GzipFile("", "wb", 3, file, 0) as packed:
            for parts in plots:
                for message in _joined(parts):
                    for piece in _pieces(message):
                        packed.write(piece.encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def read_plots(path: Path) -> list[m.PlotMessage]:
    """The messages of `write_plots`. Raises StitchworkError where the file is damaged or gone."""
    try:
        with gzip.open(path, "rb") as file:
            return [_message(line) for line in iter(lambda: file.readline(_MAX_LINE), b"")]
    except (OSError, EOFError, ValueError, TypeError, KeyError, ValidationError) as problem:
        raise StitchworkError(
            f"The plots of this run cannot be read: “{path}” is damaged or gone.",
            "Open its graph and run it again.",
            details=str(problem),
        ) from problem


def _pieces(message: m.PlotMessage) -> Iterator[str]:
    """A message as JSON, in pieces so small that writing one never holds up the other threads."""
    yield f'["{type(message).__name__}", {{'
    for place, (name, value) in enumerate(vars(message).items()):
        yield f'{", " if place else ""}"{name}": '
        if not isinstance(value, tuple):
            yield _json(value)
            continue
        step = 1 if value and isinstance(value[0], tuple) else 256
        yield "["
        for start in range(0, len(value), step):
            yield (", " if start else "") + _json(value[start : start + step])[1:-1]
        yield "]"
    yield "}]\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=vars)


def _message(line: bytes) -> m.PlotMessage:
    kind, fields = json.loads(line)
    return _reader(kind).validate_python(fields)


@cache
def _reader(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])


def _joined(parts: Sequence[m.PlotMessage]) -> Iterator[m.PlotMessage]:
    """The same plot in fewer messages: the points of a series together, in their order."""
    series: dict[m.Line, dict[str, list[float]]] = {}
    for part in parts:
        if not isinstance(part, m.Line):
            yield part
            continue
        bare = replace(part, xs=(), ys=(), lows=(), highs=())
        values = series.setdefault(bare, {name: [] for name in ("xs", "ys", "lows", "highs")})
        count = min(len(part.xs), len(part.ys))
        for name, known in values.items():
            known.extend(getattr(part, name)[:count])
    for line, values in series.items():
        for start in range(0, max(1, len(values["xs"])), POINTS):
            chunk = slice(start, start + POINTS)
            yield replace(line, **{name: tuple(known[chunk]) for name, known in values.items()})
