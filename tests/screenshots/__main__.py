"""`python -m tests.screenshots [FOLDER]`: all pictures into a folder; without one, what the repository keeps of them.

A window speaks one language from its start, so each language is drawn by a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from engine import resources
from gui.language import LANGUAGES
from tests.screenshots import first_run, studio, views

FIRST_RUN = "first-run"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="where to; without it resources/screenshots, a selection")
    parser.add_argument("--language", choices=LANGUAGES, help="only this one")
    parser.add_argument("--views", nargs="+", choices=[*views.NAMES, FIRST_RUN], help="only these")
    asked = parser.parse_args()
    if asked.language is None:
        for code in LANGUAGES:
            subprocess.run([sys.executable, "-m", "tests.screenshots", *sys.argv[1:], "--language", code], check=True)
        return
    folder = asked.folder or resources.path("screenshots")
    names = asked.views or [*views.NAMES, FIRST_RUN]
    wanted = studio.everything if asked.folder else views.kept
    with tempfile.TemporaryDirectory(prefix="stitchwork-") as home:
        app = studio.application(asked.language, Path(home))
        with studio.Studio(app, asked.language, folder, wanted) as room:
            for name, view in zip(views.NAMES, views.VIEWS, strict=True):
                if name in names and room.pictures(name):
                    view(room)
        if asked.language == "en" and FIRST_RUN in names:
            first_run.draw(app, folder / FIRST_RUN)
    # what Qt still holds must not be taken apart by a Python that ends
    os._exit(0)


if __name__ == "__main__":
    main()
