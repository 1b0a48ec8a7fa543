"""The Qt style sheet of the look: flat controls, 28 px high, with an accent ring for the focus.

Roles are set as properties: a QPushButton's `primary` or QLabel's `role` (title, sentence, page, section, label,
hint). Widgets named "canvas", "chrome" or "card" take that background.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from gui.theme import Theme

_SHEET = Template("""
QWidget { color: $text1; }
QMainWindow, QDialog { background: $panel; }
QLabel { background: transparent; }
QLabel:disabled { color: $off; }
QLabel[role="page"] { font-size: 24px; font-weight: 600; }
QLabel[role="sentence"] { font-size: 20px; font-weight: 600; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="section"] { font-size: 13px; font-weight: 600; }
QLabel[role="label"] { font-size: 12px; font-weight: 600; color: $text1; }
QLabel[role="body"] { color: $text2; }
QLabel[role="hint"] { font-size: 12px; color: $text3; }
QLabel[role="failed"] { color: $failed; }
#canvas { background: $canvas; }
#chrome { background: $chrome; }
#card { background: $surface; border: 1px solid $line; border-radius: 8px; }

QPushButton { background: $surface; border: 1px solid $edge; border-radius: 6px; padding: 0 11px; min-height: 26px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $soft; }
QPushButton:checked { color: $accent; font-weight: 600; }
QPushButton:disabled { color: $off; border-color: $line; background: transparent; }
QPushButton:focus { border: 2px solid $accent; padding: 0 10px; min-height: 24px; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text1; }
QPushButton[primary="true"]:disabled { background: transparent; border-color: $line; color: $off; }
QPushButton:flat, QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; }
QPushButton:flat:hover, QToolButton:hover { background: $hover; }
QPushButton:flat:focus, QToolButton:focus { border: 2px solid $accent; }
QToolButton { padding: 4px; color: $text1; }
QToolButton:checked { background: $soft; color: $accent; }
QToolButton:disabled { color: $off; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox {
    background: $surface; border: 1px solid $edge; border-radius: 6px; padding: 0 8px; min-height: 26px;
    selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit, QTextBrowser {
    background: $surface; border: 1px solid $edge; border-radius: 6px; padding: 4px 6px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border: 2px solid $accent; padding: 0 7px; min-height: 24px; }
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus { border: 2px solid $accent; padding: 3px 5px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QPlainTextEdit:disabled {
    color: $off; border-color: $line; background: transparent; }
QLineEdit[problem="true"], QComboBox[problem="true"], QSpinBox[problem="true"], QDoubleSpinBox[problem="true"],
QPlainTextEdit[problem="true"] { border: 2px solid $failed; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url($chevron_down); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; padding: 4px; outline: 0;
    selection-background-color: $soft; selection-color: $text1; }
QComboBox QAbstractItemView::item { min-height: 26px; border-radius: 3px; padding: 0 4px; }
QAbstractSpinBox QLineEdit { border: 0; padding: 0; background: transparent; min-height: 0; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-position: top right; width: 18px; border: 0; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-position: bottom right; width: 18px; border: 0; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url($chevron_up); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url($chevron_down); width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 26px; background: transparent; }
QCheckBox::indicator, QListView::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 3px;
    background: $surface; }
QCheckBox::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url($check); }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 8px;
    background: $surface; }
QRadioButton::indicator:checked { border: 4px solid $accent; width: 8px; height: 8px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $off; }

QSlider { min-height: 26px; background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 10px; height: 10px; margin: -5px 0; border: 2px solid $accent; border-radius: 7px;
    background: $panel; }
QSlider::handle:horizontal:hover { background: $soft; }
QSlider::handle:horizontal:focus { border: 3px solid $accent; width: 8px; height: 8px; }
QSlider::sub-page:horizontal:disabled { background: $off; }
QSlider::handle:horizontal:disabled { border-color: $off; }

QTabWidget::pane { border: 0; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $text2; padding: 0 12px; min-height: 30px; border: 0;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text1; }
QTabBar::tab:selected { color: $text1; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar::tab:disabled { color: $off; }

QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $off; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }

QMenuBar { background: transparent; }
QMenuBar::item { background: transparent; color: $text1; padding: 6px 10px; border-radius: 6px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 3px; }
QMenu::item:selected { background: $soft; }
QMenu::item:disabled { color: $off; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QToolTip { background: $surface; color: $text1; border: 1px solid $edge; padding: 4px 6px; }

QTableView, QTreeView, QListView { background: transparent; border: 0; outline: 0; gridline-color: $line;
    selection-background-color: $soft; selection-color: $text1; alternate-background-color: transparent; }
QTableView::item { border-bottom: 1px solid $line; padding: 0 8px; }
QListView::item, QTreeView::item { min-height: 26px; border-radius: 3px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: $soft; color: $text1; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 0; }
QTableView::item:focus, QListView::item:focus, QTreeView::item:focus { border: 2px solid $accent; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url($chevron_right); }
QTreeView::branch:has-children:open { image: url($chevron_down); }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: $text2; font-weight: 600; border: 0;
    border-bottom: 1px solid $edge; padding: 0 8px; min-height: 27px; }
QTableCornerButton::section { background: transparent; border: 0; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QProgressBar { background: $line; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QStatusBar { background: $chrome; }
QStatusBar::item { border: 0; }
QDockWidget::title { background: $panel; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 8px; padding-top: 8px; }
""")


def stylesheet(theme: Theme) -> str:
    """The sheet in the theme's present colours."""
    p = theme.palette
    values = {name: getattr(p, name).name() for name in p.__dataclass_fields__}
    for name, color in (
        ("chevron_down", p.text2),
        ("chevron_up", p.text2),
        ("chevron_right", p.text2),
        ("check", p.on_accent),
    ):
        values[name] = _picture(theme, name.replace("_", "-"), color)
    return _SHEET.substitute(values)


def _picture(theme: Theme, name: str, color: QColor) -> str:
    """Path of a coloured icon: style sheets take pictures from files only."""
    file = _folder() / f"{name}-{color.name()[1:]}.svg"
    if not file.exists():
        file.write_text(theme.svg(name, color), "utf-8")
    return file.as_posix()


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="stitchwork-style-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
