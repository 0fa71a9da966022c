"""Chapters with a bell half a second after their beginning: where one begins can be heard."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np

from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Metadata, Ms
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import ChapterFile, Manifest
from tests.factories import write_wav

BELL = 0.5
"""Seconds before it."""

# Kinds of words that break tags, lists and commands; each is its own cleaned form.
HOSTILE = (
    "Tea & cake",
    "<b>Tea</b> &amp; \"cake\" 'two'",
    '"; rm -rf / #',
    "a = b; #c \\ d",
    "[CHAPTER]",
    ";FFMETADATA1",
    "\\",
    "👩‍👩‍👧‍👦 🏴‍☠️ <3",
    "שלום עالم",
    "M/M",
    "Amy and Alan",
    "%d $HOME `id`",
)


def chapter(path: Path, seconds: float, rate: int = 22_050) -> float:
    """A WAV with a bell; gives its exact length in seconds."""
    sound = np.zeros(int(seconds * rate))
    at, length = int(BELL * rate), min(rate // 5, max(len(sound) - int(BELL * rate), 0))
    sound[at : at + length] = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(length) / rate)
    write_wav(path, (sound * 32767).astype("<i2"), rate)
    return len(sound) / rate


def heard(path: Path, rate: int = 44_100) -> np.ndarray[Any, Any]:
    """The samples of a file as players hear them."""
    sound, said = ffmpeg(("-v", "error", "-i", path, "-ar", str(rate), "-f", "f32le", "pipe:1"))
    assert not said
    return np.frombuffer(sound, np.float32)


def rings(sound: np.ndarray[Any, Any], after: float, rate: int = 44_100) -> float:
    """Seconds from there to the next bell."""
    at = int(after * rate)
    loud = np.abs(sound[at : at + rate]) > 0.1
    assert loud.any()
    return float(np.argmax(loud) / rate)


def shelved(folder: Path, story: Metadata, *titles: str) -> Manifest:
    """A book of chapters so called, whose voices are Ada and Kip."""
    episodes = tuple(
        ChapterFile(number, title, f"{number:03d} - x.mp3", Ms(1000))
        for number, title in enumerate(titles, 1)
    )
    (folder / manifest.FOLDER).mkdir(parents=True, exist_ok=True)
    return Manifest(folder, story, {"narrator": "Ada", "Petra": "Kip", "Mo": "Ada"}, episodes)


def probe(path: Path) -> Any:
    """A file as ffprobe reads it, and so Audiobookshelf."""
    shown = ("-show_format", "-show_streams", "-show_chapters", "-of", "json")
    command = ["ffprobe", "-v", "error", *shown, str(path)]
    run = subprocess.run(command, capture_output=True, check=True)
    assert not run.stderr
    return json.loads(run.stdout)


def tool(*command: str | Path) -> str:
    """What a program says."""
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8-sig")
