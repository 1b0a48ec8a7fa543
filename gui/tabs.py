"""The tabs above the canvas: Start, Runs, one a document. A dot marks unsaved changes, a cross closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.segmented import Segmented
from gui.theme import theme

if TYPE_CHECKING:
    from gui.document import Document
    from gui.workspace import Workspace


SWITCH_WIDTH = 160
"Pixels: holds its words in every language."
FIXED = 2
"Start and Runs come before the documents."


class DocumentTabs(QWidget):
    """Tab bar and pages. Knows the open workspaces; the first tabs are the start page and the kept runs."""

    current_changed = Signal(object)
    "The Workspace in front, or None for the start page and the runs."
    close_requested = Signal(object)
    new_requested = Signal()

    def __init__(self, start_page: QWidget, runs_page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspaces: list[Workspace] = []
        self.bar = _Bar()
        self.bar.setObjectName("documents")
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideRight)
        self.bar.setUsesScrollButtons(True)
        self.bar.setFixedHeight(34)
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.bar.setAccessibleName(self.tr("Open documents"))
        self.bar.addTab(theme.icon("house"), self.tr("Start"))
        self.bar.addTab(theme.icon("history"), self.tr("Runs"))
        self._plus = QToolButton()
        self._plus.setToolTip(self.tr("New canvas (Ctrl+N)"))
        self._plus.setAccessibleName(self.tr("New canvas"))
        self._plus.clicked.connect(lambda: self.new_requested.emit())
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.bar)
        row.addWidget(self._plus)
        row.addStretch(1)
        self.switch = Segmented(even=True)
        self.switch.setFixedWidth(SWITCH_WIDTH)
        self.switch.hide()
        row.addWidget(self.switch)
        self._row = QWidget()
        self._row.setObjectName("tabs")
        self._row.setLayout(row)
        self._row.setFixedHeight(34)
        self.pages = QStackedWidget()
        self.pages.addWidget(start_page)
        self._runs_page = runs_page
        # a page that is not in front must not take room from the panels
        runs_page.setMinimumSize(1, 1)
        self.pages.addWidget(runs_page)
        self.notices = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._row)
        layout.addLayout(self.notices)
        layout.addWidget(self.pages, 1)
        self.bar.currentChanged.connect(self._turn)
        self.bar.tabCloseRequested.connect(lambda place: self.close_requested.emit(self.workspaces[place - FIXED]))
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def current(self) -> Workspace | None:
        place = self.bar.currentIndex()
        return self.workspaces[place - FIXED] if place >= FIXED else None

    def of(self, document: Document | None) -> Workspace | None:
        return next((workspace for workspace in self.workspaces if workspace.document is document), None)

    def add(self, workspace: Workspace) -> None:
        """Open a tab for it, in front."""
        self.workspaces.append(workspace)
        self.pages.addWidget(workspace.front)
        place = self.bar.addTab(workspace.name)
        mark = TabMark()
        mark.clicked.connect(lambda: self.close_requested.emit(workspace))
        self.bar.setTabButton(place, QTabBar.ButtonPosition.RightSide, mark)
        self.rename(workspace)
        workspace.document.modified_changed.connect(lambda _modified: self.rename(workspace))
        workspace.document.path_changed.connect(lambda: self.rename(workspace))
        self.show_workspace(workspace)

    def remove(self, workspace: Workspace) -> None:
        place = self.workspaces.index(workspace) + FIXED
        self.pages.removeWidget(workspace.front)
        self.workspaces.remove(workspace)
        self.bar.removeTab(place)
        self._turn(self.bar.currentIndex())

    def show_workspace(self, workspace: Workspace | None) -> None:
        self.bar.setCurrentIndex(self.workspaces.index(workspace) + FIXED if workspace else 0)

    def show_runs(self) -> None:
        self.bar.setCurrentIndex(1)
        self._runs_page.setFocus()

    def rename(self, workspace: Workspace) -> None:
        """Show the document's name and whether it has unsaved changes."""
        if workspace not in self.workspaces:
            return
        place = self.workspaces.index(workspace) + FIXED
        modified = workspace.document.modified
        self.bar.setTabText(place, workspace.name.replace("&", "&&"))
        self.bar.setTabToolTip(place, str(workspace.document.path or self.tr("Not saved yet")))
        note = self.tr("{name}, unsaved changes") if modified else "{name}"
        self.bar.setAccessibleTabName(place, note.format(name=workspace.name))
        mark = self.bar.tabButton(place, QTabBar.ButtonPosition.RightSide)
        if isinstance(mark, TabMark):
            mark.show_modified(modified)

    def _turn(self, place: int) -> None:
        if 0 <= place < len(self.workspaces) + FIXED:
            if place >= FIXED:
                self.pages.setCurrentWidget(self.workspaces[place - FIXED].front)
            else:
                self.pages.setCurrentIndex(place)
            self.current_changed.emit(self.current)

    def _restyle(self) -> None:
        self.bar.setTabIcon(0, theme.icon("house"))
        self.bar.setTabIcon(1, theme.icon("history"))
        self._plus.setIcon(theme.icon("plus", "text2"))


class _Bar(QTabBar):
    """As wide as its tabs, and no wider."""

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Where room is scarce, the names of documents are cut, not those of Start and Runs."""
        return self.tabSizeHint(index) if index < FIXED else super().minimumTabSizeHint(index)


class TabMark(QAbstractButton):
    """A cross that closes the tab; a dot while there are unsaved changes and the pointer is elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modified = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(18, 18)
        self.setToolTip(self.tr("Close (Ctrl+W)"))
        self.setAccessibleName(self.tr("Close the tab"))

    @property
    def modified(self) -> bool:
        return self._modified

    def show_modified(self, modified: bool) -> None:
        self._modified = modified
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = theme.palette
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self._modified and not self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.accent)
            painter.drawEllipse(middle, 3, 3)
            return
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.hover)
            painter.drawRoundedRect(self.rect(), 3, 3)
        if self.hasFocus():
            painter.setPen(QPen(palette.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
        painter.setPen(QPen(palette.text2 if self.underMouse() else palette.text3, 1.33))
        for sign in (1, -1):
            painter.drawLine(middle + QPointF(-3, -3 * sign), middle + QPointF(3, 3 * sign))
