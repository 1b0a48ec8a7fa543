"""Whatever goes wrong inside a node, in words for people."""

from __future__ import annotations

import re
import traceback

import psutil

from engine.errors import Fault, StitchworkError


def fault_of(error: BaseException, node: str | None, title: str, device: str = "cpu") -> Fault:
    """The fault that a person sees for an exception. title: the node's name on the canvas."""
    if isinstance(error, StitchworkError):
        return error.fault(node)
    details = "".join(traceback.format_exception(error)).rstrip()
    if is_out_of_memory(error):
        return Fault(
            node,
            f"“{title}” needs more memory than there is.",
            _what_is_free(str(error), device),
            _what_would_fit(device),
            details=details,
        )
    return Fault(
        node,
        "This is a fault of the program.",
        f"“{title}” could not finish. Your graph and the results of the other nodes are kept.",
        "Press Run to try again. If it happens again, please report it with the technical details.",
        details=details,
    )


def is_out_of_memory(error: BaseException) -> bool:
    """True for Python's, torch's and the devices' own ways to say that memory ran out, also once put in words."""
    if isinstance(error, StitchworkError):
        return error.__cause__ is not None and is_out_of_memory(error.__cause__)
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryError"
        or (isinstance(error, RuntimeError) and bool(re.search(r"out of memory|can't allocate memory", str(error))))
    )


def in_bytes(number: float) -> str:
    """A size as people write it: 640 MB, 2.1 GB."""
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / 1e6:.0f} MB"


def free_memory(device: str = "cpu") -> tuple[int, int]:
    """Bytes free and in all where `device` keeps its numbers."""
    if device != "cpu":
        from engine.models.devices import memory

        return memory(device)
    facts = psutil.virtual_memory()
    return facts.available, facts.total


def _what_is_free(words: str, device: str) -> str:
    free, total = free_memory(device)
    left = f"{in_bytes(free)} of {in_bytes(total)} are free"
    asked = _asked(words)
    return f"It asked for {in_bytes(asked)} more; {left}." if asked else f"Now {left}."


def _asked(words: str) -> float | None:
    match = re.search(r"tried to allocate ([\d.]+)\s*(bytes|KiB|MiB|GiB)", words, re.IGNORECASE)
    if match is None:
        return None
    return float(match[1]) * {"bytes": 1, "kib": 2**10, "mib": 2**20, "gib": 2**30}[match[2].lower()]


def _what_would_fit(device: str) -> str:
    words = "Choose a smaller model, or fewer tokens or texts at once; closing other programs helps as well."
    if device == "cpu":
        return words
    return f"{words} The device “cpu” has {in_bytes(free_memory()[0])} free."
