"""The choir: a natural voice for everybody, offline and a hundred times faster than speech.

One small network has learnt Kokoro's speakers, and children and old people made of them. Between
its parts stand plain numbers (how long each phoneme lasts, pitch and energy of each frame), and
there a line is directed: see `expression`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar

from fic_audio import onnx
from fic_audio.engines import EngineVoice
from fic_audio.engines.choir.speakers import FILES, HOW, members
from fic_audio.engines.samples import SEMITONES, clip_of
from fic_audio.errors import EngineError, did_you_mean
from fic_audio.model import Clip, Delivery, Ending, Gender, Hz, Voice

if TYPE_CHECKING:
    from fic_audio.engines.choir.singer import Singer

OWN = "3"
"""Counts the changes of this package's code that can be heard."""
RATE = Hz(24_000)
PACKAGES = {"hibari": "hibari-tts", "onnxruntime": "onnxruntime"}
"""Modules that it needs, and the packages that bring them."""


class Choir:
    """Speaks English. The same words always give the same samples."""

    name: ClassVar[str] = "choir"
    audible: ClassVar[bool] = True
    reproducible: ClassVar[bool] = True

    def check(self) -> None:
        """Raises EngineError where a package or a file that it needs is missing, or the table of
        speakers damaged."""
        for module, package in PACKAGES.items():
            if find_spec(module) is None:
                raise EngineError(
                    f"the natural voices need {package}, which is not installed (there is none for "
                    f"some systems and versions of Python); pip install {package}"
                )
        for path in FILES:
            if not path.is_file():
                raise EngineError(f"the natural voices need {path}, which is missing; {HOW}")
        members()

    def version(self) -> str:
        """Changes with the networks, with hibari, which turns the words into phonemes, and with
        onnxruntime, of which another version computes other samples."""
        return "-".join((OWN, members().networks, metadata.version("hibari-tts"), onnx.version()))

    def voices(self) -> tuple[EngineVoice, ...]:
        return tuple(
            EngineVoice(name, speaker.language, Gender(speaker.gender))
            for name, speaker in members().speakers.items()
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
        from fic_audio.engines.choir.expression import Expression
        from fic_audio.engines.choir.phonemizer import phonemize

        self.check()
        speakers = members().speakers
        speaker = speakers.get(voice.id)
        if speaker is None:
            hint = did_you_mean(voice.id, speakers)
            raise EngineError(f'the choir has no voice "{voice.id}"{hint}')
        expression = Expression(
            voice.rate / speaker.pace * delivery.rate,
            delivery.pitch + SEMITONES * (voice.pitch - 50),
            voice.range / 50,
            delivery,
        )
        phrases = phonemize(text, before, after, british=speaker.language == "en-GB")
        # Only the last of several sentences is the one that ends so.
        inner = replace(expression, delivery=replace(delivery, ending=Ending.PLAIN))
        parts = [
            self._singer.speak(phrase, speaker, expression if phrase is phrases[-1] else inner)
            for phrase in phrases
        ]
        return clip_of(parts, RATE, delivery)

    @cached_property
    def _singer(self) -> Singer:
        from fic_audio.engines.choir.singer import Singer

        return Singer()
