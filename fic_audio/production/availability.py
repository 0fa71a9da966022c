"""What the listener wants to speak -> the voices to cast from, and the engines that are ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from fic_audio import engines
from fic_audio.config import Config, Part
from fic_audio.errors import EngineError
from fic_audio.model import Gender
from fic_audio.voices import Voices

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Availability:
    """Who can speak here."""

    voices: Voices
    config: Config
    """Without the voices that had to be given up."""
    versions: Mapping[str, str]
    """Those of the engines that may be asked to speak, by name."""
    without: tuple[str, ...] = ()
    """What had to be done without, and why."""


def find_available(
    asked: str, config: Config, voices: Voices, *, reproducible: bool = False
) -> Availability:
    """The engine of that name, or the one that "auto" stands for, and those of the voices that the
    config names.

    One that is not ready raises EngineError; for "auto", and where the config allows a fallback,
    the default engine takes its place, and it is told.
    """
    without: list[str] = []
    best, lacking = engines.best() if asked == AUTO else (asked, "")
    try:
        versions = {best: engines.check(best, reproducible=reproducible)}
    except EngineError as why:
        if not config.fallback or asked not in engines.names():
            raise
        best, lacking = engines.DEFAULT, str(why)
        versions = {best: engines.check(best, reproducible=reproducible)}
    if lacking:
        without.append(f"{lacking}; {engines.DEFAULT} speaks instead")
    known = voices.of(best, own=_own(best) if not voices.catalogued(best) else ())
    if asked == AUTO and best == engines.NATURAL:
        with suppress(EngineError, ImportError):
            versions[engines.READER] = engines.check(engines.READER, reproducible=reproducible)
            known = voices.of(engines.READER, best)
    helper = ""
    if engines.load(best).audible:
        # A help that is mostly there: a line of another script is not lost with it.
        with suppress(EngineError):
            if engines.DEFAULT not in versions:
                helps = engines.check(engines.DEFAULT, reproducible=reproducible)
                versions[engines.DEFAULT] = helps
            helper = engines.DEFAULT
    known = replace(known, interpreter=helper, spare=helper if asked == AUTO else "")

    def ready(part: Part) -> Part:
        if not part.voice:
            return part
        voice = known[part.voice]
        if config.ready and asked == AUTO and voice.engine != best:
            # A ready cast was heard with the small voices: what fitted there is looked for here.
            return replace(part, voice=None, gender=part.gender or voice.gender, age=voice.age)
        try:
            if voice.engine not in versions:
                versions[voice.engine] = engines.check(voice.engine, reproducible=reproducible)
        except EngineError as why:
            if not config.fallback:
                raise EngineError(f'voice "{part.voice}": {why}') from why
            without.append(f'voice "{part.voice}": {why}; another voice speaks instead')
            return replace(part, voice=None)
        return part

    narrator, characters = ready(config.narrator), tuple(map(ready, config.characters))
    config = replace(config, narrator=narrator, characters=characters)
    return Availability(known, config, versions, tuple(without))


def _own(name: str) -> Iterator[tuple[str, Gender]]:
    """The voices of an engine; none of one that makes no sound, to which any id is as good."""
    engine = engines.load(name)
    for voice in engine.voices() if engine.audible else ():
        yield voice.id, voice.gender
