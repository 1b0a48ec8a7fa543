"""A window that is photographed: small and large, light and dark."""

from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.screenshots.saving import save

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from gui.workspace import Workspace

THEMES = ("light", "dark")
SIZES = ((1280, 800), (1920, 1080))
SCREEN = (2560, 1440)
PATIENCE_SECONDS = 300.0
SETTLE_SECONDS = 0.25
BAR = 32
"Height of the title that a dialog's frame has in the pictures, as no desktop is there to draw one."


def application(code: str, home: Path) -> QApplication:
    """A program that speaks the language, keeps its files in `home` and has a screen that holds every picture."""
    if "QT_QPA_PLATFORM" not in os.environ or os.environ["QT_QPA_PLATFORM"] == "offscreen":
        width, height = SCREEN
        screens = home / "screens.json"
        screen = {"name": "Pictures", "x": 0, "y": 0, "width": width, "height": height}
        screens.write_text(json.dumps({"screens": [screen]}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    move_home(home)
    from PySide6.QtWidgets import QApplication

    from gui import language
    from gui.theme import theme

    app = QApplication([])
    language.install(app, code)
    theme.set_mode("light")
    theme.set_reduced_motion(True)
    theme.apply(app)
    return app


def move_home(home: Path) -> None:
    """Models, runs and preferences lie there from now on, as they do for a person who has chosen nothing."""
    os.environ["HOME"] = str(home)
    for name in ("STITCHWORK_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        os.environ.pop(name, None)


def file_name(view: str, code: str, mode: str, width: int) -> str:
    return "-".join((view, *(() if code == "en" else (code,)), mode, f"{width}.png"))


def everything(_view: str, _code: str, _mode: str, _width: int) -> bool:
    return True


class Studio:
    """One window for all pictures of a language. `wanted(view, language, theme, width)`: which of them are taken."""

    def __init__(
        self, app: QApplication, code: str, folder: Path, wanted: Callable[[str, str, str, int], bool] = everything
    ) -> None:
        from engine.jobs.engine import Engine
        from gui.window import MainWindow

        folder.mkdir(parents=True, exist_ok=True)
        self.app, self.code, self.folder, self._wanted = app, code, folder, wanted
        self.window = MainWindow(Engine())
        self._opened: dict[str, Workspace] = {}
        self._ran: set[str] = set()
        self.window.resize(*SIZES[0])
        self.window.show()
        # the worker is ready when it has told what the computer has
        tree, memory = self.window.dock.panel.tree, self.window.toolbar.memory
        self.wait(lambda: tree.topLevelItemCount() > 1 and bool(memory.words))
        self.rest()

    def __enter__(self) -> Studio:
        return self

    def __exit__(self, *_: object) -> None:
        for workspace in self.window.tabs.workspaces:
            workspace.document.undo_stack.setClean()
        self.window.close()

    def take(self, view: str, front: QWidget | None = None) -> None:
        """The pictures of a view, with a dialog in front of the window."""
        from gui.theme import theme

        for mode, (width, height) in self.pictures(view):
            theme.set_mode(mode)
            self.window.resize(width, height)
            self.rest()
            if (workspace := self.window.tabs.current) is not None:
                workspace.canvas.fit()
            self.rest()
            save(self.picture(front), self.folder / file_name(view, self.code, mode, width))
        theme.set_mode("light")

    def pictures(self, view: str) -> list[tuple[str, tuple[int, int]]]:
        """Theme and size of each that is taken of a view."""
        every = itertools.product(THEMES, SIZES)
        return [(mode, size) for mode, size in every if self._wanted(view, self.code, mode, size[0])]

    def picture(self, front: QWidget | None = None) -> QImage:
        """What a person sees now."""
        pixmap = self.window.grab()
        if front is not None:
            _lay_over(pixmap, front)
        return pixmap.toImage()

    def recipe(self, name: str) -> Workspace:
        """The tab of a recipe, in front."""
        if name not in self._opened:
            file = next(one.path for one in self.window.start_page.recipes if one.path.stem == name)
            workspace = self.window.filing.open_recipe(file)
            assert workspace is not None
            self._opened[name] = workspace
        self.window.tabs.show_workspace(self._opened[name])
        self.rest()
        return self._opened[name]

    def finished(self, name: str) -> Workspace:
        """The tab of a recipe that has run."""
        workspace = self.recipe(name)
        if name not in self._ran:
            self.run()
            self._ran.add(name)
        self.window.bottom.show_live()
        return workspace

    def run(self) -> None:
        """Run the graph in front to its end, and until the run is kept."""
        with self.until_kept() as kept:
            self.window.runs.run()
            self.wait(lambda: bool(kept))

    @contextmanager
    def until_kept(self) -> Iterator[list[object]]:
        """A list that is empty until a run is kept."""
        kept: list[object] = []

        def keep(run: object) -> None:
            kept.append(run)

        self.window.keeper.kept.connect(keep)
        yield kept
        self.window.keeper.kept.disconnect(keep)

    def running(self, name: str) -> Workspace:
        """The tab of a recipe in the middle of its writing, paused. `run_on` goes on to its end."""
        workspace = self.recipe(name)
        self.window.runs.run()
        progress = workspace.document.outcome.progress
        self.wait(lambda: any(30 <= said.done < said.total and said.total == 96 for said in progress.values()))
        self.window.running.toggle_pause()
        self.wait(lambda: self.window.running.paused)
        self._ran.add(name)
        return workspace

    def run_on(self) -> None:
        self.window.running.toggle_pause()
        self.wait(lambda: not self.window.running.busy)
        self.rest()

    def rest(self) -> None:
        self.wait(lambda: False, SETTLE_SECONDS)

    def wait(self, until: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Let the window live until something holds, or for some seconds. Raises TimeoutError after all patience."""
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                if seconds == PATIENCE_SECONDS:
                    raise TimeoutError(f"Nothing more happened: {self.window.status.words}")
                return
            self.app.processEvents()
            time.sleep(0.005)


def _lay_over(pixmap: QPixmap, front: QWidget) -> None:
    """Draw a dialog over the middle of the window, with the frame that a desktop would give it."""
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QPainter

    from gui.theme import theme

    palette = theme.palette
    size = front.size()
    frame = QRect(0, 0, size.width() + 2, size.height() + BAR + 1)
    frame.moveCenter(pixmap.rect().center())
    painter = QPainter(pixmap)
    painter.setPen(palette.edge)
    painter.setBrush(palette.chrome)
    painter.drawRect(frame)
    title = QRect(frame.left(), frame.top(), frame.width(), BAR)
    painter.setPen(palette.text1)
    painter.setFont(theme.font(13, 600))
    painter.drawText(title, Qt.AlignmentFlag.AlignCenter, front.windowTitle())
    painter.drawPixmap(frame.left() + 1, frame.top() + BAR, front.grab())
    painter.end()
