"""The book in the folder tells what stands there, and what is heard when."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Kind, Ms
from fic_audio.production.chapter_matching import match_chapters
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import CREDITS, ChapterFile, Manifest
from tests.running import KETTLE, produce

TEXT = """Title: Steam
Author: Aki

“Is the *kettle* on?” Mina asked. She looked at Dr. Tom, who had 3 cups, and then she said no more.

“It is not,” Tom said.
"""


def shelf(story: Path) -> Manifest:
    (folder,) = (story.parent / "audio").iterdir()
    return manifest.load(folder)


@pytest.fixture
def steam(tmp_path: Path) -> Path:
    path = tmp_path / "steam.txt"
    path.write_text(TEXT)
    return path


def test_the_written_words_are_told_and_not_the_spoken_ones(steam: Path) -> None:
    produce(steam)
    made = shelf(steam)
    told = " ".join(line.text for line in made.lines(made.episodes[0]) if line.paragraph >= 0)
    assert told == " ".join(TEXT.partition("\n\n")[2].replace("*", "").split())


def test_who_says_it_and_what_it_is_are_told(steam: Path) -> None:
    produce(steam)
    made = shelf(steam)
    lines = made.lines(made.episodes[0])
    said = {line.text: line for line in lines}
    assert (said["“It is not,”"].speaker, said["“It is not,”"].kind) == (
        "Dr. Tom",
        Kind.DIALOGUE,
    )
    assert said["Tom said."].speaker == "narrator"
    assert lines[0].paragraph == lines[-1].paragraph == CREDITS
    assert set(made.voices) == {"narrator", "Mina", "Dr. Tom"}


def test_each_line_is_heard_where_the_book_says(steam: Path) -> None:
    """In the finished MP3 there is sound from its start to its end, and silence between two."""
    produce(steam, engine="pyttsx3")
    made = shelf(steam)
    raw = ("-ac", "1", "-ar", "8000", "-f", "s16le", "pipe:1")
    pcm, _ = ffmpeg(("-i", made.path(made.episodes[0]), *raw))
    sound = np.abs(np.frombuffer(pcm, "<i2").astype(float))
    lines = made.lines(made.episodes[0])
    assert len(sound) / 8 == pytest.approx(made.episodes[0].length, abs=60)

    def loudest(start: float, end: float) -> float:
        return float(sound[round(start * 8) : round(end * 8)].max())

    for line, following in zip(lines, [*lines[1:], None], strict=True):
        assert loudest(line.start, line.start + 150) > 500
        assert loudest(line.end - 150, line.end) > 300
        if following:
            assert loudest(line.end + 20, following.start - 20) < 60


def test_a_run_for_some_chapters_keeps_the_others_in_the_book(story: Path) -> None:
    produce(story, chapters={1})
    assert [each.number for each in shelf(story).episodes] == [1]
    produce(story, chapters={3})
    assert [each.number for each in shelf(story).episodes] == [1, 3]


def test_a_changed_chapter_keeps_its_guid_and_its_date(story: Path) -> None:
    produce(story)
    before = shelf(story)
    story.write_text(KETTLE.replace("tea", "cocoa"))
    produce(story)
    assert [(each.guid, each.made) for each in shelf(story).episodes] == [
        (each.guid, each.made) for each in before.episodes
    ]


def test_no_two_chapters_share_a_guid(story: Path) -> None:
    produce(story)
    guids = {episode.guid for episode in shelf(story).episodes}
    assert len(guids) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode here")
def test_a_story_named_by_no_unicode_has_a_book(tmp_path: Path) -> None:
    """Its title is its file's name."""
    path = tmp_path / os.fsdecode(b"kett\xffle.txt")
    path.write_text("She put the kettle on.\n")
    produce(path)
    assert len(shelf(path).episodes) == 1


def test_a_chapter_without_its_lines_is_made_again(story: Path) -> None:
    produce(story)
    made = shelf(story)
    gone = manifest.lines_file(made.folder, made.episodes[1].file)
    gone.unlink()
    assert [file.kept for file in produce(story).files] == [True, False, True]
    assert gone.is_file()


EPISODES = tuple(ChapterFile(n, t, f"{n}.mp3", Ms(1), text=t * 2) for n, t in enumerate("abc", 1))


def test_a_moved_chapter_is_known_by_its_text() -> None:
    found = match_chapters(EPISODES, ["new", "aa", "bb", "cc"], ["x", "y", "z", "w"])
    assert {number: each.title for number, each in found.items()} == {1: "a", 2: "b", 3: "c"}


def test_an_edited_chapter_is_known_by_its_title_and_a_renamed_one_by_its_text() -> None:
    found = match_chapters(EPISODES, ["aa", "edited", "cc"], ["a", "b", "renamed"])
    assert [found[number].title for number in range(3)] == ["a", "b", "c"]


def test_a_chapter_both_edited_and_renamed_is_known_by_its_place() -> None:
    found = match_chapters(EPISODES, ["aa", "edited", "cc"], ["a", "renamed", "c"])
    assert found[1] == EPISODES[1]


def test_a_number_is_no_title() -> None:
    """Of chapters in the midst of which one went, each keeps its own."""
    names = ("1: Rain", "2: Snow", "3: Hail", "4: Wind")
    before = [ChapterFile(n, f"Chapter {t}", "x", Ms(1), text=t) for n, t in enumerate(names, 1)]
    titles = ["Chapter 1: Rain", "Chapter 2: Hail", "Chapter 3: Wind"]
    found = match_chapters(before, ["edited", "edited too", "and this"], titles)
    assert [found[number].number for number in range(3)] == [1, 3, 4]


def test_a_chapter_keeps_its_guid_when_one_before_it_goes(story: Path) -> None:
    """The number in its heading is not what it is."""
    chapters = [f"Chapter {n}\n\nShe drank cup {n} of her tea, and was glad.\n" for n in (1, 2, 3)]
    story.write_text("Title: Tea\n\n" + "\n".join(chapters))
    produce(story)
    before = shelf(story)
    story.write_text("Title: Tea\n\n" + chapters[0] + "\n" + chapters[2].replace("3", "2", 1))
    produce(story)
    after = shelf(story).episodes
    assert [each.guid for each in after] == [each.guid for each in before.episodes]
    assert [bool(each.gone) for each in after] == [False, True, False]


def test_a_heading_is_told_without_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "steam.md"
    path.write_text("# Steam\n\n## Rain\n\nIt rained.\n\n## Snow ##\n\nIt snowed.\n")
    produce(path)
    made = shelf(path)
    told = [line.text for each in made.episodes for line in made.lines(each)]
    assert {"Rain", "Snow"} <= set(told)
    assert not any("#" in text for text in told)


def test_what_was_removed_is_nobodys() -> None:
    found = match_chapters(EPISODES, ["aa", "cc"], ["a", "c"])
    assert set(found.values()) == {EPISODES[0], EPISODES[2]}
    assert replace(EPISODES[1]) not in found.values()
