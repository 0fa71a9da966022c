"""Who says what in a story that is not in English: those whom a tag names, and nobody else.

All that the attribution of English lines knows, it learnt from English; on other languages it is
wrong and sure of it. A verb of speech right beside a name is sure in any language: "répondit Théo",
"— сказала Вера". The rest is the narrator's, marked unsure, for the listener to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from fic_audio.config import Part
from fic_audio.language.dialogue_conventions import DialogueConventions
from fic_audio.model import NARRATOR, Chapter, Character, Gender, Kind, Line, Metadata, Span
from fic_audio.script.attribution import TOLD, narrate
from fic_audio.script.characters import SET_DOWN
from fic_audio.script.characters.header_names import read_listed_names
from fic_audio.script.first_names import FEMALE_NAMES, MALE_NAMES

NAMED = 0.9
"""How sure a speaker is whom a tag names."""
UNNAMED = "no tag names the speaker"

Known = Mapping[tuple[int, int], str]
_NAME = re.compile(r"(?:[^\W\d_][\w’'-]*)(?:[ \xa0]+[^\W\d_][\w’'-]*){0,2}")
_GAP = re.compile(r"[\s,.—–―-]*")
_REACH = 80


class _Tag(NamedTuple):
    name: str
    """The name as it stands beside the verb."""
    gender: Gender
    """What the form of the verb tells."""
    text: str


class _Index:
    """Characters by all of a name, or by words of it that are no one else's."""

    def __init__(self, characters: Iterable[Character] = ()) -> None:
        self.characters: list[Character] = []
        self._whole: dict[str, int] = {}
        self._words: dict[str, set[int]] = defaultdict(set)
        for character in characters:
            self.add(character)

    def add(self, character: Character) -> None:
        number = len(self.characters)
        self.characters.append(character)
        for name in map(str.casefold, character.names()):
            self._whole.setdefault(name, number)
            for word in name.split():
                self._words[word].add(number)

    def who(self, name: str) -> int | None:
        """The number of the character whom a name means; None if it is nobody's, or several'."""
        fold = name.casefold()
        if (number := self._whole.get(fold)) is not None:
            return number
        sharing = set.intersection(*(self._words.get(word, set()) for word in fold.split()))
        return sharing.pop() if len(sharing) == 1 else None


def find_people(
    chapters: Sequence[Chapter],
    spans: Sequence[Sequence[Span]],
    metadata: Metadata,
    parts: Sequence[Part],
    conventions: DialogueConventions,
    *,
    only: bool = False,
) -> tuple[Character, ...]:
    """The listener's characters; unless they are `only`, those of the header and the tags too."""
    found = _Index(
        Character(part.name, tuple(part.aliases), part.gender or Gender.UNKNOWN, SET_DOWN)
        for part in parts
    )
    if only:
        return tuple(found.characters)
    for entry in read_listed_names(metadata):
        name = " ".join(entry.name)
        if found.who(name) is None:
            aliases = tuple(map(" ".join, entry.nicknames))
            why = "listed in the header"
            found.add(Character(name, aliases, gender=_usual(name), why=why))
    for chapter, each in zip(chapters, spans, strict=True):
        for tag in _tags(chapter.text, each, found, conventions).values():
            who = found.who(tag.name)
            if who is None:
                gender = tag.gender if tag.gender is not Gender.UNKNOWN else _usual(tag.name)
                found.add(Character(tag.name, gender=gender, why=f"tag: {tag.text}"))
            elif found.characters[who].gender is Gender.UNKNOWN:
                found.characters[who] = replace(found.characters[who], gender=tag.gender)
    return tuple(found.characters)


def attribute_lines(
    chapters: Sequence[Chapter],
    spans: Sequence[Sequence[Span]],
    characters: Sequence[Character],
    conventions: DialogueConventions,
    known: Known,
) -> tuple[tuple[Line, ...], ...]:
    """Every span with its speaker; what is `known` from the listener stands."""
    index = _Index(characters)
    return tuple(
        tuple(_lines(number, chapter.text, each, index, conventions, known))
        for number, (chapter, each) in enumerate(zip(chapters, spans, strict=True))
    )


def _lines(
    number: int,
    text: str,
    spans: Sequence[Span],
    characters: _Index,
    conventions: DialogueConventions,
    known: Known,
) -> Iterator[Line]:
    tags = _tags(text, spans, characters, conventions)
    for span in spans:
        told = known.get((number, span.start))
        tag = tags.get(span.quote) if span.quote is not None else None
        who = characters.who(tag.name) if tag else None
        if told is not None:
            yield Line(span, told, 1.0, TOLD, ((told, 1.0),))
        elif tag and who is not None:
            name = characters.characters[who].name
            yield Line(span, name, NAMED, f"tag: {tag.text}", ((name, NAMED),))
        elif span.kind is Kind.DIALOGUE:
            yield Line(span, NARRATOR, 0.0, UNNAMED)
        else:
            yield narrate(span)


def _tags(
    text: str, spans: Sequence[Span], characters: _Index, conventions: DialogueConventions
) -> dict[int, _Tag]:
    """The tag of each quotation that has one with a name, by the quotation's number."""
    found: dict[int, _Tag] = {}
    for nth, span in enumerate(spans):
        if span.kind is not Kind.NARRATION:
            continue
        before = spans[nth - 1] if nth else None
        if before and before.paragraph == span.paragraph and before.quote is not None:
            start = _GAP.match(text, span.start, span.end)
            at = start.end() if start else span.start
            if tag := _tag(text, at, min(span.end, at + _REACH), characters, conventions):
                found.setdefault(before.quote, tag)
                continue
        after = spans[nth + 1] if nth + 1 < len(spans) else None
        lead = text[span.start : span.end].rstrip()
        if after and after.quote is not None and lead.endswith((":", "：", "，", ",")):
            at = max(map(lead.rfind, ".!?…。！？\n")) + 1
            at = span.start + at + len(lead[at:]) - len(lead[at:].lstrip())
            end = span.start + len(lead)
            if end - at <= _REACH and (tag := _tag(text, at, end, characters, conventions)):
                found.setdefault(after.quote, tag)
    return found


def _tag(
    text: str, at: int, end: int, characters: _Index, conventions: DialogueConventions
) -> _Tag | None:
    """The tag that begins at `at`: a verb and a name, or a name that is known and a verb."""
    if conventions.spaceless:
        return None
    verb = conventions.says.match(text, at, end)
    if (
        verb
        and text[verb.end() : verb.end() + 1].isspace()
        and (name := _capitals(_NAME.match(text, verb.end() + 1, end)))
    ):
        return _Tag(name, _form(verb[0]), f"{verb[0]} {name}")
    name = _capitals(_NAME.match(text, at, end))
    while name and characters.who(name) is None:
        name = name.rpartition(" ")[0]
    if not name:
        return None
    verb = conventions.says.match(text, at + len(name) + 1, end)
    return _Tag(name, Gender.UNKNOWN, f"{name} {verb[0]}") if verb else None


def _capitals(found: re.Match[str] | None) -> str:
    """The capitalised words at the begin of what was found."""
    words = found[0].split() if found else []
    small = next((n for n, word in enumerate(words) if not word[0].isupper()), len(words))
    return " ".join(words[:small])


def _usual(name: str) -> Gender:
    """The gender of most people with this first name."""
    first = name.split()[0].casefold()
    if (first in MALE_NAMES) == (first in FEMALE_NAMES):
        return Gender.UNKNOWN
    return Gender.MALE if first in MALE_NAMES else Gender.FEMALE


def _form(verb: str) -> Gender:
    """Slavic verbs agree with their subject in the past: "сказала", "powiedział"."""
    if re.search(r"(?:ла|лась|лася|ła|\wla)$", verb):
        return Gender.FEMALE
    return Gender.MALE if re.search(r"(?:л|лся|в|вся|ў|ł)$", verb) else Gender.UNKNOWN
