"""A phrase, a speaker and a delivery -> sound: the networks in turn, directed between them."""

from __future__ import annotations

import numpy as np

from fic_audio.engines.choir.expression import Expression, colour, express
from fic_audio.engines.choir.networks import FRAME, Counts, Floats, Networks
from fic_audio.engines.choir.phonemizer import Phrase
from fic_audio.engines.choir.speakers import Speaker

FADE = 96
"""Samples over which a piece that is cut out of a longer one begins and ends: 4 ms."""


class Singer:
    """Speaks for everybody: the networks are loaded once."""

    def __init__(self) -> None:
        self._networks = Networks()

    def speak(self, phrase: Phrase, speaker: Speaker, expression: Expression) -> Floats:
        """-> samples from -1 to 1, 24,000 a second. Raises EngineError."""
        from hibari import dsp

        number = speaker.number
        reading = self._networks.read(phrase.ids, number)
        durations: Counts = expression.durations(reading.durations, phrase)
        starts = 2 * np.concatenate([[0], np.cumsum(durations)])
        f0, energy = express(
            self._networks.melody(reading, durations, number), starts, phrase, expression
        )
        wanted = slice(int(starts[phrase.start]), int(starts[phrase.end]))
        spectra, seen = self._networks.sound(reading, durations, (f0, energy), number, wanted)
        spectra = colour(spectra, f0[seen], expression)
        # Seeded: the same words are the same samples.
        sound: Floats = dsp.synth(*spectra, f0[seen], np.random.default_rng(0))
        cut = sound[FRAME * (wanted.start - seen.start) : FRAME * (wanted.stop - seen.start)]
        return cut if phrase.whole else _softened(cut)


def _softened(sound: Floats) -> Floats:
    """With a short fade at both ends: it is cut out of speech."""
    fade = min(FADE, len(sound) // 2)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    sound = sound.copy()
    sound[:fade] *= ramp
    sound[len(sound) - fade :] *= ramp[::-1]
    return sound
