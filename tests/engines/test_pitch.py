"""The pitch of a voice moves; its length, loudness, resonances and hisses stay."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fic_audio.engines.pitch import Samples, shift_pitch

RATE = 22_050


def vowel(hz: float, seconds: float = 1.0, resonance: float = 900.0) -> Samples:
    """Beats of vocal cords, each ringing at one resonance; a little vibrato."""
    sound = np.zeros(int(RATE * seconds))
    ring = np.exp(-np.arange(400) / 60) * np.sin(2 * np.pi * resonance * np.arange(400) / RATE)
    at = 0.0
    while at < len(sound) - len(ring):
        sound[int(at) : int(at) + len(ring)] += ring
        at += RATE / (hz * (1 + 0.02 * math.sin(at / RATE * 30)))
    return (0.4 * sound).astype(np.float32)


def hiss(seconds: float = 0.5) -> Samples:
    return np.random.default_rng(1).normal(0, 0.05, int(RATE * seconds)).astype(np.float32)


def heard(sound: Samples) -> float:
    """Median Hz: for each frame the shortest lag at which it is nearly as alike as it gets."""
    found = []
    for start in range(RATE // 10, len(sound) - RATE // 5, RATE // 50):
        frame = sound[start : start + RATE // 12]
        alike = np.correlate(frame, frame, "full")[len(frame) - 1 :] / np.arange(len(frame), 0, -1)
        lags = alike[RATE // 500 : RATE // 60]
        peaks = [
            lag
            for lag in range(1, len(lags) - 1)
            if lags[lag - 1] <= lags[lag] >= lags[lag + 1] and lags[lag] > 0.8 * lags.max()
        ]
        found.append(RATE / (RATE // 500 + peaks[0]))
    return float(np.median(found))


def brightness(sound: Samples) -> float:
    """Hz of the middle of the spectrum."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(np.sum(power * np.fft.rfftfreq(len(sound), 1 / RATE)) / np.sum(power))


@pytest.mark.parametrize("hz", [90.0, 140.0, 220.0])
@pytest.mark.parametrize("steps", [-4.0, -2.0, 1.0, 3.0])
def test_moves_the_pitch_alone(hz: float, steps: float) -> None:
    sound = vowel(hz)
    moved = shift_pitch(sound, RATE, steps)
    assert len(moved) == len(sound)
    assert 12 * math.log2(heard(moved) / heard(sound)) == pytest.approx(steps, abs=0.6)
    assert brightness(moved) == pytest.approx(brightness(sound), rel=0.1)
    assert np.sqrt(np.mean(moved**2)) == pytest.approx(np.sqrt(np.mean(sound**2)), rel=0.02)


@pytest.mark.parametrize("formant", [0.9, 1.12])
def test_moves_the_resonances_alone(formant: float) -> None:
    sound = vowel(120)
    moved = shift_pitch(sound, RATE, 0, formant)
    assert heard(moved) == pytest.approx(heard(sound), rel=0.02)
    assert brightness(moved) == pytest.approx(formant * brightness(sound), rel=0.05)


def test_what_has_no_pitch_stays() -> None:
    sound = np.concatenate([hiss(), vowel(150), hiss()])
    moved = shift_pitch(sound, RATE, 3)
    edge = int(0.4 * RATE)
    assert np.allclose(moved[:edge], sound[:edge], rtol=0.05, atol=1e-4)
    assert np.allclose(moved[-edge:], sound[-edge:], rtol=0.05, atol=1e-4)


def test_the_same_again() -> None:
    sound = vowel(150)
    assert np.array_equal(shift_pitch(sound, RATE, 3), shift_pitch(sound, RATE, 3))


@pytest.mark.parametrize("length", [0, 1, 7, 100, 1000])
def test_hardly_any_sound(length: int) -> None:
    for sound in (np.zeros(length, np.float32), vowel(200)[:length], hiss()[:length]):
        moved = shift_pitch(sound, RATE, 3)
        assert len(moved) == length
        assert np.isfinite(moved).all()


def test_no_step_is_no_change() -> None:
    sound = vowel(150)
    assert shift_pitch(sound, RATE, 0) is sound
