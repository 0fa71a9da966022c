"""A phrase, a speaker and a delivery -> sound: the networks in turn, directed between them."""

from __future__ import annotations

import numpy as np

from fic_audio.engines.choir.expression import Expression, colour, express
from fic_audio.engines.choir.networks import Counts, Floats, Networks
from fic_audio.engines.choir.phonemizer import Phrase
from fic_audio.engines.choir.speakers import Speaker
from fic_audio.engines.vocoder import FRAME, synthesize

FADE = 96
"""Samples over which a piece that is cut out of a longer one begins and ends: 4 ms."""
PAUSE = 12
"""Of 25 ms, the least that lies between such a piece and the words around it: the networks run
sentences together, and a short one would lose its ends."""
EDGE = 8
"""Frames at the ends of such a pause in which words may still sound."""
STEP = 60
"""Samples, 2.5 ms: a piece is cut out where four of them together are quietest."""


class Singer:
    """Speaks for everybody: the networks are loaded once."""

    def __init__(self) -> None:
        self._networks = Networks()

    def speak(self, phrase: Phrase, speaker: Speaker, expression: Expression) -> Floats:
        """-> samples from -1 to 1, 24,000 a second. Raises EngineError."""
        number = speaker.number
        reading = self._networks.read(phrase.ids, number)
        durations: Counts = expression.durations(reading.durations, phrase)
        joints = [phrase.joint(at) for at in (phrase.start, phrase.end)]
        for start, end in joints:
            if start < end:
                durations[start] += max(0, PAUSE - int(durations[start:end].sum()))
        starts = 2 * np.concatenate([[0], np.cumsum(durations)])
        f0, energy = express(
            self._networks.melody(reading, durations, number), starts, phrase, expression
        )
        for start, end in joints:
            # Made longer than it would be, a pause is one no more unless nobody speaks in it.
            silent = slice(int(starts[start]) + EDGE, max(0, int(starts[end]) - EDGE))
            f0[silent], energy[silent] = 0.0, energy.min()
        # Cut within the pauses, where they are quietest: a word may begin before its own frames.
        (before, first), (last, behind) = (starts[list(joint)].tolist() for joint in joints)
        phonemes = np.repeat(np.arange(len(phrase.ids)), 2 * durations)

        def spectra(seen: slice) -> Floats:
            melody = f0[seen], energy[seen]
            made = self._networks.sound(reading, phonemes[seen], melody, number)
            return colour(made, f0[seen], expression)

        sound = synthesize(f0, slice(before, behind), spectra)
        if phrase.whole:
            return sound
        begin = _quietest(sound[: FRAME * (first - before)])
        pause = len(sound) - FRAME * (behind - last)
        return _softened(sound[begin : pause + _quietest(sound[pause:])])


def _quietest(sound: Floats) -> int:
    """Where a pause is quietest, in samples."""
    if len(sound) < 4 * STEP:
        return len(sound) // 2
    power = np.square(sound[: len(sound) // STEP * STEP]).reshape(-1, STEP).sum(axis=1)
    return STEP * (int(np.argmin(np.convolve(power, np.ones(4), "valid"))) + 2)


def _softened(sound: Floats) -> Floats:
    """With a short fade at both ends: it is cut out of speech."""
    fade = min(FADE, len(sound) // 2)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    sound = sound.copy()
    sound[:fade] *= ramp
    sound[len(sound) - fade :] *= ramp[::-1]
    return sound
