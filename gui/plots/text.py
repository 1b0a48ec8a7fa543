"""Plain text that a node produced."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from engine.jobs.messages import PlainText
from gui.plots.panel import Panel, panel
from gui.theme import theme


@panel(PlainText)
class TextPanel(Panel):
    """Read-only and selectable."""

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, parent)
        self.view = QPlainTextEdit(readOnly=True)
        self.view.setAccessibleName(self.head.title)
        self.view.setFont(theme.font(13))
        self.view.setTabChangesFocus(True)
        self.view.setMinimumHeight(80)
        self._text = ""
        self.body.addWidget(self.view, 1)
        self._recolour()
        theme.changed.connect(self._recolour)

    def take(self, message: PlainText) -> None:
        self._text = message.text

    def clear(self) -> None:
        self._text = ""
        self.mark()

    def empty(self) -> bool:
        return not self._text

    def table(self) -> tuple[list[str], list[list[Any]]]:
        return ["text"], [[self._text]] if self._text else []

    def text(self) -> str:
        return self._text

    def draw(self) -> None:
        if self.view.toPlainText() != self._text:
            self.view.setPlainText(self._text)

    def _recolour(self) -> None:
        self.view.setStyleSheet(f"QPlainTextEdit:!focus {{ border-color: {theme.palette.line.name()}; }}")
