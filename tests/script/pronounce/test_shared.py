"""Lexicons: the ready ones, files of one's own, and which of them count."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.config import AUTO, Config, load
from fic_audio.errors import ConfigError
from fic_audio.script.pronounce import shared
from fic_audio.script.pronounce.shared import choose_lexicon
from fic_audio.voices import lexicons

READY = lexicons()


def configured(tmp_path: Path, text: str) -> Config:
    (tmp_path / "fic-audio.toml").write_text(text)
    return load(tmp_path / "story.txt", lexicons=READY)


@pytest.mark.parametrize(
    ("fandom", "name"),
    [
        ("Naruto", "naruto"),
        ("Naruto (Anime & Manga)", "naruto"),
        ("Harry Potter - J. K. Rowling", "harry-potter"),
        ("僕のヒーローアカデミア | Boku no Hero Academia | My Hero Academia", "my-hero-academia"),
        ("The Avengers (Marvel Movies)", "marvel"),
        ("Star Wars - All Media Types", "star-wars"),
        ("The Lord of the Rings - J. R. R. Tolkien", "tolkien"),
        ("原神 | Genshin Impact (Video Game)", "genshin-honkai"),
        ("Avatar: The Last Airbender", "avatar"),
        ("Supernatural (TV 2005)", "supernatural"),
        ("Sherlock (TV)", "sherlock"),
        ("鬼滅の刃 | Demon Slayer: Kimetsu no Yaiba (Anime)", "demon-slayer"),
        ("魔道祖师 - 墨香铜臭 | Módào Zǔshī - Mòxiāng Tóngxiù", "mxtx"),
        ("Percy Jackson and the Olympians - Rick Riordan", "percy-jackson"),
        ("One Piece (Anime & Manga)", "one-piece-bleach"),
    ],
)
def test_a_fandom_finds_its_lexicon(fandom: str, name: str) -> None:
    """The names that archives have for a fandom choose the ready lexicon for it."""
    words = choose_lexicon(Config(), [fandom]).words
    assert shared.load(READY[name]).words.items() <= words.items()


@pytest.mark.parametrize("fandom", ["", "Tea", "Avatar (Cameron Movies)", "Narutomaki", "Original"])
def test_other_fandoms_have_none(fandom: str) -> None:
    """A part of a word, or a namesake, chooses nothing."""
    assert choose_lexicon(Config(), [fandom]).words == {}


def test_every_ready_lexicon_is_sound() -> None:
    """Each has a title, fandoms, and names whose IPA can be said."""
    assert len(READY) >= 13
    for path in READY.values():
        found = shared.load(path)
        assert found.title
        assert found.fandoms
        assert len(found.words) > 10


def test_the_listeners_own_word_comes_first(tmp_path: Path) -> None:
    """`[pronounce]` stands above the lexicons, in whatever case it is written."""
    config = configured(tmp_path, '[pronounce]\nsakura = "sack-oo-RAH"')
    lexicon = choose_lexicon(config, ["Naruto"])
    assert lexicon.apply("Sakura and Sasuke").startswith("sack-oo-RAH and [Sasuke](/")


def test_lexicons_are_switched_off(tmp_path: Path) -> None:
    """An empty list is none; the listener's own words stay."""
    config = configured(tmp_path, '[read]\nlexicons = []\n[pronounce]\nMina = "MY-nah"')
    assert choose_lexicon(config, ["Naruto"]).words == {"Mina": "MY-nah"}


def test_lexicons_are_asked_for(tmp_path: Path) -> None:
    """A ready one by name, a file by its path from the configuration, and the fandom's besides."""
    (tmp_path / "mine.toml").write_text('[pronounce]\n"Frodo" = "FROH-doh"\n"Zyx" = "/zɪks/"')
    config = configured(tmp_path, '[read]\nlexicons = ["mine.toml", "Tolkien", "auto"]')
    assert config.lexicons == (tmp_path / "mine.toml", "tolkien", AUTO)
    words = choose_lexicon(config, ["Naruto"]).words
    assert (words["Frodo"], words["Zyx"]) == ("FROH-doh", "/zɪks/")
    assert {"Galadriel", "Sasuke"} <= words.keys()


def test_mistakes_in_a_lexicon_are_told_with_their_lines(tmp_path: Path) -> None:
    """A file of one's own is checked like a configuration."""
    path = tmp_path / "mine.toml"
    path.write_text('titel = "x"\n[pronounce]\nIno = "/i7/"\n"a[b]" = "x"\n')
    with pytest.raises(ConfigError) as error:
        choose_lexicon(Config(lexicons=(path,)), [])
    assert str(error.value).splitlines() == [
        f'{path}:1: unknown key "titel"; did you mean "title"?',
        f'{path}:3: Ino has "7", which is not an IPA letter',
        f"{path}:4: a[b] must be a word without brackets",
    ]


def test_an_unknown_lexicon_gets_a_hint() -> None:
    """A name that nobody checked before is a mistake all the same."""
    with pytest.raises(ConfigError, match='unknown lexicon "narto"; did you mean "naruto"'):
        choose_lexicon(Config(lexicons=("narto",)), [])
