"""Small files: a picture of the window has few colours, so it is kept with a short table of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

EXACT, ALL = 144, 224
"Colours that are kept as they are, and all together: the rest stands for its neighbours."


def save(image: QImage, path: Path) -> None:
    """Write a PNG. Colours that are rare in the picture become the nearest one that is kept."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QImageWriter

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    small = plain.convertToFormat(QImage.Format.Format_Indexed8, _table(plain), flags)
    writer = QImageWriter(str(path))
    writer.setCompression(100)
    if not writer.write(small):
        raise OSError(f"{path}: {writer.errorString()}")


def _table(image: QImage) -> list[int]:
    """The most frequent colours, and of the others the most frequent one of each small part of the colour space."""
    pixels = np.frombuffer(image.constBits(), np.uint32) & 0xFFFFFF
    colors, counts = np.unique(pixels, return_counts=True)
    by_count = colors[np.argsort(-counts, kind="stable")]
    rest = by_count[EXACT:]
    _, first = np.unique(rest & 0xF0F0F0, return_index=True)
    spread = rest[np.sort(first)][: ALL - EXACT]
    return [int(color) | 0xFF000000 for color in (*by_count[:EXACT], *spread)]
