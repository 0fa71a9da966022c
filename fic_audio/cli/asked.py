"""What the listener asked for -> the values that the stages take."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fic_audio import config, engines, voices
from fic_audio.errors import EngineError, UsageError, did_you_mean

if TYPE_CHECKING:
    from fic_audio.produce import Script
    from fic_audio.script.cast import Cast
    from fic_audio.script.sheet import Sheet

MAX_CHAPTER = 100_000


def numbers(text: str) -> frozenset[int]:
    """Chapters as people write them.

    >>> sorted(numbers("1-3, 7"))
    [1, 2, 3, 7]
    """
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        shape = re.fullmatch(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?", part)
        first, last = (int(shape[1]), int(shape[2] or shape[1])) if shape else (0, 0)
        if not 0 < first <= last <= MAX_CHAPTER:
            raise UsageError(f'--chapters: "{part}" is no chapter; write them like 1-3,7')
        found.update(range(first, last + 1))
    if text and not found:
        raise UsageError("--chapters: names none; write them like 1-3,7")
    return frozenset(found)


def engine(asked: str) -> str:
    """The name of an installed engine, or "auto". Raises EngineError for another."""
    known = ("auto", *engines.names())
    if asked not in known:
        raise EngineError(f'unknown engine "{asked}"{did_you_mean(asked, known)}')
    return asked


def cores() -> int:
    """How many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def clips() -> Path:
    """Where spoken lines are kept: $FIC_AUDIO_CACHE, or the user's cache folder."""
    from platformdirs import user_cache_path

    own = os.environ.get("FIC_AUDIO_CACHE")
    return Path(own) if own else user_cache_path("fic-audio", appauthor=False) / "clips"


def config_of(story: Path, asked: str | None, known: voices.Voices) -> config.Config:
    """The configuration of a story, checked against the engines and voices there are."""
    path = config_file(asked)
    loaded = config.load(
        story, path, engines=engines.names(), voices=known.names(), lexicons=voices.lexicons()
    )
    return replace(loaded, ready=path in voices.casts().values())


def config_file(asked: str | None) -> Path | None:
    """What `-c` names: a file, or else a ready cast."""
    if asked is None:
        return None
    path = Path(asked)
    return path if path.exists() else voices.casts().get(asked, path)


class Told(NamedTuple):
    """Who says what in a story and with which voice, as configured."""

    script: Script
    cast: Cast
    config: config.Config


def script_of(story: Path, asked: str | None, sheets: Sequence[Sheet] = ()) -> Told:
    """Who says what in a story, as corrected in its sheets, and with which voice."""
    from fic_audio import produce

    known = voices.load()
    wanted = config_of(story, asked, known)
    script = produce.write_script(produce.read_story(story, wanted), wanted, sheets, story)
    ready = produce.company(engine(wanted.engine), wanted, known)
    cast = produce.give_parts(script, ready.config, ready.voices)
    return Told(script, cast, ready.config)


def keep_cast(story: Path, asked: str | None, cast: Cast) -> tuple[Path, tuple[str, ...]]:
    """Adds a cast to the configuration in use, or to a new one beside the story."""
    from fic_audio.produce.series import keep_cast as keep

    path = config.find(story, config_file(asked))
    if path is None or path in voices.casts().values():
        path = story.parent / config.NAME
    return path, keep(path, cast)


def log(*, verbose: bool) -> None:
    """Sends what the stages log to stderr."""
    logging.basicConfig(format="%(asctime)s %(name)s: %(message)s")
    logging.getLogger("fic_audio").setLevel(logging.DEBUG if verbose else logging.ERROR)
