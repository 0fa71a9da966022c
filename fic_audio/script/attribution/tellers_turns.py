"""A turn and the narration around it -> whether the teller of the story says it, if that is plain.

The teller does: "…" I asked. | I shrugged. "…" | "…" / He stared at my question.
Somebody else does: "…" she said to me. | The radio woke. "…"

The network learnt from novels, few of which have a teller who talks as much as in fan fiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fic_audio.model import Kind, Span
from fic_audio.script.attribution.turn_context import SAYS, TurnContext
from fic_audio.text.dialogue_tags import HEARD, DialogueTag
from fic_audio.text.document import Document
from fic_audio.text.references import negates
from fic_audio.text.sentences import first_sentence
from fic_audio.text.wordlists import YOU_WORDS

_OTHERS_ACT = frozenset("he she it they who but as while when until before because".split())
"""What may bring in somebody else behind "I": "I stared at it as the owl screeched"."""
_NO_SPEECH = HEARD | frozenset("read reads remember remembered recall recalled".split())
"""Verbs of a tag that do not make the teller's words of what follows."""
_UNSAID = HEARD | {"nothing"}
"""Words of a sentence that leads to no words of the teller: "I heard a whisper"."""
_SPEAKS = frozenset(
    """continued cried replied reply responded respond spoke speak utter uttered scream
    screamed shout shouted sigh sighed whisper whispered yell yelled""".split()
)
_UTTERANCE = re.compile(
    r"\s+(?:\w+\s+)?(?:words?|question|answer|reply|joke|remark|comment|statement|outburst|"
    r"suggestion|response|retort|confession|request|offer|warning|explanation)\b"
)
_AWAITS = frozenset("await awaits awaited awaiting wait waits waited waiting".split())
_OURS = frozenset("we us our ours ourselves".split())


def is_tellers(
    document: Document, seen: TurnContext, before: Sequence[Span], behind: Sequence[Span]
) -> bool | None:
    """Whether the teller says a turn; None where that is left open.

    `before` and `behind`: the spans of the paragraphs beside it.
    """
    if seen.teller is None:
        return None
    best = seen.best
    if best is not None and best.kind != "later" and _is_me(document, best):
        return _speaks(document, seen, best) or None
    if best is not None and best.kind in SAYS and not best.subject.crowd:
        return None if seen.teller in best.subject.who else False
    if _is_of_others(document, seen):
        return False
    if _is_my_utterance(document, behind) or (best is None and _leads(document, seen, before)):
        return True
    return None


def _is_me(document: Document, clue: DialogueTag) -> bool:
    """Whether a clue's "I" is the teller: in a story told to "you" it is not."""
    word = next(_words(document, document.tokens[clue.subject.first].start, clue.end), "")
    return clue.subject.me and word in document.telling.me


def _speaks(document: Document, seen: TurnContext, clue: DialogueTag) -> bool:
    """Whether a clue by "I" tells of nobody else on its way to the quotation."""
    opens = seen.turn.quotes[0].start
    if clue.start > opens:
        return clue.kind == "tag"
    return clue.verb not in _NO_SPEECH and _OTHERS_ACT.isdisjoint(
        _words(document, document.tokens[clue.subject.next - 1].end, opens)
    )


def _is_of_others(document: Document, seen: TurnContext) -> bool:
    """Whether a turn's own paragraph tells of something, and of the teller not a word. Thoughts
    are mostly the teller's, whatever stands beside them."""
    if seen.turn.kind is Kind.THOUGHT:
        return False
    beside = [stretch for stretch in (seen.turn.before, *seen.turn.after) if stretch]
    told = [word for stretch in beside for word in _words(document, *stretch)]
    mine = document.telling.me | _OURS
    named = {who for stretch in beside for name in document.named(*stretch) for who in name.who}
    return bool(told) and mine.isdisjoint(told) and seen.teller not in named


def _is_my_utterance(document: Document, behind: Sequence[Span]) -> bool:
    """Whether the next paragraph begins with what another does at "my words"."""
    if not behind or behind[0].kind is not Kind.NARRATION:
        return False
    start, end = behind[0].start, behind[0].end
    own = "your" if document.telling.me is YOU_WORDS else "my"
    within = document.between(start, first_sentence(document.text, start, end))
    told = [document.tokens[at] for at in within]
    if not told or told[0].text.lower() in document.telling.me:
        return False
    if any(word.text in _AWAITS for word in told):
        return False
    return any(word.text == own and _UTTERANCE.match(document.text, word.end, end) for word in told)


def _leads(document: Document, seen: TurnContext, before: Sequence[Span]) -> bool:
    """Whether the last sentence of the paragraph before says that the teller's words come."""
    lead = seen.lead_in
    if lead is None or not lead.subject.me or not before or before[-1].kind is not Kind.NARRATION:
        return False
    done = list(_words(document, document.tokens[lead.subject.next - 1].end, before[-1].end))
    if not (_OTHERS_ACT | _UNSAID).isdisjoint(done) or any(map(negates, done)):
        return False
    return not _SPEAKS.isdisjoint(done) or ("began" in done and "to" not in done)


def _words(document: Document, start: int, end: int) -> Iterator[str]:
    """The words there, in small letters; of "I'm" the first part."""
    for at in document.between(start, end):
        word = document.tokens[at].text.lower().replace("’", "'")
        yield word if word.endswith("n't") else word.partition("'")[0]
