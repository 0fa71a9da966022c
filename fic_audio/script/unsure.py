"""Lines -> lines: who says what nobody is sure of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fic_audio.config import Unsure
from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Line

UNSURE = "unsure"
"""The first word of the reason of an unsure line."""


def is_unsure(line: Line, threshold: float) -> bool:
    """Whether the speaker of a line is less sure than that."""
    return line.span.kind in SPOKEN_BY_CHARACTERS and line.confidence < threshold


def settle(
    lines: Sequence[Sequence[Line]], unsure: Unsure, threshold: float
) -> tuple[tuple[Line, ...], ...]:
    """Lines whose confidence is below the threshold stay with the likeliest speaker or go to the
    narrator, as the listener chose; their reason tells."""
    return tuple(tuple(_settled(line, unsure, threshold) for line in each) for each in lines)


def _settled(line: Line, unsure: Unsure, threshold: float) -> Line:
    if not is_unsure(line, threshold):
        return line
    because = f"; {line.why}" if line.why else ""
    if unsure == "likeliest" or line.speaker == NARRATOR:
        return replace(line, why=f"{UNSURE}{because}")
    likeliest = f"likeliest {line.speaker}" if line.speaker else "nobody likely"
    why = f"{UNSURE}, so the narrator reads it; {likeliest}{because}"
    return replace(line, speaker=NARRATOR, why=why)
