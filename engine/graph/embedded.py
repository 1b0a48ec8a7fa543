"""A graph inside a picture: a PNG that shows a result also carries what made it, as the JSON of its file."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from typing import Any

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"stitchwork graph"
MAX_BYTES = 16 * 1024 * 1024
"As much text is unpacked, however little it was packed into."


def is_png(data: bytes) -> bool:
    return data.startswith(SIGNATURE)


def embed(png: bytes, graph: dict[str, Any]) -> bytes:
    """The picture with the graph in it, as international text before the end; one that was there is replaced."""
    text = json.dumps(graph, ensure_ascii=False, allow_nan=False).encode()
    body = KEYWORD + b"\0\1\0\0\0" + zlib.compress(text, 9)
    parts = [SIGNATURE]
    for kind, content in _chunks(png):
        if kind == b"IEND":
            parts.append(_chunk(b"iTXt", body))
        if not (kind == b"iTXt" and content.startswith(KEYWORD + b"\0")):
            parts.append(_chunk(kind, content))
    return b"".join(parts)


def graph_text(png: bytes) -> bytes | None:
    """The text of the graph in a picture; None where there is none. Raises ValueError where it is damaged."""
    for kind, content in _chunks(png):
        if kind == b"iTXt" and content.startswith(KEYWORD + b"\0"):
            packed = content[len(KEYWORD) + 1 :]
            # Flag and method of the packing, then a language and a translated keyword, both empty.
            if packed[:4] != b"\1\0\0\0":
                raise ValueError("its text is packed in a way that is not known")
            unpack = zlib.decompressobj()
            try:
                text = unpack.decompress(packed[4:], MAX_BYTES)
            except zlib.error as error:
                raise ValueError("its text is damaged") from error
            if unpack.unconsumed_tail or not unpack.eof:
                raise ValueError("its text is too long, or cut off")
            return text
    return None


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each part. A part that is cut off or has a wrong check sum is an error."""
    if not is_png(png):
        raise ValueError("it is not a PNG")
    at = len(SIGNATURE)
    while at + 12 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        check = png[at + 8 + length : at + 12 + length]
        if len(check) < 4 or struct.unpack(">I", check)[0] != zlib.crc32(kind + content):
            raise ValueError("it is damaged, or ends in the middle")
        yield kind, content
        if kind == b"IEND":
            return
        at += 12 + length
    raise ValueError("it ends in the middle")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
