"""One chapter: what is spoken of it -> a tagged file under its final name."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from fic_audio.engines.silence import Silence
from fic_audio.errors import OutputError
from fic_audio.model import Clip, Cue, Ms
from fic_audio.produce import record
from fic_audio.produce.plan import Plan
from fic_audio.script.cast import Cast
from fic_audio.shelf import mp3
from fic_audio.sound.master import master
from fic_audio.sound.stitch import stitch

SOUND = "3"
"""Counts the changes of stitching, mastering and tagging that change a finished file."""

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
    trouble: str = ""
    """In what it is out of its profile; mostly empty."""


def kept(plan: Plan, parts: Cast, sheets: Mapping[int, Sequence[Cue]]) -> dict[int, File]:
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


def estimate(plan: Plan, number: int, cues: Sequence[Cue]) -> File:
    """How long a chapter will be, by the arithmetic of the silence engine."""
    pauses = plan.config.pauses
    say = Silence(delay=0.0).say
    spoken = sum(say(cue.text, cue.voice, cue.delivery).length + cue.pause for cue in cues)
    length = Ms(pauses.start + spoken + pauses.end)
    return File(plan.folder / plan.files[number], number + 1, plan.titles[number], length)


def make(
    plan: Plan,
    parts: Cast,
    number: int,
    cues: Sequence[Cue],
    speak: Callable[[Sequence[Cue]], Iterator[Clip]],
    shop: Path,
    encoding: AbstractContextManager[object],
) -> File:
    """Cues -> a tagged file under its final name, where nothing half-written ever stands.

    `shop`: the folder for what is not finished. `encoding` is held by each encoder at work.
    """
    pauses, final = plan.config.pauses, plan.folder / plan.files[number]
    wav, encoded = shop / f"{number}.wav", shop / f"{number}.mp3"
    clips = speak(cues)
    clips = chain([next(clips)], clips)  # an engine that can't speak says so before a file is begun
    length = stitch(cues, clips, wav, head=pauses.start, tail=pauses.end)
    config = plan.config
    mastered = master(
        wav,
        encoded,
        config.profile,
        bitrate=config.bitrate,
        gate=encoding,
        at_once=plan.order.jobs,
    )
    wav.unlink()
    mp3.tag(encoded, plan.script.story.metadata, _place(plan, number), voice_names(parts))
    try:
        encoded.replace(final)
        with noting:
            record.add(plan.folder, final.name, _made_from(plan, parts, number, cues), length)
    except OSError as error:
        raise OutputError(f"{final}: can't be written: {error.strerror}") from error
    return File(final, number + 1, plan.titles[number], length, trouble=mastered.trouble)


def voice_names(parts: Cast) -> tuple[str, ...]:
    """The voices heard in a story, the narrator's first."""
    roles = (parts.narrator, *(role for role in parts.roles if role.lines))
    return tuple(dict.fromkeys(role.voice.name for role in roles))


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
