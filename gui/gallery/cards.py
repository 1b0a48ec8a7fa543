"""The cards: painted buttons that the keyboard reaches, with room for a 2 px focus ring around them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from gui.gallery import pictures
from gui.gallery.recipes import Recipe
from gui.theme import theme
from gui.words import counted, listed

RING = 4
"Room around a card for its focus ring."
HEIGHT = 216
PICTURE = 92
HERO_HEIGHT = 204
SHARE = 0.55
"Of the first card's width, for its words."


class RecipeCard(QAbstractButton):
    """One recipe. Enter or a click opens it; Ctrl+Enter, or a click on the words in its corner, opens and runs it."""

    opened = Signal(object, bool)

    def __init__(self, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipe = recipe
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(recipe.name)
        self.setAccessibleDescription(recipe.about)
        self.setFixedHeight(HEIGHT + 2 * RING)
        self.clicked.connect(lambda: self.opened.emit(self.recipe, False))
        theme.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            run = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.opened.emit(self.recipe, run)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isDown() and self._corner().contains(event.position()):
            self.setDown(False)
            self.opened.emit(self.recipe, True)
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Open and run"), lambda: self.opened.emit(self.recipe, True))
        menu.addAction(self.tr("Open"), lambda: self.opened.emit(self.recipe, False))
        menu.exec(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT + 2 * RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = theme.palette
        box = QRectF(self.rect()).adjusted(RING + 0.5, RING + 0.5, -RING - 0.5, -RING - 0.5)
        _frame(painter, box, self.hasFocus(), self.underMouse())
        top = QRectF(box.left(), box.top(), box.width(), PICTURE)
        _fill_top(painter, box, top)
        pictures.draw(painter, top, self.recipe.drawn, self.recipe.diagram, self.recipe.boxes)
        left, width = box.left() + 16, box.width() - 32
        painter.setPen(palette.text1)
        painter.setFont(theme.font(13, 600))
        name = painter.fontMetrics().elidedText(self.recipe.name, Qt.TextElideMode.ElideRight, int(width))
        line = QRectF(left, top.bottom() + 10, width, 20)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(palette.text2)
        wrapped(painter, self.recipe.about, QPointF(left, line.bottom() + 2), width, 3, 18, 12)
        foot = QRectF(left, box.bottom() - 26, width, 18)
        painter.setFont(theme.font(11))
        painter.setPen(palette.text3)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.recipe.group)
        right = seconds_words(self.recipe.seconds)
        if self.underMouse() or self.hasFocus():
            painter.setPen(palette.accent)
            painter.setFont(theme.font(11, 600))
            right = self.tr("Open and run")
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)

    def _corner(self) -> QRectF:
        return QRectF(self.width() - RING - 116, self.height() - RING - 36, 112, 34)


class HeroCard(QWidget):
    """The recipe to begin with: larger, with both buttons in sight."""

    opened = Signal(object, bool)

    def __init__(self, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipe = recipe
        self.setFixedHeight(HERO_HEIGHT + 2 * RING)
        self._start = QLabel(self.tr("Start here"))
        self._name = QLabel(recipe.name)
        self._name.setProperty("role", "sentence")
        self._name.setWordWrap(True)
        self._about = QLabel(recipe.about)
        self._about.setProperty("role", "body")
        self._about.setWordWrap(True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.run_button = QPushButton(self.tr("Open and run"))
        self.run_button.setProperty("primary", True)
        self.run_button.setProperty("role", "hero")
        self.run_button.setAccessibleDescription(recipe.name)
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.setProperty("role", "hero")
        self.open_button.setAccessibleDescription(recipe.name)
        self.run_button.clicked.connect(lambda: self.opened.emit(self.recipe, True))
        self.open_button.clicked.connect(lambda: self.opened.emit(self.recipe, False))
        facts = [
            seconds_words(recipe.seconds),
            counted(len(recipe.boxes), self.tr("1 node"), self.tr("{n} nodes")),
            self.tr("starter models"),
        ]
        self._hint = QLabel(listed(facts))
        self._hint.setProperty("role", "hint")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.run_button)
        buttons.addWidget(self.open_button)
        buttons.addSpacing(8)
        buttons.addWidget(self._hint)
        buttons.addStretch(1)
        self._left = QWidget(self)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(RING + 24, RING + 20, 24, RING + 20)
        left.setSpacing(6)
        left.addWidget(self._start)
        left.addWidget(self._name)
        left.addWidget(self._about, 1)
        left.addLayout(buttons)
        self._restyle()
        theme.changed.connect(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setGeometry(0, 0, round(self.width() * SHARE), self.height())
        self._hint.setVisible(self.width() > 720)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(RING + 0.5, RING + 0.5, -RING - 0.5, -RING - 0.5)
        _frame(painter, box, False, False)
        side = QRectF(self.width() * SHARE, box.top(), box.right() - self.width() * SHARE, box.height())
        path = QPainterPath()
        path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5)
        painter.setClipPath(path)
        painter.fillRect(side, theme.palette.panel)
        painter.setPen(QPen(theme.palette.line, 1))
        painter.drawLine(side.topLeft(), side.bottomLeft())
        painter.setClipping(False)
        inner = side.adjusted(36, 20, -36, -16)
        pictures.hero(painter, inner, self.recipe.drawn)

    def _restyle(self) -> None:
        self._start.setStyleSheet(f"color: {theme.palette.accent.name()}; font-size: 12px; font-weight: 600;")
        theme.lead(self.run_button, "play-filled", "on_accent")


def wrapped(painter: QPainter, text: str, at: QPointF, width: float, lines: int, line: int, px: int) -> None:
    """Draw text over at most `lines` lines, the last one cut with an ellipsis."""
    font = theme.font(px)
    painter.setFont(font)
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    y = at.y()
    for number in range(lines):
        row = layout.createLine()
        if not row.isValid():
            break
        row.setLineWidth(width)
        start, length = row.textStart(), row.textLength()
        words = text[start:] if number == lines - 1 else text[start : start + length]
        words = painter.fontMetrics().elidedText(words.rstrip(), Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(QRectF(at.x(), y, width, line), Qt.AlignmentFlag.AlignVCenter, words)
        y += line
    layout.endLayout()


def seconds_words(seconds: float) -> str:
    """How long a recipe takes; nothing when unknown."""
    return QCoreApplication.translate("words", "{0:.0f} s").format(seconds) if seconds > 0 else ""


def _frame(painter: QPainter, box: QRectF, focus: bool, hover: bool) -> None:
    palette = theme.palette
    if focus:
        painter.setPen(QPen(palette.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 10, 10)
    painter.setPen(QPen(palette.edge if hover else palette.line, 1))
    painter.setBrush(palette.surface)
    painter.drawRoundedRect(box, 8, 8)


def _fill_top(painter: QPainter, box: QRectF, top: QRectF) -> None:
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(top, theme.palette.panel)
    painter.setPen(QPen(theme.palette.line, 1))
    painter.drawLine(top.bottomLeft(), top.bottomRight())
    painter.restore()
