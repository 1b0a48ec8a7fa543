"""What the inspector's pages are made of, and the one that says what a node is."""

from __future__ import annotations

import html

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.graph.nodes import NodeType
from engine.graph.ports import Port
from engine.papers import Paper, bibliography
from gui.canvas.paint import draw_port
from gui.language.shown import named
from gui.theme import theme
from gui.words import listed


def words(text: str, role: str, selectable: bool = False) -> QLabel:
    """A label that wraps, in one of the sheet's roles."""
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class Facts(QWidget):
    """Names on the left, values on the right, a line under each."""

    def __init__(self, rows: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(f"{name}: {value}" for name, value in rows))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, 28 * len(self.rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(theme.font(12))
        for index, (name, value) in enumerate(self.rows):
            area = QRectF(0, 28 * index, self.width(), 28)
            room = self.width() - metrics.horizontalAdvance(value) - 12
            painter.setFont(theme.font(12))
            painter.setPen(theme.palette.text2)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
            painter.setFont(theme.font(12, 500))
            painter.setPen(theme.palette.text1)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)
            painter.setPen(theme.palette.line)
            painter.drawLine(0, 28 * index + 27, self.width(), 28 * index + 27)
        painter.end()


class PortPicture(QWidget):
    """A port's colour and shape, as on the canvas."""

    def __init__(self, kind: str, many: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._many = kind, many
        self.setFixedSize(16, 26 if many else 20)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_port(painter, QRectF(self.rect()).center(), self._kind, self._many)
        painter.end()


def help_page(kind: NodeType) -> QWidget:
    """What the node does, what goes in and out, and whose method it is."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(10)
    tr = page.tr
    for index, text in enumerate(paragraphs(kind)):
        box.addWidget(words(text, "title" if index == 0 else "body", selectable=True))
    for title, ports in ((tr("Goes in"), kind.inputs), (tr("Comes out"), kind.outputs)):
        if ports:
            box.addSpacing(4)
            box.addWidget(words(title, "section"))
            box.addWidget(ports_table(ports))
    if kind.all_papers():
        box.addSpacing(4)
        box.addWidget(words(tr("Papers"), "section"))
        box.addWidget(Papers(kind))
    box.addStretch()
    return page


def paragraphs(kind: NodeType) -> list[str]:
    """Of a node's help, each on one line."""
    return [" ".join(paragraph.split()) for paragraph in kind.help.split("\n\n") if paragraph.strip()]


def ports_table(ports: tuple[Port, ...]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    tr = table.tr
    for row, port in enumerate(ports):
        kind = named(port.kind.value)
        facts = ["" if kind == port.label else kind]
        facts.append(tr("any number") if port.many else "")
        facts.append(tr("may be left open") if port.optional else "")
        what = listed(facts)
        name = QLabel(port.label)
        name.setStyleSheet("font-size: 12px;")
        said = words(what, "hint")
        grid.addWidget(PortPicture(port.kind.value, port.many), row, 0, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(name, row, 1)
        grid.addWidget(said, row, 2)
    grid.setColumnStretch(2, 1)
    return table


class Papers(QWidget):
    """Whose methods a node can follow, and with which choices; each can be opened, all can be copied as BibTeX."""

    def __init__(self, kind: NodeType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers = kind.all_papers()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for paper, choices in self._papers.items():
            box.addWidget(_paper_label(paper, listed(choices)))
        self.copy = QPushButton(self.tr("Copy as BibTeX"))
        self.copy.clicked.connect(self._copy)
        box.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(bibliography(tuple(self._papers)))
        self.copy.setText(self.tr("Copied"))


def _paper_label(paper: Paper, choices: str) -> QLabel:
    words = html.escape(paper.words)
    if paper.url:
        shown = html.escape(paper.locator)
        words = words.replace(shown, f'<a href="{html.escape(paper.url)}">{shown}</a>')
    name = f'<span style="font-weight: 600">{html.escape(choices)}</span><br>' if choices else ""
    label = QLabel(name + words)
    label.setWordWrap(True)
    label.setOpenExternalLinks(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setProperty("role", "hint")
    return label


def divider() -> QWidget:
    """A line across."""
    line = _Line()
    line.setFixedHeight(1)
    return line


class _Line(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.palette.line)


def beside(*widgets: QWidget) -> QWidget:
    """Widgets in a row, from the left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return holder
