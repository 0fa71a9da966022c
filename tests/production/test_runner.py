"""A whole library is one queue."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import fic_audio.production as way
from fic_audio.errors import EngineError, OutputError, StoryError
from fic_audio.events import Event, LineFailed
from fic_audio.model import Cue, Voice
from fic_audio.production import chapter, runner
from fic_audio.production.story_run import order_chapters
from fic_audio.results import Result
from fic_audio.sound.retry_in_parts import Lacking, UnspokenPart
from tests.commands import SILENT, Fic
from tests.running import KETTLE, plan, produce


def library(folder: Path, *titles: str, **order: Any) -> list[way.Plan]:
    """A plan for each story, which differ in their titles alone."""
    plans = []
    for title in titles:
        path = folder / f"{title}.txt"
        path.write_text(KETTLE.replace("The Kettle", title))
        plans.append(plan(path, **order))
    return plans


def titles(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "audio").iterdir())


def test_every_story_is_told_in_its_turn(tmp_path: Path) -> None:
    """Each plan has its outcome, in the order of the plans."""
    plans = library(tmp_path, "Pot", "Cup", "Pan")
    made = list(way.produce_all(plans))
    assert [each.title for each in made if isinstance(each, Result)] == ["Pot", "Cup", "Pan"]
    assert titles(tmp_path) == ["Cup", "Pan", "Pot"]


def test_the_next_story_begins_before_the_last_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the last chapter of one story is encoded, the next is spoken."""
    encode, begun = chapter.master, threading.Event()

    def waits_for_the_next(wav: Path, *rest: Any, **more: Any) -> Any:
        if "Cup" in str(wav):
            begun.set()
        elif wav.stem == "2":
            assert begun.wait(30)
        return encode(wav, *rest, **more)

    monkeypatch.setattr(chapter, "master", waits_for_the_next)
    first, second = way.produce_all(library(tmp_path, "Pot", "Cup"))
    assert isinstance(first, Result)
    assert isinstance(second, Result)


def test_a_story_that_fails_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its error has its turn; the others are finished, as are its own other chapters."""
    speak = runner.Speakers.speak

    def refuses(self, cues, stopped):  # type: ignore[no-untyped-def]
        if any("Pot" in cue.text for cue in cues):
            raise EngineError("no")
        return speak(self, cues, stopped)

    monkeypatch.setattr(runner.Speakers, "speak", refuses)
    first, second = way.produce_all(library(tmp_path, "Pot", "Cup"))
    assert isinstance(first, EngineError)
    assert isinstance(second, Result)
    assert len(list((tmp_path / "audio" / "Pot").glob("*.mp3"))) == 1


def test_a_story_with_nothing_to_read_leaves_the_others(tmp_path: Path) -> None:
    """It is told, and that is all."""
    empty, full = library(tmp_path, "Pot", "Cup")
    empty = replace(empty, script=replace(empty.script, lines=((), (), ())))
    first, second = way.produce_all([empty, full])
    assert isinstance(first, StoryError)
    assert isinstance(second, Result)


def test_a_full_disk_stops_them_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would go wrong everywhere is told at once, and nothing unfinished stays."""

    def fails(*_: Any, **__: Any) -> None:
        raise OutputError("the disk is full")

    monkeypatch.setattr(chapter, "master", fails)
    with pytest.raises(OutputError, match="the disk is full"):
        list(way.produce_all(library(tmp_path, "Pot", "Cup", "Pan")))
    assert not list(tmp_path.rglob(".fic-audio-*"))


def test_who_stops_listening_stops_the_work(tmp_path: Path) -> None:
    """A reader that takes one outcome and goes leaves whole files and no workshop behind."""
    outcomes = way.produce_all(library(tmp_path, "Pot", "Cup", "Pan", "Can"))
    next(outcomes)
    outcomes.close()
    assert not [path for path in tmp_path.rglob(".fic-audio-*") if path.is_dir()]
    assert len(list((tmp_path / "audio" / "Pot").glob("*.mp3"))) == 3


def test_a_giant_goes_first() -> None:
    """A chapter of more than its share is begun first; the others stay in order."""
    voice = Voice("Ada", "silence", "silence")
    sheets = {n: [Cue("word " * size, voice)] for n, size in enumerate((9, 8, 60, 10, 70, 9))}
    assert order_chapters(sheets, 3) == [4, 2, 0, 1, 3, 5]


def test_a_library_at_the_command_line(fic: Fic) -> None:
    """Every story has its files on stdout and its summary on stderr, in order."""
    for title in ("Pot", "Cup"):
        (fic.folder / f"{title}.txt").write_text(KETTLE.replace("The Kettle", title))
    ran = fic("produce", "Pot.txt", "Cup.txt", *SILENT)
    assert ran.code == 0
    assert [line.split("/")[1] for line in ran.out.splitlines()] == ["Pot"] * 3 + ["Cup"] * 3
    assert ran.err.index("Pot: 3 files") < ran.err.index("Cup: 3 files")
    again = fic("produce", "Pot.txt", "Cup.txt", *SILENT)
    assert again.err.count("nothing has changed") == 2


def test_an_unchanged_story_needs_no_script(fic: Fic) -> None:
    """A run with nothing to do imports nothing that finds lines, speakers or sounds: that would
    take longer than the run."""
    fic("produce", "kettle.txt", *SILENT)
    code = (
        "import sys\n"
        "from fic_audio.cli import main\n"
        f"sys.argv = ['fic-audio', 'produce', 'kettle.txt', *{SILENT!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "nothing has changed" in ran.stderr
    heavy = (
        "page.segment",
        "script.attribution",
        "script.characters",
        "script.prosody.direction",
        "sound.master",
    )
    assert not [name for name in heavy if f"fic_audio.{name}" in ran.stdout.split()]


def test_a_line_that_is_left_out_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its chapter is made and names it; the next run makes that chapter again, and no other."""
    speak = runner.Speakers.speak

    def stumbles(self, cues, stopped):  # type: ignore[no-untyped-def]
        for cue, clip in zip(cues, speak(self, cues, stopped), strict=True):
            lost = Lacking(clip.pcm, clip.rate, (UnspokenPart(cue, "it crashed"),))
            yield lost if "It is not" in cue.text else clip

    monkeypatch.setattr(runner.Speakers, "speak", stumbles)
    path = tmp_path / "Pot.txt"
    path.write_text(KETTLE)
    failed = []

    def listen(event: Event) -> None:
        if isinstance(event, LineFailed):
            failed.append((event.chapter, event.text))

    made = produce(path, listen=listen)
    assert failed == [(1, "It is not")]
    assert [(each.text, each.why) for each in made.unspoken] == [("It is not", "it crashed")]
    assert len(made.files) == 3
    monkeypatch.setattr(runner.Speakers, "speak", speak)
    again = produce(path)
    assert [file.kept for file in again.files] == [False, True, True]
    assert not again.unspoken
