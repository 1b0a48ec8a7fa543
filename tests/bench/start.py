"""From starting the process to the first painted frame, in the real arrangement: a new process on an X server."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gui.app import PAINTED

ROUNDS = 5
PATIENCE_SECONDS = 60.0
SOURCE = (sys.executable, "-m", "gui")
LOADED = """
import sys, gui.app, gui.window
print("torch" in sys.modules)
"""


def measure() -> dict[str, float | str]:
    """Seconds of the fastest and the middle start of some, and whether torch came along (it must not)."""
    if shutil.which("Xvfb") is None:
        return {"start": "skipped: Xvfb is not installed (Debian: apt-get install xvfb)"}
    with display() as name:
        times = sorted(first_paint_seconds(name, SOURCE) for _ in range(ROUNDS))
    ended = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    return {
        "first_paint_seconds": times[len(times) // 2],
        "first_paint_seconds_fastest": times[0],
        "torch_in_window": ended.stdout.strip(),
    }


@contextmanager
def display() -> Iterator[str]:
    """A display of its own; Xvfb chooses a free number."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def environment(display_name: str, home: Path) -> dict[str, str]:
    """For a window on that display that touches nothing of the person's."""
    env = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return env | {"DISPLAY": display_name, "STITCHWORK_HOME": str(home), "QT_QPA_PLATFORM": "xcb"}


def first_paint_seconds(display_name: str, command: Sequence[str]) -> float:
    """From starting a command to the window's first frame; the window is closed again."""
    with tempfile.TemporaryDirectory() as home, opened(display_name, command, Path(home)) as (_, seconds):
        return seconds


@contextmanager
def opened(display_name: str, command: Sequence[str], home: Path) -> Iterator[tuple[subprocess.Popen[str], float]]:
    """The program with its window painted, and the seconds that took. Raises RuntimeError if it was not painted."""
    env = environment(display_name, home) | {PAINTED: "1"}
    began = time.perf_counter()
    process = subprocess.Popen([*command], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE_SECONDS)
    seconds = time.perf_counter() - began
    line = process.stdout.readline() if ready else ""
    try:
        if line.strip() == "painted":
            yield process, seconds
    finally:
        process.terminate()
        try:
            _, problems = process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            _, problems = process.communicate()
    if line.strip() != "painted":
        raise RuntimeError(f"The window was not painted. It said: {problems[-800:]}")
