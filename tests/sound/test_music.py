"""Music before the first words and after the last, heard by its own pitch beside a voice's."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Hz, Ms
from fic_audio.sound import music
from tests.factories import write_wav

RATE = Hz(22_050)
VOICE, MUSIC = 300, 2000
"""Their pitches."""
HEAD, TAIL, WORDS = Ms(6000), Ms(12_000), 30
"""What music makes of the usual ends of a chapter, and seconds of its words."""


def sine(pitch: int, seconds: float, strength: float = 3000) -> NDArray[np.float64]:
    return strength * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)


def read(path: Path) -> NDArray[np.float64]:
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)


def strength(samples: NDArray[np.float64], pitch: int, start: float, end: float) -> float:
    """How strong a pitch is between two seconds, in decibels of the amplitude 1."""
    part = samples[round(start * RATE) : round(end * RATE)]
    wheel = np.exp(-2j * np.pi * pitch * np.arange(len(part)) / RATE)
    return float(20 * np.log10(2 * abs((part * wheel).mean()) + 1e-3))


def write(path: Path, samples: NDArray[np.float64]) -> Path:
    return write_wav(path, samples.round().astype("<i2"), RATE)


@pytest.fixture
def tune(tmp_path: Path) -> Path:
    return write(tmp_path / "tune.wav", sine(MUSIC, 40))


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    """A voice of one pitch, with room for music at both ends."""
    head, tail = np.zeros(RATE * HEAD // 1000), np.zeros(RATE * TAIL // 1000)
    return write(tmp_path / "chapter.wav", np.concatenate([head, sine(VOICE, WORDS), tail]))


def test_the_intro_is_heard_alone_then_softly_under_the_voice_then_not(
    chapter: Path, tune: Path
) -> None:
    music.mix(chapter, tune, None, HEAD, TAIL)
    after = read(chapter)
    alone = strength(after, MUSIC, 1, 4)
    assert strength(after, VOICE, 1, 4) < 0
    assert strength(after, MUSIC, 7, 10) == pytest.approx(alone + music.UNDER, abs=1)
    assert strength(after, MUSIC, 16, 20) < 0


def test_the_outro_comes_under_the_last_words_and_fades(chapter: Path, tune: Path) -> None:
    music.mix(chapter, None, tune, HEAD, TAIL)
    after, end = read(chapter), HEAD / 1000 + WORDS
    alone = strength(after, MUSIC, end + 1.5, end + 4)
    assert strength(after, MUSIC, end - 8, end - 5) < 0
    assert strength(after, MUSIC, end - 1.5, end - 0.5) == pytest.approx(
        alone + music.UNDER, abs=1.5
    )
    assert strength(after, MUSIC, end + 8, end + 8.5) < alone - 9
    assert np.abs(after[round((end + music.OUTRO / 1000) * RATE) :]).max() == 0


def test_the_voice_and_the_length_stay(chapter: Path, tune: Path) -> None:
    before = read(chapter)
    music.mix(chapter, tune, tune, HEAD, TAIL)
    after = read(chapter)
    assert len(after) == len(before)
    assert strength(after, VOICE, 7, 35) == pytest.approx(strength(before, VOICE, 7, 35), abs=0.1)


@pytest.mark.parametrize("loud", [100, 30_000])
def test_music_is_as_loud_as_voices_however_loud_its_file(tmp_path: Path, loud: int) -> None:
    path = write(tmp_path / "tune.wav", sine(MUSIC, 20, loud))
    usual = music.load(write(tmp_path / "usual.wav", sine(MUSIC, 20)), RATE)
    power = (music.load(path, RATE) ** 2).mean() / (usual**2).mean()
    assert 10 * np.log10(power) == pytest.approx(0, abs=0.5)


def test_a_song_in_stereo_mp3_at_another_rate_is_music(tmp_path: Path, tune: Path) -> None:
    song = tmp_path / "song.mp3"
    ffmpeg(("-i", tune, "-ac", "2", "-ar", "48000", song))
    assert len(music.load(song, RATE)) == pytest.approx(music.LONGEST * RATE, abs=RATE // 10)


def test_a_jingle_shorter_than_the_wait_plays_once(tmp_path: Path, chapter: Path) -> None:
    music.mix(chapter, write(tmp_path / "jingle.wav", sine(MUSIC, 2)), None, HEAD, TAIL)
    after = read(chapter)
    assert strength(after, MUSIC, 0.1, 1) > 20
    assert strength(after, MUSIC, 3, 6) < 0


def test_a_chapter_of_three_words_bears_both_ends(tmp_path: Path, tune: Path) -> None:
    """Where intro and outro meet nothing overflows."""
    head, tail = np.zeros(RATE * HEAD // 1000), np.zeros(RATE * TAIL // 1000)
    short = np.concatenate([head, sine(VOICE, 1, 30_000), tail])
    wav = write(tmp_path / "short.wav", short)
    music.mix(wav, tune, tune, HEAD, TAIL)
    assert len(read(wav)) == len(short)
    assert strength(read(wav), MUSIC, 1, 4) > 20


@pytest.mark.parametrize("data", [b"", b"This is no music.\n" * 50])
def test_what_is_no_music_is_told_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "tune.mp3"
    path.write_bytes(data)
    with pytest.raises(OutputError, match=r"tune\.mp3: can't be read as music"):
        music.check(path)


def test_another_tune_has_another_digest(tmp_path: Path, tune: Path) -> None:
    other = write(tmp_path / "other.wav", sine(MUSIC + 1, 40))
    assert len({music.digest(tune), music.digest(other), music.digest(None)}) == 3


def test_without_music_a_chapter_begins_and_ends_as_it_would() -> None:
    assert (music.head(None, Ms(700)), music.tail(None, Ms(3000))) == (700, 3000)


def test_music_makes_room_and_keeps_the_silence_at_the_end(tune: Path) -> None:
    assert (music.head(tune, Ms(700)), music.tail(tune, Ms(3000))) == (HEAD, TAIL)
