"""The tokenizer of the starter pack and its token streams: packed documents, sampled in windows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from engine.data.starter.texts import DOMAINS, TEXTS, read_documents, text_path

VOCABULARY = 4096
END = "<|endoftext|>"
SAMPLE_CHARACTERS = 4_000_000


def tokenizer_folder(home: Path, pieces: int = VOCABULARY) -> Path:
    """Give the folder of a tokenizer: the shared one, or one of another size."""
    return home / ("tokenizer" if pieces == VOCABULARY else f"tokenizer-{pieces}")


def train_tokenizer(home: Path, pieces: int = VOCABULARY) -> None:
    """Train a byte-level BPE on an even sample of the domains and save it as a fast tokenizer."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=pieces,
        special_tokens=[END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    sample: list[str] = []
    for domain in DOMAINS:
        used = 0
        for text in read_documents(text_path(home, domain, "train")):
            used += len(text)
            if used > (SAMPLE_CHARACTERS if domain != "sums" else SAMPLE_CHARACTERS // 20):
                break
            sample.append(text)
    tokenizer.train_from_iterator(sample, trainer)
    save_tokenizer(tokenizer, tokenizer_folder(home, pieces))


def save_tokenizer(tokenizer: object, folder: Path) -> None:
    """Save a tokenizers object with the settings that transformers needs."""
    from transformers import PreTrainedTokenizerFast

    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=END,
        eos_token=END,
        model_max_length=256,
        clean_up_tokenization_spaces=False,
    )
    folder.mkdir(parents=True, exist_ok=True)
    fast.save_pretrained(folder)


def encode(folder: Path, documents: list[str]) -> np.ndarray:
    """Encode documents into one stream, each opened by the end-of-text token."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    end = tokenizer.token_to_id(END)
    assert end is not None
    stream: list[int] = []
    for encoding in tokenizer.encode_batch(documents, add_special_tokens=False):
        stream.append(end)
        stream.extend(encoding.ids)
    stream.append(end)
    return np.asarray(stream, dtype=np.uint16)


def streams(home: Path, part: str, cache: Path, pieces: int = VOCABULARY) -> dict[str, np.ndarray]:
    """Give the token stream of every text, kept in `cache` between runs."""
    found = {}
    for domain in TEXTS:
        path = cache / (f"{domain}.{part}.npy" if pieces == VOCABULARY else f"{domain}.{part}.{pieces}.npy")
        if not path.exists():
            cache.mkdir(parents=True, exist_ok=True)
            np.save(path, encode(tokenizer_folder(home, pieces), read_documents(text_path(home, domain, part))))
        found[domain] = np.load(path)
    return found


class Mixture:
    """Windows drawn from a mixture of domains; the batch of a step depends on the seed and the step alone."""

    def __init__(self, parts: dict[str, np.ndarray], weights: dict[str, float], window: int, seed: int) -> None:
        self.parts = parts
        self.names = list(weights)
        total = sum(weights.values())
        self.shares = [weights[name] / total for name in self.names]
        self.window = window
        self.seed = seed

    def batch(self, step: int, size: int) -> torch.Tensor:
        """Draw (size, window + 1) token ids for a step."""
        chance = np.random.default_rng((self.seed, step))
        rows = np.empty((size, self.window + 1), dtype=np.int64)
        for row, which in zip(rows, chance.choice(len(self.names), size=size, p=self.shares), strict=True):
            stream = self.parts[self.names[which]]
            start = int(chance.integers(0, len(stream) - self.window - 1))
            row[:] = stream[start : start + self.window + 1]
        return torch.from_numpy(rows)


def windows(stream: np.ndarray, window: int, limit: int) -> torch.Tensor:
    """Cut the first `limit` predictions of a stream into (rows, window + 1) without overlap of targets."""
    count = min(limit, len(stream) - 1) // window
    rows = [stream[i * window : (i + 1) * window + 1].astype(np.int64) for i in range(count)]
    return torch.from_numpy(np.stack(rows))
