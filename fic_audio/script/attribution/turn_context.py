"""A turn and its own paragraph -> what is read off it: tags, beats, names called and talked of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fic_audio.model import Gender, Kind, Span
from fic_audio.text import dialogue_tags
from fic_audio.text.dialogue_tags import DialogueTag
from fic_audio.text.document import Document, Turn
from fic_audio.text.mentions import Mention
from fic_audio.text.references import Reference
from fic_audio.text.sentences import sentence_ends
from fic_audio.text.wordlists import PLAIN_SPEECH_VERBS

ADDRESS_BEFORE = re.compile(
    r"(?:^|[,;:.!?…—–\-\"“‘'’*_(]|\b(?:dear|my|oh|ah|hey|hi|hello|yes|no|well|and|but|sorry|thanks|"
    r"please|you|goodbye|bye|sir|poor|dearest|good|night|morning))\s*$",
    re.IGNORECASE,
)
INTRODUCES = re.compile(r"\b(?:name[’']s|name is|names are|call me|I[’']m|I am)\s+$", re.IGNORECASE)
PICKS_UP = re.compile(r"\s+(?:here|speaking)(?=[.,!”\"*_])")
"""What follows a speaker's own name at a telephone or radio: "Pell here."."""
ADDRESS_AFTER = re.compile(r"\s*(?:$|[,;:.!?…—–\-\"”’'*_)])")
WITHIN = re.compile(
    r"(?<!\w)\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|(?<=\s)['‘](?=[A-Z])(?:[^'’\n]|['’](?=\w)){1,300}['’](?!\w)"
)
"""What somebody tells that another has said: 'She asked, "What is it, Mara?"'."""
MARKS = 3
"""Characters around a name that stands alone within a quotation."""
HEAD = 12
"""Characters in front of a name that show what it is doing there."""

SAYS = frozenset(("tag", "lead"))
"""Kinds of clue that tell who speaks: "said Mara", and 'Mara sighed, "…"'."""
SWALLOWED = 60
"""Characters that a tag inside a quotation may be long."""


@dataclass(slots=True)
class TurnContext:
    """A turn with all that was read off its surroundings."""

    turn: Turn
    teller: int | None = None
    """Who is "I" there."""
    clues: list[DialogueTag] = field(default_factory=list)
    addressed: set[int] = field(default_factory=set)
    """Who is called by name in its quotations."""
    told: set[int] = field(default_factory=set)
    """Who is named beside the quotations otherwise than as the speaker."""
    quoted: set[int] = field(default_factory=set)
    """Who is talked about in its quotations."""
    introduced: set[int] = field(default_factory=set)
    """Who says his or her own name: "My name's Coyle."."""
    around: dict[int, float] = field(default_factory=dict)
    """Mentions in the paragraph's own narration."""
    lead_in: DialogueTag | None = None
    """The last sentence of the narration paragraph just before."""
    beat_next: DialogueTag | None = None
    """The first sentence of the narration paragraph just behind."""
    by_teller: bool | None = None
    """Whether the teller says it; None where the page leaves it open."""
    strangers: int = 0
    """How many are told of without a name in its paragraphs and in those beside it."""

    @property
    def best(self) -> DialogueTag | None:
        """The clue that speaks loudest."""
        order = {"tag": 0, "lead": 1, "beat": 2, "later": 3}
        return min(self.clues, key=lambda clue: order[clue.kind], default=None)


def read_contexts(document: Document, turn: Turn) -> list[TurnContext]:
    """Reads a turn's own paragraph. Several turns come of it where several people are named as
    speakers: “Lie down!” cried Hall, and Fearenside howled, “Whup!”"""
    leads: list[DialogueTag | None] = [None] * len(turn.quotes)
    trails: list[DialogueTag | None] = [None] * len(turn.quotes)
    if turn.before:
        leads[0] = dialogue_tags.find_tag_before(document, *turn.before)
    for place, (start, end) in enumerate(turn.after):
        trail = trails[place] = dialogue_tags.find_tag_after(document, start, end) or _swallowed(
            document, turn.quotes[place]
        )
        if place + 1 < len(turn.quotes) and document.text[start:end].strip():
            # The last sentence between two quotations leads into the second, unless it is also
            # the first: "…," she said, when Tobin had read it, "…".
            lead = dialogue_tags.find_tag_before(document, start, end)
            if lead and (trail is None or _another(document, trail, lead)):
                leads[place + 1] = lead
    cuts = _find_cuts(document, turn.quotes, leads, trails)
    return [
        _seen(document, turn, leads, trails, first, last)
        for first, last in zip(cuts, [*cuts[1:], len(turn.quotes)], strict=True)
    ]


def _find_cuts(
    document: Document,
    quotes: Sequence[Span],
    leads: Sequence[DialogueTag | None],
    trails: Sequence[DialogueTag | None],
) -> list[int]:
    """Where in a paragraph the speaker changes: the numbers of the quotations that begin a turn.

    The first does, and so does one whose tag names another person, or says "she" after "he" or "I"
    after anybody else, or the other way round: “Stay,” he said. “Why?” she asked."""
    cuts = [0]
    speaker: set[int] = set()
    gender = Gender.UNKNOWN
    me: bool | None = None
    for place, pair in enumerate(zip(leads, trails, strict=True)):
        says = [clue for clue in pair if clue and clue.kind in SAYS]
        own = {n for clue in says for n in clue.subject.who}
        end = quotes[place].end
        tags = [clue for clue in says if clue is pair[0] or not _is_answer(document, end, clue)]
        genders = {_gender(document, clue.subject) for clue in tags} - {Gender.UNKNOWN}
        now = genders.pop() if len(genders) == 1 else Gender.UNKNOWN
        mine = {clue.subject.me for clue in tags if not clue.subject.crowd}
        is_me = mine.pop() if len(mine) == 1 else None
        other = own and speaker and not own & speaker
        if other or gender.excludes(now) or {me, is_me} == {True, False}:
            cuts.append(place)
            speaker, gender, me = set(), Gender.UNKNOWN, None
        speaker = own or speaker
        me = me if is_me is None else is_me
        gender = gender if now is Gender.UNKNOWN else now
    return cuts


def _is_answer(document: Document, end: int, trail: DialogueTag) -> bool:
    """Whether what stands behind a quotation may be how another takes it: “Come down!” he said.
    “Do you hear?” She greeted him coolly."""
    opens = document.text[end : trail.start].isspace() and document.text[trail.start].isupper()
    return opens and trail.verb.lower() not in PLAIN_SPEECH_VERBS


def _gender(document: Document, subject: Reference) -> Gender:
    """Whether a tag's speaker is a man or a woman: "he", "his mother", Mara."""
    if len(subject.who) == 1:
        return document.roster.characters[subject.who[0]].gender
    return subject.gender


def _swallowed(document: Document, quote: Span) -> DialogueTag | None:
    """The tag that a quotation without closing mark has taken in: "I never liked it, said Mara."""
    said = document.text[quote.start : quote.end].rstrip()
    comma = max(said.rfind(mark) for mark in (", ", "! ", "? "))
    if said[-1:] in dialogue_tags.CLOSING_MARKS or comma < 0 or len(said) - comma > SWALLOWED:
        return None
    clue = dialogue_tags.find_tag_after(document, quote.start + comma + 2, quote.start + len(said))
    first = said[comma + 2 : comma + 3]
    return clue if clue and clue.kind == "tag" and clue.subject.who and first.islower() else None


def _another(document: Document, trail: DialogueTag, lead: DialogueTag) -> bool:
    """Whether the narration between two quotations tells of a second speaker, in a sentence of its
    own or behind an "and"."""
    if lead.subject.first <= trail.subject.first:
        return False
    between = document.text[trail.end : document.tokens[lead.subject.first].start]
    joined = document.tokens[lead.subject.first - 1].text.lower() in ("and", "but", "then", "while")
    return trail.kind != "tag" or joined or any(sentence_ends(between)) or ";" in between


def _seen(
    document: Document,
    whole: Turn,
    leads: Sequence[DialogueTag | None],
    trails: Sequence[DialogueTag | None],
    first: int,
    last: int,
) -> TurnContext:
    """The part of a turn that one person says: its quotations from `first` up to `last`."""
    before = whole.before if first == 0 else whole.after[first - 1]
    quotes = whole.quotes[first:last]
    turn = replace(
        whole,
        paragraph=quotes[0].paragraph if first else whole.paragraph,
        last=quotes[-1].paragraph,
        quotes=quotes,
        before=before,
        after=whole.after[first:last],
        gap=whole.gap if first == 0 else 0,
    )
    seen = TurnContext(turn, document.telling.at(quotes[0].start))
    for place in range(first, last):
        lead, trail = leads[place], trails[place]
        if lead and turn.kind is Kind.MESSAGE:
            # The name in front of a line of chat: "Wren: no".
            lead = lead._replace(kind="tag")
        elif lead and lead.kind == "beat" and place > first:
            lead = lead._replace(kind="later")
        if trail and trail.kind == "beat" and (place > first or seen.clues):
            trail = trail._replace(kind="later")
        seen.clues += [clue for clue in (lead, trail) if clue]
    for start, end in filter(None, (turn.before, *turn.after)):
        for mention in document.meant(start, end):
            for number in mention.who:
                seen.around[number] = seen.around.get(number, 0.0) + 1 / len(mention.who)
    for clue in seen.clues:
        if clue.kind in ("tag", "lead"):
            seen.told.update(clue.objects)
    for quote in turn.quotes:
        for mention in _named_outright(document, quote):
            own = INTRODUCES.search(_head(document, quote, mention))
            if (own or _picks_up(document, quote, mention)) and not mention.possessive:
                seen.introduced.update(mention.who)
            elif _stands_alone(document, quote, mention):
                if not mention.possessive:
                    seen.addressed.update(mention.who)
            else:
                seen.quoted.update(mention.who)
    # "I'm Odo – Odo Pell": nobody calls upon himself.
    seen.addressed -= seen.introduced
    return seen


def _head(document: Document, quote: Span, mention: Mention) -> str:
    """What a quotation says right before a name: no more, as a long one may hold many names."""
    start = document.tokens[mention.first].start
    return document.text[max(quote.start, start - HEAD) : start]


def _named_outright(document: Document, quote: Span) -> list[Mention]:
    """Who is named in a quotation, but not in what it quotes in turn: that tells nothing of who
    speaks with whom."""
    named = document.named(quote.start, quote.end)
    if not named:
        return []
    inner = [found.span() for found in WITHIN.finditer(document.text, quote.start + 1, quote.end)]
    return [mention for mention in named if not _is_within(document, mention, inner)]


def _is_within(document: Document, mention: Mention, inner: Sequence[tuple[int, int]]) -> bool:
    """Whether one of these places holds a name and more than it: a name alone in marks is called
    what it is ("they call me 'Pell'")."""
    first, last = document.tokens[mention.first].start, document.tokens[mention.last].end
    return any(start < first < end and end - start > last - first + MARKS for start, end in inner)


def _picks_up(document: Document, quote: Span, mention: Mention) -> bool:
    """Whether somebody gives his or her own name to whoever calls: "Pell here."."""
    opens = _head(document, quote, mention).rstrip()[-1:] in {"", *".,!?…:;–—*_\"“'‘"}
    end = document.tokens[mention.last].end
    return opens and PICKS_UP.match(document.text, end, quote.end) is not None


def is_called(document: Document, quote: Span, mention: Mention) -> bool:
    """Whether a quotation is addressed to whom it names: "Mrs. Pell," he says."""
    return not mention.possessive and _stands_alone(document, quote, mention)


def _stands_alone(document: Document, quote: Span, mention: Mention) -> bool:
    """Whether a name stands as one does by which somebody is addressed."""
    if not ADDRESS_BEFORE.search(_head(document, quote, mention)):
        return False
    end = document.tokens[mention.last].end
    return ADDRESS_AFTER.match(document.text, end, quote.end) is not None
