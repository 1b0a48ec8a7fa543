"""A tidy place for every node: columns from left to right, few crossings, long wires between nodes and not under them.

Layers, order and places are found one after the other (Sugiyama, Tagawa, Toda 1981). Pure arithmetic: no Qt.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

COLUMN_GAP, ROW_GAP, LANE = 88.0, 32.0, 24.0
"Between columns, between nodes, and the height that a wire takes where it passes other nodes."
GRID = 8
_SWEEPS = 12
_STRAIGHT = 8.0
"How much more a lane wants to lie where its wire will run than a node wants to be level with another."


@dataclass(frozen=True)
class Box:
    """A node's size and where its upper edge is now."""

    width: float
    height: float
    y: float = 0.0


@dataclass(frozen=True)
class Link:
    """A wire between two ports, whose heights count from their nodes' upper edges."""

    source: str
    source_y: float
    target: str
    target_y: float


@dataclass
class _Cell:
    """A node, or a place where a long wire passes a column (`node` None)."""

    node: str | None
    height: float
    y: float
    before: list[tuple[_Cell, float, float]] = field(default_factory=list)
    "Neighbours in the column to the left: cell, height of its port, height of this cell's port."
    after: list[tuple[_Cell, float, float]] = field(default_factory=list)
    wire: tuple[_Cell, float, _Cell, float, float] | None = None
    "Of a lane: the wire's two ends, each a cell and its port's height, and how far along it the lane lies."


_Columns = list[list[_Cell]]


def tidy(boxes: Mapping[str, Box], links: Sequence[Link]) -> dict[str, tuple[float, float]]:
    """Upper left corners on the grid, from (0, 0) on. Nodes that nothing joins lie in groups below each other.

    boxes: by name, each after those that it depends on; a link that leads back (a loop) has no say.
    """
    places: dict[str, tuple[float, float]] = {}
    top = 0.0
    for part in _parts(boxes, links):
        columns = _columns(part, [link for link in links if link.source in part])
        columns = min((_ordered(columns, backwards) for backwards in (False, True)), key=_crossings)
        _settle(columns)
        highest = min(cell.y for column in columns for cell in column)
        x, lowest = 0.0, 0.0
        for column in columns:
            for cell in column:
                if cell.node is not None:
                    places[cell.node] = (x, _on_grid(top + cell.y - highest))
                    lowest = max(lowest, cell.y - highest + cell.height)
            widths = [part[cell.node].width for cell in column if cell.node is not None]
            x += _on_grid(max(widths, default=0.0) + COLUMN_GAP)
        top = _on_grid(top + lowest + 2 * ROW_GAP)
    return places


def _parts(boxes: Mapping[str, Box], links: Sequence[Link]) -> list[dict[str, Box]]:
    """Nodes that hang together, the part whose first node is the highest first."""
    near: dict[str, set[str]] = defaultdict(set)
    for link in links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    parts, seen = [], set()
    for start in sorted(boxes, key=lambda name: boxes[name].y):
        found, waiting = [], [start]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                found.append(name)
                waiting += sorted(near[name] - seen)
        if found:
            parts.append({name: boxes[name] for name in boxes if name in set(found)})
    return parts


def _columns(boxes: Mapping[str, Box], links: Sequence[Link]) -> _Columns:
    """Every node one column right of what it needs, sources right before what needs them; wires get lanes."""
    layer, links = _layers(boxes, links)
    columns: _Columns = [[] for _ in range(max(layer.values()) + 1)]
    cells = {name: _Cell(name, box.height, box.y) for name, box in boxes.items()}
    for name, cell in cells.items():
        columns[layer[name]].append(cell)
    for link in links:
        source, target = cells[link.source], cells[link.target]
        left, left_y = source, link.source_y
        first, last = layer[link.source], layer[link.target]
        for column in range(first + 1, last):
            along = (column - first) / (last - first)
            wire = source, link.source_y, target, link.target_y, along
            lane = _Cell(None, LANE, source.y + link.source_y, wire=wire)
            columns[column].append(lane)
            _join(left, left_y, lane, LANE / 2)
            left, left_y = lane, LANE / 2
        _join(left, left_y, target, link.target_y)
    return columns


def _layers(boxes: Mapping[str, Box], links: Sequence[Link]) -> tuple[dict[str, int], list[Link]]:
    """A column for every node, and the links that lead forward."""
    place = {name: index for index, name in enumerate(boxes)}
    forward = [link for link in links if place[link.source] < place[link.target]]
    into: dict[str, list[str]] = defaultdict(list)
    out: dict[str, list[str]] = defaultdict(list)
    for link in forward:
        into[link.target].append(link.source)
        out[link.source].append(link.target)
    layer: dict[str, int] = {}
    for name in boxes:
        layer[name] = 1 + max((layer[source] for source in into[name]), default=-1)
    for name in boxes:
        if out[name] and not into[name]:
            layer[name] = min(layer[target] for target in out[name]) - 1
    return layer, forward


def _join(left: _Cell, left_y: float, right: _Cell, right_y: float) -> None:
    left.after.append((right, right_y, left_y))
    right.before.append((left, left_y, right_y))


def _ordered(columns: _Columns, backwards: bool) -> _Columns:
    """Columns with few crossings: from the present order on, each is sorted by the middle of its neighbours, to and
    fro, and the best is kept. `backwards`: the first sweep goes from right to left."""
    columns = [sorted(column, key=lambda cell: cell.y) for column in columns]
    best, fewest = columns, _crossings(columns)
    for _ in range(_SWEEPS):
        columns = [list(column) for column in columns]
        for index in reversed(range(len(columns) - 1)) if backwards else range(1, len(columns)):
            rank, own = _ranks(columns[index + 1 if backwards else index - 1]), _ranks(columns[index])
            middles: dict[int, float] = {}
            for cell in columns[index]:
                near = cell.after if backwards else cell.before
                total = sum(rank[id(other)] + y / (1 + other.height) for other, y, _ in near)
                middles[id(cell)] = total / len(near) if near else own[id(cell)]
            columns[index].sort(key=lambda cell, middles=middles: middles[id(cell)])
        backwards = not backwards
        count = _crossings(columns)
        if count < fewest:
            best, fewest = columns, count
    return best


def _ranks(column: Sequence[_Cell]) -> dict[int, int]:
    return {id(cell): place for place, cell in enumerate(column)}


def _crossings(columns: _Columns) -> int:
    """How many pairs of wires cross between neighbouring columns."""
    total = 0
    for left, right in pairwise(columns):
        rank = _ranks(right)
        seen: list[tuple[int, float]] = []
        for cell in left:
            for _, end, y in sorted((own, rank[id(other)], y) for other, y, own in cell.after):
                total += len(seen) - bisect_right(seen, (end, y))
                insort(seen, (end, y))
    return total


def _settle(columns: _Columns) -> None:
    """Heights: every cell as near to its neighbours as the order allows, so that wires run straight."""
    for column in columns:
        column[0].y = 0.0
        for above, cell in pairwise(column):
            cell.y = above.y + _room(above, cell)
    for sweep in range(2 * _SWEEPS):
        leftwards = sweep % 2 == 0
        for column in reversed(columns) if leftwards else columns:
            wanted, weights = [], []
            for cell in column:
                near = cell.after + cell.before if sweep >= _SWEEPS else cell.after if leftwards else cell.before
                if cell.wire is not None and sweep >= _SWEEPS:
                    source, source_y, target, target_y, along = cell.wire
                    start, end = source.y + source_y, target.y + target_y
                    wanted.append(start + (end - start) * along - cell.height / 2)
                    weights.append(_STRAIGHT)
                else:
                    pull = sum(other.y + y - own for other, y, own in near)
                    wanted.append(pull / len(near) if near else cell.y)
                    weights.append(len(near) or 0.1)
            _spread(column, wanted, weights)


def _spread(column: Sequence[_Cell], wanted: Sequence[float], weights: Sequence[float]) -> None:
    """The nearest heights to the wanted ones that keep order and distance: least squares, by pooling neighbours that
    are too close (isotonic regression)."""
    offsets = [0.0]
    for above, cell in pairwise(column):
        offsets.append(offsets[-1] + _room(above, cell))
    pools: list[tuple[float, float, int]] = []
    for want, offset, weight in zip(wanted, offsets, weights, strict=True):
        pools.append((want - offset, weight, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (y1, w1, n1), (y2, w2, n2) = pools[-2:]
            pools[-2:] = [((y1 * w1 + y2 * w2) / (w1 + w2), w1 + w2, n1 + n2)]
    heights = [y for y, _, n in pools for _ in range(n)]
    for cell, y, offset in zip(column, heights, offsets, strict=True):
        cell.y = y + offset


def _room(above: _Cell, below: _Cell) -> float:
    """The least distance between two upper edges."""
    return above.height + (ROW_GAP if above.node is not None and below.node is not None else ROW_GAP / 2)


def _on_grid(value: float) -> float:
    return -(-value // GRID) * GRID
