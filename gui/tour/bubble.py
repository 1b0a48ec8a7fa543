"""What a step shows: a frame around a widget of the window, and a small card beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.chrome import Panel
from gui.theme import theme
from gui.tour.steps import NUMBER, Step

WIDTH, GAP, EDGE = 320, 12, 12
GLIDE_MS = 140
MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class Frame(QWidget):
    """A ring in the accent colour; the mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.palette.accent, 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 9, 9)


class Bubble(Panel):
    """Stays beside its target when the window changes. Escape, in it or in the target, leaves the tour."""

    next_pressed = Signal()
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "surface", "accent", 8)
        self._window = window
        self._target: QWidget | None = None
        self._escape: QShortcut | None = None
        self.frame = Frame(window)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count = QLabel()
        self.count.setProperty("role", "hint")
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("role", "body")
        self.leave = QPushButton(self.tr("Leave the tour"))
        self.leave.setFlat(True)
        self.leave.clicked.connect(lambda: self.left.emit())
        self.next = QPushButton()
        self.next.setProperty("primary", True)
        self.next.clicked.connect(lambda: self.next_pressed.emit())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        for widget in (self.count, self.title, self.words):
            layout.addWidget(widget)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        self._glide = QPropertyAnimation(self, b"pos", self)
        self._glide.setDuration(GLIDE_MS)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(lambda: self._place(False))
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.left)
        self.hide()
        window.installEventFilter(self)

    @property
    def target(self) -> QWidget | None:
        return self._target

    def point(self, target: QWidget, place: int, step: Step) -> None:
        """Show a step. The focus goes to its button, or to what the person should use."""
        self._watch(target)
        self.count.setText(self.tr("Step {n} of {all}").format(n=place + 1, all=NUMBER))
        self.title.setText(step.title)
        self.words.setText(step.words)
        self.next.setText(step.button)
        self.next.setVisible(bool(step.button))
        self.leave.setVisible(place + 1 < NUMBER)
        self.setAccessibleName(f"{self.count.text()}. {step.title}. {step.words}")
        glide = self.isVisible() and not theme.reduced_motion
        self.setFixedHeight(self.layout().totalHeightForWidth(WIDTH))  # type: ignore[union-attr]
        self.show()
        self._place(glide)
        (self.next if step.button else target).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_tour(self) -> None:
        self._watch(None)
        self._glide.stop()
        self.hide()
        self.frame.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._target is not None and event.type() in MOVES:
            self._settle.start()
        return super().eventFilter(watched, event)

    def _watch(self, target: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
        if self._escape is not None:
            self._escape.deleteLater()
            self._escape = None
        self._target = target
        if target is not None:
            target.installEventFilter(self)
            self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), target)
            self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._escape.activated.connect(self.left)

    def _place(self, glide: bool) -> None:
        """Frame the target, and lie beside it where there is room: below, above, right, left, else inside of it."""
        if self._target is None:
            return
        room = self._window.rect()
        area = QRect(self._target.mapTo(self._window, QPoint(0, 0)), self._target.size())
        self.frame.setGeometry(area.adjusted(-4, -4, 4, 4).intersected(room))
        self.frame.setVisible(self._target.isVisible())
        self.frame.raise_()
        self.raise_()
        at = beside(area, self.size().width(), self.size().height(), room)
        self._glide.stop()
        if glide and at != self.pos():
            self._glide.setStartValue(self.pos())
            self._glide.setEndValue(at)
            self._glide.start()
        else:
            self.move(at)


def beside(area: QRect, width: int, height: int, room: QRect) -> QPoint:
    """The corner of a card beside an area, whole within the room."""
    middle_x, middle_y = area.center().x() - width // 2, area.center().y() - height // 2
    inner = room.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    places = (
        QRect(middle_x, area.bottom() + GAP, width, height),
        QRect(middle_x, area.top() - GAP - height, width, height),
        QRect(area.right() + GAP, middle_y, width, height),
        QRect(area.left() - GAP - width, middle_y, width, height),
    )
    for place in places:
        place.moveLeft(max(inner.left(), min(place.left(), inner.right() - width)))
        place.moveTop(max(inner.top(), min(place.top(), inner.bottom() - height)))
        if not place.intersects(area):
            return place.topLeft()
    return QPoint(middle_x, max(inner.top(), min(area.bottom() - GAP - height, inner.bottom() - height)))
