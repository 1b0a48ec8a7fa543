"""Graphs inside pictures: whole, or an error that says what is wrong. Nothing in a picture can exhaust memory."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from engine.errors import StitchworkError
from engine.graph import files
from engine.graph.document import Graph, Node
from engine.graph.embedded import KEYWORD, MAX_BYTES, SIGNATURE, embed, graph_text


def part(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PLAIN = (
    SIGNATURE
    + part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + part(b"IDAT", zlib.compress(b"\0\0"))
    + part(b"IEND", b"")
)


def test_a_graph_survives_the_way_through_a_picture(tmp_path: Path) -> None:
    graph = Graph({"a": Node("a", "prompt", 8, 16, "Über", {"text": "日本語\n“quoted”"})}, name="Mélange", seed=7)
    path = tmp_path / "plot.png"
    path.write_bytes(embed(PLAIN, files.to_json(graph)))
    assert files.load(path) == graph


def test_a_picture_without_one_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    assert graph_text(PLAIN) is None
    path = tmp_path / "plain.png"
    path.write_bytes(PLAIN)
    with pytest.raises(StitchworkError, match="there is no graph in this picture"):
        files.load(path)


@pytest.mark.parametrize("cut", [9, 20, 40, -13])
def test_a_picture_that_ends_in_the_middle_is_an_error(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.png"
    path.write_bytes(embed(PLAIN, {"nodes": []})[:cut])
    with pytest.raises(StitchworkError, match="the picture cannot be read"):
        files.load(path)


def test_a_changed_byte_is_noticed() -> None:
    data = bytearray(embed(PLAIN, {"nodes": []}))
    data[data.index(KEYWORD) + len(KEYWORD) + 8] ^= 1
    with pytest.raises(ValueError, match="damaged"):
        graph_text(bytes(data))


def test_a_small_picture_cannot_unpack_to_more_than_a_file_may_hold() -> None:
    bomb = KEYWORD + b"\0\1\0\0\0" + zlib.compress(b" " * (MAX_BYTES + 1), 9)
    with pytest.raises(ValueError, match="too long"):
        graph_text(PLAIN[:-12] + part(b"iTXt", bomb) + part(b"IEND", b""))
