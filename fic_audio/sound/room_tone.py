"""The sound of a quiet room, under speech and pauses alike: without it the hiss of a voice would
stop dead between the lines.

Noise that is darker than a hiss, drawn once and repeated without a seam: the same in every run.
"""

from __future__ import annotations

from functools import cache
from random import Random

from fic_audio.model import Db, Hz
from fic_audio.sound.pcm import FULL_SCALE, add, max_sample, multiply, root_mean_square, smooth

LEVEL = Db(-72.0)
"""Before mastering, which adds five decibels: a finished file must stay under -60 (ACX)."""
SECONDS = 5
SEED = 1
DARKER = (1, 3)
"""Weights of a sample and of its forerunner, as it came out: the higher, the weaker."""


def add_room_tone(pcm: bytes, start: int, rate: Hz) -> bytes:
    """Sound in a quiet room; `start` counts the samples before it. Where nothing at all is heard
    there is no room either."""
    if not max_sample(pcm, 2):
        return pcm
    room = _room_tone(rate)
    first = 2 * start % len(room)
    times = -(-(first + len(pcm)) // len(room))
    return add(pcm, (room * times)[first : first + len(pcm)], 2)


@cache
def _room_tone(rate: Hz) -> bytes:
    noise = multiply(Random(SEED).randbytes(2 * SECONDS * rate), 2, 0.5)
    # What comes a second time begins as the first time ends: there is no seam.
    noise = smooth(2 * noise, 2, 1, rate, rate, None, *DARKER)[0][len(noise) :]
    wanted = 10 ** (LEVEL / 20) * FULL_SCALE
    return multiply(noise, 2, wanted / root_mean_square(noise, 2))
