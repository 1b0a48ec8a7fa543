"""How the window is divided: library | tabs over the bottom panel, and the inspector at full height."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gui.bottom import BottomPanel
from gui.library.dock import LibraryDock
from gui.settings import Preferences

WIDE, MIDDLE = 1800, 1400
SIZES = {WIDE: (264, 360, 300), MIDDLE: (232, 308, 256), 0: (232, 288, 244)}
"From which width of the window: (library, inspector, bottom)."


class Panels(QSplitter):
    """Sizes come from the look for the window's width, until the person chooses others, which are kept."""

    def __init__(
        self, dock: LibraryDock, tabs: QWidget, bottom: BottomPanel, inspectors: QWidget, preferences: Preferences
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._dock, self._bottom, self._inspectors = dock, bottom, inspectors
        self._preferences = preferences
        self._band = -1
        self._upper = QSplitter(Qt.Orientation.Horizontal)
        self._rows = QSplitter(Qt.Orientation.Vertical)
        inspectors.setMinimumWidth(260)
        bottom.setMinimumHeight(140)
        for splitter, parts, wide in (
            (self._upper, (dock, tabs), 1),
            (self._rows, (self._upper, bottom), 0),
            (self, (self._rows, inspectors), 0),
        ):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            for part in parts:
                splitter.addWidget(part)
            splitter.setStretchFactor(wide, 1)
            splitter.splitterMoved.connect(lambda _at, _index: self._keep())

    def show_panels(self, shown: bool) -> None:
        """The start page has none."""
        for panel in (self._dock, self._bottom, self._inspectors):
            panel.setVisible(shown)
        if shown:
            self.arrange()

    def show_bottom(self, shown: bool) -> None:
        """Results have the whole height."""
        self._bottom.setVisible(shown)

    def open_library(self, opened: bool) -> None:
        self._preferences.library_shown = opened
        self.arrange()

    def arrange(self) -> None:
        """Give every panel its size."""
        self._band = self._band_of(self.width())
        library, inspector, bottom = SIZES[self._band]
        chosen = self._preferences.sizes(self._key)
        if len(chosen) == 3:
            library, inspector, bottom = chosen
        shown = self._preferences.library_shown
        self._dock.open(shown if shown is not None else self.width() >= MIDDLE)
        left = max(1, self.width() - inspector)
        self.setSizes([left, inspector])
        self._rows.setSizes([max(1, self.height() - bottom), bottom])
        library = library if self._dock.opened else self._dock.minimumWidth()
        self._upper.setSizes([library, max(1, left - library)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._inspectors.isVisible() and self._band != self._band_of(self.width()):
            self.arrange()

    @property
    def _key(self) -> str:
        return f"panels{self._band}"

    def _keep(self) -> None:
        library = (self._preferences.sizes(self._key) or SIZES[self._band])[0]
        if self._dock.opened:
            library = self._dock.width()
        sizes = (library, self._inspectors.width(), self._bottom.height())
        self._preferences.set_sizes(self._key, sizes)

    @staticmethod
    def _band_of(width: int) -> int:
        return next(least for least in SIZES if width >= least)
