"""The one kind of error that is written for people."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

MOST_LETTERS = 34
"As many letters as the button of a fix has room for."


@dataclass(frozen=True)
class Fix:
    """One thing a person can do about a problem, offered as a button.

    `setting` and `value` describe a change of the failed node's settings that mends it; without them the
    button only says what to do. `label`: what the button says where `words` are too long for one.
    """

    words: str
    help: str = ""
    setting: str | None = None
    value: object = None
    label: str = ""

    @property
    def button(self) -> str:
        return self.label or textwrap.shorten(self.words, MOST_LETTERS, placeholder="…")


@dataclass(frozen=True)
class Fault:
    """A problem found before or during a run, tied to the place where it can be mended."""

    node: str | None
    title: str
    words: str = ""
    fix: str = ""
    setting: str | None = None
    port: str | None = None
    fixes: tuple[Fix, ...] = ()
    details: str = ""
    rows: tuple[tuple[str, ...], ...] = field(default=())
    source: str | None = None
    "The node whose wire into `port` is at fault; None: all of them."

    def sentence(self) -> str:
        return " ".join(part for part in (self.title, self.words, self.fix) if part)


class StitchworkError(Exception):
    """What is wrong, in plain words, and what to do about it.

    Anything else that escapes the engine is a bug. `words` names the file, node or setting; `fix` is one
    sentence; `fixes` become buttons, best first; `setting` / `port` point at the place in the node, `place` at one of
    several wires into the port, from 0.
    """

    def __init__(
        self,
        words: str,
        fix: str = "",
        *,
        setting: str | None = None,
        port: str | None = None,
        place: int | None = None,
        fixes: tuple[Fix, ...] = (),
        details: str = "",
    ) -> None:
        super().__init__(f"{words} {fix}".strip())
        self.words = words
        self.fix = fix
        self.setting = setting
        self.port = port
        self.place = place
        self.fixes = fixes
        self.details = details

    def fault(self, node: str | None) -> Fault:
        return Fault(node, self.words, "", self.fix, self.setting, self.port, self.fixes, self.details)


class Cancelled(Exception):
    """The person pressed Stop. Never an error: nothing is reported but that the run ended."""
