"""A chapter's paragraphs -> which of them are the author's notes, not the story.

In doubt a paragraph is story: only the labelled paragraph is a note, unless a closing mark (a
bracket, a scene break, "on with the story") says how far the note goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fic_audio.model import Kind
from fic_audio.page import layout
from fic_audio.page.author_talk import ONWARD, find_asides
from fic_audio.page.plain_text.front import speaks_to_readers
from fic_audio.page.plain_text.labels import END_OF_HEADER, read_label
from fic_audio.page.segment.unlabelled_notes import find_unlabelled_notes

Blocks = Sequence[tuple[int, int]]

_LABEL_ONLY = re.compile(
    r"[\W_]*(?:a\s*/\s*n|author['’]?s?['’]?\s+notes?|(?:beginning|end|chapter|chapter\s+end|opening|closing)?"
    r"\s*notes|(?:chapter\s+)?summary)[\W_]*",
    re.IGNORECASE,
)
_SEE_END = re.compile(
    r"\(?see the end of the (?:chapter|work) for (?:more )?notes[.)]*", re.IGNORECASE
)
_INLINE = re.compile(
    r"[(\[{]\s*(?:\*\*?|__?)?(?:A\s*/\s*N|AN\s*[:\-–—]|A\.N\.|[Aa]uthor['’]?s?['’]?\s+[Nn]otes?|N/A\s*:|"
    r"T/N\b)[^)\]}]{0,1500}[)\]}]"
)
_BRACKET = re.compile(r"[(\[{]")
_EDGE = 6
"""How near the chapter's begin or end the weaker labels are trusted: "Summary:", "Notes:"."""
_TOP = 16
"""Paragraphs among which the end of an opening note is looked for."""
_QUOTED = re.compile(r"[\"“«]")


def find_notes(
    text: str, blocks: Blocks, kinds: Sequence[Kind | None], title: str = ""
) -> list[bool]:
    """For each paragraph whether it is a note; `kinds` tells what is known of them, `title` is
    the chapter's."""
    found = [kind is Kind.NOTE for kind in kinds]
    headings = [kind is Kind.HEADING for kind in kinds]
    first = next((nth for nth, heading in enumerate(headings) if not heading), 0)
    top = True
    here = 0
    while here < len(blocks):
        start, end = blocks[here]
        at_edge = here - first < _EDGE or len(blocks) - here <= _EDGE
        if headings[here] or not _is_note(text[start:end], at_edge, top):
            top = top and (headings[here] or layout.is_break(text[start:end]))
            here += 1
            continue
        last = _last(text, blocks, headings, here, top)
        for nth in range(here, last + 1):
            found[nth] = True
        here = last + 1
    edges = [kind in (Kind.HEADING, Kind.BREAK) for kind in kinds]
    for nth in list(find_unlabelled_notes(text, blocks, found, edges, title)):
        found[nth] = True
    _mark_farewell(text, blocks, found)
    return found


# "So, was it good? […] All reviewers get triple chocolate cake": the last words of a chapter, to
# its readers, without a label.
_FAREWELL = re.compile(
    r"""\bplease\s+review|\bread\s+and\s+review|\br\s*&\s*r\b|\b(?:all|my|lovely)\s+reviewers\b
      |\bleave\s+(?:me\s+)?(?:a\s+|some\s+)?(?:reviews?|comments?|kudos|feedback)\b
      |\b(?:kudos|comments|reviews)\s+(?:are|make|and\s+(?:kudos|comments))\b
      |\bthanks?(?:\s+you)?\s+(?:so\s+much\s+)?for\s+reading\b""",
    re.VERBOSE | re.IGNORECASE,
)


def _mark_farewell(text: str, blocks: Blocks, found: list[bool]) -> None:
    """Marks the paragraphs at a chapter's end that ask for reviews, and what follows them."""
    for here in range(max(1, len(blocks) - 3), len(blocks)):
        start, end = blocks[here]
        plain = not any(_QUOTED.search(text, *block) for block in blocks[here:])
        if plain and end - start < 600 and _FAREWELL.search(text, start, end):
            found[here:] = [True] * (len(blocks) - here)


def find_inline_notes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Bracketed notes in the middle of a paragraph: `(A/N: see chapter 3!)`."""
    found = {match.span() for match in _INLINE.finditer(text, start, end)}
    if not found and not _BRACKET.search(text, start, end):
        return []
    return sorted({*found, *find_asides(text, start, end)})


_STRONG = re.compile(
    r"[\s*_~>#•\[({<=-]*(?:a\s*/\s*n\b|a\.n\.|an\s*[:)\]]|author['’]?s?['’]?\s+(?:note|comment)|"
    r"(?:chapter\s+)?end\s*notes?\s*(?::|$)|chapter\s+notes?\s*(?::|$)|t/n\s*:|n/a\s*:)",
    re.IGNORECASE,
)
_EDGE_FIELDS = frozenset({"notes", "disclaimer", "warnings", "summary", "spoilers"})
_ONLY_ABOVE = frozenset({"warnings", "spoilers"})
"""Below its first words a story itself may warn of something."""


def _is_note(paragraph: str, at_edge: bool, top: bool) -> bool:
    if _STRONG.match(paragraph):
        return True
    if not at_edge:
        return False
    if _SEE_END.fullmatch(paragraph):
        return True
    item = read_label(paragraph)
    if item is not None and item.field in _ONLY_ABOVE and not top:
        return False
    # "Summary:" and "Disclaimer:" also stand at the top of single chapters; "Legal: …" would be
    # too rare there to trust.
    return item is not None and item.field in _EDGE_FIELDS and _label_weighs(item.label)


def _label_weighs(label: str) -> bool:
    return label.casefold() not in {"legal", "an", "triggers", "trigger", "tw", "cw", "description"}


def _last(text: str, blocks: Blocks, headings: Sequence[bool], here: int, top: bool) -> int:
    """The last paragraph of the note that begins at `here`; `top`: no story stands above it."""
    start, end = blocks[here]
    paragraph = text[start:end]
    if closing := _bracket_closes(text, blocks, here):
        return closing
    if top and (closing := _opening_ends(text, blocks, headings, here)):
        return closing
    last = here
    if _LABEL_ONLY.fullmatch(paragraph) and here + 1 < len(blocks) and not headings[here + 1]:
        last = here + 1
    if not top:
        last = _to_the_end(text, blocks, headings, last)
    return last


def _bracket_closes(text: str, blocks: Blocks, here: int) -> int:
    """`(A/N: …` whose bracket closes some paragraphs on; 0 if it does not."""
    start, end = blocks[here]
    opening = text[start:end].lstrip("*_ ")[:1]
    closing = {"(": ")", "[": "]", "{": "}"}.get(opening, "")
    if not closing:
        return 0
    depth = 0
    for nth in range(here, min(here + 8, len(blocks))):
        piece = text[blocks[nth][0] : blocks[nth][1]]
        depth += piece.count(opening) - piece.count(closing)
        if depth <= 0:
            return nth
    return 0


def _opening_ends(text: str, blocks: Blocks, headings: Sequence[bool], here: int) -> int:
    """Where a note at the top of a chapter ends, if that is said; else 0."""
    for nth in range(here, min(here + _TOP, len(blocks))):
        low, high = blocks[nth]
        paragraph = text[low:high]
        if nth > here and headings[nth]:
            return 0
        if high - low < 80 and (ONWARD.fullmatch(paragraph) or END_OF_HEADER.fullmatch(paragraph)):
            return nth
        if nth > here and layout.is_break(paragraph):
            between = [text[low:high] for low, high in blocks[here + 1 : nth]]
            plain = all(speaks_to_readers(piece) and not _QUOTED.match(piece) for piece in between)
            return nth - 1 if plain else 0
    return 0


def _to_the_end(text: str, blocks: Blocks, headings: Sequence[bool], last: int) -> int:
    """A closing note goes on to the chapter's end, as long as its paragraphs speak to readers."""
    rest = range(last + 1, len(blocks))
    if len(rest) > 8 or any(headings[nth] for nth in rest):
        return last
    for nth in rest:
        piece = text[blocks[nth][0] : blocks[nth][1]]
        if layout.is_break(piece):
            continue
        if not speaks_to_readers(piece) or _QUOTED.match(piece):
            return last
        last = nth
    return last
