"""The look: tokens, fonts and icons are there, words can be read on their grounds, and the mode can change."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from engine import resources
from engine.graph.nodes import node_types
from gui.theme import DARK, LIGHT, Palette, theme

CALLS = 20_000


@pytest.fixture(autouse=True)
def light(qapp):
    theme.set_mode("light")
    yield
    theme.set_mode("system")


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(color: QColor) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_words_can_be_read_on_every_ground(palette: Palette) -> None:
    grounds = (palette.canvas, palette.panel, palette.surface, palette.head)
    for words in (palette.text1, palette.text2, palette.text3, palette.accent, palette.failed, palette.done):
        assert min(contrast(words, ground) for ground in grounds) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.failed, palette.failed_soft) >= 4.5


def test_changing_the_mode_changes_colours_and_says_so(qtbot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.palette is DARK
    assert theme.port("model") == QColor("#62AEEB")
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")


def test_experts_have_eight_colours_in_a_fixed_order() -> None:
    assert len({theme.series(i).name() for i in range(8)}) == 8
    assert theme.series(0) == QColor("#2D72EB")
    assert theme.series(8) == theme.series(0)


def test_bundled_fonts_are_found() -> None:
    assert QFontInfo(theme.font(13, mono=True)).family() == "JetBrains Mono"
    assert theme.font(13, 600).weight() == 600
    assert (resources.path("fonts") / "OFL.txt").is_file()


def test_every_node_type_has_its_icon_file() -> None:
    missing = {kind.icon for kind in node_types().values() if not resources.path("icons", f"{kind.icon}.svg").is_file()}
    assert not missing


def test_icons_are_drawn_in_the_colour_asked_for() -> None:
    image = theme.pixmap("square-filled", "failed", 16, 2.0).toImage()
    assert image.width() == 32
    assert image.pixelColor(16, 16) == LIGHT.failed
    assert theme.pixmap("square-filled", "failed", 16, 2.0) is theme.pixmap("square-filled", "failed", 16, 2.0)


def test_the_style_sheet_is_understood(qapp: QApplication, recwarn) -> None:
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        assert "$" not in theme.stylesheet()


def test_calls_into_qt_do_not_use_up_references_to_none() -> None:
    """PySide6 6.12.0 took one reference to None a call on Python before 3.12, and then aborted."""
    point = QPointF()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        point.setX(1.0)
    assert abs(sys.getrefcount(None) - before) < CALLS // 20
