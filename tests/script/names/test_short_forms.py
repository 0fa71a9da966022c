"""Short forms and pet names."""

from __future__ import annotations

import pytest

from fic_audio.script.names.people import people
from fic_audio.script.names.sightings import Name, Sighting


def count(*names: str, apart: int = 0, quoted: int = 0) -> int:
    short, full = (tuple(name.split()) for name in names)
    seen: dict[Name, Sighting] = {
        full: Sighting(narrated=20, tagged=5),
        short: Sighting(1, narrated=0 if quoted else 6, quoted=quoted, tagged=1),
    }
    return len(people(seen, (), {(min(short, full), max(short, full)): apart}))


@pytest.mark.parametrize(
    "names",
    [("Lizzy", "Elizabeth"), ("Bill", "William"), ("Pearlie", "Pearl"), ("Frank", "Francis")],
)
def test_what_others_call_somebody(names: tuple[str, str]) -> None:
    """A form that is heard in talk alone is its bearer's."""
    assert count(*names, quoted=4) == 1


def test_in_narration_it_must_begin_alike() -> None:
    """The narrator's "Skaggsy" is Skaggs; his "Bill" need not be William."""
    assert count("Pearlie", "Pearl") == 1
    assert count("Bill", "William") == 2


@pytest.mark.parametrize("names", [("Mary", "Marilla"), ("Ann", "Annette")])
def test_names_of_their_own(names: tuple[str, str]) -> None:
    """Not every name that begins another is short for it."""
    assert count(*names, quoted=4) == 2


def test_who_meets_whom_is_another() -> None:
    """A Pearlie who talks with Pearl is somebody else."""
    assert count("Pearlie", "Pearl", apart=1) == 2


def test_another_surname_is_anothers() -> None:
    """Lizzy Varn is not Elizabeth Okoro."""
    assert count("Lizzy Varn", "Elizabeth Okoro", quoted=4) == 2
