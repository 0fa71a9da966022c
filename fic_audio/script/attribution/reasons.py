"""Why somebody is held to be the speaker, in words a listener understands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fic_audio.model import Character, Gender, Kind
from fic_audio.script.attribution.turn_context import TurnContext
from fic_audio.text.dialogue_tags import DialogueTag

ORDER = ("tag", "lead", "beat", "later")
"""The kinds of clue from the strongest on."""
OBJECTS = {Gender.MALE: "him", Gender.FEMALE: "her"}


class Before(NamedTuple):
    """The turn before, in the same scene."""

    who: int
    context: TurnContext


def reason(
    text: str,
    context: TurnContext,
    who: int,
    characters: Sequence[Character],
    before: Before | None,
) -> str:
    """The strongest ground for `who`: a tag before an action, an action before the flow of talk."""
    character = characters[who]
    for clue in sorted(context.clues, key=lambda clue: ORDER.index(clue.kind)):
        told = f"'{quote_clue(text, clue)}'"
        place = "before" if clue.start < context.turn.quotes[0].start else "behind"
        if who in clue.subject.who or (clue.subject.me and who == context.teller):
            if clue.kind == "tag":
                return f"named {place} the quotation: {told}"
            return f"acts {place} the quotation: {told}"
        likely = f"{told} {place} the quotation, most likely {character.name}"
        if not clue.subject.who and not clue.subject.me and clue.subject.gender is character.gender:
            return likely
        if clue.subject.noun and not clue.subject.who:
            return likely
    if context.lead_in and who in context.lead_in.subject.who:
        return f"named in the paragraph before: '{quote_clue(text, context.lead_in)}'"
    if context.turn.kind is Kind.THOUGHT:
        return f"a thought; {character.name} is the likeliest to think it"
    if before is not None:
        return _in_talk(text, context, who, characters, before)
    if who in context.around:
        return "named beside the quotation"
    return "the likeliest of those named here"


def _in_talk(
    text: str, context: TurnContext, who: int, characters: Sequence[Character], before: Before
) -> str:
    """What the turn before makes of it."""
    last = characters[before.who].name
    other = OBJECTS.get(characters[who].gender, "them")
    if before.who == who:
        return f"{last} goes on speaking"
    if before.who in context.addressed:
        return f"speaks to {last}, who spoke before"
    if who in before.context.addressed:
        return f"answers {last}, who called {other} by name"
    if context.turn.gap <= 2:
        question = text[before.context.turn.quotes[-1].start : before.context.turn.quotes[-1].end]
        asked = f", who asked {other}" if "?" in question[-4:] else ""
        return f"answers {last}{asked}"
    if who in context.around:
        return "named beside the quotation"
    return "the likeliest of those in the scene"


def quote_clue(text: str, clue: DialogueTag) -> str:
    """The words of a clue as they stand in the text, on one line."""
    return " ".join(text[clue.start : clue.end].split())
