"""Cues -> how long they will sound and how long it will take to make them, without a sound."""

from __future__ import annotations

from collections.abc import Iterable

from fic_audio.engines.silence import Silence
from fic_audio.model import Cue, Ms

PACE = {"pyttsx3": 0.88, "choir": 1.05, "hibari": 0.82, "kokoro": 0.82, "piper": 0.82}
"""How long an engine speaks for each second that the voice's words a minute would take: they were
measured on single sentences. Those of espeak-ng and hibari on two stories of 3,000 words."""
SPEED = {
    "pyttsx3": 513.0,
    "choir": 60.0,
    "hibari": 107.0,
    "kokoro": 1.3,
    "piper": 11.0,
    "silence": 2000.0,
}
"""Seconds of sound that an engine speaks in one of a processor core: tests/bench/README.md."""
REST = 200.0
"""The same for all that comes behind: levelling, encoding, measuring."""
START = {"choir": 2.0, "hibari": 2.0, "kokoro": 4.0, "piper": 2.0}
"""Seconds in which an engine is loaded."""
BEGIN = 3.0
"""Seconds in which a story is read and its speakers are found."""
MOVED = 3.0
"""So many times the work is a voice whose pitch and throat are moved afterwards."""

_say = Silence(delay=0.0).say


def estimate_length(cue: Cue) -> Ms:
    """How long a cue will sound, without its pause."""
    length = _say(cue.text, cue.voice, cue.delivery).length
    return Ms(round(length * PACE.get(cue.voice.engine, 1.0)))


def estimate_work(cues: Iterable[Cue], jobs: int) -> float | None:
    """Seconds that so many processes will need; None where an engine's speed is not known."""
    seconds = 0.0
    engines = set()
    for cue in cues:
        engine = cue.voice.engine
        if engine not in SPEED:
            return None
        engines.add(engine)
        length = estimate_length(cue) / 1000
        moved = MOVED if engine in START and cue.voice.formant != 1.0 else 1.0
        seconds += moved * length / SPEED[engine] + (length + cue.pause / 1000) / REST
    return BEGIN + seconds / max(1, jobs) + sum(START.get(engine, 0.5) for engine in engines)
