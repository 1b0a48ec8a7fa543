"""What the window remembers between starts: sizes, theme, device, recent files. One small INI file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from engine import places

RECENT = 8


@dataclass(frozen=True)
class RecentFile:
    """A file that was open: where it lies, and when it was last written."""

    path: Path
    changed: datetime


class Preferences:
    """Typed access to the INI file. Values that cannot be read fall back to the defaults."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or places.settings_folder() / "window.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        mode = str(self._store.value("theme", "system"))
        return mode if mode in ("light", "dark", "system") else "system"

    @theme.setter
    def theme(self, mode: str) -> None:
        self._store.setValue("theme", mode)

    @property
    def device(self) -> str:
        return str(self._store.value("device", "auto"))

    @device.setter
    def device(self, name: str) -> None:
        self._store.setValue("device", name)

    @property
    def language(self) -> str:
        """A code such as "ja"; "": the system's."""
        return str(self._store.value("language", ""))

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def reduced_motion(self) -> bool:
        return str(self._store.value("reduced_motion", "false")).lower() == "true"

    @reduced_motion.setter
    def reduced_motion(self, reduced: bool) -> None:
        self._store.setValue("reduced_motion", bool(reduced))

    @property
    def tour_offered(self) -> bool:
        """Whether the person has answered the offer of the tour."""
        return str(self._store.value("tour_offered", "false")).lower() == "true"

    @tour_offered.setter
    def tour_offered(self, offered: bool) -> None:
        self._store.setValue("tour_offered", bool(offered))

    @property
    def threads(self) -> int:
        """Of the processor, for one run; 0: as many as it has."""
        value = str(self._store.value("threads", "0"))
        return int(value) if value.isdecimal() and len(value) < 5 else 0

    @threads.setter
    def threads(self, number: int) -> None:
        self._store.setValue("threads", int(number))

    @property
    def memory_gb(self) -> float:
        """What a run may use, in 10⁹ bytes; 0: what is free."""
        try:
            value = float(str(self._store.value("memory_gb", "0")))
        except ValueError:
            return 0.0
        return value if 0.0 < value < 1e9 else 0.0

    @memory_gb.setter
    def memory_gb(self, gigabytes: float) -> None:
        self._store.setValue("memory_gb", gigabytes)

    @property
    def folder(self) -> str:
        """Where the last file dialog was."""
        return str(self._store.value("folder", "")) or str(Path.home())

    @folder.setter
    def folder(self, folder: str) -> None:
        self._store.setValue("folder", folder)

    @property
    def geometry(self) -> QByteArray:
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    @property
    def library_shown(self) -> bool | None:
        """None: never chosen, so the window's width decides."""
        value = self._store.value("library_shown")
        return None if value is None else str(value).lower() == "true"

    @library_shown.setter
    def library_shown(self, shown: bool) -> None:
        self._store.setValue("library_shown", bool(shown))

    def sizes(self, name: str) -> list[int]:
        """A splitter's sizes, empty when never moved."""
        value = self._store.value(f"sizes/{name}", "")
        words = value.split() if isinstance(value, str) else []
        return [int(word) for word in words] if all(word.isdigit() for word in words) else []

    def set_sizes(self, name: str, sizes: Iterable[int]) -> None:
        self._store.setValue(f"sizes/{name}", " ".join(str(size) for size in sizes))

    def recent(self) -> list[RecentFile]:
        """Files that still exist, last used first."""
        files = []
        for line in self._recent_lines():
            path = Path(line)
            try:
                files.append(RecentFile(path, datetime.fromtimestamp(path.stat().st_mtime)))
            except OSError:
                continue
        return files

    def add_recent(self, path: Path) -> None:
        line = str(path.resolve())
        lines = [line, *(other for other in self._recent_lines() if other != line)]
        self._store.setValue("recent", "\n".join(lines[:RECENT]))

    def clear_recent(self) -> None:
        self._store.remove("recent")

    def sync(self) -> None:
        self._store.sync()

    def _recent_lines(self) -> list[str]:
        value = self._store.value("recent", "")
        return [line for line in value.splitlines() if line] if isinstance(value, str) else []
