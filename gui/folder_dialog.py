"""Choosing where models or runs are kept, and moving them there. The old folder is used until all of it is moved."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from engine import moving, places
from engine.errors import Cancelled, StitchworkError
from engine.places import Place
from gui.chrome import Verdict
from gui.language.shown import say
from gui.words import in_bytes, together

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_DELAY_MS = 250
WIDTH = 520


class FolderDialog(QDialog):
    """Says what would happen before anything does. `busy`: whether a run or an import is under way."""

    _reached = Signal(float)
    _ended = Signal(object)
    "None, or the error that ended the move."

    def __init__(self, place: Place, busy: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._busy = place, busy
        self._source = places.folder(place)
        self._others = [places.folder(other) for other in Place if other is not place]
        self._remade = _table_files() if place is Place.RUNS else ()
        self._move: moving.Move | None = None
        self._working = False
        self._stop = threading.Event()
        self.left_behind = False
        "Some of what was moved could not be removed from the old folder."
        self._look_timer = QTimer(self, singleShot=True, interval=LOOK_DELAY_MS)
        self._look_timer.timeout.connect(self.look)
        models = place is Place.MODELS
        self.setWindowTitle(self.tr("Folder of your models") if models else self.tr("Folder of the kept runs"))
        self._build()
        self._reached.connect(lambda share: self.bar.setValue(round(1000 * share)))
        self._ended.connect(self._over)
        self.look()

    @property
    def target(self) -> Path | None:
        """What is typed, made into a folder of its own where other things lie; None: nothing that could be a folder."""
        typed = self.path.text().strip()
        folder = Path(typed).expanduser() if typed else None
        return places.proposed(self._place, folder) if folder is not None and folder.is_absolute() else None

    def look(self) -> None:
        """Say what would happen, and allow it if it can."""
        self._look_timer.stop()
        self._move = None
        if not self.path.text().strip():
            self._say("", "")
            return
        target = self.target
        if target is None:
            self._say(self.tr("Write the whole path of a folder, from the top."), "failed")
            return
        try:
            moving.check_place(target, self._source, self._others)
            only_used = moving.Move(self._source, target)
            self._move = only_used if self.leave.isChecked() else moving.plan(self._source, target, self._remade)
        except StitchworkError as problem:
            self._say(together(say(problem.words), say(problem.fix)), "failed")
        except OSError as problem:
            self._say(self.tr("It cannot be read: {reason}.").format(reason=problem.strerror), "failed")
        else:
            self._say(self._described(self._move), "done")

    def accept(self) -> None:
        """Begin. The dialog closes when all is done."""
        self.look()
        if self._working or self._move is None:
            return
        if self._busy():
            self._say(self.tr("A run or an import is under way. Stop it, or wait until it ends."), "failed")
            return
        self._show_working(True)
        self._stop.clear()
        threading.Thread(target=self._work, args=(self._move,), name="stitchwork-moving").start()

    def reject(self) -> None:
        """Stop the move, or close."""
        if self._working:
            self._stop.set()
            self._say(self.tr("Stopping…"), "running")
        else:
            super().reject()

    def _build(self) -> None:
        label = QLabel(self.tr("New folder"))
        label.setProperty("role", "label")
        self.path = QLineEdit()
        label.setBuddy(self.path)
        self.path.setAccessibleName(self.tr("New folder"))
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.clicked.connect(self._choose)
        self.usual = QPushButton(self.tr("Usual folder"))
        self.usual.setVisible(self._source != places.usual(self._place))
        self.usual.clicked.connect(lambda: self.path.setText(str(places.usual(self._place))))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)
        row.addWidget(self.usual)
        now = QLabel(self.tr("Used now: {folder}").format(folder=self._source), wordWrap=True)
        now.setProperty("role", "hint")
        self.path.setAccessibleDescription(now.text())
        self.move_there = QRadioButton(self._move_words())
        self.leave = QRadioButton(self.tr("Leave it where it is, and only use the new folder"))
        something = bool(self._entries())
        (self.move_there if something else self.leave).setChecked(True)
        self.move_there.setVisible(something)
        self.leave.setVisible(something)
        self.verdict = Verdict(3)
        self.bar = QProgressBar(textVisible=False, maximum=1000)
        self.bar.setAccessibleName(self.tr("How much is moved"))
        self.bar.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton(self.tr("Use this folder"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setProperty("primary", True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.path.textChanged.connect(self._changed)
        self.move_there.toggled.connect(self.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(label)
        layout.addLayout(row)
        layout.addWidget(now)
        layout.addSpacing(4)
        layout.addWidget(self.move_there)
        layout.addWidget(self.leave)
        layout.addSpacing(4)
        layout.addWidget(self.verdict)
        layout.addWidget(self.bar)
        layout.addWidget(self.buttons)
        self.setFixedWidth(WIDTH)

    def _entries(self) -> list[Path]:
        return list(self._source.iterdir()) if self._source.is_dir() else []

    def _move_words(self) -> str:
        size = sum(file.lstat().st_size for file in self._source.rglob("*") if file.is_file())
        return self.tr("Move what is in the old folder ({size}) to the new one").format(size=in_bytes(size))

    def _described(self, move: moving.Move) -> str:
        if not move.entries:
            return self.tr("{folder} is used from now on.").format(folder=move.target)
        if move.copied:
            words = self.tr("{size} are copied to {folder} and checked; then the old files are removed.")
            return words.format(size=in_bytes(move.bytes), folder=move.target)
        return self.tr("{folder} is on the same disk: moving takes a moment.").format(folder=move.target)

    def _changed(self) -> None:
        self.start.setEnabled(False)
        self._look_timer.start()

    def _choose(self) -> None:
        near = self.target or self._source.parent
        chosen = QFileDialog.getExistingDirectory(self, self.windowTitle(), str(near))
        if chosen:
            self.path.setText(chosen)

    def _say(self, words: str, level: str) -> None:
        self.verdict.show_words(words, level)
        self.start.setEnabled(level == "done")

    def _show_working(self, working: bool) -> None:
        self._working = working
        for widget in (self.path, self.choose, self.usual, self.move_there, self.leave):
            widget.setEnabled(not working)
        self.bar.setVisible(working)
        self.bar.setValue(0)
        if working:
            self._say(self.tr("Moving… Until the end the old folder stays as it is."), "running")

    # In the thread

    def _work(self, move: moving.Move) -> None:
        def report(share: float) -> None:
            if self._stop.is_set():
                raise Cancelled
            self._reached.emit(share)

        try:
            self.left_behind = not moving.carry_out(move, lambda: places.choose(self._place, move.target), report)
        except Exception as problem:
            self._ended.emit(problem)
        else:
            self._ended.emit(None)

    # In the window's

    def _over(self, problem: Exception | None) -> None:
        self._show_working(False)
        match problem:
            case None:
                super().accept()
            case Cancelled():
                self._say(self.tr("Stopped. Everything is where it was."), "warn")
                self.start.setEnabled(True)
            case StitchworkError():
                self._say(together(say(problem.words), say(problem.fix)), "failed")
                self.start.setEnabled(True)
            case _:
                raise problem


def _table_files() -> tuple[str, ...]:
    """The table of runs is made anew from their folders."""
    from engine.jobs.history import TABLE

    return TABLE, f"{TABLE}-wal", f"{TABLE}-shm"
