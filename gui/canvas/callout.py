"""The box under a node that failed or cannot start: what is wrong, in words, and up to two buttons that mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.errors import Fault, Fix
from engine.jobs.messages import NodeState
from gui.theme import theme
from gui.words import together

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

WIDTH = 324
_SIDE = 16
_TIP = 8
_GAP = 10
_TIP_X = 36


class Callout(QWidget):
    """Shows one fault. `fix_requested`: the node and the fix whose button was pressed."""

    fix_requested = Signal(str, object)

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self.fault: Fault | None = None
        self._view = view
        self.setFixedWidth(WIDTH)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _TIP + 12, _SIDE, 12)
        column.setSpacing(4)
        self.title, self.words = QLabel(self), QLabel(self)
        self.title.setFont(theme.font(13, 600))
        self.words.setFont(theme.font(12))
        for label in (self.title, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        column.addSpacing(6)
        column.addLayout(self._row)
        self.buttons: list[QPushButton] = []
        self.hide()
        theme.changed.connect(self.dress)
        self.dress()

    def show_fault(self, fault: Fault | None) -> None:
        """Show a fault, or nothing."""
        if fault == self.fault:
            return
        self.fault = fault
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        while self._row.count():
            self._row.takeAt(0)
        if fault is None:
            self.hide()
            return
        words = together(fault.words, "" if fault.fixes else fault.fix)
        self.title.setText(fault.title)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        for index, fix in enumerate(fault.fixes[:2]):
            self._add_button(fault, fix, flat=index > 0)
        needed = sum(button.sizeHint().width() + self._row.spacing() for button in self.buttons)
        beside = needed <= WIDTH - 2 * _SIDE
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._row.addStretch()
        self.setAccessibleName(fault.sentence())
        self._column.activate()
        self.setFixedHeight(self._column.totalHeightForWidth(WIDTH))
        self.show()

    def dress(self) -> None:
        self.words.setStyleSheet(f"color: {theme.palette.text2.name()};")
        self.update()

    def choose(self) -> None:
        """The selected failed node speaks; with nothing selected the first one."""
        scene = self._view.canvas
        candidates = self._view.selected_nodes or scene.nodes
        node = next((name for name in candidates if scene.nodes[name].state is NodeState.FAILED), None)
        faults = scene.document.faults_of(node) if node else []
        fault = faults[0] if faults else None
        if node and fault and scene.faces.hides(node):
            fault = replace(fault, title=f"{scene.document.title_of(node)}: {fault.title}")
        self.show_fault(fault)
        self.place()

    def place(self) -> None:
        """Put the tip under the node's lower left corner."""
        scene, node = self._view.canvas, self.fault.node if self.fault else None
        if node in scene.nodes:
            below = self._view.mapFromScene(scene.faces.of(node).scene_rect().bottomLeft())
            self.move(below.x(), below.y() + _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.palette.failed, 1))
        painter.setBrush(theme.palette.failed_soft)
        box = self.rect().toRectF().adjusted(0.5, _TIP + 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 8, 8)
        tip = [QPointF(_TIP_X - _TIP, box.top()), QPointF(_TIP_X, 1), QPointF(_TIP_X + _TIP, box.top())]
        painter.setPen(QPen(theme.palette.failed_soft, 2))
        painter.drawPolygon(QPolygonF(tip))
        painter.setPen(QPen(theme.palette.failed, 1))
        painter.drawPolyline(QPolygonF(tip))

    def _add_button(self, fault: Fault, fix: Fix, flat: bool) -> None:
        button = QPushButton(fix.button, self)
        button.setFlat(flat)
        button.setToolTip(fix.help or fix.words)
        button.setAccessibleName(fix.words)
        button.clicked.connect(lambda _checked=False: self.fix_requested.emit(fault.node or "", fix))
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        button.show()  # else a layout in sight counts it only after the next event, and the height would be wrong
        self.buttons.append(button)
