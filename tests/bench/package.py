"""The installed package against this checkout: its size, the seconds to the window and to a recipe's results."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.start import SOURCE, display, first_paint_seconds

ENTRY = Path("/usr/share/applications/stitchwork.desktop")
ROUNDS = 5
RECIPE = "one-expert"
SMALL = ("--set", "generate.n_tokens=8", "--set", "compare.n_tokens=64", "--quiet")


def measure() -> dict[str, float | str]:
    """Seconds of both, taken in turn, and package over checkout. Opening is what a double click on a file runs."""
    if not ENTRY.is_file():
        return {"package": "skipped: the Debian package is not installed (resources/packaging/build_deb.py)"}
    if shutil.which("Xvfb") is None:
        return {"package": "skipped: Xvfb is not installed (Debian: apt-get install xvfb)"}
    line = next(line for line in ENTRY.read_text("utf-8").splitlines() if line.startswith("Exec="))
    program = [word for word in shlex.split(line.partition("=")[2]) if word != "%F"]
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(Path(__file__).parents[2] / "resources" / "recipes" / f"{RECIPE}.stitch", folder)
        with display() as name:
            opened = [
                (first_paint_seconds(name, [*program, file]), first_paint_seconds(name, [*SOURCE, file]))
                for _ in range(ROUNDS)
            ]
        ran = [(_run_seconds(program, file, folder), _run_seconds(SOURCE, file, folder)) for _ in range(ROUNDS // 2)]
    package_opens, source_opens = (sorted(seconds)[ROUNDS // 2] for seconds in zip(*opened, strict=True))
    package_runs, source_runs = (min(seconds) for seconds in zip(*ran, strict=True))
    return {
        "installed_megabytes": _installed_megabytes(),
        "first_paint_seconds": package_opens,
        "first_paint_over_checkout": package_opens / source_opens,
        "recipe_seconds": package_runs,
        "recipe_over_checkout": package_runs / source_runs,
    }


def _run_seconds(command: Sequence[str], file: str, folder: str) -> float:
    env = os.environ | {"STITCHWORK_HOME": folder}
    began = time.perf_counter()
    subprocess.run([*command, "run", file, *SMALL, "--out", f"{folder}/results"], env=env, check=True)
    return time.perf_counter() - began


def _installed_megabytes() -> float:
    asked = ["dpkg-query", "--show", "--showformat", "${Installed-Size}", "stitchwork"]
    return float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout) * 1024 / 1e6
