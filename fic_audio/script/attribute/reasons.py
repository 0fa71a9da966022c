"""Why somebody is held to be the speaker, in words a listener understands."""

from __future__ import annotations

from collections.abc import Sequence

from fic_audio.model import Character, Kind
from fic_audio.script.attribute.page import Page
from fic_audio.script.attribute.seen import Seen
from fic_audio.script.attribute.tags import Clue

NOUNS = {"tag": "tag", "lead": "leads in", "beat": "acts beside it", "later": "acts beside it"}


def reason(
    page: Page, seen: Seen, who: int, characters: Sequence[Character], previous: int | None
) -> str:
    """The strongest ground for `who`: a tag before an action, an action before the flow of talk.

    `previous` is who spoke the turn before.
    """
    character = characters[who]
    for clue in sorted(seen.clues, key=lambda clue: list(NOUNS).index(clue.kind)):
        told = f"{NOUNS[clue.kind]}: {quoted(page, clue)}"
        if who in clue.ref.who or (clue.ref.me and character.narrates):
            return told
        if not clue.ref.who and not clue.ref.me and clue.ref.gender is character.gender:
            return f"{told}, who is most likely {character.name}"
        if clue.ref.noun and not clue.ref.who:
            return f"{told}, most likely {character.name}"
    if seen.turn.continues:
        return "the quotation goes on from the paragraph before"
    if seen.lead_in and who in seen.lead_in.ref.who:
        return f"the paragraph before: {quoted(page, seen.lead_in)}"
    last = characters[previous].name if previous is not None else ""
    if seen.turn.kind is Kind.THOUGHT:
        return f"a thought; {character.name} was named last"
    if previous is not None and previous in seen.addressed and previous != who:
        return f"speaks to {last}, who spoke before"
    if previous is not None and previous != who and seen.turn.gap <= 2:
        return f"answers {last}"
    if previous == who:
        return f"{character.name} goes on speaking"
    if who in seen.around:
        return "named beside the quotation"
    return "the likeliest of those named lately"


def quoted(page: Page, clue: Clue) -> str:
    """The words of a clue as they stand in the text, on one line."""
    first, last = clue.words
    text = page.text[page.tokens[first].start : page.tokens[last].end]
    return " ".join(text.split())
