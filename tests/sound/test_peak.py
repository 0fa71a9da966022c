from __future__ import annotations

import math
import re
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Delivery, Voice
from fic_audio.sound.peak import SILENCE, decibels, height, tops


def true_peak(pcm: bytes) -> float:
    return decibels(height(np.frombuffer(pcm, "<i2")) / 32_768)


TEXT = "Nobody had ever asked the driver what he thought of snow; he would have told them. "


def test_true_peak_between_the_samples() -> None:
    """A tone of a quarter of the rate whose samples all miss its tops."""
    missed = array("h", [round(20_000 * math.sin(math.pi * (at / 2 + 0.25))) for at in range(4000)])
    assert max(missed) == 14_142
    ramp = array("h", [x * min(at, 400, 3999 - at) // 400 for at, x in enumerate(missed)])
    assert true_peak(ramp.tobytes()) == pytest.approx(20 * math.log10(20_000 / 32_768), abs=0.1)


def test_true_peak_of_silence() -> None:
    assert true_peak(b"") == SILENCE
    assert true_peak(bytes(200)) == SILENCE


def test_true_peak_as_others_measure_it(tmp_path: Path) -> None:
    """On speech, what ffmpeg's ebur128 finds."""
    clip = Pyttsx3().say(TEXT * 3, Voice("Ada", "pyttsx3", "en-us+f3"), Delivery())
    with wave.open(str(tmp_path / "x.wav"), "wb") as file:
        file.setparams((1, 2, clip.rate, 0, "NONE", ""))
        file.writeframes(clip.pcm)
    _, said = ffmpeg(("-i", tmp_path / "x.wav", "-af", "ebur128=peak=true", "-f", "null", "-"))
    theirs = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", said)[-1])
    assert true_peak(clip.pcm) == pytest.approx(theirs, abs=0.15)


def test_the_loudest_sample_may_be_negative() -> None:
    assert true_peak(array("h", [0, -32_768, 0]).tobytes()) == pytest.approx(0.0, abs=0.01)


def test_tops_are_those_high_enough() -> None:
    at, heights = tops(np.array([0, 5, -9, 3, 0, 8], "<i2"), 8)
    assert list(at) == [2, 5]
    assert (heights >= 7.9).all()


def test_silence_has_no_tops() -> None:
    at, heights = tops(np.zeros(50, "<i2"), 0.0)
    assert len(at) == len(heights) == 0
