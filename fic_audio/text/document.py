"""A chapter made ready for attribution: its words, who is named where, and its turns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from fic_audio.model import SPOKEN_BY_CHARACTERS, Chapter, Kind, Span
from fic_audio.text.mentions import Mention, MentionIndex
from fic_audio.text.pronouns import neopronouns, subjects
from fic_audio.text.tokens import PageWords, Word
from fic_audio.text.wordlists import I_WORDS


class Telling(NamedTuple):
    """Who tells a chapter: each from a place in its text on."""

    me: frozenset[str] = I_WORDS
    """The words by which the narration means whoever tells it: "I", or "you"."""
    starts: tuple[int, ...] = ()
    who: tuple[int | None, ...] = ()
    """Numbers of characters; None where nobody is known to tell, or nobody does."""

    def at(self, place: int) -> int | None:
        part = bisect_right(self.starts, place) - 1
        return self.who[part] if part >= 0 else None


NOBODY_TELLS = Telling()
KEPT = 1_500_000
"""Characters of text up to which all pages of a story are kept in memory."""


@dataclass(slots=True)
class Document:
    """The words of a chapter by index, and the mentions found among them."""

    text: str
    spans: Sequence[Span]
    tokens: list[Word]
    starts: list[int]
    mentions: list[Mention]
    by_word: dict[int, Mention]
    """From every word of a mention to the mention."""
    roster: MentionIndex
    telling: Telling = NOBODY_TELLS
    mine: dict[int, Mention] = field(default_factory=dict)
    """Every "I" of the narration, which means the teller as surely as a name does."""
    neutral: frozenset[str] = frozenset()
    """The story's pronouns for people who are neither he nor she, as subjects: "xe", "fae"."""

    @property
    def they(self) -> bool:
        """Whether somebody in the story may be "they"."""
        return self.roster.neutral

    @classmethod
    def of(
        cls,
        text: str,
        spans: Sequence[Span],
        mention_index: MentionIndex,
        telling: Telling | None = None,
        read: PageWords | None = None,
    ) -> Document:
        """Unless told otherwise, the character who narrates tells it all. `read`: the words of the
        text, where they are known."""
        read = read or PageWords(text)
        tokens = read.all
        mentions = mention_index.mentions(text, tokens)
        by_word = {
            index: mention
            for mention in mentions
            for index in range(mention.first, mention.last + 1)
        }
        if telling is None:
            tells = [n for n, person in enumerate(mention_index.characters) if person.narrates]
            telling = Telling(starts=(0,), who=(tells[0],)) if tells else NOBODY_TELLS
        document = cls(text, spans, tokens, read.starts, mentions, by_word, mention_index)
        document.told_by(telling)
        return document

    def told_by(self, telling: Telling) -> None:
        """Gives the page those who tell it."""
        self.telling = telling
        self.mine = {}
        i = {"i", "you"} & telling.me
        for span in self.spans if any(who is not None for who in telling.who) else ():
            if span.kind is Kind.NARRATION and (who := telling.at(span.start)) is not None:
                for at in self.between(span.start, span.end):
                    if self.tokens[at].text.lower().replace("’", "'").partition("'")[0] in i:
                        self.mine[at] = Mention(at, at, (who,), possessive=False)

    def between(self, start: int, end: int) -> range:
        """The indices of the words in `text[start:end]`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def named(self, start: int, end: int) -> list[Mention]:
        """Who is named in `text[start:end]`."""
        here = self.between(start, end)
        low = bisect_left(self.mentions, here.start, key=_first)
        return self.mentions[low : bisect_left(self.mentions, here.stop, low, key=_first)]

    def meant(self, start: int, end: int) -> list[Mention]:
        """Who is named in `text[start:end]`, or means himself or herself by "I"."""
        if not self.mine:
            return self.named(start, end)
        here = self.between(start, end)
        own = (self.mine[at] for at in here if at in self.mine)
        return sorted((*self.named(start, end), *own))


_first = attrgetter("first")


class Documents:
    """The pages of a story, to be gone through more than once. Those of a very long story are made
    anew each time, unless somebody has its words in memory: they are forty times the text."""

    def __init__(
        self,
        chapters: Sequence[Chapter],
        spans: Sequence[Sequence[Span]],
        mention_index: MentionIndex,
        read: Sequence[PageWords] | None = None,
    ) -> None:
        """`read`: the words of each chapter, where they are known."""
        self._parts = list(zip(chapters, spans, strict=True))
        self._roster = mention_index
        self._neutral = subjects(neopronouns(chapter.text for chapter in chapters))
        self._tellings = [NOBODY_TELLS] * len(self._parts)
        self._read = read
        short = sum(len(chapter.text) for chapter in chapters) <= KEPT
        self._kept = list(self._made()) if short or read else None

    def __iter__(self) -> Iterator[Document]:
        return self._made() if self._kept is None else iter(self._kept)

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, number: int) -> Document:
        return self._page(number) if self._kept is None else self._kept[number]

    @property
    def kept(self) -> bool:
        """Whether every page is kept in memory."""
        return self._kept is not None

    def told_by(self, tellings: Sequence[Telling]) -> None:
        """Gives each chapter those who tell it."""
        self._tellings = list(tellings)
        for document, telling in zip(self._kept or (), tellings, strict=self._kept is not None):
            document.told_by(telling)

    def _made(self) -> Iterator[Document]:
        return map(self._page, range(len(self._parts)))

    def _page(self, number: int) -> Document:
        chapter, parts = self._parts[number]
        read = self._read[number] if self._read else None
        document = Document.of(chapter.text, parts, self._roster, self._tellings[number], read)
        document.neutral = self._neutral
        return document


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


def split_turns(spans: Sequence[Span]) -> list[Turn]:
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
