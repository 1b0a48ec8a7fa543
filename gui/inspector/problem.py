"""The Problem tab: what is wrong, where, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import Fault, Fix
from gui.inspector.fold import Fold
from gui.inspector.pages import divider, words
from gui.theme import theme


class Rows(QWidget):
    """The values that do not go together. The first row is the heading, the last is the one at fault."""

    def __init__(self, rows: Sequence[Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(", ".join(row) for row in rows))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, 28 * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors, count = theme.palette, max(len(row) for row in self._rows)
        numeric = [all(_is_number(row[i]) for row in self._rows[1:] if i < len(row)) for i in range(count)]
        for index, row in enumerate(self._rows):
            font = theme.font(12, 600 if index == 0 else 400)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            last = index == len(self._rows) - 1 and index > 0
            painter.setPen(colors.failed if last else colors.text2 if index == 0 else colors.text1)
            for column, cell in enumerate(row):
                width = self.width() / count
                area = QRectF(column * width, 28 * index, width - (0 if column == count - 1 else 8), 28)
                side = Qt.AlignmentFlag.AlignRight if numeric[column] else Qt.AlignmentFlag.AlignLeft
                shown = metrics.elidedText(cell, Qt.TextElideMode.ElideMiddle, area.width())
                painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
            painter.setPen(colors.edge if index == 0 else colors.line)
            painter.drawLine(0, 28 * index + 27, self.width(), 28 * index + 27)
        painter.end()


class CopyButton(QToolButton):
    """Puts the details on the clipboard."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setToolTip(self.tr("Copy the details"))
        self.setAccessibleName(self.tr("Copy the details"))
        self.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        self._recolour()
        theme.changed.connect(self._recolour)

    def _recolour(self) -> None:
        self.setIcon(theme.icon("copy"))


def problem_page(faults: Sequence[Fault], fix: Callable[[Fix], None], show: Callable[[str], None]) -> QWidget:
    """All problems of a node, worst first. `fix` is called with what the person chose, `show` with a setting's name."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(10)
    for index, fault in enumerate(faults):
        if index:
            box.addSpacing(6)
            box.addWidget(divider())
        _add_fault(page, box, fault, fix, show, primary=index == 0)
    box.addStretch()
    return page


def _add_fault(
    page: QWidget,
    box: QVBoxLayout,
    fault: Fault,
    fix: Callable[[Fix], None],
    show: Callable[[str], None],
    primary: bool,
) -> None:
    box.addWidget(words(fault.title, "title", selectable=True))
    if fault.words:
        box.addWidget(words(fault.words, "body", selectable=True))
    if fault.rows:
        box.addWidget(Rows(fault.rows))
    fixes = list(fault.fixes)
    if fixes or fault.fix or fault.setting:
        box.addSpacing(4)
        box.addWidget(words(page.tr("What you can do"), "section"))
    if fault.fix and (not fixes or fault.fix not in [f.words for f in fixes]):
        box.addWidget(words(fault.fix, "body", selectable=True))
    for number, one in enumerate(fixes, 1):
        box.addWidget(divider())
        box.addWidget(_fix(number, one, fix, primary and number == 1))
    if fault.setting and not fixes:
        button = QPushButton(page.tr("Show the setting"))
        button.clicked.connect(lambda: show(fault.setting or ""))
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    if fault.details:
        box.addSpacing(4)
        box.addWidget(_details(fault.details))


def _fix(number: int, fix: Fix, use: Callable[[Fix], None], primary: bool) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    count = QLabel(str(number))
    count.setProperty("role", "hint")
    grid.addWidget(count, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(1, 1)
    if fix.setting is None or fix.button != fix.words:
        grid.addWidget(QLabel(fix.words, wordWrap=True), 0, 1)
    if fix.help:
        grid.addWidget(words(fix.help, "hint"), 1, 1)
    if fix.setting is not None:
        button = QPushButton(fix.button)
        button.setAccessibleName(fix.words)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda: use(fix))
        row = 0 if fix.button == fix.words else 2
        grid.setRowMinimumHeight(row, 34)
        grid.addWidget(button, row, 1, Qt.AlignmentFlag.AlignLeft)
        if row == 0:
            grid.setAlignment(count, Qt.AlignmentFlag.AlignVCenter)
    return holder


def _details(text: str) -> QWidget:
    fold = Fold(QLabel().tr("Technical details"))
    shown = QPlainTextEdit(text, readOnly=True)
    shown.setFont(theme.font(12, mono=True))
    shown.setTabChangesFocus(True)
    shown.setFixedHeight(140)
    shown.setAccessibleName(fold.button.text())
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(shown)
    fold.set_content(box)
    fold.add_tool(CopyButton(text))
    return fold


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").replace("−", "").strip("-– ").isdigit()
