"""How numbers become lengths along an axis, evenly or by powers of ten, and where the axis is marked."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gui.plots.numbers import nice_ticks, number, tick_words

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass
class Scale:
    """`log`: equal lengths are equal factors. `whole`: counted things, marked at whole numbers. Places are what the
    view is measured in."""

    log: bool = False
    whole: bool = False

    def places(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Zero and less have no place on a logarithmic axis."""
        if not self.log:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.log10(values)
        found[~np.isfinite(found)] = np.nan
        return found

    def place(self, value: float) -> float:
        if not self.log:
            return value
        return math.log10(value) if value > 0 else math.nan

    def value(self, place: float) -> float:
        if not self.log:
            return place
        return 10.0 ** max(-300.0, min(300.0, place))

    def ticks(self, low: float, high: float, n_ticks: int) -> tuple[list[float], list[str]]:
        """Places of round numbers inside low..high (places too), and their words."""
        if not self.log:
            ticks = _inside(low, high, n_ticks)
            counted = [tick for tick in ticks if tick.is_integer()]
            ticks = counted if self.whole and len(counted) > 1 else ticks
            return ticks, tick_words(ticks)
        powers = range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)
        if len(powers) >= 3:
            every = -(-len(powers) // n_ticks)
            return [float(p) for p in powers[::every]], [_power(p) for p in powers[::every]]
        for steps in ((1, 2, 5), (1, 1.5, 2, 3, 5, 7)):
            values = [m * 10.0**p for p in range(math.floor(low), math.ceil(high) + 1) for m in steps]
            ticks = [v for v in values if low - 1e-9 <= math.log10(v) <= high + 1e-9]
            if len(ticks) >= 3:
                return [math.log10(v) for v in ticks], [_short(v) for v in ticks]
        ticks = [v for v in _inside(self.value(low), self.value(high), n_ticks) if v > 0]
        return [math.log10(v) for v in ticks], tick_words(ticks)


def _inside(low: float, high: float, n_ticks: int) -> list[float]:
    """Round values inside the range, at least four where the range allows it."""
    slack = 1e-9 * (high - low)
    inside: list[float] = []
    for count in range(n_ticks, n_ticks + 5):
        inside = [tick for tick in nice_ticks(low, high, count) if low - slack <= tick <= high + slack]
        if len(inside) >= 4:
            break
    return inside or [low, high]


def _power(power: int) -> str:
    return _short(10.0**power) if -3 <= power <= 4 else "10" + str(power).translate(_SUPERSCRIPT)


def _short(value: float) -> str:
    """A tick's own digits, without zeros that say nothing."""
    if 1e-3 <= value < 1e5:
        return f"{value:,.6g}" if value < 1e4 else f"{value:,.0f}"
    return number(value)
