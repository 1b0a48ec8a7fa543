"""Small widgets that lie over the canvas: zoom bar, minimap, the hint of an empty canvas, the note at the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QBrush, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from engine.jobs.messages import NodeState
from gui.chrome import Panel
from gui.theme import theme

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

INSET = 12
_MINIMAP = QSize(152, 92)
_REPAINT_MS = 40


class ZoomBar(Panel):
    """Smaller, the zoom (press for 100%), larger, fit."""

    def __init__(self, view: CanvasView) -> None:
        self._buttons: list[tuple[QToolButton, str]] = []
        super().__init__(view)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self._button("minus", self.tr("Zoom out"), view.zoom_out))
        self.percent = QToolButton(self)
        self.percent.setToolTip(self.tr("Zoom to 100%"))
        self.percent.setFixedSize(58, 26)
        self.percent.clicked.connect(view.zoom_reset)
        row.addWidget(self.percent)
        row.addWidget(self._button("plus", self.tr("Zoom in"), view.zoom_in))
        self._rule = QFrame(self)
        self._rule.setFixedSize(1, 16)
        row.addSpacing(3)
        row.addWidget(self._rule)
        row.addSpacing(3)
        row.addWidget(self._button("maximize", self.tr("Fit everything"), view.fit))
        self.show_zoom(1.0)
        self.dress()
        self.adjustSize()

    def show_zoom(self, zoom: float) -> None:
        self.percent.setText(f"{round(zoom * 100)}%")
        self.percent.setAccessibleName(self.tr("Zoom {0}%").format(round(zoom * 100)))

    def dress(self) -> None:
        super().dress()
        for button, icon in self._buttons:
            button.setIcon(theme.icon(icon, "text2", 14))
        if hasattr(self, "_rule"):
            self._rule.setStyleSheet(f"background: {theme.palette.line.name()};")

    def _button(self, icon: str, words: str, slot) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFixedSize(28, 26)
        button.setIconSize(QSize(14, 14))
        button.clicked.connect(lambda _checked=False: slot())
        self._buttons.append((button, icon))
        return button


class MiniMap(QWidget):
    """All nodes, notes and frames small, with the part in view. Press or drag to go there."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self.setFixedSize(_MINIMAP)
        self.setAccessibleName(self.tr("Overview of the canvas"))
        self._picture: QPixmap | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REPAINT_MS)
        self._timer.timeout.connect(self.decide)
        theme.changed.connect(self.renew)

    def decide(self) -> None:
        """Show what there is now. Hidden where it would only cover a node of a graph that is in view as a whole."""
        view, content = self._view, self._view.content_rect()
        if view.seen_rect().contains(content):
            self.setVisible(not view.canvas.is_taken(view.mapToScene(self.geometry()).boundingRect()))
        else:
            self.setVisible(not content.isNull())
        self.renew()

    def schedule(self) -> None:
        """Repaint soon: many changes of the canvas are one picture here."""
        if not self._timer.isActive():
            self._timer.start()

    def renew(self) -> None:
        self._picture = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._paint(painter)
            painter.end()
            self._picture = picture
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _paint(self, painter: QPainter) -> None:
        p = theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(p.line, 1))
        painter.setBrush(p.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        scale, origin = self._mapping()
        for note in self._view.canvas.notes:
            painter.setPen(QPen(p.off if note.frame else p.line, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush if note.frame else QBrush(p.line))
            painter.drawRoundedRect(QRectF((note.rect.topLeft() - origin) * scale, note.rect.size() * scale), 1.5, 1.5)
        for rect in self._view.canvas.faces.frames.values():
            painter.setPen(QPen(p.off, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF((rect.topLeft() - origin) * scale, rect.size() * scale), 1.5, 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        tone = {NodeState.FAILED: p.failed, NodeState.RUNNING: p.accent}
        for box in self._view.canvas.faces.all():
            painter.setBrush(tone.get(box.state, p.off))
            rect = box.scene_rect()
            painter.drawRoundedRect(
                QRectF((rect.topLeft() - origin) * scale, rect.size() * scale).adjusted(0, 0, -0.5, -0.5), 1.5, 1.5
            )
        seen = self._view.seen_rect()
        frame = QRectF((seen.topLeft() - origin) * scale, seen.size() * scale)
        painter.setPen(QPen(p.text2, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame & QRectF(3.5, 3.5, self.width() - 7, self.height() - 7), 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def _go(self, at: QPointF) -> None:
        scale, origin = self._mapping()
        self._view.go_to(origin + at / scale)

    def _mapping(self) -> tuple[float, QPointF]:
        """Scale, and the scene point at the corner: nodes and view both fit inside."""
        whole = self._view.canvas.content_rect() | self._view.seen_rect()
        scale = min((self.width() - 8) / max(1.0, whole.width()), (self.height() - 8) / max(1.0, whole.height()))
        return scale, whole.center() - QPointF(self.width(), self.height()) / (2 * scale)


class EmptyHint(QWidget):
    """What belongs on an empty canvas, and one button."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = QLabel(self.tr("Nothing here yet"))
        title.setProperty("role", "title")
        words = QLabel(self.tr("Drag a model or a node from the library, or double-click to search for one."))
        words.setProperty("role", "body")
        words.setWordWrap(True)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        self.button = QPushButton(self.tr("Add a node"))
        self.button.clicked.connect(lambda _checked=False: view.offer_nodes())
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(300)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.button.click()


class Note(QLabel):
    """Words beside the mouse: why a wire cannot end here."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self.setObjectName("Note")
        self.setWordWrap(True)
        self.setMaximumWidth(280)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, singleShot=True, interval=2500)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str, at: QPointF, linger: bool) -> None:
        p = theme.palette
        self.setStyleSheet(
            f"#Note {{ background: {p.failed_soft.name()}; color: {p.text1.name()}; font-size: 12px; padding: 4px 8px; "
            f"border: 1px solid {p.failed.name()}; border-radius: 6px; }}"
        )
        self.setText(words)
        self.setMinimumWidth(min(280, self.fontMetrics().horizontalAdvance(words) + 24))
        self.adjustSize()
        room = self._view.rect()
        x = min(at.x() + 16, room.width() - self.width() - 8)
        y = min(at.y() + 16, room.height() - self.height() - 8)
        self.move(round(max(8, x)), round(max(8, y)))
        self.show()
        self.raise_()
        self._timer.stop()
        if linger:
            self._timer.start()
