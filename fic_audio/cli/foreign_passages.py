"""What could not be said as all the rest, for the summary of a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fic_audio.cli.rows import count, cut_text, plain

if TYPE_CHECKING:
    from fic_audio.results import Result

SHOWN = 5
"""Pieces in other languages that are named one by one."""


def rows(result: Result) -> Iterator[str]:
    """What could not be said as all the rest: each line by its place and words."""
    missing = [each for each in result.unspoken if not each.instead]
    for each in result.unspoken:
        place = f"{plain(each.chapter)}: {plain(each.why)}"
        if each.instead:
            yield f"  said by {plain(each.instead)} instead: {place}"
        else:
            yield f"  left out: {place}"
    if missing:
        yield "    the next run tries what was left out again"
    shown = result.foreign[:SHOWN]
    for word in shown:
        how = f'said as "{word.said}"' if word.said else f"said in {word.language}"
        place = f"{plain(word.chapter)}, character {word.place}"
        yield f'  {how}: "{cut_text(plain(word.text), 40)}" ({place})'
    if more := len(result.foreign) - len(shown):
        yield f"  said in other languages: {count(more, 'more piece')}"
