"""The points of one line: buffers that grow, and fewer points that look the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


class Buffer:
    """Points in the order of arrival. Appending costs the same however many there are."""

    def __init__(self) -> None:
        self._points = np.empty((2, 256))
        self._count = 0
        self.low_x = self.low_y = np.inf
        self.high_x = self.high_y = -np.inf

    def __len__(self) -> int:
        return self._count

    @property
    def xs(self) -> Points:
        return self._points[0, : self._count]

    @property
    def ys(self) -> Points:
        return self._points[1, : self._count]

    def append(self, xs: Sequence[float], ys: Sequence[float]) -> None:
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
        self._count = needed
        finite = new[:, np.isfinite(new).all(axis=0)]
        if finite.size:
            self.low_x, self.low_y = np.minimum((self.low_x, self.low_y), finite.min(axis=1))
            self.high_x, self.high_y = np.maximum((self.high_x, self.high_y), finite.max(axis=1))

    def nearest(self, x: float) -> int | None:
        """Index of the point nearest to x that has a value."""
        if not self._count:
            return None
        away = np.abs(self.xs - x)
        away[~np.isfinite(self.ys)] = np.inf
        index = int(np.nanargmin(away))
        return index if np.isfinite(away[index]) else None


def thin(xs: Points, ys: Points, n_buckets: int) -> tuple[Points, Points]:
    """The lowest and highest point of each bucket, in order: what the eye can tell apart at this width."""
    size = len(xs) // max(1, n_buckets)
    if size < 4:
        return xs, ys
    whole = size * (len(xs) // size)
    heights = ys[:whole].reshape(-1, size)
    if not np.isfinite(heights[:, 0]).all() or not np.isfinite(heights.sum()):
        low, high = np.where(np.isnan(heights), np.inf, heights), np.where(np.isnan(heights), -np.inf, heights)
    else:
        low = high = heights
    pairs = np.sort(np.stack((low.argmin(axis=1), high.argmax(axis=1)), axis=1), axis=1)
    keep = (pairs + np.arange(0, whole, size)[:, None]).ravel()
    keep = np.concatenate((keep, np.arange(whole, len(xs)), [len(xs) - 1]))
    return xs[keep], ys[keep]
