"""What is there already is not made again, and what changed is."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

import fic_audio.production as way
from fic_audio import voices
from fic_audio.config import Config, Part
from fic_audio.errors import EngineError, FicAudioError
from fic_audio.production import fingerprints, runner
from fic_audio.production.fingerprints import Record
from tests.running import KETTLE

FOLDER = "audio/The Kettle"


def ask(story: Path, config: Config | None = None, **order: object) -> way.Plan | way.UpToDate:
    shelf = story.parent / "audio"
    asked = replace(way.ProduceOptions("silence", shelf, 2), **order)
    return way.plan(story, config or Config(), asked, voices.load())


def run(story: Path, config: Config | None = None, **order: object) -> list[int] | None:
    """The numbers of the chapters that were made; None where nothing was even looked at."""
    planned = ask(story, config, **order)
    if isinstance(planned, way.UpToDate):
        return None
    (made,) = way.produce_all([planned])
    if isinstance(made, FicAudioError):
        raise made
    return [file.number for file in made.files if not file.kept]


def test_an_unchanged_story_is_left_alone(story: Path) -> None:
    """A second run finds everything there, touches nothing, and still knows what to tell."""
    assert run(story) == [1, 2, 3]
    before = {path: path.stat().st_mtime_ns for path in (story.parent / FOLDER).iterdir()}
    done = ask(story)
    assert isinstance(done, way.UpToDate)
    assert done.told["title"] == "The Kettle"
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_changed_line_makes_its_chapter_again(story: Path) -> None:
    """One corrected word costs one chapter."""
    run(story)
    story.write_text(KETTLE.replace("It is not", "It is so"))
    assert run(story) == [1]


def test_a_voice_makes_the_chapters_again_that_it_is_heard_in(story: Path) -> None:
    """Another voice for one of them: the chapters with lines of theirs, and those with credits."""
    run(story)
    assert run(story, Config(characters=(Part("Tom", voice="Kip"),))) == [1, 2, 3]


def test_a_profile_makes_all_again(story: Path) -> None:
    """Another bit rate is another file."""
    run(story)
    assert run(story, Config(profile="small")) == [1, 2, 3]


def test_a_missing_file_is_made_again(story: Path) -> None:
    """A chapter that was deleted comes back, alone."""
    run(story)
    (story.parent / FOLDER / "002 - Chapter 2 - Warm.mp3").unlink()
    assert run(story) == [2]


def test_a_file_that_was_changed_is_made_again(story: Path) -> None:
    """What somebody else wrote into a chapter's file does not count as done."""
    run(story)
    path = story.parent / FOLDER / "002 - Chapter 2 - Warm.mp3"
    path.write_bytes(path.read_bytes()[:-1000])
    os.utime(path, (1e9, 1e9))
    assert run(story, again=False) == [2]


def test_a_stopped_run_goes_on(story: Path) -> None:
    """Chapters that were finished before an error are not made again."""
    assert run(story, chapters={1, 3}) == [1, 3]
    fingerprints.begin(story.parent / FOLDER)  # as if it had never come to its end
    assert run(story) == [2]


def test_all_again(story: Path) -> None:
    """Who asks for it gets everything made once more."""
    run(story)
    assert run(story, again=True) == [1, 2, 3]


@pytest.mark.parametrize("damage", ["", "[]", '{"files": {"a": 3}}', '{"files": 1}', "\0"])
def test_a_damaged_record_is_none(story: Path, damage: str) -> None:
    """Without a record that can be read the files are made again."""
    run(story)
    (story.parent / FOLDER / fingerprints.NAME).write_text(damage)
    assert fingerprints.load(story.parent / FOLDER) == Record()
    assert run(story) == [1, 2, 3]


def test_one_chapter_that_fails_leaves_the_others(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are finished first, then the error names the one that is not."""
    speak = runner.Speakers.speak

    def refuses(self, cues, stopped):  # type: ignore[no-untyped-def]
        if any("Now" in cue.text for cue in cues):
            raise EngineError('"Now?" (character 30 of its chapter, voice Ada): no')
        return speak(self, cues, stopped)

    monkeypatch.setattr(runner.Speakers, "speak", refuses)
    with pytest.raises(EngineError, match=r"Chapter 2: Warm: .Now.*the other 2 finished"):
        run(story)
    names = sorted(path.name for path in (story.parent / FOLDER).glob("*.mp3"))
    assert names == ["001 - Chapter 1 - Cold.mp3", "003 - Chapter 3 - Hot.mp3"]


def test_clips_are_kept_between_runs(story: Path, tmp_path: Path) -> None:
    """With a cache, a chapter made again takes its lines from there."""
    clips = tmp_path / "clips"
    run(story, cache=clips)
    count = len(list(clips.rglob("*.clip")))
    assert count > 5
    story.write_text(KETTLE.replace("It is not", "It is so"))
    run(story, cache=clips)
    assert len(list(clips.rglob("*.clip"))) == count + 1
