from __future__ import annotations

import shutil
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.flac import Picture
from mutagen.oggopus import OggOpus

from fic_audio.errors import OutputError
from fic_audio.model import Metadata
from fic_audio.shelf.audio import opus
from fic_audio.shelf.audio.opus import is_of, tag
from fic_audio.shelf.audio.tags import Place
from tests.factories import NARRATORS, PROMISES, jpeg
from tests.shelf import bells
from tests.shelf.bells import BELL, HOSTILE

PLACE = Place("Chapter 3", 3, 12)
SECONDS = 2.013


@pytest.fixture(scope="module")
def ringing(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("opus")
    bells.chapter(folder / "a.wav", SECONDS)
    opus.encode(folder / "a.wav", folder / "a.opus", "alimiter=limit=0.9:level=false:latency=true")
    return (folder / "a.opus").read_bytes()


@pytest.fixture
def chapter(tmp_path: Path, ringing: bytes) -> Path:
    path = tmp_path / "003 - x.opus"
    path.write_bytes(ringing)
    return path


def read(path: Path) -> dict[str, str]:
    """The comments; none comes twice."""
    tags: Any = OggOpus(path).tags
    assert all(len(values) == 1 for values in tags.as_dict().values())
    return {name: values[0] for name, values in tags.as_dict().items()}


def test_the_sound_is_as_long_as_the_wav_and_where_it_was(chapter: Path) -> None:
    """What the encoder puts before it is skipped."""
    sound = bells.heard(chapter, 48_000)
    assert len(sound) / 48_000 == pytest.approx(SECONDS, abs=0.001)
    assert bells.rings(sound, 0, 48_000) == pytest.approx(BELL, abs=0.002)


def test_the_form_is_what_telephones_want(chapter: Path) -> None:
    """Ogg Opus in one channel, and no gain in its head."""
    info: Any = OggOpus(chapter).info
    assert info.channels == 1
    head = chapter.read_bytes()
    at = head.index(b"OpusHead")
    assert head[at + 16 : at + 18] == b"\0\0"


def test_more_bits_make_a_larger_file(tmp_path: Path) -> None:
    wav = tmp_path / "a.wav"
    bells.chapter(wav, 2)
    sizes = []
    for bitrate in (16, 64):
        opus.encode(wav, tmp_path / "a.opus", "", bitrate)
        sizes.append((tmp_path / "a.opus").stat().st_size)
    assert sizes[0] < sizes[1]


def test_the_same_sound_gives_the_same_file(tmp_path: Path, ringing: bytes) -> None:
    bells.chapter(tmp_path / "b.wav", SECONDS)
    limiter = "alimiter=limit=0.9:level=false:latency=true"
    opus.encode(tmp_path / "b.wav", tmp_path / "b.opus", limiter)
    assert (tmp_path / "b.opus").read_bytes() == ringing


def test_the_tags_are_what_players_read(chapter: Path) -> None:
    """Every comment carries its value, several values joined by "; "; none is of loudness."""
    tag(chapter, PROMISES, PLACE, NARRATORS)
    assert read(chapter) == {
        "title": "Chapter 3",
        "subtitle": "Naruto",
        "album": "Promises",
        "artist": "salt & pepper; Ino",
        "albumartist": "salt & pepper; Ino",
        "composer": "Ada; Kip; Moss",
        "performer": "Ada; Kip; Moss",
        "tracknumber": "3",
        "tracktotal": "12",
        "discnumber": "1",
        "disctotal": "1",
        "genre": "Audiobook; Fan Fiction",
        "date": "2008",
        "description": "He promised.\nShe waited.",
        "copyright": "2008 salt & pepper; Ino",
        "organization": "Archive of Our Own",
        "language": "eng",
        "grouping": "Team Seven #2",
        "albumsort": "Team Seven 02 - Promises",
        "encoded-by": "fic-audio",
        "url": "https://archiveofourown.org/works/1?%C3%B8=1",
        "series": "Team Seven",
        "series-part": "2",
        "fandom": "Naruto",
        "rating": "Mature",
        "relationship": "Naruto x Sakura",
        "warnings": "angst; rubble",
        "published": "2008-10-31",
        "itunesadvisory": "1",
        "narration": "synthetic speech",
    }


def test_what_the_story_does_not_say_is_left_out(chapter: Path) -> None:
    tag(chapter, Metadata(title="Promises"), PLACE, ["Ada"])
    titles = {"title", "album", "composer", "performer", "genre", "encoded-by", "narration"}
    assert set(read(chapter)) == titles | {"tracknumber", "tracktotal", "discnumber", "disctotal"}


def test_a_cover_is_put_in_as_it_is(chapter: Path) -> None:
    """As the front cover, with its size."""
    data = jpeg()
    tag(chapter, PROMISES, PLACE, NARRATORS, data)
    found = Picture(b64decode(read(chapter)["metadata_block_picture"]))
    assert found.data == data
    assert (found.type, found.mime, found.width, found.height) == (3, "image/jpeg", 1400, 1400)


def test_a_cover_that_is_no_picture_is_told(chapter: Path) -> None:
    """And the file stays as it was."""
    before = chapter.read_bytes()
    with pytest.raises(
        OutputError, match=r"003 - x\.opus: can't be tagged: the cover can't be read"
    ):
        tag(chapter, PROMISES, PLACE, NARRATORS, b"no picture")
    assert chapter.read_bytes() == before


def test_the_sound_stays_as_it_was(chapter: Path) -> None:
    """Tagging changes nothing of what is heard, and tagging again gives the same file."""
    before = bells.heard(chapter).tobytes()
    tag(chapter, PROMISES, PLACE, NARRATORS, jpeg())
    once = chapter.read_bytes()
    tag(chapter, PROMISES, PLACE, NARRATORS, jpeg())
    assert chapter.read_bytes() == once
    assert bells.heard(chapter).tobytes() == before


@pytest.mark.parametrize("text", [*HOSTILE, "y" * 200])
def test_words_come_back_as_they_were(chapter: Path, text: str) -> None:
    story = replace(PROMISES, title=text, authors=(text,), series=text, summary=text)
    tag(chapter, story, replace(PLACE, title=text), [text])
    tags = read(chapter)
    for name in ("title", "album", "artist", "albumartist", "composer", "series", "description"):
        assert tags[name] == text


def test_values_are_cleaned_and_bounded(chapter: Path) -> None:
    tag(chapter, Metadata("A\x00B\x1b\ud800C\nD", summary="x" * 9999), PLACE, [])
    tags = read(chapter)
    assert tags["album"] == "ABC D"
    assert len(tags["description"]) == 4000


texts = st.text(max_size=40)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=texts, authors=st.lists(texts), url=texts, series=texts, part=texts, year=texts)
def test_any_metadata_can_be_written(chapter: Path, **values: object) -> None:
    """Nothing a story says of itself keeps its file from being tagged and read again."""
    tag(chapter, Metadata(**values), PLACE, ["Ada"])  # type: ignore[arg-type]
    assert read(chapter)["title"] == "Chapter 3"


def test_our_own_files_are_known_again(chapter: Path, tmp_path: Path) -> None:
    """A file of this story is told from one of another story, by another hand, or untagged."""
    assert not is_of(chapter, PROMISES)
    tag(chapter, PROMISES, PLACE, NARRATORS)
    assert is_of(chapter, PROMISES)
    assert not is_of(chapter, replace(PROMISES, authors=("somebody else",)))
    assert not is_of(chapter, replace(PROMISES, title="another"))
    assert not is_of(tmp_path / "gone.opus", PROMISES)


def test_a_file_that_is_gone_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"gone\.opus: can't be tagged"):
        tag(tmp_path / "gone.opus", PROMISES, PLACE, NARRATORS)


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is missing")
@pytest.mark.parametrize("text", HOSTILE)
def test_ffprobe_reads_the_tags(chapter: Path, text: str) -> None:
    """As Audiobookshelf asks for them; the cover is a picture to it."""
    story = replace(PROMISES, title=text, authors=(text,))
    tag(chapter, story, replace(PLACE, title=text), [text], jpeg())
    sound, cover = bells.probe(chapter)["streams"]
    tags = {name.lower(): value for name, value in sound["tags"].items()}
    for name in ("title", "album", "artist", "album_artist", "composer"):
        assert tags[name] == text
    assert (tags["track"], tags["date"]) == ("3", "2008")
    assert (sound["codec_name"], sound["channels"]) == ("opus", 1)
    assert (cover["codec_name"], cover["width"]) == ("mjpeg", 1400)


@pytest.mark.skipif(not shutil.which("opusinfo"), reason="opusinfo is missing")
def test_opusinfo_finds_nothing_wrong(chapter: Path) -> None:
    tag(chapter, PROMISES, PLACE, NARRATORS, jpeg())
    told = bells.tool("opusinfo", chapter)
    assert "WARNING" not in told
    assert "ERROR" not in told
    assert "Channels: 1" in told
    assert "may cause problems" not in told
    assert "ALBUMARTIST=salt & pepper; Ino".casefold() in told.casefold()
