"""What only people do and have, beside a word that may be a name."""

from __future__ import annotations

from collections.abc import Sequence

from fic_audio.text.tokens import Word
from fic_audio.text.wordlists import verb_forms

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
