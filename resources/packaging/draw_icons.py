"""Draw the program's icon for Windows (.ico) and macOS (.icns): `python resources/packaging/draw_icons.py build/icons`.

Both formats are a table of PNG files. On Linux the icons are drawn when the menu entry is made, see gui/desktop.py.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImageWriter

from gui.desktop import picture

WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)
MAC_SIZES = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
}
"By the type codes of Apple's format; ic11 and ic12 are 16 and 32 for screens of double density."


def png(icon: str, size: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture(icon, size))
    return bytes(data.data())


def ico(icon: str) -> bytes:
    """An icon file of Windows: header, one 16-byte row an image (a width of 256 is written as 0), the images."""
    images = [png(icon, size) for size in WINDOWS_SIZES]
    rows, start = b"", 6 + 16 * len(images)
    for size, image in zip(WINDOWS_SIZES, images, strict=True):
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), start)
        start += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + rows + b"".join(images)


def icns(icon: str) -> bytes:
    """An icon file of macOS: every image with its type code and length, the whole again with a length."""
    images = [(code, png(icon, size)) for code, size in MAC_SIZES.items()]
    body = b"".join(code + struct.pack(">I", 8 + len(image)) + image for code, image in images)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for icon in ("stitchwork", "stitch-file"):
        (folder / f"{icon}.ico").write_bytes(ico(icon))
        (folder / f"{icon}.icns").write_bytes(icns(icon))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
