"""A field for one number, with its unit inside, and a slider beside it where there are bounds."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget

from gui.theme import theme

SLIDER_STEPS = 1000
LOG_FROM = 2000
"A slider whose bounds are this many times apart moves in equal ratios."


class NumberField(QLineEdit):
    """Up and down step; `typed` carries the number, or the text when it is none."""

    typed = Signal(object)

    def __init__(self, whole: bool, step: float, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole, self.step, self._unit = whole, step, unit
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if unit:
            self.setTextMargins(0, 0, round(QFontMetricsF(theme.font(12)).horizontalAdvance(unit)) + 6, 0)
        self.textEdited.connect(lambda: self.typed.emit(self.value()))

    def value(self) -> int | float | str:
        """The number in the field; its text as it stands if it is not one."""
        text = self.text().strip().replace("−", "-").replace("\u00a0", "").replace(" ", "")
        if text.count(",") == 1 and "." not in text and len(text.split(",")[1]) != 3:
            text = text.replace(",", ".")
        text = text.replace(",", "")
        try:
            return int(text) if self.whole else float(text)
        except ValueError:
            return self.text()

    def show_value(self, value: object) -> None:
        """Leaves the text alone while it means the same number: the person may be typing."""
        if isinstance(value, (int, float)) and self.value() != value:
            self.setText(self.words(value))
        elif not isinstance(value, (int, float)) and self.text() != str(value):
            self.setText(str(value))

    def words(self, value: float) -> str:
        if self.whole:
            return str(int(value))
        decimals = max(1, -math.floor(math.log10(self.step) + 1e-9)) if self.step > 0 else 1
        exact = f"{value:.10g}"
        return f"{value:.{decimals}f}" if float(f"{value:.{decimals}f}") == float(exact) else exact

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        value = self.value()
        if sign is None or isinstance(value, str):
            super().keyPressEvent(event)
            return
        factor = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        stepped = value + sign * factor * self.step
        self.setText(self.words(round(stepped) if self.whole else round(stepped, 10)))
        self.typed.emit(self.value())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unit:
            painter = QPainter(self)
            painter.setFont(theme.font(12))
            painter.setPen(theme.palette.text3)
            area = QRectF(self.rect()).adjusted(0, 0, -9, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._unit)
            painter.end()


class NumberSlider(QSlider):
    """A slider over low..high; the wheel scrolls the form instead."""

    slid = Signal(object)

    def __init__(self, low: float, high: float, whole: bool, step: float, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.whole, self.step = whole, step
        self._showing = False
        self.set_bounds(low, high)
        self.valueChanged.connect(self._moved)

    def set_bounds(self, low: float, high: float) -> None:
        """Slide over low..high. Says nothing of a change of the number."""
        self.low, self.high = low, high
        self._ratio = self.whole and low > 0 and high / low >= LOG_FROM
        steps = (high - low) / self.step if not self._ratio else SLIDER_STEPS
        self._showing = True
        self.setRange(0, max(1, min(SLIDER_STEPS, round(steps))))
        self.setPageStep(max(1, self.maximum() // 10))
        self._showing = False

    def number(self) -> int | float:
        """The number under the handle."""
        share = self.value() / self.maximum()
        if self._ratio:
            value = self.low * (self.high / self.low) ** share
            digits = max(0, math.floor(math.log10(value)) - 1)
            return int(max(self.low, min(self.high, round(value, -digits))))
        value = self.low + share * (self.high - self.low)
        value = self.low + round((value - self.low) / self.step) * self.step
        return round(value) if self.whole else round(min(self.high, value), 10)

    def show_value(self, value: object) -> None:
        if not isinstance(value, (int, float)) or self.number() == value:
            return
        inside = max(self.low, min(self.high, float(value)))
        if self._ratio:
            share = math.log(inside / self.low) / math.log(self.high / self.low)
        else:
            share = (inside - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        self._showing = True
        self.setValue(round(share * self.maximum()))
        self._showing = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _moved(self) -> None:
        if not self._showing:
            self.slid.emit(self.number())
