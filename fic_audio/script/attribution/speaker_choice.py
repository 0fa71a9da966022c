"""What the network thinks of a turn, and what the tag says outright -> the likeliest speaker."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from fic_audio.model import Character, Gender
from fic_audio.script.attribution.candidates import TurnCandidates
from fic_audio.text.dialogue_tags import DialogueTag
from fic_audio.text.references import ARTICLES, VOICES
from fic_audio.text.sentences import first_sentence
from fic_audio.text.tokens import words
from fic_audio.text.wordlists import BEASTS_AND_THINGS

NAMED = 0.2
"""The least share of one whom the tag names, from which nobody else is likelier. Below it the
network has a reason to think that the name is none of a speaker: "Catherine sighed" behind what
another said."""
DESCRIBED = 0.6
"""How sure at most a description makes somebody whom nothing binds to it: half are right."""
ONLY_ONE = 0.4
"""The least share of somebody whom a tag's description fits, if it fits nobody else of the cast."""
KNOWN = 0.5
"""The least share of one who may be "the telephone"."""
HEARD_AGAIN = 0.3
"""The least share of one who may be "a voice"."""
JUST_NOW = 2
"""Of how many turns before the speakers are not "a voice"."""
BESIDE = 0.25
"""The least share of one who alone of "her" gender is named in the turn's own paragraph."""
CALLED = 0.4
"""The least share of the one of "her" gender who was called by name in the turn before."""
AGAINST = 0.85
"""The least share of somebody whose gender is not that of the tag's "he" or "she"."""
PERHAPS = 0.1
"""The least share of one of no known gender in the place of somebody of the wrong one."""
BESIDE_HIM = 0.65
"""The same where "he" or "she" acts beside what somebody says: it may be the other one."""
WAITING = 0.1
"""The least share of somebody else where one who might speak only waits or listens."""
MOST = 5
"""Candidates of a line that are told."""
INTRODUCED = 0.02
"""The least share of one who says "I'm Mara"."""
HAIR = frozenset("blonde brunette blond brunet redhead".split())
"""Nouns of either gender, however they are spelt."""
KEEPS_SILENT = re.compile(
    r"\b(?:wait(?:s|ed)|listen(?:s|ed)|(?:said|says?) nothing|"
    r"(?:kept|stayed|remained|was|fell) silent|"
    r"(?:did|do|does)(?:n[’']t| not) (?:answer|reply|respond|say a word))\b"
)
"""What one does in a paragraph of narration who lets another speak on."""
APPOSED = (",", " who was ")
"""What stands between a description and the name that it describes."""

Candidates = tuple[tuple[str, float], ...]
"""Names with their probabilities."""


def choose_speaker(
    text: str,
    step: TurnCandidates,
    shares: Sequence[float],
    people: Sequence[Character],
    spoke: Sequence[int],
    called: Collection[int] = (),
) -> tuple[float, int]:
    """The likeliest speaker of a turn and his or her share. Against the network nobody is chosen
    who is called by name in what is said.

    `spoke`: who spoke before in the scene. `called`: who was called by name in the turn before.
    A share of 0: nobody who is known."""
    told = dict(zip(step.candidates, shares, strict=True))
    if step.certain is not None:
        return told[step.certain], step.certain
    if step.context.by_teller is False and len(told) > 1:
        told = {n: share for n, share in told.items() if n != step.context.teller}
    share, who = _choose(text, step, told, people, spoke, called)
    first = _first(told)
    if 0 < share < told[first] and who in step.context.addressed:
        return told[first], first
    return share, who


def _choose(
    text: str,
    step: TurnCandidates,
    told: Mapping[int, float],
    people: Sequence[Character],
    spoke: Sequence[int],
    called: Collection[int],
) -> tuple[float, int]:
    """The likeliest speaker by what the tag says. One who has a description alone in the tag is not
    whom the tag names besides, nor whose friend the description is, and never sure. A stranger is
    none of them; "a voice" is at most theirs who has not been heard just now."""
    best = step.context.best
    who = _first(told)
    own = _introduced(step, told)
    if own is not None:
        return max(told[own], KNOWN), own
    if best is None:
        who = _but_who_waits(text, step, told)
        return told[who], who
    if best.subject.me:
        return told[who], who
    if best.kind == "beat" and not best.subject.who and not best.subject.noun:
        # "Ines," he says. "We're…" She looks round at him: she was called, and answers.
        who = _rather(step, told, people, called, CALLED)
        who = _fitting(best.subject.gender, who, told, people, BESIDE_HIM)
    if best.kind != "tag":
        return told[who], who
    ref = best.subject
    if ref.who and not ref.noun:
        named = {n: told[n] for n in ref.who if n in told}
        one = max(named, key=lambda n: (named[n], n), default=who)
        if told[one] >= NAMED and not _described(text, best):
            who = one
        return told[who], who
    if ref.stranger and ref.noun not in VOICES:
        return 0.0, who
    if ref.noun in BEASTS_AND_THINGS - VOICES and (ref.stranger or told[who] < KNOWN):
        return 0.0, who
    if not ref.who and not ref.noun and not ref.crowd:
        # "She tells him", behind a sentence about her: nobody of another paragraph is nearer.
        beside = [n for n in step.context.around if n not in best.objects]
        who = _rather(step, told, people, beside, BESIDE)
        who = _fitting(ref.gender, who, told, people, AGAINST)
        return told[who], who
    if len(ref.who) == 1 and not ref.voice and told.get(ref.who[0], 0.0) >= ONLY_ONE:
        return told[ref.who[0]], ref.who[0]
    if ref.who or not ref.noun or ref.voice or ref.crowd:
        return told[who], who
    others = {*ref.owner, *_besides(text, best)}
    left = {
        n: share
        for n, share in told.items()
        if n not in others
        and not (ref.stranger and (n in spoke[-JUST_NOW:] or share < HEARD_AGAIN))
        and (ref.noun in HAIR or not people[n].gender.excludes(ref.gender))
    }
    who = max(left, key=lambda n: (left[n], n), default=who)
    return (min(told[who] / (sum(left.values()) or 1.0), DESCRIBED), who) if left else (0.0, who)


def rank_candidates(
    decided: tuple[str, float], shares: Mapping[int, float], people: Sequence[Character]
) -> Candidates:
    """The one decided for, and the others from the likeliest on. Where more than the network has
    decided, or less than it is left, the others share what is left as the network has it."""
    name, sure = decided
    others = {n: share for n, share in shares.items() if people[n].name != name}
    left = min(1.0, (1 - sure) / (sum(others.values()) or 1.0))
    found = ((people[n].name, round(left * others[n], 2)) for n in sorted(others, key=_by(others)))
    return (decided, *(each for each in found if each[1] > 0))[:MOST]


def _by(shares: Mapping[int, float]) -> Callable[[int], tuple[float, int]]:
    return lambda n: (-shares[n], -n)


def _introduced(step: TurnCandidates, told: Mapping[int, float]) -> int | None:
    """Who says "I'm Mara", unless a tag names somebody else."""
    best = step.context.best
    named = best is not None and best.kind == "tag" and bool(best.subject.who or best.subject.me)
    if named or len(step.context.introduced) != 1:
        return None
    (own,) = step.context.introduced
    return own if told.get(own, 0.0) >= INTRODUCED else None


def _first(told: Mapping[int, float]) -> int:
    return max(told, key=lambda n: (told[n], n))


def _but_who_waits(text: str, step: TurnCandidates, told: Mapping[int, float]) -> int:
    """The likeliest, but somebody else for one of whom the narration before tells only how he or
    she keeps silent: "Mara waited." """
    who, lead = _first(told), step.context.lead_in
    if lead is None or who not in lead.subject.who:
        return who
    if not KEEPS_SILENT.search(text, lead.start, first_sentence(text, lead.start, len(text))):
        return who
    others = {n: share for n, share in told.items() if n != who and share >= WAITING}
    return _first(others) if others else who


def _rather(
    step: TurnCandidates,
    told: Mapping[int, float],
    people: Sequence[Character],
    near: Collection[int],
    least: float,
) -> int:
    """The only one near who is of the gender of the turn's pronoun, in the place of somebody of
    another paragraph, where his or her share is no smaller than `least`; else the first."""
    best, who = step.context.best, _first(told)
    fitting = [n for n in near if n in told and best and people[n].gender is best.subject.gender]
    if len(fitting) == 1 and who not in step.context.around and told[fitting[0]] >= least:
        return fitting[0]
    return who


def _fitting(
    gender: Gender, who: int, told: Mapping[int, float], people: Sequence[Character], least: float
) -> int:
    """The likeliest one of the gender of "he" or "she", in the place of one of the other gender of
    whom the network is not all but sure."""
    if told[who] >= least or not people[who].gender.excludes(gender):
        return who
    fitting = [n for n in told if people[n].gender is gender]
    # Of some nothing tells whether they are "he" or "she".
    fitting = fitting or [
        n for n in told if told[n] >= PERHAPS and not people[n].gender.excludes(gender)
    ]
    return max(fitting, key=lambda n: (told[n], n), default=who)


def _described(text: str, clue: DialogueTag) -> bool:
    """Whether somebody is named by what may be anybody's: "the clergyman" of a given cast."""
    return any(word.text.lower() in ARTICLES for word in words(text, clue.start, clue.end))


def _besides(text: str, clue: DialogueTag) -> tuple[int, ...]:
    """Whom a tag names besides the one it describes: not Tobin in "said the boy, Tobin"."""
    return () if text.startswith(APPOSED, clue.end) else clue.objects
