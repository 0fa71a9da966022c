"""Who says what: through the one public function, on segmented text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Character, Gender, Kind, Metadata
from fic_audio.script import characters
from fic_audio.script.attribution import attribute_speakers
from tests.page.pages import prose
from tests.script.scripts import (
    BRIX,
    FERRYMAN,
    MARA,
    PEOPLE,
    TOBIN,
    WREN,
    lines,
    page,
    speakers,
    spoken,
)

ROOM = "Mara and Tobin sat in the boat.\n\n"
"""Brings both in mind, and neither above the other."""


@pytest.mark.parametrize(
    "text",
    [
        'Mara said, "It leaks."',
        '"It leaks," said Mara.',
        '"It leaks," Mara said to Tobin.',
        '"It," said Mara, "leaks."',
        '"It leaks." Mara pointed.',
        'Mara pointed. "It leaks."',
        '"It leaks!" came Mara’s voice.',
        "“It leaks,” said Mara.",
        "'It leaks,' said Mara.",
        '"It leaks," said MARA.',
    ],
)
def test_a_name_beside_the_quotation(text: str) -> None:
    """Whoever is named before, behind or between the parts of a quotation says all of it."""
    assert set(speakers(ROOM + text)) == {"Mara"}


@pytest.mark.parametrize(
    ("tag", "who"),
    [
        ("she said", "Mara"),
        ("he said", "Tobin"),
        ("said the girl", "Mara"),
        ("his voice said", "Tobin"),
    ],
)
def test_gender_decides_who_is_meant(tag: str, who: str) -> None:
    """A pronoun or a man's or woman's noun is whoever it fits."""
    assert speakers(f'{ROOM}"It leaks," {tag}.') == [who]


def test_a_description_is_its_bearer() -> None:
    """ "The ferryman" speaks if he is one of the cast."""
    people = (*PEOPLE, FERRYMAN)
    assert speakers(f'{ROOM}"Sit down," the ferryman said.', people) == ["the ferryman"]


def test_who_is_addressed_does_not_speak_and_answers() -> None:
    """A name called out is the listener's, and the listener speaks next."""
    text = ROOM + '"Tobin, it leaks."\n\n"It always leaked."'
    assert speakers(text) == ["Mara", "Tobin"]


def test_two_take_turns() -> None:
    """After two that are tagged, untagged paragraphs alternate."""
    turns = "\n\n".join('"No." "Yes." "Row!" "Why?"'.split())
    text = f'"It leaks," said Mara.\n\n"It floats," said Tobin.\n\n{turns}'
    assert speakers(text) == ["Mara", "Tobin"] * 3


def test_one_paragraph_has_one_speaker() -> None:
    """What stands behind a tag in the same paragraph is still the same person's."""
    text = '"It floats," said Tobin.\n\n"It leaks," said Mara. The water rose. "Look at it."'
    assert speakers(text) == ["Tobin", "Mara", "Mara"]


def test_two_tags_in_one_paragraph_share_it() -> None:
    """Each of two who are tagged says what is beside the tag."""
    text = ROOM + '"It leaks!" cried Mara, and Tobin shouted, "It floats!"'
    assert speakers(text) == ["Mara", "Tobin"]


def test_a_quotation_runs_on_over_paragraphs() -> None:
    """Speech left open at a paragraph's end is the same person's in the next."""
    text = '"No," said Mara.\n\n"There was a boat," Tobin began.  "It leaked.\n\n"It sank."'
    assert speakers(text) == ["Mara", "Tobin", "Tobin", "Tobin"]


def test_i_am_the_teller() -> None:
    """In a first-person story "I said" is the one who tells it."""
    teller = Character("Tobin", gender=Gender.MALE, narrates=True)
    text = 'I sat down. "It leaks," I said.\n\n"It floats," said Mara.'
    assert speakers(text, (MARA, teller)) == ["Tobin", "Mara"]


def test_i_without_a_name_is_the_narrator() -> None:
    """Where nobody is known to tell the story, "I" is the narrator."""
    text = 'I sat in my boat and I was sad. "It leaks," I said.\n\n"It floats," said Mara.'
    assert speakers(text) == [NARRATOR, "Mara"]


def test_a_thought_is_whose_mind_we_are_in() -> None:
    """A thought belongs to whoever is said to think it, or acts beside it."""
    text = ROOM + "*It leaks,* thought Mara.\n\nTobin frowned. *What is that noise?*"
    assert [line.speaker for line in spoken(text)] == ["Mara", "Tobin"]


def test_a_message_remembered() -> None:
    """Words without marks are whose the next paragraph says they were."""
    walk = "Tobin walked on along the river. Mara was far behind. " * 30
    text = f"{walk}\n\nYou're an idiot and I love you. Promise me.\n\nTobin knew Mara said it."
    (line,) = spoken(text)
    assert (line.span.kind, line.speaker) == (Kind.MESSAGE, "Mara")


def test_a_chat_names_its_writers() -> None:
    """The name in front of a line of chat has written it."""
    text = ROOM + "Tobin: it floats\n\nMara: it does not\n\nTobin: hm\n\nThey slept."
    assert speakers(text) == ["Tobin", "Mara", "Tobin"]


def test_a_crowd_is_the_narrators() -> None:
    """What several say as one nobody of the cast says alone."""
    (line,) = spoken(ROOM + '"It leaks!" they chorused.')
    assert line.speaker == NARRATOR
    assert line.confidence < 1
    assert "they chorused" in line.why


def test_without_characters_the_narrator_reads_all() -> None:
    """No cast is no failure: every line that is read aloud is the narrator's."""
    found = lines('"It leaks."\n\n* * *\n\nIt rained.', ())
    assert [line.speaker for line in found] == [NARRATOR, None, NARRATOR]
    assert all(0 <= line.confidence <= 1 for line in found)


def test_nobody_reads_notes_and_breaks() -> None:
    """They have no speaker; narration and headings have the narrator."""
    text = 'It rained.\n\n* * *\n\nA/N: sorry!\n\n"It leaks," said Mara.'
    assert {line.span.kind: line.speaker for line in lines(text)} == {
        Kind.NARRATION: NARRATOR,
        Kind.BREAK: None,
        Kind.NOTE: None,
        Kind.DIALOGUE: "Mara",
    }


def test_a_name_outweighs_a_turn() -> None:
    """A tag breaks the alternation it stands in."""
    text = '"It leaks," said Mara.\n\n"No," said Tobin.\n\n"Yes."\n\n"Row!" said Mara.'
    assert speakers(text)[-1] == "Mara"


def test_a_new_scene_begins_anew() -> None:
    """Nobody answers over a break: who is named behind it speaks."""
    text = (
        '"It leaks," said Mara.\n\n"No," said Tobin.\n\n* * *\n\n'
        'Wren and Brix stood on the quay.\n\n"They sank," Wren said.\n\n"Did they?"'
    )
    assert speakers(text, (MARA, TOBIN, WREN, BRIX)) == ["Mara", "Tobin", "Wren", "Brix"]


def test_a_reason_quotes_the_text() -> None:
    """The reason shows the words that told."""
    (line,) = spoken(ROOM + '"It leaks," Mara said at once.')
    assert line.why == "named behind the quotation: 'Mara said'"
    assert line.confidence > 0.9


def test_a_guess_is_less_sure_than_a_tag() -> None:
    """Confidence falls where nothing stands beside the quotation."""
    tagged, bare = spoken(ROOM + '"It leaks," said Mara.\n\nThe rain fell.\n\n"Row."')
    assert bare.confidence < tagged.confidence


HOSTILE = (
    '"Mara," he said, "Mara said "Tobin,""\n\n—I, said I.',
    '"" said Mara.\n\n""\n\n"',
    "Mara: \n\nTobin: \n\nMara's's 's Mrs. Mr. Mara",
)


@settings(deadline=None, max_examples=200)
@given(prose)
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
def test_any_text_has_its_lines(text: str) -> None:
    """Whatever the text: a line a span, in order, with a speaker of the cast and how sure it is."""
    read = page(text, text.replace("I ", "Mara said "))
    cast = (*PEOPLE, *characters.find_characters(read.chapters, read.spans, Metadata()))
    known = {NARRATOR, *(person.name for person in cast)}
    for spans, found in zip(
        read.spans, attribute_speakers(read.chapters, read.spans, cast), strict=True
    ):
        assert tuple(line.span for line in found) == spans
        for line in found:
            assert line.speaker in known or line.span.kind in (Kind.BREAK, Kind.NOTE)
            assert 0 <= line.confidence <= 1
            said = line.span.kind in SPOKEN_BY_CHARACTERS and line.speaker != NARRATOR
            assert line.why or not said


EXCHANGE = ROOM + "".join(
    f'"{said}"\n\n'
    for said in ("It leaks.", "I know it does.", "Then do something.", "Such as what?", "Bail it.")
)


@pytest.mark.parametrize(
    ("who", "all_of_them"),
    [
        ("Tobin", ["Tobin", "Mara", "Tobin", "Mara", "Tobin"]),
        ("Mara", ["Mara", "Tobin", "Mara", "Tobin", "Mara"]),
    ],
)
def test_a_correction_teaches_its_neighbours(who: str, all_of_them: list[str]) -> None:
    """Fixing one line of an exchange decides the others anew."""
    read = page(EXCHANGE)
    third = [span for span in read.spans[0] if span.kind is Kind.DIALOGUE][2]
    (said,) = attribute_speakers(read.chapters, read.spans, PEOPLE, known={(0, third.start): who})
    talk = [line for line in said if line.span.kind is Kind.DIALOGUE]
    assert [line.speaker for line in talk] == all_of_them
    assert (talk[2].confidence, talk[2].why) == (1.0, "you said so")


def test_a_correction_may_name_the_narrator() -> None:
    """What the listener gives to the narrator is the narrator's, and nobody else's line changes."""
    read = page(ROOM + '"It leaks," said Mara.\n\n"No," said Tobin.')
    first = next(span for span in read.spans[0] if span.kind is Kind.DIALOGUE)
    (said,) = attribute_speakers(
        read.chapters, read.spans, PEOPLE, known={(0, first.start): NARRATOR}
    )
    assert [line.speaker for line in said if line.span.kind is Kind.DIALOGUE] == [NARRATOR, "Tobin"]


def test_the_reason_tells_of_a_question() -> None:
    """Who answers a question is said to."""
    *_, last = spoken(ROOM + '"Does it leak?" Mara asked Tobin.\n\n"Always did."')
    assert last.why == "answers Mara, who asked him"


def test_a_tag_inside_a_quotation_that_lost_its_mark() -> None:
    """Whoever forgot to close the quotation still told who says it."""
    text = '"I never liked the sea, said Mara.\n\nNobody had asked her.'
    assert speakers(ROOM + text) == ["Mara"]


@pytest.mark.parametrize(
    "said",
    [
        '"I’m Brix."',
        '"I’m Brix. Brix Pell," he said.',
        '"My name’s Brix," said the man.',
    ],
)
def test_who_says_his_own_name(said: str) -> None:
    """He speaks, whoever was about before."""
    assert speakers(f'{ROOM}"Who are you?" asked Mara.\n\n{said}', (*PEOPLE, BRIX))[1] == "Brix"


def test_another_says_the_name() -> None:
    """Unless a tag gives the line to another."""
    assert speakers(f'{ROOM}"I’m Brix," said Tobin.', (*PEOPLE, BRIX)) == ["Tobin"]


def test_they_may_be_the_one_who_acts() -> None:
    """ "They say", behind what one person does in the same paragraph, is that person's."""
    rook = Character("Rook")
    text = f'{ROOM}Rook sat down. Rook spoke.\n\nRook shrugged. "It leaks," they said.'
    assert speakers(text, (*PEOPLE, rook)) == ["Rook"]
    assert speakers(f'{ROOM}"It leaks," they said.', (*PEOPLE, rook)) == [NARRATOR]


def test_a_sentence_that_runs_on_begins_another_turn() -> None:
    """Whoever is named in a sentence that runs on into speech says it, though another was tagged
    before in the paragraph."""
    text = f'{ROOM}"It leaks," said Mara. She sat down. Tobin raised a brow, "It floats."'
    assert speakers(text) == ["Mara", "Tobin"]
