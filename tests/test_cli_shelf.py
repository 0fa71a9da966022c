"""The shelf's commands, on files that `produce` has made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from fic_audio.model import Ms
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import Manifest
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


def shelf() -> Manifest:
    return manifest.load(FOLDER)


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
    assert "no finished story here" in ran.err


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


SILENCE = {"loudness", "sound", "tail", "head"}
"""What `check` finds in files of the silence engine."""


def wrong(fic: Fic, folder: Path = FOLDER) -> set[tuple[str, str]]:
    """What `check` finds but for the silence."""
    told = json.loads(fic("check", str(folder), "--json").out.splitlines()[0])
    bad = [each for each in told["verdicts"] if not each["ok"] and each["what"] not in SILENCE]
    return {(each["file"], each["what"]) for each in bad}


def update(fic: Fic, *chapters: int, more: tuple[str, ...] = ()) -> Ran:
    """With a file that holds these chapters, by their numbers."""
    parts = (f"Chapter {n}: {CHAPTERS[n - 1][0]}\n\n{CHAPTERS[n - 1][1]}\n" for n in chapters)
    Path("now.txt").write_text("\n".join(("Title: The Long Road\nAuthor: Aki\n", *parts)))
    ran = fic("update", str(FOLDER), "now.txt", *more)
    assert ran.code == 0, ran.err
    return ran


@pytest.mark.usefixtures("silent")
def test_what_the_author_took_down_is_kept_and_marked(road: Fic) -> None:
    """Five chapters, then a file with three, then one with only the sixth: all six are there."""
    road("feed", str(FOLDER), "--url", BASE)
    before = {each.guid: shelf().path(each).read_bytes()[-9000:] for each in shelf().episodes}
    ran = update(road, 1, 3, 5)
    assert "kept (--remove removes it): 2, Chapter 2: Near" in ran.err
    update(road, 6)
    episodes = shelf().episodes
    assert [each.number for each in episodes] == [1, 2, 3, 4, 5, 6]
    assert [bool(each.gone) for each in episodes] == [False, True, False, True, False, False]
    for each in episodes[:5]:
        assert shelf().path(each).read_bytes()[-9000:] == before[each.guid]
    marked = ["Taken down" in (item.findtext("description") or "") for item in items()]
    assert marked == [bool(each.gone) for each in episodes]
    assert len(MP4(FOLDER / "The Long Road.m4b").chapters or ()) == 6
    page = (FOLDER / "read-along.html").read_text()
    assert all(title in page for title, _ in CHAPTERS[:6])
    assert len(json.loads((FOLDER / "metadata.json").read_text())["chapters"]) == 6
    assert wrong(road) == set()


@pytest.mark.usefixtures("silent")
def test_chapters_that_are_the_same_are_not_made_again(road: Fic) -> None:
    ran = update(road, 1, 2, 3, more=("--json",))
    told = json.loads(ran.out.splitlines()[0])
    assert all(file["kept"] for file in told["files"])
    assert [each["number"] for each in told["taken_down"]] == [4, 5]


@pytest.mark.usefixtures("silent")
def test_a_chapter_that_comes_back_is_marked_no_more(road: Fic) -> None:
    update(road, 1, 2, 3)
    update(road, 1, 2, 3, 4, 5)
    assert not any(each.gone for each in shelf().episodes)


@pytest.mark.usefixtures("silent")
def test_what_is_removed_takes_its_files_along(road: Fic) -> None:
    update(road, 1, 2, 3)
    ran = update(road, 1, 2, 3, more=("--remove",))
    assert "removed: 5" in ran.err
    assert len(list(FOLDER.glob("*.mp3"))) == 3
    assert not [path for path in FOLDER.rglob("*") if "Home" in path.name]
    assert wrong(road) == set()


@pytest.mark.usefixtures("silent")
def test_a_file_with_the_new_chapter_alone_removes_nothing(road: Fic) -> None:
    update(road, 6, more=("--remove",))
    assert len(list(FOLDER.glob("*.mp3"))) == 6


@pytest.mark.usefixtures("silent")
def test_a_chapter_that_is_kept_moves_with_all_its_files(road: Fic) -> None:
    update(road, 1, 2, 3)
    text = Path("now.txt").read_text()
    prologue = "Prologue\n\nLong before, a fox had crossed that road, and nobody saw it.\n\n"
    Path("front.txt").write_text(text.replace("Chapter 1", f"{prologue}Chapter 1", 1))
    ran = road("update", str(FOLDER), "front.txt")
    assert "foreign" not in ran.err
    assert "does not belong to the story any more" not in ran.err
    kept = shelf().episodes[5]
    assert (kept.number, kept.file) == (6, "006 - Chapter 5 - Home.mp3")
    assert str(ID3(shelf().path(kept))["TRCK"]) == "6/6"
    assert not list(FOLDER.rglob("005 - Chapter 5*"))
    assert wrong(road) == set()


@pytest.mark.usefixtures("silent")
def test_produce_into_the_folder_deletes_nothing_either(road: Fic) -> None:
    update(road, 1, 2)
    Path("road.txt").write_text(Path("now.txt").read_text())
    ran = road("produce", "road.txt", *FORMATS)
    assert ran.code == 0, ran.err
    assert [bool(each.gone) for each in shelf().episodes] == [False, False, True, True, True]
    assert len(list(FOLDER.glob("*.mp3"))) == 5


@pytest.mark.usefixtures("silent")
def test_a_form_that_is_asked_for_later_holds_what_is_kept(fic: Fic) -> None:
    """The master of a chapter that was taken down is gone: its MP3 serves."""
    Path("road.txt").write_text(serial(*CHAPTERS[:3]))
    fic("produce", "road.txt")
    update(fic, 1, 2)
    Path("road.txt").write_text(Path("now.txt").read_text())
    ran = fic("produce", "road.txt", *FORMATS)
    assert ran.code == 0, ran.err
    assert len(MP4(FOLDER / "The Long Road.m4b").chapters or ()) == 3
    assert len(list(FOLDER.glob("*.opus"))) == 3
    assert wrong(fic) == set()


@pytest.mark.usefixtures("silent")
def test_who_speaks_in_kept_chapters_alone_keeps_a_voice(road: Fic) -> None:
    voices = dict(shelf().voices)
    Path("now.txt").write_text(
        "Title: The Long Road\nAuthor: Aki\n\nChapter 6: Away\n\n"
        '"And who are you?" asked Berta. Berta laughed.\n'
    )
    road("update", str(FOLDER), "now.txt")
    assert {name: shelf().voices[name] for name in ("Mina", "Tom")} == {
        name: voices[name] for name in ("Mina", "Tom")
    }


@pytest.mark.usefixtures("silent")
def test_a_folder_is_not_given_to_another_story_of_its_title(road: Fic) -> None:
    Path("other.txt").write_text("Title: The Long Road\nAuthor: Bo\n\nChapter 9\n\nIt rained.\n")
    ran = road("produce", "other.txt")
    assert ran.code == 6
    assert 'the folder of "The Long Road" by Aki' in ran.err
    assert len(shelf().episodes) == 5


LIBRARY = Path("audio/Aki/The Long Road")
APART = ("--layout", "audiobookshelf")


@pytest.fixture
def library(fic: Fic) -> Fic:
    Path("fic-audio.toml").write_text('engine = "silence"\n')
    Path("road.txt").write_text(serial(*CHAPTERS[:2]))
    made = fic("produce", "road.txt", *FORMATS, *APART)
    assert made.code == 0, made.err
    return fic


def test_a_library_finds_one_kind_of_sound(library: Fic) -> None:
    """The folder of the others tells it to pass over them."""
    sound = {".mp3", ".m4b", ".opus"}
    assert {path.suffix for path in LIBRARY.iterdir()} & sound == {".mp3"}
    others = {path.name for path in (LIBRARY / "other formats").iterdir()}
    assert {".ignore", "The Long Road.m4b", "001 - Chapter 1 - Far.opus"} <= others
    assert wrong(library, LIBRARY) == set()
    (LIBRARY / "other formats" / "The Long Road.m4b").unlink()
    assert ("other formats/The Long Road.m4b", "file") in wrong(library, LIBRARY)


def test_a_library_is_brought_up_to_date(library: Fic) -> None:
    Path("road.txt").write_text(serial(*CHAPTERS[:3]))
    ran = library("update", str(LIBRARY), "road.txt")
    assert ran.code == 0, ran.err
    assert not [*LIBRARY.glob("*.m4b"), *LIBRARY.glob("*.opus")]
    apart = LIBRARY / "other formats"
    assert len(MP4(apart / "The Long Road.m4b").chapters or ()) == 3
    assert len(list(apart.glob("*.opus"))) == 3
    assert "nothing has changed" in library("update", str(LIBRARY), "road.txt").err


def test_a_library_of_an_older_program_is_put_in_order(fic: Fic) -> None:
    """Sound that stands beside the MP3s goes where the others are."""
    Path("fic-audio.toml").write_text('engine = "silence"\n')
    Path("road.txt").write_text(serial(*CHAPTERS[:2]))
    fic("produce", "road.txt", *FORMATS, "-o", "audio/Aki")
    assert list(LIBRARY.glob("*.opus"))
    ran = fic("produce", "road.txt", *FORMATS, *APART)
    assert ran.code == 0, ran.err
    assert not [*LIBRARY.glob("*.m4b"), *LIBRARY.glob("*.opus")]
    assert wrong(fic, LIBRARY) == set()


def test_lyrics_are_in_the_files_where_they_are_asked_for(fic: Fic) -> None:
    Path("road.txt").write_text(serial(*CHAPTERS[:2]))
    fic("produce", "road.txt", *SILENT, "--format", "m4b", "--format", "opus")
    assert not ID3(shelf().path(shelf().episodes[0])).getall("USLT")
    wanted = ("--format", "m4b", "--format", "opus", "--format", "lyrics")
    fic("produce", "road.txt", *SILENT, *wanted)
    (text,) = ID3(shelf().path(shelf().episodes[0])).getall("USLT")
    assert '"Is it far?" Mina asked. She looked far at the map.' in text.text
    (whole,) = MP4(FOLDER / "The Long Road.m4b")["©lyr"]
    assert '"It is," Tom said.' in whole
    assert "near is where it ends" in whole
    opus = OggOpus(shelf().path(shelf().episodes[0], ".opus"))
    assert "far is where it ends" in opus["lyrics"][0]


@pytest.mark.parametrize("size", [(8000, 8000), (30_000, 2000)])
def test_a_named_cover_that_is_too_large_is_told(fic: Fic, size: tuple[int, int]) -> None:
    from PIL import Image

    Image.new("1", size).save("huge.png")
    ran = fic("produce", "kettle.txt", *SILENT, "--cover", "huge.png")
    assert ran.code == 4
    assert "huge.png" in ran.err
    assert not list(fic.folder.rglob("*.mp3"))


def test_a_named_cover_of_many_bytes_is_not_even_read(fic: Fic) -> None:
    with Path("huge.jpg").open("wb") as file:
        file.truncate(3_000_000_000)
    ran = fic("produce", "kettle.txt", *SILENT, "--cover", "huge.jpg")
    assert (ran.code, ran.out) == (4, "")
    assert "3000 MB" in ran.err


def test_chapters_are_counted_in_the_order_they_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever finishes first is the first, from however many threads."""
    from fic_audio.cli.progress import Lines
    from fic_audio.events import ChapterFinished, StoryStarted
    from fic_audio.results import AudioFile

    lines, road = Lines(), Path("road.txt")
    lines.show(StoryStarted(road, "Road", Path("Road"), 9, 3))
    for number in (2, 1, 3):
        path = Path(f"{number:03d}.mp3")
        lines.show(ChapterFinished(road, AudioFile(path, number, "", Ms(1))))
    shown = capsys.readouterr().err.splitlines()
    assert [line.split()[:2] for line in shown] == [
        ["1/3", "002.mp3"],
        ["2/3", "001.mp3"],
        ["3/3", "003.mp3"],
    ]


@pytest.mark.usefixtures("silent")
def test_an_update_with_another_story_is_refused(road: Fic) -> None:
    ran = road("update", str(FOLDER), "kettle.txt")
    assert ran.code == 6
    assert 'the folder of "The Long Road"' in ran.err
    assert len(list(FOLDER.glob("*.mp3"))) == 5


@pytest.mark.usefixtures("silent")
def test_a_story_with_another_title_is_the_same_by_force(road: Fic) -> None:
    text = serial(*CHAPTERS[:5]).replace("Title: The Long Road", "Title: The Longer Road")
    Path("renamed.txt").write_text(text)
    assert road("update", str(FOLDER), "renamed.txt").code == 6
    assert road("update", str(FOLDER), "renamed.txt", "--force").code == 0
    assert shelf().metadata.title == "The Longer Road"
    assert str(ID3(shelf().path(shelf().episodes[0]))["TALB"]) == "The Longer Road"
