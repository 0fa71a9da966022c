"""Names to which a relation is added."""

from __future__ import annotations

import pytest

from tests.script.scripts import found

TALK = (
    '"Good," said Orm. He laughed.\n\n"It leaks," said Mara. She frowned.\n\n'
    'It rained.\n\n"It sinks," said {}.\n\n'
)


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("My brother, Orm, sat down. I stood.", "my brother"),
        ("My little brother Orm sat down. I stood.", "my brother"),
        ("Orm, my brother, sat down. I stood.", "my brother"),
        ("Orm was my elder brother. I stood.", "my brother"),
        ("I went down with my brother, Orm. He sat.", "my brother"),
        ("Mara's brother Orm sat down.", "Mara's brother"),
        ("Mara's brother Orm sat down.", "her brother"),
        ("Mara sat down with her brother, Orm.", "her brother"),
    ],
)
def test_one_person_with_both_names(text: str, description: str) -> None:
    """Whoever is named as somebody's brother is the one who speaks as that."""
    people = found(f"{text}\n\n{TALK.format(description)}")
    assert description in people["Orm"].aliases
    assert description not in people


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("Mara sat with her brother, Orm, and Ash.", "her brother"),
        ("Mara, her brother, Orm, and Ash sat down.", "her brother"),
        ("She told her brother Orm had left.", "her brother"),
        ("Her brother Orm sat. Her brother, Ash, stood. Ash nodded. He rowed.", "her brother"),
        ("Mara sat with her sister, Orm.", "her sister"),
    ],
)
def test_two_people(text: str, description: str) -> None:
    """Others who are counted up, of whom one is told, who are two, or of another gender."""
    people = found(f"{text}\n\n{TALK.format(description)}")
    assert description not in people["Orm"].aliases


def test_each_is_the_others_brother() -> None:
    """ "His brother" may be either of two brothers, whoever was named as that."""
    text = f"Ash sat with his brother, Orm.\n\n{TALK.format('his brother')}"
    assert "his brother" not in found(text)["Orm"].aliases


def test_her_brother_is_told_of_elsewhere() -> None:
    """Far from where Orm is named, another woman's brother is spoken of."""
    text = f"Mara sat with her brother, Orm.\n\n{TALK.format('Mara')}" + "It rained.\n\n" * 20
    assert "her brother" not in found(text + '"It sinks," said her brother.')["Orm"].aliases
