"""Families, couples, brothers and namesakes."""

from __future__ import annotations

from fic_audio.script.characters.alias_clustering import cluster_aliases
from fic_audio.script.characters.name_mentions import Name, NameMentions


def joined(
    *names: str, apart: dict[tuple[str, str], int] | None = None, **counts: int
) -> list[set[str]]:
    seen = {
        tuple(name.split()): NameMentions(n, narrated=counts.get(name, 4))
        for n, name in enumerate(names)
    }
    met: dict[tuple[Name, Name], int] = {}
    for pair, times in (apart or {}).items():
        one, other = sorted(tuple(name.split()) for name in pair)
        met[one, other] = times
    return [{" ".join(name) for name in person.names} for person in cluster_aliases(seen, (), met)]


def test_who_meets_whom_is_another() -> None:
    """ "Mr. Varn" who answers Jude is not Jude Varn, but his father."""
    names = ("Jude Varn", "Jude", "Mr Varn")
    assert len(joined(*names)) == 1
    apart = {("Jude", "Mr Varn"): 3}
    assert {"Mr Varn"} in joined(*names, apart=apart)


def test_a_mother_is_not_her_daughter() -> None:
    """One meeting tells Mrs. Varn from Ilse Varn."""
    names = ("Ilse Varn", "Ilse", "Mrs Varn")
    assert len(joined(*names)) == 1
    assert {"Mrs Varn"} in joined(*names, apart={("Ilse", "Mrs Varn"): 1})


def test_a_wife_by_her_husbands_name() -> None:
    """ "Mrs. Charles Varn" is not Charles Varn, nor is Charles hers."""
    assert joined("Charles Varn", "Mrs Charles Varn", "Charles") == [
        {"Charles Varn", "Charles"},
        {"Mrs Charles Varn"},
    ]


def test_a_surname_alone_is_a_mans() -> None:
    """ "Varn" beside Mr. and Mrs. Varn is he, as stories of old have it."""
    assert {"Mr Varn", "Varn"} in joined("Mrs Varn", "Mr Varn", "Varn")


def test_the_eldest_sister() -> None:
    """Of two sisters, "Miss Varn" is the one who is never "Miss Lydia"."""
    people = joined("Jane Varn", "Jane", "Lydia Varn", "Miss Lydia", "Miss Varn")
    assert {"Jane Varn", "Jane", "Miss Varn"} in people


def test_a_rank_stands_for_its_bearer() -> None:
    """ "The General" is the only general; of two generals it is nobody's name."""
    assert len(joined("General Varn", "General")) == 1
    assert {"General"} in joined("General Varn", "General Okoro", "General")


def test_admiral_and_wife() -> None:
    """A rank alone tells no gender, but is not his wife's."""
    assert len(joined("Admiral Varn", "Mrs Varn")) == 2


def test_surname_first() -> None:
    """ "Varn Ilse" is Ilse Varn."""
    assert len(joined("Ilse Varn", "Varn Ilse")) == 1


def test_two_of_one_first_name() -> None:
    """Tom Riley and Tom Varn are two, and both stay."""
    people = joined("Tom Riley", "Tom Varn", "Tom")
    assert len(people) == 2


def test_initials() -> None:
    """ "J. Varn" is Jude Varn."""
    assert len(joined("Jude Varn", "Mr J Varn")) == 1


def test_a_knight_is_no_mister() -> None:
    """ "Mr. Varn" is not Sir Jude Varn, but his brother."""
    assert {"Mr Varn"} in joined("Sir Jude Varn", "Mr Varn")
    assert {"Mr Varn"} in joined("Mr Varn", "Sir Jude", "Sir Jude Varn")


def test_nicknames_of_the_header() -> None:
    """Whom the header calls by two names is one person."""
    seen = {("Wren",): NameMentions(narrated=4), ("Rowena", "Oduya"): NameMentions(1, narrated=4)}
    assert len(cluster_aliases(seen, (), {})) == 2
    assert len(cluster_aliases(seen, (), {}, {("Wren",): ("Rowena", "Oduya")})) == 1
