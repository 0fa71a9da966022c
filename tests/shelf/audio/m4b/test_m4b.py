from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mutagen.mp4 import MP4

from fic_audio.ffmpeg import ffmpeg
from fic_audio.shelf.audio import m4b
from fic_audio.shelf.check.m4b import nero, read_chapters
from fic_audio.shelf.check.opened import open_mp4
from tests.factories import jpeg
from tests.shelf import bells
from tests.shelf.audio.m4b.binding import SECONDS, STORY, Pieces, bind, many, named, starts, titles
from tests.shelf.bells import BELL, HOSTILE

NEAR = 0.013
"""Half a frame, and the millisecond that lists count in."""


def test_a_chapter_begins_where_the_list_says(ten: Path) -> None:
    """Every bell rings half a second after its mark, to the millisecond."""
    sound = bells.heard(ten)
    marks = [start for start, _ in read_chapters(ten)]
    assert len(marks) == 10
    for mark in marks:
        assert bells.rings(sound, mark) == pytest.approx(BELL, abs=0.002)


def test_three_hundred_joints_add_up_to_nothing(hundreds: Path, pieces: Pieces) -> None:
    """Marks stand and bells ring where the lengths of the WAVs tell, up to the last chapter."""
    wanted = starts(many(pieces, 300))
    sound = bells.heard(hundreds)
    marks = [start for start, _ in read_chapters(hundreds)]
    assert len(marks) == 300
    for mark, start in zip(marks, wanted, strict=False):
        assert mark == pytest.approx(start, abs=NEAR)
        assert bells.rings(sound, mark) == pytest.approx(BELL, abs=0.002)
    assert len(sound) / 44_100 == pytest.approx(wanted[-1], abs=0.05)
    assert MP4(hundreds).info.length == pytest.approx(wanted[-1], abs=0.1)


def frames(path: Path) -> bytes:
    """The sound as it is encoded."""
    return ffmpeg(("-v", "error", "-i", f"file:{path}", "-c", "copy", "-f", "adts", "pipe:1"))[0]


def test_the_sound_is_not_encoded_again(tmp_path: Path, pieces: Pieces) -> None:
    """All of a piece is there to the last bit, but for a frame or two of the silence at its end."""
    joined = frames(bind(named(tmp_path, 4), pieces))
    for piece, _ in pieces:
        alone = frames(piece)
        assert alone[: len(alone) - 40] in joined


def test_chapters_are_in_both_lists(ten: Path, pieces: Pieces) -> None:
    """Apple's players read a track of text, Nero's and VLC's heirs a list of their own."""
    lists = read_chapters(ten), nero(open_mp4(ten))
    for found in lists:
        assert [title for _, title in found] == titles(10)
        marks = [start for start, _ in found]
        assert marks == pytest.approx(starts(many(pieces, 10))[:10], abs=NEAR)


def test_more_chapters_than_nero_can_count_are_in_one_list(hundreds: Path) -> None:
    """Over 255 of them, Nero's list would hide the others."""
    assert [title for _, title in read_chapters(hundreds)] == titles(300)
    assert not nero(open_mp4(hundreds))


def test_neros_list_is_written_as_long_as_it_can_be_full(tmp_path: Path, pieces: Pieces) -> None:
    out = bind(named(tmp_path, 255), many(pieces[2:3], 255))
    assert len(nero(open_mp4(out))) == 255
    assert len(read_chapters(out)) == 255


def test_long_chapters_are_counted_right(tmp_path: Path, pieces: Pieces) -> None:
    """What ffmpeg counts in by itself is too fine for a chapter of three minutes."""
    wav, piece = tmp_path / "a.wav", tmp_path / "a.m4a"
    long = bells.chapter(wav, 200, 8000)
    m4b.encode(wav, piece, "")
    parts = [(piece, long), pieces[0], (piece, long)]
    found = read_chapters(bind(named(tmp_path / "x", 3), parts))
    assert [start for start, _ in found] == pytest.approx(starts(parts)[:3], abs=NEAR)


def test_titles_come_back_as_they_were(tmp_path: Path, pieces: Pieces) -> None:
    """Nothing in a title ends it, begins another, or is a command."""
    parts = many(pieces, len(HOSTILE))
    out = bind(bells.shelved(tmp_path, STORY, *HOSTILE), parts)
    for found in (read_chapters(out), nero(open_mp4(out))):
        assert [title.rstrip() for _, title in found] == list(HOSTILE)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("", "Chapter 1"),
        ("\x00\x1b\ud83d", "Chapter 1"),
        ("two\r\nlines\x00", "two lines"),
        ("x" * 300, "x" * 249 + "…"),
        ("é" * 300, "é" * 126 + "…"),
        ("😀" * 100, "😀" * 63 + "…"),
    ],
)
def test_titles_are_cleaned_and_bounded(
    tmp_path: Path, pieces: Pieces, title: str, shown: str
) -> None:
    """A title has no line break, 255 bytes at most, and no character by half."""
    out = bind(bells.shelved(tmp_path, STORY, title, "Steam"), pieces[:2])
    for found in (read_chapters(out), nero(open_mp4(out))):
        assert [title for _, title in found] == [shown, "Steam"]


def test_a_chapter_of_a_moment_keeps_its_place(tmp_path: Path, pieces: Pieces) -> None:
    """A chapter that is shorter than a frame gets one of its own."""
    wav, piece = tmp_path / "a.wav", tmp_path / "a.m4a"
    moment = bells.chapter(wav, 0.01)
    m4b.encode(wav, piece, "")
    parts = [pieces[0], (piece, moment), (piece, moment), pieces[1]]
    out = bind(named(tmp_path / "x", 4), parts)
    marks = [start for start, _ in read_chapters(out)]
    assert marks == pytest.approx(starts(parts)[:4], abs=0.05)
    assert bells.rings(bells.heard(out), marks[3]) == pytest.approx(BELL, abs=0.002)


def test_the_form_is_what_audiobook_players_want(ten: Path) -> None:
    """The brand, AAC-LC in one channel, its table of contents first."""
    head = ten.read_bytes()
    assert head[4:12] == b"ftypM4B "
    assert head.index(b"moov") < head.index(b"mdat")
    info: Any = MP4(ten).info
    assert (info.codec, info.channels, info.sample_rate) == ("mp4a.40.2", 1, 44_100)


def test_the_same_pieces_give_the_same_file(tmp_path: Path, pieces: Pieces) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    assert bind(named(first, 4), pieces).read_bytes() == bind(named(second, 4), pieces).read_bytes()


def test_the_same_sound_gives_the_same_piece(tmp_path: Path) -> None:
    wav = tmp_path / "a.wav"
    bells.chapter(wav, 1)
    m4b.encode(wav, tmp_path / "a.m4a", "")
    m4b.encode(wav, tmp_path / "b.m4a", "")
    assert (tmp_path / "a.m4a").read_bytes() == (tmp_path / "b.m4a").read_bytes()


def test_a_piece_is_filtered(tmp_path: Path, pieces: Pieces) -> None:
    """The filters are applied, and the length stays."""
    wav, piece = tmp_path / "a.wav", tmp_path / "a.m4a"
    length = bells.chapter(wav, SECONDS[0])
    m4b.encode(wav, piece, "volume=-6.02dB")
    soft, loud = bells.heard(piece), bells.heard(pieces[0][0])
    assert abs(soft).max() / abs(loud).max() == pytest.approx(0.5, abs=0.05)
    assert len(soft) / 44_100 == pytest.approx(length, abs=m4b.FRAME / m4b.RATE)


def test_a_cover_is_put_in_as_it_is(tmp_path: Path, pieces: Pieces) -> None:
    cover = tmp_path / "cover.jpg"
    cover.write_bytes(jpeg())
    tags: Any = MP4(bind(named(tmp_path, 2), pieces[:2], cover)).tags
    (found,) = tags["covr"]
    assert bytes(found) == cover.read_bytes()
    assert found.imageformat == found.FORMAT_JPEG
