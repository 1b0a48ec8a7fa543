"""Draws the window's pictures for the README: `python -m tests.screenshots [FOLDER]`.

Start page, a recipe while it runs, finished, and a failed node, each small and large, light and dark. The run is real:
the engine's own worker and the starter models. In every other language the pictures that need no run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.window import MainWindow

SIZES = ((1280, 800), (1920, 1080))
PATIENCE_SECONDS = 180.0


def main(folder: Path) -> None:
    """All pictures: a window speaks one language from its start, so each language has a process of its own."""
    from gui import language

    folder.mkdir(parents=True, exist_ok=True)
    for code in language.LANGUAGES:
        subprocess.run([sys.executable, "-m", "tests.screenshots", str(folder), code], check=True)


def draw(folder: Path, code: str) -> None:
    """The pictures of one language: with a run in English, without one in the others."""
    os.environ["STITCHWORK_HOME"] = tempfile.mkdtemp(prefix="stitchwork-pictures-")
    from PySide6.QtWidgets import QApplication

    from gui import language
    from gui.theme import theme

    app = QApplication([])
    theme.set_mode("light")
    theme.apply(app)
    language.install(app, code)
    if code == "en":
        take_all(app, folder)
    else:
        take_still(app, code, folder)


def take_all(app: QApplication, folder: Path) -> None:
    """Start page, a run on its way and at its end, and a problem."""
    from engine.jobs.engine import Engine
    from gui.window import MainWindow

    window = MainWindow(Engine())
    window.show()
    wait(app, lambda: window.toolbar.device.count() > 2 or window.dock.panel.tree.topLevelItemCount() > 1)
    take(app, window, folder, "start")
    recipe = window.start_page.recipes[0]
    window.filing.open_recipe(recipe.path)
    wait(app, lambda: False, 0.5)
    window.runs.run()
    workspace = window.tabs.current
    assert workspace is not None
    wait(
        app,
        lambda: any(progress.words.startswith("Token") for progress in workspace.document.outcome.progress.values()),
    )
    wait(app, lambda: not window.running.busy, 0.8)
    if window.running.busy:
        window.running.toggle_pause()
        wait(app, lambda: window.running.paused)
        take(app, window, folder, "running")
        window.running.toggle_pause()
    wait(app, lambda: not window.running.busy)
    chosen = next(
        (name for name, node in workspace.document.graph.nodes.items() if "fusion" in node.type), workspace.node
    )
    workspace.canvas.select(chosen)
    take(app, window, folder, "finished")
    fail(window)
    take(app, window, folder, "failed")
    window.filing.close_all = lambda: True  # type: ignore[method-assign]
    window.close()


def take_still(app: QApplication, code: str, folder: Path) -> None:
    """Start page, canvas and a problem. Nothing is run."""
    from engine.jobs.engine import Engine
    from gui.window import MainWindow

    window = MainWindow(Engine())
    window.show()
    wait(app, lambda: window.dock.panel.tree.topLevelItemCount() > 1)
    take(app, window, folder, f"start-{code}")
    window.filing.open_recipe(window.start_page.recipes[0].path)
    workspace = window.tabs.current
    assert workspace is not None
    workspace.canvas.select(
        next(name for name, node in workspace.document.graph.nodes.items() if "fusion" in node.type)
    )
    take(app, window, folder, f"canvas-{code}")
    fail(window)
    take(app, window, folder, f"failed-{code}")
    window.filing.close_all = lambda: True  # type: ignore[method-assign]
    window.close()


def fail(window: MainWindow) -> None:
    """Take a wire away from the fusion, and try to run."""
    workspace = window.tabs.current
    assert workspace is not None
    document = workspace.document
    wire = next((wire for wire in document.graph.wires if wire.input in ("large", "model")), None)
    if wire is not None:
        document.disconnect(wire)
    window.runs.run()


def take(app: QApplication, window: MainWindow, folder: Path, name: str) -> None:
    """One picture a size and theme."""
    from gui.theme import theme

    for mode in ("light", "dark"):
        theme.set_mode(mode)
        for width, height in SIZES:
            window.resize(width, height)
            wait(app, lambda: False, 0.3)
            workspace = window.tabs.current
            if workspace is not None:
                workspace.canvas.fit()
            wait(app, lambda: False, 0.5)
            window.grab().save(str(folder / f"{name}-{mode}-{width}.png"))
    theme.set_mode("light")


def wait(app: QApplication, until: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Let the window live until something holds, or for some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        app.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    where = Path(sys.argv[1] if len(sys.argv) > 1 else "resources/screenshots")
    if len(sys.argv) > 2:
        draw(where, sys.argv[2])
        os._exit(0)
    main(where)
