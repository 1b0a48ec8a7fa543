"""The library on disk: what it lists, what it leaves out, and what can be brought into it."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from engine.errors import Cancelled, StitchworkError
from engine.models import hub, importing, load, saving
from engine.models.fingerprints import fingerprint_of
from engine.models.importing import import_model
from engine.models.library import Library
from tests.engine.tiny import tiny


@pytest.fixture
def mine(tmp_path: Path) -> Library:
    return Library(tmp_path / "models")


def test_entries_tell_what_a_model_is(library: Library) -> None:
    entry = library.get("llama")
    assert (entry.architecture, entry.layers, entry.width, entry.vocab_size, entry.context) == ("llama", 2, 32, 323, 64)
    assert not entry.starter
    facts = entry.facts()
    assert facts.tokenizer == entry.tokenizer != ""
    assert facts.bytes_needed > 4 * entry.parameters
    assert library.get("mamba").tokenizer == entry.tokenizer
    assert library.get("mamba").fingerprint != entry.fingerprint


def test_an_unknown_name_is_answered_with_close_ones(library: Library) -> None:
    with pytest.raises(StitchworkError, match=r"Close: .*llama"):
        library.get("lama")


def test_broken_folders_are_left_out_with_a_reason(mine: Library, shelf: Path) -> None:
    shutil.copytree(shelf / "llama", mine.folder / "good")
    shutil.copytree(shelf / "llama", mine.folder / "bad")
    (mine.folder / "bad" / "config.json").write_text("{")
    (mine.folder / "empty").mkdir()
    names = [entry.name for entry in mine.list() if not entry.starter]
    assert names == ["good"]
    assert {broken.name for broken in mine.broken()} >= {"bad", "empty"}
    with pytest.raises(StitchworkError, match="cannot be used"):
        mine.get("bad")
    mine.remove("bad")
    assert not (mine.folder / "bad").exists()


def test_the_home_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STITCHWORK_HOME", str(tmp_path))
    assert Library().folder == tmp_path / "models"


def test_listing_needs_no_torch() -> None:
    code = (
        "import sys; from engine.models.library import Library; Library().list(); "
        "sys.exit(bool({'torch', 'transformers', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_folder_is_imported_whole_and_removed(mine: Library, shelf: Path) -> None:
    words: list[str] = []
    (shelf / "llama" / "README.md").write_text("---\nlicense: mit\n---\n")
    (shelf / "llama" / "evil.py").write_text("raise SystemExit")
    entry = import_model(shelf / "llama", mine, progress=lambda done, total, text: words.append(text))
    assert (entry.name, entry.licence) == ("llama", "mit")
    assert not (entry.folder / "evil.py").exists()
    assert "Copying model.safetensors" in words
    assert load(entry.name, device="cpu", library=mine).vocab_size == 320
    assert import_model(shelf / "llama", mine).name == "llama-2"
    with pytest.raises(StitchworkError, match="already"):
        import_model(shelf / "llama", mine, "llama")
    mine.remove("llama")
    assert "llama" not in [one.name for one in mine.list()]


def test_a_stopped_import_leaves_nothing(mine: Library, shelf: Path) -> None:
    def stop(done: float, total: float, words: str) -> None:
        if done > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_model(shelf / "llama", mine, progress=stop)
    assert list(mine.folder.iterdir()) == []


def test_a_full_disk_is_said_and_leaves_nothing(mine: Library, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(saving, "_flush", full)
    with pytest.raises(StitchworkError, match="disk is full"):
        import_model(shelf / "llama", mine)
    assert list(mine.folder.iterdir()) == []


def test_a_disk_too_small_is_said_first(mine: Library, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving.shutil, "disk_usage", lambda folder: SimpleNamespace(free=0))
    with pytest.raises(StitchworkError, match="too full"):
        import_model(shelf / "llama", mine)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.png", b"\x89PNG", "not a model file"),
        ("short.gguf", b"GGUF", "not a model file"),
        ("lying.gguf", b"GGUF" + b"\x03\0\0\0" + b"\xff" * 16, "not a model file"),
        (
            "broken.gguf",
            b"GGUF" + b"\x03\0\0\0" + b"\x01" + b"\0" * 7 + b"\x01" + b"\0" * 107,
            "could not be converted",
        ),
    ],
)
def test_files_that_are_no_models_are_refused(
    mine: Library, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StitchworkError, match=words):
        import_model(tmp_path / name, mine)
    assert not mine.folder.exists() or list(mine.folder.iterdir()) == []


def test_a_path_that_is_not_there_is_refused(mine: Library) -> None:
    for source in ("/no/such/folder", "nothing.gguf", ""):
        with pytest.raises(StitchworkError):
            import_model(source, mine)


def test_without_a_network_the_hub_is_out_of_reach(mine: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub

    def offline(*args: object, **kwargs: object) -> None:
        raise ConnectionError("no route to host")

    monkeypatch.setattr(huggingface_hub.HfApi, "model_info", offline)
    with pytest.raises(StitchworkError, match="cannot be reached"):
        import_model("owner/model", mine)
    assert list(mine.folder.iterdir()) == []


def test_only_safetensors_are_fetched_from_the_hub() -> None:
    offered = {"config.json": 1, "model.safetensors": 9, "pytorch_model.bin": 9, "run.py": 1, "tokenizer.json": 2}
    assert hub.choose("a/b", offered) == ["config.json", "tokenizer.json", "model.safetensors"]
    with pytest.raises(StitchworkError, match="can run code"):
        hub.choose("a/b", {"config.json": 1, "pytorch_model.bin": 9})


def test_a_hub_model_arrives_through_the_same_checks(
    mine: Library, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(name: str, part: Path, library_folder: Path, report: object) -> None:
        shutil.copytree(shelf / "llama", part, dirs_exist_ok=True)

    monkeypatch.setattr(importing.hub, "download", fetch)
    assert import_model("owner/model", mine).source == "hub: owner/model"


def test_tokenizers_are_equal_when_they_cut_alike(shelf: Path) -> None:
    data = json.loads((shelf / "llama" / "tokenizer.json").read_text())
    spelled = json.loads(json.dumps(data))
    spelled["model"]["merges"] = [" ".join(pair) for pair in data["model"]["merges"]]
    spelled["truncation"] = {"max_length": 5}
    assert fingerprint_of(spelled) == fingerprint_of(data)
    spelled["model"]["merges"].reverse()
    assert fingerprint_of(spelled) != fingerprint_of(data)


def test_other_weights_have_another_fingerprint(tmp_path: Path) -> None:
    library = Library(tmp_path)
    for name, seed in (("one", 1), ("same", 1), ("two", 2)):
        tiny("llama", tmp_path / name, seed=seed)
    prints = [library.get(name).fingerprint for name in ("one", "same", "two")]
    assert prints[0] == prints[1] != prints[2]


@pytest.mark.real
@pytest.mark.skipif("STITCHWORK_REAL_GGUF" not in os.environ, reason="STITCHWORK_REAL_GGUF names no file")
def test_a_real_gguf_is_imported_and_speaks_english(mine: Library) -> None:
    from engine.models.decoding import generate

    entry = import_model(os.environ["STITCHWORK_REAL_GGUF"], mine)
    assert entry.parameters > 100_000_000
    assert entry.licence == "apache-2.0"
    model = load(entry.name, device="cpu", library=mine)
    assert "Paris" in "".join(step.text for step in generate(model, "The capital of France is", n_tokens=8))


class Hub:
    """Two files, the second of which breaks off once. What was fetched is remembered as the client remembers it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fetched: list[str] = []
        self.broken = True

    def model_info(self, *_arguments: object, **_settings: object) -> Any:
        files = [SimpleNamespace(rfilename=file.name, size=file.stat().st_size) for file in self.folder.iterdir()]
        return SimpleNamespace(siblings=files)

    def download(self, _name: str, file: str, local_dir: Path, tqdm_class: object) -> None:
        if file.endswith(".safetensors") and self.broken:
            self.broken = False
            raise ConnectionError("the line went dead")
        Path(local_dir).mkdir(parents=True, exist_ok=True)
        if not (Path(local_dir) / file).exists():
            self.fetched.append(file)
            shutil.copy(self.folder / file, Path(local_dir) / file)


def test_a_download_that_broke_off_goes_on_where_it_was(
    mine: Library, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub

    hub_of = Hub(shelf / "llama")
    monkeypatch.setattr(huggingface_hub.HfApi, "model_info", hub_of.model_info)
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", hub_of.download)
    with pytest.raises(StitchworkError, match="cannot be reached") as problem:
        import_model("owner/model", mine)
    assert "is kept" in problem.value.fix
    assert mine.list() == Library().list(), "a half-fetched model is no model"
    assert import_model("owner/model", mine).name == "model"
    assert sorted(hub_of.fetched) == sorted(set(hub_of.fetched)), "nothing was fetched twice"
    assert [folder.name for folder in mine.folder.iterdir()] == ["model"], "and nothing is left over"


def test_a_model_that_brings_code_is_refused_before_its_weights_are_fetched(
    mine: Library, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub

    offered = tmp_path / "offered"
    shutil.copytree(shelf / "llama", offered)
    config = json.loads((offered / "config.json").read_text())
    (offered / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModel": "run.Model"}}))
    hub_of = Hub(offered)
    monkeypatch.setattr(huggingface_hub.HfApi, "model_info", hub_of.model_info)
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", hub_of.download)
    with pytest.raises(StitchworkError, match="code"):
        import_model("owner/model", mine)
    assert not any(file.endswith(".safetensors") for file in hub_of.fetched)
