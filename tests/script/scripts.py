"""Short ways to a script in a test: who is in a text, and who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fic_audio.config import Part
from fic_audio.model import SPOKEN_BY_CHARACTERS, Chapter, Character, Gender, Line, Metadata, Span
from fic_audio.page.segment import segment
from fic_audio.script import characters
from fic_audio.script.attribution import attribute_speakers

MARA = Character("Mara", gender=Gender.FEMALE)
TOBIN = Character("Tobin", gender=Gender.MALE)
BRIX = Character("Brix", gender=Gender.MALE)
WREN = Character("Wren", gender=Gender.FEMALE)
FERRYMAN = Character("the ferryman", gender=Gender.MALE)
PEOPLE = (MARA, TOBIN)


@dataclass(frozen=True, slots=True)
class Page:
    """A chapter of this text, and its spans."""

    chapters: tuple[Chapter, ...]
    spans: tuple[tuple[Span, ...], ...]


def page(*texts: str) -> Page:
    chapters = tuple(Chapter("", text) for text in texts)
    return Page(chapters, tuple(map(segment, chapters)))


def found(
    text: str, *parts: Part, only: bool = False, metadata: Metadata | None = None
) -> dict[str, Character]:
    """The characters of a text by their main names, in order."""
    read = page(text)
    people = characters.find_characters(
        read.chapters, read.spans, metadata or Metadata(), parts, only=only
    )
    return {person.name: person for person in people}


def lines(text: str, people: Sequence[Character] = PEOPLE) -> tuple[Line, ...]:
    read = page(text)
    (only,) = attribute_speakers(read.chapters, read.spans, people)
    return only


def spoken(text: str, people: Sequence[Character] = PEOPLE) -> list[Line]:
    """The lines of what is said, thought or written."""
    return [line for line in lines(text, people) if line.span.kind in SPOKEN_BY_CHARACTERS]


def speakers(text: str, people: Sequence[Character] = PEOPLE) -> list[str | None]:
    """Who says each piece of speech."""
    return [line.speaker for line in spoken(text, people)]
