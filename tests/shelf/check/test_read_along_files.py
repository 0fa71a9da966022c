from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from fic_audio.shelf.audio.mp3 import Place
from fic_audio.shelf.check import check, read_along_files
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.text.overlay import write_overlay
from tests.shelf.check.making import TITLES, dress, found, sound


@pytest.fixture
def epub(whole: Manifest) -> Path:
    path = whole.folder / "The Kettle.epub"
    write_overlay(whole, path, whole.folder / "cover.jpg")
    return path


def about(whole: Manifest, epub: Path) -> set[str]:
    mp3s = [whole.path(episode) for episode in whole.episodes]
    return {what for _, what in found(read_along_files.check_epub(epub, mp3s))}


def rewrite(epub: Path, old: bytes, new: bytes, leave: str = "") -> None:
    """With other text, and without a file."""
    with zipfile.ZipFile(epub) as file:
        entries = [(info, file.read(info)) for info in file.infolist()]
    with zipfile.ZipFile(epub, "w") as file:
        for info, data in entries:
            if not (leave and info.filename.endswith(leave)):
                file.writestr(info, data.replace(old, new) if b"RIFF" not in data else data)


def test_our_own_epub_is_well(whole: Manifest, epub: Path) -> None:
    report = check(whole.folder)
    assert report.ok, found(report.verdicts)
    assert epub.name in {verdict.file for verdict in report.verdicts}


def test_a_truncated_epub_is_found(whole: Manifest, epub: Path) -> None:
    epub.write_bytes(epub.read_bytes()[:-2000])
    assert about(whole, epub) == {"opens"}


def test_a_damaged_entry_is_found(whole: Manifest, epub: Path) -> None:
    raw = bytearray(epub.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    epub.write_bytes(raw)
    assert about(whole, epub) & {"whole", "opens"}


def test_another_type_is_found(whole: Manifest, epub: Path) -> None:
    rewrite(epub, b"application/epub+zip", b"application/zip")
    assert about(whole, epub) == {"mimetype"}


def test_a_file_that_is_not_there_is_found(whole: Manifest, epub: Path) -> None:
    rewrite(epub, b"", b"", leave="nav.xhtml")
    assert about(whole, epub) == {"files"}


def test_a_chapter_without_its_overlay_is_found(whole: Manifest, epub: Path) -> None:
    rewrite(epub, b"media-overlay=", b"fallback=")
    assert about(whole, epub) == {"overlays"}


def test_a_new_chapter_that_it_does_not_have_is_found(whole: Manifest, epub: Path) -> None:
    mp3s = [whole.path(episode) for episode in whole.episodes]
    wrongs = found(read_along_files.check_epub(epub, [*mp3s, mp3s[0]]))
    assert {what for _, what in wrongs} == {"audio", "overlays"}


def test_sound_that_was_made_again_is_found(whole: Manifest, epub: Path, first: Path) -> None:
    sound(first, 5.5)
    assert about(whole, epub) == {"audio"}


def test_other_tags_are_not_other_sound(whole: Manifest, epub: Path, first: Path) -> None:
    dress(first, Place(TITLES[1], 2, 9))
    assert about(whole, epub) == set()
