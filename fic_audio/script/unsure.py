"""Lines -> lines: who says what nobody is sure of; and who it is that has no name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fic_audio.config import Unsure
from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Character, Line

UNSURE = "unsure"
"""The first word of the reason of an unsure line."""

DESCRIBED = re.compile(r"(?:the|an?|his|her|their|its|our|one)\s|.*['’]s\s+[a-z]", re.IGNORECASE)
"""Begins as a description, not as a name: "the conductor", "Martin's father"."""


def count_nameless(
    characters: Sequence[Character], lines: Iterable[Line]
) -> tuple[tuple[str, int], ...]:
    """Those who speak and are only described, each with the number of lines, most first: one
    answer, who that is, may put many lines right. Whom the listener has set down is known."""
    asked = {
        each.name
        for each in characters
        if DESCRIBED.match(each.name) and each.name[0].islower() and not known_by(each)
    }
    counts: Counter[str] = Counter()
    seen: set[tuple[str, int | None]] = set()
    for line in lines:
        if line.speaker not in asked or line.span.kind not in SPOKEN_BY_CHARACTERS:
            continue
        key = (line.speaker, line.span.quote)
        if line.span.quote is None or key not in seen:
            counts[line.speaker] += 1
            seen.add(key)
    return tuple(counts.most_common())


def known_by(character: Character) -> bool:
    """Whether the listener has set somebody down."""
    return character.why.startswith("set down")


def is_unsure(line: Line, threshold: float) -> bool:
    """Whether the speaker of a line is less sure than that."""
    return line.span.kind in SPOKEN_BY_CHARACTERS and line.confidence < threshold


def settle_unsure(
    lines: Sequence[Sequence[Line]], unsure: Unsure, threshold: float, mark: float = 0.0
) -> tuple[tuple[Line, ...], ...]:
    """Lines whose confidence is below the threshold stay with the likeliest speaker or go to the
    narrator, as the listener chose. Their reason tells, and that of all those below `mark`, which
    are shown as unsure."""
    return tuple(tuple(_settled(line, unsure, threshold, mark) for line in each) for each in lines)


def _settled(line: Line, unsure: Unsure, threshold: float, mark: float) -> Line:
    if not is_unsure(line, max(threshold, mark)):
        return line
    because = f"; {line.why}" if line.why else ""
    likely = not is_unsure(line, threshold)
    if unsure == "likeliest" or likely or line.speaker == NARRATOR:
        return replace(line, why=f"{UNSURE}{because}")
    likeliest = f"likeliest {line.speaker}" if line.speaker else "nobody likely"
    why = f"{UNSURE}, so the narrator reads it; {likeliest}{because}"
    return replace(line, speaker=NARRATOR, why=why)
