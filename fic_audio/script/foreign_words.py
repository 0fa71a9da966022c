"""Words of another language within a story: who says them, or what is said in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from fic_audio.language.writing import Stretch, is_japanese, is_mixed, stretches
from fic_audio.model import Voice
from fic_audio.script.normalize import NormalizeOptions, normalize
from fic_audio.script.normalize.emoji import blank_emoji
from fic_audio.script.pronounce import Lexicon
from fic_audio.voices import Voices

INSTEAD = "words in "
"""Said before a language's name, in the place of words that nobody can say."""


class SpokenPart(NamedTuple):
    """A part of a text that one voice says."""

    start: int
    end: int
    text: str
    """For the ear."""
    voice: Voice
    language: str = ""
    """What English calls it, if it is not the story's own."""


class Interpreter:
    """Tells the text for the ear of a story's lines, each stretch in its own language.

    `text` is the chapter's: where it has syllables of Japanese, its Chinese characters are
    Japanese too.
    """

    def __init__(
        self,
        text: str,
        voices: Voices,
        pronounce: Lexicon | Mapping[str, str] | None,
        ear: NormalizeOptions,
    ) -> None:
        self._voices = voices
        self._lexicon = pronounce if isinstance(pronounce, Lexicon) else Lexicon(pronounce)
        self._ear = ear
        self._japanese = is_japanese(text)

    def said(self, text: str, voice: Voice) -> Iterator[SpokenPart]:
        """What is said of a text by a voice and those who help it out; places are in the text."""
        if not self._voices.languages or not is_mixed(text):
            parts = [Stretch(0, len(text))]
        else:
            # Faces are drawn with letters of every writing.
            seen = blank_emoji(text)
            own = self._ear.tongue
            parts = stretches(seen, 0, len(text), own, japanese=self._japanese)
            parts = list(_joined(parts, text, self._lexicon))
        for part in parts:
            written = text[part.start : part.end]
            other = self._voices.abroad(voice, part.tag) if part.writing else None
            if not part.writing:
                said, language, who = normalize(written, self._lexicon, self._ear), "", voice
            elif other:
                strange = replace(self._ear, english=False, tongue=part.tag)
                said, language, who = normalize(written, None, strange), part.called, other
            else:
                said, language, who = self._instead(part, written), part.called, voice
            if said:
                yield SpokenPart(part.start, part.end, said, who, language)

    def _instead(self, part: Stretch, written: str) -> str:
        """The words for what nobody here can say. In a story that is not in English, nothing."""
        if not self._ear.english:
            return ""
        stop = written.rstrip()[-1:]
        return INSTEAD + part.called + (stop if stop in (".", ",", "!", "?") else "")


def _joined(parts: list[Stretch], text: str, lexicon: Lexicon) -> Iterator[Stretch]:
    """The stretches, of which those stay with the words around them that the listener taught the
    program to say."""
    held: Stretch | None = None
    for part in parts:
        own = not part.writing or lexicon.knows(text[part.start : part.end].strip(" \n.,!?…"))
        if not own:
            if held:
                yield held
            held = None
            yield part
        elif held:
            held = held._replace(end=part.end)
        else:
            held = Stretch(part.start, part.end)
    if held:
        yield held
