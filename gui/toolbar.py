"""The bars above and below: menus, Run, Pause, Stop, device and memory; and the status line in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QIntValidator,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.actions import MENUS, Actions, words
from gui.chrome import badge
from gui.theme import theme
from gui.words import together

LEAST_SEED = 28


class Toolbar(QWidget):
    """44 px: the menus as buttons, the three buttons of a run, the device and its memory."""

    device_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setFixedHeight(44)
        self._actions = actions
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        self._logo = QLabel()
        row.addWidget(self._logo)
        row.addSpacing(8)
        self.menus: dict[str, QMenu] = {}
        for where, title in MENUS:
            row.addWidget(self._menu_button(where, words(title)))
        row.addSpacing(8)
        row.addWidget(_rule())
        row.addSpacing(8)
        self.run = self._run_button("run", primary=True)
        self.pause = self._run_button("pause")
        self.stop = self._run_button("stop")
        for button in (self.run, self.pause, self.stop):
            row.addWidget(button)
            row.addSpacing(4)
        row.addStretch(1)
        row.addWidget(self._commands())
        row.addWidget(self._keys)
        row.addSpacing(8)
        row.addWidget(_rule())
        row.addSpacing(8)
        self._chip = QLabel()
        row.addWidget(self._chip)
        self.device = QComboBox()
        self.device.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.device.setAccessibleName(self.tr("Device"))
        self.device.setToolTip(self.tr("Where models run"))
        self.device.activated.connect(lambda _index: self.device_chosen.emit(self.device.currentData()))
        row.addWidget(self.device)
        row.addSpacing(8)
        row.addWidget(_rule())
        row.addSpacing(8)
        self.memory = MemoryBar()
        row.addWidget(self.memory)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_devices(self, devices: list[tuple[str, str]], chosen: str) -> None:
        """Fill the list: (name, words) pairs, `auto` first."""
        self.device.clear()
        for name, about in devices:
            self.device.addItem(about, name)
        self.device.setCurrentIndex(max(0, self.device.findData(chosen)))

    def show_paused(self, paused: bool) -> None:
        self.pause.setText(self.tr("Go on") if paused else words("Pause"))
        theme.lead(self.pause, "play" if paused else "pause", "text1")

    def _menu_button(self, where: str, title: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"menu-{where}")
        button.setText(title)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMinimumHeight(28)
        self.menus[where] = self._actions.menu(where, self)
        button.setMenu(self.menus[where])
        return button

    def _commands(self) -> QToolButton:
        """Finds everything by its name, and says by which keys."""
        action = self._actions["palette"]
        keys = action.shortcuts()[-1].toString(QKeySequence.SequenceFormat.NativeText)
        self._keys = QLabel(keys.replace("+", " "))
        self._keys.setObjectName("keycap")
        self._keys.setFixedHeight(18)
        self.commands = QToolButton()
        self.commands.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.commands.setText(self.tr("Commands"))
        self.commands.setToolTip(self.tr("Actions, recipes, files and nodes by their names ({keys})").format(keys=keys))
        self.commands.setAccessibleName(self.tr("Commands"))
        self.commands.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.commands.clicked.connect(action.trigger)
        return self.commands

    def _run_button(self, name: str, primary: bool = False) -> QPushButton:
        action = self._actions[name]
        button = QPushButton(action.text())
        button.setObjectName(f"button-{name}")
        button.setProperty("primary", primary)
        button.setEnabled(action.isEnabled())
        keys = action.shortcut().toString()
        button.setToolTip(f"{action.text()} ({keys})")
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _restyle(self) -> None:
        self._logo.setPixmap(theme.pixmap("stitchwork", "accent", 20, self.devicePixelRatioF()))
        theme.lead(self.commands, "command", "text2")
        self._chip.setPixmap(theme.pixmap("cpu", "text2", 16, self.devicePixelRatioF()))
        theme.lead(self.run, "play-filled", "on_accent")
        theme.lead(self.pause, "pause", "text1")
        theme.lead(self.stop, "square-filled", "text1")


class MemoryBar(QWidget):
    """Used and whole memory of the device, in numbers and as a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._used = 0
        self._total = 0
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_memory(self, used: int, total: int) -> None:
        self._used, self._total = used, total
        self.setToolTip(self.tr("Memory used: {words}").format(words=self.words))
        self.setAccessibleName(self.toolTip())
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        if not self._total:
            return ""
        return self.tr("{used} of {total} GB").format(used=f"{self._used / 1e9:.1f}", total=f"{self._total / 1e9:.1f}")

    def sizeHint(self) -> QSize:
        return QSize(24 + 88 + 8 + 92, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = theme.palette
        middle = self.height() / 2
        painter.drawPixmap(0, round(middle - 8), theme.pixmap("memory-stick", "text2", 16, self.devicePixelRatioF()))
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(24, middle - 3, 88, 6)
        painter.setBrush(palette.line)
        painter.drawRoundedRect(bar, 3, 3)
        share = min(1.0, self._used / self._total)
        painter.setBrush(palette.warn if share > 0.9 else palette.text3)
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(6.0, bar.width() * share), 6), 3, 3)
        painter.setPen(palette.text2)
        painter.setFont(theme.font(13))
        text = QRectF(120, 0, self.width() - 120, self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.words)


class StatusLine(QWidget):
    """24 px: one sentence, and the seed of the graph in front."""

    seed_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setFixedHeight(24)
        self._level = "info"
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._badge = QLabel()
        self._words = QLabel()
        self._words.setProperty("role", "status")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hint, self.need = QLabel(), QLabel()
        self._need_level = ""
        self.hint.setProperty("role", "status")
        self._seed_label = QLabel(self.tr("seed"))
        self._seed_label.setProperty("role", "status")
        self.seed = SeedField()
        self.seed.changed.connect(self.seed_changed)
        row.addWidget(self._badge)
        row.addWidget(self._words, 1)
        for widget in (self.hint, self.need):
            row.addWidget(widget)
            row.addSpacing(8)
        for widget in (self._seed_label, self.seed):
            row.addWidget(widget)
        self.show_seed(None)
        self.show_need("", "")
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def level(self) -> str:
        return self._level

    def say(self, sentence: str, level: str = "info") -> None:
        self._words.setText(sentence)
        self._words.setToolTip(sentence)
        if level in ("done", "failed", "warn") and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        if level != self._level:
            self._level = level
            self._restyle()

    def show_need(self, words: str, level: str) -> None:
        """What the graph in front needs of the memory; `level`: info, warn or failed."""
        self._need_level = level
        self.need.setText(words)
        self.need.setVisible(bool(words))
        tips = {
            "warn": self.tr("That is most of the memory that is free now. Other programs may become slow."),
            "failed": self.tr("That is more than is free now. Choose smaller models, or close other programs."),
        }
        about = self.tr("What the models of this graph need once they are loaded.")
        self.need.setToolTip(together(about, tips.get(level, "")))
        self._restyle()

    def show_seed(self, seed: int | None) -> None:
        """None: no graph is in front."""
        for widget in (self._seed_label, self.seed):
            widget.setVisible(seed is not None)
        if seed is not None:
            self.seed.show_value(seed)

    def _restyle(self) -> None:
        color = {"warn": theme.palette.warn, "failed": theme.palette.failed}.get(self._need_level, theme.palette.text2)
        weight = 400 if self._need_level in ("", "info") else 600
        self.need.setStyleSheet(f"font-size: 12px; font-weight: {weight}; color: {color.name()};")
        self._badge.setVisible(self._level != "info")
        self._badge.setPixmap(badge(self._level, 14, self.devicePixelRatioF()))


class SeedField(QLineEdit):
    """A whole number, taken when Enter is pressed or the field is left."""

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("seed")
        self.setFixedHeight(20)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QIntValidator(0, 2**31 - 1, self))
        self.setAccessibleName(self.tr("Seed of the run"))
        self.setToolTip(self.tr("The same seed gives the same result."))
        self._value = 0
        self.editingFinished.connect(self._take)
        self.textChanged.connect(self._fit)
        self._fit("")

    def value(self) -> int:
        return self._value

    def show_value(self, value: int) -> None:
        """Show a seed that was set elsewhere."""
        self._value = value
        self.setText(str(value))

    def _fit(self, text: str) -> None:
        """As wide as its number, so that it stands beside its label."""
        self.setFixedWidth(max(LEAST_SEED, QFontMetrics(theme.font(12)).horizontalAdvance(text) + 14))

    def _take(self) -> None:
        value = int(self.text() or 0)
        if value != self._value:
            self._value = value
            self.changed.emit(value)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "rule")
    rule.setFixedSize(1, 20)
    return rule
