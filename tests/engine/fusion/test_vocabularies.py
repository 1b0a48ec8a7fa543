"""Members with tokenizers of their own: read the same text, meet on a support, and are never mixed silently."""

from __future__ import annotations

import pytest
import torch

from engine.errors import StitchworkError
from engine.fusion import FusedModel
from engine.fusion.options import Vocabularies
from engine.fusion.vocab import Mapping, Reader
from tests.engine.fusion.members import Fake, Letters

LETTERS = Letters(tuple("abcdef é"))
PAIRS = Letters(("ab", "cd", "abc", *"fedcba", " ", "é"))
KINDS = ["union-top-k", "token-alignment"]
IDS = torch.tensor([LETTERS.encode("abcd fa"), LETTERS.encode("cab éab")])


def mixed(kind: str, strategy: str = "dynamic") -> FusedModel:
    large, base, expert = Fake("Large", LETTERS, 1), Fake("Base", PAIRS, 2), Fake("Expert", PAIRS, 3)
    return FusedModel(large, base, [expert], strategy, vocabularies=kind)


def test_differing_tokenizers_are_an_error_that_names_both():
    with pytest.raises(StitchworkError, match=r"Large and Base cut text into different tokens") as caught:
        mixed("same")
    assert caught.value.setting == "vocabularies"
    assert {fix.value for fix in caught.value.fixes} == set(KINDS)


def test_a_reader_follows_tokens_that_are_cut_anew_as_the_text_grows():
    model = Fake("pairs", PAIRS, 2)
    reader = Reader(model)
    text = ""
    for letter in "abcabcdabab éabccd":
        text += letter
        ids = torch.tensor([[0, *PAIRS.encode(text)]])
        torch.testing.assert_close(reader.read(letter.encode()), model.logits(ids)[:, -1])
    assert reader.tokens == [0, *PAIRS.encode(text)]


def test_a_reader_waits_for_whole_characters_and_copies():
    reader = Reader(Fake("pairs", PAIRS, 2))
    reader.read(b"ab\xc3")
    assert reader.pending
    assert reader.text == "ab"
    twin = reader.copy()
    twin.read(b"\xa9")
    assert (twin.text, twin.pending) == ("abé", False)
    assert (reader.text, reader.pending) == ("ab", True)


def test_a_reader_forgets_the_oldest_half_beyond_the_context():
    model = Fake("short", PAIRS, 2, context=8)
    reader = Reader(model)
    for letter in "fedcfedcfedc":
        reader.read(letter.encode())
        assert len(reader.tokens) <= 8
    assert reader.tokens == PAIRS.encode("fedcfedcfedc")[-5:]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("strategy", ["dynamic", "static", "average-probabilities", "contrastive"])
def test_decoding_equals_reading_the_whole_text(kind, strategy):
    model = mixed(kind, strategy)
    state = model.start(2)
    steps = torch.stack([model.step(column, state) for column in IDS.split(1, dim=1)], dim=1)
    torch.testing.assert_close(steps, model.logits(IDS), rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(steps.exp().sum(-1), torch.ones(IDS.shape))


@pytest.mark.parametrize("kind", KINDS)
def test_members_that_agree_give_alpha_1_and_others_move_the_large_model(kind):
    model = mixed(kind)
    moved = model.step(IDS[:1], model.start())
    report = model.last_step()
    alone = model.large.logits(IDS[:1])[:, -1].log_softmax(-1)
    assert report is not None
    assert 0 <= report.alpha[0] <= 2
    assert not torch.allclose(moved, alone, atol=1e-3)
    large, base = Fake("Large", LETTERS, 1), Fake("Base", PAIRS, 2)
    still = FusedModel(large, base, [base], vocabularies=kind)
    torch.testing.assert_close(still.step(IDS[:1], still.start()), alone)


def test_alignment_pairs_exactly_the_tokens_that_both_have():
    large, other = Fake("Large", LETTERS, 1), Fake("Other", PAIRS, 2)
    mapping = Mapping(Vocabularies.TOKEN_ALIGNMENT, large, {"base": other})
    support = mapping.support({})
    own = torch.arange(LETTERS.vocab_size)[None]
    theirs = torch.arange(PAIRS.vocab_size)[None]
    pairs = zip(support.pick("large", own)[0].tolist(), support.pick("base", theirs)[0].tolist(), strict=True)
    written = {(LETTERS.piece(a), PAIRS.piece(b)) for a, b in pairs}
    assert written == {(letter.encode(), letter.encode()) for letter in "abcdef é"}


def test_the_union_takes_likely_tokens_of_all_as_the_large_model_writes_them(monkeypatch):
    monkeypatch.setattr("engine.fusion.vocab.TOP_K", 1)
    large, other = Fake("Large", LETTERS, 1), Fake("Other", PAIRS, 2)
    mapping = Mapping(Vocabularies.UNION_TOP_K, large, {"base": other})
    likes_f = torch.zeros(1, LETTERS.vocab_size)
    likes_f[0, LETTERS.encode("f")] = 9
    likes_cd = torch.zeros(1, PAIRS.vocab_size)
    likes_cd[0, PAIRS.encode("cd")] = 9
    support = mapping.support({"large": likes_f, "base": likes_cd})
    assert [LETTERS.piece(token) for token in support.own.tolist()] == [b"f", b"c"]
    assert support.pick("base", torch.arange(PAIRS.vocab_size)[None])[0].tolist() == PAIRS.encode("f") + PAIRS.encode(
        "c"
    )


def test_inside_a_character_the_large_model_speaks_alone():
    halves = Letters(tuple("abcdef é"))
    halves.fingerprint = "halves"
    halves.piece = lambda token: b"\xc3" if token == 8 else Letters.piece(halves, token)  # type: ignore[method-assign]
    large, base, expert = Fake("Large", halves, 1), Fake("Base", PAIRS, 2), Fake("Expert", PAIRS, 3)
    model = FusedModel(large, base, [expert], vocabularies="token-alignment")
    ids = torch.tensor([[1, 8]])
    torch.testing.assert_close(model.step(ids, model.start()), large.logits(ids)[:, -1].log_softmax(-1))
