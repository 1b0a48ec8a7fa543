"""The texts that ship with the program, and texts of the user's own. No torch."""

from __future__ import annotations

import json
import lzma
import random
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from engine import resources
from engine.data.values import Corpus
from engine.errors import StitchworkError

MAX_FILE_BYTES = 64 * 1024 * 1024


class Source(StrEnum):
    """Where a corpus comes from. The first four are domains of the starter pack, manuals its background."""

    DICTIONARY = "dictionary"
    PYTHON = "python"
    SCRIPTURE = "scripture"
    SUMS = "sums"
    MANUALS = "manuals"
    MIXED = "mixed"
    FILE = "file"


class Part(StrEnum):
    """Held-out texts were never seen in training, so that scores on them mean something."""

    HELD_OUT = "heldout"
    TRAIN = "train"


DOMAINS = (Source.DICTIONARY, Source.PYTHON, Source.SCRIPTURE, Source.SUMS)


@lru_cache(maxsize=8)
def texts(domain: str, part: str = Part.HELD_OUT) -> tuple[str, ...]:
    """All documents of one domain of the starter pack, in file order."""
    path = resources.path("starter", "texts", f"{domain}.{part}.jsonl.xz")
    try:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            return tuple(json.loads(line)["text"] for line in lines)
    except (OSError, lzma.LZMAError, ValueError, KeyError) as error:
        raise StitchworkError(
            f"The {domain} texts that ship with the program cannot be read.",
            "Install Stitchwork again.",
            details=str(error),
        ) from error


def shipped(source: Source, part: Part = Part.HELD_OUT, *, n_texts: int, seed: int = 0) -> Corpus:
    """`n_texts` documents of a domain, chosen by the seed; "mixed" takes turns between the first two domains."""
    if source is Source.MIXED:
        halves = [_sample(domain, part, (n_texts + 1) // 2, seed) for domain in DOMAINS[:2]]
        turns = [text for pair in zip(*halves, strict=False) for text in pair]
        return Corpus("mixed", tuple(turns[:n_texts]))
    kind = "sums" if source is Source.SUMS else "text"
    return Corpus(source.value, tuple(_sample(source, part, n_texts, seed)), kind)


def from_file(path: Path, *, n_texts: int) -> Corpus:
    """A plain text file of the user's; empty lines between paragraphs separate its documents."""
    path = path.expanduser()
    fix = "Choose a plain text file (UTF-8)."
    if not path.is_file():
        raise StitchworkError(f"There is no file “{path}”.", fix, setting="file")
    if path.stat().st_size > MAX_FILE_BYTES:
        raise StitchworkError(
            f"“{path.name}” is larger than 64 MB.", "Choose a smaller file, or cut it into parts.", setting="file"
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise StitchworkError(f"“{path.name}” is not a plain text file.", fix, setting="file") from error
    except OSError as error:
        raise StitchworkError(f"“{path.name}” cannot be read: {error.strerror}.", fix, setting="file") from error
    documents = [part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    if not documents:
        raise StitchworkError(f"“{path.name}” is empty.", "Choose a file with some text in it.", setting="file")
    return Corpus(path.stem, tuple(documents[:n_texts]))


def _sample(domain: Source, part: Part, n_texts: int, seed: int) -> list[str]:
    documents = texts(domain.value, part.value)
    return random.Random(f"{domain.value} {seed}").sample(documents, min(n_texts, len(documents)))
