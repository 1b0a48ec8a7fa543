"""Where the pieces of a coloured text stand: lines of boxes, laid out a stretch at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.jobs.messages import Token


@dataclass(frozen=True)
class Box:
    """A part of a token on one line: which token, where, how wide, and the text to paint."""

    token: int
    x: float
    width: float
    text: str


class TokenLayout:
    """Breaks between tokens; inside one only at its line breaks or where it is wider than a whole line."""

    def __init__(self, measure: Callable[[str], float]) -> None:
        self._measure = measure
        self._widths: dict[str, float] = {}
        self.lines: list[list[Box]] = [[]]
        self.laid = 0
        self._x = 0.0
        self.width = 100.0

    def restart(self, width: float) -> None:
        self.width = max(20.0, width)
        self.lines = [[]]
        self.laid = 0
        self._x = 0.0

    def forget_widths(self) -> None:
        """The font has changed."""
        self._widths.clear()

    @property
    def end(self) -> tuple[int, float]:
        """Line and x where the next token would begin."""
        return len(self.lines) - 1, self._x

    def extend(self, tokens: Sequence[Token], most: int) -> bool:
        """Lay out up to `most` more tokens. True when all are placed."""
        stop = min(len(tokens), self.laid + most)
        for index in range(self.laid, stop):
            for number, part in enumerate(tokens[index].text.replace("\r\n", "\n").split("\n")):
                if number:
                    self._break()
                if part:
                    self._place(index, part.replace("\t", "    "))
        self.laid = stop
        return stop == len(tokens)

    def _place(self, index: int, text: str) -> None:
        width = self._advance(text)
        if self._x + width > self.width and self._x > 0:
            self._break()
            if text.startswith(" ") and text.strip():
                text = text.lstrip(" ")
                width = self._advance(text)
        while width > self.width and len(text) > 1:
            fits = max(1, int(len(text) * self.width / width))
            while fits > 1 and self._advance(text[:fits]) > self.width:
                fits -= 1
            self._add(index, text[:fits])
            self._break()
            text = text[fits:]
            width = self._advance(text)
        self._add(index, text)

    def _add(self, index: int, text: str) -> None:
        width = self._advance(text)
        self.lines[-1].append(Box(index, self._x, width, text))
        self._x += width

    def _break(self) -> None:
        self.lines.append([])
        self._x = 0.0

    def _advance(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self._measure(text)
        return width
