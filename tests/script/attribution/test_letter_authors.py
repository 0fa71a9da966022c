"""Who wrote a letter."""

from __future__ import annotations

import pytest

from fic_audio.model import Character, Gender, Kind, Span
from fic_audio.script.attribution.letter_authors import LetterAuthor, find_letter_authors
from fic_audio.text.document import Document
from fic_audio.text.mentions import MentionIndex
from tests.script.scripts import BRIX, MARA, TOBIN, page

HESTER = Character("Hester Pell", ("Hettie",), Gender.FEMALE)
TELLER = Character("Wren Ashby", gender=Gender.FEMALE, narrates=True)
PEOPLE = (MARA, TOBIN, BRIX, HESTER, TELLER)


def read(*paragraphs: str) -> list[LetterAuthor | None]:
    """The writer of each paragraph; one that begins with "> " is a letter's."""
    text, spans = "", []
    for number, paragraph in enumerate(paragraphs):
        kind = Kind.LETTER if paragraph.startswith("> ") else Kind.NARRATION
        begun = len(text)
        text += paragraph.removeprefix("> ") + "\n\n"
        spans.append(Span(kind, begun, len(text), number))
    found = find_letter_authors(Document.of(text, spans, MentionIndex(PEOPLE)))
    assert all(span.kind is Kind.LETTER for span in found)
    return [found.get(span) for span in spans]


def names(*paragraphs: str) -> list[str | None]:
    return [written and PEOPLE[written.who].name for written in read(*paragraphs)]


@pytest.mark.parametrize(
    "signature",
    ["Yours ever, Tobin", "Love,\nTobin", "-Tobin", "— Tobin", "TOBIN.", "*Tobin*",
     "Your loving brother, Tobin x", "I was never there. Love, Tobin", "The gate at six. —Tobin"],
)  # fmt: skip
def test_the_name_below(signature: str) -> None:
    """The name in the place of a signature is the writer's, for all of the letter."""
    assert names("It lay there.", "> Dear Mara,", "> The boat leaks.", f"> {signature}") == [
        None, "Tobin", "Tobin", "Tobin",
    ]  # fmt: skip


def test_the_reason_is_what_stands_there() -> None:
    """The reason quotes the signature as it is written."""
    (written,) = read("> The gate at six. —Tobin")
    assert written is not None
    assert written.why == "signed 'Tobin'"
    assert 0.9 < written.confidence < 1


def test_a_name_on_a_line_of_its_own() -> None:
    """The farewell and the name may be two paragraphs, and a postscript may follow."""
    letter = ("> Dear Mara,", "> No news.", "> Sincerely,", "> Tobin", "> P.S. Feed Brix.")
    assert names(*letter) == ["Tobin"] * 5


@pytest.mark.parametrize("signature", ["H.P.", "-H. P.", "H. Pell", "—H."])
def test_initials(signature: str) -> None:
    """Initials are a signature where they fit one character alone."""
    assert names("> The key is under the pot.", f"> {signature}") == ["Hester Pell"] * 2


def test_initials_tell_a_family_apart() -> None:
    """Initials before a surname choose among those who bear it."""
    pells = [Character(f"{given} Pell") for given in ("Hester", "Odo")]
    text = "O. T. Pell"
    page = Document.of(text, [Span(Kind.LETTER, 0, len(text), 0)], MentionIndex(pells))
    assert [written.who for written in find_letter_authors(page).values()] == [1]


def test_initials_of_nobody() -> None:
    """Initials that fit no character name no writer."""
    assert names("> The key is under the pot.", "> Q.Z.") == [None, None]


def test_whom_it_greets_does_not_write_it() -> None:
    """The name of the salutation, or one in the last sentence, is no signature."""
    assert names("> Dear Mara,", "> Bring the lamp, and tell nobody but Tobin") == [None, None]
    assert names("Mara's letter lay there.", "> Dear Mara,", "> Come.") == [None] * 3


def test_the_header_of_an_email() -> None:
    """The sender in the header wrote it."""
    assert names("> From: Brix\nTo: Mara", "> Subject: boat", "> It leaks.") == ["Brix"] * 3


@pytest.mark.parametrize(
    ("lead", "writer"),
    [
        ("She unfolded the letter from Tobin.", "Tobin"),
        ("Mara opened Tobin's note.", "Tobin"),
        ("Brix wrote:", "Brix"),
        ("Mara read what Tobin had written, twice:", "Tobin"),
        ("I wrote to him that night:", "Wren Ashby"),
        ("She wrote to Tobin:", None),
        ("He wrote:", None),
        ("Tobin came in from the rain.", None),
    ],
)
def test_what_announces_it(lead: str, writer: str | None) -> None:
    """Words before a letter name its writer, not whoever else is near."""
    assert names(lead, "> The boat leaks.") == [None, writer]


def test_two_letters_follow_each_other() -> None:
    """A salutation begins another letter with another writer."""
    assert names("> Dear Mara,", "> Come.", "> -Tobin", "> Dear Tobin,", "> No.", "> -Mara") == [
        "Tobin", "Tobin", "Tobin", "Mara", "Mara", "Mara",
    ]  # fmt: skip


def test_a_stranger_signs() -> None:
    """A signature of nobody in the story leaves the letter to the narrator."""
    assert names("> Dear Mara,", "> Pay at once.", "> Sincerely, The Harbour Office") == [None] * 3


@pytest.mark.parametrize("tag", ["wrote Mara", "Mara wrote", "Mara had scribbled"])
def test_the_writer_named_behind(tag: str) -> None:
    """A tag of writing behind the written words names the writer."""
    text = f'Tobin unfolded the sheet.\n\n"Come at noon, and bring the lamp," {tag}.\n'
    story = page(text)
    made = Document.of(text, story.spans[0], MentionIndex((MARA, TOBIN)))
    assert [written.who for written in find_letter_authors(made).values()] == [0]
