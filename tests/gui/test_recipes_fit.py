"""Every recipe can be read as it opens, in the smallest window that the look is made for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine import resources
from engine.graph import files
from gui.canvas.view import CanvasView
from gui.document import Document
from gui.theme import theme

CANVAS = (948, 450)
"What a window of 1280 x 800 leaves for it."
READABLE = 0.62
"Below 0.6 a node shows its title alone."
RECIPES = sorted(resources.path("recipes").glob("*.stitch"))


@pytest.fixture
def still() -> Iterator[None]:
    theme.set_reduced_motion(True)
    yield
    theme.set_reduced_motion(False)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_opens_large_enough_to_be_read(recipe: Path, still: None, qtbot: QtBot) -> None:
    document = Document()
    document.set_graph(files.load(recipe))
    view = CanvasView(document)
    qtbot.addWidget(view)
    view.resize(*CANVAS)
    view.show()
    view.fit()
    assert view.transform().m11() >= READABLE


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_no_nodes_of_a_recipe_overlap(recipe: Path, qtbot: QtBot) -> None:
    document = Document()
    document.set_graph(files.load(recipe))
    view = CanvasView(document)
    qtbot.addWidget(view)
    rects = [box.scene_rect() for box in view.canvas.faces.all()]
    assert not [(a, b) for i, a in enumerate(rects) for b in rects[:i] if a.intersects(b)]
