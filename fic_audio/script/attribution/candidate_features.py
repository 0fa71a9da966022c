"""Turn + candidate -> what its clues say for and against it, as named numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fic_audio.model import Character, Gender
from fic_audio.script.attribution.salience import WINDOW, SalienceModel
from fic_audio.script.attribution.turn_context import TurnContext
from fic_audio.text.dialogue_tags import DialogueTag
from fic_audio.text.references import Reference

Features = dict[str, float]

CLUES = tuple(
    """addressed around beat beat_gender beat_me beat_next beat_noun beat_unknown_noun distance
    gender_rank_0 gender_rank_1 gender_rank_2 gender_rank_3 gender_subject_0
    gender_subject_1 gender_subject_2 gender_subject_3 intro intro_gender intro_me
    introduced later later_gender later_me lead lead_gender lead_in lead_in_gender
    lead_in_me lead_in_object lead_me lead_noun narrates narrator_he quoted rank_0 rank_1
    rank_2 rank_3 rank_4 share tag tag_gender tag_me tag_noun tag_unknown_noun talked_of
    told unseen""".split()
)
"""The names of the numbers, in the order of the network's columns."""


class Rivals(NamedTuple):
    """The candidates of a turn, among whom each has a rank."""

    people: Sequence[int]
    order: Sequence[int]
    """When each was named last, in ascending order."""
    named: int
    """How often all of them were named."""

    @classmethod
    def of(cls, people: Sequence[int], salience: SalienceModel) -> Rivals:
        order = sorted(salience.order.get(n, -1) for n in people)
        return cls(people, order, sum(salience.count[n] for n in people))


def extract_features(
    context: TurnContext, who: int, salience: SalienceModel, rivals: Rivals
) -> Features:
    """What speaks for `who` in the turn itself and in what was read before it."""
    character = salience.characters[who]
    feats: Features = {}
    genders: set[Gender] = set()
    for clue in context.clues:
        _add_clue(feats, clue, who, context.teller, genders, salience)
    if who in context.introduced:
        feats["introduced"] = 1.0
    if who in context.told:
        feats["told"] = 1.0
    if who in context.addressed:
        feats["addressed"] = 1.0
    elif who in context.quoted:
        feats["quoted"] = 1.0
    if who in context.around and "tag" not in feats:
        feats["around"] = 1.0
    if context.lead_in and not context.clues:
        ref = context.lead_in.subject
        key = "intro" if context.lead_in.kind != "beat" else "lead_in"
        if who in ref.who:
            feats[key] = 1.0
        elif ref.gender is not Gender.UNKNOWN and _agrees(character, ref.gender):
            feats[key + "_gender"] = _agreement(character, ref.gender)
        elif ref.me and who == context.teller:
            feats[key + "_me"] = 1.0
        if who in context.lead_in.objects:
            feats["lead_in_object"] = 1.0
    if context.beat_next and not context.clues and who in context.beat_next.subject.who:
        feats["beat_next"] = 1.0
    feats.update(_recency(context, who, salience, rivals, genders))
    if who == context.teller and not any(clue.kind == "tag" for clue in context.clues):
        feats["narrates"] = 1.0
    return feats


def _add_clue(
    feats: Features,
    clue: DialogueTag,
    who: int,
    teller: int | None,
    genders: set[Gender],
    salience: SalienceModel,
) -> None:
    ref: Reference = clue.subject
    character = salience.characters[who]
    if ref.me:
        feats[f"{clue.kind}_me"] = 1.0 if who == teller else -1.0
    elif ref.who:
        if who in ref.who:
            sole = len(ref.who) == 1 or salience.resolve(ref.who) == who
            feats[clue.kind] = 1.0 if sole else 0.3
    elif ref.crowd:
        feats["crowd"] = 1.0
    elif ref.gender is not Gender.UNKNOWN:
        genders.add(ref.gender)
        name = f"{clue.kind}_{'noun' if ref.noun and not ref.voice else 'gender'}"
        feats[name] = _agreement(character, ref.gender)
        if who == teller:
            feats["narrator_he"] = 1.0
    elif ref.noun:
        feats[f"{clue.kind}_unknown_noun"] = 1.0 if who == teller else 0.0


def _recency(
    context: TurnContext,
    who: int,
    salience: SalienceModel,
    rivals: Rivals,
    genders: set[Gender],
) -> Iterator[tuple[str, float]]:
    paragraph = context.turn.paragraph
    order = salience.order.get(who)
    if order is None:
        yield "unseen", 1.0
    else:
        rank = len(rivals.order) - bisect_right(rivals.order, order)
        yield f"rank_{min(rank, 4)}", 1.0
        yield "distance", min(paragraph - salience.named[who], WINDOW) / 10
    if len(genders) == 1 and order is not None:
        gender = next(iter(genders))
        if _agrees(salience.characters[who], gender):
            fitting = [n for n in rivals.people if _agrees(salience.characters[n], gender)]
            place = sum(1 for n in fitting if salience.order.get(n, -1) > order)
            yield f"gender_rank_{min(place, 3)}", 1.0
            subject = salience.subject.get(who, -1)
            place = sum(1 for n in fitting if salience.subject.get(n, -1) > subject)
            yield f"gender_subject_{min(place, 3)}", 1.0
    if who in salience.talked_of and paragraph - salience.talked_of[who] <= 1:
        yield "talked_of", 1.0
    yield "share", salience.count[who] / (rivals.named or 1)


def _agrees(character: Character, gender: Gender) -> bool:
    return character.gender is gender


def _agreement(character: Character, gender: Gender) -> float:
    if character.gender is gender:
        return 1.0
    return -1.0 if character.gender in (Gender.MALE, Gender.FEMALE) else 0.0
