from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg
from fic_audio.shelf import manifest
from fic_audio.shelf.audio import m4b
from tests.shelf.audio.m4b.binding import Pieces, bind, named


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff"])
def test_a_cover_that_is_no_picture_is_told(tmp_path: Path, pieces: Pieces, data: bytes) -> None:
    cover = tmp_path / "cover.jpg"
    cover.write_bytes(data)
    with pytest.raises(OutputError, match=r"cover\.jpg: the cover can't be read"):
        bind(named(tmp_path, 2), pieces[:2], cover)


def test_a_cover_that_is_gone_is_told(tmp_path: Path, pieces: Pieces) -> None:
    with pytest.raises(OutputError, match=r"gone\.jpg: can't be read: No such file"):
        bind(named(tmp_path, 2), pieces[:2], tmp_path / "gone.jpg")


def test_a_missing_piece_is_named(tmp_path: Path, pieces: Pieces) -> None:
    """It is told which, and no half of a file stays."""
    whole = named(tmp_path, 2)
    with pytest.raises(OutputError, match=r"002 - Fire\.m4a: is missing; run produce again"):
        bind(whole, [pieces[0], (tmp_path / "002 - Fire.m4a", 1.0)])
    assert [path.name for path in tmp_path.iterdir()] == [manifest.FOLDER]


def _cut(piece: Path) -> None:
    piece.write_bytes(piece.read_bytes()[:500])


def _text(piece: Path) -> None:
    piece.write_text("no sound")


def _stereo(piece: Path) -> None:
    source = ("-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo", "-t", "1")
    ffmpeg((*source, "-c:a", "aac", "-f", "mp4", f"file:{piece}"))


@pytest.mark.parametrize("spoil", [_cut, _text, _stereo])
def test_a_piece_that_is_none_is_named(tmp_path: Path, pieces: Pieces, spoil: Any) -> None:
    bad = tmp_path / "001 - Water.m4a"
    shutil.copyfile(pieces[0][0], bad)
    spoil(bad)
    with pytest.raises(OutputError, match=r"001 - Water\.m4a: .*; run produce again"):
        bind(named(tmp_path, 2), [(bad, 1.0), pieces[1]])


def test_pieces_of_other_chapters_are_told(tmp_path: Path, pieces: Pieces) -> None:
    with pytest.raises(OutputError, match="3 chapters and 2 pieces; run produce again"):
        bind(named(tmp_path, 3), pieces[:2])


def test_a_book_without_chapters_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="0 chapters"):
        bind(named(tmp_path, 0), [])


def test_a_folder_that_is_gone_is_told(tmp_path: Path, pieces: Pieces) -> None:
    with pytest.raises(OutputError, match=r"out\.m4b: can't be written: No such file"):
        m4b.bind(named(tmp_path, 1), [pieces[0][0]], None, tmp_path / "gone" / "out.m4b")


def test_the_file_before_stays_when_the_new_one_fails(tmp_path: Path, pieces: Pieces) -> None:
    whole = named(tmp_path, 2)
    before = bind(whole, pieces[:2]).read_bytes()
    with pytest.raises(OutputError):
        bind(whole, [pieces[0], (tmp_path / "gone.m4a", 1.0)])
    (left,) = tmp_path.glob("*.m4b")
    assert left.read_bytes() == before
