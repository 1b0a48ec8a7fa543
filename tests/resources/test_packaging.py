"""The Debian package around a frozen program, and the icon files of other systems."""

from __future__ import annotations

import importlib.util
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage

from engine import __version__, resources


def script(name: str) -> ModuleType:
    """A script of resources/packaging, which is no package."""
    spec = importlib.util.spec_from_file_location(name, resources.path("packaging", f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_worker_of_a_frozen_program_starts_before_anything_else_is_loaded() -> None:
    """The worker is the same executable: what its first lines import, every worker waits for."""
    code = """
import multiprocessing, sys
import gui.__main__
def first():
    print([name for name in sys.modules if name.startswith(("PySide6", "engine", "gui."))])
    raise SystemExit
multiprocessing.freeze_support = first
gui.__main__.main()
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert said.stdout.strip() == "['gui.__main__']", said.stderr


@pytest.mark.parametrize(
    ("name", "comes_along"),
    [
        ("transformers.models.llama.modeling_llama", True),
        ("transformers/models/mamba2/configuration_mamba2.py", True),
        ("transformers.models.roformer.tokenization_utils", True),
        ("transformers.models.auto.image_processing_auto", True),
        ("transformers/models/__init__.py", True),
        ("transformers.generation.utils", True),
        ("torch.nn.functional", True),
        ("transformers.models.groupvit", False),
        ("transformers/models/groupvit/modeling_groupvit.py", False),
        ("transformers.models.llama4.image_processing_llama4", False),
        ("transformers\\models\\llama\\modular_llama.py", False),
    ],
)
def test_of_transformers_comes_what_writes_text_and_what_that_is_built_on(name: str, comes_along: bool) -> None:
    assert script("architectures").wanted(name) is comes_along


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """What PyInstaller leaves, as far as the package looks at it."""
    program = tmp_path / "frozen" / "stitchwork"
    (program.parent / "_internal").mkdir(parents=True)
    program.write_text("#!/bin/sh\necho started with $@\n")
    program.chmod(0o700)
    return program.parent


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs Debian's dpkg-deb")
def test_the_package_unpacks_to_a_program_with_a_menu_entry(frozen: Path, tmp_path: Path) -> None:
    deb = script("build_deb").package(frozen, tmp_path / "root", tmp_path / "dist")
    assert deb.name.startswith(f"stitchwork_{__version__}_")
    there = tmp_path / "there"
    subprocess.run(["dpkg-deb", "--extract", str(deb), str(there)], check=True)
    started = subprocess.run([there / "usr/bin/stitchwork", "a.stitch"], capture_output=True, text=True, check=True)
    assert started.stdout == "started with a.stitch\n"
    entry = (there / "usr/share/applications/stitchwork.desktop").read_text("utf-8")
    assert "Exec=stitchwork %F" in entry
    assert (there / "usr/share/mime/packages/application-x-stitchwork.xml").is_file()
    assert (there / "usr/share/icons/hicolor/scalable/mimetypes/application-x-stitchwork.svg").is_file()
    owners = subprocess.run(["dpkg-deb", "--contents", str(deb)], capture_output=True, text=True, check=True).stdout
    assert all("root/root" in line for line in owners.splitlines())
    assert "-rwxr-xr-x" in next(line for line in owners.splitlines() if line.endswith("/usr/lib/stitchwork/stitchwork"))


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs Debian's dpkg-deb")
def test_the_package_says_what_it_needs_and_how_large_it_is(frozen: Path, tmp_path: Path) -> None:
    (frozen / "_internal" / "large").write_bytes(bytes(3 * 2**20))
    deb = script("build_deb").package(frozen, tmp_path / "root", tmp_path / "dist")

    def field(name: str) -> str:
        said = subprocess.run(["dpkg-deb", "--field", str(deb), name], capture_output=True, text=True, check=True)
        return said.stdout.strip()

    assert field("Version") == __version__
    assert {"libxcb-cursor0", "libxkbcommon-x11-0", "libegl1"} <= set(field("Depends").split(", "))
    assert "libc6 (>= 2." in field("Depends")
    assert 3 * 1024 < int(field("Installed-Size")) < 9 * 1024


def test_every_package_that_comes_along_is_named_with_its_licence() -> None:
    said = script("build_deb").copyright_text()
    for name in ("pyside6-essentials", "torch", "transformers", "numpy", "jinja2"):
        assert f"\n  {name} " in said
    assert "pytest" not in said.partition("=====")[0]
    assert "Apache License" in said
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in said.upper()


def test_the_icon_of_windows_holds_a_picture_of_every_size() -> None:
    draw = script("draw_icons")
    data = draw.ico("stitchwork")
    count = struct.unpack("<HHH", data[:6])[2]
    widths = []
    for k in range(count):
        length, start = struct.unpack("<II", data[6 + 16 * k + 8 : 6 + 16 * k + 16])
        image = QImage.fromData(data[start : start + length])
        assert data[6 + 16 * k] == image.width() % 256
        widths.append(image.width())
    assert tuple(widths) == draw.WINDOWS_SIZES


def test_the_icon_of_macos_holds_a_picture_of_every_size() -> None:
    draw = script("draw_icons")
    data = draw.icns("stitchwork")
    assert struct.unpack(">4sI", data[:8]) == (b"icns", len(data))
    place, found = 8, {}
    while place < len(data):
        code, length = struct.unpack(">4sI", data[place : place + 8])
        found[code] = QImage.fromData(data[place + 8 : place + length]).width()
        place += length
    assert found == draw.MAC_SIZES
