"""Downloading a model by its hub name: safetensors and plain JSON only, and only when the user asks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.errors import Cancelled, StitchworkError
from engine.models import trust
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
    """Fetch a model's files into `part`, refusing what could run code before anything large is fetched.

    Files come into a hidden folder of the library, which an import that was stopped leaves behind: asked for again, the
    client goes on where it was.
    """
    from huggingface_hub import HfApi, hf_hub_download

    report(0.0, 1.0, f"Asking the hub for {name}")
    fetched = unfinished_folder(name, library_folder)
    try:
        info = HfApi().model_info(name, files_metadata=True, timeout=20)
        sizes = {file.rfilename: file.size or 0 for file in info.siblings or ()}
        files = choose(name, sizes)
        total = sum(sizes[file] for file in files)
        check_disk(total - _bytes_in(fetched), library_folder)
        done, checked = 0, False
        for file in files:
            if not checked and file.endswith(".safetensors"):
                trust.checked_config(fetched)
                checked = True
            report(0.95 * done / max(1, total), 1.0, f"Downloading {file} ({sizes[file] / 1e6:,.0f} MB)")
            hf_hub_download(name, file, local_dir=fetched, tqdm_class=_reporter(report, done, total, file))
            done += sizes[file]
    except (StitchworkError, Cancelled):
        raise
    except Exception as error:  # the client raises its own, httpx's and the system's errors
        raise hub_error(name, error) from error
    for file in files:
        (fetched / file).replace(part / file)
    shutil.rmtree(fetched, ignore_errors=True)


def unfinished_folder(name: str, library_folder: Path) -> Path:
    """Where the files of a model lie until all are there."""
    return library_folder / f".{name.replace('/', '--')}.fetched"


def _bytes_in(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else 0


def choose(name: str, sizes: dict[str, int]) -> list[str]:
    """The files to fetch: small ones first, so that a bad config is seen before the weights come."""
    files = [file for file in sizes if file in WANTED or _is_shard(file)]
    if "config.json" not in files:
        raise StitchworkError(f"{name} is no language model: it has no config.json.", "Choose another model.")
    if not any(file.endswith(".safetensors") for file in files):
        other = "a .gguf file" if any(file.endswith(".gguf") for file in sizes) else "a format that can run code"
        raise StitchworkError(
            f"{name} offers its weights only as {other}.",
            "Download the .gguf file and import it." if "gguf" in other else "Choose a model with safetensors files.",
        )
    if "model.safetensors" in files:
        files = [file for file in files if not _is_shard(file) and file != "model.safetensors.index.json"]
    return sorted(files, key=lambda file: (file.endswith(".safetensors"), sizes[file]))


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
        "Check the network connection and import it again: what was fetched so far is kept. Models of the library and "
        "local folders work without a network.",
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
