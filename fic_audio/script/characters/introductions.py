"""Those who are described first and named then: "the spider" that says "My name is Vell"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from fic_audio.model import Character, Gender, Kind
from fic_audio.script.characters.appositions import find_appositions
from fic_audio.script.characters.nominal_speakers import Place, Scene
from fic_audio.script.characters.same_people import is_about
from fic_audio.text import dialogue_tags, references
from fic_audio.text.document import Document
from fic_audio.text.mentions import Mention
from fic_audio.text.wordlists import GENERIC_NOUNS, KIN, SERVICE_NOUNS, TAGGING_VERBS

SAYS_NAME = re.compile(
    r"\b(?:my name is|my name[’']s|the name is|the name[’']s|they call me|call me"
    r"|(?:i am|i[’']m) (?:called|named)|(?<![^,.!?…\"“‘\[*_] )(?:and )?(?:i am|i[’']m)) $",
    re.IGNORECASE,
)
WITHIN = re.compile(r"(?<=\s)['\"‘“]")
"""A quotation within a quotation."""
SAID = 20
"""Characters in front of a name that may say "My name is"."""
CALLED = tuple(
    tuple(words.split())
    for words in (
        "whose name was",
        "whose name is",
        "by the name of",
        "was called",
        "was named",
        "is called",
        "name was",
        "name is",
        "named",
    )
)
"""What stands between a description and a name, the longer first."""
HAD = frozenset("had has have would could will can".split())
"""Behind "the guard Mara", these open what Mara did with the guard."""
LOOKS = 3
"""Words between the article and the noun of a description."""
EITHER = frozenset(("his brother", "her sister"))
"""Each of the two is the other's."""
NEAR = 12
"""Paragraphs before a name in which "the man" is he who bears it."""
TURNS = (2, 4)
"""Turns back at which the same of two who talk speaks."""
APART = 0.2
"""Share of the times a description speaks at which it may seem to speak with the named one."""


def read_introductions(document: Document, places: Sequence[Place], scene: Scene) -> None:
    """Takes in where people are named, and where somebody described gets a name."""
    for span, place in zip(document.spans, places, strict=True):
        spoken = span.kind in (Kind.DIALOGUE, Kind.THOUGHT)
        if spoken and (not scene.turns or scene.turns[-1] != place):
            scene.turns.append(place)
        if not spoken and span.kind is not Kind.NARRATION:
            continue
        for mention in document.named(span.start, span.end):
            if len(mention.who) != 1:
                continue
            who = mention.who[0]
            first = scene.first.setdefault(who, place) == place
            start = document.tokens[mention.first].start
            if not spoken:
                forms = (
                    *_descriptions(document, mention, span.start, first=first),
                    *find_appositions(document, mention, span.start, span.end),
                )
                if forms:
                    scene.told.append((place, who, forms))
            elif not mention.possessive and _says_name(document.text, span.start, start):
                scene.says_name.append((place, who))


def _says_name(text: str, opened: int, name: int) -> bool:
    """Whether "My name is" stands in front of a name, and not in what another is told to say."""
    said = SAYS_NAME.search(text[max(opened, name - SAID) : name])
    return bool(said) and not WITHIN.search(text, opened + 1, name)


def _descriptions(
    document: Document, mention: Mention, start: int, *, first: bool
) -> Iterator[str]:
    """The descriptions to which a name in narration is added: "the spider Vell", "Vell the
    spider", "a spider whose name was Vell"."""
    tokens = document.tokens
    at = mention.first
    before = tuple(word.text.lower() for word in tokens[max(at - 4, 0) : at])
    called = next((words for words in CALLED if before[-len(words) :] == words), ())
    behind = document.text[tokens[mention.last].end : tokens[mention.last].end + 1]
    follows = tokens[mention.last + 1].text if mention.last + 1 < len(tokens) else ""
    if called:
        yield from _phrase(document, at - len(called) - 1, start)
    # "The guard Mara had hired" is not Mara; nor is "the guard Mara hired", if one knows her.
    elif behind not in ("", " ") or mention.possessive or (first and follows not in HAD):
        yield from _phrase(document, at - 1, start, joined=at)
    elif follows == "the" and mention.last + 2 < len(tokens):
        noun = tokens[mention.last + 2]
        after = tokens[mention.last + 3].text if mention.last + 3 < len(tokens) else ""
        if document.text[noun.end : noun.end + 1] not in ("", " ") or after in TAGGING_VERBS:
            yield f"the {noun.text}"


def _phrase(document: Document, noun: int, start: int, joined: int | None = None) -> Iterator[str]:
    """The description that ends with the word `noun`; nothing if none does.

    `joined`: the word that must stand right behind it.
    """
    tokens = document.tokens
    if noun < 1 or tokens[noun].text in dialogue_tags.AUXILIARIES:
        return
    if joined and document.text[tokens[noun].end : tokens[joined].start] != " ":
        return
    for first in range(noun - 1, max(noun - LOOKS - 2, -1), -1):
        word = tokens[first]
        if word.start < start or document.text[word.end : tokens[first + 1].start] != " ":
            return
        if word.text.lower() in references.ARTICLES:
            looks = [each.text.lower() for each in tokens[first + 1 : noun]]
            yield f"the {tokens[noun].text}"
            if looks:
                yield " ".join(("the", *looks, tokens[noun].text))
            return


def match_introductions(scene: Scene, characters: Sequence[Character]) -> dict[str, int]:
    """From each description to the character as whom it is named."""
    speaking: dict[Place, list[str]] = defaultdict(list)
    for name, heard in scene.heard.items():
        for place in dict.fromkeys(heard.places):
            speaking[place].append(name)
    turn = {place: n for n, place in enumerate(scene.turns)}
    whose: dict[str, dict[int, Place]] = defaultdict(dict)
    for place, who in scene.says_name:
        by = speaking.get(place, [])
        if not by and scene.first[who] == place and not scene.spoke.get(place):
            by = _before(scene, speaking, turn[place])
        if len(by) == 1 and not scene.spoke.get(place, set()) - {who}:
            whose[by[0]].setdefault(who, place)
    for place, who, forms in scene.told:
        for name in forms:
            if name in scene.heard:
                whose[name].setdefault(who, place)
    return {
        name: who
        for name, owners in whose.items()
        for who, place in owners.items()
        if len(owners) == 1 and _fits(name, scene, who, place, characters[who])
    }


def _before(scene: Scene, speaking: dict[Place, list[str]], at: int) -> list[str]:
    """Who speaks, if two talk by turns, at a turn that no tag tells of."""
    chapter, paragraph = scene.turns[at]
    for back in TURNS:
        place = scene.turns[at - back] if at >= back else (-1, 0)
        if place[0] != chapter or paragraph - place[1] > NEAR or scene.spoke.get(place):
            return []
        if by := speaking.get(place):
            return by
    return []


def _fits(name: str, scene: Scene, who: int, place: Place, character: Character) -> bool:
    """Whether a description may stand for a character wherever it speaks."""
    speaker = scene.heard[name]
    if character.narrates or character.gender.excludes(speaker.gender):
        return False
    chapter, at = place
    if name in EITHER or (
        speaker.whose is not Gender.UNKNOWN and not is_about(speaker, scene, who)
    ):
        return False
    one = speaker.noun in KIN and not name.startswith("the ")
    if not one and (speaker.owner is not None or speaker.noun in GENERIC_NOUNS):
        # There is many a man: only he who speaks just before is the one.
        return all(there == chapter and 0 <= at - line <= NEAR for there, line in speaker.places)
    if speaker.noun in SERVICE_NOUNS and any(there != chapter for there, _ in speaker.places):
        return False
    beside = sum(
        any(who in scene.spoke.get((there, line + step), ()) for step in (-1, 1))
        for there, line in speaker.places
    )
    return beside <= APART * len(speaker.places)
