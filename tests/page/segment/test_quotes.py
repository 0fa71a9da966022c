"""Finding speech between its marks."""

from __future__ import annotations

import pytest

from tests.page.pages import numbers, spoken


def test_a_tag_splits_a_quotation() -> None:
    """Both parts of a split quotation share its number."""
    text = '"Why…" Naruto struggles, "Why didn\'t any of you call me back?"'
    assert spoken(text) == ['"Why…"', '"Why didn\'t any of you call me back?"']
    assert numbers(text) == [0, 0]


def test_two_speeches_of_a_paragraph_are_two() -> None:
    """Speech after a sentence of the narrator's own is another quotation."""
    text = '"One way." The old woman put the coin on the counter between them. "Keep it."'
    assert numbers(text) == [0, 1]


@pytest.mark.parametrize(
    "text", ["“Oh,” she said.", "«Oh,» she said.", "„Oh,“ she said.", '"Oh," she said.']
)
def test_marks_of_all_kinds_open_and_close(text: str) -> None:
    """Curly, angled, low-high and straight marks stand around speech."""
    assert spoken(text) == [text[:5]]


def test_british_marks_are_told_from_apostrophes() -> None:
    """In a story with single marks, apostrophes neither open nor close a speech."""
    text = "'The other lads' tickets weren't any good,' he said. ''Tis the dogs' dinner, 'n' all.'"
    assert spoken(text) == [
        "'The other lads' tickets weren't any good,'",
        "''Tis the dogs' dinner, 'n' all.'",
    ]


def test_a_decade_opens_nothing() -> None:
    """The apostrophe of "'60s" is no quotation mark."""
    assert spoken("'No,' he said.\n\nIt smelled of '60s paint.") == ["'No,'"]


def test_a_quotation_holds_another() -> None:
    """Words quoted inside a speech belong to the speech."""
    assert spoken("“He said, ‘no,’ and left,” she said.") == ["“He said, ‘no,’ and left,”"]
    assert spoken("'He said, \"no,\" and left,' she said.") == ["'He said, \"no,\" and left,'"]


def test_the_same_marks_may_nest() -> None:
    """Straight marks inside straight marks do not end the speech."""
    assert spoken('"He said "no" to me."') == ['"He said "no" to me."']


def test_speech_carries_on_over_paragraphs() -> None:
    """A speech whose every paragraph opens anew, and only the last closes, is one quotation."""
    text = '"One day.\n\n"Two days.\n\n"Three."\n\n"Four?"'
    assert numbers(text) == [0, 0, 0, 1]


def test_speech_left_open_ends_with_its_paragraph() -> None:
    """Without a closing mark a speech ends where its paragraph ends."""
    text = '"I never liked the sea\n\nNobody had asked her.\n\n"No?"'
    assert spoken(text) == ['"I never liked the sea', '"No?"']
    assert numbers(text) == [0, 1]


def test_a_lost_closing_mark_gives_way_to_the_tag() -> None:
    """A speech whose closing mark is lost before its tag ends there, if speech goes on."""
    assert spoken('"Look at me, Hugh advised. "Now."') == ['"Look at me,', '"Now."']


def test_a_lost_opening_mark_is_thought_of_at_the_begin() -> None:
    """A closing mark alone ends a speech that began with the paragraph."""
    assert spoken('We could turn back," he offered.') == ['We could turn back,"']


def test_an_inch_is_no_mark() -> None:
    """The mark after a figure outside a speech counts inches."""
    assert spoken('The mast was 5\'10" high. "Oh," he said.') == ['"Oh,"']


def test_a_mark_turned_the_wrong_way_behind_a_dash() -> None:
    """It opens where nothing is open, and closes what is."""
    text = "“It floats, but”—he waved at the boat—”it leaks. Bail.”"
    assert spoken(text) == ["“It floats, but”", "”it leaks. Bail.”"]
    assert spoken("“It floats—”he waved—“but it leaks.”") == ["“It floats—”", "“but it leaks.”"]
    assert spoken("I looked up. *”It leaks?”* I asked the river.") == ["”It leaks?”"]


def test_a_closing_mark_turned_the_wrong_way_behind_a_comma() -> None:
    assert spoken("Odo lowered his lantern,”The ice is gone.”") == ["”The ice is gone.”"]


def test_a_mark_that_slipped_into_a_contraction_is_none() -> None:
    text = '"We"re late," said Odo, "if there"s no boat."'
    assert spoken(text) == ['"We"re late,"', '"if there"s no boat."']


def test_the_plural_of_a_quoted_word_keeps_its_marks() -> None:
    text = 'Behind a few "Ha"s of the crowd stood Odo. "No more."'
    assert spoken(text) == ['"No more."']


def test_dashes_mark_speech_where_nothing_else_does() -> None:
    """A story may open its speeches with a dash; the tag is the narrator's."""
    text = "—Come up, Kinch! he cried. Come up!\n\n—No.\n\n—Yes, said Stephen.\n\nHe came."
    assert spoken(text) == ["—Come up, Kinch!", "Come up!", "—No.", "—Yes,"]
