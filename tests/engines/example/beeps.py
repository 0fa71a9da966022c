"""An engine of one's own: it says each letter as a beep, high in the voice "high"."""

import math
from array import array

from fic_audio.engines import EngineVoice
from fic_audio.engines.phonemes import plain
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Delivery, Hz, Voice

RATE = Hz(22_050)
PITCHES = {"low": 110.0, "high": 220.0}


class Beeps:
    name = "beeps"
    audible = True
    reproducible = True

    def check(self) -> None:
        """Nothing is missing here. Say what is, and how to get it, with EngineError."""

    def version(self) -> str:
        return "1.0"

    def voices(self) -> list[EngineVoice]:
        return [EngineVoice(name, "en") for name in PITCHES]

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        if voice.id not in PITCHES:
            raise EngineError(f'beeps has no voice "{voice.id}"; it has {", ".join(PITCHES)}')
        pitch = PITCHES[voice.id] * 2 ** (delivery.pitch / 12)
        letters = sum(map(str.isalnum, plain(text)))
        length = round(letters * 0.07 / delivery.rate * RATE)
        loud = 8000 * 10 ** (delivery.volume / 20)
        wave = (round(loud * math.sin(math.tau * pitch * at / RATE)) for at in range(length))
        return Clip(array("h", wave).tobytes(), RATE)
