"""Where a model runs, in which number format, and what happens when memory runs out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from engine.errors import Fix, StitchworkError

GIBI = 1 << 30
MEBI = 1 << 20


def available() -> list[tuple[str, str]]:
    """Devices of this machine, best first, as (name, words)."""
    found = []
    if torch.cuda.is_available():
        for index in range(torch.cuda.device_count()):
            facts = torch.cuda.get_device_properties(index)
            found.append((f"cuda:{index}", f"{facts.name}, {facts.total_memory / GIBI:.0f} GB"))
    if torch.backends.mps.is_available():
        found.append(("mps", "Apple GPU"))
    found.append(("cpu", f"Processor, {torch.get_num_threads()} cores"))
    return found


def resolve(name: str = "auto") -> str:
    """The device behind a name. Raises StitchworkError naming what there is."""
    names = [device for device, _ in available()]
    if name == "auto":
        return names[0]
    if name == "cuda" and "cuda:0" in names:
        return "cuda:0"
    if name in names:
        return name
    raise StitchworkError(
        f"This machine has no device “{name}”.",
        f"Choose one of: auto, {', '.join(names)}.",
        setting="device",
        fixes=(Fix("Run on the best device there is", setting="device", value="auto"),),
    )


def dtype_for(device: str) -> torch.dtype:
    """float32 on processors; bfloat16 where a GPU computes in it, else float16."""
    if device.startswith("cuda"):
        return torch.bfloat16 if torch.cuda.get_device_capability(torch.device(device))[0] >= 8 else torch.float16
    return torch.float16 if device == "mps" else torch.float32


def threads() -> int:
    """How many threads of the processor compute."""
    return torch.get_num_threads()


def use_threads(number: int) -> None:
    torch.set_num_threads(number)


def memory(device: str) -> tuple[int, int]:
    """(free, total) bytes of a device."""
    if device.startswith("cuda"):
        free_bytes, total = torch.cuda.mem_get_info(torch.device(device))
        held = torch.cuda.memory_reserved(torch.device(device)) - torch.cuda.memory_allocated(torch.device(device))
        return free_bytes + held, total
    import psutil

    facts = psutil.virtual_memory()
    return facts.available, facts.total


def check_room(need: int, device: str, name: str) -> None:
    """Refuse what cannot fit before a byte of it is allocated."""
    free_bytes, _ = memory(device)
    if need > free_bytes:
        raise StitchworkError(
            f"{name} needs about {size(need)} of memory, and {size(free_bytes)} are free on {device}.",
            "Close other programs, or choose a smaller model.",
            setting="model",
        )


def size(n_bytes: float) -> str:
    """Bytes in words: 850 MB, 1.2 GB."""
    if n_bytes < 0.95 * GIBI:
        return f"{max(1, round(n_bytes / MEBI))} MB"
    return f"{n_bytes / GIBI:.1f} GB"


@contextmanager
def memory_guard(device: str, what: str) -> Iterator[None]:
    """Turn out-of-memory inside into a StitchworkError that says what would fit."""
    try:
        yield
    except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
        if not _is_out_of_memory(error):
            raise
        free()
        room = size(memory(device)[0])
        raise StitchworkError(
            f"Memory ran out on {device} while {what}.",
            f"{room} are free now. Use a smaller model, a smaller batch or less text.",
            details=str(error),
        ) from error


def free() -> None:
    """Give memory that is no longer used back to the device."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()


def _is_out_of_memory(error: BaseException) -> bool:
    words = str(error).lower()
    return isinstance(error, (torch.OutOfMemoryError, MemoryError)) or "can't allocate memory" in words
