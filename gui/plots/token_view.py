"""Text whose pieces are tinted by who carried them."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QLabel, QVBoxLayout, QWidget

from engine.jobs.messages import Token
from gui.plots.token_layout import Box, TokenLayout
from gui.theme import BASELINE, theme

LINE = 25
PADDING = 10
TOKENS_A_TURN = 3000
"Tokens laid out at once; more wait for the next tick, so that a long text never holds up the window."


class HoverCard(QFrame):
    """What a token could have been, beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("card")
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.addWidget(self._label)

    def text(self) -> str:
        return "" if self.isHidden() else self._label.text()

    def show_lines(self, lines: Sequence[str], place: QPoint) -> None:
        first, *rest = (html.escape(line).replace(" ", "&nbsp;") for line in lines)
        color = theme.palette.text2.name()
        words = "".join(f'<div style="color:{color}">{line}</div>' for line in rest)
        self._label.setText(f"<div><b>{first}</b></div>{words}")
        self._label.setFont(theme.font(12, mono=True))
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        y = place.y() if place.y() + self.height() < room.bottom() else place.y() - self.height() - LINE - 4
        self.move(x, y)
        self.show()


class TokenView(QAbstractScrollArea):
    """Wraps and scrolls; follows the end while the text grows, unless the person has scrolled up."""

    more_to_lay = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tokens: list[Token] = []
        self.caret = False
        self._current: int | None = None
        self.layout_of_tokens = TokenLayout(lambda text: self._metrics.horizontalAdvance(text))
        self._card = HoverCard(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(LINE)
        self.verticalScrollBar().valueChanged.connect(self._card.hide)
        self._recolour()
        theme.changed.connect(self._recolour)

    def sizeHint(self) -> QSize:
        return QSize(400, 180)

    def restart(self) -> None:
        """Begin an empty text."""
        self.tokens = []
        self._current = None
        self._card.hide()
        self._restart_layout()

    def lay_out(self) -> None:
        """Place what has come since the last time."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - LINE
        done = self.layout_of_tokens.extend(self.tokens, TOKENS_A_TURN)
        height = LINE * len(self.layout_of_tokens.lines) + 2 * PADDING
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, height - self.viewport().height()))
        if at_end:
            bar.setValue(bar.maximum())
        self.viewport().update()
        if not done:
            self.more_to_lay.emit()

    def token_at(self, point: QPoint) -> int | None:
        """The token under a point of the viewport."""
        line = (point.y() + self.verticalScrollBar().value() - PADDING) // LINE
        lines = self.layout_of_tokens.lines
        if not 0 <= line < len(lines):
            return None
        x = point.x() - PADDING
        return next((box.token for box in lines[line] if box.x <= x < box.x + box.width), None)

    def place_of(self, token: int) -> QRect | None:
        """Where a token's first part stands in the viewport."""
        shift = PADDING - self.verticalScrollBar().value()
        for number, line in enumerate(self.layout_of_tokens.lines):
            if line and line[0].token <= token <= line[-1].token:
                for box in line:
                    if box.token == token:
                        return QRect(round(box.x) + PADDING, number * LINE + shift, round(box.width), LINE)
        return None

    def card_text(self) -> str:
        """What the hover card says, empty while it is hidden."""
        return self._card.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.palette
        outline = colors.accent if self.hasFocus() else colors.line
        painter.setPen(outline)
        painter.setBrush(colors.surface)
        painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setClipRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.setFont(theme.font(13, mono=True))
        top = self.verticalScrollBar().value() - PADDING
        lines = self.layout_of_tokens.lines
        first, last = max(0, top // LINE), min(len(lines), (top + self.viewport().height()) // LINE + 1)
        for number in range(first, last):
            for box in lines[number]:
                self._paint_box(painter, box, number * LINE - top)
        if self.caret:
            line, x = self.layout_of_tokens.end
            painter.fillRect(QRectF(PADDING + x + 2, line * LINE - top + 4, 8, 17), colors.accent)
        painter.end()

    def _paint_box(self, painter: QPainter, box: Box, y: float) -> None:
        token = self.tokens[box.token]
        area = QRectF(PADDING + box.x, y + 3, box.width, LINE - 5)
        tinted = QRectF(area.left() + 0.5, area.top(), area.width() - 1, area.height())
        if token.color is not None:
            color = theme.series(token.color)
            painter.setPen(Qt.PenStyle.NoPen)
            if token.color != BASELINE:
                tint = QColor(color)
                tint.setAlphaF(0.28 if theme.dark else 0.20)
                painter.setBrush(tint)
                painter.drawRoundedRect(tinted, 3, 3)
            painter.setBrush(color)
            painter.drawRect(QRectF(tinted.left(), tinted.bottom() - 2, tinted.width(), 2))
        if box.token == self._current:
            painter.setPen(theme.palette.text1)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tinted, 3, 3)
        painter.setPen(theme.palette.text3 if token.prompt else theme.palette.text1)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(area.adjusted(0, 0, 4, -2), flags, box.text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show(self.token_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._show(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._show(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk through the tokens; Escape hides the card."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self.tokens:
            now = len(self.tokens) if self._current is None else self._current
            wanted = max(0, min(len(self.tokens) - 1, now + step))
            place = self.place_of(wanted)
            if place is not None:
                bar = self.verticalScrollBar()
                if place.top() < 0 or place.bottom() > self.viewport().height():
                    bar.setValue(bar.value() + place.top() - self.viewport().height() // 2)
            self._show(wanted)
        elif event.key() == Qt.Key.Key_Escape and self._current is not None:
            self._show(None)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._restart_layout()
        self.more_to_lay.emit()

    def _show(self, token: int | None) -> None:
        self._current = token
        place = None if token is None else self.place_of(token)
        if token is None or place is None or not self.tokens[token].hover:
            self._card.hide()
        else:
            self._card.show_lines(self.tokens[token].hover, self.viewport().mapToGlobal(place.bottomLeft()))
        self.viewport().update()

    def _restart_layout(self) -> None:
        self.layout_of_tokens.restart(self.viewport().width() - 2 * PADDING)
        self.viewport().update()

    def _recolour(self) -> None:
        self._metrics = QFontMetricsF(theme.font(13, mono=True))
        self.layout_of_tokens.forget_widths()
        self._restart_layout()
        self.more_to_lay.emit()
