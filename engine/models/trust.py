"""What a model folder may hold, checked before anything of it is loaded: files, headers and config. No torch."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import StitchworkError

CODE_FILES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".msgpack", ".h5")
MOST_JSON_BYTES = 64 << 20
MOST_HEADER_BYTES = 100 << 20
ITEM_BITS = {
    "F64": 64, "I64": 64, "U64": 64, "F32": 32, "I32": 32, "U32": 32, "F16": 16, "BF16": 16, "I16": 16, "U16": 16,
    "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8, "I8": 8, "U8": 8, "BOOL": 8,
}  # fmt: skip
LAYER_NAMES = re.compile(r"(?:^|\.)(?:layers|h|blocks|block)\.(\d+)\.")
EMBEDDING_NAMES = (
    "embed_tokens.weight",
    "embed_in.weight",
    "embeddings.weight",
    "wte.weight",
    "word_embeddings.weight",
)
SAFE_HELP = "Ask its author for a safetensors version, or convert it with the program that made it."


@dataclass(frozen=True)
class Checkpoint:
    """A folder that passed the checks. `tensors`: name -> shape, from the safetensors headers."""

    folder: Path
    config: dict[str, Any]
    files: tuple[Path, ...]
    tensors: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def parameters(self) -> int:
        return sum(math.prod(shape) for shape in self.tensors.values())

    @property
    def bytes(self) -> int:
        return sum(file.stat().st_size for file in self.files)

    def setting(self, *names: str, default: Any = None) -> Any:
        """The first of several names that config.json knows (families name the same thing differently)."""
        inner = self.config.get("text_config")
        for source in (self.config, inner if isinstance(inner, dict) else {}):
            for name in names:
                if source.get(name) is not None:
                    return source[name]
        return default

    def number(self, *names: str, default: int = 0) -> int:
        value = self.setting(*names, default=default)
        return value if isinstance(value, int) and value >= 0 else default

    @property
    def architecture(self) -> str:
        return str(self.config.get("model_type", ""))

    @property
    def layers(self) -> int:
        return self.number("num_hidden_layers", "n_layer", "num_layers", "n_layers")

    @property
    def width(self) -> int:
        return self.number("hidden_size", "n_embd", "d_model")

    @property
    def vocab_size(self) -> int:
        return self.number("vocab_size")

    @property
    def context(self) -> int:
        """Most tokens by config.json; 0 where it names no limit (recurrent models)."""
        return self.number("max_position_embeddings", "n_positions", "n_ctx", "context_length", "max_seq_len")

    @property
    def cache_bytes_a_token(self) -> int:
        """float32 bytes of keys and values that one token adds; 0 for recurrent models."""
        heads = self.number("num_attention_heads", "n_head")
        if not heads:
            return 0
        width = self.number("head_dim", default=self.width // heads)
        return 2 * 4 * self.layers * self.number("num_key_value_heads", default=heads) * width


def inspect(folder: Path) -> Checkpoint:
    """Check a model folder. Raises StitchworkError that says what is wrong with which file."""
    if not folder.exists():
        raise StitchworkError(f"There is no model folder at {folder}.", "Check the path, or import the model again.")
    if not folder.is_dir():
        raise StitchworkError(
            f"{folder.name} is a file, not a model folder.", "Choose the folder that holds config.json."
        )
    config = checked_config(folder)
    files = _weight_files(folder)
    tensors: dict[str, tuple[int, ...]] = {}
    for file in files:
        tensors.update(read_header(file))
    checkpoint = Checkpoint(folder, config, files, tensors)
    _check_shapes(checkpoint)
    return checkpoint


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file of sane size."""
    try:
        if path.stat().st_size > MOST_JSON_BYTES:
            raise StitchworkError(f"{path.name} in {path.parent.name} is too large to be what its name says.")
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise StitchworkError(
            f"{path.name} in {path.parent.name} cannot be read.",
            "The file is damaged: download or copy the model again.",
            details=str(error),
        ) from error
    if not isinstance(data, dict):
        raise StitchworkError(f"{path.name} in {path.parent.name} is not what a model has under that name.")
    return data


def read_header(path: Path) -> dict[str, tuple[int, ...]]:
    """Names and shapes of a safetensors file, each checked against the file's size."""
    size = path.stat().st_size
    damaged = StitchworkError(
        f"{path.name} in {path.parent.name} is not a whole safetensors file.",
        "It was cut short or damaged: download or copy it again.",
    )
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if size < 10 or not 2 <= length <= min(MOST_HEADER_BYTES, size - 8):
            raise damaged
        try:
            header = json.loads(file.read(length))
            header.pop("__metadata__", None)
            shapes: dict[str, tuple[int, ...]] = {}
            end_of_data = 0
            for name, entry in header.items():
                begin, end = entry["data_offsets"]
                shape = tuple(int(n) for n in entry["shape"])
                bits = ITEM_BITS.get(entry["dtype"])
                if min((begin, *shape)) < 0 or (bits and math.prod(shape) * bits != (end - begin) * 8):
                    raise damaged
                shapes[name] = shape
                end_of_data = max(end_of_data, end)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise damaged from error
    if 8 + length + end_of_data != size:
        raise damaged
    return shapes


def checked_config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    if not path.is_file():
        raise StitchworkError(
            f"{folder.name} is not a model folder: it has no config.json.",
            "Choose the folder that holds config.json and the .safetensors files.",
        )
    config = read_json(path)
    tokenizer_config = folder / "tokenizer_config.json"
    for name, data in ((path.name, config), (tokenizer_config.name, _optional(tokenizer_config))):
        if data.get("auto_map"):
            raise StitchworkError(
                f"{folder.name} wants to run program code of its own ({name} has an auto_map).",
                "Stitchwork never runs code that comes with a model. Choose a version without custom code.",
            )
    if config.get("quantization_config"):
        raise StitchworkError(
            f"{folder.name} is stored in a packed form that needs special software.",
            "Choose the unpacked version (float16, bfloat16 or float32), or a GGUF file.",
        )
    if config.get("is_encoder_decoder"):
        raise StitchworkError(
            f"{folder.name} is a translation-style model with two halves, not a language model that continues text.",
            "Choose a decoder-only (causal) language model.",
        )
    if not isinstance(config.get("model_type"), str):
        raise StitchworkError(f"config.json in {folder.name} does not name an architecture (model_type).")
    return config


def _optional(path: Path) -> dict[str, Any]:
    return read_json(path) if path.is_file() else {}


def _weight_files(folder: Path) -> tuple[Path, ...]:
    index = folder / "model.safetensors.index.json"
    whole = folder / "model.safetensors"
    if whole.is_file():
        return (whole,)
    if index.is_file():
        return _shards(index)
    if any(path.suffix in CODE_FILES for path in folder.iterdir()):
        raise StitchworkError(
            f"{folder.name} holds its weights only in a format that can run code when opened (such as .bin or .pt).",
            f"Stitchwork opens safetensors and GGUF only. {SAFE_HELP}",
        )
    if any(folder.glob("*.safetensors")):
        raise StitchworkError(
            f"{folder.name} has safetensors files, but neither model.safetensors nor model.safetensors.index.json.",
            "Copy the whole model folder, or rename its one weights file to model.safetensors.",
        )
    raise StitchworkError(f"{folder.name} has no weights (no .safetensors file).", "Copy the whole model folder.")


def _shards(index: Path) -> tuple[Path, ...]:
    weight_map = read_json(index).get("weight_map")
    if not isinstance(weight_map, dict) or not weight_map:
        raise StitchworkError(f"{index.name} in {index.parent.name} names no weights.", "Copy the model again.")
    files = []
    for name in sorted({str(name) for name in weight_map.values()}):
        if not re.fullmatch(r"[\w][\w.+-]*\.safetensors", name):
            raise StitchworkError(
                f"{index.name} in {index.parent.name} points at “{name[:80]}”, which is not a file of that folder.",
                "The model may be tampered with: get it from another source.",
            )
        if not (index.parent / name).is_file():
            raise StitchworkError(
                f"{name} is missing from {index.parent.name}.", "Copy or download the whole model again."
            )
        files.append(index.parent / name)
    return tuple(files)


def _check_shapes(checkpoint: Checkpoint) -> None:
    """config.json against the weights, where that is cheap: a lying config never reaches an allocation."""
    place = checkpoint.folder.name
    numbers = [int(match.group(1)) for name in checkpoint.tensors if (match := LAYER_NAMES.search(name))]
    if numbers and max(numbers) + 1 != checkpoint.layers:
        raise StitchworkError(
            f"config.json of {place} says {checkpoint.layers} layers, but the weights hold {max(numbers) + 1}.",
            "Files of two models were mixed: copy the model again.",
        )
    for name, shape in checkpoint.tensors.items():
        if name.endswith(EMBEDDING_NAMES) and len(shape) == 2 and "position" not in name:
            wide = checkpoint.number("word_embed_proj_dim", "embedding_size", default=checkpoint.width)
            if shape != (checkpoint.vocab_size, wide):
                raise StitchworkError(
                    f"config.json of {place} says {checkpoint.vocab_size:,} tokens of width {wide:,}, "
                    f"but the weights hold {shape[0]:,} of width {shape[1]:,}.",
                    "Files of two models were mixed: copy the model again.",
                )
            return
