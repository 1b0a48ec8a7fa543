"""The canvas: nodes and wires, painted by hand on a QGraphicsScene, with no widgets inside nodes."""

from gui.canvas.adding import NODE_MIME
from gui.canvas.view import CanvasView

__all__ = ["NODE_MIME", "CanvasView"]
