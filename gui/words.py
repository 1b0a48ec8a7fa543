"""Numbers and times as they stand in sentences."""

from __future__ import annotations


def counted(number: int, one: str, many: str) -> str:
    """`one` or `many`, where `{n}` stands for the number. Both come translated."""
    return (one if number == 1 else many).format(n=number)


def duration(seconds: float) -> str:
    """A time in words short enough for a sentence."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"
