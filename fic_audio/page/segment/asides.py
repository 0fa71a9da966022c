"""A quotation -> its parts between the narrator's asides: "Well, (smiling,) I hope so."

Old novels and transcripts put the stage direction into the speech, between brackets. The listener
hears it from the narrator; what a character says between brackets stays with the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fic_audio.page.segment.quotes import Quotation

_ASIDE = re.compile(
    r"""[—–-]*\((?:
      (?!(?:being|considering|having|speaking\s+of|judging|including|excluding|assuming|supposing
         |regarding|concerning|depending|according|owing|meaning|knowing|nothing|something|anything
         |everything|during|seeing\s+(?:as|that)|barring|talking\s+of|touching|excepting|bring|sing
         |thing|king|spring|evening|morning|wedding|pudding|string)\b)
         (?:[a-z]+ly\s+)?[a-z]+ing\b
      | (?:this\s+)?(?:in|with)\s+(?:an?|the|some|his|her|great|much|deep|affected|mock)\b
        [^()]{0,60}\b(?:tone|voice|accents?|whisper|undertone|smiles?|sighs?|look|glance|air|nod|bow
        |laugh|grin|sob|blush|gestures?|emphasis|shrug|wink|frown|groan|shudder|curtsey|tears)
      | (?:\w+\s+){0,4}?(?:laughter|applause|cheers|cheering|hear,\s+hear|groans|hisses)\b
      | (?-i:to\s+(?:the\s+|[A-Z]))(?=[^()]{0,25}\))
      | (?:he|she)\s+(?:\w+ly\s+)?(?:laugh|smile|sigh|pause|nod)(?:s|d|ed)\b
    )[^()"“”]{0,90}\)[,;:.]?[—–-]*""",
    re.VERBOSE | re.IGNORECASE,
)

_LETTER = re.compile(r"[^\W_]")


def without_asides(text: str, part: Quotation) -> Iterator[Quotation]:
    """The parts of a quotation that are spoken, in reading order."""
    at = part.start
    opened = part.opened
    if text.find("(", part.start, part.end) < 0:
        yield part
        return
    for aside in _ASIDE.finditer(text, part.start, part.end):
        stop = at + len(text[at : aside.start()].rstrip())
        if _has_words(text, at, stop):
            yield Quotation(at, stop, opened, closed=False)
            at, opened = aside.end(), False
    while at < part.end and text[at].isspace():
        at += 1
    if at == part.start or _has_words(text, at, part.end):
        yield Quotation(at, part.end, opened, part.closed)


def _has_words(text: str, start: int, end: int) -> bool:
    return _LETTER.search(text, start, end) is not None
