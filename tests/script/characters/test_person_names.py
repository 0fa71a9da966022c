"""Which names are one person's."""

from __future__ import annotations

import pytest

from fic_audio.script.characters.name_mentions import Name, NameMentions
from fic_audio.script.characters.person import bare
from fic_audio.script.characters.person_names import find_people, is_person


def joined(*names: str, listed: tuple[Name, ...] = ()) -> list[set[str]]:
    """The names of each person, if all of these were seen to speak."""
    seen = {tuple(name.split()): NameMentions(narrated=2, tagged=1) for name in names}
    return [{" ".join(name) for name in person.names} for person in find_people(seen, listed)]


@pytest.mark.parametrize(
    "names",
    [
        ("Ilse Varn", "Ilse"),
        ("Ilse Varn", "Varn"),
        ("Ilse Varn", "Captain Varn"),
        ("Ilse Varn", "Captain Ilse Varn"),
        ("Ilse Varn", "Lady Ilse"),
        ("Ilse Varn", "Ilse Maria Varn"),
        ("Captain Varn", "Varn"),
    ],
)
def test_names_that_are_one_persons(names: tuple[str, ...]) -> None:
    """First name, surname and titles belong to the full name."""
    assert joined(*names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Mr Varn", "Mrs Varn"),
        ("Mr Varn", "Miss Varn"),
        ("Sir Jude", "Lady Jude"),
        ("Ilse Varn", "Mr Ilse"),
        ("Ilse Varn", "Jude Varn"),
        ("Ilse Varn", "Ilse Okoro"),
        ("Ilse", "Varn"),
    ],
)
def test_names_that_are_two_peoples(names: tuple[str, ...]) -> None:
    """Titles of two genders, other surnames and other first names are other people."""
    assert len(joined(*names)) == len(names)


def test_a_family_name_alone_is_the_most_named_ones() -> None:
    """ "Varn" among several Varns is whoever is spoken of most."""
    seen = {
        ("Ilse", "Varn"): NameMentions(narrated=2, tagged=1),
        ("Jude", "Varn"): NameMentions(narrated=9, tagged=1),
        ("Varn",): NameMentions(narrated=1, tagged=1),
    }
    most, other = find_people(seen, ())
    assert set(most.names) == {("Jude", "Varn"), ("Varn",)}
    assert set(other.names) == {("Ilse", "Varn")}


def test_a_full_name_joins_its_parts() -> None:
    """Where first name and surname both speak, the full name need stand but once."""
    seen = {
        ("Ilse",): NameMentions(narrated=3, tagged=2),
        ("Varn",): NameMentions(narrated=2, tagged=1),
        ("Ilse", "Varn"): NameMentions(narrated=1),
    }
    assert len(find_people(seen, ())) == 1


def test_the_header_vouches_for_a_name() -> None:
    """A listed name is a person's though nobody was seen to speak."""
    assert find_people({("Varn",): NameMentions(narrated=1)}, ()) == []
    (person,) = find_people({("Varn",): NameMentions(narrated=1)}, [("Ilse", "Varn")])
    assert person.listed


@pytest.mark.parametrize(
    ("seen", "person"),
    [
        (NameMentions(narrated=1, tagged=1), True),
        (NameMentions(narrated=1, acts=1), False),
        (NameMentions(narrated=2, acts=2), False),
        (NameMentions(narrated=2, acts=1, she=1), True),
        (NameMentions(quoted=2, addressed=2), True),
        (NameMentions(quoted=1, addressed=1), False),
        (NameMentions(narrated=4, tagged=1, place=3), False),
        (NameMentions(narrated=4, tagged=1, article=3), False),
        (NameMentions(narrated=9), False),
        (NameMentions(narrated=2, quoted=1, addressed=1), False),
        (NameMentions(narrated=2, quoted=1, addressed=1, does=1), True),
        (NameMentions(narrated=2, quoted=1, addressed=1, does=1, article=1), False),
    ],
)
def test_what_speaks_for_a_person(seen: NameMentions, person: bool) -> None:
    """To speak or to be called makes a person; to stand behind "in" or "the" makes none."""
    assert is_person(("Varn",), seen) is person


def test_titles_are_left_off() -> None:
    """What is left of a name is never nothing."""
    assert bare(("Dr", "Mr", "Varn")) == ("Varn",)
    assert bare(("Captain",)) == ("Captain",)


@pytest.mark.parametrize(
    "seen",
    [
        NameMentions(narrated=3, beats=3, acts=3, they=1),
        NameMentions(narrated=3, quoted=2, acts=2, addressed=2),
        NameMentions(narrated=4, article=4, beats=2, acts=3, addressed=1),
    ],
)
def test_what_makes_a_noise_is_nobody(seen: NameMentions) -> None:
    """Houses cheer, towns sigh, ministries answer and are called on: unless somebody says "he" or
    "she" of them or they stand beside what they say, they are no people."""
    assert not is_person(("Silvermane",), seen)


@pytest.mark.parametrize(
    "seen",
    [
        NameMentions(narrated=3, tagged=1),
        NameMentions(narrated=3, beats=1, he=1),
        NameMentions(narrated=1, quoted=2, addressed=2),
        NameMentions(narrated=4, article=4, beats=2, he=1),
    ],
)
def test_who_makes_a_noise_may_be_a_person(seen: NameMentions) -> None:
    assert is_person(("Silvermane",), seen)


@pytest.mark.parametrize(
    ("seen", "person"),
    [
        (NameMentions(narrated=5, he=2), True),
        (NameMentions(narrated=40, he=2), False),
        (NameMentions(narrated=5, he=1, she=1), False),
        (NameMentions(narrated=5, she=3, article=4), False),
        (NameMentions(narrated=6, she=3, place=2), False),
        (NameMentions(narrated=9, human=1), True),
        (NameMentions(narrated=9, human=1, one_of=2), False),
        (NameMentions(narrated=9, human=1, one_of=2, she=1), True),
        (NameMentions(narrated=9, human=2, one_of=2), True),
        (NameMentions(narrated=9, human=2, place=5), False),
        (NameMentions(narrated=9, human=2, article=8), False),
        (NameMentions(narrated=9, human=2, article=8, tagged=1), True),
    ],
)
def test_who_is_told_of_as_him_or_her_is_a_person(seen: NameMentions, person: bool) -> None:
    """Nobody is said to speak under the name, and the story tells of its bearer all the same, as of
    him or of one who nods; of a town, a ship or a kind of people it does so by chance."""
    assert is_person(("Quorl",), seen) is person


def test_a_month_that_is_a_first_name_tells_of_nobody() -> None:
    """ "April" is a girl once she does something."""
    assert is_person(("Hazel",), NameMentions(narrated=3))
    assert not is_person(("April",), NameMentions(narrated=3))
    assert is_person(("April",), NameMentions(narrated=3, tagged=1))
