"""What authors say to their readers, in the words that only they use.

In doubt a paragraph is story. A character writes letters, reads chapters and is sorry, too: what
counts is what nobody says inside of a story (`SURE`), or several different things of those that
authors speak of, one of them of the kind that stories seldom have.
"""

from __future__ import annotations

import re

SURE = re.compile(
    r"""\b(?:un)?beta(?:['’]?e?d\b|[\s-]?read(?:ers?|ing)?\b)
    |\bthank(?:s|\s+you|\s+u)?\b[^.!?]{0,80}\b(?:reviews|reviewing|reviewers|betaing|beta|favou?rit(?:es|ing)
        |follows|kudos|bookmarks|subscribing)\b
    |\bwho\s+(?:ha(?:s|ve)\s+)?(?:reviewed|favou?rited)\b
    |\b(?:please|pls|plz)\s+(?:read\s+and\s+|r\s*(?:&|and|n)\s*)?(?:r\b|review\b)
    |\br\s*&\s*r\b|\bread\s*(?:&|and|n)\s*review\b
    |\breviews?,?\s+(?:please|pls|plz)\b
    |\bleave\s+(?:me\s+)?(?:a\s+|some\s+|your\s+)?(?:reviews?|kudos|comments?)\b
    |\b(?:kudos|comments|reviews)\s+(?:are|make|feed|and\s+(?:kudos|comments))\b
    |\b(?:my|you|dear|lovely)\s+reviewers\b|\b\d+(?:st|nd|rd|th)\s+review(?:er)?\b
    |\bfan[\s-]?fi(?:cs?|ction)\b|\b(?:this|my|first|new)\s+(?:fic|one-?shot)\b
    |\b(?:author['’]?s?|a)\s*/?\s*notes?\s+(?:at|below|above)\b
    |\bupdates?\s+(?:soon|again|this\s+(?:story|fic)|(?:once\s+)?(?:a|every)\s+(?:week|month)
        |will\s+be|schedule)\b
    |\b(?:late|slow|next|quick|long-awaited|delayed)\s+updates?\b
    |\b(?:not|isn['’]?t)\s+(?:actually\s+)?(?:a|an)\s+(?:(?:new|real|actual|proper)\s+)?(?:chapter|update)\b
    |\b(?:find|follow|yell|scream|talk|chat|hit|bother|say\s+hi)\b[^.!?\n]{0,40}\b(?:me|us)\b[^.!?\n]{0,40}
        \b(?:tumblr|twitter|discord|bluesky|ko-?fi|patreon|ao3|wattpad|instagram)\b
    |\bthank(?:s|\s+you)(?:\s+(?:so|very)\s+much|\s+all|\s+everyone)?\s+for\s+reading\b
    |\bcross-?posted\b|\bon\s+(?:ao3|ffn|ff\.net|fanfiction\.net|wattpad)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What nobody says in a story, unless the story is about fan fiction."""
CRAFT = re.compile(
    r"""\b(?:(?P<chapter>chap(?:ter|pie)s?\b(?!\s+(?:of|in)\b))|(?P<story>stor(?:y|ies))|(?P<fic>fics?)
    |(?P<writing>writing|wrote|written)|(?P<plot>plot)|(?P<cliff>cliff(?:hanger|ie|y))
    |(?P<character>characteri[sz]\w+|OOC|out\s+of\s+character)
    |(?P<update>updat(?:e|es|ed|ing)|posted|posting)
    |(?P<hope>hope\s+(?:that\s+)?(?:you|everyone)|let\s+me\s+know)|(?P<enjoy>enjoy(?:ed)?|happy\s+reading)
    |(?P<reader>readers?)|(?P<canon>canon|AU)|(?P<sorry>sorry|apologi[sz]e)|(?P<thanks>thank(?:s|\s+you)?)
    |(?P<review>review(?:s|ed|ers?|ing)?|kudos|feedback)
    |(?P<crowd>you\s+(?:guys|all)|y['’]all|hi\s+all|(?:hi|hello|hey|sorry|thanks|guys),?\s+(?:guys|everyone|everybody|folks|all)
        |everyone\s+who)
    |(?P<wait>for\s+the\s+(?:\w+\s+)?(?:wait|delay)|hiatus|writer['’]s\s+block)
    |(?P<bye>see\s+you\s+(?:all\s+)?(?:soon|next|in\s+the\s+next)|until\s+next|stay\s+tuned)
    |(?P<support>your\s+support|for\s+(?:reading|all\s+the|the)\s+(?:comments|support|love)|for\s+reading))\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What authors speak of; each by itself stands in stories, too."""
THEIRS = frozenset("chapter fic cliff character update canon reader review wait bye".split())
"""Those of which letters and talk in stories seldom speak."""
_ACTS = frozenset("hope enjoy sorry thanks wait bye update".split())
"""What a note does: it thanks, excuses, takes leave."""
_ENOUGH = 3
"""Different things that make a note of one paragraph."""
_LONGEST = 1200
"""Characters of a paragraph that is a note without a label; prefaces of novels run longer."""
PERSON = re.compile(r"\b(?:I|me|my|you|your|we|our|us)\b|\bI['’]", re.IGNORECASE)
SPEECH = re.compile(r"^[ \t*_(]{0,8}(?:[\"“„«‘]|'(?=\w))|[,!?.…—–-][\"”»]", re.MULTILINE)
"""Words in quotation marks that somebody says, not titles: `"Slow Ice" by The Lanterns`."""
ONWARD = re.compile(
    r"[\W_]*(?:(?:ok(?:ay)?|alright|so|now|and|anyway|well|but|here(?:'s|\s+is)?|without\s+further\s+ado)\W+)*"
    r"(?:story\s+time|(?:now\s+)?on(?:to|wards?)?\s+(?:with|to)\s+(?:the\s+)?(?:story|chapter|fic|show)|"
    r"on\s+with\s+(?:it|the\s+\w+)|enjoy(?:\s+the\s+(?:story|chapter))?|happy\s+reading|"
    r"read\s+on|let['’]s\s+begin|the\s+(?:story|chapter))[\W_]*",
    re.IGNORECASE,
)
"""The last words of a note above a story."""
MERRY = re.compile(
    r"(?<!\w)(?:lol|lmao|lmfao|rofl|x+d+|hehe(?:he)*|<3+|\^[_.]?\^|;-?[)pPdD]|:-?[pPdD3]|:-?\)|:-?\()(?!\w)",
    re.IGNORECASE,
)
"""What is typed to readers, or in chats."""

_BRACKETED = re.compile(r"\([^()]{3,300}\)|\[[^\[\]]{3,300}\]|\{[^{}]{3,300}\}")
_INSERT = re.compile(
    r"""insert\s+(?:(?:\w+|["“][^"”]{1,40}["”])\s+){0,6}?
    (?:here|music|joke|noise|sounds?|song|laugh\w*|gif|pun|scream\w*|reference|effect)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PLEA = re.compile(
    r"""\bdon['’]?t\s+(?:kill|hate|murder|shoot|flame|yell\s+at|come\s+(?:for|at|after))\s+me\b
    |\bplease\s+don['’]?t\s+(?:kill|hate)\b|\bsorry\s+not\s+sorry\b|\bno\s+flames\b
    |\b(?:promise|swear)\s+(?:that\s+)?(?:it|this|things)(?:['’]ll|\s+will)?\s+(?:all\s+)?gets?\s+better\b
    |\bit\s+gets\s+better,?\s+(?:i\s+)?(?:promise|swear)\b
    |\bsorry\s+(?:guys|everyone|everybody|y['’]all|folks|for\s+(?:the\s+(?:feels|angst|cliff\w*|wait|delay|ooc\w*)))\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What authors ask of their readers; a character may say it too, but not between brackets."""


def find_asides(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What a paragraph says to the readers between brackets: `(insert dramatic music here lol)`."""
    return [
        found.span() for found in _BRACKETED.finditer(text, start, end) if is_aside(found[0][1:-1])
    ]


def is_aside(inside: str) -> bool:
    """Whether the words between two brackets are the author's, who speaks to the readers.

    >>> is_aside("insert dramatic music"), is_aside("she did not mean it")
    (True, False)
    """
    if SPEECH.search(inside):
        return False
    return bool(
        _INSERT.match(inside.strip())
        or _PLEA.search(inside)
        or SURE.search(inside)
        or (MERRY.search(inside) and len(inside.split()) > 2)
        or is_said(inside)
    )


_OPENING = frozenset("([{")


def is_said(paragraph: str) -> bool:
    """Whether a paragraph is surely said to the readers, not told.

    >>> is_said("Sorry for the wait! Hope you enjoy this chapter."), is_said("I am sorry.")
    (True, False)
    """
    if len(paragraph) > _LONGEST or SPEECH.search(paragraph):
        return False
    bare = paragraph.strip("*_ ")
    if bare[:1] in _OPENING and bare[-1:] in ")]}" and is_aside(bare[1:-1]):
        return True
    if SURE.search(paragraph):
        return bool(PERSON.search(paragraph) or MERRY.search(paragraph)) or len(paragraph) < 80
    things = find_topics(paragraph)
    return len(things) >= _ENOUGH and bool(things & THEIRS) and bool(things & _ACTS)


def may_be_said(paragraph: str) -> bool:
    """Whether a paragraph beside such ones goes on with them."""
    if len(paragraph) > _LONGEST or SPEECH.search(paragraph):
        return False
    return bool(find_topics(paragraph) or MERRY.search(paragraph) or SURE.search(paragraph))


def pleads(paragraph: str) -> bool:
    """Whether a paragraph asks of its readers what authors ask, as a character may of another."""
    return _PLEA.search(paragraph) is not None


def find_topics(paragraph: str) -> set[str]:
    """The different things of an author that a paragraph speaks of."""
    return {match.lastgroup or "" for match in CRAFT.finditer(paragraph)}
