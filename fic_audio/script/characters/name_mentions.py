"""Every place where a word with a capital may be somebody's name, and what speaks for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fic_audio.model import SPOKEN_BY_CHARACTERS, Chapter, Kind, Span
from fic_audio.script.characters.first_names import FEMALE_NAMES, MALE_NAMES
from fic_audio.script.characters.following_pronouns import Pronouns
from fic_audio.script.characters.name_spelling import (
    code,
    honorific,
    nickname,
    opens_sentence,
    particles,
)
from fic_audio.script.characters.usernames import read_senders
from fic_audio.text.pronouns import neopronouns
from fic_audio.text.sentences import sentence_ends
from fic_audio.text.tokens import READER, Word, words
from fic_audio.text.wordlists import (
    HONORIFICS,
    NOT_NAMES,
    OFFICES,
    PERSONAL_SPEECH_VERBS,
    PLACES,
    TAGGING_VERBS,
    TITLES,
)

Name = tuple[str, ...]
"""The words of a name as written, title included, honorific left off."""

READ = SPOKEN_BY_CHARACTERS | {Kind.NARRATION}
ADDRESSED = re.compile(r"(?:^|[,;.!?…—–\-\"“‘])\s*$")
ADDRESS_ENDS = re.compile(r"\s*(?:$|[,;.!?…—–\-\"”’])")
INTRODUCES = re.compile(r"\b(?:name[’']s|name is|call me|I am called)\s+$", re.IGNORECASE)
ALONE = re.compile(r"\s*[.!?…]")
"""Behind a word that is a whole sentence: "Run!" may be anybody's name, or nobody's."""
ARTICLES = frozenset("the a an this that these every".split())
"""Where a sentence ends: who is named beyond it does not tag the quotation."""
PLACE_WORDS = frozenset("in at from near through across inside outside around leaving".split())
FIRST_NAMES = MALE_NAMES | FEMALE_NAMES
ANSWER = 4
"""Paragraphs within which one who speaks answers another."""


@dataclass(slots=True)
class NameMentions:
    """What was seen of one name in the whole story."""

    first: int = 0
    """Number of the name in the order of first sight."""
    narrated: int = 0
    quoted: int = 0
    tagged: int = 0
    """As the subject of a verb of speech or thought beside what is said or thought."""
    addressed: int = 0
    place: int = 0
    """Behind "in", "at" or "from"."""
    article: int = 0
    """Behind "the" or "a"."""
    one_of: int = 0
    """Behind "a" or "another": "a Slytherin" is one of many."""
    owned: int = 0
    nickname: int = 0
    beats: int = 0
    """The same, in another sentence than the one beside the quotation."""
    acts: int = 0
    """In front of a verb of speech anywhere in narration."""
    he: int = 0
    she: int = 0
    they: int = 0
    """Followed by "they" where no others are about, or as in `neo`."""
    neo: int = 0
    """Followed by "xe", "fae" or another pronoun that only people have."""
    honorifics: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    """How it stands in the text: "Mrs. Long", "Mrs Long"."""

    @property
    def count(self) -> int:
        return self.narrated + self.quoted


class NameFinder:
    """Reads a whole story for names."""

    def __init__(self, chapters: Sequence[Chapter], spans: Sequence[Sequence[Span]]) -> None:
        self.names: dict[Name, NameMentions] = {}
        self.apart: Counter[tuple[Name, Name]] = Counter()
        """How often two names stood in one sentence, or one answered the other: names of two
        people do, those of one person hardly ever. The pair is sorted."""
        self._speaking: Counter[str] = Counter()
        """Common words and places that are first names as well, beside a verb of speech: "said
        Will", "said Paris"."""
        self._surnames: Counter[str] = Counter()
        """Capitals behind a title or a first name."""
        self._inside: Counter[str] = Counter()
        """Capitals inside a sentence."""
        self._opening: Counter[str] = Counter()
        """Capitals where a sentence opens."""
        self._small: Counter[str] = Counter()
        read = [
            (chapter.text, span, words(chapter.text, span.start, span.end))
            for chapter, parts in zip(chapters, spans, strict=True)
            for span in parts
            if span.kind in READ
        ]
        neo = neopronouns(chapter.text for chapter in chapters)
        self._pronouns = Pronouns(neo, self._named)
        opens = [[opens_sentence(text, span, word) for word in found] for text, span, found in read]
        leads = {
            (number, start)
            for number, (chapter, parts) in enumerate(zip(chapters, spans, strict=True))
            for start in read_senders(chapter.text, parts)
        }
        places = (
            (number, span.start)
            for number, parts in enumerate(spans)
            for span in parts
            if span.kind in READ
        )
        for (_, span, found), opening, at in zip(read, opens, places, strict=True):
            self._count(found, opening, typed=span.kind is Kind.MESSAGE or at in leads)
        spoke: tuple[str, int, Name] | None = None
        beat: tuple[int, Name | None] = -1, None
        for place, (text, span, found) in enumerate(read):
            behind, ahead = (
                0 <= near < len(read)
                and read[near][0] is text
                and read[near][1].kind in (Kind.DIALOGUE, Kind.THOUGHT)
                and read[near][1].paragraph == span.paragraph
                for near in (place - 1, place + 1)
            )
            if span.kind is Kind.NARRATION:
                same = beat[0] == span.paragraph and read[place - 1][0] is text
                if same and beat[1] and (behind or ahead):
                    self._tagged_by_pronoun(beat[1], found)
                named = {name for _, _, name in self._runs(text, found, opens[place])}
                one = (
                    named.pop() if len(named) == 1 else None if named else beat[1] if same else None
                )
                beat = span.paragraph, one
            speaker = self._read(text, span, found, opens[place], behind=behind, ahead=ahead)
            if speaker:
                if spoke and spoke[0] is text and 0 < span.paragraph - spoke[1] <= ANSWER:
                    self._told_apart(spoke[2], speaker)
                spoke = text, span.paragraph, speaker

    def _tagged_by_pronoun(self, name: Name, found: Sequence[Word]) -> None:
        """Takes in what a tag tells of the one person named before it in its paragraph: 'Mara
        shrugged. "It leaks," she said.'"""
        tag = [word.text.lower() for word in found[:2]]
        if len(tag) < 2 or TAGGING_VERBS.isdisjoint(tag):
            return
        self.names[name].he += "he" in tag
        self.names[name].she += "she" in tag
        if not self._pronouns.neo.isdisjoint(tag):
            self.names[name].neo += 1
            self.names[name].they += 1

    def _told_apart(self, one: Name, other: Name) -> None:
        self.apart[min(one, other), max(one, other)] += one != other

    def _count(self, found: list[Word], opening: Sequence[bool], *, typed: bool) -> None:
        """Counts capitals and small letters; who types a message, or a username, leaves capitals
        out: "nadia_w" speaks against no Nadia."""
        for place, (word, opens) in enumerate(zip(found, opening, strict=True)):
            if not opens and place and word.text[0].isupper():
                before = found[place - 1].text
                if before in TITLES or before.lower() in FIRST_NAMES:
                    self._surnames[word.text] += word.start - found[place - 1].end < 3
            if word.text in NOT_NAMES and (word.text in PLACES or word.text.lower() in FIRST_NAMES):
                around = found[max(place - 1, 0) : place] + found[place + 1 : place + 2]
                self._speaking[word.text] += any(w.text in PERSONAL_SPEECH_VERBS for w in around)
            # "“…” Mina asked.": the verb tells that the capital is not the sentence's.
            speaks = place + 1 < len(found) and found[place + 1].text in PERSONAL_SPEECH_VERBS
            if not word.text[0].isupper():
                self._small[word.text] += not typed
            elif opens and not speaks:
                self._opening[word.text] += 1
            else:
                self._inside[word.text] += 1

    def _named(self, word: str) -> bool:
        """Whether a capitalised word is part of a name rather than the first of a sentence."""
        if word in NOT_NAMES or len(word) < 2 or not word[0].isupper():
            return False
        if word.isupper() and self._small[word.lower()] + self._inside[word.capitalize()]:
            return False
        small = self._small[word.lower()]
        inside = self._inside[word]
        if inside:
            return inside >= small
        known = word.lower() in MALE_NAMES or word.lower() in FEMALE_NAMES
        return small == 0 and (known or self._opening[word] > 1) and not word.endswith("ly")

    def _read(
        self,
        text: str,
        span: Span,
        found: Sequence[Word],
        opens: Sequence[bool],
        *,
        behind: bool,
        ahead: bool,
    ) -> Name | None:
        """Takes in the names of a span, which stands `behind` a quotation or has one `ahead`;
        gives the last who is said to speak beside it."""
        speaker: Name | None = None
        near: tuple[int, Name] | None = None
        alone = True
        for first, last, name in self._runs(text, found, opens):
            if near and not any(opens[near[0] + 1 : first + 1]):
                self._told_apart(near[1], name)
            alone = alone and (near is None or near[1] == name)
            near = last, name
            sighting = self.names.setdefault(name, NameMentions(len(self.names)))
            before = found[first - 1].text.lower() if first else ""
            if first > 1 and found[first - 1].text in NOT_NAMES and before not in ARTICLES:
                # "The Great Hall" is "the Hall".
                article = found[first - 2].text.lower()
                before = article if article in ARTICLES else before
            after = found[last + 1].text if last + 1 < len(found) else ""
            written = text[found[first].start : found[last].start + len(found[last].text)]
            sighting.written[READER if name == (READER,) else " ".join(written.split())] += 1
            sighting.place += before in PLACE_WORDS
            sighting.article += before in ARTICLES
            sighting.one_of += before in ("a", "an", "another")
            sighting.owned += found[last].possessive
            sighting.nickname += nickname(found, first, last)
            if suffix := honorific(text, found, last):
                sighting.honorifics[suffix] += 1
            if span.kind is not Kind.NARRATION:
                sighting.quoted += 1
                said_before = text[max(span.start, found[first].start - 14) : found[first].start]
                sighting.addressed += 2 * bool(INTRODUCES.search(said_before))
                head = text[max(span.start, found[first].start - 3) : found[first].start]
                tail = text[found[last].end : min(span.end, found[last].end + 3)]
                sighting.addressed += bool(
                    ADDRESSED.search(head)
                    and ADDRESS_ENDS.match(tail)
                    and not (opens[first] and ALONE.match(tail))
                    and span.kind is Kind.DIALOGUE
                )
                continue
            sighting.narrated += 1
            if before in ARTICLES and first > 1:
                before = found[first - 2].text
            speaks = not TAGGING_VERBS.isdisjoint((before, after))
            if speaks and (behind or ahead):
                tags = (
                    behind and not any(sentence_ends(text, span.start, found[first].start))
                ) or (ahead and not any(sentence_ends(text, found[last].end, span.end)))
                sighting.tagged += tags
                sighting.beats += not tags
                speaker = name
            sighting.acts += after in PERSONAL_SPEECH_VERBS
            pronoun = self._pronouns.behind(text, found, first, last)
            sighting.he += pronoun == "he"
            sighting.she += pronoun == "she"
            sighting.neo += pronoun == "neo"
            sighting.they += pronoun == "neo" or (
                alone and not pronoun and self._pronouns.they(found, first, last)
            )
        return speaker

    def _runs(
        self, text: str, found: Sequence[Word], opens: Sequence[bool]
    ) -> Iterator[tuple[int, int, Name]]:
        """The names among the words: indices of the first and last word, and the name."""
        at = 0
        while at < len(found):
            last = self._run(text, found, opens, at)
            if last is None:
                at += 1
                continue
            name = tuple(word.text for word in found[at : last + 1])
            if not (len(name) == 1 and name[0] in TITLES and opens[at]):
                yield at, last, name
            at = last + 1

    def _run(self, text: str, found: Sequence[Word], opens: Sequence[bool], at: int) -> int | None:
        """The last word of the name that begins at the word `at`, if one does."""
        word = found[at].text
        if (last := code(text, found, at)) is not None:
            return last
        if not word[0].isupper():
            return None
        title = word in TITLES
        speaks = at + 1 < len(found) and found[at + 1].text in PERSONAL_SPEECH_VERBS
        if not title and not self._begins(word, opens=opens[at] and not speaks):
            return None
        last = at
        while last + 1 < len(found) and not found[last].possessive:
            gap = text[found[last].end : found[last + 1].start]
            if len(found[last].text) == 1 and not gap.startswith("."):
                break
            dotted = found[last].text in TITLES or len(found[last].text) == 1
            if gap not in (" ", "\n", "-", "\r\n") and not (dotted and gap.strip() in ("", ".")):
                break
            small = particles(found, last, after_title=title and last == at)
            if small and self._continues(found[last + small + 1].text, opens[last + small + 1]):
                last += small + 1
                continue
            following = found[last + 1].text
            if gap == "-" and following.isdigit() and len(found[last].text) > 1:
                last += 1
                continue
            initial = len(following) == 1 and following.isupper() and following != "I"
            if following.lower() in HONORIFICS or not (
                initial or self._continues(following, opens[last + 1] and not dotted)
            ):
                break
            last += 1
        if title and last == at:
            # "The General", of whom no other name may be known.
            office = word.lower() in OFFICES and at and found[at - 1].text in ("the", "The")
            return at if office else None
        return last

    def _begins(self, word: str, *, opens: bool) -> bool:
        """Whether a name may begin with a word: also with "Small", after "Jonathan Small"."""
        if self._named(word):
            return True
        if opens or word.isupper():
            return False
        return self._speaking[word] > 1 or (self._surnames[word] > 1 and word not in NOT_NAMES)

    def _continues(self, word: str, opens: bool) -> bool:
        """Whether a name goes on with a word: any capital does that opens no sentence."""
        if self._named(word):
            return True
        if opens or not word[0].isupper() or word in NOT_NAMES:
            return False
        return len(word) > 1 and not word.isupper() and word not in TITLES
