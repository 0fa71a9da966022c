"""A story as the network gets it."""

from __future__ import annotations

from fic_audio.model import Kind
from fic_audio.script.attribution.feature_rows import CELL, TURN
from fic_audio.script.attribution.prepared_story import ChapterReader, Prepared, PreparedStory
from fic_audio.script.attribution.salience import SalienceModel
from tests.script.scripts import MARA, PEOPLE, TOBIN, page

TALK = '"It leaks," said Mara to Tobin.\n\n"Bail," he said.\n'


def test_a_row_a_candidate() -> None:
    """Each turn has a run of cells, one a candidate, and as many columns as are named."""
    read = page(TALK)
    table = PreparedStory.of(read.chapters, read.spans, PEOPLE, {}).table
    assert table.cells.shape == (4, len(CELL))
    assert table.turns.shape == (2, len(TURN))
    assert table.first.tolist() == [0, 2, 4]


def test_the_same_candidate_is_found_in_the_next_turn() -> None:
    """A cell's neighbours are those of its own candidate."""
    read = page(TALK)
    table = PreparedStory.of(read.chapters, read.spans, PEOPLE, {}).table
    for cell, row in enumerate(table.neighbours()):
        there = {int(other) for other in row if other >= 0}
        assert there
        assert all(table.who[other] == table.who[cell] for other in there)


def test_chapters_stand_one_behind_the_other() -> None:
    """The second chapter's turns follow the first's, in scenes of their own."""
    read = page(TALK, TALK)
    reading = PreparedStory.of(read.chapters, read.spans, PEOPLE, {})
    assert [len(steps) for steps in reading.steps] == [2, 2]
    assert len(set(reading.table.scene.tolist())) == 2
    assert reading.table.first[-1] == len(reading.table.who)


def test_what_the_listener_said_is_a_cell() -> None:
    """A corrected turn points at the cell of the one who was named."""
    read = page(TALK)
    first = next(span for span in read.spans[0] if span.kind is Kind.DIALOGUE)
    known = {(0, first.start): TOBIN.name}
    reading = PreparedStory.of(read.chapters, read.spans, (MARA, TOBIN), known)
    cell, unknown = reading.known().tolist()
    assert reading.table.who[cell] == 1
    assert unknown == -1


def test_a_quotation_over_several_paragraphs_is_one_turn() -> None:
    """A monologue has one speaker, however long it runs."""
    text = '"It began at sea," said Mara.\n\n"The wind rose.\n\n"Then it fell.\n\n"We drifted."\n'
    read = page(text)
    assert len(PreparedStory.of(read.chapters, read.spans, PEOPLE, {}).steps[0]) == 2


def test_a_chapter_read_again_is_read_alike() -> None:
    """Whatever was known at an earlier reading leaves no trace."""
    read = page(TALK * 3)
    story = Prepared.of(read.chapters, read.spans, PEOPLE)
    reader = ChapterReader(story.pages[0], story.people)
    (start, *_) = [span.start for span in read.spans[0] if span.kind is Kind.DIALOGUE]
    for said in ({}, {start: 1}, {}):
        memory, other = SalienceModel(story.people), SalienceModel(story.people)
        fresh = ChapterReader(story.pages[0], story.people).read(other, said)
        assert reader.read(memory, said) == fresh
        assert memory == other
