"""Colours, type and icons: the one place that painters, plots and the style sheet read them from."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from engine import resources

MODES = ("light", "dark", "system")


@dataclass(frozen=True)
class Palette:
    """The tokens of the look. Colour carries meaning only together with a shape or a word."""

    canvas: QColor
    chrome: QColor
    panel: QColor
    surface: QColor
    head: QColor
    hover: QColor
    text1: QColor
    text2: QColor
    text3: QColor
    off: QColor
    line: QColor
    edge: QColor
    grid: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    soft: QColor
    done: QColor
    cached: QColor
    failed: QColor
    warn: QColor
    done_soft: QColor
    failed_soft: QColor
    warn_soft: QColor


_TOKENS = {  # name: (light, dark)
    "canvas": ("F1F3F6", "121419"),
    "chrome": ("E7EAEF", "181B20"),
    "panel": ("F8F9FB", "1D2026"),
    "surface": ("FFFFFF", "262A31"),
    "head": ("F3F5F8", "2E333C"),
    "hover": ("E9ECF1", "30353E"),
    "text1": ("1A1E26", "E9EBEF"),
    "text2": ("4A5361", "B8BEC9"),
    "text3": ("5E6775", "969EAC"),
    "off": ("9BA3AF", "626A77"),
    "line": ("D9DEE6", "343A44"),
    "edge": ("7C8593", "747D8C"),
    "grid": ("E6E9EE", "333841"),
    "accent": ("5146D8", "A79DFF"),
    "accent_hover": ("4238BE", "BBB3FF"),
    "on_accent": ("FFFFFF", "15131F"),
    "soft": ("ECEAFC", "2C2A47"),
    "done": ("176F3F", "5CC48B"),
    "cached": ("266A7E", "6DB9CE"),
    "failed": ("BE2B36", "FF8A87"),
    "warn": ("8F5A00", "E3AE4F"),
    "done_soft": ("E4F3EA", "1E3329"),
    "failed_soft": ("FCE9E9", "382326"),
    "warn_soft": ("FBF0DC", "392F1C"),
}
_PORTS = {  # kind: (light, dark)
    "model": ("1D6BB5", "62AEEB"),
    "text": ("2C7D3E", "74C987"),
    "corpus": ("0C7A7A", "54C7C0"),
    "number": ("9A6200", "EDB44C"),
    "plot": ("A83A86", "EA8CC6"),
    "graph": ("A2482B", "EC9370"),
    "task": ("5B6B00", "C3D24F"),
    "learner": ("6B4BC0", "B39DF0"),
    "front": ("5A55C4", "A5A1F5"),
    "back": ("6B6A1E", "C9C65C"),
}
_SERIES = (  # (light, dark); the last is a large model alone, the baseline
    ("2D72EB", "4989FC"),
    ("C87424", "E39444"),
    ("067B66", "5AF4C7"),
    ("7E1F3F", "BB546C"),
    ("009BCE", "4CC1F6"),
    ("6C6700", "DBD359"),
    ("8A36A9", "A55CB2"),
    ("8B8C92", "9BA1A8"),
)
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
BASELINE = len(_SERIES) - 1

LIGHT = Palette(**{name: QColor(f"#{pair[0]}") for name, pair in _TOKENS.items()})
DARK = Palette(**{name: QColor(f"#{pair[1]}") for name, pair in _TOKENS.items()})


class Theme(QObject):
    """Light, dark, or as the system says. Widgets that keep colours or icons renew them on `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = "system"
        self.dark = False
        self.reduced_motion = False
        self._families: tuple[str, str] | None = None
        self._fonts: dict[tuple[float, int, bool], QFont] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._sources: dict[str, str] = {}

    @property
    def palette(self) -> Palette:
        return DARK if self.dark else LIGHT

    def apply(self, app: QApplication) -> None:
        """Dress the application, and keep it dressed when the mode or the system's scheme changes."""
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.changed.connect(lambda: self._dress(app))
        self.dark = self._wants_dark()
        self._dress(app)

    def set_mode(self, mode: str) -> None:
        """ "light", "dark" or "system"."""
        if mode not in MODES:
            raise ValueError(mode)
        self.mode = mode
        self._system_changed()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Everything that moves asks `reduced_motion` first; what Qt itself animates is told."""
        self.reduced_motion = reduced
        for effect in _EFFECTS:
            QApplication.setEffectEnabled(effect, not reduced)

    def port(self, kind: str) -> QColor:
        """Colour of a port or wire; kinds of later versions are drawn neutrally."""
        pair = _PORTS.get(str(kind))
        return QColor(f"#{pair[self.dark]}") if pair else self.palette.text3

    def series(self, index: int) -> QColor:
        """Colour of an expert or series. Past the last the colours repeat: draw those dashed."""
        return QColor(f"#{_SERIES[index % len(_SERIES)][self.dark]}")

    def font(self, px: float, weight: int = 400, mono: bool = False) -> QFont:
        """A font `px` pixels high with figures of equal width."""
        key = (px, weight, mono)
        if key not in self._fonts:
            sans, code = self._load_families()
            font = QFont([code if mono else sans, *([] if mono else ["Noto Sans JP", "Noto Sans CJK JP"])])
            font.setPixelSize(round(px))
            font.setWeight(QFont.Weight(weight))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if not mono:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def color(self, name: str | QColor) -> QColor:
        """A token's colour by name."""
        return name if isinstance(name, QColor) else getattr(self.palette, name)

    def icon(self, name: str, color: str | QColor = "text2", size: int = 16) -> QIcon:
        """An icon by its Lucide file name, with a pale picture for disabled controls."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, color, size, ratio))
            icon.addPixmap(self.pixmap(name, "off", size, ratio), QIcon.Mode.Disabled)
        return icon

    def lead(self, button: QAbstractButton, name: str, color: str | QColor = "text2", size: int = 14) -> None:
        """Put an icon before a button's words, 8 px from them: style sheets leave half of that, and cannot say more."""
        icon, wide = QIcon(), QSize(size + 4, size)
        for ratio in (1.0, 2.0):
            for mode, hue in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, "off")):
                pixmap = QPixmap(wide * ratio)
                pixmap.setDevicePixelRatio(ratio)
                pixmap.fill(Qt.GlobalColor.transparent)
                painter = QPainter(pixmap)
                painter.drawPixmap(0, 0, self.pixmap(name, hue, size, ratio))
                painter.end()
                icon.addPixmap(pixmap, mode)
        button.setIcon(icon)
        button.setIconSize(wide)

    def pixmap(self, name: str, color: str | QColor = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """An icon's picture `size` logical pixels wide. Cached."""
        hue = self.color(color).name(QColor.NameFormat.HexArgb)
        key = (name, hue, size, ratio)
        if key not in self._pixmaps:
            renderer = QSvgRenderer(QByteArray(self.svg(name, self.color(color)).encode()))
            pixmap = QPixmap(round(size * ratio), round(size * ratio))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]

    def svg(self, name: str, color: QColor) -> str:
        """An icon's SVG text in a colour; an unknown name gives the plain box, for nodes of later versions."""
        if name not in self._sources:
            path = resources.path("icons", f"{name}.svg")
            self._sources[name] = (path if path.is_file() else path.with_name("box.svg")).read_text("utf-8")
        return self._sources[name].replace("currentColor", color.name())

    def stylesheet(self) -> str:
        from gui.stylesheet import stylesheet

        return stylesheet(self)

    def qt_palette(self) -> QPalette:
        """The same colours for what the style draws by itself."""
        p, roles = self.palette, QPalette.ColorRole
        palette = QPalette()
        for role, color in (
            (roles.Window, p.panel),
            (roles.WindowText, p.text1),
            (roles.Base, p.surface),
            (roles.AlternateBase, p.surface),
            (roles.Text, p.text1),
            (roles.PlaceholderText, p.text3),
            (roles.Button, p.surface),
            (roles.ButtonText, p.text1),
            (roles.Highlight, p.accent),
            (roles.HighlightedText, p.on_accent),
            (roles.ToolTipBase, p.surface),
            (roles.ToolTipText, p.text1),
            (roles.Link, p.accent),
            (roles.LinkVisited, p.accent),
        ):
            palette.setColor(role, color)
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, p.off)
        return palette

    def _dress(self, app: QApplication) -> None:
        app.setFont(self.font(13))
        app.setPalette(self.qt_palette())
        app.setStyleSheet(self.stylesheet())

    def _wants_dark(self) -> bool:
        if self.mode == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.mode == "dark"

    def _system_changed(self) -> None:
        dark = self._wants_dark()
        if dark != self.dark:
            self.dark = dark
            self.changed.emit()

    def _load_families(self) -> tuple[str, str]:
        """The system's font where there is one made for screens, else the bundled one; code always bundled."""
        if self._families is None:
            for file in sorted(resources.path("fonts").glob("*.[ot]tf")):
                QFontDatabase.addApplicationFont(str(file))
            system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
            native = QGuiApplication.platformName() in ("cocoa", "windows")
            self._families = (system if native else "Inter", "JetBrains Mono")
        return self._families


theme = Theme()

assert {field.name for field in fields(Palette)} == set(_TOKENS)
