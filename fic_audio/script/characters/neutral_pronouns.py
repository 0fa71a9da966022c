"""Who is neither he nor she: told by the file's own tags, or by the text's "they said" of one."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fic_audio.model import Character, Gender, Kind, Metadata, Span
from fic_audio.script.characters.name_mentions import Name, NameMentions
from fic_audio.script.first_names import FEMALE_NAMES, MALE_NAMES, UNISEX
from fic_audio.text.dialogue_tags import find_tags_beside
from fic_audio.text.document import Document
from fic_audio.text.pronouns import MANY, THEY
from fic_audio.text.tokens import words
from fic_audio.text.wordlists import CROWD_WORDS, PEOPLE_NOUNS

LEAST = 3
"""Times that somebody has to be "they" before that is taken for his or her pronoun."""
AGAINST = 3
"""How much oftener than "he" and "she"."""
NAMED = 6
"""The same for somebody whose first name tells another gender."""
IN_MIND = 10
"""Paragraphs back in which the one must be named who is "they" beside a quotation."""

FEW = 6
"""Paragraphs for which "the boys" are about."""
SEVERAL = (CROWD_WORDS - THEY - {"all", "both"}) | {f"{noun}s" for noun in PEOPLE_NOUNS}

_NEUTRAL = (
    r"(?:they/them|xe/x[ei]m|ze/(?:zir|hir)|fae/faer|e(?:y)?/em|non-?\s?binary|enby|agender|genderqueer"
    r"|gender-?\s?neutral|gn(?=!|\s+reader))"
)
_TAGS = (
    (Gender.NEUTRAL, _NEUTRAL),
    (Gender.MALE, r"(?:he/him|(?:trans )?(?:male|man|boy)|m(?=!))"),
    (Gender.FEMALE, r"(?:she/her|(?:trans )?(?:female|woman|girl)|fem|f(?=!))"),
)


@dataclass(slots=True)
class Pronouns:
    """How often somebody's names are followed by each."""

    he_or_she: int = 0
    they: int = 0
    neo: int = 0


def read_pronoun_tags(metadata: Metadata) -> dict[str, Gender]:
    """From the names in the file's own tags, folded, to the gender that they tell.

    >>> tags = ("They/Them Pronouns for Sam Ash", "Female Reader", "Nonbinary Wren")
    >>> read_pronoun_tags(Metadata(tags=tags))
    {'sam ash': <Gender.NEUTRAL: 'neutral'>, 'reader': <Gender.FEMALE: 'female'>, \
'wren': <Gender.NEUTRAL: 'neutral'>}
    """
    found: dict[str, Gender] = {}
    for tag in (*metadata.tags, *metadata.characters, *metadata.relationships):
        for part in re.split(r"[/&](?=\s*[A-Z])|,", tag) if "/" in tag or "&" in tag else (tag,):
            _read(part, found)
        _read(tag, found)
    return found


def _read(tag: str, found: dict[str, Gender]) -> None:
    tag = tag.split(" (")[0].strip()
    for gender, told in _TAGS:
        match = re.fullmatch(
            rf"{told}(?:\s+pronouns?\s+for\s+|[!\s]\s*)(\S.*)", tag, re.I
        ) or re.fullmatch(
            rf"(\S.{{0,40}}?)\s+(?:uses|is|goes by)\s+(?:an?\s+)?{told}(?:\s+pronouns?)?", tag, re.I
        )
        name = match[1] if match else ""
        if name and name[0].isupper() and len(name.split()) < 5:
            found.setdefault(name.casefold(), gender)


def count_pronouns(person: Character, names: Mapping[Name, NameMentions]) -> Pronouns:
    """How often a character is he or she, and how often they."""
    told = Pronouns()
    for name in person.names():
        seen = names.get(tuple(word.text for word in words(name)))
        if seen:
            told.he_or_she += seen.he + seen.she
            told.they += seen.they
            told.neo += seen.neo
    return told


def mark_neutral(
    characters: Sequence[Character],
    documents: Iterable[Document],
    names: Mapping[Name, NameMentions],
    by_tag: Mapping[str, Gender],
    fixed: Collection[str] = (),
) -> list[Character]:
    """Gives those a gender who are "they" in the text; the file's own tags tell one where the
    text's pronouns tell none. `fixed`: the names of those whose gender the listener set down."""
    told = [count_pronouns(person, names) for person in characters]
    known = [_by_tag(person, by_tag) for person in characters]
    open_ = {
        number
        for number, person in enumerate(characters)
        if told[number].they
        and told[number].he_or_she == 0
        and not _gendered(person)
        and person.name not in fixed
    }
    votes = _votes(documents, open_) if open_ else Counter()
    found = []
    for number, person in enumerate(characters):
        if person.name in fixed:
            found.append(person)
            continue
        they = told[number].they + votes[number]
        least = NAMED if _gendered(person) else LEAST
        surely = told[number].neo > told[number].he_or_she
        if surely or (they >= least and they > AGAINST * told[number].he_or_she):
            person = _with(person, Gender.NEUTRAL, f'"they" {they} times')
        elif known[number] is not Gender.UNKNOWN and told[number].he_or_she < LEAST:
            person = _with(person, known[number], "by the story's tags")
        found.append(person)
    return found


def _with(person: Character, gender: Gender, evidence: str) -> Character:
    why = f"{person.why.rpartition('; ')[0] or person.why}; {gender}: {evidence}"
    return replace(person, gender=gender, why=why)


def _by_tag(person: Character, by_tag: Mapping[str, Gender]) -> Gender:
    own = {name.casefold() for name in person.names()}
    for name, gender in by_tag.items():
        # The text may have one of "Lark Tanner" alone.
        if not own.isdisjoint((name, name.split()[0])):
            return gender
    return Gender.UNKNOWN


def _gendered(person: Character) -> bool:
    """Whether a title or the first name tells he or she."""
    if "called" in person.why.rpartition("; ")[2]:
        return True
    firsts = {name.split()[0].lower() for name in person.names()} - UNISEX
    return bool(firsts & (MALE_NAMES | FEMALE_NAMES))


def _votes(documents: Iterable[Document], open_: set[int]) -> Counter[int]:
    """How often "they said" beside a quotation can only be one who is neither he nor she: the one
    of those who was named lately, while no others are about of whom there are several. "He said"
    where nobody else was named speaks against it."""
    votes: Counter[int] = Counter()
    for document in documents:
        lately: deque[tuple[int, int]] = deque(maxlen=40)
        several = -IN_MIND
        for here, span in enumerate(document.spans):
            if span.kind is Kind.NARRATION:
                several = span.paragraph if _several(document, span) else several
                word = _pronoun(document, here)
                near = {who for at, who in lately if span.paragraph - at <= IN_MIND}
                if word in THEY and len(near & open_) == 1 and span.paragraph - several > FEW:
                    votes.update(near & open_)
                elif word in ("he", "she") and len(near) == 1:
                    votes.subtract(dict.fromkeys(near & open_, AGAINST))
            for mention in document.named(span.start, span.end):
                if len(mention.who) == 1:
                    lately.append((span.paragraph, mention.who[0]))
    return votes


def _pronoun(document: Document, here: int) -> str:
    """The pronoun that a narration has for who speaks or acts beside a quotation, if it has one:
    "they" only as one does."""
    for tag in find_tags_beside(document, here):
        ref = tag.subject
        word = document.tokens[ref.first].text.lower()
        around = (token.text.lower() for token in document.tokens[ref.next : ref.next + 5])
        if word in ("he", "she") or (word in THEY and MANY.isdisjoint(around)):
            return word
    return ""


def _several(document: Document, span: Span) -> bool:
    """Whether several people are told of who have no names: "the boys", "the crowd"."""
    return any(
        document.tokens[at].text.lower() in SEVERAL for at in document.between(span.start, span.end)
    )
