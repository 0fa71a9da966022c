"""A chapter made ready for attribution: its words, who is named where, and its turns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from fic_audio.model import SPOKEN_BY_CHARACTERS, Chapter, Kind, Span
from fic_audio.script.roster import Mention, Roster
from fic_audio.script.words import Word, words

KEPT = 1_500_000
"""Characters of text up to which all pages of a story are kept in memory."""


@dataclass(slots=True)
class Page:
    """The words of a chapter by index, and the mentions found among them."""

    text: str
    spans: Sequence[Span]
    tokens: list[Word]
    starts: list[int]
    mentions: list[Mention]
    by_word: dict[int, Mention]
    """From every word of a mention to the mention."""
    roster: Roster

    @classmethod
    def of(cls, text: str, spans: Sequence[Span], roster: Roster) -> Page:
        tokens = words(text)
        mentions = roster.mentions(text, tokens)
        by_word = {
            index: mention
            for mention in mentions
            for index in range(mention.first, mention.last + 1)
        }
        return cls(text, spans, tokens, [word.start for word in tokens], mentions, by_word, roster)

    def between(self, start: int, end: int) -> range:
        """The indices of the words in `text[start:end]`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def named(self, start: int, end: int) -> list[Mention]:
        """Who is named in `text[start:end]`."""
        found = []
        at = bisect_left(self.starts, start)
        stop = bisect_left(self.starts, end)
        while at < stop:
            mention = self.by_word.get(at)
            if mention and mention.first == at:
                found.append(mention)
            at += 1
        return found


class Pages:
    """The pages of a story, to be gone through more than once. Those of a very long story are made
    anew each time: the words of a million words are a hundred times the text."""

    def __init__(
        self, chapters: Sequence[Chapter], spans: Sequence[Sequence[Span]], roster: Roster
    ) -> None:
        self._parts = list(zip(chapters, spans, strict=True))
        self._roster = roster
        short = sum(len(chapter.text) for chapter in chapters) <= KEPT
        self._kept = list(self._made()) if short else None

    def __iter__(self) -> Iterator[Page]:
        return self._made() if self._kept is None else iter(self._kept)

    def _made(self) -> Iterator[Page]:
        for chapter, parts in self._parts:
            yield Page.of(chapter.text, parts, self._roster)


@dataclass(slots=True)
class Turn:
    """The quotations of one paragraph, as a rule one person's, with the narration around them.

    Paragraphs through which one quotation runs on are one turn.
    """

    paragraph: int
    kind: Kind
    last: int = 0
    """The paragraph in which it ends."""
    quotes: list[Span] = field(default_factory=list)
    before: tuple[int, int] | None = None
    """The narration that leads up to the first quotation, in its own paragraph."""
    after: list[tuple[int, int]] = field(default_factory=list)
    """The narration behind each quotation, in its own paragraph."""
    scene: int = 0
    gap: int = 0
    """Paragraphs of narration between it and the turn before."""


def turns(spans: Sequence[Span]) -> list[Turn]:
    """The turns of a chapter in reading order. Dialogue and thoughts never share one; a letter is
    nobody's turn (see `written`)."""
    found: list[Turn] = []
    scene = 0
    before: dict[Kind, Turn] = {}
    for paragraph, group in groupby(spans, key=lambda span: span.paragraph):
        parts = list(group)
        if parts[0].kind in (Kind.BREAK, Kind.HEADING):
            scene += 1
        here: dict[Kind, Turn] = {}
        for place, span in enumerate(parts):
            if span.kind not in SPOKEN_BY_CHARACTERS or span.kind is Kind.LETTER:
                continue
            turn = here.get(span.kind)
            if turn is None:
                earlier = before.get(span.kind)
                runs_on = span.quote is not None and earlier is not None and place == 0
                if runs_on and earlier and earlier.quotes[-1].quote == span.quote:
                    turn = earlier
                else:
                    turn = Turn(paragraph, span.kind, scene=scene)
                    turn.gap = paragraph - found[-1].last - 1 if found else 0
                    if place and parts[place - 1].kind is Kind.NARRATION:
                        turn.before = (parts[place - 1].start, parts[place - 1].end)
                    found.append(turn)
                turn.last = paragraph
                here[span.kind] = turn
            turn.quotes.append(span)
            follows = parts[place + 1] if place + 1 < len(parts) else None
            if follows and follows.kind is Kind.NARRATION:
                turn.after.append((follows.start, follows.end))
            else:
                turn.after.append((span.end, span.end))
        before = here
    return found
