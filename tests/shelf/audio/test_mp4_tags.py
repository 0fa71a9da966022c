from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.mp4 import MP4

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Metadata
from fic_audio.shelf.audio import embedded_cover
from fic_audio.shelf.audio.mp4_tags import is_of, tag
from tests.factories import NARRATORS, PROMISES, jpeg
from tests.shelf import bells
from tests.shelf.bells import HOSTILE

OWN = "----:com.apple.iTunes:"


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("m4b") / "silent.m4b"
    source = ("-f", "lavfi", "-i", "anullsrc=r=44100:cl=mono", "-t", "0.1")
    ffmpeg((*source, "-movflags", "+faststart", "-brand", "M4B ", "-f", "mp4", path))
    return path.read_bytes()


@pytest.fixture
def m4b(tmp_path: Path, silent: bytes) -> Path:
    path = tmp_path / "Promises.m4b"
    path.write_bytes(silent)
    return path


def read(path: Path) -> dict[str, object]:
    """The tags by atom: of text the first value, else what is there."""
    tags: Any = MP4(path).tags
    return {key: _value(value) for key, value in tags.items() if key != "covr"}


def _value(value: Any) -> object:
    first = value[0] if isinstance(value, list) else value
    return first.decode() if isinstance(first, bytes) else first


def test_the_tags_are_what_players_read(m4b: Path) -> None:
    """Every atom of the standard carries its value, several values joined by "; "."""
    tag(m4b, PROMISES, NARRATORS, None)
    assert read(m4b) == {
        "©nam": "Promises",
        "©alb": "Promises",
        "©ART": "salt & pepper; Ino",
        "aART": "salt & pepper; Ino",
        "©wrt": "Ada; Kip; Moss",
        "©nrt": "Ada; Kip; Moss",
        "©gen": "Audiobook; Fan Fiction",
        "©day": "2008",
        "©pub": "Archive of Our Own",
        "©grp": "Team Seven #2",
        "©mvn": "Team Seven",
        "©mvi": 2,
        "©too": "fic-audio",
        "©cmt": "He promised.\nShe waited.",
        "desc": "He promised.\nShe waited.",
        "ldes": "He promised.\nShe waited.",
        "cprt": "2008 salt & pepper; Ino",
        "soal": "Team Seven 02 - Promises",
        "stik": 2,
        "pgap": True,
        "rtng": 1,
        "shwm": 1,
        OWN + "SERIES": "Team Seven",
        OWN + "SERIES-PART": "2",
        OWN + "SUBTITLE": "Naruto",
        OWN + "LANGUAGE": "eng",
        OWN + "FANDOM": "Naruto",
        OWN + "RATING": "Mature",
        OWN + "RELATIONSHIP": "Naruto x Sakura",
        OWN + "WARNINGS": "angst; rubble",
        OWN + "PUBLISHED": "2008-10-31",
        OWN + "ITUNESADVISORY": "1",
        OWN + "NARRATION": "synthetic speech",
        OWN + "URL": "https://archiveofourown.org/works/1?%C3%B8=1",
    }


def test_what_the_story_does_not_say_is_left_out(m4b: Path) -> None:
    """A story with nothing but a title has no empty atoms, and is not marked as explicit."""
    tag(m4b, Metadata("Promises"), ["Ada"], None)
    texts = {"©nam", "©alb", "©wrt", "©nrt", "©gen", "©too"}
    assert set(read(m4b)) == {*texts, "stik", "pgap", OWN + "NARRATION"}


def test_tagging_again_leaves_nothing_of_before(m4b: Path) -> None:
    tag(m4b, PROMISES, NARRATORS, embedded_cover.describe_picture(jpeg()))
    tag(m4b, Metadata("Promises"), ["Ada"], None)
    once = m4b.read_bytes()
    tag(m4b, Metadata("Promises"), ["Ada"], None)
    assert m4b.read_bytes() == once
    assert b"Team Seven" not in once
    assert "covr" not in (MP4(m4b).tags or {})


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_cover_is_marked_as_what_it_is(m4b: Path, kind: str) -> None:
    data = jpeg(300, kind=kind)
    tag(m4b, PROMISES, NARRATORS, embedded_cover.describe_picture(data))
    tags: Any = MP4(m4b).tags
    (cover,) = tags["covr"]
    assert bytes(cover) == data
    assert cover.imageformat == {"JPEG": cover.FORMAT_JPEG, "PNG": cover.FORMAT_PNG}[kind]


@pytest.mark.parametrize("text", [*HOSTILE, "y" * 200])
def test_words_come_back_as_they_were(m4b: Path, text: str) -> None:
    """In every atom of text."""
    story = replace(
        PROMISES, title=text, authors=(text,), series=text, summary=text, fandoms=(text,)
    )
    tag(m4b, story, [text], None)
    tags = read(m4b)
    for name in ("©nam", "©alb", "©ART", "aART", "©wrt", "desc", "ldes", "©cmt", "©mvn"):
        assert tags[name] == text
    for name in ("SERIES", "SUBTITLE"):
        assert tags[OWN + name] == text


def test_values_are_cleaned_and_bounded(m4b: Path) -> None:
    """Control characters and halves of characters go, and what has no end is given one."""
    tag(m4b, Metadata("A\x00B\x1b\ud800C\nD", ("x" * 9999,), summary="x" * 9999), [], None)
    tags = read(m4b)
    assert tags["©nam"] == "ABC D"
    assert len(str(tags["aART"])) == 1000
    assert len(str(tags["ldes"])) == 4000


texts = st.text(max_size=40)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=texts, authors=st.lists(texts), url=texts, series=texts, part=texts, year=texts)
def test_any_metadata_can_be_written(m4b: Path, **values: object) -> None:
    """Nothing a story says of itself keeps its file from being tagged and read again."""
    tag(m4b, Metadata(**values), ["Ada"], None)  # type: ignore[arg-type]
    assert read(m4b)["stik"] == 2


def test_our_own_files_are_known_again(m4b: Path, tmp_path: Path) -> None:
    """A file of this story is told from one of another story, by another hand, or untagged."""
    assert not is_of(m4b, PROMISES)
    tag(m4b, PROMISES, NARRATORS, None)
    assert is_of(m4b, PROMISES)
    assert not is_of(m4b, replace(PROMISES, authors=("somebody else",)))
    assert not is_of(m4b, replace(PROMISES, title="another"))
    assert not is_of(tmp_path / "gone.m4b", PROMISES)


def test_a_file_that_is_gone_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"gone\.m4b: can't be tagged"):
        tag(tmp_path / "gone.m4b", PROMISES, NARRATORS, None)


@pytest.mark.skipif(not shutil.which("AtomicParsley"), reason="AtomicParsley is missing")
def test_atomicparsley_reads_the_tags(m4b: Path) -> None:
    tag(m4b, PROMISES, NARRATORS, embedded_cover.describe_picture(jpeg()))
    told = bells.tool("AtomicParsley", m4b, "-t")
    for line in (
        'Atom "stik" contains: Audiobook',
        'Atom "rtng" contains: Explicit Content',
        'Atom "pgap" contains: true',
        'Atom "aART" contains: salt & pepper; Ino',
        'Atom "soal" contains: Team Seven 02 - Promises',
        'Atom "covr" contains: 1 piece of artwork',
        'Atom "----" [com.apple.iTunes;SERIES-PART] contains: 2',
    ):
        assert line in told


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is missing")
@pytest.mark.parametrize("text", [text for text in HOSTILE if text != "\\"])
def test_ffprobe_reads_the_tags(m4b: Path, text: str) -> None:
    """As Audiobookshelf asks for them; the cover is a picture to it."""
    story = replace(PROMISES, title=text, authors=(text,), series=text)
    tag(m4b, story, [text], embedded_cover.describe_picture(jpeg()))
    told = bells.probe(m4b)
    tags = told["format"]["tags"]
    for name in ("title", "album", "artist", "album_artist", "composer", "SERIES"):
        assert tags[name] == text
    assert tags["SERIES-PART"] == "2"
    assert tags["date"] == "2008"
    assert tags["description"] == "He promised.\nShe waited."
    (cover,) = [stream for stream in told["streams"] if stream["disposition"]["attached_pic"]]
    assert cover["codec_name"] == "mjpeg"
    assert cover["width"] == 1400


@pytest.mark.skipif(not shutil.which("mediainfo"), reason="mediainfo is missing")
def test_mediainfo_reads_the_tags(m4b: Path) -> None:
    tag(m4b, PROMISES, NARRATORS, embedded_cover.describe_picture(jpeg()))
    told = json.loads(bells.tool("mediainfo", "--Output=JSON", m4b))
    general = told["media"]["track"][0]
    assert general["Title"] == "Promises"
    assert general["ContentType"] == "Audiobook"
    assert general["Rating"] == "Explicit"
    assert general["Cover"] == "Yes"
