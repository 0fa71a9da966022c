"""The whole way: a story in, tagged chapters out. The table of contents of the program."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

from fic_audio import engines
from fic_audio.config import Config
from fic_audio.engines.phonemes import plain
from fic_audio.engines.silence import Silence
from fic_audio.errors import EngineError, OutputError, StoryError
from fic_audio.language import is_english
from fic_audio.model import Clip, Cue, Ms
from fic_audio.produce.plan import Order, Plan, check_apart, plan
from fic_audio.produce.script import Script, read_story, write_script
from fic_audio.script.cast import Cast, cast
from fic_audio.script.credits import with_credits
from fic_audio.script.direct import direct
from fic_audio.script.pronounce.shared import choose
from fic_audio.script.speakable import Ear
from fic_audio.shelf import mp3
from fic_audio.sound.master import master
from fic_audio.sound.render import Speakers
from fic_audio.sound.stitch import stitch
from fic_audio.voices import Voices

__all__ = [
    "Order",
    "Plan",
    "Script",
    "check_apart",
    "plan",
    "produce",
    "read_story",
    "write_script",
]

WORKSHOP = ".fic-audio-"
ABANDONED = 3600
"""Seconds without a change after which a workshop is one that a killed run left behind."""


@dataclass(frozen=True, slots=True)
class File:
    """A finished chapter."""

    path: Path
    number: int
    title: str
    length: Ms


@dataclass(frozen=True, slots=True)
class Produced:
    """What came of a plan."""

    plan: Plan
    cast: Cast
    files: tuple[File, ...]

    @property
    def script(self) -> Script:
        return self.plan.script

    @property
    def length(self) -> Ms:
        return Ms(sum(file.length for file in self.files))


class Progress(Protocol):
    """Is told how far the work has come, from several threads."""

    def begin(self, title: str, words: int, chapters: int) -> None: ...

    def spoke(self, words: int) -> None: ...

    def finished(self, file: File) -> None: ...


def give_parts(script: Script, config: Config, voices: Voices) -> Cast:
    """Script -> a voice for everybody."""
    return cast(
        script.story.chapters,
        script.lines,
        script.characters,
        voices.speaking(script.story.metadata.language),
        config.narrator,
        config.characters,
    )


def cue_sheets(script: Script, parts: Cast, config: Config) -> list[tuple[Cue, ...]]:
    """Script -> what is spoken of each chapter; the credits go with the first and the last."""
    lexicon = choose(config, script.story.metadata.fandoms)
    ear = Ear(config.emoji == "named", is_english(script.story.metadata.language))
    sheets = [
        direct(
            chapter,
            lines,
            parts,
            config.pauses,
            notes=config.notes,
            footnotes=config.footnotes,
            images=config.images,
            pronounce=lexicon,
            ear=ear,
        )
        for chapter, lines in zip(script.story.chapters, script.lines, strict=True)
    ]
    return with_credits(
        sheets,
        script.story.metadata,
        parts,
        config.pauses,
        header=config.header,
        notes=config.notes,
        pronounce=lexicon,
        ear=ear,
    )


def produce(plan: Plan, progress: Progress) -> Produced:
    """Plan -> the story's files, finished and tagged."""
    script = plan.script
    parts = give_parts(script, plan.config, plan.voices)
    sheets = cue_sheets(script, parts, plan.config)
    wanted = [number for number in plan.wanted if sheets[number]]
    if not wanted:
        raise StoryError(f"{plan.path}: holds nothing that is read aloud")
    words = sum(_words(cue) for number in wanted for cue in sheets[number])
    progress.begin(plan.script.story.metadata.title, words, len(wanted))
    if plan.order.dry_run:
        files = [_estimate(plan, number, sheets[number]) for number in wanted]
    else:
        files = _voice(plan, parts, {number: sheets[number] for number in wanted}, progress)
    return Produced(plan, parts, tuple(files))


def _voice(
    plan: Plan, parts: Cast, sheets: Mapping[int, Sequence[Cue]], progress: Progress
) -> list[File]:
    """Speaks the chapters, several at a time; the first error stops them all."""
    stop = threading.Event()
    with (
        _workshop(plan.folder) as workshop,
        ThreadPoolExecutor(plan.order.jobs, "chapter") as pool,
        # Closed before the threads are waited for: an error ends them at once.
        Speakers(partial(engines.load, plan.order.engine), plan.order.jobs) as speakers,
    ):

        def heard(cues: Sequence[Cue]) -> Iterator[Clip]:
            for cue, clip in zip(cues, speakers.speak(cues), strict=True):
                if stop.is_set():
                    raise _StoppedError
                progress.spoke(_words(cue))
                yield clip

        def chapter(number: int) -> File:
            if stop.is_set():
                raise _StoppedError
            try:
                file = _chapter(plan, parts, number, sheets[number], heard, workshop)
            except EngineError as error:
                raise EngineError(f"{plan.path}, {plan.titles[number]}: {error}") from error
            progress.finished(file)
            return file

        running = [pool.submit(chapter, number) for number in sheets]
        try:
            for future in as_completed(running):
                future.result()
        except BaseException:
            stop.set()
            raise
        return [future.result() for future in running]


def _chapter(
    plan: Plan,
    parts: Cast,
    number: int,
    cues: Sequence[Cue],
    speak: Callable[[Sequence[Cue]], Iterator[Clip]],
    workshop: Path,
) -> File:
    """Cues -> a tagged file under its final name, where nothing half-written ever stands."""
    pauses, final = plan.config.pauses, plan.folder / plan.files[number]
    wav, encoded = workshop / f"{number}.wav", workshop / f"{number}.mp3"
    clips = speak(cues)
    clips = chain([next(clips)], clips)  # an engine that can't speak says so before a file is begun
    length = stitch(cues, clips, wav, head=pauses.start, tail=pauses.end)
    master(wav, encoded, plan.config.profile, bitrate=plan.config.bitrate)
    wav.unlink()
    place = mp3.Place(plan.titles[number], number + 1, len(plan.titles))
    mp3.tag(encoded, plan.script.story.metadata, place, voice_names(parts))
    try:
        encoded.replace(final)
    except OSError as error:
        raise OutputError(f"{final}: can't be written: {error.strerror}") from error
    return File(final, number + 1, plan.titles[number], length)


def voice_names(parts: Cast) -> tuple[str, ...]:
    """The voices heard in a story, the narrator's first."""
    roles = (parts.narrator, *(role for role in parts.roles if role.lines))
    return tuple(dict.fromkeys(role.voice.name for role in roles))


def _estimate(plan: Plan, number: int, cues: Sequence[Cue]) -> File:
    """How long a chapter will be, by the arithmetic of the silence engine."""
    pauses = plan.config.pauses
    say = Silence().say
    spoken = sum(say(cue.text, cue.voice, cue.delivery).length + cue.pause for cue in cues)
    length = Ms(pauses.start + spoken + pauses.end)
    return File(plan.folder / plan.files[number], number + 1, plan.titles[number], length)


def _words(cue: Cue) -> int:
    return len(plain(cue.text).split())


class _StoppedError(Exception):
    """Ends a chapter's thread after another has failed."""


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A hidden folder for what is not finished, on the disk that the listener chose."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{WORKSHOP}*"):
            if (
                time.time() - max(path.stat().st_mtime for path in (old, *old.iterdir()))
                > ABANDONED
            ):
                shutil.rmtree(old, ignore_errors=True)
        path = Path(tempfile.mkdtemp(prefix=WORKSHOP, dir=folder))
    except OSError as error:
        raise OutputError(f"{folder}: can't be written: {error.strerror}") from error
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            folder.rmdir()  # only if nothing was finished
