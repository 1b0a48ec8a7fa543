"""What only the window's frame needs of the look: its part of the style sheet, boxes that lie over others, badges."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gui.theme import theme

_SHEET = Template("""
QWidget#start { background: $canvas; }
QWidget#panel { background: $panel; }
QFrame[role="rule"] { background: $line; border: 0; }
QFrame[role="hair"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QLabel[role="status"] { font-size: 12px; color: $text2; }
QWidget#toolbar QToolButton { color: $text2; padding: 4px 8px; font-weight: 500; }
QWidget#toolbar QToolButton:hover { color: $text1; }
QWidget#toolbar QPushButton { font-weight: 500; padding: 0 13px 0 11px; min-width: 40px; }
QWidget#toolbar QPushButton[primary="true"] { font-weight: 600; }
QWidget#toolbar QComboBox { background: transparent; border-color: transparent; padding: 0 4px; }
QWidget#toolbar QComboBox:hover { background: $hover; }
QWidget#toolbar QComboBox:focus { border-color: $accent; padding: 0 3px; }
QLabel#keycap { font-size: 11px; color: $text3; border: 1px solid $line; border-radius: 3px; padding: 1px 5px; }
QLineEdit#seed { min-height: 18px; max-height: 18px; padding: 0 2px; border: 1px solid transparent; font-size: 12px;
    background: transparent; color: $text2; border-radius: 3px; }
QLineEdit#seed:hover { background: $hover; }
QLineEdit#seed:focus { min-height: 18px; padding: 0 2px; border: 1px solid $accent; background: $surface;
    color: $text1; }
QTabBar#documents::tab { background: transparent; color: $text2; padding: 0 12px; min-height: 32px; max-height: 32px;
    border: 1px solid transparent; border-bottom: 0; font-weight: 500; }
QTabBar#documents::tab:hover { color: $text1; }
QTabBar#documents::tab:selected { background: $canvas; color: $text1; border: 1px solid $line; border-bottom: 0;
    border-top-left-radius: 6px; border-top-right-radius: 6px; font-weight: 600; }
QTabBar#documents::tab:focus { color: $accent; }
QTabBar#documents::close-button { subcontrol-position: right; }
QTabBar#bottom::tab { min-height: 30px; max-height: 30px; }
QLabel#unseen { background: $failed; color: $on_accent; border-radius: 8px; padding: 0 6px; min-height: 16px;
    max-height: 16px; font-size: 11px; font-weight: 600; }
QPushButton[role="chip"] { border-radius: 14px; border-color: $line; background: $surface; color: $text2;
    padding: 0 12px; font-weight: 500; }
QPushButton[role="chip"]:hover { background: $hover; }
QPushButton[role="chip"]:checked { background: $soft; border-color: $accent; color: $accent; font-weight: 600; }
QPushButton[role="chip"]:focus { border: 2px solid $accent; padding: 0 11px; }
QPushButton[role="hero"] { min-height: 30px; }
QTreeView#library { background: transparent; }
QTableWidget#messages QHeaderView::section { font-size: 12px; }
""")


class Panel(QFrame):
    """A flat box in the theme's colours that lies over something."""

    def __init__(self, parent: QWidget, background: str = "panel", border: str = "line", radius: int = 6) -> None:
        super().__init__(parent)
        self._style = (background, border, radius)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName(type(self).__name__)
        self.dress()
        theme.changed.connect(self.dress)

    def dress(self) -> None:
        background, border, radius = self._style
        self.setStyleSheet(
            f"#{self.objectName()} {{ background: {theme.color(background).name()}; border-radius: {radius}px; "
            f"border: 1px solid {theme.color(border).name()}; }}"
        )


def sheet() -> str:
    """The frame's style in the theme's present colours."""
    palette = theme.palette
    return _SHEET.substitute({name: getattr(palette, name).name() for name in palette.__dataclass_fields__})


def hair() -> QFrame:
    """A line between two bars."""
    line = QFrame()
    line.setProperty("role", "hair")
    line.setFixedHeight(1)
    return line


class Verdict(QWidget):
    """What a check found: a badge, and a sentence beside it. `lines`: how many it has room for from the start."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge, self._words = QLabel(), QLabel(wordWrap=True)
        self._words.setMinimumHeight(lines * 18)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def text(self) -> str:
        return self._words.text()

    def show_words(self, words: str, level: str) -> None:
        """`level`: as of a badge; "" for none."""
        self._words.setText(words)
        self._badge.setVisible(bool(level))
        self._badge.setPixmap(badge(level, 16, self.devicePixelRatioF()))


def badge(level: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The mark before a sentence: done = disc with check, failed = octagon with `!`, running = dot, info = ring."""
    palette = theme.palette
    if level in ("failed", "warn"):
        name = "octagon-alert" if level == "failed" else "triangle-alert"
        return theme.pixmap(name, level, size, ratio)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(size / 2, size / 2)
    if level == "done":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.done)
        painter.drawEllipse(middle, size * 0.45, size * 0.45)
        painter.setPen(QPen(palette.panel, size * 0.1, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline([QPointF(size * x, size * y) for x, y in ((0.3, 0.52), (0.44, 0.66), (0.7, 0.36))])
    elif level == "running":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.accent)
        painter.drawEllipse(middle, 3.2, 3.2)
    else:
        painter.setPen(QPen(palette.text3, 1.33))
        painter.drawEllipse(QRectF(2, 2, size - 4, size - 4))
    painter.end()
    return pixmap
