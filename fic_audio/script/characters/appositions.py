"""Whom a name says a relation to be: "my grandfather, Abel Quill", "Mara's sister Ines"."""

from __future__ import annotations

from collections.abc import Iterator

from fic_audio.model import Gender
from fic_audio.text.document import Document
from fic_audio.text.mentions import Mention
from fic_audio.text.references import ARTICLES
from fic_audio.text.wordlists import KIN, TAGGING_VERBS

OWNERS = frozenset("my his her".split())
IS = frozenset("is was".split())
LOOKS = 2
"""Words between "her" and "brother"."""
CLOSERS = ",.;:!?—–)"
"""The marks that close an apposition."""
LINKS = frozenset("and or".split())
GOES_ON = frozenset("had has have was were is would could will can".split()) | TAGGING_VERBS
"""Behind "he told her brother Tom", these open what Tom did."""


def find_appositions(document: Document, mention: Mention, start: int, end: int) -> Iterator[str]:
    """The relations that the narration `[start, end)` says a mention to be, as they may speak:
    "my grandfather"; "Mara's sister" and "her sister"."""
    tokens, text = document.tokens, document.text
    opens, closes = tokens[mention.first].start, tokens[mention.last].end
    behind = text[closes : closes + 1]
    follows = mention.last + 1
    noun = mention.first - 1
    if tokens[mention.first].text.lower() in ARTICLES:
        return
    if noun >= 0 and tokens[noun].start >= start and not mention.possessive:
        gap = text[tokens[noun].end : opens].replace("\n", " ")
        closed = behind in CLOSERS and not _runs_on(document, follows, end)
        owner = _owner(document, noun, start)
        if owner is not None and (
            (gap == ", " and closed and not _listed(document, owner, start))
            or (gap == " " and (closed or not _told(document, owner, follows, start)))
        ):
            yield from _forms(document, owner, noun)
    if mention.possessive or follows >= len(tokens):
        return
    gap = text[closes : tokens[follows].start].replace("\n", " ")
    owner = follows
    if gap == " " and tokens[follows].text in IS:
        owner += 1
    elif gap != ", ":
        return
    for noun in range(owner + 1, min(owner + LOOKS + 4, len(tokens))):
        if tokens[noun].end > end or text[tokens[noun - 1].end : tokens[noun].start] != " ":
            return
        if tokens[noun].text in KIN:
            stop = text[tokens[noun].end : tokens[noun].end + 1] in CLOSERS
            whose = _owner(document, noun, start) == owner
            if stop and whose and not _runs_on(document, noun + 1, end):
                yield from _forms(document, owner, noun)
            return


def _owner(document: Document, noun: int, start: int) -> int | None:
    """Index of the word that begins "her little brother", if the word `noun` ends such words."""
    tokens = document.tokens
    if tokens[noun].text not in KIN or tokens[noun].possessive:
        return None
    for first in range(noun - 1, max(noun - LOOKS - 2, -1), -1):
        word = tokens[first]
        if word.start < start or document.text[word.end : tokens[first + 1].start].strip():
            return None
        mention = document.by_word.get(first)
        if mention:
            return mention.first if mention.possessive and len(mention.who) == 1 else None
        if word.text.lower() in OWNERS:
            return first
    return None


def _forms(document: Document, owner: int, noun: int) -> Iterator[str]:
    tokens = document.tokens
    kin = tokens[noun].text
    mention = document.by_word.get(owner)
    if not mention:
        yield f"{tokens[owner].text.lower()} {kin}"
        return
    yield f"{document.text[tokens[owner].start : tokens[mention.last].end]} {kin}"
    gender = document.roster.characters[mention.who[0]].gender
    if gender in (Gender.MALE, Gender.FEMALE):
        yield f"{'his' if gender is Gender.MALE else 'her'} {kin}"


def _runs_on(document: Document, at: int, end: int) -> bool:
    """Whether others are named next: "her brother, Tom, and Ines" may be three."""
    if at >= len(document.tokens) or document.tokens[at].end > end:
        return False
    sentence = document.text[document.tokens[at - 1].end] in ".!?"
    return not sentence and (document.tokens[at].text in LINKS or at in document.by_word)


def _listed(document: Document, at: int, start: int) -> bool:
    """Whether somebody else is named in front of a comma: "Mara, her brother, Tom"."""
    if not at or document.tokens[at - 1].start < start:
        return False
    gap = document.text[document.tokens[at - 1].end : document.tokens[at].start]
    return "," in gap and at - 1 in document.by_word


def _told(document: Document, owner: int, follows: int, start: int) -> bool:
    """Whether somebody may be told what another did: "she told her brother Tom had left"."""
    tokens = document.tokens
    if follows >= len(tokens) or tokens[follows].text not in GOES_ON:
        return False
    opens = not owner or tokens[owner - 1].start < start
    return not opens and not document.text[tokens[owner - 1].end : tokens[owner].start].strip()
