"""Short forms and pet names."""

from __future__ import annotations

import pytest

from fic_audio.script.characters.name_mentions import Name, NameMentions
from fic_audio.script.characters.person_names import find_people


def count(*names: str, apart: int = 0, quoted: int = 0) -> int:
    short, full = (tuple(name.split()) for name in names)
    seen: dict[Name, NameMentions] = {
        full: NameMentions(narrated=20, tagged=5),
        short: NameMentions(1, narrated=0 if quoted else 6, quoted=quoted, tagged=1),
    }
    return len(find_people(seen, (), {(min(short, full), max(short, full)): apart}))


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


def whole(*names: str, listed: tuple[str, ...] = (), apart: int = 0, nickname: int = 0) -> int:
    seen: dict[Name, NameMentions] = {
        tuple(name.split()): NameMentions(n, narrated=9 - n, tagged=2)
        for n, name in enumerate(names)
    }
    short = tuple(names[-1].split())
    seen[short].nickname = nickname
    full = tuple(names[0].split())
    met = {(min(short, full), max(short, full)): apart}
    return len(find_people(seen, [tuple(name.split()) for name in listed], met))


@pytest.mark.parametrize(
    "names",
    [
        ("Maximilian Dorn", "Max"),
        ("Theodore Nott", "Theo"),
        ("Leopold Roth", "Leo"),
        ("William Hart", "Will"),
        ("Annette Roth", "Ann"),
    ],
)
def test_the_header_gives_the_name_in_full(names: tuple[str, str]) -> None:
    """A first name in its own right is short for the one that is listed."""
    assert whole(*names, listed=names[:1]) == 1
    assert whole(*names, listed=names) == 2


def test_who_is_christened_so() -> None:
    """Leo is Leo Hale, if there is one; Jack need not be John."""
    assert whole("Leopold Roth", "Leo Hale", "Leo", listed=("Leopold Roth", "Leo Hale")) == 2
    assert whole("John Varn", "Jack", listed=("John Varn",)) == 2


def test_the_only_one_in_full() -> None:
    """Tom is Sir Thomas, whom he never meets; of two Thomases he may be either."""
    assert whole("Sir Thomas Ockley", "Tom") == 1
    assert whole("Sir Thomas Ockley", "Tom", apart=1) == 2
    assert whole("Sir Thomas Ockley", "Thomas Hale", "Tom") == 3


def test_what_somebody_is_said_to_be_called() -> None:
    """John, whom everybody "called Jack", is Jack."""
    assert whole("John Varn", "Jack") == 2
    assert whole("John Varn", "Jack", nickname=1) == 1
