"""What speaks for a word with a capital being somebody's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

Name = tuple[str, ...]
"""The words of a name as written, title included, honorific left off."""


@dataclass(slots=True)
class NameMentions:
    """What was seen of one name in the whole story."""

    first: int = 0
    """Number of the name in the order of first sight."""
    narrated: int = 0
    quoted: int = 0
    tagged: int = 0
    """As the subject of a verb of speech or thought beside what is said or thought."""
    addressed: int = 0
    place: int = 0
    """Behind "in", "at" or "from"."""
    article: int = 0
    """Behind "the" or "a"."""
    one_of: int = 0
    """Behind "a" or "another": "a Slytherin" is one of many."""
    owned: int = 0
    nickname: int = 0
    beats: int = 0
    """The same, in another sentence than the one beside the quotation."""
    acts: int = 0
    """In front of a verb of speech anywhere in narration, or of a tag by "he" or "she"."""
    does: int = 0
    """In front of what looks like a verb of the past, other than of speech: "dragged"."""
    human: int = 0
    """Does what people do or has what they have: "Mara nods", "Mara's smile"."""
    he: int = 0
    she: int = 0
    they: int = 0
    """Followed by "they" where no others are about, or as in `neo`."""
    neo: int = 0
    """Followed by "xe", "fae" or another pronoun that only people have."""
    honorifics: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    """How it stands in the text: "Mrs. Long", "Mrs Long"."""

    @property
    def count(self) -> int:
        return self.narrated + self.quoted
