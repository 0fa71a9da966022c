"""An engine that is silent for as long as speech would take: for trials, estimates and tests."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import ClassVar

from fic_audio.engines import EngineVoice
from fic_audio.engines.phonemes import plain
from fic_audio.model import Clip, Delivery, Hz, Voice

RATE = Hz(22_050)
"""Sample rate; the same as espeak-ng's."""

DELAY = "FIC_AUDIO_SILENCE_DELAY"
"""Environment variable: seconds of work per word, to be as slow as a neural voice in tests."""


class Silence:
    """The silent engine: it needs nothing, accepts every voice and never varies."""

    name: ClassVar[str] = "silence"
    audible: ClassVar[bool] = False
    reproducible: ClassVar[bool] = True

    def __init__(self, delay: float | None = None) -> None:
        self._delay = float(os.environ.get(DELAY, 0)) if delay is None else delay

    def check(self) -> None:
        """Does nothing: silence is always available."""

    def version(self) -> str:
        """Always the same, since silence does not change."""
        return "1"

    def voices(self) -> Sequence[EngineVoice]:
        """A single voice, though any id is accepted."""
        return (EngineVoice("silence"),)

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Silence as long as the words take at the rates of voice (words a minute) and delivery."""
        words = sum(any(map(str.isalnum, word)) for word in plain(text).split())
        if self._delay:
            time.sleep(words * self._delay)
        samples = round(words * 60 * RATE / (voice.rate * delivery.rate))
        return Clip(bytes(2 * samples), RATE)
