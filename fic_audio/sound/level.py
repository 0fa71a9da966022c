"""A clip as an engine gives it -> one that joins others: trimmed, levelled, with soft edges."""

from __future__ import annotations

import math
from array import array

from fic_audio.model import Clip, Db, Delivery, Hz, Lufs, Style, Voice
from fic_audio.sound.pcm import FULL_SCALE, add, max_sample, multiply, root_mean_square, smooth

REFERENCE = Lufs(-24.0)
"""The loudness to which every voice is brought before the mix. Five below the finished chapter's,
so that a shout has room: speech peaks up to 18 dB over its loudness."""

SILENCE = 300
"""What is this many times (50 dB) below a clip's own peak is silence at its ends."""
STEP_MS = 5
LEAD_MS = 30
"""Kept before the first sound: a soft consonant may begin below the threshold, and a breath."""
TRAIL_MS = 60
"""Kept after the last one: a vowel dies away, and so does what an engine hisses."""
FADE_IN_MS, FADE_OUT_MS = 10, 30
"""Length of the ramps at the two ends: the room tone takes over."""
SPOKEN = Delivery()

NEARER = Db(3.0)
"""The most by which a line is brought nearer to its voice's loudness."""
BLOCK_MS, HOP_MS = 400, 100
"""Of a sound whose loudness is measured (BS.1770); what is shorter is left as it is."""
GATE = 10 ** (-10 / 20)
"""Blocks that are this much softer than the others are pauses."""
BRIGHT, SHELF = 0.585, Hz(1500)
"""Above that frequency a sound counts for 4 dB more (BS.1770)."""


def level(clip: Clip, voice: Voice, delivery: Delivery = SPOKEN) -> Clip:
    """Trims the clip's silent ends and brings it to `REFERENCE`, the delivery's volume apart.

    A line that came out louder or softer than its voice is brought nearer to it, but for a whisper,
    which is breath and has no loudness of a voice. Never clips: where the gain would, it is less.
    Silence stays as it is, at its full length.
    """
    peak = max_sample(clip.pcm, 2)
    if peak == 0:
        return clip
    sound = _trim(clip, peak // SILENCE)
    decibels = REFERENCE - voice.lufs + delivery.volume
    if delivery.style is not Style.WHISPER:
        decibels += _nearer(sound, clip.rate, voice.lufs)
    pcm = multiply(sound, 2, min(10 ** (decibels / 20), FULL_SCALE / peak))
    return Clip(_soften(pcm, clip.rate), clip.rate)


def _nearer(sound: memoryview, rate: Hz, wanted: Lufs) -> float:
    """Decibels that bring the sound nearer to a loudness."""
    measured = loudness_of_speech(sound, rate)
    return min(max(wanted - measured, -NEARER), NEARER) if measured is not None else 0.0


def loudness_of_speech(sound: bytes | memoryview, rate: Hz) -> Lufs | None:
    """About its loudness, some hundred times faster than ffmpeg tells it; None for a short one."""
    block, hop = _bytes(BLOCK_MS, rate), _bytes(HOP_MS, rate)
    if len(sound) < block:
        return None
    share = 1 - math.exp(-math.tau * SHELF / rate)
    weights = round(1000 * share), round(1000 * (1 - share))
    dark, _ = smooth(sound, 2, 1, rate, rate, None, *weights)
    # Halved, so that nothing clips.
    whole, less = multiply(sound, 2, (1 + BRIGHT) / 2), multiply(dark, 2, -BRIGHT / 2)
    bright = memoryview(add(whole, less, 2))
    heights = [
        root_mean_square(bright[start : start + block], 2)
        for start in range(0, len(bright) - block + 1, hop)
    ]
    loud = [height for height in heights if height >= GATE * _mean(heights)]
    mean = 2 * _mean(loud) / (FULL_SCALE + 1)
    return Lufs(20 * math.log10(mean) - 0.691) if mean else None


def _mean(heights: list[int]) -> float:
    return math.sqrt(sum(height * height for height in heights) / len(heights))


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
    up = min(rate * FADE_IN_MS // 1000, len(samples) // 2)
    down = min(rate * FADE_OUT_MS // 1000, len(samples) // 2)
    for at in range(up):
        samples[at] = samples[at] * at // up
    for at in range(down):
        samples[-1 - at] = samples[-1 - at] * at // down
    return samples.tobytes()


def _bytes(ms: int, rate: Hz) -> int:
    return 2 * (rate * ms // 1000)
