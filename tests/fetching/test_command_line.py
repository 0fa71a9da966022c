"""Stories by their address, and serials that grow there, at the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from fic_audio import fetching
from fic_audio.page.read import read
from fic_audio.shelf.manifest import load
from tests.commands import SILENT, Fic
from tests.fetching.sites import ADDRESS, CHAPTERS, OTHER, Answer, Site

FOLDER = Path("audio/The Long Road")
BOOK = FOLDER / "story/The Long Road.epub"


@pytest.fixture
def road(fic: Fic, site: Site, monkeypatch: pytest.MonkeyPatch) -> Fic:
    """A story of three chapters that was fetched, and may be asked again at once."""
    monkeypatch.setattr(fetching, "FRESH", 0.0)
    Path("fic-audio.toml").write_text('engine = "silence"\n')
    site.put(CHAPTERS[:3])
    made = fic("produce", ADDRESS)
    assert made.code == 0, made.err
    site.log.clear()
    return fic


def times() -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in FOLDER.glob("*.mp3")}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (665, "after you say that you are willing to see it"),
        (666, "there is no such story at test1.com"),
        (667, "chapter 2 of 9"),
        (668, "never asks for a password"),
    ],
)
def test_failures_of_a_fetch(fic: Fic, number: int, words: str) -> None:
    """One sentence, with the version of FanFicFare; nothing is made."""
    ran = fic("produce", f"http://test1.com?sid={number}", *SILENT)
    assert ran.code == 3
    assert ran.err.split("\n")[-2].startswith(f"fic-audio: http://test1.com?sid={number}: ")
    assert words in ran.err
    assert f"FanFicFare {fetching.find_version()}" in ran.err
    assert "Traceback" not in ran.err
    assert not Path("audio").exists()


def test_the_option_for_a_yes_is_named(fic: Fic) -> None:
    assert "--adult" in fic("produce", "http://test1.com?sid=665", *SILENT).err
    assert fic("cast", "http://test1.com?sid=665", "--adult").code == 0


class Typed(StringIO):
    """What a reader types at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("n\n", 3)])
def test_a_reader_at_a_terminal_is_asked(
    fic: Fic, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    monkeypatch.setattr("sys.stdin", Typed(typed))
    ran = fic("script", "http://test1.com?sid=711")
    assert ran.code == code
    assert "Are you willing to see it?" in ran.err
    assert bool(ran.out) is not code


def test_the_book_is_beside_the_audio(road: Fic) -> None:
    """Where library servers pass it over."""
    assert len(read(BOOK).chapters) == 3
    assert (BOOK.parent / ".ignore").is_file()
    assert len(load(FOLDER).episodes) == 3


def test_the_folders_of_a_library(fic: Fic, site: Site) -> None:
    site.put(CHAPTERS[:1])
    made = fic("produce", ADDRESS, "--layout", "audiobookshelf", *SILENT)
    assert made.code == 0
    assert Path("audio/Aki/The Long Road/story/The Long Road.epub").is_file()


def test_a_story_is_fetched_once_for_several_commands(fic: Fic, site: Site) -> None:
    site.put(CHAPTERS[:1])
    assert fic("cast", ADDRESS).code == 0
    asked = len(site.log)
    ran = fic("produce", ADDRESS, *SILENT)
    assert ran.code == 0
    assert "ago, so not fetched again" in ran.err
    assert len(site.log) == asked


def test_new_chapters_are_fetched_and_spoken(road: Fic, site: Site) -> None:
    """And no others; but the closing credits leave the chapter that was the last."""
    site.put(CHAPTERS[:5])
    ran = road("update", FOLDER, "--json")
    assert ran.code == 0, ran.err
    assert "new: 4, There" in ran.err
    assert [path[-1] for path in site.paths] == ["1", "4", "5"]
    files = json.loads(ran.out)["files"]
    assert [file["kept"] for file in files] == [True, True, False, False, False]
    assert "edited" not in ran.err
    assert len(read(BOOK.with_stem("The Long Road (before)")).chapters) == 3


def test_nothing_is_spoken_where_nothing_is_new(road: Fic, site: Site) -> None:
    before = times()
    ran = road("update", FOLDER)
    assert ran.code == 0
    assert len(site.log) == 1
    assert times() == before


def test_an_edited_chapter(road: Fic, site: Site) -> None:
    """Is seen when all are fetched again."""
    before = times()
    site.put([CHAPTERS[0], ("Near", "<p>It was nearer than they thought.</p>"), CHAPTERS[2]])
    assert "edited" not in road("update", FOLDER).err
    ran = road("update", FOLDER, "--again")
    assert "edited: 2" in ran.err
    changed = {name for name, time in times().items() if time != before[name]}
    assert len(changed) == 1


def test_what_was_taken_down_stays(road: Fic, site: Site) -> None:
    site.put(CHAPTERS[:2])
    ran = road("update", FOLDER)
    assert "no longer in the story, kept" in ran.err
    assert len(times()) == 3


def test_a_story_that_was_taken_down_stays(road: Fic, site: Site) -> None:
    site.pages.clear()
    ran = road("update", FOLDER)
    assert ran.code == 3
    assert "there is no such story" in ran.err
    assert len(times()) == 3
    assert BOOK.is_file()


def test_another_story_is_noticed(road: Fic, site: Site) -> None:
    """Before its book takes the place of this one's."""
    book = BOOK.read_bytes()
    site.put(CHAPTERS[:4], OTHER, "The Short Road")
    ran = road("update", FOLDER, OTHER)
    assert ran.code == 6
    assert 'is "The Short Road" by Aki' in ran.err
    assert "--force" in ran.err
    assert BOOK.read_bytes() == book


def test_an_update_by_another_address(road: Fic, site: Site) -> None:
    """A story may move."""
    site.put(CHAPTERS[:4], OTHER)
    ran = road("update", FOLDER, OTHER)
    assert ran.code == 0
    assert "new: 4" in ran.err


def write_road(count: int) -> None:
    header = f"Title: The Old Road\nAuthor: Mo\nSource: {OTHER}\n"
    parts = (
        f"Chapter {number}: {title}\n\nThey walked {title.lower()}.\n"
        for number, (title, _) in enumerate(CHAPTERS[:count], 1)
    )
    Path("road.txt").write_text("\n".join((header, *parts)))


def test_every_serial_in_a_folder(road: Fic, site: Site) -> None:
    """Each has its line: those that were fetched are, the others are read where they were."""
    write_road(1)
    assert road("produce", "road.txt").code == 0
    write_road(3)
    site.put(CHAPTERS[:4])
    ran = road("update", "--all", "audio")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == ["The Long Road: 1 new", "The Old Road: 2 new"]
    again = road("update", "--all", "audio", "--delay", "0.001")
    assert again.out.splitlines() == ["The Long Road: nothing new", "The Old Road: nothing new"]


def test_one_that_fails_stops_no_other(road: Fic, site: Site) -> None:
    write_road(1)
    assert road("produce", "road.txt").code == 0
    write_road(2)
    site.pages.clear()
    ran = road("update", "--all", "audio")
    assert ran.code == 3
    assert ran.out.splitlines() == ["The Old Road: 1 new"]
    assert "The Long Road: http://www.psychfic.com/viewstory.php?sid=12: there is no" in ran.err
    assert "1 of 2 stories could not be updated" in ran.err


def test_quiet_timetables_tell_failures_alone(road: Fic, site: Site) -> None:
    ran = road("update", "--all", "audio", "-q")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    site.pages.clear()
    ran = road("update", "--all", "audio", "-q")
    assert (ran.code, ran.out) == (3, "")
    assert "there is no such story" in ran.err


def test_a_yes_is_not_asked_for_again(road: Fic, site: Site) -> None:
    """Whoever has the audio has given it; an update asks the site once more, and then remembers."""
    warning = Answer("<html><body>By clicking this link, you acknowledge it.</body></html>")
    site.put(CHAPTERS[:4], suffix="&warning=4")
    site.pages["/viewstory.php?sid=12&index=1"] = warning
    assert road("update", FOLDER).code == 0
    site.log.clear()
    assert road("update", FOLDER).code == 0
    assert site.paths == ["/viewstory.php?sid=12&index=1&warning=4"]


def test_a_file_that_is_gone(road: Fic) -> None:
    write_road(1)
    assert road("produce", "road.txt").code == 0
    Path("road.txt").unlink()
    ran = road("update", "--all", "audio")
    assert ran.code == 3
    assert "The Old Road: its file is not where it was" in ran.err


def test_the_files_of_one_story_are_all_read(road: Fic) -> None:
    """One that was made of several files is not taken for the first of them."""
    Path("1.txt").write_text("Chapter 1: One\n\nThey left.\n")
    Path("2.txt").write_text("Chapter 2: Two\n\nThey came back.\n")
    assert road("produce", "1.txt", "2.txt", "--as-one", "-o", "other").code == 0
    assert road("update", "--all", "other").out.endswith(": nothing new\n")


def test_a_story_that_is_complete_is_not_asked(road: Fic, site: Site) -> None:
    index = site.pages["/viewstory.php?sid=12&index=1"]
    index.body = index.body.replace("</span> No<", "</span> Yes<")
    assert road("update", FOLDER).code == 0
    site.log.clear()
    assert road("update", "--all", "audio").out == (
        "The Long Road: complete, so not asked (--again asks)\n"
    )
    assert site.log == []


def test_a_file_that_names_its_address_is_not_fetched_unasked(road: Fic, site: Site) -> None:
    """The reader gave a file; only an update without one fetches."""
    write_road(1)
    assert road("produce", "road.txt").code == 0
    road("update", "audio/The Old Road", "road.txt")
    road("update", "--all", "audio")
    assert not any("sid=13" in path for path in site.paths)
    road("update", "audio/The Old Road")
    assert any("sid=13" in path for path in site.paths)


def test_a_folder_without_stories(fic: Fic) -> None:
    Path("empty").mkdir()
    ran = fic("update", "--all", "empty")
    assert ran.code == 2
    assert "no finished story in it" in ran.err


def test_options_that_contradict(fic: Fic) -> None:
    assert fic("update", "--all", "audio", "kettle.txt").code == 2


def test_neither_address_nor_file(fic: Fic) -> None:
    assert fic("produce", "kettle.txt", *SILENT).code == 0
    Path("kettle.txt").unlink()
    ran = fic("update", "audio/The Kettle")
    assert ran.code == 2
    assert "neither the story's address nor its file is known" in ran.err


def test_the_doctor_names_the_version(fic: Fic, monkeypatch: pytest.MonkeyPatch) -> None:
    version = fetching.find_version()
    assert f"FanFicFare {version}" in fic("doctor").out
    monkeypatch.setattr(fetching, "find_version", lambda: "")
    assert "pip install 'fic-audio[fetch]'" in fic("doctor").out


ALONE = """
import sys

def look(event, arguments):
    fetching = event == "subprocess.Popen" and "fic_audio.fetching" in str(arguments)
    if fetching or event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise RuntimeError(f"{event}: {arguments}")

sys.addaudithook(look)
from fic_audio.cli import main
main()
"""


def test_nothing_is_asked_without_an_address(fic: Fic, site: Site) -> None:
    """Though the stories name theirs: sockets and fetches are refused, and nothing is missed."""
    write_road(2)
    Path("fic-audio.toml").write_text('engine = "silence"\n')
    commands = (
        ["script", "road.txt"],
        ["cast", "road.txt"],
        ["produce", "road.txt"],
        ["update", "audio/The Old Road", "road.txt"],
        ["update", "--all", "audio"],
    )
    for words in commands:
        command = [sys.executable, "-c", ALONE, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    command = [sys.executable, "-c", ALONE, "script", ADDRESS]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "subprocess.Popen" in refused.stderr
    assert site.log == []
