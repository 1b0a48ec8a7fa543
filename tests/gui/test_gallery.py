"""The start page: recipes as cards, found by group, by words and by keyboard."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from engine import resources
from gui.gallery.continuing import when
from gui.gallery.page import StartPage
from gui.gallery.pictures import DIAGRAMS, PLOTS, draw
from gui.gallery.recipes import BrokenRecipe, Recipe, read, read_folder
from gui.settings import Preferences, RecentFile
from gui.theme import theme
from tests.gui.fakes import write_recipe


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pictures = sorted(DIAGRAMS)
    for order, (name, group) in enumerate(
        [("Two experts", "Steer"), ("Fixed weights", "Steer"), ("Other pieces", "Steer"), ("A ruler", "Measure")]
    ):
        write_recipe(tmp_path, name, group, order, seconds=10 + order, picture=pictures[order % len(pictures)])
    return tmp_path


@pytest.fixture
def page(qtbot: QtBot, folder: Path) -> StartPage:
    page = StartPage(folder)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    return page


def names(page: StartPage) -> list[str]:
    return [card.recipe.name for card in page.shown]


def test_a_recipe_is_read_from_the_head_of_its_file(folder: Path) -> None:
    recipes, broken = read_folder(folder)
    assert [recipe.name for recipe in recipes] == ["Two experts", "Fixed weights", "Other pieces", "A ruler"]
    assert broken == []
    first = recipes[0]
    assert (first.group, first.seconds, first.diagram, len(first.boxes)) == ("Steer", 10, "stitch", 1)
    assert first.boxes[0] == (40, 40)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "not a .stitch file"),
        ("[1, 2]", "no nodes"),
        ('{"name": "x"}', "no nodes"),
        ("[" * 100_000, "not a .stitch file"),
        ("\x00\x01", "not a .stitch file"),
    ],
)
def test_a_broken_recipe_is_left_out_and_says_why(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "broken.stitch"
    path.write_text(content, "utf-8")
    found = read(path)
    assert isinstance(found, BrokenRecipe)
    assert says in found.words


def test_strange_values_in_a_head_become_defaults(tmp_path: Path) -> None:
    path = tmp_path / "a-strange-one.stitch"
    head = {"group": 3, "seconds": "long", "order": None, "picture": ["lines"]}
    path.write_text(json.dumps({"name": 5, "about": None, "recipe": head, "nodes": [3, {"x": "left"}]}), "utf-8")
    found = read(path)
    assert isinstance(found, Recipe)
    assert (found.name, found.group, found.seconds, found.diagram) == ("A strange one", "Other", 0.0, "")


def painted(recipe: Recipe) -> QImage:
    picture = QImage(284, 92, QImage.Format.Format_RGB32)
    picture.fill(theme.palette.surface)
    painter = QPainter(picture)
    draw(painter, QRectF(picture.rect()), recipe.drawn, recipe.diagram, recipe.boxes)
    painter.end()
    return picture


def test_every_bundled_recipe_shows_what_it_drew_or_a_diagram(qtbot: QtBot) -> None:
    recipes, broken = read_folder(resources.path("recipes"))
    assert broken == []
    assert {part["kind"] for recipe in recipes for part in recipe.drawn} <= set(PLOTS)
    assert {recipe.diagram for recipe in recipes if not recipe.drawn} <= set(DIAGRAMS)
    drawn = [painted(recipe) for recipe in recipes if recipe.drawn]
    assert all(a != b for a, b in combinations(drawn, 2)), "each shows results of its own"


def test_a_recipe_without_a_picture_shows_its_graph(tmp_path: Path, qtbot: QtBot) -> None:
    pictures = []
    for name, second in (("one", 0), ("two", 400)):
        path = tmp_path / f"{name}.stitch"
        path.write_text(json.dumps({"nodes": [{"x": 0, "y": 0}, {"x": second, "y": 300}]}), "utf-8")
        recipe = read(path)
        assert isinstance(recipe, Recipe)
        pictures.append(painted(recipe))
    assert pictures[0] != pictures[1]


def test_the_first_recipe_is_the_large_card_and_the_others_are_in_the_grid(page: StartPage) -> None:
    assert page.hero is not None
    assert page.hero.recipe.name == "Two experts"
    assert names(page) == ["Fixed weights", "Other pieces", "A ruler"]


def test_a_chip_shows_one_group(page: StartPage, qtbot: QtBot) -> None:
    chip = next(button for button in page._chips.buttons() if button.property("group") == "Measure")
    assert chip.text().endswith("1")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert names(page) == ["A ruler"]


def test_searching_looks_at_every_recipe_and_says_when_nothing_fits(page: StartPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "two EXPERTS")
    assert names(page) == ["Two experts"]
    assert page.hero is not None
    assert page.hero.isHidden()
    qtbot.keyClicks(page.search, " zebra")
    assert names(page) == []
    assert page._nothing.isVisible()


def test_enter_opens_the_focused_card_and_ctrl_enter_runs_it(page: StartPage, qtbot: QtBot) -> None:
    card = page.shown[0]
    with qtbot.waitSignal(page.recipe_opened) as opened:
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert opened.args == [card.recipe, False]
    with qtbot.waitSignal(page.recipe_opened) as opened:
        qtbot.keyClick(card, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == [card.recipe, True]


def test_a_click_opens_and_a_click_on_the_words_in_the_corner_runs(page: StartPage, qtbot: QtBot) -> None:
    card = page.shown[1]
    with qtbot.waitSignal(page.recipe_opened) as opened:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    assert opened.args == [card.recipe, False]
    with qtbot.waitSignal(page.recipe_opened) as opened:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card._corner().center().toPoint())
    assert opened.args == [card.recipe, True]


def test_both_buttons_of_the_large_card(page: StartPage, qtbot: QtBot) -> None:
    assert page.hero is not None
    for button, run in ((page.hero.run_button, True), (page.hero.open_button, False)):
        with qtbot.waitSignal(page.recipe_opened) as opened:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert opened.args == [page.hero.recipe, run]


def test_arrow_keys_walk_over_the_cards(page: StartPage, qtbot: QtBot) -> None:
    page.activateWindow()
    page.shown[0].setFocus()
    qtbot.keyClick(page.shown[0], Qt.Key.Key_Right)
    assert page.focusWidget() is page.shown[1]
    qtbot.keyClick(page.shown[1], Qt.Key.Key_Left)
    assert page.focusWidget() is page.shown[0]


@pytest.mark.parametrize(("width", "columns"), [(1280, 4), (1920, 5), (800, 2), (400, 1)])
def test_cards_are_284_to_320_wide_in_as_many_columns_as_fit(page: StartPage, width: int, columns: int) -> None:
    page.resize(width, 800)
    assert page._columns == columns
    assert all(284 <= card.width() - 8 <= 320 for card in page.shown)


def test_continue_lists_the_last_files_and_an_empty_canvas(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "mine.stitch"
    page.show_recent([RecentFile(path, datetime(2026, 1, 2))])
    assert [row.name for row in page.recent.rows] == ["mine", "Empty canvas"]
    with qtbot.waitSignal(page.file_opened) as opened:
        qtbot.keyClick(page.recent.rows[0], Qt.Key.Key_Return)
    assert opened.args == [path]
    with qtbot.waitSignal(page.empty_opened):
        qtbot.mouseClick(page.recent.rows[1], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("day", "words"), [(5, "today"), (4, "yesterday"), (2, "Fri"), (6, "today")], ids=["0", "1", "3", "future"]
)
def test_days_as_people_say_them(day: int, words: str) -> None:
    assert when(date(2026, 1, day), date(2026, 1, 5)) == words


def test_a_start_page_without_recipes_still_offers_an_empty_canvas(qtbot: QtBot, tmp_path: Path) -> None:
    page = StartPage(tmp_path)
    qtbot.addWidget(page)
    page.show_recent([])
    assert page.hero is None
    assert [row.name for row in page.recent.rows] == ["Empty canvas"]


def test_recent_files_that_are_gone_are_not_offered(tmp_path: Path) -> None:
    kept, gone = tmp_path / "kept.stitch", tmp_path / "gone.stitch"
    preferences = Preferences(tmp_path / "window.ini")
    for path in (kept, gone):
        path.write_text("{}")
        preferences.add_recent(path)
    os.remove(gone)
    assert [file.path.name for file in preferences.recent()] == ["kept.stitch"]
    preferences.sync()
    assert [file.path.name for file in Preferences(tmp_path / "window.ini").recent()] == ["kept.stitch"]


def test_damaged_preferences_fall_back_to_defaults(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("theme=pink\nlibrary_shown=true\n[sizes]\npanels0=1 two 3\n")
    preferences = Preferences(tmp_path / "window.ini")
    assert preferences.theme == "system"
    assert preferences.sizes("panels0") == []
