"""What a graph needs is compared with what is free where it will run."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from engine.jobs import messages as m
from gui.library.offers import Offer
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import GB, FakeEngine

MB = 10**6


@pytest.mark.parametrize(
    ("used", "free", "level"),
    [(0, 20 * GB, "info"), (0, 26 * MB, "warn"), (0, 20 * MB, "failed"), (20 * MB, 20 * MB, "info")],
    ids=["roomy", "nearly full", "full of other programs' data", "half of it held by the last run"],
)
def test_a_model_is_compared_with_what_is_free_on_the_gpu(
    window: MainWindow, river: Workspace, engine: FakeEngine, qtbot: QtBot, used: int, free: int, level: str
) -> None:
    river.add(Offer("Model", "box", "model", {"name": "starter-large"}))
    engine.say(m.Memory(used, 22 * GB, free))
    qtbot.waitUntil(lambda: window.status.need.text() == "needs about 25\u00a0MB of 22\u00a0GB")
    assert window.status._need_level == level
