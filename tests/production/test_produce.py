from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from filelock import FileLock
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

import fic_audio.production as way
from fic_audio import voices
from fic_audio.config import Config, Part
from fic_audio.errors import EngineError, OutputError, StoryError, UsageError
from fic_audio.events import ChapterFinished, Event, LineSpoken, StoryStarted
from fic_audio.page.read import read
from fic_audio.production import chapter, runner
from tests.running import KETTLE, plan, produce

BOOK = ".fic-audio"


def spoken(story: Path, config: Config) -> list[list[str]]:
    """The texts of each chapter's cues."""
    script = way.write_script(read(story), config)
    parts = way.cast_script(script, config, voices.load())
    return [[cue.text for cue in cues] for cues in way.write_cues(script, parts, config)]


def decodes(path: Path) -> bool:
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path), "-f", "null", "-"]
    told = subprocess.run(ffmpeg, capture_output=True, text=True, check=False)
    return told.returncode == 0 and not told.stderr


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_story_becomes_tagged_files(story: Path) -> None:
    """One whole MP3 a chapter, numbered, tagged, as long as told; nothing else is left behind."""
    made = produce(story)
    folder = story.parent / "audio" / "The Kettle"
    assert names(folder) == [
        BOOK,
        "001 - Chapter 1 - Cold.mp3",
        "002 - Chapter 2 - Warm.mp3",
        "003 - Chapter 3 - Hot.mp3",
        "cover.jpg",
        "metadata.json",
    ]
    for file in made.files:
        tags = ID3(file.path, translate=False)
        assert decodes(file.path)
        assert str(tags["TALB"]) == "The Kettle"
        assert str(tags["TIT2"]) == file.title
        assert str(tags["TRCK"]) == f"{file.number}/3"
        assert MP3(file.path).info.length == pytest.approx(file.length / 1000, abs=0.2)


def test_progress_counts_every_word(story: Path) -> None:
    """What is said to be spoken in the end is what was promised at the beginning."""
    told: list[Event] = []
    made = produce(story, listen=told.append)
    (words,) = [event.words for event in told if isinstance(event, StoryStarted)]
    assert sum(event.words for event in told if isinstance(event, LineSpoken)) == words > 0
    files = [event.file.number for event in told if isinstance(event, ChapterFinished)]
    assert sorted(files) == [1, 2, 3]
    assert [file.number for file in made.files] == [1, 2, 3]


def test_credits_open_and_close_the_story(story: Path) -> None:
    """The first file opens with title, fandom, author and voices, the last closes with them."""
    config = Config(narrator=Part(voice="Ada"), only=True)
    sheets = spoken(story, config)
    assert sheets[0][:2] == ["The Kettle, a Tea and Co story, by quill.", "Read by Ada."]
    assert sheets[2][-1] == "You have been listening to The Kettle, by quill, read by Ada."
    assert not any("listening" in text for text in [*sheets[0], *sheets[1]])


def test_credits_can_be_left_out_or_told_in_full(story: Path) -> None:
    """header = "none" speaks the story alone; "all" the rest of the header too."""
    silent = spoken(story, Config(header="none"))
    assert silent[0][0].startswith("Chapter one")
    assert "They drank their tea." in silent[2][-1]
    assert "Rated G." in spoken(story, Config(header="all"))[0]


@pytest.mark.parametrize(("notes", "place"), [("skip", None), ("read", 1), ("end", -1)])
def test_notes_are_read_where_the_listener_wants_them(
    story: Path, notes: Any, place: int | None
) -> None:
    """A note in a chapter is left out, read in its place, or kept for the chapter's end."""
    chapter = spoken(story, Config(notes=notes))[1]
    read_out = [number for number, text in enumerate(chapter) if "Thank you all" in text]
    assert bool(read_out) == (place is not None)
    if place == -1:
        assert read_out == [len(chapter) - 1]
    elif place:
        assert read_out[0] < chapter.index("Mina waited.")


def test_chosen_chapters_keep_their_numbers(story: Path) -> None:
    """A chapter made alone fits among the others made another day."""
    made = produce(story, chapters={2})
    assert [file.path.name for file in made.files] == ["002 - Chapter 2 - Warm.mp3"]
    assert str(ID3(made.files[0].path)["TRCK"]) == "2/3"


def test_a_chapter_that_is_not_there_is_a_usage_error(story: Path) -> None:
    """Asking for chapter 4 of 3 is said before any work."""
    with pytest.raises(UsageError, match="has no chapter 4; it has 3"):
        plan(story, chapters={1, 4})


def test_a_dry_run_writes_nothing_and_guesses_well(story: Path) -> None:
    """The lengths told are those of the silence engine; the disk stays as it was."""
    guessed = produce(story, dry_run=True)
    assert names(story.parent) == ["kettle.txt"]
    assert guessed.length == pytest.approx(produce(story).length, rel=0.02)


def test_producing_again_replaces_the_files(story: Path) -> None:
    """A second making of the same story takes the place of the first, byte for byte the same."""
    first = {file.path: file.path.read_bytes() for file in produce(story).files}
    again = {file.path: file.path.read_bytes() for file in produce(story, again=True).files}
    assert first == again


def test_an_error_leaves_no_half_file(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is finished stays, what failed is not there, and no workshop is left behind."""
    encode = chapter.master

    def fails_on_the_second(wav: Path, *rest: Any, **more: Any) -> Any:
        if wav.stem == "1":
            raise OutputError("the disk is full")
        return encode(wav, *rest, **more)

    produce(story, chapters={1})
    monkeypatch.setattr(chapter, "master", fails_on_the_second)
    with pytest.raises(OutputError, match="the disk is full"):
        produce(story)
    found = names(story.parent / "audio" / "The Kettle")
    assert "001 - Chapter 1 - Cold.mp3" in found
    assert "002 - Chapter 2 - Warm.mp3" not in found
    assert not any(name.startswith(".fic-audio-") for name in found)


def test_an_interrupted_first_run_leaves_no_folder(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C before the first file is finished leaves nothing of the story's folder."""

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(chapter, "master", interrupted)
    with pytest.raises(KeyboardInterrupt):
        produce(story)
    assert not (story.parent / "audio" / "The Kettle").exists()


def test_a_strangers_file_is_not_replaced(story: Path) -> None:
    """A file that is not of this story is only replaced by force, and that is said in time."""
    theirs = story.parent / "audio" / "The Kettle" / "001 - Chapter 1 - Cold.mp3"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"somebody's own recording")
    with pytest.raises(OutputError, match="does not belong to this story"):
        plan(story)
    assert theirs.read_bytes() == b"somebody's own recording"
    assert produce(story, force=True).files[0].path == theirs


def test_an_output_folder_that_can_not_be_made_is_told_first(story: Path) -> None:
    """Where a file stands in the folder's place, nothing is begun."""
    (story.parent / "audio").write_text("a file")
    with pytest.raises(OutputError, match="can't be written"):
        plan(story)


def test_checking_the_output_folder_leaves_no_trace(story: Path) -> None:
    """A plan that is never carried out makes no folders."""
    plan(story)
    assert names(story.parent) == ["kettle.txt"]


def test_two_stories_of_one_name_are_kept_apart(story: Path) -> None:
    """Stories that would share a folder in one run are refused before either is made."""
    other = story.parent / "copy.txt"
    other.write_text(KETTLE.replace("The Kettle", "THE KETTLE"))
    with pytest.raises(OutputError, match="would both be written to"):
        way.check_apart([plan(story), plan(other)])


def test_a_story_with_nothing_to_read_is_a_story_error(story: Path) -> None:
    """A file is only made where something is said."""
    made = plan(story)
    empty = replace(made, script=replace(made.script, lines=((), (), ())))
    (outcome,) = way.produce_all([empty])
    assert isinstance(outcome, StoryError)
    assert "nothing in it is read aloud" in str(outcome)


def test_what_was_not_read_is_counted(story: Path) -> None:
    """Notes and header that were left out are told in words, notes that are read are not."""
    skipped = produce(story, dry_run=True).skipped
    assert skipped.note_words > 3
    assert skipped.header_words > 4
    assert skipped.chapters == ()
    assert produce(story, Config(notes="read"), dry_run=True).skipped.note_words == 0


def test_files_of_chapters_long_gone_are_told(story: Path) -> None:
    """When a story grows shorter, its old files are named, not deleted; others are not ours."""
    produce(story)
    story.write_text(KETTLE[: KETTLE.index("Chapter 3")])
    folder = story.parent / "audio" / "The Kettle"
    (folder / "bonus.mp3").write_bytes(b"not ours")
    told = produce(story)
    assert told.left_over == (folder / "003 - Chapter 3 - Hot.mp3",)


def test_what_a_killed_run_left_behind_is_cleared(story: Path) -> None:
    """Its workshop is removed by the next run."""
    folder = story.parent / "audio" / "The Kettle"
    (folder / ".fic-audio-old").mkdir(parents=True)
    (folder / ".fic-audio-old" / "1.wav").touch()
    produce(story, chapters={1})
    assert names(folder) == [
        BOOK,
        "001 - Chapter 1 - Cold.mp3",
        "cover.jpg",
        "metadata.json",
    ]


def test_one_run_at_a_time_writes_into_a_folder(story: Path) -> None:
    """A second one is refused, and nothing of the first is cleared away."""
    folder = story.parent / "audio" / "The Kettle"
    (folder / BOOK).mkdir(parents=True)
    (folder / ".fic-audio-new").mkdir()
    with FileLock(folder / BOOK / "lock"), pytest.raises(OutputError, match="another run"):
        produce(story, chapters={1})
    assert names(folder) == [BOOK, ".fic-audio-new"]
    assert produce(story, chapters={1}).files


def test_an_engine_error_names_the_chapter(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that can't be said is found by story, chapter and place."""

    def refuses(*_: Any) -> None:
        raise EngineError('"Mina waited." (character 30 of its chapter, voice Ada): no')

    monkeypatch.setattr(runner.Speakers, "speak", refuses)
    with pytest.raises(EngineError, match=r"kettle.txt, Chapter \d: \w+: .Mina waited"):
        produce(story)


@pytest.mark.parametrize(
    ("config", "kbits"),
    [(Config(), 96), (Config(profile="small"), 64), (Config(profile="acx", bitrate=128), 128)],
)
def test_the_bit_rate_is_the_profiles_or_the_listeners(
    story: Path, config: Config, kbits: int
) -> None:
    """A profile brings its bit rate; one that the listener names stands above it."""
    (file,) = produce(story, config, chapters={3}).files
    assert MP3(file.path).info.bitrate == kbits * 1000


def test_the_listener_may_say_what_the_story_is_called(story: Path) -> None:
    """[story] stands in the place of what the file says."""
    config = Config(story={"title": "The Pot", "authors": ("Ann",)})
    (file,) = produce(story, config, chapters={3}).files
    tags = ID3(file.path)
    assert file.path.parent.name == "The Pot"
    assert str(tags["TALB"]) == "The Pot"
    assert str(tags["TPE1"]) == "Ann"
    assert str(tags["TXXX:FANDOM"]) == "Tea & Co"


def test_a_mature_story_is_marked_explicit(story: Path) -> None:
    """Players that know the mark get it for M and E, and for nothing milder."""
    for rating, marked in (("M", True), ("Explicit", True), ("Teen And Up Audiences", False)):
        (file,) = produce(story, Config(story={"rating": rating}), chapters={3}, force=True).files
        assert ("TXXX:ITUNESADVISORY" in ID3(file.path)) == marked
