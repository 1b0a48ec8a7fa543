"""The notice after a crash: which graphs have unsaved changes, and what to do with them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui import dialogs
from gui.notice import Notice

if TYPE_CHECKING:
    from gui.filing import Filing
    from gui.recovery.keeping import Recovery
    from gui.recovery.swap import Unsaved

NAMED = 3
"So many graphs are named; of more, the number is said."


class UnsavedNotice(Notice):
    """Stays until the person has decided. Its cross means later: it is offered again at the next start."""

    def __init__(self, recovery: Recovery, filing: Filing, window: QWidget) -> None:
        super().__init__()
        self._recovery, self._filing, self._window = recovery, filing, window
        recovery.looked.connect(self.offer)

    def offer(self, left: list[Unsaved]) -> None:
        if not left:
            return
        one = len(left) == 1
        names = ", ".join(f"“{unsaved.name}”" for unsaved in left[:NAMED])
        if len(left) > NAMED:
            names = self.tr("{names} and {n} more").format(names=names, n=len(left) - NAMED)
        last = datetime.fromtimestamp(max(unsaved.written for unsaved in left))
        today = last.date() == datetime.now().date()
        when = last.strftime("%H:%M") if today else last.strftime("%d %b, %H:%M")
        words = self.tr("Stitchwork ended unexpectedly. The unsaved changes of {names} were kept ({when}).")
        self.show_words(
            words.format(names=names, when=when),
            "info",
            self.tr("Open it") if one else self.tr("Open them"),
            lambda: self._open(left),
            self.tr("Delete…"),
            lambda: self._delete(left),
        )

    def _open(self, left: list[Unsaved]) -> None:
        for unsaved in left:
            self._recovery.adopt(self._filing.restore(unsaved), unsaved)

    def _delete(self, left: list[Unsaved]) -> None:
        if not dialogs.ask_to_delete(self._window, [unsaved.name for unsaved in left]):
            self.offer(left)
            return
        for unsaved in left:
            self._recovery.remove(unsaved.key)
