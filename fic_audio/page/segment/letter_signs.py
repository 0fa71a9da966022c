"""The words by which a letter is known: how it begins and ends, and what leads up to it."""

from __future__ import annotations

import re

_MARKS = r"[\s>\"“”«»‘'’*_]*"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Capt|Lt|Sgt|Rev)\b\.?\s+|Miss\s+|Sir\s+|Madam\s+)?"
DEAR = re.compile(
    rf"""{_MARKS}(?:(?:my|our)\s+)?(?:(?:own|very|most|poor|sweet|ever)\s+)*
    (?:dear(?:est)?|darling|beloved|honou?red|esteemed)\b,?\s+(?:(?:my\s+)?dear(?:est)?\s+)?(?!me\b|lord\b|god\b)
    (?P<who>{_TITLE}[^\W\d_][^\n,:;!?.—"“”]{{0,40}}?)
    (?P<mark>\s*(?:,|:|;)?\s*(?:--|—|–)|,|:|;|(?=[\"“”*_]*\s*$))""",
    re.VERBOSE | re.IGNORECASE,
)
NAME_ALONE = re.compile(rf"{_MARKS}[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,3}}[,:]{_MARKS}$")
_RELATION = r"""(?:friend|son|daughter|mother|mum|mom|mama|father|dad|papa|sister|brother|cousin
    |servant|husband|wife|aunt|auntie|uncle|niece|nephew|grandmother|grandma|grandfather|grandpa|well-wisher
    |godfather|godmother|student|teacher|comrade|captain|boy|girl|love|admirer|ally|partner)"""
_WORDS = r"(?:[\w&’']+\.?,?\s+){0,5}?"
YOURS = re.compile(
    rf"""{_MARKS}(?:(?:i\s+am|i\s+remain|believe\s+me|and\s+remain|we\s+remain)\b,?\s*)?
    (?:(?:ever|always|and|as\s+ever|as\s+always|most|very|forever),?\s+)*
    (?:your['’]?s\b(?:\s+(?:\w+ly|ever|always|forever|in\s+\w+|etc|&c|and))*
      |(?:(?:all|much|lots\s+of|with|my|our|best|eternal|undying|sending)\s+)*love\b(?:\s+(?:always|you|and\s+\w+))*
      |(?:very\s+|most\s+)?(?:sincerely|respectfully|cordially|faithfully|affectionately|fondly|gratefully)
        (?:\s+yours?)?
      |(?:with\s+)?(?:best|kind|kindest|warm|warmest)\s+(?:regards|wishes)|(?:with\s+)?regards
      |your\s+{_WORDS}{_RELATION}(?:,?\s+and\s+{_RELATION})?|your\s+(?:\w+\s+and\s+)?(?:affectionate|loving|devoted
        |obedient)
      |i\s+(?:am|remain),?(?:\s+(?:my\s+)?dear\s+\w+|(?=[\s,—–-]*(?:&c|$)))|believe\s+me|x+o+x*o*)\b
    (?:[,.!\s—–*_-]|&c|etc)*
    (?P<name>(?-i:[A-Z][\w.'’-]*(?:\s+(?:[A-Z&][\w.'’-]*|of|the|and|von|van|de|da)){{0,5}})?){_MARKS}[.!]?{_MARKS}$""",
    re.VERBOSE | re.IGNORECASE,
)
SIGNED = re.compile(
    rf"{_MARKS}(?:[—–~-]+\s*)?(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?[A-Z](?:[\w’'.&-]*)(?:\s+(?:[A-Z][\w’'.-]*|of|the|and|von|van|de|da|&c)){{0,5}}[.,!]?"
    rf"(?:\s*x+o*x*)?{_MARKS}$"
)
DASH_NAME = re.compile(rf"{_MARKS}(?:[—–~]|--?)\s*[A-Z][\w.’' -]{{0,30}}[.!]?{_MARKS}$")
TAIL = re.compile(
    r"""(?:\b(?:your['’]?s|sincerely|respectfully|faithfully|your\s+(?:\w+\s+){0,3}?"""
    + _RELATION
    + r""")\b[\s,.]*(?:\w+ly|ever|&c|etc)?[\s,.]*(?:--|[—–-])?\s*[A-Z]?[\w.’'\s]{0,30}
    |(?:--|[—–])\s*[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}|\sin\s+[A-Z]\.\s?[A-Z])[.,]?[\"”»*_'’]*$""",
    re.VERBOSE,
)
POSTSCRIPT = re.compile(rf"{_MARKS}(?:P\.?\s?)+S\.?\b")
PLACE = re.compile(
    r"""\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?
    |oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\d|[,]\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
MAIL = re.compile(r"[\s>*_]*(?:from|to|subject|re|date|sent|cc|bcc)[*_]*:[*_]*\s*\S", re.IGNORECASE)
_KIND = (
    r"(?:letter|note|message|telegram|postcard|post-card|e-?mail|missive|postscript|epistle|scroll)"
)
INTRO = re.compile(
    rf"""(?:
      (?:\b{_KIND}s?\b[^.!?\n]{{0,90}}\b(?:read|reads|ran|runs|said|says|began|begins|went|contained)
         (?:\s+(?:simply|only|just|thus))?
        |\b(?:wrote|written|writes|scribbled|scrawled|penned|read\s+it\s+aloud|began\s+to\s+read
         |read\s+aloud)(?:\s+(?:back|simply|only|just|to\s+\w+|another))?
        |\b(?:the|a|this|her|his|my|following)\s+(?:\w+\s+)?{_KIND}
         (?:\s+(?:from|to|for)\s+[\w. ]{{1,30}})?
      )\s*(?::|:?\s*(?:--+|—|–))
      |\b(?:(?:read|ran|replied|written|wrote)\s+as\s+follows
        |\b(?:{_KIND}|read|wrote|written|copy)\b[^!?]{{0,110}}\b(?:(?:was|were)\s+as\s+follows|in\s+these\s+words
          |to\s+this\s+effect)
        |(?:these\s+)?were\s+the\s+contents|the\s+following\s+(?:\w+\s+)?{_KIND}[^.!?:]{{0,30}}
        |the\s+following\s+reply[^.!?:]{{0,30}}|{_KIND}[^.!?]{{0,60}},\s+and\s+then\s+read\s+it\s+aloud
      )\s*[.:]?\s*(?:--+|—|–)?
      ){_MARKS}$""",
    re.VERBOSE | re.IGNORECASE,
)
NO_LETTER = re.compile(
    r"\b(?:sign|banner|plaque|inscription|headline|label|newspaper|paper|article|poster|poem|song"
    r"|prophecy|book|page|chapter)s?\b[^.!?\n]{0,60}[:.—–-]+\W*$",
    re.IGNORECASE,
)
I_OR_YOU = re.compile(r"\b(?:I|we|you|your|my|our)\b", re.IGNORECASE)
