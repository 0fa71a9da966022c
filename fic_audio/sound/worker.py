"""What runs in a worker process: engines of its own, that speak a few lines at a time."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from fic_audio import malloc
from fic_audio.engines import Contextual, Engine
from fic_audio.engines.phonemes import plain
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Cue, Db
from fic_audio.sound.effects import apply_effect
from fic_audio.sound.level import level
from fic_audio.sound.pcm import max_sample

PATIENCE = 60.0
"""Seconds that a line may take however short, loading the engine included."""
PATIENCE_A_CHARACTER = 0.2
"""Seconds for each character: the slowest engine needs a sixth of it."""


FEW, FASTEST = 20, 0.012
"""More characters than that take at least so many seconds each: speech takes five times as long."""


class NoSoundError(Exception):
    """An engine gave silence for words, or far too little sound."""


def where(cue: Cue) -> str:
    said = plain(cue.text)
    start = said[:40] + ("…" if len(said) > 40 else "")
    return f'"{start}" (character {cue.start} of its chapter, voice {cue.voice.name})'


_own_worker = False


def settle() -> None:
    """Makes the process a quiet worker."""
    global _own_worker
    _own_worker = True
    # An interrupt is the parent's affair.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Native libraries write to the terminal as they please.
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null, stream)


@cache
def _engine(factory: bytes, name: str) -> Engine:
    engine: Engine = pickle.loads(factory)(name)
    engine.check()
    return engine


def speak(factory: bytes, cues: tuple[Cue, ...], patience: float) -> list[Clip]:
    try:
        return [_say(factory, cue, patience) for cue in cues]
    finally:
        # A long sentence takes fifty megabytes for a moment.
        if _own_worker:
            malloc.give_back()


def _say(factory: bytes, cue: Cue, patience: float) -> Clip:
    with _deadline(patience + PATIENCE_A_CHARACTER * len(cue.text)):
        engine = _engine(factory, cue.voice.engine)
        try:
            clip = _spoken(engine, cue)
        except EngineError as why:
            raise EngineError(f"{where(cue)}: {why}") from why
        except Exception as why:
            raise EngineError(f"{where(cue)}: {engine.name} failed: {why!r}") from why
    if engine.audible and too_little(clip, cue):
        _engine.cache_clear()  # it may be the engine's state that is broken
        raise NoSoundError
    delivery = cue.delivery
    own = apply_effect(level(clip, cue.voice, delivery), delivery.being)
    return apply_effect(own, delivery.style)


def _spoken(engine: Engine, cue: Cue) -> Clip:
    # The volume comes with the levelling: an engine at full scale could not be louder.
    how = cue.voice, replace(cue.delivery, volume=Db(0.0))
    if (cue.before or cue.after) and isinstance(engine, Contextual):
        return engine.say_within(cue.text, cue.before, cue.after, *how)
    return engine.say(cue.text, *how)


def too_little(clip: Clip, cue: Cue) -> bool:
    letters = sum(map(str.isalnum, plain(cue.text)))
    least = letters * FASTEST / cue.delivery.rate if letters > FEW else 0.0
    return clip.length < 1000 * least or not max_sample(clip.pcm, 2)


@contextlib.contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Ends the process after that time, even out of native code that never returns."""
    if not _own_worker:
        # A thread, or another program's process, is not ours to end.
        yield
    elif hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    else:
        with open(os.devnull, "w") as null:  # noqa: PTH123
            faulthandler.dump_traceback_later(seconds, exit=True, file=null)
            try:
                yield
            finally:
                faulthandler.cancel_dump_traceback_later()
