"""A chapter's paragraphs -> those that its author says to the readers without any label.

Above the story, below it, or between two scene breaks. In doubt a paragraph is story: a run of
them is only left out if one at least is surely said to readers (`readers.is_said`), and none of
the others looks told: nobody speaks in it, and it speaks of "I" or "you".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import groupby

from fic_audio.page.author_talk import ONWARD, PERSON, SPEECH, SURE, is_said, may_be_said
from fic_audio.page.segment.chapter_extras import begins_list, is_extra, is_glossary, is_item
from fic_audio.page.segment.letter_signs import DEAR

Blocks = Sequence[tuple[int, int]]

_FAR = 12
"""Paragraphs of such a note; replies to readers may be more."""
_FARTHEST = 60
_LONGEST = 4000
"""Characters of all its paragraphs."""
_BETWEEN = 2
"""Paragraphs in a row that are said to readers only because of those around them."""
_MORE = 4
"""The same where the story itself has no "I" and no "you"."""
_REPLY = re.compile(
    r"""[\s>•-]*(?:
        [*_]{1,3}(?=\S)(?:to\s+)?@?[\w.'’\ -]{1,40}[*_]{0,3}:?[*_]{1,3}\s*[:,–—-]?
      | @[\w.-]{2,40}\s*[:,–—-]?
      | (?:to\s+)?(?:guest|anon(?:ymous)?)(?:\s*\(\d+\)|\s+\d+)?\s*:
      | (?:to\s+)?[\w.'’-]{2,40}(?:\s[\w.'’-]{1,20}){0,2}\s*:
    )\s+\S""",
    re.VERBOSE | re.IGNORECASE,
)
"""`**Nightfall:** It is west of the border.`: an answer to a review."""
_NAMED = re.compile(r"[\s>*_@•-]*(?P<name>[\w.'’ -]{1,40}?)[*_]{0,3}\s*:")
_ANSWER = re.compile(r"[\s>•-]*[*_]{1,3}(?:to\s+)?@?[\w.'’-]{1,30}:?[*_]{1,3}\s*:?\s+\S")
_REPLIES = re.compile(
    r"""[\W_]*(?:
        (?:review|reviewer|comment|guest)s?\s+(?:repl(?:y|ies)|responses?|answers?|corner|time)
      | (?:repl(?:y|ies)|responses?|answers?|shout-?\s?outs?|thanks?(?:\s+you)?s?)\s+(?:to|for)\s+
        (?:the\s+|my\s+|all\s+){0,3}(?:guest\s+)?(?:reviews?|reviewers?|comments?|commenters?)
    )\b.{0,60}""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""What stands above such answers."""
_END = re.compile(
    r"[\W_]*(?:the\s+end|fin|finis|end|to\s+be\s+continued|tbc"
    r"|end\s+of\s+(?:the\s+)?(?:chapter|part|story)(?:\s+\w+)?)[\W_]*",
    re.IGNORECASE,
)
"""The last words of a story or chapter."""
_OWN_TITLE = re.compile(
    r"[\W_]*(?:(?:chapter|chap|part)\s+\d+\W+)?(?:(?:important|quick|short)\s+)?"
    r"(?:a\s*/\s*n|author['’]?s?['’]?\s+notes?"
    r"|not\s+(?:a|an)\s+(?:(?:new|real|actual)\s+)?(?:chapter|update))"
    r"[\W_]*(?:\([^()]{0,40}\)\W*)?",
    re.IGNORECASE,
)
"""The title of a chapter that is nothing but a note."""
_NO_CHAPTER = re.compile(
    r"\b(?:not|isn['’]?t)\s+(?:actually\s+)?(?:a|an)\s+"
    r"(?:(?:new|real|actual|proper)\s+)?(?:chapter|update)\b",
    re.IGNORECASE,
)
_READERS = re.compile(
    r"(?:my\s+|lovely\s+)*(?:readers?|reviewers?|all|everyone|guys|fans?)\b", re.I
)


class Like(IntEnum):
    """What a paragraph looks like, the surest last."""

    TOLD = 0
    PERSONAL = 1
    """It speaks of "I" or "you", as stories do too."""
    REPLY = 2
    """An answer to a reader, or a line of a chat."""
    TALK = 3
    """It speaks of what authors speak of."""
    LABEL = 4
    """It begins with the label of a warning or a list."""
    SAID = 5
    """It is surely said to the readers, or known as a note."""


def find_unlabelled_notes(
    text: str, blocks: Blocks, found: Sequence[bool], edges: Sequence[bool], title: str = ""
) -> Iterator[int]:
    """The numbers of the paragraphs that are notes, besides those `found` already.

    `edges` tells which paragraphs are headings or scene breaks.
    """
    words = [text[start:end] for start, end in blocks]
    parted = [
        edge or _END.fullmatch(said) is not None for edge, said in zip(edges, words, strict=True)
    ]
    runs = [
        [nth for nth, _ in run]
        for edge, run in groupby(enumerate(parted), key=lambda item: item[1])
        if not edge
    ]
    apart = _is_told_of_others(words, runs, found)
    for number, run in enumerate(runs):
        first, last = number == 0, number == len(runs) - 1
        if not (first or last) and not _may_be_note(words, run):
            continue
        if _is_note(
            words, run, found, whole=first and last, middle=not (first or last), title=title
        ):
            yield from run
            continue
        if first:
            yield from run[: _opening(words, run, found, apart=apart)]
        if last:
            yield from run[_closing(words, run, found, apart=apart) :]


_QUOTED = re.compile(
    r"[\"“«][^\"“”«»]{0,2000}[\"”»]|[‘'][^‘’'\n]{0,500}[’'](?!\w)|[*_][^*_\n]{0,500}[*_]"
)


def _is_told_of_others(
    words: Sequence[str], runs: Sequence[Sequence[int]], found: Sequence[bool]
) -> bool:
    """Whether a chapter's narrator never says "I" or "you": then who says it is its author."""
    story = [nth for run in runs for nth in run if not found[nth]]
    begin, end = 0, len(story)
    while begin < end and _like(words[story[begin]]) is not Like.TOLD:
        begin += 1
    while end > begin and _like(words[story[end - 1]]) is not Like.TOLD:
        end -= 1
    told = [_QUOTED.sub("", words[nth]) for nth in story[begin:end]]
    told = [said for said in told if len(said.split()) > 3]
    return len(told) > 1 and sum(map(bool, map(PERSON.search, told))) * 25 <= len(told)


def _may_be_note(words: Sequence[str], run: Sequence[int]) -> bool:
    return len(run) <= 4 and any(SURE.search(words[nth]) for nth in run)


def _like(said: str, *, known: bool = False) -> Like:
    if known or (len(said) < 80 and ONWARD.fullmatch(said)):
        return Like.SAID
    if is_extra(said):
        return Like.LABEL
    if _REPLY.match(said) and not SPEECH.search(said) and not SURE.search(said[:1000]):
        return Like.REPLY
    if is_said(said):
        return Like.SAID
    if SPEECH.search(said):
        # Who answers his readers quotes them: `**Nightfall:** "Where is it?" West of the border.`
        return Like.REPLY if _ANSWER.match(said) else Like.TOLD
    if may_be_said(said):
        return Like.TALK
    return Like.PERSONAL if PERSON.search(said) and len(said) < 800 else Like.TOLD


def _is_note(
    words: Sequence[str],
    run: Sequence[int],
    found: Sequence[bool],
    *,
    whole: bool,
    middle: bool,
    title: str,
) -> bool:
    """Whether all between two edges is said to the readers."""
    if whole and _OWN_TITLE.fullmatch(title[:120]):
        return sum(SPEECH.search(words[nth]) is not None for nth in run) * 4 <= len(run)
    size = sum(len(words[nth]) for nth in run)
    if len(run) > _FAR or size > _LONGEST or _is_letter(words, run):
        return False
    likes = list(_likes(words, run, found, chat=_is_chat(words, run, found)))
    if Like.TOLD in likes:
        return False
    said = [
        nth for nth, like in zip(run, likes, strict=True) if like is Like.SAID and not found[nth]
    ]
    if whole:
        return len(said) * 2 >= len(run) or any(_NO_CHAPTER.search(words[nth]) for nth in run[:4])
    if middle:
        return any(SURE.search(words[nth]) for nth in said)
    return bool(said) or all(like >= Like.TALK for like in likes)


def _is_letter(words: Sequence[str], run: Sequence[int]) -> bool:
    for nth in run[:2]:
        dear = DEAR.match(words[nth][:160])
        if dear and not _READERS.match(dear["who"].strip()):
            return True
    return False


def _likes(
    words: Sequence[str], run: Sequence[int], found: Sequence[bool], *, chat: bool
) -> Iterator[Like]:
    """What paragraphs look like, the items of a list as its label does."""
    listed = replies = False
    for nth in run:
        like = _like(words[nth], known=found[nth])
        if begins_list(words[nth]):
            listed = True
        elif _REPLIES.fullmatch(words[nth]):
            replies, like = True, Like.SAID
        elif listed and like < Like.LABEL and is_item(words[nth]):
            like = Like.LABEL
        elif replies and like is Like.REPLY:
            like = Like.SAID
        elif chat and _REPLY.match(words[nth]) and not found[nth] and like is not Like.LABEL:
            like = Like.TOLD
        else:
            listed = replies = False
        yield like


def _is_told(said: str) -> bool:
    """Whether a paragraph looks told, whatever stands around it."""
    return _like(said) is Like.TOLD and not (
        is_item(said) or _REPLIES.fullmatch(said) or _REPLY.match(said)
    )


def _is_chat(words: Sequence[str], run: Sequence[int], found: Sequence[bool]) -> bool:
    """Whether a name comes back before a colon: people talk; a review is answered once."""
    named = (_NAMED.match(words[nth]) for nth in run if not found[nth])
    names = [match["name"] for match in named if match]
    return len(set(names)) < len(names)


def _opening(
    words: Sequence[str], run: Sequence[int], found: Sequence[bool], *, apart: bool
) -> int:
    """How many of a chapter's first paragraphs are said to the readers.

    `apart`: the story itself speaks of nobody as "I" or "you".
    """
    run = run[:_FARTHEST]
    likes = _likes(words, run, found, chat=_is_chat(words, run, found))
    taken = loose = 0
    said = hinted = False
    for here, (nth, like) in enumerate(zip(run, likes, strict=True)):
        if like is Like.TOLD or (like is Like.PERSONAL and not (said or hinted or apart)):
            break
        loose = 0 if like > Like.PERSONAL else loose + 1
        if loose > (_MORE if apart else _BETWEEN):
            break
        hinted = hinted or like is Like.TALK
        said = said or (like is Like.SAID and not found[nth])
        pending = here - taken
        if like >= Like.LABEL and (said or hinted or not pending):
            taken = here + 1
    return taken


def _closing(
    words: Sequence[str], run: Sequence[int], found: Sequence[bool], *, apart: bool
) -> int:
    """From which of a chapter's last paragraphs on all is said to the readers."""
    skipped = max(0, len(run) - _FARTHEST)
    run = run[skipped:]
    chat = _is_chat(words, run, found)
    behind = len(run)
    while behind and (found[run[behind - 1]] or not _is_told(words[run[behind - 1]])):
        behind -= 1
    skipped, run = skipped + behind, run[behind:]
    likes = list(_likes(words, run, found, chat=chat))
    best = len(run)
    loose = 0
    sure = False
    for here in range(len(run) - 1, -1, -1):
        like = likes[here]
        if like is Like.TOLD or len(run) - here > _FARTHEST:
            break
        loose = 0 if like > Like.PERSONAL else loose + 1
        if loose > (_MORE if apart else _BETWEEN):
            break
        if found[run[here]] and best == len(run) > here + 1:
            break  # How far a labelled note goes is known already.
        sure = sure or (like is Like.SAID and not found[run[here]])
        strong = like is Like.SAID or is_glossary(words[run[here]])
        strong = strong or (apart and sure and like in (Like.PERSONAL, Like.TALK))
        if strong or (like is Like.LABEL and sure and not is_item(words[run[here]])):
            best = here
    return skipped + best
