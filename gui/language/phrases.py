"""Japanese breaks lines between phrases: a word joiner stands between all letters that belong together.

A phrase ends where kana that inflect or connect are followed by the next word, and after a mark. That is a small rule
in place of a dictionary: it parts a few words too often, and never a katakana word, a number or a compound.
"""

from __future__ import annotations

import re

JOINER = "\u2060"
NO_BREAK = "\u00a0"
LONGEST = 12
"Letters of a phrase; a longer one may break where the script changes."
_INSIDE = "りみきしちいびぎえけせれめべげじ"
"One of these between two kanji is the middle of a verb, as in 組み合わせる."
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々〇]")


def joined(text: str) -> str:
    """A text whose lines break between phrases only. What is no sentence is a name or label: it stays as it is."""
    if "。" not in text:
        return text
    text = re.sub(r"(?<=\S) (?=[\u3041-\u30ff\u3400-\u9fff])", NO_BREAK, text)
    made, length = text[0], 1
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if _script(before) and _script(after):
            ends = _ends(text, place) or (length >= LONGEST and _script(before) != _script(after))
            made, length = (made, 1) if ends else (made + JOINER, length + 1)
        else:
            length = 1
        made += after
    return made


def plain(text: str) -> str:
    """As it is typed, for searching."""
    return text.replace(JOINER, "").replace(NO_BREAK, " ")


def _script(letter: str) -> str:
    """h(iragana), k(atakana), c (kanji), or nothing."""
    if "\u3041" <= letter <= "\u309f":
        return "h"
    if "\u30a1" <= letter <= "\u30ff":
        return "k"
    return "c" if _JAPANESE.match(letter) else ""


def _ends(text: str, place: int) -> bool:
    """Whether a phrase ends before this place: kana, and then a word in kanji or katakana."""
    before, after = text[place - 1], text[place]
    if _script(before) != "h" or _script(after) == "h":
        return False
    earlier = _script(text[place - 2]) if place > 1 else ""
    verb = earlier == "c" and _script(after) == "c" and before in _INSIDE
    polite = earlier != "h" and earlier != "c" and earlier != "k" and before in "おご"
    return not verb and not polite
