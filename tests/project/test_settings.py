"""fic-audio.toml, changed in place."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from fic_audio.errors import ConfigError
from fic_audio.project.settings import edit_text, inverse, rename_character

PATH = Path("fic-audio.toml")
OWN = """\
# My own, do not touch.
engine   = "auto"      # the best there is

[characters.Mara]      # she who rows
voice = "Iris"         # like in the show
aliases = [
    "the captain",     # from chapter 3 on
]

[pronounce]
Tobin = "TOE-bin"

[characters."Old Brix"]
gender = "male"
"""


def test_a_value_is_changed_in_its_place() -> None:
    """Nothing but the value is another."""
    got = edit_text(PATH, OWN, {("characters", "Mara", "voice"): "Ada"})
    assert got == OWN.replace('"Iris"', '"Ada"')


def test_a_value_is_added_to_its_table() -> None:
    """The table keeps what it holds; all other lines stay as they are."""
    got = edit_text(PATH, OWN, {("characters", "Old Brix", "voice"): "Ada"})
    assert tomllib.loads(got)["characters"]["Old Brix"] == {"gender": "male", "voice": "Ada"}
    assert set(OWN.splitlines()) <= set(got.splitlines())


@pytest.mark.parametrize("text", ["", "# nothing\n", OWN, 'engine = "auto"'])
def test_a_table_that_is_missing_comes_at_the_end(text: str) -> None:
    """A new character, a first pronunciation: what was there stands above it, as it was."""
    got = edit_text(PATH, text, {("characters", "Wren: the 2nd", "gender"): "female"})
    assert tomllib.loads(got)["characters"]["Wren: the 2nd"] == {"gender": "female"}
    assert got.startswith(text)
    assert got.endswith("\n")


def test_what_is_taken_away() -> None:
    """A value, or a table with all it holds; the rest stays."""
    got = edit_text(PATH, OWN, {("characters", "Mara"): None, ("pronounce", "Tobin"): None})
    assert tomllib.loads(got) == {
        "engine": "auto", "characters": {"Old Brix": {"gender": "male"}}, "pronounce": {}
    }  # fmt: skip
    assert "do not touch" in got


def test_the_last_table_of_its_kind_is_taken_away() -> None:
    got = edit_text(PATH, "[characters.Mara]\nage = 'elder'\n", {("characters", "Mara"): None})
    assert "Mara" not in got


@pytest.mark.parametrize("old", ["Mara", "Old Brix"])
def test_a_new_name_in_the_same_table(old: str) -> None:
    """The header alone is another; the old name is one more alias."""
    got = rename_character(PATH, OWN, old, "Captain Voss")
    table = tomllib.loads(got)["characters"]
    assert table["Captain Voss"]["aliases"][-1] == old
    assert old not in table
    assert "# from chapter 3 on" in got


def test_a_new_name_for_one_on_a_single_line() -> None:
    """Who has no header of his own gets one."""
    got = rename_character(PATH, 'characters.Mara.voice = "Iris"\n', "Mara", "Voss")
    assert tomllib.loads(got)["characters"] == {"Voss": {"voice": "Iris", "aliases": ["Mara"]}}


@pytest.mark.parametrize(
    "changes",
    [
        {("characters", "Mara", "voice"): "Ada"},
        {("characters", "Mara"): None},
        {("characters", "New", "gender"): "male"},
        {("pronounce", "Tobin"): None, ("pronounce", "Brix"): "briks"},
        {("narrator", "voice"): "Ada"},
    ],
)
def test_every_change_has_its_inverse(changes: dict[tuple[str, ...], Any]) -> None:
    """Applied after the change, it leads back to the same settings."""
    after = edit_text(PATH, OWN, changes)
    back = edit_text(PATH, after, inverse(tomllib.loads(OWN), tomllib.loads(after)))
    assert tomllib.loads(back) == tomllib.loads(OWN)


def test_what_can_not_be_changed_is_told() -> None:
    """A file written so that nothing can be added to it names the way out."""
    with pytest.raises(ConfigError, match=r'table of its own, \[characters."Name"\]'):
        edit_text(PATH, "characters = {}\n", {("characters", "Mara", "voice"): "Ada"})
