"""What a network has spoken -> a clip: what all neural engines do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fic_audio.model import Clip, Delivery, Hz, Voice

if TYPE_CHECKING:
    from fic_audio.engines.pitch import Samples

USUAL_RATE = 165
"""Words a minute at a network's own pace, as the catalogue counts."""
SEMITONES = 12 / 50
"""To a step of a voice's `pitch`, as espeak-ng counts."""
LOUDEST = 0.98


def speed(voice: Voice, delivery: Delivery) -> float:
    """How much faster than at its own pace a network is to speak."""
    return voice.rate / USUAL_RATE * delivery.rate


def join_samples(parts: list[Samples], rate: Hz, voice: Voice, delivery: Delivery) -> Clip:
    """The parts (from -1 to 1) as one clip, with pitch, throat and volume as they are wanted."""
    from fic_audio.engines.pitch import shift_pitch

    semitones = delivery.pitch + SEMITONES * (voice.pitch - 50)
    moved = [shift_pitch(_joined(parts), rate, semitones, voice.formant)]
    return clip_of(moved, rate, delivery)


def clip_of(parts: list[Samples], rate: Hz, delivery: Delivery) -> Clip:
    """The parts (from -1 to 1) as one clip of the volume that is wanted."""
    # Who only asks whether an engine is ready does not wait for numpy.
    import numpy as np

    sound = _joined(parts) * np.float32(10 ** (delivery.volume / 20))
    peak = float(np.abs(sound).max(initial=0.0))
    if peak > LOUDEST:
        sound = sound * np.float32(LOUDEST / peak)
    return Clip((sound * 32767).astype("<i2").tobytes(), rate)


def _joined(parts: list[Samples]) -> Samples:
    import numpy as np

    return np.concatenate(parts) if parts else np.zeros(0, np.float32)
