"""Faults that people meet, with real processes: the window is killed, the worker is killed, the disk is full.

Each act starts the window in a process of its own on an X server, with the real engine and a bundled recipe.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.start import display, environment

if TYPE_CHECKING:
    from gui.window import MainWindow
    from gui.workspace import Workspace

RECIPE = "sums"
NODE, SETTING, VALUE = "prompt", "text", "17+25="
LIMIT_SECONDS = 240.0
TICK_MS = 16
DISK_KB = 128
FILE_LIMIT = 1024
"Bytes a file may have, where no small disk can be mounted."


def measure() -> dict[str, float | str]:
    """What was kept and what was said, in seconds and words. "yes" is as it should be everywhere but in `asks`."""
    if shutil.which("Xvfb") is None:
        return {"drill": "skipped: Xvfb is not installed (Debian: apt-get install xvfb)"}
    found: dict[str, float | str] = {}
    with display() as name, tempfile.TemporaryDirectory() as folder:
        file = _copy_recipe(Path(folder))
        env = environment(name, Path(folder, "home"))
        found |= _act("crash", "work", file, env, kill_at="running")
        found |= _act("crash", "again", file, env)
        found |= _act("crash", "calm", file, env)
        found |= _act("worker", "worker", file, env)
        with _small_disk(Path(folder, "small")) as how:
            found["disk.how"] = how
            kept = _copy_recipe(Path(folder, "small") if how == "tmpfs" else Path(folder))
            found |= _act("disk", "disk", kept, env | {"STITCHWORK_HOME": str(kept.parent / "home")})
    return found


def _copy_recipe(folder: Path) -> Path:
    from engine import resources

    file = folder / "drill.stitch"
    shutil.copy(resources.path("recipes", f"{RECIPE}.stitch"), file)
    return file


def _act(part: str, act: str, file: Path, env: dict[str, str], kill_at: str = "") -> dict[str, float | str]:
    """Play one act; the window is killed with SIGKILL as soon as it has said `kill_at`."""
    command = [sys.executable, "-m", "tests.bench.drill", act, str(file)]
    found: dict[str, float | str] = {}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        for line in window.stdout:
            said = json.loads(line)
            found |= {f"{part}.{key}": value for key, value in said.items() if key != kill_at}
            if kill_at in said:
                window.kill()
        window.wait()
        if window.returncode != (-9 if kill_at else 0):
            raise RuntimeError(f"The act “{act}” ended with {window.returncode}. It had said: {found}")
    return found


@contextmanager
def _small_disk(place: Path) -> Iterator[str]:
    """A disk that is soon full, or else a limit to the size of files; says which."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_KB}k", "tmpfs", str(place)], capture_output=True
    )
    try:
        yield "tmpfs" if mounted.returncode == 0 else "limit"
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", str(place)], check=True)


# What follows runs in the window's process.


class Act:
    """A window with the real engine, as `stitchwork FILE` opens it, and hands to use it."""

    def __init__(self, file: Path) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from engine.jobs.engine import Engine
        from gui.theme import theme
        from gui.window import MainWindow

        self.began = time.perf_counter()
        self.file = file
        self.app = QApplication(["stitchwork"])
        theme.apply(self.app)
        self.window: MainWindow = MainWindow(Engine())
        self.window.show()
        self.worst_gap = 0.0
        self._last = time.perf_counter()
        self._ticks = QTimer(interval=TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self._ticks.start()
        self.looked: list[object] = []
        self.window.recovery.looked.connect(self.looked.append)
        self.outcomes: list[str] = []
        self.window.running.finished.connect(lambda _document, message: self.outcomes.append(message.outcome))

    def open(self) -> Workspace:
        self.window.open_path(self.file)
        workspace = self.window.tabs.current
        assert workspace is not None
        return workspace

    def run(self) -> float:
        """Run the graph in front to its end; seconds."""
        began, before = time.perf_counter(), len(self.outcomes)
        self.start()
        self.until(lambda: len(self.outcomes) > before)
        return time.perf_counter() - began

    def start(self) -> None:
        self.until(lambda: not self.window.running.busy and self.window.actions_["run"].isEnabled())
        self.window.actions_["run"].trigger()

    def until(self, holds: Callable[[], object]) -> float:
        """Let the window live until something holds; seconds."""
        from PySide6.QtTest import QTest

        began = time.perf_counter()
        while not holds():
            QTest.qWait(5)
            if time.perf_counter() - began > LIMIT_SECONDS:
                raise TimeoutError(self.window.status.words)
        return time.perf_counter() - began

    def kept_runs(self) -> list[Any]:
        found: list[Any] = []
        self.window.keeper.ask(lambda history: history.runs(), found.append)
        self.until(lambda: found)
        return found[0]

    def close(self) -> None:
        for workspace in self.window.tabs.workspaces:
            workspace.document.undo_stack.setClean()
        self.until(lambda: not self.window.running.busy)
        self.window.close()

    def working(self, workspace: Workspace) -> bool:
        """A node is in the middle of its work."""
        return any(progress.done for progress in workspace.document.outcome.progress.values())

    def _tick(self) -> None:
        now = time.perf_counter()
        self.worst_gap = max(self.worst_gap, now - self._last)
        self._last = now


def work(act: Act) -> None:
    """Run to the end, change a setting, run again; killed in the middle."""
    workspace = act.open()
    say(first_run_seconds=act.run(), first_run=act.outcomes[-1])
    act.until(lambda: len(act.kept_runs()) == 1)
    workspace.document.set_setting(NODE, SETTING, VALUE)
    say(swap_after_seconds=act.until(lambda: any(VALUE in swap.read_text("utf-8") for swap in swaps())))
    act.start()
    act.until(lambda: act.working(workspace))
    say(running=True)
    time.sleep(LIMIT_SECONDS)


def again(act: Act) -> None:
    """After the kill: the offer, the change, the run that had finished; then all is saved."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    act.until(act.window.unsaved.isVisible)
    say(offered_after_start_seconds=time.perf_counter() - act.began, offer=act.window.unsaved.words)
    QTest.mouseClick(act.window.unsaved.button, Qt.MouseButton.LeftButton)
    workspace = act.window.tabs.current
    assert workspace is not None
    document = workspace.document
    say(
        change_is_back=yes(document.graph.nodes[NODE].settings.get(SETTING) == VALUE),
        belongs_to_its_file=yes(document.path == act.file),
        is_unsaved=yes(document.modified),
        kept_runs=float(len(act.kept_runs())),
    )
    assert act.window.filing.save(workspace)
    act.until(lambda: not swaps())
    act.close()


def calm(act: Act) -> None:
    """After a clean end nobody is asked."""
    act.until(lambda: act.looked)
    say(asks_after_a_clean_end=yes(act.window.unsaved.isVisible()), files_left=float(len(swaps())))
    act.close()


def worker(act: Act) -> None:
    """The worker is killed while a node works."""
    import psutil

    workspace = act.open()
    act.start()
    act.until(lambda: act.working(workspace))
    act.worst_gap = 0.0
    children = psutil.Process().children()
    max(children, key=lambda child: child.memory_info().rss).kill()
    say(told_after_seconds=act.until(lambda: act.outcomes))
    document = workspace.document
    failed = next((node for node in document.graph.nodes if document.outcome.failures.get(node)), None)
    assert failed is not None
    say(node=failed, words=document.faults_of(failed)[0].sentence(), window_stays=yes(act.window.isVisible()))
    say(run_again_seconds=act.run(), run_again=act.outcomes[-1], worst_gap_ms=act.worst_gap * 1000)
    act.close()


def disk(act: Act) -> None:
    """The disk is full while a file is saved, and while unsaved changes are kept."""
    before = act.file.read_bytes()
    workspace = act.open()
    disk = os.statvfs(act.file.parent)
    small = disk.f_blocks * disk.f_frsize <= DISK_KB * 1024
    filler = act.file.with_name("filler")
    if small:
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(b"x" * 4096)
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, resource.RLIM_INFINITY))
    told: list[str] = []
    act.window.recovery.trouble.connect(told.append)
    workspace.document.set_setting(NODE, SETTING, VALUE)
    act.until(lambda: told)
    say(unsaved_changes_notice=told[0], asks=yes(act.app.activeModalWidget() is not None))
    saved = act.window.filing.save(workspace)
    say(refused=yes(not saved), words=act.window.notice.words, old_file_whole=yes(act.file.read_bytes() == before))
    left = [path for path in act.file.parent.iterdir() if path.name.startswith(f".{act.file.name}")]
    say(half_files_left=float(len(left)), still_unsaved=yes(workspace.document.modified))
    if small:
        filler.unlink()
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    saved = act.window.filing.save(workspace)
    say(saved_once_there_is_room=yes(saved and VALUE.encode() in act.file.read_bytes()))
    act.close()


def swaps() -> list[Path]:
    return list(Path(os.environ["STITCHWORK_HOME"], "unsaved").glob("*.swap"))


def yes(holds: object) -> str:
    return "yes" if holds else "no"


def say(**facts: float | str) -> None:
    print(json.dumps(facts), flush=True)


ACTS = {act.__name__: act for act in (work, again, calm, worker, disk)}

if __name__ == "__main__":
    ACTS[sys.argv[1]](Act(Path(sys.argv[2])))
    os._exit(0)
