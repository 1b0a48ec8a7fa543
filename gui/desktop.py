"""Stitchwork on a free desktop: its menu entry, the type of .stitch files, and the icons of both.

The places are those of freedesktop.org's specifications (Desktop Entry 1.5, Shared MIME-info 0.22, Icon Theme 0.13);
the packages use the same functions, with /usr/share as the data folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from engine import resources
from engine.errors import StitchworkError

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QImage

NAME = "stitchwork"
"The name of the menu entry, and what Qt and the window's class say, so that a desktop finds the one by the other."
MIME_TYPE = "application/x-stitchwork"
OPTIONS = ("--install-desktop", "--remove-desktop")
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"Widths in pixels that desktops ask for."
WINDOW_SIZES = (16, 24, 32, 48, 64, 128)

_ENTRY = f"applications/{NAME}.desktop"
_TYPE = "mime/packages/application-x-stitchwork.xml"
_ICONS = {f"apps/{NAME}": "stitchwork", "mimetypes/application-x-stitchwork": "stitch-file"}


def main(option: str) -> int:
    """Do what one of OPTIONS asks for, for the person who is logged in, and say what was done. Returns 0, or 2."""
    try:
        _only_free_desktops()
        data = user_data_path()
        if option == "--install-desktop":
            install(data, own_command())
            print(f"Stitchwork is in the menu now, and .stitch files open with it. Its files are in {data}.")
        else:
            removed = remove(data)
            print(f"Removed {len(removed)} files from {data}." if removed else f"There was no menu entry in {data}.")
    except StitchworkError as error:
        print(f"stitchwork: {error.words}", error.fix, sep="\n  ", file=sys.stderr)
        return 2
    for tool, package in refresh(data):
        print(f"{tool} is missing; the menu may notice the change later. On Debian: apt-get install {package}")
    return 0


def install(data: Path, command: Sequence[str]) -> list[Path]:
    """Write the menu entry, the file type and the icons below a data folder. Returns the files.

    `command` starts the program. Raises StitchworkError if the folder cannot be written.
    """
    entry = resources.path("desktop", f"{NAME}.desktop").read_text("utf-8")
    texts = {
        _ENTRY: entry.format(program=_value(command[0]), command=_value(" ".join(map(_argument, command)))),
        _TYPE: resources.path("desktop", "application-x-stitchwork.xml").read_text("utf-8"),
    }
    texts |= {
        f"icons/hicolor/scalable/{place}.svg": resources.path("icons", f"{icon}.svg").read_text("utf-8")
        for place, icon in _ICONS.items()
    }
    try:
        for file in _files(data):
            file.parent.mkdir(parents=True, exist_ok=True)
        for place, text in texts.items():
            (data / place).write_text(text, "utf-8")
        for place, icon in _ICONS.items():
            for size in SIZES:
                if not picture(icon, size).save(str(_png(data, place, size))):
                    raise OSError(f"{_png(data, place, size).name} was not written")
    except OSError as error:
        raise _not_writable(data, error) from error
    return _files(data)


def remove(data: Path) -> list[Path]:
    """Remove what `install` wrote below a data folder. Returns the files that were there.

    Raises StitchworkError if one of them cannot be removed.
    """
    found = [file for file in _files(data) if file.exists()]
    try:
        for file in found:
            file.unlink()
    except OSError as error:
        raise _not_writable(data, error) from error
    return found


def refresh(data: Path) -> list[tuple[str, str]]:
    """Tell the desktop about the change. Returns the tools that are missing, each with its Debian package."""
    icons = data / "icons" / "hicolor"
    if icons.is_dir():
        os.utime(icons)  # a cache of icons older than its folder is not used
    missing: list[tuple[str, str]] = []
    for tool, package, folder in (
        ("update-desktop-database", "desktop-file-utils", data / "applications"),
        ("update-mime-database", "shared-mime-info", data / "mime"),
    ):
        program = shutil.which(tool)
        if program is None:
            missing.append((tool, package))
        elif folder.is_dir():
            subprocess.run([program, str(folder)], check=False, capture_output=True, timeout=60)
    return missing


def own_command() -> list[str]:
    """What starts this installation from anywhere."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name(NAME)
    return [str(script)] if script.is_file() else [sys.executable, "-m", "gui"]


def picture(icon: str, size: int) -> QImage:
    """One of the coloured icons, `size` pixels square. Needs no QApplication."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(resources.path("icons", f"{icon}.svg"))).render(painter)
    painter.end()
    return image


def window_icon() -> QIcon:
    """The program's icon, drawn anew for every size that task bars and window lists show."""
    from PySide6.QtGui import QIcon, QPixmap

    icon = QIcon()
    for size in WINDOW_SIZES:
        icon.addPixmap(QPixmap.fromImage(picture("stitchwork", size)))
    return icon


def _only_free_desktops() -> None:
    if not sys.platform.startswith(("linux", "freebsd")):
        raise StitchworkError(
            "This adds Stitchwork to the menu of Linux desktops, and this is another system.",
            "On Windows the installer does it; on macOS, move Stitchwork into Applications.",
        )


def _not_writable(data: Path, error: OSError) -> StitchworkError:
    words = f"{data} cannot be changed: {error.strerror or error}."
    return StitchworkError(words, "Check whose folder it is, and whether its disk is full.")


def _files(data: Path) -> list[Path]:
    icons = [_png(data, place, size) for place in _ICONS for size in SIZES]
    drawings = [data / f"icons/hicolor/scalable/{place}.svg" for place in _ICONS]
    return [data / _ENTRY, data / _TYPE, *drawings, *icons]


def _png(data: Path, place: str, size: int) -> Path:
    return data / f"icons/hicolor/{size}x{size}/{place}.png"


def _argument(text: str) -> str:
    """An argument as the Exec key quotes it. (Desktop Entry 1.5, The Exec key)"""
    if re.fullmatch(r"[\w/.+:@=,-]+", text):
        return text
    for letter in '\\"`$':
        text = text.replace(letter, f"\\{letter}")
    return '"' + text.replace("%", "%%") + '"'


def _value(text: str) -> str:
    """A text as the value of a key. (Desktop Entry 1.5, Possible value types)"""
    return text.replace("\\", "\\\\").replace("\n", "\\n")
