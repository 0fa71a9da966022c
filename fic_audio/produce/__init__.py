"""The whole way: a story in, tagged chapters out. The table of contents of the program."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
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
from fic_audio.produce import record
from fic_audio.produce.plan import Done, Order, Plan, check_apart, plan
from fic_audio.produce.script import Script, read_story, write_script
from fic_audio.produce.workshop import workshop
from fic_audio.script.cast import Cast, cast
from fic_audio.script.credits import with_credits
from fic_audio.script.direct import direct
from fic_audio.script.pronounce.shared import choose
from fic_audio.script.speakable import Ear
from fic_audio.shelf import mp3
from fic_audio.sound.cache import Cache
from fic_audio.sound.master import master
from fic_audio.sound.render import Speakers
from fic_audio.sound.stitch import stitch
from fic_audio.voices import Voices

__all__ = [
    "Done",
    "Order",
    "Plan",
    "Script",
    "check_apart",
    "finish",
    "plan",
    "produce",
    "read_story",
    "write_script",
]

SOUND = "1"
"""Counts the changes of stitching, mastering and tagging that change a finished file."""
MOST_FAILED = 5
"""Chapters that may fail before the rest is given up: then it is not a matter of single lines."""

noting = threading.Lock()
"""Held while the record of a folder is changed: chapters finish in several threads."""


@dataclass(frozen=True, slots=True)
class File:
    """A finished chapter."""

    path: Path
    number: int
    title: str
    length: Ms
    kept: bool = False
    """It stood there already, made from the same."""


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
    if plan.order.dry_run:
        files = {number: _estimate(plan, number, sheets[number]) for number in wanted}
    else:
        files = _kept(plan, parts, {number: sheets[number] for number in wanted})
    missing = {number: sheets[number] for number in wanted if number not in files}
    words = sum(_words(cue) for cues in missing.values() for cue in cues)
    progress.begin(plan.script.story.metadata.title, words, len(missing))
    if missing:
        files |= _voice(plan, parts, missing, progress)
    return Produced(plan, parts, tuple(files[number] for number in wanted))


def finish(made: Produced, told: Mapping[str, object]) -> None:
    """Notes that a run came to its end, and what it told: another like it has nothing to do."""
    plan = made.plan
    if not plan.order.dry_run:
        record.close(plan.folder, frozenset(plan.files), plan.inputs, told)


def _made_from(plan: Plan, parts: Cast, number: int, cues: Sequence[Cue]) -> str:
    """The digest of all that decides what is in a chapter's file."""
    config = plan.config
    return record.digest(
        SOUND,
        plan.speaker,
        cues,
        (config.pauses.start, config.pauses.end, config.profile, config.bitrate),
        plan.script.story.metadata,
        _place(plan, number),
        voice_names(parts),
    )


def _place(plan: Plan, number: int) -> mp3.Place:
    return mp3.Place(plan.titles[number], number + 1, len(plan.titles))


def _kept(plan: Plan, parts: Cast, sheets: Mapping[int, Sequence[Cue]]) -> dict[int, File]:
    """The chapters whose files stand there already, made from the very same."""
    if plan.order.again:
        return {}
    known = record.load(plan.folder)
    files = {}
    for number, cues in sheets.items():
        made_from = _made_from(plan, parts, number, cues)
        if entry := known.intact(plan.folder, plan.files[number], made_from):
            path = plan.folder / plan.files[number]
            files[number] = File(path, number + 1, plan.titles[number], Ms(entry.length), kept=True)
    return files


def _voice(
    plan: Plan, parts: Cast, sheets: Mapping[int, Sequence[Cue]], progress: Progress
) -> dict[int, File]:
    """Speaks the chapters, several at a time. One that its engine can't say leaves the others
    alone: EngineError tells of it when they are finished. Any other error stops them all."""
    stop = threading.Event()
    with (
        workshop(plan.folder) as shop,
        ThreadPoolExecutor(plan.order.jobs, "chapter") as pool,
        # Closed before the threads are waited for: an error ends them at once.
        Speakers(
            partial(engines.load, plan.order.engine),
            plan.order.jobs,
            cache=Cache(plan.order.cache) if plan.order.cache else None,
            engine=plan.speaker,
        ) as speakers,
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
                file = _chapter(plan, parts, number, sheets[number], heard, shop)
            except EngineError as error:
                raise EngineError(f"{plan.path}, {plan.titles[number]}: {error}") from error
            progress.finished(file)
            return file

        running = {pool.submit(chapter, number): number for number in sheets}
        done: dict[int, File] = {}
        failed: list[EngineError] = []
        try:
            for future in as_completed(running):
                try:
                    done[running[future]] = future.result()
                except EngineError as error:
                    failed.append(error)
                    if len(failed) >= MOST_FAILED:
                        raise
        except BaseException as error:
            stop.set()
            if error not in failed:
                raise
        if failed:
            raise _several(failed, len(done))
        return done


def _several(errors: Sequence[EngineError], finished: int) -> EngineError:
    """The chapters that could not be said, as one error."""
    rest = f"; the other {finished} finished chapters stand" if finished else ""
    return EngineError("\n".join(map(str, errors)) + rest)


def _chapter(
    plan: Plan,
    parts: Cast,
    number: int,
    cues: Sequence[Cue],
    speak: Callable[[Sequence[Cue]], Iterator[Clip]],
    shop: Path,
) -> File:
    """Cues -> a tagged file under its final name, where nothing half-written ever stands."""
    pauses, final = plan.config.pauses, plan.folder / plan.files[number]
    wav, encoded = shop / f"{number}.wav", shop / f"{number}.mp3"
    clips = speak(cues)
    clips = chain([next(clips)], clips)  # an engine that can't speak says so before a file is begun
    length = stitch(cues, clips, wav, head=pauses.start, tail=pauses.end)
    master(wav, encoded, plan.config.profile, bitrate=plan.config.bitrate)
    wav.unlink()
    mp3.tag(encoded, plan.script.story.metadata, _place(plan, number), voice_names(parts))
    try:
        encoded.replace(final)
        with noting:
            record.add(plan.folder, final.name, _made_from(plan, parts, number, cues), length)
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
