"""Numbers, times and devices as they stand in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication


def counted(number: int, one: str, many: str) -> str:
    """`one` or `many`, where `{n}` stands for the number. Both come translated."""
    return (one if number == 1 else many).format(n=number)


def listed(parts: Iterable[str]) -> str:
    """Facts in a row, with the language's comma."""
    return _tr(", ").join(part for part in parts if part)


def together(*sentences: str) -> str:
    """One sentence after the other. After a full-width stop there is no space."""
    return " ".join(sentence for sentence in sentences if sentence).replace("。 ", "。")


def duration(seconds: float) -> str:
    """A time in words short enough for a sentence."""
    if seconds < 10:
        return _tr("{0:.1f} s").format(seconds)
    if seconds < 100:
        return _tr("{0:.0f} s").format(seconds)
    return _tr("{0:.0f} min").format(seconds / 60)


def in_bytes(number: float) -> str:
    """A size as people write it: 640 MB, 2.1 GB. No line breaks between a number and its unit."""
    for size, unit in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if number >= size:
            value = number / size
            return f"{value:.1f}\u00a0{unit}" if value < 10 else f"{value:.0f}\u00a0{unit}"
    return f"{number:.0f}\u00a0B"


def device(name: str) -> str:
    """What a run was on, from the name of the device: auto, cpu, mps, or cuda:0 and the like."""
    kind, _, place = name.partition(":")
    known = {"auto": _tr("automatic device"), "cpu": _tr("CPU"), "mps": _tr("Apple GPU")}
    return _tr("GPU {0}").format(place or 0) if kind == "cuda" else known.get(kind, name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)
