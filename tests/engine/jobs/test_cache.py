"""What is kept between runs, and when it is let go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.jobs.cache import Cache, Kept, weigh


def numbers(megabytes: float) -> np.ndarray:
    return np.zeros(int(megabytes * 1_000_000), dtype=np.uint8)


@dataclass
class Holder:
    """As a stitched model holds its members."""

    weights: np.ndarray
    members: dict[str, Holder]


def test_the_least_recently_used_result_goes_first() -> None:
    cache = Cache(max_entries=2)
    cache.put("a", Kept({}))
    cache.put("b", Kept({}))
    assert cache.get("a") is not None
    cache.put("c", Kept({}))
    assert ("a" in cache, "b" in cache, "c" in cache) == (True, False, True)


def test_bytes_are_bounded() -> None:
    cache = Cache(max_bytes=2_500_000)
    for name in "abc":
        cache.put(name, Kept({"out": numbers(1)}))
    assert ("a" in cache, len(cache), cache.bytes) == (False, 2, 2_000_000)
    cache.put("huge", Kept({"out": numbers(3)}))
    assert len(cache) == 0


def test_weights_that_results_share_count_once() -> None:
    cache = Cache()
    expert = Holder(numbers(1), {})
    cache.put("expert", Kept({"model": expert}))
    cache.put("stitched", Kept({"model": Holder(numbers(2), {"left": expert, "right": expert})}))
    assert cache.bytes == 3_000_000


def test_things_that_hold_each_other_are_weighed() -> None:
    left, right = Holder(numbers(1), {}), Holder(numbers(1), {})
    left.members["right"], right.members["left"] = right, left
    assert sum(weigh([left]).values()) == 2_000_000


def test_a_large_vocabulary_is_estimated_and_does_not_hide_the_weights() -> None:
    vocabulary = {f"piece {number}": number for number in range(300_000)}
    parts = weigh([numbers(1), vocabulary], max_objects=1000)
    assert 1_000_000 + 300_000 * 10 < sum(parts.values()) < 1_000_000 + 300_000 * 200


def test_low_memory_keeps_only_what_the_next_run_uses() -> None:
    low = False
    cache = Cache(low_memory=lambda: low)
    cache.put("a", Kept({}))
    cache.put("b", Kept({}))
    cache.make_room({"a"})
    assert len(cache) == 2
    low = True
    cache.make_room({"a"})
    assert ("a" in cache, "b" in cache) == (True, False)


def test_forgetting_drops_everything() -> None:
    cache = Cache()
    cache.put("a", Kept({"out": numbers(1)}))
    cache.forget()
    assert (len(cache), cache.bytes) == (0, 0)
