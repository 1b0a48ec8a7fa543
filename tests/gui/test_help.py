"""Help: a page for every kind of node, found by F1, by the index and by its search."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine import resources
from engine.graph.nodes import node_types
from gui.gallery.recipes import read_folder
from gui.help.page import HelpPage
from gui.help.window import HelpWindow
from gui.inspector.pages import Papers
from gui.theme import theme
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import write_recipe

LEFT = Qt.MouseButton.LeftButton


def said(page: HelpPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def opened(window: MainWindow) -> HelpWindow:
    assert window.help.shown is not None
    assert window.help.shown.isVisible()
    return window.help.shown


@pytest.mark.parametrize("kind", [kind for kind in node_types() if kind != "a_model"])
def test_every_kind_of_node_has_a_page_with_all_its_settings(qtbot: QtBot, kind: str) -> None:
    recipes, _ = read_folder(resources.path("recipes"))
    page = HelpPage(node_types()[kind], recipes, can_add=True)
    qtbot.addWidget(page)
    words = said(page)
    for field in node_types()[kind].fields:
        assert field.label in words
        assert field.about.help in words
    for port in (*node_types()[kind].inputs, *node_types()[kind].outputs):
        assert port.label in words


def test_a_new_kind_of_node_has_its_page_for_free(qtbot: QtBot, kinds: None) -> None:
    page = HelpPage(node_types()["a_fusion"], (), can_add=True)
    qtbot.addWidget(page)
    assert "Steer one model with others." in said(page)
    assert "usually 1" in said(page)
    assert "No recipe uses this node yet" in said(page)


def test_the_node_is_painted_in_the_theme_s_colours(qtbot: QtBot) -> None:
    page = HelpPage(node_types()["logit_fusion"], (), can_add=True)
    qtbot.addWidget(page)
    page.resize(600, 900)
    page.show()
    theme.set_mode("light")
    light = page.grab().toImage()
    theme.set_mode("dark")
    dark = page.grab().toImage()
    theme.set_mode("system")
    assert light != dark
    ports = {light.pixelColor(x, y).name() for x in range(light.width()) for y in range(60, 260)}
    theme.set_mode("light")
    assert theme.port("model").name() in ports, "its ports are there in their colour"
    theme.set_mode("system")


def test_the_paper_can_be_opened(qtbot: QtBot) -> None:
    page = HelpPage(node_types()["stitch"], (), can_add=True)
    qtbot.addWidget(page)
    assert '<a href="https://arxiv.org/abs/2410.08255">' in said(page)


def test_each_choice_s_paper_is_named_and_all_can_be_copied(qtbot: QtBot) -> None:
    page = HelpPage(node_types()["logit_fusion"], (), can_add=True)
    qtbot.addWidget(page)
    assert ">Contrastive</span><br>Li, Holtzman" in said(page)
    (papers,) = page.findChildren(Papers)
    qtbot.mouseClick(papers.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "@misc{fan2024giants," in copied
    assert "@misc{li2023contrastive," in copied
    assert papers.copy.text() == "Copied"


def test_f1_shows_the_page_of_the_selected_node(window: MainWindow, river: Workspace, qtbot: QtBot) -> None:
    river.canvas.select("prompt")
    river.canvas.setFocus()
    qtbot.keyClick(river.canvas, Qt.Key.Key_F1)
    page = opened(window).page
    assert page is not None
    assert page.kind.id == "prompt"


def test_f1_without_a_node_shows_the_index(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert opened(window).page is not None
    assert opened(window).focusWidget() is opened(window).search


def test_f1_in_the_library_shows_the_page_of_its_row(window: MainWindow, river: Workspace, qtbot: QtBot) -> None:
    window.show_library(True)
    tree = window.dock.panel.tree
    tree.mark("Corpus")
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_F1)
    page = opened(window).page
    assert page is not None
    assert page.kind.id == "corpus"


def test_the_inspector_s_question_mark_does_the_same(window: MainWindow, river: Workspace, qtbot: QtBot) -> None:
    river.canvas.select("prompt")
    qtbot.mouseClick(river.inspector.help, LEFT)
    page = opened(window).page
    assert page is not None
    assert page.kind.id == "prompt"


def test_the_index_is_searched_and_walked_with_the_keyboard(window: MainWindow, river: Workspace, qtbot: QtBot) -> None:
    window.actions_["help_index"].trigger()
    help = opened(window)
    qtbot.keyClicks(help.search, "small experts")
    qtbot.keyClick(help.search, Qt.Key.Key_Return)
    assert help.page is not None
    assert help.page.kind.id == "logit_fusion"
    help.search.setText("zebra")
    assert help.nothing.isVisible()
    help.search.clear()
    help.index.mark("Prompt")
    qtbot.keyClick(help.index, Qt.Key.Key_Down)
    assert help.page.kind.id == "corpus"


def test_a_recipe_that_uses_the_node_is_opened_from_its_page(
    window: MainWindow, recipes: Path, river: Workspace, qtbot: QtBot
) -> None:
    river.canvas.select("prompt")
    window.actions_["help"].trigger()
    page = opened(window).page
    assert page is not None
    assert [recipe.name for recipe in page.recipes] == ["A river", "A mountain"]
    qtbot.mouseClick(page.buttons[1], LEFT)
    assert window.tabs.current is not None
    assert window.tabs.current.name == "A mountain"


def test_a_node_is_added_from_its_page_while_a_canvas_is_in_front(
    window: MainWindow, river: Workspace, qtbot: QtBot
) -> None:
    window.actions_["help_index"].trigger()
    help = opened(window)
    help.show_kind("corpus")
    assert help.page is not None
    qtbot.mouseClick(help.page.add, LEFT)
    assert "corpus" in river.document.graph.nodes
    window.tabs.show_workspace(None)
    assert not help.page.add.isEnabled()


def test_the_keyboard_shortcuts_stay_in_reach(window: MainWindow) -> None:
    assert window.actions_["shortcuts"].shortcut().toString() == "Ctrl+/"
    menus = window.toolbar.menus["help"]
    assert {"shortcuts", "help", "help_index"} <= {action.objectName() for action in menus.actions()}


def test_recipes_know_the_kinds_of_their_nodes(tmp_path: Path) -> None:
    write_recipe(tmp_path, "A river", "Steer", 0)
    recipes, _ = read_folder(tmp_path)
    assert recipes[0].kinds == {"prompt"}
