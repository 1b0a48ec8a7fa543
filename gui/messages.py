"""The Messages table: what happened, where, and what helps. Nothing that goes wrong is ever silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gui.chrome import badge
from gui.theme import theme

LIMIT = 500
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Entry:
    """One row. `target`: (document, node) to go to. `details` can be copied. `helps` stands as a link and, when the
    row is used there, `fix` is applied."""

    level: str
    where: str
    words: str
    helps: str = ""
    details: str = ""
    document: Any = None
    node: str | None = None
    fix: Any = None


class MessagesTable(QWidget):
    """Newest first. A click on a row shows its node; a click on what helps applies it or copies the details."""

    go_to = Signal(object, str)
    fix_requested = Signal(object, str, object)
    count_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unseen = 0
        self.table = QTableWidget(0, 4, self)
        self.table.setObjectName("messages")
        self.table.setAccessibleName(self.tr("Messages"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Time"), self.tr("Node"), self.tr("What happened"), self.tr("What helps")]
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setItemDelegate(_Rows(self.table))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 76), (1, 150), (3, 220)):
            self.table.setColumnWidth(column, width)
        self.table.cellClicked.connect(self._use)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        for keys, column in ((Qt.Key.Key_Return, 1), (Qt.Key.Key_Enter, 1)):
            shortcut = QShortcut(QKeySequence(keys), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda column=column: self._use(self.table.currentRow(), column))
        self.nothing = QLabel(
            self.tr("Nothing to tell yet. What runs find, and every problem with what helps, is listed here."),
            wordWrap=True,
        )
        self.nothing.setProperty("role", "body")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout()
        layout = QHBoxLayout(self)  # a stacked layout has no margins
        layout.setContentsMargins(8, 0, 8, 0)
        layout.addLayout(self._pages)
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(self.table)

    @property
    def entries(self) -> list[Entry]:
        """Newest first."""
        return [self._entry(row) for row in range(self.table.rowCount())]

    def add(self, entry: Entry) -> None:
        self._pages.setCurrentWidget(self.table)
        self.table.insertRow(0)
        now = datetime.now().strftime("%H:%M:%S")
        helps = entry.helps or (self.tr("Copy the details") if entry.details else "")
        for column, text in enumerate((now, entry.where, entry.words, helps)):
            item = QTableWidgetItem(text)
            item.setToolTip(text if column > 1 else "")
            item.setData(ROW, entry)
            self.table.setItem(0, column, item)
        while self.table.rowCount() > LIMIT:
            self.table.removeRow(self.table.rowCount() - 1)
        if entry.level == "failed":
            self._unseen += 1
            self.count_changed.emit(self._unseen)

    def seen(self) -> None:
        """The person looked: the count on the tab goes."""
        if self._unseen:
            self._unseen = 0
            self.count_changed.emit(0)

    def forget(self, document: Any) -> None:
        """Drop the rows of a closed document."""
        for row in reversed(range(self.table.rowCount())):
            if self._entry(row).document is document:
                self.table.removeRow(row)

    def _entry(self, row: int) -> Entry:
        item = self.table.item(row, 0)
        assert item is not None
        return item.data(ROW)

    def _use(self, row: int, column: int) -> None:
        if not 0 <= row < self.table.rowCount():
            return
        entry = self._entry(row)
        if column == 3 and entry.fix is not None and entry.node is not None:
            self.fix_requested.emit(entry.document, entry.node, entry.fix)
        elif column == 3 and entry.details and not entry.helps:
            self._copy(entry)
        elif entry.document is not None and entry.node is not None:
            self.go_to.emit(entry.document, entry.node)

    def _menu(self, point: Any) -> None:
        row = self.table.rowAt(point.y())
        if row < 0:
            return
        entry = self._entry(row)
        menu = QMenu(self)
        menu.addAction(self.tr("Copy"), lambda: self._copy(entry))
        if entry.node is not None:
            menu.addAction(self.tr("Show the node"), lambda: self._use(row, 1))
        menu.exec(self.table.viewport().mapToGlobal(point))

    def _copy(self, entry: Entry) -> None:
        parts = [f"{entry.where}: {entry.words}", entry.helps, entry.details]
        QGuiApplication.clipboard().setText("\n\n".join(part for part in parts if part))


class _Rows(QStyledItemDelegate):
    """A badge before the node's name, the accent on what helps, a line under each row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        entry: Entry = index.data(ROW)
        column = index.column()
        palette = theme.palette
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        view: QAbstractItemView = self.parent()  # type: ignore[assignment]
        if view.selectionModel().isSelected(index):
            painter.fillRect(rect, palette.soft)
        painter.setPen(palette.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = rect.adjusted(8, 0, -8, 0)
        if column == 1:
            picture = badge(entry.level, 16, view.devicePixelRatioF())
            painter.drawPixmap(text.left(), text.center().y() - 7, picture)
            text.adjust(24, 0, 0, 0)
        link = column == 3 and (entry.fix is not None or (entry.details and not entry.helps))
        painter.setFont(theme.font(12))
        painter.setPen(palette.accent if link else palette.text3 if column == 0 else palette.text1)
        words = painter.fontMetrics().elidedText(index.data() or "", Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()
