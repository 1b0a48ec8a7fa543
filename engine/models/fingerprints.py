"""Short names for content: equal fingerprints mean equal weights, or tokenizers that cut text alike. No torch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.models import trust

SAMPLE_BYTES = 256
SAMPLES = 4096
SMALLEST_STRIDE = 16 << 10
MODEL_DEFAULTS = {"ignore_merges": False, "byte_fallback": False, "fuse_unk": False}


def file_fingerprint(files: Iterable[Path]) -> str:
    """Identity of weights from their sizes, headers and evenly spread samples: reading all of them would be slow."""
    whole = hashlib.sha256()
    for file in files:
        facts = file.stat()
        whole.update(_one_file(str(file), facts.st_size, facts.st_mtime_ns).encode())
    return whole.hexdigest()[:16]


@lru_cache(maxsize=512)
def _one_file(path: str, size: int, modified: int) -> str:
    stride = max(SMALLEST_STRIDE, size // SAMPLES)
    digest = hashlib.sha256(str(size).encode())
    with open(path, "rb", buffering=0) as file:
        header = int.from_bytes(file.read(8), "little")
        digest.update(file.read(min(header, trust.MOST_HEADER_BYTES)))
        for place in range(8, size, stride):
            file.seek(place)
            digest.update(file.read(SAMPLE_BYTES))
        file.seek(max(0, size - SAMPLE_BYTES))
        digest.update(file.read(SAMPLE_BYTES))
    return digest.hexdigest()


def tokenizer_fingerprint(path: Path) -> str:
    """Identity of how a tokenizer.json cuts text; empty when there is no such file."""
    if not path.is_file():
        return ""
    facts = path.stat()
    return _tokenizer(str(path), facts.st_size, facts.st_mtime_ns)


@lru_cache(maxsize=64)
def _tokenizer(path: str, size: int, modified: int) -> str:
    content = Path(path).read_bytes()
    return _tokenizer_content(content)


@lru_cache(maxsize=4)
def _tokenizer_content(content: bytes) -> str:
    try:
        return fingerprint_of(json.loads(content))
    except (ValueError, TypeError, AttributeError):
        return ""


def fingerprint_of(data: dict[str, Any]) -> str:
    """The parts of tokenizer.json that decide how text is cut, in one spelling, hashed."""
    model = {**MODEL_DEFAULTS, **{key: value for key, value in data["model"].items() if value is not None}}
    merges = model.get("merges")
    if merges and isinstance(merges[0], list):
        model["merges"] = [" ".join(pair) for pair in merges]
    added = sorted(
        (token["id"], token["content"], *(bool(token.get(flag)) for flag in ("single_word", "lstrip", "rstrip")))
        for token in data.get("added_tokens") or ()
    )
    parts = [model, data.get("normalizer"), data.get("pre_tokenizer"), added]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
