"""Text to tokens and back, straight on the `tokenizers` library: no custom code, no chat templates."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import tokenizers

from engine.errors import StitchworkError
from engine.models import trust
from engine.models.fingerprints import tokenizer_fingerprint

SPACE_MARK = "▁"
BYTE_TOKEN = re.compile(r"<0x([0-9A-Fa-f]{2})>")


class FolderTokenizer:
    """The tokenizer of a model folder (contract.Tokenizer).

    `stops`: every token that ends a text, eos among them. `adds_bos`: texts begin with bos by the model's own rule.
    """

    def __init__(self, folder: Path, vocab_size: int | None = None) -> None:
        path = folder / "tokenizer.json"
        self._inner = _open(path)
        self.fingerprint = tokenizer_fingerprint(path)
        known = self._inner.get_vocab(with_added_tokens=True)
        highest = 1 + max(known.values(), default=-1)
        self.vocab_size = min(highest, vocab_size) if vocab_size else highest
        added = self._inner.get_added_tokens_decoder()
        self._special = {token for token, about in added.items() if about.special}
        self._plain = {token: about.content for token, about in added.items() if not about.special}
        own = 1 + max((token for token in known.values() if token not in added), default=-1)
        if own > self.vocab_size:
            raise StitchworkError(
                f"The tokenizer in {folder.name} knows {own:,} tokens, but its model only {self.vocab_size:,}.",
                "Files of two models were mixed: copy the model again.",
            )
        special = _special_tokens(folder)
        self.bos = self._id(special.get("bos_token"))
        self.eos = self._id(special.get("eos_token"))
        self.stops = frozenset(token for token in (self.eos, *special["stops"]) if token is not None)
        begin = self._inner.encode("", add_special_tokens=True).ids[:1]
        self.adds_bos = self.bos is not None and (bool(special.get("add_bos_token")) or begin == [self.bos])
        self._pieces: dict[int, bytes] = {}

    def encode(self, text: str) -> list[int]:
        return self._inner.encode(text, add_special_tokens=False).ids

    def decode(self, ids: Sequence[int]) -> str:
        return self._inner.decode(list(ids), skip_special_tokens=True)

    def piece(self, token: int) -> bytes:
        """The bytes that a token adds to a text; b"" for special tokens."""
        piece = self._pieces.get(token)
        if piece is None:
            piece = self._pieces[token] = self._piece(token)
        return piece

    def _piece(self, token: int) -> bytes:
        if token in self._special:
            return b""
        if token in self._plain:
            return self._plain[token].encode()
        text = self._inner.id_to_token(token)
        if text is None:
            return b""
        if self._style == "bytes":
            return b"".join(BYTE_OF[char] if char in BYTE_OF else char.encode() for char in text)
        if self._style == "marks":
            byte = BYTE_TOKEN.fullmatch(text)
            return bytes([int(byte[1], 16)]) if byte else text.replace(SPACE_MARK, " ").encode()
        if self._style == "words":
            return text[2:].encode() if text.startswith("##") else f" {text}".encode()
        return text.encode()

    @cached_property
    def _style(self) -> str:
        """How tokens spell bytes: "bytes" (byte-level), "marks" (SentencePiece), "words" (WordPiece), "plain"."""
        parts = json.loads(self._inner.to_str())
        spelled = json.dumps([parts.get("decoder"), parts.get("pre_tokenizer")])
        if '"ByteLevel"' in spelled:
            return "bytes"
        if '"WordPiece"' in spelled:
            return "words"
        if SPACE_MARK in spelled or json.dumps(SPACE_MARK)[1:-1] in spelled or '"Metaspace"' in spelled:
            return "marks"
        return "plain"

    def _id(self, token: Any) -> int | None:
        if isinstance(token, dict):
            token = token.get("content")
        found = self._inner.token_to_id(token) if isinstance(token, str) else None
        return found if found is not None and found < self.vocab_size else None


class TextStream:
    """Turns tokens into text as they come; bytes of a character that is not whole yet are held back."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def push(self, token: int) -> str:
        return self._decoder.decode(self._tokenizer.piece(token))

    def close(self) -> str:
        return self._decoder.decode(b"", final=True)


def _byte_alphabet() -> dict[str, bytes]:
    """The characters that byte-level BPE writes for bytes: printable ones stand for themselves."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {chr(byte): bytes([byte]) for byte in printable}
    others = (byte for byte in range(256) if byte not in set(printable))
    return {**table, **{chr(256 + index): bytes([byte]) for index, byte in enumerate(others)}}


BYTE_OF = _byte_alphabet()


def _open(path: Path) -> tokenizers.Tokenizer:
    if not path.is_file():
        raise StitchworkError(
            f"{path.parent.name} has no tokenizer.json.",
            "Import the model into the library: old tokenizer files are converted then.",
        )
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises plain Exception for damaged files
        raise StitchworkError(
            f"tokenizer.json in {path.parent.name} cannot be read.",
            "The file is damaged: download or copy the model again.",
            details=str(error),
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _special_tokens(folder: Path) -> dict[str, Any]:
    """Names of bos and eos from whichever file has them, and the ids that end a text ("stops")."""
    found: dict[str, Any] = {}
    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        if (folder / name).is_file():
            data = trust.read_json(folder / name)
            found.update({key: value for key, value in data.items() if value is not None and key not in found})
    stops: list[int] = []
    if (folder / "generation_config.json").is_file():
        ids = trust.read_json(folder / "generation_config.json").get("eos_token_id")
        stops = [one for one in (ids if isinstance(ids, list) else [ids]) if isinstance(one, int)]
    found["stops"] = stops
    return found
