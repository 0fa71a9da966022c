"""A paragraph -> whether it is a sign at the head of a scene: `[Flashback]`, `~Mara's POV~`.

Such a line is read on its own, like a heading: a listener has to know who tells, and when.
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
