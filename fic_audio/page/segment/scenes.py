"""A paragraph -> whether it is a sign at the head of a scene: `[Flashback]`, `~Mara's POV~`.

Such a line is read on its own, like a heading: a listener has to know who tells, and when. A line
that says where or when a scene plays, `*London, 1941*`, is the narrator's, and nobody's thought.
"""

from __future__ import annotations

import re

_LONGEST = 60
_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:and\s+|&\s+)?[A-Z][\w.'’-]*){0,2}"
_EYES = r"(?:(?:P\.?O\.?V\.?)|[Pp]oint\s+[Oo]f\s+[Vv]iew)"
_TELLER = re.compile(
    rf"[\W_]*(?:[xXoO]+[\W_]+)?(?:{_NAME}(?:['’]s?)?\s+{_EYES}|{_EYES}\s*(?:of|:|-|–)?\s*{_NAME})"
    r"(?:[\W_]+[xXoO]+)?[\W_]*"
)
_TIME = re.compile(
    r"[\W_]*(?:(?:start|begin|end|beginning)(?:\s+of)?\s+(?:the\s+)?)?(?:flash\s?-?\s?back|flash\s?forward"
    r"|dream|present)(?:\W+(?:starts?|begins?|ends?|over|end|start))?[\W_]*",
    re.IGNORECASE,
)


def is_sign(text: str, start: int, end: int) -> bool:
    """Whether a paragraph says no more than who tells what follows, or that it lies back in time.

    >>> [is_sign(line, 0, len(line)) for line in ("~ Mara's POV ~", "[Flashback]", "A dream.")]
    [True, True, False]
    """
    if end - start > _LONGEST:
        return False
    framed = (
        not text[start].isalnum() and text[start] not in "\"“«'‘" and text[end - 1] not in ".?!"
    )
    if framed and _TIME.fullmatch(text, start, end):
        return True
    return text[end - 1] not in "?!" and _TELLER.fullmatch(text, start, end) is not None


_COUNT = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|hundred|thousand|several|some|many|few|half|couple|of|and)"
)
_UNIT = (
    r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade|centurie|century|chapter|winter"
    r"|summer)s?"
)
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|spring|summer|autumn|fall|winter|midnight|noon|dawn|dusk"
    r"|morning|afternoon|evening|night|day|week|month|year|christmas|halloween)s?"
)
_WORD = r"(?:[A-Z0-9][\w.'’:-]*|of|the|in|at|on|and|an?|de|la|[–—-])"
_PLACE = rf"{_WORD}(?:,?\s+{_WORD})*"
_WHEN = re.compile(
    rf"""(?:(?:about|almost|nearly|over|just)\s+)?(?:{_COUNT}[\s-]+){{1,5}}{_UNIT}
        \s+(?:later|earlier|ago|before|after|afterwards|since|from\s+now|prior|previously)\b.*
      |(?:meanwhile|elsewhere|earlier|later|previously|afterwards|present\s+day|somewhere
         |(?:at|around)\s+the\s+same\s+time|some\s+time|sometime)\b.*
      |(?:(?:the|that|same|next|following|previous|last|one|early|late|on|in)\s+){{0,3}}{_DAY}
        (?:\s+(?:before|after|later|earlier|of|in|at|on|morning|afternoon|evening|night)\b.*|,.*|\s*\d.*)?
      |(?:outside|inside|near|above|beneath|aboard|back\s+(?:at|in|on)|over\s+(?:at|in))\s+(?-i:{_PLACE})
      |\d{{1,2}}(?::\d\d|(?:st|nd|rd|th)?\s+(?:of\s+)?{_DAY}|[./-]\d).*|\d{{3,4}}(?:\s+(?:ad|bc|h(?:ou)?rs)\b.*|,.*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WHERE = re.compile(_PLACE)
_TALKS = re.compile(
    r"\b(?:I|me|my|you|your|we|us|our(?!\s+(?:house|camp|room|flat|ship|time))|let['’]?s|please|oh|god|what|why|how|who)\b|[?!]",
    re.IGNORECASE,
)


def is_caption(words: str) -> bool:
    """Whether a line in italics says no more than where or when a scene plays.

    >>> [is_caption(line) for line in ("Three days later...", "London, 1941", "Not now, Ann...")]
    [True, True, False]
    """
    trails = words.rstrip("*_ ").endswith(("...", "…", "—", "–", "-"))
    words = words.strip("*_ \t\r\n.…:-–—~")
    if not words or len(words) > _LONGEST or _TALKS.search(words):
        return False
    named = ("," in words and not trails) or any(map(str.isdigit, words))
    return _WHEN.fullmatch(words) is not None or (named and _WHERE.fullmatch(words) is not None)
