"""What lies between two cues -> the silence between them.

The listener's `Pauses` are the base, for a voice of `PACE`. A reader's pauses are longer the slower
the reading, follow what the sentence leaves open, and are never all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from fic_audio.config import Pauses
from fic_audio.engines.phonemes import plain
from fic_audio.model import SPOKEN_BY_CHARACTERS, Delivery, Kind, Line, Ms
from fic_audio.script.cast import Role
from fic_audio.script.prosody.endings import BROKEN, TRAILED
from fic_audio.text.sentences import ends_sentence

PACE = 155
"""Words a minute for which the pauses are set down: what narrators are asked for (ACX)."""
SLOWEST, FASTEST = 0.75, 1.35
"""Paces beyond which pauses change no further."""
VARIES = 0.15
"""The share by which a pause varies at most; two thirds of them vary by less than 0.07."""
LONG = 600
"""Characters, a hundred words, from which a paragraph is long and needs a longer breath."""

AFTER_LONG = 1.2
TRAILS_OFF = 1.3
"""Behind "…": the words hang in the air."""
CUT_OFF = 1.2
"""Behind a dash that breaks a sentence off, where nobody else breaks in."""
INTERRUPTED = 0.4
"""Behind such a dash where the next speaker does: as short as a change of voices can be."""
TAG = 0.6
"""Between "It leaks," and its tag, one sentence: half of what lies between speech and a beat."""
LEAD = 0.8
"""Between 'Mara said,' and the speech."""
RUNS_ON = Ms(70)
"""Between words of one sentence that two voices say."""
BEAT = 1.4
"""Between a whole sentence of narration and one of speech, either way round."""

_COMMA = re.compile(r"[,;:][\"'”’»*_)\s]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that is said in one breath."""

    line: Line
    start: int
    end: int
    """It stands in `text[start:end]` of the chapter."""
    said: str
    """For the ear."""
    role: Role
    delivery: Delivery
    language: str = ""
    """What English calls the language of its words, where that is not the story's."""
    runs_on: bool = False
    """Whether it goes on in the sentence of the piece before, in another language."""
    instead: str = ""
    """The listener's own words, where these are said instead of those of the text."""


class Timing:
    """The pauses of a chapter. `exact`: as the listener set them down, to the millisecond."""

    def __init__(self, text: str, pauses: Pauses, *, exact: bool) -> None:
        self._text = text
        self._pauses = pauses
        self._exact = exact
        self._paragraph = -1
        self._length = 0

    def between(self, last: Piece, now: Piece, *, broke: bool, footnote: bool) -> Ms:
        """The silence between two pieces; `broke`: a scene ends there, `footnote`: one of them is
        of a footnote. To be asked for piece after piece."""
        if last.line.span.paragraph != self._paragraph:
            self._paragraph, self._length = last.line.span.paragraph, 0
        self._length += last.end - last.start
        if now.runs_on:
            return RUNS_ON
        base = self._base(last, now, broke=broke, footnote=footnote)
        if self._exact:
            return base
        open_end = 1.0 if broke or footnote else self._open_end(last, now)
        pace = last.role.voice.rate * last.delivery.rate / PACE
        pace = min(max(pace, SLOWEST), FASTEST)
        return Ms(round(base * open_end / pace * _varied(plain(last.said), plain(now.said))))

    def _base(self, last: Piece, now: Piece, *, broke: bool, footnote: bool) -> Ms:
        """What the listener wants where such two meet."""
        pauses, before, behind = self._pauses, last.line.span, now.line.span
        if broke:
            return pauses.scene
        if footnote:
            return pauses.paragraph
        if before.kind is Kind.HEADING and before != behind:
            return pauses.heading
        if Kind.NOTE in (before.kind, behind.kind) and before.kind is not behind.kind:
            return pauses.scene
        if before.paragraph == behind.paragraph:
            return pauses.sentence if before == behind else pauses.quote
        if before.kind in SPOKEN_BY_CHARACTERS and behind.kind in SPOKEN_BY_CHARACTERS:
            return pauses.turn
        return pauses.paragraph

    def _open_end(self, last: Piece, now: Piece) -> float:
        """What the end of a piece, and what it is the end of, make of the pause behind it."""
        text = self._text[max(last.start, last.end - 20) : last.end]
        before, behind = last.line.span, now.line.span
        if before.kind is Kind.HEADING:
            return 1.0
        if before.paragraph == behind.paragraph and before != behind:
            if _COMMA.search(text):
                return TAG if before.kind in SPOKEN_BY_CHARACTERS else LEAD
            opens = self._text[now.start : now.end].lstrip(" \t\"'“‘«*_")[:1]
            return BEAT if ends_sentence(text) and not opens.islower() else 1.0
        speak = before.kind in SPOKEN_BY_CHARACTERS and behind.kind in SPOKEN_BY_CHARACTERS
        factor = 1.0
        if TRAILED.search(text):
            factor = TRAILS_OFF
        elif BROKEN.search(text):
            factor = INTERRUPTED if speak and before.quote != behind.quote else CUT_OFF
        if before.paragraph != behind.paragraph and self._length > LONG and factor > INTERRUPTED:
            factor *= AFTER_LONG
        return factor


def _varied(*texts: str) -> float:
    """A factor around 1 that the words alone decide: the same story has always the same pauses."""
    digest = blake2b("\0".join(texts).encode(errors="replace"), digest_size=8).digest()
    first, second = int.from_bytes(digest[:4], "big"), int.from_bytes(digest[4:], "big")
    return 1 + VARIES * ((first + second) / 2**32 - 1)
