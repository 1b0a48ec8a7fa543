"""The worst pause of the window while a recipe runs: models load in the worker, plots stream, messages are drained."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.start import display, environment

TICK_MS = 16
LIMIT_SECONDS = 240.0
SETTLE_SECONDS = 3.0


def measure() -> dict[str, float | str]:
    """Worst and 99th percentile gap between ticks of 16 ms, in ms, from Run to the end of each bundled recipe."""
    if shutil.which("Xvfb") is None:
        return {"ui": "skipped: Xvfb is not installed (Debian: apt-get install xvfb)"}
    from engine import resources

    recipes = sorted(resources.path("recipes").glob("*.stitch"))
    if not recipes:
        return {"ui": "skipped: there are no recipes"}
    found: dict[str, float | str] = {}
    with display() as name, tempfile.TemporaryDirectory() as home:
        for recipe in recipes:
            ended = subprocess.run(
                [sys.executable, "-m", "tests.bench.ui", str(recipe)],
                capture_output=True,
                text=True,
                env=environment(name, Path(home)),
                timeout=LIMIT_SECONDS + 60,
            )
            if ended.returncode:
                raise RuntimeError(ended.stderr[-800:])
            for key, value in json.loads(ended.stdout.splitlines()[-1]).items():
                found[f"{recipe.stem}.{key}"] = value
    worst = [value for key, value in found.items() if key.endswith(".worst_gap_ms") and isinstance(value, float)]
    return {"worst_gap_ms": max(worst)} | found


def run(recipe: Path) -> dict[str, float | str]:
    """In this process: open the recipe in a window with the real engine, run it, turn to its results, and watch the
    clock."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from engine.jobs.engine import Engine
    from gui.theme import theme
    from gui.window import MainWindow

    app = QApplication([])
    theme.apply(app)
    window = MainWindow(Engine())
    window.show()
    gaps: list[float] = []
    of_run: list[float] = []
    last = [0.0]
    result: dict[str, float | str] = {}

    def tick() -> None:
        now = time.perf_counter()
        if last[0]:
            gaps.append((now - last[0]) * 1000)
        last[0] = now

    def start() -> None:
        ticks.start()
        window.runs.run()
        if not window.running.busy:
            result["outcome"] = window.status.words
            app.quit()

    def finished(_document: object, message: object) -> None:
        result["outcome"] = getattr(message, "outcome", "")
        result["seconds"] = getattr(message, "seconds", 0.0)
        QTimer.singleShot(300, turn)
        QTimer.singleShot(800, leave)

    def turn() -> None:
        """To the results: a press of the person's, apart from the run."""
        of_run.extend(gaps)
        gaps.clear()
        window.results.show(True)

    def leave() -> None:
        """Closing the window is no part of the run."""
        ticks.stop()
        app.quit()

    ticks = QTimer(interval=TICK_MS, timerType=_precise())
    ticks.timeout.connect(tick)
    window.running.finished.connect(finished)
    QTimer.singleShot(200, lambda: window.filing.open_recipe(recipe))
    QTimer.singleShot(int(SETTLE_SECONDS * 1000), start)
    QTimer.singleShot(int(LIMIT_SECONDS * 1000), app.quit)
    app.exec()
    window.close()
    of_run.sort()
    if of_run:
        result |= {
            "worst_gap_ms": of_run[-1],
            "gap_ms_99": of_run[int(len(of_run) * 0.99)],
            "ticks": float(len(of_run)),
            "to_results_ms": max(gaps, default=0.0),
        }
    return result


def _precise() -> object:
    from PySide6.QtCore import Qt

    return Qt.TimerType.PreciseTimer


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))), flush=True)
    os._exit(0)
