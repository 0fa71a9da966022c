from __future__ import annotations

from pathlib import Path

import pytest
from mutagen.oggopus import OggOpus

from fic_audio.ffmpeg import ffmpeg
from fic_audio.shelf.check import check
from fic_audio.shelf.manifest import Manifest
from tests.shelf.check.making import TITLES, wrong


def opus(whole: Manifest, *more: str) -> Path:
    """The first chapter in Opus."""
    path = whole.path(whole.episodes[0], ".opus")
    form = ("-map", "0:a", "-map_metadata", "-1", "-c:a", "libopus", "-b:a", "32k")
    ffmpeg(("-i", whole.path(whole.episodes[0]), *form, *more, "-f", "ogg", path))
    file = OggOpus(path)
    file["title"] = TITLES[0]
    file.save()
    return path


def about(whole: Manifest, path: Path) -> set[str]:
    return {what for file, what in wrong(whole.folder) if file == path.name}


def test_a_chapter_as_it_should_be_is_well(whole: Manifest) -> None:
    path = opus(whole)
    report = check(whole.folder)
    assert report.ok
    assert path.name in {verdict.file for verdict in report.verdicts}


@pytest.mark.parametrize(
    ("more", "what"), [(("-t", "8"), "length"), (("-af", "volume=-3dB"), "loudness")]
)
def test_other_sound_than_the_mp3s_is_found(
    whole: Manifest, more: tuple[str, str], what: str
) -> None:
    assert about(whole, opus(whole, *more)) == {what}


def test_another_title_is_found(whole: Manifest) -> None:
    path = opus(whole)
    file = OggOpus(path)
    file["title"] = "Ice"
    file.save()
    assert about(whole, path) == {"title"}


def test_what_is_no_opus_is_found(whole: Manifest) -> None:
    path = whole.path(whole.episodes[0], ".opus")
    path.write_bytes(b"no sound")
    assert about(whole, path) == {"opens", "decodes"}
