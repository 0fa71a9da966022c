from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from fic_audio import engines, voices
from fic_audio.listening.recogniser import RATE
from fic_audio.listening.repetition import ALIKE, doubt_repetition, find_repetition
from fic_audio.model import Delivery
from tests.ears import tone

if TYPE_CHECKING:
    from fic_audio.listening.recogniser import Samples


def say(text: str, voice: str = "Hazel") -> Samples:
    """A line as the recogniser gets it."""
    own = voices.load()[voice]
    clip = engines.load(own.engine).say(text, own, Delivery())
    samples = np.frombuffer(clip.pcm, np.int16) / 32768
    times = np.arange(0, len(samples), clip.rate / RATE)
    return np.interp(times, np.arange(len(samples)), samples).astype(np.float32)


@pytest.mark.parametrize("voice", ["Hazel", "Omar"])
def test_words_that_are_said_twice(voice: str) -> None:
    found = find_repetition(say("There is a wet feather a wet feather on her sleeve.", voice))
    assert found is not None
    assert found.distance < ALIKE
    assert 0.3 < found.length < 0.9


@pytest.mark.parametrize("voice", ["Hazel", "Omar"])
def test_a_line_that_is_said_once(voice: str) -> None:
    line = "She is soaked to the skin, and there is a wet feather on the collar of her coat."
    found = find_repetition(say(line, voice))
    assert found is not None
    assert found.distance > ALIKE


def test_what_is_written_twice_may_be_said_twice() -> None:
    samples = say("Very well, very well.")
    assert doubt_repetition(samples, ["v", "w", "v", "w"], 0.08) is None
    doubt = doubt_repetition(samples, ["v", "w"], 0.08)
    assert doubt is not None
    assert doubt.sounds > 0


def test_what_is_no_speech_has_no_repetition() -> None:
    assert find_repetition(np.zeros(3 * RATE, np.float32)) is None
    hum = np.frombuffer(tone(3.0), "<i2").astype(np.float32) / 32768
    assert find_repetition(hum) is None
    assert find_repetition(np.zeros(100, np.float32)) is None
