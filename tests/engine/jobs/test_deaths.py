"""Why a worker ended is told from evidence: memory is blamed only where something speaks for it."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from engine.jobs.deaths import Cause, Look, cause, killed_for_memory

COUNTS = Path("/proc/vmstat")
GB = 10**9
ROOMY = Look(used=1 * GB, free=8 * GB, total=16 * GB, killed={COUNTS: 3})
FULL = Look(used=12 * GB, free=1 * GB, total=16 * GB, killed={COUNTS: 3})
UNCOUNTED = Look(used=12 * GB, free=1 * GB, total=16 * GB, killed={})


@pytest.mark.parametrize(
    ("status", "before", "killed", "why"),
    [
        (-signal.SIGKILL, ROOMY, {COUNTS: 4}, Cause.NO_MEMORY),
        (-signal.SIGKILL, ROOMY, {COUNTS: 3}, Cause.OUTSIDE),
        (-signal.SIGKILL, FULL, {COUNTS: 3}, Cause.SHORT_OF_MEMORY),
        (-signal.SIGKILL, UNCOUNTED, {}, Cause.SHORT_OF_MEMORY),
        (-signal.SIGTERM, ROOMY, {COUNTS: 4}, Cause.OUTSIDE),
        (-signal.SIGTERM, FULL, {COUNTS: 3}, Cause.SHORT_OF_MEMORY),
        (-signal.SIGABRT, FULL, {COUNTS: 3}, Cause.SHORT_OF_MEMORY),
        (-signal.SIGABRT, ROOMY, {COUNTS: 3}, Cause.CRASH),
        (-signal.SIGSEGV, FULL, {COUNTS: 4}, Cause.CRASH),
        (1, FULL, {COUNTS: 4}, Cause.CRASH),
        (None, ROOMY, {}, Cause.CRASH),
    ],
)
def test_the_cause_of_an_end(status: int | None, before: Look, killed: dict[Path, int], why: Cause) -> None:
    assert cause(status, before, killed, before.short) is why


def test_a_count_that_could_not_be_read_before_proves_nothing() -> None:
    assert cause(-signal.SIGKILL, ROOMY, {COUNTS: 3, Path("/new"): 9}, False) is Cause.OUTSIDE


@pytest.mark.parametrize(
    ("used", "free", "short"), [(1, 2, False), (1, 1, True), (12, 4, True), (11, 5, False)], ids=str
)
def test_memory_is_short_when_little_is_free_or_one_process_has_most(used: int, free: int, short: bool) -> None:
    assert Look(used * GB, free * GB, 16 * GB, {}).short is short


@pytest.mark.parametrize(
    ("line", "counter"),
    [
        ("0::/user.slice/app", "sys/fs/cgroup/user.slice/app/memory.events"),
        ("4:cpu,memory:/jobs/7", "sys/fs/cgroup/memory/jobs/7/memory.oom_control"),
        ("0::/", "sys/fs/cgroup/memory.events"),
    ],
    ids=["second generation", "first generation", "inside a container"],
)
def test_the_system_s_counts_are_found(tmp_path: Path, line: str, counter: str) -> None:
    for name, text in (
        ("proc/self/cgroup", f"9:name=systemd:/\n{line}\n"),
        ("proc/vmstat", "pgfault 12\noom_kill 5\n"),
        (counter, "oom 7\noom_kill_disable 0\noom_kill 2\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert killed_for_memory(tmp_path) == {tmp_path / "proc/vmstat": 5, tmp_path / counter: 2}


def test_a_system_without_counts_gives_none(tmp_path: Path) -> None:
    assert killed_for_memory(tmp_path) == {}
