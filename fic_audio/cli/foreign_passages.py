"""Lines left out and words in other languages -> rows of a run's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fic_audio.cli.rows import count, cut_text, plain

if TYPE_CHECKING:
    from fic_audio.results import Result

SHOWN = 5
"""Most passages in other languages that are listed one by one."""


def rows(result: Result) -> Iterator[str]:
    """A row for each line or passage, with its place and words."""
    missing = [each for each in result.unspoken if not each.instead]
    for each in result.unspoken:
        place = f"{plain(each.chapter)}: {plain(each.why)}"
        if each.instead:
            yield f"  spoken by {plain(each.instead)} instead: {place}"
        else:
            yield f"  left out: {place}"
    if missing:
        yield "    the next run tries the lines left out again"
    shown = result.foreign[:SHOWN]
    for word in shown:
        how = f'spoken as "{word.said}"' if word.said else f"spoken in {word.language}"
        place = f"{plain(word.chapter)}, character {word.place}"
        yield f'  {how}: "{cut_text(plain(word.text), 40)}" ({place})'
    if more := len(result.foreign) - len(shown):
        yield f"  in other languages: {count(more, 'more passage')}"
