"""What a sheet said when it was written, kept at its end: so a change is told from the program's
own opinion, even after that has changed.

    1f3a9. 0bc12.77e0d? 90a1f.5d2c4!

For every row of the script five letters that stand for its text, and behind the dot, unless it is
narration, five for its speaker with the mark that stood before it. No names stand here, so that
one which is replaced throughout the file is not replaced here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from fic_audio.script.sheet.rows import Mark, digest, fold, key

ACROSS = 8
"""Entries on a row."""

_ENTRY = re.compile(r"([0-9a-f]{5})\.(?:([0-9a-f]{5})([?!]?))?")


class RecordedRow(NamedTuple):
    """A row of the script as it was written."""

    text: str
    """The digest of its words."""
    name: str
    """The digest of its speaker; empty for narration."""
    mark: Mark = Mark.NONE

    @classmethod
    def of(cls, text: str, name: str | None, mark: Mark = Mark.NONE) -> RecordedRow:
        return cls(digest(key(text)), "" if name is None else digest(fold(name)), mark)


def compose(record: Sequence[RecordedRow]) -> Iterator[str]:
    """The rows of a record."""
    for at in range(0, len(record), ACROSS):
        some = record[at : at + ACROSS]
        yield " ".join(f"{each.text}.{each.name}{each.mark}" for each in some)


def entries(row: str) -> Iterable[RecordedRow] | None:
    """What stands on a row; None where it is none of a record."""
    found = [_ENTRY.fullmatch(word) for word in row.split()]
    if not all(found):
        return None
    return [RecordedRow(each[1], each[2] or "", Mark(each[3] or "")) for each in found if each]
