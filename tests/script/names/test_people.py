"""Which names are one person's."""

from __future__ import annotations

import pytest

from fic_audio.script.names.people import is_person, people
from fic_audio.script.names.person import bare
from fic_audio.script.names.sightings import Name, Sighting


def joined(*names: str, listed: tuple[Name, ...] = ()) -> list[set[str]]:
    """The names of each person, if all of these were seen to speak."""
    seen = {tuple(name.split()): Sighting(narrated=2, tagged=1) for name in names}
    return [{" ".join(name) for name in person.names} for person in people(seen, listed)]


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
        ("Ilse", "Varn"): Sighting(narrated=2, tagged=1),
        ("Jude", "Varn"): Sighting(narrated=9, tagged=1),
        ("Varn",): Sighting(narrated=1, tagged=1),
    }
    most, other = people(seen, ())
    assert set(most.names) == {("Jude", "Varn"), ("Varn",)}
    assert set(other.names) == {("Ilse", "Varn")}


def test_a_full_name_joins_its_parts() -> None:
    """Where first name and surname both speak, the full name need stand but once."""
    seen = {
        ("Ilse",): Sighting(narrated=3, tagged=2),
        ("Varn",): Sighting(narrated=2, tagged=1),
        ("Ilse", "Varn"): Sighting(narrated=1),
    }
    assert len(people(seen, ())) == 1


def test_the_header_vouches_for_a_name() -> None:
    """A listed name is a person's though nobody was seen to speak."""
    assert people({("Varn",): Sighting(narrated=1)}, ()) == []
    (person,) = people({("Varn",): Sighting(narrated=1)}, [("Ilse", "Varn")])
    assert person.listed


@pytest.mark.parametrize(
    ("seen", "person"),
    [
        (Sighting(narrated=1, tagged=1), True),
        (Sighting(narrated=1, acts=1), False),
        (Sighting(narrated=2, acts=2), False),
        (Sighting(narrated=2, acts=1, she=1), True),
        (Sighting(quoted=2, addressed=2), True),
        (Sighting(quoted=1, addressed=1), False),
        (Sighting(narrated=4, tagged=1, place=3), False),
        (Sighting(narrated=4, tagged=1, article=3), False),
        (Sighting(narrated=9), False),
    ],
)
def test_what_speaks_for_a_person(seen: Sighting, person: bool) -> None:
    """To speak or to be called makes a person; to stand behind "in" or "the" makes none."""
    assert is_person(("Varn",), seen) is person


def test_titles_are_left_off() -> None:
    """What is left of a name is never nothing."""
    assert bare(("Dr", "Mr", "Varn")) == ("Varn",)
    assert bare(("Captain",)) == ("Captain",)


@pytest.mark.parametrize(
    "seen",
    [
        Sighting(narrated=3, beats=3, acts=3, they=1),
        Sighting(narrated=3, quoted=2, acts=2, addressed=2),
        Sighting(narrated=4, article=4, beats=2, acts=3, addressed=1),
    ],
)
def test_what_makes_a_noise_is_nobody(seen: Sighting) -> None:
    """Houses cheer, towns sigh, ministries answer and are called on: unless somebody says "he" or
    "she" of them or they stand beside what they say, they are no people."""
    assert not is_person(("Silvermane",), seen)


@pytest.mark.parametrize(
    "seen",
    [
        Sighting(narrated=3, tagged=1),
        Sighting(narrated=3, beats=1, he=1),
        Sighting(narrated=1, quoted=2, addressed=2),
        Sighting(narrated=4, article=4, beats=2, he=1),
    ],
)
def test_who_makes_a_noise_may_be_a_person(seen: Sighting) -> None:
    assert is_person(("Silvermane",), seen)
