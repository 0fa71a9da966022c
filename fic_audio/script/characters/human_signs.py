"""What only people do and have, beside a word that may be a name."""

from __future__ import annotations

from collections.abc import Sequence

from fic_audio.model import Gender
from fic_audio.text.tokens import Word
from fic_audio.text.wordlists import FEMALE_NOUNS, KIN, MALE_NOUNS, verb_forms

_GESTURES = verb_forms(
    """beam blink blush bow chuckle cringe flinch frown giggle glance glare grimace grin gulp
    hesitate kneel nod pout scowl shiver shrug shudder smile smirk snicker sniff snort squint stare
    swallow wave wince wink yawn""",
    "knelt shakes shook",
)
GESTURES = frozenset(verb for verb in _GESTURES if not verb.endswith("ing"))
"""What no house or town does; they may well cheer and sigh."""
BODY = frozenset(
    """arm arms brow brows cheek cheeks ears expression eye eyebrow eyebrows eyes face fingers
    forehead frown gaze grin hair hand hands head jaw knees laugh laughter lips mouth shoulder
    shoulders smile smirk spine stomach throat voice wrist""".split()
)
OWNERS = frozenset("my your his her our their".split())
REACH = 2
"""Words between whose face it is and the face: "Mara's pale face"."""


def shows_human(text: str, found: Sequence[Word], last: int) -> bool:
    """Whether a name that ends with the word `last` does what people do or has what they have."""
    behind = found[last + 1 : last + 2 + REACH]
    if not behind:
        return False
    gap = text[found[last].end : behind[0].start]
    if found[last].possessive:
        return gap == " " and any(each.text in BODY for each in behind)
    return gap == " " and behind[0].text in GESTURES


def read_relation(text: str, found: Sequence[Word], first: int, last: int) -> Gender | None:
    """The gender of a name from the word `first` to the word `last` that is said to be somebody's
    relation's: "my grandfather, Abel Quill,", "Mara's sister Ines"; None if it is not."""
    noun = found[first - 1].text if first and not found[first - 1].possessive else ""
    owners = found[max(first - 2 - REACH, 0) : max(first - 1, 0)]
    owned = any(word.possessive or word.text.lower() in OWNERS for word in owners)
    if noun not in KIN or not owned or found[last].possessive:
        return None
    gap = text[found[first - 1].end : found[first].start].replace("\n", " ")
    closed = text[found[last].end : found[last].end + 1] in (",", ".")
    if gap != " " and not (gap == ", " and closed):
        return None
    if noun in MALE_NOUNS:
        return Gender.MALE
    return Gender.FEMALE if noun in FEMALE_NOUNS else Gender.UNKNOWN
