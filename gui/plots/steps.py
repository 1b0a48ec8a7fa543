"""A slider over the steps of a plot, with a button that plays them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from gui.plots.numbers import number
from gui.theme import theme

FRAME_MS = 250


class StepBar(QWidget):
    """`moved` carries the index of the step to show. Stands at the last step, and follows it, until it is moved."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[float] = []
        self._label = "step"
        self.play = QToolButton(autoRaise=True)
        self.play.setCheckable(True)
        self.play.setFixedSize(24, 24)
        self.play.setToolTip(self.tr("Play the steps"))
        self.play.setAccessibleName(self.play.toolTip())
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 0)
        self.slider.setAccessibleName(self.tr("Step"))
        self._words = QLabel()
        self._words.setProperty("role", "hint")
        self._words.setMinimumWidth(72)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.play, self.slider, self._words):
            line.addWidget(widget)
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._next)
        self.play.toggled.connect(self._play)
        self.slider.valueChanged.connect(self._moved)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_steps(self, steps: Sequence[float], label: str) -> None:
        """More steps have come."""
        if self._steps == list(steps) and self._label == label:
            return
        at_end = self.slider.value() >= self.slider.maximum() and not self.play.isChecked()
        self._steps, self._label = list(steps), label
        self.slider.setRange(0, max(0, len(steps) - 1))
        if at_end:
            self.slider.setValue(self.slider.maximum())
        self._say()

    def stop(self) -> None:
        self.play.setChecked(False)

    def _play(self, on: bool) -> None:
        if on:
            if self.slider.value() >= self.slider.maximum():
                self.slider.setValue(0)
            self._timer.start()
        else:
            self._timer.stop()
        self._restyle()

    def _next(self) -> None:
        if self.slider.value() >= self.slider.maximum():
            self.stop()
        else:
            self.slider.setValue(self.slider.value() + 1)

    def _moved(self, index: int) -> None:
        self._say()
        self.moved.emit(index)

    def _say(self) -> None:
        index = self.slider.value()
        if index < len(self._steps):
            step = self._steps[index]
            self._words.setText(f"{self._label} {number(int(step) if float(step).is_integer() else step)}")

    def _restyle(self) -> None:
        self.play.setIcon(theme.icon("pause" if self.play.isChecked() else "play", "text2", 14))
