"""Build the Debian package: `python resources/packaging/build_deb.py --out dist`.

Needs Debian's dpkg-deb and binutils, `pip install -e '.[packaging]'`, and the CPU build of torch: that with CUDA
makes a package of several gigabytes. The package runs where the C library is at least as new as here, so build on the
oldest system that is to be served.
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine import __version__  # noqa: E402
from gui import desktop  # noqa: E402

HERE = Path("usr/lib/stitchwork")
LIBRARIES = (
    "libstdc++6, libgcc-s1, libzstd1, libx11-6, libx11-xcb1, libxcb1, libxcb-cursor0, libxcb-glx0, libxcb-icccm4, "
    "libxcb-image0, libxcb-keysyms1, libxcb-randr0, libxcb-render0, libxcb-render-util0, libxcb-shape0, libxcb-shm0, "
    "libxcb-sync1, libxcb-util1, libxcb-xfixes0, libxcb-xkb1, libxkbcommon0, libxkbcommon-x11-0, libwayland-client0, "
    "libwayland-cursor0, libwayland-egl1, libegl1, libgl1, libfontconfig1, libfreetype6, libdbus-1-3, "
    "libglib2.0-0 | libglib2.0-0t64"
)
"What Qt draws with. The lists are Debian's names; `0t64` is that of Ubuntu 24.04 and Debian 13."
WITH_SYMBOLS = (
    *("torch/lib/*.so*", "libpython3*.so*", "python3*/lib-dynload/*.so"),
    *("tokenizers/*.so", "hf_xet/*.so", "yaml/*.so", "regex/*.so", "pydantic_core/*.so"),
)
"Libraries that may be stripped; others were changed after they were linked (numpy's), and that would break them."
CONTROL = """Package: stitchwork
Version: {version}
Architecture: {architecture}
Maintainer: Stitchwork developers <developers@stitchwork.invalid>
Installed-Size: {kibibytes}
Depends: libc6 (>= {libc}), {libraries}
Recommends: xdg-desktop-portal, desktop-file-utils, shared-mime-info
Section: science
Priority: optional
Description: Combine language models on a canvas
 Load models, wire them up and watch what happens while it happens: small
 experts steer a larger model token by token, two models are stitched into
 one. Small models come with the program, so that every recipe works at once
 and without a network.
"""
COPYRIGHT = """Stitchwork {version} is published under the Apache License 2.0, which follows. The texts, fonts and icons
that come with it have their licences beside them, below /{here}/_internal/resources. The Python packages
that come with it have these licences:

{packages}

{rule}
{licence}
{texts}"""
RULE = "=" * 100


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("dist"), help="folder for the package")
    parser.add_argument("--level", type=int, default=19, help="of zstd: 19 takes minutes, 9 a tenth of them")
    arguments = parser.parse_args()
    if not version("torch").endswith("+cpu"):
        parser.error("this torch is not the CPU build; see README, Start")
    with tempfile.TemporaryDirectory(prefix="stitchwork-deb-") as work:
        frozen = freeze(Path(work))
        strip(frozen)
        made = package(frozen, Path(work) / "root", arguments.out.resolve(), arguments.level)
    print(f"{made}: {made.stat().st_size / 1e6:.0f} MB")


def freeze(work: Path) -> Path:
    """Run PyInstaller. Returns the folder of the program."""
    spec = Path(__file__).with_name("stitchwork.spec")
    folders = ["--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(spec)]
    subprocess.run(command, check=True, cwd=ROOT)
    return work / "dist" / "stitchwork"


def strip(frozen: Path) -> None:
    """Drop the symbols for debuggers; a fifth of torch is nothing else."""
    for pattern in WITH_SYMBOLS:
        for library in (frozen / "_internal").glob(pattern):
            if not library.is_symlink():
                subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)


def package(frozen: Path, root: Path, out: Path, level: int = 9) -> Path:
    """Make the package of a frozen program, which is moved below `root`. Returns the .deb in the folder `out`."""
    (root / HERE).parent.mkdir(parents=True)
    shutil.move(frozen, root / HERE)
    link = root / "usr" / "bin" / "stitchwork"
    link.parent.mkdir()
    link.symlink_to(Path("..") / HERE.relative_to("usr") / "stitchwork")
    # The menu, the file types and the icons are refreshed by triggers of the packages that own the databases.
    desktop.install(root / "usr" / "share", ["stitchwork"])
    licences = root / "usr" / "share" / "doc" / "stitchwork" / "copyright"
    licences.parent.mkdir(parents=True)
    licences.write_text(copyright_text(), "utf-8")
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(control_text(root), "utf-8")
    subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(root)], check=True)

    out.mkdir(parents=True, exist_ok=True)
    made = out / f"stitchwork_{__version__}_{architecture()}.deb"
    build = ["dpkg-deb", "-Zzstd", f"-z{level}", "--root-owner-group", "--build", str(root), str(made)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    return made


def control_text(root: Path) -> str:
    """The package's own page: its name, size and what it needs."""
    size = sum(file.lstat().st_size for file in root.rglob("*") if not file.is_dir())
    libc = platform.libc_ver()[1]
    return CONTROL.format(
        version=__version__, architecture=architecture(), kibibytes=size // 1024, libc=libc, libraries=LIBRARIES
    )


def architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout.strip()


def copyright_text() -> str:
    """The licence of the program, then those of Python and of every Python package that it needs."""
    packages = runtime_packages("stitchwork")
    packages.pop("stitchwork")
    texts = [
        f"{RULE}\n{name} {found.version}: {file.name}\n\n{file.read_text('utf-8').strip()}\n"
        for name, found in sorted(packages.items())
        for file in found.files or []
        if re.match(r"(LICEN[CS]E|COPYING|NOTICE)", file.name, re.IGNORECASE) and ".dist-info" in str(file)
    ]
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        texts.insert(0, f"{RULE}\nPython {platform.python_version()}\n\n{python.read_text('utf-8').strip()}\n")
    table = f"  Python {platform.python_version()}: PSF-2.0\n" + "\n".join(
        f"  {name} {found.version}: {licence_name(found)}" for name, found in sorted(packages.items())
    )
    licence = (ROOT / "LICENSE").read_text("utf-8")
    return COPYRIGHT.format(
        version=__version__, here=HERE, packages=table, rule=RULE, licence=licence, texts="\n".join(texts)
    )


def runtime_packages(name: str) -> dict[str, Distribution]:
    """A package and all that it needs here, without its extras, by name."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        wanted = canonicalize_name(waiting.pop())
        if wanted in found:
            continue
        try:
            found[wanted] = distribution(wanted)
        except PackageNotFoundError:
            continue  # needed on another system only
        needs = [Requirement(text) for text in found[wanted].requires or []]
        waiting += [need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


def licence_name(package: Distribution) -> str:
    def field(name: str) -> list[str]:
        return package.metadata.get_all(name) or []

    classifiers = [line.rpartition(" :: ")[2] for line in field("Classifier") if "License" in line]
    name = next(iter(field("License-Expression") or classifiers or field("License")), "see below")
    return name.strip().partition("\n")[0]


if __name__ == "__main__":
    main()
