"""`stitchwork-window`: starts the window, and keeps errors that nobody foresaw from ending it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from gui import desktop

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.window import MainWindow

NO_DISPLAY = """Stitchwork needs a display to open its window, and none was found.

Without one, run a graph from the command line:
    stitchwork run FILE.stitch --out FOLDER

Recipes to start from: stitchwork recipes"""
PAINTED = "STITCHWORK_TRACE_START"
"When set, a line is printed once the window has been painted for the first time; tests.bench start waits for it."


def main(argv: list[str] | None = None) -> int:
    """Open the window, with the files named in `argv`. Returns the exit status; 2 without a display."""
    arguments = sys.argv[1:] if argv is None else argv
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 2
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # The first argument becomes part of the window's class, by which desktops find the menu entry and its icon.
    return _open(QApplication([desktop.NAME]), [Path(name) for name in arguments if not name.startswith("-")])


def has_display() -> bool:
    """Whether Qt can open a window; only Linux can be without a display."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.split(":")[0] in ("offscreen", "minimal", "vnc", "eglfs", "linuxfb"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(app: QApplication, files: list[Path]) -> int:
    from PySide6.QtGui import QGuiApplication

    from engine.jobs.engine import Engine
    from gui import language
    from gui.settings import Preferences
    from gui.theme import theme
    from gui.window import MainWindow

    app.setApplicationName("Stitchwork")
    app.setApplicationDisplayName("Stitchwork")
    app.setOrganizationName("Stitchwork")
    QGuiApplication.setDesktopFileName(desktop.NAME)
    preferences = Preferences()
    language.install(app, language.choose(preferences.language))
    theme.set_mode(preferences.theme)
    theme.apply(app)
    if preferences.reduced_motion:
        theme.set_reduced_motion(True)
    app.setWindowIcon(desktop.window_icon())
    window = MainWindow(Engine(), preferences)
    catch_errors(window)
    if os.environ.get(PAINTED):
        window.painted.connect(lambda: print("painted", flush=True))
    window.show()
    for file in files:
        window.open_path(file)
    return app.exec()


def catch_errors(window: MainWindow) -> None:
    """An error in a slot goes to the terminal and to Messages, where its details can be copied."""
    from gui.runs import describe

    def hook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, problem, trace)
        if issubclass(kind, KeyboardInterrupt):
            window.close()
        else:
            window.report_bug(*describe(problem))

    sys.excepthook = hook


if __name__ == "__main__":
    sys.exit(main())
