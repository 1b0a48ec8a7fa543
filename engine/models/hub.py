"""Downloading a model by its hub name: safetensors and plain JSON only, and only when the user asks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.errors import Cancelled, StitchworkError
from engine.models.saving import check_disk

WANTED = (
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "tokenizer.model",
    "vocab.json",
    "merges.txt",
    "model.safetensors",
    "model.safetensors.index.json",
    "README.md",
    "LICENSE",
)


def download(name: str, part: Path, library_folder: Path, report: Callable[[float, float, str], None]) -> None:
    """Fetch a model's files into `part`, refusing what could run code before anything large is fetched."""
    from huggingface_hub import HfApi, hf_hub_download

    report(0.0, 1.0, f"Asking the hub for {name}")
    try:
        info = HfApi().model_info(name, files_metadata=True, timeout=20)
        sizes = {file.rfilename: file.size or 0 for file in info.siblings or ()}
        files = choose(name, sizes)
        total = sum(sizes[file] for file in files)
        check_disk(total, library_folder)
        done = 0
        for file in files:
            report(0.95 * done / max(1, total), 1.0, f"Downloading {file} ({sizes[file] / 1e6:,.0f} MB)")
            hf_hub_download(name, file, local_dir=part, tqdm_class=_reporter(report, done, total, file))
            done += sizes[file]
    except (StitchworkError, Cancelled):
        raise
    except Exception as error:  # the client raises its own, httpx's and the system's errors
        raise hub_error(name, error) from error
    shutil.rmtree(part / ".cache", ignore_errors=True)


def choose(name: str, sizes: dict[str, int]) -> list[str]:
    """The files to fetch: small ones first, so that a bad config is seen before the weights come."""
    files = [file for file in sizes if file in WANTED or _is_shard(file)]
    if not any(file.endswith(".safetensors") for file in files):
        other = "a .gguf file" if any(file.endswith(".gguf") for file in sizes) else "a format that can run code"
        raise StitchworkError(
            f"{name} offers its weights only as {other}.",
            "Download the .gguf file and import it." if "gguf" in other else "Choose a model with safetensors files.",
        )
    if "model.safetensors" in files:
        files = [file for file in files if not _is_shard(file) and file != "model.safetensors.index.json"]
    return sorted(files, key=lambda file: sizes[file])


def hub_error(name: str, error: Exception) -> StitchworkError:
    """The client's error in plain words."""
    from huggingface_hub import errors

    details = f"{type(error).__name__}: {error}"
    if isinstance(error, errors.GatedRepoError):
        return StitchworkError(
            f"{name} is given out only to people who accepted its licence on the hub.",
            "Accept it there and log in with `hf auth login`, or choose another model.",
            details=details,
        )
    if isinstance(error, (errors.RepositoryNotFoundError, errors.HFValidationError)):
        return StitchworkError(f"The hub has no model “{name}”.", "Check the spelling (owner/model).", details=details)
    return StitchworkError(
        f"{name} could not be fetched: the hub cannot be reached.",
        "Check the network connection. Models of the library and local folders work without it.",
        details=details,
    )


def _is_shard(file: str) -> bool:
    return "/" not in file and file.startswith("model-") and file.endswith(".safetensors")


def _reporter(report: Callable[[float, float, str], None], done: int, total: int, file: str) -> Any:
    """A progress bar class for the client that speaks to `report` instead of the terminal."""
    from tqdm import tqdm

    class Reporter(tqdm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            kwargs["disable"] = False
            kwargs.pop("name", None)
            super().__init__(*args, **kwargs)

        def display(self, *args: Any, **kwargs: Any) -> None:
            report(0.95 * (done + self.n) / max(1, total), 1.0, f"Downloading {file}")

    return Reporter
