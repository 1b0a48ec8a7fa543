"""Every run that ended, kept: a folder a run for its graph, results and plots, and a table to find it again.

The folders are the truth and the table is only their index: a folder appears whole, by one rename, and a table that is
lost or damaged is made anew from the folders. Several windows may write at once. No torch, and nothing here is fast
enough for a window's own thread.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import psutil

from engine import places
from engine.errors import StitchworkError
from engine.files import write_text
from engine.graph import files
from engine.graph.document import Graph
from engine.jobs import messages as m
from engine.jobs.plot_files import read_plots, write_plots
from engine.jobs.result import Collector
from engine.jobs.versions import versions as installed
from engine.places import Place

T = TypeVar("T")
TABLE, GRAPH, RESULT, PLOTS = "runs.db", "graph.stitch", "result.json", "plots.jsonl.gz"
SCHEMA = 1
PATIENCE_SECONDS = 10.0
"How long to wait while another window writes."
_COLUMNS = ("id", "time", "graph", "outcome", "seconds", "seed", "device", "versions", "metrics", "sentences", "bytes")
_CREATE = """CREATE TABLE IF NOT EXISTS runs (id TEXT PRIMARY KEY, time REAL NOT NULL, graph TEXT NOT NULL,
    outcome TEXT NOT NULL, seconds REAL NOT NULL, seed INTEGER NOT NULL, device TEXT NOT NULL, versions TEXT NOT NULL,
    metrics TEXT NOT NULL, sentences TEXT NOT NULL, bytes INTEGER NOT NULL)"""
_PUT = f"INSERT OR REPLACE INTO runs VALUES ({', '.join('?' * len(_COLUMNS))})"
_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
_UNFINISHED = re.compile(r"\.(?:new|gone)-(\d+)-.+")
"Folders that are being written or deleted, with the process that is at it."


@dataclass(frozen=True)
class KeptRun:
    """One row of the table. `time`: when it began, in seconds since 1970; `metrics`: by "node.name", None where the
    number was not finite; `sentences`: what went wrong, then what came out, node by node; `bytes`: on the disk."""

    id: str
    time: float
    graph: str
    outcome: str
    seconds: float
    seed: int
    device: str
    versions: Mapping[str, str]
    metrics: Mapping[str, float | None]
    sentences: tuple[str, ...]
    bytes: int


class History:
    """The runs of one folder. Every method may be called from any thread and raises StitchworkError when it cannot."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or places.folder(Place.RUNS)
        self.repaired = False
        "The table was damaged, and was made anew from the folders."

    def keep(
        self,
        graph: Mapping[str, Any],
        result: Collector,
        *,
        name: str,
        seed: int,
        device: str,
        versions: Mapping[str, str] | None = None,
    ) -> KeptRun:
        """Keep a run that ended. graph: the job's, as its file's JSON; name: what the graph is called."""
        document = files.from_json(graph)
        document = replace(document, name=document.name or name)
        began = time.time() - result.seconds
        identity = f"{datetime.fromtimestamp(began):%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}"
        about = {"id": identity, "time": began, "graph": name, "device": device}
        said = result.as_json(document, seed, installed() if versions is None else versions)
        place = self._unfinished("new", identity)
        try:
            place.mkdir(parents=True)
            files.save(document, place / GRAPH)
            write_plots(place / PLOTS, result.plots.values())
            write_text(place / RESULT, json.dumps({**said, "run": about}, indent=1, ensure_ascii=False) + "\n")
            place.rename(self.folder / identity)
        except (OSError, StitchworkError) as problem:
            shutil.rmtree(place, ignore_errors=True)
            raise _not_kept(problem) from problem
        run = self._row(identity)
        if run is None:
            raise StitchworkError(f"The run in “{self.folder / identity}” cannot be read again.", _EXPORT)
        self._work(lambda table: table.execute(_PUT, _values(run)))
        return run

    def runs(self) -> list[KeptRun]:
        """All kept runs, newest first."""
        return self._work(_all)

    def graph(self, identity: str) -> Graph:
        return files.load(self.graph_file(identity))

    def graph_file(self, identity: str) -> Path:
        return self._place(identity) / GRAPH

    def plots(self, identity: str) -> list[m.PlotMessage]:
        """The messages that draw the run's plots again, in their order."""
        return read_plots(self._place(identity) / PLOTS)

    def delete(self, identities: Iterable[str]) -> None:
        """Delete runs with all their files, for good."""
        for identity in identities:
            place, gone = self._place(identity), self._unfinished("gone", identity)
            try:
                with suppress(FileNotFoundError):
                    place.rename(gone)
            except OSError as problem:
                words = f"The run in “{place}” could not be deleted: {problem.strerror}."
                raise StitchworkError(words, "Close what uses its files, and delete it again.") from problem
            self._work(lambda table, one=identity: table.execute("DELETE FROM runs WHERE id = ?", (one,)))
            shutil.rmtree(gone, ignore_errors=True)

    def clear(self) -> None:
        """Delete every kept run."""
        self.delete([run.id for run in self.runs()])

    def bytes(self) -> int:
        """What all kept runs take on the disk."""
        return self._work(lambda table: table.execute("SELECT COALESCE(SUM(bytes), 0) FROM runs").fetchone()[0])

    def tidy(self) -> None:
        """Once at the start: remove what was left half written, and make the table say what the folders hold."""
        for place in self._folders():
            owner = _UNFINISHED.fullmatch(place.name)
            if owner is not None and not _at_work(int(owner[1]), place):
                shutil.rmtree(place, ignore_errors=True)
        self._work(self._fill)

    def _fill(self, table: sqlite3.Connection) -> None:
        there = {place.name for place in self._folders() if _ID.fullmatch(place.name)}
        listed = {identity for (identity,) in table.execute("SELECT id FROM runs")}
        table.executemany("DELETE FROM runs WHERE id = ?", [(one,) for one in listed - there])
        found = (self._row(identity) for identity in sorted(there - listed))
        table.executemany(_PUT, [_values(run) for run in found if run is not None])

    def _folders(self) -> list[Path]:
        try:
            return [place for place in self.folder.iterdir() if place.is_dir()]
        except FileNotFoundError:
            return []
        except OSError as problem:
            raise StitchworkError(f"“{self.folder}” cannot be read: {problem.strerror}.") from problem

    def _place(self, identity: str) -> Path:
        if not _ID.fullmatch(identity):
            raise StitchworkError(f"“{identity}” is not the name of a kept run.")
        return self.folder / identity

    def _unfinished(self, what: str, identity: str) -> Path:
        return self.folder / f".{what}-{os.getpid()}-{identity}"

    def _row(self, identity: str) -> KeptRun | None:
        """A run as its folder tells it; None for a folder that is not a run's."""
        place = self.folder / identity
        try:
            said = json.loads((place / RESULT).read_text("utf-8"))
            about, nodes = said["run"], said["nodes"].values()
            errors = [node["error"] for node in nodes]
            sentences = [one["words"] for one in said["sentences"]]
            return KeptRun(
                identity,
                float(about["time"]),
                str(about["graph"]),
                str(said["outcome"]),
                float(said["seconds"]),
                int(said["seed"]),
                str(about["device"]),
                dict(said["versions"]),
                dict(said["metrics"]),
                tuple(words for words in (said["error"], *errors, *sentences) if words),
                sum(file.stat().st_size for file in place.iterdir()),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _work(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something with the table, as one transaction. A damaged table is set aside and made anew."""
        try:
            return self._transaction(work)
        except sqlite3.Error as problem:
            if not _damaged(problem):
                raise _no_table(self.folder, problem) from problem
        try:
            self._set_aside()
            self._transaction(self._fill)
            return self._transaction(work)
        except (sqlite3.Error, OSError) as problem:
            raise _no_table(self.folder, problem) from problem

    def _transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise _no_table(self.folder, problem) from problem
        table = sqlite3.connect(self.folder / TABLE, timeout=PATIENCE_SECONDS, isolation_level=None)
        try:
            version = table.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA:
                words = "The list of runs was written by a newer Stitchwork."
                raise StitchworkError(words, "Update Stitchwork to see it. Nothing in it was changed.")
            if version < SCHEMA:
                _wal(table)
            table.execute("BEGIN IMMEDIATE")
            if version < SCHEMA:
                table.execute(_CREATE)
                table.execute(f"PRAGMA user_version = {SCHEMA}")
            done = work(table)
            table.execute("COMMIT")
            return done
        finally:
            table.close()  # what was not committed is undone

    def _set_aside(self) -> None:
        """Give the damaged table another name; whoever comes second finds it gone."""
        damaged = self.folder / TABLE
        with suppress(FileNotFoundError):
            damaged.replace(damaged.with_name(f"damaged-{uuid.uuid4().hex[:8]}.db"))
        for suffix in ("-wal", "-shm"):
            damaged.with_name(TABLE + suffix).unlink(missing_ok=True)
        self.repaired = True


_EXPORT = "Its results are still in the window: File, Export results saves them where you choose."


def _all(table: sqlite3.Connection) -> list[KeptRun]:
    found = table.execute(f"SELECT {', '.join(_COLUMNS)} FROM runs ORDER BY time DESC, id DESC")
    return [_run(dict(zip(_COLUMNS, row, strict=True))) for row in found]


def _run(row: dict[str, Any]) -> KeptRun:
    plain = {name: json.loads(row[name]) for name in ("versions", "metrics", "sentences")}
    return KeptRun(**{**row, **plain, "sentences": tuple(plain["sentences"])})


def _values(run: KeptRun) -> tuple[Any, ...]:
    words = (json.dumps(part, ensure_ascii=False) for part in (run.versions, run.metrics, run.sentences))
    return run.id, run.time, run.graph, run.outcome, run.seconds, run.seed, run.device, *words, run.bytes


def _wal(table: sqlite3.Connection) -> None:
    """Readers and a writer at once. SQLite does not wait for this change by itself, and does without it if it must."""
    with suppress(sqlite3.OperationalError):
        table.execute("PRAGMA journal_mode = WAL")


def _at_work(process: int, place: Path) -> bool:
    """Whether the process that began on this folder still lives: a later one may have got its number."""
    try:
        return psutil.Process(process).create_time() <= place.stat().st_mtime + 1.0
    except (psutil.Error, OSError):
        return False


def _damaged(problem: sqlite3.Error) -> bool:
    code = getattr(problem, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _not_kept(problem: OSError | StitchworkError) -> StitchworkError:
    cause = problem.__cause__ if isinstance(problem, StitchworkError) else problem
    if isinstance(cause, OSError) and cause.errno == errno.ENOSPC:
        words = "The disk is full, so this run is not kept in the list of runs."
        return StitchworkError(words, f"Free some space. {_EXPORT}", details=str(cause))
    return StitchworkError(f"This run could not be kept in the list of runs. {problem}", _EXPORT)


def _no_table(folder: Path, problem: sqlite3.Error | OSError) -> StitchworkError:
    words = f"The list of runs in “{folder}” cannot be used: {problem}."
    return StitchworkError(words, "Close other windows that use it, and check that the disk is not full.")
