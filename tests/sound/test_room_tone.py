"""The quiet room in which a story is read."""

from __future__ import annotations

import subprocess
import sys
import wave
from array import array
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from fic_audio.model import Clip, Cue, Hz, Lufs, Ms, Voice
from fic_audio.sound.master import master
from fic_audio.sound.measure import loudness_of
from fic_audio.sound.room_tone import LEVEL, SECONDS, add_room_tone
from fic_audio.sound.stitch import stitch

RATE = Hz(24_000)
CLICK = array("h", [1000] + [0] * (RATE * 12 - 1)).tobytes()


def room(start: int = 0) -> NDArray[np.float64]:
    """Twelve seconds of it, behind a click that makes it heard."""
    return np.frombuffer(add_room_tone(CLICK, start, RATE), "<i2").astype(np.float64)[1:]


def decibels(sound: NDArray[np.float64]) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(sound**2)) / 32_768))


def test_it_is_as_quiet_as_it_should_be() -> None:
    """Everywhere, and hardly ever higher than four times that."""
    assert decibels(room()) == pytest.approx(LEVEL, abs=0.3)
    tenths = room()[: RATE * 10].reshape(-1, RATE // 10)
    assert all(abs(decibels(tenth) - LEVEL) < 2 for tenth in tenths)
    assert np.abs(room()).max() < 5 * 32_768 * 10 ** (LEVEL / 20)


def test_it_is_darker_than_a_hiss() -> None:
    power = np.abs(np.fft.rfft(room())) ** 2
    at = np.fft.rfftfreq(len(room()), 1 / RATE)
    low, high = (power[(at > a) & (at < b)].mean() for a, b in ((100, 1000), (6000, 10_000)))
    assert 10 * np.log10(low / high) > 8


def test_it_goes_on_from_one_scene_to_the_next() -> None:
    assert np.array_equal(room(4001)[:1000], room()[4001:5001])


def test_its_repetition_has_no_seam() -> None:
    """Where it begins again it jumps no farther than elsewhere."""
    steps = np.abs(np.diff(room()))
    assert steps[SECONDS * RATE - 5 : SECONDS * RATE + 5].max() <= np.quantile(steps, 0.999)


def test_nobody_who_speaks_has_no_room() -> None:
    """Silence stays silence: a chapter of it must not be made louder than it is."""
    assert add_room_tone(bytes(2000), 0, RATE) == bytes(2000)


def test_every_run_has_the_same_room() -> None:
    program = (
        "from hashlib import blake2b; from fic_audio.sound.room_tone import add_room_tone;"
        "print(blake2b(add_room_tone(bytes(99_998) + b'12', 7, 24_000)).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    here = blake2b(add_room_tone(bytes(99_998) + b"12", 7, RATE)).hexdigest()
    assert done.stdout.decode().strip() == here


def test_it_is_under_every_pause_and_stays_under_the_noise_floor(tmp_path: Path) -> None:
    """Of the finished file -60 dB (ACX), at its head, between two lines and at its end."""
    import soundfile

    wav = tmp_path / "x.wav"
    time = np.arange(RATE * 3) / RATE
    voice = np.sin(2 * np.pi * 300 * time) * (1 + np.sin(2 * np.pi * 4 * time))
    pcm = (voice * 2000).astype("<i2").tobytes()
    assert loudness_of(pcm, RATE) == pytest.approx(Lufs(-24.0), abs=3)
    cue = Cue("x", Voice("", "", ""), pause=Ms(1000))
    stitched = stitch([cue, cue], [Clip(pcm, RATE), Clip(pcm, RATE)], wav)
    with wave.open(str(wav)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    (_, first), (second, last) = stitched.heard
    for start, end in ((0, 700), (first, second), (last, stitched.length)):
        pause = raw[start * RATE // 1000 + 20 : end * RATE // 1000 - 20].astype(np.float64)
        assert decibels(pause) == pytest.approx(LEVEL, abs=1)
    master(wav, wav.with_suffix(".mp3"))
    sound, rate = soundfile.read(wav.with_suffix(".mp3"))
    pause = sound[(first + 200) * rate // 1000 : (second - 200) * rate // 1000] * 32_768
    assert LEVEL < decibels(pause) < -60
