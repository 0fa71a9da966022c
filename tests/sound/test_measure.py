from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Delivery, Hz, Lufs, Voice
from fic_audio.sound.master import master
from fic_audio.sound.measure import loudness, measure_mp3
from fic_audio.sound.peak import decibels, height
from tests.factories import write_wav

RATE = Hz(22_050)
VOICE = Voice("Ada", "pyttsx3", "en-us+f3", lufs=Lufs(-20.1))
TEXT = "Nobody had ever asked the driver what he thought of snow; he would have told them. "


def tone(seconds: float, level: float) -> NDArray[np.int16]:
    return (level * np.sin(np.arange(round(seconds * RATE)) / 7)).round().astype("<i2")


@pytest.fixture(scope="module")
def speech() -> bytes:
    return Pyttsx3().say(TEXT * 3, VOICE, Delivery()).pcm


@pytest.fixture(scope="module")
def mp3(tmp_path_factory: pytest.TempPathFactory, speech: bytes) -> Path:
    """Two minutes of speech."""
    folder = tmp_path_factory.mktemp("measure")
    wav = write_wav(folder / "x.wav", (speech * 20)[: 2 * 120 * RATE])
    master(wav, folder / "x.mp3")
    return folder / "x.mp3"


def test_a_finished_file_by_its_parts(mp3: Path) -> None:
    """Parts of a file are about as loud as the whole; its peak is that of all of it."""
    lufs, peak = measure_mp3(mp3)
    assert lufs == pytest.approx(loudness(mp3), abs=0.3)
    pcm, _ = ffmpeg(("-i", mp3, "-f", "s16le", "pipe:1"))
    assert peak == pytest.approx(decibels(height(np.frombuffer(pcm, "<i2")) / 32_768), abs=0.02)


def test_one_loud_place_is_found(tmp_path: Path) -> None:
    """A tenth of a second in eleven minutes, where two blocks meet."""
    sound = tone(660, 1000)
    at = 600 * RATE - RATE // 20
    sound[at : at + RATE // 10] = tone(0.1, 9000)
    wav = write_wav(tmp_path / "x.wav", sound)
    ffmpeg(("-i", wav, "-ar", "44100", "-b:a", "96k", tmp_path / "x.mp3"))
    _, peak = measure_mp3(tmp_path / "x.mp3")
    assert peak == pytest.approx(20 * math.log10(9000 / 32_768), abs=1.0)


def test_a_chapter_whose_sample_misleads(tmp_path: Path, speech: bytes) -> None:
    """Soft wherever the WAV is sampled and loud in between: it is measured again, and mended."""
    pcm = np.frombuffer(speech * 40, "<i2")[: 240 * RATE].copy()
    pcm[np.arange(len(pcm)) % (4 * RATE) < 3 * RATE] //= 6
    wav = write_wav(tmp_path / "x.wav", pcm)
    mastered = master(wav, tmp_path / "x.mp3")
    assert not mastered.trouble
    assert loudness(tmp_path / "x.mp3") == pytest.approx(-19, abs=0.5)


def test_too_soft_to_be_mended(tmp_path: Path) -> None:
    """What can not be brought into its profile is said, with what it is instead."""
    wav = write_wav(tmp_path / "x.wav", tone(10, 18))
    mastered = master(wav, tmp_path / "x.mp3")
    assert mastered.lufs < -19.5
    assert re.fullmatch(r"its loudness is -\d\d\.\d LUFS instead of -19\.0", mastered.trouble)
    assert (tmp_path / "x.mp3").exists()


def test_what_is_no_sound(tmp_path: Path) -> None:
    (tmp_path / "x.mp3").write_bytes(b"no sound at all")
    with pytest.raises(OutputError):
        measure_mp3(tmp_path / "x.mp3")
