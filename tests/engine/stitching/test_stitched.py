"""A stitched model: identical to the whole where it must be, and a model like any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from engine.data.corpora import Part, Source, shipped
from engine.data.windows import Windows, read_windows
from engine.errors import Cancelled, StitchworkError
from engine.fusion import FusedModel
from engine.models import back, combined, front, load
from engine.models.contract import LanguageModel
from engine.models.decoding import generate
from engine.models.library import Library
from engine.stitching import Identity, MapKind, StitchedModel, calibrate, held_out_loss, instant, random_twin, train_map
from engine.stitching.matrix import StitchMatrix, even_cuts
from engine.stitching.spelling import Spelling
from engine.training.loop import Plan


def text_windows(model: LanguageModel, n: int = 24, length: int = 24) -> Windows:
    texts = shipped(Source.DICTIONARY, Part.TRAIN, n_texts=200).texts
    return read_windows(texts, model.tokenizer, length, limit=n)


def ids_of(model: LanguageModel, n: int = 12) -> torch.Tensor:
    return text_windows(model).at(0, 2)[:, :n]


@pytest.mark.parametrize("architecture", ["llama", "gpt_neox", "mamba"])
def test_a_self_stitch_without_a_map_is_the_model(library: Library, architecture: str) -> None:
    model = load(architecture, library=library)
    n = model.blocks
    ids = ids_of(model)
    for k in range(n + 1):
        stitched = StitchedModel(model, k, model, n - k, Identity())
        torch.testing.assert_close(stitched.logits(ids), model.logits(ids), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("architecture", ["llama", "gpt_neox", "mamba"])
def test_the_solver_recovers_a_self_stitch(library: Library, architecture: str) -> None:
    model = load(architecture, library=library)
    windows = text_windows(model, 64)
    whole = held_out_loss(model, windows)
    n = model.blocks
    for k in range(n + 1):
        stitched, solution = instant(model, k, model, n - k, windows)
        assert solution.r2 > 0.999
        assert held_out_loss(stitched, windows) == pytest.approx(whole, rel=0.005)


@pytest.mark.parametrize(("one", "other"), [("llama", "gpt_neox"), ("mamba", "llama"), ("gpt_neox", "mamba")])
def test_caches_give_what_the_whole_text_gives(library: Library, one: str, other: str) -> None:
    a, b = load(one, library=library), load(other, library=library)
    stitched, _ = instant(a, 1, b, 1, text_windows(b))
    ids = ids_of(b)
    whole = stitched.logits(ids)
    state = stitched.start(len(ids))
    torch.testing.assert_close(stitched.step(ids[:, :5], state), whole[:, 4], rtol=1e-4, atol=1e-4)
    branch = state.copy()
    for place in range(5, ids.shape[1]):
        torch.testing.assert_close(
            stitched.step(ids[:, place : place + 1], state), whole[:, place], rtol=1e-4, atol=1e-4
        )
    torch.testing.assert_close(stitched.step(ids[:, 5:6], branch), whole[:, 5], rtol=1e-4, atol=1e-4)
    assert (state.length, branch.length) == (ids.shape[1], 6)


def test_its_hidden_states_are_those_of_its_parts(library: Library) -> None:
    a, b = load("llama", library=library), load("gpt_neox", library=library)
    stitched, _ = instant(a, 1, b, 1, text_windows(b))
    ids = ids_of(b)
    found = stitched.hidden(ids, [0, 1, 2])
    torch.testing.assert_close(found[1], a.hidden(ids, [1])[1])
    assert found[2].shape[-1] == stitched.back.width
    assert set(stitched.members()) == {"front", "back"}
    with pytest.raises(StitchworkError, match="depth"):
        stitched.hidden(ids, [3])


@pytest.mark.parametrize("depth", [0, 1, 2, 3, 4])
def test_a_stitched_model_can_be_cut_again_at_every_depth(library: Library, depth: int) -> None:
    a, b = load("llama", library=library), load("gpt_neox", library=library)
    stitched, _ = instant(a, 2, b, 2, text_windows(b))
    first, second = front(stitched, depth), back(stitched, depth)
    ids = ids_of(b)
    whole = stitched.logits(ids)
    stream = first(ids)
    assert stream.shape[-1] == first.width == second.width
    torch.testing.assert_close(stream, stitched.hidden(ids, [depth])[depth])
    torch.testing.assert_close(second(stream), whole, rtol=1e-4, atol=1e-4)
    before, after = first.start(len(ids)), second.start(len(ids))
    for part, place in ((ids[:, :5], 4), (ids[:, 5:6], 5), (ids[:, 6:7], 6)):
        found = second.step(first.step(part, before), after)
        torch.testing.assert_close(found, whole[:, place], rtol=1e-4, atol=1e-4)


def test_a_chain_of_three_models_speaks_trains_and_is_saved(own: Library) -> None:
    a, b = load("llama", library=own), load("gpt_neox", library=own)
    windows = text_windows(b, 64)
    learn, judge = windows.split()
    pair, _ = instant(a, 1, b, 1, learn, name="pair")
    chain, _ = instant(pair, 2, a, 1, learn, name="chain")
    assert chain.blocks == 3
    again, _ = instant(chain, 3, chain, 1, learn)
    ids = ids_of(a)
    for model in (chain, again):
        whole = model.logits(ids)
        state = model.start(len(ids))
        torch.testing.assert_close(model.step(ids[:, :5], state), whole[:, 4], rtol=1e-3, atol=1e-3)
        torch.testing.assert_close(model.step(ids[:, 5:6], state), whole[:, 5], rtol=1e-3, atol=1e-3)
    kept = [p.clone() for p in pair.parameters_to_train()]
    outcome = train_map(chain, learn, judge, Plan(steps=20, rate=3e-2, judge_every=10), rows=8)
    assert outcome.best is not None
    assert all(torch.equal(p, old) for p, old in zip(pair.parameters_to_train(), kept, strict=True))
    torch.testing.assert_close(saved(chain, own, "chain").logits(ids), chain.logits(ids), rtol=1e-4, atol=1e-4)


def test_where_a_front_spells_tokens_it_cannot_be_cut_again() -> None:
    a, b = starter("letters-small"), starter("starter-small")
    stitched, _ = instant(a, 2, b, 2, text_windows(b, 24, 32))
    with pytest.raises(StitchworkError, match="spells the tokens"):
        front(stitched, 1)
    ids = ids_of(b)
    for depth in (2, 3):
        first, second = front(stitched, depth), back(stitched, depth)
        torch.testing.assert_close(second(first(ids)), stitched.logits(ids), rtol=1e-4, atol=1e-4)


def test_training_lowers_the_loss_and_moves_only_the_map(library: Library) -> None:
    a, b = load("llama", library=library), load("gpt_neox", library=library)
    windows = text_windows(b, 64)
    learn, judge = windows.split()
    stitched, _ = instant(a, 1, b, 1, learn)
    before = held_out_loss(stitched, judge)
    kept = [p.clone() for model in (a, b) for p in model.parameters_to_train()]
    outcome = train_map(stitched, learn, judge, Plan(steps=40, rate=3e-2, schedule="linear", judge_every=10), rows=8)
    assert outcome.best is not None
    assert held_out_loss(stitched, judge) == pytest.approx(outcome.best[0], abs=1e-4)
    assert outcome.best[0] < before - 0.01
    for p, old in zip((p for model in (a, b) for p in model.parameters_to_train()), kept, strict=True):
        assert torch.equal(p, old)
        assert p.grad is None
        assert p.requires_grad


def test_training_with_halves_in_half_precision_ends_near_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = load("llama", library=library), load("gpt_neox", library=library)
    learn, judge = text_windows(b, 64).split()
    found = []
    for worth in (True, False):
        monkeypatch.setattr(calibrate, "LARGE", 0)
        monkeypatch.setattr(calibrate.half, "pays", lambda device, worth=worth: worth)
        stitched, _ = instant(a, 1, b, 1, learn)
        plan = Plan(steps=20, rate=3e-2, schedule="linear", judge_every=10)
        best = train_map(stitched, learn, judge, plan, rows=8).best
        assert best is not None
        found.append(best)
    assert found[0] != found[1]
    assert found[0][0] == pytest.approx(found[1][0], abs=0.01)
    assert all(p.dtype is torch.float32 for model in (a, b) for p in model.parameters_to_train())


def test_a_random_front_is_worth_less_than_a_trained_one() -> None:
    a, b = starter("starter-small"), starter("starter-neox")
    learn, judge = text_windows(b, 64, 64).split()
    twin = random_twin(a, seed=1)
    assert not torch.equal(twin.logits(ids_of(b)), a.logits(ids_of(b)))
    assert torch.equal(random_twin(a, seed=1).logits(ids_of(b)), twin.logits(ids_of(b)))
    losses = [held_out_loss(instant(front, 2, b, 2, learn)[0], judge) for front in (a, twin)]
    assert losses[0] < losses[1] - 0.3


def test_the_best_map_is_kept_when_training_makes_it_worse(library: Library) -> None:
    a, b = load("llama", library=library), load("gpt_neox", library=library)
    learn, judge = text_windows(b, 64).split()
    stitched, _ = instant(a, 1, b, 1, learn)
    before = held_out_loss(stitched, judge)
    train_map(stitched, learn, judge, Plan(steps=5, rate=50.0, warmup=0, judge_every=1), rows=2)
    assert held_out_loss(stitched, judge) <= before + 1e-4


def starter(name: str) -> LanguageModel:
    return load(name, device="cpu")


def test_a_front_reads_the_tokens_of_another_tokenizer_in_its_own() -> None:
    a, b = starter("letters-small"), starter("starter-small")
    spelling = Spelling(b.tokenizer, a.tokenizer)
    text = "stack, pile: an orderly pile\n    naïve 雪 and 12345"
    ids = b.tokenizer.encode(text)
    read, places = spelling.rows(torch.tensor([ids, ids[:5] + [0] * (len(ids) - 5)]))
    pieces = [a.tokenizer.piece(token) for token in read[0].tolist()]
    assert b"".join(pieces) == text.encode()
    for token, place in zip(range(len(ids)), places[0].tolist(), strict=True):
        so_far = b"".join(b.tokenizer.piece(one) for one in ids[: token + 1])
        assert b"".join(pieces[: place + 1]) == so_far
    assert len(read[0]) > len(ids)


def test_stitching_across_tokenizers_decodes_as_it_scores() -> None:
    a, b = starter("letters-small"), starter("starter-small")
    windows = text_windows(b, 40, 32)
    stitched, solution = instant(a, 2, b, 2, windows)
    assert solution.r2 > 0.2
    assert stitched.tokenizer is b.tokenizer
    ids = windows.at(0, 2)[:, :10]
    whole = stitched.logits(ids)
    state = stitched.start(2)
    torch.testing.assert_close(stitched.step(ids[:, :6], state), whole[:, 5], rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(stitched.step(ids[:, 6:7], state), whole[:, 6], rtol=1e-4, atol=1e-4)
    assert b"".join(b.tokenizer.piece(step.token) for step in generate(stitched, "stack:", n_tokens=8))


def test_the_map_of_all_cuts_is_made_of_instant_stitches(library: Library) -> None:
    a, b = load("llama", library=library), load("gpt_neox", library=library)
    learn, judge = text_windows(b, 64).split()
    matrix = StitchMatrix(a, b, [0, 1, 2], [0, 1, 2], learn, judge)
    matrix.gather()
    cells = {(cell.k, cell.cut): cell for cell in matrix.cells(done={(0, 0)})}
    assert len(cells) == 8
    stitched, solution = instant(a, 1, b, 1, learn)
    assert cells[1, 1].loss == pytest.approx(held_out_loss(stitched, judge), abs=2e-3)
    assert cells[1, 1].solution.r2 == pytest.approx(solution.r2, abs=1e-3)
    again = matrix.model(cells[1, 1])
    assert held_out_loss(again, judge) == pytest.approx(cells[1, 1].loss, abs=1e-4)


def test_even_cuts_span_the_model() -> None:
    assert even_cuts(4, 8) == [0, 1, 2, 3, 4]
    assert even_cuts(30, 4) == [0, 10, 20, 30]


def saved(stitched: LanguageModel, library: Library, name: str) -> LanguageModel:
    folder = library.folder / name
    combined.save(stitched, folder, library)
    library.rescan()
    return load(name, library=library)


@pytest.fixture
def own(library: Library, tmp_path: Path) -> Library:
    for folder in library.folder.iterdir():
        (tmp_path / folder.name).symlink_to(folder)
    return Library(tmp_path)


@pytest.mark.parametrize("kind", list(MapKind))
def test_a_saved_stitch_comes_back_the_same(own: Library, kind: MapKind) -> None:
    a, b = load("llama", library=own), load("gpt_neox", library=own)
    if kind is MapKind.IDENTITY:
        b = a
    stitched, _ = instant(a, 1, b, 1, text_windows(b), kind)
    again = saved(stitched, own, "joined")
    ids = ids_of(b)
    assert torch.equal(again.logits(ids), stitched.logits(ids))
    entry = own.get("joined")
    assert entry.architecture == "stitched"
    assert entry.parameters == sum(own.get(name).parameters for name in {a.name, b.name})


def test_a_stitch_in_a_fusion_is_saved_whole(own: Library) -> None:
    a, b = load("llama", library=own), load("gpt_neox", library=own)
    stitched, _ = instant(a, 1, b, 1, text_windows(b))
    fused = FusedModel(b, a, [stitched])
    again = saved(fused, own, "fused")
    ids = ids_of(b)
    torch.testing.assert_close(again.logits(ids), fused.logits(ids))
    words = [step.token for step in generate(again, "stack:", n_tokens=6)]
    assert words == [step.token for step in generate(fused, "stack:", n_tokens=6)]


def test_a_saved_stitch_names_the_part_that_is_gone_or_changed(own: Library) -> None:
    a, b = load("llama", library=own), load("gpt_neox", library=own)
    stitched, _ = instant(a, 1, b, 1, text_windows(b))
    saved(stitched, own, "joined")
    recipe = own.folder / "joined" / combined.RECIPE
    data = json.loads(recipe.read_text())
    data["parts"]["back"]["fingerprint"] = "another"
    recipe.write_text(json.dumps(data))
    with pytest.raises(StitchworkError, match="another gpt_neox"):
        load("joined", library=own)
    (own.folder / "gpt_neox").unlink()
    own.rescan()
    with pytest.raises(StitchworkError, match="not in the library"):
        load("joined", library=own)


@pytest.mark.parametrize("damage", ["{", '{"kind": "stitched"}', '{"kind": "a.b", "settings": {}, "parts": {"x": {}}}'])
def test_a_damaged_recipe_is_a_broken_model(own: Library, damage: str) -> None:
    folder = own.folder / "bad"
    folder.mkdir()
    (folder / combined.RECIPE).write_text(damage)
    own.rescan()
    assert [one.name for one in own.broken()] == ["bad"]


def test_nothing_is_left_of_a_save_that_failed(own: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = load("llama", library=own), load("gpt_neox", library=own)
    stitched, _ = instant(a, 1, b, 1, text_windows(b))
    combined.save(stitched, own.folder / "joined", own)
    before = (own.folder / "joined" / combined.RECIPE).read_text()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("safetensors.torch.save_file", full)
    with pytest.raises(StitchworkError, match="full"):
        combined.save(stitched, own.folder / "joined", own, replace=True)
    assert (own.folder / "joined" / combined.RECIPE).read_text() == before
    assert not [path for path in own.folder.iterdir() if path.name.startswith(".")]


def test_what_cannot_be_stitched_says_why(library: Library) -> None:
    a, b = load("llama", library=library), load("gpt_neox", library=library)
    windows = text_windows(b)
    with pytest.raises(StitchworkError, match="made of several"):
        instant(FusedModel(a, a, [a]), 1, b, 1, windows)
    for k, n in ((9, 1), (1, 9)):
        with pytest.raises(StitchworkError, match="blocks"):
            instant(a, k, b, n, windows)
    with pytest.raises(StitchworkError, match="too few"):
        read_windows(["a few words"], b.tokenizer, 128)

    def stop(done: float, of: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        instant(a, 1, b, 1, windows, progress=stop)
