"""The whole canvas as a picture, whatever part of it is in sight."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter

from gui.canvas.view import CanvasView
from gui.theme import theme

MARGIN = 24.0
SCALE = 2.0
MOST_PIXELS = 8000
"The longer side of a picture of a very large graph."


def canvas_png(view: CanvasView) -> bytes:
    """Everything on the canvas at twice the screen's size, on its own ground."""
    scene = view.canvas
    whole = scene.content_rect()
    for wire in scene.wires.values():
        whole |= wire.area
    whole = whole.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    scale = min(SCALE, MOST_PIXELS / max(whole.width(), whole.height(), 1.0))
    image = QImage(
        round(whole.width() * scale), round(whole.height() * scale), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(theme.palette.canvas)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(image.rect()), whole)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return bytes(buffer.data().data())
