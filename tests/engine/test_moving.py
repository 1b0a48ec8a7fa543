"""A folder is moved whole or not at all, whatever happens on the way."""

from __future__ import annotations

import dataclasses
import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine import moving
from engine.errors import Cancelled, StitchworkError
from engine.moving import Move, carry_out, check_place, plan

WEIGHTS = bytes(range(256)) * 40


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    for name in ("one/model.bin", "one/deep/notes.txt", "two/model.bin", ".hidden/part", "list.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(WEIGHTS + name.encode())
    (folder / "one" / "empty").mkdir()
    (folder / "link").symlink_to("one/model.bin")
    os.utime(folder / "one/model.bin", ns=(1, 1_000_000_007))
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new"


def all_of(folder: Path) -> dict[str, bytes | None]:
    """Every file with what it holds, and every folder."""
    return {str(one.relative_to(folder)): one.read_bytes() if one.is_file() else None for one in folder.rglob("*")}


def to_another_disk(old: Path, new: Path) -> Move:
    return dataclasses.replace(plan(old, new), copied=True)


def nothing() -> None:
    pass


@pytest.mark.parametrize("way", [plan, to_another_disk], ids=["on one disk", "to another disk"])
def test_all_of_it_is_in_the_new_place_afterwards(old: Path, new: Path, way: Callable[[Path, Path], Move]) -> None:
    before, shares, switched = all_of(old), [], []

    def switch() -> None:
        assert all_of(old) == before, "the old folder is whole until the choice is written"
        assert all_of(new) == before
        switched.append(True)

    assert carry_out(way(old, new), switch, shares.append)
    assert switched == [True]
    assert all_of(new) == before
    assert all_of(old) == {}
    assert (new / "one/model.bin").stat().st_mtime_ns == 1_000_000_007, "fingerprints are kept by this time"
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(set(shares)) > 5


def test_on_one_disk_it_is_the_same_file(old: Path, new: Path) -> None:
    number = (old / "two/model.bin").stat().st_ino
    carry_out(plan(old, new), nothing)
    assert (new / "two/model.bin").stat().st_ino == number


def test_a_disk_without_second_names_gets_copies(old: Path, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = all_of(old)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert carry_out(plan(old, new), nothing)
    assert all_of(new) == before


def test_what_the_program_makes_anew_does_not_go_along(old: Path, new: Path) -> None:
    carry_out(plan(old, new, ("list.txt", "not there")), nothing)
    assert not old.exists()
    assert "list.txt" not in all_of(new)
    assert "one/model.bin" in all_of(new)


def test_a_new_folder_can_be_used_without_moving_anything(old: Path, new: Path) -> None:
    before = all_of(old)
    carry_out(Move(old, new), nothing)
    assert all_of(old) == before
    assert all_of(new) == {}
    assert new.is_dir()


def test_what_is_in_the_new_place_stays(old: Path, new: Path) -> None:
    new.mkdir()
    (new / "mine").write_text("here before")
    carry_out(plan(old, new), nothing)
    assert (new / "mine").read_text() == "here before"
    assert (new / "two/model.bin").is_file()


def full(*_: object, **__: object) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def stop_half_way(share: float) -> None:
    if share > 0.5:
        raise Cancelled


@pytest.mark.parametrize("existed", [False, True], ids=["a new folder", "a folder that was there"])
@pytest.mark.parametrize("trouble", ["stopped", "disk full", "read otherwise", "changed", "choice not written"])
def test_whatever_goes_wrong_nothing_is_lost_or_left(
    old: Path, new: Path, monkeypatch: pytest.MonkeyPatch, trouble: str, existed: bool
) -> None:
    if existed:
        new.mkdir()
        (new / "mine").write_text("here before")
    before, move = all_of(old), to_another_disk(old, new)
    there, report, switch = all_of(new), lambda _share: None, nothing
    kind: type[Exception] = StitchworkError
    words: str | None = "Everything is where it was"
    match trouble:
        case "stopped":
            report, kind, words = stop_half_way, Cancelled, None
        case "disk full":
            monkeypatch.setattr(os, "fsync", full)
            words = "The disk became full"
        case "read otherwise":
            digests = iter(range(100))
            monkeypatch.setattr(moving.hashlib, "sha256", lambda: Digest(next(digests)))
        case "changed":
            (old / "one" / "new.txt").write_text("an import that ended meanwhile")
            before, words = all_of(old), "changed meanwhile"
        case "choice not written":
            switch, words = full, "The disk became full"
    with pytest.raises(kind, match=words):
        carry_out(move, switch, report)
    assert all_of(old) == before
    assert all_of(new) == there
    assert new.exists() is existed


class Digest:
    """Never the same twice."""

    def __init__(self, number: int) -> None:
        self._number = number

    def update(self, piece: bytes) -> None:
        pass

    def digest(self) -> bytes:
        return bytes([self._number])


def test_an_old_folder_that_is_not_there_has_nothing_to_move(tmp_path: Path, new: Path) -> None:
    move = plan(tmp_path / "gone", new)
    assert (move.entries, move.bytes) == ((), 0)
    assert carry_out(move, nothing)
    assert new.is_dir()


def test_names_that_are_taken_are_told_before_anything_is_copied(old: Path, new: Path) -> None:
    (new / "two").mkdir(parents=True)
    with pytest.raises(StitchworkError, match="same name already: two"):
        plan(old, new)


def test_a_disk_without_room_is_told_before_anything_is_copied(
    old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving.shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(100, 90, 10))
    assert plan(old, new).bytes > 10, "on one disk no room is needed"
    monkeypatch.setattr(moving, "_on_one_disk", lambda _one, _other: False)
    with pytest.raises(StitchworkError, match="too little room"):
        plan(old, new)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("old", "used now"),
        ("old/inside", "one in the other"),
        (".", "one in the other"),
        ("runs/inside", "one in the other"),
        ("old/list.txt", "is a file"),
    ],
)
def test_places_that_cannot_be_used_are_refused(tmp_path: Path, old: Path, target: str, words: str) -> None:
    with pytest.raises(StitchworkError, match=words):
        check_place(tmp_path / target, old, [tmp_path / "runs"])


def test_a_good_place_is_found_without_making_it(tmp_path: Path, old: Path, new: Path) -> None:
    check_place(new / "deeper", old, [tmp_path / "runs"])
    assert not new.exists()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody may write to")
def test_a_folder_that_may_not_be_written_to_is_refused(old: Path) -> None:
    with pytest.raises(StitchworkError):
        check_place(Path("/proc/self/models"), old)
