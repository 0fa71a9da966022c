"""Shared pronunciations: files of names, the ready ones chosen by the story's fandoms.

A file of them is TOML with a `title`, the `fandoms` it is for, and a table `[pronounce]` as in
`fic-audio.toml`. The ready ones stand in `voices/lexicons`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fic_audio.config import AUTO, Config
from fic_audio.config.pronounce import pronunciations
from fic_audio.config.table import Mistakes, Table, load_text, parse, string, texts
from fic_audio.errors import ConfigError, did_you_mean
from fic_audio.script.pronounce import Lexicon
from fic_audio.voices import lexicons

_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class SharedLexicon:
    """A file of pronunciations."""

    title: str
    fandoms: tuple[str, ...]
    """Words that a fandom's name holds: "naruto", "percy jackson"."""
    words: dict[str, str]

    def is_for(self, fandoms: Iterable[str]) -> bool:
        """Whether it names one of a story's fandoms: "Naruto" and "Naruto (Anime & Manga)"."""
        names = [f" {_folded(fandom)} " for fandom in fandoms]
        return any(f" {_folded(own)} " in name for own in self.fandoms for name in names)


@cache
def load(path: Path) -> SharedLexicon:
    """Reads a file. Raises ConfigError with all that is wrong in it."""
    text = load_text(path)
    data = parse(path, text)
    mistakes = Mistakes(path, text)
    top = Table(data, (), mistakes)
    found = SharedLexicon(
        title=top.take("title", string, path.stem),
        fandoms=top.take("fandoms", texts, ()),
        words=pronunciations(top.table("pronounce")),
    )
    top.close()
    mistakes.check()
    return found


def choose_lexicon(config: Config, fandoms: Iterable[str]) -> Lexicon:
    """All that is known of how a story's words are said. The listener's own words come first, then
    the lexicons as they are listed; of two spellings that differ in case alone the first counts.

    Raises ConfigError for a lexicon that there is not, or that holds mistakes.
    """
    words: dict[str, str] = {}
    taken: set[str] = set()
    for source in (config.pronounce, *(each.words for each in choose_shared(config, fandoms))):
        new = {word: said for word, said in source.items() if word.casefold() not in taken}
        words |= new
        taken |= {word.casefold() for word in new}
    return Lexicon(words)


def choose_shared(config: Config, fandoms: Iterable[str]) -> tuple[SharedLexicon, ...]:
    """The lexicons that count for a story, the first above all. Raises ConfigError."""
    ready = lexicons()
    fandoms = tuple(fandoms)
    found: list[SharedLexicon] = []
    for name in config.lexicons:
        if name == AUTO:
            every = map(load, ready.values()) if fandoms else ()
            found += [each for each in every if each.is_for(fandoms)]
        elif isinstance(name, Path):
            found.append(load(name))
        elif name in ready:
            found.append(load(ready[name]))
        else:
            raise ConfigError(f'unknown lexicon "{name}"{did_you_mean(name, [AUTO, *ready])}')
    return tuple(dict.fromkeys(found))


def _folded(name: str) -> str:
    """A fandom's name without accents, marks or case."""
    bare = unicodedata.normalize("NFKD", name)
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return _APART.sub(" ", bare.casefold()).strip()
