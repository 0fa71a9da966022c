"""A quotation and the words around it -> whether it is read from paper or a screen, not heard.

`"Don't brood," she wrote to Helen.` and `The note said, "Come at once."` are letters;
`"omw," he texted.` is a message. What signs, banners and titles say stays with the narrator.
"""

from __future__ import annotations

import re

from fic_audio.model import Kind
from fic_audio.page.segment.quotes import Quotation
from fic_audio.text.dialogue_tags import tag_pattern

_REACH = 90
_PEN = "wrote|writes|had\\s+written|scribbled|scribbles|scrawled|penned"
_KEYS = "texted|texts|typed|types|messaged|messages|tweeted|emailed|DMed"
_TO = r"(?:\s+(?:back|simply|only|down|(?:to\s+)?(?:him|her|them|me|us|[A-Z]\w+)|\w+ly))*"
_TAGGED = re.compile(rf"\s*(?:(?P<pen>{tag_pattern(_PEN + '|written')})|{tag_pattern(_KEYS)})")
_LEAD = re.compile(
    rf"\b(?:(?P<pen>wrote|writes|scribbled|scrawled|penned)|(?P<keys>{_KEYS})){_TO}\s*[,:]\s*$"
    rf"|\bhad\s+(?P<pen_had>written){_TO}\s*:\s*$"
)
_SHOWN = re.compile(
    r"""\b(?:(?P<pen>letters?|notes?|telegrams?|postcards?|cards?|e-?mails?)
      |(?P<keys>texts?|text\s+messages?|messages?|DMs?|voicemails?))\b
      (?:(?!\band\b)[^.!?,"“”]){0,50}(?:,\s+(?:which|that|and\s+it))?\s+(?:\w+ly\s+|simply\s+)?(?:read|reads|reading|said|says|saying|ran|runs|began|begins|went),?:?\s*$
      |\b(?:(?P<pen_from>letter|note|telegram|postcard|e-?mail)|(?P<keys_from>text|text\s+message|DM))
      \s+from\s+[\w. ]{1,30}:\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(
    rf"{_PEN}|written|{_KEYS}|letter|note|telegram|card|mail|text|message|DM|:", re.I
)


def written_kind(text: str, start: int, end: int, part: Quotation, before: int) -> Kind | None:
    """The kind of a quotation that is written: LETTER or MESSAGE; None: it is not written.

    `text[start:end]` is its paragraph; `before` is where the quotation before it ends.
    """
    lead = text[max(before, part.start - _REACH) : part.start]
    if _HINT.search(lead):
        found = _LEAD.search(lead) or _SHOWN.search(lead)
        if found:
            return _kind(found)
    if _HINT.search(text, part.end, min(end, part.end + 50)):
        tagged = _TAGGED.match(text, part.end, min(end, part.end + _REACH))
        if tagged and text[max(part.start, part.end - 2)] in ",.!?…—-":
            return _kind(tagged)
    return None


def _kind(found: re.Match[str]) -> Kind:
    groups = found.groupdict()
    return Kind.LETTER if any(groups[name] for name in groups if "pen" in name) else Kind.MESSAGE
