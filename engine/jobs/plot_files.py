"""The data of plots on disk, complete: what was drawn once can be drawn again. One message a line, JSON, compressed."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
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
                    line = json.dumps([type(message).__name__, asdict(message)], ensure_ascii=False)
                    packed.write(line.encode("utf-8", "replace") + b"\n")
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


def _message(line: bytes) -> m.PlotMessage:
    kind, fields = json.loads(line)
    return _reader(kind).validate_python(fields)


@cache
def _reader(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])


def _joined(parts: Sequence[m.PlotMessage]) -> Iterator[m.PlotMessage]:
    """The same plot in fewer messages: the points of a series together, in their order."""
    series: dict[m.Line, tuple[list[float], list[float]]] = {}
    for part in parts:
        if not isinstance(part, m.Line):
            yield part
            continue
        xs, ys = series.setdefault(replace(part, xs=(), ys=()), ([], []))
        count = min(len(part.xs), len(part.ys))
        xs.extend(part.xs[:count])
        ys.extend(part.ys[:count])
    for line, (xs, ys) in series.items():
        for start in range(0, max(1, len(xs)), POINTS):
            chunk = slice(start, start + POINTS)
            yield replace(line, xs=tuple(xs[chunk]), ys=tuple(ys[chunk]))
