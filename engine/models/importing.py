"""Bringing a model into the library: from a folder, a .gguf file, or by its hub name (the one use of the network)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import Cancelled, StitchworkError
from engine.models import hub, trust
from engine.models.fingerprints import tokenizer_fingerprint
from engine.models.library import CARD, Entry, Library, loaded_bytes, read_entry
from engine.models.saving import check_disk, whole_folder

Progress = Callable[[float, float, str], None]
"Called with (done, total, words); what it raises ends the import."

SIDE_FILES = (
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "README.md",
    "LICENSE",
    "LICENSE.txt",
)
OLD_TOKENIZER_FILES = ("tokenizer.model", "vocab.json", "merges.txt", "vocab.txt", "spiece.model", "added_tokens.json")
CHUNK = 8 << 20
HUB_NAME = re.compile(r"[\w][\w.-]*/[\w][\w.-]*")
MOST_NAME = 60


@dataclass(frozen=True)
class Found:
    """What an import would bring, known from headers alone. `kind`: folder, file or hub; `bytes`: its files (0: not
    known before the hub was asked); `need`: memory once loaded (0: not known)."""

    kind: str
    path: Path
    name: str
    bytes: int = 0
    parameters: int = 0
    layers: int = 0
    need: int = 0


def look(source: str | Path, library: Library, name: str = "") -> Found:
    """What is at a source, and its name in the library. Raises StitchworkError where it could not be imported."""
    text = str(source).strip()
    if not text:
        raise StitchworkError(
            "No model is named.", "Choose a folder, a .gguf file, or write a name such as owner/model."
        )
    path = Path(text).expanduser()
    if path.is_dir():
        free = _free_name(library, name, path.resolve().name)
        checkpoint = trust.inspect(path)
        if not any((path / file).is_file() for file in ("tokenizer.json", *OLD_TOKENIZER_FILES)):
            raise no_tokenizer()
        check_disk(checkpoint.bytes, library.folder)
        size, need = checkpoint.bytes, loaded_bytes(checkpoint)
        return Found("folder", path, free, size, checkpoint.parameters, checkpoint.layers, need)
    if path.is_file():
        if not is_gguf(path):
            raise StitchworkError(
                f"{path.name} is not a model file that Stitchwork can open.",
                "Choose a .gguf file, or the folder that holds config.json and .safetensors files.",
            )
        return Found("file", path, _free_name(library, name, path.stem), path.stat().st_size)
    if HUB_NAME.fullmatch(text) and path.suffix != ".gguf":
        return Found("hub", path, _free_name(library, name, text.split("/")[1]))
    raise StitchworkError(
        f"There is no file or folder at {text}.", "Check the path; a hub name looks like owner/model."
    )


def import_model(source: str | Path, library: Library, name: str = "", progress: Progress | None = None) -> Entry:
    """Copy a model into the library as safetensors. It appears there whole or not at all."""
    report = progress or (lambda done, total, words: None)
    found = look(source, library, name)
    target, path = library.folder / found.name, found.path
    match found.kind:
        case "folder":
            return _finish(library, target, lambda part: _copy_folder(path, part, report), str(path), report)
        case "file":
            return _finish(library, target, lambda part: _convert_gguf(path, part, report), path.name, report)
    wanted = str(source).strip()
    return _finish(
        library, target, lambda part: hub.download(wanted, part, library.folder, report), f"hub: {wanted}", report
    )


def is_gguf(path: Path) -> bool:
    """Whether a file begins as GGUF files do, with counts that fit into it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(24)
    tensors, fields = (int.from_bytes(head[begin : begin + 8], "little") for begin in (8, 16))
    return head[:4] == b"GGUF" and len(head) == 24 and 24 * tensors + 12 * fields <= size


def _finish(library: Library, target: Path, fill: Callable[[Path], None], source: str, report: Progress) -> Entry:
    """Fill a folder, check it as if it came from a stranger, and let it take its place."""
    with whole_folder(target) as part:
        fill(part)
        report(0.95, 1.0, "Checking the copy")
        checkpoint = trust.inspect(part)
        if not (part / "tokenizer.json").is_file():
            _convert_tokenizer(part)
        from engine.models.loading import read_config
        from engine.models.tokenizer import FolderTokenizer

        read_config(checkpoint)
        FolderTokenizer(part, checkpoint.vocab_size or None)
        for name in OLD_TOKENIZER_FILES:
            (part / name).unlink(missing_ok=True)
        card = {
            "source": source,
            "licence": _licence(part),
            "tokenizer": tokenizer_fingerprint(part / "tokenizer.json"),
            **_card(part),
        }
        (part / CARD).write_text(json.dumps(card, indent=1), encoding="utf-8")
        report(1.0, 1.0, "Ready")
    library.rescan()
    return read_entry(target)


def _free_name(library: Library, wanted: str, derived: str) -> str:
    """A name that is free in the library. A name that the user chose must be free; a derived one gets a number."""
    name = re.sub(r"[^\w.+-]+", "-", wanted.strip() or derived).strip("-.")[:MOST_NAME] or "model"
    taken = {entry.name for entry in library.list()}
    number, free = 1, name
    while free in taken or (library.folder / free).exists():
        if wanted:
            raise StitchworkError(f"The library has a model “{name}” already.", "Choose another name, or remove it.")
        number += 1
        free = f"{name}-{number}"
    return free


def _copy_folder(source: Path, part: Path, report: Progress) -> None:
    report(0.0, 1.0, f"Checking {source.name}")
    checkpoint = trust.inspect(source)
    index = source / "model.safetensors.index.json"
    files = [source / "config.json", *checkpoint.files]
    if checkpoint.files[0].name != "model.safetensors":
        files.append(index)
    files += [source / name for name in (*SIDE_FILES, *OLD_TOKENIZER_FILES, CARD) if (source / name).is_file()]
    total = sum(file.stat().st_size for file in files)
    check_disk(total, part)
    copied = 0
    for file in files:
        with file.open("rb") as reading, (part / file.name).open("wb") as writing:
            while chunk := reading.read(CHUNK):
                writing.write(chunk)
                copied += len(chunk)
                report(0.95 * copied / max(1, total), 1.0, f"Copying {file.name}")


def _convert_gguf(source: Path, part: Path, report: Progress) -> None:
    """De-quantise a GGUF file once, so that opening the model later takes a second and not a minute."""
    import torch
    from transformers import MODEL_FOR_CAUSAL_LM_MAPPING, AutoConfig, GgufConfig, PreTrainedTokenizerFast
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    check_disk(8 * source.stat().st_size, part)
    where: dict[str, Any] = {"gguf_file": source.name, "local_files_only": True}
    try:
        report(0.0, 1.0, "Reading the file's header")
        config = AutoConfig.from_pretrained(source.parent, **where)
        kind: Any = MODEL_FOR_CAUSAL_LM_MAPPING[type(config)]
        report(0.25, 1.0, "Converting the tokenizer")
        tokenizer = PreTrainedTokenizerFast.from_pretrained(source.parent, **where)
        report(0.3, 1.0, "Unpacking the weights")
        module = kind.from_pretrained(
            source.parent,
            config=config,
            dtype=torch.float32,
            quantization_config=GgufConfig(dequantize=True),
            **where,
        )
        report(0.85, 1.0, "Writing safetensors")
        module.hf_quantizer = None
        if hasattr(module.config, "quantization_config"):
            del module.config.quantization_config
        module.config._name_or_path = ""
        module.half().save_pretrained(part)
        tokenizer.save_pretrained(part)
    except (StitchworkError, Cancelled, OSError, MemoryError):
        raise
    except Exception as error:  # the readers raise whatever a damaged or unknown file provokes
        raise StitchworkError(
            f"{source.name} could not be converted: it is damaged, or of an architecture that is not known.",
            "Try a safetensors version of the model.",
            details=f"{type(error).__name__}: {error}",
        ) from error
    (part / CARD).write_text(json.dumps({"licence": _gguf_licence(source)}), encoding="utf-8")


def _convert_tokenizer(part: Path) -> None:
    """Turn an old tokenizer (vocab and merges, SentencePiece) into tokenizer.json."""
    from transformers import AutoTokenizer

    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(part, local_files_only=True, trust_remote_code=False)
        tokenizer.backend_tokenizer.save(str(part / "tokenizer.json"))
    except Exception as error:  # converters raise whatever a damaged file provokes
        raise no_tokenizer(f"{type(error).__name__}: {error}") from error


def no_tokenizer(details: str = "") -> StitchworkError:
    return StitchworkError(
        "The model comes without a tokenizer that Stitchwork can read.",
        "Copy the tokenizer files (tokenizer.json) into the model's folder and import it again.",
        details=details,
    )


def _card(part: Path) -> dict[str, Any]:
    """What a card that came along says and stays true: licence and description."""
    if not (part / CARD).is_file():
        return {}
    card = trust.read_json(part / CARD)
    return {key: str(card[key]) for key in ("licence", "about") if card.get(key)}


def _licence(part: Path) -> str:
    """The licence by the model card's front matter, or the first line of its licence file."""
    readme = part / "README.md"
    if readme.is_file():
        found = re.search(r"^license:\s*([\w.+-]+)", readme.read_text("utf-8", "replace")[:4000], re.MULTILINE)
        if found:
            return found[1]
    for name in ("LICENSE", "LICENSE.txt"):
        if (part / name).is_file():
            lines = (part / name).read_text("utf-8", "replace").strip().splitlines()
            return lines[0].strip()[:60] if lines else ""
    return ""


def _gguf_licence(source: Path) -> str:
    """general.license of a GGUF header, found without reading its long lists."""
    with source.open("rb") as file:
        head = file.read(1 << 16)
    place = head.find(b"general.license")
    if place < 0 or int.from_bytes(head[place + 15 : place + 19], "little") != 8:
        return ""
    length = int.from_bytes(head[place + 19 : place + 27], "little")
    return head[place + 27 : place + 27 + length].decode("utf-8", "replace") if length < 80 else ""
