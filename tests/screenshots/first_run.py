"""A person's first minutes as numbered pictures and one film: the tour, a run, a change, a second run, what differs."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.screenshots.saving import save
from tests.screenshots.studio import Studio, move_home

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.tour.bubble import Bubble

FILM = "first-run.webp"
STILL_SECONDS, MOVING_SECONDS, EVERY_SECONDS = 2.2, 0.18, 1.2
"How long the film shows a picture that stands and one of a run, and how far apart those are taken."
UNPACKED = 100
"Quick to write: a film must not slow down what it shows."
TOKENS = 96
"How much the first recipe writes."


def draw(app: QApplication, folder: Path) -> None:
    """Starts the program for the first time, and does what the tour says. The film needs ffmpeg."""
    with tempfile.TemporaryDirectory(prefix="stitchwork-") as home:
        move_home(Path(home))
        shutil.rmtree(folder, ignore_errors=True)
        with Studio(app, "en", folder) as studio:
            Series(studio, Path(home)).play()


class Series:
    """What is pressed is what a person presses."""

    def __init__(self, studio: Studio, home: Path) -> None:
        self._studio, self._window, self._home = studio, studio.window, home
        self._frames: list[tuple[Path, float]] = []
        self._n_stills = 0

    def play(self) -> None:
        """The steps in order, and the film of them."""
        window, page = self._window, self._window.start_page
        hero = page.hero
        assert hero is not None
        self._still("start")
        page.tour.accept.click()
        self._still("tour")
        hero.open_button.click()
        self._still("graph")
        self._bubble.next.click()
        self._still("press-run")
        window.toolbar.run.click()
        self._run("running", 34)
        self._still("look-inside")
        self._bubble.next.click()
        workspace = window.tabs.current
        assert workspace is not None
        workspace.canvas.select("compare")
        workspace.inspector.show_tab("results")
        window.actions_["results"].trigger()
        self._still("results")
        window.actions_["results"].trigger()
        workspace.canvas.select("fusion")
        workspace.inspector.show_tab("settings")
        workspace.document.set_setting("fusion", "strategy", "static")
        workspace.document.set_setting("fusion", "alpha", 0.4)
        self._still("change")
        window.toolbar.run.click()
        self._run("only-what-changed", 60)
        window.actions_["runs"].trigger()
        runs = window.runs_tab.page
        assert runs is not None
        self._studio.wait(lambda: len(runs.runs.runs) == 2)
        runs.table.choose([run.id for run in runs.runs.runs])
        self._studio.wait(lambda: runs.detail is not None and runs.detail.isVisible())
        self._still("compare")
        window.filing.save_to(workspace, self._home / "My first fusion.stitch")
        window.tabs.show_workspace(None)
        self._still("saved")
        self._write_film()

    @property
    def _bubble(self) -> Bubble:
        bubble = self._window.tour.bubble
        assert bubble is not None
        return bubble

    def _still(self, name: str) -> None:
        """The next numbered picture."""
        self._studio.rest()
        self._studio.rest()
        self._n_stills += 1
        path = self._studio.folder / f"{self._n_stills:02}-{name}.png"
        save(self._studio.picture(), path)
        self._frames.append((path, STILL_SECONDS))

    def _run(self, name: str, token: int) -> None:
        """Film a run to its end; the picture with its name is taken at a token of the text."""
        workspace = self._window.tabs.current
        assert workspace is not None
        progress = workspace.document.outcome.progress
        with self._studio.until_kept() as kept:
            named = False
            while not kept:
                self._studio.wait(lambda: bool(kept), EVERY_SECONDS if named else EVERY_SECONDS / 8)
                if not named and any(said.total == TOKENS and said.done >= token for said in progress.values()):
                    self._still(name)
                    named = True
                path = self._home / f"{len(self._frames):04}.png"
                self._studio.picture().save(str(path), quality=UNPACKED)
                self._frames.append((path, MOVING_SECONDS))

    def _write_film(self) -> None:
        """One animated picture of all. Left out where there is no ffmpeg."""
        if not shutil.which("ffmpeg"):
            print("The film was left out: ffmpeg is not installed.")
            return
        listed = self._home / "frames.txt"
        lines = [f"file '{path.resolve()}'\nduration {seconds}" for path, seconds in self._frames]
        listed.write_text("\n".join(lines) + "\n", "utf-8")
        source = ["-f", "concat", "-safe", "0", "-i", str(listed), "-fps_mode", "vfr"]
        look = ["-c:v", "libwebp_anim", "-quality", "60", "-compression_level", "4", "-loop", "0"]
        command = ["ffmpeg", "-loglevel", "error", "-y", *source, *look, str(self._studio.folder / FILM)]
        subprocess.run(command, check=True)
