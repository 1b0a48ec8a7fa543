"""Opening a model: checked as files first, then against free memory, and only then allocated."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from engine.errors import Cancelled, StitchworkError
from engine.models import combined, devices, trust
from engine.models.contract import LanguageModel
from engine.models.library import Library
from engine.models.tokenizer import FolderTokenizer
from engine.models.transformers_model import TransformersModel

Check = Callable[[], None]
OWN_CACHES = {"minimax", "recurrent_gemma", "xlstm", "zamba"}
"Architectures that accept only a cache of their own making."


def load(
    path_or_name: str | Path,
    device: str = "auto",
    library: Library | None = None,
    check: Check | None = None,
    dtype: torch.dtype | None = None,
) -> LanguageModel:
    """Load a model by its library name or from a folder: a checkpoint in safetensors, or a model made of others.

    `check` is called before each tensor is read; what it raises (Cancelled) ends the loading. `dtype` defaults to
    the device's own (devices.dtype_for).
    """
    folder, name = _find(path_or_name, library)
    gate = _Gate(check)
    gate()
    if (folder / combined.RECIPE).is_file():
        shelf = library or Library()
        return combined.load(folder, name, lambda part: load(part, device, shelf, check, dtype), shelf)
    checkpoint = trust.inspect(folder)
    config = read_config(checkpoint)
    place = devices.resolve(device)
    number_format = dtype or devices.dtype_for(place)
    devices.check_room(checkpoint.parameters * number_format.itemsize, place, name)
    tokenizer = FolderTokenizer(folder, checkpoint.vocab_size or None)
    gate()
    with devices.memory_guard(place, f"loading {name}"):
        module = _build(checkpoint, config, number_format, gate)
        gate()
        module.to(place)
    return TransformersModel(module, tokenizer, name, checkpoint.context)


class _Gate:
    """`check`, one thread at a time; once it has raised, it keeps raising, so that reading threads end at once."""

    def __init__(self, check: Check | None) -> None:
        self._check = check
        self._lock = threading.Lock()
        self.raised: BaseException | None = None

    def __call__(self) -> None:
        with self._lock:
            if self.raised is not None:
                raise self.raised
            if self._check is not None:
                try:
                    self._check()
                except BaseException as error:
                    self.raised = error
                    raise


class _Slice:
    """A tensor of a file that is read when transformers asks for it, after asking whether to go on."""

    def __init__(self, inner: Any, gate: _Gate) -> None:
        self._inner = inner
        self._gate = gate

    def __getitem__(self, index: Any) -> torch.Tensor:
        self._gate()
        return self._inner[index]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def _find(path_or_name: str | Path, library: Library | None) -> tuple[Path, str]:
    if isinstance(path_or_name, Path) or "/" in path_or_name or "\\" in path_or_name:
        folder = Path(path_or_name).expanduser()
        return folder, folder.name
    entry = (library or Library()).get(path_or_name)
    return entry.folder, entry.name


def read_config(checkpoint: trust.Checkpoint) -> Any:
    """The transformers config of a checkpoint, if its architecture is one that can be used."""
    from transformers import AutoConfig
    from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

    kind = checkpoint.architecture
    if kind not in MODEL_FOR_CAUSAL_LM_MAPPING_NAMES or kind in OWN_CACHES:
        raise StitchworkError(
            f"{checkpoint.folder.name} is of the architecture “{kind}”, which Stitchwork does not know.",
            "Choose a causal language model such as Llama, Qwen, Gemma, GPT-NeoX or Mamba.",
        )
    try:
        config = AutoConfig.from_pretrained(checkpoint.folder, local_files_only=True, trust_remote_code=False)
    except Exception as error:  # config classes raise whatever a bad value provokes
        raise StitchworkError(
            f"config.json in {checkpoint.folder.name} has values that make no sense for “{kind}”.",
            "Copy or download the model again.",
            details=str(error),
        ) from error
    if kind == "rwkv":
        config.rescale_every = 0  # halving the stream every few blocks is for float16 only
    return config


def _build(checkpoint: trust.Checkpoint, config: Any, dtype: torch.dtype, gate: _Gate) -> torch.nn.Module:
    from safetensors import safe_open
    from transformers import MODEL_FOR_CAUSAL_LM_MAPPING
    from transformers.utils import logging

    name = checkpoint.folder.name
    tensors: dict[str, Any] = {}
    opened = [safe_open(str(file), framework="pt") for file in checkpoint.files]
    for file in opened:
        tensors.update({key: _Slice(file.get_slice(key), gate) for key in file.keys()})  # noqa: SIM118
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            kind: Any = MODEL_FOR_CAUSAL_LM_MAPPING[type(config)]
            module, report = kind.from_pretrained(
                None, config=config, state_dict=tensors, dtype=dtype, output_loading_info=True
            )
    except Exception as error:
        if gate.raised is not None:
            raise gate.raised from None
        if isinstance(error, (StitchworkError, Cancelled, MemoryError, torch.OutOfMemoryError)):
            raise
        raise StitchworkError(
            f"The weights of {name} do not fit its config.json.",
            "Files of two models were mixed, or the architecture is not supported.",
            details=str(error),
        ) from error
    if gate.raised is not None:
        raise gate.raised
    if missing := sorted(report["missing_keys"]):
        raise StitchworkError(
            f"{len(missing):,} weights are missing from {name} (such as {missing[0]}).",
            "The model is not whole: copy or download it again.",
        )
    return module.eval()
