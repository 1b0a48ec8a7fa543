"""Why a worker process ended, from evidence: how it ended, what the system counts, and how much memory was left.

The system ends a process that it has no memory for with the same signal as a person does who kills it. On Linux it
counts the processes that it ended so; where it does not tell, or others free memory in its place, little free memory
shortly before is taken as a sign.
"""

from __future__ import annotations

import re
import signal
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import psutil

SHORT_SHARE = 0.1
"Memory is short when less of it is free."
LARGE_SHARE = 0.7
"A process that has more of all memory is the one that the system ends first."
_EVERY_SECONDS = 0.5
_FROM_OUTSIDE = {getattr(signal, name, None) for name in ("SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT")} - {None}
_COUNT = re.compile(r"^oom_kill (\d+)$", re.MULTILINE)


class Cause(Enum):
    """NO_MEMORY: the system says so. SHORT_OF_MEMORY: probably so. OUTSIDE: a person, a program or the system ended it
    for a reason of theirs. CRASH: a fault of the program or of a library."""

    NO_MEMORY = auto()
    SHORT_OF_MEMORY = auto()
    OUTSIDE = auto()
    CRASH = auto()


@dataclass(frozen=True)
class Look:
    """One look at a living worker. Bytes: `used` by it, `free` and in all of this machine; `killed`: processes that
    the system has ended for want of memory, by the file that counts them."""

    used: int
    free: int
    total: int
    killed: dict[Path, int]

    @property
    def short(self) -> bool:
        return self.free < SHORT_SHARE * self.total or self.used > LARGE_SHARE * self.total


class Witness:
    """Looks at a worker from time to time, and knows more than its exit status when it has ended."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._looks: deque[Look] = deque(maxlen=2)
        self._looked_at = 0.0
        self.look()

    def look(self) -> None:
        """Call it whenever the worker says something; it looks at most twice a second."""
        if time.monotonic() - self._looked_at < _EVERY_SECONDS:
            return
        self._looked_at = time.monotonic()
        used = 0
        with suppress(psutil.Error):
            used = psutil.Process(self._process).memory_info().rss
        memory = psutil.virtual_memory()
        self._looks.append(Look(used, memory.available, memory.total, killed_for_memory()))

    def cause(self, status: int | None) -> Cause:
        """status: as multiprocessing gives it; below 0 it is a signal."""
        # Of the two looks the earlier: the later one may have been taken while the system was at it.
        return cause(status, self._looks[0], killed_for_memory(), any(look.short for look in self._looks))

    @property
    def last(self) -> Look:
        return self._looks[-1]

    def killed_since(self) -> int:
        """Processes that the system has ended for want of memory since the last look but one."""
        return _more(self._looks[0].killed, killed_for_memory())


def cause(status: int | None, before: Look, killed: dict[Path, int], short: bool) -> Cause:
    """Why a process ended. killed: the system's counts now; short: memory was, shortly before."""
    signalled = -status if status is not None and status < 0 else None
    if signalled == getattr(signal, "SIGKILL", 9) and _more(before.killed, killed):
        return Cause.NO_MEMORY
    if signalled in _FROM_OUTSIDE:
        return Cause.SHORT_OF_MEMORY if short else Cause.OUTSIDE
    # A library that gets no memory may give up by SIGABRT.
    if signalled == signal.SIGABRT and short:
        return Cause.SHORT_OF_MEMORY
    return Cause.CRASH


def killed_for_memory(root: Path = Path("/")) -> dict[Path, int]:
    """The system's counts of processes that it ended for want of memory: on this machine and in the control group of
    this process, where they can be read; empty elsewhere than on Linux."""
    found: dict[Path, int] = {}
    for file in (root / "proc/vmstat", *_group_files(root)):
        with suppress(OSError):
            if count := _COUNT.search(file.read_text()):
                found[file] = int(count[1])
    return found


def _group_files(root: Path) -> list[Path]:
    """Of both generations of control groups; lines of /proc/self/cgroup are "number:controllers:path"."""
    lines: list[str] = []
    with suppress(OSError):
        lines = (root / "proc/self/cgroup").read_text().splitlines()
    files = [root / "sys/fs/cgroup/memory.events"]
    for line in lines:
        _, controllers, place = line.split(":", 2)
        if not controllers:
            files.append(root / "sys/fs/cgroup" / place.lstrip("/") / "memory.events")
        elif "memory" in controllers.split(","):
            files.append(root / "sys/fs/cgroup/memory" / place.lstrip("/") / "memory.oom_control")
    return files


def _more(before: dict[Path, int], now: dict[Path, int]) -> int:
    """How many more there are, by the file that knows of most."""
    return max((count - before[file] for file, count in now.items() if file in before), default=0)
