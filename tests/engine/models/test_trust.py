"""Bad model folders: each is refused with words that name the file, before anything is loaded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import Cancelled, StitchworkError
from engine.models import devices, load, trust
from engine.models.library import Library


@pytest.fixture
def folder(shelf: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shelf / "llama", tmp_path / "victim"))


def _edit(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def _shards(folder: Path, name: str) -> None:
    (folder / "model.safetensors").rename(folder / "model-1.safetensors")
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": name}}))


def _cut(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


def _shift_offsets(folder: Path) -> None:
    path = folder / "model.safetensors"
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    header["model.norm.weight"]["shape"] = [10**12]
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + length :])


def _pickle_only(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no config": (lambda f: (f / "config.json").unlink(), "no config.json"),
    "config is not JSON": (lambda f: (f / "config.json").write_text("{"), "config.json in victim cannot be read"),
    "config is a list": (lambda f: (f / "config.json").write_text("[1]"), "not what a model has"),
    "config is binary": (lambda f: (f / "config.json").write_bytes(b"\xff\xfe\x00"), "cannot be read"),
    "config nested too deep": (lambda f: (f / "config.json").write_text("[" * 10**5), "cannot be read"),
    "no weights": (lambda f: (f / "model.safetensors").unlink(), "no weights"),
    "only pickles": (_pickle_only, "can run code when opened"),
    "program code": (lambda f: _edit(f / "config.json", auto_map={"AutoModel": "x.Y"}), "auto_map"),
    "code in the tokenizer": (lambda f: _edit(f / "tokenizer_config.json", auto_map={"A": "x"}), "tokenizer_config"),
    "packed": (lambda f: _edit(f / "config.json", quantization_config={"bits": 4}), "packed form"),
    "two halves": (lambda f: _edit(f / "config.json", is_encoder_decoder=True), "two halves"),
    "no architecture": (lambda f: _edit(f / "config.json", model_type=None), "model_type"),
    "unknown architecture": (lambda f: _edit(f / "config.json", model_type="martian"), "architecture “martian”"),
    "cut short": (_cut, "not a whole safetensors file"),
    "empty weights": (lambda f: (f / "model.safetensors").write_bytes(b""), "not a whole safetensors file"),
    "not safetensors": (lambda f: (f / "model.safetensors").write_bytes(b"hello" * 50), "not a whole"),
    "a lying shape": (_shift_offsets, "not a whole safetensors file"),
    "shard outside": (lambda f: _shards(f, "../secret.safetensors"), "not a file of that folder"),
    "absolute shard": (lambda f: _shards(f, "/etc/x.safetensors"), "not a file of that folder"),
    "missing shard": (lambda f: _shards(f, "model-2.safetensors"), "model-2.safetensors is missing"),
    "more layers": (lambda f: _edit(f / "config.json", num_hidden_layers=10**9), "the weights hold 2"),
    "other vocabulary": (lambda f: _edit(f / "config.json", vocab_size=10**9), "the weights hold 323"),
    "other inner width": (lambda f: _edit(f / "config.json", intermediate_size=10**4), "do not fit its config"),
    "values of no sense": (lambda f: _edit(f / "config.json", num_attention_heads="many"), "make no sense"),
    "no tokenizer": (lambda f: (f / "tokenizer.json").unlink(), "no tokenizer.json"),
    "broken tokenizer": (lambda f: (f / "tokenizer.json").write_text("{}"), "tokenizer.json in victim"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_bad_folder_is_refused_in_plain_words(folder: Path, damage: str) -> None:
    spoil, words = DAMAGES[damage]
    spoil(folder)
    with pytest.raises(StitchworkError, match=words) as caught:
        load(folder, device="cpu")
    assert caught.value.words
    assert "Traceback" not in str(caught.value)


def test_a_folder_that_is_not_there_and_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StitchworkError, match="no model folder"):
        load(tmp_path / "nothing", device="cpu")
    (tmp_path / "note.txt").write_text("hello")
    with pytest.raises(StitchworkError, match="is a file"):
        load(tmp_path / "note.txt", device="cpu")


def test_a_missing_weight_is_refused(folder: Path) -> None:
    from safetensors.torch import load_file, save_file

    tensors = load_file(folder / "model.safetensors")
    del tensors["model.norm.weight"]
    save_file(tensors, folder / "model.safetensors")
    with pytest.raises(StitchworkError, match="1 weights are missing"):
        load(folder, device="cpu")


def test_a_tokenizer_of_another_model_is_refused(folder: Path, tmp_path: Path) -> None:
    from tests.engine.tiny import make_tokenizer

    make_tokenizer(400).save_pretrained(folder)
    with pytest.raises(StitchworkError, match="its model only 323"):
        load(folder, device="cpu")


def test_loading_can_be_stopped_at_any_tensor(folder: Path) -> None:
    n_tensors = len(trust.inspect(folder).tensors)
    asked = 0

    def stop_late() -> None:
        nonlocal asked
        asked += 1
        if asked > n_tensors // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        load(folder, device="cpu", check=stop_late)
    assert asked == n_tensors // 2 + 1


def test_too_little_memory_is_said_before_loading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "memory", lambda device: (1000, 2000))
    with pytest.raises(StitchworkError, match=r"needs about .* of memory"):
        load(folder, device="cpu")


def test_out_of_memory_becomes_words() -> None:
    with (
        pytest.raises(StitchworkError, match="Memory ran out on cpu while dreaming"),
        devices.memory_guard("cpu", "dreaming"),
    ):
        raise MemoryError


def test_an_unknown_device_names_those_there_are(library: Library) -> None:
    assert devices.resolve("auto") == devices.available()[0][0]
    with pytest.raises(StitchworkError, match="cpu"):
        load("llama", device="cuda:77", library=library)
