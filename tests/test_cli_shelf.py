"""The shelf's commands, on files that `produce` has made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from fic_audio.shelf import book
from fic_audio.shelf.book import Book
from tests.commands import SILENT, Fic, Ran

ALL = ("m4b", "opus", "captions", "html", "epub")
FORMATS = tuple(word for form in ALL for word in ("--format", form))
BASE = "https://example.org/road/"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


def serial(*chapters: tuple[str, str]) -> str:
    parts = (f"Chapter {n}: {title}\n\n{text}\n" for n, (title, text) in enumerate(chapters, 1))
    return "\n".join(("Title: The Long Road\nAuthor: Aki\n", *parts))


CHAPTERS = [
    (
        title,
        f'"Is it {title.lower()}?" Mina asked. She looked {title.lower()} at the map.\n\n'
        f'"It is," Tom said. "The road is long, and {title.lower()} is where it ends."',
    )
    for title in ("Far", "Near", "Here", "There", "Home", "Beyond", "After")
]


@pytest.fixture
def road(fic: Fic) -> Fic:
    """Five chapters with all that can go with them, and a feed."""
    Path("road.txt").write_text(serial(*CHAPTERS[:5]))
    made = fic("produce", "road.txt", *SILENT, *FORMATS)
    assert made.code == 0, made.err
    return fic


SPOKEN = ("--engine", "pyttsx3")


@pytest.fixture
def spoken(fic: Fic) -> Fic:
    """Two chapters that are heard, with all that can go with them."""
    Path("road.txt").write_text(serial(*CHAPTERS[:2]))
    made = fic("produce", "road.txt", *SPOKEN, *FORMATS)
    assert made.code == 0, made.err
    return fic


FOLDER = Path("audio/The Long Road")


def shelf() -> Book:
    return book.load(FOLDER)


def items() -> list[ET.Element]:
    return ET.parse(FOLDER / "feed.xml").getroot().findall("channel/item")


def test_the_files_of_a_whole_story_are_told(fic: Fic) -> None:
    """After those of its chapters; and so when there is nothing to do."""
    Path("road.txt").write_text(serial(*CHAPTERS[:1]))
    told = fic("produce", "road.txt", *SILENT, *FORMATS).out
    names = [Path(line).name for line in told.splitlines()]
    assert names[1:] == ["read-along.html", "The Long Road.m4b", "The Long Road.epub"]
    assert fic("produce", "road.txt", *SILENT, *FORMATS).out == told
    as_json = json.loads(fic("produce", "road.txt", *SILENT, *FORMATS, "--json").out)
    assert as_json["also"] == told.splitlines()[1:]


@pytest.mark.parametrize("name", ["The Long Road.m4b", "read-along.html", "metadata.json"])
def test_check_misses_what_was_made(road: Fic, name: str) -> None:
    (FOLDER / name).unlink()
    ran = road("check", str(FOLDER))
    assert ran.code == 6
    assert f"{name} " in ran.out
    assert "is not there; run produce again" in ran.out


def test_everything_that_was_asked_for_stands_there(road: Fic) -> None:
    names = {path.name for path in FOLDER.iterdir()}
    assert {"cover.jpg", "metadata.json", "read-along.html"} < names
    assert {"The Long Road.m4b", "The Long Road.epub"} < names
    for number, (title, _) in enumerate(CHAPTERS[:5], 1):
        stem = f"{number:03} - Chapter {number} - {title}"
        assert {f"{stem}{suffix}" for suffix in (".mp3", ".opus", ".vtt", ".srt", ".lrc")} < names


def test_check_finds_nothing_wrong_but_the_silence(road: Fic) -> None:
    """The silence engine's files have no loudness; all else is as players want it."""
    ran = road("check", str(FOLDER), "--json")
    told = json.loads(ran.out.splitlines()[0])
    wrong = {each["what"] for each in told["verdicts"] if not each["ok"]}
    assert wrong <= {"loudness", "sound", "tail", "head"}, ran.out


def test_check_passes_what_was_spoken(fic: Fic) -> None:
    Path("road.txt").write_text(serial(*CHAPTERS[:2]))
    fic("produce", "road.txt", "--engine", "pyttsx3", *FORMATS)
    fic("feed", str(FOLDER), "--url", BASE)
    ran = fic("check", str(FOLDER), "-v")
    assert ran.code == 0, ran.out + ran.err


def test_check_tells_what_is_broken_and_ends_with_six(road: Fic) -> None:
    path = shelf().path(shelf().episodes[1])
    path.write_bytes(path.read_bytes()[:-20_000])
    ran = road("check", str(FOLDER))
    assert ran.code == 6
    assert path.name in ran.out
    assert "fault" in ran.err


def told_to(ran: Ran) -> str:
    """The command that an error ends with."""
    return ran.err[ran.err.index("fic-audio produce") :].strip()


def test_what_is_damaged_is_made_again_in_all_its_formats(spoken: Fic) -> None:
    (FOLDER / "The Long Road.m4b").write_bytes(b"no book")
    told = told_to(spoken("check", str(FOLDER)))
    formats = " ".join(f"--format {form}" for form in ("m4b", "epub", "html", "captions", "opus"))
    assert told == f"fic-audio produce STORY --again {formats} and the options used before"
    words = told.removesuffix(" and the options used before").replace("STORY", "road.txt").split()
    spoken(*words[1:], *SPOKEN)
    assert spoken("check", str(FOLDER)).code == 0


def test_what_is_missing_is_made_without_the_rest(spoken: Fic) -> None:
    (FOLDER / "The Long Road.m4b").unlink()
    told = told_to(spoken("check", str(FOLDER)))
    assert "--again" not in told
    assert "--format m4b" in told


def test_an_old_chapter_alone_needs_no_command(spoken: Fic) -> None:
    shutil.copy(shelf().path(shelf().episodes[0]), FOLDER / "009 - Old.mp3")
    ran = spoken("check", str(FOLDER))
    assert ran.code == 6
    assert "delete it" in ran.out
    assert "produce" not in ran.err


def test_check_of_no_story_is_told(fic: Fic) -> None:
    Path("empty").mkdir()
    ran = fic("check", "empty")
    assert ran.code == 6
    assert "holds no finished story" in ran.err


def test_the_cover_is_in_every_file(road: Fic) -> None:
    cover = (FOLDER / "cover.jpg").read_bytes()
    for episode in shelf().episodes:
        assert [each.data for each in ID3(shelf().path(episode)).getall("APIC")] == [cover]
    assert MP4(FOLDER / "The Long Road.m4b").tags["covr"]


def test_another_cover_changes_tags_and_not_the_sound(road: Fic) -> None:
    from PIL import Image

    Image.new("RGB", (300, 500), "navy").save("mine.png")
    path = shelf().path(shelf().episodes[0])
    before = path.read_bytes()
    ran = road("produce", "road.txt", *SILENT, *FORMATS, "--cover", "mine.png", "--json")
    assert all(file["kept"] for file in json.loads(ran.out.splitlines()[0])["files"])
    (cover,) = ID3(path).getall("APIC")
    assert cover.data == (FOLDER / "cover.jpg").read_bytes()
    assert path.read_bytes()[-50_000:] == before[-50_000:]


@pytest.mark.parametrize("data", [b"", b"no picture"])
def test_a_cover_that_is_no_picture_is_told(fic: Fic, data: bytes) -> None:
    Path("mine.png").write_bytes(data)
    ran = fic("produce", "kettle.txt", *SILENT, "--cover", "mine.png")
    assert ran.code == 6
    assert "mine.png" in ran.err
    assert not list(fic.folder.rglob("*.mp3"))


def test_a_librarys_layout(fic: Fic) -> None:
    Path("road.txt").write_text("Series: Roads\nPart: 2\n" + serial(*CHAPTERS[:1]))
    ran = fic("produce", "road.txt", *SILENT, "--layout", "audiobookshelf")
    assert ran.out.startswith("audio/Aki/Roads/")


def test_a_post_tells_length_and_voices(road: Fic) -> None:
    ran = road("produce", "road.txt", *SILENT, *FORMATS, "--post")
    post = (FOLDER / "post.html").read_text()
    assert str(FOLDER / "post.html") in ran.out
    assert "The Long Road" in post
    assert "0-10 Minutes" in post


def test_a_feed_stands_beside_the_files(road: Fic) -> None:
    ran = road("feed", str(FOLDER), "--url", BASE)
    assert ran.out == f"{FOLDER}/feed.xml\n"
    for item, episode in zip(items(), shelf().episodes, strict=True):
        enclosure = item.find("enclosure")
        assert enclosure is not None
        assert enclosure.get("length") == str(shelf().path(episode).stat().st_size)
        assert item.findtext("guid") == episode.guid


def test_a_feed_needs_an_address_of_the_web(road: Fic) -> None:
    ran = road("feed", str(FOLDER), "--url", "file:///etc")
    assert ran.code == 2
    assert not (FOLDER / "feed.xml").exists()


def grow(fic: Fic) -> list[int]:
    """Five chapters become seven, one of them edited and another renamed; the numbers of those
    that were voiced or put together anew."""
    edited = (CHAPTERS[1][0], CHAPTERS[1][1] + "\n\nThen it rained.")
    renamed = ("Over There", CHAPTERS[3][1])
    now = [CHAPTERS[0], edited, CHAPTERS[2], renamed, *CHAPTERS[4:]]
    Path("longer.txt").write_text(serial(*now))
    ran = fic("update", str(FOLDER), "longer.txt", "--json")
    assert ran.code == 0, ran.err
    files = json.loads(ran.out.splitlines()[0])["files"]
    return [file["number"] for file in files if not file["kept"]]


@pytest.fixture
def silent(fic: Fic) -> None:
    Path("fic-audio.toml").write_text('engine = "silence"\n')


@pytest.mark.usefixtures("silent")
def test_a_serial_grows(road: Fic) -> None:
    """Untouched chapters are not made again, but for the last one, which closes no more."""
    road("feed", str(FOLDER), "--url", BASE)
    before = shelf()
    assert grow(road) == [2, 4, 5, 6, 7]
    after = shelf()
    assert [each.guid for each in after.episodes[:5]] == [each.guid for each in before.episodes]
    assert [each.made for each in after.episodes[:5]] == [each.made for each in before.episodes]
    assert after.voices == before.voices
    untouched = [before.path(before.episodes[n]) for n in (0, 2)]
    assert all(path.is_file() for path in untouched)


@pytest.mark.usefixtures("silent")
def test_what_was_renamed_leaves_nothing_behind(road: Fic) -> None:
    grow(road)
    names = {path.name for path in FOLDER.iterdir()}
    assert not [name for name in names if "Chapter 4 - There" in name]
    assert "004 - Chapter 4 - Over There.mp3" in names
    hidden = {path.name for path in (FOLDER / ".fic-audio").iterdir()}
    assert not [name for name in hidden if "Chapter 4 - There" in name]


@pytest.mark.usefixtures("silent")
def test_feed_and_m4b_follow(road: Fic) -> None:
    road("feed", str(FOLDER), "--url", BASE, "--private")
    grow(road)
    assert [item.findtext(f"{ITUNES}episode") for item in items()] == [*"1234567"]
    assert len(MP4(FOLDER / "The Long Road.m4b").chapters or ()) == 7
    channel = ET.parse(FOLDER / "feed.xml").getroot().find("channel")
    assert channel is not None
    assert channel.findtext(f"{ITUNES}block") == "Yes"


@pytest.mark.usefixtures("silent")
def test_the_track_count_is_right_in_chapters_that_were_not_made_again(road: Fic) -> None:
    grow(road)
    assert [str(ID3(shelf().path(each))["TRCK"]) for each in shelf().episodes] == [
        f"{number}/7" for number in range(1, 8)
    ]


@pytest.mark.usefixtures("silent")
def test_an_unchanged_serial_is_left_alone(road: Fic) -> None:
    road("update", str(FOLDER), "road.txt")
    before = {path: path.stat().st_mtime_ns for path in FOLDER.iterdir()}
    assert road("update", str(FOLDER), "road.txt").code == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.usefixtures("silent")
def test_a_chapter_that_is_gone_takes_its_files_along(road: Fic) -> None:
    Path("shorter.txt").write_text(serial(*CHAPTERS[:3]))
    ran = road("update", str(FOLDER), "shorter.txt")
    assert "removed: 5" in ran.err
    assert len(list(FOLDER.glob("*.mp3"))) == 3
    assert not list(FOLDER.glob("*Home*"))


@pytest.mark.usefixtures("silent")
def test_an_update_with_another_story_is_refused(road: Fic) -> None:
    ran = road("update", str(FOLDER), "kettle.txt")
    assert ran.code == 6
    assert 'holds "The Long Road"' in ran.err
    assert len(list(FOLDER.glob("*.mp3"))) == 5


@pytest.mark.usefixtures("silent")
def test_a_story_with_another_title_is_the_same_by_force(road: Fic) -> None:
    text = serial(*CHAPTERS[:5]).replace("Title: The Long Road", "Title: The Longer Road")
    Path("renamed.txt").write_text(text)
    assert road("update", str(FOLDER), "renamed.txt").code == 6
    assert road("update", str(FOLDER), "renamed.txt", "--force").code == 0
    assert shelf().metadata.title == "The Longer Road"
    assert str(ID3(shelf().path(shelf().episodes[0]))["TALB"]) == "The Longer Road"
