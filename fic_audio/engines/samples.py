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
    # Who only asks whether an engine is ready does not wait for numpy.
    import numpy as np

    from fic_audio.engines.pitch import shift_pitch

    sound = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    semitones = delivery.pitch + SEMITONES * (voice.pitch - 50)
    sound = shift_pitch(sound, rate, semitones, voice.formant)
    sound = sound * np.float32(10 ** (delivery.volume / 20))
    peak = float(np.abs(sound).max(initial=0.0))
    if peak > LOUDEST:
        sound = sound * np.float32(LOUDEST / peak)
    return Clip((sound * 32767).astype("<i2").tobytes(), rate)
