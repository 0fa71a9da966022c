"""Values that tests of several parts need: voices, cues, a story's metadata, sound, a picture."""

from __future__ import annotations

import wave
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fic_audio.model import Cue, Gender, Metadata, Voice
from fic_audio.voices import Voices

NOBODY = Voice("Nobody", "silence", "silence", rate=600)
"""Who takes a tenth of a second for each word."""

ONLY_ADA = Voices((Voice("Ada", "silence", "a", Gender.FEMALE, narrator=True),))
"""A catalogue of one."""

PROMISES = Metadata(
    title="Promises",
    authors=("salt & pepper", "Ino"),
    fandoms=("Naruto",),
    relationships=("Naruto x Sakura",),
    rating="Mature",
    warnings=("angst", "rubble"),
    summary="He promised.\nShe waited.",
    series="Team Seven",
    part="2 of 3",
    published="2008-10-31",
    url="https://archiveofourown.org/works/1?ø=1",
    language="en-GB",
)
NARRATORS = ("Ada", "Kip", "Moss")
"""Who reads it."""


def cues(*texts: str, voice: Voice = NOBODY) -> list[Cue]:
    return [Cue(text, voice, start=100 * at) for at, text in enumerate(texts)]


def write_wav(path: Path, samples: bytes | NDArray[np.int16], rate: int = 22_050) -> Path:
    """A WAV of one channel."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples)
    return path


def seconds(wav: Path | str) -> float:
    """How long a WAV sounds."""
    with wave.open(str(wav)) as file:
        return file.getnframes() / file.getframerate()


def jpeg(width: int = 1400, height: int = 0, kind: str = "JPEG") -> bytes:
    """A picture, square unless a height is told."""
    data = BytesIO()
    Image.new("RGB", (width, height or width), "teal").save(data, kind)
    return data.getvalue()
