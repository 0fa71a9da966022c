"""Lines -> cues: the text for the ear, the voice, and the pause behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from fic_audio.config import Direction, Footnotes, Images, Notes, Pauses, Retake
from fic_audio.model import Chapter, Cue, Delivery, Kind, Line, Ms
from fic_audio.script.cast import Cast
from fic_audio.script.foreign_words import Interpreter
from fic_audio.script.normalize import EAR, NormalizeOptions
from fic_audio.script.notes_order import ReadingOrder
from fic_audio.script.pronounce import Lexicon
from fic_audio.script.prosody.context import add_context
from fic_audio.script.prosody.delivery import compose_deliveries, find_deliveries
from fic_audio.script.prosody.melody import Melody
from fic_audio.script.prosody.pauses import Piece, Timing
from fic_audio.script.prosody.takes import adjust_delivery
from fic_audio.script.speech_marks import strip_speech_marks
from fic_audio.text.sentences import first_sentence

LONGEST = 3000
"""Characters of a sentence that is said in one go: five minutes of sound are kept in memory."""
BREATHS = ((", ", "; ", ": ", "—", "。", "、", "，"), (" ", "\n", "\t"), (",", ".", "-"))
"""Behind what a longer one is cut, the best first."""
SHORT = 60
"""Characters up to which a sentence is said in one breath with the next."""
NONE: Mapping[int, Retake] = MappingProxyType({})

_Place = tuple[int, int]


def direct_lines(
    chapter: Chapter,
    lines: Sequence[Line],
    cast: Cast,
    pauses: Pauses,
    *,
    notes: Notes = "skip",
    footnotes: Footnotes = "place",
    images: Images = "describe",
    pronounce: Lexicon | Mapping[str, str] | None = None,
    ear: NormalizeOptions = EAR,
    direction: Direction = "plain",
    retakes: Mapping[int, Retake] = NONE,
) -> tuple[Cue, ...]:
    """What is to be spoken of a chapter, in order. Lines that hold nothing to be said have no cue;
    a break is a pause. Pauses depend on what lies between two cues (see `Pauses`). A cue that is
    less than a sentence knows the words around it (see `context`). `retakes`: the listener's
    settings for single lines, by where they start."""
    asides = ReadingOrder(chapter, lines)
    told = find_deliveries(chapter, lines, [role.character for role in cast.roles], direction)
    timing = Timing(chapter.text, pauses, exact=direction == "plain")
    melody = Melody(chapter, lines, direction, english=ear.english)
    interpreter = Interpreter(chapter.text, cast.voices, pronounce, ear)
    found: list[Cue] = []
    pieces: list[Piece] = []
    last: Piece | None = None
    scene = 0
    broke = False
    for line in asides.ordered(notes, footnotes, images):
        if line.span.kind is Kind.BREAK:
            broke = True
            continue
        retake = retakes.get(line.span.start)
        manner = adjust_delivery(told.get(line.span.start), retake)
        said = retake.said if retake else ""
        parts = _pieces(asides, line, cast, manner, last, interpreter, said)
        for piece in map(melody.shape, parts):
            if last is not None:
                footnote = asides.is_footnote(line) or asides.is_footnote(last.line)
                pause = timing.between(last, piece, broke=broke, footnote=footnote)
                found[-1] = replace(found[-1], pause=pause)
                opens = piece.line.span.kind is Kind.HEADING and piece.line is not last.line
                scene += broke or opens
            broke = False
            voice = piece.role.voice
            place = piece.start, piece.end
            found.append(
                Cue(piece.said, voice, piece.delivery, Ms(0), scene, *place, piece.language)
            )
            pieces.append(piece)
            last = piece
    return tuple(add_context(found, pieces))


def _pieces(
    asides: ReadingOrder,
    line: Line,
    cast: Cast,
    told: Delivery | None,
    last: Piece | None,
    interpreter: Interpreter,
    instead: str = "",
) -> Iterator[Piece]:
    """The pieces of a line. `instead`: words to be said instead of its own."""
    role = cast.role(line.speaker)
    begin = line.span.start
    delivery = compose_deliveries(role.delivery, told)
    if opening := asides.opening(line, last.line if last else None):
        yield Piece(line, begin, begin, opening, role, role.delivery)
    if (name := asides.senders.get(begin)) is not None:
        for part in interpreter.said(name, role.voice):
            speaks = replace(role, voice=part.voice)
            yield Piece(line, begin, begin, part.text, speaks, role.delivery, part.language)
        return
    places = list(split_sentences(asides.text, *strip_speech_marks(asides.text, line.span)))
    if instead:
        places, texts = _paired(places, instead)
    else:
        texts = [asides.said(start, end) for start, end in places]
    for (start, end), said in zip(places, texts, strict=True):
        # Without the signs of footnotes places are not the chapter's: the sentence is told whole.
        exact = said == asides.text[start:end]
        for nth, part in enumerate(interpreter.said(said, role.voice)):
            place = (start + part.start, start + part.end) if exact else (start, end)
            speaks = replace(role, voice=part.voice)
            own = said if instead else ""
            yield Piece(line, *place, part.text, speaks, delivery, part.language, nth > 0, own)


def _paired(places: Sequence[_Place], instead: str) -> tuple[list[_Place], list[str]]:
    """The sentences that are said instead of those at these places: each in the place of one, or,
    where there are more or fewer, all in one."""
    found = [instead[start:end] for start, end in split_sentences(instead, 0, len(instead))]
    if len(found) == len(places):
        return list(places), found
    return [(places[0][0], places[-1][1])], [instead]


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`; a short one goes with the next, and one that is as long
    as a page is said in several breaths.

    >>> list(split_sentences("Go! Now! Run, and do not look back until you reach the tram.", 0, 60))
    [(0, 60)]
    """
    begin = at = start
    while at < end:
        at = first_sentence(text, at, end)
        if at >= end or at - begin > SHORT:
            yield from _breaths(text, begin, at)
            begin = at
    if begin < end:
        yield from _breaths(text, begin, end)


def _breaths(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts that an engine can say in one go: cut behind a clause or between words,
    and within what has neither, where a sign or in the end a letter stands."""
    while end - start > LONGEST:
        low, high = start + LONGEST // 2, start + LONGEST
        cuts = (max(text.rfind(sign, low, high) + len(sign) for sign in signs) for signs in BREATHS)
        cut = next((cut for cut in cuts if cut > low), high)
        yield start, cut
        start = cut
    yield start, end
