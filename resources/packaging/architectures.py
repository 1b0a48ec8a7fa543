"""Which architectures of transformers a package needs: those that write text, and what their sources are built on.

The others hear, see or classify. They are two thirds of transformers.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

UNUSED_FILES = (
    *("modular_", "convert_"),  # what transformers is generated from, and the programs that convert checkpoints
    *("processing_", "image_processing_", "video_processing_", "feature_extraction_"),  # pictures, sounds and films
)
_MODEL = re.compile(r"from (?:\.\.|\.+models\.|transformers\.models\.)(\w+)")


@cache
def needed() -> frozenset[str]:
    """The names of their folders in transformers/models."""
    import transformers
    from transformers.models.auto.configuration_auto import model_type_to_module_name
    from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

    inside = Path(transformers.__file__).parent
    others = [file for file in inside.rglob("*.py") if inside / "models" not in file.parents]
    waiting = {"auto", *map(model_type_to_module_name, MODEL_FOR_CAUSAL_LM_MAPPING_NAMES)}.union(*map(_named, others))
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        folder = inside / "models" / name
        if name not in found and folder.is_dir():
            found.add(name)
            waiting = waiting.union(*map(_named, folder.glob("*.py")))
    return frozenset(found)


def wanted(name: str) -> bool:
    """Whether a module such as `transformers.models.llama.modeling_llama`, or a file of it, comes along."""
    parts = re.split(r"[./\\]", name)
    if parts[:2] != ["transformers", "models"] or len(parts) < 3 or parts[2] in ("__init__", "auto"):
        return True
    return parts[2] in needed() and not "".join(parts[3:4]).startswith(UNUSED_FILES)


def _named(file: Path) -> set[str]:
    """What may be architectures among the modules that a source imports."""
    return set() if file.name.startswith(UNUSED_FILES) else set(_MODEL.findall(file.read_text("utf-8")))
