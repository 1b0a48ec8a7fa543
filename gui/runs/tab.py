"""The tab of the kept runs; its page is built when it is first looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.runs.keeper import Keeper
from gui.settings import Preferences

if TYPE_CHECKING:
    from gui.runs.page import RunsPage


class RunsTab(QWidget):
    """Stands in the window from the start and costs nothing until it is shown."""

    graph_requested = Signal(Path)
    start_requested = Signal()

    def __init__(self, keeper: Keeper, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keeper = keeper
        self._preferences = preferences
        self.page: RunsPage | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        keeper.elsewhere.connect(self._reload)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is None:
            from gui.runs.page import RunsPage

            self.page = RunsPage(self._keeper, self._preferences)
            self.page.graph_requested.connect(self.graph_requested)
            self.page.start_requested.connect(self.start_requested)
            self._layout.addWidget(self.page)
            self.setFocusProxy(self.page)
        self._reload()

    def choose(self, identities: Iterable[str]) -> None:
        """Select these runs. Only while the tab is in front."""
        if self.page is not None:
            self.page.choose(identities)

    def _reload(self) -> None:
        if self.page is not None:
            self.page.reload()
