"""Writing plots to files: whole or not at all."""

from __future__ import annotations

import csv
import errno
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QImage

from engine.errors import StitchworkError


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The table as CSV, numbers with all their digits, missing ones empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return text.getvalue()


def png_bytes(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return bytes(buffer.data().data())


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target, then rename over it: a full disk never leaves half a file."""
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise _in_words(path, error) from error


def _in_words(path: Path, error: OSError) -> StitchworkError:
    translate = QCoreApplication.translate
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        why = translate("export", "The disk is full.")
        fix = translate("export", "Free some space, or choose another folder.")
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        why = translate("export", "You may not write in this folder.")
        fix = translate("export", "Choose another folder.")
    elif error.errno in (errno.ENOENT, errno.ENOTDIR):
        why = translate("export", "The folder does not exist.")
        fix = translate("export", "Choose another folder.")
    else:
        why = translate("export", "The system says: {reason}.").format(reason=os.strerror(error.errno or 0))
        fix = translate("export", "Try another folder.")
    words = translate("export", "{path} was not saved.").format(path=path)
    return StitchworkError(f"{words} {why}", fix, details=str(error))
