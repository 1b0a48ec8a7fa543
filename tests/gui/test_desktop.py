"""The menu entry and the file type, in a data folder of the test's own."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from engine import resources
from gui import desktop
from gui.__main__ import main

XML = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder as XDG_DATA_HOME names it; the system is taken for Linux."""
    folder = tmp_path / "data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setattr("sys.platform", "linux")
    return folder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["stitchwork", *arguments])
    return main()


def entry_of(data: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(delimiters="=")
    parser.optionxform = str  # type: ignore[assignment]
    parser.read_string((data / "applications" / "stitchwork.desktop").read_text("utf-8"))
    return parser["Desktop Entry"]


@pytest.mark.skipif(sys.platform == "win32", reason="platformdirs reads XDG_DATA_HOME on Unix only")
class TestOptions:
    def test_installing_and_removing_leaves_nothing_behind(
        self, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(monkeypatch, "--install-desktop") == 0
        assert "in the menu now" in capsys.readouterr().out
        assert entry_of(data)["MimeType"] == "application/x-stitchwork;"
        assert (data / "icons/hicolor/16x16/apps/stitchwork.png").is_file()
        assert run(monkeypatch, "--remove-desktop") == 0
        assert "Removed 22 files" in capsys.readouterr().out
        assert not [path for path in data.rglob("*stitchwork*") if path.is_file()]
        assert run(monkeypatch, "--remove-desktop") == 0
        assert "no menu entry" in capsys.readouterr().out

    def test_a_folder_that_cannot_be_written_ends_with_2_and_words(
        self, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        data.write_text("a file where the folder should be")
        assert run(monkeypatch, "--install-desktop") == 2
        assert "cannot be changed" in capsys.readouterr().err

    @pytest.mark.parametrize("system", ["win32", "darwin"])
    def test_other_systems_are_told_their_own_way(
        self, system: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("sys.platform", system)
        assert run(monkeypatch, "--install-desktop") == 2
        assert "another system" in capsys.readouterr().err
        assert not data.exists()

    def test_missing_tools_are_named_with_their_package(
        self, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("PATH", "")
        assert run(monkeypatch, "--install-desktop") == 0
        assert "apt-get install desktop-file-utils" in capsys.readouterr().out


def test_the_entry_has_the_name_by_which_the_window_is_known(tmp_path: Path) -> None:
    desktop.install(tmp_path, ["stitchwork"])
    entry = entry_of(tmp_path)
    assert entry["StartupWMClass"] == entry["Icon"] == desktop.NAME
    assert entry["Exec"] == "stitchwork %F"
    window = (
        "import sys; from PySide6.QtWidgets import QApplication as A; from PySide6.QtGui import QGuiApplication as G; "
        "import gui.app; A.exec = lambda self=None: print(G.desktopFileName(), A.arguments()[0]) or 0; gui.app.main([])"
    )
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "STITCHWORK_HOME": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", window], capture_output=True, text=True, env=env, timeout=60)
    assert said.stdout.split() == [desktop.NAME, desktop.NAME], said.stderr


def test_a_command_with_odd_letters_is_quoted_as_the_specification_says(tmp_path: Path) -> None:
    desktop.install(tmp_path, ['/home/a b/50%/"$x"/python', "-m", "gui"])
    assert entry_of(tmp_path)["Exec"] == r'"/home/a b/50%%/\\"\\$x\\"/python" -m gui %F'


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs desktop-file-utils")
@pytest.mark.parametrize("command", [["stitchwork"], ["/home/a b/python", "-m", "gui"]])
def test_the_entry_keeps_to_the_specification(command: list[str], tmp_path: Path) -> None:
    desktop.install(tmp_path, command)
    checked = ["desktop-file-validate", str(tmp_path / "applications" / "stitchwork.desktop")]
    assert subprocess.run(checked, capture_output=True, text=True).stdout == ""


@pytest.mark.skipif(
    not (shutil.which("update-mime-database") and shutil.which("update-desktop-database")),
    reason="needs shared-mime-info and desktop-file-utils",
)
def test_the_databases_know_the_type_of_stitch_files_and_what_opens_them(tmp_path: Path) -> None:
    desktop.install(tmp_path, [sys.executable, "-m", "gui"])
    assert desktop.refresh(tmp_path) == []
    assert "application/x-stitchwork:*.stitch" in (tmp_path / "mime" / "globs").read_text()
    cache = (tmp_path / "applications" / "mimeinfo.cache").read_text()
    assert "application/x-stitchwork=stitchwork.desktop;" in cache
    desktop.remove(tmp_path)
    desktop.refresh(tmp_path)
    assert "stitch" not in (tmp_path / "applications" / "mimeinfo.cache").read_text()


def test_the_type_is_json_with_an_icon_of_its_own(tmp_path: Path) -> None:
    desktop.install(tmp_path, ["stitchwork"])
    kind = ElementTree.parse(tmp_path / "mime/packages/application-x-stitchwork.xml").getroot()[0]
    assert kind.get("type") == desktop.MIME_TYPE
    parent, icon = kind.find(f"{XML}sub-class-of"), kind.find(f"{XML}icon")
    assert parent is not None
    assert parent.get("type") == "application/json"
    assert icon is not None
    for size in desktop.SIZES:
        png = tmp_path / f"icons/hicolor/{size}x{size}/mimetypes/{icon.get('name')}.png"
        assert QImage(str(png)).width() == size


@pytest.mark.parametrize("icon", ["stitchwork", "stitch-file"])
def test_two_threads_can_be_told_apart_at_16_pixels(icon: str) -> None:
    """Every icon shows its ground and both threads in at least six pixels each that are nearly pure."""
    threads = {"stitchwork": ("#5146d8", "#ffffff", "#bdb6ff"), "stitch-file": ("#ffffff", "#5146d8", "#a79dff")}
    picture = desktop.picture(icon, 16)
    seen = [picture.pixelColor(x, y) for x in range(16) for y in range(16)]

    def near(wanted: str) -> int:
        red, green, blue = (int(wanted[k : k + 2], 16) for k in (1, 3, 5))
        return sum(
            c.alpha() > 250 and abs(c.red() - red) + abs(c.green() - green) + abs(c.blue() - blue) < 60 for c in seen
        )

    counts = [near(color) for color in threads[icon]]
    assert min(counts) >= 6, counts
    assert picture.pixelColor(0, 0).alpha() < 40


def test_the_window_icon_has_the_sizes_of_task_bars(qapp: QGuiApplication) -> None:
    assert sorted(size.width() for size in desktop.window_icon().availableSizes()) == list(desktop.WINDOW_SIZES)


def test_a_frozen_program_starts_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/usr/lib/stitchwork/stitchwork")
    assert desktop.own_command() == ["/usr/lib/stitchwork/stitchwork"]


def test_the_icons_are_drawings() -> None:
    for name in ("stitchwork", "stitch-file"):
        assert ElementTree.parse(resources.path("icons", f"{name}.svg")).getroot().get("viewBox") == "0 0 64 64"
