"""A story -> every place where a word with a capital may be somebody's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from fic_audio.model import SPOKEN_BY_CHARACTERS, Chapter, Gender, Kind, Span
from fic_audio.script.characters.capitals import Capitals
from fic_audio.script.characters.following_pronouns import Pronouns
from fic_audio.script.characters.human_signs import read_relation, shows_human
from fic_audio.script.characters.name_mentions import Name, NameMentions
from fic_audio.script.characters.name_spelling import honorific, nickname, opens_sentence
from fic_audio.script.senders import read_senders
from fic_audio.text.pronouns import neopronouns
from fic_audio.text.sentences import last_sentence, sentence_ends
from fic_audio.text.tokens import READER, PageWords, Word
from fic_audio.text.wordlists import (
    NOT_NAMES,
    PERSONAL_SPEECH_VERBS,
    TAGGING_VERBS,
)

READ = SPOKEN_BY_CHARACTERS | {Kind.NARRATION}
ADDRESSED = re.compile(r"(?:^|[,;.!?…—–\-\"“‘])\s*$")
ADDRESS_ENDS = re.compile(r"\s*(?:$|[,;.!?…—–\-\"”’])")
INTRODUCES = re.compile(r"\b(?:name[’']s|name is|call me|I am called)\s+$", re.IGNORECASE)
SAYS_WHO = re.compile(r"\b(?:I[’']m|I am|this is)\s+$", re.IGNORECASE)
"""With a name and no other word behind, "I'm Mara" introduces, too; "I'm Mara's" does not."""
ALONE = re.compile(r"\s*(?:[.!?…]|,?[\"”’]*$)")
"""Behind a word that is a whole sentence, or all that is said: "Run!" and "Run," may be anybody's
name, or nobody's."""
PAST = re.compile(r"[a-z]{2,}ed")
ARTICLES = frozenset("the a an this that these every".split())
PLACE_WORDS = frozenset("in at from near through across inside outside around leaving".split())
ANSWER = 4
"""Paragraphs within which one who speaks answers another."""


class NameFinder:
    """Reads a whole story for names."""

    def __init__(
        self,
        chapters: Sequence[Chapter],
        spans: Sequence[Sequence[Span]],
        pages: Sequence[PageWords],
    ) -> None:
        """`pages`: the words of each chapter."""
        self.names: dict[Name, NameMentions] = {}
        self.apart: Counter[tuple[Name, Name]] = Counter()
        """How often two names stood in one sentence, or one answered the other: names of two
        people do, those of one person hardly ever. The pair is sorted."""
        self._capitals = Capitals()
        read = [
            (chapter.text, span, page.between(span.start, span.end))
            for chapter, parts, page in zip(chapters, spans, pages, strict=True)
            for span in parts
            if span.kind in READ
        ]
        neo = neopronouns(chapter.text for chapter in chapters)
        self._pronouns = Pronouns(neo, self._capitals.is_name)
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
            self._capitals.count(found, opening, typed=span.kind is Kind.MESSAGE or at in leads)
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
            runs = list(self._capitals.runs(text, found, opens[place]))
            if span.kind is Kind.NARRATION:
                same = beat[0] == span.paragraph and read[place - 1][0] is text
                if same and beat[1] and (behind or ahead):
                    self._tagged_by_pronoun(beat[1], found)
                named = {name for _, _, name in runs}
                one = (
                    named.pop() if len(named) == 1 else None if named else beat[1] if same else None
                )
                beat = span.paragraph, one
            speaker = self._read(text, span, found, opens[place], runs, behind=behind, ahead=ahead)
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
        self.names[name].acts += not {"he", "she"}.isdisjoint(tag)
        if not self._pronouns.neo.isdisjoint(tag):
            self.names[name].neo += 1
            self.names[name].they += 1

    def _told_apart(self, one: Name, other: Name) -> None:
        self.apart[min(one, other), max(one, other)] += one != other

    def _read(
        self,
        text: str,
        span: Span,
        found: Sequence[Word],
        opens: Sequence[bool],
        runs: Iterable[tuple[int, int, Name]],
        *,
        behind: bool,
        ahead: bool,
    ) -> Name | None:
        """Takes in the names of a span, which stands `behind` a quotation or has one `ahead`;
        gives the last who is said to speak beside it. `runs`: where the names stand."""
        speaker: Name | None = None
        near: tuple[int, Name] | None = None
        alone = True
        leads = _leads_in(text, span) if ahead else span.end
        leading: dict[Name, bool] = {}
        for first, last, name in runs:
            if near and not any(opens[near[0] + 1 : first + 1]):
                self._told_apart(near[1], name)
            alone = alone and (near is None or near[1] == name)
            near = last, name
            sighting = self.names.setdefault(name, NameMentions(len(self.names)))
            before = found[first - 1].text.lower() if first else ""
            if first and not text[found[first - 1].end : found[first].start].isspace():
                # "You do that, Mara": no article.
                before = ""
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
                head = text[max(span.start, found[first].start - 3) : found[first].start]
                tail = text[found[last].end : min(span.end, found[last].end + 3)]
                told = SAYS_WHO.search(said_before) and ADDRESS_ENDS.match(tail)
                sighting.addressed += 2 * bool(told or INTRODUCES.search(said_before))
                sighting.addressed += bool(
                    ADDRESSED.search(head)
                    and ADDRESS_ENDS.match(tail)
                    and not (opens[first] and ALONE.match(tail))
                    and span.kind is Kind.DIALOGUE
                )
                continue
            sighting.narrated += 1
            if found[first].start >= leads:
                leading[name] = leading.get(name, False) or (
                    opens[first] and not found[last].possessive
                )
            if before in ARTICLES and first > 1:
                before = found[first - 2].text
            speaks = not TAGGING_VERBS.isdisjoint((before, after))
            if speaks and (behind or ahead):
                # Who is named beyond the end of a sentence does not tag the quotation.
                tags = (
                    behind and not any(sentence_ends(text, span.start, found[first].start))
                ) or (ahead and not any(sentence_ends(text, found[last].end, span.end)))
                sighting.tagged += tags
                sighting.beats += not tags
                speaker = name
            sighting.acts += after in PERSONAL_SPEECH_VERBS
            # A house may well sigh.
            sighting.does += after not in PERSONAL_SPEECH_VERBS and bool(PAST.fullmatch(after))
            kin = read_relation(text, found, first, last)
            sighting.human += shows_human(text, found, last) or kin is not None
            sighting.he += kin is Gender.MALE
            sighting.she += kin is Gender.FEMALE
            pronoun = self._pronouns.behind(text, found, first, last)
            sighting.he += pronoun == "he"
            sighting.she += pronoun == "she"
            sighting.neo += pronoun == "neo"
            sighting.they += pronoun == "neo" or (
                alone and not pronoun and self._pronouns.they(found, first, last)
            )
        if speaker is None and len(leading) == 1:
            ((speaker, acts),) = leading.items()
            self.names[speaker].tagged += acts
            return speaker if acts else None
        return speaker


def _leads_in(text: str, span: Span) -> int:
    """Where the sentence begins that runs on into the quotation behind it: "Mara raised a brow,
    …"; the end where none does."""
    runs_on = text[span.start : span.end].rstrip().endswith((",", ":"))
    return last_sentence(text, span.start, span.end) if runs_on else span.end
