"""A clip as an engine gives it -> one that joins others: trimmed, levelled, with soft edges."""

from __future__ import annotations

from array import array

from fic_audio.model import Clip, Db, Hz, Lufs, Voice
from fic_audio.sound.pcm import FULL_SCALE, max_sample, multiply

REFERENCE = Lufs(-24.0)
"""The loudness to which every voice is brought before the mix. Five below the finished chapter's,
so that a shout has room: speech peaks up to 18 dB over its loudness."""

SILENCE = 300
"""What is this many times (50 dB) below a clip's own peak is silence at its ends."""
STEP_MS = 5
LEAD_MS = 10
"""Kept before the first sound: a soft consonant may begin below the threshold."""
TRAIL_MS = 30
"""Kept after the last one: a vowel dies away."""
UNCHANGED = Db(0.0)
EDGE_MS = 3
"""Length of the ramps that keep a joint from clicking."""


def level(clip: Clip, voice: Voice, volume: Db = UNCHANGED) -> Clip:
    """Trims the clip's silent ends and brings its voice to `REFERENCE`, `volume` decibels apart.

    Never clips: where the gain would, it is less. Silence stays as it is, at its full length.
    """
    peak = max_sample(clip.pcm, 2)
    if peak == 0:
        return clip
    gain = 10 ** ((REFERENCE - voice.lufs + volume) / 20)
    pcm = multiply(_trim(clip, peak // SILENCE), 2, min(gain, FULL_SCALE / peak))
    return Clip(_soften(pcm, clip.rate), clip.rate)


def _trim(clip: Clip, threshold: int) -> memoryview:
    """The samples from shortly before the first above the threshold to shortly after the last."""
    pcm = memoryview(clip.pcm)
    step = _bytes(STEP_MS, clip.rate)
    start, end = 0, len(pcm)
    while start < end and max_sample(pcm[start : start + step], 2) <= threshold:
        start += step
    while end > start and max_sample(pcm[max(start, end - step) : end], 2) <= threshold:
        end -= step
    start = max(0, start - _bytes(LEAD_MS, clip.rate))
    return pcm[start : end + _bytes(TRAIL_MS, clip.rate)]


def _soften(pcm: bytes, rate: Hz) -> bytes:
    """Ramps up from and down to nothing at the two ends."""
    samples = array("h", pcm)
    ramp = min(rate * EDGE_MS // 1000, len(samples) // 2)
    for at in range(ramp):
        samples[at] = samples[at] * at // ramp
        samples[-1 - at] = samples[-1 - at] * at // ramp
    return samples.tobytes()


def _bytes(ms: int, rate: Hz) -> int:
    return 2 * (rate * ms // 1000)
