"""Those who have no name: "the ferryman said", and in a first-person story "my grandfather"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fic_audio.model import Character, Gender, Kind
from fic_audio.script.attribution.turn_context import is_called
from fic_audio.script.characters.introductions import match_introductions, read_introductions
from fic_audio.script.characters.nominal_speakers import (
    NominalSpeaker,
    Place,
    Scene,
    count_scenes,
    find_subjects,
)
from fic_audio.script.characters.same_people import choose_present, match_kin, may_be_named
from fic_audio.text import references
from fic_audio.text.document import Document
from fic_audio.text.wordlists import (
    BEASTS_AND_THINGS,
    CROWD_WORDS,
    GENERIC_NOUNS,
    KIN,
    SERVICE_NOUNS,
)

NOT_PEOPLE = (
    references.VOICES
    | CROWD_WORDS
    | frozenset(
        """first second third last latter former next rest answer same whole moment others other one
    two three little old young poor good great""".split()
    )
)
COMMON_LOOKS = frozenset("poor good dear little other".split())
"""Words before a noun that tell nobody from another."""
NOBODY: frozenset[int] = frozenset()
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
SOON = 6
"""Paragraphs after a description has spoken in which its name is told, if it is told."""
OPENS = re.compile(r"\bThe ([a-z]+)\b")
"""What a sentence of narration tells of first."""
SOME_ONE = frozenset("one another".split())
OWNERS = {"his": Gender.MALE, "her": Gender.FEMALE}


def find_nominal_characters(
    characters: Sequence[Character], documents: Iterable[Document], *, mine: bool
) -> tuple[Character, ...]:
    """The characters, with the descriptions that stand for one of them, and behind them those who
    speak under a description alone, the most heard first.

    `mine`: the story is told in the first person, so that "my grandfather" is one person.
    """
    scene = Scene()
    for document, places in count_scenes(documents):
        _look(document, places, scene, mine=mine)
        read_introductions(document, places, scene)
    known = list(characters)
    more = []
    for name, number in match_introductions(scene, characters).items():
        new = _forms(name) if scene.heard[name].new else ()
        known[number] = replace(known[number], aliases=(*known[number].aliases, name, *new))
        del scene.heard[name]
    also = _same(scene.heard, characters)
    for name, heard in sorted(scene.heard.items(), key=lambda item: -len(item[1].places)):
        who = None
        if not _alone(name, heard):
            who = _stands_for(heard, scene, characters)
            who = choose_present(name, heard, scene, characters) if who is None else who
            who = _named_later(heard, scene, characters) if who is None else who
            who = match_kin(heard, scene, characters) if who is None else who
        if who is not None:
            shorter = also.get(name, ()) if heard.noun in KIN else ()
            known[who] = replace(known[who], aliases=(*known[who].aliases, name, *shorter))
        elif _somebody(name, heard, scene, characters):
            why = f'"{name}" speaks {len(heard.places)} times'
            forms = dict.fromkeys((*_forms(name), *also.get(name, ())))
            more.append(Character(name, tuple(forms), heard.gender, why))
    return (*known, *more)


def _alone(name: str, speaker: NominalSpeaker) -> bool:
    """Whether a description is always somebody's who has no other name."""
    return name.startswith("my ") or speaker.noun in SERVICE_NOUNS


def _somebody(
    name: str, speaker: NominalSpeaker, scene: Scene, characters: Sequence[Character]
) -> bool:
    """Whether a description makes a person of its own."""
    if speaker.noun == "voice":
        return len(speaker.places) >= LEAST
    if _alone(name, speaker) or speaker.new or speaker.noun in BEASTS_AND_THINGS:
        return True
    if may_be_named(speaker, scene, characters):
        return False
    kin = speaker.owner is not None or speaker.whose is not Gender.UNKNOWN
    # "The tramp" who speaks once, and of whom a sentence tells as of somebody known.
    known = len(speaker.places) >= LEAST or name in scene.opens
    if known and speaker.noun not in GENERIC_NOUNS and not kin:
        return True
    # "The man" who speaks once may be anyone, and the narrator tells what he says; "the tall man"
    # is told from others.
    looks = len(name.split()) > 2 and name.startswith("the ")
    often = len(speaker.places) >= LEAST or kin or looks or speaker.noun not in GENERIC_NOUNS
    return often and bool(characters) and not _fitting(speaker, scene, characters)


def _forms(name: str) -> list[str]:
    """How else a description stands in the text."""
    owner, _, rest = name.partition(" ")
    if owner == "my":
        return [rest.capitalize()]
    return [f"{'an' if rest[0] in 'aeiou' else 'a'} {rest}"] if owner == "the" else []


def _same(
    heard: dict[str, NominalSpeaker], characters: Sequence[Character]
) -> dict[str, list[str]]:
    """Joins "his father" to "Odo's father", "the woman" to "the old woman", where there is one
    alone; gives the shorter forms by the longer."""
    also: dict[str, list[str]] = {}
    alike: dict[str, list[str]] = defaultdict(list)
    for name, one in heard.items():
        alike[one.noun].append(name)
    for name in list(heard):
        one = heard[name]
        plain = name == f"the {one.noun}" and one.noun in GENERIC_NOUNS
        if not plain and one.whose is Gender.UNKNOWN:
            continue
        longer = [
            other
            for other in alike[one.noun]
            if other != name
            and (two := heard.get(other))
            and (
                (plain and other[:4] == "the ")
                or (
                    one.whose is not Gender.UNKNOWN
                    and two.owner is not None
                    and characters[two.owner].gender in (one.whose, Gender.UNKNOWN)
                )
            )
        ]
        if len(longer) == 1:
            two = heard[longer[0]]
            two.places += one.places
            two.new |= one.new
            also.setdefault(longer[0], []).append(name)
            del heard[name]
    return also


def _look(document: Document, places: Sequence[Place], scene: Scene, *, mine: bool) -> None:
    heard_of = {*scene.met}
    for here, (span, place) in enumerate(zip(document.spans, places, strict=True)):
        if span.kind is Kind.DIALOGUE:
            for mention in document.named(span.start, span.end):
                new = set(mention.who) - heard_of
                if len(mention.who) == 1 and new and is_called(document, span, mention):
                    scene.called[mention.who[0]] = place
                    scene.met.update(mention.who)
                heard_of.update(mention.who)
        if span.kind is not Kind.NARRATION:
            continue
        for mention in document.named(span.start, span.end):
            heard_of.update(mention.who)
            if len(mention.who) == 1:
                scene.named[place].update(mention.who)
                scene.met.update(mention.who)
        for found in OPENS.finditer(document.text, span.start, span.end):
            scene.opens.add(f"the {found[1]}")
        for ref in find_subjects(document, here, {"tag"}):
            if len(ref.who) == 1:
                scene.spoke[place].update(ref.who)
            name = "" if ref.who or ref.crowd else _name(document, ref, mine=mine)
            if not name:
                continue
            noun = name.rpartition(" ")[2].lower()
            heard = scene.heard.setdefault(name, NominalSpeaker(noun, ref.gender))
            heard.places.append(place)
            heard.new |= ref.stranger
            heard.owner = ref.owner[0] if len(ref.owner) == 1 else None
            heard.whose = OWNERS.get(name.partition(" ")[0], Gender.UNKNOWN)


def _name(document: Document, ref: references.Reference, *, mine: bool) -> str:
    """What somebody is called who has a description alone; nothing if that tells nobody."""
    words = document.tokens[ref.first : ref.next]
    owner = words[0].text.lower()
    if ref.noun == "voice" and not ref.voice and not ref.stranger and owner in references.ARTICLES:
        return "the voice"
    if not ref.noun or ref.noun in NOT_PEOPLE:
        return ""
    if ref.owner or any(word.possessive for word in words):
        written = " ".join(document.text[words[0].start : words[-1].end].split())
        return written if ref.owner else owner + written[len(owner) :]
    if owner in SOME_ONE and (len(words) == 2 or (len(words) > 2 and words[1].text == "of")):
        # "One of the guards", "another guard": as many people as there are such words.
        return " ".join((owner, *(word.text for word in words[1:])))
    if owner in OWNERS or owner == "my":
        return f"{owner} {ref.noun}" if ref.noun in KIN and (owner != "my" or mine) else ""
    if owner not in references.ARTICLES:
        return ""
    first = len(words) - 1
    while first > 1 and document.text[words[first - 1].end : words[first].start] == "-":
        first -= 1
    noun = document.text[words[first].start : words[-1].end]
    if noun in GENERIC_NOUNS:
        looks = [word.text.lower() for word in words[1:-1] if word.text not in COMMON_LOOKS]
        return " ".join(("the", *looks, noun))
    return f"the {noun}"


def _stands_for(
    speaker: NominalSpeaker, scene: Scene, characters: Sequence[Character]
) -> int | None:
    """Whom "the painter" stands for: the only one who fits and is always about."""
    if len(speaker.places) < BOUND or speaker.noun in GENERIC_NOUNS or speaker.new:
        return None
    fitting = _fitting(speaker, scene, characters)
    if len(fitting) != 1:
        return None
    times = sum(_near(scene, place, fitting[0]) for place in speaker.places)
    return fitting[0] if times == len(speaker.places) else None


def _named_later(
    speaker: NominalSpeaker, scene: Scene, characters: Sequence[Character]
) -> int | None:
    """Whose name "the old woman" is told: the only one of her gender who is called by a name that
    nobody has heard yet, soon after she has spoken."""
    if speaker.new or speaker.gender is Gender.UNKNOWN or speaker.whose is not Gender.UNKNOWN:
        return None
    number, last = max(speaker.places)
    called = [
        who
        for who, (document, at) in scene.called.items()
        if document == number and 0 < at - last <= SOON and characters[who].gender is speaker.gender
    ]
    return called[0] if len(called) == 1 else None


def _near(scene: Scene, place: Place, who: int) -> bool:
    document, at = place
    around = range(at - NEAR, at + NEAR + 1)
    return any(who in scene.named.get((document, there), NOBODY) for there in around)


def _fitting(speaker: NominalSpeaker, scene: Scene, characters: Sequence[Character]) -> list[int]:
    """Who may be meant by a description: somebody of a fitting gender who is about whenever the
    painter speaks, yet is not the one the painter speaks with."""
    times = len(speaker.places)
    # Two paragraphs off, the same person may speak again, under a name.
    beyond = 2 if times >= BOUND else 1
    # Whose turn is next beside "his mother" is hardly she.
    by_name = int(speaker.owner is not None or speaker.whose is not Gender.UNKNOWN)
    near: Counter[int] = Counter()
    beside: Counter[int] = Counter()
    for document, at in speaker.places:
        around = range(at - NEAR, at + NEAR + 1)
        near.update({who for there in around for who in scene.named.get((document, there), NOBODY)})
        close = {
            who
            for there in range(at - beyond, at + beyond + 1)
            for who in scene.spoke.get((document, there), NOBODY)
        }
        for there in range(at - by_name, at + by_name + 1):
            close |= scene.named.get((document, there), NOBODY)
        beside.update(close)
    fitting = [
        who
        for who, count in near.items()
        if count >= PRESENT * times
        and beside[who] <= APART * times
        and who != speaker.owner
        and not characters[who].gender.excludes(speaker.gender)
        and not (by_name and Gender.UNKNOWN is characters[who].gender is not speaker.gender)
    ]
    if len(fitting) == 1 and speaker.whose is speaker.gender is not Gender.UNKNOWN:
        # "His father", where he is the only man: he is whose father it is.
        return []
    return fitting
