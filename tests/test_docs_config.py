"""What the pages of `docs/` say of fic-audio.toml, held against what reads it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fic_audio import config, engines, voices
from fic_audio.config import read as reading
from fic_audio.config.table import Table
from tests.pages import DOCS, ROOT, blocks, by_page, rows, section, text_of

EXAMPLE = ROOT / "tests" / "engines" / "example" / "pyproject.toml"


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder with the files that samples name."""
    for name in ("cover.png", "theme.mp3"):
        (tmp_path / name).touch()
    return tmp_path


def _read(folder: Path, text: str) -> config.Config:
    path = folder / config.NAME
    path.write_text(text)
    known = voices.load()
    return reading.read(path, engines.names(), known.names(), voices.lexicons())


@by_page
def test_configurations_are_read(beside: Path, page: Path) -> None:
    """Every sample of a configuration has no mistake; one of a pyproject.toml is the example's."""
    packages = tomllib.loads(text_of(EXAMPLE))
    for text in blocks(page, "toml"):
        if "[project" in text:
            for key, value in tomllib.loads(text)["project"].items():
                assert packages["project"][key] == value
        else:
            _read(beside, text)


class Key(NamedTuple):
    table: str
    name: str
    default: Any


@pytest.fixture
def keys(beside: Path, monkeypatch: pytest.MonkeyPatch) -> list[Key]:
    """Every key that the configuration is asked for, with what it is if nobody sets it."""
    found = []
    take = Table.take

    def noted(self: Table, key: str, convert: Any, default: Any) -> Any:
        table = ".".join(map(str, self.path))
        table = table.replace("characters.X", 'characters."Name"').replace(
            "lines.X", 'lines."Words"'
        )
        if self.mistakes.path.name == config.NAME:
            found.append(Key(table or "Top level", key, default))
        return take(self, key, convert, default)

    monkeypatch.setattr(Table, "take", noted)
    _read(beside, "[characters.X]\n[lines.X]\n")
    return [*found, *(Key("story", name, None) for name in (*reading.ABOUT, *reading.ABOUT_LISTS))]


def test_every_key_is_in_its_table(keys: list[Key]) -> None:
    """The page of the configuration has every key of each table, and no other."""
    page = DOCS / "configuration.md"
    for table in {key.table for key in keys}:
        written = [name for name, *_ in rows(section(page, table), "Key")]
        assert sorted(written) == sorted(f"`{key.name}`" for key in keys if key.table == table)


def test_defaults_are_as_written(keys: list[Key]) -> None:
    """So is what each is where nobody sets it."""
    page = DOCS / "configuration.md"
    for key in keys:
        written = {name: value for name, value, _ in rows(section(page, key.table), "Key")}
        value = written[f"`{key.name}`"]
        if key.default in (None, "", ()) and value != "`[]`":
            assert value == "*none*", key
        else:
            default = list(key.default) if isinstance(key.default, tuple) else key.default
            assert tomllib.loads(f"it = {value.strip('`')}")["it"] == default, key


@pytest.mark.parametrize(
    ("table", "name", "words"),
    [
        ("attribution", "unsure", config.Unsure),
        ('lines."Words"', "manner", config.Manner),
        ("read", "notes", config.Notes),
        ("read", "header", config.Header),
        ("read", "footnotes", config.Footnotes),
        ("read", "images", config.Images),
        ("read", "emoji", config.Emoji),
        ("sound", "direction", config.Direction),
        ("output", "profile", config.Profile),
    ],
)
def test_every_word_of_a_key_is_named(table: str, name: str, words: Any) -> None:
    """A key that takes one of several words has all of them in its row."""
    written = {key: told for key, _, told in rows(section(DOCS / "configuration.md", table), "Key")}
    assert all(f"`{word}`" in written[f"`{name}`"] for word in words.__args__)


def test_formats_are_named() -> None:
    """The table of formats has all but MP3, which is always made."""
    table = rows(section(DOCS / "formats.md", "What is written"), "Format")
    assert [name for name, _ in table] == [f"`{name}`" for name in config.FORMATS if name != "mp3"]


def test_profiles_are_as_written() -> None:
    """Loudness, peak and bit rate of each profile."""
    from fic_audio.sound.master import PROFILES

    table = rows(section(DOCS / "formats.md", "Audio"), "Profile")
    assert table
    written = {
        name.strip("`"): [int(re.sub("−", "-", cell).split()[0]) for cell in cells[:3]]
        for name, *cells in table
    }
    assert written == {
        name: [each.lufs, each.peak, each.bitrate] for name, each in PROFILES.items()
    }
