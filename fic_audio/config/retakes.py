"""The `[lines]` tables of a configuration: what is spoken of single lines, and how."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from fic_audio.config import MOST_TAKES, Manner, Retake
from fic_audio.config.table import Mistakes, Table, number, one_of
from fic_audio.errors import ConfigError
from fic_audio.model import Db

MOST_SAID = 2000
"""Characters that may be spoken instead of a line: as much as is spoken in one go."""


def retakes(table: Table) -> dict[str, Retake]:
    """The words of a line -> its settings."""
    found = {}
    for words in table.raw:
        inner = table.table(words)
        if not any(map(str.isalnum, words)):
            table.mistakes.add(inner.path, "a line is named by its words")
        found[words] = _retake(inner)
    return found


def make_retake(values: Mapping[str, Any]) -> Retake:
    """The settings of a line from plain values, like those of its table. Raises ConfigError."""
    mistakes = Mistakes(Path(), "")
    retake = _retake(Table(values, (), mistakes))
    if mistakes.reported:
        raise ConfigError("; ".join(what for _, what in mistakes.reported))
    return retake


def _retake(table: Table) -> Retake:
    retake = Retake(
        said=table.take("said", _said, ""),
        manner=table.take("manner", one_of(get_args(Manner)), None),
        rate=table.take("rate", number(0.5, 2.0), 1.0),
        pitch=table.take("pitch", number(-12.0, 12.0, "st"), 0.0),
        volume=Db(table.take("volume", number(-24.0, 6.0, "dB"), 0.0)),
        take=table.take("take", _take, 1),
    )
    table.close()
    return retake


def _said(value: Any) -> str:
    if not isinstance(value, str) or not any(map(str.isalnum, value)):
        raise ValueError("must be words in quotation marks")
    if len(value) > MOST_SAID:
        raise ValueError(f"must have at most {MOST_SAID:,} characters")
    return " ".join(value.split())


def _take(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_TAKES:
        raise ValueError(f"must be a whole number from 1 to {MOST_TAKES}")
    return value
