"""Names in running text."""

from __future__ import annotations

import pytest

from fic_audio.model import Character, Gender
from fic_audio.text.mentions import MentionIndex
from fic_audio.text.tokens import words

MCKAY = Character("Dr. Odo McKay", gender=Gender.MALE)
SAKI = Character("Saki", ("Pinkie",), Gender.FEMALE)
MR_DELL = Character("Mr. Dell", gender=Gender.MALE)
MRS_DELL = Character("Mrs. Dell", gender=Gender.FEMALE)
FERRYMAN = Character("the ferryman", ("the old rower",))


def mentioned(text: str, *characters: Character) -> list[tuple[str, ...]]:
    """Whom each mention may mean."""
    roster = MentionIndex(characters)
    return [
        tuple(characters[n].name for n in mention.who)
        for mention in roster.mentions(text, words(text))
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("They met Odo McKay.", MCKAY),
        ("They met Odo.", MCKAY),
        ("They met McKay.", MCKAY),
        ("They met Dr McKay.", MCKAY),
        ("They met Mr. McKay.", MCKAY),
        ("They met MCKAY!", MCKAY),
        ("They met Odo\nMcKay.", MCKAY),
        ("They met Saki-chan.", SAKI),
        ("They met Saki.", SAKI),
        ("They met Pinkie.", SAKI),
        ("They met Saki’s cat.", SAKI),
        ("They met the ferryman.", FERRYMAN),
        ("The ferryman came.", FERRYMAN),
        ("A ferryman came.", FERRYMAN),
        ("The rower came.", FERRYMAN),
        ("They met the old rower.", FERRYMAN),
    ],
)
def test_every_form_of_a_name_is_found(text: str, who: Character) -> None:
    """Full name, parts, title, nickname, honorific, capitals: all mean the same person, once."""
    assert mentioned(text, MCKAY, SAKI, FERRYMAN) == [(who.name,)]


@pytest.mark.parametrize("text", ["They met Mrs. McKay.", "A saki bottle.", "Odometers", "Sakis"])
def test_what_only_looks_like_a_name(text: str) -> None:
    """Another's title, a small letter or a longer word make it somebody or something else."""
    assert mentioned(text, MCKAY, SAKI) == []


def test_titles_tell_a_couple_apart() -> None:
    """Mr. and Mrs. Dell are two people; Dell alone may be either."""
    text = "Mr. Dell left. Mrs. Dell stayed. Dell"
    assert mentioned(text, MR_DELL, MRS_DELL) == [
        ("Mr. Dell",),
        ("Mrs. Dell",),
        ("Mr. Dell", "Mrs. Dell"),
    ]


def test_two_paragraphs_make_no_name() -> None:
    """A name may run over a line's end, never over a blank line."""
    assert mentioned("Odo\n\nMcKay", MCKAY) == [(MCKAY.name,)] * 2


def test_the_longest_name_wins() -> None:
    """A full name is one mention, of the one who bears it whole."""
    brother = Character("Edd McKay")
    assert mentioned("Odo McKay", MCKAY, brother) == [(MCKAY.name,)]
    assert mentioned("McKay", MCKAY, brother) == [(MCKAY.name, brother.name)]


def test_a_name_of_everyday_words_is_not_taken_apart() -> None:
    """ "The Driver" leaves every other driver alone."""
    assert mentioned("A driver came. Driver!", Character("Old Driver", gender=Gender.MALE)) == []


def test_an_owner_is_marked() -> None:
    """A mention knows whether something is its bearer's."""
    text = "Saki’s cat and Saki"
    found = MentionIndex([SAKI]).mentions(text, words(text))
    assert [mention.possessive for mention in found] == [True, False]


def test_a_name_that_is_a_common_word() -> None:
    """ "Will you row?" names nobody; "Will rowed" does."""
    will = Character("Will", gender=Gender.MALE)
    assert mentioned("Will you row? Will the boat leak?", will) == []
    assert mentioned("Will rowed. Will, you row!", will) == [("Will",), ("Will",)]


def test_a_description_is_known_by_its_noun() -> None:
    """What stands behind a preposition is no part of it, and Mr. Crow is the crow."""
    index = MentionIndex([Character("the smith with the limp"), Character("Mr. Crow")])
    assert dict(index.by_noun) == {"smith": {0}, "crow": {1}}


@pytest.mark.parametrize(("names", "whose"), [(("the child",), {0}), (("the tall child",), set())])
def test_the_only_child_is_known_by_any_looks(names: tuple[str, ...], whose: set[int]) -> None:
    """ "The child" of a cast is also "the sulking child"; "the tall child" is no other."""
    index = MentionIndex([Character(name) for name in names])
    assert index.by_noun["child"] == whose


def test_of_two_children_neither_is_any_child() -> None:
    """Where a cast has "the child" and "the tall child", other looks mean neither."""
    index = MentionIndex([Character("the child"), Character("the tall child")])
    assert index.by_noun["child"] == set()


@pytest.mark.parametrize("title", ["Señora", "Signora", "Madame", "Señor", "Signor"])
def test_a_foreign_title_describes_its_bearer(title: str) -> None:
    """ "The señora" is Señora Pell."""
    assert MentionIndex((SAKI, Character(f"{title} Pell"))).by_noun[title.lower()] == {1}


@pytest.mark.parametrize(
    ("name", "style"),
    [("Lord Pell", "lordship"), ("Queen Mira", "majesty"), ("Prince Odo", "highness")],
)
def test_what_stands_behind_his_and_her(name: str, style: str) -> None:
    """ "Her majesty" is Queen Mira."""
    assert MentionIndex((SAKI, Character(name))).by_noun[style] == {1}
