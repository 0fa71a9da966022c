"""What is read off a chapter before anybody is remembered."""

from __future__ import annotations

from fic_audio.script.attribution.candidates import CandidateFinder
from fic_audio.script.attribution.chapter_contexts import ChapterContexts
from fic_audio.script.attribution.salience import SalienceModel
from fic_audio.text.document import Document
from fic_audio.text.mentions import MentionIndex
from tests.script.scripts import PEOPLE, page

TEXT = (
    'Mara and Tobin sat in the boat.\n\n"It leaks," they said.\n\n'
    'Tobin looked at the water:\n\n"Bail, then."\n'
)


def contexts() -> ChapterContexts:
    return ChapterContexts(Document.of(TEXT, page(TEXT).spans[0], MentionIndex(PEOPLE)))


def test_turns_stand_in_reading_order() -> None:
    """Each once, and in the paragraph where it begins."""
    read = contexts()
    begin = [seen.turn.paragraph for seen in read.turns]
    assert begin == sorted(begin) == list(read.beginning)
    assert len(begin) == 2


def test_who_is_named_is_kept_by_paragraph() -> None:
    """In the narration alone."""
    first, *_ = (named for _, named in sorted(contexts().named.items()))
    assert first == [0, 1]


def test_reading_changes_nothing() -> None:
    """Whoever reads the turns, with whatever in mind, leaves them as they were."""
    read = contexts()
    CandidateFinder(read, SalienceModel(PEOPLE), {read.turns[0].turn.quotes[0].start: 1})
    assert read.turns == contexts().turns
