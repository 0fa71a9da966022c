"""Keeps quiet for as long as speech would take: for dry runs, estimates and tests."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import ClassVar

from fic_audio.engines import EngineVoice
from fic_audio.engines.phonemes import plain
from fic_audio.model import Clip, Delivery, Hz, Voice

RATE = Hz(22_050)
"""That of espeak-ng."""

DELAY = "FIC_AUDIO_SILENCE_DELAY"
"""Seconds in the environment that each word takes: silence as slow as a neural voice, for tests."""


class Silence:
    """Needs nothing, knows every voice, gives the same samples always."""

    name: ClassVar[str] = "silence"
    audible: ClassVar[bool] = False
    reproducible: ClassVar[bool] = True

    def __init__(self, delay: float | None = None) -> None:
        self._delay = float(os.environ.get(DELAY, 0)) if delay is None else delay

    def check(self) -> None:
        """Never fails."""

    def version(self) -> str:
        """Silence has not changed."""
        return "1"

    def voices(self) -> Sequence[EngineVoice]:
        """One voice by name; any other is as good."""
        return (EngineVoice("silence"),)

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """As long as the words take at the voice's rate (words a minute) and the delivery's."""
        words = sum(any(map(str.isalnum, word)) for word in plain(text).split())
        if self._delay:
            time.sleep(words * self._delay)
        samples = round(words * 60 * RATE / (voice.rate * delivery.rate))
        return Clip(bytes(2 * samples), RATE)
