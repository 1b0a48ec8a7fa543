"""The points of one line: buffers that grow, and fewer points that look the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
BLOCK = 256
"Of so many points in a row, the lowest and the highest are known before anybody asks."


class Buffer:
    """Points in the order of arrival. Appending costs the same however many there are, and so does looking at them."""

    def __init__(self) -> None:
        self._points = np.empty((2, BLOCK))
        self._count = 0
        self._extremes = np.empty((2, 2), dtype=np.int64)
        "Two indices a full block, in order: its lowest and its highest point."
        self._blocks = 0
        self.rising = True
        "Every x is larger than the one before it, or as large."
        self.whole = True
        "Every x is a whole number."
        self.low_x = self.low_y = self.least_x = self.least_y = np.inf
        "`least`: the smallest that are above zero, for logarithmic axes."
        self.high_x = self.high_y = -np.inf

    def __len__(self) -> int:
        return self._count

    @property
    def xs(self) -> Points:
        return self._points[0, : self._count]

    @property
    def ys(self) -> Points:
        return self._points[1, : self._count]

    def append(self, xs: Sequence[float] | Points, ys: Sequence[float] | Points) -> None:
        count = min(len(xs), len(ys))
        if not count:
            return
        needed = self._count + count
        if needed > self._points.shape[1]:
            grown = np.empty((2, max(needed, 2 * self._points.shape[1])))
            grown[:, : self._count] = self._points[:, : self._count]
            self._points = grown
        new = self._points[:, self._count : needed]
        new[0], new[1] = xs[:count], ys[:count]
        start = self._points[0, max(0, self._count - 1) : needed]
        self.rising = self.rising and bool((np.diff(start) >= 0).all())
        self.whole = self.whole and bool((new[0] == np.floor(new[0])).all())
        self._count = needed
        finite = new[:, np.isfinite(new).all(axis=0)]
        if finite.size:
            self.low_x, self.low_y = np.minimum((self.low_x, self.low_y), finite.min(axis=1))
            self.high_x, self.high_y = np.maximum((self.high_x, self.high_y), finite.max(axis=1))
            above = np.where(finite > 0, finite, np.inf).min(axis=1)
            self.least_x, self.least_y = np.minimum((self.least_x, self.least_y), above)
        self._know_blocks()

    def nearest(self, x: float) -> int | None:
        """Index of the point nearest to x that has a value."""
        if not self._count:
            return None
        first, last = 0, self._count
        if self.rising:
            middle = int(np.searchsorted(self.xs, x))
            first, last = max(0, middle - BLOCK), min(self._count, middle + BLOCK)
        found = self._nearest(x, first, last)
        return found if found is not None or not self.rising else self._nearest(x, 0, self._count)

    def between(self, low: float, high: float, n_buckets: int) -> tuple[Points, Points]:
        """What the eye can tell apart of the points in low..high, with a neighbour on either side."""
        first, last = 0, self._count
        if self.rising:
            first = max(0, int(np.searchsorted(self.xs, low)) - 1)
            last = min(self._count, int(np.searchsorted(self.xs, high, "right")) + 1)
        start, stop = -(-first // BLOCK), min(last // BLOCK, self._blocks)
        if stop - start < n_buckets:
            return thin(self.xs[first:last], self.ys[first:last], n_buckets)
        inner = self._extremes[start:stop].ravel()
        keep = np.concatenate((np.arange(first, start * BLOCK), inner, np.arange(stop * BLOCK, last)))
        return thin(self.xs[keep], self.ys[keep], n_buckets)

    def _nearest(self, x: float, first: int, last: int) -> int | None:
        away = np.abs(self.xs[first:last] - x)
        away[~np.isfinite(self.ys[first:last])] = np.inf
        if not away.size or np.isnan(away).all():
            return None
        index = int(np.nanargmin(away))
        return first + index if np.isfinite(away[index]) else None

    def _know_blocks(self) -> None:
        full = self._count // BLOCK
        if full == self._blocks:
            return
        if full > len(self._extremes):
            grown = np.empty((2 * full, 2), dtype=np.int64)
            grown[: self._blocks] = self._extremes[: self._blocks]
            self._extremes = grown
        new = slice(self._blocks * BLOCK, full * BLOCK)
        places = _extremes(self.ys[new].reshape(-1, BLOCK))
        self._extremes[self._blocks : full] = places + np.arange(new.start, new.stop, BLOCK)[:, None]
        self._blocks = full


def thin(xs: Points, ys: Points, n_buckets: int) -> tuple[Points, Points]:
    """The lowest and highest point of each bucket, in order: what the eye can tell apart at this width."""
    size = len(xs) // max(1, n_buckets)
    if size < 4:
        return xs, ys
    whole = size * (len(xs) // size)
    keep = (_extremes(ys[:whole].reshape(-1, size)) + np.arange(0, whole, size)[:, None]).ravel()
    keep = np.concatenate((keep, np.arange(whole, len(xs)), [len(xs) - 1]))
    return xs[keep], ys[keep]


def cut(along: Points, across: Points, low: float, high: float) -> tuple[Points, Points]:
    """The same line where it runs between two bounds, and on the bounds where it ran outside: what lies far out of
    sight costs as much to paint as what is seen."""
    if not len(across) or (np.nanmin(across, initial=low) >= low and np.nanmax(across, initial=high) <= high):
        return along, across
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.sort(np.stack([(bound - across[:-1]) / np.diff(across) for bound in (low, high)]), axis=0)
        shares[~((shares > 0) & (shares < 1))] = np.nan
        crossed = [
            np.vstack((line[:-1], line[:-1] + shares[0] * np.diff(line), line[:-1] + shares[1] * np.diff(line)))
            for line in (along, across)
        ]
    keep = np.vstack((np.ones(shares.shape[1], dtype=bool), ~np.isnan(shares)))
    cut_along, cut_across = (
        np.append(line.T[keep.T], last) for line, last in zip(crossed, (along[-1], across[-1]), strict=True)
    )
    return cut_along, np.clip(cut_across, low, high)


def _extremes(heights: Points) -> NDArray[np.int64]:
    """Where in each row the lowest and the highest value stand, in order; what is no number is neither."""
    low = high = heights
    if not np.isfinite(heights.sum()):
        low, high = np.where(np.isnan(heights), np.inf, heights), np.where(np.isnan(heights), -np.inf, heights)
    return np.sort(np.stack((low.argmin(axis=1), high.argmax(axis=1)), axis=1), axis=1)
