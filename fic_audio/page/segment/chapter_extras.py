"""What stands around a chapter under labels of its own: warnings, counts of words, songs, lists.

Such a label is trusted only at a chapter's begin, above the story, and at its end, below it: the
story may hold a sign that says "Warning: deep water", and somebody may read a list of songs out.
"""

from __future__ import annotations

import re

_LEAD = r"[^\w\"“”«»‘’']*"
_CLOSE = r"[*_]{0,3}\s*(?::|[-–—]{1,2}|=|\||//)[*_]{0,3}(?=\s|$)|[*_]{0,3}:"
_OF_THIS = (
    r"(?:\s+(?:for|in|of|to)\s+(?:this|the|today['’]?s|these)\s+(?:\w+\s+)?"
    r"(?:chapter|chap|fic|story|part|one|work)s?)?"
)
_THIS_HAS = r"""(?:this|the\s+(?:next|following))\s+(?:chapter|fic|story|part|one)\s+
    (?:will\s+)?(?:contains?|has|features?|includes?|deals\s+with)\b.{0,60}\b(?:warnings?|triggers?|mentions?
    |depictions?|graphic|violence|abuse|gore|smut|swearing|death|suicid\w+|self-harm|blood|assault|drugs?|panic
    |angst)"""
_WARNING = re.compile(
    rf"""{_LEAD}(?:(?:
        (?:(?:chapter|content|trigger|general|additional|specific|story|archive)(?:\s+|/)){{0,3}}
          warnings?{_OF_THIS}
      | (?:chapter\s+)?(?:content|triggers?|cw|tw)(?:\s*/\s*(?:cw|tw|content|triggers?))?
          (?:\s+notes?)?{_OF_THIS}
      | (?:chapter\s+)?spoilers?{_OF_THIS}
      )(?:{_CLOSE})
      | (?-i:[TC]W)(?:\s*/\s*(?-i:[TC]W))?(?:\s*[!:/|-]|\s+for\b|\s+(?-i:[a-z]))
      | (?:warnings?\W{{1,12}})?{_THIS_HAS}
    )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COUNT = re.compile(
    rf"{_LEAD}(?:(?:chapter|total|story)\s+)?(?:word\s*-?\s*count|words|wc|length){_OF_THIS}\s*[:=~-]*[\s*_~]*"
    r"(?:about\s+|approx\.?\s+|around\s+)?\d[\d,. ]*k?\+?(?:\s*words?)?[\s*_)\]!.]*|"
    r"[\s*_(\[~]*\d[\d,.]*k?\+?\s+words[\s*_)\]!.~]*",
    re.IGNORECASE,
)
_SONGS = re.compile(
    rf"""{_LEAD}(?:
        (?:song|music|listening|playlist|soundtrack)s?\s+(?:recs?|recommendations?|suggestions?|credits?){_OF_THIS}
      | (?:chapter\s+)(?:songs?|music|playlist|soundtrack|title)(?:\s+from)?
      | (?:song|music|playlist|soundtrack)s?(?:\s+i\s+listened\s+to)?\s*
          (?:for|in|used\s+in|mentioned\s+in|of)\s+(?:this|the)\s+(?:chapter|fic|story)
      | (?:recommended|suggested)\s+(?:listening|songs?|music)
      | (?:currently\s+)?listening\s+to | title\s+(?:is\s+)?from
    )(?:{_CLOSE})""",
    re.VERBOSE | re.IGNORECASE,
)
_GLOSSARY = re.compile(
    rf"""{_LEAD}(?:(?:\w+\s+)?translations?(?:\s+notes?)?|translator['’]?s?\s+notes?|glossary|vocab(?:ulary)?|dictionary
      |word\s+list|terms(?:\s+used)?|pronunciations?(?:\s+guide)?|references|footnotes|sources|credits
    ){_OF_THIS}(?:[*_]{{0,3}}\s*:.*|[\s*_)\]}}~=-]*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LIST_LABEL = re.compile(
    rf"{_LEAD}(?:(?:song|music)s?\s+(?:recs?|list|recommendations?)|(?:chapter\s+)?playlist|soundtrack|songs?|music"
    r"|warnings?|trigger\s+warnings?|content\s+warnings?|tags)\s*:?[\s*_)\]}~=-]*",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"""{_LEAD}(?:beta(?:['’]?d|\s+reader)?s?(?:\s+by)?|edited\s+by|next\s+(?:update|chapter)
      |(?:last\s+)?updated|posted(?:\s+on)?|prompts?|requested\s+by|cross-?posted(?:\s+(?:on|to|at))?
      |pairings?|rating|rated|fandoms?|disclaimers?|genres?|ships?)(?:[*_]{{0,3}}\s*:).*""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(
    r"""[\s>]*(?:
        (?:[-–—•*·‣◦▪♪♫+]|\d{1,3}[.)])\s*\S.*
      | [^\n]{1,80}?(?:\s[-–—=→]+>?\s|\s*[:=]\s|\s+by\s+[A-Z])[^\n]{1,200}
    )""",
    re.VERBOSE | re.DOTALL,
)
"""A line of a list: with a bullet or number, or two things beside each other."""
_LONGEST_ITEM = 200


def is_extra(paragraph: str) -> bool:
    """Whether a paragraph above or below the story begins with the label of what is not told.

    >>> [is_extra(line) for line in ("TW: blood", "Word count: 2,304", "Words fail me.")]
    [True, True, False]
    """
    return bool(
        _WARNING.match(paragraph)
        or (len(paragraph) < 80 and _COUNT.fullmatch(paragraph))
        or _SONGS.match(paragraph)
        or _BY.match(paragraph)
        or begins_list(paragraph)
    )


def begins_list(paragraph: str) -> bool:
    """Whether the lines below a paragraph may be the items of its list."""
    if len(paragraph) > 400:
        return False
    return bool(_GLOSSARY.fullmatch(paragraph) or _LIST_LABEL.fullmatch(paragraph))


def is_glossary(paragraph: str) -> bool:
    """Whether a paragraph begins a list of translations, sources or the like: no story has them."""
    return len(paragraph) <= 400 and _GLOSSARY.fullmatch(paragraph) is not None


def is_item(paragraph: str) -> bool:
    """Whether a paragraph may be an item of a list, or several."""
    rows = [row for row in paragraph.splitlines() if row.strip()]
    return all(len(row) <= _LONGEST_ITEM and _ITEM.fullmatch(row) for row in rows)
