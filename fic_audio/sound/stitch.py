"""Clips -> one chapter as a WAV file: pydub joins them scene by scene, with the pauses between, in
one quiet room."""

from __future__ import annotations

import warnings
import wave
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import fic_audio.sound.pcm  # noqa: F401  (first: pydub's own import of audioop would warn)
from fic_audio.errors import OutputError
from fic_audio.ffmpeg import SINGLE, ffmpeg
from fic_audio.model import Clip, Cue, Hz, Ms
from fic_audio.sound.room_tone import add_room_tone

with warnings.catch_warnings():
    # "Couldn't find ffmpeg or avconv": it is never asked to run one.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

HEAD = Ms(700)
TAIL = Ms(3000)
RATE = Hz(22_050)
"""Of a chapter without a single clip."""

BLOCK = 2_000_000
"""Bytes after which a long scene is written, 45 seconds: an hour of it would be 160 MB."""


@dataclass(frozen=True, slots=True)
class StitchedChapter:
    """What came of a chapter's clips."""

    length: Ms
    """Of the file."""
    heard: tuple[tuple[Ms, Ms], ...]
    """When each clip begins and ends in it."""


def stitch(
    cues: Iterable[Cue], clips: Iterable[Clip], wav: Path, *, head: Ms = HEAD, tail: Ms = TAIL
) -> StitchedChapter:
    """Writes `head`, every clip followed by its cue's pause, and `tail` instead of the last pause.

    The first clip sets the sample rate; others are resampled to it. Raises OutputError when the
    file can't be written, ValueError when clips and cues are not as many.
    """
    heard: list[tuple[int, int]] = []
    try:
        with wav.open("wb") as opened, wave.open(opened, "wb") as file:
            pairs = iter(zip(cues, clips, strict=True))
            first = next(pairs, None)
            rate = first[1].rate if first else RATE
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            together = chain([first] if first else [], pairs)
            for segment in _segments(together, rate, head, tail, heard):
                file.writeframes(segment.raw_data)
            length = file.getnframes()
    except OSError as why:
        raise OutputError(f"{wav}: {why.strerror or why}") from why

    def ms(samples: int) -> Ms:
        return Ms(round(samples * 1000 / rate))

    return StitchedChapter(ms(length), tuple((ms(start), ms(end)) for start, end in heard))


def _segments(
    pairs: Iterable[tuple[Cue, Clip]],
    rate: Hz,
    head: Ms,
    tail: Ms,
    heard: list[tuple[int, int]],
) -> Iterator[AudioSegment]:
    """One segment a scene, or several where it is long. Notes in `heard` the first sample of each
    clip, and the first behind it."""
    # Raw samples are joined once: pydub's += copies all that was before at each step.
    parts: list[bytes] = []
    size = at = begin = 0
    scene: int | None = None
    pause = head
    for cue, clip in pairs:
        if parts and (cue.scene != scene or size > BLOCK):
            yield _segment(parts, begin, rate)
            parts, size, begin = [], 0, at
        scene = cue.scene
        before, sound = _silence(pause, rate), at_rate(clip, rate)
        parts += (before, sound)
        size += len(before) + len(sound)
        start = at + len(before) // 2
        at = start + len(sound) // 2
        heard.append((start, at))
        pause = cue.pause
    rest = _silence(tail if scene is not None else Ms(head + tail), rate)
    yield _segment([*parts, rest], begin, rate)


def _segment(parts: list[bytes], begin: int, rate: Hz) -> AudioSegment:
    """`begin`: the number of its first sample."""
    sound = add_room_tone(b"".join(parts), begin, rate)
    return AudioSegment(data=sound, sample_width=2, frame_rate=rate, channels=1)


def _silence(length: Ms, rate: Hz) -> bytes:
    return bytes(2 * (rate * length // 1000))


def at_rate(clip: Clip, rate: Hz) -> bytes:
    """Its samples at another rate, by ffmpeg: pydub's resampler interpolates linearly."""
    if clip.rate == rate or not clip.pcm:
        return clip.pcm
    sound = ("-f", "s16le", "-ac", "1")
    source = (*SINGLE, *sound, "-ar", str(clip.rate), "-i", "pipe:0")
    return ffmpeg((*source, *sound, "-ar", str(rate), "pipe:1"), clip.pcm)[0]
