"""The tour: offered once, follows what the person really does, and can be left at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.settings import Preferences
from gui.theme import theme
from gui.tour.bubble import WIDTH, Bubble, beside
from gui.window import MainWindow
from tests.gui.fakes import FakeEngine, forget_changes

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bubble(window: MainWindow, qtbot: QtBot) -> Bubble:
    """The tour at its first step."""
    qtbot.mouseClick(window.start_page.tour.accept, LEFT)
    qtbot.waitUntil(lambda: window.tour.place == 0)
    assert window.tour.bubble is not None
    return window.tour.bubble


@pytest.fixture
def still() -> Iterator[None]:
    theme.set_reduced_motion(True)
    yield
    theme.set_reduced_motion(False)


def at(window: MainWindow, place: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tour.place == place)
    assert window.tour.bubble is not None
    assert window.tour.bubble.isVisible()
    assert window.tour.bubble.count.text() == f"Step {place + 1} of 5"


def test_the_tour_is_offered_once(
    window: MainWindow, engine: FakeEngine, preferences: Preferences, recipes: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    assert window.start_page.tour.isVisible()
    qtbot.mouseClick(window.start_page.tour.decline, LEFT)
    assert not window.start_page.tour.isVisible()
    again = MainWindow(FakeEngine(), preferences, recipes, tmp_path / "models")
    qtbot.addWidget(again, before_close_func=forget_changes)
    again.show()
    assert not again.start_page.tour.isVisible()


def test_the_tour_follows_the_mouse_from_the_start_page_to_the_results(
    window: MainWindow, bubble: Bubble, engine: FakeEngine, qtbot: QtBot
) -> None:
    hero = window.start_page.hero
    assert hero is not None
    assert bubble.target is hero.open_button
    assert not bubble.next.isVisible(), "only opening the recipe goes on"
    qtbot.mouseClick(hero.open_button, LEFT)
    at(window, 1, qtbot)
    workspace = window.tabs.current
    assert workspace is not None
    assert bubble.target is workspace.canvas
    qtbot.mouseClick(bubble.next, LEFT)
    at(window, 2, qtbot)
    assert bubble.target is window.toolbar.run
    assert not bubble.next.isVisible(), "only pressing Run goes on"
    qtbot.mouseClick(window.toolbar.run, LEFT)
    at(window, 3, qtbot)
    assert bubble.target is window.bottom
    engine.begin()
    engine.end()
    at(window, 4, qtbot)
    assert bubble.target is window.inspectors
    assert workspace.node == "prompt", "a node is selected, so that there is something to see"
    assert bubble.next.text() == "Done"
    qtbot.mouseClick(bubble.next, LEFT)
    assert window.tour.place is None
    assert not bubble.isVisible()
    assert not bubble.frame.isVisible()


def test_the_whole_tour_with_the_keyboard_alone(
    window: MainWindow, bubble: Bubble, engine: FakeEngine, qtbot: QtBot
) -> None:
    def press(key: Qt.Key) -> None:
        focused = window.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)

    press(Qt.Key.Key_Space)
    at(window, 1, qtbot)
    assert window.focusWidget() is bubble.next
    press(Qt.Key.Key_Space)
    at(window, 2, qtbot)
    assert window.focusWidget() is window.toolbar.run
    press(Qt.Key.Key_F5)
    at(window, 3, qtbot)
    assert window.focusWidget() is bubble.next
    press(Qt.Key.Key_Space)
    at(window, 4, qtbot)
    assert window.focusWidget() is bubble.next
    press(Qt.Key.Key_Space)
    assert window.tour.place is None
    assert window.tabs.current is not None
    assert window.focusWidget() is window.tabs.current.canvas


def test_open_and_run_goes_straight_to_the_plots(window: MainWindow, bubble: Bubble, qtbot: QtBot) -> None:
    assert window.start_page.hero is not None
    qtbot.mouseClick(window.start_page.hero.run_button, LEFT)
    at(window, 3, qtbot)


def test_running_while_the_graph_is_explained_goes_on_too(window: MainWindow, bubble: Bubble, qtbot: QtBot) -> None:
    assert window.start_page.hero is not None
    qtbot.mouseClick(window.start_page.hero.open_button, LEFT)
    at(window, 1, qtbot)
    window.actions_["run"].trigger()
    at(window, 3, qtbot)


def test_escape_leaves_the_tour_from_the_card_and_from_what_it_points_at(
    window: MainWindow, bubble: Bubble, qtbot: QtBot
) -> None:
    assert window.start_page.hero is not None
    qtbot.keyClick(window.start_page.hero.open_button, Qt.Key.Key_Escape)
    assert window.tour.place is None
    window.actions_["tour"].trigger()
    at(window, 0, qtbot)
    qtbot.mouseClick(bubble.leave, LEFT)
    assert window.tour.place is None
    assert "Help menu" in window.status.words


def test_going_elsewhere_ends_the_tour(window: MainWindow, bubble: Bubble, qtbot: QtBot) -> None:
    assert window.start_page.hero is not None
    qtbot.mouseClick(window.start_page.hero.open_button, LEFT)
    at(window, 1, qtbot)
    window.tabs.show_runs()
    assert window.tour.place is None
    assert not bubble.isVisible()


def test_closing_the_graph_ends_the_tour(window: MainWindow, bubble: Bubble, qtbot: QtBot) -> None:
    assert window.start_page.hero is not None
    qtbot.mouseClick(window.start_page.hero.open_button, LEFT)
    at(window, 1, qtbot)
    workspace = window.tabs.current
    assert workspace is not None
    workspace.document.undo_stack.setClean()
    window.filing.close(workspace)
    assert window.tour.place is None


def test_the_card_stays_beside_its_target_when_the_window_changes(
    window: MainWindow, bubble: Bubble, qtbot: QtBot
) -> None:
    before = bubble.pos()
    window.resize(1700, 1000)
    qtbot.waitUntil(lambda: bubble.pos() != before)
    hero = window.start_page.hero
    assert hero is not None
    area = QRect(hero.open_button.mapTo(window, hero.open_button.rect().topLeft()), hero.open_button.size())
    qtbot.waitUntil(lambda: bubble.frame.geometry().contains(area))
    assert not bubble.geometry().intersects(area)


def test_nothing_glides_where_motion_is_reduced(still: None, window: MainWindow, bubble: Bubble, qtbot: QtBot) -> None:
    assert window.start_page.hero is not None
    qtbot.mouseClick(window.start_page.hero.open_button, LEFT)
    at(window, 1, qtbot)
    assert bubble._glide.state() == QAbstractAnimation.State.Stopped


@pytest.mark.parametrize(
    "area",
    [QRect(200, 320, 60, 32), QRect(350, 8, 70, 28), QRect(0, 530, 990, 245), QRect(992, 44, 288, 730)],
    ids=["a button", "in the toolbar", "at the bottom", "at the right"],
)
def test_a_card_lies_whole_in_the_window_and_not_on_what_it_points_at(area: QRect) -> None:
    room = QRect(0, 0, 1280, 800)
    card = QRect(beside(area, WIDTH, 160, room), room.size()).adjusted(0, 0, WIDTH - 1280, 160 - 800)
    assert room.contains(card)
    assert not card.intersects(area)


def test_where_there_is_no_room_beside_it_the_card_lies_inside() -> None:
    room = QRect(0, 0, 1280, 800)
    assert room.contains(beside(room, WIDTH, 160, room))


def test_without_recipes_no_tour_is_offered(
    preferences: Preferences, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    (tmp_path / "none").mkdir()
    window = MainWindow(FakeEngine(), preferences, tmp_path / "none", tmp_path / "models")
    qtbot.addWidget(window, before_close_func=forget_changes)
    window.show()
    assert not window.start_page.tour.isVisible()
    window.actions_["tour"].trigger()
    assert window.tour.place is None
