from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import imageio_ffmpeg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from fic_audio.errors import OutputError
from fic_audio.model import Metadata
from fic_audio.shelf.audio.mp3 import Place, is_of, tag
from tests.factories import NARRATORS, PROMISES

STORY = replace(PROMISES, rating="PG", published="", year="2008-10-31")
PLACE = Place("Chapter 3", 3, 12)


@pytest.fixture(scope="session")
def silent_mp3(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A second of silence, encoded as chapters are."""
    path = tmp_path_factory.mktemp("mp3") / "silent.mp3"
    source = ["-f", "lavfi", "-i", "anullsrc=r=44100:cl=mono", "-t", "1"]
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *source]
    subprocess.run([*ffmpeg, "-b:a", "96k", str(path)], check=True)
    return path.read_bytes()


@pytest.fixture
def mp3(tmp_path: Path, silent_mp3: bytes) -> Path:
    path = tmp_path / "003.mp3"
    path.write_bytes(silent_mp3)
    return path


def read(path: Path) -> dict[str, str]:
    """The tags by frame, as a reader that converts nothing sees them."""
    return {key: str(frame) for key, frame in ID3(path, translate=False).items()}


def test_the_tags_are_what_players_read(mp3: Path) -> None:
    """Every frame of the standard carries its value, several values joined by "; "."""
    tag(mp3, STORY, PLACE, NARRATORS)
    assert read(mp3) == {
        "TIT2": "Chapter 3",
        "TIT3": "Naruto",
        "TALB": "Promises",
        "TPE1": "salt & pepper; Ino",
        "TPE2": "salt & pepper; Ino",
        "TCOM": "Ada; Kip; Moss",
        "TRCK": "3/12",
        "TPOS": "1/1",
        "TCON": "Audiobook; Fan Fiction",
        "TYER": "2008",
        "TCOP": "2008 salt & pepper; Ino",
        "TPUB": "Archive of Our Own",
        "TLAN": "eng",
        "TIT1": "Team Seven #2",
        "MVNM": "Team Seven",
        "MVIN": "2",
        "TENC": "fic-audio",
        "TSOA": "Team Seven 02 - Promises",
        "COMM::eng": "He promised.\nShe waited.",
        "WOAS": "https://archiveofourown.org/works/1?%C3%B8=1",
        "TXXX:SERIES": "Team Seven",
        "TXXX:SERIES-PART": "2",
        "TXXX:FANDOM": "Naruto",
        "TXXX:RATING": "PG",
        "TXXX:RELATIONSHIP": "Naruto x Sakura",
        "TXXX:WARNINGS": "angst; rubble",
        "TXXX:NARRATION": "synthetic speech",
    }


def test_the_tag_is_of_the_version_old_players_know(mp3: Path) -> None:
    """ID3v2.3 in UTF-16, without padding, unsynchronisation or a tag at the end of the file."""
    tag(mp3, STORY, PLACE, NARRATORS)
    tags = ID3(mp3, translate=False)
    assert tags.version == (2, 3, 0)
    assert {frame.encoding for key, frame in tags.items() if key != "WOAS"} == {1}
    raw = mp3.read_bytes()
    assert raw[5] == 0
    assert raw[-128:-125] != b"TAG"
    size = sum(byte << 7 * place for place, byte in enumerate(reversed(raw[6:10])))
    assert raw[10 + size] == 0xFF


def test_the_sound_stays_as_it_was(mp3: Path, silent_mp3: bytes) -> None:
    """Tagging changes no byte of the audio, and tagging again gives the same file."""
    tag(mp3, STORY, PLACE, NARRATORS)
    once = mp3.read_bytes()
    tag(mp3, STORY, PLACE, NARRATORS)
    assert mp3.read_bytes() == once
    sound = silent_mp3[silent_mp3.index(b"\xff\xfb") :]
    assert once.endswith(sound)
    assert MP3(mp3).info.length == pytest.approx(1, abs=0.1)


def test_what_the_story_does_not_say_is_left_out(mp3: Path) -> None:
    """A story with nothing but a title has no empty frames."""
    tag(mp3, Metadata(title="Promises"), PLACE, ["Ada"])
    assert sorted(read(mp3)) == sorted(
        ["TIT2", "TALB", "TCOM", "TRCK", "TPOS", "TCON", "TENC", "TXXX:NARRATION"]
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://", "not one", "http://[", "x" * 9]
)
def test_only_addresses_of_the_web_are_links(mp3: Path, url: str) -> None:
    """What a story calls its address becomes a link only if it is http or https."""
    tag(mp3, replace(STORY, url=url), PLACE, NARRATORS)
    assert "WOAS" not in read(mp3)


def test_values_are_cleaned_and_bounded(mp3: Path) -> None:
    """Control characters and halves of characters go, and what has no end is given one."""
    tag(mp3, Metadata(title="A\x00B\x1b\ud800C\nD", summary="x" * 9999), PLACE, NARRATORS)
    tags = read(mp3)
    assert tags["TALB"] == "ABC D"
    assert len(tags["COMM::eng"]) == 4000


texts = st.text(max_size=40)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=texts, authors=st.lists(texts), url=texts, series=texts, part=texts, year=texts)
def test_any_metadata_can_be_written(mp3: Path, **values: object) -> None:
    """Nothing a story says of itself keeps its file from being tagged and read again."""
    tag(mp3, Metadata(**values), PLACE, NARRATORS)  # type: ignore[arg-type]
    assert read(mp3)["TIT2"] == "Chapter 3"


def test_our_own_files_are_known_again(mp3: Path) -> None:
    """A file of this story is told from one of another story, by another hand, or untagged."""
    assert not is_of(mp3, STORY)
    tag(mp3, STORY, PLACE, NARRATORS)
    assert is_of(mp3, STORY)
    assert not is_of(mp3, replace(STORY, authors=("somebody else",)))


def test_a_file_that_is_gone_is_an_output_error(tmp_path: Path) -> None:
    """What can't be tagged is said with its path."""
    with pytest.raises(OutputError, match="can't be tagged"):
        tag(tmp_path / "none" / "x.mp3", STORY, PLACE, NARRATORS)


@pytest.mark.parametrize(
    ("language", "code"), [("zh-TW", "zho"), ("Français", "fra"), ("fr", "fra"), ("nb", "nob")]
)
def test_the_language_is_three_letters(mp3: Path, language: str, code: str) -> None:
    """ID3 takes ISO 639-2."""
    tag(mp3, Metadata(title="Promises", language=language), PLACE, ["Ada"])
    assert read(mp3)["TLAN"] == code


def test_the_cover_is_embedded_once(mp3: Path) -> None:
    """Tagging twice leaves one front cover: the last, byte for byte."""
    tag(mp3, STORY, PLACE, NARRATORS, cover=b"\xff\xd8old")
    tag(mp3, STORY, PLACE, NARRATORS, cover=b"\xff\xd8new")
    tags = ID3(mp3, translate=False)
    (picture,) = tags.getall("APIC")
    assert tags.version == (2, 3, 0)
    assert (picture.data, picture.mime, picture.type) == (b"\xff\xd8new", "image/jpeg", 3)


def test_a_player_finds_the_cover_in_the_file(mp3: Path, tmp_path: Path) -> None:
    """What is embedded comes out of another program's reading as it went in."""
    jpeg = tmp_path / "red.jpg"
    run = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y"]
    red = ["-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1"]
    subprocess.run([*run, *red, str(jpeg)], check=True)
    tag(mp3, STORY, PLACE, NARRATORS, cover=jpeg.read_bytes())
    found = tmp_path / "found.jpg"
    subprocess.run([*run, "-i", str(mp3), "-map", "0:v", "-c", "copy", str(found)], check=True)
    assert found.read_bytes() == jpeg.read_bytes()


def test_replaygain_tells_what_was_measured(mp3: Path) -> None:
    """The gain leads to -18 LUFS; the peak is a share of full scale."""
    tag(mp3, STORY, PLACE, NARRATORS, lufs=-19.0, peak=-6.0)
    tags = read(mp3)
    assert tags["TXXX:REPLAYGAIN_TRACK_GAIN"] == "+1.00 dB"
    assert float(tags["TXXX:REPLAYGAIN_TRACK_PEAK"]) == pytest.approx(0.501187)
    tag(mp3, STORY, PLACE, NARRATORS, lufs=-15.5)
    assert read(mp3)["TXXX:REPLAYGAIN_TRACK_GAIN"] == "-2.50 dB"


def test_silence_has_no_replaygain(mp3: Path) -> None:
    """A file without loudness gets no gain that would be infinite."""
    tag(mp3, STORY, PLACE, NARRATORS, lufs=float("-inf"), peak=float("-inf"))
    assert not [key for key in read(mp3) if "REPLAYGAIN" in key]
