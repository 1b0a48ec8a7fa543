"""The pictures of the window: which of them the repository keeps, and that they stay small and true."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from engine import resources
from gui.language import LANGUAGES
from tests.screenshots import saving, studio, views

MOST_BYTES = 7_000_000


def test_the_repository_has_every_picture_that_it_keeps_and_no_other() -> None:
    widths = [width for width, _ in studio.SIZES]
    every = itertools.product(views.NAMES, LANGUAGES, studio.THEMES, widths)
    wanted = {studio.file_name(*picture) for picture in every if views.kept(*picture)}
    assert {file.name for file in resources.path("screenshots").glob("*.png")} == wanted


def test_pictures_and_film_are_small_enough_for_everyone_who_fetches_the_repository() -> None:
    files = [file for file in resources.path("screenshots").rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


@pytest.mark.usefixtures("qapp")
def test_a_picture_keeps_its_frequent_colours_exactly_and_its_rare_ones_nearly(tmp_path: Path) -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#5146D8"))
    for rare in range(4000):
        image.setPixelColor(rare % 100, 60 + rare // 100, QColor(rare // 16, rare % 16, 0))
    saving.save(image, tmp_path / "p.png")
    saved = QImage(str(tmp_path / "p.png"))
    assert saved.format() == QImage.Format.Format_Indexed8
    assert saved.pixelColor(0, 0) == QColor("#5146D8")
    there, here = saved.pixelColor(99, 99), image.pixelColor(99, 99)
    assert max(abs(there.red() - here.red()), abs(there.green() - here.green()), there.blue()) <= 16
