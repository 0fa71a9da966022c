from __future__ import annotations

import json
import shutil
from itertools import accumulate, cycle, islice
from pathlib import Path
from typing import Any

import pytest
from mutagen.mp4 import MP4

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Metadata
from fic_audio.shelf import book, m4b
from fic_audio.shelf.book import Book
from fic_audio.shelf.check.m4b import nero, read_chapters
from fic_audio.shelf.check.opened import open_mp4
from tests.shelf import bells
from tests.shelf.bells import BELL, HOSTILE

STORY = Metadata("Kettle & <Co>", ("Aki", "Ino"), rating="Explicit", language="en-GB")
SECONDS = (2.013, 3.5, 1.777, 2.3001)
NEAR = 0.013
"""Half a frame, and the millisecond that lists count in."""
Pieces = list[tuple[Path, float]]

ffprobe = pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is missing")
mediainfo = pytest.mark.skipif(not shutil.which("mediainfo"), reason="mediainfo is missing")
parsley = pytest.mark.skipif(not shutil.which("AtomicParsley"), reason="AtomicParsley is missing")


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    """Chapters in AAC and their lengths in seconds."""
    folder = tmp_path_factory.mktemp("pieces") / '-a: b\'s "c" %d'
    folder.mkdir()
    made = []
    for seconds in SECONDS:
        wav, piece = folder / f"{seconds}.wav", folder / f"{seconds}.m4a"
        made.append((piece, bells.chapter(wav, seconds)))
        m4b.encode(wav, piece, "volume=0dB,alimiter=limit=0.9:level=false:latency=true")
    return made


def many(pieces: Pieces, count: int) -> Pieces:
    return list(islice(cycle(pieces), count))


def bind(whole: Book, parts: Pieces, cover: Path | None = None) -> Path:
    out = whole.folder / "The Kettle: a = 1.m4b"
    m4b.bind(whole, [piece for piece, _ in parts], cover, out)
    return out


def titles(count: int) -> list[str]:
    return [f"Cup {number}" for number in range(1, count + 1)]


def named(folder: Path, count: int) -> Book:
    return bells.shelved(folder, STORY, *titles(count))


def starts(parts: Pieces) -> list[float]:
    return [0.0, *accumulate(length for _, length in parts)]


@pytest.fixture
def ten(tmp_path: Path, pieces: Pieces) -> Path:
    return bind(named(tmp_path, 10), many(pieces, 10))


@pytest.fixture(scope="module")
def hundreds(tmp_path_factory: pytest.TempPathFactory, pieces: Pieces) -> Path:
    return bind(named(tmp_path_factory.mktemp("hundreds"), 300), many(pieces, 300))


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


@pytest.mark.parametrize(("count", "lists"), [(255, 255), (256, 0)])
def test_neros_list_is_written_as_long_as_it_can_be_full(
    tmp_path: Path, pieces: Pieces, count: int, lists: int
) -> None:
    out = bind(named(tmp_path, count), many(pieces[2:3], count))
    assert len(nero(open_mp4(out))) == lists
    assert len(read_chapters(out)) == count


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
    assert len(soft) / 44_100 == pytest.approx(length, abs=0.001)


def test_a_cover_is_put_in_as_it_is(tmp_path: Path, pieces: Pieces) -> None:
    cover = tmp_path / "cover.jpg"
    cover.write_bytes(bells.jpeg())
    tags: Any = MP4(bind(named(tmp_path, 2), pieces[:2], cover)).tags
    (found,) = tags["covr"]
    assert bytes(found) == cover.read_bytes()
    assert found.imageformat == found.FORMAT_JPEG


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
    assert [path.name for path in tmp_path.iterdir()] == [book.FOLDER]


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
    with pytest.raises(OutputError, match=r"001 - Water\.m4a: is .*; run produce again"):
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


@ffprobe
def test_ffprobe_reads_all_chapters(hundreds: Path) -> None:
    """And no gap between two of them; they cover the file."""
    told = bells.probe(hundreds)
    chapters = told["chapters"]
    assert [chapter["tags"]["title"] for chapter in chapters] == titles(300)
    assert chapters[0]["start"] == 0
    ends = [chapter["end_time"] for chapter in chapters]
    assert [chapter["start_time"] for chapter in chapters[1:]] == ends[:-1]
    length = float(told["format"]["duration"])
    assert float(ends[-1]) == pytest.approx(length, abs=0.002)
    assert told["streams"][0]["tags"]["language"] == "eng"


@mediainfo
def test_mediainfo_shows_both_lists(ten: Path) -> None:
    told = json.loads(bells.tool("mediainfo", "--Output=JSON", ten))
    tracks = told["media"]["track"]
    menus = [track["extra"] for track in tracks if track["@type"] == "Menu"]
    assert [list(menu.values())[-10:] for menu in menus] == [titles(10)] * 2
    assert tracks[0]["Format_Profile"] == "Apple audio with iTunes position"


@mediainfo
def test_mediainfo_shows_three_hundred_chapters(hundreds: Path) -> None:
    told = json.loads(bells.tool("mediainfo", "--Output=JSON", hundreds))
    (menu,) = [track for track in told["media"]["track"] if track["@type"] == "Menu"]
    assert list(menu["extra"].values())[-300:] == titles(300)


@parsley
def test_atomicparsley_finds_the_table_first(ten: Path, hundreds: Path) -> None:
    """And a list by Nero only where it can hold all."""
    small, large = (bells.tool("AtomicParsley", path, "-T", "1") for path in (ten, hundreds))
    for tree in (small, large):
        assert tree.index("Atom moov") < tree.index("Atom mdat")
        assert "Atom chap" in tree
    assert "Atom chpl" in small
    assert "Atom chpl" not in large
