"""Where a capital is a name, and what is seen of it."""

from __future__ import annotations

import pytest

from fic_audio.script.characters.name_finder import NameFinder
from fic_audio.script.characters.name_mentions import NameMentions
from fic_audio.text.tokens import PageWords
from tests.script.scripts import page


def seen(text: str) -> dict[str, NameMentions]:
    read = page(text)
    words = [PageWords(chapter.text) for chapter in read.chapters]
    names = NameFinder(read.chapters, read.spans, words).names
    return {" ".join(name): sighting for name, sighting in names.items()}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They saw Ilse Varn there.", {"Ilse Varn"}),
        ("They saw Captain Ilse Varn there.", {"Captain Ilse Varn"}),
        ("They saw Mr. J. Varn there, and Varn saw them.", {"Mr J Varn", "Varn"}),
        ("They saw Ilse von Varn there.", {"Ilse von Varn"}),
        ("They saw Ilse-san there.", {"Ilse"}),
        ("They saw Ilse, Varn and Jude.", {"Ilse", "Varn", "Jude"}),
        ("They saw Ilse’s Varn there.", {"Ilse", "Varn"}),
        ("They saw the captain.", set()),
        ("Rain fell. The rain fell. Rain!", set()),
        ("STOP! They saw him stop.", set()),
        ("Slowly. Slowly.", set()),
        ('"No," Quorn said.', {"Quorn"}),
        ('"Yes!" Quorn shrugged.', {"Quorn"}),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    """A run of capitals inside a sentence is one name; a capital that opens one proves nothing."""
    assert set(seen(text)) == names


def test_what_is_seen_of_a_name() -> None:
    """How often it is told, said, called, tagged and owned, and how it is written."""
    text = '"No," said Mrs. Varn. They saw Mrs Varn’s hat.\n\n"Mrs. Varn, no! Not Mrs. Varn."'
    varn = seen(text)["Mrs Varn"]
    assert (varn.narrated, varn.quoted, varn.count) == (2, 2, 4)
    assert (varn.tagged, varn.addressed, varn.owned) == (1, 1, 1)
    assert varn.written == {"Mrs. Varn": 3, "Mrs Varn": 1}


def test_pronouns_count_for_the_name_before_them() -> None:
    """ "He" is the last named one's; a name between takes it."""
    names = seen("They saw Quorn; he fell. They saw Ilse and Brix as he fell.")
    assert {name: (each.he, each.she) for name, each in names.items()} == {
        "Quorn": (1, 0),
        "Ilse": (0, 0),
        "Brix": (1, 0),
    }


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("I'm Quorn, by the way.", 2),
        ("I am Quorn.", 2),
        ("Mara, this is Quorn!", 2),
        ("I'm Quorn's boy.", 0),
        ("I am Quorn tonight.", 0),
    ],
)
def test_who_says_who_he_is_is_a_person(said: str, times: int) -> None:
    """A name that somebody gives as his own or of whoever is there speaks for a person."""
    assert seen(f'They saw Ilse. "{said}"')["Quorn"].addressed == times


def test_notes_are_not_read() -> None:
    """The author's friends are nobody in the story."""
    assert seen("It rained.\n\nA/N: Thanks to my beta Quorn, Quorn is great!") == {}


def test_what_is_typed_in_small_letters_speaks_against_no_name() -> None:
    """Who types leaves capitals out, and so do usernames."""
    chat = "quorn_w: hello\n\ntobin: quorn is here\n\nquorn_w: quorn it is\n\n"
    assert "Quorn" in seen(f'It rang for Quorn.\n\n{chat}"No," said Quorn.')


def test_only_the_nearest_sentence_tags() -> None:
    """Who acts beyond the end of a sentence may be anything: it is seen as a beat."""
    names = seen('Camelot sighed. Odo came. "No," said Ilse. Quorn shrugged. So did Quorn.')
    tagged = {name: (one.tagged, one.beats) for name, one in names.items()}
    assert tagged["Camelot"] == (0, 1)
    assert tagged["Ilse"] == (1, 0)
    assert tagged["Quorn"] == (0, 1)


def test_an_article_before_the_whole_name() -> None:
    """ "The Great Hall" is no more a person than "the Hall"."""
    assert seen("They saw the Great Hall there, and the Hall.")["Hall"].article == 2


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ('Quorn, who was wet, raised a brow, "It leaks."', 1),
        ('Quorn raised a brow. "It leaks."', 0),
        ('It was on Quorn, as one could see: "It leaks."', 0),
        ('Quorn and Ilse ran, "It leaks."', 0),
        ('Quorn’s hat fell, "It leaks."', 0),
    ],
)
def test_a_sentence_that_runs_on_into_speech_tags(text: str, tagged: int) -> None:
    """Whoever alone is named in it, and begins it, says what follows."""
    assert seen("They saw Quorn. They saw Ilse.\n\n" + text)["Quorn"].tagged == tagged


def test_an_article_behind_a_comma_is_nobodys() -> None:
    """ "You do that, Quorn" makes no thing of Quorn, as "that Quorn" would."""
    assert seen('"You do that, Quorn."')["Quorn"].article == 0
    assert seen('"I know that Quorn."')["Quorn"].article == 1


def test_what_a_name_does() -> None:
    """Counted is what looks like a verb of the past right behind it."""
    assert (
        seen("They saw Quorn. Quorn dragged the sled, and Quorn had red hands.")["Quorn"].does == 1
    )
