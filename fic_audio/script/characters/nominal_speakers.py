"""What a story shows of those who speak under a description, and of who is about then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from fic_audio.model import Gender, Kind
from fic_audio.text.dialogue_tags import find_tags_beside
from fic_audio.text.document import Document
from fic_audio.text.references import Reference

Place = tuple[int, int]
"""Number of a scene of the story and of a paragraph of its page."""


@dataclass(slots=True)
class NominalSpeaker:
    """A description under which somebody speaks: "the ferryman", "his mother"."""

    noun: str
    gender: Gender
    """What the noun tells."""
    places: list[Place] = field(default_factory=list)
    """Where it speaks."""
    new: bool = False
    """It is brought in as nobody one has heard of: "an old woman"."""
    owner: int | None = None
    """Whose mother it is, if a name says so."""
    whose: Gender = Gender.UNKNOWN
    """ "his" or "her" mother."""


@dataclass(slots=True)
class Scene:
    """Who is named, who is said to speak, and what descriptions speak, by paragraph."""

    named: dict[Place, set[int]] = field(default_factory=lambda: defaultdict(set))
    first: dict[int, Place] = field(default_factory=dict)
    """Where each character is named first, in narration or in speech."""
    turns: list[Place] = field(default_factory=list)
    """Paragraphs with speech."""
    says_name: list[tuple[Place, int]] = field(default_factory=list)
    """Where somebody says who he is, and the character of that name."""
    told: list[tuple[Place, int, tuple[str, ...]]] = field(default_factory=list)
    """Where narration gives the name of somebody described, and the description."""
    opens: set[str] = field(default_factory=set)
    """Descriptions that open a sentence of narration."""
    spoke: dict[Place, set[int]] = field(default_factory=lambda: defaultdict(set))
    heard: dict[str, NominalSpeaker] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    """Everybody in `named` and in `called`."""
    called: dict[int, Place] = field(default_factory=dict)
    """Where those are called by name of whom nobody has heard before."""


def count_scenes(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Place]]]:
    """The pages, each with the places of its spans."""
    scene = 0
    for document in documents:
        scene += 1
        places = []
        for span in document.spans:
            scene += span.kind in (Kind.BREAK, Kind.HEADING)
            places.append((scene, span.paragraph))
        yield document, places


def find_subjects(document: Document, here: int, kinds: Collection[str]) -> Iterable[Reference]:
    """Who speaks or acts by the tags of these kinds in the narration of a span."""
    tags = (tag for tag in find_tags_beside(document, here) if tag.kind in kinds)
    # Between two quotations one tag may be read twice.
    return {tag.subject.first: tag.subject for tag in tags}.values()
