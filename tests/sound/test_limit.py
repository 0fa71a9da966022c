from __future__ import annotations

import math
import wave
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from fic_audio.model import Hz
from fic_audio.sound.limit import Level, limit, limit_samples
from fic_audio.sound.peak import decibels, height

RATE = Hz(22_050)


def noise(seconds: float, height: float) -> NDArray[np.int16]:
    """Bursts of a tenth of a second, every third one as high as told, else a fifth of it; dull."""
    count = round(seconds * RATE)
    sound = np.random.default_rng(1).uniform(-1, 1, count)
    sound = np.convolve(sound, (0.25, 0.5, 0.25), "same")
    sound *= np.where(np.arange(count) // (RATE // 10) % 3, 0.2, 1.0) * height
    return sound.astype("<i2")


def heard(sound: NDArray[np.int16], gain: float, ceiling: float) -> NDArray[np.float64]:
    pcm = limit_samples(sound.tobytes(), RATE, Level(gain, ceiling))
    return np.frombuffer(pcm, "<i2").astype(np.float64)


def test_what_is_low_enough_gets_the_gain_alone() -> None:
    sound = noise(1, 1000)
    assert np.abs(heard(sound, 6.0, -3.0) - sound * 10 ** (6 / 20)).max() <= 0.5


@pytest.mark.parametrize("gain", [0.0, 6.0, 20.0])
def test_nothing_is_above_the_ceiling(gain: float) -> None:
    """Nor between the samples."""
    pcm = limit_samples(noise(3, 30_000).tobytes(), RATE, Level(gain, -6.0))
    assert -6.5 < decibels(height(np.frombuffer(pcm, "<i2")) / 32_768) <= -5.8


def test_it_is_lowered_before_a_peak_and_let_go_behind_it() -> None:
    """From 4 ms before to 60 ms behind, without a leap."""
    sound = np.full(RATE, 4000, "<i2")
    sound[RATE // 2] = 30_000
    gain = heard(sound, 0.0, -6.0)[np.arange(RATE) != RATE // 2] / 4000
    low = np.flatnonzero(gain < 0.999)
    assert RATE // 2 - 6 * 22 < low[0] < RATE // 2 - 2 * 22
    assert RATE // 2 + 40 * 22 < low[-1] < RATE // 2 + 64 * 22
    assert np.abs(np.diff(gain)).max() < 0.01


def test_blocks_leave_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = noise(3, 30_000)
    whole = heard(sound, 6.0, -6.0)
    monkeypatch.setattr(import_module("fic_audio.sound.limit"), "BLOCK", 100)
    assert np.abs(heard(sound, 6.0, -6.0) - whole).max() <= 1


@pytest.mark.parametrize("length", [0, 1, 21, 23])
def test_the_shortest_sounds(length: int) -> None:
    assert len(heard(np.full(length, 30_000, "<i2"), 3.0, -3.0)) == length


def test_a_file_comes_out_as_its_samples_do(tmp_path: Path) -> None:
    sound = noise(2, 30_000)
    with wave.open(str(tmp_path / "x.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(sound.tobytes())
    limit(tmp_path / "x.wav", tmp_path / "y.wav", Level(6.0, -6.0))
    with wave.open(str(tmp_path / "y.wav")) as file:
        assert file.getframerate() == RATE
        pcm = file.readframes(file.getnframes())
    assert pcm == limit_samples(sound.tobytes(), RATE, Level(6.0, -6.0))


def test_a_sine_stays_one_below_the_ceiling() -> None:
    """Its level is what the arithmetic says."""
    at = np.arange(RATE)
    sound = (10_000 * np.sin(at / 9)).astype("<i2")
    loud = heard(sound, 3.0, -3.0)
    rms = math.sqrt((loud**2).mean() / (sound.astype(np.float64) ** 2).mean())
    assert 20 * math.log10(rms) == pytest.approx(3.0, abs=0.01)
