"""What is read as story and may be a note of the author -> the row that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fic_audio.cli.rows import cut_text, plain

if TYPE_CHECKING:
    from fic_audio.results import Passage


def rows(notes: Sequence[Passage]) -> Iterator[str]:
    """How many passages, where the first one is, and how they are left out."""
    if not notes:
        return
    first = notes[0]
    place = f' in "{plain(first.chapter)}"' if first.chapter else ""
    said = cut_text(plain(first.text), 60)
    if len(notes) == 1:
        what = f'1 passage{place}: "{said}"'
    else:
        what = f'{len(notes):,} passages, the first{place}: "{said}"'
    yield (
        f"read as story, perhaps author's notes: {what}; "
        'for those that are, write "A/N:" before them in the file, and [read] notes decides'
    )
