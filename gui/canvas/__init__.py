"""The canvas: nodes and wires, painted by hand on a QGraphicsScene, with no widgets inside nodes."""

from gui.canvas.view import NODE_MIME, CanvasView

__all__ = ["NODE_MIME", "CanvasView"]
