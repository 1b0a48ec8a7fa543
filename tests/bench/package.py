"""The installed package against this checkout: sizes, the seconds to the window and to results, and a killed worker.

STITCHWORK_DEB names the package's file, for its size. Results in the window need xdotool, which presses the keys.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from engine.graph import files
from engine.graph.document import Graph, Node, Wire
from tests.bench.start import SOURCE, display, first_paint_seconds, opened

ENTRY = Path("/usr/share/applications/stitchwork.desktop")
PLACE = Path("/usr/lib/stitchwork/_internal")
ROUNDS = 3
LARGEST = 8
PATIENCE_SECONDS = 120.0
RECIPE = "one-expert"
SMALL = ("--set", "generate.n_tokens=8", "--set", "compare.n_tokens=64", "--quiet")


def measure() -> dict[str, float | str]:
    """Medians, taken in turn with those of the checkout. Opening is what a double click on a file runs; a first result
    is that of a run which is asked for as soon as the window is painted."""
    if not ENTRY.is_file():
        return {"package": "skipped: the Debian package is not installed (resources/packaging/build_deb.py)"}
    if shutil.which("Xvfb") is None:
        return {"package": "skipped: Xvfb is not installed (Debian: apt-get install xvfb)"}
    program = [word for word in shlex.split(_entry("Exec")) if word != "%F"]
    found: dict[str, float | str] = _sizes()
    with tempfile.TemporaryDirectory() as folder, display() as name:
        file = str(shutil.copy(Path(__file__).parents[2] / "resources" / "recipes" / f"{RECIPE}.stitch", folder))
        found["first_paint_seconds"] = _median(lambda: first_paint_seconds(name, program))
        _compare(found, "first_paint_of_a_file", lambda start: first_paint_seconds(name, [*start, file]), program)
        if shutil.which("xdotool") is None:
            found["window"] = "skipped: xdotool is not installed (Debian: apt-get install xdotool)"
        else:
            small = _small_graph(Path(folder))
            _compare(found, "first_result", lambda start: _first_result(name, [*start, str(small)]), program)
            found |= _in_the_window(name, [*program, str(small)])
        _compare(found, "recipe_without_window", lambda start: _run_seconds(start, file, folder), program)
    return found


def _compare(
    found: dict[str, float | str], name: str, seconds: Callable[[Sequence[str]], float], program: Sequence[str]
) -> None:
    pairs = [(seconds(program), seconds(SOURCE)) for _ in range(ROUNDS)]
    package, source = (sorted(column)[ROUNDS // 2] for column in zip(*pairs, strict=True))
    found |= {f"{name}_seconds": package, f"{name}_over_checkout": package / source}


def _median(seconds: Callable[[], float]) -> float:
    return sorted(seconds() for _ in range(ROUNDS))[ROUNDS // 2]


def _entry(key: str) -> str:
    line = next(line for line in ENTRY.read_text("utf-8").splitlines() if line.startswith(f"{key}="))
    return line.partition("=")[2]


def _sizes() -> dict[str, float | str]:
    """In megabytes of 10⁶ bytes."""
    asked = ["dpkg-query", "--show", "--showformat", "${Installed-Size}", "stitchwork"]
    installed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    parts = sorted(
        ((_bytes(part), part.name) for part in [*PLACE.iterdir(), PLACE.with_name("stitchwork")]), reverse=True
    )
    found: dict[str, float | str] = {"installed_megabytes": float(installed) * 1024 / 1e6}
    if package := os.environ.get("STITCHWORK_DEB"):
        found["package_megabytes"] = Path(package).stat().st_size / 1e6
    return found | {"largest_parts": ", ".join(f"{name} {size / 1e6:.0f}" for size, name in parts[:LARGEST])}


def _bytes(part: Path) -> int:
    return sum(file.lstat().st_size for file in (part, *part.rglob("*")) if not file.is_dir())


def _small_graph(folder: Path) -> Path:
    nodes = {
        "model": Node("model", "model", 0, 0, settings={"name": "starter-large"}),
        "prompt": Node("prompt", "prompt", 0, 200),
        "generate": Node("generate", "generate", 300, 0, settings={"n_tokens": 8}),
    }
    wires = [Wire("model", "model", "generate", "model"), Wire("prompt", "text", "generate", "prompt")]
    file = folder / "small.stitch"
    files.save(Graph(nodes, wires), file)
    return file


def _first_result(display_name: str, command: Sequence[str]) -> float:
    with tempfile.TemporaryDirectory() as home:
        began = time.perf_counter()
        with opened(display_name, command, Path(home)) as (process, _):
            _press_run(display_name, process.pid)
            _wait_for_runs(Path(home), 1)
            return time.perf_counter() - began


def _in_the_window(display_name: str, command: Sequence[str]) -> dict[str, float | str]:
    """What the window manager is told, and whether a run works after the worker was killed."""
    with tempfile.TemporaryDirectory() as home, opened(display_name, command, Path(home)) as (process, _):
        window = _press_run(display_name, process.pid)
        _wait_for_runs(Path(home), 1)
        told = subprocess.run(
            ["xprop", "-display", display_name, "-id", window, "WM_CLASS"], capture_output=True, text=True, check=True
        ).stdout
        same = f'"{_entry("StartupWMClass")}"' in told
        killed = _workers(process.pid)
        for worker in killed:
            worker.kill()
        _wait(lambda: bool(set(_workers(process.pid)) - set(killed)))
        _press_run(display_name, process.pid)
        _wait_for_runs(Path(home), 2)
        survived = f"{len(killed)} killed, and the next run worked"
    return {"window_class": "that of the menu entry" if same else told.strip(), "worker": survived}


def _workers(window: int) -> list[psutil.Process]:
    """Those of a window's processes that have torch in them."""
    found = psutil.Process(window).children()
    return [child for child in found if child.is_running() and child.memory_info().rss > 10**8]


def _press_run(display_name: str, process: int) -> str:
    """Press F5 in the window of a process. Returns the window's number."""
    env = os.environ | {"DISPLAY": display_name}
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(process), "--class", "stitchwork"]
    window = subprocess.run(search, env=env, capture_output=True, text=True, check=True).stdout.split()[0]
    subprocess.run(["xdotool", "windowfocus", "--sync", window, "key", "F5"], env=env, check=True)
    return window


def _wait_for_runs(home: Path, number: int) -> None:
    """Until so many runs that ended well are kept."""
    _wait(
        lambda: (
            sum('"outcome": "done"' in file.read_text("utf-8") for file in home.glob("runs/2*/result.json")) >= number
        )
    )


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not until():
        if time.monotonic() > deadline:
            raise TimeoutError("The window gave no result.")
        time.sleep(0.02)


def _run_seconds(command: Sequence[str], file: str, folder: str) -> float:
    env = os.environ | {"STITCHWORK_HOME": folder}
    began = time.perf_counter()
    subprocess.run([*command, "run", file, *SMALL, "--out", f"{folder}/results"], env=env, check=True)
    return time.perf_counter() - began
