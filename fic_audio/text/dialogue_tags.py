"""Narration beside a quotation -> its tag: who speaks or acts, by what verb, and where.

"…," said Harry | Harry said, "…" | she murmured | the older boy laughed | "…" Harry turned away.

One grammar for all who ask: who speaks (`script.attribution`), in which manner
(`script.prosody.manner_tags`), and, by `tag_pattern`, whether it is speech at all (`page.segment`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fic_audio.model import Kind
from fic_audio.text.document import Document
from fic_audio.text.references import (
    ARTICLES,
    VOICES,
    Reference,
    is_adverb_form,
    is_object,
    is_owner_alone,
    may_speak,
    negates,
    read_anything,
    read_described,
    read_reference,
)
from fic_audio.text.sentences import first_sentence, last_sentence
from fic_audio.text.wordlists import (
    CROWD_WORDS,
    PERSONAL_SPEECH_VERBS,
    PLAIN_SPEECH_VERBS,
    PREPOSITIONS,
    TAGGING_VERBS,
)

AUXILIARIES = frozenset(
    """had has have was were is are would could did does do will can might must should be
    been being only just also then now still even never always almost finally
    quickly simply merely not""".split()
)
HEARD = frozenset("hear hears heard overhear overhears overheard".split())
CLOSING_MARKS = "\"'”’»*_"
SENTENCE_ENDS = frozenset(".!?\"'”’*_")
REACH = 14
"""How many words of a clause are looked at."""

SUBJECT = (
    r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|(?:[Tt]he|[Hh]is|[Hh]er|[Mm]y|[Aa]n?|old|young)"
    r"\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+|[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+){0,2})"
)
"""Who may stand beside the verb of a tag, as far as can be seen before anybody knows the names."""


def tag_pattern(verbs: str) -> str:
    """A pattern for a tag by one of the verbs: "she softly said", "said the ferryman"."""
    before = rf"{SUBJECT}\s+(?:(?:had|then|would|\w+ly)\s+)?(?i:{verbs})"
    return rf"(?:{before}|(?i:{verbs})\s+{SUBJECT})\b"


class DialogueTag(NamedTuple):
    """What one stretch of narration says about the speaker beside it."""

    kind: str
    """tag: a verb of speech. lead: it runs on into the quotation. beat: an action beside it."""
    subject: Reference
    """Who speaks or acts, and the words that mention them."""
    verb: str
    """The verb of speech or thought as written; empty if there is none."""
    place: int
    """Index of the verb among the document's words; of the subject if there is no verb."""
    start: int
    end: int
    """The words that say so are `text[start:end]`."""
    objects: tuple[int, ...]
    """Characters whom the clause names otherwise than as its subject: those spoken to."""


def find_tag_after(document: Document, start: int, end: int) -> DialogueTag | None:
    """The tag in the narration `[start, end)` behind a quotation."""
    span = document.between(start, first_sentence(document.text, start, end))
    if not len(span):
        return None
    tokens = document.tokens
    at = span.start
    stop = min(span.stop, at + REACH)
    while at < stop - 1 and _adverb(document, at):
        at += 1
    if tokens[at].text in TAGGING_VERBS or _opens_with_verb(document, at, span.start):
        for skip in range(1, 4):
            ref = read_reference(document, at + skip, stop)
            if ref is None or is_owner_alone(document, ref):
                # "Says my ruin": who owns it does not speak.
                ref = read_anything(document, at + skip, stop) or ref
            if ref:
                return _tag(document, "tag", ref, at, span)
            if at + skip >= stop or not _adverb(document, at + skip):
                break
        return None
    if heard := _overheard(document, at, stop):
        return _tag(document, "tag", *heard, span)
    ref = read_reference(document, at, stop)
    verb = _verb_after(document, ref.next, stop) if ref else None
    if verb is None and (speech := _speech_of_anything(document, at, stop)):
        return _tag(document, "tag", ref or speech[0], speech[1], span)
    if ref is None:
        ref = _subject(document, range(at, stop))
    elif ref.voice and verb is None:
        verb = ref.next - 1
    if ref and verb is not None and _answers(document, ref, verb, start):
        # "Off you go." They all laughed: that is what comes of it.
        verb = None
    return _tag(document, "beat" if verb is None else "tag", ref, verb, span) if ref else None


def _answers(document: Document, ref: Reference, verb: int, start: int) -> bool:
    """Whether several do something in a sentence of its own after a quotation that has ended."""
    text, first = document.text, document.tokens[ref.first]
    said = text[max(start - 4, 0) : start].rstrip(CLOSING_MARKS)
    ended = said.endswith((".", "!", "?", "…"))
    plain = document.tokens[verb].text in PLAIN_SPEECH_VERBS
    return ref.crowd and ended and first.text[0].isupper() and not plain


def find_tag_before(document: Document, start: int, end: int) -> DialogueTag | None:
    """The tag in the narration `[start, end)` in front of a quotation."""
    lead = document.text[start:end].rstrip()[-1:] not in SENTENCE_ENDS
    span = document.between(last_sentence(document.text, start, end), end)
    if not len(span):
        return None
    tokens = document.tokens
    for at in reversed(span):
        if tokens[at].text in TAGGING_VERBS and (ref := _subject_of(document, at, span.start)):
            return _tag(document, "tag" if lead else "beat", ref, at, span)
    ref = _subject(document, span)
    return _tag(document, "lead" if lead else "beat", ref, None, span) if ref else None


def _subject_of(document: Document, verb: int, start: int) -> Reference | None:
    """Who does the verb: the nearest person before it; farther off, only one with a name, as in
    "Mary, who, on having occasion to note down the day, exclaimed"."""
    for first in range(verb - 1, start - 1, -1):
        near = verb - first <= 6
        mention = document.by_word.get(first)
        if not near and not (mention and mention.first == first):
            continue
        ref = read_reference(document, first, verb)
        if ref is None or (not near and ref.noun):
            continue
        if mention and mention.possessive and not ref.noun:
            # "Mara had taken Odo's sleeve and said": what is his says nothing.
            continue
        if is_object(document, ref, start):
            # "Mara shook her head and said", "Mara gave her a smile and said".
            continue
        relative = ref.next < verb and document.tokens[ref.next].text == "who"
        if (
            relative
            or first == start
            or document.tokens[first - 1].text.lower() not in PREPOSITIONS
        ):
            return ref
    return None


def find_tags_beside(document: Document, here: int) -> Iterator[DialogueTag]:
    """The tags in the span `here`, a narration, for the speech of its paragraph on either side."""
    span = document.spans[here]
    for near, find in ((here - 1, find_tag_after), (here + 1, find_tag_before)):
        if not 0 <= near < len(document.spans):
            continue
        other = document.spans[near]
        beside = other.kind is Kind.DIALOGUE and other.paragraph == span.paragraph
        if beside and (tag := find(document, span.start, span.end)):
            yield tag


def find_subject(document: Document, start: int, end: int) -> DialogueTag | None:
    """Whom the narration `[start, end)` names as having said what stands before it: "Naruto knows
    Sakura said those things"."""
    span = document.between(start, end)
    for at in span:
        mention = document.by_word.get(at - 1)
        if at > span.start and mention and document.tokens[at].text in PERSONAL_SPEECH_VERBS:
            return _tag(document, "tag", Reference(mention.first, at, mention.who), at, span)
    return None


def _speech_of_anything(document: Document, at: int, stop: int) -> tuple[Reference, int] | None:
    """ "the dog said", "the owner of the bottle said": who, and where the verb stands."""
    tokens = document.tokens
    if tokens[at].text.lower() not in ARTICLES:
        return None
    head = 0
    for place in range(at + 1, min(stop, at + 8)):
        word = tokens[place]
        if place > at + 1 and word.text in PERSONAL_SPEECH_VERBS:
            if word.text in _BASE_FORMS and not tokens[(head or place) - 1].text.endswith("s"):
                # "A soft murmur rose".
                return None
            ref = read_described(document, at, head or place)
            return (ref, place) if may_speak(ref.noun) else None
        gap = document.text[tokens[place - 1].end : word.start]
        if place in document.by_word or word.possessive or gap not in (" ", "-", "\n"):
            return None
        if word.text in PREPOSITIONS:
            head = head or place
        elif not head and place >= at + 4:
            return None
    return None


def _opens_with_verb(document: Document, at: int, start: int) -> bool:
    """Whether a tag's verb stands there with a capital: “"…!" Said Mara.”"""
    word = document.tokens[at].text
    return at == start and at not in document.by_word and word.lower() in PERSONAL_SPEECH_VERBS


def _overheard(document: Document, at: int, stop: int) -> tuple[Reference, int] | None:
    """ "he heard Mara say", "I hear a voice shouting": who is heard, and where the verb stands."""
    for place in range(at, min(stop, at + 5)):
        if document.tokens[place].text in HEARD:
            ref = read_reference(document, place + 1, stop)
            if ref is None or not (ref.who or ref.noun):
                return None
            verb = _verb_after(document, ref.next, min(stop, ref.next + 2))
            if verb is None and ref.noun in VOICES:
                verb = ref.next - 1
            return None if verb is None else (ref, verb)
    return None


def _subject(document: Document, span: range) -> Reference | None:
    """The first person in a sentence who is not behind a preposition."""
    tokens = document.tokens
    at = span.start
    while at < span.stop:
        if at == span.start or tokens[at - 1].text.lower() not in PREPOSITIONS:
            ref = read_reference(document, at, span.stop)
            if ref:
                return ref
        at += 1
    return None


def _verb_after(document: Document, at: int, stop: int) -> int | None:
    """Where a verb of speech stands close behind the subject, adverbs and auxiliaries between."""
    for place in range(at, min(stop, at + 5)):
        word = document.tokens[place].text
        if negates(word):
            # "Odo didn't say a word".
            return None
        if word in TAGGING_VERBS:
            return place
        if place > at + 1 and not _adverb(document, place) and word.lower() not in ("and", "who"):
            break
    return None


def _tag(
    document: Document, kind: str, ref: Reference, verb: int | None, span: range
) -> DialogueTag:
    objects = {
        number
        for index in range(max(ref.next, span.start), min(span.stop, ref.next + REACH))
        if (mention := document.by_word.get(index)) and mention.first == index
        for number in mention.who
    }
    ref = ref._replace(crowd=ref.crowd or ref.noun in CROWD_WORDS)
    # A beat has no verb that was looked for; the word behind the subject shows it best.
    last = min(ref.next, span.stop - 1) if verb is None else verb
    start = document.tokens[min(ref.first, last)].start
    end = document.tokens[max(ref.next - 1, last)].end
    verb_text = "" if verb is None else document.tokens[verb].text
    place = ref.first if verb is None else verb
    spoken_to = tuple(sorted(objects - set(ref.who)))
    return DialogueTag(kind, ref, verb_text, place, start, end, spoken_to)


def _adverb(document: Document, at: int) -> bool:
    """Whether a word stands between a verb and its subject; "Emily" does not."""
    word = document.tokens[at].text
    return (
        word in AUXILIARIES
        or word in _SMALL_ADVERBS
        or (at not in document.by_word and is_adverb_form(word))
    )


_SMALL_ADVERBS = frozenset(
    "and but then so out back up aloud again once at last in as half".split()
)
_BASE_FORMS = frozenset(
    verb for verb in PERSONAL_SPEECH_VERBS if verb + "s" in PERSONAL_SPEECH_VERBS
)
"""Forms of the verb that a single person does not have; most are nouns as well."""
