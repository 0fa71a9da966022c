"""Names and nicknames in a header's lists."""

from __future__ import annotations

import pytest

from fic_audio.model import Metadata
from fic_audio.script.characters.header_names import nicknames, read_listed_names
from tests.script.scripts import found

TEXT = (
    '"It leaks," said Wren.\n\n"It floats," said Brix.\n\n"Who rows?" said Oduya.\n\n'
    'Brix laughed. "You do, Rowena."\n\n"It sinks," Wren Oduya said.'
)


@pytest.mark.parametrize(
    "entry",
    [
        'Rowena "Wren" Oduya',
        "Rowena “Wren” Oduya",
        "Rowena 'Wren' Oduya",
        "Rowena (Wren) Oduya",
        "Rowena Oduya | Wren",
        "Wren | Rowena Oduya",
        "Rowena Oduya a.k.a. Wren",
        "Rowena Oduya (Wren)",
    ],
)
def test_a_nickname_is_its_bearers(entry: str) -> None:
    """However the header gives it, she is one person."""
    people = found(TEXT, metadata=Metadata(characters=(entry, "Brix")))
    assert len(people) == 2
    (she,) = (person for person in people.values() if "Wren" in person.names())
    assert {"Oduya", "Rowena Oduya", "Wren Oduya"} < set(she.names())


def test_brackets_may_say_anything() -> None:
    """The work that somebody is from, and what becomes of him, are no names."""
    metadata = Metadata(
        characters=("Rowena Oduya (Rivers)", "Brix (mentioned)"), fandoms=("Rivers of Varn",)
    )
    people = found(TEXT + '\n\n"No," said Rivers.', metadata=metadata)
    (she,) = (person for person in people.values() if "Rowena Oduya" in person.names())
    assert "Rivers" not in she.names()


def test_a_nickname_of_two_is_nobodys() -> None:
    """Where two heroes bear one mask, it tells neither."""
    entries = read_listed_names(Metadata(characters=("Rowena Oduya | Heron", "Tobin Ash | Heron")))
    assert ("Heron",) not in nicknames(entries)


def test_a_pairing_holds_nicknames() -> None:
    """The names of a pairing are read like those of a list."""
    (one, other) = read_listed_names(Metadata(relationships=("Wren | Rowena Oduya/Tobin Ash",)))
    assert one.name == ("Rowena", "Oduya")
    assert one.nicknames == (("Wren",),)
    assert other.name == ("Tobin", "Ash")


def test_an_apostrophe_is_no_quotation_mark() -> None:
    """ "O'Dell" and "D'Arn" hold no nickname."""
    (one,) = read_listed_names(Metadata(characters=("Mara O'Dell D'Arn",)))
    assert one.nicknames == ()
