"""A thousand broken files: each opens, or is a StitchworkError in words. Nothing else ever escapes."""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from engine.errors import StitchworkError
from engine.graph import files
from engine.graph.checks import check
from engine.graph.document import Graph, Group
from tests.engine.graph.graph_samples import graph

N_FILES = 1000
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 1.5, 10**40, -(10**19), 1e308, "", "a", "mix", "\ud800", "\0", "ü" * 500, [], {}, [[]], [None],
    {"": {}}, ["a", "model", "mix", "parts"], {"id": "a", "type": "t"}, "@nan", "@inf", "@deep",
)  # fmt: skip


def original() -> str:
    built = graph(
        {
            "a": ("source", {"name": "large"}),
            "b": "source",
            "mix": ("mix", {"share": 20.0}),
            "n": ("named", {"title": "x"}),
        },
        "a.model > mix.parts",
        "b.model > mix.parts",
        "mix.mixed > n.mixed",
    )
    built.groups = (Group("inner", ("a", "b"), "Models"), Group("outer", ("a", "b", "mix"), closed=False))
    built.recipe = {"group": "Samples", "seconds": 3}
    return json.dumps(files.to_json(built))


ORIGINAL = original()


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in the data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [(value, key) for key, _ in inner]
    for _, one in inner if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        found += places(one)
    return found


def swapped(dice: random.Random) -> bytes:
    data = json.loads(ORIGINAL)
    container, key = dice.choice(places(data))
    container[key] = dice.choice(ODD)
    text = json.dumps(data)
    return (
        text.replace('"@nan"', "NaN").replace('"@inf"', "-1e999").replace('"@deep"', "[" * 5000 + "]" * 5000).encode()
    )


def deleted(dice: random.Random) -> bytes:
    data = json.loads(ORIGINAL)
    container, key = dice.choice(places(data))
    del container[key]
    return json.dumps(data).encode()


def exchanged(dice: random.Random) -> bytes:
    """Two values of the file change places."""
    data = json.loads(ORIGINAL)
    (one, key), (other, name) = dice.sample(places(data), 2)
    first, second = copy.deepcopy(one[key]), copy.deepcopy(other[name])
    one[key], other[name] = second, first
    return json.dumps(data).encode()


def flipped(dice: random.Random) -> bytes:
    data = bytearray(ORIGINAL.encode())
    for _ in range(dice.randint(1, 4)):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def truncated(dice: random.Random) -> bytes:
    data = ORIGINAL.encode()
    return data[: dice.randrange(len(data))]


def spliced(dice: random.Random) -> bytes:
    """A part of the file stands somewhere else."""
    data = ORIGINAL.encode()
    begin, end, to = sorted(dice.sample(range(len(data)), 3))
    return data[:begin] + data[end:to] + data[begin:end] + data[to:]


MUTATIONS = (swapped, deleted, exchanged, flipped, truncated, spliced)


def opened_or_words(path: Path) -> tuple[Graph | None, str]:
    try:
        return files.load(path), ""
    except StitchworkError as error:
        return None, error.words


def test_a_thousand_mutated_files_open_or_say_what_is_wrong(tmp_path: Path):
    path = tmp_path / "mutated.stitch"
    dice = random.Random(2024)
    seen: Counter[tuple[str, bool]] = Counter()
    for number in range(N_FILES):
        mutate = MUTATIONS[number % len(MUTATIONS)]
        path.write_bytes(mutate(dice))
        opened, words = opened_or_words(path)
        seen[mutate.__name__, opened is not None] += 1
        if opened is None:
            assert "“mutated.stitch”" in words
            assert len("“mutated.stitch” cannot be opened: ") < len(words) < 300
        else:
            assert files.from_json(files.to_json(opened)) == opened
            assert all(fault.title for fault in check(opened, {"large": 1, "small": 1}, memory_free=10))
    assert seen.total() == N_FILES
    for mutate in (swapped, deleted, exchanged, flipped):
        assert seen[mutate.__name__, True] > 5, "some changes leave a graph that opens"
        assert seen[mutate.__name__, False] > 5, "and some do not"
    assert seen["truncated", True] == 0


def test_the_original_opens():
    opened = files.from_json(json.loads(ORIGINAL))
    assert check(opened, {"large": 1, "small": 1}) == []
