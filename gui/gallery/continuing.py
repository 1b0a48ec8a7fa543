"""Continue: the files that were open, and an empty canvas."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from gui.gallery.cards import HERO_HEIGHT, RING
from gui.language.load import current
from gui.settings import RecentFile
from gui.theme import theme

HEAD = 41
MOST = 3


class ContinueList(QWidget):
    """A card of rows beside the first recipe."""

    file_opened = Signal(object)
    empty_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HERO_HEIGHT + 2 * RING)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(RING + 1, RING + HEAD, RING + 1, RING + 1)
        self._layout.setSpacing(0)
        self.rows: list[ContinueRow] = []
        theme.changed.connect(self.update)

    def show_files(self, files: list[RecentFile], today: date) -> None:
        self.rows = []
        while self._layout.count():
            item = self._layout.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for file in files[:MOST]:
            row = ContinueRow("workflow", file.path.stem, str(file.path.parent), when(file.changed.date(), today))
            row.setToolTip(str(file.path))
            row.clicked.connect(lambda _checked=False, path=file.path: self.file_opened.emit(path))
            self._add(row)
        empty = ContinueRow("plus", self.tr("Empty canvas"), self.tr("Start from nothing"), "")
        empty.clicked.connect(lambda: self.empty_opened.emit())
        self._add(empty)
        if not files:
            hint = QLabel(self.tr("Graphs that you save are listed here."), wordWrap=True)
            hint.setProperty("role", "hint")
            hint.setContentsMargins(16, 8, 16, 0)
            self._layout.addWidget(hint)
        self._layout.addStretch(1)

    def _add(self, row: ContinueRow) -> None:
        self.rows.append(row)
        self._layout.addWidget(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = theme.palette
        box = QRectF(self.rect()).adjusted(RING + 0.5, RING + 0.5, -RING - 0.5, -RING - 0.5)
        path = QPainterPath()
        path.addRoundedRect(box, 8, 8)
        painter.fillPath(path, palette.surface)
        painter.setPen(QPen(palette.line, 1))
        painter.drawPath(path)
        painter.setPen(palette.text1)
        painter.setFont(theme.font(13, 600))
        head = QRectF(box.left() + 16, box.top(), box.width() - 32, HEAD)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self.tr("Continue"))


class ContinueRow(QAbstractButton):
    """Icon, name over a hint, and when."""

    def __init__(self, icon: str, name: str, hint: str, when_words: str) -> None:
        super().__init__()
        self._icon, self._name, self._hint, self._when = icon, name, hint, when_words
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(40)

    @property
    def name(self) -> str:
        return self._name

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = theme.palette
        box = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(box.adjusted(0, 1, 0, 0), palette.hover)
        painter.setPen(QPen(palette.line, 1))
        painter.drawLine(box.topLeft(), box.topRight())
        if self.hasFocus():
            painter.setPen(QPen(palette.accent, 2))
            painter.drawRoundedRect(box.adjusted(3, 4, -3, -3), 6, 6)
        painter.drawPixmap(16, 12, theme.pixmap(self._icon, "text2", 16, self.devicePixelRatioF()))
        painter.setFont(theme.font(11))
        painter.setPen(palette.text3)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -16, 0), middle | Qt.AlignmentFlag.AlignRight, self._when)
        width = int(box.width() - 42 - 16 - painter.fontMetrics().horizontalAdvance(self._when) - 8)
        hint = painter.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(QRectF(42, 21, width, 16), middle, hint)
        painter.setFont(theme.font(12, 500))
        painter.setPen(palette.text1)
        name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(42, 4, width, 17), middle, name)


def when(day: date, today: date) -> str:
    """A day as people say it."""
    days = (today - day).days
    if days <= 0:
        return QCoreApplication.translate("words", "today")
    if days == 1:
        return QCoreApplication.translate("words", "yesterday")
    # A pattern of QLocale: names of days and months come in the window's language.
    pattern = "ddd" if days < 7 else QCoreApplication.translate("words", "dd MMM")
    return QLocale(current()).toString(QDate(day.year, day.month, day.day), pattern)
