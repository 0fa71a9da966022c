"""What the listener wants to speak -> the voices to cast from, and the engines that are ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    """What had to be done without, and why; only where the config allows it."""


def find_available(
    asked: str, config: Config, voices: Voices, *, reproducible: bool = False
) -> Availability:
    """The engine of that name, or those that "auto" stands for, and those of the voices that the
    config names.

    One that is not ready raises EngineError; where the config allows a fallback, the default engine
    takes its place, and it is told.
    """
    without: list[str] = []
    names = engines.best() if asked == AUTO else (asked,)
    versions: dict[str, str] = {}
    try:
        for name in names:
            versions[name] = engines.check(name, reproducible=reproducible)
    except EngineError as why:
        if not config.fallback or asked not in engines.names():
            raise
        without.append(f"{why}; {engines.DEFAULT} speaks instead")
        names = (engines.DEFAULT,)
        versions = {engines.DEFAULT: engines.check(engines.DEFAULT, reproducible=reproducible)}
    known = voices.of(*names, own=_own(names[0]) if not voices.catalogued(*names) else ())
    if asked == AUTO and engines.DEFAULT not in versions:
        versions[engines.DEFAULT] = engines.check(engines.DEFAULT, reproducible=reproducible)
        known = replace(known, spare=engines.DEFAULT)
    interpreter = ""
    if engines.load(names[0]).audible:
        # A help that is mostly there: a line of another script is not lost with it.
        with suppress(EngineError):
            if engines.DEFAULT not in versions:
                helps = engines.check(engines.DEFAULT, reproducible=reproducible)
                versions[engines.DEFAULT] = helps
            interpreter = engines.DEFAULT
    known = replace(known, interpreter=interpreter)

    def ready(part: Part, best: Sequence[str] = names) -> Part:
        if not part.voice:
            return part
        voice = known[part.voice]
        if config.ready and asked == AUTO and voice.engine not in best:
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

    narrator, characters = ready(config.narrator, names[:1]), tuple(map(ready, config.characters))
    config = replace(config, narrator=narrator, characters=characters)
    return Availability(known, config, versions, tuple(without))


def _own(name: str) -> Iterator[tuple[str, Gender]]:
    """The voices of an engine; none of one that makes no sound, to which any id is as good."""
    engine = engines.load(name)
    for voice in engine.voices() if engine.audible else ():
        yield voice.id, voice.gender
