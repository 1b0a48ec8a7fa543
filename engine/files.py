"""Writing files so that nothing is ever half written or lost."""

from __future__ import annotations

import contextlib
import csv
import errno
import io
import os
import re
import shutil
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from engine.errors import StitchworkError


def write_bytes(path: Path, data: bytes) -> Path:
    """Write to a temporary name beside `path`, sync, rename. The old file stays whole until the new one is.

    Raises StitchworkError when the disk is full or the folder cannot be written.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not tempfile: its files are private, and a graph that others could read must stay so.
        temporary = path.with_name(f".{path.name[:80]}.{uuid.uuid4().hex}")
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise cannot_write(path, error) from error
    return path


def write_text(path: Path, text: str) -> Path:
    return write_bytes(path, text.encode("utf-8", "replace"))


def cannot_write(path: Path, error: OSError) -> StitchworkError:
    """The words for a failed write."""
    if error.errno == errno.ENOSPC:
        return StitchworkError(
            f"The disk is full: “{path.name}” was not saved. What was there before is unchanged.",
            "Free some space, or choose another folder.",
            details=str(error),
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StitchworkError(f"“{path.parent}” may not be written to.", "Choose another folder.", details=str(error))
    return StitchworkError(
        f"“{path.name}” could not be saved: {error.strerror or error}.", "Choose another folder.", details=str(error)
    )


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV with a header line; numbers in full precision."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue()


def safe_name(words: str) -> str:
    """A file name from a title."""
    return re.sub(r"[^\w .()+-]", "_", words).strip(" .")[:80] or "untitled"
