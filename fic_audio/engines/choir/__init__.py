"""The choir: a natural voice for everybody, offline and a hundred times faster than speech.

One small network has learnt Kokoro's speakers, and children and old people made of them. Between
its parts stand plain numbers (how long each phoneme lasts, pitch and energy of each frame), and
there a line is directed: see `expression`.
"""

from __future__ import annotations

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
from fic_audio.model import Clip, Delivery, Gender, Hz, Voice

OWN = "1"
"""Counts the changes of this package's code that can be heard."""
RATE = Hz(24_000)
FADE = 96
"""Samples over which a piece that is cut out of a longer one begins and ends: 4 ms."""
PAUSE = 12
"""Of 25 ms, the least that lies between such a piece and the words around it: the networks run
sentences together, and a short one would lose its ends."""
STEP = 60
"""Samples, 2.5 ms: a piece is cut out where four of them together are quietest."""


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
        parts = [self._speak(phrase, speaker, voice, delivery) for phrase in phrases]
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
        joints = [phrase.joint(at) for at in (phrase.start, phrase.end)]
        for start, end in joints:
            if start < end:
                durations[start] += max(0, PAUSE - int(durations[start:end].sum()))
        starts = 2 * np.concatenate([[0], np.cumsum(durations)])
        f0, energy = express(
            self._networks.melody(reading, durations, number), starts, phrase, expression
        )
        # Cut within the pauses, where they are quietest: a word may begin before its own frames.
        (before, first), (last, behind) = (starts[list(joint)].tolist() for joint in joints)
        wanted = slice(before, behind)
        spectra, seen = self._networks.sound(reading, durations, (f0, energy), number, wanted)
        # The noise is drawn for the frames that are there: the same words, the same samples.
        spectra = colour(spectra, f0[seen], expression)
        sound: Samples = dsp.synth(*spectra, f0[seen], np.random.default_rng(0))
        sound = sound[FRAME * (before - seen.start) : FRAME * (behind - seen.start)]
        if phrase.whole:
            return sound
        begin = _quietest(sound[: FRAME * (first - before)])
        pause = len(sound) - FRAME * (behind - last)
        return _softened(sound[begin : pause + _quietest(sound[pause:])])


def _quietest(sound: Samples) -> int:
    """Where a pause is quietest, in samples."""
    if len(sound) < 4 * STEP:
        return len(sound) // 2
    power = np.square(sound[: len(sound) // STEP * STEP]).reshape(-1, STEP).sum(axis=1)
    return STEP * (int(np.argmin(np.convolve(power, np.ones(4), "valid"))) + 2)


def _softened(sound: Samples) -> Samples:
    """With a short fade at both ends: it is cut out of speech."""
    fade = min(FADE, len(sound) // 2)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    sound = sound.copy()
    sound[:fade] *= ramp
    sound[len(sound) - fade :] *= ramp[::-1]
    return sound
