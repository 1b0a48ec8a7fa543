"""The steps as data: what each points at, what it says, and what goes on to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.gallery.cards import seconds_words
from gui.words import together

if TYPE_CHECKING:
    from gui.window import MainWindow

OPEN, GRAPH, RUN, WATCH, LOOK = range(5)
NUMBER = 5


@dataclass(frozen=True)
class Step:
    """`button`: what its button says; without one the person goes on by using what the step points at."""

    title: str
    words: str
    button: str = ""


def step(place: int, seconds: float) -> Step:
    """`seconds`: how long the recipe takes."""
    match place:
        case 0:
            return Step(
                _tr("Open a recipe"),
                _tr("A recipe is a finished graph. In this one, two small experts steer a larger model. Press Open."),
            )
        case 1:
            return Step(
                _tr("This is the graph"),
                _tr("Each box is a node. Lines carry models and texts from left to right, from node to node."),
                _tr("Next"),
            )
        case 2:
            words = _tr("The models are loaded and start to work, on this computer alone. Press Run, or F5.")
            time = _tr("It takes about {time}.").format(time=seconds_words(seconds)) if seconds else ""
            return Step(_tr("Run it"), together(words, time))
        case 3:
            return Step(
                _tr("Watch it work"),
                _tr(
                    "Plots are drawn here while the models work. When they are done, Results, above the canvas, "
                    "shows what came out."
                ),
                _tr("Next"),
            )
    return Step(
        _tr("Look inside"),
        _tr(
            "Here are the settings and results of the selected node; the question mark explains it. Change something "
            "and press Run again: only what depends on it runs."
        ),
        _tr("Done"),
    )


def target(window: MainWindow, place: int) -> QWidget | None:
    """The widget that a step points at."""
    hero, workspace = window.start_page.hero, window.tabs.current
    match place:
        case 0:
            return hero.open_button if hero is not None else None
        case 1:
            return workspace.canvas if workspace is not None else None
        case 2:
            return window.toolbar.run
        case 3:
            return window.bottom
    return window.inspectors


def _tr(text: str) -> str:
    return QCoreApplication.translate("tour", text)
