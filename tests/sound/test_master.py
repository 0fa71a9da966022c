from __future__ import annotations

import re
import wave
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Clip, Cue, Delivery, Lufs, Ms, Voice
from fic_audio.sound.level import level
from fic_audio.sound.master import PROFILES, master
from fic_audio.sound.measure import PIECE, PIECES, loudness
from fic_audio.sound.pcm import multiply
from fic_audio.sound.stitch import stitch
from tests.factories import write_wav

VOICES = (
    Voice("Ada", "pyttsx3", "en-us+f3", lufs=Lufs(-20.1)),
    Voice("Whisper", "pyttsx3", "en-us+whisperf", lufs=Lufs(-20.0)),
    Voice("Tom", "pyttsx3", "en-gb-x-rp", lufs=Lufs(-18.0)),
)
TEXT = (
    "The tram came late that night, and Petra ran for it. Stop! Wait for me! Nobody had ever "
    "asked the driver what he thought of snow; he would have told them."
)


@cache
def speech() -> tuple[tuple[Cue, Clip], ...]:
    engine = Pyttsx3()
    return tuple(
        (Cue(TEXT, voice, pause=Ms(500)), level(engine.say(TEXT, voice, Delivery()), voice))
        for voice in VOICES
    )


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    path = tmp_path / "chapter.wav"
    cues, clips = zip(*speech(), strict=True)
    stitch(cues, clips, path)
    return path


def true_peak(sound: Path) -> float:
    _, said = ffmpeg(("-i", sound, "-af", "ebur128=peak=true", "-f", "null", "-"))
    return float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", said)[-1])


def test_a_long_chapter(wav: Path) -> None:
    """Eleven minutes whose voices differ in loudness come out right by a part of them."""
    _, clips = zip(*speech(), strict=True)
    soft = Clip(multiply(clips[1].pcm, 2, 0.5), clips[1].rate)
    cues = [Cue(TEXT, VOICES[0], pause=Ms(500))] * 64
    stitch(cues, [clips[0], soft] * 32, wav)
    master(wav, wav.with_suffix(".mp3"))
    with wave.open(str(wav)) as file:
        assert file.getnframes() > PIECE * PIECES * file.getframerate()
    assert loudness(wav.with_suffix(".mp3")) == pytest.approx(-19, abs=0.5)


@pytest.mark.parametrize("profile", PROFILES)
def test_loudness_and_peak(wav: Path, profile: str) -> None:
    """The encoded file is as loud as its profile asks, its true peak below the ceiling."""
    mp3 = wav.with_suffix(".mp3")
    master(wav, mp3, profile)
    assert loudness(mp3) == pytest.approx(PROFILES[profile].lufs, abs=0.5)
    assert true_peak(mp3) <= PROFILES[profile].peak


def test_form(wav: Path) -> None:
    """One channel at 44.1 kHz, constant bit rate with a header, no tags, as long as the WAV."""
    mp3 = wav.with_suffix(".mp3")
    master(wav, mp3)
    info = MP3(mp3).info
    assert (info.channels, info.sample_rate, info.bitrate) == (1, 44_100, 96_000)
    assert info.bitrate_mode == BitrateMode.CBR
    assert not MP3(mp3).tags
    assert b"Info" in mp3.read_bytes()[:200]
    with wave.open(str(wav)) as file:
        assert info.length == pytest.approx(file.getnframes() / file.getframerate(), abs=0.06)


def test_another_bit_rate(wav: Path) -> None:
    """A bit rate of one's own goes before the profile's, the loudness stays."""
    mp3 = wav.with_suffix(".mp3")
    master(wav, mp3, "audiobook", bitrate=128)
    assert MP3(mp3).info.bitrate == 128_000
    assert loudness(mp3) == pytest.approx(-19, abs=0.5)


@pytest.mark.parametrize("seconds", [0.0, 0.05, 5.0])
def test_silence(tmp_path: Path, seconds: float) -> None:
    """A silent chapter, however short, becomes a silent file."""
    wav = write_wav(tmp_path / "x.wav", bytes(2 * round(seconds * 22_050)))
    master(wav, tmp_path / "x.mp3")
    assert MP3(tmp_path / "x.mp3").info.length == pytest.approx(seconds, abs=0.05)


def test_much_to_limit(tmp_path: Path) -> None:
    """Where the limiter has much to take, the loudness still comes out right."""
    at = np.arange(22_050 * 20)
    burst = np.where(at % 2205 < 220, 8, 1)
    sound = 400 * burst * (np.sin(at / 20) + np.sin(at / 7) / 2 + np.sin(at / 3) / 5)
    wav = write_wav(tmp_path / "x.wav", sound.round().astype("<i2"))
    master(wav, tmp_path / "x.mp3")
    assert loudness(tmp_path / "x.mp3") == pytest.approx(-19, abs=0.5)
    assert true_peak(tmp_path / "x.mp3") <= -3


def test_can_not_be_written(wav: Path) -> None:
    """A folder that isn't there is an OutputError with the file's name."""
    mp3 = wav.parent / "gone" / "x.mp3"
    with pytest.raises(OutputError, match=r"gone/x\.mp3"):
        master(wav, mp3)


def test_nothing_half_written(tmp_path: Path) -> None:
    """A file that can't be read leaves neither an MP3 nor a part of one."""
    wav = tmp_path / "x.wav"
    wav.write_bytes(b"no sound at all")
    with pytest.raises(OutputError):
        master(wav, tmp_path / "x.mp3")
    assert [path.name for path in tmp_path.iterdir()] == ["x.wav"]


def test_a_name_is_not_an_option(wav: Path) -> None:
    """A file named like an option of ffmpeg, with quotes and a percent sign, is just a file."""
    mp3 = wav.parent / "-y '$(x)' %d.mp3"
    master(wav, mp3)
    assert MP3(mp3).info.length > 10
