"""A plot as a file: PNG at twice the screen's size, and PDF whose lines and letters stay sharp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from engine.graph.embedded import embed
from gui.theme import theme

if TYPE_CHECKING:
    from gui.plots.panel import Panel

MARGIN = 12
POINTS_A_PIXEL = 72 / 96


def png(panel: Panel) -> bytes:
    """With the graph inside it: the picture opens as what made it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image(panel).save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    data = bytes(buffer.data().data())
    return data if panel.graph is None else embed(data, panel.graph)


def image(panel: Panel, scale: float = 2.0) -> QImage:
    width, height = _size(panel)
    picture = QImage(round(width * scale), round(height * scale), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(scale)
    picture.fill(theme.palette.panel)
    painter = QPainter(picture)
    _paint(panel, painter)
    painter.end()
    return picture


def pdf(panel: Panel) -> bytes:
    """One page as large as the plot, painted through the same code as on the screen."""
    width, height = _size(panel)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(panel.head.title)
    writer.setCreator("Stitchwork")
    writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_1_6)
    page = QPageSize(QSizeF(width, height) * POINTS_A_PIXEL, QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    # As many dots an inch as the screen has: what is measured in pixels keeps its size. Lines stay lines.
    writer.setResolution(96)
    painter = QPainter(writer)
    painter.fillRect(0, 0, width, height, theme.palette.panel)
    _paint(panel, painter)
    painter.end()
    return bytes(buffer.data().data())


def _size(panel: Panel) -> tuple[int, int]:
    return panel.width() + 2 * MARGIN, panel.height() + 2 * MARGIN


def _paint(panel: Panel, painter: QPainter) -> None:
    panel.draw()
    bring_back = panel.hide_for_picture()
    try:
        panel.render(painter, QPoint(MARGIN, MARGIN), renderFlags=QWidget.RenderFlag.DrawChildren)
    finally:
        bring_back()
