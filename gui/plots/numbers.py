"""How numbers are written: enough digits to tell two apart, no more."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

NONE = "–"


def number(value: float | int | None, decimals: int | None = None) -> str:
    """One number in words that fit a cell: thousands are grouped, small ones keep three figures."""
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if not math.isfinite(value):
        return NONE if math.isnan(value) else ("∞" if value > 0 else "−∞")
    if decimals is None:
        decimals = decimals_for([value])
    size = abs(value)
    text = f"{value:.2e}" if size and (size < 1e-4 or size >= 1e9) else f"{value:,.{decimals}f}"
    return text.replace("-", "−")


def decimals_for(values: Iterable[float | int | None]) -> int:
    """Digits behind the point that suit all these numbers together, as in one column of a table."""
    known = [value for value in values if isinstance(value, (int, float))]
    largest = max(filter(math.isfinite, map(abs, known)), default=0)
    if not largest:
        return 2
    if largest >= 1000:
        return 0
    if largest >= 100:
        return 1
    if largest >= 10:
        return 2
    return 3 if largest >= 0.1 else 4 if largest >= 0.01 else 6


def nice_ticks(low: float, high: float, n_ticks: int = 5) -> list[float]:
    """Round values that cover low..high from outside, about `n_ticks` of them."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return [0.0, 1.0]
    if high <= low:
        high = low + (abs(low) or 1.0)
    rough = (high - low) / max(1, n_ticks - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999), 10 * power)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, last + 1)]


def tick_words(ticks: Sequence[float]) -> list[str]:
    """All ticks of one axis with the same number of decimals; thousands and millions shortened."""
    if len(ticks) < 2:
        return [number(t) for t in ticks]
    step, largest = abs(ticks[1] - ticks[0]), max(abs(t) for t in ticks)
    unit, word = 1.0, ""
    for size, name in ((1e9, " G"), (1e6, " M"), (1e4, " k")):
        if largest >= size and step >= size / 100:
            unit, word = (1e3 if name == " k" else size), name
            break
    if largest and largest < 1e-3:
        return [f"{t:.1e}".replace("-", "−") if t else "0" for t in ticks]
    decimals = max(0, min(6, -math.floor(math.log10(step / unit) + 1e-9)))
    if step / unit * 10**decimals % 1 > 1e-6:
        decimals += 1
    return [(f"{t / unit:,.{decimals}f}" + (word if t else "")).replace("-0.0", "0.0").replace("-", "−") for t in ticks]
