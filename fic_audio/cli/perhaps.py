"""Passages that may be author's notes -> a row of a summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fic_audio.cli.rows import cut_text, plain

if TYPE_CHECKING:
    from fic_audio.results import Passage


def rows(notes: Sequence[Passage]) -> Iterator[str]:
    """The number of passages, the first one, and how to leave them out."""
    if not notes:
        return
    first = notes[0]
    place = f' in "{plain(first.chapter)}"' if first.chapter else ""
    words = cut_text(plain(first.text), 60)
    if len(notes) == 1:
        what = f'1 passage{place}: "{words}"'
    else:
        what = f'{len(notes):,} passages, the first{place}: "{words}"'
    yield (
        f"read aloud, but perhaps an author's note: {what}; "
        'if so, write "A/N:" before it in the file, and [read] notes applies to it'
    )
