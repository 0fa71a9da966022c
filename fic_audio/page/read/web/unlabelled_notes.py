"""What an author says to the readers inside of a chapter, without a label, before or after it.

Sites of one text box a chapter have no other place for thanks and for "please review". In doubt a
paragraph is story: only what a break sets apart from the rest, and what speaks of reviews, updates
or the writing itself without a word in quotation marks, is an aside.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fic_audio.model import Mark, MarkKind
from fic_audio.page.layout import is_break
from fic_audio.page.read.annotated_text import AnnotatedText

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_FAR = 8
"""Paragraphs of an aside."""
_LONG = 2000
"""Characters of an aside; it is also shorter than half of the chapter."""
_QUOTED = re.compile(r"[\"“”„«»]|(?:^|\s)['‘](?=\w)")
_PERSON = re.compile(r"\b(?:I|me|my|you|your|we|our|us)\b|\bI['’]", re.IGNORECASE)
_SURE = re.compile(
    r"""\bbeta(?:['’]?e?d\b|[\s-]?read(?:ers?|ing)?\b)
    |\bthank(?:s|\s+you)?\b[^.!?]{0,80}\b(?:reviews|reviewing|betaing|beta|favou?rit(?:es|ing)|follows)\b
    |\bwho\s+(?:ha(?:s|ve)\s+)?(?:reviewed|favou?rited)\b
    |\b(?:please|pls|plz)\s+(?:read\s+and\s+|r\s*(?:&|and|n)\s*)?(?:r\b|review)
    |\br\s*&\s*r\b|\bread\s*(?:&|and|n)\s*review\b
    |\breviews?,?\s+(?:please|pls|plz)\b
    |\bleave\s+(?:me\s+)?(?:a\s+|some\s+|your\s+)?reviews?\b
    |\b(?:my|you|dear|lovely)\s+reviewers\b|\b\d+(?:st|nd|rd|th)\s+review(?:er)?\b
    |\bfan[\s-]?fi(?:cs?|ction)\b|\b(?:this|my|first|new)\s+(?:fic|one-?shot)\b
    |\bupdates?\s+(?:soon|again|this\s+(?:story|fic)|(?:once\s+)?(?:a|every)\s+(?:week|month))\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What nobody says in a story, unless the story is about fan fiction."""
_CRAFT = re.compile(
    r"""\b(?:(?P<chapter>chap(?:ter|pie)s?\b(?!\s+(?:of|in)\b))|(?P<story>stor(?:y|ies)|fics?)
    |(?P<writing>writing|wrote|written)|(?P<plot>plot|cliff(?:hanger|ie|y))
    |(?P<character>characteri[sz]\w+|OOC|out\s+of\s+character)|(?P<update>updat(?:e|es|ed|ing)|posted)
    |(?P<hope>hope\s+(?:that\s+)?(?:you|everyone)|let\s+me\s+know)|(?P<enjoy>enjoy(?:ed)?)
    |(?P<reader>readers?)|(?P<canon>canon|AU)|(?P<sorry>sorry)|(?P<thanks>thanks?))\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What authors speak of; each by itself stands in stories, too."""
_ENOUGH = 4
"""Different things of those that make an aside."""
_REQUEST = re.compile(
    r"\W*(?:(?:please|pls|plz|read|and|r|n|so|now)\W+)*(?:r|reviews?)(?:\W+(?:please|pls|plz))?\W*",
    re.IGNORECASE,
)


def mark_unlabelled_notes(annotated: AnnotatedText) -> AnnotatedText:
    """The passage, what its author says to the readers at its begin and end marked as notes."""
    text = annotated.text
    blocks = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    breaks = [n for n, (start, end) in enumerate(blocks) if is_break(text[start:end])]
    if not breaks:
        runs = [blocks[-1:]] if blocks else []
        found = [run for run in runs if len(blocks) > 1 and _asks(text, run[0])]
    else:
        runs = [blocks[: breaks[0]], blocks[breaks[-1] + 1 :]]
        found = [run for run in runs if _is_aside(text, run)]
        if runs[1] not in found and len(runs[1]) > 1 and _asks(text, runs[1][-1]):
            found.append(runs[1][-1:])
    notes = [Mark(MarkKind.NOTE, start, end) for run in found for start, end in run]
    marks = sorted({*annotated.marks, *notes}, key=lambda mark: (mark.start, -mark.end))
    return replace(annotated, marks=tuple(marks))


def _asks(text: str, block: tuple[int, int]) -> bool:
    """Whether a paragraph is "Review please!" and nothing else."""
    said = text[block[0] : block[1]]
    asks = "eview" in said or "&" in said
    return asks and len(said) < 60 and _REQUEST.fullmatch(said) is not None


def _is_aside(text: str, run: list[tuple[int, int]]) -> bool:
    """Whether paragraphs that a break sets apart are all said to the readers."""
    if not 0 < len(run) <= _FAR:
        return False
    start, end = run[0][0], run[-1][1]
    if end - start > min(_LONG, len(text) / 2):
        return False
    said = text[start:end]
    if _QUOTED.search(said):
        return False
    talk = all(_PERSON.search(text, *block) or _SURE.search(text, *block) for block in run)
    things = {match.lastgroup for match in _CRAFT.finditer(said)}
    return talk and (_SURE.search(said) is not None or len(things) >= _ENOUGH)
