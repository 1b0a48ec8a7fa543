"""The coloured token text of a decode."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtWidgets import QWidget

from engine.jobs.messages import Tokens
from gui.plots.head import Entry
from gui.plots.panel import Panel, panel
from gui.plots.token_view import TokenView


@panel(Tokens)
class TokensPanel(Panel):
    """Tokens as they come, with a count for each colour in the legend."""

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, parent)
        self.view = TokenView()
        self.view.setMinimumHeight(100)
        self.view.more_to_lay.connect(self.mark)
        self._legend: dict[int, str] = {}
        self._counts: Counter[int] = Counter()
        self.fill(self.view)

    def take(self, message: Tokens) -> None:
        self.view.tokens.extend(message.tokens)
        self._counts.update(token.color for token in message.tokens if token.color is not None and not token.prompt)
        self._legend.update((color, label) for label, color in message.legend)

    def clear(self) -> None:
        self.view.restart()
        self._legend.clear()
        self._counts.clear()
        self.mark()

    def set_running(self, running: bool) -> None:
        if running != self.view.caret:
            self.view.caret = running
            self.mark()

    def text(self) -> str:
        return "".join(token.text for token in self.view.tokens)

    def table(self) -> tuple[list[str], list[list[Any]]]:
        rows = [
            [index, token.text, "prompt" if token.prompt else self._legend.get(token.color, "")]
            if token.color is not None
            else [index, token.text, "prompt" if token.prompt else ""]
            for index, token in enumerate(self.view.tokens)
        ]
        return ["position", "token", "carried by"], rows

    def empty(self) -> bool:
        return not self.view.tokens

    def draw(self) -> None:
        self.view.lay_out()
        entries = [Entry(f"{label} {self._counts[color]}", color, "square") for color, label in self._legend.items()]
        self.head.set_legend(entries)
