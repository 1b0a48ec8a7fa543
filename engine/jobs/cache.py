"""Results of nodes that are kept, so that only what changed runs again. Bounded by number and by bytes."""

from __future__ import annotations

import itertools
import sys
import types
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.jobs.messages import Message


@dataclass
class Kept:
    """What a node gave back and said. `parts`: memory blocks behind the outputs, address -> bytes."""

    outputs: dict[str, Any]
    messages: tuple[Message, ...] = ()
    footer: str = ""
    parts: dict[int, int] = field(default_factory=dict)


class Cache:
    """Least recently used results go first.

    `max_bytes` bounds the memory of everything kept; blocks that results share (a model, and a fusion of it) count
    once. `low_memory` says whether the machine is short of memory; then only what the next run uses is kept.
    """

    def __init__(
        self, max_entries: int = 128, max_bytes: int | None = None, low_memory: Callable[[], bool] = lambda: False
    ) -> None:
        self.max_entries = max_entries
        self.max_bytes = max_bytes
        self._low_memory = low_memory
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._unfinished: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: str) -> bool:
        return key in self._kept

    @property
    def bytes(self) -> int:
        blocks: dict[int, int] = {}
        for kept in self._kept.values():
            blocks.update(kept.parts)
        return sum(blocks.values())

    def get(self, key: str) -> Kept | None:
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def put(self, key: str, kept: Kept) -> None:
        kept.parts = weigh(kept.outputs)
        self._unfinished.pop(key, None)
        self._kept[key] = kept
        self._kept.move_to_end(key)
        while self._kept and (
            len(self._kept) > self.max_entries or (self.max_bytes is not None and self.bytes > self.max_bytes)
        ):
            self._kept.popitem(last=False)

    def unfinished(self, key: str) -> dict[str, Any]:
        """What a node leaves for its next run while it works: kept when it is stopped, dropped once it is done."""
        notes = self._unfinished.setdefault(key, {})
        self._unfinished.move_to_end(key)
        while len(self._unfinished) > _MOST_UNFINISHED:
            self._unfinished.popitem(last=False)
        return notes

    def make_room(self, keys: Collection[str]) -> None:
        """When memory is low, drop what none of `keys` names."""
        if self._low_memory():
            for key in [key for key in self._kept if key not in keys]:
                del self._kept[key]

    def forget(self) -> None:
        """Drop everything."""
        self._kept.clear()
        self._unfinished.clear()


_MOST_UNFINISHED = 4
_MANY = 5_000
_ATOMS = (int, float, complex, type(None), type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)


def weigh(value: Any, max_objects: int = 200_000) -> dict[int, int]:
    """The memory behind a value, address -> bytes: texts, arrays and tensors, wherever they are held inside it.

    An estimate that needs neither torch nor the types of the values: it follows attributes and containers.
    """
    parts: dict[int, int] = {}
    seen: set[int] = set()
    waiting = [value]
    while waiting and len(seen) < max_objects:
        item = waiting.pop()
        if isinstance(item, _ATOMS) or id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(item, (str, bytes, bytearray)):
            parts[id(item)] = len(item)
        elif hasattr(type(item), "untyped_storage"):
            storage = item.untyped_storage()
            parts[storage.data_ptr()] = storage.nbytes()
        elif isinstance(getattr(item, "nbytes", None), int):
            parts[id(item)] = item.nbytes
        elif isinstance(item, (Mapping, list, tuple, set, frozenset)) and len(item) > _MANY:
            # A vocabulary or a corpus: looking at each of its pieces would take longer than it matters.
            sample = list(itertools.islice(item, 100))
            parts[id(item)] = len(item) * sum(map(sys.getsizeof, sample)) // len(sample)
        elif isinstance(item, Mapping):
            waiting.extend(item.values())
        elif isinstance(item, (list, tuple, set, frozenset)):
            waiting.extend(item)
        else:
            waiting.extend(getattr(item, "__dict__", {}).values())
            slots = getattr(type(item), "__slots__", ())
            names = (slots,) if isinstance(slots, str) else slots
            waiting.extend(getattr(item, name, None) for name in names if name not in ("__dict__", "__weakref__"))
    return parts
