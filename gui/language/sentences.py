"""Sentences of the engine in the window's language.

The engine says whole English sentences, with names and numbers filled in, through a pipe and into files. The
translations know them as patterns, “{0} needs {1} of memory.”, taken from the engine's sources: a sentence is matched
against them, and what was filled in is put into the translation. What fits no pattern stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

DEEPEST = 4
"Sentences within sentences: a value may be words of the engine itself."
_FIELD = re.compile(r"\{(\d+)\}")
_ENDS = re.compile(r"(?<=[.!?;]) (?=\S)")
_GAP = re.compile(r"(?<=[\u3000-\u30ff\u3400-\u9fff）])[ \u00a0](?=[\u3000-\u30ff\u3400-\u9fff（])")
"A space that stood beside a value, where the value turned out to be Japanese."


class Pattern:
    """A sentence with numbered fields. Compiled only when its longest words occur somewhere."""

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self._needle = max(_FIELD.split(source)[::2], key=len)

    @property
    def weight(self) -> int:
        """Letters of its own: the more, the surer a match is."""
        return len(_FIELD.sub("", self.source))

    def values(self, words: str, strict: bool) -> dict[str, str] | None:
        """What was filled in. Strictly, no value holds a comma: it would be another clause, or a list."""
        if self._needle not in words:
            return None
        match = (self._strict if strict else self._loose).fullmatch(words)
        return None if match is None else {name[1:]: value for name, value in match.groupdict().items()}

    @cached_property
    def _strict(self) -> re.Pattern[str]:
        return self._compiled(r"(?:(?![.;,] ).)+?", r"(?<![.;])")

    @cached_property
    def _loose(self) -> re.Pattern[str]:
        return self._compiled(r"(?:(?![.;] ).)+")

    def _compiled(self, value: str, last: str = "") -> re.Pattern[str]:
        """With hardly a letter of its own it would fit anything: then its fields take single words only. After the end
        of a sentence another may follow, or none. `last`: what must hold where a value ends the words."""
        weak = sum(letter.isalpha() for letter in _FIELD.sub("", self.source)) < 3
        seen: set[str] = set()
        made, ended = "", False
        for place, part in enumerate(_FIELD.split(self.source)):
            if place % 2 == 0:
                made += re.escape(part)
                ended = part.endswith((".", "!", "?"))
            elif part in seen:
                made += f"(?P=_{part})"
            else:
                seen.add(part)
                made += f"(?P<_{part}>{'.*' if ended else r'[^ ]+?' if weak else value})"
        return re.compile(made if ended or self.source[-1:] != "}" else made + last, re.DOTALL)


class Sentences:
    """Pattern and translation pairs. `known(words)`: the translation of a name, or the name as it is."""

    def __init__(self, pairs: Iterable[tuple[str, str]], known: Callable[[str], str] = lambda words: words) -> None:
        self._known = known
        self._whole: dict[str, str] = {}
        patterns = []
        for source, target in pairs:
            if _FIELD.search(source):
                patterns.append(Pattern(source, target))
            else:
                self._whole[source] = target
        self._patterns = sorted(patterns, key=lambda pattern: -pattern.weight)
        self.translate = lru_cache(maxsize=4096)(self._translate)

    def _translate(self, words: str) -> str:
        """A text of one or more sentences, or of several paragraphs."""
        if "\n" in words:
            return "\n".join(map(self.translate, words.split("\n")))
        found = self._found(words, 0)
        if found is not None:
            return found
        parts = _ENDS.split(words)
        said = [self._found(part, 0) for part in parts]
        return _joined([new or old for new, old in zip(said, parts, strict=True)])

    def _found(self, words: str, depth: int) -> str | None:
        """None where nothing fits. Commas part clauses and lists, unless nothing fits but with them in a value."""
        if not words.strip() or depth > DEEPEST:
            return None
        ended = words[:-1] if words.endswith((".", ";")) else ""
        for strict in (True, False):
            found = self._matched(words, depth, strict)
            if found is None and ended and (found := self._matched(ended, depth, strict)) is not None:
                found = f"{found}。"
            if found is None and strict and ", " in words:
                found = self._listed(words, depth)
            if found is not None:
                return found
        return None

    def _matched(self, words: str, depth: int, strict: bool) -> str | None:
        for form in (words, words[0].lower() + words[1:]):
            if form in self._whole:
                return self._whole[form]
        known = self._known(words)
        if known != words:
            return known
        for pattern in self._patterns:
            values = pattern.values(words, strict)
            if values is not None:
                said = {number: self._value(value, depth + 1) for number, value in values.items()}
                return _filled(pattern.target, said)
        return None

    def _listed(self, words: str, depth: int) -> str | None:
        """Clauses or things in a row, if all of them are known; the letter of a run stays."""
        ended = words.endswith(".")
        parts = words.removesuffix(".").split(", ")
        said = [part if len(part) == 1 else self._matched(part, depth, True) for part in parts]
        found = [part for part in said if part is not None]
        return "、".join(found) + ("。" if ended else "") if len(found) == len(said) else None

    def _value(self, words: str, depth: int) -> str:
        """What was filled in: words of the engine, a list of such, or a name that stays."""
        words = words.strip(" ")
        found = self._both(words, depth) or self._found(words, depth)
        if found is not None:
            return found
        parts = words.split(", ")
        said = [self._found(part, depth) for part in parts]
        return "、".join(new or old for new, old in zip(said, parts, strict=True)) if any(said) else words

    def _both(self, words: str, depth: int) -> str | None:
        """“One and other”, if both are words of the engine and the whole is not."""
        parts = words.split(" and ")
        if len(parts) != 2 or words in self._whole:
            return None
        one, other = (self._found(part, depth) for part in parts)
        return _GAP.sub("", f"{one}と {other}") if one and other else None


def _filled(target: str, values: dict[str, str]) -> str:
    return _GAP.sub("", _FIELD.sub(lambda field: values.get(field[1], ""), target))


def _joined(parts: list[str]) -> str:
    """Sentences that end in a full-width stop need no space after it."""
    words = parts[0]
    for part in parts[1:]:
        words += part if words.endswith(("。", "、", "！", "？")) else f" {part}"
    return words
