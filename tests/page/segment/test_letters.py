"""Letters, notes and e-mails, and what looks like one."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind
from tests.page.pages import parts, spoken

BODY = "The boat is late and I am cold. I wait at the quay."


@pytest.mark.parametrize(
    "letter",
    [
        ["Dear Tobin,", BODY, "Love,", "Mara"],
        ["My dear Mr. Pell,", BODY, "Yours truly, M. Teck"],
        ["Tobin,", BODY, "Sincerely,", "Mara von Teck"],
        ['"Dear Tobin,"', f'"{BODY}"', '"Yours ever,"', '"MARA."'],
        ['"Dear Tobin,', f'"{BODY}', '"Your affectionate sister,', '"MARA."'],
        ["*Dear Tobin,*", f"*{BODY}*", "*— Mara*", "*P.S. Bring bread.*"],
        ["> Dear Tobin,", f"> {BODY}", "> Mara"],
        ["From: Mara", "To: Tobin", BODY, "Mara"],
        ['"The Quay,"', '"Tuesday."', '"Dearest Tobin,"', f'"{BODY}"', '"Yours,"', '"M."'],
    ],
)
def test_a_letter_from_salutation_to_signature(letter: list[str]) -> None:
    """All its paragraphs are the letter, place and date above and the postscript below too."""
    text = "\n\n".join(["He broke the seal.", *letter, "Tobin folded it and went out."])
    assert parts(text, Kind.LETTER) == letter


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("The note read:", "Meet me at noon."),
        ("It was a letter from the mayor, and it said:", '"Meet me at noon."'),
        ("She wrote:", '"Meet me at noon."'),
        ("He tore the telegram open; it ran as follows:", '"All lost."'),
    ],
)
def test_what_is_announced_as_written(lead: str, words: str) -> None:
    """The paragraph after such words is the letter; the talk behind it is talk."""
    text = f'{lead}\n\n{words}\n\n"Who is it from?" asked Brix.'
    assert parts(text, Kind.LETTER) == [words]
    assert spoken(text) == ['"Who is it from?"']


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ('"Come home," she wrote to Brix, "or never."', ['"Come home,"', '"or never."']),
        ('The note said, "Come home." He did.', ['"Come home."']),
        ('She gave him the letter and said, "Read it."', []),
        ('He had written "nobody" on the wall.', []),
    ],
)
def test_written_words_in_a_sentence(text: str, letter: list[str]) -> None:
    """A quotation that a verb of writing tags is a letter."""
    assert parts(text, Kind.LETTER) == letter


def test_a_text_message_in_a_sentence() -> None:
    """What is texted is a message."""
    assert parts('"On my way," he texted. "Late," said she.', Kind.MESSAGE) == ['"On my way,"']


@pytest.mark.parametrize(
    "text",
    [
        '"My dear Walter, you flatter me," she said.\n\n"Not at all."\n\n"Yours is the blue one."',
        '"My dear fellow,"\n\n"No more of that," said Brix.',
        '"Dear me! I never do."\n\n"Never?"\n\n"Quite sure."\n\n"I am sure of it."',
        "Dear Tobin, who had never seen a boat, laughed.\n\nIt rained.\n\nYours was the blue one.",
        "Love was late.\n\nSincerely, he meant it.\n\nMara",
        'It was his reply.\n\n"Two of them."\n\n"Three."',
    ],
)
def test_talk_is_no_letter(text: str) -> None:
    """People say "my dear" and "yours" as well."""
    assert parts(text, Kind.LETTER) == []


def test_a_letter_that_nobody_signs() -> None:
    """Only what speaks to its reader goes with the salutation."""
    text = "Dear Tobin,\n\nYou are late.\n\nMara put the pen down."
    assert parts(text, Kind.LETTER) == ["Dear Tobin,", "You are late."]
    text = "Dear Tobin,\n\nMara put the pen down.\n\nIt rained."
    assert parts(text, Kind.LETTER) == ["Dear Tobin,"]


def test_a_list_of_labels_is_no_letter() -> None:
    """Labels and the names below them, as above a story, greet and sign nothing."""
    text = "Category:\n\nGen\n\nFandom:\n\nHollow Quay\n\nCharacters:\n\nMara Pell\n\nTobin"
    assert parts(text, Kind.LETTER) == []
