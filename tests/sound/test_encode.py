"""Encoding in pieces: nobody is to hear or see of it."""

from __future__ import annotations

import wave
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode
from numpy.typing import NDArray

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Delivery, Voice
from fic_audio.sound.encode import encode
from tests.factories import write_wav

TEXT = "Nobody had ever asked the driver what he thought of snow; he would have told them. " * 8


@pytest.fixture(scope="module", params=[22_050, 24_000])
def wav(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a minute of speech."""
    path = tmp_path_factory.mktemp("encode") / "x.wav"
    clip = Pyttsx3().say(TEXT, Voice("Ada", "pyttsx3", "en-us+f3"), Delivery())
    return write_wav(path, clip.pcm, request.param)


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of five seconds."""
    monkeypatch.setattr(import_module("fic_audio.sound.encode"), "PIECE", 5)


def samples(mp3: Path) -> NDArray[np.float64]:
    pcm, _ = ffmpeg(("-i", mp3, "-f", "s16le", "pipe:1"))
    return np.frombuffer(pcm, "<i2").astype(np.float64)


@pytest.mark.usefixtures("cut")
def test_pieces_sound_like_the_whole(
    wav: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encode(wav, tmp_path / "pieces.mp3", 96, nullcontext(), 2)
    monkeypatch.undo()
    encode(wav, tmp_path / "whole.mp3", 96, nullcontext())
    pieces, whole = samples(tmp_path / "pieces.mp3"), samples(tmp_path / "whole.mp3")
    assert len(pieces) == len(whole)
    # Both differ more than that from what was encoded.
    off = np.abs(pieces - whole)
    assert np.sqrt((off**2).mean()) < 0.03 * np.sqrt((whole**2).mean())
    assert off.max() < 0.15 * np.abs(whole).max()


@pytest.mark.usefixtures("cut")
def test_a_player_is_told_the_length(wav: Path, tmp_path: Path) -> None:
    encode(wav, tmp_path / "x.mp3", 96, nullcontext(), 2)
    with wave.open(str(wav)) as file:
        length = file.getnframes() / file.getframerate()
    info = MP3(tmp_path / "x.mp3").info
    assert info.length == pytest.approx(length, abs=0.06)
    assert info.bitrate == pytest.approx(96_000, abs=10)
    assert info.bitrate_mode is BitrateMode.CBR
    assert len(samples(tmp_path / "x.mp3")) == pytest.approx(length * 44_100, abs=1)


@pytest.mark.usefixtures("cut")
def test_bytes_do_not_tell_how_many_worked(wav: Path, tmp_path: Path) -> None:
    encode(wav, tmp_path / "one.mp3", 64, nullcontext(), 1)
    encode(wav, tmp_path / "three.mp3", 64, nullcontext(), 3)
    assert (tmp_path / "one.mp3").read_bytes() == (tmp_path / "three.mp3").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.mp3", "three.mp3"]
