"""Pronunciation: the `[pronounce]` tables of configurations and lexicons, and their choice."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from fic_audio.config import AUTO
from fic_audio.config.ipa import ipa
from fic_audio.config.table import MAX_NAME, Table, string, texts
from fic_audio.errors import did_you_mean

_BRACKETS = re.compile(r"[\[\]{}<>]|[()].*[()]")


def pronunciations(table: Table) -> dict[str, str]:
    """Word -> respelling, or IPA between slashes in its normal form."""
    return {
        word: respelling
        for word in table.raw
        if (respelling := table.take(word, _respelling(word), ""))
    }


def check_lexicons(
    folder: Path, known: Collection[str] = ()
) -> Callable[[Any], tuple[str | Path, ...]]:
    """A converter for a list of lexicons: names of ready ones, `AUTO`, and files in `folder`."""

    def convert(value: Any) -> tuple[str | Path, ...]:
        return tuple(dict.fromkeys(_lexicon(name, folder, known) for name in texts(value)))

    return convert


def _respelling(word: str) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if not any(map(str.isalnum, word)) or len(word) > MAX_NAME or _BRACKETS.search(word):
            raise ValueError("must be a word without brackets")
        respelling = string(value)
        phonemes = ipa(respelling)
        if phonemes is not None:
            return f"/{phonemes}/"
        if _BRACKETS.search(respelling):
            raise ValueError('must be written without brackets, such as "SAH-koo-rah"')
        return respelling

    return convert


def _lexicon(name: str, folder: Path, known: Collection[str]) -> str | Path:
    if name.endswith(".toml") or "/" in name:
        path = folder / name
        if not path.is_file():
            raise ValueError(f'must be a file that exists, not "{path}"')
        return path
    word = name.casefold()
    if known and word not in (AUTO, *known):
        raise ValueError(
            f'must be a lexicon; "{name}" is unknown{did_you_mean(name, [AUTO, *known])}'
        )
    return word
