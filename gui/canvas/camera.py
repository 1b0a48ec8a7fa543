"""A view that zooms around the mouse and glides to a place, and the grid of dots."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRect, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QNativeGestureEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from gui.theme import theme

MIN_ZOOM, MAX_ZOOM = 0.1, 2.0
ZOOM_STEP = 1.25
DOTS = 24
FIT_MS = 200
_AROUND = 24
"Room around everything when all of it is shown, in scene units."
WORLD = QRectF(-50_000, -50_000, 100_000, 100_000)


class Camera(QGraphicsView):
    """Zoom and place of the canvas, free of what is on it.

    Until the person moves the camera it keeps everything in view, however the panels around it change.
    """

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
        self._holds_all = False
        "Everything stays in view when the size changes."

    @property
    def zoom(self) -> float:
        return self.transform().m11()

    def zoom_in(self) -> None:
        self.zoom_to(self.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        self.zoom_to(self.zoom / ZOOM_STEP)

    def zoom_reset(self) -> None:
        self.zoom_to(1.0)

    def content_rect(self) -> QRectF:
        """The part of the scene that "everything" means; null while there is nothing."""
        return QRectF()

    def covered(self) -> list[QRect]:
        """Parts of the viewport that something small lies over."""
        return []

    def fit(self) -> None:
        """Show everything, no larger than 100%, and keep it in view."""
        self.glide_to(*self._whole())
        self._holds_all = not self.content_rect().isNull()

    def look_at_all(self) -> None:
        """`fit` without gliding there."""
        self.look(*self._whole())
        self._holds_all = not self.content_rect().isNull()

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom, keeping a point of the viewport (else the middle) where it is."""
        self._holds_all = False
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

    def go_to(self, center: QPointF) -> None:
        """Put a place of the scene into the middle of the view."""
        self._holds_all = False
        self.centerOn(center)

    def scroll_by(self, dx: int, dy: int) -> None:
        self._holds_all = False
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._holds_all:
            if self._glide is not None:
                self._glide.stop()
            self.look(*self._whole())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(self.zoom * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)

    def _whole(self) -> tuple[float, QPointF]:
        """The zoom and the middle that show everything, above what lies over the viewport's lower edge if need be."""
        content = self.content_rect()
        if content.isNull():
            return 1.0, QPointF()
        rect = content.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        area = QRectF(self.viewport().rect())
        zoom = _zoom_for(rect, area)
        shown = QRectF(QPointF(), content.size() * zoom)
        shown.moveCenter(area.center())
        inside = area.adjusted(0, 0, 0, min((part.top() - area.bottom() for part in self.covered()), default=0))
        if any(shown.intersects(QRectF(part)) for part in self.covered()) and inside.height() > area.height() / 2:
            zoom = _zoom_for(rect, inside)
            return zoom, rect.center() + (area.center() - inside.center()) / zoom
        return zoom, rect.center()


def _zoom_for(rect: QRectF, area: QRectF) -> float:
    return max(MIN_ZOOM, min(1.0, area.width() / rect.width(), area.height() / rect.height()))


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
