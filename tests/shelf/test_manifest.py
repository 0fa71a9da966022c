from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fic_audio.errors import OutputError
from fic_audio.model import Kind, Metadata, Ms
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import ChapterFile, Manifest, TimedLine

STORY = Metadata("Kettle & <Co>", ("Aki",), tags=("Tea",), other=(("Beta", "Mo"),), words=12)
LINES = (
    TimedLine(Ms(700), Ms(1500), "“It boils,”", "Petra", Kind.DIALOGUE, 1),
    TimedLine(Ms(1700), Ms(2500), "she said.", paragraph=1),
)


def kettle(folder: Path) -> Manifest:
    episode = ChapterFile(1, "The Kettle", "001 - The Kettle.mp3", Ms(6000), "id", "2026-01-01", 4)
    return Manifest(folder, STORY, {"narrator": "Ada", "Petra": "Cora"}, (episode,))


def test_a_book_comes_back_as_it_was_written(tmp_path: Path) -> None:
    manifest.save(kettle(tmp_path))
    assert manifest.load(tmp_path) == kettle(tmp_path)


def test_lines_come_back_as_they_were_written(tmp_path: Path) -> None:
    whole = kettle(tmp_path)
    manifest.save_lines(tmp_path, whole.episodes[0].file, LINES)
    assert whole.lines(whole.episodes[0]) == LINES


def test_half_a_surrogate_does_not_stop_a_book(tmp_path: Path) -> None:
    manifest.save(replace(kettle(tmp_path), metadata=Metadata("A\ud83d")))
    assert manifest.load(tmp_path).metadata.title == "A?"


def test_a_folder_without_a_book_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no finished story here"):
        manifest.load(tmp_path)


def test_chapters_without_the_hidden_folder(tmp_path: Path) -> None:
    """It is what is missed, not the chapters."""
    (tmp_path / "001.mp3").touch()
    with pytest.raises(OutputError, match=r"hidden folder \.fic-audio is not there"):
        manifest.load(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", '{"form": 1}', '{"form": 9}', "\udcff"])
def test_a_damaged_book_is_told(tmp_path: Path, text: str) -> None:
    manifest.save(kettle(tmp_path))
    (tmp_path / manifest.FOLDER / manifest.BOOK).write_text(text, errors="surrogateescape")
    with pytest.raises(OutputError, match=r"run produce again|newer fic-audio"):
        manifest.load(tmp_path)


def test_damaged_lines_are_told(tmp_path: Path) -> None:
    whole = kettle(tmp_path)
    manifest.save_lines(tmp_path, whole.episodes[0].file, LINES)
    (tmp_path / manifest.FOLDER / "001 - The Kettle.json").write_text('[{"kind": "song"}]')
    with pytest.raises(OutputError, match="run produce again"):
        whole.lines(whole.episodes[0])
