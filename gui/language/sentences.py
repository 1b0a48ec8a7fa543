"""Sentences of the engine in the window's language.

The engine says whole English sentences, with names and numbers filled in, through a pipe and into files. The
translations know them as patterns, “{0} needs {1} of memory.”, taken from the engine's sources: a sentence is matched
against them, and what was filled in is put into the translation. What fits no pattern stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

DEEPEST = 4
"Sentences within sentences: a value may be words of the engine itself."
_FIELD = re.compile(r"\{(\d+)\}")
_ENDS = re.compile(r"(?<=[.!?;]) (?=\S)")
_LIST = re.compile(r", ")


class Sentences:
    """Pattern and translation pairs. `known(words)`: the translation of a name, or the name as it is."""

    def __init__(self, pairs: Iterable[tuple[str, str]], known: Callable[[str], str] = lambda words: words) -> None:
        self._known = known
        self._whole: dict[str, str] = {}
        self._patterns: list[tuple[int, re.Pattern[str], str]] = []
        for source, target in pairs:
            if _FIELD.search(source):
                self._patterns.append((len(_FIELD.sub("", source)), _compiled(source), target))
            else:
                self._whole[source] = target
        self._patterns.sort(key=lambda entry: -entry[0])
        self.translate = lru_cache(maxsize=4096)(self._translate)

    def _translate(self, words: str) -> str:
        """A text of one or more sentences, or of several paragraphs."""
        if not words or words.isspace():
            return words
        if "\n" in words:
            return "\n".join(map(self.translate, words.split("\n")))
        found = self._found(words, 0)
        if found is not None:
            return found
        parts = _ENDS.split(words)
        if len(parts) == 1:
            return words
        said = [self._found(part, 0) for part in parts]
        if not any(said):
            return words
        return _joined([new or old for new, old in zip(said, parts, strict=True)])

    def _found(self, words: str, depth: int) -> str | None:
        if words in self._whole:
            return self._whole[words]
        known = self._known(words)
        if known != words:
            return known
        if depth >= DEEPEST:
            return None
        for _, pattern, target in self._patterns:
            match = pattern.fullmatch(words)
            if match is not None:
                values = {number[1:]: self._value(value, depth + 1) for number, value in match.groupdict().items()}
                return _filled(target, values)
        if words.endswith((".", ":")) and len(words) > 1:
            found = self._found(words[:-1], depth + 1)
            return None if found is None else found + ("。" if words[-1] == "." else "：")
        return None

    def _value(self, words: str, depth: int) -> str:
        """What was filled in: words of the engine, a list of such, or a name that stays."""
        words = words.strip(" ")
        found = self._found(words, depth) if words else ""
        if found is not None:
            return found
        parts = _LIST.split(words)
        if len(parts) == 1:
            return words
        said = [self._found(part, depth) for part in parts]
        return "、".join(new or old for new, old in zip(said, parts, strict=True)) if any(said) else words


def _compiled(source: str) -> re.Pattern[str]:
    """A pattern with hardly a letter of its own would fit anything: its fields take single words only. After the end
    of a sentence another may follow, or none."""
    weak = sum(letter.isalpha() for letter in _FIELD.sub("", source)) < 5
    seen: set[str] = set()
    parts, ended = [], False
    for place, part in enumerate(_FIELD.split(source)):
        if place % 2 == 0:
            parts.append(re.escape(part))
            ended = part.endswith((".", "!", "?"))
        elif part in seen:
            parts.append(f"(?P=_{part})")
        else:
            seen.add(part)
            some = "*" if ended else "+"
            parts.append(rf"(?P<_{part}>\S+?)" if weak else f"(?P<_{part}>.{some}?)")
    return re.compile("".join(parts))


def _filled(target: str, values: dict[str, str]) -> str:
    return _FIELD.sub(lambda field: values.get(field[1], ""), target)


def _joined(parts: list[str]) -> str:
    """Sentences that end in a full-width stop need no space after it."""
    words = parts[0]
    for part in parts[1:]:
        words += part if words.endswith(("。", "、", "！", "？")) else f" {part}"
    return words
