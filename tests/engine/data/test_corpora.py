"""Texts to measure on: the shipped ones and a person's own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.data.corpora import DOMAINS, Source, from_file, shipped
from engine.errors import StitchworkError


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_seed_chooses_the_texts(domain: Source) -> None:
    once, again, other = (shipped(domain, n_texts=5, seed=seed) for seed in (1, 1, 2))
    assert once == again
    assert once.texts != other.texts
    assert len(once.texts) == 5


def test_mixed_texts_take_turns() -> None:
    mixed = shipped(Source.MIXED, n_texts=6)
    assert mixed.texts[0::2] == shipped(Source.DICTIONARY, n_texts=3).texts
    assert mixed.texts[1::2] == shipped(Source.PYTHON, n_texts=3).texts


def test_empty_lines_separate_the_texts_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "poem.txt"
    file.write_text("one\ntwo\n\nthree\n", encoding="utf-8")
    assert from_file(file, n_texts=9).texts == ("one\ntwo", "three")


@pytest.mark.parametrize(
    ("data", "words"), [(None, "no file"), (b"  \n\n ", "is empty"), (b"\xff\xfe\x00\xd8", "not a plain text file")]
)
def test_a_file_that_will_not_do_is_named(tmp_path: Path, data: bytes | None, words: str) -> None:
    file = tmp_path / "mine.txt"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(StitchworkError, match=words):
        from_file(file, n_texts=9)
