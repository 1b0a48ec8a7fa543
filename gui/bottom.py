"""The panel under the canvas: live plots of the document in front, and messages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from gui.messages import MessagesTable
from gui.theme import theme

LIVE, MESSAGES = 0, 1


class BottomPanel(QWidget):
    """Two tabs. The number on Messages counts problems that were not looked at."""

    pinned = Signal(bool)
    "Show the plots of the selected node only."
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = QTabBar()
        self.bar.setObjectName("bottom")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.addTab(self.tr("Live"))
        self.bar.addTab(self.tr("Messages"))
        self.unseen = QLabel(self.bar)
        self.unseen.setObjectName("unseen")
        self.unseen.hide()
        self.messages = MessagesTable()
        self.boards = QStackedWidget()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.boards)
        self._pages.addWidget(self.messages)
        self.pin = QToolButton()
        self.pin.setCheckable(True)
        self.pin.setToolTip(self.tr("Only the plots of the selected node"))
        self.pin.setAccessibleName(self.pin.toolTip())
        self.pin.toggled.connect(self.pinned)
        self._export = QToolButton()
        self._export.setToolTip(self.tr("Export results…"))
        self._export.setAccessibleName(self._export.toolTip())
        self._export.clicked.connect(lambda: self.export_requested.emit())
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 12, 0)
        head.setSpacing(4)
        head.addWidget(self.bar)
        head.addStretch(1)
        head.addWidget(self.pin)
        head.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        line = QFrame()
        line.setProperty("role", "hair")
        line.setFixedHeight(1)
        layout.addWidget(line)
        layout.addWidget(self._pages, 1)
        self.bar.currentChanged.connect(self._turn)
        self.messages.count_changed.connect(self._count)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_messages(self) -> None:
        self.bar.setCurrentIndex(MESSAGES)

    def show_live(self) -> None:
        self.bar.setCurrentIndex(LIVE)

    def allow_export(self, allowed: bool) -> None:
        self._export.setEnabled(allowed)

    def _turn(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.pin.setVisible(page == LIVE)
        self._export.setVisible(page == LIVE)
        if page == MESSAGES:
            self.messages.seen()

    def _count(self, unseen: int) -> None:
        if self.bar.currentIndex() == MESSAGES and unseen:
            self.messages.seen()
            return
        self.unseen.setText(str(unseen))
        side = QTabBar.ButtonPosition.RightSide
        # taken out first: a button that is put in again is hidden as the one before
        self.bar.setTabButton(MESSAGES, side, None)
        if unseen:
            self.bar.setTabButton(MESSAGES, side, self.unseen)
        self.bar.setAccessibleTabName(MESSAGES, f"{self.tr('Messages')} {unseen or ''}".strip())

    def _restyle(self) -> None:
        self.pin.setIcon(theme.icon("eye", "text2"))
        self._export.setIcon(theme.icon("download", "text2"))
