"""A box for messages on their way out: what belongs together is merged, so that it stays small however fast they come.

Points of one series become one Line, pieces of one text one Tokens; of progress, numbers and whole plots only the last
stays. All other messages keep their order, and nothing of a node is merged across a change of that node's state.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from engine.jobs import messages as m

_MAX_FRESH = 1000


@dataclass
class _Points:
    """The points of one series that wait, and how they look."""

    last: m.Line
    values: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in ("xs", "ys", "lows", "highs")})

    def append(self, line: m.Line, limit: int) -> None:
        self.last = line
        for name, values in self.values.items():
            values.extend(getattr(line, name))
            while len(values) > limit:
                # Every second point goes, counted from the end, because the newest one is the one people read.
                del values[-2::-2]

    def message(self) -> m.Line:
        return replace(self.last, **{name: tuple(values) for name, values in self.values.items()})


@dataclass
class _Pieces:
    """The pieces of one text that wait."""

    last: m.Tokens
    tokens: list[m.Token]
    legend: tuple[tuple[str, int], ...]

    def append(self, tokens: m.Tokens) -> None:
        self.last = tokens
        self.tokens.extend(tokens.tokens)
        self.legend = tokens.legend or self.legend

    def message(self) -> m.Tokens:
        return replace(self.last, tokens=tuple(self.tokens), legend=self.legend)


class Outbox:
    """Thread-safe. `max_points`: most points of one series that wait at a time; beyond that it is thinned evenly."""

    def __init__(self, max_points: int = 4096) -> None:
        self._max_points = max_points
        self._lock = threading.Lock()
        self._filled = threading.Event()
        self._fresh: deque[m.Message] = deque()
        self._waiting: dict[Hashable, m.Message | _Points | _Pieces] = {}
        self._era = 0
        self._node_eras: dict[str, int] = {}

    def __len__(self) -> int:
        """How many messages wait, at most."""
        return len(self._waiting) + len(self._fresh)

    def add(self, message: m.Message) -> None:
        # No lock here: a node that talks in a tight loop would keep it from the thread that empties the box.
        self._fresh.append(message)
        if not self._filled.is_set():
            self._filled.set()
        if len(self._fresh) >= _MAX_FRESH:
            with self._lock:
                self._merge()

    def take(self, limit: int | None = None) -> list[m.Message]:
        """The oldest messages, at most `limit`, out of the box."""
        with self._lock:
            self._filled.clear()
            self._merge()
            taken = [self._waiting.pop(key) for key in list(self._waiting)[:limit]]
            if self._waiting:
                self._filled.set()
        return [one.message() if isinstance(one, (_Points, _Pieces)) else one for one in taken]

    def wait(self, seconds: float) -> bool:
        """Wait until something is in the box; False when the time is over first."""
        return self._filled.wait(seconds)

    def _merge(self) -> None:
        while self._fresh:
            self._put(self._fresh.popleft())

    def _put(self, message: m.Message) -> None:
        key = self._key(message)
        waiting = self._waiting.get(key)
        match message:
            case m.Line():
                if not isinstance(waiting, _Points):
                    waiting = self._waiting[key] = _Points(message)
                waiting.append(message, self._max_points)
            case m.Tokens():
                if not isinstance(waiting, _Pieces):
                    waiting = self._waiting[key] = _Pieces(message, [], ())
                waiting.append(message)
            case _:
                # The latest stands where it was said last, behind everything that came before it.
                self._waiting.pop(key, None)
                self._waiting[key] = message

    def _key(self, message: m.Message) -> Hashable:
        match message:
            case m.Line(node, plot, series):
                # Points with a band and points without are not mixed: each value of a band belongs to one point.
                banded = bool(message.lows)
                return m.Line, node, plot, series, banded, self._era, self._node_eras.get(node, 0)
            case m.Scatter(node, plot):
                return m.Scatter, node, plot, message.step, self._era, self._node_eras.get(node, 0)
            case m.PlotMessage(node, plot):
                return type(message), node, plot, self._era, self._node_eras.get(node, 0)
            case m.Metric(node, name):
                return m.Metric, node, name, self._era, self._node_eras.get(node, 0)
            case m.Progress(node) | m.Sentence(node):
                return type(message), node, self._era, self._node_eras.get(node, 0)
            case m.Memory():
                return m.Memory
        self._era += 1 if not isinstance(message, (m.NodeChanged, m.NodeFailed)) else 0
        node = message.node if isinstance(message, m.NodeChanged) else ""
        if isinstance(message, m.NodeFailed):
            node = message.fault.node or ""
        self._node_eras[node] = self._node_eras.get(node, 0) + 1
        return "kept", self._era, node, self._node_eras[node]
