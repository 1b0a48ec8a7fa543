"""Names for what a node computes: two computations with one key give the same result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from engine.errors import StitchworkError
from engine.graph.nodes import NodeType

_FILES = ("model", "file", "folder", "corpus")
"Widgets of settings that name something on disk, which can change while its name stays."


def node_seed(seed: int, node: str) -> int:
    """The seed of one node: the same on every machine, and whatever other nodes there are."""
    return int.from_bytes(hashlib.blake2b(f"{seed}:{node}".encode(), digest_size=4).digest()) & 0x7FFF_FFFF


def content_key(
    kind: NodeType,
    settings: BaseModel,
    inputs: Iterable[tuple[str, str, str]],
    *,
    node: str,
    seed: int,
    device: str,
    library: Any,
) -> str:
    """The key of a node's results. inputs: (port, key of the node before it, its output), in wire order."""
    content = {
        "type": (kind.id, kind.version),
        "settings": settings.model_dump(mode="json"),
        "files": {
            field.name: _identity(getattr(settings, field.name), library)
            for field in kind.fields
            if field.about.widget in _FILES
        },
        "inputs": list(inputs),
        "run": device if kind.pure else (node, seed, device),
    }
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _identity(value: Any, library: Any) -> Any:
    """What tells one state of a file, a folder or a model from another."""
    if isinstance(value, (list, tuple)):
        return [_identity(one, library) for one in value]
    if not isinstance(value, (str, Path)) or not str(value):
        return None
    try:
        return library.get(str(value)).fingerprint
    except (StitchworkError, AttributeError):
        pass
    try:
        path = Path(value).expanduser()
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        return [(file.name, (facts := file.stat()).st_mtime_ns, facts.st_size) for file in files]
    except (OSError, ValueError, RuntimeError):
        return None
