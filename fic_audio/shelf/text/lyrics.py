"""Timed lines -> the text that players show as lyrics: plain, a line for each paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from fic_audio.shelf.manifest import TimedLine
from fic_audio.shelf.text.text_cleaning import clean, joint


def lyrics(lines: Iterable[TimedLine], language: str = "") -> str:
    """The text of a chapter.

    >>> from fic_audio.model import Ms
    >>> lyrics([TimedLine(Ms(0), Ms(1), "“Tea?”"), TimedLine(Ms(1), Ms(2), "she said.")])
    '“Tea?” she said.'
    """
    rows = []
    for _, group in groupby(lines, key=lambda line: (line.scene, line.paragraph)):
        row = ""
        for line in group:
            if text := clean(line.text):
                row += joint(row, text, language) + text if row else text
        rows.append(row)
    return "\n".join(filter(None, rows))
