"""Starting: no display, no torch in the window's process, errors that nobody foresaw."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.app import has_display

BUILD_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication
import gui.app, gui.window
from gui.theme import theme
from engine.jobs.engine import Engine
app = QApplication([])
theme.apply(app)
window = gui.window.MainWindow(Engine())
slow = {"pyqtgraph", "engine.models.library", "gui.help.window", "gui.canvas.view"} & set(sys.modules)
print("slow:", sorted(slow))
window.show()
window.filing.new()
window.models.fill()
app.processEvents()
heavy = {"torch", "transformers", "accelerate", "safetensors.torch"} & set(sys.modules)
print("heavy:", sorted(heavy))
print("tabs:", window.tabs.bar.count())
"""


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environment
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, timeout=60)


def test_the_window_with_an_open_canvas_has_no_torch_in_its_process(tmp_path: Path) -> None:
    ended = run_python(BUILD_WINDOW, STITCHWORK_HOME=str(tmp_path))
    assert "heavy: []" in ended.stdout, ended.stderr
    assert "tabs: 3" in ended.stdout


def test_what_takes_long_to_import_waits_until_the_window_is_painted(tmp_path: Path) -> None:
    ended = run_python(BUILD_WINDOW, STITCHWORK_HOME=str(tmp_path))
    assert "slow: []" in ended.stdout, ended.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_without_a_display_the_command_line_is_named_and_the_status_is_2() -> None:
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    code = [sys.executable, "-m", "gui"]
    ended = subprocess.run(code, capture_output=True, text=True, env=env, timeout=60)
    assert ended.returncode == 2
    assert "stitchwork run" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_what_counts_as_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    for name, value in (("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0"), ("QT_QPA_PLATFORM", "offscreen")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert has_display()


def test_a_command_goes_to_the_command_line_and_files_to_the_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from gui.__main__ import main

    monkeypatch.setattr("sys.argv", ["stitchwork", "recipes"])
    assert main() == 0
    assert "two-experts" in capsys.readouterr().out
    opened: list[list[str]] = []
    monkeypatch.setattr("gui.app.main", lambda arguments: opened.append(arguments) or 0)
    for arguments in ([], ["mine.stitch"]):
        monkeypatch.setattr("sys.argv", ["stitchwork", *arguments])
        assert main() == 0
    assert opened == [[], ["mine.stitch"]]
