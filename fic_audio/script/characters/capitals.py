"""The words of a story with a capital -> which of them are names, and how far a name runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fic_audio.script.characters.human_signs import GESTURES
from fic_audio.script.characters.name_mentions import Name
from fic_audio.script.characters.name_spelling import code, particles
from fic_audio.script.first_names import FEMALE_NAMES, MALE_NAMES
from fic_audio.text.tokens import Word
from fic_audio.text.wordlists import (
    HONORIFICS,
    NOT_NAMES,
    OFFICES,
    PERSONAL_SPEECH_VERBS,
    PLACES,
    TITLES,
)

FIRST_NAMES = MALE_NAMES | FEMALE_NAMES
PERSONAL = PERSONAL_SPEECH_VERBS | GESTURES
CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December""".split()
)
BEFORE_DATES = frozenset(
    """in on of by since until till last next every each this early late mid from through
    during before after for a the one alternate""".split()
)
BEHIND_DAYS = frozenset(
    "morning mornings afternoon afternoons evening evenings night nights".split()
)
"""Words that stand beside a day or a month."""
UNDATED = 5
"""Times that a day or a month stands inside a sentence as a date does not, if it is a name..."""
DATES = 0.25
"""...and how often, for each of these, it may stand there as a date."""


class Capitals:
    """How often each word stands with a capital, and where: that tells a name from a word that
    opens a sentence."""

    def __init__(self) -> None:
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
        self._undated: Counter[str] = Counter()
        self._dated: Counter[str] = Counter()
        """Days and months as they stand inside a sentence."""

    def count(self, found: list[Word], opening: Sequence[bool], *, typed: bool) -> None:
        """Counts capitals and small letters; who types a message, or a username, leaves capitals
        out: "nadia_w" speaks against no Nadia."""
        for place, (word, opens) in enumerate(zip(found, opening, strict=True)):
            if not word.text[0].isupper():
                self._small[word.text] += not typed
                continue
            if not opens and place:
                before = found[place - 1].text
                if before in TITLES or before.lower() in FIRST_NAMES:
                    self._surnames[word.text] += word.start - found[place - 1].end < 3
            if word.text in CALENDAR and place and not opens:
                before = found[place - 1].text
                behind = found[place + 1].text if place + 1 < len(found) else ""
                date = (
                    before.lower() in BEFORE_DATES
                    or behind in BEHIND_DAYS
                    or not {before, behind}.isdisjoint(CALENDAR)
                    or before[:1].isdigit()
                    or behind[:1].isdigit()
                )
                (self._dated if date else self._undated)[word.text] += 1
            if word.text in NOT_NAMES and (word.text in PLACES or word.text.lower() in FIRST_NAMES):
                around = found[max(place - 1, 0) : place] + found[place + 1 : place + 2]
                self._speaking[word.text] += any(w.text in PERSONAL_SPEECH_VERBS for w in around)
            # "“…” Mina asked.": the verb tells that the capital is not the sentence's.
            speaks = place + 1 < len(found) and found[place + 1].text in PERSONAL
            if opens and not speaks:
                self._opening[word.text] += 1
            else:
                self._inside[word.text] += 1

    def is_name(self, word: str) -> bool:
        """Whether a capitalised word is part of a name rather than the first of a sentence."""
        if word in NOT_NAMES and not self._is_no_date(word):
            return False
        if len(word) < 2 or not word[0].isupper():
            return False
        if word.isupper() and self._small[word.lower()] + self._inside[word.capitalize()]:
            return False
        small = self._small[word.lower()]
        inside = self._inside[word]
        if inside:
            return inside >= small
        known = word.lower() in MALE_NAMES or word.lower() in FEMALE_NAMES
        return small == 0 and (known or self._opening[word] > 1) and not word.endswith("ly")

    def _is_no_date(self, word: str) -> bool:
        """Whether a day or a month is a name in this story: "I turned to November"."""
        undated = self._undated[word]
        return undated >= UNDATED and self._dated[word] <= DATES * undated

    def runs(
        self, text: str, found: Sequence[Word], opens: Sequence[bool]
    ) -> Iterator[tuple[int, int, Name]]:
        """The names among the words: indices of the first and last word, and the name."""
        at = 0
        while at < len(found):
            last = None if found[at].text[0].islower() else self._run(text, found, opens, at)
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
        speaks = at + 1 < len(found) and found[at + 1].text in PERSONAL
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
        if self.is_name(word):
            return True
        if opens or word.isupper():
            return False
        return self._speaking[word] > 1 or (self._surnames[word] > 1 and word not in NOT_NAMES)

    def _continues(self, word: str, opens: bool) -> bool:
        """Whether a name goes on with a word: any capital does that opens no sentence."""
        if self.is_name(word):
            return True
        if opens or not word[0].isupper() or word in NOT_NAMES:
            return False
        return len(word) > 1 and not word.isupper() and word not in TITLES
