"""The choir: a natural voice for everybody, offline and a hundred times faster than speech.

One small network has learnt Kokoro's speakers, and children and old people made of them. Between
its parts stand plain numbers (how long each phoneme lasts, pitch and energy of each frame), and
there a line is directed: see `expression`.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from importlib import metadata
from importlib.util import find_spec
from typing import ClassVar

import numpy as np

from fic_audio.engines import EngineVoice
from fic_audio.engines.choir.expression import Expression, colour, express
from fic_audio.engines.choir.networks import FOLDER, FRAME, HOW, Counts, Networks, Speaker
from fic_audio.engines.choir.phonemizer import Phrase, phonemize
from fic_audio.engines.samples import SEMITONES, Samples, clip_of
from fic_audio.errors import EngineError, did_you_mean
from fic_audio.model import Clip, Delivery, Ending, Gender, Hz, Voice

OWN = "1"
"""Counts the changes of this package's code that can be heard."""
RATE = Hz(24_000)
FADE = 96
"""Samples over which a piece that is cut out of a longer one begins and ends: 4 ms."""


class Choir:
    """Speaks English. The same words always give the same samples."""

    name: ClassVar[str] = "choir"
    audible: ClassVar[bool] = True
    reproducible: ClassVar[bool] = True

    def __init__(self) -> None:
        self._networks = Networks()

    def check(self) -> None:
        """Raises EngineError where a package that it needs is missing."""
        for module in ("hibari", "onnxruntime"):
            if find_spec(module) is None:
                raise EngineError(f"the natural voices need {module}, which is not here; {HOW}")

    def version(self) -> str:
        """Another one for other networks, and for another reading of the words."""
        digest = blake2b(digest_size=6)
        for path in sorted(FOLDER.glob("*.onnx")):
            digest.update(path.read_bytes())
        return f"{OWN}-{digest.hexdigest()}-{metadata.version('hibari-tts')}"

    def voices(self) -> tuple[EngineVoice, ...]:
        return tuple(
            EngineVoice(name, speaker.language, Gender(speaker.gender))
            for name, speaker in self._networks.speakers.items()
        )

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Speaks the whole text; text without letters or digits gives a clip of no length.

        Raises EngineError for an unknown voice and where the network fails.
        """
        return self.say_within(text, "", "", voice, delivery)

    def say_within(
        self, text: str, before: str, after: str, voice: Voice, delivery: Delivery
    ) -> Clip:
        """Speaks the text as it sounds between other words of the same breath, and that alone."""
        self.check()
        speaker = self._networks.speakers.get(voice.id)
        if speaker is None:
            hint = did_you_mean(voice.id, self._networks.speakers)
            raise EngineError(f'the choir has no voice "{voice.id}"{hint}')
        phrases = phonemize(text, before, after, british=speaker.language == "en-GB")
        # Only the last of several sentences is the one that ends so.
        inner = replace(delivery, ending=Ending.PLAIN)
        parts = [
            self._speak(phrase, speaker, voice, delivery if phrase is phrases[-1] else inner)
            for phrase in phrases
        ]
        return clip_of(parts, RATE, delivery)

    def _speak(self, phrase: Phrase, speaker: Speaker, voice: Voice, delivery: Delivery) -> Samples:
        from hibari import dsp

        number = speaker.number
        reading = self._networks.read(phrase.ids, number)
        expression = Expression(
            voice.rate / speaker.pace * delivery.rate,
            delivery.pitch + SEMITONES * (voice.pitch - 50),
            voice.range / 50,
            delivery,
        )
        durations: Counts = expression.durations(reading.durations, phrase)
        starts = 2 * np.concatenate([[0], np.cumsum(durations)])
        f0, energy = express(
            self._networks.melody(reading, durations, number), starts, phrase, expression
        )
        wanted = slice(int(starts[phrase.start]), int(starts[phrase.end]))
        spectra, seen = self._networks.sound(reading, durations, (f0, energy), number, wanted)
        # The noise is drawn for the frames that are there: the same words, the same samples.
        spectra = colour(spectra, f0[seen], expression)
        sound: Samples = dsp.synth(*spectra, f0[seen], np.random.default_rng(0))
        cut = sound[FRAME * (wanted.start - seen.start) : FRAME * (wanted.stop - seen.start)]
        return cut if phrase.whole else _softened(cut)


def _softened(sound: Samples) -> Samples:
    """With a short fade at both ends: it is cut out of speech."""
    fade = min(FADE, len(sound) // 2)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    sound = sound.copy()
    sound[:fade] *= ramp
    sound[len(sound) - fade :] *= ramp[::-1]
    return sound
