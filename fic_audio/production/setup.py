"""What a program or a listener asks for -> the values that the stages take."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fic_audio import config, engines, voices
from fic_audio.errors import EngineError, did_you_mean

if TYPE_CHECKING:
    from fic_audio.production import Script
    from fic_audio.script.cast import Cast
    from fic_audio.script.sheet import Sheet


def check_engine(asked: str) -> str:
    """The name of an installed engine, or "auto". Raises EngineError for another."""
    known = ("auto", *engines.names())
    if asked not in known:
        raise EngineError(f'unknown engine "{asked}"{did_you_mean(asked, known)}')
    return asked


def count_cores() -> int:
    """How many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def clip_folder() -> Path:
    """Where spoken lines are kept: $FIC_AUDIO_CACHE, or the user's cache folder."""
    from platformdirs import user_cache_path

    own = os.environ.get("FIC_AUDIO_CACHE")
    return Path(own) if own else user_cache_path("fic-audio", appauthor=False) / "clips"


def load_config(story: Path, asked: str | None, known: voices.Voices) -> config.Config:
    """The configuration of a story, checked against the engines and voices there are."""
    path = find_config(asked)
    loaded = config.load(
        story, path, engines=engines.names(), voices=known.names(), lexicons=voices.lexicons()
    )
    return replace(loaded, ready=path in voices.casts().values())


def find_config(asked: str | None) -> Path | None:
    """The configuration file that was named: a path, or else a ready cast."""
    if asked is None:
        return None
    path = Path(asked)
    return path if path.exists() else voices.casts().get(asked, path)


class CastStory(NamedTuple):
    """Who says what in a story and with which voice, as configured."""

    script: Script
    cast: Cast
    config: config.Config


def cast_story(story: Path, asked: str | None, sheets: Sequence[Sheet] = ()) -> CastStory:
    """Who says what in a story, as corrected in its sheets, and with which voice."""
    from fic_audio import production

    known = voices.load()
    wanted = load_config(story, asked, known)
    script = production.write_script(production.read_story(story, wanted), wanted, sheets, story)
    ready = production.find_available(check_engine(wanted.engine), wanted, known)
    cast = production.cast_script(script, ready.config, ready.voices)
    return CastStory(script, cast, ready.config)


def keep_cast(story: Path, asked: str | None, cast: Cast) -> tuple[Path, tuple[str, ...]]:
    """Adds a cast to the configuration in use, or to a new one beside the story."""
    from fic_audio.production.series import keep_cast as keep

    path = config.find(story, find_config(asked))
    if path is None or path in voices.casts().values():
        path = story.parent / config.NAME
    return path, keep(path, cast)
