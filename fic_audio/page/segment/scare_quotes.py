"""A quotation and the words around it -> whether anybody says it.

Quotation marks also stand around titles, signs, scare quotes, words as words, and speech that
does not happen. Every speech of a story ends like a sentence, or is tagged, or stands alone;
what runs on inside the narrator's sentence without any of these is the narrator's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fic_audio.page.segment.quotes import DOUBLE_MARKS, Quotation
from fic_audio.page.segment.words import FUNCTION, NAMING, WORD
from fic_audio.text.wordlists import PLAIN_SPEECH_VERBS, QUOTATION_VERBS

_MARKS = "\"“”„‟«»「」『』＂'‘’‚‛`"
_TRIM = _MARKS + "*_ \t\r\n"
_DOUBLE = re.compile(f"[{DOUBLE_MARKS}]")
_REACH = 90
"""Characters to either side that may hold a tag."""
_ENDED = re.compile(r"[.,!?…—–-][\"“”„«»'’*_)]*$")
_CRIED = re.compile(r"[!?…—–-][\"“”„«»'’*_)]*$|\.\.\.$")
_SENTENCE = re.compile(r"[.!?:](?:\s|$)")
_OPEN_BEFORE = re.compile(r"[,:;.!?…—–-][\s*_)\"”’]*$")

# "There is no, "Let's go home, Naruto," and no, "I promise it will be okay," that escapes her
# lips." (promises): speech that does not happen.
_DENIED = re.compile(
    r"""(?:\b(?:no|nor|without|never|neither|instead\s+of)(?:\s+(?:a|an|one|any|more|simple|single))*
      |\b(?:(?:never|\w+n['’]t|(?:ca|could|did|does|do|had|should|wo|would)nt|not)\s+(?:even\s+|actually\s+|quite\s+|once\s+)?|without\s+|
         before\s+(?:\w+\s+){0,2}(?:could|can|had\s+time\s+to)\s+)
         (?:say|said|saying|ask|asked|asking|add|added|shout|tell|told)(?:\s+(?:to\s+)?\w+)?
      |\b(?:as\s+(?:if|though|much\s+as|who\s+should)|want(?:ed|s)|wish(?:ed|es)|longed|longs|
         about|tempted|nearly|almost|far\s+from|dared)\s+(?:to\s+)?
         (?:say|said|saying|shout|scream|ask|add)(?:\s+to\s+\w+)?
    ),?:?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)

_SAYS = (
    "say|said|saying|ask|asked|asking|answer|answered|answering|cry|cried|exclaim|exclaimed"
    "|exclaiming|add|added|adding|reply|replied|remark|remarked|remarking|shout|shouted|retort"
    "|retorted|scream|screamed|whisper|whispered|tell|told|respond|responded|speak|call|called"
)
# 'Helen would have exclaimed, "So do I,"', 'Her eyes said: "You see why,"', 'He felt like
# answering: "No."': nobody hears it.
_IMAGINED = re.compile(
    rf"""(?:\b(?:would|could|might|should)\s+(?:\w+\s+)?have\s+(?:\w+ly\s+)?(?:{_SAYS})
      |\bseem(?:ed|s|ing)?\s+to\s+(?:{_SAYS})
      |\bfelt\s+like\s+(?:{_SAYS})
      |\bon\s+(?:the\s+tip\s+of\s+(?:his|her|my|their)\s+tongue|(?:his|her|my|the)\s+(?:lips|point))
       \s+(?:to|of)\s+(?:{_SAYS})
      |\b(?:impulse|urge|capable|tempted|inclined|useless|half)\s+(?:to|of)\s+(?:{_SAYS})
      |\b(?:(?:his|her|their|my|your)\s+(?:\w+\s+)?|the\s+)
       (?:eyes?|looks?|glance|gaze|expression|face|smile|eyebrows?|brow|manner|attitude|gesture
         |silence|posture|shrug|stare|countenance|air)
       \s+(?:\w+ly\s+|all\s+|that\s+|which\s+)?(?:said|says|told|cried|answered|asked|screamed)
      |\b(?:implied|implying|implies|signified|signifying|conveyed|conveying|indicating|meant
         |expressed)
    )(?:\s+(?:(?:out|aloud|to)\s+)?\w+)?,?:?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)


# "The sign above the gate read, "NO MOTHS,"": words that are read, not said.
_WRITTEN = re.compile(
    r"""\b(?:signs?|banners?|labels?|notices?|plaques?|posters?|captions?|screens?|headlines?|letters
        |words|notes?|cards?|t-?shirts?|shirts?|badges?|nameplates?|covers?|stickers?|graffiti
        |inscriptions?|telegrams?|postcards?|envelopes?|tags?|mugs?|text|texts)\b
        [^.!?"“”]{0,60}\b(?<!and\s)(?<!then\s)(?<!he\s)(?<!\bI\s)(?:read|reads|reading|said|says|saying|proclaimed|announced|declared),?:?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)


def find_shown(
    text: str, blocks: Sequence[tuple[int, int]], prose: Sequence[bool]
) -> Iterator[int]:
    """The numbers of the paragraphs that quote what the one above says is read: a sign's words."""
    for number in range(1, len(blocks)):
        start, end = blocks[number]
        if not (prose[number] and prose[number - 1] and text[start] in _MARKS):
            continue
        before, above = blocks[number - 1]
        inside = text[start:end].strip(_TRIM)
        alone = text[end - 1] in _MARKS and not _DOUBLE.search(inside)
        lead = text[max(before, above - _REACH) : above]
        if alone and lead[-1] == ":" and _WRITTEN.search(lead):
            yield number


def _is_silent(lead: str) -> bool:
    """Whether what follows these words is not said, or not by anybody's mouth."""
    if _DENIED.search(lead) and not re.search(r"\b(?:said|says|answered)\s+no\b", lead):
        return True
    return _IMAGINED.search(lead) is not None or _WRITTEN.search(lead) is not None


def is_unspoken(
    text: str, start: int, end: int, part: Quotation, before: int, listed: bool = False
) -> bool:
    """Whether a quotation of the paragraph `text[start:end]` is words that nobody says.

    `before` is where the quotation before it ends, or the paragraph's begin; `listed` tells that
    nobody says that one either.
    """
    if not (part.opened and part.closed):
        return False
    inside = text[part.start : part.end].strip(_TRIM)
    if not inside:
        return True
    lead = text[max(before, part.start - _REACH) : part.start]
    tail = text[part.end : min(end, part.end + _REACH)]
    words = len(WORD.findall(inside))
    body = text[part.start : part.end].rstrip(_MARKS)
    if before == start and words >= 6 and _is_reported(inside, lead, tail):
        return True
    ended = bool(_ENDED.search(body))
    goes_on = before > start and not listed and _goes_on(text, before, lead)
    if lead.strip() and not goes_on and _is_silent(lead):
        return True
    near = part.start - start < 8 and end - part.end < 8
    alone = near and not text[start : part.start].strip(" *_") + text[part.end : end].strip(" *_.")
    if alone or (ended and _CRIED.search(body)):
        return False
    lower = _first_letter(inside).islower()
    if listed and lower and words <= 5 and not _SENTENCE.search(lead):
        # 'He called it "the draught" and, through one bad winter, "a chest thing."'
        return True
    last = _last_word(lead)
    runs_on = bool(lead.strip()) and not _OPEN_BEFORE.search(lead)
    # "Botticelli's "Birth of Venus," and a vase": titles stand in the running sentence.
    title = (
        runs_on and not lower and last not in QUOTATION_VERBS and words <= 8 and _is_title(inside)
    )
    if title and not _tag_follows(tail):
        return True
    if body[-1:].isspace() or (not ended and _breaks_off(tail, runs_on=runs_on, lower=lower)):
        return False
    # '"Mad Dog" Moran opened the door': a name is no speech.
    new = not lower and not _is_title(inside)
    if not ended and _lacks_stop(lead, tail, words, new=new, opens=before == start):
        return False
    if not ended:
        return _unended(lead, tail, words, lower=lower, runs_on=runs_on, last=last)
    return runs_on and _run_on(inside, tail, words, lower=lower, last=last)


def _goes_on(text: str, before: int, lead: str) -> bool:
    """Whether a tag alone splits what is said: `"Well," he said, thinking of what he had not
    expressed before, "you may."`"""
    comma = text[:before].rstrip(_TRIM).endswith(",")
    return comma and _tag_follows(lead) and not _SENTENCE.search(lead)


_NOW = re.compile(
    r"""\b(?:I|me|my|mine|you|your|yours|we|us|our|is|are|am|has|have|do|does|can|will|shall|let|please
    |ago|sir|madam)\b|(?<=\w)['’](?:d|ll|re|ve|m|s)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_THIRD = re.compile(r"\b(?:he|she|they|him|her|his|their)\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:would|could|should|might|must)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:had|was|were|did)\b", re.IGNORECASE)


def _is_reported(inside: str, lead: str, tail: str) -> bool:
    """`Mary sighed. "She should put it off as long as she could;" and did so.`

    Old novels put reported speech between marks: the narrator's "she", the narrator's past. What
    is really said speaks of "I" or "you" or of the present, or it is tagged.
    """
    if not lead.strip() or _NOW.search(inside) or not _THIRD.search(inside):
        return False
    modal = _MODAL.search(inside) is not None
    if not modal and len(_PAST.findall(inside)) < 2:
        return False
    last = re.split(r"[.!?]", lead.rstrip(_TRIM))[-1]
    return not (PLAIN_SPEECH_VERBS & set(_words(last)) or _tag_follows(tail))


def _breaks_off(tail: str, *, runs_on: bool, lower: bool) -> bool:
    """`"Aunt Juley"--she jumped up--"I must go."`: the punctuation stands outside the marks."""
    return not runs_on and not lower and tail.lstrip()[:1] in {"—", "–", "-", ",", ";", "("}


def _lacks_stop(lead: str, tail: str, words: int, *, new: bool, opens: bool) -> bool:
    """Whether speech has lost its last stop: `"Sure thing" Mara opened the door and held it "Mind
    the step"`. It is a new sentence that begins the paragraph with another behind it, or it ends
    the paragraph behind other speech."""
    if opens:
        return new and not lead.strip() and _first_letter(tail[:2]).isupper()
    if tail.strip(_TRIM) or words < 3:
        return False
    return not PLAIN_SPEECH_VERBS.isdisjoint(_words(lead)) or (new and words > 3)


def _unended(lead: str, tail: str, words: int, *, lower: bool, runs_on: bool, last: str) -> bool:
    """Words that do not end like a sentence: spoken only with a tag at hand."""
    if last in NAMING or (last in FUNCTION and runs_on):
        return True
    tagged = _tag_follows(tail) or (last in PLAIN_SPEECH_VERBS and not (lower and words <= 3))
    if tagged:
        return False
    if words > 4 and not runs_on:
        return False
    introduced = re.search(r"[,:—–-]\s*$", lead) and QUOTATION_VERBS & set(_words(lead))
    return not (introduced and not lower)


def _run_on(inside: str, tail: str, words: int, *, lower: bool, last: str) -> bool:
    """Words that end in a comma or full stop (which American printers put inside the marks) and
    stand in a running sentence: 'the so-called "hero," they said'."""
    if last in NAMING:
        return words <= 6 or lower
    if last in PLAIN_SPEECH_VERBS:
        return False
    if lower:
        return last in FUNCTION or words <= 4
    if last not in FUNCTION or last in {"her", "and", "but", "to", "with", "at", "as", "is", "was"}:
        return False
    return words <= 1 or (words <= 8 and _is_title(inside))


def _is_title(inside: str) -> bool:
    weighty = [word for word in WORD.findall(inside) if word.casefold() not in FUNCTION]
    return bool(weighty) and all(word[0].isupper() or word[0].isdigit() for word in weighty)


def _tag_follows(tail: str) -> bool:
    """Whether a verb of speech stands among the first words after a quotation."""
    sentence = re.split(r"[.!?;\"“«]", tail, maxsplit=1)[0] if tail[:1] not in ".!?" else ""
    return any(word in QUOTATION_VERBS for word in _words(sentence)[:4])


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _last_word(text: str) -> str:
    match = re.search(r"([^\W_][\w’'-]*)[*_\s]*[,:(]?[*_\s]*$", text[-40:])
    return match[1].casefold() if match else ""


def _first_letter(text: str) -> str:
    return next((char for char in text if char.isalpha()), "")
