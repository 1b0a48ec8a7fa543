"""A view that zooms around the mouse and glides to a place, and the grid of dots."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QNativeGestureEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from gui.theme import theme

MIN_ZOOM, MAX_ZOOM = 0.1, 2.0
ZOOM_STEP = 1.25
DOTS = 24
FIT_MS = 200
WORLD = QRectF(-50_000, -50_000, 100_000, 100_000)


class Camera(QGraphicsView):
    """Zoom and place of the canvas, free of what is on it."""

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self._glide: QVariantAnimation | None = None

    @property
    def zoom(self) -> float:
        return self.transform().m11()

    def zoom_in(self) -> None:
        self.zoom_to(self.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        self.zoom_to(self.zoom / ZOOM_STEP)

    def zoom_reset(self) -> None:
        self.zoom_to(1.0)

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom, keeping a point of the viewport (else the middle) where it is."""
        zoom = max(MIN_ZOOM, min(MAX_ZOOM, zoom))
        if abs(zoom - 1.0) < 0.02:
            zoom = 1.0
        middle = QPointF(self.viewport().rect().center())
        pivot = around if around is not None else middle
        fixed = self.mapToScene(pivot.toPoint())
        self.look(zoom, fixed - (pivot - middle) / zoom)

    def look(self, zoom: float, center: QPointF) -> None:
        """Show a place at a zoom, at once."""
        changed = zoom != self.zoom
        if changed:
            self.resetTransform()
            self.scale(zoom, zoom)
            self.resetCachedContent()
        self.centerOn(center)
        if changed:
            self.zoom_changed.emit(zoom)

    def glide_to(self, zoom: float, center: QPointF) -> None:
        """Show a place at a zoom, gliding there unless motion is reduced or nobody sees it."""
        if self._glide is not None:
            self._glide.stop()
            self._glide = None
        if theme.reduced_motion or not self.isVisible():
            self.look(zoom, center)
            return
        old_zoom, old_center = self.zoom, self.seen_rect().center()
        self._glide = QVariantAnimation(self, duration=FIT_MS, startValue=0.0, endValue=1.0)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(
            lambda t: self.look(old_zoom + (zoom - old_zoom) * t, old_center + (center - old_center) * t)
        )
        self._glide.start()

    def seen_rect(self) -> QRectF:
        """The part of the scene in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def scroll_by(self, dx: int, dy: int) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + dx)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + dy)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.zoom * ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
        else:
            delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            across = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.scroll_by(*((-delta.y(), -delta.x()) if across else (-delta.x(), -delta.y())))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(self.zoom * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)


def paint_grid(painter: QPainter, area: QRectF) -> None:
    """Dots on a grid that thins out as one goes farther away."""
    painter.fillRect(area, theme.palette.canvas)
    step = DOTS
    while step * painter.worldTransform().m11() < 16:
        step *= 2
    color = QColor(theme.palette.edge)
    color.setAlphaF(0.45)
    pen = QPen(color, 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    columns = range(floor(area.left() / step), floor(area.right() / step) + 1)
    rows = range(floor(area.top() / step), floor(area.bottom() / step) + 1)
    painter.drawPoints([QPointF(x * step, y * step) for x in columns for y in rows])
