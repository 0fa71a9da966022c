"""Those who have no name: "the ferryman said", and in a first-person story "my grandfather"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from fic_audio.model import Character, Gender, Kind
from fic_audio.script.attribute import tags
from fic_audio.script.attribute.page import Page
from fic_audio.script.lexicon import (
    CROWD_WORDS,
    GENERIC_NOUNS,
    KIN,
    PEOPLE_NOUNS,
    PLAIN_SPEECH_VERBS,
    SERVICE_NOUNS,
)

_VERB = "(?:" + "|".join(sorted(PLAIN_SPEECH_VERBS)) + ")"
_DESCRIPTION = r"(?:the|an?)\s+(?:[a-z][a-z'’-]*\s+){0,2}?([a-z][a-z-]+)"
SAID_THE = re.compile(
    rf"\W*{_VERB}\s+{_DESCRIPTION}"
    r"(?=\W*$|[,.;:!?—–]|\s+(?:with|in|of|to|at|from|who|as|and|on|after|before|behind|by)\b)"
)
THE_SAID = re.compile(rf"\W*(?i:{_DESCRIPTION})\s+{_VERB}\b")
NOT_PEOPLE = (
    tags.VOICES
    | CROWD_WORDS
    | frozenset(
        """first second third last latter former next rest answer same whole moment others other one
    two three little old young poor good great""".split()
    )
)
LEAST = 2
"""Times that somebody speaks under a description which may as well be a named person's."""
NEAR = 12
"""Paragraphs around a description in which the person it stands for is named, if it stands for
one."""
BOUND = 6
"""Times that a description speaks before one can tell whom it stands for."""
APART = 0.2
"""Share of those times at which that person may seem to speak with it."""
PRESENT = 0.8
"""Share of those times at which anybody else who never speaks with it must not be there."""


Place = tuple[int, int]
"""Number of a page and of a paragraph."""


@dataclass(slots=True)
class Scene:
    """Who is named, who is said to speak, and what descriptions speak, by paragraph."""

    named: dict[Place, set[int]] = field(default_factory=lambda: defaultdict(set))
    spoke: dict[Place, set[int]] = field(default_factory=lambda: defaultdict(set))
    heard: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    """Where each description speaks: "the ferryman", "my grandfather"."""
    genders: dict[str, Gender] = field(default_factory=dict)
    """What the noun of a description tells."""


def described(
    characters: Sequence[Character], pages: Iterable[Page], *, mine: bool
) -> tuple[Character, ...]:
    """The characters, with the descriptions that stand for one of them, and behind them those who
    speak under a description alone, the most heard first.

    `mine`: the story is told in the first person, so that "my grandfather" is one person.
    """
    scene = Scene()
    for number, page in enumerate(pages):
        _look(page, number, scene, mine=mine)
    known = list(characters)
    more = []
    for name, places in sorted(scene.heard.items(), key=lambda item: -len(item[1])):
        owner, _, noun = name.partition(" ")
        gender = scene.genders.get(noun, Gender.UNKNOWN)
        alone = owner == "my" or noun in SERVICE_NOUNS
        who = None if alone else _stands_for(places, gender, scene, characters)
        if who is not None:
            known[who] = replace(known[who], aliases=(*known[who].aliases, name))
        elif len(places) >= LEAST or alone:
            article = "an" if noun[0] in "aeiou" else "a"
            other = noun.capitalize() if owner == "my" else f"{article} {noun}"
            why = f'"{name}" speaks {len(places)} times'
            more.append(Character(name, (other,), gender, why))
    return (*known, *more)


def _look(page: Page, number: int, scene: Scene, *, mine: bool) -> None:
    for here, span in enumerate(page.spans):
        if span.kind is not Kind.NARRATION:
            continue
        place = number, span.paragraph
        for mention in page.named(span.start, span.end):
            if len(mention.who) == 1:
                scene.named[place].update(mention.who)
        for ref in _beside(page, here):
            if len(ref.who) == 1:
                scene.spoke[place].update(ref.who)
            owner = page.tokens[ref.first].text.lower()
            if not ref.noun or ref.who or ref.crowd:
                continue
            if owner in ("the", "a", "an") and ref.noun not in GENERIC_NOUNS:
                scene.heard[f"the {ref.noun}"].append(place)
            elif owner == "my" and mine and ref.noun in KIN:
                scene.heard[f"my {ref.noun}"].append(place)
            scene.genders[ref.noun] = ref.gender
        if noun := _unknown_noun(page, here):
            scene.heard[f"the {noun}"].append(place)


def _stands_for(
    places: Sequence[Place], gender: Gender, scene: Scene, characters: Sequence[Character]
) -> int | None:
    """Whom "the painter" stands for: somebody of a fitting gender who is about whenever the painter
    speaks, yet is not the one the painter speaks with; and nobody else is."""
    times = len(places)
    if times < BOUND:
        return None
    near: Counter[int] = Counter()
    beside: Counter[int] = Counter()
    nobody: frozenset[int] = frozenset()
    for page, at in places:
        around = range(at - NEAR, at + NEAR + 1)
        near.update({who for there in around for who in scene.named.get((page, there), nobody)})
        close = {
            who for there in range(at - 2, at + 3) for who in scene.spoke.get((page, there), nobody)
        }
        beside.update(close | scene.named.get((page, at), set()))
    fitting = [
        who
        for who, count in near.items()
        if count >= PRESENT * times
        and beside[who] <= APART * times
        and {characters[who].gender, gender} != {Gender.MALE, Gender.FEMALE}
    ]
    return fitting[0] if len(fitting) == 1 and near[fitting[0]] == times else None


def _beside(page: Page, here: int) -> Iterator[tags.Ref]:
    """Whom a narration tags as the speaker of the quotations around it."""
    span = page.spans[here]
    for near, read in ((here - 1, tags.after), (here + 1, tags.before)):
        if _speech(page, here, near):
            clue = read(page, span.start, span.end)
            if clue and clue.kind == "tag":
                yield clue.ref


def _speech(page: Page, here: int, near: int) -> bool:
    if not 0 <= near < len(page.spans):
        return False
    span = page.spans[near]
    return span.kind is Kind.DIALOGUE and span.paragraph == page.spans[here].paragraph


def _unknown_noun(page: Page, here: int) -> str:
    """The noun of "said the mariner" behind a quotation, though no list of people has it: whoever
    says something is somebody."""
    if not _speech(page, here, here - 1):
        return ""
    span = page.spans[here]
    found = SAID_THE.match(page.text, span.start, span.end) or THE_SAID.match(
        page.text, span.start, span.end
    )
    if not found:
        return ""
    noun = found[1].lower()
    known = noun in PEOPLE_NOUNS or noun in NOT_PEOPLE or noun in page.roster.by_noun
    return "" if known or noun.endswith("ly") else noun
