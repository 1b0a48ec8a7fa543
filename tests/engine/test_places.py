"""The person chooses where models and runs are kept, and everything follows: one small file says it to all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine import places
from engine.cli import main
from engine.errors import StitchworkError
from engine.jobs.history import History
from engine.models.importing import import_model
from engine.models.library import Library
from engine.places import Place
from tests.engine.tiny import tiny

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="platformdirs reads XDG_DATA_HOME on Unix only")


@pytest.fixture(autouse=True)
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of their own, with nothing chosen yet."""
    monkeypatch.delenv("STITCHWORK_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_without_a_choice_everything_is_where_the_system_keeps_data(person: Path) -> None:
    assert places.folder(Place.MODELS) == person / "data" / "stitchwork" / "models"
    assert places.folder(Place.RUNS) == person / "data" / "stitchwork" / "runs"
    assert not places.is_missing(Place.MODELS), "it is made when it is needed"


def test_library_and_history_follow_the_choice_at_once(person: Path) -> None:
    library = Library()
    assert "mine" not in {entry.name for entry in library.list()}
    tiny("llama", person / "disk" / "mine")
    places.choose(Place.MODELS, person / "disk")
    places.choose(Place.RUNS, person / "runs on another disk")
    library.rescan()
    assert library.folder == person / "disk"
    assert library.get("mine").architecture == "llama"
    assert History().folder == person / "runs on another disk"


def test_a_library_of_one_folder_stays_there(person: Path) -> None:
    library = Library(person / "shelf")
    places.choose(Place.MODELS, person / "disk")
    library.rescan()
    assert library.folder == person / "shelf"


def test_the_command_line_uses_the_same_choice(person: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiny("llama", person / "disk" / "mine")
    places.choose(Place.MODELS, person / "disk")
    capsys.readouterr()
    assert main(["models", "list"]) == 0
    assert "mine" in capsys.readouterr().out


def test_the_usual_place_can_be_chosen_again(person: Path) -> None:
    usual = places.folder(Place.MODELS)
    places.choose(Place.MODELS, person / "disk")
    places.choose(Place.RUNS, person / "runs")
    places.choose(Place.MODELS, usual)
    assert places.folder(Place.MODELS) == usual
    assert places.folder(Place.RUNS) == person / "runs"


@pytest.mark.parametrize(
    ("place", "there", "inside"),
    [
        (Place.MODELS, None, False),
        (Place.MODELS, ".Trash/old", False),
        (Place.MODELS, "mine/config.json", False),
        (Place.MODELS, "stitched/combined.json", False),
        (Place.MODELS, "holiday/photo.jpg", True),
        (Place.RUNS, "20260101-101500-0123abcd/result.json", False),
        (Place.RUNS, "mine/config.json", True),
    ],
)
def test_a_folder_with_other_things_gets_one_inside(
    person: Path, place: Place, there: str | None, inside: bool
) -> None:
    disk = person / "disk"
    if there is not None:
        (disk / there).parent.mkdir(parents=True)
        (disk / there).touch()
    assert places.proposed(place, disk) == (disk / "Stitchwork" / place.value if inside else disk)


def test_the_environment_decides_before_the_choice(person: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places.choose(Place.MODELS, person / "disk")
    monkeypatch.setenv("STITCHWORK_HOME", str(person / "home"))
    assert places.folder(Place.MODELS) == person / "home" / "models"
    monkeypatch.delenv("STITCHWORK_HOME")
    assert places.folder(Place.MODELS) == person / "disk"


def test_a_chosen_folder_whose_disk_is_gone_is_noticed(person: Path) -> None:
    (person / "disk").mkdir()
    places.choose(Place.MODELS, person / "disk")
    assert not places.is_missing(Place.MODELS)
    (person / "disk").rmdir()
    assert places.is_missing(Place.MODELS)


def test_nothing_is_imported_where_the_disk_is_gone(person: Path) -> None:
    """Else it would go to the disk that has only the empty folder of that name, and vanish once the other is back."""
    tiny("llama", person / "source")
    places.choose(Place.MODELS, person / "unplugged")
    with pytest.raises(StitchworkError, match="is not there"):
        import_model(person / "source", Library())
    assert not (person / "unplugged").exists()


@pytest.mark.parametrize("damage", ["", "{", "[1]", '{"models": 3}', '{"models": "not/absolute"}'])
def test_a_file_that_makes_no_sense_chooses_nothing(person: Path, damage: str) -> None:
    file = places.settings_folder() / places.FILE
    file.parent.mkdir(parents=True)
    file.write_text(damage)
    assert places.folder(Place.MODELS) == places.usual(Place.MODELS)


def test_a_choice_that_cannot_be_written_is_not_made(person: Path) -> None:
    (person / "config").write_text("in the way")
    with pytest.raises(StitchworkError):
        places.choose(Place.MODELS, person / "disk")
    assert places.folder(Place.MODELS) == places.usual(Place.MODELS)
