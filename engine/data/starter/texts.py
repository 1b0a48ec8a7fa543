"""Collect the texts of the starter pack from the packages of a Debian system: four domains and a background.

`collect` takes a folder into which the Debian packages `wordnet-base`, `bible-kjv`, `bible-kjv-text` and `perl-doc`
were unpacked (`dpkg -x PACKAGE.deb FOLDER`); where the folder has no `bible` program, the installed one is used.
The Python text is the standard library of the interpreter that runs the script; the sums are made here.
Documents are held out by a hash of what they are (definition, source file, chapter, pair of operands), never by
their position, so that adding a document moves no other one.
"""

from __future__ import annotations

import ast
import hashlib
import json
import lzma
import os
import random
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

DOMAINS = ("dictionary", "python", "scripture", "sums")
# What a base model mostly reads, so that every domain is something it has still to learn.
BACKGROUND = "manuals"
TEXTS = (*DOMAINS, BACKGROUND)
HELD_OUT = 0.03
PYTHON_HELD_OUT = 0.06
PYTHON_BYTES = 5_500_000
MANUAL_BYTES = 8_800_000
SUM_DOCUMENTS = 24_000
SUMS_A_DOCUMENT = 12
CHUNK_CHARACTERS = 3_000
SKIPPED_PARTS = frozenset(
    {
        "test",
        "tests",
        "idle_test",
        "lib2to3",
        "encodings",
        "site-packages",
        "__pycache__",
        "pydoc_data",
        "turtledemo",
    }
)
SKIPPED_PREFIXES = ("_sysconfigdata", "config-")
MARKER = re.compile(r"\((?:a|p|ip)\)$")
VERSE = re.compile(r"^(.+?)(\d+):(\d+) (.*)$")

Split = dict[str, list[str]]


def held_out(key: str, share: float = HELD_OUT) -> bool:
    """Say whether the document of this key belongs to the held-out part."""
    digest = hashlib.blake2b(key.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64 < share


def order(key: str) -> bytes:
    """Give a sorting key that is the same on every machine and unrelated to the text."""
    return hashlib.blake2b(b"order" + key.encode("utf-8"), digest_size=8).digest()


def dictionary(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (key, document) for every synset of WordNet: 'lemma, lemma: gloss'."""
    home = next(folder.rglob("data.noun")).parent
    for part in ("noun", "verb", "adj", "adv"):
        for line in (home / f"data.{part}").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("  ") or " | " not in line:
                continue
            data, gloss = line.split(" | ", 1)
            fields = data.split()
            words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
            lemmas = ", ".join(MARKER.sub("", word).replace("_", " ") for word in words)
            document = f"{lemmas}: {gloss.strip()}"
            yield document, document


def python_files(home: Path) -> list[Path]:
    """List the modules of the standard library that people wrote."""
    found = []
    for path in home.rglob("*.py"):
        parts = path.relative_to(home).parts
        if SKIPPED_PARTS.isdisjoint(parts) and not any(p.startswith(SKIPPED_PREFIXES) for p in parts):
            found.append(path)
    return found


def chunks(source: str) -> Iterator[str]:
    """Cut one module before top-level statements, so that a chunk is whole definitions of a readable length."""
    lines = source.splitlines(keepends=True)
    starts = []
    for node in ast.parse(source).body:
        decorators = getattr(node, "decorator_list", [])
        starts.append(min([node.lineno, *(d.lineno for d in decorators)]) - 1)
    begin = 0
    for start in starts:
        if sum(map(len, lines[begin:start])) >= CHUNK_CHARACTERS:
            yield "".join(lines[begin:start]).strip("\n")
            begin = start
    yield "".join(lines[begin:]).strip("\n")


def python(home: Path) -> Iterator[tuple[str, str]]:
    """Yield (key, document) for chunks of the standard library, up to PYTHON_BYTES of whole files."""
    total = 0
    for path in sorted(python_files(home), key=lambda p: order(p.relative_to(home).as_posix())):
        name = path.relative_to(home).as_posix()
        try:
            source = path.read_text(encoding="utf-8")
            pieces = list(chunks(source))
        except (SyntaxError, UnicodeDecodeError):
            continue
        if total + len(source) > PYTHON_BYTES or len(source) < 200:
            continue
        total += len(source)
        for piece in pieces:
            yield name, piece


def scripture(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (key, document) for every chapter of the King James Bible, one verse a line."""
    local = next((p for p in folder.rglob("bin/bible") if p.is_file()), None)
    program = str(local) if local else shutil.which("bible")
    if program is None:
        raise FileNotFoundError("no program `bible`: unpack or install the Debian packages bible-kjv, bible-kjv-text")
    environment = dict(os.environ)
    if local:
        environment["BIBLE_DATA"] = str(local.parent.parent / "lib" / "bible.data")
    done = subprocess.run(
        [program, "-f", "Gen1:1-Rev22:21"],
        input="",
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    chapters: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        match = VERSE.match(line)
        if match:
            chapters.setdefault(f"{match[1]} {match[2]}", []).append(f"{match[3]} {match[4].strip()}")
    for key, verses in chapters.items():
        yield key, "\n".join(verses)


def manuals(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (key, document) for runs of sections of the Perl manuals, up to MANUAL_BYTES of whole files."""
    total = 0
    for path in sorted(folder.rglob("*.pod"), key=lambda p: order(p.name)):
        try:
            source = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if total + len(source) > MANUAL_BYTES:
            continue
        total += len(source)
        document = ""
        for number, section in enumerate(re.split(r"(?m)^(?==head[12] )", source)):
            document += section
            if len(document) >= CHUNK_CHARACTERS:
                yield f"{path.name} {number}", document.strip("\n")
                document = ""
        yield path.name, document.strip("\n")


def sums(seed: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (key, document) of sums and differences; the held-out documents hold only held-out pairs."""
    chance = random.Random(seed)
    wanted = {False: SUM_DOCUMENTS, True: max(1, round(SUM_DOCUMENTS * HELD_OUT))}
    lines: dict[bool, list[str]] = {False: [], True: []}
    made = {False: 0, True: 0}
    while any(made[part] < wanted[part] for part in wanted):
        a, b = (chance.randrange(10 ** chance.randint(1, 3)) for _ in range(2))
        part = held_out(f"sums {min(a, b)} {max(a, b)}")
        if made[part] >= wanted[part]:
            continue
        low, high = sorted((a, b))
        lines[part].append(f"{a}+{b}={a + b}" if chance.random() < 0.5 else f"{high}-{low}={high - low}")
        if len(lines[part]) == SUMS_A_DOCUMENT:
            yield ("held-out" if part else "train"), "\n".join(lines[part])
            lines[part] = []
            made[part] += 1


def split(documents: Iterable[tuple[str, str]], share: float = HELD_OUT) -> Split:
    """Part documents into train and held-out by the hash of their key and drop what stands in both."""
    parts: Split = {"train": [], "heldout": []}
    for key, text in documents:
        if text:
            parts["heldout" if key == "held-out" or (key != "train" and held_out(key, share)) else "train"].append(text)
    parts["heldout"] = sorted(dict.fromkeys(parts["heldout"]), key=order)
    both = set(parts["heldout"])
    parts["train"] = sorted((t for t in dict.fromkeys(parts["train"]) if t not in both), key=order)
    return parts


def write_documents(path: Path, documents: Iterable[str]) -> None:
    """Write one JSON object a line, compressed, through a temporary name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    with lzma.open(temporary, "wt", encoding="utf-8", preset=9 | lzma.PRESET_EXTREME) as file:
        for text in documents:
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
    os.replace(temporary, path)


def read_documents(path: Path) -> list[str]:
    """Read the documents of one file of the pack."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


def text_path(home: Path, domain: str, part: str) -> Path:
    """Name the file of one domain and part ('train' or 'heldout')."""
    return home / "texts" / f"{domain}.{part}.jsonl.xz"


def collect(packages: Path, home: Path) -> dict[str, dict[str, int]]:
    """Write all texts and return the number of documents of each part."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    sources = {
        "dictionary": dictionary(packages),
        "python": python(stdlib),
        "scripture": scripture(packages),
        "sums": sums(),
        BACKGROUND: manuals(packages),
    }
    counts: dict[str, dict[str, int]] = {}
    for domain, documents in sources.items():
        # Few files make the Python text: the usual share would be a dozen of them.
        parts = split(documents, PYTHON_HELD_OUT if domain == "python" else HELD_OUT)
        counts[domain] = {part: len(texts) for part, texts in parts.items()}
        for part, texts in parts.items():
            write_documents(text_path(home, domain, part), texts)
    return counts
