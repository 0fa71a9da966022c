from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from fic_audio.errors import OutputError
from fic_audio.shelf import manifest
from fic_audio.shelf.check import check
from fic_audio.shelf.manifest import Manifest
from tests.factories import jpeg
from tests.shelf.check.making import change, wrong


def test_a_book_as_it_should_be_is_well(whole: Manifest) -> None:
    report = check(whole.folder)
    assert report.ok, wrong(whole.folder)
    assert {verdict.file for verdict in report.verdicts} == {
        "",
        "cover.jpg",
        *(episode.file for episode in whole.episodes),
    }


def test_a_folder_without_a_book_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no finished story here"):
        check(tmp_path)


def test_a_book_without_chapters_is_not_well(whole: Manifest) -> None:
    manifest.save(replace(whole, episodes=()))
    assert ("", "chapters") in wrong(whole.folder)


def test_a_chapter_that_is_gone_is_missed(whole: Manifest, first: Path) -> None:
    first.unlink()
    assert wrong(whole.folder) == {
        (first.name, "file"): "is not there; run produce again",
        ("", "tracks"): "missing: 1; run produce again",
    }


def test_an_old_chapter_of_ours_is_a_stray(whole: Manifest, first: Path) -> None:
    shutil.copy(first, whole.folder / "009 - Old.mp3")
    assert set(wrong(whole.folder)) == {("009 - Old.mp3", "file")}


def test_what_was_made_beside_the_chapters_is_missed(whole: Manifest) -> None:
    manifest.save(replace(whole, beside=("cover.jpg", "The Kettle.m4b")))
    assert wrong(whole.folder) == {("The Kettle.m4b", "file"): "is not there; run produce again"}


@pytest.mark.parametrize("text", ["{", "[]", "{}"])
def test_metadata_for_players_can_be_read(whole: Manifest, text: str) -> None:
    (whole.folder / "metadata.json").write_text('{"title": "The Kettle"}')
    assert not wrong(whole.folder)
    (whole.folder / "metadata.json").write_text(text)
    assert set(wrong(whole.folder)) == {("metadata.json", "metadata")}


def test_a_renamed_chapter_is_not_to_be_deleted(whole: Manifest, first: Path) -> None:
    """It may be the only copy of the one that is missing."""
    first.rename(whole.folder / "mine.mp3")
    trouble = wrong(whole.folder)[("mine.mp3", "file")]
    assert first.name in trouble
    assert "delete" not in trouble


def test_each_renamed_chapter_is_called_by_its_own_name(whole: Manifest) -> None:
    for number, episode in enumerate(whole.episodes):
        whole.path(episode).rename(whole.folder / f"mine{number}.mp3")
    for number, episode in enumerate(whole.episodes):
        assert f'rename it to "{episode.file}"' in wrong(whole.folder)[f"mine{number}.mp3", "file"]


def test_a_chapter_of_another_title_is_known_by_its_track(whole: Manifest, first: Path) -> None:
    first.rename(whole.folder / "mine.mp3")
    change(whole, 1, title="Ice")
    assert f'rename it to "{first.name}"' in wrong(whole.folder)["mine.mp3", "file"]


def test_what_others_put_there_is_none_of_ours(whole: Manifest) -> None:
    (whole.folder / "song.mp3").write_bytes(b"la la la")
    assert check(whole.folder).ok


@pytest.mark.parametrize("name", ["../out.mp3", "/etc/hostname", "..", ""])
def test_a_record_that_leads_out_of_the_folder_is_not_followed(whole: Manifest, name: str) -> None:
    (whole.folder.parent / "out.mp3").write_bytes(b"secret")
    change(whole, 1, file=name)
    assert wrong(whole.folder)[name, "file"] == "is not there; run produce again"


def test_the_cover_beside_is_looked_at(whole: Manifest) -> None:
    (whole.folder / "cover.jpg").write_bytes(jpeg(1400, 1500))
    assert "1400 by 1500" in wrong(whole.folder)["cover.jpg", "cover"]


def test_a_missing_cover_is_told(whole: Manifest) -> None:
    (whole.folder / "cover.jpg").unlink()
    assert set(wrong(whole.folder)) == {("cover.jpg", "cover")}
